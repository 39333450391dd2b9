//! One item as it came from a source, and what a reader says of items it could not use.
//!
//! A reader (crate `formats`) turns bytes into [`Item`]s and never fails: an item is either a [`Record`] or
//! a [`Finding`] that says what was wrong and where. Exactly one item comes out for each message, card,
//! event or row that went in, so that every one of them has its line in the import report.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::contact::{Address, Contact};

/// What a reader made of one item of its input.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where in the file it stands.
    pub position: Position,
    /// The record, or why there is none.
    pub outcome: Result<Record, Finding>,
}

/// Where an item stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The how-manieth item of the file it is, from 1.
    pub number: u64,
    /// The line it begins at, from 1, for text read by lines; the byte offset, from 0, for mail.
    pub offset: u64,
}

/// Why an item is not a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Left out on purpose, or unreadable.
    pub kind: FindingKind,
    /// For the owner: what is the matter, in a few plain words, without a full stop (`no sender`).
    pub reason: String,
}

impl Finding {
    /// The item is fine but holds nothing for Kith.
    pub fn skipped(reason: impl Into<String>) -> Finding {
        Finding { kind: FindingKind::Skipped, reason: reason.into() }
    }

    /// The item could not be read.
    pub fn failed(reason: impl Into<String>) -> Finding {
        Finding { kind: FindingKind::Failed, reason: reason.into() }
    }
}

/// Left out on purpose, or unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Readable, and not something to keep (a task, an event without guests, a draft).
    Skipped,
    /// Broken.
    Failed,
}

/// One item that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What the source or the standard calls this item, the same each time it is read: `mail:<message-id>`
    /// with its guards, `event:UID`, `card:UID`, `linkedin:URL`. Two items with one key tell of one thing.
    pub key: String,
    /// XXH3-128 of the item's bytes as they stand in the source: the same hash, the same item.
    pub content_hash: u128,
    /// What it says.
    pub content: Content,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A mail that people sent to people, or that a list or robot sent.
    Mail(Mail),
    /// A calendar entry with guests.
    Event(Event),
    /// An address book entry or a social connection.
    Card(Card),
    /// A direct message.
    Message(Message),
    /// Something that is not contact but says something about an address.
    Notice(Notice),
}

/// A mail, without its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Mail {
    /// When it was written: the `Date` header, else the transport's (`Received`, then the envelope's), within 1970 … the reader's `now` + 1 day.
    pub at: Timestamp,
    /// `at` is the `Date` header's, and so the same in every copy.
    pub is_dated: bool,
    /// Who wrote it (`From`, the first one).
    pub from: Contact,
    /// To whom, in the order of the header.
    pub to: Vec<Contact>,
    /// Who got a copy (`Cc`, then `Bcc`).
    pub cc: Vec<Contact>,
    /// How many recipients were named; `to` and `cc` hold at most the first 200 of them.
    pub recipient_count: u32,
    /// The subject, decoded and trimmed; at most 500 characters.
    pub subject: String,
    /// The message it answers, as a key like [`Record::key`] would begin: the bare normalised Message-ID.
    pub in_reply_to: Option<String>,
    /// Its own normalised Message-ID (without angle brackets), if it has one.
    pub message_id: Option<String>,
    /// What sort of mail it is.
    pub class: MailClass,
    /// Where answers and bounces are sent if not to the sender (`Reply-To`), for lists that rewrite senders.
    pub reply_to: Option<Address>,
}

/// What sort of mail it is, from its headers alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "class")]
pub enum MailClass {
    /// From someone to someone.
    Personal,
    /// Through a discussion list, on which people answer each other (`List-Post`, `List-Id` with a list address among
    /// the recipients, `Mailing-List`).
    Discussion {
        /// The list's own address, where the headers give one.
        list: Option<Address>,
    },
    /// One to many: newsletters, announcements, marketing (`List-Unsubscribe` without a list to post to, `Precedence: bulk`).
    Bulk,
    /// Written by a program: notifications, receipts, tickets (`Auto-Submitted: auto-generated`, `X-Auto-Response-Suppress` …).
    Robot,
}

