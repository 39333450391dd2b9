//! What waiting costs: the terms by which people are ranked, and their weights.
//!
//! The unit is a point of closeness at risk. A tie of closeness 70 that loses an eighth of its warmth (from 56 to 49) while
//! the owner waits for as long as it makes sense to wait ([`later_days`]) costs 70 · 7 / 56 = 8.75. It is the part of
//! the warmth that counts and not the points, because the points fall fastest at the beginning: by points, whoever is
//! a day late comes before whoever is a month late, and who is once passed over sinks for good. Below a warmth of 20 it
//! is the part of 20, so that what is nearly gone does not count as the most urgent.
//! All other terms are set against that one, by what an executive would find sensible beside it:
//!
//! | term | at most | for |
//! |---|---|---|
//! | `fading` | about 25 | the part of the warmth that waiting costs, once the silence is longer than usual |
//! | `unanswered` | 25 | a mail to the owner alone that opens a matter, from 2 to 10 days old, from the closest |
//! | `cadence` | 40 | the owner's own wish, twice overdue |
//! | `dormant` | 6 | a tie that was strong and sleeps: little is lost by another week |
//! | `new_tie` | 8 | a first meeting that nothing followed |
//! | `occasion` | 18 | a birthday, a new role |
//! | `thinning` | 6 | contact less than half of what it was |
//! | `no_answer` | −½ of fading, dormant, new tie and thinning | three mails without an answer: one more does not help |
//! | `key_person` | +½ of all | the few dozen who matter most |
//! | `dismissed` | −3/10 of what is left, for each time | "not this person", within a year |
//!
//! The weights are chosen and not fitted: no data say which suggestion was worth a minute. The owner's "done" and "later"
//! will; "not this" already counts, for the person it was said of.

use jiff::civil::Date;
use model::{Receipt, Term};

use crate::candidate::{Candidate, Occasion, Rhythm, days_between};
use crate::suggestion::Reason;

/// What a key person's loss is multiplied by.
const KEY_PERSON: f64 = 1.5;

/// Nobody less close is announced as the next to be due, or revived for having been close.
pub(crate) const NOTABLE_CLOSENESS: f64 = 20.0;

/// Nobody is suggested for less: what remains are people met once, long ago.
pub const LEAST_LOSS: f64 = 1.5;

/// A silence is longer than usual from this multiple of the usual gap on, ...
const PAST_GAP: f64 = 1.3;
/// ... and not before a week more than the usual gap: that a daily contact is silent over a long weekend is nothing.
const PAST_GAP_DAYS: f64 = 7.0;

/// What is left of the loss after each time the owner said "not this person" within a year.
const LEFT_BY_A_DISMISSAL: f64 = 0.7;
/// More dismissals than this change nothing any more.
const MOST_DISMISSALS: u32 = 20;

/// Below this warmth (0–100) the part that is lost is taken of this much.
const NEARLY_GONE: f64 = 20.0;

/// Whether a tie of such closeness and warmth (0–100) cannot be on a list, be let go or be announced when it fades and
/// nothing else speaks for it: the caller may then leave it out. Never true of one that could.
///
/// ```
/// assert!(advice::is_beyond_loss(12.0, 1.0));
/// assert!(!advice::is_beyond_loss(60.0, 1.0), "close enough to be revived");
/// assert!(!advice::is_beyond_loss(12.0, 30.0), "there is something to be lost");
/// ```
pub fn is_beyond_loss(closeness: f64, warmth: f64) -> bool {
    let most_fading = percent(closeness) * (percent(warmth) / NEARLY_GONE).min(1.0);
    let most = most_fading * KEY_PERSON;
    percent(closeness) < NOTABLE_CLOSENESS && most < LEAST_LOSS
}

/// Whether a silence is so long that waiting costs warmth: only then is [`Candidate::warmth_later`] looked at.
pub fn may_fade(rhythm: Option<Rhythm>, last_day: Date, as_of: Date) -> bool {
    rhythm.is_some_and(|rhythm| f64::from(days_between(last_day, as_of)) > due_after_days(rhythm))
}

