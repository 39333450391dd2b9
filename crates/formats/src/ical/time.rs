//! Times as calendars write them (RFC 5545 section 3.3.4, 3.3.5, 3.3.6, 3.3.14).

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::zones::Zones;
use crate::content_line::Property;

/// When an all-day event takes place, for want of an hour: at noon, so that it falls on its day wherever the owner's
/// zone is corrected to later.
const NOON: Time = Time::constant(12, 0, 0, 0);

/// A time of a calendar: what the clock on the wall shows, and whose clock.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// The clock on the wall; noon for a date.
    pub(super) civil: DateTime,
    /// Whose clock: UTC, the zone named, the calendar's or the owner's for a floating time, the owner's for a date.
    pub(super) zone: TimeZone,
    /// It is a date without a time.
    pub(super) is_date: bool,
    /// It names its zone itself, or is in UTC: it stands where it stands, whatever it is compared with.
    pub(super) is_fixed: bool,
}

impl Moment {
    /// The value of a property with its TZID, as one moment.
    pub(super) fn of(property: &Property, zones: &mut Zones) -> Option<Moment> {
        Moment::parse(&property.value, property.param("TZID"), zones)
    }

    /// One value, with the TZID of its property.
    pub(super) fn parse(text: &str, zone_id: Option<&str>, zones: &mut Zones) -> Option<Moment> {
        let text = text.trim();
        if let Some(date) = date(text) {
            let zone = zones.home.clone();
            return Some(Moment { civil: date.to_datetime(NOON), zone, is_date: true, is_fixed: false });
        }
        let (wall, offset) = split_offset(text);
        let civil = local(wall)?;
        let named = offset.or_else(|| zones.find(zone_id?));
        let is_fixed = named.is_some();
        let zone = named.unwrap_or_else(|| zones.floating.clone());
        Some(Moment { civil, zone, is_date: false, is_fixed })
    }

    /// The instant; a time that the clock skips is taken an hour later, a time that it shows twice is the first.
    pub(super) fn instant(&self) -> Option<Timestamp> {
        instant(self.civil, &self.zone)
    }

    /// What names this moment among the occurrences of a series: UTC as `20260302T090000Z`, and `20260302` for a date,
    /// which is the same in everyone's calendar.
    pub(super) fn recurrence(&self) -> Option<String> {
        recurrence(self.civil, &self.zone, self.is_date)
    }

    /// The day this stands for in a series of whole days, of which Exchange names the occurrences by midnight in their
    /// zone, or by that instant in UTC: the day whose beginning is nearest.
    pub(super) fn as_day(&self) -> Moment {
        let date = match self.is_date {
            true => self.civil.date(),
            false => self.civil.checked_add(12.hours()).unwrap_or(self.civil).date(),
        };
        Moment { civil: date.to_datetime(NOON), is_date: true, ..self.clone() }
    }

    /// The same, but a time that names no zone is in the zone of `other` (an EXDATE without the TZID of its event).
    pub(super) fn beside(mut self, other: &Moment) -> Moment {
        if !self.is_fixed && !self.is_date {
            self.zone = other.zone.clone();
        }
        self
    }
}

/// The instant at which the clocks of a zone show this; `None` outside the years that can be told.
pub(super) fn instant(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(civil).compatible().ok()
}

/// See [`Moment::recurrence`].
pub(super) fn recurrence(civil: DateTime, zone: &TimeZone, is_date: bool) -> Option<String> {
    if is_date {
        return Some(civil.strftime("%Y%m%d").to_string());
    }
    Some(instant(civil, zone)?.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// `20260302` or `2026-03-02`.
pub(super) fn date(text: &str) -> Option<Date> {
    let digits = digits(text, '-')?;
    if digits.len() != 8 {
        return None;
    }
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `20260302T090000`, with or without hyphens, colons and seconds; a leap second is the second before it.
pub(super) fn local(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once(['T', 't', ' '])?;
    let time = digits(time.split(['.', ',']).next()?, ':')?;
    let part = |from: usize| time.get(from..from + 2).map_or(Ok(0), str::parse::<i8>);
    if !matches!(time.len(), 4 | 6) {
        return None;
    }
    let second = part(4).ok()?.min(if time.len() == 6 { 59 } else { 0 });
    Some(date(day)?.to_datetime(Time::new(part(0).ok()?, part(2).ok()?, second, 0).ok()?))
}

/// The digits of a text that has nothing but digits and `separator`.
fn digits(text: &str, separator: char) -> Option<String> {
    let text = text.trim();
    let plain = text.len() <= 16 && text.chars().all(|c| c.is_ascii_digit() || c == separator);
    plain.then(|| text.chars().filter(char::is_ascii_digit).collect())
}

/// Takes `Z` or (not by the standard, but met) `+0100` off the end of a time.
fn split_offset(text: &str) -> (&str, Option<TimeZone>) {
    if let Some(wall) = text.strip_suffix(['Z', 'z']) {
        return (wall, Some(TimeZone::UTC));
    }
    let after_t = text.find(['T', 't', ' ']).map_or(text.len(), |at| at + 1);
    let sign = text.get(after_t..).and_then(|time| time.rfind(['+', '-'])).map(|at| at + after_t);
    let split = sign.and_then(|at| Some((text.get(..at)?, offset_seconds(text.get(at..)?)?)));
    match split.and_then(|(wall, seconds)| Some((wall, Offset::from_seconds(seconds).ok()?))) {
        Some((wall, offset)) => (wall, Some(TimeZone::fixed(offset))),
        None => (text, None),
    }
}

/// `+0100`, `-03:30`, `+013040` (RFC 5545 section 3.3.14) in seconds.
pub(super) fn offset_seconds(text: &str) -> Option<i32> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits = digits(rest, ':')?;
    let part = |from: usize| digits.get(from..from + 2).map_or(Ok(0), str::parse::<i32>).ok();
    let within = matches!(digits.len(), 2 | 4 | 6) && part(0)? < 24 && part(2)? < 60 && part(4)? < 60;
    within.then_some(())?;
    Some(sign * (part(0)? * 3600 + part(2)? * 60 + part(4)?))
}

/// `PT1H30M`, `P2D`, `P1W`, `-PT15M` (RFC 5545 section 3.3.6); a day is 24 hours.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let mut seconds: i64 = 0;
    let mut number: Option<i64> = None;
    for c in text.strip_prefix('P')?.chars() {
        let unit = match c {
            '0'..='9' => {
                let digit = i64::from(c.to_digit(10)?);
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
            'T' => continue,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    Some(SignedDuration::from_secs(sign * seconds))
}
