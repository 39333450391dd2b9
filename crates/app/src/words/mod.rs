//! What acts are called in English: the one place in this crate where what was done becomes text.
//!
//! Pages, commands, exports and refusals tell acts by these functions, which take data and decide nothing; so another
//! language is another module with the same ones. The texts of the pages themselves stand in `web::words`, those of advice in
//! `advice::words`; refusals and the lines of an import's report are made where they arise.

mod deeds;

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
