//! Phone numbers, without knowledge of national plans: enough to see that two sources give the same one.

use model::Address;

/// Shorter is an extension or a short code; longer is not a number (E.164 section 6.2.1: at most 15 digits, and we
/// leave room for a trunk prefix).
const DIGITS: std::ops::RangeInclusive<usize> = 6..=17;

/// The phone number in canonical form: `+` and digits where the country is given, digits alone otherwise; `None` if it
/// is not a number.
///
/// `00` in front is `+`; `(0)` behind a country code is dropped, and so is an extension (RFC 3966 `;ext=`, `x12`,
/// `ext. 12`, `#12`). Digits of other scripts are read.
///
/// ```
/// use formats::address::phone;
/// use model::Address;
/// assert_eq!(phone("tel:+44 (0)20 7946-0018;ext=12"), Some(Address::Phone("+442079460018".into())));
/// assert_eq!(phone("0044 20 7946 0018"), Some(Address::Phone("+442079460018".into())));
/// assert_eq!(phone("call me"), None);
/// ```
pub fn phone(text: &str) -> Option<Address> {
    let number = without_label(text.trim())?;
    let number = without_extension(number);
    let is_international = number.trim_start_matches(['(', '[', ' ']).starts_with(['+', '＋']);
    let number = if is_international { number.replace("(0)", "") } else { number.to_owned() };
    let mut digits = String::new();
    for c in number.chars() {
        match decimal(c) {
            Some(digit) => digits.push(digit),
            None if c.is_alphabetic() => return None,
            None => {}
        }
    }
    let (plus, digits) = match digits.strip_prefix("00") {
        Some(rest) if !is_international => ("+", rest.trim_start_matches('0')),
        _ if is_international => ("+", digits.trim_start_matches('0')),
        _ => ("", digits.as_str()),
    };
    DIGITS.contains(&digits.len()).then(|| Address::Phone(format!("{plus}{digits}")))
}

/// Drops `tel:`, `Mobile:` and the like; `None` if more than a word stands before the number.
fn without_label(text: &str) -> Option<&str> {
    let start = text.find(|c| decimal(c).is_some() || "+＋(".contains(c))?;
    let label = text[..start].trim();
    (label.chars().filter(|c| c.is_whitespace()).count() <= 1 && label.len() <= 40).then_some(&text[start..])
}

/// Cuts at the first letter or sign that begins an extension.
fn without_extension(number: &str) -> &str {
    let lower = number.to_ascii_lowercase();
    let cut = [";", ",", "#", "x", "ext", "/ext", "poste", "durchwahl"]
        .iter()
        .filter_map(|mark| lower.find(mark))
        .min();
    &number[..cut.unwrap_or(number.len())]
}

/// The digit a character stands for, in ASCII: Arabic, Persian, Devanagari and full-width digits too.
fn decimal(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = phone(text);
        assert_eq!(found.as_ref().map_or("", |a| a.value()), expected, "of {text:?}");
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        for text in [
            "+442079460018",
            "+44 20 7946 0018",
            "+44 (0)20 7946 0018",
            "(+44) 20-7946-0018",
            "0044 20 7946 0018",
            "tel:+44-20-7946-0018",
            "Mobile: +44.20.7946.0018 ext. 7",
            "+44 20 7946 0018 x7",
            "+44 20 7946 0018;ext=7",
            "＋４４ ２０ ７９４６ ００１８",
            "+٤٤٢٠٧٩٤٦٠٠١٨",
        ] {
            check(text, "+442079460018");
        }
    }

    #[test]
    fn a_number_without_a_country_keeps_its_digits() {
        check("(020) 7946 0018", "02079460018");
        check("555-0123 x4", "5550123");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "n/a", "12345", "call me at 7 or so, tomorrow", "1-800-FLOWERS", "+", "1234567890123456789"]
        {
            check(text, "");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_is_idempotent(text in "\\PC{0,40}|[+0-9() x;.]{0,24}") {
            if let Some(address) = phone(&text) {
                prop_assert_eq!(phone(address.value()), Some(address));
            }
        }
    }
}
