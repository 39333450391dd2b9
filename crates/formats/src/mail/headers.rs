//! The header fields of a message (RFC 5322 section 2.2), found without copying.
//!
//! Only the fields Kith reads are kept, as the bytes that stand in the message, line breaks of folding included.

use std::ops::Range;

/// No more occurrences of known fields are looked at than this: real mail has some dozens.
const MAX_FIELDS: usize = 5000;

/// No field name is longer than this in practice.
const MAX_NAME_BYTES: usize = 60;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $($name:literal)|+;)*) => {
        /// A header field Kith reads, or a family of fields that say the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Field { $($(#[$doc])* $field,)* }

        /// The field of a name in lower case.
        fn field(name: &[u8]) -> Option<Field> {
            match name {
                $($($name)|+ => Some(Field::$field),)*
                _ => None,
            }
        }
    };
}

fields! {
    From = b"from";
    Sender = b"sender";
    ReplyTo = b"reply-to";
    To = b"to" | b"apparently-to";
    Cc = b"cc";
    Bcc = b"bcc";
    Date = b"date";
    Subject = b"subject";
    MessageId = b"message-id";
    InReplyTo = b"in-reply-to";
    References = b"references";
    /// Only the topmost one is kept: the last hop.
    Received = b"received";
    ReturnPath = b"return-path";
    ContentType = b"content-type";
    ContentEncoding = b"content-transfer-encoding";
    ContentLength = b"content-length";
    ListId = b"list-id";
    ListPost = b"list-post";
    ListUnsubscribe = b"list-unsubscribe";
    MailingList = b"mailing-list";
    XMailingList = b"x-mailing-list";
    BeenThere = b"x-beenthere";
    /// The author before a list put its own address into `From` because of DMARC.
    OriginalFrom = b"x-original-from" | b"x-original-sender";
    Precedence = b"precedence" | b"x-precedence";
    AutoSubmitted = b"auto-submitted";
    SuppressReplies = b"x-auto-response-suppress";
    /// Written by programs that answer mail.
    AutoReply = b"x-autoreply" | b"x-auto-reply" | b"x-autorespond" | b"x-autoresponder" | b"x-autoreply-from"
        | b"x-mail-autoreply" | b"x-vacation";
    FeedbackId = b"feedback-id" | b"x-feedback-id";
    /// Written by services that send campaigns.
    Campaign = b"x-campaign" | b"x-campaignid" | b"x-campaign-id" | b"x-mailchimp-campaign" | b"x-mc-user"
        | b"x-cmail-mailid" | b"x-csa-complaints" | b"x-bulkmail" | b"x-mailingid" | b"x-mailer-recptid"
        | b"x-newsletter" | b"x-sfmc-stack" | b"x-job" | b"list-unsubscribe-post" | b"x-elq" | b"x-mktmaildkim"
        | b"x-roving-id" | b"x-hs-cid" | b"x-klaviyo-message-id";
    /// Written by trackers, forges and other programs that report what happened, often in a person's name.
    Reporter = b"x-github-reason" | b"x-github-sender" | b"x-gitlab-project" | b"x-gitlab-notificationreason"
        | b"x-jira-fingerprint" | b"x-bugzilla-reason" | b"x-bugzilla-type" | b"x-launchpad-notification-type"
        | b"x-phabricator-sent-this-message" | b"x-gerrit-messagetype" | b"x-redmine-host" | b"x-trac-project"
        | b"x-cron-env" | b"x-jenkins-job" | b"x-asana-notification" | b"x-discourse-topic-id" | b"x-linkedin-template"
        | b"x-linkedin-class" | b"x-facebook" | b"x-facebook-notify" | b"x-slack-notification";
    /// Written by programs at which humans sit.
    HumanProgram = b"user-agent" | b"thread-index" | b"x-originating-ip" | b"x-ms-has-attach";
    Mailer = b"x-mailer";
    FailedRecipients = b"x-failed-recipients";
    SpamFlag = b"x-spam-flag";
    SpamStatus = b"x-spam-status";
    /// Put into mails that wait in a drafts folder.
    Draft = b"x-mozilla-draft-info" | b"x-draft-info" | b"x-unsent" | b"x-draft-from" | b"x-kmail-identity-draft"
        | b"x-evolution-draft";
    GmailLabels = b"x-gmail-labels";
}

/// The fields of one message.
pub(super) struct Headers<'a> {
    message: &'a [u8],
    /// Each with where its value stands in the message.
    fields: Vec<(Field, Range<usize>)>,
    /// Whether there was any field at all, known or not.
    pub(super) any: bool,
    /// Where the body begins.
    pub(super) body_start: usize,
}

