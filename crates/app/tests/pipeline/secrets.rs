//! The key beside the database: told when it is lost or another's, changed without losing anything, and nothing that it
//! guards stands anywhere in the clear.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use app::App;
use app::features::accounts::making;
use app::features::accounts::sign_in::{self, Entry};
use app::features::accounts::{Device, SignedIn, Token, second_factor, sessions, totp};
use app::features::capture::{self, Request};
use app::features::keeping::backup::{self, Order};
use app::features::keeping::{export, human};
use app::features::secrets::{self, Rotated};
use app::features::tokens::{self, Holder, Kind, New, Reach};
use app::outer::clock::Clock;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use testkit::{Where, databases, mailbox};

use crate::support::{ANA, ME, World};

const MARIT: &str = "marit@brennhold.example";
const GOOD: &str = "fjord kettle umbrella";

/// A Kith whose owner has a second factor.
struct House {
    place: Where,
    app: App,
    now: Timestamp,
    secret: Vec<u8>,
    codes: Vec<String>,
}

impl House {
    async fn with_factor(place: Where) -> House {
        let now: Timestamp = "2026-11-17T06:38:00Z".parse().unwrap();
        let app = open(&place, now).await;
        let device = Device::default();
        let token = making::first_owner(&app, "Marit Aldersund", MARIT, GOOD, &device).await.unwrap();
        let who = signed_in(&app, &token).await;
        let secret = second_factor::begin(&who).await.unwrap();
        let code = totp::code(&secret, now.as_second());
        let (_, codes) = second_factor::turn_on(&who, &code).await.unwrap();
        House { place, app, now, secret, codes }
    }

    /// A new program some minutes later, over what is on the disk.
    async fn again(self) -> House {
        self.app.db.close().await;
        let now = self.now + SignedDuration::from_mins(20);
        let app = open(&self.place, now).await;
        House { app, now, ..self }
    }

    async fn enter(&self, code: &str) -> app::Result<Entry> {
        let device = Device::default();
        let Entry::CodeWanted(half) = sign_in::by_password(&self.app, MARIT, GOOD, &device).await? else {
            panic!("no code is asked for")
        };
        sign_in::by_code(&self.app, &half, code, &device).await
    }

    async fn enters_by_app(&self) -> bool {
        let code = totp::code(&self.secret, self.now.as_second());
        matches!(self.enter(&code).await, Ok(Entry::In(_)))
    }

    fn key(&self) -> PathBuf {
        self.place.data().join("kith.key")
    }

    fn next(&self) -> PathBuf {
        self.place.data().join("kith.key.next")
    }

    async fn trouble(&self) -> String {
        let told = secrets::standing(&self.app.cx()).await.unwrap().trouble;
        assert_eq!(secrets::trouble(&self.app.cx()).await.unwrap(), told, "pages tell the same");
        told.unwrap_or_default()
    }
}

async fn open(place: &Where, now: Timestamp) -> App {
    App::open(place.url(), place.data(), Clock::Fixed(now), TimeZone::UTC).await.unwrap()
}

