//! Dates as LinkedIn has written them through the years, and as Excel rewrites them.
//!
//! `11/3/18, 4:05 PM` · `15 Jan 2024` · `2024-03-15 09:30:00 UTC` · `2018/11/03 16:05:00 UTC` · `3-Nov-18` · `Nov 3, 2018`.
//! The slash layout is American: month first, unless that cannot be.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// The day a text gives.
pub(super) fn day(text: &str) -> Option<Date> {
    day_of(&words(text), text)
}

/// The moment a text gives; in `home` if it names no zone. A day alone is its noon.
pub(super) fn moment(text: &str, home: &TimeZone) -> Option<Timestamp> {
    let words = words(text);
    let day = day_of(&words, text)?;
    let rest: Vec<&str> = words.iter().filter(|word| !is_filler(word)).skip(3).map(String::as_str).collect();
    let is_utc = rest.iter().any(|word| matches!(*word, "utc" | "gmt" | "z"));
    let zone = if is_utc { &TimeZone::UTC } else { home };
    zone.to_ambiguous_timestamp(day.to_datetime(time_of(&rest)?)).compatible().ok()
}

/// Runs of digits and runs of letters, in lower case.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars().take(60) {
        let kind = if c.is_ascii_digit() { Some(true) } else { c.is_alphabetic().then_some(false) };
        match (kind, words.last_mut()) {
            (Some(_), Some(word)) if last == kind => word.extend(c.to_lowercase()),
            (Some(_), _) => words.push(c.to_lowercase().collect()),
            (None, _) => {}
        }
        last = kind;
    }
    words
}

/// Words that stand between the parts of a date: `15 de enero de 2024`, `2024年3月15日`, the T of ISO 8601.
fn is_filler(word: &str) -> bool {
    matches!(word, "de" | "del" | "of" | "t" | "年" | "月" | "日")
}

fn day_of(words: &[String], text: &str) -> Option<Date> {
    let parts: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_filler(word)).take(3).collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    let number = |word: &str| word.parse::<i8>().ok();
    let (year, month, day) = match (number(first), month(first), month(second)) {
        _ if first.len() == 4 && number(first).is_none() && month(first).is_none() => {
            (first, number(second).or_else(|| month(second))?, number(third)?)
        }
        (Some(day), _, Some(month)) => (third, month, day),
        (_, Some(month), _) => (third, month, number(second)?),
        (Some(first), ..) => {
            let second = number(second)?;
            let is_day_first = first > 12 || text.contains('.');
            if is_day_first { (third, second, first) } else { (third, first, second) }
        }
        _ => return None,
    };
    Date::new(full_year(year)?, month, day).ok()
}

/// LinkedIn began in 2003: two digits are of this century.
fn full_year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + year),
        4 => (1990..=2100).contains(&year).then_some(year),
        _ => None,
    }
}

/// The time of day among the words behind the date: hour, minute, second, am or pm. Noon if there is none.
fn time_of(words: &[&str]) -> Option<Time> {
    let mut numbers = words.iter().map_while(|word| word.parse::<i8>().ok());
    let Some(hour) = numbers.next() else { return Some(Time::constant(12, 0, 0, 0)) };
    let (minute, second) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let half = words.iter().find(|word| matches!(**word, "am" | "pm" | "a" | "p"));
    let hour = match half {
        Some(half) if half.starts_with('p') && hour < 12 => hour + 12,
        Some(half) if half.starts_with('a') && hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, second.min(59), 0).ok()
}

/// How months begin in the languages of Western Europe; whatever is longer comes first.
const MONTHS: [(&str, i8); 35] = [
    ("juin", 6),
    ("juil", 7),
    ("janv", 1),
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("fév", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrt", 3),
    ("maa", 3),
    ("apr", 4),
    ("abr", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("jun", 6),
    ("giu", 6),
    ("jul", 7),
    ("lug", 7),
    ("aug", 8),
    ("ago", 8),
    ("aoû", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("d", 12),
];

fn month(word: &str) -> Option<i8> {
    let (begin, month) = MONTHS.iter().find(|(begin, _)| word.starts_with(begin))?;
    let is_december = ["dec", "dez", "dic", "déc"].iter().any(|december| word.starts_with(december));
    (*begin != "d" || is_december).then_some(*month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_read() {
        let cases = [
            ("11/3/18, 4:05 PM", "2018-11-03T16:05:00Z"),
            ("11/3/18, 12:05 AM", "2018-11-03T00:05:00Z"),
            ("25/3/2018", "2018-03-25T12:00:00Z"),
            ("15 Jan 2024", "2024-01-15T12:00:00Z"),
            ("2024-03-15 09:30:00 UTC", "2024-03-15T09:30:00Z"),
            ("2024-03-15T09:30:00.123Z", "2024-03-15T09:30:00Z"),
            ("2018/11/03 16:05:00 UTC", "2018-11-03T16:05:00Z"),
            ("2024-03-15", "2024-03-15T12:00:00Z"),
            ("3-Nov-18", "2018-11-03T12:00:00Z"),
            ("Nov 3, 2018", "2018-11-03T12:00:00Z"),
            ("3. März 2018", "2018-03-03T12:00:00Z"),
            ("15 de diciembre de 2024", "2024-12-15T12:00:00Z"),
            ("15 juil. 2024", "2024-07-15T12:00:00Z"),
            ("15.03.2024 09:30", "2024-03-15T09:30:00Z"),
            ("2024年3月15日", "2024-03-15T12:00:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                moment(text, &TimeZone::UTC).map(|at| at.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "soon", "2024-13-01", "31 Feb 2024", "12", "1/2/1850", "2024-03-15 25:00:00"] {
            assert_eq!(moment(text, &TimeZone::UTC), None, "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_the_owners() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a zone");
        let at = |text| moment(text, &berlin).map(|at| at.to_string());
        assert_eq!(at("2024-03-15 09:30:00").as_deref(), Some("2024-03-15T08:30:00Z"));
        assert_eq!(at("2024-03-15 09:30:00 UTC").as_deref(), Some("2024-03-15T09:30:00Z"));
    }
}
