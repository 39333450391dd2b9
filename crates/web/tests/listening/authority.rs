//! A small certificate authority that speaks ACME (RFC 8555): it looks at every signature, takes each nonce once, goes to
//! the server and asks by TLS (RFC 8737) whether the name is its own, and signs what it was asked to.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use app::outer::clock::Clock;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use rcgen::{
    BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData,
    SignatureAlgorithm, date_time_ymd,
};
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::rustls::pki_types::CertificateDer;

use crate::asking;

/// The authority; copies are the same one.
#[derive(Clone)]
pub struct Authority {
    /// Where its directory is.
    pub directory: String,
    base: String,
    /// What trusts it.
    pub root: CertificateDer<'static>,
    issuer: Arc<Issuer<'static, KeyPair>>,
    life: Duration,
    /// Where the servers of all names are.
    target: watch::Sender<Option<SocketAddr>>,
    books: Arc<Mutex<Books>>,
}

#[derive(Default)]
struct Books {
    nonces: HashSet<String>,
    drawn: usize,
    /// Their public keys, as points.
    accounts: Vec<Vec<u8>>,
    orders: Vec<Order>,
}

struct Order {
    account: usize,
    names: Vec<String>,
    /// What came of asking, by the number of the name.
    asked: HashMap<usize, Result<(), String>>,
    certificate: Option<String>,
}

/// A public key from a request.
struct Point(Vec<u8>);

impl PublicKeyData for Point {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

/// A request whose signature was right.
struct Signed {
    account: Option<usize>,
    key: Vec<u8>,
    payload: Value,
}

impl Authority {
    /// Opens one whose certificates are valid for so long.
    pub async fn open(life: Duration) -> Authority {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).expect("a certificate").der().clone();
        let authority = Authority {
            directory: format!("{base}/directory"),
            base,
            root,
            issuer: Arc::new(Issuer::new(params, key)),
            life,
            target: watch::Sender::new(None),
            books: Arc::default(),
        };
        let router = Router::new().fallback(answer).with_state(authority.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        authority
    }

    /// Says where the servers of all names are; until then it waits with asking.
    pub fn finds_all_names_at(&self, target: SocketAddr) {
        self.target.send_replace(Some(target));
    }

    /// How many have introduced themselves, and how many certificates were asked for.
    pub fn counts(&self) -> (usize, usize) {
        let books = self.books();
        (books.accounts.len(), books.orders.len())
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().expect("nobody panics with it")
    }

    fn nonce(&self) -> String {
        let mut books = self.books();
        books.drawn += 1;
        let nonce = format!("nonce{}", books.drawn);
        books.nonces.insert(nonce.clone());
        nonce
    }

