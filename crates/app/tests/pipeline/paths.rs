//! Paths: by whom the owner is best introduced, and on what contact that rests.

use app::features::paths::{self, Contact, Path, To, at_once, paths};
use app::features::{acts, people};
use model::{Channel, PersonId};
use testkit::{Mailbox, calendar, cards, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

const DORA: &str = "Dora Weiss <dora@north.example>";

/// Dora writes with Ana often and with Carl seldom; Ana and Carl write to me, Ben too, and Dora never does.
fn story() -> Mailbox {
    let mut told = mailbox();
    for week in 1..=9 {
        told = told.mail(&format!("2026-01-{:02}", week * 3), ANA, ME, "Valves");
        told = told.mail(&format!("2026-02-{:02}", week * 3), ME, ANA, "Pumps");
        told = told.mail(&format!("2026-02-{:02}", week * 3), ANA, DORA, "Seals");
    }
    told = told.mail("2026-02-10", CARL, ME, "Lunch").mail("2026-02-12", ME, CARL, "Lunch");
    told.mail("2026-01-20", CARL, DORA, "Prices").mail("2026-02-20", BEN, ME, "Lunch")
}

#[tokio::test]
async fn the_warmest_way_comes_first_and_the_next_shares_nobody() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let cx = world.cx();
        let dora = people::one(&cx, "Dora Weiss", cx.now).await.unwrap();
        let found = paths(&cx, &To::Person(dora), 3, cx.now).await.unwrap();
        let ways: Vec<Vec<&str>> =
            found.iter().map(|path| path.hops.iter().map(|hop| hop.to.as_str()).collect()).collect();
        assert_eq!(ways, [["Ana Lopez", "Dora Weiss"], ["Carl Novak", "Dora Weiss"]]);
        let hop = &found[0].hops[1];
        assert_eq!(hop.contact, Some(Contact { touches: 9, days: 9, channels: vec![Channel::DirectMail] }));
        assert_eq!(hop.last_contact.to_string(), "2026-02-27");
        assert!(found[0].chance > found[1].chance && found[1].chance > Some(0.0));
        let first = paths(&cx, &To::Person(dora), 1, cx.now).await.unwrap();
        assert_eq!(first.len(), 1);
        // Nobody leads where nobody works, and before it all began nobody led anywhere.
        let nowhere = paths(&cx, &To::Organization("Nowhere".into()), 3, cx.now).await;
        assert!(nowhere.unwrap_err().to_string().contains("Nowhere"));
        let before = "2025-12-01T00:00:00Z".parse().unwrap();
        assert!(paths(&cx, &To::Person(dora), 3, before).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn of_a_colleague_only_the_last_contact_with_others_is_told() {
    const EVA: &str = "Eva Berg <eva@acme.example>";
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let told = mailbox().mail("2026-02-10", EVA, ME, "Budget").mail("2026-02-11", ME, EVA, "Budget");
        let told =
            told.mail("2026-02-12", EVA, DORA, "Seals").cc(ME).mail("2026-02-13", DORA, EVA, "Seals").cc(ME);
        world.import("inbox", &told.to_mbox()).await;
        let cx = world.cx();
        let dora = people::one(&cx, "Dora Weiss", cx.now).await.unwrap();
        let found = paths(&cx, &To::Person(dora), 3, cx.now).await.unwrap();
        let by_eva = found.iter().find(|path| path.hops.len() == 2).expect("a way by Eva");
        // Two mails between her and me, and one of hers to Dora of which I had a copy.
        assert_eq!(
            by_eva.hops[0].contact,
            Some(Contact { touches: 3, days: 3, channels: vec![Channel::DirectMail, Channel::GroupMail] })
        );
        assert_eq!((by_eva.hops[1].contact.as_ref(), by_eva.chance), (None, None));
    }
}

fn by(path: &Path) -> Vec<&str> {
    path.hops.iter().map(|hop| hop.to.as_str()).collect()
}

async fn id(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

#[tokio::test]
async fn the_page_says_the_same_as_the_command_line() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let (cx, dora) = (world.cx(), id(&world, "Dora Weiss").await);
        let slow = paths(&cx, &To::Person(dora), 3, cx.now).await.unwrap();
        paths::prepare(&cx).await.unwrap();
        let quick = at_once(&cx, &To::Person(dora), 3).await.unwrap().expect("the network is read");
        assert_eq!(slow.iter().map(by).collect::<Vec<_>>(), quick.iter().map(by).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn whoever_was_asked_is_spared_for_a_while_until_it_is_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let told = story().mail("2026-03-01", CARL, ME, "Lunch").mail("2026-03-02", CARL, DORA, "Prices");
        world.import("inbox", &told.to_mbox()).await;
        let (ana, dora) = (id(&world, "Ana Lopez").await, id(&world, "Dora Weiss").await);
        let cx = world.cx();
        paths::prepare(&cx).await.unwrap();
        let first = async || {
            let mut found = at_once(&cx, &To::Person(dora), 1).await.unwrap().unwrap();
            found.remove(0)
        };
        let before = first().await;
        assert_eq!((by(&before), before.asked), (vec!["Ana Lopez", "Dora Weiss"], None));
        for _ in 0..3 {
            paths::ask(&cx, ana, dora).await.unwrap();
        }
        assert_eq!(by(&first().await), ["Carl Novak", "Dora Weiss"], "Ana was asked three times today");
        let both = at_once(&cx, &To::Person(dora), 2).await.unwrap().unwrap();
        let asked: Vec<Option<String>> =
            both.iter().map(|path| path.asked.map(|day| day.to_string())).collect();
        assert_eq!(asked, [None, Some("2026-03-10".into())]);
        assert_eq!(paths::lately(&cx).await.unwrap().len(), 3);
        for _ in 0..3 {
            let done = acts::undo(&cx, None).await.unwrap();
            assert_eq!(done.subject, "taken back: Ana Lopez asked for an introduction to Dora Weiss");
        }
        assert_eq!(by(&first().await), ["Ana Lopez", "Dora Weiss"]);
        assert!(paths::lately(&cx).await.unwrap().is_empty());
        assert!(paths::ask(&cx, ana, ana).await.is_err(), "nobody is introduced to themselves");
    }
}

#[tokio::test]
async fn where_no_tie_leads_those_who_were_seen_together_do() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let names = "Abel Bruno Cora Dario Elsa Franz Greta Hugo Ines Jonas Karla Luis Mona Nils";
        let crowd: Vec<String> = names
            .split(' ')
            .map(|name| format!("{name} Ost <{}@east.example>", name.to_lowercase()))
            .collect();
        let told = mailbox().mail("2026-02-01", ANA, ME, "Hello").mail("2026-02-02", ME, ANA, "Hello");
        world.import("inbox", &told.to_mbox()).await;
        let fair = calendar().meeting("2026-02-20", ANA, &crowd.join(", "), "Fair");
        world.import("meetings", &fair.to_ics()).await;
        let guest = id(&world, "Hugo Ost").await;
        paths::prepare(&world.cx()).await.unwrap();
        let found = at_once(&world.cx(), &To::Person(guest), 1).await.unwrap().unwrap();
        let last = found[0].hops.last().unwrap();
        assert!(last.is_only_seen && last.contact.is_none(), "{last:?}");
        assert_eq!(last.last_contact.to_string(), "2026-02-20");
    }
}

#[tokio::test]
async fn a_role_is_sought_by_the_words_of_titles() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let book =
            cards().card("Dora Weiss", "dora@north.example").works_at("North Pumps", "Head of Procurement");
        world.import("book", &book.to_vcf()).await;
        let cx = world.cx();
        paths::prepare(&cx).await.unwrap();
        let role =
            |words: &str, at: Option<&str>| To::Role { words: words.into(), at: at.map(str::to_owned) };
        for to in
            [role("procure", None), role("head procurement", Some("North Pumps")), role("pumps head", None)]
        {
            let found = at_once(&cx, &to, 1).await.unwrap().unwrap();
            assert_eq!(by(&found[0]), ["Ana Lopez", "Dora Weiss"], "{to:?}");
        }
        assert!(at_once(&cx, &role("sales", Some("North Pumps")), 1).await.is_err());
    }
}
