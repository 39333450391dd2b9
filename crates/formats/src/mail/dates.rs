//! Dates of mail, as the standard wants them and as programs have written them for fifty years.

use jiff::{SignedDuration, Timestamp, civil, tz::Offset};

/// A date field is read no further than this.
const MAX_BYTES: usize = 200;

/// The moment a date field names (RFC 5322 section 3.3 and the obsolete forms of section 4.3); `None` if it is none.
///
/// Words are taken by their looks and not by their place, so that asctime (`Thu Nov  1 11:19:12 2001`), missing
/// commas, `14-Mar-02` and ISO 8601 are read too. Without a zone, or with one that nobody knows, it is UTC
/// (section 4.3), whoever reads it: two copies of a mail must have the same date.
pub(super) fn parse(text: &[u8]) -> Option<Timestamp> {
    let text = &text[..text.len().min(MAX_BYTES)];
    let mut found = Found::default();
    let mut in_comment = 0_u32;
    for word in text.split(|b| b.is_ascii_whitespace() || *b == b',').filter(|w| !w.is_empty()) {
        let opens = word.iter().filter(|b| **b == b'(').count() as u32;
        let closes = word.iter().filter(|b| **b == b')').count() as u32;
        if in_comment == 0 && opens == 0 {
            found.take(word);
        }
        in_comment = (in_comment + opens).saturating_sub(closes);
    }
    found.timestamp()
}

/// The earliest and latest dates that are believed: a day after the epoch, which is where clocks that were never set
/// stand, and a day after the moment of reading, since clocks and zones go wrong.
pub(super) fn is_plausible(at: Timestamp, now: Timestamp) -> bool {
    let day = SignedDuration::from_hours(24);
    at >= Timestamp::UNIX_EPOCH + day && now.checked_add(day).is_ok_and(|latest| at <= latest)
}

/// The month a word names, 1–12, by its first three letters.
pub(super) fn month(word: &[u8]) -> Option<i8> {
    let word = word.strip_suffix(b".").unwrap_or(word);
    let start: [u8; 3] = word.get(..3)?.try_into().ok()?;
    let is_word = word.len() <= 9 && word.iter().all(u8::is_ascii_alphabetic);
    let number = match &start.map(|b| b.to_ascii_lowercase()) {
        b"jan" => 1,
        b"feb" => 2,
        b"mar" => 3,
        b"apr" => 4,
        b"may" => 5,
        b"jun" => 6,
        b"jul" => 7,
        b"aug" => 8,
        b"sep" => 9,
        b"oct" => 10,
        b"nov" => 11,
        b"dec" => 12,
        _ => return None,
    };
    is_word.then_some(number)
}

/// What the words of a date said so far.
#[derive(Default)]
struct Found {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<civil::Time>,
    zone_seconds: Option<i32>,
}

impl Found {
    fn take(&mut self, word: &[u8]) {
        if let Some(number) = month(word) {
            self.month.get_or_insert(number);
        } else if word[0].is_ascii_digit() && word.iter().position(|b| *b == b':').is_some_and(|at| at <= 2) {
            self.take_time(word);
        } else if word.iter().all(u8::is_ascii_digit) {
            self.take_number(word);
        } else if b"+-".contains(&word[0]) {
            self.take_zone(offset(word));
        } else if word[0].is_ascii_digit() {
            self.take_joined(word);
        } else {
            self.take_letters(word);
        }
    }

    /// The first number of one or two digits is the day, the next one the year (section 4.3: two digits up to 49 are
    /// 20xx, three count from 1900).
    fn take_number(&mut self, word: &[u8]) {
        let Some(number) = number(word) else { return };
        match word.len() {
            1 | 2 if self.day.is_none() => self.day = i8::try_from(number).ok(),
            2 if number < 50 => self.set_year(2000 + number),
            2 | 3 => self.set_year(1900 + number),
            // `11:51:00 0800`: a zone that lost its sign says nothing.
            4 if self.year.is_none() && number >= 1900 => self.set_year(number),
            _ => {}
        }
    }

