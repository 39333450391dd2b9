//! Three days to put somebody off to, on which both are at work and, where it can be, at the same time.

use jiff::civil::{Date, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How many days a time is moved at most to find one that suits both.
const SEARCHED_DAYS: i64 = 7;

/// A day to put somebody off to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Later {
    /// From this day on they are on the list again.
    pub day: Date,
    /// When both are at work on that day, if their time zone is known and there is such a time.
    pub good: Option<(Timestamp, Timestamp)>,
}

/// Where and when someone works, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workplace<'a> {
    /// An IANA time zone.
    pub zone: Option<&'a str>,
    /// ISO 3166-1 alpha-2; it decides which days are the weekend.
    pub country: Option<&'a str>,
}

/// The next working day, the beginning of the next week, and two weeks from today.
pub fn later(today: Date, owner: &TimeZone, them: Workplace<'_>) -> [Later; 3] {
    let theirs = them.zone.and_then(|name| TimeZone::get(name).ok());
    let from = |day: Date| first_from(day, owner, theirs.as_ref(), them.country);
    let next = from(after(today, 1));
    let until_monday = i64::from(today.weekday().until(Weekday::Monday));
    let monday = from(after(today, if until_monday == 0 { 7 } else { until_monday }));
    let week = if monday.day > next.day { monday } else { from(after(next.day, 1)) };
    let two_weeks = from(after(today, 14).max(after(week.day, 1)));
    [next, week, two_weeks]
}

/// The first day on which both work at the same time; if they never do, the first on which both work.
fn first_from(day: Date, owner: &TimeZone, theirs: Option<&TimeZone>, country: Option<&str>) -> Later {
    let days = || (0..SEARCHED_DAYS).map(|n| after(day, n)).filter(|day| !is_weekend(*day, None));
    let both = || days().filter(|day| !is_weekend(*day, country));
    let shared =
        theirs.and_then(|zone| days().find_map(|day| Some((day, shared(day, owner, zone, country)?))));
    match shared {
        Some((day, good)) => Later { day, good: Some(good) },
        None => Later { day: both().next().unwrap_or(day), good: None },
    }
}

/// The longest time of the owner's working day (8 to 18) that is in their working day (9 to 17).
fn shared(
    day: Date,
    owner: &TimeZone,
    theirs: &TimeZone,
    country: Option<&str>,
) -> Option<(Timestamp, Timestamp)> {
    let (from, to) = (instant(day, 8, owner)?, instant(day, 18, owner)?);
    let windows = [-1, 0, 1].into_iter().map(|n| after(day, n)).filter(|day| !is_weekend(*day, country));
    windows
        .filter_map(|day| Some((instant(day, 9, theirs)?.max(from), instant(day, 17, theirs)?.min(to))))
        .filter(|(from, to)| to.duration_since(*from).as_mins() >= 30)
        .max_by_key(|(from, to)| to.duration_since(*from))
}

/// Until when it is their working day, if it is.
pub fn working_until(now: Timestamp, zone: &TimeZone, country: Option<&str>) -> Option<Timestamp> {
    let day = now.to_zoned(zone.clone()).date();
    let (from, to) = (instant(day, 9, zone)?, instant(day, 17, zone)?);
    (!is_weekend(day, country) && (from..to).contains(&now)).then_some(to)
}

fn instant(day: Date, hour: i8, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.to_datetime(time(hour, 0, 0, 0)).to_zoned(zone.clone()).ok()?.timestamp())
}

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// Whether people rest there on that day; where the country is not known, on Saturday and Sunday.
fn is_weekend(day: Date, country: Option<&str>) -> bool {
    let rest: &[Weekday] = match country {
        Some(
            "BD" | "BH" | "DJ" | "DZ" | "EG" | "IL" | "IQ" | "JO" | "KW" | "LY" | "MV" | "OM" | "PS" | "QA"
            | "SA" | "SD" | "SY" | "YE",
        ) => &[Weekday::Friday, Weekday::Saturday],
        Some("AF" | "IR") => &[Weekday::Thursday, Weekday::Friday],
        Some("BN") => &[Weekday::Friday, Weekday::Sunday],
        Some("NP") => &[Weekday::Saturday],
        _ => &[Weekday::Saturday, Weekday::Sunday],
    };
    rest.contains(&day.weekday())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The days, and the time that both work as the owner's clock shows it.
    fn told(today: Date, zone: Option<&str>, country: Option<&str>) -> [String; 3] {
        let owner = TimeZone::get("Europe/Stockholm").unwrap();
        later(today, &owner, Workplace { zone, country }).map(|later| {
            let clock = |at: Timestamp| at.to_zoned(owner.clone()).strftime("%H:%M").to_string();
            let good = later.good.map(|(from, to)| format!(" {}-{}", clock(from), clock(to)));
            format!("{}{}", later.day.strftime("%a %-d %b"), good.unwrap_or_default())
        })
    }

    #[test]
    fn three_days_ahead_that_suit_both() {
        let tuesday = date(2026, 11, 17);
        assert_eq!(told(tuesday, None, None), ["Wed 18 Nov", "Mon 23 Nov", "Tue 1 Dec"]);
        assert_eq!(
            told(tuesday, Some("Asia/Tokyo"), Some("JP")),
            ["Wed 18 Nov 08:00-09:00", "Mon 23 Nov 08:00-09:00", "Tue 1 Dec 08:00-09:00"]
        );
        assert_eq!(
            told(tuesday, Some("America/Chicago"), None),
            ["Wed 18 Nov 16:00-18:00", "Mon 23 Nov 16:00-18:00", "Tue 1 Dec 16:00-18:00"]
        );
        assert_eq!(told(tuesday, Some("Pacific/Honolulu"), None), ["Wed 18 Nov", "Mon 23 Nov", "Tue 1 Dec"]);
    }

    #[test]
    fn weekends_are_left_out_and_no_day_is_offered_twice() {
        let friday = date(2026, 11, 20);
        assert_eq!(told(friday, None, None), ["Mon 23 Nov", "Tue 24 Nov", "Fri 4 Dec"]);
        let thursday = date(2026, 11, 19);
        let riyadh = told(thursday, Some("Asia/Riyadh"), Some("SA"));
        assert_eq!(riyadh, ["Mon 23 Nov 08:00-15:00", "Tue 24 Nov 08:00-15:00", "Thu 3 Dec 08:00-15:00"]);
        for n in 0..28 {
            let days = later(after(friday, n), &TimeZone::UTC, Workplace::default()).map(|later| later.day);
            assert!(after(friday, n) < days[0] && days[0] < days[1] && days[1] < days[2], "{days:?}");
        }
    }

    #[test]
    fn a_working_day_has_an_end() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let ends = |now: &str| working_until(now.parse().unwrap(), &zone, Some("JP")).map(|t| t.to_string());
        assert_eq!(ends("2026-11-17T06:40:00Z").as_deref(), Some("2026-11-17T08:00:00Z"));
        assert_eq!(ends("2026-11-17T08:00:00Z"), None, "17:00 there");
        assert_eq!(ends("2026-11-21T03:00:00Z"), None, "Saturday");
    }
}
