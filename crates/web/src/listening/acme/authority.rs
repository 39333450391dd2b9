//! Speaking with an authority: each request is signed with the key of our account (JWS, ES256), carries a nonce that the
//! authority gave with its last answer, and names the address it goes to. The authority is asked by the same guarded
//! client as every other server.
//!
//! Written over `ring`, which is in the tree: the crates for it bring proc macros and a second HTTP client.

use app::outer::http::Client;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, LOCATION};
use hyper::{Request, Response};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::words::listening as words;

/// How often a request is sent again because its nonce was too old.
const TRIES: usize = 3;

/// Who we are at an authority, as it is kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Account {
    /// The address of the account; none before the authority gave one.
    pub place: Option<String>,
    /// Its private key, PKCS #8 in base64.
    key: String,
}

impl Account {
    /// One with a new key, which the authority does not know yet.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn new() -> Result<Account, String> {
        let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        let secret = secret.map_err(|_| words::NO_KEY_MADE)?;
        Ok(Account { place: None, key: BASE64.encode(secret.as_ref()) })
    }
}

/// What an authority says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Directory {
    new_nonce: String,
    new_account: String,
    new_order: String,
}

/// What an authority says is wrong.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Problem {
    #[serde(rename = "type")]
    kind: String,
    detail: String,
}

impl Problem {
    /// In its own words.
    pub fn words(&self) -> String {
        let kind = self.kind.rsplit(':').next().unwrap_or_default();
        if self.detail.is_empty() { kind.to_owned() } else { format!("{} ({kind})", self.detail) }
    }
}

/// An authority, and who we are there.
pub(super) struct Authority {
    client: Client,
    directory: Directory,
    account: Account,
    pair: EcdsaKeyPair,
    random: SystemRandom,
    nonce: Option<String>,
}

impl Authority {
    /// Asks for the directory.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn find(client: Client, directory: &str, account: Account) -> Result<Authority, String> {
        let answer = client.get(directory).await.map_err(|failure| failure.to_string())?;
        let read = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200);
        let read = read.ok_or_else(|| words::no_directory(directory, answer.status))?;
        let random = SystemRandom::new();
        let secret = BASE64.decode(&account.key).unwrap_or_default();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &secret, &random);
        let pair = pair.map_err(|_| words::NO_ACCOUNT_KEY)?;
        Ok(Authority { client, directory: read, account, pair, random, nonce: None })
    }

    /// Introduces us, and gives who we are from then on.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn introduce(&mut self, email: Option<&str>) -> Result<&Account, String> {
        let contact: Vec<String> = email.iter().map(|email| format!("mailto:{email}")).collect();
        let us = json!({ "termsOfServiceAgreed": true, "contact": contact });
        let (_, place) = self.make::<Value>(&self.directory.new_account.clone(), us).await?;
        self.account.place = Some(place);
        Ok(&self.account)
    }

    /// Orders something, and gives it with its address.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn order<T: DeserializeOwned>(&mut self, wanted: Value) -> Result<(T, String), String> {
        self.make(&self.directory.new_order.clone(), wanted).await
    }

    /// What is at an address.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn read<T: DeserializeOwned>(&mut self, url: &str) -> Result<T, String> {
        parsed(self.post(url, None).await?.body())
    }

    /// The text at an address.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn text(&mut self, url: &str) -> Result<String, String> {
        let answer = self.post(url, None).await?;
        String::from_utf8(answer.body().to_vec()).map_err(|error| words::odd_answer(&error))
    }

    /// Tells something to an address.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn tell(&mut self, url: &str, what: Value) -> Result<(), String> {
        self.post(url, Some(what)).await.map(|_| ())
    }

    /// What answers a question with this token: the hash of the token and of our key (RFC 8555, section 8.1).
    pub fn answer(&self, token: &str) -> Vec<u8> {
        let thumbprint = BASE64.encode(digest(&SHA256, self.jwk().to_string().as_bytes()));
        digest(&SHA256, format!("{token}.{thumbprint}").as_bytes()).as_ref().to_vec()
    }

    async fn make<T: DeserializeOwned>(&mut self, url: &str, what: Value) -> Result<(T, String), String> {
        let answer = self.post(url, Some(what)).await?;
        let place = answer.headers().get(LOCATION).and_then(|place| place.to_str().ok());
        let place = place.ok_or_else(|| words::odd_answer(&"it names no address"))?;
        Ok((parsed(answer.body())?, place.to_owned()))
    }

    /// Sends a signed request, again if its nonce was too old.
    async fn post(&mut self, url: &str, payload: Option<Value>) -> Result<Response<Bytes>, String> {
        let mut problem = Problem::default();
        for _ in 0..TRIES {
            let nonce = self.fresh_nonce().await?;
            let body = self.signed(url, &nonce, payload.as_ref())?;
            let request = Request::post(url).header(CONTENT_TYPE, "application/jose+json").body(body);
            let answer = self.send(request.map_err(|error| error.to_string())?).await?;
            if answer.status().is_success() {
                return Ok(answer);
            }
            problem = serde_json::from_slice(answer.body()).unwrap_or_default();
            if !problem.kind.ends_with(":badNonce") {
                break;
            }
        }
        let said = words::authority_says(&problem.words());
        let is_unknown = problem.kind.ends_with(":accountDoesNotExist");
        Err(if is_unknown { words::account_unknown(&said) } else { said })
    }

    async fn fresh_nonce(&mut self) -> Result<String, String> {
        if self.nonce.is_none() {
            let request = Request::head(&self.directory.new_nonce).body(Bytes::new());
            self.send(request.map_err(|error| error.to_string())?).await?;
        }
        self.nonce.take().ok_or_else(|| words::odd_answer(&"it gives no nonce"))
    }

    async fn send(&mut self, request: Request<Bytes>) -> Result<Response<Bytes>, String> {
        let answer = self.client.send(request).await.map_err(|failure| failure.to_string())?;
        let nonce = answer.headers().get("replay-nonce").and_then(|nonce| nonce.to_str().ok());
        self.nonce = nonce.map(str::to_owned);
        Ok(answer)
    }

    /// The request as it is sent: what it says, and our signature over it.
    fn signed(&self, url: &str, nonce: &str, payload: Option<&Value>) -> Result<Bytes, String> {
        let mut head = json!({ "alg": "ES256", "nonce": nonce, "url": url });
        match &self.account.place {
            Some(place) => head["kid"] = json!(place),
            None => head["jwk"] = self.jwk(),
        }
        let protected = BASE64.encode(head.to_string());
        let payload = payload.map_or(String::new(), |payload| BASE64.encode(payload.to_string()));
        let signature = self.pair.sign(&self.random, format!("{protected}.{payload}").as_bytes());
        let signature = BASE64.encode(signature.map_err(|_| words::NO_KEY_MADE)?);
        let whole = json!({ "protected": protected, "payload": payload, "signature": signature });
        Ok(Bytes::from(whole.to_string()))
    }

    /// Our public key, its fields in the order of their letters, as its thumbprint needs them.
    fn jwk(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        json!({ "crv": "P-256", "kty": "EC", "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..]) })
    }
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| words::odd_answer(&error))
}
