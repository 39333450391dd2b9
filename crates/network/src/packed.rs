//! A tie's days as one line of text, for a database row.
//!
//! A tie is stored as one row, and a snapshot reads all of them at the start of the program, so the text is
//! small (about six characters a day) and is read at some hundred megabytes a second. It is ASCII that needs
//! no quoting anywhere: the URL-safe alphabet of RFC 4648, each character six bits.
//!
//! ```text
//! text  = [ day *day ]
//! day   = step last count *count
//! step  = varint    first day: zigzag of days since 1970-01-01; later days: days since the day before, less 1
//! last  = 3 characters, 18 bits, high bits first: second of the day of its last touch
//! count = varint    ((n - 1) * 18 + kind code) * 2 + (1 if another count follows)
//! ```
//!
//! A varint has five bits a character, low bits first; the sixth bit says that another character follows.
//! There is exactly one text for given days, so equal ties are equal texts. Reading is total: whatever the
//! text, the answer is days or [`Corrupt`].

use model::{Channel, Direction, TouchKind};

use crate::days::{Day, KindCount, TieDays};
use crate::moment::DAY_SECONDS;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What each byte stands for; 255 for bytes outside the alphabet.
const DIGITS: [u8; 256] = digits();

const KINDS: u64 = TouchKind::COUNT as u64;

/// The text is not days packed by [`TieDays::encode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt;

impl std::fmt::Display for Corrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the packed days of a tie are corrupt")
    }
}

impl std::error::Error for Corrupt {}

impl TieDays {
    /// The days as packed text; empty for no days.
    ///
    /// ```
    /// use model::TouchKind;
    /// use network::{Moment, TieDays};
    ///
    /// let mut days = TieDays::new();
    /// days.add(Moment::new(20_514, 36_000), TouchKind::from_code(0).unwrap(), 1);
    /// days.add(Moment::new(20_521, 40_000), TouchKind::from_code(6).unwrap(), 1);
    /// assert_eq!(days.encode(), "kioBIygAGJxAM");
    /// assert_eq!(TieDays::decode("kioBIygAGJxAM"), Ok(days));
    /// ```
    pub fn encode(&self) -> String {
        let mut text = Vec::with_capacity(self.len() * 7 + 4);
        let mut before = None;
        for day in self.iter() {
            let step = match before {
                None => zigzag(day.day),
                Some(before) => (i64::from(day.day) - i64::from(before) - 1) as u64,
            };
            push_varint(&mut text, step);
            push_last(&mut text, day.last);
            for (i, count) in day.counts.iter().enumerate() {
                let more = u64::from(i + 1 < day.counts.len());
                push_varint(
                    &mut text,
                    (u64::from(count.n - 1) * KINDS + u64::from(count.kind.code())) * 2 + more,
                );
            }
            before = Some(day.day);
        }
        text.into_iter().map(char::from).collect()
    }

    /// The days of a packed text.
    ///
    /// # Errors
    /// [`Corrupt`] for any text that [`TieDays::encode`] does not write.
    pub fn decode(text: &str) -> Result<TieDays, Corrupt> {
        // A day takes eight or nine letters, and seldom more than one count.
        let mut days = TieDays::with_capacity(text.len() / 8 + 1);
        let mut scanner = Scanner::new(text);
        while let Some(day) = scanner.next_day()? {
            days.append(&day);
        }
        Ok(days)
    }
}

/// Reads a packed text day by day without keeping them.
pub struct Scanner<'a> {
    rest: &'a [u8],
    before: Option<i32>,
    counts: [KindCount; TouchKind::COUNT],
}