    fn set_year(&mut self, year: i32) {
        self.year = self.year.or(i16::try_from(year).ok());
    }

    /// `11:19`, `11:19:12`, `11:19:12.5`, `11:19:12+0200`, `11.19.12` is not one.
    fn take_time(&mut self, word: &[u8]) {
        let end = word.iter().position(|b| !b.is_ascii_digit() && !b":.".contains(b)).unwrap_or(word.len());
        let (time, zone) = word.split_at(end);
        let mut fields =
            time.split(|b| *b == b':').map(|f| number(f.split(|b| *b == b'.').next().unwrap_or(f)));
        let (Some(Some(hour)), Some(Some(minute))) = (fields.next(), fields.next()) else { return };
        // A leap second is the second before it.
        let second = fields.next().flatten().unwrap_or(0).min(59);
        let field = |n: i32| i8::try_from(n).unwrap_or(-1);
        self.time = self.time.or(civil::Time::new(field(hour), field(minute), field(second), 0).ok());
        match zone {
            [] => {}
            [b'+' | b'-', ..] => self.take_zone(offset(zone)),
            letters => self.take_letters(letters),
        }
    }

    /// Day, month and year in one word: `2004-01-05`, `2004/01/05`, `2004-01-05T12:00:00Z`, `14-Mar-02`.
    fn take_joined(&mut self, word: &[u8]) {
        let (date, time) = match word.iter().position(|b| *b == b'T') {
            Some(at) => (&word[..at], &word[at + 1..]),
            None => (word, &[][..]),
        };
        let fields: Vec<&[u8]> = date.split(|b| b"-/".contains(b)).take(4).collect();
        match fields[..] {
            [y, m, d] if y.len() == 4 && month(m).is_none() => {
                self.month = number(m).and_then(|m| i8::try_from(m).ok());
                self.take_number(y);
                self.take_number(d);
            }
            [d, m, y] if month(m).is_some() => {
                self.month = month(m);
                self.take_number(d);
                self.take_number(y);
            }
            _ => {}
        }
        if time.first().is_some_and(u8::is_ascii_digit) {
            self.take_time(time);
        }
    }

    /// `PM`, `GMT`, `GMT+0200`, `EST`; days of the week and what nobody knows say nothing.
    fn take_letters(&mut self, word: &[u8]) {
        let end = word.iter().position(|b| b"+-".contains(b)).unwrap_or(word.len());
        let (letters, sign) = word.split_at(end);
        match letters.to_ascii_lowercase().as_slice() {
            b"pm" => self.shift_hours(|hour| if hour < 12 { hour + 12 } else { hour }),
            b"am" => self.shift_hours(|hour| if hour == 12 { 0 } else { hour }),
            b"gmt" | b"utc" | b"ut" | b"z" => {
                self.take_zone(if sign.is_empty() { Some(0) } else { offset(sign) })
            }
            name => self.take_zone(zone_hours(name).map(|hours| hours * 3600)),
        }
    }

    fn shift_hours(&mut self, shift: impl Fn(i8) -> i8) {
        self.time = self.time.and_then(|t| t.with().hour(shift(t.hour())).build().ok());
    }

    fn take_zone(&mut self, seconds: Option<i32>) {
        self.zone_seconds = self.zone_seconds.or(seconds);
    }

    fn timestamp(&self) -> Option<Timestamp> {
        let date = civil::Date::new(self.year?, self.month?, self.day?).ok()?;
        let offset = Offset::from_seconds(self.zone_seconds.unwrap_or(0)).ok()?;
        offset.to_timestamp(date.to_datetime(self.time?)).ok()
    }
}

