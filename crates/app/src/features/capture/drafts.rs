//! Records to interactions, before anyone is recognised. Pure.

use formats::Format;
use jiff::Timestamp;
use model::{
    Attendance as Answer, AttendeeKind, Contact, Content, Event, Mail, MailClass, Message, Notice, Position,
    Record,
};
use network::interaction::{Attendance, Class, Interaction, Kind, Party, Role};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Occurrences times parties that one event may bring; of more, the latest are kept.
const MAX_EVENT_PARTIES: usize = 100_000;

/// An interaction whose parties are still named by their contacts.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// What makes it the same interaction wherever it is told.
    pub key: String,
    /// The interaction, without parties.
    pub interaction: Interaction,
    /// Who took part.
    pub parties: Vec<(&'a Contact, Role, Attendance)>,
}

impl Draft<'_> {
    /// The interaction with its parties by their identities.
    pub fn resolved(&self, identity_of: &dyn Fn(&Contact) -> Option<i64>) -> Interaction {
        let mut interaction = self.interaction.clone();
        interaction.parties = self
            .parties
            .iter()
            .filter_map(|(contact, role, attendance)| {
                let id = identity_of(contact)?;
                Some(Party { id, role: *role, attendance: *attendance, stamp: interaction.stamp })
            })
            .collect();
        interaction.settle_parties();
        interaction
    }
}

/// The interactions a record tells of; none for cards and notices.
pub(super) fn drafts<'a>(record: &'a Record, subjects: bool) -> Vec<Draft<'a>> {
    let mut drafts = match &record.content {
        Content::Mail(mail) => vec![of_mail(&record.key, mail)],
        Content::Message(message) => vec![of_message(&record.key, message)],
        Content::Event(event) => of_event(event),
        Content::Card(_) | Content::Notice(_) => Vec::new(),
    };
    if !subjects {
        drafts.iter_mut().for_each(|d| d.interaction.title.clear());
    }
    drafts
}

/// The key under which a record is remembered in its source: mail and messages by what they are, since they do not
/// change; cards and events, which do, by where they stand.
pub(super) fn record_key(record: &Record, file: &str, repeat: u32) -> String {
    match record.content {
        Content::Card(_) | Content::Event(_) => short_hash(&[file, &record.key, &repeat.to_string()]),
        Content::Mail(Mail { at, .. })
        | Content::Message(Message { at, .. })
        | Content::Notice(Notice { at, .. }) => {
            dated_hash(at, &[&record.key, &format!("{:x}", record.content_hash)])
        }
    }
}

/// The key under which an item that is no record is remembered: where it stands.
pub(super) fn finding_key(file: &str, position: Position) -> String {
    short_hash(&["finding", file, &position.number.to_string(), &position.offset.to_string()])
}

/// What is compared to know whether a record has changed. A recurring event without an end counts as changed once a
/// month, so that its next occurrences come in.
pub(super) fn content_mark(record: &Record, month: &str) -> String {
    match &record.content {
        Content::Event(event) if event.goes_on => format!("{:x}-{month}", record.content_hash),
        _ => format!("{:x}", record.content_hash),
    }
}

/// The version of the reader that made the record.
pub(super) fn reader_version(format: Option<Format>) -> i64 {
    format.map_or(0, |f| i64::from(f.reader_version()))
}

/// 22 characters that stand for these texts.
pub(super) fn short_hash(parts: &[&str]) -> String {
    let mut key = String::with_capacity(22);
    push_digits(&mut key, xxh3_128(parts.join("\u{1f}").as_bytes()), 22);
    key
}

/// 22 characters that stand for these texts, the first of them for the hour: what an archive tells in order of time is
/// written side by side, where a bare hash would be written to another page of the database each time.
fn dated_hash(at: Timestamp, parts: &[&str]) -> String {
    let hash = short_hash(parts);
    let hour = u128::try_from(at.as_second().div_euclid(3600)).unwrap_or(0);
    let mut key = String::with_capacity(22);
    (0..4).rev().for_each(|place| push_digits(&mut key, hour >> (6 * place), 1));
    key.push_str(&hash[..18]);
    key
}

/// Writes a number by its lowest digits to the base 64, the lowest first. The digits are in the order of their bytes.
fn push_digits(text: &mut String, mut number: u128, digits: usize) {
    const DIGITS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    for _ in 0..digits {
        text.push(DIGITS[(number & 63) as usize] as char);
        number >>= 6;
    }
}

fn thread_of(message_id: &str) -> i64 {
    xxh3_64(message_id.as_bytes()) as i64
}

