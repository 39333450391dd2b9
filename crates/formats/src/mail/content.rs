//! The hash of a message's bytes, in one go or in pieces.

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// How many trailing CR and LF are left out of the hash. An mbox puts an empty line behind each message, and writers
/// differ in how many; a bound keeps what has to be held back small.
const TRAILING_BYTES: usize = 128;

/// XXH3-128 of a message without the line ends at its end.
pub(super) fn content_hash(message: &[u8]) -> u128 {
    xxh3_128(&message[..message.len() - trailing_line_ends(message)])
}

/// The same as [`content_hash`], for a message that comes in pieces.
pub(super) struct ContentHash {
    hasher: Box<Xxh3Default>,
    /// Line ends that may turn out to be the last ones; at most [`TRAILING_BYTES`].
    held: Vec<u8>,
}

impl ContentHash {
    /// Of nothing yet.
    pub(super) fn new() -> ContentHash {
        ContentHash { hasher: Box::new(Xxh3Default::new()), held: Vec::new() }
    }

    /// Takes the next piece.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        let (body, line_ends) = bytes.split_at(bytes.len() - trailing_line_ends(bytes));
        if !body.is_empty() {
            self.hasher.update(&self.held);
            self.held.clear();
            self.hasher.update(body);
        }
        self.held.extend_from_slice(line_ends);
        let surplus = self.held.len().saturating_sub(TRAILING_BYTES);
        self.hasher.update(&self.held[..surplus]);
        self.held.drain(..surplus);
    }

    /// The hash of all pieces.
    pub(super) fn digest(self) -> u128 {
        self.hasher.digest128()
    }
}

fn trailing_line_ends(bytes: &[u8]) -> usize {
    bytes.iter().rev().take(TRAILING_BYTES).take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_at_the_end_do_not_count() {
        assert_eq!(content_hash(b"a\n\nb"), content_hash(b"a\n\nb\r\n\n"));
        assert_ne!(content_hash(b"a\n\nb"), content_hash(b"a\nb"));
        assert_eq!(content_hash(b""), content_hash(b"\n"));
    }

    proptest! {
        #[test]
        fn pieces_give_the_hash_of_the_whole(pieces in prop::collection::vec("[ab\r\n]{0,80}|\n{100,200}", 0..8)) {
            let mut hash = ContentHash::new();
            for piece in &pieces {
                hash.update(piece.as_bytes());
            }
            prop_assert_eq!(hash.digest(), content_hash(pieces.concat().as_bytes()));
        }
    }
}
