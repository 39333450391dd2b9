//! Chance that nobody can guess, and the hashes under which what was made of it is kept.
//!
//! What opens a door (the cookie of a session, the key of a link, a recovery code) is drawn here and kept only as its
//! hash, so that whoever reads the database cannot come in with it. It is long enough that a plain hash guards it.

use std::fmt::Write;

use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Result};

/// Fills `N` bytes by chance.
///
/// # Errors
/// The system gives none.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut drawn = [0; N];
    let none = |_| Error::Io {
        what: "the system gives no random bytes".into(),
        source: std::io::Error::other("getrandom failed"),
    };
    SystemRandom::new().fill(&mut drawn).map_err(none)?;
    Ok(drawn)
}

/// A key of 256 bits, as text for a cookie or a link.
///
/// # Errors
/// The system gives no chance.
pub fn key() -> Result<String> {
    Ok(hex(&bytes::<32>()?))
}

/// The hash under which a key is kept.
pub fn hash(key: &str) -> String {
    hex(digest(&SHA256, key.as_bytes()).as_ref())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_long_and_never_the_same() {
        let (one, other) = (key().unwrap(), key().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn hexadecimal_goes_there_and_back() {
        assert_eq!(unhex(&hex(&[0, 127, 255])), Some(vec![0, 127, 255]));
        for broken in ["0", "zz", "0g", "é"] {
            assert_eq!(unhex(broken), None, "{broken}");
        }
    }
}
