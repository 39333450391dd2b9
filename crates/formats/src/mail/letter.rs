//! From a message's bytes to its record.

use jiff::Timestamp;
use model::{Address, Contact, Content, Finding, Mail, Record};

use super::headers::{Field, Headers};
use super::parts::ContentType;
use super::splitting::Piece;
use super::{class, dates, drafts, envelope, ids, invitations, keys, lists, mailboxes, notices, words};
use crate::ReadContext;
use crate::address::email;

/// So many recipients are kept; the others are counted.
pub(super) const MAX_RECIPIENTS: usize = 200;

/// Who wrote a delivery report that does not say so.
const MAILER: &str = "mailer-daemon@localhost";

const MAX_SUBJECT_CHARS: usize = 500;

/// A subject of 500 characters, encoded as wastefully as possible.
const MAX_SUBJECT_BYTES: usize = 8 * 1024;

/// A message that has an author and a date, which is what every kind of record needs.
pub(super) struct Letter<'a> {
    /// Its header fields.
    pub(super) headers: Headers<'a>,
    /// Headers and body, as far as they are kept.
    pub(super) message: &'a [u8],
    /// What stands behind the headers.
    pub(super) body: &'a [u8],
    /// The type of the body.
    pub(super) content_type: ContentType,
    /// Who wrote it.
    pub(super) from: Contact,
    /// To whom.
    pub(super) recipients: Recipients,
    /// The mailing list it came through.
    pub(super) list: Option<Address>,
    /// When it was written.
    pub(super) at: Timestamp,
    /// The `Date` header, if it can be believed.
    pub(super) header_date: Option<Timestamp>,
    /// Its normalised Message-ID.
    pub(super) message_id: Option<String>,
}

/// The parties a mail was addressed to, each once.
#[derive(Default)]
pub(super) struct Recipients {
    /// `To`.
    pub(super) to: Vec<Contact>,
    /// `Cc` and `Bcc`.
    pub(super) cc: Vec<Contact>,
    /// How many were named, kept or not.
    pub(super) count: u32,
}

/// The record of a message, or why there is none.
pub(super) fn read(piece: &Piece<'_>, context: &ReadContext) -> Result<Record, Finding> {
    let letter = Letter::open(piece, context.now)?;
    let mail_key = keys::key(&letter);
    let content = if let Some(notice) = notices::of(&letter) {
        Content::Notice(notice?)
    } else if let Some(content) = invitations::of(&letter, context) {
        content
    } else {
        Content::Mail(letter.mail())
    };
    let key = match &content {
        Content::Event(event) => crate::ical::event_key(event),
        _ => mail_key,
    };
    Ok(Record { key, content_hash: piece.content_hash, content })
}

impl<'a> Letter<'a> {
    fn open(piece: &Piece<'a>, now: Timestamp) -> Result<Letter<'a>, Finding> {
        let message = piece.message;
        let headers = Headers::read(message);
        if !headers.any {
            return Err(Finding::failed("not a mail: it has no headers"));
        }
        if drafts::is_draft(&headers) {
            return Err(Finding::skipped("a draft, never sent"));
        }
        let content_type = ContentType::of(&headers);
        let charset = content_type.parameter("charset");
        let recipients = Recipients::of(&headers, charset);
        let list = lists::address(&headers, &recipients);
        let from = author(&headers, piece.envelope, list.as_ref(), charset);
        let from = from.ok_or_else(|| Finding::failed("no sender"))?;
        let header_date =
            headers.first(Field::Date).and_then(dates::parse).filter(|d| dates::is_plausible(*d, now));
        let at = header_date.or_else(|| transport_date(&headers, piece.envelope, now));
        let at = at.ok_or_else(|| no_date(&headers))?;
        let message_id = headers.first(Field::MessageId).and_then(ids::first);
        let body = &message[headers.body_start..];
        Ok(Letter {
            headers,
            message,
            body,
            content_type,
            from,
            recipients,
            list,
            at,
            header_date,
            message_id,
        })
    }

    /// The charset that bare 8-bit characters in headers are probably in.
    fn charset(&self) -> Option<&str> {
        self.content_type.parameter("charset")
    }

    /// The subject, decoded, on one line.
    pub(super) fn subject(&self) -> String {
        let raw = self.headers.first(Field::Subject).unwrap_or_default();
        let text = words::decode(&raw[..raw.len().min(MAX_SUBJECT_BYTES)], self.charset());
        crate::text::one_line(&text, MAX_SUBJECT_CHARS)
    }

    fn mail(self) -> Mail {
        let answered = self.headers.first(Field::InReplyTo).and_then(ids::first);
        let reply_to =
            self.headers.first(Field::ReplyTo).and_then(|field| mailboxes::first(field, self.charset()));
        Mail {
            at: self.at,
            is_dated: self.header_date.is_some(),
            subject: self.subject(),
            in_reply_to: answered.or_else(|| self.headers.first(Field::References).and_then(ids::last)),
            class: class::of(&self),
            reply_to: reply_to.map(|c| c.address).filter(|address| *address != self.from.address),
            message_id: self.message_id,
            from: self.from,
            recipient_count: self.recipients.count,
            to: self.recipients.to,
            cc: self.recipients.cc,
        }
    }
}

impl Recipients {
    fn of(headers: &Headers<'_>, charset: Option<&str>) -> Recipients {
        let mut found = Recipients::default();
        for (field, is_copy) in [(Field::To, false), (Field::Cc, true), (Field::Bcc, true)] {
            for value in headers.all(field) {
                mailboxes::each(value, |mailbox| {
                    found.take(mailbox, is_copy, charset);
                    true
                });
            }
        }
        found
    }

