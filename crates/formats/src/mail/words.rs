//! The text of header fields: folding, encoded words (RFC 2047) and bare 8-bit characters.

use std::borrow::Cow;

use mail_parser::decoders::{
    base64::base64_decode, charsets::map::charset_decoder, quoted_printable::quoted_printable_decode_char,
};

/// RFC 2047 section 2 allows 75 characters; programs that encode a whole name into one word write more.
const MAX_WORD_BYTES: usize = 2000;

/// The text of a field: unfolded, encoded words decoded, everything else as UTF-8 if it is, else in the charset of
/// the message if that is given, else as Windows-1252.
///
/// What is broken stays as it is written: a wrong name is better than none.
pub(super) fn decode(raw: &[u8], charset: Option<&str>) -> String {
    let mut text = Text { out: String::with_capacity(raw.len()), pending: None, charset };
    let mut rest = raw;
    while let Some(start) = memchr::memmem::find(rest, b"=?") {
        match encoded_word(&rest[start..]) {
            Some(word) => {
                text.plain(&rest[..start], true);
                rest = &rest[start + word.bytes..];
                text.word(word);
            }
            None => {
                text.plain(&rest[..start + 2], false);
                rest = &rest[start + 2..];
            }
        }
    }
    text.plain(rest, false);
    text.flush();
    text.out
}

/// How many bytes an encoded word at the beginning of `raw` has; `None` if none is there.
pub(super) fn encoded_word_bytes(raw: &[u8]) -> Option<usize> {
    encoded_word(raw).map(|word| word.bytes)
}

struct Word<'a> {
    charset: &'a [u8],
    content: Vec<u8>,
    bytes: usize,
}

/// `=?charset?B?text?=` or `=?charset?Q?text?=` (RFC 2047 section 2), the charset perhaps with a language (RFC 2231
/// section 5).
fn encoded_word(raw: &[u8]) -> Option<Word<'_>> {
    let raw = &raw[..raw.len().min(MAX_WORD_BYTES)];
    let inner = raw.strip_prefix(b"=?")?;
    let charset_end = memchr::memchr(b'?', inner)?;
    let charset = inner[..charset_end].split(|b| *b == b'*').next().unwrap_or_default();
    let [encoding, b'?', text @ ..] = &inner[charset_end + 1..] else { return None };
    let end = memchr::memmem::find(text, b"?=")?;
    let content = match encoding {
        b'B' | b'b' => base64(&text[..end]),
        b'Q' | b'q' => q_decode(&text[..end]),
        _ => return None,
    };
    let is_charset = !charset.is_empty() && charset.iter().all(u8::is_ascii_graphic);
    is_charset.then(|| Word { charset, content, bytes: 2 + charset_end + 3 + end + 2 })
}

/// Base64 that may hold white space, wrong padding or a cut end.
fn base64(text: &[u8]) -> Vec<u8> {
    let is_digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    let mut digits: Vec<u8> = text.iter().copied().filter(is_digit).collect();
    // A single left-over digit holds no whole byte.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    digits.resize(digits.len().next_multiple_of(4), b'=');
    base64_decode(&digits).unwrap_or_default()
}

/// The "Q" encoding (RFC 2047 section 4.2).
fn q_decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let escaped = match text.get(at..at + 3) {
            Some(&[b'=', high, low]) => quoted_printable_decode_char(high, low),
            _ => None,
        };
        at += if escaped.is_some() { 3 } else { 1 };
        out.push(escaped.unwrap_or(if byte == b'_' { b' ' } else { byte }));
    }
    out
}

struct Text<'a> {
    out: String,
    /// Words of one charset in a row: a character may be split between them, though it should not.
    pending: Option<(&'a [u8], Vec<u8>)>,
    charset: Option<&'a str>,
}

impl<'a> Text<'a> {
    fn plain(&mut self, bytes: &[u8], before_word: bool) {
        // White space between two encoded words is not shown (RFC 2047 section 6.2).
        let between_words = before_word && self.pending.is_some() && bytes.trim_ascii().is_empty();
        if bytes.is_empty() || between_words {
            return;
        }
        self.flush();
        let text = raw_text(bytes, self.charset);
        // Unfolding (RFC 5322 section 2.2.3).
        self.out.extend(text.chars().filter(|c| !matches!(c, '\r' | '\n')));
    }

