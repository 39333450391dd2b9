//! Reads a file of touches: CSV with the columns `time,src,dst[,kind]`, others ignored, pushed in pieces of
//! any size.
//!
//! * `time`: seconds (Unix time or from any start; a fraction is dropped). Touches after the moment asked
//!   about are left out as they are read.
//! * `src`, `dst`: who acted towards whom; any text.
//! * `kind`: `email` (or `mail`), `message`, `meeting`, `call`, `in_person`; anything else, or no such
//!   column, counts as a message. Meetings have no direction. Mails with the same time and sender are one
//!   mail to several.
//!
//! A first line that names the columns sets their order; without one they are as above. A row that cannot be
//! read is counted and left out, the first one with its line, and so are touches of someone with themselves.

use model::{Channel, Direction, TouchKind};
use rayon::slice::ParallelSliceMut;

use crate::ids::Ids;

/// No line is longer; the rest of such a line is dropped.
const LONGEST_LINE: usize = 64 * 1024;

/// Times beyond this many seconds from 0 (30 million years) are not times.
const LARGEST_TIME: i64 = 1_000_000_000_000_000;

/// Reads touches up to a moment.
pub struct TouchesReader {
    as_of: i64,
    /// A line whose end has not come yet.
    begun: Vec<u8>,
    lines: u64,
    columns: Columns,
    in_order: bool,
    touches: Touches,
}

/// What was read: every touch up to the moment, by pair and time.
#[derive(Default)]
pub struct Touches {
    /// Sorted once reading is finished.
    pub(crate) rows: Vec<Packed>,
    pub(crate) ids: Ids,
    /// Touches after the moment asked about.
    pub later: u64,
    /// Rows in which someone touches themselves.
    pub to_self: u64,
    /// Rows that could not be read.
    pub bad: u64,
    /// The first of them: its line, from 1.
    pub first_bad_line: Option<u64>,
}

impl Touches {
    /// How many touches there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there is no touch.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.ids.len()
    }
}

/// A touch in 16 bytes; ten million of them are sorted in half a second.
///
/// While reading, `pair` is `src << 32 | dst` and `when` is `time << 3 | channel`. Afterwards `pair` is
/// `lower << 32 | higher` and `when` is `time << 5 | kind code` seen from the lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packed {
    pair: u64,
    when: i64,
}

impl Packed {
    /// The pair, which is also the order of pairs.
    pub fn pair(self) -> u64 {
        self.pair
    }

    /// The two people, the lower number first.
    pub fn people(self) -> (u32, u32) {
        ((self.pair >> 32) as u32, self.pair as u32)
    }

    /// Seconds.
    pub fn time(self) -> i64 {
        self.when >> 5
    }

    /// What kind of touch, seen from the lower number.
    pub fn kind(self) -> TouchKind {
        let mutual = TouchKind { channel: Channel::Meeting, direction: Direction::Mutual };
        TouchKind::from_code((self.when & 31) as u8).unwrap_or(mutual)
    }
}

/// Where each column stands in a row.
#[derive(Clone, Copy)]
struct Columns {
    time: usize,
    src: usize,
    dst: usize,
    kind: usize,
}

impl TouchesReader {
    /// A reader that leaves out touches after `as_of` (seconds, as in the file).
    pub fn new(as_of: i64) -> TouchesReader {
        TouchesReader {
            as_of,
            begun: Vec::new(),
            lines: 0,
            columns: Columns { time: 0, src: 1, dst: 2, kind: 3 },
            in_order: true,
            touches: Touches::default(),
        }
    }