    fn take(&mut self, mailbox: &[u8], is_copy: bool, charset: Option<&str>) {
        if self.to.len() + self.cc.len() >= MAX_RECIPIENTS {
            self.count = self.count.saturating_add(1);
            return;
        }
        let Some(contact) = mailboxes::contact(mailbox, charset) else { return };
        if self.all().any(|known| known.address == contact.address) {
            return;
        }
        self.count += 1;
        if is_copy { self.cc.push(contact) } else { self.to.push(contact) }
    }

    /// Everyone who is kept.
    pub(super) fn all(&self) -> impl Iterator<Item = &Contact> {
        self.to.iter().chain(&self.cc)
    }
}

/// Who wrote it: `From`, else `Sender`, `Reply-To`, `Return-Path` or the envelope.
fn author(
    headers: &Headers<'_>,
    envelope: &[u8],
    list: Option<&Address>,
    charset: Option<&str>,
) -> Option<Contact> {
    let first = |field| headers.first(field).and_then(|value| mailboxes::first(value, charset));
    if let Some(from) = first(Field::From) {
        return Some(match list {
            Some(list) if from.address == *list => lists::behind(from, list, headers, charset),
            _ => lists::unwrapped(from),
        });
    }
    first(Field::Sender)
        .or_else(|| first(Field::ReplyTo))
        .or_else(|| first(Field::ReturnPath))
        .or_else(|| Some(Contact::new("", envelope::sender(envelope)?)))
        // `From: ana` on one host, delivered there: the envelope had no more to say either.
        .or_else(|| Some(Contact::new("", email(&local_part(headers)?)?)))
        // A delivery report speaks of others; who wrote it hardly matters.
        .or_else(|| is_report(headers).then(|| email(MAILER))?.map(|address| Contact::new("", address)))
}

fn is_report(headers: &Headers<'_>) -> bool {
    class::has_null_path(headers) || ContentType::of(headers).kind == "multipart/report"
}

/// The last resort for mail within one Unix host, whose addresses have no domain.
fn local_part(headers: &Headers<'_>) -> Option<String> {
    let from = String::from_utf8_lossy(headers.first(Field::From)?).trim().to_owned();
    let is_user = !from.is_empty()
        && from.len() <= 32
        && from.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    is_user.then(|| format!("{from}@localhost"))
}

/// When the transport last had it: the topmost `Received` (RFC 5321 section 4.4: the date stands behind the last
/// semicolon), else the `From ` line, which many programs fill with the day of an export.
fn transport_date(headers: &Headers<'_>, envelope: &[u8], now: Timestamp) -> Option<Timestamp> {
    let received = headers.first(Field::Received).and_then(|hop| {
        let semicolon = memchr::memrchr(b';', hop)?;
        dates::parse(&hop[semicolon + 1..])
    });
    let is_plausible = |date: &Timestamp| dates::is_plausible(*date, now);
    received.filter(is_plausible).or_else(|| envelope::date(envelope).filter(is_plausible))
}

fn no_date(headers: &Headers<'_>) -> Finding {
    let Some(date) = headers.first(Field::Date) else {
        return Finding::failed("no usable date: no Date header");
    };
    let date = crate::text::one_line(&words::decode(&date[..date.len().min(100)], None), 40);
    Finding::failed(format!("no usable date: \"{date}\""))
}
