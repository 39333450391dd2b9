//! Elsewhere: whether somebody who fell silent towards one person went on with everybody else.
//!
//! "She also slowed down with everyone" and "only with you" are different news. Counted are the days on which somebody
//! acted towards anybody besides the owner, as far as the workspace sees it: since the silence began, beside as many days
//! of the year before. Where fewer than [`DAYS_EXPECTED`] such days were to be expected, nothing is said.

use crate::days::Day;
use crate::moment::Moment;

use model::Direction;

/// Days with others that must have been usual in as long a time.
pub const DAYS_EXPECTED: f64 = 4.0;
/// The days before the silence that tell what is usual.
const BEFORE: i32 = 365;
/// The longest silence that is looked at.
const LATELY: i32 = 365;
/// Up to this part of what is usual somebody slowed down; from the second on they went on as ever.
const PARTS: [f64; 2] = [0.5, 0.75];

/// What somebody did with others since they fell silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elsewhere {
    /// Days on which they acted towards others since then.
    pub days: u32,
    /// As many days were usual in as long a time.
    pub usual: f64,
}

impl Elsewhere {
    /// They slowed down with everyone.
    pub fn has_slowed(&self) -> bool {
        f64::from(self.days) <= PARTS[0] * self.usual
    }

    /// They go on with others as ever.
    pub fn goes_on(&self) -> bool {
        f64::from(self.days) >= PARTS[1] * self.usual
    }
}

/// Gathers the days of somebody's ties with others.
#[derive(Clone, Debug)]
pub struct Others {
    as_of: Moment,
    /// The day on which the silence began, and of the first day that is looked at.
    since: i32,
    first: i32,
    acted: Vec<bool>,
}

impl Others {
    /// Of somebody silent towards the owner since a day, as of a moment.
    pub fn new(since: i32, as_of: Moment) -> Others {
        let since = since.clamp(as_of.day.saturating_sub(LATELY), as_of.day);
        let first = since.saturating_sub(BEFORE - 1);
        Others { as_of, since, first, acted: vec![false; (BEFORE + LATELY) as usize] }
    }

    /// Takes in a day of a tie with somebody else, seen from them.
    pub fn push(&mut self, day: &Day<'_>) {
        let acts = day.counts.iter().any(|count| count.kind.direction != Direction::In);
        if day.last_touch() > self.as_of || !acts {
            return;
        }
        let place = usize::try_from(day.day.saturating_sub(self.first)).ok();
        if let Some(acted) = place.and_then(|place| self.acted.get_mut(place)) {
            *acted = true;
        }
    }

    /// What they did since; `None` where too little was usual. Who was first seen within the year before is judged by
    /// the days since then.
    pub fn told(&self) -> Option<Elsewhere> {
        let days = |from: i32, until: i32| {
            let of = |day: i32| self.acted.get((day - self.first) as usize).is_some_and(|acted| *acted);
            (from..=until).filter(|day| of(*day)).count()
        };
        let known_since = (self.first..=self.since).find(|day| self.acted[(*day - self.first) as usize])?;
        let seen = f64::from(self.since - known_since + 1);
        let silent = f64::from(self.as_of.day - self.since);
        let usual = days(self.first, self.since) as f64 * silent / seen;
        let is_known = seen >= silent && usual >= DAYS_EXPECTED;
        is_known.then(|| Elsewhere { days: days(self.since + 1, self.as_of.day) as u32, usual })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TieDays;
    use crate::testing::touches;
    use model::{Channel, TouchKind};
    use proptest::prelude::*;

    fn told(days: &TieDays, since: i32, as_of: Moment) -> Option<Elsewhere> {
        let mut others = Others::new(since, as_of);
        days.iter().for_each(|day| others.push(&day));
        others.told()
    }

    /// Every other day until a day, and nothing after it.
    fn every_other_day(until: i32, direction: Direction) -> TieDays {
        let mail = TouchKind { channel: Channel::DirectMail, direction };
        (19_000..=until).step_by(2).map(|day| (Moment::new(day, 0), mail)).collect()
    }

    #[test]
    fn who_goes_on_with_others_is_told_from_who_stopped() {
        let as_of = Moment::end_of_day(20_000);
        let going_on = told(&every_other_day(20_000, Direction::Out), 19_960, as_of).unwrap();
        let stopped = told(&every_other_day(19_960, Direction::Out), 19_960, as_of).unwrap();
        assert!(going_on.goes_on() && !going_on.has_slowed(), "{going_on:?}");
        assert!(stopped.has_slowed() && stopped.days == 0, "{stopped:?}");
    }

    #[test]
    fn what_others_write_to_them_says_nothing_of_them() {
        assert_eq!(told(&every_other_day(20_000, Direction::In), 19_960, Moment::end_of_day(20_000)), None);
    }

    #[test]
    fn too_short_a_silence_says_nothing() {
        assert_eq!(told(&every_other_day(20_000, Direction::Out), 19_995, Moment::end_of_day(20_000)), None);
    }

    proptest! {
        #[test]
        fn later_touches_change_nothing(touches in touches(60), since in 19_300i32..19_600) {
            let as_of = Moment::new(19_650, 40_000);
            let days: TieDays = touches.iter().copied().filter(|t| t.0.day != as_of.day).collect();
            let known: TieDays = days.until(as_of).flat_map(|d| {
                d.counts.iter().map(move |c| (d.last_touch(), c.kind)).collect::<Vec<_>>()
            }).collect();
            prop_assert_eq!(told(&days, since, as_of), told(&known, since, as_of));
        }
    }
}
