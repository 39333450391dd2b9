//! What a browser answers about a passkey, checked as WebAuthn level 3 says (sections 7.1 and 7.2): pure, without clock,
//! chance or database.
//!
//! It is written here because so little of WebAuthn is asked for: no attestation (whoever made the authenticator is of no
//! matter), three kinds of signature, which [`ring`] checks, and no extension. The crates that do all of it bring some
//! thirty others, and a clock of their own.

use ring::digest::{SHA256, digest};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

use super::cose::{self, PublicKey};

use crate::words::refusals;

/// Somebody was there.
const USER_PRESENT: u8 = 0x01;
/// They proved who they are to the authenticator, by finger, face or PIN.
const USER_VERIFIED: u8 = 0x04;
/// A new credential is told of.
const HAS_CREDENTIAL: u8 = 0x40;
/// Hash of the site, flags, counter.
const HEAD: usize = 37;
/// Length of the number of the model of the authenticator.
const AAGUID: usize = 16;

/// The site that passkeys are bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The name, `kith.example` or `localhost`.
    pub name: String,
    /// Where its pages are, `https://kith.example:8484`.
    pub origin: String,
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not made as such an answer is.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_MALFORMED)]
    Malformed,
    /// It answers something else.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_OTHER_KIND)]
    OtherKind,
    /// It was made on another site.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_OTHER_SITE)]
    OtherSite,
    /// Nobody proved who they are to the authenticator.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_NOT_VERIFIED)]
    NotVerified,
    /// A kind of key that is not known.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_UNKNOWN_KEY)]
    UnknownKey,
    /// The signature is not of this key.
    #[error("{}", refusals::sign_in::PASSKEY_ANSWER_SIGNATURE)]
    Signature,
}

/// What the browser signed, or the part of it that is asked for.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// The challenge that is answered, as text.
///
/// # Errors
/// The answer cannot be read.
pub fn challenge(client_data: &[u8]) -> Result<String, Refusal> {
    let client: ClientData = serde_json::from_slice(client_data).map_err(|_| Refusal::Malformed)?;
    Ok(client.challenge)
}

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its number at the authenticator.
    pub credential: Vec<u8>,
    /// Its public key, as the authenticator wrote it.
    pub key: Vec<u8>,
    /// How often it has signed.
    pub count: u32,
}

/// Checks the answer to making one. That the challenge was ours is for the caller.
///
/// # Errors
/// Why it is not taken.
pub fn made(site: &Site, client_data: &[u8], authenticator: &[u8]) -> Result<Made, Refusal> {
    check_client("webauthn.create", site, client_data)?;
    let (flags, count, rest) = check_authenticator(site, authenticator)?;
    if flags & HAS_CREDENTIAL == 0 {
        return Err(Refusal::Malformed);
    }
    let (_, rest) = rest.split_at_checked(AAGUID).ok_or(Refusal::Malformed)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Refusal::Malformed)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, key) = rest.split_at_checked(length).ok_or(Refusal::Malformed)?;
    if credential.is_empty() || credential.len() > 1023 {
        return Err(Refusal::Malformed);
    }
    let length = cose::public_key(key).ok_or(Refusal::UnknownKey)?.1;
    Ok(Made { credential: credential.to_owned(), key: key[..length].to_owned(), count })
}

/// Checks the answer to signing in, and gives how often the passkey has signed. That the challenge was ours is for the
/// caller.
///
/// # Errors
/// Why it is not taken.
pub fn signed(
    site: &Site,
    key: &[u8],
    client_data: &[u8],
    authenticator: &[u8],
    signature: &[u8],
) -> Result<u32, Refusal> {
    check_client("webauthn.get", site, client_data)?;
    let (_, count, _) = check_authenticator(site, authenticator)?;
    let (key, _) = cose::public_key(key).ok_or(Refusal::UnknownKey)?;
    let message = [authenticator, digest(&SHA256, client_data).as_ref()].concat();
    let is_right = match key {
        PublicKey::P256(point) => {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &point[..]).verify(&message, signature)
        }
        PublicKey::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(&message, signature),
        PublicKey::Rsa { n, e } => {
            RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, &message, signature)
        }
    };
    is_right.map_err(|_| Refusal::Signature)?;
    Ok(count)
}

fn check_client(kind: &str, site: &Site, client_data: &[u8]) -> Result<(), Refusal> {
    let client: ClientData = serde_json::from_slice(client_data).map_err(|_| Refusal::Malformed)?;
    if client.kind != kind {
        return Err(Refusal::OtherKind);
    }
    if client.origin != site.origin || client.cross_origin {
        return Err(Refusal::OtherSite);
    }
    Ok(())
}

