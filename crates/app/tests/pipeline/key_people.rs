//! Key people: proposed from the ties, decided on, and looked at first by Today.

use app::features::key_people::{self, A_ROUND, KeyPeople, Verdict};
use app::features::{acts, people, today};
use model::PersonId;
use testkit::{calendar, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

const SELLER: &str = "Sid Seller <sid@shop.example>";

/// Two partners alike, a colleague met each week, and a seller who never got an answer.
async fn network(world: &World) {
    let mut told = mailbox();
    let mut meetings = calendar();
    for week in 1..=8 {
        let (day, next) = (format!("2026-01-{:02}", week * 3), format!("2026-02-{:02}", week * 3));
        for partner in [ANA, CARL] {
            told = told.mail(&day, ME, partner, "Valves").mail(&next, partner, ME, "Pumps");
        }
        told = told.mail(&day, SELLER, ME, "Offer");
        meetings = meetings.meeting(&format!("{next} 10:00"), ME, BEN, "One to one");
    }
    world.import("inbox", &told.to_mbox()).await;
    world.import("c.ics", &meetings.to_ics()).await;
}

fn names(page: &KeyPeople) -> Vec<&str> {
    page.open.iter().map(|p| p.line.name.as_str()).collect()
}

#[tokio::test]
async fn who_matters_is_proposed_and_each_answer_counts_and_can_be_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        network(&world).await;
        let cx = world.cx();
        let page = key_people::page(&cx, A_ROUND).await.unwrap();
        let mut proposed = names(&page);
        proposed.sort_unstable();
        assert_eq!(proposed, ["Ana Lopez", "Ben Ito", "Carl Novak"], "and not the seller");
        assert_eq!((page.decided, page.proposed, page.has_more), (0, 3, false));

        let id = |name: &str| PersonId(page.open.iter().find(|p| p.line.name == name).unwrap().line.id);
        key_people::decide(&cx, &[id("Ana Lopez"), id("Ben Ito")], Verdict::Key).await.unwrap();
        let struck = key_people::decide(&cx, &[id("Carl Novak")], Verdict::Struck).await.unwrap();
        let after = key_people::page(&cx, A_ROUND).await.unwrap();
        let confirmed: Vec<&str> = after.confirmed.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(confirmed, ["Ana Lopez", "Ben Ito"]);
        assert_eq!((names(&after).len(), after.decided, after.proposed), (0, 3, 3));

        acts::undo(&cx, Some(struck.act)).await.unwrap();
        let again = key_people::page(&cx, A_ROUND).await.unwrap();
        assert_eq!((names(&again), again.decided), (vec!["Carl Novak"], 2));
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(names(&key_people::page(&cx, A_ROUND).await.unwrap()), names(&page));
    }
}

#[tokio::test]
async fn a_key_person_comes_before_an_equal_other_on_today() {
    for place in databases() {
        let world = World::at(place, "2026-05-04").await;
        network(&world).await;
        let cx = world.cx();
        for name in ["Ana Lopez", "Carl Novak"] {
            let person = people::one(&cx, name, cx.now).await.unwrap();
            key_people::decide(&cx, &[person], Verdict::Key).await.unwrap();
            let list = today::today(&cx, cx.now, 5).await.unwrap();
            assert_eq!(list.name(list.today.chosen[0].person), name);
            key_people::decide(&cx, &[person], Verdict::Open).await.unwrap();
        }
    }
}

#[tokio::test]
async fn nobody_and_somebody_who_does_not_exist_cannot_be_decided_on() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        assert!(key_people::decide(&cx, &[], Verdict::Key).await.is_err());
        assert!(key_people::decide(&cx, &[PersonId(7)], Verdict::Key).await.is_err());
        let page = key_people::page(&cx, A_ROUND).await.unwrap();
        assert_eq!((page.proposed, page.confirmed.len()), (0, 0));
    }
}
