//! Birthdays, in the many ways cards write them.

use jiff::civil::Date;

/// Apple writes this year for a birthday without one.
const APPLE_NO_YEAR: i16 = 1604;

/// A birthday as `1975-04-30`, or `--04-30` where the year is not given (RFC 6350 section 4.3.1, ISO 8601).
///
/// `None` for what does not give a month and a day, and for dates that do not exist. The years 1 (Outlook) and 1604
/// (Apple), and whatever `omitted_year` names (X-APPLE-OMIT-YEAR), stand for no year.
pub(super) fn birthday(text: &str, omitted_year: Option<&str>) -> Option<String> {
    let date_part = text.trim().split(['T', ' ']).next()?;
    let has_year = !date_part.starts_with("--");
    let digits: String = date_part.chars().filter(char::is_ascii_digit).collect();
    if date_part.chars().any(|c| !c.is_ascii_digit() && c != '-') {
        return None;
    }
    let (year, month_day) = match (has_year, digits.len()) {
        (true, 8) => (digits.get(..4)?.parse::<i16>().ok()?, digits.get(4..)?),
        (false, 4) => (APPLE_NO_YEAR, digits.as_str()),
        _ => return None,
    };
    let month: i8 = month_day.get(..2)?.parse().ok()?;
    let day: i8 = month_day.get(2..)?.parse().ok()?;
    let is_omitted = omitted_year.is_some_and(|omitted| omitted.trim().parse() == Ok(year));
    if year <= 1 || year == APPLE_NO_YEAR || is_omitted {
        // 1604 is a leap year: the 29th of February is a birthday.
        Date::new(APPLE_NO_YEAR, month, day).ok()?;
        return Some(format!("--{month:02}-{day:02}"));
    }
    Date::new(year, month, day).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::birthday;

    #[test]
    fn birthdays_are_read_in_all_their_forms() {
        let cases = [
            ("1975-04-30", Some("1975-04-30")),
            ("19750430", Some("1975-04-30")),
            ("19750430T000000Z", Some("1975-04-30")),
            ("1975-04-30T10:00:00+02:00", Some("1975-04-30")),
            ("--0430", Some("--04-30")),
            ("--04-30", Some("--04-30")),
            ("1604-02-29", Some("--02-29")),
            ("00010430", Some("--04-30")),
            ("1975", None),
            ("---30", None),
            ("1975-02-30", None),
            ("circa 1800", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(birthday(text, None).as_deref(), expected, "{text}");
        }
        assert_eq!(birthday("1900-04-30", Some("1900")).as_deref(), Some("--04-30"));
    }
}
