//! Where one message of an mbox ends and the next begins, in a file that comes in pieces.
//!
//! Three rules, since mbox is a family of formats that do not name themselves:
//! * A line that [`is_separator`] says is one begins a message. A sentence that happens to begin with "From " does not.
//! * If the message has a `Content-Length` (mboxcl2) and there is a separator, or the end of the file, exactly where it
//!   says, separators before that belong to the body. A wrong length is ignored.
//! * What stands before the first separator, if it is more than empty lines, is a message too: nothing is lost in
//!   silence.
//!
//! The result does not depend on how the file is cut into pieces: a line is only judged when enough of what follows is
//! there, or the file has ended. Memory is bounded by [`KEPT_BYTES`] and some slack.

use memchr::memmem;
use model::Position;

use super::KEPT_BYTES;
use super::content::{ContentHash, content_hash};
use super::envelope::{MAX_LINE_BYTES, is_separator};
use super::headers::{Field, Headers};

/// The file is worked through in slices of this size, which fit a processor's cache.
const SLICE_BYTES: usize = 256 * 1024;

/// How much of the line after a separator is looked at.
const NEXT_LINE_BYTES: usize = 100;

/// What has to be there behind a place to judge it: its line and the beginning of the next.
const LOOK_AHEAD_BYTES: usize = MAX_LINE_BYTES + NEXT_LINE_BYTES;

/// A message longer than this is no longer held as a whole. Larger than [`KEPT_BYTES`] by more than the look-ahead, so that a
/// `Content-Length` within the former can always be checked.
const HELD_BYTES: usize = KEPT_BYTES + 64 * 1024;

/// What stays of a message that is not held as a whole: enough to judge a line at its end.
const TAIL_BYTES: usize = 2 * LOOK_AHEAD_BYTES;

/// One message of a file.
pub(super) struct Piece<'a> {
    /// Where it stands.
    pub(super) position: Position,
    /// Its `From ` line, empty if it has none.
    pub(super) envelope: &'a [u8],
    /// The message itself, at most [`KEPT_BYTES`] of it.
    pub(super) message: &'a [u8],
    /// The hash of all of it.
    pub(super) content_hash: u128,
}

/// Cuts an mbox into messages.
pub(super) struct Splitter {
    /// The file from the beginning of the current message on, or the tail of a long one.
    window: Vec<u8>,
    /// Where in the file the window begins.
    window_offset: u64,
    /// Up to here in the window no further message begins.
    searched: usize,
    /// Messages that are complete.
    count: u64,
    /// Whether the first message has begun.
    has_begun: bool,
    /// The current message, if it is too long to be held.
    long: Option<LongMessage>,
    finder: memmem::Finder<'static>,
}

/// A message of which only the beginning is kept.
struct LongMessage {
    offset: u64,
    envelope: Vec<u8>,
    kept: Vec<u8>,
    hash: ContentHash,
}

/// What was found at a place.
enum Next {
    /// A message begins here.
    At(usize),
    /// More of the file is needed to say more.
    Unknown,
}

impl Splitter {
    /// At the beginning of a file.
    pub(super) fn new() -> Splitter {
        Splitter {
            window: Vec::new(),
            window_offset: 0,
            searched: 0,
            count: 0,
            has_begun: false,
            long: None,
            finder: memmem::Finder::new(b"\nFrom "),
        }
    }

