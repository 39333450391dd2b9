//! Codes that change every thirty seconds (RFC 6238), as authenticator apps show them.

use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

use crate::error::Result;
use crate::outer::chance;

/// Bytes of a secret.
pub const SECRET_BYTES: usize = 20;
/// Seconds that a code stands for.
const STEP: i64 = 30;
/// Steps that the clocks may differ, each way.
const DRIFT: i64 = 1;
/// Digits of a code.
const DIGITS: usize = 6;

/// Draws a secret.
///
/// # Errors
/// The system gives no chance.
pub fn draw() -> Result<[u8; SECRET_BYTES]> {
    chance::bytes()
}

/// True for what an app could show: a recovery code is something else.
pub fn is_code(code: &str) -> bool {
    let mut letters = code.chars().filter(|c| !c.is_whitespace());
    letters.by_ref().take(DIGITS).filter(char::is_ascii_digit).count() == DIGITS && letters.next().is_none()
}

/// The step whose code this is, near this second; none if it is no code of now.
pub fn step_of(secret: &[u8], code: &str, second: i64) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let now = second.div_euclid(STEP);
    // Every step is computed whatever the others were, and codes are compared in the same time.
    (now - DRIFT..=now + DRIFT).fold(None, |found, step| {
        let is_it = same(of_step(secret, step).as_bytes(), code.as_bytes());
        if is_it { Some(step) } else { found }
    })
}

/// The code of a second, for whoever holds the secret.
pub fn code(secret: &[u8], second: i64) -> String {
    of_step(secret, second.div_euclid(STEP))
}

fn of_step(secret: &[u8], step: i64) -> String {
    let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[tag.len() - 1] & 0x0f);
    let four = [tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]];
    let number = u32::from_be_bytes(four) % 10_u32.pow(DIGITS as u32);
    format!("{number:0DIGITS$}")
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// A secret as people type it into an app.
pub fn base32(secret: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for five in secret.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(block);
        let letters = (five.len() * 8).div_ceil(5);
        text.extend((0..letters).map(|n| char::from(LETTERS[(bits >> (35 - 5 * n) & 31) as usize])));
    }
    text
}

/// The address that an app reads from a picture.
pub fn address(secret: &[u8], login: &str, host: &str) -> String {
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'@' => {
                    char::from(byte).to_string()
                }
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    let (secret, login, host) = (base32(secret), escaped(login), escaped(host));
    format!("otpauth://totp/Kith%20{host}:{login}?secret={secret}&issuer=Kith%20{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_rfc() {
        // The RFC shows eight digits; six are their end.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(super::code(RFC, second), code, "{second}");
            assert_eq!(step_of(RFC, code, second), Some(second / 30));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        assert_eq!(step_of(RFC, "287082", 59 + 30), Some(1));
        assert_eq!(step_of(RFC, "287082", 29), Some(1));
        assert_eq!(step_of(RFC, "287082", 59 + 61), None);
        assert_eq!(step_of(RFC, "287 082", 59), Some(1), "as apps show it");
        for wrong in ["", "287083", "28708", "2870820", "éééééé"] {
            assert_eq!(step_of(RFC, wrong, 59), None, "{wrong}");
        }
    }

    #[test]
    fn secrets_are_written_as_apps_read_them() {
        for (bytes, text) in [
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        assert_eq!(
            address(RFC, "a+b@x.example", "kith.x.example"),
            "otpauth://totp/Kith%20kith.x.example:a%2Bb@x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Kith%20kith.x.example"
        );
    }
}
