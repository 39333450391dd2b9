//! Punycode (RFC 3492): the ASCII spelling of international domain labels, turned back into letters.

const BASE: u32 = 36;
const TMIN: u32 = 1;
const TMAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// The label that `encoded` (without its `xn--`) spells; `None` if it spells none (RFC 3492 section 6.2).
pub(super) fn decode(encoded: &str) -> Option<String> {
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut label: Vec<char> = basic.chars().collect();
    let mut digits = extended.chars().map(|c| c.to_digit(BASE).map(letters_first));
    let (mut code, mut at, mut bias, mut first) = (128_u32, 0_u32, 72_u32, true);
    while let Some(digit) = digits.next() {
        let start = at;
        let (mut weight, mut k, mut digit) = (1_u32, BASE, digit?);
        loop {
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(TMIN, TMAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
            digit = digits.next()??;
        }
        let length = u32::try_from(label.len()).ok()? + 1;
        bias = adapt(at - start, length, std::mem::replace(&mut first, false));
        code = code.checked_add(at / length)?;
        at %= length;
        label.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(label.into_iter().collect())
}

/// Punycode counts `a`–`z` as 0–25 and `0`–`9` as 26–35; Rust's base 36 has them the other way round.
fn letters_first(digit: u32) -> u32 {
    if digit >= 10 { digit - 10 } else { digit + 26 }
}

/// RFC 3492 section 6.1.
fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > ((BASE - TMIN) * TMAX) / 2 {
        delta /= BASE - TMIN;
        k += BASE;
    }
    k + (BASE - TMIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn labels_of_several_scripts() {
        assert_eq!(decode("mnchen-3ya").as_deref(), Some("münchen"));
        assert_eq!(decode("fsqu00a").as_deref(), Some("例子"));
        assert_eq!(decode("hxajbheg2az3al").as_deref(), Some("παράδειγμα"));
    }

    #[test]
    fn nonsense_is_none() {
        assert_eq!(decode("a-999999999999"), None);
        assert_eq!(decode("é"), None);
    }
}
