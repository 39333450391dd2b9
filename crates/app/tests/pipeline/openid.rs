//! Signing in by another service, with a small one on this machine that vouches for whomever a test names: whose account
//! it opens, and what else still opens it afterwards.

use std::sync::{Arc, Mutex};

use app::App;
use app::access::Origin;
use app::features::accounts::making::{self, New};
use app::features::accounts::sign_in::{self, Entry};
use app::features::accounts::{AccountId, Device, SignedIn, Token, by_login, events, passwords, sessions};
use app::features::openid::{self, Back, End, OpenId, Provider};
use app::outer::http::Client;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use testkit::{Where, databases};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::World;

const JONAS: &str = "jonas@kith.example";
const GOOD: &str = "a long walk by the sea";

/// Whom the service vouches for next, and what it signs that with.
struct Service {
    issuer: String,
    key: Ed25519KeyPair,
    claims: Mutex<Value>,
}

impl Service {
    async fn begin() -> Arc<Service> {
        let secret = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Ed25519KeyPair::from_pkcs8(secret.as_ref()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let service = Arc::new(Service { issuer, key, claims: Mutex::default() });
        let its = service.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                its.answer(stream).await;
            }
        });
        service
    }

    async fn answer(&self, mut stream: TcpStream) {
        let mut asked = String::new();
        // Its own questions are short: whatever comes first has the path.
        while !asked.contains("\r\n") {
            let mut some = [0; 4096];
            let read = stream.read(&mut some).await.unwrap();
            asked.push_str(&String::from_utf8_lossy(&some[..read]));
        }
        let issuer = &self.issuer;
        let answer = match asked.split(' ').nth(1).unwrap() {
            "/keys" => {
                let x = URL_SAFE_NO_PAD.encode(self.key.public_key());
                json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": x }] })
            }
            "/token" => json!({ "id_token": self.token() }),
            _ => json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/auth"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
            }),
        };
        let answer = answer.to_string();
        let length = answer.len();
        let answer =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{answer}");
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
    }

    fn token(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&json!({ "alg": "EdDSA" })), part(&self.claims.lock().unwrap()));
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(message.as_bytes()));
        format!("{message}.{signature}")
    }
}

/// A Kith that knows the service.
struct House {
    app: App,
    service: Arc<Service>,
    _world: World,
}

fn device(address: &str) -> Device {
    Device { address: address.into(), agent: "a browser".into() }
}

impl House {
    async fn new(place: Where, set: fn(&mut Provider)) -> House {
        let world = World::at(place, "2026-03-10").await;
        let service = Service::begin().await;
        let mut provider = Provider {
            name: "Halden ID".into(),
            issuer: service.issuer.clone(),
            client_id: "kith".into(),
            client_secret: None,
            allowed_domains: Vec::new(),
            makes_accounts: false,
            links_by_mail: false,
        };
        set(&mut provider);
        let client = Client::allowing(vec!["127.0.0.0/8".parse().unwrap()]);
        let mut app = world.app.clone();
        app.openid = Some(Arc::new(OpenId::new(provider, client)));
        House { app, service, _world: world }
    }

    async fn owned(place: Where, set: fn(&mut Provider)) -> House {
        let house = House::new(place, set).await;
        let from = device("10.0.0.1");
        making::first_owner(&house.app, "Marit", "marit@kith.example", GOOD, &from).await.unwrap();
        house
    }

    /// An account with a mail address that nobody looked at, as an invitation makes it.
    async fn invited(&self, login: &str) -> AccountId {
        let hash = passwords::hash(GOOD).await.unwrap();
        let mut tx = self.app.db.begin().await.unwrap();
        let made = making::make(&self.app, &mut tx, "Jonas", login, Some(&hash), "192.0.2.66").await;
        tx.commit().await.unwrap();
        made.unwrap()
    }

    async fn session(&self, account: AccountId) -> (Token, SignedIn) {
        let token = sessions::begin_session(&self.app, account, &device("192.0.2.66")).await.unwrap();
        let who = self.who(&token).await.unwrap();
        (token, who)
    }

    async fn who(&self, token: &Token) -> Option<SignedIn> {
        sessions::session(&self.app, &token.0, Origin::Page("192.0.2.66".into())).await.unwrap()
    }

