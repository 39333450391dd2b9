//! LinkedIn's data export: connections and messages.

use model::Item;

use crate::ReadContext;

/// Reads Connections.csv.
pub struct ConnectionsReader {
    _context: ReadContext,
}

/// Reads messages.csv.
pub struct MessagesReader {
    _context: ReadContext,
}

impl ConnectionsReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> ConnectionsReader {
        ConnectionsReader { _context: context }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, _bytes: &[u8]) {}

    /// The file has ended: gives its items.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}

impl MessagesReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MessagesReader {
        MessagesReader { _context: context }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, _bytes: &[u8]) {}

    /// The file has ended: gives its items.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}
