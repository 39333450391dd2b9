//! The ID token of a service, checked as OpenID Connect Core says (section 3.1.3.7): pure, the moment is an argument.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::keys::{Key, Kind};

use crate::words::refusals;

/// How far two clocks may differ, in seconds.
const SKEW: i64 = 60;
/// How long a token may be.
const MOST_BYTES: usize = 32 * 1024;

/// What a token must be for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    /// The service.
    pub issuer: &'a str,
    /// This program at the service.
    pub client_id: &'a str,
    /// What was asked with.
    pub nonce: &'a str,
    /// The token it came with.
    pub access_token: Option<&'a str>,
    /// The moment, in seconds.
    pub now: i64,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not made as a token is.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_MALFORMED)]
    Malformed,
    /// It is signed in a way that is not taken, or not at all.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_ALGORITHM)]
    Algorithm,
    /// It is signed with a key that is not known.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_UNKNOWN_KEY)]
    UnknownKey,
    /// The signature is wrong.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_SIGNATURE)]
    Signature,
    /// It is of another service.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_ISSUER)]
    Issuer,
    /// It is for another program.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_AUDIENCE)]
    Audience,
    /// It is no longer valid, or not yet.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_TIME)]
    Time,
    /// It answers another question.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_NONCE)]
    Nonce,
    /// It came with another access token.
    #[error("{}", refusals::sign_in::TOKEN_OF_SERVICE_ACCESS_TOKEN)]
    AccessToken,
}

/// Whom a token tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Their number at the service, which never changes.
    pub subject: String,
    /// Their mail address, if the service vouches for it.
    pub mail: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Body {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    at_hash: Option<String>,
    email: Option<String>,
    email_verified: Option<serde_json::Value>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Checks a token and gives what it says.
///
/// # Errors
/// Why it is not taken.
pub(super) fn verify(token: &str, keys: &[Key], expected: Expected<'_>) -> Result<Claims, Refusal> {
    if token.len() > MOST_BYTES {
        return Err(Refusal::Malformed);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(Refusal::Malformed)?;
    let (header, body) = message.split_once('.').ok_or(Refusal::Malformed)?;
    let header: Header = json(header)?;
    let kind = Kind::of(&header.alg).filter(|_| header.crit.is_none()).ok_or(Refusal::Algorithm)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refusal::Malformed)?;
    let mut candidates =
        keys.iter().filter(|key| key.may_have_signed(header.kid.as_deref(), kind)).peekable();
    if candidates.peek().is_none() {
        return Err(Refusal::UnknownKey);
    }
    if !candidates.any(|key| key.signed(kind, message.as_bytes(), &signature)) {
        return Err(Refusal::Signature);
    }
    let body: Body = json(body)?;
    check(&body, kind, expected)?;
    let is_verified = match body.email_verified {
        Some(serde_json::Value::Bool(is)) => is,
        // Some services write it as text.
        Some(serde_json::Value::String(is)) => is == "true",
        _ => false,
    };
    Ok(Claims { subject: body.sub, mail: body.email.filter(|_| is_verified), name: body.name })
}

fn json<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::Malformed)
}