/// Flags, counter, and what follows.
fn check_authenticator<'a>(site: &Site, data: &'a [u8]) -> Result<(u8, u32, &'a [u8]), Refusal> {
    let (head, rest) = data.split_first_chunk::<HEAD>().ok_or(Refusal::Malformed)?;
    let [hash @ .., flags, a, b, c, d] = head;
    if hash != digest(&SHA256, site.name.as_bytes()).as_ref() {
        return Err(Refusal::OtherSite);
    }
    if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
        return Err(Refusal::NotVerified);
    }
    Ok((*flags, u32::from_be_bytes([*a, *b, *c, *d]), rest))
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

    use super::*;

    fn site() -> Site {
        Site { name: "kith.example".into(), origin: "https://kith.example".into() }
    }

    fn client(kind: &str, origin: &str) -> Vec<u8> {
        format!(r#"{{"type":"{kind}","challenge":"AbC","origin":"{origin}","crossOrigin":false,"x":1}}"#)
            .into_bytes()
    }

    fn head(name: &str, flags: u8, count: u32) -> Vec<u8> {
        [digest(&SHA256, name.as_bytes()).as_ref(), &[flags], &count.to_be_bytes()].concat()
    }

    /// A key of P-256 as authenticators write it, and who signs with it.
    fn key() -> (Vec<u8>, EcdsaKeyPair) {
        let random = SystemRandom::new();
        let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, secret.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref();
        let key = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
            &point[1..33],
            &[0x22, 0x58, 0x20],
            &point[33..],
        ];
        (key.concat(), pair)
    }

    fn sign(pair: &EcdsaKeyPair, authenticator: &[u8], client_data: &[u8]) -> Vec<u8> {
        let message = [authenticator, digest(&SHA256, client_data).as_ref()].concat();
        pair.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_owned()
    }

    fn making(flags: u8, key: &[u8]) -> Vec<u8> {
        [&head("kith.example", flags, 0)[..], &[7; 16], &[0, 3], b"abc", key, &[0xa0]].concat()
    }

    #[test]
    fn a_new_passkey_is_read() {
        let (key, _) = key();
        let client = client("webauthn.create", "https://kith.example");
        let made = made(&site(), &client, &making(0x45, &key)).unwrap();
        assert_eq!(made, Made { credential: b"abc".to_vec(), key, count: 0 });
        assert_eq!(challenge(&client).unwrap(), "AbC");
    }

    #[test]
    fn a_new_passkey_of_another_place_or_without_proof_is_refused() {
        let (key, _) = key();
        let ours = client("webauthn.create", "https://kith.example");
        let cases = [
            (client("webauthn.get", "https://kith.example"), making(0x45, &key), Refusal::OtherKind),
            (client("webauthn.create", "https://kith.example.evil"), making(0x45, &key), Refusal::OtherSite),
            (client("webauthn.create", "http://kith.example"), making(0x45, &key), Refusal::OtherSite),
            (ours.clone(), making(0x41, &key), Refusal::NotVerified),
            (ours.clone(), making(0x44, &key), Refusal::NotVerified),
            (ours.clone(), making(0x05, &key), Refusal::Malformed),
            (ours.clone(), making(0x45, &key)[..60].to_vec(), Refusal::UnknownKey),
            (ours.clone(), making(0x45, &key)[..40].to_vec(), Refusal::Malformed),
            (ours.clone(), [head("other.example", 0x45, 0), vec![0; 60]].concat(), Refusal::OtherSite),
            (b"no JSON".to_vec(), making(0x45, &key), Refusal::Malformed),
        ];
        for (client, authenticator, why) in cases {
            assert_eq!(made(&site(), &client, &authenticator), Err(why));
        }
        let framed =
            String::from_utf8(ours).unwrap().replace("\"crossOrigin\":false", "\"crossOrigin\":true");
        assert_eq!(made(&site(), framed.as_bytes(), &making(0x45, &key)), Err(Refusal::OtherSite));
    }

    #[test]
    fn a_sign_in_is_of_the_key_and_of_nothing_else() {
        let ((key, pair), (other, _)) = (key(), key());
        let client = client("webauthn.get", "https://kith.example");
        let authenticator = head("kith.example", 0x05, 8);
        let signature = sign(&pair, &authenticator, &client);
        assert_eq!(signed(&site(), &key, &client, &authenticator, &signature), Ok(8));
        let of_another = signed(&site(), &other, &client, &authenticator, &signature);
        assert_eq!(of_another, Err(Refusal::Signature));
        let changed = signed(&site(), &key, &client, &head("kith.example", 0x05, 9), &signature);
        assert_eq!(changed, Err(Refusal::Signature));
        assert_eq!(signed(&site(), &key, &client, &authenticator, b""), Err(Refusal::Signature));
        let unproved = head("kith.example", 0x01, 8);
        let signature = sign(&pair, &unproved, &client);
        assert_eq!(signed(&site(), &key, &client, &unproved, &signature), Err(Refusal::NotVerified));
    }
}
