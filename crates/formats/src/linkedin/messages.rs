//! messages.csv: one message a row, its text forgotten as soon as it is hashed.
//!
//! The file is gone through twice: first to see who is who (see [`super::parties`]), then to give the messages.

use jiff::{SignedDuration, Timestamp};
use model::{Content, Finding, Item, Message, Record};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::dates::moment;
use super::parties::{Census, Owner, Party, recipients};
use super::table::{Column, Row, Table};
use crate::ReadContext;
use crate::text::one_line;

/// A subject is cut here.
const MAX_SUBJECT_CHARS: usize = 500;
/// A date may be ahead of the reader's clock by this much.
const TOLERANCE: SignedDuration = SignedDuration::from_hours(48);

/// The columns without which a table is not one of messages.
pub(super) const REQUIRED: [&str; 3] = ["from", "to", "date"];

struct Columns {
    conversation: Column,
    title: Column,
    from: Column,
    from_url: Column,
    to: Column,
    to_urls: Column,
    date: Column,
    subject: Column,
    content: Column,
    folder: Column,
    direction: Column,
    is_draft: Column,
}

impl Columns {
    fn of(table: &Table) -> Columns {
        Columns {
            conversation: table.column(&["conversation id"]),
            title: table.column(&["conversation title"]),
            from: table.column(&["from"]),
            from_url: table.column(&["sender profile url"]),
            to: table.column(&["to"]),
            to_urls: table.column(&["recipient profile urls", "recipient profile url"]),
            date: table.column(&["date"]),
            subject: table.column(&["subject"]),
            content: table.column(&["content"]),
            folder: table.column(&["folder"]),
            direction: table.column(&["direction"]),
            is_draft: table.column(&["is message draft"]),
        }
    }
}

/// A row, of which it is not known yet who is who.
struct Draft {
    at: Timestamp,
    conversation: u64,
    /// The conversation as the file names it; empty if it does not.
    conversation_id: String,
    from: Party,
    to: Vec<Party>,
    direction: Direction,
    subject: String,
    is_bulk: bool,
    content_hash: u128,
    row_hash: u128,
}

/// Which side is the owner, where the row says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sent,
    Received,
    Unsaid,
}

/// Gives the items of the table.
pub(super) fn read(table: &Table, context: &ReadContext, sink: &mut dyn FnMut(Item)) {
    let columns = Columns::of(table);
    let mut census = Census::default();
    table.rows(&mut |position, row| {
        if let Ok(draft) = row.and_then(|row| draft(&row, &columns, position.number, context)) {
            draft.count_in(&mut census);
        }
    });
    let owner = census.owner(&context.owner_names);
    table.rows(&mut |position, row| {
        let outcome = row
            .and_then(|row| draft(&row, &columns, position.number, context))
            .and_then(|draft| draft.record(&census, owner.as_ref()));
        sink(Item { position, outcome });
    });
}

fn draft(row: &Row<'_>, columns: &Columns, number: u64, context: &ReadContext) -> Result<Draft, Finding> {
    let folder = row.text(columns.folder).to_uppercase();
    if folder.contains("DRAFT") || is_yes(&row.text(columns.is_draft)) {
        return Err(Finding::skipped("a draft"));
    }
    let at = sent_at(row, columns, context)?;
    let (from, to) = parties(row, columns)?;
    let (conversation_id, title) = (row.text(columns.conversation), row.text(columns.title));
    let subject = row.text(columns.subject);
    Ok(Draft {
        at,
        conversation: match conversation_id.as_str() {
            "" => number,
            id => xxh3_64(id.as_bytes()),
        },
        conversation_id,
        is_bulk: is_bulk(&from, &folder, &title),
        from,
        to,
        direction: direction(&row.text(columns.direction), &folder),
        subject: one_line(if subject.is_empty() { &title } else { &subject }, MAX_SUBJECT_CHARS),
        content_hash: xxh3_128(row.raw(columns.content)),
        row_hash: xxh3_128(row.bytes),
    })
}

