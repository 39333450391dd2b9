//! LinkedIn's data export: [`ConnectionsReader`] for Connections.csv, [`MessagesReader`] for messages.csv.
//!
//! * `table` finds the header and the rows, whatever layout the export is of;
//! * `dates` reads the dates of all layouts;
//! * `connections` and `messages` make records of the rows, `parties` tells the owner's side from the other.
//!
//! The layouts are those of exports of 2018, 2022 and 2024, some of them saved again by Excel. LinkedIn documents none.

mod connections;
mod dates;
mod messages;
mod parties;
mod table;

use model::Item;

use crate::ReadContext;
use table::WholeFile;

/// Reads Connections.csv.
pub struct ConnectionsReader {
    file: WholeFile,
}

impl ConnectionsReader {
    /// A reader at the beginning of a file. The file says the same whenever and wherever it is read.
    pub fn new(_context: ReadContext) -> ConnectionsReader {
        ConnectionsReader { file: WholeFile::default() }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.file.push(bytes);
    }

    /// The file has ended: gives its items.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        match self.file.table(&connections::REQUIRED) {
            Some(Ok(table)) => connections::read(&table, sink),
            Some(Err(item)) => sink(item),
            None => {}
        }
    }
}

/// Reads messages.csv.
pub struct MessagesReader {
    context: ReadContext,
    file: WholeFile,
}

impl MessagesReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> MessagesReader {
        MessagesReader { context, file: WholeFile::default() }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.file.push(bytes);
    }

    /// The file has ended: gives its items.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        match self.file.table(&messages::REQUIRED) {
            Some(Ok(table)) => messages::read(&table, &self.context, sink),
            Some(Err(item)) => sink(item),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
