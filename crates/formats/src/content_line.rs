//! Content lines: the line format that vCard and iCalendar share.
//!
//! `group.NAME;PARAM=value;PARAM="value":VALUE`, folded over physical lines (RFC 5545 section 3.1, RFC 6350 section 3.2).
//! The older vCard 2.1 and vCalendar 1.0 have parameters without a name (`TEL;CELL:`), quoted-printable values that
//! continue after a `=` at the end of the line, and values in a charset of their own.
//!
//! Why not calcard's parser: it takes only UTF-8, reads quoted-printable without a charset as ISO-8859-1, and ends a card
//! at the end of the card nested in it. Cutting the file into items needs the lines anyway.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use crate::text;

/// One physical line, without its line end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhysicalLine<'a> {
    /// Its number in the file, from 1.
    pub(crate) number: u64,
    /// Where it begins in the file.
    pub(crate) begin: usize,
    /// What stands on it.
    pub(crate) bytes: &'a [u8],
}

/// The physical lines of a text, ended by CRLF, LF or a lone CR.
pub(crate) struct PhysicalLines<'a> {
    text: &'a [u8],
    begin: usize,
    number: u64,
}

impl<'a> PhysicalLines<'a> {
    /// The lines of `text`, the first one numbered 1.
    pub(crate) fn new(text: &'a [u8]) -> PhysicalLines<'a> {
        PhysicalLines { text, begin: 0, number: 0 }
    }
}

impl<'a> Iterator for PhysicalLines<'a> {
    type Item = PhysicalLine<'a>;

    fn next(&mut self) -> Option<PhysicalLine<'a>> {
        let rest = self.text.get(self.begin..).filter(|rest| !rest.is_empty())?;
        let begin = self.begin;
        let length = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
        let bytes = rest.get(..length).unwrap_or(rest);
        let end_length = match rest.get(length..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        self.begin += length + end_length;
        self.number += 1;
        Some(PhysicalLine { number: self.number, begin, bytes })
    }
}

/// What `next` adds to the folded line `so_far`; `None` if it begins a line of its own.
///
/// A physical line that begins with a space or a tab goes on the one before it. A quoted-printable line that ends with
/// `=` goes on with the next, unless that one begins or ends a component (a stray `=` must not swallow it).
pub(crate) fn continuation<'a>(so_far: &mut Vec<u8>, next: &'a [u8]) -> Option<&'a [u8]> {
    if so_far.is_empty() {
        return None;
    }
    if so_far.last() == Some(&b'=') && is_quoted_printable(so_far) && !is_boundary(next) {
        so_far.pop();
        return Some(next);
    }
    match next {
        [b' ' | b'\t', rest @ ..] => Some(rest),
        _ => None,
    }
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = memchr::memchr(b':', line).and_then(|colon| line.get(..colon)).unwrap_or(line);
    let word = b"QUOTED-PRINTABLE";
    head.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

fn is_boundary(line: &[u8]) -> bool {
    boundary(line).is_some()
}

/// Whether a line begins or ends a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Boundary {
    /// `BEGIN:`
    Begin,
    /// `END:`
    End,
}

/// For a `BEGIN:` or `END:` line, which of the two, and the component's name as it stands there.
pub(crate) fn boundary(line: &[u8]) -> Option<(Boundary, &[u8])> {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let colon = memchr::memchr(b':', line.get(..8.min(line.len()))?)?;
    let name = line.get(colon + 1..)?.trim_ascii();
    match line.get(..colon)?.trim_ascii() {
        word if word.eq_ignore_ascii_case(b"BEGIN") => Some((Boundary::Begin, name)),
        word if word.eq_ignore_ascii_case(b"END") => Some((Boundary::End, name)),
        _ => None,
    }
}

/// One unfolded content line, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property {
    /// The property's name in upper case, without its group.
    pub(crate) name: String,
    /// Its parameters, names in upper case. A parameter with several values stands here several times.
    pub(crate) params: Vec<(String, String)>,
    /// Its value: decoded, and still escaped.
    pub(crate) value: String,
}

