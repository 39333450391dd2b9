//! Backups: one file that gives the same network back, refuses what is not whole, and is made when its time has come.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::x25519;
use app::access::Access;
use app::features::acts;
use app::features::keeping::backup::keeper::{self, Run};
use app::features::keeping::backup::schedule::{self, Every, Schedule};
use app::features::keeping::backup::{self, Archive, Key, Order, Passphrase, Place, Recipient, Seal};
use app::outer::clock::Clock;
use app::{Cx, Error};
use testkit::{Where, databases, mailbox};

use crate::support::{ANA, BEN, ME, World};

const DAY: &str = "2026-03-10";

fn place(at: &Where) -> Place<'_> {
    Place { url: at.url(), data: at.data() }
}

async fn network_at(at: Where) -> World {
    let world = World::at(at, DAY).await;
    let letters = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", BEN, ME, "Pumps");
    world.import("inbox", &letters.to_mbox()).await;
    world
}

/// A backup of a small network, outside its data folder.
async fn backed_up(world: &World, folder: &Path, seal: Seal) -> PathBuf {
    let target = folder.join("kith.tar");
    let order = Order { target: target.clone(), seal, ..Order::default() };
    backup::make(&world.cx(), order).await.unwrap();
    target
}

async fn restore(file: &Path, key: &Key, into: &Where, force: bool) -> app::Result<backup::Restored> {
    backup::restore(place(into), &Archive::open(file)?, key, force, "2026-03-11T08:00:00Z".parse().unwrap())
        .await
}

#[tokio::test]
async fn a_backup_gives_the_same_network_back() {
    for (from, to) in databases().into_iter().zip(databases()) {
        let (folder, world) = (tempfile::tempdir().unwrap(), network_at(from).await);
        let file = backed_up(&world, folder.path(), Seal::No).await;
        let verified =
            backup::verify(place(&world.place), &Archive::open(&file).unwrap(), &Key::None).await.unwrap();
        assert!(verified.restored && verified.faults.is_empty(), "{verified:?}");
        assert_eq!(verified.contents.unwrap().inventory.tables["interaction"].rows, 2);

        restore(&file, &Key::None, &to, false).await.unwrap();
        let restored = World::at(to, DAY).await;
        assert_eq!(restored.network().await, world.network().await, "{}", restored.place);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "nothing is left beside the backup: {left:?}");
    }
}

#[tokio::test]
async fn what_is_sealed_opens_with_its_key_alone() {
    for (from, to) in databases().into_iter().zip(databases()) {
        let (folder, world) = (tempfile::tempdir().unwrap(), network_at(from).await);
        let secret = x25519::Identity::generate();
        let recipient = Recipient::read(&secret.to_public().to_string()).unwrap();
        let file = backed_up(&world, folder.path(), Seal::Recipients(vec![recipient])).await;
        let bytes = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(
            !bytes.contains("My network") && !bytes.contains("interaction"),
            "nothing stands in the clear"
        );

        let stranger = Key::Identities(vec![Box::new(x25519::Identity::generate())]);
        let refused = restore(&file, &stranger, &to, false).await.unwrap_err().to_string();
        assert!(refused.contains("sealed to somebody else"), "{refused}");
        let refused = restore(&file, &Key::None, &to, false).await.unwrap_err().to_string();
        assert!(refused.contains("sealed to recipients"), "{refused}");
        restore(&file, &Key::Identities(vec![Box::new(secret)]), &to, false).await.unwrap();
        assert_eq!(World::at(to, DAY).await.network().await, world.network().await);
    }
}

#[tokio::test]
async fn a_passphrase_seals_too() {
    let Some((from, to)) = databases().into_iter().zip(databases()).next() else { return };
    let (folder, world) = (tempfile::tempdir().unwrap(), network_at(from).await);
    let passphrase = |text: &str| Passphrase::new(text.to_owned()).unwrap();
    let file = backed_up(&world, folder.path(), Seal::Passphrase(passphrase("eleven valves"))).await;
    let refused = restore(&file, &Key::Passphrase(passphrase("ten valves")), &to, false).await.unwrap_err();
    assert!(refused.to_string().contains("the passphrase is not the one"), "{refused}");
    restore(&file, &Key::Passphrase(passphrase("eleven valves")), &to, false).await.unwrap();
    assert_eq!(World::at(to, DAY).await.network().await, world.network().await);
}