async fn signed_in(app: &App, token: &Token) -> SignedIn {
    let origin = app::access::Origin::Page("10.0.0.1".into());
    sessions::session(app, &token.0, origin).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_lost_key_is_told_with_the_way_back_and_never_made_anew() {
    for place in databases() {
        let house = House::with_factor(place).await;
        let kept = fs::read(house.key()).unwrap();
        fs::remove_file(house.key()).unwrap();
        let house = house.again().await;
        let code = totp::code(&house.secret, house.now.as_second());
        let told = house.enter(&code).await.unwrap_err().to_string();
        assert!(told.contains("kith.key is gone") && told.contains("rotate --lost"), "{told}");
        assert!(!house.key().exists(), "no other key was made in its place");
        assert!(house.trouble().await.contains("is gone"));
        assert!(secrets::rotate(&house.app.cx()).await.is_err());
        fs::write(house.key(), &kept).unwrap();
        assert!(house.enters_by_app().await, "once it is back, all is as before");
        assert_eq!(house.trouble().await, "");
    }
}

#[tokio::test]
async fn the_key_of_another_kith_is_told_and_left_alone() {
    for place in databases() {
        let house = House::with_factor(place).await;
        fs::write(house.key(), [7; 32]).unwrap();
        let house = house.again().await;
        let code = totp::code(&house.secret, house.now.as_second());
        let told = house.enter(&code).await.unwrap_err().to_string();
        assert!(told.contains("does not belong to this database"), "{told}");
        assert_eq!(fs::read(house.key()).unwrap(), [7; 32]);
    }
}

#[tokio::test]
async fn a_database_from_before_keys_had_a_mark_takes_the_key_that_opens_it_and_no_other() {
    for place in databases() {
        let house = House::with_factor(place).await;
        let forget_mark = async |app: &App| {
            let mut tx = app.db.begin().await.unwrap();
            tx.execute("DELETE FROM sealing_key", &[]).await.unwrap();
            tx.commit().await.unwrap();
        };
        forget_mark(&house.app).await;
        let kept = fs::read(house.key()).unwrap();
        fs::remove_file(house.key()).unwrap();
        assert!(house.trouble().await.contains("is gone"));
        fs::write(house.key(), [7; 32]).unwrap();
        assert!(house.trouble().await.contains("does not belong"));
        fs::write(house.key(), &kept).unwrap();
        assert_eq!(house.trouble().await, "");
        fs::write(house.key(), [7; 32]).unwrap();
        assert!(house.trouble().await.contains("does not belong"), "the mark was kept");
    }
}

#[tokio::test]
async fn recovery_codes_open_without_the_key() {
    for place in databases() {
        let house = House::with_factor(place).await;
        fs::remove_file(house.key()).unwrap();
        assert!(matches!(house.enter(&house.codes[0]).await, Ok(Entry::In(_))));
    }
}

#[tokio::test]
async fn a_changed_key_opens_everything_and_the_old_one_nothing() {
    for place in databases() {
        let house = House::with_factor(place).await;
        let old = fs::read(house.key()).unwrap();
        let done = secrets::rotate(&house.app.cx()).await.unwrap();
        assert_eq!(done, Rotated { sealed: 1, taken_away: 0, no_longer_kept_out: 0 });
        let new = fs::read(house.key()).unwrap();
        assert!(new != old && !house.next().exists());
        let house = house.again().await;
        assert!(house.enters_by_app().await);
        fs::write(house.key(), &old).unwrap();
        assert!(house.trouble().await.contains("does not belong"));
        fs::write(house.key(), &new).unwrap();
        secrets::rotate(&house.app.cx()).await.unwrap();
        let house = house.again().await;
        assert!(house.enters_by_app().await, "a second time");
    }
}

/// What is on the disk after a kill at each step of changing the key, by the steps that were done.
#[tokio::test]
async fn a_change_that_is_killed_anywhere_loses_nothing() {
    for place in databases() {
        // Killed before the transaction ended: the new key lies beside the old one and was never used.
        let house = House::with_factor(place).await;
        fs::write(house.next(), [9; 64]).unwrap();
        let mut house = house.again().await;
        assert!(house.enters_by_app().await);
        let old = fs::read(house.key()).unwrap();
        secrets::rotate(&house.app.cx()).await.unwrap();
        assert_ne!(
            fs::read(house.key()).unwrap()[..32],
            [9; 32],
            "what lay there is not taken for the new one"
        );
        house = house.again().await;
        assert!(house.enters_by_app().await);

        // Killed after it, before the new key was put in its place: whoever asks next does that.
        fs::rename(house.key(), house.next()).unwrap();
        fs::write(house.key(), &old).unwrap();
        house = house.again().await;
        assert!(house.enters_by_app().await);
        assert!(!house.next().exists());
        house = house.again().await;
        assert!(house.enters_by_app().await);
    }
}

#[tokio::test]
async fn where_the_key_is_lost_for_good_one_begins_anew_and_is_told_what_is_gone() {
    for place in databases() {
        let house = House::with_factor(place).await;
        let refused = secrets::begin_anew(&house.app.cx()).await.unwrap_err().to_string();
        assert!(refused.contains("fits"), "{refused}");
        fs::write(house.key(), [7; 32]).unwrap();
        let done = secrets::begin_anew(&house.app.cx()).await.unwrap();
        assert_eq!(done, Rotated { sealed: 0, taken_away: 1, no_longer_kept_out: 0 });
        let aside = fs::read_dir(house.place.data()).unwrap().filter_map(Result::ok);
        assert_eq!(aside.filter(|e| e.file_name().to_string_lossy().contains("set-aside")).count(), 1);
        let entry = sign_in::by_password(&house.app, MARIT, GOOD, &Device::default()).await.unwrap();
        let Entry::In(token) = entry else { panic!("{entry:?}") };
        let who = signed_in(&house.app, &token).await;
        second_factor::begin(&who).await.unwrap();
        assert_eq!(house.trouble().await, "");
    }
}

#[tokio::test]
async fn who_was_forgotten_stays_out_when_the_key_changes() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mails = mailbox().mail("2026-01-05", ANA, ME, "Hello").mail("2026-01-06", ME, ANA, "Re: Hello");
        let mails = mails.to_mbox();
        world.import("inbox.mbox", &mails).await;
        let cx = world.cx();
        let ana = app::features::people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        human::forget(&cx, ana).await.unwrap();
        secrets::rotate(&cx).await.unwrap();
        secrets::rotate(&cx).await.unwrap();
        world.import("again.mbox", &mails).await;
        assert!(app::features::people::one(&cx, "Ana Lopez", cx.now).await.is_err());
        fs::remove_file(world.place.data().join("kith.key")).unwrap();
        let path = world.file("third.mbox", &mails);
        let request = Request { paths: vec![path], ..Request::default() };
        let told = capture::import(&cx, &request, &mut |_| {}).await.unwrap_err().to_string();
        assert!(told.contains("is gone"), "an import without the key would bring people back: {told}");
    }
}