    /// Takes in the next piece of the file.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while let Some(end) = bytes.iter().position(|&b| b == b'\n') {
            let (line, rest) = (&bytes[..end], &bytes[end + 1..]);
            if self.begun.is_empty() {
                self.line(line);
            } else {
                self.begin(line);
                let whole = std::mem::take(&mut self.begun);
                self.line(&whole);
            }
            bytes = rest;
        }
        self.begin(bytes);
    }

    /// All touches, when the file has ended.
    pub fn finish(mut self) -> Touches {
        let last = std::mem::take(&mut self.begun);
        if !last.is_empty() {
            self.line(&last);
        }
        let rows = &mut self.touches.rows;
        if !self.in_order {
            rows.par_sort_unstable_by_key(|row| (row.when >> 3, row.pair));
        }
        for same_time in rows.chunk_by_mut(|a, b| a.when >> 3 == b.when >> 3) {
            same_time.sort_unstable_by_key(|row| row.pair);
            let same_sender = |a: &Packed, b: &Packed| a.pair >> 32 == b.pair >> 32;
            same_time.chunk_by_mut(same_sender).for_each(one_sender);
        }
        rows.par_sort_unstable();
        self.touches
    }

    fn begin(&mut self, part: &[u8]) {
        let room = LONGEST_LINE.saturating_sub(self.begun.len());
        self.begun.extend_from_slice(&part[..part.len().min(room)]);
    }

    fn line(&mut self, line: &[u8]) {
        self.lines += 1;
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        if self.lines == 1
            && let Some(columns) = Columns::named(line)
        {
            self.columns = columns;
            return;
        }
        match self.row(line) {
            Some(row) => self.add(row),
            None => {
                self.touches.bad += 1;
                self.touches.first_bad_line.get_or_insert(self.lines);
            }
        }
    }

    /// Time, who, whom, channel.
    fn row<'a>(&self, line: &'a [u8]) -> Option<(i64, &'a [u8], &'a [u8], Channel)> {
        let (mut time, mut src, mut dst, mut kind) = (None, None, None, &b""[..]);
        for (place, field) in Fields(Some(line)).enumerate() {
            match place {
                _ if place == self.columns.time => time = seconds(field),
                _ if place == self.columns.src => src = Some(field),
                _ if place == self.columns.dst => dst = Some(field),
                _ if place == self.columns.kind => kind = field,
                _ => {}
            }
        }
        let named = |name: &&[u8]| !name.is_empty();
        Some((time?, src.filter(named)?, dst.filter(named)?, channel(kind)))
    }

    fn add(&mut self, (time, src, dst, channel): (i64, &[u8], &[u8], Channel)) {
        if time > self.as_of {
            self.touches.later += 1;
            return;
        }
        if src == dst {
            self.touches.to_self += 1;
            return;
        }
        let ids = &mut self.touches.ids;
        let (src, dst) = (ids.number(src), ids.number(dst));
        let row = Packed { pair: u64::from(src) << 32 | u64::from(dst), when: time << 3 | channel as i64 };
        self.in_order &= self.touches.rows.last().is_none_or(|last| last.when >> 3 <= time);
        self.touches.rows.push(row);
    }
}

/// Gives the touches that one person had at one time their final form: only now is it known which mails went
/// to several.
fn one_sender(rows: &mut [Packed]) {
    let mails = rows.iter().filter(|row| row.when & 7 == Channel::DirectMail as i64).count();
    for row in rows {
        let (src, dst) = row.people();
        let mut channel = Channel::ALL[(row.when & 7) as usize % Channel::ALL.len()];
        if channel == Channel::DirectMail && mails > 1 {
            channel = Channel::GroupMail;
        }
        let direction = match channel {
            Channel::Meeting | Channel::InPerson => Direction::Mutual,
            _ if src < dst => Direction::Out,
            _ => Direction::In,
        };
        row.pair = u64::from(src.min(dst)) << 32 | u64::from(src.max(dst));
        row.when = (row.when >> 3) << 5 | i64::from(TouchKind { channel, direction }.code());
    }
}

impl Columns {
    /// The order that a header gives; `None` if the line is no header.
    fn named(line: &[u8]) -> Option<Columns> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let names: Vec<Vec<u8>> = Fields(Some(line)).map(<[u8]>::to_ascii_lowercase).collect();
        let place = |name: &[u8]| names.iter().position(|n| n == name);
        let kind = place(b"kind").unwrap_or(usize::MAX);
        Some(Columns { time: place(b"time")?, src: place(b"src")?, dst: place(b"dst")?, kind })
    }
}

/// The fields of a row, without the quotes around them. A doubled quote within a field stays as it is: names
/// need only differ from each other.
struct Fields<'a>(Option<&'a [u8]>);