/// More parameters than this on one line are not looked at.
const MAX_PARAMS: usize = 64;

impl Property {
    /// Takes an unfolded line apart; `None` if it is not a content line.
    pub(crate) fn parse(line: &[u8]) -> Option<Property> {
        let colon = value_colon(line)?;
        let head = text::decode(line.get(..colon)?);
        let mut words = split_outside_quotes(&head, ';').into_iter();
        let name = words.next()?.trim();
        let name = name.rsplit_once('.').map_or(name, |(_group, name)| name).to_ascii_uppercase();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return None;
        }
        let params: Vec<_> = words.take(MAX_PARAMS).flat_map(parameter).collect();
        let value = decode_value(line.get(colon + 1..)?, &params);
        Some(Property { name, params, value })
    }

    /// The first value of a parameter.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The whole value as text, unescaped.
    pub(crate) fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The value split at its unescaped semicolons, each part unescaped: the structure of N and ORG.
    pub(crate) fn components(&self) -> Vec<String> {
        split_unescaped(&self.value, ';').map(unescape).collect()
    }

    /// The value split at its unescaped commas, each part unescaped: the values of NICKNAME and RDATE.
    pub(crate) fn list(&self) -> impl Iterator<Item = String> {
        split_unescaped(&self.value, ',').map(unescape)
    }
}

/// Where the value begins: at the first colon outside quotes; if the quotes do not close, at the first colon.
fn value_colon(line: &[u8]) -> Option<usize> {
    let mut in_quotes = false;
    for at in memchr::memchr2_iter(b':', b'"', line) {
        match line.get(at) {
            Some(b'"') => in_quotes = !in_quotes,
            _ if !in_quotes => return Some(at),
            _ => {}
        }
    }
    memchr::memchr(b':', line)
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut in_quotes = false;
    text.split(move |c: char| {
        in_quotes ^= c == '"';
        c == separator && !in_quotes
    })
    .collect()
}

/// `NAME=value,value`, or the bare words of vCard 2.1, which are an encoding or else a type.
fn parameter(text: &str) -> Vec<(String, String)> {
    let Some((name, values)) = text.split_once('=') else {
        let word = text.trim().to_owned();
        let is_encoding = ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"].iter();
        let name =
            if is_encoding.clone().any(|e| e.eq_ignore_ascii_case(&word)) { "ENCODING" } else { "TYPE" };
        return if word.is_empty() { Vec::new() } else { vec![(name.to_owned(), word)] };
    };
    let name = name.trim().to_ascii_uppercase();
    // A comma separates the values of every list parameter; in a name it is part of the name, quoted or not.
    let values = if name == "CN" { vec![values] } else { split_outside_quotes(values, ',') };
    values.into_iter().take(MAX_PARAMS).map(|value| (name.clone(), parameter_value(value))).collect()
}

/// Without quotes, and with the carets of RFC 6868 resolved.
fn parameter_value(text: &str) -> String {
    let text = text.trim().trim_matches('"');
    if !text.contains('^') {
        return text.to_owned();
    }
    text.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
}

fn decode_value(raw: &[u8], params: &[(String, String)]) -> String {
    let find = |name: &str| params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let bytes: Cow<'_, [u8]> = match find("ENCODING").map(str::to_ascii_uppercase).as_deref() {
        Some("QUOTED-PRINTABLE" | "Q") => Cow::Owned(unquote_printable(raw)),
        Some("BASE64" | "B") => base64_decode(raw).map_or(Cow::Borrowed(raw), Cow::Owned),
        _ => Cow::Borrowed(raw),
    };
    text::decode_as(&bytes, find("CHARSET")).into_owned()
}

/// Quoted-printable (RFC 2045 section 6.7); what is not an escape stays as it is.
fn unquote_printable(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&first, tail)) = rest.split_first() {
        let escape = if first == b'=' { tail.first().zip(tail.get(1)) } else { None };
        match escape.and_then(|(&high, &low)| Some((hex(high)? << 4) | hex(low)?)) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    bytes
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn split_unescaped(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |c: char| {
        let splits = c == separator && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    })
}

