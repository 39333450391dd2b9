//! The people a header field names (RFC 5322 section 3.4), in all the ways in which it is done wrongly.

use model::{Address, Contact};

use super::words;
use crate::address::{clean_name, email};

/// A display name or address is read no further than this; real ones are ten times shorter.
const MAX_MAILBOX_BYTES: usize = 2000;

/// An unquoted name with commas in it, its address included, is no longer than this.
const MAX_NAME_BYTES: usize = 300;

/// Calls `each` with every mailbox of the field, as it is written, until it has had enough (`false`).
///
/// Groups (`Friends: a@x, b@x;`, `undisclosed-recipients:;`) give their members.
pub(super) fn each<'a>(field: &'a [u8], mut each: impl FnMut(&'a [u8]) -> bool) {
    // An unquoted `Lopez, Ana <ana@x>` comes as two pieces: the first has no address and waits for the second.
    let mut waiting: Option<usize> = None;
    let mut scanner = Scanner { field, at: 0, quotes: true, comments: true };
    // A quote that is never closed would swallow the other recipients: then quotes are ordinary characters.
    scanner.quotes = !scanner.has_open_quote();
    while let Some((start, end)) = scanner.next_piece() {
        let piece = &field[start..end];
        if piece.trim_ascii().is_empty() {
            continue;
        }
        let has_address =
            memchr::memchr(b'@', piece).is_some() || memchr::memmem::find(piece, b" at ").is_some();
        let is_angled = memchr::memchr(b'<', piece).is_some();
        if !has_address && !is_angled {
            // `=?utf-8?Q?Ana_=3Cana@…=3E?=`: everything encoded, a broken program.
            if memchr::memmem::find(piece, b"=?").is_none() {
                waiting.get_or_insert(start);
                continue;
            }
        }
        let is_name = |waiting: &usize| is_angled && end - waiting <= MAX_NAME_BYTES;
        let from = waiting.take().filter(is_name).unwrap_or(start);
        if !each(&field[from..end]) {
            return;
        }
    }
}

/// The first usable mailbox of a field.
pub(super) fn first(field: &[u8], charset: Option<&str>) -> Option<Contact> {
    let mut found = None;
    each(field, |mailbox| {
        found = contact(mailbox, charset);
        found.is_none()
    });
    found
}

/// The party a mailbox names; `None` without a usable address.
pub(super) fn contact(mailbox: &[u8], charset: Option<&str>) -> Option<Contact> {
    if mailbox.len() > MAX_MAILBOX_BYTES {
        // The address stands at the end, and what is before it is not a name.
        let address = parse(&mailbox[mailbox.len() - MAX_MAILBOX_BYTES..], charset)?.address;
        return Some(Contact::new("", address));
    }
    parse(mailbox, charset).or_else(|| {
        // The whole mailbox may have been encoded, address and all (RFC 2047 section 5 forbids it).
        let decoded = words::decode(mailbox, charset);
        (decoded.as_bytes() != mailbox).then(|| parse(decoded.as_bytes(), charset)).flatten()
    })
}

fn parse(mailbox: &[u8], charset: Option<&str>) -> Option<Contact> {
    let (name, address) = match angle_part(mailbox) {
        Some((start, end)) => bracketed(mailbox, start, end)?,
        None => bare(mailbox)?,
    };
    let name = clean_name(&words::decode(&name, charset));
    let says_nothing = name.eq_ignore_ascii_case(address.value()) || pipermail(&name).is_some();
    Some(Contact::new(if says_nothing { String::new() } else { name }, address))
}

/// `Ana Lopez <ana@example.org>`; a name may also stand behind, as a comment.
fn bracketed(mailbox: &[u8], start: usize, end: usize) -> Option<(Vec<u8>, Address)> {
    let (address, comment) = without_comments(&mailbox[start + 1..end]);
    let address = email(&address).or_else(|| pipermail(&address))?;
    let phrase = mailbox[..start].split(|b| *b == b'<').next().unwrap_or_default();
    if !phrase.trim_ascii().is_empty() {
        return Some((unquoted(phrase), address));
    }
    let after = mailbox.get(end + 1..).unwrap_or_default();
    Some((if comment.is_empty() { without_comments(after).1 } else { comment }, address))
}

