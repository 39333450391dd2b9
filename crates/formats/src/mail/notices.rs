//! Mails that are not contact but say something about an address: delivery reports, auto-replies, receipts.

use model::{Address, Contact, Finding, Notice, NoticeKind};

use super::class::{has_null_path, is_robot_address};
use super::headers::Field;
use super::letter::Letter;
use super::{mailboxes, parts};
use crate::address::email;

/// A report about more addresses than this is cut.
const MAX_ADDRESSES: usize = 200;

/// The text of a report in prose is read so far.
const MAX_PROSE_BYTES: usize = 8 * 1024;

/// The notice a letter is; a finding if it is a report of nothing that matters; `None` if it is an ordinary letter.
pub(super) fn of(letter: &Letter<'_>) -> Option<Result<Notice, Finding>> {
    if letter.content_type.kind == "multipart/report" {
        match letter.content_type.parameter("report-type").map(str::to_ascii_lowercase).as_deref() {
            Some("delivery-status") | None => return delivery_report(letter),
            Some("disposition-notification") => return receipt(letter),
            _ => return None,
        }
    }
    bounce_in_prose(letter).or_else(|| away(letter))
}

fn notice(letter: &Letter<'_>, kind: NoticeKind, about: Vec<Contact>) -> Option<Result<Notice, Finding>> {
    Some(Ok(Notice { at: letter.at, kind, about }))
}

/// RFC 3464: which recipients the mail did not reach.
fn delivery_report(letter: &Letter<'_>) -> Option<Result<Notice, Finding>> {
    let is_status = |t: &parts::ContentType| {
        t.kind == "message/delivery-status" || t.kind == "message/global-delivery-status"
    };
    let Some(status) = parts::find(letter.message, &is_status) else { return bounce_in_prose(letter) };
    let recipients = reported_recipients(&status.decoded());
    let failed: Vec<Contact> =
        recipients.iter().filter(|r| r.has_failed).map(|r| Contact::new("", r.address.clone())).collect();
    if !failed.is_empty() {
        return notice(letter, NoticeKind::Bounced, failed);
    }
    if recipients.is_empty() {
        return bounce_in_prose(letter);
    }
    Some(Err(Finding::skipped("a delivery report without a failure")))
}

struct Reported {
    address: Address,
    has_failed: bool,
}