    /// Takes the next bytes and gives the messages that are complete with them.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Piece<'_>)) {
        for slice in bytes.chunks(SLICE_BYTES) {
            self.window.extend_from_slice(slice);
            self.advance(false, sink);
        }
    }

    /// The file has ended: gives what is left.
    pub(super) fn finish(mut self, sink: &mut dyn FnMut(Piece<'_>)) {
        self.advance(true, sink);
        if self.has_begun {
            self.give(0, self.window.len(), sink);
        }
    }

    fn advance(&mut self, at_end: bool, sink: &mut dyn FnMut(Piece<'_>)) {
        if !self.has_begun && !self.begin(at_end) {
            return;
        }
        let mut start = 0;
        while let Next::At(end) = self.next_message(start, at_end) {
            self.give(start, end, sink);
            self.searched = end;
            start = end;
        }
        self.forget(start);
        if !at_end && self.window.len() > HELD_BYTES || self.long.is_some() {
            self.shorten();
        }
    }

    /// Steps over a byte order mark and empty lines before the first message.
    fn begin(&mut self, at_end: bool) -> bool {
        if self.window.len() < 3 && !at_end {
            return false;
        }
        let mark = if self.window_offset == 0 && self.window.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let blank = self.window[mark..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.has_begun = mark + blank < self.window.len();
        self.forget(mark + blank);
        self.searched = 0;
        self.has_begun
    }

    /// Drops the window up to `end`.
    fn forget(&mut self, end: usize) {
        self.window.drain(..end);
        self.window_offset += end as u64;
        self.searched = self.searched.saturating_sub(end);
    }

    /// The place where the message after the one at `start` begins.
    fn next_message(&mut self, start: usize, at_end: bool) -> Next {
        let mut length: Option<Option<usize>> = None;
        while let Some(found) = self.finder.find(&self.window[self.searched..]) {
            let line_end = self.searched + found;
            let candidate = line_end + 1;
            if !at_end && self.window.len() < candidate + LOOK_AHEAD_BYTES {
                self.searched = line_end;
                return Next::Unknown;
            }
            self.searched = candidate;
            if !self.is_separator_at(candidate) {
                continue;
            }
            let stated_end = *length.get_or_insert_with(|| self.stated_end(start, candidate));
            let Some(end) = stated_end.filter(|end| *end > candidate) else { return Next::At(candidate) };
            if !at_end && self.window.len() < end + LOOK_AHEAD_BYTES {
                self.searched = line_end;
                return Next::Unknown;
            }
            match self.separator_near(end, at_end) {
                Some(next) if next == self.window.len() => self.searched = next,
                Some(next) => return Next::At(next),
                None => return Next::At(candidate),
            }
        }
        // The five letters may be cut by the end of the window.
        self.searched = self.searched.max(self.window.len().saturating_sub(5));
        Next::Unknown
    }

    fn is_separator_at(&self, at: usize) -> bool {
        let rest = &self.window[at..self.window.len().min(at + LOOK_AHEAD_BYTES)];
        let Some(end) = memchr::memchr(b'\n', rest) else {
            return is_separator(rest, self.is_after_empty_line(at), b"");
        };
        let next = &rest[end + 1..rest.len().min(end + 1 + NEXT_LINE_BYTES)];
        let next = next.split(|b| *b == b'\n').next().unwrap_or_default();
        is_separator(rest[..end].trim_ascii_end(), self.is_after_empty_line(at), next)
    }

    fn is_after_empty_line(&self, at: usize) -> bool {
        let before = self.window[..at].strip_suffix(b"\n").unwrap_or_default();
        let before = before.strip_suffix(b"\r").unwrap_or(before);
        before.is_empty() || before.ends_with(b"\n")
    }

    /// The end of the message at `start` by its `Content-Length`, if it is one that can be checked. Headers go no further
    /// than the next `candidate`.
    fn stated_end(&self, start: usize, candidate: usize) -> Option<usize> {
        if self.long.is_some() {
            return None;
        }
        let headers = Headers::read(&self.window[start..candidate]);
        let length = std::str::from_utf8(headers.first(Field::ContentLength)?).ok()?;
        let length: usize = length.trim().parse().ok()?;
        let end = headers.body_start.checked_add(length)?;
        (end <= KEPT_BYTES).then_some(start + end)
    }

    /// The separator, or the end of the file, that stands at `end` or after a few line ends there.
    fn separator_near(&self, end: usize, at_end: bool) -> Option<usize> {
        let rest = self.window.get(end..)?;
        let next = end + rest.iter().take(4).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        if next == self.window.len() {
            return at_end.then_some(next);
        }
        let is_line_start = next > end || self.window[..end].ends_with(b"\n");
        (is_line_start && self.window[next..].starts_with(b"From ") && self.is_separator_at(next))
            .then_some(next)
    }

    /// Gives the message that stands in the window from `start` to `end`.
    fn give(&mut self, start: usize, end: usize, sink: &mut dyn FnMut(Piece<'_>)) {
        self.count += 1;
        if let Some(mut long) = self.long.take() {
            long.hash.update(&self.window[start..end]);
            let position = Position { number: self.count, offset: long.offset };
            let content_hash = long.hash.digest();
            return sink(Piece { position, envelope: &long.envelope, message: &long.kept, content_hash });
        }
        let (envelope, message) = without_envelope(&self.window[start..end]);
        let position = Position { number: self.count, offset: self.window_offset + start as u64 };
        let content_hash = content_hash(message);
        let message = &message[..message.len().min(KEPT_BYTES)];
        sink(Piece { position, envelope, message, content_hash });
    }

    /// Lets go of what need not be held of a long message.
    fn shorten(&mut self) {
        let end = self.window.len().saturating_sub(TAIL_BYTES);
        match &mut self.long {
            Some(long) => long.hash.update(&self.window[..end]),
            None => {
                let (envelope, message) = without_envelope(&self.window[..end]);
                let mut hash = ContentHash::new();
                hash.update(message);
                let kept = message[..message.len().min(KEPT_BYTES)].to_vec();
                let envelope = envelope.to_vec();
                self.long = Some(LongMessage { offset: self.window_offset, envelope, kept, hash });
            }
        }
        self.forget(end);
        self.window.shrink_to(2 * SLICE_BYTES);
    }
}

/// The `From ` line and the message behind it.
fn without_envelope(piece: &[u8]) -> (&[u8], &[u8]) {
    let line_end =
        memchr::memchr(b'\n', &piece[..piece.len().min(LOOK_AHEAD_BYTES)]).map_or(piece.len(), |n| n + 1);
    let (line, rest) = piece.split_at(line_end);
    let next = rest[..rest.len().min(NEXT_LINE_BYTES)].split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.trim_ascii_end();
    if is_separator(line, true, next) { (line, rest) } else { (&[], piece) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Number, offset, `From ` line and message of each piece, and its hash.
    fn split(file: &[u8], piece_bytes: usize) -> Vec<(u64, u64, String, String, u128)> {
        let mut found = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut sink = |p: Piece<'_>| {
            found.push((
                p.position.number,
                p.position.offset,
                text(p.envelope),
                text(p.message),
                p.content_hash,
            ));
        };
        let mut splitter = Splitter::new();
        for bytes in file.chunks(piece_bytes) {
            splitter.push(bytes, &mut sink);
        }
        splitter.finish(&mut sink);
        found
    }

    #[track_caller]
    fn check(file: &str, expected: &[&str]) {
        for piece_bytes in [1, 7, 1 << 20] {
            let messages: Vec<String> =
                split(file.as_bytes(), piece_bytes).into_iter().map(|p| p.3).collect();
            assert_eq!(messages, expected, "in pieces of {piece_bytes}");
        }
    }

    const FROM: &str = "From ana@example.org Thu Nov 24 18:22:48 1986\n";

    #[test]
    fn messages_begin_at_their_from_lines() {
        check(&format!("{FROM}A: 1\n\none\n\n{FROM}A: 2\n\ntwo"), &["A: 1\n\none\n\n", "A: 2\n\ntwo"]);
        check(&format!("{FROM}A: 1\r\n\r\none\r\n\r\n{FROM}A: 2\n"), &["A: 1\r\n\r\none\r\n\r\n", "A: 2\n"]);
        check("From -\nA: 1\n\none\n\nFrom -\nA: 2\n", &["A: 1\n\none\n\n", "A: 2\n"]);
        // No empty line between the messages.
        check(&format!("{FROM}A: 1\n\none\n{FROM}A: 2\n"), &["A: 1\n\none\n", "A: 2\n"]);
    }

    #[test]
    fn a_sentence_in_the_body_is_no_message() {
        let body = "A: 1\n\nFilm:\n\nFrom Russia with love\nYear: 1963\n";
        check(&format!("{FROM}{body}\n{FROM}A: 2\n"), &[&format!("{body}\n"), "A: 2\n"]);
    }

    #[test]
    fn a_right_content_length_protects_a_quoted_mailbox() {
        let inner = format!("see\n\n{FROM}A: inner\n\nbody\n");
        let outer = format!("A: 1\nContent-Length: {}\n\n{inner}", inner.len());
        check(&format!("{FROM}{outer}\n{FROM}A: 2\n"), &[&format!("{outer}\n"), "A: 2\n"]);
        check(&format!("{FROM}{outer}"), &[&outer]);
    }

    #[test]
    fn a_wrong_content_length_is_ignored() {
        for length in ["5", "999999999999", "70", "-1"] {
            let first = format!("A: 1\nContent-Length: {length}\n\none\n\n");
            check(
                &format!("{FROM}{first}{FROM}A: 2\n\ntwo\n\n{FROM}A: 3\n"),
                &[&first, "A: 2\n\ntwo\n\n", "A: 3\n"],
            );
        }
    }

    #[test]
    fn what_stands_before_the_first_message_counts() {
        check("", &[]);
        check("\n\r\n  \n", &[]);
        check(&format!("\u{feff}\n\n{FROM}A: 1\n"), &["A: 1\n"]);
        check(&format!("rubbish\n\n{FROM}A: 1\n"), &["rubbish\n\n", "A: 1\n"]);
        check(FROM, &[""]);
    }

    #[test]
    fn positions_are_those_of_the_from_lines() {
        let file = format!("\u{feff}\n{FROM}A: 1\n\n{FROM}A: 2\n");
        let found: Vec<(u64, u64)> = split(file.as_bytes(), 10).into_iter().map(|p| (p.0, p.1)).collect();
        let first = 4;
        assert_eq!(found, [(1, first), (2, first + FROM.len() as u64 + 6)]);
    }

    #[test]
    fn of_a_giant_message_only_the_beginning_is_kept_and_all_is_hashed() {
        let body = "0123456789abcde\n".repeat((KEPT_BYTES + HELD_BYTES) / 16);
        let giant = format!("A: 1\n\n{body}");
        let file = format!("{FROM}{giant}\n{FROM}A: 2\n");
        for piece_bytes in [100_000, file.len()] {
            let found = split(file.as_bytes(), piece_bytes);
            assert_eq!(found.len(), 2);
            assert_eq!(found[0].3.len(), KEPT_BYTES);
            assert_eq!(found[0].4, content_hash(giant.as_bytes()));
            assert_eq!(found[1].1, (FROM.len() + giant.len() + 1) as u64);
            assert_eq!(found[1].3, "A: 2\n");
        }
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(
            parts in prop::collection::vec(prop::sample::select(vec![
                FROM, "From -\n", "From x@y Mon Jan  1 00:00:00 2001\r\n", "From here\n", "A: 1\n", "\n", "\r\n", "text",
                ">From x\n", "Content-Length: 49\n", "Content-Length: 7\n", "F", "\u{feff}", "From ", "\0",
            ]), 0..30),
            piece_bytes in 1_usize..60,
        ) {
            let file = parts.concat();
            let whole = split(file.as_bytes(), usize::MAX);
            prop_assert_eq!(split(file.as_bytes(), piece_bytes), whole);
        }

        #[test]
        fn messages_written_are_messages_read(
            bodies in prop::collection::vec("([a-z ]{0,20}\n){0,5}(From [a-z ]{1,20}\n)?", 0..12),
            piece_bytes in 1_usize..200,
        ) {
            let file: String = bodies.iter().map(|body| format!("{FROM}Subject: x\n\n{body}\n")).collect();
            let found = split(file.as_bytes(), piece_bytes);
            prop_assert_eq!(found.len(), bodies.len());
        }
    }
}
