//! Which format a file has, by its first bytes.
//!
//! Names and extensions say nothing: exports are renamed, and a Maildir has no extensions at all. Every format has to
//! be recognised by something that other files do not have, since people point Kith at folders full of everything.

use std::borrow::Cow;

use crate::mail::{is_header_line, is_separator};

/// A format Kith reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Mails one after the other, each behind a `From ` line (RFC 4155 and its many relatives).
    Mbox,
    /// One mail (.eml, a file of a Maildir).
    Mail,
    /// vCard 2.1, 3.0 or 4.0, any number of cards.
    VCard,
    /// iCalendar (RFC 5545).
    ICalendar,
    /// LinkedIn's Connections.csv.
    LinkedInConnections,
    /// LinkedIn's messages.csv.
    LinkedInMessages,
}

impl Format {
    /// The version of the reader: a record read by an older one is read again.
    pub const fn reader_version(self) -> i32 {
        match self {
            // 2: places and time zones. 3: notes.
            Format::VCard => 3,
            // 2: what a mail answers is kept of every mail and not only of those through lists.
            Format::Mbox | Format::Mail => 2,
            _ => 1,
        }
    }

    /// What the format is called in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Mbox => "mbox",
            Format::Mail => "mail",
            Format::VCard => "vCard",
            Format::ICalendar => "iCalendar",
            Format::LinkedInConnections => "LinkedIn connections",
            Format::LinkedInMessages => "LinkedIn messages",
        }
    }
}

/// How many bytes of a file [`detect`] wants to see, if the file has as many.
pub const HEAD_BYTES: usize = 8 * 1024;

/// LinkedIn puts a paragraph of notes before the header of Connections.csv; the header is looked for so far down.
const MAX_LINES_BEFORE_CSV_HEADER: usize = 12;

/// The format of a file that begins with `head` (its first [`HEAD_BYTES`] bytes, or all of it); `None` if it is none
/// that Kith reads.
///
/// ```
/// use formats::{Format, detect};
/// assert_eq!(detect(b"BEGIN:VCARD\r\nFN:Ana Lopez\r\nEND:VCARD\r\n"), Some(Format::VCard));
/// assert_eq!(detect(b"From: ana@example.org\nSubject: Hello\n\nHello!\n"), Some(Format::Mail));
/// assert_eq!(detect(b"From here on it is all text.\n"), None);
/// ```
pub fn detect(head: &[u8]) -> Option<Format> {
    let head = as_eight_bit(&head[..head.len().min(HEAD_BYTES)]);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    component(head).or_else(|| mail(head)).or_else(|| linkedin(head))
}

/// UTF-16 as UTF-8, everything else as it is.
fn as_eight_bit(head: &[u8]) -> Cow<'_, [u8]> {
    let encoding = match head {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => return Cow::Borrowed(head),
    };
    Cow::Owned(encoding.decode_with_bom_removal(head).0.into_owned().into_bytes())
}

/// vCard and iCalendar say what they are in the first line (RFC 6350 section 6.1.1, RFC 5545 section 3.4).
fn component(head: &[u8]) -> Option<Format> {
    let line: Vec<u8> =
        first_line(head).iter().filter(|b| !b.is_ascii_whitespace()).take(40).copied().collect();
    match line.to_ascii_uppercase().as_slice() {
        b"BEGIN:VCARD" => Some(Format::VCard),
        b"BEGIN:VCALENDAR" | b"BEGIN:VEVENT" | b"BEGIN:VTODO" | b"BEGIN:VJOURNAL" | b"BEGIN:VFREEBUSY" => {
            Some(Format::ICalendar)
        }
        _ => None,
    }
}

fn mail(head: &[u8]) -> Option<Format> {
    let (line, rest) = head.split_at(first_line(head).len());
    let line = line.trim_ascii_end();
    if is_separator(line, true, first_line(rest.trim_ascii_start())) {
        return (!is_git_patch(line)).then_some(Format::Mbox);
    }
    looks_like_headers(head).then_some(Format::Mail)
}

/// `git format-patch` writes mbox, with the commit as sender and this date: nothing that was ever sent.
fn is_git_patch(line: &[u8]) -> bool {
    line.ends_with(b" Mon Sep 17 00:00:00 2001")
        && line.len() >= 5 + 40 + 25
        && line[5..45].iter().all(u8::is_ascii_hexdigit)
}

/// Whether header fields begin the file that together only mail has. Files that merely begin with `word: text` are many:
/// YAML, Debian control files, web server answers, memos.
fn looks_like_headers(head: &[u8]) -> bool {
    let mut points = 0;
    let mut strangers = 0;
    for (number, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") || line.starts_with(b">From ") {
            continue;
        }
        match is_header_line(line) {
            true => points += evidence(line),
            false if number == 0 => return false,
            false => strangers += 1,
        }
    }
    points >= 3 && strangers <= 2
}