/// The per-recipient groups of a delivery status (RFC 3464 section 2.3). Each should stand behind an empty line;
/// some programs forget it, so that a second `Final-Recipient` begins a group too.
fn reported_recipients(status: &[u8]) -> Vec<Reported> {
    let mut found = Vec::new();
    let mut group = Group::default();
    for line in status.split(|b| *b == b'\n') {
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        let Some((name, value)) = line.split_once(':') else {
            if line.is_empty() {
                found.extend(std::mem::take(&mut group).reported());
            }
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        if name == "final-recipient" && group.last.is_some() {
            found.extend(std::mem::take(&mut group).reported());
        }
        group.take(&name, value.trim());
        if found.len() >= MAX_ADDRESSES {
            return found;
        }
    }
    found.extend(group.reported());
    found
}

#[derive(Default)]
struct Group {
    /// `Original-Recipient`: the address the sender wrote to.
    original: Option<Address>,
    /// `Final-Recipient`: the address it became on its way.
    last: Option<Address>,
    action: Option<String>,
    status: Option<String>,
}

impl Group {
    fn take(&mut self, name: &str, value: &str) {
        // `rfc822; ana@example.org`
        let address = || email(value.split_once(';').map_or(value, |(_, address)| address));
        match name {
            "original-recipient" => self.original = address(),
            "final-recipient" => self.last = address(),
            "action" => self.action = Some(value.to_ascii_lowercase()),
            "status" => self.status = Some(value.to_owned()),
            _ => {}
        }
    }

    fn reported(self) -> Option<Reported> {
        let address = self.original.or(self.last)?;
        let has_failed = match self.action {
            Some(action) => action.starts_with("fail"),
            None => self.status.is_some_and(|status| status.starts_with('5')),
        };
        Some(Reported { address, has_failed })
    }
}

/// RFC 8098: a mail was shown to its reader, or thrown away unread.
fn receipt(letter: &Letter<'_>) -> Option<Result<Notice, Finding>> {
    let part = parts::find(letter.message, &|t| t.kind == "message/disposition-notification");
    let text = part.map(|p| p.decoded()).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let value = |wanted: &str| {
        text.lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
    };
    let disposition = value("disposition").map_or_else(String::new, |(_, v)| v.to_ascii_lowercase());
    if !(disposition.contains("displayed") || disposition.is_empty()) {
        return Some(Err(Finding::skipped("a receipt for a mail that was not read")));
    }
    let reader = value("original-recipient").or_else(|| value("final-recipient"));
    let reader = reader.and_then(|(_, v)| email(v.split_once(';').map_or(v, |(_, address)| address)));
    let about = match reader {
        Some(address) if address != letter.from.address => Contact::new("", address),
        _ => letter.from.clone(),
    };
    notice(letter, NoticeKind::Read, vec![about])
}

/// Reports from before RFC 3464, and from programs that never took it up: exim names the addresses in a
/// header; qmail, sendmail and Gmail in a text.
fn bounce_in_prose(letter: &Letter<'_>) -> Option<Result<Notice, Finding>> {
    let local = letter.from.address.value().split('@').next().unwrap_or_default();
    let is_by_mailer = matches!(local, "mailer-daemon" | "postmaster") || has_null_path(&letter.headers);
    if !is_by_mailer {
        return None;
    }
    let mut failed = Vec::new();
    for value in letter.headers.all(Field::FailedRecipients) {
        mailboxes::each(value, |mailbox| {
            failed.extend(mailboxes::contact(mailbox, None));
            failed.len() < MAX_ADDRESSES
        });
    }
    if failed.is_empty() {
        let text = parts::find(letter.message, &|t| t.kind == "text/plain").map(|part| part.decoded());
        let text = text.unwrap_or_default();
        failed = addresses_in_prose(&text[..text.len().min(MAX_PROSE_BYTES)]);
    }
    if failed.is_empty() { None } else { notice(letter, NoticeKind::Bounced, failed) }
}

/// The addresses that stand, each at the beginning of a line, behind one of the sentences that announce them.
fn addresses_in_prose(body: &[u8]) -> Vec<Contact> {
    const ANNOUNCED: [&str; 7] = [
        "be delivered to one or more",
        "qmail-send program",
        "address(es) failed",
        "permanent fatal errors",
        "to the following recipient",
        "to the following address",
        "not be delivered to",
    ];
    let text = String::from_utf8_lossy(body);
    let start = ANNOUNCED.iter().filter_map(|sentence| text.find(sentence)).min();
    let mut found: Vec<Contact> = Vec::new();
    for line in start.map_or("", |start| &text[start..]).lines().skip(1) {
        // The mail that came back follows, with addresses of its own.
        if line.starts_with("---") && !line.contains("fatal") {
            break;
        }
        let word = line.split_whitespace().next().unwrap_or_default().trim_end_matches([':', ',', '.']);
        let address = email(word).filter(|_| word.contains('@'));
        found.extend(address.map(|address| Contact::new("", address)));
    }
    found.dedup();
    found.truncate(MAX_ADDRESSES);
    found
}

/// RFC 3834: a program says that its owner is away.
///
/// Tickets and confirmations say `auto-replied` too; what comes from an address at which nobody sits is left a robot's mail.
fn away(letter: &Letter<'_>) -> Option<Result<Notice, Finding>> {
    let headers = &letter.headers;
    let auto_submitted = headers.keyword(Field::AutoSubmitted);
    let precedence = headers.keyword(Field::Precedence);
    let says_so = auto_submitted.starts_with("auto-replied")
        || headers.has(Field::AutoReply)
        || matches!(precedence.as_str(), "auto_reply" | "auto-reply");
    // Exchange calls its answers "auto-generated", or nothing at all.
    let is_by_program = has_null_path(headers)
        || headers.has(Field::SuppressReplies)
        || auto_submitted.starts_with("auto-generated");
    let is_away = says_so || is_by_program && is_away_subject(&letter.subject());
    let is_human = !is_robot_address(letter.from.address.value()) && letter.list.is_none();
    if is_away && is_human { notice(letter, NoticeKind::Away, vec![letter.from.clone()]) } else { None }
}

/// How mail programs begin the subject of an auto-reply, in the languages of Outlook and Gmail.
fn is_away_subject(subject: &str) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "automatic reply",
        "auto reply",
        "auto-reply",
        "autoreply",
        "out of office",
        "out of the office",
        "automatische antwort",
        "abwesenheit",
        "abwesend",
        "réponse automatique",
        "absence du bureau",
        "respuesta automática",
        "fuera de la oficina",
        "risposta automatica",
        "fuori sede",
        "resposta automática",
        "automatisch antwoord",
        "afwezig",
        "autosvar",
        "automaattinen vastaus",
        "自动答复",
        "自動応答",
    ];
    let subject = subject.to_lowercase();
    BEGINNINGS.iter().any(|beginning| subject.starts_with(beginning))
}
