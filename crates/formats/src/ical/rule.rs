//! A recurrence rule as data: RRULE and EXRULE (RFC 5545 section 3.3.10).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};

use super::time::{date, instant, local};

/// FREQ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    Yearly,
    Monthly,
    Weekly,
    Daily,
    Hourly,
    Minutely,
    Secondly,
}

/// A value of BYDAY: `MO` (nth 0), `1MO`, `-1SU`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByDay {
    /// Which one of the month or year, from its end if negative; 0 for each.
    pub(super) nth: i16,
    pub(super) weekday: Weekday,
}

/// UNTIL, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Through this day.
    Day(Date),
    /// Through this instant.
    Instant(Timestamp),
    /// Through this time, in the zone of the event.
    Local(DateTime),
}

/// A rule. Lists are sorted; values that the standard does not allow are left out of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) frequency: Frequency,
    /// At least 1.
    pub(super) interval: i64,
    pub(super) count: Option<u64>,
    pub(super) until: Option<Until>,
    pub(super) week_start: Weekday,
    pub(super) by_month: Vec<i16>,
    pub(super) by_week: Vec<i16>,
    pub(super) by_year_day: Vec<i16>,
    pub(super) by_month_day: Vec<i16>,
    pub(super) by_day: Vec<ByDay>,
    pub(super) by_hour: Vec<i16>,
    pub(super) by_minute: Vec<i16>,
    pub(super) by_second: Vec<i16>,
    pub(super) by_position: Vec<i16>,
}

impl Rule {
    /// The rule a text gives; `None` without a FREQ that is known, or for a calendar other than the Gregorian (RFC 7529).
    ///
    /// Lenient with the rest: an INTERVAL or COUNT of 0 counts as not given, and a part that is not understood is left out.
    pub(super) fn parse(text: &str) -> Option<Rule> {
        let parts: Vec<(String, String)> = text
            .split(';')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase()))
            .take(32)
            .collect();
        let part = |name: &str| parts.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let list = |name: &str, range| part(name).map(|value| numbers(value, range)).unwrap_or_default();
        if part("RSCALE").is_some_and(|scale| scale != "GREGORIAN") {
            return None;
        }
        Some(Rule {
            frequency: frequency(part("FREQ")?)?,
            interval: part("INTERVAL").and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(1),
            count: part("COUNT").and_then(|n| n.parse().ok()).filter(|n| *n > 0),
            until: part("UNTIL").and_then(until),
            week_start: part("WKST").and_then(weekday).unwrap_or(Weekday::Monday),
            by_month: list("BYMONTH", 1..=12),
            by_week: list("BYWEEKNO", -53..=53),
            by_year_day: list("BYYEARDAY", -366..=366),
            by_month_day: list("BYMONTHDAY", -31..=31),
            by_day: part("BYDAY").map(by_days).unwrap_or_default(),
            by_hour: zero_too(part("BYHOUR"), 23),
            by_minute: zero_too(part("BYMINUTE"), 59),
            by_second: zero_too(part("BYSECOND"), 59),
            by_position: list("BYSETPOS", -366..=366),
        })
    }

    /// Whether an occurrence is within UNTIL.
    pub(super) fn reaches(
        &self,
        civil: DateTime,
        at: Timestamp,
        zone: &jiff::tz::TimeZone,
        is_date: bool,
    ) -> bool {
        match self.until {
            None => true,
            Some(Until::Day(last)) => civil.date() <= last,
            // A series of days, ended by an instant: the day that it is then in UTC, as exporters mean it.
            Some(Until::Instant(last)) if is_date => {
                civil.date() <= last.to_zoned(jiff::tz::TimeZone::UTC).date()
            }
            Some(Until::Instant(last)) => at <= last,
            Some(Until::Local(last)) if is_date => civil.date() <= last.date(),
            Some(Until::Local(last)) => instant(last, zone).is_none_or(|last| at <= last),
        }
    }
}

fn frequency(word: &str) -> Option<Frequency> {
    Some(match word {
        "YEARLY" => Frequency::Yearly,
        "MONTHLY" => Frequency::Monthly,
        "WEEKLY" => Frequency::Weekly,
        "DAILY" => Frequency::Daily,
        "HOURLY" => Frequency::Hourly,
        "MINUTELY" => Frequency::Minutely,
        "SECONDLY" => Frequency::Secondly,
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

fn until(text: &str) -> Option<Until> {
    if let Some(day) = date(text) {
        return Some(Until::Day(day));
    }
    match text.strip_suffix('Z') {
        Some(wall) => instant(local(wall)?, &jiff::tz::TimeZone::UTC).map(Until::Instant),
        None => local(text).map(Until::Local),
    }
}

/// Positive and negative numbers of a list, sorted, each once; 0 is none of them.
fn numbers(list: &str, range: std::ops::RangeInclusive<i16>) -> Vec<i16> {
    let numbers = list.split(',').filter_map(|number| number.trim().parse::<i16>().ok());
    let mut numbers: Vec<i16> = numbers.filter(|n| *n != 0 && range.contains(n)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Hours, minutes and seconds, of which 0 is one; second 60 is left out.
fn zero_too(list: Option<&str>, max: i16) -> Vec<i16> {
    let numbers = list.unwrap_or_default().split(',').filter_map(|number| number.trim().parse::<i16>().ok());
    let mut numbers: Vec<i16> = numbers.filter(|n| (0..=max).contains(n)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn by_days(list: &str) -> Vec<ByDay> {
    let mut days: Vec<ByDay> = Vec::new();
    for word in list.split(',').map(str::trim) {
        let Some((nth, day)) = word.len().checked_sub(2).and_then(|at| word.split_at_checked(at)) else {
            continue;
        };
        let nth = if nth.is_empty() { Some(0) } else { nth.trim_start_matches('+').parse().ok() };
        let Some(day) = nth.zip(weekday(day)).map(|(nth, weekday)| ByDay { nth, weekday }) else { continue };
        if (-53..=53).contains(&day.nth) && !days.contains(&day) {
            days.push(day);
        }
    }
    days
}
