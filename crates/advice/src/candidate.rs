//! What has to be known of a relationship to advise on it: plain figures, filled by the caller.
//!
//! All figures are as of one day, the `as_of` that is given beside them; nothing after it may be counted except
//! [`Candidate::planned`] and [`OwnersWord::snoozed_until`], which lie ahead by nature. Figures that make no sense
//! (a warmth of NaN, a last contact in the future) do no harm: they are taken for the nearest that do.

use jiff::SignedDuration;
use jiff::civil::Date;
use model::{Channel, Direction, InteractionId, PersonId};
use serde::Serialize;

/// One relationship of the owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// A human, and not a list, robot or role mailbox. Others never appear.
    pub is_person: bool,
    /// A colleague whom colleague mode spares: only the owner's cadence and dates speak for them, and no number of the tie is told.
    pub is_spared: bool,
    /// One of the few dozen the owner has confirmed as mattering most.
    pub is_key: bool,
    /// 0–100, now.
    pub warmth: f64,
    /// 0–100, what warmth will be if the silence goes on for another [`crate::later_days`].
    pub warmth_later: f64,
    /// 0–100, now; of those whom colleague mode spares, the same of each.
    pub closeness: f64,
    /// The usual gap; `None` with fewer than four days of contact.
    pub rhythm: Option<Rhythm>,
    /// The day of the first touch.
    pub first_day: Date,
    /// The last touch, from any source, also one logged by hand.
    pub last: LastContact,
    /// How much contact there was.
    pub counts: Counts,
    /// The last one-to-one mail between the two came from them, and the owner did not act towards them since.
    pub unanswered: Option<Unanswered>,
    /// The owner wrote to them alone since they last acted.
    pub unreturned: Option<Unreturned>,
    /// The latest mail to one or small meeting of the two, to take up again.
    pub topic: Option<Mention>,
    /// The next meeting of the two in the calendar, on `as_of` or later.
    pub planned: Option<Date>,
    /// Something to congratulate on. The caller gives only the nearest one.
    pub occasion: Option<Occasion>,
    /// What the owner said of this person.
    pub owners_word: OwnersWord,
    /// How they can be reached.
    pub reach: Reach,
}

impl Candidate {
    /// Whole days since the last touch, 0 if it was on `as_of` (or, nonsensically, later).
    pub fn silence_days(&self, as_of: Date) -> u32 {
        days_between(self.last.day, as_of)
    }
}

/// The usual gap between days of contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// The median gap in days.
    pub gap_days: f64,
    /// Three quarters of the gaps are at most this long, in days.
    pub late_days: f64,
}

/// The last touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastContact {
    /// Its day.
    pub day: Date,
    /// How.
    pub channel: Channel,
    /// Who acted, seen from the owner.
    pub direction: Direction,
    /// Which interaction it was, for the link.
    pub interaction: Option<InteractionId>,
}

/// How much contact there was, in touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// In which the owner acted towards them.
    pub sent: u32,
    /// In which they acted towards the owner.
    pub received: u32,
    /// In which both took part alike.
    pub mutual: u32,
    /// Days with contact.
    pub active_days: u32,
    /// In the last 365 days.
    pub twelve_months: u32,
    /// In the last 182 days.
    pub half_year: u32,
    /// In the 182 days before those.
    pub half_year_before: u32,
    /// By channel, over the last two years, or over all time where there were none in the last two years.
    pub habits: Habits,
}

impl Counts {
    /// All touches.
    pub fn total(&self) -> u32 {
        self.sent.saturating_add(self.received).saturating_add(self.mutual)
    }

    /// Whether the owner ever acted; otherwise it is no relationship.
    pub(crate) fn owner_acted(&self) -> bool {
        self.sent > 0 || self.mutual > 0
    }

    /// Whether contact goes one way only: a seller who hardly ever got an answer, someone who never answered.
    pub(crate) fn is_one_sided(&self) -> bool {
        self.mutual == 0 && (self.received == 0 || self.sent.saturating_mul(10) <= self.received)
    }
}