    fn word(&mut self, word: Word<'a>) {
        match &mut self.pending {
            // ISO 2022 begins anew in each word.
            Some((charset, content))
                if charset.eq_ignore_ascii_case(word.charset)
                    && !word
                        .charset
                        .get(..8)
                        .is_some_and(|start| start.eq_ignore_ascii_case(b"iso-2022")) =>
            {
                content.extend_from_slice(&word.content);
            }
            _ => {
                self.flush();
                self.pending = Some((word.charset, word.content));
            }
        }
    }

    fn flush(&mut self) {
        let Some((charset, content)) = self.pending.take() else { return };
        match charset_decoder(charset) {
            Some(decoder) if !charset.eq_ignore_ascii_case(b"us-ascii") => {
                self.out.push_str(&decoder(&content))
            }
            _ => self.out.push_str(&raw_text(&content, self.charset)),
        }
    }
}

/// Bytes of no declared charset.
fn raw_text<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let is_utf8 = |name: &&str| name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii");
    let decoder = charset.filter(|name| !is_utf8(name)).and_then(|name| charset_decoder(name.as_bytes()));
    match decoder {
        Some(decoder) => Cow::Owned(decoder(bytes)),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(raw: impl AsRef<[u8]>, expected: &str) {
        assert_eq!(decode(raw.as_ref(), None), expected);
    }

    #[test]
    fn encoded_words_of_many_charsets() {
        check("=?utf-8?Q?Jos=C3=A9_L=C3=B3pez?=", "José López");
        check("=?ISO-8859-1?q?Jos=E9?= Lopez", "José Lopez");
        check("=?UTF-8?B?5bGx55Sw5aSq6YOO?=", "山田太郎");
        check("=?iso-2022-jp?B?GyRCOzNFREJATzobKEI=?=", "山田太郎");
        check("=?gb2312?B?wO7D9w==?=", "李明");
        check("=?big5?B?p/Wp+g==?=", "李明");
        check("=?koi8-r?B?4c7OwQ==?=", "Анна");
        check("=?utf-8*en?Q?Ana?=", "Ana");
    }

    #[test]
    fn white_space_between_words_goes_and_split_characters_meet() {
        check("=?utf-8?Q?a?= \r\n =?utf-8?Q?b?= c", "ab c");
        check("=?utf-8?B?5bGx5w==?= =?utf-8?B?lLA=?=", "山田");
        check("=?iso-2022-jp?B?GyRCOzMbKEI=?= =?iso-2022-jp?B?GyRCRUQbKEI=?=", "山田");
    }

    #[test]
    fn what_is_broken_stays_readable() {
        check("=?utf-8?Q?Ana", "=?utf-8?Q?Ana");
        check("=?utf-8?X?Ana?=", "=?utf-8?X?Ana?=");
        check("=?nonsense?Q?Ana?=", "Ana");
        check("=?utf-8?B?QW5h===?=", "Ana");
        check("=?utf-8?Q?Ana Lopez=?=", "Ana Lopez=");
        check("1 =? 2 ?= 3", "1 =? 2 ?= 3");
    }

    #[test]
    fn bare_8_bit_characters_are_guessed() {
        check("José", "José");
        check(b"Jos\xe9", "José");
        assert_eq!(decode(b"\xc0\xee\xc3\xf7", Some("gb2312")), "李明");
        assert_eq!(decode(b"Jos\xe9", Some("utf-8")), "José");
    }

    proptest! {
        #[test]
        fn never_panics(raw in prop::collection::vec(any::<u8>(), 0..60)) {
            decode(&raw, Some("big5"));
        }

        #[test]
        fn never_panics_on_words(raw in "(=\\?(utf-8|big5|x|)\\?[BQbqx]\\?[A-Za-z0-9=_?+/ ]{0,12}(\\?=)? ?){0,4}") {
            decode(raw.as_bytes(), None);
        }
    }
}
