//! Initiative: who starts contact again after a silence.
//!
//! A silence is at least the usual gap, and more than a week ([`LEAST_SILENCE`] days); the day that ends it was started by the side that
//! acted on it. Where both did, answers say who wrote first ([`crate::response::first_on`]); where there is none, or they met,
//! the start counts for neither. The usual gap is that of all days until the moment, so that one rule holds for the whole
//! time. Told from [`STARTS_NEEDED`] starts on, as counts: a share of three says nothing.

use std::collections::BTreeMap;

use model::Direction;

use crate::days::{Day, TieDays};
use crate::moment::Moment;
use crate::tally::Tally;

/// A silence has at least so many days: more than a week.
pub const LEAST_SILENCE: f64 = 8.0;
/// Starts of either side below which nothing is said.
pub const STARTS_NEEDED: u32 = 5;

/// Who ended silences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Initiative {
    /// Silences the first person ended.
    pub by_owner: u32,
    /// Silences the second person ended.
    pub by_them: u32,
    /// Silences that ended on a day of which nobody can say who came first.
    pub by_both: u32,
    /// A silence has at least so many days here.
    pub silence_days: f64,
    /// The first and the last day on which a silence ended.
    pub days: (i32, i32),
}

impl Initiative {
    /// Who ended the silences of a tie until a moment, and who wrote first on days when both did; `None` where fewer starts
    /// than needed can be told apart.
    pub fn of(days: &TieDays, first_on: &BTreeMap<i32, Direction>, as_of: Moment) -> Option<Initiative> {
        let rhythm = Tally::of_days(days.until(as_of), as_of)?.rhythm();
        let silence_days = rhythm.map_or(LEAST_SILENCE, |rhythm| rhythm.gap_days.max(LEAST_SILENCE));
        let mut found = Initiative { by_owner: 0, by_them: 0, by_both: 0, silence_days, days: (0, 0) };
        let mut before: Option<i32> = None;
        for day in days.until(as_of) {
            let ends = before.replace(day.day).is_some_and(|last| f64::from(day.day - last) >= silence_days);
            if !ends {
                continue;
            }
            let is_first = found.by_owner + found.by_them + found.by_both == 0;
            found.days = (if is_first { day.day } else { found.days.0 }, day.day);
            match starter(&day, first_on) {
                Some(Direction::Out) => found.by_owner += 1,
                Some(Direction::In) => found.by_them += 1,
                _ => found.by_both += 1,
            }
        }
        (found.by_owner + found.by_them >= STARTS_NEEDED).then_some(found)
    }

    /// The part, 0–1, that the first person ended, of those that one side ended.
    pub fn share(&self) -> f64 {
        f64::from(self.by_owner) / f64::from(self.by_owner + self.by_them)
    }
}

/// The side that came first on a day, as far as anybody can say.
fn starter(day: &Day<'_>, first_on: &BTreeMap<i32, Direction>) -> Option<Direction> {
    let acted = |d: Direction| day.counts.iter().any(|count| count.kind.direction == d);
    match (acted(Direction::Out), acted(Direction::In), acted(Direction::Mutual)) {
        (true, false, false) => Some(Direction::Out),
        (false, true, false) => Some(Direction::In),
        (true, true, false) => first_on.get(&day.day).copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::touches;
    use model::{Channel, TouchKind};
    use proptest::prelude::*;

    fn rounds(gap: i32, reply_after: i32) -> TieDays {
        let mail = |direction| TouchKind { channel: Channel::DirectMail, direction };
        let mut days = TieDays::new();
        for round in 0..12 {
            let first = if round % 4 == 0 { Direction::In } else { Direction::Out };
            for (day, direction) in [(0, first), (reply_after, first.reversed()), (3, first)] {
                days.add(Moment::new(20_000 + gap * round + day, 0), mail(direction), 1);
            }
        }
        days
    }

    #[test]
    fn whoever_writes_first_after_a_silence_has_started() {
        let days = rounds(30, 1);
        let of = |day| Initiative::of(&days, &BTreeMap::new(), Moment::end_of_day(day));
        let told = of(20_400).unwrap();
        assert_eq!((told.by_owner, told.by_them, told.by_both), (9, 2, 0), "the first round ends no silence");
        assert!((told.share() - 9.0 / 11.0).abs() < 1e-12);
        assert_eq!(told.days, (20_030, 20_330));
        assert_eq!(of(20_100), None, "three starts say nothing");
    }

    #[test]
    fn where_both_wrote_on_one_day_an_answer_says_who_was_first() {
        let days = rounds(30, 0);
        let at = Moment::end_of_day(20_400);
        assert_eq!(Initiative::of(&days, &BTreeMap::new(), at), None, "nobody can say");
        let first_on: BTreeMap<i32, Direction> = (1..10)
            .map(|round| (20_000 + 30 * round, if round == 4 { Direction::In } else { Direction::Out }))
            .collect();
        let told = Initiative::of(&days, &first_on, at).unwrap();
        assert_eq!((told.by_owner, told.by_them, told.by_both), (8, 1, 2));
    }

    proptest! {
        #[test]
        fn both_sides_tell_the_same_and_what_comes_later_changes_nothing(touches in touches(60)) {
            let (as_of, nobody) = (Moment::end_of_day(19_600), BTreeMap::new());
            let days: TieDays = touches.iter().copied().collect();
            let known: TieDays = touches.iter().rev().copied().filter(|t| t.0 <= as_of).collect();
            let told = Initiative::of(&days, &nobody, as_of);
            prop_assert_eq!(Initiative::of(&known, &nobody, as_of), told);
            let mirrored = Initiative::of(&days.reversed(), &nobody, as_of);
            prop_assert_eq!(mirrored.map(|i| (i.by_owner, i.by_them)), told.map(|i| (i.by_them, i.by_owner)));
            if let Some(told) = told {
                prop_assert!((0.0..=1.0).contains(&told.share()));
            }
        }
    }
}
