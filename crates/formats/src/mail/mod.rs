//! Mail: mbox files and single messages, one item a message.

use model::Item;

use crate::ReadContext;

/// Reads a file of mails, each behind its `From ` line.
pub struct MboxReader {
    _context: ReadContext,
}

impl MboxReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MboxReader {
        MboxReader { _context: context }
    }

    /// Takes the next bytes and gives the mails that are complete with them.
    pub fn push(&mut self, _bytes: &[u8], _sink: &mut dyn FnMut(Item)) {}

    /// The file has ended.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}

/// Reads a file that holds one mail.
pub struct MessageReader {
    _context: ReadContext,
}

impl MessageReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MessageReader {
        MessageReader { _context: context }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, _bytes: &[u8]) {}

    /// The file has ended: gives its mail.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}