/// `ana@example.org (Ana Lopez)`, and what list archives make of it: `ana at example.org`, `Ana Lopez ana@example.org`.
fn bare(mailbox: &[u8]) -> Option<(Vec<u8>, Address)> {
    let (text, comment) = without_comments(mailbox);
    if let Some(address) = email(&text).or_else(|| pipermail(&text)) {
        return Some((comment, address));
    }
    let (phrase, word) = text.trim().rsplit_once(char::is_whitespace)?;
    let address = email(word)?;
    Some((if comment.is_empty() { unquoted(phrase.as_bytes()) } else { comment }, address))
}

/// `ana at example.org`, as web archives of lists write addresses.
fn pipermail(text: &str) -> Option<Address> {
    let (local, domain) = text.trim().split_once(" at ")?;
    (!local.contains(' ') && domain.contains('.')).then(|| email(&format!("{local}@{domain}"))).flatten()
}

/// Where the last `<…>` of a mailbox begins and ends; one that is not closed goes to the end.
fn angle_part(mailbox: &[u8]) -> Option<(usize, usize)> {
    let start = memchr::memrchr(b'<', mailbox)?;
    let end = memchr::memchr(b'>', &mailbox[start..]).map_or(mailbox.len(), |n| start + n);
    Some((start, end))
}

/// Text without quotes and backslashes (RFC 5322 section 3.2.4).
fn unquoted(phrase: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(phrase.len());
    let mut bytes = phrase.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\\' => out.extend(bytes.next()),
            b'"' => {}
            _ => out.push(byte),
        }
    }
    out
}

/// An address without its `(comments)` (RFC 5322 section 3.2.2), and the text of the comments, which was the name
/// before there were display names.
fn without_comments(text: &[u8]) -> (String, Vec<u8>) {
    if memchr::memchr(b'(', text).is_none() {
        return (String::from_utf8_lossy(text).into_owned(), Vec::new());
    }
    let (mut out, mut comment, mut depth) = (Vec::new(), Vec::new(), 0_u32);
    for &byte in text {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => comment.push(byte),
            _ => out.push(byte),
        }
    }
    (String::from_utf8_lossy(&out).into_owned(), comment)
}

/// Cuts a field at the commas, semicolons and group names that separate mailboxes.
struct Scanner<'a> {
    field: &'a [u8],
    at: usize,
    /// Whether `"` opens a quoted string.
    quotes: bool,
    /// Whether `(` opens a comment.
    comments: bool,
}

