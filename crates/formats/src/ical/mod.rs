//! iCalendar (RFC 5545): one item a component.

use model::{Event, Item};

use crate::ReadContext;

/// Reads one calendar file.
pub struct CalendarReader {
    _context: ReadContext,
}

impl CalendarReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> CalendarReader {
        CalendarReader { _context: context }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, _bytes: &[u8]) {}

    /// The file has ended: gives its items.
    pub fn finish(self, _sink: &mut dyn FnMut(Item)) {}
}

/// The events of an invitation carried by mail.
pub fn events_of(_bytes: &[u8], _context: &ReadContext) -> Vec<Event> {
    Vec::new()
}

/// The key of an event's record.
pub fn event_key(event: &Event) -> String {
    format!("event:{}", event.uid)
}
