//! Public keys as authenticators write them: COSE, a map of CBOR of which three shapes are known.
//!
//! Only what these shapes need is read: whole numbers and strings of bytes, and nothing of a length that is not told.

/// A public key, by its kind.
#[derive(Debug, PartialEq, Eq)]
pub enum PublicKey<'a> {
    /// ECDSA over P-256, the point uncompressed.
    P256([u8; 65]),
    /// Ed25519.
    Ed25519(&'a [u8]),
    /// RSA with SHA-256, as Windows makes them.
    Rsa {
        /// Modulus.
        n: &'a [u8],
        /// Exponent.
        e: &'a [u8],
    },
}

/// The kinds that are asked for, the preferred one first, by their number in COSE.
pub const KINDS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// What a key has at most.
const MOST_ENTRIES: u64 = 8;

enum Value<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// The key at the beginning, and how long it is written.
pub fn public_key(bytes: &[u8]) -> Option<(PublicKey<'_>, usize)> {
    let (5, entries, mut rest) = head(bytes)? else { return None };
    let mut found = Vec::new();
    for _ in 0..Some(entries).filter(|count| *count <= MOST_ENTRIES)? {
        let (Value::Number(label), after) = value(rest)? else { return None };
        let (value, after) = value(after)?;
        found.push((label, value));
        rest = after;
    }
    let number = |label| {
        found.iter().find_map(|(l, v)| match v {
            Value::Number(n) if *l == label => Some(*n),
            _ => None,
        })
    };
    let text = |label| {
        found.iter().find_map(|(l, v)| match v {
            Value::Bytes(b) if *l == label => Some(*b),
            _ => None,
        })
    };
    let key = match (number(1)?, number(3)?) {
        (2, ES256) if number(-1) == Some(1) => PublicKey::P256(point(text(-2)?, text(-3)?)?),
        (1, EDDSA) if number(-1) == Some(6) => PublicKey::Ed25519(text(-2).filter(|x| x.len() == 32)?),
        (3, RS256) => PublicKey::Rsa { n: text(-1)?, e: text(-2)? },
        _ => return None,
    };
    Some((key, bytes.len() - rest.len()))
}

fn point(x: &[u8], y: &[u8]) -> Option<[u8; 65]> {
    let whole = [&[4], x, y].concat();
    (x.len() == 32).then_some(whole)?.try_into().ok()
}

fn value(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (kind, size, rest) = head(bytes)?;
    match kind {
        0 => Some((Value::Number(i64::try_from(size).ok()?), rest)),
        1 => Some((Value::Number(-1 - i64::try_from(size).ok()?), rest)),
        2 => {
            let (text, rest) = rest.split_at_checked(usize::try_from(size).ok()?)?;
            Some((Value::Bytes(text), rest))
        }
        _ => None,
    }
}

/// The kind of what comes, its size or value, and what follows.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, small) = (first >> 5, first & 0x1f);
    let length = match small {
        0..24 => return Some((kind, u64::from(small), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let (size, rest) = rest.split_at_checked(length)?;
    Some((kind, size.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_three_shapes_are_read() {
        let ed =
            [&[0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20][..], &[9; 32], b"more"].concat();
        assert_eq!(public_key(&ed), Some((PublicKey::Ed25519(&[9; 32]), 42)));
        let rsa = [
            &[0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00][..],
            &[5; 256],
            &[0x21, 0x43, 1, 0, 1],
        ];
        let rsa = rsa.concat();
        assert_eq!(public_key(&rsa), Some((PublicKey::Rsa { n: &[5; 256], e: &[1, 0, 1] }, rsa.len())));
    }

    #[test]
    fn other_shapes_are_not_keys() {
        for text in [
            &[][..],
            &[0xa0],
            &[0xbf],
            // P-256 with a coordinate that is too short.
            &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x41, 1, 0x22, 0x41, 1],
            // A string longer than what there is.
            &[0xa1, 0x20, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] {
            assert_eq!(public_key(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = public_key(&bytes);
            let _ = public_key(&[&[0xa5, 1, 2, 3, 0x26, 0x20, 1], &bytes[..]].concat());
        }
    }
}
