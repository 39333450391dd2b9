//! Days and moments as tests write them.

use jiff::civil::{Date, DateTime, time};

/// `2026-03-02` (nine in the morning) or `2026-03-02 16:20`, in UTC.
pub fn parse(text: &str) -> DateTime {
    match text.parse::<Date>() {
        Ok(day) if text.len() == "2026-03-02".len() => day.to_datetime(time(9, 0, 0, 0)),
        _ => text.parse().expect("a day or a moment such as `2026-03-02 16:20`"),
    }
}

/// The addresses in a list such as `Ana Lopez <ana@north.example>, bo@west.example`, each with its name.
pub fn parties(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(',').map(str::trim).filter(|party| !party.is_empty()).map(|party| {
        match party.split_once('<') {
            Some((name, address)) => (name.trim(), address.trim_end_matches('>')),
            None => ("", party),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_morning() {
        assert_eq!(parse("2026-03-02").to_string(), "2026-03-02T09:00:00");
        assert_eq!(parse("2026-03-02 16:20").to_string(), "2026-03-02T16:20:00");
    }

    #[test]
    fn parties_have_names_and_addresses() {
        let found: Vec<_> = parties("Ana Lopez <ana@north.example>, bo@west.example").collect();
        assert_eq!(found, [("Ana Lopez", "ana@north.example"), ("", "bo@west.example")]);
    }
}