/// Whether a silence is so long, by the tie's own rhythm, that it may have fallen asleep.
pub fn may_be_dormant(rhythm: Option<Rhythm>, last_day: Date, as_of: Date) -> bool {
    f64::from(days_between(last_day, as_of)) >= dormant_after_days(rhythm)
}

/// After so many days of silence a tie that was strong and is cold sleeps: four usual gaps, and at least four months.
fn dormant_after_days(rhythm: Option<Rhythm>) -> f64 {
    let gap = rhythm.map_or(30.0, |rhythm| finite(rhythm.gap_days));
    (4.0 * gap).max(120.0)
}

/// For how many days ahead the warmth of a tie is to be asked: half of its usual gap, 7 to 60; 30 without rhythm.
///
/// A weekly contact can wait a week, a yearly one two months; so "later" is as long as one would put this person off.
///
/// ```
/// assert_eq!(advice::later_days(Some(21.0)), 11);
/// assert_eq!(advice::later_days(Some(2.0)), 7);
/// assert_eq!(advice::later_days(None), 30);
/// ```
pub fn later_days(usual_gap_days: Option<f64>) -> u32 {
    usual_gap_days.filter(|gap| gap.is_finite()).map_or(30, |gap| (gap / 2.0).round().clamp(7.0, 60.0) as u32)
}

/// From how many days of silence on it is longer than usual: 1.3 usual gaps, a week more than the usual gap, and more than
/// three quarters of the gaps. For a usual gap of 21 days with three quarters under 26, that is 28 days.
pub(crate) fn due_after_days(rhythm: Rhythm) -> f64 {
    let gap = finite(rhythm.gap_days);
    (gap * PAST_GAP).max(gap + PAST_GAP_DAYS).max(finite(rhythm.late_days))
}

/// What waiting costs for one person, term by term.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    /// The reasons with their shares, the largest first.
    reasons: Vec<(Reason, f64)>,
    /// One of the few who matter most: half as much again.
    is_key: bool,
    /// How often the owner said "not this person" within a year.
    dismissals: u32,
}

impl Loss {
    /// No reason at all.
    pub const NOTHING: Loss = Loss { reasons: Vec::new(), is_key: false, dismissals: 0 };

    /// Weighs all reasons to reach out to a person.
    ///
    /// `close_from` is the closeness from which a sleeping tie is worth reviving.
    pub fn of(candidate: &Candidate, close_from: f64, as_of: Date) -> Loss {
        let case = Case { candidate, silence: candidate.silence_days(as_of), as_of, close_from };
        if case.silence == 0 {
            return Loss::NOTHING;
        }
        let mut reasons = Vec::new();
        // Colleagues: no alarm about how lively the tie is.
        if !candidate.is_spared {
            reasons.extend(
                [case.fading(), case.dormant(), case.new_tie(), case.thinning()].into_iter().flatten(),
            );
            let own_rhythm = reasons.iter().map(|(_, share)| share).sum();
            reasons.extend(case.no_answer(own_rhythm));
        }
        reasons.extend([case.unanswered(), case.cadence(), case.occasion()].into_iter().flatten());
        reasons.retain(|(_, share)| *share != 0.0);
        // Stable: equal shares keep the order above.
        reasons.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        Loss {
            reasons,
            is_key: candidate.is_key,
            dismissals: candidate.owners_word.dismissals.min(MOST_DISMISSALS),
        }
    }

    /// The same, with only those reasons that a meeting some days ahead does not settle.
    pub fn before_a_meeting(mut self) -> Loss {
        let is_settled =
            |reason: &Reason| !matches!(reason, Reason::Unanswered { .. } | Reason::Occasion { .. });
        self.reasons.retain(|(reason, _)| !is_settled(reason));
        self
    }

    /// The sum of all terms.
    pub fn total(&self) -> f64 {
        self.of_reasons() + self.key_person() + self.dismissed()
    }

    fn of_reasons(&self) -> f64 {
        self.reasons.iter().map(|(_, share)| share).sum()
    }