impl<'a> Iterator for Fields<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.0?;
        let mut quoted = false;
        let ends = |&b: &u8| {
            quoted ^= b == b'"';
            b == b',' && !quoted
        };
        let end = rest.iter().position(ends);
        self.0 = end.map(|end| &rest[end + 1..]);
        let field = rest[..end.unwrap_or(rest.len())].trim_ascii();
        Some(field.strip_prefix(b"\"").and_then(|f| f.strip_suffix(b"\"")).unwrap_or(field))
    }
}

/// Whole seconds, rounded down.
fn seconds(field: &[u8]) -> Option<i64> {
    let (negative, digits) = match field.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, field),
    };
    let mut value: i64 = 0;
    let mut taken = 0;
    for digit in digits.iter().take_while(|d| d.is_ascii_digit()).take(17) {
        value = value * 10 + i64::from(digit - b'0');
        taken += 1;
    }
    let fraction = &digits[taken..];
    let is_fraction = |rest: &[u8]| rest[0] == b'.' && rest[1..].iter().all(u8::is_ascii_digit);
    if taken == 0 || value > LARGEST_TIME || !(fraction.is_empty() || is_fraction(fraction)) {
        return None;
    }
    let below = i64::from(fraction.iter().any(|d| (b'1'..=b'9').contains(d)));
    Some(if negative { -value - below } else { value })
}

fn channel(kind: &[u8]) -> Channel {
    match kind {
        b"email" | b"mail" => Channel::DirectMail,
        b"meeting" => Channel::Meeting,
        b"call" => Channel::Call,
        b"in_person" => Channel::InPerson,
        _ => Channel::Message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The touches of a text as `lower higher time kind` lines, and the rows left out.
    fn read(text: &str, piece: usize) -> (Vec<String>, [u64; 3]) {
        let mut reader = TouchesReader::new(1_000);
        text.as_bytes().chunks(piece.max(1)).for_each(|piece| reader.push(piece));
        let touches = reader.finish();
        let show = |row: &Packed| {
            let ((a, b), kind) = (row.people(), row.kind());
            let (a, b) = (touches.ids.name(a), touches.ids.name(b));
            format!("{a} {b} {} {:?} {:?}", row.time(), kind.channel, kind.direction)
        };
        (touches.rows.iter().map(show).collect(), [touches.later, touches.to_self, touches.bad])
    }

    fn check(text: &str, expected: &[&str], left_out: [u64; 3]) {
        for piece in [1, 7, 1 << 20] {
            assert_eq!(read(text, piece), (expected.iter().map(|s| (*s).to_owned()).collect(), left_out));
        }
    }

    #[test]
    fn a_mail_to_several_is_group_mail() {
        check(
            "time,src,dst,kind\n5,ana,bob,email\n5,eve,bob,email\n5,ana,eve,email\n6,bob,ana,email\n",
            &[
                "ana bob 5 GroupMail Out",
                "ana bob 6 DirectMail In",
                "ana eve 5 GroupMail Out",
                "bob eve 5 DirectMail In",
            ],
            [0, 0, 0],
        );
    }

    #[test]
    fn columns_in_any_order_and_rows_in_any_order() {
        check(
            "dst,kind,dur,time,src\r\n2,meeting,20,900.7,1\r\n1,call,,-3.5,2\r\n2,odd,,0,1",
            &["1 2 -4 Call In", "1 2 0 Message Out", "1 2 900 Meeting Mutual"],
            [0, 0, 0],
        );
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        check(
            "1,\"a,b\",c,message\n\nx,1,2\n5,,2\n5,3\n1001,1,2,call\n7,9,9,call\n99999999999999999999,1,2\n",
            &["a,b c 1 Message Out"],
            [1, 1, 4],
        );
    }

    /// Any byte, those with a meaning more often.
    fn byte() -> impl Strategy<Value = u8> {
        prop_oneof![Just(b','), Just(b'\n'), Just(b'"'), b'0'..=b'9', any::<u8>()]
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(byte(), 0..200)) {
            let mut reader = TouchesReader::new(i64::MAX);
            reader.push(&bytes);
            let touches = reader.finish();
            prop_assert!(touches.rows.iter().all(|row| row.people().0 < row.people().1));
        }
    }
}
