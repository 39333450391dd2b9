//! Accounts: the first owner, signing in, what limits it, what guards it, and how sessions end.

use app::App;
use app::access::{Origin, Right};
use app::features::accounts::guards::{self, Confirmed};
use app::features::accounts::making::{self, New};
use app::features::accounts::sign_in::{self, Entry};
use app::features::accounts::{Device, SignedIn, Token, second_factor, sessions, totp};
use app::outer::clock::Clock;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use testkit::{Where, databases};

const MARIT: &str = "marit@brennhold.example";
const GOOD: &str = "fjord kettle umbrella";

/// A Kith whose clock a test moves by opening it again: what counts must survive that.
struct House {
    place: Where,
    app: App,
    now: Timestamp,
}

fn device(address: &str) -> Device {
    Device { address: address.into(), agent: "Firefox on Linux".into() }
}

impl House {
    async fn at(place: Where) -> House {
        let now: Timestamp = "2026-11-17T06:38:00Z".parse().unwrap();
        let app = open(&place, now).await;
        House { place, app, now }
    }

    async fn with_owner(place: Where) -> House {
        let house = House::at(place).await;
        making::first_owner(&house.app, "Marit Aldersund", MARIT, GOOD, &device("10.0.0.1")).await.unwrap();
        house
    }

    /// Stops, and starts again that much later.
    async fn later(self, span: SignedDuration) -> House {
        self.app.db.close().await;
        let now = self.now + span;
        let app = open(&self.place, now).await;
        House { place: self.place, app, now }
    }

    async fn enter(&self, password: &str, address: &str) -> Entry {
        sign_in::by_password(&self.app, MARIT, password, &device(address)).await.unwrap()
    }

    async fn signed_in(&self, token: &Token) -> Option<SignedIn> {
        sessions::session(&self.app, &token.0, Origin::Page("10.0.0.1".into())).await.unwrap()
    }

    async fn come_in(&self) -> SignedIn {
        let Entry::In(token) = self.enter(GOOD, "10.0.0.1").await else { panic!("not let in") };
        self.signed_in(&token).await.unwrap()
    }

    fn code(&self, secret: &[u8]) -> String {
        totp::code(secret, self.app.clock.now().as_second())
    }
}

async fn open(place: &Where, now: Timestamp) -> App {
    App::open(place.url(), place.data(), Clock::Fixed(now), TimeZone::UTC).await.unwrap()
}

fn minutes(n: i64) -> SignedDuration {
    SignedDuration::from_mins(n)
}

