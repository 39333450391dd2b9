//! Tokens and app passwords: what each opens, what ends it, and what is written down.

use app::App;
use app::access::{Origin, Right};
use app::features::accounts::making::{self, New as NewAccount};
use app::features::accounts::{Device, by_login, sign_in};
use app::features::tokens::{self, Entry, Holder, Kind, Made, New, Presented, Program, Reach};
use app::outer::clock::Clock;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use testkit::{Where, databases};

const MARIT: &str = "marit@brennhold.example";
const JONAS: &str = "jonas@brennhold.example";
const GOOD: &str = "fjord kettle umbrella";
const HERE: &str = "10.0.0.1";

struct House {
    place: Where,
    app: App,
    now: Timestamp,
}

impl House {
    async fn with_two(place: Where) -> House {
        let now: Timestamp = "2026-11-17T06:38:00Z".parse().unwrap();
        let app = open(&place, now).await;
        let device = Device { address: HERE.into(), agent: String::new() };
        making::first_owner(&app, "Marit Aldersund", MARIT, GOOD, &device).await.unwrap();
        let jonas = NewAccount {
            name: "Jonas Abara".into(),
            login: JONAS.into(),
            password: Some(GOOD.into()),
            is_principal: true,
            ..NewAccount::default()
        };
        making::add(&app, &jonas).await.unwrap();
        House { place, app, now }
    }

    async fn later(self, span: SignedDuration) -> House {
        self.app.db.close().await;
        let now = self.now + span;
        let app = open(&self.place, now).await;
        House { place: self.place, app, now }
    }

    async fn make(&self, login: &str, new: &New) -> Made {
        let holder = Holder::named(&self.app, login).await.unwrap();
        tokens::make(&self.app, holder, new, HERE).await.unwrap()
    }

    async fn enter(&self, presented: Presented<'_>) -> Option<Program> {
        match tokens::entry::entry(&self.app, presented, HERE).await.unwrap() {
            Entry::In(program) => Some(*program),
            _ => None,
        }
    }

    async fn by_token(&self, made: &Made) -> Option<Program> {
        self.enter(Presented::Token(&made.secret.0)).await
    }
}

async fn open(place: &Where, now: Timestamp) -> App {
    App::open(place.url(), place.data(), Clock::Fixed(now), TimeZone::UTC).await.unwrap()
}

fn token(name: &str, reaches: &[Reach]) -> New {
    New { kind: Kind::Api, name: name.into(), reaches: reaches.to_vec(), days: Some(30) }
}

fn password(name: &str) -> New {
    New { kind: Kind::App, name: name.into(), reaches: vec![Reach::Contacts], days: None }
}

#[tokio::test]
async fn a_token_opens_what_it_is_for_in_the_network_of_its_owner() {
    for place in databases() {
        let house = House::with_two(place).await;
        for (reaches, rights) in [
            (vec![Reach::Read], vec![Right::Belong, Right::Read]),
            (vec![Reach::Change], vec![Right::Belong, Right::Read, Right::Suggest, Right::Change]),
            (vec![Reach::Run], vec![Right::Belong, Right::Run]),
        ] {
            let made = house.make(MARIT, &token(&format!("{reaches:?}"), &reaches)).await;
            let program = house.by_token(&made).await.expect("let in");
            for right in [Right::Belong, Right::Read, Right::Suggest, Right::Change, Right::Run] {
                assert_eq!(program.cx.access.has(right), rights.contains(&right), "{reaches:?} {right:?}");
            }
            assert!(!program.cx.access.has(Right::Own) && !program.cx.access.has(Right::Administer));
            assert_eq!((program.cx.workspace.0, program.login.as_str()), (1, MARIT));
            let origin = Origin::Token { name: format!("{reaches:?}"), from: HERE.into() };
            assert_eq!(program.cx.origin, origin);
        }
        let theirs = house.make(JONAS, &token("laptop", &[Reach::Read])).await;
        assert_ne!(house.by_token(&theirs).await.unwrap().cx.workspace.0, 1, "another principal");
    }
}

#[tokio::test]
async fn an_app_password_wants_the_name_of_its_owner_and_is_no_token() {
    for place in databases() {
        let house = House::with_two(place).await;
        let made = house.make(MARIT, &password("phone")).await;
        let as_typed = made.secret.0.to_uppercase().replace('-', " ");
        for (login, typed, is_in) in [
            (MARIT, made.secret.0.as_str(), true),
            ("  Marit@Brennhold.example", as_typed.as_str(), true),
            (JONAS, made.secret.0.as_str(), false),
            ("", made.secret.0.as_str(), false),
            (MARIT, GOOD, false),
            (MARIT, "", false),
        ] {
            let program = house.enter(Presented::Password { login, password: typed }).await;
            assert_eq!(program.is_some(), is_in, "{login} {typed}");
        }
        assert!(house.by_token(&made).await.is_none(), "as a token it opens nothing");
        let api = house.make(MARIT, &token("laptop", &[Reach::Read])).await;
        let as_password = Presented::Password { login: MARIT, password: &api.secret.0 };
        assert!(house.enter(as_password).await.is_none(), "a token is no app password");
    }
}

