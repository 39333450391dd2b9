//! Numbers, days and dates as English writes them.

use jiff::civil::Date;
use model::DateFormat;

/// A number with commas between thousands: `1,204`.
pub fn number(n: u32) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun: `1 day`, `47 days`, `0 days`.
pub fn count(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// `1 contact`, `14 contacts`, `no contact`.
pub(super) fn contacts(n: u32) -> String {
    if n == 0 { "No contact".to_owned() } else { count(n, "contact", "contacts") }
}

/// The days as somebody is told them: seen from a day, and written as they like to read dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The day they are seen from.
    pub as_of: Date,
    /// How dates are written.
    pub dates: DateFormat,
}

impl Days {
    /// A date as one would say it: `today`, `yesterday`, `tomorrow`, the weekday within six days, else `17 November`, with
    /// the year if it is another one.
    pub fn date_in_words(self, day: Date) -> String {
        match self.ahead(day) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            -6..=6 => day.strftime("%A").to_string(),
            _ => self.ordered(day, &day.strftime("%B").to_string()),
        }
    }

    /// The same with `on` where it belongs: `today`, `on Thursday`, `on 17 November`.
    pub fn date_with_preposition(self, day: Date) -> String {
        let words = self.date_in_words(day);
        if self.ahead(day).abs() <= 1 { words } else { format!("on {words}") }
    }

    /// A date with the name of its month, in the order of the reader, the year only if it is another one.
    pub fn ordered(self, day: Date, month: &str) -> String {
        let (number, year) = (day.day(), day.year());
        let other_year = year != self.as_of.year();
        match self.dates {
            DateFormat::DayMonth if other_year => format!("{number} {month} {year}"),
            DateFormat::DayMonth => format!("{number} {month}"),
            DateFormat::MonthDay if other_year => format!("{month} {number}, {year}"),
            DateFormat::MonthDay => format!("{month} {number}"),
            DateFormat::Iso => day.to_string(),
        }
    }

    fn ahead(self, day: Date) -> i64 {
        day.duration_since(self.as_of).as_hours() / 24
    }
}

/// Names in a row: `A`, `A and B`, `A, B and C`.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_have_thousands_and_nouns() {
        for (n, expected) in [(0, "0 days"), (1, "1 day"), (47, "47 days"), (1_204, "1,204 days")] {
            assert_eq!(count(n, "day", "days"), expected);
        }
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(100), "100");
    }

    #[test]
    fn dates_are_told_from_today() {
        let tuesday = Days { as_of: date(2026, 11, 17), dates: DateFormat::DayMonth };
        for (day, expected) in [
            (date(2026, 11, 17), "today"),
            (date(2026, 11, 18), "tomorrow"),
            (date(2026, 11, 16), "yesterday"),
            (date(2026, 11, 19), "Thursday"),
            (date(2026, 11, 13), "Friday"),
            (date(2026, 11, 10), "10 November"),
            (date(2026, 12, 4), "4 December"),
            (date(2024, 3, 4), "4 March 2024"),
        ] {
            assert_eq!(tuesday.date_in_words(day), expected);
        }
        assert_eq!(tuesday.date_with_preposition(date(2026, 11, 18)), "tomorrow");
        assert_eq!(tuesday.date_with_preposition(date(2026, 11, 19)), "on Thursday");
    }

    #[test]
    fn dates_follow_the_readers_order() {
        for (dates, this_year, another) in [
            (DateFormat::DayMonth, "on 24 August", "on 4 March 2024"),
            (DateFormat::MonthDay, "on August 24", "on March 4, 2024"),
            (DateFormat::Iso, "on 2026-08-24", "on 2024-03-04"),
        ] {
            let days = Days { as_of: date(2026, 11, 17), dates };
            assert_eq!(days.date_with_preposition(date(2026, 8, 24)), this_year);
            assert_eq!(days.date_with_preposition(date(2024, 3, 4)), another);
        }
    }

    #[test]
    fn names_stand_in_a_row() {
        let names: Vec<String> = ["Ana", "Bo", "Cy"].map(str::to_owned).to_vec();
        assert_eq!(list(&names), "Ana, Bo and Cy");
        assert_eq!(list(&names[..2]), "Ana and Bo");
        assert_eq!(list(&names[..1]), "Ana");
    }
}