impl<'a> Headers<'a> {
    /// Finds the fields at the beginning of `message`, up to the first empty line.
    ///
    /// Lines that are no fields are stepped over, since one broken line must not cost the rest.
    pub(super) fn read(message: &'a [u8]) -> Headers<'a> {
        Headers::read_from(message, blank_start(message))
    }

    /// Finds the fields of a part within a message. One that begins with an empty line has none (RFC 2046
    /// section 5.1).
    pub(super) fn read_part(part: &'a [u8]) -> Headers<'a> {
        Headers::read_from(part, 0)
    }

    fn read_from(message: &'a [u8], start: usize) -> Headers<'a> {
        let fields = Vec::with_capacity(24);
        let mut headers = Headers { message, fields, any: false, body_start: message.len() };
        let mut at = start;
        // Whether a folded line would belong to a field that is kept.
        let mut is_open = false;
        while at < message.len() {
            let end = memchr::memchr(b'\n', &message[at..]).map_or(message.len(), |n| at + n + 1);
            let line = &message[at..end];
            if matches!(line, b"\n" | b"\r\n" | b"\r") {
                headers.body_start = end;
                break;
            }
            if !matches!(line[0], b' ' | b'\t') {
                is_open = headers.take(at, line);
            } else if is_open && let Some((_, value)) = headers.fields.last_mut() {
                value.end = end;
            }
            at = end;
        }
        headers
    }

    /// Whether the line is a field that is kept.
    fn take(&mut self, at: usize, line: &[u8]) -> bool {
        let Some((name, value_start)) = split_name(line) else { return false };
        self.any = true;
        let mut lower = [0; MAX_NAME_BYTES];
        let lower = &mut lower[..name.len()];
        for (to, from) in lower.iter_mut().zip(name) {
            *to = from.to_ascii_lowercase();
        }
        let Some(field) = field(lower) else { return false };
        let is_wanted = self.fields.len() < MAX_FIELDS && !(field == Field::Received && self.has(field));
        if is_wanted {
            self.fields.push((field, at + value_start..at + line.len()));
        }
        is_wanted
    }

    /// The value of the first such field.
    pub(super) fn first(&self, field: Field) -> Option<&'a [u8]> {
        self.all(field).next()
    }

    /// The values of all such fields, in order.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &'a [u8]> {
        self.fields.iter().filter(move |(f, _)| *f == field).map(|(_, value)| &self.message[value.clone()])
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.first(field).is_some()
    }

    /// The value of the first such field, trimmed and in lower case, for fields that hold a keyword.
    pub(super) fn keyword(&self, field: Field) -> String {
        let value = self.first(field).unwrap_or_default();
        let word = value.split(|b| *b == b';').next().unwrap_or_default();
        String::from_utf8_lossy(word.trim_ascii()).to_lowercase()
    }
}

/// Whether a line looks like a header field.
pub(crate) fn is_header_line(line: &[u8]) -> bool {
    split_name(line).is_some()
}

/// The name of a field and where its value begins. RFC 5322 section 4.5 allows white space before the colon.
fn split_name(line: &[u8]) -> Option<(&[u8], usize)> {
    let colon = memchr::memchr(b':', &line[..line.len().min(MAX_NAME_BYTES + 1)])?;
    let name = line[..colon].trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some((name, colon + 1))
}

/// Steps over what stands before the first field: a byte order mark, empty lines, a quoted or plain `From ` line.
fn blank_start(message: &[u8]) -> usize {
    let mut at = if message.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    loop {
        let rest = &message[at..];
        at += match rest {
            [b'\n' | b'\r', ..] => 1,
            _ if rest.starts_with(b"From ") || rest.starts_with(b">From ") => {
                memchr::memchr(b'\n', rest).map_or(rest.len(), |n| n + 1)
            }
            _ => return at,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_found_with_their_folded_lines() {
        let message = b"\xef\xbb\xbf\n>From x\nSubject: one\r\n two\r\nX-Other: a\r\n b\r\nTO : ana\nrubbish\nFrom:\tme\n\nFrom: body\n";
        let headers = Headers::read(message);
        assert_eq!(headers.first(Field::Subject), Some(&b" one\r\n two\r\n"[..]));
        assert_eq!(headers.first(Field::To), Some(&b" ana\n"[..]));
        assert_eq!(headers.first(Field::From), Some(&b"\tme\n"[..]));
        assert_eq!(&message[headers.body_start..], b"From: body\n");
    }

    #[test]
    fn a_text_without_fields_has_none() {
        assert!(!Headers::read(b"just a text\nof two lines\n").any);
        assert!(!Headers::read(b"").any);
        assert!(!Headers::read(b"\0\0\0:\n").any);
    }

    #[test]
    fn of_received_only_the_topmost_is_kept() {
        let headers = Headers::read(b"Received: last\n hop\nReceived: first\n hop\nSubject: x\n");
        assert_eq!(headers.all(Field::Received).count(), 1);
        assert_eq!(headers.first(Field::Received), Some(&b" last\n hop\n"[..]));
    }

    proptest! {
        #[test]
        fn never_panics(message in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\n'), Just(b':'), Just(b' ')], 0..80)) {
            let headers = Headers::read(&message);
            prop_assert!(headers.body_start <= message.len());
        }
    }
}