fn check(body: &Body, kind: Kind, expected: Expected<'_>) -> Result<(), Refusal> {
    if body.iss != expected.issuer {
        return Err(Refusal::Issuer);
    }
    let is_ours = |client: &String| client == expected.client_id;
    let (is_for_us, is_shared) = match &body.aud {
        Audience::One(client) => (is_ours(client), false),
        Audience::Many(clients) => (clients.iter().any(is_ours), clients.len() > 1),
    };
    let was_asked_by_us = body.azp.as_ref().map_or(!is_shared, is_ours);
    if !is_for_us || !was_asked_by_us {
        return Err(Refusal::Audience);
    }
    let (now, skew) = (expected.now as f64, SKEW as f64);
    let begins = body.nbf.unwrap_or(body.iat).max(body.iat);
    if !(body.exp > now - skew && begins <= now + skew) {
        return Err(Refusal::Time);
    }
    if body.nonce.as_deref() != Some(expected.nonce) {
        return Err(Refusal::Nonce);
    }
    if let (Some(hash), Some(token)) = (&body.at_hash, expected.access_token)
        && *hash != kind.half_hash(token)
    {
        return Err(Refusal::AccessToken);
    }
    if body.sub.is_empty() || body.sub.len() > 255 {
        return Err(Refusal::Malformed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::{Value, json};

    use super::super::keys;
    use super::*;

    const NOW: i64 = 1_800_000_000;

    struct Service {
        pair: EcdsaKeyPair,
        random: SystemRandom,
    }

    impl Service {
        fn new() -> Service {
            let random = SystemRandom::new();
            let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
            let secret = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
            Service { pair: EcdsaKeyPair::from_pkcs8(kind, secret.as_ref(), &random).unwrap(), random }
        }

        fn keys(&self, id: &str) -> Vec<Key> {
            let point = self.pair.public_key().as_ref();
            let part = |range: std::ops::Range<usize>| URL_SAFE_NO_PAD.encode(&point[range]);
            let key = json!({ "kty": "EC", "crv": "P-256", "kid": id, "use": "sig", "x": part(1..33), "y": part(33..65) });
            let of_encryption =
                json!({ "kty": "EC", "crv": "P-256", "kid": "e", "use": "enc", "x": "AA", "y": "AA" });
            let odd = json!({ "kty": "oct", "k": "AA" });
            keys::read(json!({ "keys": [odd, of_encryption, key] }).to_string().as_bytes()).unwrap()
        }

        fn token(&self, header: &Value, body: &Value) -> String {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            let message = format!("{}.{}", part(header), part(body));
            let signature = self.pair.sign(&self.random, message.as_bytes()).unwrap();
            format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
        }
    }

    fn header() -> Value {
        json!({ "alg": "ES256", "kid": "k1" })
    }

    fn body() -> Value {
        json!({
            "iss": "https://id.example", "sub": "4711", "aud": "kith", "exp": NOW + 300, "iat": NOW, "nonce": "n",
            "at_hash": Kind::Es256.half_hash("access"),
            "email": "marit@brennhold.example", "email_verified": true, "name": "Marit Aldersund",
        })
    }

    fn with(changes: Value) -> Value {
        let mut body = body();
        for (key, value) in changes.as_object().unwrap() {
            body[key] = value.clone();
        }
        body
    }

    fn expected() -> Expected<'static> {
        let (issuer, client_id) = ("https://id.example", "kith");
        Expected { issuer, client_id, nonce: "n", access_token: Some("access"), now: NOW }
    }

    #[test]
    fn a_good_token_tells_who_it_is() {
        let service = Service::new();
        let claims = verify(&service.token(&header(), &body()), &service.keys("k1"), expected()).unwrap();
        let mail = Some("marit@brennhold.example".to_owned());
        assert_eq!(claims, Claims { subject: "4711".into(), mail, name: Some("Marit Aldersund".into()) });
        let without_id = json!({ "alg": "ES256" });
        assert!(verify(&service.token(&without_id, &body()), &service.keys("k1"), expected()).is_ok());
        for unproved in [json!(false), json!(null), json!("no"), json!(1)] {
            let token = service.token(&header(), &with(json!({ "email_verified": unproved })));
            assert_eq!(verify(&token, &service.keys("k1"), expected()).unwrap().mail, None);
        }
    }

    #[test]
    fn each_claim_is_looked_at() {
        let service = Service::new();
        let cases = [
            (json!({ "iss": "https://id.example/" }), Refusal::Issuer),
            (json!({ "aud": "other" }), Refusal::Audience),
            (json!({ "aud": [] }), Refusal::Audience),
            (json!({ "aud": ["kith", "other"] }), Refusal::Audience),
            (json!({ "aud": ["kith", "other"], "azp": "other" }), Refusal::Audience),
            (json!({ "azp": "other" }), Refusal::Audience),
            (json!({ "exp": NOW - 61 }), Refusal::Time),
            (json!({ "iat": NOW + 61 }), Refusal::Time),
            (json!({ "nbf": NOW + 61 }), Refusal::Time),
            (json!({ "exp": "soon" }), Refusal::Malformed),
            (json!({ "exp": null }), Refusal::Malformed),
            (json!({ "nonce": "other" }), Refusal::Nonce),
            (json!({ "nonce": null }), Refusal::Nonce),
            (json!({ "at_hash": "AAAA" }), Refusal::AccessToken),
            (json!({ "sub": "" }), Refusal::Malformed),
        ];
        for (changes, why) in cases {
            let token = service.token(&header(), &with(changes.clone()));
            assert_eq!(verify(&token, &service.keys("k1"), expected()), Err(why), "{changes}");
        }
        let shared = with(json!({ "aud": ["other", "kith"], "azp": "kith" }));
        assert!(verify(&service.token(&header(), &shared), &service.keys("k1"), expected()).is_ok());
    }

    #[test]
    fn what_is_not_signed_by_the_service_is_refused() {
        let (service, stranger) = (Service::new(), Service::new());
        let good = service.token(&header(), &body());
        let check = |token: &str| verify(token, &service.keys("k1"), expected());
        assert_eq!(check(&stranger.token(&header(), &body())), Err(Refusal::Signature));
        assert_eq!(verify(&good, &service.keys("k2"), expected()), Err(Refusal::UnknownKey));
        assert_eq!(verify(&good, &[], expected()), Err(Refusal::UnknownKey));
        for alg in ["none", "None", "HS256", "RS512", ""] {
            let token = service.token(&json!({ "alg": alg, "kid": "k1" }), &body());
            assert_eq!(check(&token), Err(Refusal::Algorithm), "{alg}");
        }
        let of_another_kind = service.token(&json!({ "alg": "RS256", "kid": "k1" }), &body());
        assert_eq!(check(&of_another_kind), Err(Refusal::UnknownKey));
        let critical = service.token(&json!({ "alg": "ES256", "kid": "k1", "crit": ["x"] }), &body());
        assert_eq!(check(&critical), Err(Refusal::Algorithm));
        let (message, _) = good.rsplit_once('.').unwrap();
        assert_eq!(check(&format!("{message}.")), Err(Refusal::Signature));
        for broken in ["", "a", "a.b", "a.b.c", "..", &"a".repeat(MOST_BYTES + 1)] {
            assert_eq!(check(broken), Err(Refusal::Malformed), "{broken}");
        }
    }
}
