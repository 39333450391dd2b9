//! vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): one item a card.
//!
//! A file of cards is read as a stream. `lines` cuts it into physical lines, [`CardReader`] gathers the lines of one
//! card, and `card` makes a [`model::Card`] of them. Photos, logos, sounds and keys are dropped line by line, so a card
//! takes as much memory as its text, and never more than 4 MB.
//!
//! * A card without END is ended by the next BEGIN or by the end of the file, and what it says is read.
//! * The card of an agent that is nested in a card (vCard 2.1 section 2.4.2) is an item of its own: an assistant is
//!   someone one knows.

mod birthday;
mod card;
mod lines;

use model::Item;
use xxhash_rust::xxh3::Xxh3;

use crate::ReadContext;
use crate::content_line::{Boundary, boundary, continuation};
use crate::text::Utf8Stream;
use lines::LineSplitter;

/// Of the text of one card this much is kept.
const MAX_CARD_BYTES: usize = 4 * 1024 * 1024;

/// Cards nested deeper than this are taken for cards without an END.
const MAX_DEPTH: usize = 4;

/// Reads a file of cards, piece by piece.
pub struct CardReader {
    stream: Utf8Stream,
    lines: LineSplitter,
    cards: OpenCards,
}

impl CardReader {
    /// A reader at the beginning of a file. Cards say nothing that depends on the moment or the place of reading.
    pub fn new(_context: ReadContext) -> CardReader {
        CardReader { stream: Utf8Stream::new(), lines: LineSplitter::new(), cards: OpenCards::default() }
    }

    /// Takes the next bytes and gives the cards that are complete with them.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        let CardReader { stream, lines, cards } = self;
        stream
            .push(bytes, &mut |bytes| lines.push(bytes, &mut |number, line| cards.take(number, line, sink)));
    }

    /// The file has ended: gives the cards that were not.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        let CardReader { stream, mut lines, mut cards } = self;
        stream.finish(&mut |bytes| lines.push(bytes, &mut |number, line| cards.take(number, line, sink)));
        lines.finish(&mut |number, line| cards.take(number, line, sink));
        while cards.close(sink) {}
    }
}

/// The cards that have begun and not ended: none, one, or one nested in another.
#[derive(Default)]
struct OpenCards {
    open: Vec<RawCard>,
    count: u64,
}

/// The lines of one card so far.
struct RawCard {
    number: u64,
    begin_line: u64,
    /// Unfolded, without those that only hold pictures and sounds.
    lines: Vec<Vec<u8>>,
    size: usize,
    /// The line at hand belongs to a picture or sound.
    skipping: bool,
    hash: Xxh3,
}

impl OpenCards {
    fn take(&mut self, number: u64, line: &[u8], sink: &mut dyn FnMut(Item)) {
        let is_folded = line.first().is_some_and(u8::is_ascii_whitespace) && !self.open.is_empty();
        match boundary(line).filter(|_| !is_folded) {
            Some((Boundary::Begin, name)) if name.eq_ignore_ascii_case(b"VCARD") => self.begin(number, sink),
            Some((Boundary::End, name)) if name.eq_ignore_ascii_case(b"VCARD") => {
                self.close(sink);
            }
            _ => {
                for card in &mut self.open {
                    card.hash.update(line);
                    card.hash.update(b"\n");
                }
                if let Some(card) = self.open.last_mut() {
                    card.take(line);
                }
            }
        }
    }

    fn begin(&mut self, begin_line: u64, sink: &mut dyn FnMut(Item)) {
        let is_nested = self.open.last().is_some_and(RawCard::awaits_agent) && self.open.len() < MAX_DEPTH;
        if !is_nested {
            while self.close(sink) {}
        }
        self.count += 1;
        self.open.push(RawCard::new(self.count, begin_line));
    }

    /// Ends the innermost card; false if there is none.
    fn close(&mut self, sink: &mut dyn FnMut(Item)) -> bool {
        let Some(card) = self.open.pop() else { return false };
        sink(card::item(card.number, card.begin_line, &card.lines, card.hash.digest128()));
        true
    }
}

impl RawCard {
    fn new(number: u64, begin_line: u64) -> RawCard {
        RawCard { number, begin_line, lines: Vec::new(), size: 0, skipping: false, hash: Xxh3::new() }
    }

    fn take(&mut self, line: &[u8]) {
        let (added, begins) = match self.lines.last_mut().and_then(|last| continuation(last, line)) {
            Some(added) => (added, false),
            None => (line, true),
        };
        if begins {
            self.skipping = holds_media(line);
        }
        let room = MAX_CARD_BYTES.saturating_sub(self.size);
        let added = added.get(..room).unwrap_or(added);
        self.size += added.len();
        match self.lines.last_mut() {
            Some(last) if !begins && !self.skipping => last.extend_from_slice(added),
            Some(_) if !begins || added.is_empty() => {}
            // The head of a picture's line stays, so that its continuations are known for what they are.
            _ if self.skipping => self.lines.push(b"X-SKIPPED:".to_vec()),
            _ if memchr::memchr(b':', added).is_some() => self.lines.push(added.to_vec()),
            _ => {}
        }
        if self.skipping {
            self.size -= added.len();
        }
    }

    /// Whether the last line is an AGENT that gives a card instead of a value.
    fn awaits_agent(&self) -> bool {
        self.lines.last().map(|line| line.trim_ascii()).is_some_and(|line| {
            line.last() == Some(&b':')
                && line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"AGENT"))
        })
    }
}

/// Whether the line holds a picture, a sound or a key.
fn holds_media(line: &[u8]) -> bool {
    let name_length = line.iter().position(|b| matches!(b, b':' | b';')).unwrap_or(line.len());
    let name = line.get(..name_length).unwrap_or(line);
    let name = name.rsplit(|b| *b == b'.').next().unwrap_or(name).trim_ascii();
    [&b"PHOTO"[..], b"LOGO", b"SOUND", b"KEY"].iter().any(|media| name.eq_ignore_ascii_case(media))
}

#[cfg(test)]
mod tests;