#[tokio::test]
async fn the_first_start_makes_one_owner_and_no_second() {
    for place in databases() {
        let house = House::at(place).await;
        assert!(making::is_first_start(&house.app).await.unwrap());
        let (one, other) = (device("10.0.0.1"), device("10.0.0.2"));
        let (one, other) = tokio::join!(
            making::first_owner(&house.app, "Marit", MARIT, GOOD, &one),
            making::first_owner(&house.app, "Eve", "eve@evil.example", GOOD, &other),
        );
        assert_eq!(
            [one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(),
            1,
            "of two at once one is the owner"
        );
        assert!(!making::is_first_start(&house.app).await.unwrap());
        assert_eq!(making::list(&house.app).await.unwrap().len(), 1);
        let late =
            making::first_owner(&house.app, "Eve", "eve@evil.example", "short", &device("10.0.0.3")).await;
        let late = late.unwrap_err().to_string();
        assert!(late.contains("has an owner"), "refused before its password costs anything: {late}");
        let owner = house.signed_in(&one.or(other).unwrap()).await.unwrap();
        for right in [Right::Own, Right::Administer, Right::Change, Right::Run] {
            assert!(owner.cx.access.has(right), "{right:?}");
        }
        assert_eq!(owner.cx.workspace.0, 1);
    }
}

#[tokio::test]
async fn only_the_right_password_lets_in_and_nothing_tells_who_exists() {
    for place in databases() {
        let house = House::with_owner(place).await;
        assert!(matches!(house.enter(GOOD, "10.0.0.9").await, Entry::In(_)));
        let wrong = house.enter("fjord kettle umbrellas", "10.0.0.8").await;
        let nobody =
            sign_in::by_password(&house.app, "who@brennhold.example", GOOD, &device("10.0.0.7")).await;
        assert_eq!(wrong, Entry::Wrong { left: 4 });
        assert_eq!(nobody.unwrap(), wrong);
        let entry =
            sign_in::by_password(&house.app, "  MARIT@Brennhold.Example ", GOOD, &device("10.0.0.6")).await;
        assert!(matches!(entry.unwrap(), Entry::In(_)), "letters and spaces do not matter in a mail address");
    }
}

#[tokio::test]
async fn five_failures_pause_an_account_whether_it_exists_or_not_and_over_a_restart() {
    for place in databases() {
        let mut house = House::with_owner(place).await;
        for login in [MARIT, "nobody@brennhold.example"] {
            for left in [4, 3, 2, 1, 0] {
                let entry =
                    sign_in::by_password(&house.app, login, "wrong wrong wrong", &device("10.0.0.66")).await;
                assert_eq!(entry.unwrap(), Entry::Wrong { left }, "{login}");
            }
        }
        house = house.later(minutes(9)).await;
        for login in [MARIT, "nobody@brennhold.example"] {
            let entry = sign_in::by_password(&house.app, login, GOOD, &device("10.0.0.66")).await.unwrap();
            assert!(matches!(entry, Entry::Paused { .. }), "{login}: {entry:?}");
        }
        house = house.later(minutes(2)).await;
        assert!(matches!(house.enter(GOOD, "10.0.0.66").await, Entry::In(_)));
    }
}

#[tokio::test]
async fn a_stranger_who_fails_on_purpose_does_not_lock_the_owner_out() {
    for place in databases() {
        let house = House::with_owner(place).await;
        for _ in 0..6 {
            house.enter("wrong wrong wrong", "203.0.113.66").await;
        }
        assert!(matches!(house.enter(GOOD, "203.0.113.66").await, Entry::Paused { .. }));
        assert!(
            matches!(house.enter(GOOD, "203.0.113.67").await, Entry::Paused { .. }),
            "nor from elsewhere"
        );
        assert!(
            matches!(house.enter(GOOD, "10.0.0.1").await, Entry::In(_)),
            "where the owner signed in before"
        );
    }
}

#[tokio::test]
async fn an_address_that_tries_many_logins_pauses() {
    for place in databases() {
        let house = House::with_owner(place).await;
        for n in 0..30 {
            let login = format!("n{n}@brennhold.example");
            let entry =
                sign_in::by_password(&house.app, &login, "wrong wrong wrong", &device("203.0.113.5")).await;
            assert!(matches!(entry.unwrap(), Entry::Wrong { .. }), "{n}");
        }
        assert!(matches!(house.enter(GOOD, "203.0.113.5").await, Entry::Paused { .. }));
        assert!(matches!(house.enter(GOOD, "203.0.113.6").await, Entry::In(_)));
    }
}

#[tokio::test]
async fn sessions_end_when_idle_when_old_and_when_they_are_told_to() {
    for place in databases() {
        let mut house = House::with_owner(place).await;
        let Entry::In(token) = house.enter(GOOD, "10.0.0.1").await else { panic!("not let in") };
        for _ in 0..6 {
            house = house.later(minutes(13 * 24 * 60)).await;
            assert!(house.signed_in(&token).await.is_some(), "seen within fourteen days, at {}", house.now);
        }
        house = house.later(minutes(13 * 24 * 60)).await;
        assert!(house.signed_in(&token).await.is_none(), "ninety days are the most");

        let Entry::In(token) = house.enter(GOOD, "10.0.0.1").await else { panic!("not let in") };
        house = house.later(minutes(14 * 24 * 60 + 1)).await;
        assert!(house.signed_in(&token).await.is_none(), "idle for fourteen days");

        let who = house.come_in().await;
        let other = house.come_in().await;
        sessions::end_session(&who, other.session).await.unwrap();
        assert_eq!(sessions::list(&who).await.unwrap().iter().filter(|line| line.is_this).count(), 1);
        assert!(sessions::list(&who).await.unwrap().iter().all(|line| line.id != other.session));
        assert!(sessions::end_session(&who, other.session).await.is_err());
    }
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_the_last_administrator_stays() {
    for place in databases() {
        let house = House::with_owner(place).await;
        let refused = making::set_disabled(&house.app, MARIT, true).await.unwrap_err();
        assert!(refused.to_string().contains("another administrator"), "{refused}");
        let new = New {
            name: "Jonas Abara".into(),
            login: "jonas@brennhold.example".into(),
            password: Some(GOOD.into()),
            ..New::default()
        };
        assert_eq!(making::add(&house.app, &new).await.unwrap(), None);
        let entry = sign_in::by_password(&house.app, &new.login, GOOD, &device("10.0.0.3")).await.unwrap();
        let Entry::In(token) = entry else { panic!("{entry:?}") };
        let jonas = house.signed_in(&token).await.unwrap();
        assert!(!jonas.cx.access.has(Right::Read) && !jonas.cx.access.has(Right::Administer));
        making::set_disabled(&house.app, &new.login, true).await.unwrap();
        assert!(house.signed_in(&token).await.is_none());
        let entry = sign_in::by_password(&house.app, &new.login, GOOD, &device("10.0.0.3")).await.unwrap();
        assert!(matches!(entry, Entry::Wrong { .. }));
        making::set_disabled(&house.app, &new.login, false).await.unwrap();
        let entry = sign_in::by_password(&house.app, &new.login, GOOD, &device("10.0.0.3")).await.unwrap();
        assert!(matches!(entry, Entry::In(_)));
    }
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_each_code_is_taken_once() {
    for place in databases() {
        let mut house = House::with_owner(place).await;
        let who = house.come_in().await;
        let secret = second_factor::begin(&who).await.unwrap();
        assert_eq!(second_factor::begin(&who).await.unwrap(), secret, "the same until it is on");
        assert!(second_factor::turn_on(&who, "000000").await.is_err() || house.code(&secret) == "000000");
        let (token, codes) = second_factor::turn_on(&who, &house.code(&secret)).await.unwrap();
        assert_eq!(codes.len(), 10);
        assert!(house.signed_in(&token).await.is_some(), "this session goes on with a new token");

        let Entry::CodeWanted(half) = house.enter(GOOD, "10.0.0.1").await else { panic!("no code asked") };
        assert!(house.signed_in(&half).await.is_none(), "half a sign-in opens nothing");
        let at = device("10.0.0.1");
        let replayed = sign_in::by_code(&house.app, &half, &house.code(&secret), &at).await.unwrap();
        assert!(matches!(replayed, Entry::Wrong { .. }), "the code that turned it on is used up");
        house = house.later(minutes(1)).await;
        let code = house.code(&secret);
        let Entry::In(whole) = sign_in::by_code(&house.app, &half, &code, &at).await.unwrap() else {
            panic!("refused")
        };
        assert!(house.signed_in(&whole).await.is_some());
        assert_ne!(whole, half, "whoever held the half cookie holds nothing");
        assert!(house.signed_in(&half).await.is_none());
        assert_eq!(sign_in::by_code(&house.app, &half, &code, &at).await.unwrap(), Entry::TooLate);

        let Entry::CodeWanted(half) = house.enter(GOOD, "10.0.0.1").await else { panic!("no code asked") };
        let again = sign_in::by_code(&house.app, &half, &code, &at).await.unwrap();
        assert!(matches!(again, Entry::Wrong { .. }), "a code is taken once");
        let recovery = codes[3].to_lowercase().replace('-', " ");
        let entry = sign_in::by_code(&house.app, &half, &recovery, &at).await.unwrap();
        assert!(matches!(entry, Entry::In(_)), "{entry:?}");
        let Entry::CodeWanted(half) = house.enter(GOOD, "10.0.0.1").await else { panic!("no code asked") };
        let entry = sign_in::by_code(&house.app, &half, &codes[3], &at).await.unwrap();
        assert!(matches!(entry, Entry::Wrong { .. }), "a recovery code is taken once");
        house = house.later(minutes(11)).await;
        let entry = sign_in::by_code(&house.app, &half, &house.code(&secret), &at).await.unwrap();
        assert_eq!(entry, Entry::TooLate, "the code is waited for ten minutes");
    }
}

#[tokio::test]
async fn guessing_codes_pauses_however_often_the_password_is_given() {
    for place in databases() {
        let house = House::with_owner(place).await;
        let who = house.come_in().await;
        let secret = second_factor::begin(&who).await.unwrap();
        second_factor::turn_on(&who, &house.code(&secret)).await.unwrap();
        let at = device("203.0.113.9");
        let mut guesses = 0;
        while let Entry::CodeWanted(half) = house.enter(GOOD, "203.0.113.9").await {
            guesses += 1;
            sign_in::by_code(&house.app, &half, "no code", &at).await.unwrap();
        }
        assert!(guesses <= 3, "{guesses} guesses");
    }
}

#[tokio::test]
async fn a_secret_is_not_in_the_database_in_the_clear() {
    for place in databases().into_iter().filter(|place| place.url().is_none()) {
        let house = House::with_owner(place).await;
        let who = house.come_in().await;
        let secret = second_factor::begin(&who).await.unwrap();
        let (_, codes) = second_factor::turn_on(&who, &house.code(&secret)).await.unwrap();
        let Entry::CodeWanted(token) = house.enter(GOOD, "10.0.0.1").await else { panic!("no code asked") };
        house.app.db.close().await;
        let bytes = std::fs::read(house.place.data().join("kith.db")).unwrap();
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let secrets =
            [secret.as_slice(), hex.as_bytes(), codes[0].as_bytes(), token.0.as_bytes(), GOOD.as_bytes()];
        for (n, planted) in secrets.iter().enumerate() {
            assert!(
                !bytes.windows(planted.len()).any(|window| window == *planted),
                "secret {n} stands there"
            );
        }
        assert!(
            bytes.windows(MARIT.len()).any(|window| window == MARIT.as_bytes()),
            "what is no secret does"
        );
    }
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_gives_this_one_a_new_token() {
    for place in databases() {
        let house = House::with_owner(place).await;
        let Entry::In(before) = house.enter(GOOD, "10.0.0.1").await else { panic!("not let in") };
        let (who, other) = (house.signed_in(&before).await.unwrap(), house.come_in().await);
        let refused =
            guards::change_password(&who, "wrong wrong wrong", "lantern gravel sonnet").await.unwrap();
        assert!(matches!(refused, Confirmed::Wrong { .. }));
        assert!(guards::change_password(&who, GOOD, "short").await.is_err());
        let changed = guards::change_password(&who, GOOD, "lantern gravel sonnet").await.unwrap();
        let Confirmed::Yes(after) = changed else { panic!("{changed:?}") };
        assert!(house.signed_in(&before).await.is_none(), "the old token opens nothing");
        let who = house.signed_in(&after).await.unwrap();
        assert!(sessions::list(&who).await.unwrap().iter().all(|line| line.id != other.session));
        assert!(matches!(house.enter(GOOD, "10.0.0.1").await, Entry::Wrong { .. }));
        assert!(matches!(house.enter("lantern gravel sonnet", "10.0.0.1").await, Entry::In(_)));
    }
}

#[tokio::test]
async fn a_link_chooses_a_password_once_within_a_day() {
    for place in databases() {
        let mut house = House::with_owner(place).await;
        let who = house.come_in().await;
        let key = making::reset(&house.app, MARIT, None, false).await.unwrap().unwrap();
        assert!(sessions::list(&who).await.unwrap().is_empty(), "a reset ends all sessions");
        let at = device("10.0.0.1");
        assert!(guards::choose_by_key(&house.app, "no key", "lantern gravel sonnet", &at).await.is_err());
        guards::choose_by_key(&house.app, &key, "lantern gravel sonnet", &at).await.unwrap();
        assert!(guards::choose_by_key(&house.app, &key, "another gravel sonnet", &at).await.is_err());
        assert!(matches!(house.enter("lantern gravel sonnet", "10.0.0.1").await, Entry::In(_)));
        let key = making::reset(&house.app, MARIT, None, false).await.unwrap().unwrap();
        house = house.later(minutes(24 * 60 + 1)).await;
        assert!(guards::account_of_key(&house.app, &key).await.unwrap().is_none());
        assert!(guards::choose_by_key(&house.app, &key, GOOD, &at).await.is_err());
    }
}

#[tokio::test]
async fn a_second_principal_gets_a_network_of_their_own() {
    for place in databases() {
        let house = House::with_owner(place).await;
        let login = "greta@holmqvist.example";
        let new = New {
            name: "Greta".into(),
            login: login.into(),
            password: Some(GOOD.into()),
            is_principal: true,
            is_administrator: false,
        };
        making::add(&house.app, &new).await.unwrap();
        let cx = making::cx_for(&house.app, login).await.unwrap();
        assert_eq!(cx.workspace.0, 2);
        assert!(cx.access.has(Right::Own) && !cx.access.has(Right::Administer));
        let marit = making::cx_for(&house.app, MARIT).await.unwrap();
        assert_eq!(marit.workspace.0, 1);
        let who = house.come_in().await;
        assert!(
            sessions::show_workspace(&who, cx.workspace).await.is_err(),
            "nobody looks into another's network"
        );
    }
}

#[tokio::test]
async fn the_very_first_account_of_the_command_line_owns_and_administers() {
    for place in databases() {
        let house = House::at(place).await;
        let new =
            New { name: "Marit".into(), login: MARIT.into(), password: Some(GOOD.into()), ..New::default() };
        making::add(&house.app, &new).await.unwrap();
        let who = house.come_in().await;
        assert!(who.cx.access.has(Right::Own) && who.cx.access.has(Right::Administer));
        assert!(!making::is_first_start(&house.app).await.unwrap());
    }
}
