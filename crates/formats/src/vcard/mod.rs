//! vCard 2.1, 3.0 and 4.0: one item a card.

use model::Item;

use crate::ReadContext;

/// Reads a file of cards.
pub struct CardReader {
    _context: ReadContext,
}

impl CardReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> CardReader {
        CardReader { _context: context }
    }

    /// Takes the next bytes and gives the cards that are complete with them.
    pub fn push(&mut self, _bytes: &[u8], _sink: &mut dyn FnMut(Item)) {}

    /// The file has ended.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}
