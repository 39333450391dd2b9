//! Names of months and days, times of day, and how long ago something was.

use jiff::civil::{Time, Weekday};
use model::ClockFormat;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// “November”, of a month from 1 to 12.
pub fn month(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// “Nov”.
pub fn month_short(number: i8) -> &'static str {
    month(number).get(..3).unwrap_or_default()
}

/// “Tuesday”.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// “16:05” or “4:05 pm”.
pub fn time(at: Time, format: ClockFormat) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match format {
        ClockFormat::Hours24 => format!("{hour:02}:{minute:02}"),
        ClockFormat::Hours12 => {
            let (hour, half) = of_twelve(hour);
            format!("{hour}:{minute:02} {half}")
        }
    }
}

/// A full hour where there is little room: “16” or “4 pm”.
pub fn hour(hour: i8, format: ClockFormat) -> String {
    match format {
        ClockFormat::Hours24 => format!("{hour:02}"),
        ClockFormat::Hours12 => {
            let (hour, half) = of_twelve(hour);
            format!("{hour} {half}")
        }
    }
}

/// Midnight is 12 am and noon 12 pm.
fn of_twelve(hour: i8) -> (i8, &'static str) {
    let half = if hour < 12 { "am" } else { "pm" };
    ((hour + 11).rem_euclid(12) + 1, half)
}

/// “today”, “yesterday”, “12 days ago”; `number` is the days as they are written.
pub fn ago_days(days: i64, number: &str) -> String {
    match days {
        i64::MIN..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => format!("{number} days ago"),
    }
}