fn blank(kind: Kind, at: i64, title: &str, size: u32) -> Interaction {
    Interaction {
        kind,
        class: Class::Personal,
        at,
        ends_at: None,
        title: title.to_owned(),
        size,
        thread: None,
        answers: None,
        sequence: 0,
        stamp: 0,
        is_override: false,
        cancelled: false,
        parties: Vec::new(),
    }
}

fn of_mail<'a>(key: &str, mail: &'a Mail) -> Draft<'a> {
    let mut interaction = blank(Kind::Mail, mail.at.as_microsecond(), &mail.subject, mail.recipient_count);
    interaction.class = match mail.class {
        MailClass::Personal => Class::Personal,
        MailClass::Discussion { .. } => Class::Discussion,
        MailClass::Bulk => Class::Bulk,
        MailClass::Robot => Class::Robot,
    };
    interaction.thread = mail.message_id.as_deref().map(thread_of);
    if matches!(interaction.class, Class::Personal | Class::Discussion) {
        interaction.answers = mail.in_reply_to.as_deref().map(thread_of);
    }
    let mut parties = vec![(&mail.from, Role::From, Attendance::Unanswered)];
    parties.extend(mail.to.iter().map(|c| (c, Role::To, Attendance::Unanswered)));
    parties.extend(mail.cc.iter().map(|c| (c, Role::Copy, Attendance::Unanswered)));
    let key = if mail.is_dated { dated_hash(mail.at, &[key]) } else { short_hash(&[key]) };
    Draft { key, interaction, parties }
}

fn of_message<'a>(key: &str, message: &'a Message) -> Draft<'a> {
    let size = u32::try_from(message.to.len()).unwrap_or(u32::MAX);
    let mut interaction = blank(Kind::Message, message.at.as_microsecond(), &message.subject, size);
    if message.is_bulk {
        interaction.class = Class::Bulk;
    }
    let mut parties = vec![(&message.from, Role::From, Attendance::Unanswered)];
    parties.extend(message.to.iter().map(|c| (c, Role::To, Attendance::Unanswered)));
    Draft { key: dated_hash(message.at, &[key]), interaction, parties }
}

fn of_event(event: &Event) -> Vec<Draft<'_>> {
    let parties = event_parties(event);
    let kept = MAX_EVENT_PARTIES / parties.len().max(1);
    let from = event.occurrences.len().saturating_sub(kept.max(1));
    event.occurrences[from..]
        .iter()
        .map(|o| {
            let size = u32::try_from(parties.len()).unwrap_or(u32::MAX);
            let mut interaction = blank(Kind::Meeting, o.start.as_microsecond(), &event.title, size);
            interaction.ends_at = o.end.map(|t| t.as_microsecond());
            interaction.sequence = event.sequence;
            interaction.stamp = event.stamp.map_or(0, |t| t.as_microsecond());
            interaction.is_override = event.is_override;
            interaction.cancelled = event.cancelled;
            Draft {
                key: short_hash(&["event", &event.uid, &o.recurrence]),
                interaction,
                parties: parties.clone(),
            }
        })
        .collect()
}

fn event_parties(event: &Event) -> Vec<(&Contact, Role, Attendance)> {
    let humans = event.attendees.iter().filter(|a| a.kind == AttendeeKind::Individual);
    // An organizer who is also a guest is there once, with the guest's answer.
    let organizer = event
        .organizer
        .iter()
        .filter(|o| !event.attendees.iter().any(|a| a.contact.address == o.address))
        .map(|o| (o, Role::Organizer, Attendance::Accepted));
    organizer
        .chain(humans.map(|a| {
            let is_organizer = event.organizer.as_ref().is_some_and(|o| o.address == a.contact.address);
            let role = if is_organizer { Role::Organizer } else { Role::Attendee };
            (&a.contact, role, attendance(a.attendance))
        }))
        .collect()
}

fn attendance(answer: Answer) -> Attendance {
    match answer {
        Answer::Unanswered => Attendance::Unanswered,
        Answer::Accepted => Attendance::Accepted,
        Answer::Tentative => Attendance::Tentative,
        Answer::Declined => Attendance::Declined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_of_their_hours() {
        let key = |second: i64| dated_hash(Timestamp::from_second(second).unwrap(), &["mail:a@b"]);
        let keys: Vec<String> = [0, 3_600, 1_750_000_000, 1_750_003_600, 4_000_000_000].map(key).to_vec();
        assert!(keys.is_sorted() && keys.iter().all(|k| k.len() == 22));
        assert_eq!(key(7_200), key(7_200 + 3_599));
        assert_ne!(dated_hash(Timestamp::UNIX_EPOCH, &["a"]), dated_hash(Timestamp::UNIX_EPOCH, &["b"]));
    }
}
