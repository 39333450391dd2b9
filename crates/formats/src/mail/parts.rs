//! The parts of a MIME message (RFC 2045, 2046), looked into only where headers say that it is worth it.
//!
//! Small on purpose: it finds leaves by their type and decodes one of them. Depth and number of parts are bounded, and each
//! level is one pass over its bytes, so that no message takes long, however it is nested.

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};

use super::headers::{Field, Headers};

const MAX_DEPTH: u32 = 6;
const MAX_PARTS: u32 = 500;

/// Of one part at most this much is decoded.
const MAX_PART_BYTES: usize = 2 * 1024 * 1024;

/// What a `Content-Type` field says (RFC 2045 section 5.1).
pub(super) struct ContentType {
    /// Type and subtype in lower case: `text/plain`. That is also what a missing or broken field means.
    pub(super) kind: String,
    parameters: Vec<(String, String)>,
}

impl ContentType {
    /// Reads the field of these headers.
    pub(super) fn of(headers: &Headers<'_>) -> ContentType {
        let text = String::from_utf8_lossy(headers.first(Field::ContentType).unwrap_or_default());
        let mut fields = split_outside_quotes(&text);
        let kind = fields.next().unwrap_or_default().trim().to_ascii_lowercase();
        let kind = if kind.contains('/') { kind } else { "text/plain".to_owned() };
        let parameter = |field: &str| {
            let (name, value) = field.split_once('=')?;
            let value = value.trim();
            let value = value.strip_prefix('"').map_or(value, |v| v.split('"').next().unwrap_or(v));
            Some((name.trim().to_ascii_lowercase(), value.to_owned()))
        };
        ContentType { kind, parameters: fields.take(20).filter_map(parameter).collect() }
    }

    /// The value of a parameter, named in lower case.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body has parts.
    pub(super) fn is_multipart(&self) -> bool {
        self.kind.starts_with("multipart/")
    }
}

fn split_outside_quotes(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
}

/// A part that has no parts of its own.
pub(super) struct Leaf<'a> {
    /// Its type.
    pub(super) content_type: ContentType,
    headers: Headers<'a>,
    raw: &'a [u8],
}

impl Leaf<'_> {
    /// Its bytes, with the transfer encoding (RFC 2045 section 6) undone.
    pub(super) fn decoded(&self) -> Vec<u8> {
        let raw = &self.raw[..self.raw.len().min(MAX_PART_BYTES)];
        match self.headers.keyword(Field::ContentEncoding).as_str() {
            "base64" => {
                let digits: Vec<u8> = raw.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
                let whole = digits.len() - digits.len() % 4;
                base64_decode(&digits[..whole]).unwrap_or_default()
            }
            "quoted-printable" => quoted_printable_decode(raw).unwrap_or_else(|| raw.to_vec()),
            _ => raw.to_vec(),
        }
    }
}

/// The first leaf that `wanted` accepts; messages within the message are not looked into.
pub(super) fn find<'a>(message: &'a [u8], wanted: &dyn Fn(&ContentType) -> bool) -> Option<Leaf<'a>> {
    find_within(message, wanted, 0, &mut 0)
}

fn find_within<'a>(
    entity: &'a [u8],
    wanted: &dyn Fn(&ContentType) -> bool,
    depth: u32,
    seen: &mut u32,
) -> Option<Leaf<'a>> {
    let headers = if depth == 0 { Headers::read(entity) } else { Headers::read_part(entity) };
    let content_type = ContentType::of(&headers);
    let raw = &entity[headers.body_start..];
    if wanted(&content_type) {
        return Some(Leaf { content_type, headers, raw });
    }
    let boundary = content_type.parameter("boundary").filter(|b| !b.is_empty() && b.len() <= 200)?;
    if !content_type.is_multipart() || depth >= MAX_DEPTH {
        return None;
    }
    for part in parts(raw, boundary) {
        *seen += 1;
        if *seen > MAX_PARTS {
            return None;
        }
        if let Some(leaf) = find_within(part, wanted, depth + 1, seen) {
            return Some(leaf);
        }
    }
    None
}

/// What stands between the lines of a boundary (RFC 2046 section 5.1.1). The last part may be cut off.
fn parts<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let delimiter = format!("--{boundary}");
    let mut at = next_delimiter(body, 0, &delimiter).map(|(_, end)| end);
    std::iter::from_fn(move || {
        let start = at?;
        let next = next_delimiter(body, start, &delimiter);
        at = next.map(|(_, end)| end).filter(|end| *end > start);
        let end = next.map_or(body.len(), |(begin, _)| begin);
        (start < body.len()).then(|| &body[start.min(end)..end])
    })
}

/// Where the next delimiter line begins and ends; the closing one (`--boundary--`) ends the body.
fn next_delimiter(body: &[u8], from: usize, delimiter: &str) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let begin = at + memchr::memmem::find(&body[at..], delimiter.as_bytes())?;
        let after = begin + delimiter.len();
        let line_end = memchr::memchr(b'\n', &body[after..]).map_or(body.len(), |n| after + n + 1);
        let is_line_start = begin == 0 || body[begin - 1] == b'\n';
        match body[after..line_end].trim_ascii() {
            b"" if is_line_start => return Some((begin, line_end)),
            b"--" if is_line_start => return Some((begin, body.len())),
            _ => at = after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NESTED: &str = "Content-Type: multipart/mixed; boundary=\"a b\"\n\npreamble\n--a b\n\nhello\n--a bc\n--a b\n\
        Content-Type: multipart/alternative;\n boundary=inner\n\n--inner\nContent-Type: text/plain\n\nhi\n--inner\n\
        Content-Type: Text/Calendar; method=REQUEST\nContent-Transfer-Encoding: base64\n\nQkVH\nSU4=\n--inner--\n--a b--\n";

    fn found(message: &str, kind: &str) -> Option<String> {
        find(message.as_bytes(), &|t| t.kind == kind).map(|leaf| String::from_utf8(leaf.decoded()).unwrap())
    }

    #[test]
    fn a_part_is_found_at_any_depth_and_decoded() {
        assert_eq!(found(NESTED, "text/calendar").as_deref(), Some("BEGIN"));
        assert_eq!(found(NESTED, "text/plain").as_deref(), Some("hello\n--a bc\n"));
        assert_eq!(found(NESTED, "text/html"), None);
    }

    #[test]
    fn a_message_in_the_message_is_closed() {
        let message = "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n\
            Content-Type: text/calendar\n\nBEGIN\n--a--\n";
        assert_eq!(found(message, "text/calendar"), None);
    }

    #[test]
    fn parts_that_contain_each_other_without_end_are_left() {
        let message = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(2000);
        assert_eq!(found(&message, "text/calendar"), None);
    }

    proptest! {
        #[test]
        fn never_panics(parts in prop::collection::vec(prop::sample::select(vec![
            "Content-Type: multipart/mixed; boundary=a\n", "Content-Type: text/x; boundary=\"", "\n", "--a", "--a\n", "--a--\n",
            "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=3", "QUI\n", "\"", ";",
        ]), 0..20)) {
            let message = parts.concat();
            if let Some(leaf) = find(message.as_bytes(), &|t| t.kind == "text/plain") {
                leaf.decoded();
            }
        }
    }
}
