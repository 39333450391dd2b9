//! What sort of mail it is, from its headers alone.
//!
//! RFC 2919 (List-Id), RFC 2369 (List-Post, List-Unsubscribe), RFC 3834 (Auto-Submitted), RFC 8058 (one-click
//! unsubscribe) say what the fields mean; what programs do with them is less tidy. Exchange marks ordinary mail with
//! `X-Auto-Response-Suppress`, Fastmail puts a `Feedback-ID` on what people write, sales tools a `List-Unsubscribe`. So one
//! weak sign does not make a robot of a human: mail that answers another mail, or that a mail program for humans
//! wrote, is only judged by strong signs.

use model::MailClass;

use super::drafts::has_gmail_label;
use super::headers::{Field, Headers};
use super::letter::Letter;
use super::lists;

/// The class of a letter.
pub(super) fn of(letter: &Letter<'_>) -> MailClass {
    let headers = &letter.headers;
    if is_robot(letter) {
        MailClass::Robot
    } else if is_spam(headers) && !is_answer(headers) {
        MailClass::Bulk
    } else if let Some(list) = &letter.list {
        // What a list sends in its own name is an announcement.
        if letter.from.address == *list {
            MailClass::Bulk
        } else {
            MailClass::Discussion { list: Some(list.clone()) }
        }
    } else if is_from_archive(letter) {
        MailClass::Discussion { list: None }
    } else if is_bulk(letter) {
        MailClass::Bulk
    } else {
        MailClass::Personal
    }
}

/// From the web archive of a list (pipermail), which keeps few headers and spoils addresses: `ana at example.org`.
fn is_from_archive(letter: &Letter<'_>) -> bool {
    let from = letter.headers.first(Field::From).unwrap_or_default();
    letter.recipients.count == 0 && !from.contains(&b'@') && memchr::memmem::find(from, b" at ").is_some()
}

/// Written by a program.
fn is_robot(letter: &Letter<'_>) -> bool {
    let headers = &letter.headers;
    let auto_submitted = headers.keyword(Field::AutoSubmitted);
    let is_automatic = !auto_submitted.is_empty() && auto_submitted != "no";
    let suppresses = headers.has(Field::SuppressReplies) && headers.keyword(Field::SuppressReplies) != "none";
    is_automatic
        || headers.has(Field::Reporter)
        || is_robot_address(letter.from.address.value())
        || (suppresses || has_null_path(headers)) && letter.list.is_none() && !is_by_human_program(headers)
}

/// One to many.
fn is_bulk(letter: &Letter<'_>) -> bool {
    let headers = &letter.headers;
    let is_precedence_bulk = matches!(headers.keyword(Field::Precedence).as_str(), "bulk" | "junk" | "list");
    let local = letter.from.address.value().split('@').next().unwrap_or_default();
    let by_address = ["newsletter", "newsletters", "marketing", "mailing", "mailings"].contains(&local);
    let by_feedback_id =
        headers.has(Field::FeedbackId) && !headers.keyword(Field::FeedbackId).ends_with(":fastmail");
    let strong = is_precedence_bulk
        || lists::is_announcement(headers)
        || lists::is_announcement(headers)
        || headers.has(Field::ListId)
        || headers.has(Field::Campaign)
        || by_address;
    let weak = headers.has(Field::ListUnsubscribe)
        || by_feedback_id
        || has_gmail_label(headers, &["Promotions"])
        || has_bounce_path(headers)
        || is_mailer(headers, &CAMPAIGN_PROGRAMS);
    strong || weak && !is_answer(headers)
}

/// A filter of the owner's, or of one that the owner trusts, called it spam.
fn is_spam(headers: &Headers<'_>) -> bool {
    headers.keyword(Field::SpamFlag) == "yes"
        || headers.keyword(Field::SpamStatus).starts_with("yes")
        || has_gmail_label(headers, &["Spam"])
}

fn is_answer(headers: &Headers<'_>) -> bool {
    headers.has(Field::InReplyTo) || headers.has(Field::References)
}

fn is_by_human_program(headers: &Headers<'_>) -> bool {
    is_answer(headers) || headers.has(Field::HumanProgram) || is_mailer(headers, &HUMAN_PROGRAMS)
}

/// How programs at which humans sit call themselves in `X-Mailer`.
const HUMAN_PROGRAMS: [&str; 12] = [
    "outlook",
    "apple mail",
    "iphone mail",
    "ipad mail",
    "android",
    "lotus notes",
    "domino",
    "groupwise",
    "zimbra",
    "evolution",
    "eudora",
    "airmail",
];

/// How programs that send to many, or for web forms, call themselves in `X-Mailer`.
const CAMPAIGN_PROGRAMS: [&str; 16] = [
    "accucast",
    "campaign",
    "cheetah",
    "constant contact",
    "emessaging",
    "lyris",
    "mailchimp",
    "marketo",
    "mime::lite",
    "nodemailer",
    "octeth",
    "phpmailer",
    "sendemail",
    "swiftmailer",
    "targetmail",
    "wordpress",
];

fn is_mailer(headers: &Headers<'_>, programs: &[&str]) -> bool {
    let mailer = headers.keyword(Field::Mailer);
    !mailer.is_empty() && programs.iter().any(|program| mailer.contains(program))
}

/// The null reverse-path (RFC 5321 section 4.5.5) of mail that nobody should answer.
pub(super) fn has_null_path(headers: &Headers<'_>) -> bool {
    headers.first(Field::ReturnPath).is_some_and(|path| path.trim_ascii() == b"<>")
}

/// Bounces go to an address made for them, as senders to many arrange it.
fn has_bounce_path(headers: &Headers<'_>) -> bool {
    let path = headers.keyword(Field::ReturnPath);
    let local = path.trim_start_matches('<').split('@').next().unwrap_or_default();
    local.starts_with("bounce") || local.ends_with("-bounce") || local.ends_with("-bounces")
}

/// Addresses at which nobody sits, by their local part. Kept short: role mailboxes are told apart later, by people who
/// see how an address is used.
pub(super) fn is_robot_address(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let letters: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    let nobody =
        ["noreply", "donotreply", "mailerdaemon", "postmaster", "notification", "autoconfirm", "automailer"];
    nobody.iter().any(|word| letters.starts_with(word) || letters.ends_with(word))
        || matches!(local, "notifications" | "notify" | "alerts" | "bounce" | "bounces" | "autoreply")
        || local.ends_with("-daemon")
        || local.starts_with("bounce-")
        || local.starts_with("bounces+")
}