#[tokio::test]
async fn what_is_ended_over_or_of_a_shut_account_opens_nothing_and_stays_shut() {
    for place in databases() {
        let mut house = House::with_two(place).await;
        let ended = house.make(JONAS, &token("ended", &[Reach::Read])).await;
        let marit = by_login(&house.app, MARIT).await.unwrap().id;
        let jonas = by_login(&house.app, JONAS).await.unwrap().id;
        assert!(tokens::end(&house.app, marit, ended.id, HERE).await.is_err(), "of somebody else");
        assert!(house.by_token(&ended).await.is_some());
        tokens::end(&house.app, jonas, ended.id, HERE).await.unwrap();
        assert!(house.by_token(&ended).await.is_none());
        assert!(tokens::end(&house.app, jonas, ended.id, HERE).await.is_err(), "once");

        let stands = house.make(JONAS, &token("stands", &[Reach::Read])).await;
        house = house.later(SignedDuration::from_hours(30 * 24 - 1)).await;
        assert!(house.by_token(&stands).await.is_some(), "the last hour of its thirty days");
        house = house.later(SignedDuration::from_hours(1)).await;
        assert!(house.by_token(&stands).await.is_none(), "thirty days are over");

        let (api, app) = (token("shut", &[Reach::Read]), password("shut too"));
        let (api, app) = (house.make(JONAS, &api).await, house.make(JONAS, &app).await);
        making::set_disabled(&house.app, JONAS, true).await.unwrap();
        assert!(house.by_token(&api).await.is_none());
        making::set_disabled(&house.app, JONAS, false).await.unwrap();
        assert!(house.by_token(&api).await.is_none(), "enabling brings nothing back");
        let typed = Presented::Password { login: JONAS, password: &app.secret.0 };
        assert!(house.enter(typed).await.is_none());
        let reset = house.make(JONAS, &token("reset", &[Reach::Read])).await;
        making::reset(&house.app, JONAS, None, false).await.unwrap();
        assert!(house.by_token(&reset).await.is_none(), "a reset ends everything that stands");
    }
}

#[tokio::test]
async fn a_token_ends_with_the_membership_it_was_made_in() {
    for place in databases() {
        let house = House::with_two(place).await;
        let made = house.make(JONAS, &token("laptop", &[Reach::Read])).await;
        let mut tx = house.app.db.begin().await.unwrap();
        tx.execute("UPDATE member SET ended_at = 1 WHERE workspace_id = 2", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(house.by_token(&made).await.is_none());
    }
}

#[tokio::test]
async fn use_is_told_with_its_address_and_written_every_five_minutes_at_most() {
    for place in databases() {
        let mut house = House::with_two(place).await;
        let made = house.make(MARIT, &token("laptop", &[Reach::Read])).await;
        let marit = by_login(&house.app, MARIT).await.unwrap().id;
        assert_eq!(tokens::list(&house.app, marit).await.unwrap()[0].used, None);
        house.by_token(&made).await.unwrap();
        let first = house.now;
        house = house.later(SignedDuration::from_mins(4)).await;
        house.by_token(&made).await.unwrap();
        let line = tokens::list(&house.app, marit).await.unwrap().remove(0);
        assert_eq!((line.used, line.used_from.as_str()), (Some(first), HERE));
        house = house.later(SignedDuration::from_mins(2)).await;
        house.by_token(&made).await.unwrap();
        assert_eq!(tokens::list(&house.app, marit).await.unwrap()[0].used, Some(house.now));
    }
}

#[tokio::test]
async fn an_address_that_tries_many_secrets_pauses_but_what_is_right_still_comes_in() {
    for place in databases() {
        let mut house = House::with_two(place).await;
        let made = house.make(MARIT, &token("laptop", &[Reach::Read])).await;
        for n in 0..30 {
            let guessed = format!("kith_{n}");
            let entry = tokens::entry::entry(&house.app, Presented::Token(&guessed), HERE).await.unwrap();
            assert!(matches!(entry, Entry::Unknown), "{n}");
        }
        let entry = || tokens::entry::entry(&house.app, Presented::Token("kith_x"), HERE);
        assert!(matches!(entry().await.unwrap(), Entry::Paused { .. }));
        let elsewhere = tokens::entry::entry(&house.app, Presented::Token("kith_x"), "10.0.0.2");
        assert!(matches!(elsewhere.await.unwrap(), Entry::Unknown));
        assert!(house.by_token(&made).await.is_some());
        let device = Device { address: HERE.into(), agent: String::new() };
        let person = sign_in::by_password(&house.app, JONAS, GOOD, &device).await.unwrap();
        assert!(matches!(person, sign_in::Entry::In(_)), "the people beside it sign in: {person:?}");
        house = house.later(SignedDuration::from_mins(11)).await;
        let entry = tokens::entry::entry(&house.app, Presented::Token("kith_x"), HERE).await.unwrap();
        assert!(matches!(entry, Entry::Unknown), "one try at a time after the pause");
    }
}

#[tokio::test]
async fn what_is_no_token_is_not_made() {
    for place in databases() {
        let house = House::with_two(place).await;
        let good = token("laptop", &[Reach::Read]);
        let holder = Holder::named(&house.app, MARIT).await.unwrap();
        for refused in [
            New { name: " ".into(), ..good.clone() },
            New { name: "x".repeat(61), ..good.clone() },
            New { reaches: Vec::new(), ..good.clone() },
            New { reaches: vec![Reach::Contacts], ..good.clone() },
            New { days: None, ..good.clone() },
            New { days: Some(366), ..good.clone() },
            New { days: Some(0), ..good.clone() },
            New { reaches: vec![Reach::Read], ..password("phone") },
        ] {
            assert!(tokens::make(&house.app, holder, &refused, HERE).await.is_err(), "{refused:?}");
        }
        house.make(MARIT, &good).await;
        assert!(tokens::make(&house.app, holder, &good, HERE).await.is_err(), "the name is taken");
        for n in 0..49 {
            house.make(MARIT, &token(&format!("n{n}"), &[Reach::Read])).await;
        }
        let refused = tokens::make(&house.app, holder, &token("more", &[Reach::Read]), HERE).await;
        assert!(refused.unwrap_err().to_string().contains("50"), "bounded");
    }
}