impl Scanner<'_> {
    fn next_piece(&mut self) -> Option<(usize, usize)> {
        let mut start = self.at;
        if start >= self.field.len() {
            return None;
        }
        let mut in_angle = false;
        while let Some(&byte) = self.field.get(self.at) {
            match byte {
                b'"' if self.quotes => self.at = self.after_quote(self.at).unwrap_or(self.field.len()),
                b'(' if self.comments => self.at = self.after_comment(self.at),
                b'=' if !in_angle => self.at += self.encoded_word().unwrap_or(1),
                b'<' => {
                    in_angle = true;
                    self.at += 1;
                }
                b'>' => {
                    in_angle = false;
                    self.at += 1;
                }
                // Also within `<…`: a bracket that is never closed must not swallow the rest.
                b',' | b';' => {
                    self.at += 1;
                    return Some((start, self.at - 1));
                }
                // The name of a group; `mailto:ana@…` and `<@relay:ana@…>` are none.
                b':' if !in_angle && !self.is_scheme(start) => {
                    self.at += 1;
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
        Some((start, self.at))
    }

    fn encoded_word(&self) -> Option<usize> {
        let rest = &self.field[self.at..];
        if rest.starts_with(b"=?") { words::encoded_word_bytes(rest) } else { None }
    }

    fn is_scheme(&self, start: usize) -> bool {
        let name = self.field[start..self.at].trim_ascii();
        name.eq_ignore_ascii_case(b"mailto") || name.eq_ignore_ascii_case(b"smtp") || name.starts_with(b"@")
    }

    /// The place behind the quoted string that opens at `open`; `None` if it is not closed.
    fn after_quote(&self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        loop {
            at += memchr::memchr2(b'"', b'\\', self.field.get(at..)?)?;
            if self.field[at] == b'"' {
                return Some(at + 1);
            }
            at += 2;
        }
    }

    /// The place behind the comment that opens at `open`; behind the bracket if it is not closed within reason.
    /// Once one is not closed, brackets are ordinary characters from there on.
    fn after_comment(&mut self, open: usize) -> usize {
        let mut depth = 0_u32;
        let end = self.field.len().min(open + MAX_MAILBOX_BYTES);
        for (at, byte) in self.field[..end].iter().enumerate().skip(open) {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.comments = false;
        open + 1
    }

    fn has_open_quote(&self) -> bool {
        let mut at = 0;
        while let Some(open) = self.field.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) {
            match self.after_quote(at + open) {
                Some(end) => at = end,
                None => return true,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(field: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each(field.as_bytes(), |mailbox| {
            if let Some(contact) = contact(mailbox, None) {
                found.push(format!("{}|{}", contact.name, contact.address.value()));
            }
            true
        });
        assert_eq!(found, expected, "of {field:?}");
    }

    #[test]
    fn as_the_standard_wants_them() {
        check("ana@example.org", &["|ana@example.org"]);
        check(
            "Ana Lopez <Ana@Example.org>, <bo@example.org>",
            &["Ana Lopez|ana@example.org", "|bo@example.org"],
        );
        check(r#""Lopez, Ana \"the\" COO" <ana@x.org>"#, &["Lopez, Ana \"the\" COO|ana@x.org"]);
        check("Friends: ana@x.org, Bo <bo@x.org>; cy@x.org", &["|ana@x.org", "Bo|bo@x.org", "|cy@x.org"]);
        check("undisclosed-recipients:;", &[]);
        check("ana@x.org (Ana (the COO) Lopez)", &["Ana the COO Lopez|ana@x.org"]);
        check("<@relay.example:ana@x.org>", &["|ana@x.org"]);
    }

    #[test]
    fn encoded_names() {
        check("=?utf-8?Q?L=C3=B3pez=2C_Ana?= <ana@x.org>, bo@x.org", &["López, Ana|ana@x.org", "|bo@x.org"]);
        check("=?utf-8?Q?L=C3=B3pez,_Ana?= <ana@x.org>", &["López, Ana|ana@x.org"]);
        check("\"=?utf-8?B?TMOzcGV6?=\" <ana@x.org>", &["López|ana@x.org"]);
        check("=?broken?Z?xx?= <ana@x.org>", &["=?broken?Z?xx?=|ana@x.org"]);
        check("=?utf-8?Q?Ana_Lopez_=3Cana@x.org=3E?=", &["Ana Lopez|ana@x.org"]);
    }

    #[test]
    fn as_programs_and_people_write_them() {
        check("Lopez, Ana <ana@x.org>, Bo <bo@x.org>", &["Lopez, Ana|ana@x.org", "Bo|bo@x.org"]);
        check("'ana@x.org' <ana@x.org>", &["|ana@x.org"]);
        check("\"Ana Lopez <ana@x.org>, bo@x.org", &["Ana Lopez|ana@x.org", "|bo@x.org"]);
        check("Ana <ana@x.org, Bo <bo@x.org>", &["Ana|ana@x.org", "Bo|bo@x.org"]);
        check("Ana (broken <ana@x.org>", &["Ana (broken|ana@x.org"]);
        check("ana@x.org; bo@x.org", &["|ana@x.org", "|bo@x.org"]);
        check(", ana@x.org, localuser,", &["|ana@x.org"]);
        check("mailto:ana@x.org", &["|ana@x.org"]);
        check(&format!("{} <ana@x.org>", "long ".repeat(1000)), &["|ana@x.org"]);
        check("<ana@x.org> (Ana Lopez)", &["Ana Lopez|ana@x.org"]);
        check("Ana <Ana <ana@x.org>>", &["Ana|ana@x.org"]);
    }

    #[test]
    fn as_list_archives_write_them() {
        check("ana at example.org (Ana Lopez)", &["Ana Lopez|ana@example.org"]);
        check("\"Ana Lopez\" <ana at example.org>", &["Ana Lopez|ana@example.org"]);
        check("ana at example.org (ana at example.org)", &["|ana@example.org"]);
        check("ana@exam.... (Ana Lopez)", &[]);
        check("\"Lopez, Ana\"   Ana.Lopez@X.ORG", &["Lopez, Ana|ana.lopez@x.org"]);
    }

    proptest! {
        #[test]
        fn never_panics(field in "[a@<>\"(),;:=?\\\\ .x]{0,40}|\\PC{0,40}") {
            each(field.as_bytes(), |mailbox| {
                contact(mailbox, Some("gb2312"));
                true
            });
        }
    }
}