fn sent_at(row: &Row<'_>, columns: &Columns, context: &ReadContext) -> Result<Timestamp, Finding> {
    let at = moment(&row.text(columns.date), &context.zone)
        .ok_or_else(|| Finding::failed("a message whose date cannot be read"))?;
    if at > context.now.saturating_add(TOLERANCE).unwrap_or(Timestamp::MAX) {
        return Err(Finding::failed("a message from the future"));
    }
    Ok(at)
}

/// The sender, and whoever else it went to.
fn parties(row: &Row<'_>, columns: &Columns) -> Result<(Party, Vec<Party>), Finding> {
    let hidden = || Finding::skipped("a message with a member who has left LinkedIn");
    let (name, url) = (row.text(columns.from), row.text(columns.from_url));
    if name.is_empty() && url.is_empty() {
        return Err(Finding::failed("a message without a sender"));
    }
    let from = Party::new(&name, &url).ok_or_else(hidden)?;
    let names = row.text(columns.to);
    let mut to = recipients(&names, &row.text(columns.to_urls));
    if to.is_empty() && !names.is_empty() {
        return Err(hidden());
    }
    to.retain(|party| *party != from);
    if to.is_empty() {
        return Err(Finding::skipped("a message without a recipient"));
    }
    Ok((from, to))
}

impl Draft {
    fn count_in(&self, census: &mut Census) {
        if self.is_bulk {
            return;
        }
        census.count(self.conversation, self.to.iter().chain([&self.from]));
        match (self.direction, self.to.as_slice()) {
            (Direction::Sent, _) => census.vote(&self.from),
            (Direction::Received, [only]) => census.vote(only),
            _ => {}
        }
    }

    fn record(self, census: &Census, owner: Option<&Owner>) -> Result<Record, Finding> {
        let Draft { at, conversation, subject, is_bulk, .. } = self;
        let from = census.contact(conversation, self.from, owner);
        let mut to = Vec::new();
        for party in self.to {
            let contact = census.contact(conversation, party, owner);
            if contact.address != from.address && !to.contains(&contact) {
                to.push(contact);
            }
        }
        if to.is_empty() {
            return Err(Finding::skipped("a message without a recipient"));
        }
        // Without a conversation, the recipients tell apart what was sent to many one by one.
        let conversation = match self.conversation_id.as_str() {
            "" => to.iter().map(|contact| contact.address.value()).collect::<Vec<_>>().join(" "),
            id => id.to_owned(),
        };
        let name = format!("{conversation}\n{at}\n{}\n{:032x}", from.address.value(), self.content_hash);
        let key = format!("linkedin-message:{:032x}", xxh3_128(name.as_bytes()));
        let message = Message { at, from, to, subject, is_bulk };
        Ok(Record { key, content_hash: self.row_hash, content: Content::Message(message) })
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "true" | "1")
}

/// DIRECTION of the 2018 layout, or the folder of sent messages. INBOX says nothing: newer exports file both sides there.
fn direction(direction: &str, folder: &str) -> Direction {
    match direction.to_uppercase().as_str() {
        "OUTGOING" | "SENT" => Direction::Sent,
        "INCOMING" | "RECEIVED" => Direction::Received,
        _ if folder == "SENT" => Direction::Sent,
        _ => Direction::Unsaid,
    }
}

/// Sponsored messages, what LinkedIn itself and companies write, and what was filed as spam.
fn is_bulk(from: &Party, folder: &str, title: &str) -> bool {
    let is_company = from.profile.as_ref().is_some_and(|p| p.value().starts_with("linkedin.com/company/"));
    let name = from.name.to_lowercase();
    let says_so = |text: &str| text.to_lowercase().contains("sponsored");
    is_company
        || name == "linkedin"
        || says_so(title)
        || says_so(&name)
        || says_so(folder)
        || folder == "SPAM"
}
