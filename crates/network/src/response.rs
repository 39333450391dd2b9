//! Response: how soon each of two people answers the other.
//!
//! The median time from a mail to the first answer to it, counted in the working hours of whoever answered
//! ([`OPENS`] to [`CLOSES`] on weekdays in their zone): a mail of Friday night that is answered on Monday at nine waited for
//! an hour. A median, because a few answers always take months. How fast people answer each other tells close ties from
//! others better than how much they write (Wuchty & Uzzi 2011, Human Communication Dynamics in Digital Footsteps, PLoS ONE
//! 6(11): e26972). Told from [`PAIRS_NEEDED`] answers on.
//!
//! An answer says besides who of the two wrote first that day ([`first_on`]), which [`crate::initiative`] asks.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use model::Direction;

use crate::moment::Moment;

/// The hour at which a working day begins.
pub const OPENS: i64 = 8;
/// The hour at which it ends.
pub const CLOSES: i64 = 18;
/// Answers below which nothing is said.
pub const PAIRS_NEEDED: usize = 5;

const HOUR: i64 = 3_600;
const WORKING_DAY: i64 = (CLOSES - OPENS) * HOUR;
/// A Monday, from which weeks are counted.
const A_MONDAY: Date = Date::constant(1970, 1, 5);

/// A mail between two people and an answer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which mail was answered; an answer to the same mail later on does not count.
    pub mail: i64,
    /// The first person answered.
    pub by_owner: bool,
    /// When it was asked.
    pub asked: Timestamp,
    /// When it was answered.
    pub answered: Timestamp,
}

impl Reply {
    /// True for what can be an answer, known at a moment.
    fn is_known(&self, as_of: Timestamp) -> bool {
        self.asked <= self.answered && self.answered <= as_of
    }
}

/// How soon one side answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// The median of the working time until the answer, in seconds.
    pub seconds: i64,
    /// How many answers it stands on.
    pub answers: usize,
    /// When the first and the last of them were given.
    pub between: (Timestamp, Timestamp),
}

impl Response {
    /// How soon one side answered until a moment; `None` where too little is known. The zone is that of the side.
    pub fn of(replies: &[Reply], by_owner: bool, zone: &TimeZone, as_of: Timestamp) -> Option<Response> {
        let mut first: BTreeMap<i64, (Timestamp, Timestamp)> = BTreeMap::new();
        for reply in replies.iter().filter(|reply| reply.by_owner == by_owner && reply.is_known(as_of)) {
            let pair = (reply.answered, reply.asked);
            first.entry(reply.mail).and_modify(|known| *known = pair.min(*known)).or_insert(pair);
        }
        if first.len() < PAIRS_NEEDED {
            return None;
        }
        let answered = || first.values().map(|(answered, _)| *answered);
        let mut times: Vec<i64> =
            first.values().map(|(answered, asked)| working_seconds(*asked, *answered, zone)).collect();
        times.sort_unstable();
        let middle = times.len() / 2;
        let seconds =
            if times.len() % 2 == 1 { times[middle] } else { (times[middle - 1] + times[middle]) / 2 };
        Some(Response { seconds, answers: times.len(), between: (answered().min()?, answered().max()?) })
    }
}

/// The working time between two moments, in seconds.
pub fn working_seconds(from: Timestamp, to: Timestamp, zone: &TimeZone) -> i64 {
    let worked = |at: Timestamp| worked_until(zone.to_datetime(at));
    (worked(to) - worked(from)).max(0)
}

/// The working seconds from a Monday long ago until a time somewhere.
fn worked_until(at: DateTime) -> i64 {
    let days = at.date().duration_since(A_MONDAY).as_hours().div_euclid(24);
    let (weeks, weekday) = (days.div_euclid(7), days.rem_euclid(7));
    let second = i64::from(at.hour()) * HOUR + i64::from(at.minute()) * 60 + i64::from(at.second());
    let today = if weekday < 5 { (second - OPENS * HOUR).clamp(0, WORKING_DAY) } else { 0 };
    (5 * weeks + weekday.min(5)) * WORKING_DAY + today
}