/// `+0200`, `-08:00`, `+2`; `None` beyond the 14 hours that any place on Earth differs from UTC.
fn offset(word: &[u8]) -> Option<i32> {
    let (sign, digits) = match word {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let digits: Vec<u8> =
        digits.iter().copied().filter(|b| *b != b':').take_while(u8::is_ascii_digit).collect();
    let number = number(&digits)?;
    let (hours, minutes) = if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The zones of section 4.3, and a few that were common nevertheless. Military letters are deliberately unknown: the
/// standard they come from had their signs wrong.
fn zone_hours(name: &[u8]) -> Option<i32> {
    Some(match name {
        b"edt" => -4,
        b"est" | b"cdt" => -5,
        b"cst" | b"mdt" => -6,
        b"mst" | b"pdt" => -7,
        b"pst" => -8,
        b"wet" => 0,
        b"bst" | b"cet" | b"met" | b"mez" | b"west" => 1,
        b"cest" | b"mest" | b"mesz" | b"eet" | b"sast" => 2,
        b"msk" | b"eest" => 3,
        b"msd" => 4,
        b"hkt" | b"sgt" | b"awst" => 8,
        b"jst" | b"kst" => 9,
        b"aest" => 10,
        b"aedt" => 11,
        b"nzst" => 12,
        _ => return None,
    })
}

fn number(digits: &[u8]) -> Option<i32> {
    let is_number = (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| digits.iter().fold(0, |n, b| n * 10 + i32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse(text.as_bytes()).map_or(String::new(), |t| t.to_string());
        assert_eq!(found, expected, "of {text:?}");
    }

    #[test]
    fn as_the_standard_wants_them() {
        check("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z");
        check(" Tue, 1 Jul 2003 10:52:37 +0200 (CEST)", "2003-07-01T08:52:37Z");
        check("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z");
        check("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "");
        check("Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32:54\r\n -0330", "1969-02-14T03:02:54Z");
    }

    #[test]
    fn as_programs_write_them() {
        check("Thu Nov  1 11:19:12 2001", "2001-11-01T11:19:12Z");
        check("Wed, 11 Feb 98 11:51 CST", "1998-02-11T17:51:00Z");
        check("Wed, 20 Sep 1995 00:19:00 (EDT) -0400", "1995-09-20T04:19:00Z");
        check("Wed 4 Mar 2020 10:00:00 +0100", "2020-03-04T09:00:00Z");
        check("14-Mar-02 09:30:00 +0000", "2002-03-14T09:30:00Z");
        check("2002/09/14 Sat 12:34:56 CST", "2002-09-14T18:34:56Z");
        check("2004-01-05T12:00:00.25+02:00", "2004-01-05T10:00:00Z");
        check("Mon, 5 Jan 2004 09:30:00 PM", "2004-01-05T21:30:00Z");
        check("Mon, 05 Jan 104 09:30:00 GMT+0200", "2004-01-05T07:30:00Z");
        check("Fri, 01 Jan 2021 23:59:60 +0000", "2021-01-01T23:59:59Z");
        check("Tue, 10 Sep 2002 12:00:00 Eastern Daylight Time", "2002-09-10T12:00:00Z");
        check("Tue, 10 Sep 2002 12:00:00 -2700", "2002-09-10T12:00:00Z");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "now",
            "Malformed Date.",
            "Mon, 32 Jan 2004 09:30:00",
            "5 Jan 2004",
            "31 Feb 2004 10:00:00",
            "10:00",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn clocks_that_were_never_set_are_not_believed() {
        let now = "2026-03-02T09:00:00Z".parse().unwrap();
        let plausible = |text: &str| is_plausible(text.parse().unwrap(), now);
        assert!(plausible("1985-06-01T00:00:00Z"));
        assert!(plausible("2026-03-03T08:00:00Z"));
        assert!(!plausible("1970-01-01T00:00:00Z"));
        assert!(!plausible("1904-01-01T00:00:00Z"));
        assert!(!plausible("2085-01-01T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn never_panics(text in prop::collection::vec(any::<u8>(), 0..60)) {
            parse(&text);
        }

        #[test]
        fn never_panics_on_what_looks_like_a_date(text in "[A-Z][a-z]{2},? [0-9]{1,4}[ /-][A-Za-z0-9]{1,4}[ -][0-9]{1,5}[T ][0-9]{1,3}:[0-9.]{1,3}(:[0-9]{1,3})? ?[+-]?[A-Z0-9:]{0,5}") {
            parse(text.as_bytes());
        }
    }
}