    /// Terms that change the sum without being a reason of their own: that the person matters most ...
    fn key_person(&self) -> f64 {
        if self.is_key { self.of_reasons() * (KEY_PERSON - 1.0) } else { 0.0 }
    }

    /// ... and that the owner did not want them on the list before.
    fn dismissed(&self) -> f64 {
        let left = (0..self.dismissals).fold(1.0, |left, _| left * LEFT_BY_A_DISMISSAL);
        (left - 1.0) * (self.of_reasons() + self.key_person())
    }

    /// The weightiest reason.
    pub fn main_reason(&self) -> Option<&Reason> {
        self.reasons.first().map(|(reason, _)| reason)
    }

    /// Whether there is enough of a reason to say anything.
    pub fn is_enough(&self) -> bool {
        self.total() >= LEAST_LOSS
    }

    /// The reasons without their shares, and the receipt with them.
    pub fn into_reasons(self, candidate: &Candidate) -> (Vec<Reason>, Receipt) {
        let term = |name: &str, share: f64| Term {
            name: name.to_owned(),
            share,
            touches: candidate.counts.total(),
            days: None,
        };
        let others = [("key_person", self.key_person()), ("dismissed", self.dismissed())];
        let others = others.into_iter().filter(|(_, share)| *share != 0.0);
        let of_reasons = self.reasons.iter().map(|(reason, share)| (term_name(reason), *share));
        let terms = of_reasons.chain(others).map(|(name, share)| term(name, share));
        let receipt = Receipt { value: self.total(), baseline: 0.0, terms: terms.collect() };
        (self.reasons.into_iter().map(|(reason, _)| reason).collect(), receipt)
    }
}

fn term_name(reason: &Reason) -> &'static str {
    match reason {
        Reason::PastUsualGap { .. } => "fading",
        Reason::Unanswered { .. } => "unanswered",
        Reason::CloseButCold { .. } => "dormant",
        Reason::NewTie { .. } => "new_tie",
        Reason::CadenceMissed { .. } => "cadence",
        Reason::Thinning { .. } => "thinning",
        Reason::Occasion { .. } => "occasion",
        Reason::NoAnswer { .. } => "no_answer",
    }
}

/// One person on one day; each method is one term.
struct Case<'a> {
    candidate: &'a Candidate,
    silence: u32,
    as_of: Date,
    close_from: f64,
}

type Weighed = Option<(Reason, f64)>;

