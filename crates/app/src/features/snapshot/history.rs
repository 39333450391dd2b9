//! The past year of a tie, for the rows that a page shows: touches by week, and the warmth of a quarter ago.
//!
//! It is made with the line, while the days of the tie are at hand, in some seventy bytes: a page of fifty rows asks the
//! database for nothing.

use model::{Channel, Direction};
use network::{Measure, Moment, TieDays, TieNumbers};

/// How many weeks are told.
pub const WEEKS: usize = 52;
/// A quarter of a year, in days.
const QUARTER_DAYS: i32 = 91;

/// The strongest touch of a week from each side: 0 none, 1 a message, 2 a call, 3 a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week(u8);

impl Week {
    /// By the owner.
    pub fn by_owner(self) -> u8 {
        self.0 & 15
    }

    /// By the other; a meeting counts for both.
    pub fn by_them(self) -> u8 {
        self.0 >> 4
    }

    fn add(&mut self, strength: u8, direction: Direction) {
        let owner = if direction == Direction::In { 0 } else { strength };
        let them = if direction == Direction::Out { 0 } else { strength };
        self.0 = self.by_owner().max(owner) | self.by_them().max(them) << 4;
    }
}

/// The past year of one tie.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The weeks, the oldest first; the last one ends today.
    pub weeks: [Week; WEEKS],
    /// The warmth of 91 days ago; `None` if there was no contact yet, or of whom colleague mode spares.
    pub warmth_before: Option<f64>,
    /// The owner had acted by then.
    pub was_relationship: bool,
}

impl History {
    /// In how many of the weeks they were in touch.
    pub fn weeks_in_touch(&self) -> i64 {
        self.weeks.iter().filter(|week| week.0 > 0).count() as i64
    }

    /// The past year of days seen from the owner, as measured at a moment of the day `today`.
    pub(super) fn of(days: &TieDays, measure: &Measure<'_>, at: Moment, today: i32) -> History {
        let mut weeks = [Week::default(); WEEKS];
        for day in days.iter().filter(|day| day.day <= today) {
            let ago = usize::try_from((today - day.day) / 7).unwrap_or(WEEKS);
            let Some(week) = (WEEKS - 1).checked_sub(ago).and_then(|at| weeks.get_mut(at)) else { continue };
            day.counts.iter().for_each(|touch| week.add(strength(touch.kind.channel), touch.kind.direction));
        }
        let before = Moment { day: at.day - QUARTER_DAYS, ..at };
        let before = measure.numbers(days, before);
        let was_relationship = before.as_ref().is_some_and(TieNumbers::is_relationship);
        History { weeks, warmth_before: before.map(|numbers| numbers.warmth), was_relationship }
    }
}

fn strength(channel: Channel) -> u8 {
    match channel {
        Channel::DirectMail | Channel::GroupMail | Channel::Message => 1,
        Channel::Call => 2,
        Channel::Meeting | Channel::InPerson => 3,
    }
}
