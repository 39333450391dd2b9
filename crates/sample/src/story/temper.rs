//! How a tie to the owner goes over time.

use jiff::civil::Date;

use crate::dice::Dice;
use crate::story::{Phase, Span, day_before};

/// The course of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temper {
    /// In touch every so many days, all the time.
    Steady(i32),
    /// Regular for two years, then slower, then silent for several times the usual gap.
    Fading,
    /// Close for a year, with meetings, and then nothing for most of a year.
    DormantClose,
    /// Silent for a year, and back since a few weeks.
    Reviving,
    /// Since a few weeks.
    New,
    /// Calm and long, once a quarter.
    Mentor,
    /// Writes and writes and is never answered.
    Seller,
    /// The owner wrote and was not answered.
    Unanswered,
    /// No contact of their own with the owner: only in copy, in large meetings, on lists.
    Quiet,
}

impl Temper {
    /// The stretches of contact. A quiet person has none and may turn up at any time.
    pub(crate) fn phases(self, span: Span, dice: &mut Dice) -> Vec<Phase> {
        let ago = |days: i32| day_before(span.last, days);
        let phase = |from: Date, until: Date, rhythm_days: i32| Phase { from, until, rhythm_days };
        match self {
            Temper::Quiet => Vec::new(),
            Temper::Steady(rhythm) => {
                let joined = if dice.percent(25) { dice.between(20, 400) } else { 0 };
                vec![phase(span.day(joined), span.last, rhythm)]
            }
            Temper::Mentor => vec![phase(span.first, span.last, 85)],
            Temper::Fading => {
                let rhythm = dice.between(9, 24);
                let end = rhythm * dice.between(4, 6) + 10;
                let turn = end + rhythm * 5;
                vec![phase(span.first, ago(turn), rhythm), phase(ago(turn - 1), ago(end), rhythm * 17 / 10)]
            }
            Temper::DormantClose => {
                let rhythm = dice.between(7, 12);
                vec![phase(span.day(dice.between(0, 120)), ago(dice.between(220, 330)), rhythm)]
            }
            Temper::Reviving => {
                let rhythm = dice.between(10, 16);
                vec![
                    phase(span.first, ago(dice.between(400, 500)), rhythm),
                    phase(ago(dice.between(26, 36)), ago(2), 8),
                ]
            }
            Temper::New => vec![phase(ago(dice.between(22, 42)), ago(1), dice.between(4, 8))],
            Temper::Seller => vec![phase(ago(dice.between(150, 700)), ago(1), dice.between(14, 32))],
            Temper::Unanswered => vec![phase(ago(dice.between(200, 320)), ago(dice.between(8, 25)), 60)],
        }
    }

    /// True for a tie that stands for itself: the story must not add contacts to it elsewhere.
    pub(crate) fn is_planted(self) -> bool {
        !matches!(self, Temper::Steady(_) | Temper::Quiet)
    }
}

/// The days of contact in a stretch: around its rhythm, the first and the last day among them.
pub(crate) fn contact_days(phase: &Phase, dice: &mut Dice) -> Vec<Date> {
    let length = (phase.until.duration_since(phase.from).as_hours() / 24) as i32;
    let mut days = Vec::new();
    let mut at = dice.between(0, phase.rhythm_days.min(length.max(1)));
    while at < length {
        days.push(crate::story::day_after(phase.from, at));
        at += (phase.rhythm_days * dice.between(45, 155) / 100).max(1);
    }
    days.push(phase.until);
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_fading_tie_is_silent_for_several_times_its_rhythm() {
        let span = Span::before(date(2026, 8, 1));
        for seed in 0..50 {
            let phases = Temper::Fading.phases(span, &mut Dice::new(seed));
            let silent = span.last.duration_since(phases[1].until).as_hours() / 24;
            assert!(silent >= i64::from(phases[0].rhythm_days) * 4);
        }
    }

    #[test]
    fn contacts_come_in_the_rhythm_of_the_stretch() {
        let span = Span::before(date(2026, 8, 1));
        let phase = Phase { from: span.first, until: span.last, rhythm_days: 10 };
        let days = contact_days(&phase, &mut Dice::new(3));
        assert!((75..=110).contains(&days.len()), "{}", days.len());
        assert!(days.is_sorted());
    }
}
