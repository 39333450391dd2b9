//! One person's page: the timeline paged and filtered, numbers of a past day, notes, and joined people's addresses.

use app::features::portrait::{self, Asked, Found, Portrait, Side, Timeline, Way};
use app::features::{acts, identities, interactions, people};
use jiff::Timestamp;
use model::PersonId;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

fn mails() -> Mailbox {
    let mut mails = mailbox();
    for n in 0..45 {
        let (month, day) = (1 + n / 28, 1 + n % 28);
        let (from, to) = if n % 2 == 0 { (ME, ANA) } else { (ANA, ME) };
        mails = mails.mail(&format!("2026-{month:02}-{day:02}"), from, to, &format!("Valves {n}"));
    }
    mails.mail("2026-02-20", ANA, BEN, "Pumps").cc(ME)
}

async fn id(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

async fn portrait_of(world: &World, name: &str, as_of: &str) -> Portrait {
    let as_of: Timestamp = as_of.parse().unwrap();
    portrait::portrait(&world.cx(), id(world, name).await, as_of).await.unwrap()
}

async fn part(world: &World, person: PersonId, asked: &Asked) -> Timeline {
    portrait::timeline(&world.cx(), person, asked).await.unwrap()
}

#[tokio::test]
async fn the_timeline_is_paged_without_loss_and_tells_its_sources() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox.mbox", &mails().to_mbox()).await;
        let ana = id(&world, "Ana Lopez").await;
        let mut asked = Asked { way: None, side: None, from: None, until: world.cx().now, before: None };
        let mut met = Vec::new();
        loop {
            let page = part(&world, ana, &asked).await;
            assert!(page.entries.iter().all(|e| e.sources == ["inbox.mbox"]), "{:?}", page.entries);
            met.extend(page.entries.into_iter().map(|e| (e.at, e.id)));
            let Some(next) = page.next else { break };
            asked.before = Some(next);
        }
        assert_eq!(met.len(), 46);
        assert!(met.windows(2).all(|pair| pair[0] > pair[1]), "newest first, each once");
    }
}

#[tokio::test]
async fn the_timeline_is_narrowed_by_kind_and_time() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox.mbox", &mails().to_mbox()).await;
        let (cx, ana) = (world.cx(), id(&world, "Ana Lopez").await);
        interactions::log(&cx, ana, interactions::LogKind::Call, "About valves", None).await.unwrap();
        let all = Asked { way: None, side: None, from: None, until: cx.now, before: None };
        let calls = part(&world, ana, &Asked { way: Some(Way::Call), ..all }).await;
        let logged: Vec<(&str, bool)> =
            calls.entries.iter().map(|e| (e.title.as_str(), e.is_logged)).collect();
        assert_eq!((logged, calls.next), (vec![("About valves", true)], None));
        let from = Some("2026-01-02T00:00:00Z".parse().unwrap());
        let until = "2026-01-04T00:00:00Z".parse().unwrap();
        assert_eq!(part(&world, ana, &Asked { from, until, ..all }).await.entries.len(), 2);
        assert_eq!(part(&world, ana, &Asked { way: Some(Way::Meeting), ..all }).await, Timeline::default());
        for (side, from_them) in [(Side::Theirs, true), (Side::ToThem, false)] {
            let acts = part(&world, ana, &Asked { side: Some(side), way: Some(Way::Mail), ..all }).await;
            assert!(!acts.entries.is_empty());
            assert!(acts.entries.iter().all(|entry| entry.from_them == from_them), "{:?}", acts.entries);
        }
    }
}

#[tokio::test]
async fn a_past_day_knows_nothing_of_what_came_later() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox.mbox", &mails().to_mbox()).await;
        let now = portrait_of(&world, "Ana Lopez", "2026-03-10T12:00:00Z").await;
        assert_eq!(now.others.iter().map(|o| o.line.name.as_str()).collect::<Vec<_>>(), ["Ben Ito"]);
        let past = portrait_of(&world, "Ana Lopez", "2026-01-10T23:59:59Z").await;
        let numbers = past.numbers.unwrap();
        assert_eq!(numbers.now.touches, [5, 5, 0]);
        let warmth = numbers.now.warmth.unwrap();
        assert!((numbers.warmth.unwrap().total() - warmth).abs() < 1e-9);
        assert!(numbers.falls.is_some_and(|fall| fall.warmth < warmth));
        assert_eq!((past.touches.len(), past.others_count), (10, 0));
        let before = portrait_of(&world, "Ana Lopez", "2025-12-01T00:00:00Z").await;
        assert_eq!((before.numbers, before.touches.len()), (None, 0));
    }
}

#[tokio::test]
async fn notes_are_changed_and_deleted_and_each_is_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox.mbox", &mails().to_mbox()).await;
        let (cx, ana) = (world.cx(), id(&world, "Ana Lopez").await);
        let notes = async || {
            let page = portrait::portrait(&world.cx(), ana, cx.now).await.unwrap();
            page.notes.into_iter().map(|n| (n.text, n.is_private)).collect::<Vec<_>>()
        };
        interactions::add_note(&cx, ana, "Keeps bees", false).await.unwrap();
        let note = portrait::portrait(&cx, ana, cx.now).await.unwrap().notes[0].id;
        interactions::change_note(&cx, ana, note, "Keeps two hives", true).await.unwrap();
        assert_eq!(notes().await, [("Keeps two hives".to_owned(), true)]);
        interactions::delete_note(&cx, ana, note).await.unwrap();
        assert_eq!(notes().await, []);
        acts::undo(&cx, None).await.unwrap();
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(notes().await, [("Keeps bees".to_owned(), false)]);
        let carl = PersonId(i64::MAX);
        assert!(interactions::change_note(&cx, carl, note, "not theirs", false).await.is_err());
        assert!(interactions::add_note(&cx, ana, " \n ", false).await.is_err());
    }
}

#[tokio::test]
async fn the_address_of_a_joined_person_leads_to_who_they_are() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "a").mail("2026-03-03", ME, CARL, "b").to_mbox();
        world.import("inbox", &mbox).await;
        let cx = world.cx();
        let (ana, carl) = (id(&world, "Ana Lopez").await, id(&world, "Carl Novak").await);
        let [to_ana, to_carl] =
            [&world.person("Ana Lopez").await, &world.person("Carl Novak").await].map(|p| p.who.slug.clone());
        identities::join(&cx, ana, carl, "said by hand").await.unwrap();
        assert_eq!(portrait::find(&cx, &to_carl).await.unwrap(), Found::Moved(to_ana.clone()));
        assert_eq!(portrait::find(&cx, &to_ana).await.unwrap(), Found::Here(ana));
        assert!(portrait::find(&cx, "nobody").await.is_err());
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(portrait::find(&cx, &to_carl).await.unwrap(), Found::Here(carl));
    }
}
