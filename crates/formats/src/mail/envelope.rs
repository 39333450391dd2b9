//! The `From ` line that stands before each message of an mbox.
//!
//! RFC 4155 (appendix A) wants `From ana@example.org Thu Nov 24 18:22:48 1986`. Found in the wild: `From - Mon Jun  3
//! 12:50:27 1996` (Netscape), `From -` (Thunderbird), `From 1844347792267117879@xxx` with or without a date (Gmail
//! Takeout), `From ana at example.org  Thu Nov  1 11:19:12 2001` (pipermail), `From mboxrd@z Thu Jan  1 00:00:00 1970`
//! (public-inbox). And bodies hold sentences that begin with the word, because some programs forget to quote them.

use jiff::Timestamp;
use model::Address;

use super::{dates, headers::is_header_line};
use crate::address;

/// No `From ` line is longer.
pub(super) const MAX_LINE_BYTES: usize = 1000;

/// Whether `line`, which begins with `From `, separates messages, given whether the line before it is empty (or there
/// is none) and how the next line begins.
///
/// A line with a date is believed if an empty line stands before it or a header field behind it; one without a
/// date must have both. `From -`, which no sentence is, needs the header field only.
pub(crate) fn is_separator(line: &[u8], after_empty_line: bool, next_line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let before_header = || is_header_line(next_line) || next_line.starts_with(b">From ");
    match date_part(rest) {
        Some(_) => after_empty_line || before_header(),
        None => (after_empty_line && is_lone_sender(rest) || rest.trim_ascii() == b"-") && before_header(),
    }
}

/// When the message was delivered, by its `From ` line.
pub(super) fn date(line: &[u8]) -> Option<Timestamp> {
    dates::parse(date_part(line.strip_prefix(b"From ")?)?)
}

/// Who sent the message, by its `From ` line.
pub(super) fn sender(line: &[u8]) -> Option<Address> {
    let rest = line.strip_prefix(b"From ")?;
    let end = date_part(rest).map_or(rest.len(), |date| rest.len() - date.len());
    let sender = String::from_utf8_lossy(&rest[..end]).trim().replace(" at ", "@");
    // `mboxrd@z` and `123@xxx` are stand-ins.
    address::email(&sender)
        .filter(|a| a.value().rsplit('@').next().is_some_and(|domain| domain.contains('.')))
}

/// `-`, `ana@example.org` or `MAILER-DAEMON` alone on the line.
fn is_lone_sender(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii();
    (rest == b"-" || rest == b"MAILER-DAEMON" || rest.contains(&b'@')) && !rest.contains(&b' ')
}

/// The part of the line from the day of the week on, if everything from there is a date: month, day, time and year
/// in any order, perhaps zones, perhaps UUCP's `remote from`.
fn date_part(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.trim_ascii_end();
    // A sender's name may have words too, but a date has at most seven.
    let mut start = rest.len();
    for _ in 0..10 {
        start = rest[..start].trim_ascii_end().iter().rposition(u8::is_ascii_whitespace)? + 1;
        let date = &rest[start..];
        if is_weekday(word(date)) {
            return is_date(date).then_some(date);
        }
    }
    None
}

fn is_date(date: &[u8]) -> bool {
    let (mut month, mut time, mut year) = (false, false, false);
    for word in date.split(u8::is_ascii_whitespace).skip(1).filter(|w| !w.is_empty()) {
        match word {
            b"remote" => break,
            w if dates::month(w).is_some() => month = true,
            w if w.contains(&b':') && w[0].is_ascii_digit() => time = true,
            w if w.len() == 4 && w.iter().all(u8::is_ascii_digit) => year = true,
            w if w.len() <= 6
                && (w[0].is_ascii_digit() || w[0].is_ascii_uppercase() || b"+-".contains(&w[0])) => {}
            _ => return false,
        }
    }
    month && time && year
}

fn word(text: &[u8]) -> &[u8] {
    text.split(u8::is_ascii_whitespace).next().unwrap_or_default()
}

fn is_weekday(word: &[u8]) -> bool {
    let word = word.strip_suffix(b",").unwrap_or(word);
    [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"].iter().any(|day| word.eq_ignore_ascii_case(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_as_many_programs_write_them() {
        for line in [
            "From ana@example.org Thu Nov 24 18:22:48 1986",
            "From ana at example.org  Thu Nov  1 11:19:12 2001",
            "From mboxrd@z Fri Mar 29 14:07:21 2019",
            "From MAILER-DAEMON Sat Aug 28 14:17:14 2021",
            "From - Mon Jun  3 12:50:27 1996",
            "From 1844347792267117879@xxx Mon Sep 29 10:18:40 +0000 2025",
            "From ana@example.org Wed, 04 Mar 2020 10:00:00 +0100",
            "From ana Thu Nov 24 18:22 PST 1986 remote from host",
        ] {
            assert!(is_separator(line.as_bytes(), true, b"anything"), "{line}");
            assert!(is_separator(line.as_bytes(), false, b"Received: from"), "{line}");
            assert!(!is_separator(line.as_bytes(), false, b"anything"), "{line}");
        }
        for line in ["From -", "From 1844347792267117879@xxx"] {
            assert!(is_separator(line.as_bytes(), true, b"Subject: x"), "{line}");
            assert!(!is_separator(line.as_bytes(), true, b"anything"), "{line}");
            assert_eq!(is_separator(line.as_bytes(), false, b"Subject: x"), line.ends_with('-'), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_separators() {
        for line in [
            "From Russia with love",
            "From here on, Mon is off",
            "From 10:00 on Thu Nov 24 1986 at 18:22 we are closed",
            "From the team",
            "From ",
        ] {
            assert!(!is_separator(line.as_bytes(), true, b"Year: 1963"), "{line}");
        }
    }

    #[test]
    fn what_the_line_says() {
        let line = b"From ana at example.org  Thu Nov  1 11:19:12 2001";
        assert_eq!(sender(line), Some(Address::Email("ana@example.org".into())));
        assert_eq!(date(line), Some("2001-11-01T11:19:12Z".parse().unwrap()));
        assert_eq!(sender(b"From mboxrd@z Fri Mar 29 14:07:21 2019"), None);
        assert_eq!(date(b"From -"), None);
    }
}