/// How much a field speaks for mail: 3 is enough.
fn evidence(line: &[u8]) -> u32 {
    let colon = line.iter().position(|b| *b == b':').unwrap_or(line.len());
    let (name, value) = line.split_at(colon);
    let is_addressed = || value.contains(&b'@') || value.windows(4).any(|four| four == b" at ");
    match name.trim_ascii_end().to_ascii_lowercase().as_slice() {
        b"received" | b"return-path" | b"message-id" | b"delivered-to" | b"x-original-to"
        | b"dkim-signature" | b"mime-version" | b"x-mailer" | b"x-received" | b"envelope-to"
        | b"in-reply-to" | b"x-mozilla-status" | b"arc-seal" | b"resent-from" | b"list-id" => 3,
        b"from" | b"sender" | b"reply-to" if is_addressed() => 3,
        b"content-type" if value.windows(9).any(|nine| nine.eq_ignore_ascii_case(b"boundary=")) => 3,
        b"from" | b"to" | b"cc" | b"subject" | b"sender" | b"reply-to" => 1 + u32::from(is_addressed()),
        b"date" | b"content-type" | b"content-transfer-encoding" => 1,
        _ => 0,
    }
}

/// LinkedIn's CSV files by the columns of their header line; the columns changed through the years, these stayed.
fn linkedin(head: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(head);
    text.lines().take(MAX_LINES_BEFORE_CSV_HEADER).find_map(|line| {
        let columns: Vec<String> =
            line.split([',', '\t', ';']).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect();
        let has = |names: &[&str]| names.iter().all(|name| columns.iter().any(|column| column == name));
        if has(&["first name", "last name", "company", "position", "connected on"]) {
            return Some(Format::LinkedInConnections);
        }
        let is_messages = has(&["from", "to", "date", "content"])
            && (has(&["conversation id"]) || has(&["subject", "direction", "folder"]));
        is_messages.then_some(Format::LinkedInMessages)
    })
}

/// The first line with its line end.
fn first_line(text: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', text).map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(head: &str, expected: Option<Format>) {
        assert_eq!(detect(head.as_bytes()), expected, "of {head:?}");
        assert_eq!(detect(format!("\u{feff}\r\n{head}").as_bytes()), expected, "with a mark, of {head:?}");
        assert_eq!(detect(head.replace('\n', "\r\n").as_bytes()), expected, "with CRLF, of {head:?}");
    }

    #[test]
    fn mail_in_files_of_many() {
        check("From ana@example.org Thu Nov 24 18:22:48 1986\nSubject: x\n", Some(Format::Mbox));
        check("From -\nSubject: x\n\n", Some(Format::Mbox));
        check(
            "From ana at example.org  Thu Nov  1 11:19:12 2001\nFrom: ana at example.org\n",
            Some(Format::Mbox),
        );
    }

    #[test]
    fn mail_in_files_of_one() {
        check("Return-Path: <ana@example.org>\nSubject: x\n\nbody", Some(Format::Mail));
        check(">From ana@example.org\nReceived: from x\n\n", Some(Format::Mail));
        check("Subject: Hello\nTo: Bo <bo@example.org>\nX-Strange: y\n\nbody", Some(Format::Mail));
        check("Received: from somewhere\n by somewhere else\nDate: today", Some(Format::Mail));
        check("Content-Type: multipart/mixed; boundary=x\n\n--x\n", Some(Format::Mail));
        check("from: ana@example.org\nnot a header\nsubject: x\n\n", Some(Format::Mail));
    }

    #[test]
    fn cards_and_calendars() {
        check("BEGIN:VCARD\nN:Lopez;Ana\nEND:VCARD\n", Some(Format::VCard));
        check("begin:vcard\nversion:2.1\n", Some(Format::VCard));
        check("BEGIN:VCALENDAR\nVERSION:2.0\n", Some(Format::ICalendar));
        check("BEGIN:VNOTE\n", None);
    }

    const NOTES: &str = "Notes:\n\"When exporting your connection data, you may notice, that …\"\n\n";

    #[test]
    fn linkedin_through_the_years() {
        let connections = Some(Format::LinkedInConnections);
        check("First Name,Last Name,Email Address,Company,Position,Connected On\n", connections);
        check(
            &format!("{NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B"),
            connections,
        );
        let messages = Some(Format::LinkedInMessages);
        check("From,To,Date,Subject,Content,Direction,Folder\n", messages);
        check(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n",
            messages,
        );
        let wide = "\u{feff}First Name\tLast Name\tCompany\tPosition\tConnected On\n";
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide), connections);
    }

    #[test]
    fn everything_else() {
        for head in [
            "",
            "From here on it is all text.\nSubject: none\n",
            "From 10 to 12 we met: all of us\n",
            "---\nfrom: ana\nto: bo\n---\n",
            "Package: kith\nVersion: 1.0\nMaintainer: Ana <ana@example.org>\n",
            "HTTP/1.1 200 OK\nContent-Type: text/html\n",
            "Content-Type: text/html\nDate: Mon, 02 Mar 2026 09:00:00 GMT\nServer: x\n",
            "Title: A post\nDate: 2026-03-02 09:00\nTags: x\n\nFrom: here",
            "From,To,Sent At,Message,Direction\n",
            "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt\n",
            "Name,Email,Company\nAna,ana@example.org,X\n",
            "use std::fmt;\n\nfn main() {}\n",
            "{\"from\": \"ana@example.org\"}",
            "From 8bb09e2a1f0c6f5c5d1e1c9b8a7f6e5d4c3b2a10 Mon Sep 17 00:00:00 2001\nFrom: Ana <ana@example.org>\n",
            "=====================\nDate: Tue, 10 Oct 2017 14:57:51 +0000\nFrom: ana@example.org\n",
            "PK\u{3}\u{4}",
        ] {
            check(head, None);
        }
    }

    proptest! {
        #[test]
        fn never_panics(head in prop::collection::vec(any::<u8>(), 0..100)) {
            detect(&head);
        }
    }
}
