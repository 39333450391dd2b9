//! A link that opens a letter in whatever program writes mail here.

use std::fmt::Write;

use crate::parts::script_of;

/// `mailto:` with subject and text; every mail program reads these two (RFC 6068).
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    let lines = body.replace("\r\n", "\n").replace('\n', "\r\n");
    format!("mailto:{}?subject={}&body={}", encoded(address, "@"), encoded(subject, ""), encoded(&lines, ""))
}

/// `tel:` with what can be dialled of a number.
pub fn tel(number: &str) -> String {
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{dialled}")
}

/// The first word of a Latin name of two; of other names all of it, because which part is the given one is not known.
pub fn short_name(name: &str) -> String {
    let mut parts = name.split_whitespace();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(_), None) if script_of(name, None).is_none() => first.to_owned(),
        _ => name.to_owned(),
    }
}

/// Percent-encoded, but for letters, digits, the few marks that mean nothing in a URL, and those `besides`.
fn encoded(text: &str, besides: &str) -> String {
    let mut url = String::with_capacity(text.len());
    for byte in text.bytes() {
        let is_plain =
            byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || besides.as_bytes().contains(&byte);
        if is_plain {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_survive_the_link() {
        assert_eq!(
            mailto("o'neil+x@a.example", "Line 2 & 3?", "Dear Őry,\n\n50 % = “half”"),
            "mailto:o%27neil%2Bx@a.example?subject=Line%202%20%26%203%3F&body=Dear%20%C5%90ry%2C%0D%0A%0D%0A50%20%25%20%3D%20%E2%80%9Chalf%E2%80%9D"
        );
        assert_eq!(tel("+46 (0)31-123 45"), "tel:+4603112345");
    }
}