/// How the two are in touch, in touches by channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// Mails to one.
    pub direct_mails: u32,
    /// Mails to several.
    pub group_mails: u32,
    /// Meetings, also those in person.
    pub meetings: u32,
    /// Calls.
    pub calls: u32,
    /// Direct messages.
    pub messages: u32,
}

impl Habits {
    /// Counts touches of a channel.
    pub fn add(&mut self, channel: Channel, touches: u32) {
        let counter = match channel {
            Channel::DirectMail => &mut self.direct_mails,
            Channel::GroupMail => &mut self.group_mails,
            Channel::Meeting | Channel::InPerson => &mut self.meetings,
            Channel::Call => &mut self.calls,
            Channel::Message => &mut self.messages,
        };
        *counter = counter.saturating_add(touches);
    }

    /// Whether there was contact from one to one, or in one room.
    pub(crate) fn is_direct(&self) -> bool {
        self.direct_mails > 0 || self.meetings > 0 || self.calls > 0 || self.messages > 0
    }
}

/// An interaction that is pointed to, by the day it took place and its subject or title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Which.
    pub interaction: InteractionId,
    /// Its day.
    pub day: Date,
    /// As it stands in the source. May be left `None` at first and filled for the few that are chosen
    /// ([`crate::Today::fill_subjects`]); stays `None` where subjects are not kept.
    pub subject: Option<String>,
}

/// A mail to the owner alone that the owner did not react to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The mail.
    pub mail: Mention,
    /// It answers a mail of the owner, so that it may well have closed the matter; a mail that opens one waits more.
    pub is_answer: bool,
}

/// Mails of the owner to them alone that they did not react to. That somebody in copy stays silent is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreturned {
    /// How many since they last acted.
    pub mails: u32,
    /// The day of the first of them.
    pub since: Date,
}

/// Something to congratulate on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Occasion {
    /// A birthday; the day it falls on next, from `as_of` on.
    Birthday {
        /// That day.
        day: Date,
    },
    /// A new position.
    NewRole {
        /// The day it was noticed.
        day: Date,
        /// The position with its organization, as one would say it: `Director of Logistics, Gulf Transit`.
        role: String,
    },
}

/// What the owner said of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnersWord {
    /// How often the owner wants contact: at least every so many days.
    pub cadence_days: Option<u32>,
    /// Not before this day.
    pub snoozed_until: Option<Date>,
    /// "Not this person": never.
    pub never: bool,
    /// How often the owner said "not this person" within the last year.
    pub dismissals: u32,
}

/// How a person can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// An automatic reply said that they are away up to and including this day.
    pub away_until: Option<Date>,
    /// A mail address is known that does not bounce.
    pub has_mail: bool,
    /// A telephone number is known.
    pub has_phone: bool,
}

/// The date of a UTC day counted from 1970-01-01, as the network counts days.
///
/// Days beyond the calendar (years −9999 to 9999) give its nearest end.
pub fn day_of(utc_day: i32) -> Date {
    days_after(Date::constant(1970, 1, 1), i64::from(utc_day))
}

/// So many days later (earlier if negative), at most at the end of the calendar.
pub(crate) fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(days.saturating_mul(24)))
}

/// Whole days from one day to a later one, as people count them; 0 if it is not later. Every silence that is told is
/// counted so.
///
/// ```
/// use jiff::civil::date;
///
/// assert_eq!(advice::days_between(date(2026, 10, 1), date(2026, 11, 17)), 47);
/// ```
pub fn days_between(from: Date, to: Date) -> u32 {
    let days = to.duration_since(from).as_hours() / 24;
    u32::try_from(days).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn utc_days_are_dates() {
        assert_eq!(day_of(0), date(1970, 1, 1));
        assert_eq!(day_of(20_774), date(2026, 11, 17));
        assert_eq!(day_of(-1), date(1969, 12, 31));
        assert_eq!(day_of(i32::MAX), Date::MAX);
    }

    #[test]
    fn days_count_forward_only() {
        assert_eq!(days_between(date(2026, 10, 1), date(2026, 11, 17)), 47);
        assert_eq!(days_between(date(2026, 11, 18), date(2026, 11, 17)), 0);
    }
}