#[tokio::test]
async fn a_byte_that_changed_anywhere_is_found_and_nothing_is_touched() {
    for (from, to) in databases().into_iter().zip(databases()) {
        let (folder, world) = (tempfile::tempdir().unwrap(), network_at(from).await);
        let whole = std::fs::read(backed_up(&world, folder.path(), Seal::No).await).unwrap();
        let broken = folder.path().join("broken.tar");
        // The blocks that end a tar hold nothing.
        for at in (0..whole.len() - 2_048).step_by(whole.len() / 60).chain([0, 257, 600]) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            std::fs::write(&broken, &bytes).unwrap();
            let found = match Archive::open(&broken) {
                Err(_) => true,
                Ok(archive) => {
                    let verified = backup::verify(place(&to), &archive, &Key::None).await;
                    verified.map_or(true, |verified| !verified.faults.is_empty())
                }
            };
            // What fills the blocks up, and the heads' owners and modes, are part of nothing.
            if found {
                assert!(
                    restore(&broken, &Key::None, &to, false).await.is_err(),
                    "byte {at} of {}",
                    whole.len()
                );
            } else {
                let archive = Archive::open(&broken).unwrap();
                assert!(archive.faults().unwrap().is_empty(), "byte {at}");
            }
        }
        for cut in [0, 1, 511, 5_000, whole.len() / 2, whole.len() - 3_000] {
            std::fs::write(&broken, &whole[..cut]).unwrap();
            assert!(restore(&broken, &Key::None, &to, false).await.is_err(), "cut at {cut}");
        }
        assert!(!to.data().join("kith.db").exists());
    }
}

#[tokio::test]
async fn a_network_is_replaced_only_when_told_to_and_kept_then() {
    for (from, to) in databases().into_iter().zip(databases()) {
        let (folder, world) = (tempfile::tempdir().unwrap(), network_at(from).await);
        let file = backed_up(&world, folder.path(), Seal::No).await;
        let other = World::at(to, DAY).await;
        other
            .import("else", &mailbox().mail("2026-02-01", "Zoe <zoe@else.example>", ME, "Other").to_mbox())
            .await;
        let before = other.network().await;

        let open = restore(&file, &Key::None, &other.place, true).await.unwrap_err().to_string();
        assert!(open.contains("another program has this database open"), "{open}");
        assert_eq!(other.network().await, before);
        let World { app, place } = other;
        app.db.close().await;
        drop(app);
        let refused = restore(&file, &Key::None, &place, false).await.unwrap_err().to_string();
        assert!(refused.contains("holds a network already"), "{refused}");

        let kept = restore(&file, &Key::None, &place, true).await.unwrap().kept.expect("kept");
        let restored = World::at(place, DAY).await;
        assert_eq!(restored.network().await, world.network().await, "{}", restored.place);
        restored.app.db.close().await;
        let World { app, place } = restored;
        drop(app);
        // And the way back.
        restore(&kept, &Key::None, &place, true).await.unwrap();
        assert_eq!(World::at(place, DAY).await.network().await, before);
    }
}

#[tokio::test]
async fn what_is_there_already_is_not_overwritten() {
    let Some(at) = databases().into_iter().next() else { return };
    let (folder, world) = (tempfile::tempdir().unwrap(), network_at(at).await);
    let target = folder.path().join("kith.tar");
    std::fs::write(&target, "mine").unwrap();
    let order = || Order { target: target.clone(), ..Order::default() };
    let refused = backup::make(&world.cx(), order()).await.unwrap_err();
    assert!(refused.to_string().contains("is there already"), "{refused}");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "mine");
    backup::make(&world.cx(), Order { force: true, ..order() }).await.unwrap();
    assert!(Archive::open(&target).unwrap().faults().unwrap().is_empty());
}

#[tokio::test]
async fn a_backup_holds_what_was_there_while_others_write() {
    for at in databases() {
        let (folder, world) = (tempfile::tempdir().unwrap(), network_at(at).await);
        let letters = (0..400).fold(mailbox(), |letters, n| {
            letters.mail("2026-03-04", &format!("P{n} <p{n}@crowd.example>"), ME, "Hello")
        });
        let file = world.file("crowd", &letters.to_mbox());
        let (_, ()) = tokio::join!(world.import_paths(vec![file]), async {
            for n in 0..5 {
                let target = folder.path().join(format!("{n}.tar"));
                backup::make(&world.cx(), Order { target: target.clone(), ..Order::default() })
                    .await
                    .unwrap();
                let archive = Archive::open(&target).unwrap();
                let verified = backup::verify(place(&world.place), &archive, &Key::None).await.unwrap();
                assert_eq!(verified.faults, [""; 0], "{} {n}", world.place);
            }
        });
    }
}

/// The moment, for a world whose clock stands.
fn at(world: &World, moment: &str) -> app::Cx {
    let mut app = world.app.clone();
    app.clock = Clock::Fixed(moment.parse().unwrap());
    app.cx()
}

async fn made(world: &World, moment: &str) -> Option<Run> {
    keeper::make_if_due(&at(world, moment)).await.unwrap()
}