    /// The request, if it is signed as RFC 8555 says, for this address, with a nonce that was not used.
    fn signed(&self, uri: &Uri, body: &[u8]) -> Result<Signed, &'static str> {
        let body: Value = serde_json::from_slice(body).map_err(|_| "malformed")?;
        let part = |name: &str| body[name].as_str().ok_or("malformed");
        let decoded = |text: &str| BASE64.decode(text).map_err(|_| "malformed");
        let (protected, payload) = (part("protected")?, part("payload")?);
        let head: Value = serde_json::from_slice(&decoded(protected)?).map_err(|_| "malformed")?;
        if head["alg"] != "ES256" || head["url"] != format!("{}{}", self.base, uri.path()) {
            return Err("malformed");
        }
        let mut books = self.books();
        if !books.nonces.remove(head["nonce"].as_str().unwrap_or_default()) {
            return Err("badNonce");
        }
        let account = head["kid"].as_str().and_then(|kid| kid.rsplit('/').next()?.parse::<usize>().ok());
        let key = match account {
            Some(account) => books.accounts.get(account).cloned().ok_or("accountDoesNotExist")?,
            None => {
                let half = |name: &str| decoded(head["jwk"][name].as_str().ok_or("malformed")?);
                [vec![4], half("x")?, half("y")?].concat()
            }
        };
        let message = format!("{protected}.{payload}");
        let verified = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &key)
            .verify(message.as_bytes(), &decoded(part("signature")?)?);
        verified.map_err(|_| "unauthorized")?;
        let payload = serde_json::from_slice(&decoded(payload)?).unwrap_or(Value::Null);
        Ok(Signed { account, key, payload })
    }

    /// What the signed request gets: a status, an answer, and where the thing it made is.
    fn handle(&self, path: &[&str], signed: &Signed) -> (StatusCode, Value, Option<String>) {
        let number =
            |at: usize| path.get(at).and_then(|text| text.parse::<usize>().ok()).unwrap_or(usize::MAX);
        match (path.first().copied().unwrap_or_default(), signed.account) {
            ("new-account", None) => {
                let agreed = signed.payload["termsOfServiceAgreed"] == true;
                assert!(agreed, "nobody is taken who does not agree");
                let mut books = self.books();
                books.accounts.push(signed.key.clone());
                let place = format!("{}/account/{}", self.base, books.accounts.len() - 1);
                (StatusCode::CREATED, json!({ "status": "valid" }), Some(place))
            }
            ("new-order", Some(account)) => {
                let names = signed.payload["identifiers"].as_array().into_iter().flatten();
                let names = names.filter_map(|name| Some(name["value"].as_str()?.to_owned())).collect();
                let mut books = self.books();
                books.orders.push(Order { account, names, asked: HashMap::new(), certificate: None });
                let order = books.orders.len() - 1;
                (StatusCode::CREATED, self.order(&books, order), Some(format!("{}/order/{order}", self.base)))
            }
            ("order", Some(_)) => (StatusCode::OK, self.order(&self.books(), number(1)), None),
            ("name", Some(_)) => (StatusCode::OK, self.name(&self.books(), number(1), number(2)), None),
            ("question", Some(account)) => {
                self.ask(number(1), number(2), account);
                (StatusCode::OK, self.question(&self.books(), number(1), number(2)), None)
            }
            ("finalize", Some(_)) => {
                let request = BASE64.decode(signed.payload["csr"].as_str().unwrap_or_default());
                let mut books = self.books();
                let order = &mut books.orders[number(1)];
                assert!(order.is_proved(), "nothing is signed that was not proved");
                order.certificate = Some(self.sign(&order.names, &request.expect("a request")));
                (StatusCode::OK, self.order(&books, number(1)), None)
            }
            ("certificate", Some(_)) => {
                let books = self.books();
                (StatusCode::OK, json!(books.orders[number(1)].certificate), None)
            }
            other => panic!("nobody asks for {other:?}"),
        }
    }

    fn order(&self, books: &Books, number: usize) -> Value {
        let order = &books.orders[number];
        let names = (0..order.names.len()).map(|name| format!("{}/name/{number}/{name}", self.base));
        let status = match () {
            () if order.asked.values().any(Result::is_err) => "invalid",
            () if order.certificate.is_some() => "valid",
            () if order.is_proved() => "ready",
            () => "pending",
        };
        json!({
            "status": status,
            "identifiers": order.names.iter().map(|name| json!({ "type": "dns", "value": name })).collect::<Vec<_>>(),
            "authorizations": names.collect::<Vec<_>>(),
            "finalize": format!("{}/finalize/{number}", self.base),
            "certificate": order.certificate.as_ref().map(|_| format!("{}/certificate/{number}", self.base)),
        })
    }

    fn name(&self, books: &Books, order: usize, name: usize) -> Value {
        let question = self.question(books, order, name);
        let other = json!({ "type": "http-01", "url": format!("{}/other", self.base), "token": "t", "status": "pending" });
        json!({
            "status": question["status"],
            "identifier": { "type": "dns", "value": books.orders[order].names[name] },
            "challenges": [other, question],
        })
    }

    fn question(&self, books: &Books, order: usize, name: usize) -> Value {
        let asked = books.orders[order].asked.get(&name);
        let (status, error) = match asked {
            None => ("pending", None),
            Some(Ok(())) => ("valid", None),
            Some(Err(why)) => {
                ("invalid", Some(json!({ "type": "urn:ietf:params:acme:error:connection", "detail": why })))
            }
        };
        let url = format!("{}/question/{order}/{name}", self.base);
        let mut question =
            json!({ "type": "tls-alpn-01", "url": url, "token": token(order, name), "status": status });
        if let Some(error) = error {
            question["error"] = error;
        }
        question
    }

    /// Goes to the server and asks, as soon as it is known where it is.
    fn ask(&self, order: usize, name: usize, account: usize) {
        let (authority, mut target) = (self.clone(), self.target.subscribe());
        let (called, key) = {
            let books = self.books();
            assert_eq!(books.orders[order].account, account, "an order is its own account's");
            (books.orders[order].names[name].clone(), books.accounts[account].clone())
        };
        let hash = digest(&SHA256, format!("{}.{}", token(order, name), thumbprint(&key)).as_bytes());
        tokio::spawn(async move {
            let target = target.wait_for(Option::is_some).await.ok().and_then(|target| *target);
            let found = asking::is_answered(target.expect("an address"), &called, hash.as_ref()).await;
            authority.books().orders[order].asked.insert(name, found);
        });
    }

    /// A certificate of these names for the key of a request, and our own.
    fn sign(&self, names: &[String], request: &[u8]) -> String {
        // The head of a public key of P-256, which the point follows.
        let head = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00];
        let at = request.windows(head.len()).position(|part| part == head).expect("a key") + head.len();
        for name in names {
            assert!(request.windows(name.len()).any(|part| part == name.as_bytes()), "it is for {name}");
        }
        let mut params = CertificateParams::new(names.to_vec()).expect("parameters");
        let now = Duration::try_from(Clock::System.now().as_duration()).expect("a moment");
        params.not_before = date_time_ymd(1970, 1, 1) + now - Duration::from_secs(1);
        params.not_after = date_time_ymd(1970, 1, 1) + now + self.life;
        params.signed_by(&Point(request[at..at + 65].to_vec()), &self.issuer).expect("a certificate").pem()
    }
}

