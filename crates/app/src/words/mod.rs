//! What this crate says in English: acts, refusals, the lines of an import's report, events of accounts, schedules.
//!
//! Whoever tells them asks these functions and constants, which take data and decide nothing; so another language is another
//! module with the same ones. They are named after the situation and not after what is said. The texts of the pages themselves
//! stand in `web::words`, those of advice in `advice::words`.

mod deeds;
pub(crate) mod events;
pub mod industries;
pub(crate) mod refusals;
pub(crate) mod report;
pub(crate) mod schedule;

use jiff::civil::Date;

pub use deeds::deed;

/// A day with its year.
fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// What a legal hold is on: somebody, a range of days, or both.
pub fn held(name: Option<&str>, from: Option<Date>, until: Option<Date>) -> String {
    let days = match (from, until) {
        (None, None) => String::new(),
        (Some(from), None) => format!("from {} on", day(from)),
        (None, Some(until)) => format!("until {}", day(until)),
        (Some(from), Some(until)) => format!("from {} until {}", day(from), day(until)),
    };
    match name {
        Some(name) if days.is_empty() => name.to_owned(),
        Some(name) => format!("{name}, {days}"),
        None => format!("everything {days}"),
    }
}
