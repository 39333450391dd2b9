//! Bytes to text, for files that do not say in which encoding they are.
//!
//! UTF-16 is recognised by its byte order mark, or by NULs between ASCII letters, and turned into UTF-8 before any line
//! is looked at. Everything else stays bytes until a line or a field is known to be complete, because exporters fold
//! lines in the middle of a character. Then it is UTF-8 if it can be, and windows-1252 if it cannot.

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The UTF-16 flavour a file is in, by its first two bytes; `None` if it is not UTF-16.
fn utf_16_by_head(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [letter, 0, ..] if letter.is_ascii_graphic() => Some(UTF_16LE),
        [0, letter, ..] if letter.is_ascii_graphic() => Some(UTF_16BE),
        _ => None,
    }
}

/// A whole file as UTF-8 or as the bytes of an eight-bit encoding, without its byte order mark.
pub(crate) fn without_utf_16(file: Vec<u8>) -> Vec<u8> {
    match utf_16_by_head(&file) {
        Some(encoding) => encoding.decode_with_bom_removal(&file).0.into_owned().into_bytes(),
        None if file.starts_with(UTF_8_MARK) => file.get(UTF_8_MARK.len()..).unwrap_or_default().to_vec(),
        None => file,
    }
}

/// A complete line or field as text: UTF-8 if it is valid as such, else windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// As [`decode`], for bytes that are said to be in `charset`; an unknown charset counts as not said.
pub(crate) fn decode_as<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    match charset.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => encoding.decode_without_bom_handling(bytes).0,
        _ => decode(bytes),
    }
}

/// The text on one line: control characters and runs of white space become one space, at most `max_chars` are kept.
pub(crate) fn one_line(text: &str, max_chars: usize) -> String {
    let mut line = String::with_capacity(text.len().min(max_chars.saturating_mul(4)));
    let mut count = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if count > 0 && count < max_chars {
            line.push(' ');
            count += 1;
        }
        for c in word.chars().take(max_chars - count) {
            line.push(c);
            count += 1;
        }
        if count >= max_chars {
            break;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The bytes of a file that arrives in pieces, with UTF-16 turned into UTF-8 on the way.
pub(crate) enum Utf8Stream {
    /// The first bytes, too few to tell.
    Undecided(Vec<u8>),
    /// An eight-bit encoding: handed on as it is.
    Plain,
    /// UTF-16, decoded piece by piece.
    Utf16(Decoder),
}

impl Utf8Stream {
    /// A stream at the beginning of its file.
    pub(crate) fn new() -> Utf8Stream {
        Utf8Stream::Undecided(Vec::new())
    }

    /// Takes the next bytes and hands on what they are in UTF-8.
    pub(crate) fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(&[u8])) {
        match self {
            Utf8Stream::Plain => each(bytes),
            Utf8Stream::Utf16(decoder) => decode_piece(decoder, bytes, false, each),
            Utf8Stream::Undecided(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= UTF_8_MARK.len() {
                    self.decide(each);
                }
            }
        }
    }

    /// The file has ended: hands on what is left.
    pub(crate) fn finish(mut self, each: &mut dyn FnMut(&[u8])) {
        self.decide(each);
        if let Utf8Stream::Utf16(mut decoder) = self {
            decode_piece(&mut decoder, &[], true, each);
        }
    }

    fn decide(&mut self, each: &mut dyn FnMut(&[u8])) {
        let Utf8Stream::Undecided(head) = self else { return };
        let head = std::mem::take(head);
        match utf_16_by_head(&head) {
            Some(encoding) => {
                let mut decoder = encoding.new_decoder_with_bom_removal();
                decode_piece(&mut decoder, &head, false, each);
                *self = Utf8Stream::Utf16(decoder);
            }
            None => {
                each(head.strip_prefix(UTF_8_MARK).unwrap_or(&head));
                *self = Utf8Stream::Plain;
            }
        }
    }
}

fn decode_piece(decoder: &mut Decoder, mut bytes: &[u8], last: bool, each: &mut dyn FnMut(&[u8])) {
    let mut buffer = [0u8; 4096];
    loop {
        let (result, read, written, _) = decoder.decode_to_utf8(bytes, &mut buffer, last);
        each(buffer.get(..written).unwrap_or_default());
        bytes = bytes.get(read..).unwrap_or_default();
        if result == encoding_rs::CoderResult::InputEmpty {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn streamed(bytes: &[u8], piece: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut stream = Utf8Stream::new();
        for chunk in bytes.chunks(piece) {
            stream.push(chunk, &mut |b| out.extend_from_slice(b));
        }
        stream.finish(&mut |b| out.extend_from_slice(b));
        out
    }

    #[test]
    fn utf_16_becomes_utf_8_with_and_without_its_mark() {
        let little: Vec<u8> = "\u{feff}Ána".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Ana".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(without_utf_16(little.clone()), "Ána".as_bytes());
        assert_eq!(without_utf_16(big.clone()), b"Ana");
        for piece in 1..5 {
            assert_eq!(streamed(&little, piece), "Ána".as_bytes());
            assert_eq!(streamed(&big, piece), b"Ana");
            assert_eq!(streamed("\u{feff}Ána".as_bytes(), piece), "Ána".as_bytes());
        }
    }

    #[test]
    fn what_is_not_utf_8_is_windows_1252() {
        assert_eq!(decode(b"J\xfcrgen"), "Jürgen");
        assert_eq!(decode("Jürgen".as_bytes()), "Jürgen");
        assert_eq!(decode_as(b"\x83A\x83i", Some("Shift_JIS")), "アナ");
        assert_eq!(decode_as("Jürgen".as_bytes(), Some("no-such")), "Jürgen");
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("  a\r\n\0b\tc ", 500), "a b c");
        assert_eq!(one_line("áéíóú", 3), "áéí");
        assert_eq!(one_line("ab cd", 3), "ab");
    }
}