/// Who wrote first, of the UTC days on which a mail was answered the same day: seen from the first person.
pub fn first_on(replies: &[Reply], as_of: Timestamp) -> BTreeMap<i32, Direction> {
    let mut first: BTreeMap<i32, (Timestamp, Direction)> = BTreeMap::new();
    for reply in replies.iter().filter(|reply| reply.is_known(as_of)) {
        let day = Moment::from(reply.asked).day;
        if Moment::from(reply.answered).day == day {
            let asked = (reply.asked, if reply.by_owner { Direction::In } else { Direction::Out });
            first.entry(day).and_modify(|known| *known = asked.min(*known)).or_insert(asked);
        }
    }
    first.into_iter().map(|(day, (_, direction))| (day, direction)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn reply(mail: i64, asked: &str, answered: &str) -> Reply {
        Reply { mail, by_owner: false, asked: at(asked), answered: at(answered) }
    }

    #[test]
    fn only_working_hours_count() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        for (asked, answered, hours) in [
            ("2026-11-16T10:00+09:00", "2026-11-16T12:30+09:00", 2.5),
            ("2026-11-16T17:00+09:00", "2026-11-17T09:00+09:00", 2.0),
            ("2026-11-20T22:00+09:00", "2026-11-23T09:00+09:00", 1.0),
            ("2026-11-21T09:00+09:00", "2026-11-22T20:00+09:00", 0.0),
            ("2026-11-16T08:00+09:00", "2026-11-30T08:00+09:00", 100.0),
        ] {
            let counted = working_seconds(at(asked), at(answered), &zone);
            assert_eq!(counted as f64 / 3600.0, hours, "{asked} to {answered}");
        }
    }

    #[test]
    fn a_shift_of_the_clocks_is_no_work() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let counted = working_seconds(at("2026-10-23T17:00+02:00"), at("2026-10-26T09:00+01:00"), &zone);
        assert_eq!(counted, 2 * 3600);
    }

    #[test]
    fn the_first_answer_to_each_mail_counts_and_five_are_needed() {
        let mut replies: Vec<Reply> = (1..=5)
            .map(|n| reply(n, "2026-11-16T09:00:00Z", &format!("2026-11-16T{:02}:00:00Z", 9 + n)))
            .collect();
        replies.push(reply(1, "2026-11-16T09:00:00Z", "2026-11-18T09:00:00Z"));
        let of = |replies: &[Reply], by_owner| {
            Response::of(replies, by_owner, &TimeZone::UTC, at("2026-11-20T00:00:00Z"))
        };
        let told = of(&replies, false).unwrap();
        assert_eq!((told.seconds, told.answers), (3 * 3600, 5));
        assert_eq!(told.between, (at("2026-11-16T10:00:00Z"), at("2026-11-16T14:00:00Z")));
        assert_eq!(of(&replies[1..], false).map(|told| told.seconds), Some((3 + 4) * 1800 + 1800));
        assert_eq!(of(&replies[2..5], false), None);
        assert_eq!(of(&replies, true), None, "the owner never answered");
    }

    #[test]
    fn who_was_answered_the_same_day_wrote_first() {
        let replies = [
            reply(1, "2026-11-16T09:00:00Z", "2026-11-16T10:00:00Z"),
            Reply { by_owner: true, ..reply(2, "2026-11-16T10:00:00Z", "2026-11-16T11:00:00Z") },
            Reply { by_owner: true, ..reply(3, "2026-11-18T10:00:00Z", "2026-11-18T11:00:00Z") },
            reply(4, "2026-11-19T10:00:00Z", "2026-11-20T11:00:00Z"),
        ];
        let first = first_on(&replies, at("2026-12-01T00:00:00Z"));
        let day = |text: &str| Moment::from(at(text)).day;
        let expected =
            [(day("2026-11-16T00:00:00Z"), Direction::Out), (day("2026-11-18T00:00:00Z"), Direction::In)];
        assert_eq!(first.into_iter().collect::<Vec<_>>(), expected);
    }

    fn replies() -> impl Strategy<Value = Vec<Reply>> {
        let reply = (0i64..30, any::<bool>(), 1_700_000_000i64..1_760_000_000, -100_000i64..2_000_000);
        let reply = reply.prop_map(|(mail, by_owner, asked, waited)| Reply {
            mail,
            by_owner,
            asked: Timestamp::from_second(asked).unwrap(),
            answered: Timestamp::from_second(asked + waited).unwrap(),
        });
        prop::collection::vec(reply, 0..60)
    }

    proptest! {
        #[test]
        fn order_and_what_comes_later_change_nothing(replies in replies()) {
            let as_of = Timestamp::from_second(1_740_000_000).unwrap();
            let known: Vec<Reply> = replies.iter().rev().copied().filter(|r| r.answered <= as_of).collect();
            for by_owner in [false, true] {
                let told = Response::of(&replies, by_owner, &TimeZone::UTC, as_of);
                prop_assert_eq!(Response::of(&known, by_owner, &TimeZone::UTC, as_of), told);
                if let Some(told) = told {
                    prop_assert!(told.answers >= PAIRS_NEEDED && told.seconds >= 0);
                    prop_assert!(told.between.0 <= told.between.1 && told.between.1 <= as_of);
                }
            }
            prop_assert_eq!(first_on(&known, as_of), first_on(&replies, as_of));
        }

        #[test]
        fn working_time_adds_up_and_is_never_longer_than_time(
            from in 1_700_000_000i64..1_760_000_000,
            first in 0i64..2_000_000,
            second in 0i64..2_000_000,
            zone in prop::sample::select(vec!["UTC", "Asia/Kolkata", "America/New_York", "Pacific/Auckland"]),
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let [a, b, c] = [from, from + first, from + first + second].map(|s| Timestamp::from_second(s).unwrap());
            let whole = working_seconds(a, c, &zone);
            prop_assert_eq!(working_seconds(a, b, &zone) + working_seconds(b, c, &zone), whole);
            prop_assert!((0..=first + second).contains(&whole));
        }
    }
}
