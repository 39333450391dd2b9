//! The keys of a service and what they signed: JSON Web Keys and the four kinds of signature that are taken.
//!
//! A key says of what kind it is, and only that kind of signature is tried with it: `none`, and signatures with a shared
//! secret, do not exist here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{self, digest};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

/// How something was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Rs256,
    Ps256,
    Es256,
    EdDsa,
}

impl Kind {
    pub(super) fn of(alg: &str) -> Option<Kind> {
        match alg {
            "RS256" => Some(Kind::Rs256),
            "PS256" => Some(Kind::Ps256),
            "ES256" => Some(Kind::Es256),
            "EdDSA" | "Ed25519" => Some(Kind::EdDsa),
            _ => None,
        }
    }

    /// The left half of the hash that goes with this kind, as a claim has it.
    pub(super) fn half_hash(self, text: &str) -> String {
        let kind = if self == Kind::EdDsa { &digest::SHA512 } else { &digest::SHA256 };
        let hash = digest(kind, text.as_bytes());
        URL_SAFE_NO_PAD.encode(&hash.as_ref()[..hash.as_ref().len() / 2])
    }
}

/// A public key of the service.
#[derive(Clone, Debug)]
pub(super) struct Key {
    id: Option<String>,
    alg: Option<String>,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys of a set that are for signing and of a kind that is known; others are left out.
pub(super) fn read(set: &[u8]) -> Option<Vec<Key>> {
    let set: Set = serde_json::from_slice(set).ok()?;
    Some(set.keys.into_iter().filter_map(|key| one(serde_json::from_value(key).ok()?)).collect())
}

fn one(key: Written) -> Option<Key> {
    if key.purpose.as_deref().is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
    let shape = match (key.kty.as_str(), key.crv.as_deref()) {
        ("RSA", None) => Shape::Rsa { n: bytes(key.n)?, e: bytes(key.e)? },
        ("EC", Some("P-256")) => Shape::P256([vec![4], bytes(key.x)?, bytes(key.y)?].concat()),
        ("OKP", Some("Ed25519")) => Shape::Ed25519(bytes(key.x)?),
        _ => return None,
    };
    Some(Key { id: key.kid, alg: key.alg, shape })
}

impl Key {
    /// If a signature that names this key, or none, and is of this kind may be of this key.
    pub(super) fn may_have_signed(&self, id: Option<&str>, kind: Kind) -> bool {
        let fits = matches!(
            (&self.shape, kind),
            (Shape::Rsa { .. }, Kind::Rs256 | Kind::Ps256)
                | (Shape::P256(_), Kind::Es256)
                | (Shape::Ed25519(_), Kind::EdDsa)
        );
        let is_named = id.is_none() || id == self.id.as_deref();
        fits && is_named && self.alg.as_deref().is_none_or(|alg| Kind::of(alg) == Some(kind))
    }

    /// If the signature of this kind is of this key.
    pub(super) fn signed(&self, kind: Kind, message: &[u8], signature: &[u8]) -> bool {
        let verified = match (&self.shape, kind) {
            (Shape::Rsa { n, e }, Kind::Rs256) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            (Shape::Rsa { n, e }, Kind::Ps256) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PSS_2048_8192_SHA256, message, signature)
            }
            (Shape::P256(point), Kind::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            (Shape::Ed25519(key), Kind::EdDsa) => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
            _ => return false,
        };
        verified.is_ok()
    }
}
