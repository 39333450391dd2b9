//! Passkeys, with an authenticator made of software: making one, signing in, and what is not taken.

use app::features::accounts::{Device, SignedIn, making, sessions};
use app::features::passkeys::{self, Bound, MadeAnswer, SignedAnswer, Site};
use app::outer::clock::Clock;
use app::{App, access::Origin};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use crate::support::World;

fn site() -> Site {
    Site { name: "kith.example".into(), origin: "https://kith.example".into() }
}

fn device() -> Device {
    Device { address: "10.0.0.1".into(), agent: "a browser".into() }
}

/// Holds one key.
struct Authenticator {
    pair: EcdsaKeyPair,
    handle: Vec<u8>,
    count: u32,
    /// Told from others by this.
    id: u8,
}

impl Authenticator {
    fn new() -> Authenticator {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let secret = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, secret.as_ref(), &random).unwrap();
        Authenticator { pair, handle: Vec::new(), count: 0, id: 9 }
    }

    fn client_data(kind: &str, challenge: &str) -> Vec<u8> {
        let challenge = URL_SAFE_NO_PAD.encode(challenge);
        serde_json::json!({ "type": kind, "challenge": challenge, "origin": "https://kith.example" })
            .to_string()
            .into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [digest(&SHA256, b"kith.example").as_ref(), &[flags], &self.count.to_be_bytes()].concat()
    }

    fn make(&mut self, making: &passkeys::Making) -> MadeAnswer {
        self.handle = making.handle.clone();
        let point = self.pair.public_key().as_ref();
        let key = [
            &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20],
            &point[1..33],
            &[0x22, 0x58, 0x20],
            &point[33..],
        ];
        let authenticator =
            [&self.data(0x45)[..], &[0; 16], &[0, 16], &[self.id; 16], &key.concat()].concat();
        MadeAnswer {
            client_data: Authenticator::client_data("webauthn.create", &making.challenge),
            authenticator,
        }
    }

    fn sign(&mut self, challenge: &str) -> SignedAnswer {
        self.count += 1;
        let (client_data, authenticator) =
            (Authenticator::client_data("webauthn.get", challenge), self.data(0x05));
        let hash = digest(&SHA256, &client_data);
        let message = [&authenticator[..], hash.as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_owned();
        SignedAnswer {
            credential: vec![self.id; 16],
            handle: self.handle.clone(),
            client_data,
            authenticator,
            signature,
        }
    }
}

async fn owner(app: &App) -> SignedIn {
    let password = "a long walk by the sea";
    let from = device();
    let made = making::first_owner(app, "Marit Aldersund", "marit@kith.example", password, &from).await;
    let token = made.unwrap();
    sessions::session(app, &token.0, Origin::Page("10.0.0.1".into())).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_passkey_is_made_and_signs_in_once_for_each_question() {
    for place in testkit::databases() {
        let world = World::at(place, "2026-03-10").await;
        let app = &world.app;
        let who = owner(app).await;
        let mut device_of_hers = Authenticator::new();
        let making = passkeys::ask_to_make(&who, &site()).await.unwrap();
        let answer = device_of_hers.make(&making);
        passkeys::keep(&who, &site(), &answer, "  My phone ").await.unwrap();
        assert!(passkeys::keep(&who, &site(), &answer, "Again").await.is_err(), "each answer is taken once");
        let again = passkeys::ask_to_make(&who, &site()).await.unwrap();
        assert_eq!((again.known, again.handle), (vec![vec![9; 16]], making.handle));

        let answer = device_of_hers.sign(&passkeys::ask_to_sign_in(app, "10.0.0.1").unwrap());
        let token = passkeys::sign_in(app, &site(), &answer, &device()).await.unwrap();
        let session = sessions::session(app, &token.0, Origin::Page(String::new())).await.unwrap();
        assert_eq!(session.map(|session| session.account), Some(who.account));
        assert!(
            passkeys::sign_in(app, &site(), &answer, &device()).await.is_err(),
            "nothing is played twice"
        );
        let made_up = device_of_hers.sign("made up");
        assert!(passkeys::sign_in(app, &site(), &made_up, &device()).await.is_err());
        let mut forged = device_of_hers.sign(&passkeys::ask_to_sign_in(app, "10.0.0.1").unwrap());
        forged.handle = vec![1; 32];
        assert!(passkeys::sign_in(app, &site(), &forged, &device()).await.is_err());

        let list = passkeys::list(&who).await.unwrap();
        assert_eq!(
            (list[0].name.as_str(), list[0].site.as_str(), list.len()),
            ("My phone", "kith.example", 1)
        );
        assert!(list[0].used_at.is_some());
        let bound = passkeys::bound(app).await.unwrap();
        let hers = Bound { site: "kith.example".into(), name: "Marit Aldersund".into(), count: 1 };
        assert_eq!(bound, [hers]);

        passkeys::rename(&who, list[0].id, "Phone").await.unwrap();
        passkeys::remove(&who, list[0].id).await.unwrap();
        let removed = device_of_hers.sign(&passkeys::ask_to_sign_in(app, "10.0.0.1").unwrap());
        assert!(passkeys::sign_in(app, &site(), &removed, &device()).await.is_err());
    }
}

#[tokio::test]
async fn whoever_lost_a_device_has_no_passkeys_after_a_reset() {
    for place in testkit::databases() {
        let world = World::at(place, "2026-03-10").await;
        let app = &world.app;
        let who = owner(app).await;
        let mut lost = Authenticator::new();
        let answer = lost.make(&passkeys::ask_to_make(&who, &site()).await.unwrap());
        passkeys::keep(&who, &site(), &answer, "Phone").await.unwrap();
        let password = Some("another walk by the sea");
        making::reset(app, "marit@kith.example", password, false).await.unwrap();
        assert_eq!(passkeys::list(&who).await.unwrap().len(), 1, "a forgotten password takes no device away");
        making::reset(app, "marit@kith.example", password, true).await.unwrap();
        assert_eq!(passkeys::list(&who).await.unwrap(), []);
        let found = lost.sign(&passkeys::ask_to_sign_in(app, "10.0.0.1").unwrap());
        assert!(passkeys::sign_in(app, &site(), &found, &device()).await.is_err());
    }
}

#[tokio::test]
async fn a_passkey_is_made_soon_after_signing_in_alone() {
    for place in testkit::databases() {
        let mut world = World::at(place, "2026-03-10").await;
        let who = owner(&world.app).await;
        let later = who.cx.now + SignedDuration::from_mins(11);
        world.app.clock = Clock::Fixed(later);
        let who = SignedIn { cx: app::Cx { now: later, app: world.app.clone(), ..who.cx.clone() }, ..who };
        assert!(passkeys::ask_to_make(&who, &site()).await.is_err());
    }
}

#[tokio::test]
async fn an_account_has_twenty_at_most_however_they_are_asked_for() {
    for place in testkit::databases() {
        let world = World::at(place, "2026-03-10").await;
        let who = owner(&world.app).await;
        let mut answers = Vec::new();
        for id in 0..21 {
            let making = passkeys::ask_to_make(&who, &site()).await.unwrap();
            answers.push(Authenticator { id, ..Authenticator::new() }.make(&making));
        }
        let last = answers.pop().unwrap();
        for answer in &answers {
            passkeys::keep(&who, &site(), answer, "One of many").await.unwrap();
        }
        assert!(passkeys::keep(&who, &site(), &last, "One too many").await.is_err());
        assert_eq!(passkeys::list(&who).await.unwrap().len(), 20);
    }
}
