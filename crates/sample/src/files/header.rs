//! Names, addresses and texts as they stand in the header of a mail (RFC 5322, RFC 2047).

use crate::story::{Cast, Person, Role};

/// The display name a person writes under. Programs and cultures differ, but each person keeps to theirs.
pub(crate) fn display_name(cast: &Cast, number: usize) -> String {
    let person = &cast.people[number];
    let habit = habit(number);
    match &person.name.native {
        Some(native) if !person.role.is_inside() && habit == 0 => native.clone(),
        Some(native) if !person.role.is_inside() && habit == 1 => {
            format!("{native} ({})", person.name.latin())
        }
        None if person.name.family_first && habit == 0 => {
            format!("{} {}", person.name.family, person.name.given)
        }
        // The custom of a whole organization, as its directory has it.
        _ if is_family_first_directory(person) => format!("{}, {}", person.name.family, person.name.given),
        _ => person.name.latin(),
    }
}

fn is_family_first_directory(person: &Person) -> bool {
    !person.role.is_inside() && person.role != Role::Seller && person.organization % 6 == 2
}

/// 0, 1 or 2, the same for a person each time.
fn habit(number: usize) -> u64 {
    ((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % 3
}

/// `Name <address>`, the name quoted or encoded where it has to be.
pub(crate) fn mailbox(name: &str, email: &str) -> String {
    if name.is_empty() {
        return email.to_owned();
    }
    if !name.is_ascii() {
        return format!("{} <{email}>", encoded(name));
    }
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || " -'&".contains(c));
    match is_plain {
        true => format!("{name} <{email}>"),
        false => format!("\"{name}\" <{email}>"),
    }
}

/// A text as it is, or as encoded words: Q where most of it is ASCII, B otherwise.
pub(crate) fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    let (letter, encode): (char, fn(&str) -> String) =
        if foreign * 4 < text.chars().count() { ('Q', q) } else { ('B', b) };
    // A word has at most 75 characters, and letters are not cut in two.
    let mut words = Vec::new();
    let mut part = String::new();
    for c in text.chars() {
        part.push(c);
        if encode(&part).len() > 56 {
            words.push(std::mem::take(&mut part));
        }
    }
    words.push(part);
    words.retain(|part| !part.is_empty());
    let words: Vec<String> =
        words.iter().map(|part| format!("=?UTF-8?{letter}?{}?=", encode(part))).collect();
    words.join("\n ")
}

fn q(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => encoded.push('_'),
            byte if byte.is_ascii_alphanumeric() => encoded.push(byte.into()),
            byte => encoded.push_str(&format!("={byte:02X}")),
        }
    }
    encoded
}

fn b(text: &str) -> String {
    base64(text.as_bytes())
}

/// RFC 4648 with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for group in bytes.chunks(3) {
        let number =
            group.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            match digit <= group.len() {
                true => encoded.push(DIGITS[(number >> (18 - 6 * digit)) as usize & 63].into()),
                false => encoded.push('='),
            }
        }
    }
    encoded
}

/// RFC 2045 quoted-printable, in lines of at most 76 characters.
pub(crate) fn quoted_printable(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split('\n') {
        let mut width = 0;
        for byte in line.bytes() {
            if width > 70 {
                encoded.push_str("=\n");
                width = 0;
            }
            match byte {
                b'=' | 128.. => {
                    encoded.push_str(&format!("={byte:02X}"));
                    width += 3;
                }
                _ => {
                    encoded.push(byte.into());
                    width += 1;
                }
            }
        }
        encoded.push('\n');
    }
    encoded.pop();
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_or_encoded_where_they_have_to_be() {
        assert_eq!(mailbox("Ana Lopez", "a@x.example"), "Ana Lopez <a@x.example>");
        assert_eq!(mailbox("Lopez, Ana", "a@x.example"), "\"Lopez, Ana\" <a@x.example>");
        assert_eq!(mailbox("Jörg Aigner", "j@x.example"), "=?UTF-8?Q?J=C3=B6rg_Aigner?= <j@x.example>");
        assert_eq!(mailbox("橘真司", "s@x.example"), "=?UTF-8?B?5qmY55yf5Y+4?= <s@x.example>");
        assert_eq!(mailbox("", "s@x.example"), "s@x.example");
    }

    #[test]
    fn long_texts_become_several_words() {
        let words = encoded(&"Δελτίο αποστολής ".repeat(8));
        assert!(words.lines().count() > 3 && words.lines().all(|word| word.len() <= 76), "{words}");
    }

    #[test]
    fn encodings_are_those_of_the_standards() {
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(quoted_printable("a=b é\nc"), "a=3Db =C3=A9\nc");
        assert!(quoted_printable(&"long ".repeat(100)).lines().all(|line| line.len() <= 76));
    }
}
