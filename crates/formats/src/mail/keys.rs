//! The key of a mail's record: the same for every copy of one mail, different for different mails.

use jiff::Timestamp;
use model::Address;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::headers::Field;
use super::letter::Letter;
use super::mailboxes;

/// `mail:` and the Message-ID, guarded by a short hash of author and minute, since some programs use an id twice; without
/// an id, a hash of what is the same in all copies: date, author, recipients, subject, body.
///
/// Only the `Date` header counts as the date here: what the transport wrote differs from copy to copy.
pub(super) fn key(letter: &Letter<'_>) -> String {
    match &letter.message_id {
        Some(id) => format!("mail:{id}#{:012x}", guard(&letter.from.address, letter.header_date)),
        None => format!("mail:#{:032x}", fingerprint(letter)),
    }
}

/// 48 bits: ids are nearly always unique, this only tells the few others apart.
fn guard(from: &Address, date: Option<Timestamp>) -> u64 {
    let minute = date.map(|d| d.as_second().div_euclid(60).to_string());
    xxh3_64(format!("{}\n{}", from.value(), minute.unwrap_or_default()).as_bytes()) & 0xffff_ffff_ffff
}

fn fingerprint(letter: &Letter<'_>) -> u128 {
    let mut hash = Xxh3Default::new();
    let mut field = |text: &[u8]| {
        hash.update(text);
        // A byte that is in no text: "ab", "c" is not "a", "bc".
        hash.update(&[0xff]);
    };
    field(letter.header_date.map(|d| d.as_second().to_string()).unwrap_or_default().as_bytes());
    field(letter.from.address.value().as_bytes());
    // Blind copies are named in the sender's own copy only.
    for recipient in visible_recipients(letter) {
        field(recipient.as_bytes());
    }
    field(letter.subject().as_bytes());
    for line in letter.body.trim_ascii_end().split(|b| *b == b'\n') {
        // Line ends and mbox quoting differ from store to store.
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        field(if line.starts_with(b">From ") { &line[1..] } else { line });
    }
    hash.digest128()
}

fn visible_recipients(letter: &Letter<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for value in letter.headers.all(Field::To).chain(letter.headers.all(Field::Cc)) {
        mailboxes::each(value, |mailbox| {
            found.extend(mailboxes::contact(mailbox, None).map(|c| c.address.value().to_owned()));
            found.len() < super::letter::MAX_RECIPIENTS
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}