    /// Goes to the service, is vouched for there, and comes back; `begun_by` links, and `comes_back` is signed in then.
    async fn way(
        &self,
        claims: Value,
        begun_by: Option<&SignedIn>,
        comes_back: Option<AccountId>,
    ) -> app::error::Result<End> {
        let begun =
            openid::begin(&self.app, "http://localhost/back", "/people", "10.0.0.9", begun_by).await?;
        let asked = |name: &str| {
            let value = begun.url.split(['?', '&']).find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            value.unwrap().to_owned()
        };
        let now = self.app.clock.now().as_second();
        let mut all = json!({ "iss": self.service.issuer, "aud": "kith", "iat": now, "exp": now + 60,
            "nonce": asked("nonce"), "email_verified": true });
        all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
        *self.service.claims.lock().unwrap() = all;
        let back = Back { state: asked("state"), code: "a code".into(), ..Back::default() };
        openid::finish(&self.app, &back, &begun.key, comes_back, &device("10.0.0.9")).await
    }

    /// The session of somebody whom the service vouches for, or why there is none.
    async fn comes(&self, claims: Value) -> Result<SignedIn, String> {
        match self.way(claims, None, None).await {
            Ok(End::In { token, .. }) => Ok(self.who(&token).await.unwrap()),
            Ok(End::Linked) => panic!("nobody linked anything"),
            Err(error) => Err(error.to_string()),
        }
    }

    async fn links(&self, subject: &str, who: &SignedIn) {
        let end = self.way(json!({ "sub": subject }), Some(who), Some(who.account)).await;
        assert!(matches!(end, Ok(End::Linked)), "{end:?}");
    }

    async fn opens(&self, login: &str, password: &str) -> bool {
        let entry = sign_in::by_password(&self.app, login, password, &device("192.0.2.66")).await.unwrap();
        matches!(entry, Entry::In(_))
    }
}

#[tokio::test]
async fn no_stranger_of_the_service_becomes_the_owner() {
    for place in databases() {
        let house = House::new(place, |provider| provider.makes_accounts = true).await;
        let jonas = json!({ "sub": "7", "email": JONAS, "name": "Jonas" });
        let refused = house.comes(jonas.clone()).await.map(|who| who.login).unwrap_err();
        assert!(refused.contains("no owner yet"), "{refused}");
        assert!(making::is_first_start(&house.app).await.unwrap(), "the place is still free");
        let from = device("10.0.0.1");
        making::first_owner(&house.app, "Marit", "marit@kith.example", GOOD, &from).await.unwrap();
        let who = house.comes(jonas).await.unwrap_or_else(|why| panic!("{why}"));
        assert_ne!(who.cx.workspace.0, 1, "a newcomer has a network of their own");
    }
}

#[tokio::test]
async fn what_opened_an_account_before_its_address_was_vouched_for_opens_it_no_more() {
    for place in databases() {
        let house = House::owned(place, |provider| provider.links_by_mail = true).await;
        let thief = house.invited(JONAS).await;
        let (token, who) = house.session(thief).await;
        house.links("of the thief", &who).await;
        assert!(house.opens(JONAS, GOOD).await, "until then it is theirs");

        let jonas = house.comes(json!({ "sub": "7", "email": JONAS })).await;
        let jonas = jonas.unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(jonas.account, thief);
        assert!(house.who(&token).await.is_none(), "the sessions ended");
        assert!(!house.opens(JONAS, GOOD).await, "nor does the password open it");
        assert!(house.comes(json!({ "sub": "of the thief" })).await.is_err(), "nor what was linked by hand");
        let told = events::of_account(&house.app, thief, None, 50).await.unwrap();
        let told = told.iter().filter(|event| event.kind == "password" && event.words.contains("Halden ID"));
        assert_eq!(told.count(), 1);

        let again = house.comes(json!({ "sub": "7", "email": JONAS })).await;
        assert!(again.is_ok() && house.who(&token).await.is_none());
        assert_eq!(sessions::list(&jonas).await.unwrap().len(), 2, "their own sessions stand");
    }
}

