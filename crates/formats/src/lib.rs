//! Bytes to [`Item`]s: every format Kith reads, told apart by content and never by file name.
//!
//! A [`Reader`] is pushed the bytes of one file, piece by piece, and gives an [`Item`] for each message, card,
//! event or row: a record, or a finding that says what was wrong with it. Reading never fails and never panics,
//! and holds at most one item of a file in memory (calendars and CSVs: one file, bounded).
//! No IO, no clock: the moment and the owner's time zone are in the [`ReadContext`].
//!
//! * [`detect`] looks at the first bytes of a file.
//! * [`address`] makes the canonical forms of addresses.
//! * [`mail`], [`vcard`], [`ical`], [`linkedin`]: one module a format.

pub mod address;
mod content_line;
pub mod detect;
pub mod ical;
pub mod linkedin;
pub mod mail;
mod text;
pub mod vcard;

use jiff::{Timestamp, tz::TimeZone};
use model::Item;

pub use detect::{Format, detect};

/// What a reader has to know about the world.
#[derive(Clone, Debug)]
pub struct ReadContext {
    /// The moment of reading: dates far beyond it are refused.
    pub now: Timestamp,
    /// The owner's time zone, for times that name none.
    pub zone: TimeZone,
    /// Recurring events are expanded up to here.
    pub expand_until: Timestamp,
    /// The owner's names where they are known, to tell the owner's side in sources that only give names.
    pub owner_names: Vec<String>,
}

/// Reads one file of a known format, piece by piece.
pub struct Reader {
    inner: Inner,
}

enum Inner {
    Mbox(mail::MboxReader),
    Mail(mail::MessageReader),
    VCard(vcard::CardReader),
    ICalendar(ical::CalendarReader),
    LinkedInConnections(linkedin::ConnectionsReader),
    LinkedInMessages(linkedin::MessagesReader),
}

impl Reader {
    /// A reader for a file of this format.
    pub fn new(format: Format, context: &ReadContext) -> Reader {
        let context = context.clone();
        let inner = match format {
            Format::Mbox => Inner::Mbox(mail::MboxReader::new(context)),
            Format::Mail => Inner::Mail(mail::MessageReader::new(context)),
            Format::VCard => Inner::VCard(vcard::CardReader::new(context)),
            Format::ICalendar => Inner::ICalendar(ical::CalendarReader::new(context)),
            Format::LinkedInConnections => {
                Inner::LinkedInConnections(linkedin::ConnectionsReader::new(context))
            }
            Format::LinkedInMessages => Inner::LinkedInMessages(linkedin::MessagesReader::new(context)),
        };
        Reader { inner }
    }

    /// Takes the next bytes of the file and gives the items that are complete with them.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Item)) {
        match &mut self.inner {
            Inner::Mbox(r) => r.push(bytes, sink),
            Inner::Mail(r) => r.push(bytes),
            Inner::VCard(r) => r.push(bytes, sink),
            Inner::ICalendar(r) => r.push(bytes),
            Inner::LinkedInConnections(r) => r.push(bytes),
            Inner::LinkedInMessages(r) => r.push(bytes),
        }
    }

    /// The file has ended: gives what is left.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        match self.inner {
            Inner::Mbox(r) => r.finish(sink),
            Inner::Mail(r) => r.finish(sink),
            Inner::VCard(r) => r.finish(sink),
            Inner::ICalendar(r) => r.finish(sink),
            Inner::LinkedInConnections(r) => r.finish(sink),
            Inner::LinkedInMessages(r) => r.finish(sink),
        }
    }
}