#[tokio::test]
async fn they_are_made_at_their_time_and_old_ones_of_our_own_go() {
    for place in databases() {
        let world = network_at(place).await;
        let folder = tempfile::tempdir().unwrap();
        let mine = backed_up(&world, folder.path(), Seal::No).await;
        let note = folder.path().join("kith-scheduled-20260101T030000Z.tar");
        std::fs::write(&note, "not a backup at all").unwrap();
        let set = Schedule {
            every: Every::Day,
            folder: folder.path().display().to_string(),
            daily: 2,
            weekly: 0,
            monthly: 0,
            ..Schedule::default()
        };
        let done = schedule::set_schedule(&world.cx(), set).await.unwrap();
        assert_eq!(done.subject, "backups set to every day at 3:00");

        assert_eq!(made(&world, "2026-03-10T23:00:00Z").await, None);
        for day in 11..=15 {
            let run = made(&world, &format!("2026-03-{day}T03:00:30Z")).await.expect("one is due");
            assert!(run.trouble.is_empty() && run.restored, "{run:?}");
            assert_eq!(made(&world, &format!("2026-03-{day}T03:01:30Z")).await, None, "one a day");
        }
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        names.sort();
        let kept = ["kith-scheduled-20260101T030000Z.tar", "kith-scheduled-20260314T030030Z.tar"];
        assert_eq!(names, [kept[0], kept[1], "kith-scheduled-20260315T030030Z.tar", "kith.tar"]);
        assert!(mine.exists() && note.exists(), "what somebody else put there stays");

        let standing = keeper::standing(&at(&world, "2026-03-15T12:00:00Z")).await.unwrap();
        assert_eq!(standing.next, Some("2026-03-16T03:00:00Z".parse().unwrap()));
        assert_eq!(standing.last.unwrap().at, "2026-03-15T03:00:30Z".parse().unwrap());
    }
}

#[tokio::test]
async fn a_failure_is_told_and_tried_again_and_a_clock_set_back_stops_nothing() {
    for place in databases() {
        let world = network_at(place).await;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("disk");
        let set = Schedule { every: Every::Day, folder: target.display().to_string(), ..Schedule::default() };
        schedule::set_schedule(&world.cx(), set).await.unwrap();
        // The disk is not there any more.
        std::fs::remove_dir_all(&target).unwrap();
        std::fs::write(&target, "").unwrap();
        let run = made(&world, "2026-03-11T03:00:30Z").await.expect("one is due");
        assert!(run.trouble.contains("cannot make the folder"), "{run:?}");
        let trouble = keeper::trouble(&at(&world, "2026-03-11T08:00:00Z")).await.unwrap();
        assert_eq!(trouble.unwrap().trouble, run.trouble);
        assert_eq!(made(&world, "2026-03-11T03:30:00Z").await, None);

        std::fs::remove_file(&target).unwrap();
        let run = made(&world, "2026-03-11T04:01:00Z").await.expect("it is tried again");
        assert_eq!(run.trouble, "");
        assert_eq!(keeper::trouble(&at(&world, "2026-03-11T08:00:00Z")).await.unwrap(), None);

        assert!(made(&world, "2031-01-01T04:00:00Z").await.is_some(), "the clock jumps ahead");
        assert!(made(&world, "2026-03-12T04:00:00Z").await.is_some(), "and back");
        assert_eq!(made(&world, "2026-03-12T04:01:00Z").await, None);
        assert_eq!(std::fs::read_dir(&target).unwrap().count(), 3, "no jump deletes anything");
    }
}

#[tokio::test]
async fn a_schedule_is_undone_like_everything_else() {
    let Some(place) = databases().into_iter().next() else { return };
    let world = World::at(place, DAY).await;
    let set = Schedule { every: Every::Week, ..Schedule::default() };
    let done = schedule::set_schedule(&world.cx(), set).await.unwrap();
    assert_eq!(schedule::schedule(&world.cx()).await.unwrap().every, Every::Week);
    let access = Arc::new(Access { administers: false, ..Access::principal() });
    let guest_of_the_server = Cx { access, ..world.cx() };
    assert!(acts::undo(&guest_of_the_server, Some(done.act)).await.is_err(), "it is the server's");
    acts::undo(&world.cx(), Some(done.act)).await.unwrap();
    assert_eq!(schedule::schedule(&world.cx()).await.unwrap().every, Every::Never);
    let relative = Schedule { every: Every::Day, folder: "here".into(), ..Schedule::default() };
    assert!(matches!(schedule::set_schedule(&world.cx(), relative).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn the_database_in_use_is_looked_over() {
    for place in databases() {
        let world = network_at(place).await;
        let live = backup::verify_live(&world.cx()).await.unwrap();
        assert_eq!(live.faults, [""; 0]);
        assert_eq!(live.contents.tables["interaction"].rows, 2);
    }
}