#[tokio::test]
async fn whom_the_server_vouched_for_keeps_their_password() {
    for place in databases() {
        let house = House::owned(place, |provider| provider.links_by_mail = true).await;
        let new =
            New { name: "Jonas".into(), login: JONAS.into(), password: Some(GOOD.into()), ..New::default() };
        making::add(&house.app, &new).await.unwrap();
        for (login, subject) in [(JONAS, "7"), ("marit@kith.example", "8")] {
            let account = by_login(&house.app, login).await.unwrap().id;
            let (token, _) = house.session(account).await;
            assert!(house.comes(json!({ "sub": subject, "email": login })).await.is_ok());
            assert!(house.who(&token).await.is_some() && house.opens(login, GOOD).await, "{login}");
        }
    }
}

#[tokio::test]
async fn only_whoever_is_still_signed_in_links_the_two() {
    for place in databases() {
        let house = House::owned(place, |_| ()).await;
        let marit = by_login(&house.app, "marit@kith.example").await.unwrap().id;
        let (_, who) = house.session(marit).await;
        let other = house.invited(JONAS).await;
        for signed_in in [None, Some(other)] {
            let end = house.way(json!({ "sub": "of a thief" }), Some(&who), signed_in).await;
            assert!(end.is_err(), "{end:?}");
        }
        assert!(!openid::is_linked(&who).await.unwrap());
        house.links("8", &who).await;
        assert_eq!(house.comes(json!({ "sub": "8" })).await.map(|who| who.account), Ok(marit));
    }
}

#[tokio::test]
async fn a_link_is_taken_away_by_its_owner_or_with_all_else_at_the_server() {
    for place in databases() {
        let house = House::owned(place, |provider| provider.makes_accounts = true).await;
        let marit = by_login(&house.app, "marit@kith.example").await.unwrap().id;
        let (_, who) = house.session(marit).await;
        house.links("8", &who).await;
        openid::unlink(&who).await.unwrap();
        assert!(!openid::is_linked(&who).await.unwrap());
        assert!(openid::unlink(&who).await.is_err(), "there is none any more");

        let jonas =
            house.comes(json!({ "sub": "7", "email": JONAS })).await.unwrap_or_else(|why| panic!("{why}"));
        let refused = openid::unlink(&jonas).await.unwrap_err().to_string();
        assert!(refused.contains("only way in"), "{refused}");
        assert!(openid::is_linked(&jonas).await.unwrap());

        house.links("8", &who).await;
        making::reset(&house.app, "marit@kith.example", Some(GOOD), false).await.unwrap();
        assert!(openid::is_linked(&who).await.unwrap(), "a forgotten password takes no link away");
        making::reset(&house.app, "marit@kith.example", Some(GOOD), true).await.unwrap();
        assert!(!openid::is_linked(&who).await.unwrap());
    }
}

#[tokio::test]
async fn odd_names_and_addresses_of_the_service_do_no_harm() {
    for place in databases() {
        let house = House::owned(place, |provider| {
            (provider.makes_accounts, provider.links_by_mail) = (true, true);
        })
        .await;
        for (subject, name) in [("1", String::new()), ("2", "x".repeat(200))] {
            let mail = format!("{subject}{JONAS}");
            let who = house.comes(json!({ "sub": subject, "email": mail, "name": name })).await;
            assert_eq!(who.map(|who| who.name), Ok(mail));
        }
        let vouched = json!({ "sub": "3", "email": JONAS, "email_verified": false });
        let refused = house.comes(vouched).await.map(|who| who.login).unwrap_err();
        assert!(refused.contains("Halden ID does not say that it has verified"), "{refused}");

        house.invited("mark@kith.example").await;
        let kelvin = json!({ "sub": "4", "email": "mar\u{212A}@kith.example" });
        assert!(house.comes(kelvin).await.is_err(), "a Kelvin sign is no k");
        making::set_disabled(&house.app, "mark@kith.example", true).await.unwrap();
        assert!(house.comes(json!({ "sub": "5", "email": "mark@kith.example" })).await.is_err());
        making::set_disabled(&house.app, "mark@kith.example", false).await.unwrap();
        let mark = house.invited("mark2@kith.example").await;
        let (_, who) = house.session(mark).await;
        house.links("5", &who).await;
    }
}
