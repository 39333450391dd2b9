//! Paths: by whom the owner is best introduced, and on what contact that rests.

use app::features::paths::{Contact, To, paths};
use app::features::people;
use testkit::{Mailbox, databases, mailbox};

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
        assert_eq!(hop.contact, Some(Contact { touches: 9, days: 9 }));
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
        assert_eq!(by_eva.hops[0].contact, Some(Contact { touches: 3, days: 3 }));
        assert_eq!((by_eva.hops[1].contact, by_eva.chance), (None, None));
    }
}
