//! Why an item of an import became what it did, a line each. These texts are stored with the record as they are here; what a
//! reader found wrong in an item is told by `formats`.

use network::interaction::Kind;

pub(crate) const CARD_WITHOUT_ADDRESS: &str = "a card without an address";
pub(crate) const NOTHING_KEPT: &str = "it tells of nothing that is kept";
pub(crate) const AS_BEFORE: &str = "as before";
pub(crate) const TWICE: &str = "the same item stands here more than once";

pub(crate) fn joined_to_person(person: i64) -> String {
    format!("joined to person {person} by address")
}

pub(crate) fn bounced(address: &str) -> String {
    format!("a delivery report: mail does not arrive at {address}")
}

pub(crate) fn away(address: &str) -> String {
    format!("an automatic reply: away, {address}")
}

pub(crate) fn read(address: &str) -> String {
    format!("a read receipt of {address}")
}

pub(crate) fn answered(address: &str) -> String {
    format!("an answer to an invitation, by {address}")
}

/// Joined to an interaction that is known, by its kind, its day and its title, which may be empty.
pub(crate) fn joined_to(kind: Kind, day: &str, title: &str) -> String {
    let kind = match kind {
        Kind::Mail => "mail",
        Kind::Message => "message",
        Kind::Meeting => "meeting",
        Kind::Call => "call",
        Kind::InPerson => "meeting in person",
    };
    let title = if title.is_empty() { String::new() } else { format!(" “{title}”") };
    format!("joined to the {kind} of {day}{title}")
}