/// `\n`, `\,`, `\;`, `\:` and `\\` (RFC 6350 section 3.4); any other backslash is just a backslash.
fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let plain = match (c, chars.peek()) {
            ('\\', Some('n' | 'N')) => '\n',
            ('\\', Some(&next @ (',' | ';' | ':' | '\\'))) => next,
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push(plain);
        chars.next();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(line: &str) -> Property {
        Property::parse(line.as_bytes()).expect("a content line")
    }

    #[test]
    fn a_line_is_taken_apart() {
        let p = property("item1.EMAIL;type=INTERNET,pref;X-A=\"b;c:d\":ana@example.org");
        assert_eq!(p.name, "EMAIL");
        assert_eq!(p.value, "ana@example.org");
        assert_eq!(p.param("TYPE"), Some("INTERNET"));
        assert_eq!(p.param("X-A"), Some("b;c:d"));
        assert_eq!(property("TEL;CELL;VOICE:1").params.len(), 2);
        assert_eq!(Property::parse(b"no colon here"), None);
        assert_eq!(Property::parse(b"http//x y:z"), None);
    }

    #[test]
    fn a_name_keeps_its_comma_and_its_carets() {
        let p = property("ATTENDEE;CN=Lopez, Ana:mailto:ana@example.org");
        assert_eq!(p.param("CN"), Some("Lopez, Ana"));
        assert_eq!(property("ATTENDEE;CN=\"Ana ^'A^' Lopez\":x").param("CN"), Some("Ana \"A\" Lopez"));
    }

    #[test]
    fn quotes_that_do_not_close_do_not_hide_the_value() {
        assert_eq!(property("ATTENDEE;CN=\"Ana:mailto:ana@example.org").value, "mailto:ana@example.org");
    }

    #[test]
    fn old_encodings_are_decoded() {
        assert_eq!(property("FN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=").value, "Jürgen=");
        assert_eq!(property("FN;QUOTED-PRINTABLE;CHARSET=windows-1252:J=FCrgen").value, "Jürgen");
        let raw = [b"FN;CHARSET=shift_jis:".as_slice(), b"\x83A\x83i"].concat();
        assert_eq!(Property::parse(&raw).map(|p| p.value), Some("アナ".to_owned()));
        assert_eq!(property("FN;ENCODING=b:SsO8cmdlbg==").value, "Jürgen");
    }

    #[test]
    fn values_are_split_and_unescaped() {
        assert_eq!(property(r"N:Lopez\, jr;Ana\;B").components(), ["Lopez, jr", "Ana;B"]);
        assert_eq!(property(r"NICKNAME:A\,B,C").list().collect::<Vec<_>>(), ["A,B", "C"]);
        assert_eq!(property(r"NOTE:C:\path\nx\\n").text(), "C:\\path\nx\\n");
    }

    #[test]
    fn lines_are_folded_in_two_ways() {
        let mut line = b"NOTE:a".to_vec();
        assert_eq!(continuation(&mut line, b" b"), Some(b"b".as_slice()));
        assert_eq!(continuation(&mut line, b"TEL:1"), None);
        let mut line = b"FN;ENCODING=QUOTED-PRINTABLE:a=".to_vec();
        assert_eq!(continuation(&mut line, b"b"), Some(b"b".as_slice()));
        assert_eq!(line.last(), Some(&b'a'));
        let mut line = b"FN;ENCODING=QUOTED-PRINTABLE:a=".to_vec();
        assert_eq!(continuation(&mut line, b"END:VCARD"), None);
    }

    #[test]
    fn line_ends_of_all_systems_count_once() {
        let lines: Vec<_> = PhysicalLines::new(b"a\r\nb\rc\n\nd").map(|l| (l.number, l.bytes)).collect();
        assert_eq!(lines, [(1, &b"a"[..]), (2, b"b"), (3, b"c"), (4, b""), (5, b"d")]);
    }
}