/// The files in a backup, unpacked.
fn opened(backup: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(fs::File::open(backup).unwrap());
    let read = |entry: std::io::Result<tar::Entry<'_, fs::File>>| {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name.ends_with(".zst") {
            bytes = zstd::decode_all(bytes.as_slice()).unwrap();
        }
        (name, bytes)
    };
    archive.entries().unwrap().map(read).collect()
}

/// All files below a folder but the key, with their bytes.
fn all_bytes(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            all_bytes(&path, found);
        } else if path.file_name().is_some_and(|name| name != "kith.key") {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

#[tokio::test]
async fn nothing_that_opens_a_door_stands_in_the_database_a_backup_or_an_export() {
    for place in databases() {
        let house = House::with_factor(place).await;
        let cx = house.app.cx();
        let holder = Holder::named(&house.app, MARIT).await.unwrap();
        let api = New { kind: Kind::Api, name: "laptop".into(), reaches: vec![Reach::Read], days: Some(9) };
        let app = New { kind: Kind::App, name: "phone".into(), reaches: vec![Reach::Contacts], days: None };
        let api = tokens::make(&house.app, holder, &api, "").await.unwrap().secret.0;
        let password = tokens::make(&house.app, holder, &app, "").await.unwrap().secret.0;
        let session =
            sessions::begin_session(&house.app, holder.account, &Device::default()).await.unwrap().0;
        let hex: String = house.secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut planted: Vec<Vec<u8>> =
            vec![house.secret.clone(), totp::base32(&house.secret).into(), hex.into()];
        planted.extend([api, password.replace('-', ""), password, session, GOOD.to_owned()].map(Vec::from));
        planted.extend(house.codes.iter().cloned().map(Vec::from));

        let mails = house.place.data().join("inbox.mbox");
        fs::write(&mails, mailbox().mail("2026-01-05", ANA, ME, "Hello").to_mbox()).unwrap();
        let request =
            Request { paths: vec![mails], me: vec!["me@acme.example".into()], ..Request::default() };
        capture::import(&cx, &request, &mut |_| {}).await.unwrap();
        let target = house.place.data().join("mine.tar");
        backup::make(&cx, Order { target: target.clone(), ..Order::default() }).await.unwrap();
        export::export(&cx, &house.place.data().join("export"), &export::Format::ALL).await.unwrap();
        let mut found = Vec::new();
        all_bytes(house.place.data(), &mut found);
        found.extend(opened(&target));
        assert!(found.len() > 5, "nothing was found to look at");
        for (name, bytes) in found {
            for secret in &planted {
                let is_in = bytes.windows(secret.len()).any(|window| window == secret.as_slice());
                assert!(!is_in, "{name} tells {}", String::from_utf8_lossy(secret));
            }
        }
    }
}