impl<'a> Scanner<'a> {
    /// Begins at the first day.
    pub fn new(text: &'a str) -> Scanner<'a> {
        let nothing = TouchKind { channel: Channel::DirectMail, direction: Direction::Out };
        let counts = [KindCount { kind: nothing, n: 0 }; TouchKind::COUNT];
        Scanner { rest: text.as_bytes(), before: None, counts }
    }

    /// The next day, `None` after the last one. It is lent until the next call.
    ///
    /// # Errors
    /// [`Corrupt`] where the text is not packed days; nothing more can be read then.
    #[inline]
    pub fn next_day(&mut self) -> Result<Option<Day<'_>>, Corrupt> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (step, last, kinds) = match self.short_day() {
            Some((step, last, count)) => {
                self.counts[0] = count;
                (step, last, 1)
            }
            None => (self.varint()?, self.last()?, self.day_counts()?),
        };
        let day = match self.before {
            None => unzigzag(step).ok_or(Corrupt)?,
            Some(before) => day_after(before, step).ok_or(Corrupt)?,
        };
        self.before = Some(day);
        Ok(Some(Day { day, last, counts: &self.counts[..kinds] }))
    }

    /// Reads a day of five characters, as most are: within a month of the one before, with a single touch. `None`, and
    /// nothing is read, of any other.
    #[inline]
    fn short_day(&mut self) -> Option<(u64, u32, KindCount)> {
        let (day, rest) = self.rest.split_first_chunk::<5>()?;
        let [step, high, middle, low, count] = day.map(|byte| DIGITS[usize::from(byte)]);
        let last = (u32::from(high) << 12) | (u32::from(middle) << 6) | u32::from(low);
        // A character outside the alphabet stands for more than any digit.
        let is_short = step < 32 && (high | middle | low) < 64 && count < 32 && count & 1 == 0;
        if !is_short || last >= DAY_SECONDS {
            return None;
        }
        let kind = TouchKind::from_code(count >> 1)?;
        self.rest = rest;
        Some((u64::from(step), last, KindCount { kind, n: 1 }))
    }

    /// Reads a day's counts into the buffer and says how many there are.
    fn day_counts(&mut self) -> Result<usize, Corrupt> {
        let mut kinds = 0;
        loop {
            let value = self.varint()?;
            let (more, value) = (value & 1, value >> 1);
            let kind = TouchKind::from_code((value % KINDS) as u8).ok_or(Corrupt)?;
            let n = u32::try_from(value / KINDS + 1).map_err(|_| Corrupt)?;
            // Ascending kinds are also what keeps `kinds` below 18.
            if kinds > 0 && self.counts[kinds - 1].kind >= kind {
                return Err(Corrupt);
            }
            self.counts[kinds] = KindCount { kind, n };
            kinds += 1;
            if more == 0 {
                return Ok(kinds);
            }
        }
    }

    fn last(&mut self) -> Result<u32, Corrupt> {
        let last = (self.digit()? << 12) | (self.digit()? << 6) | self.digit()?;
        if last < u64::from(DAY_SECONDS) { Ok(last as u32) } else { Err(Corrupt) }
    }

    fn varint(&mut self) -> Result<u64, Corrupt> {
        let mut value = 0;
        for shift in (0..45).step_by(5) {
            let digit = self.digit()?;
            value |= (digit & 31) << shift;
            if digit < 32 {
                // A last character without bits would be a second spelling of the same number.
                return if digit == 0 && shift > 0 { Err(Corrupt) } else { Ok(value) };
            }
        }
        Err(Corrupt)
    }

    fn digit(&mut self) -> Result<u64, Corrupt> {
        let (&byte, rest) = self.rest.split_first().ok_or(Corrupt)?;
        self.rest = rest;
        let digit = DIGITS[usize::from(byte)];
        if digit < 64 { Ok(u64::from(digit)) } else { Err(Corrupt) }
    }
}

const fn digits() -> [u8; 256] {
    let mut digits = [255; 256];
    let mut i = 0;
    while i < 64 {
        digits[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    digits
}

fn push_varint(text: &mut Vec<u8>, mut value: u64) {
    while value >= 32 {
        text.push(ALPHABET[(value & 31 | 32) as usize]);
        value >>= 5;
    }
    text.push(ALPHABET[value as usize]);
}

fn push_last(text: &mut Vec<u8>, last: u32) {
    text.extend([last >> 12, last >> 6 & 63, last & 63].map(|digit| ALPHABET[digit as usize]));
}

fn zigzag(day: i32) -> u64 {
    u64::from(((day << 1) ^ (day >> 31)) as u32)
}

fn unzigzag(value: u64) -> Option<i32> {
    let value = u32::try_from(value).ok()?;
    Some((value >> 1) as i32 ^ -((value & 1) as i32))
}

fn day_after(before: i32, step: u64) -> Option<i32> {
    let day = i64::from(before).checked_add(i64::try_from(step).ok()?)?.checked_add(1)?;
    i32::try_from(day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use crate::testing::{kind, touches};
    use proptest::prelude::*;

    #[test]
    fn the_outermost_values_come_back() {
        let mut days = TieDays::new();
        days.add(Moment::new(i32::MIN, 0), kind(17), u32::MAX);
        days.add(Moment::new(i32::MIN, 0), kind(0), 1);
        days.add(Moment::new(i32::MAX, 86_399), kind(17), u32::MAX);
        assert_eq!(TieDays::decode(&days.encode()), Ok(days));
        assert_eq!(TieDays::decode(""), Ok(TieDays::new()));
    }

    #[test]
    fn an_ordinary_day_takes_about_six_characters() {
        let days: TieDays =
            (0..1_000).map(|i| (Moment::new(20_000 + 9 * i, 41_000), kind((i % 7) as u8))).collect();
        assert!(days.encode().len() <= 6 * 1_000, "{}", days.encode().len());
    }

    proptest! {
        #[test]
        fn days_come_back_from_their_text(touches in touches(60)) {
            let days: TieDays = touches.into_iter().collect();
            let text = days.encode();
            prop_assert!(text.is_ascii());
            prop_assert_eq!(TieDays::decode(&text), Ok(days));
        }

        #[test]
        fn any_text_is_days_or_corrupt(text in "[A-Za-z0-9_é -]{0,40}") {
            if let Ok(days) = TieDays::decode(&text) {
                prop_assert_eq!(days.encode(), text);
            }
        }

        #[test]
        fn a_damaged_text_never_panics(
            touches in touches(20),
            at in any::<prop::sample::Index>(),
            byte in 0u8..128,
        ) {
            let mut text = touches.into_iter().collect::<TieDays>().encode().into_bytes();
            if !text.is_empty() {
                let at = at.index(text.len());
                text[at] = byte;
                let text = String::from_utf8(text).unwrap();
                if let Ok(days) = TieDays::decode(&text) {
                    prop_assert_eq!(days.encode(), text);
                }
            }
        }
    }
}