impl Case<'_> {
    /// 0–1.
    fn closeness(&self) -> f64 {
        percent(self.candidate.closeness) / 100.0
    }

    fn fading(&self) -> Weighed {
        let rhythm = self.candidate.rhythm?;
        if self.is_dormant() || f64::from(self.silence) <= due_after_days(rhythm) {
            return None;
        }
        let warmth = percent(self.candidate.warmth);
        let fall = (warmth - percent(self.candidate.warmth_later)).max(0.0);
        let part = fall / warmth.max(NEARLY_GONE);
        let usual_days = finite(rhythm.gap_days).round().max(1.0) as u32;
        Some((
            Reason::PastUsualGap { usual_days, silence_days: self.silence },
            percent(self.candidate.closeness) * part,
        ))
    }

    /// Not before the second day, when most are answered anyway; after ten days an answer is less and less expected.
    fn unanswered(&self) -> Weighed {
        let unanswered = self.candidate.unanswered.as_ref().filter(|_| !self.candidate.is_spared)?;
        let days = days_between(unanswered.mail.day, self.as_of);
        let expected = match days {
            0..=1 => 0.0,
            2..=10 => 1.0,
            11..=90 => 1.0 - f64::from(days - 10) / 80.0,
            _ => 0.0,
        };
        let opens = if unanswered.is_answer { 0.4 } else { 1.0 };
        let reason = Reason::Unanswered { days, mail: unanswered.mail.clone() };
        Some((reason, 25.0 * self.closeness() * expected * opens))
    }

    fn cadence(&self) -> Weighed {
        let wanted_days = self.candidate.owners_word.cadence_days?.max(1);
        if self.silence <= wanted_days {
            return None;
        }
        let overdue = (f64::from(self.silence) / f64::from(wanted_days)).min(2.0);
        let share = (6.0 + 14.0 * self.closeness()) * overdue;
        Some((Reason::CadenceMissed { wanted_days, silence_days: self.silence }, share))
    }

    /// Strong once, cold now, silent for months and for several usual gaps. As good as current ties up to
    /// about three years, then less (Levin, Walter & Murnighan 2011 asked for three years and more).
    fn dormant(&self) -> Weighed {
        if !self.is_dormant() {
            return None;
        }
        let years = f64::from(self.silence) / 365.25;
        let fresh = (1.0 - (years - 3.0).max(0.0) / 10.0).max(0.3);
        let cold = 1.0 - percent(self.candidate.warmth) / 100.0;
        let reason = Reason::CloseButCold {
            closeness: percent(self.candidate.closeness),
            last_day: self.candidate.last.day,
            first_day: self.candidate.first_day,
            touches: self.candidate.counts.total(),
        };
        Some((reason, 6.0 * self.closeness() * cold * fresh))
    }

    fn is_dormant(&self) -> bool {
        let is_cold = percent(self.candidate.warmth) <= 25.0;
        let is_long = f64::from(self.silence) >= dormant_after_days(self.candidate.rhythm);
        let was_strong =
            percent(self.candidate.closeness) >= self.close_from && self.candidate.counts.active_days >= 6;
        is_cold && is_long && was_strong
    }

    /// Known for a quarter at most, seldom in touch, both sides acted, and a week to two months of silence.
    fn new_tie(&self) -> Weighed {
        let counts = &self.candidate.counts;
        let is_young = days_between(self.candidate.first_day, self.as_of) <= 90 && counts.active_days <= 3;
        let is_mutual = counts.mutual > 0 || (counts.sent > 0 && counts.received > 0);
        if !is_young || !is_mutual || !counts.habits.is_direct() || !(7..=60).contains(&self.silence) {
            return None;
        }
        let met = counts.habits.meetings > 0 || counts.habits.calls > 0;
        let weight = if met { 8.0 } else { 4.0 };
        let share = weight * (1.0 - f64::from(self.silence - 7) / 60.0);
        Some((Reason::NewTie { first_day: self.candidate.first_day, silence_days: self.silence, met }, share))
    }

    fn occasion(&self) -> Weighed {
        let occasion = self.candidate.occasion.as_ref()?;
        let weight = match occasion {
            Occasion::Birthday { day } if *day >= self.as_of && days_between(self.as_of, *day) <= 2 => 12.0,
            Occasion::NewRole { day, .. } if *day <= self.as_of && days_between(*day, self.as_of) <= 21 => {
                18.0
            }
            _ => return None,
        };
        Some((Reason::Occasion { occasion: occasion.clone() }, weight * self.closeness()))
    }

    fn thinning(&self) -> Weighed {
        let (now, before) = (self.candidate.counts.half_year, self.candidate.counts.half_year_before);
        let gap = self.candidate.rhythm.map_or(14.0, |rhythm| finite(rhythm.gap_days));
        let is_silent = f64::from(self.silence) > gap.max(14.0);
        if self.is_dormant() || !is_silent || before < 8 || now.saturating_mul(2) >= before {
            return None;
        }
        let lost = 1.0 - f64::from(now) / f64::from(before);
        Some((Reason::Thinning { half_year: now, half_year_before: before }, 6.0 * self.closeness() * lost))
    }

    fn no_answer(&self, own_rhythm: f64) -> Weighed {
        let unreturned = self.candidate.unreturned.filter(|u| u.mails >= 3)?;
        Some((Reason::NoAnswer { mails: unreturned.mails, since: unreturned.since }, -own_rhythm / 2.0))
    }
}

/// A figure on the scale 0–100, whatever came in.
pub(crate) fn percent(value: f64) -> f64 {
    finite(value).min(100.0)
}

/// A figure of 0 or more, whatever came in.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}