impl Order {
    fn is_proved(&self) -> bool {
        (0..self.names.len()).all(|name| matches!(self.asked.get(&name), Some(Ok(()))))
    }
}

fn token(order: usize, name: usize) -> String {
    format!("token-{order}-{name}")
}

/// The short name of a key (RFC 7638).
fn thumbprint(key: &[u8]) -> String {
    let (x, y) = (BASE64.encode(&key[1..33]), BASE64.encode(&key[33..]));
    BASE64.encode(digest(&SHA256, format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#).as_bytes()))
}

async fn answer(State(authority): State<Authority>, method: Method, uri: Uri, body: Bytes) -> Response {
    let nonce = [("replay-nonce", authority.nonce())];
    let path: Vec<&str> = uri.path().trim_matches('/').split('/').collect();
    if method == Method::HEAD {
        return nonce.into_response();
    }
    if method == Method::GET {
        let at = |path: &str| format!("{}/{path}", authority.base);
        let directory = json!({ "newNonce": at("new-nonce"), "newAccount": at("new-account"), "newOrder": at("new-order") });
        return axum::Json(directory).into_response();
    }
    let signed = match authority.signed(&uri, &body) {
        Ok(signed) => signed,
        Err(why) => {
            let problem = json!({ "type": format!("urn:ietf:params:acme:error:{why}"), "detail": why });
            return (StatusCode::BAD_REQUEST, nonce, axum::Json(problem)).into_response();
        }
    };
    let (status, answer, place) = authority.handle(&path, &signed);
    let mut answer = match answer {
        Value::String(pem) => (status, nonce, pem).into_response(),
        other => (status, nonce, axum::Json(other)).into_response(),
    };
    if let Some(place) = place {
        answer.headers_mut().insert(header::LOCATION, place.parse().expect("an address"));
    }
    answer
}