/// Something that is not contact but says something about an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub kind: NoticeKind,
    /// Of which addresses.
    pub about: Vec<Contact>,
}

/// What a notice says of the addresses it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A delivery report: mail to them does not arrive (RFC 3464, action `failed`).
    Bounced,
    /// An automatic reply: they are away (RFC 3834).
    Away,
    /// A read receipt (RFC 8098).
    Read,
    /// An answer to a calendar invitation by mail (iTIP REPLY, RFC 5546).
    Answered,
}

/// A calendar entry, its recurrence already expanded within bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The calendar's UID; without one, made from organizer, start and attendees.
    pub uid: String,
    /// RFC 5545 SEQUENCE, 0 if absent. The highest wins.
    pub sequence: i64,
    /// LAST-MODIFIED or DTSTAMP: decides between equal sequences.
    pub stamp: Option<Timestamp>,
    /// The title; at most 500 characters.
    pub title: String,
    /// Who called the meeting.
    pub organizer: Option<Contact>,
    /// Who was asked, at most the first 500.
    pub attendees: Vec<Attendee>,
    /// Called off, as a whole or (with `is_override`) this occurrence.
    pub cancelled: bool,
    /// True if it stands for one occurrence of a series (RECURRENCE-ID) rather than for the rule.
    pub is_override: bool,
    /// True if its rule goes on beyond the bound of expansion.
    pub goes_on: bool,
    /// When it takes place, in order; for a cancelled entry the times it would have taken place. May be empty: a
    /// cancellation that names only its UID, or a series that begins beyond the bound.
    pub occurrences: Vec<Occurrence>,
}

/// One time an event takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What tells it apart from the other occurrences of the UID: empty for an event that does not recur, else the
    /// original start in UTC as `20260302T090000Z` (RECURRENCE-ID of an override, the start by the rule otherwise); of
    /// an all-day event its day as `20260302`, which is the same in everyone's calendar.
    pub recurrence: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, if known.
    pub end: Option<Timestamp>,
}

/// Someone or something asked to an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// Who.
    pub contact: Contact,
    /// What they answered.
    pub attendance: Attendance,
    /// Human, room or list (CUTYPE).
    pub kind: AttendeeKind,
}

/// What an attendee answered (PARTSTAT).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// No answer yet.
    Unanswered,
    /// Coming.
    Accepted,
    /// Perhaps.
    Tentative,
    /// Not coming, or someone else in their place.
    Declined,
}

/// Human, room or list (CUTYPE).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttendeeKind {
    /// A human, or not said.
    Individual,
    /// A mailing list or team.
    Group,
    /// A room or a piece of equipment.
    Resource,
}

/// An address book entry or a social connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The best full name on the card; empty if it has none.
    pub name: String,
    /// Other names it gives: nicknames, names in another script.
    pub other_names: Vec<String>,
    /// How they are reached; at most the first 100 of each kind.
    pub addresses: Vec<Address>,
    /// Company or institution.
    pub organization: String,
    /// Position there.
    pub title: String,
    /// Birthday as `1975-04-30`, or `--04-30` where the year is not given.
    pub birthday: Option<String>,
    /// The city of the first address that names one; empty if none does.
    pub city: String,
    /// The country of that address, a name or a code as it stands on the card.
    pub country: String,
    /// An IANA time zone.
    pub zone: Option<String>,
    /// What is written on it about them, with its lines; at most 20,000 characters, empty if nothing is.
    pub note: String,
    /// Since when they are connected (LinkedIn), as a UTC day.
    pub connected: Option<Timestamp>,
    /// The card stands for a company or a group and not for a human.
    pub is_organization: bool,
}

/// A direct message, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// When it was sent.
    pub at: Timestamp,
    /// Who wrote it.
    pub from: Contact,
    /// To whom.
    pub to: Vec<Contact>,
    /// Its subject or the title of the conversation; at most 500 characters.
    pub subject: String,
    /// An invitation, an InMail advertisement: not from one person to another.
    pub is_bulk: bool,
}
