//! How the network is doing as a whole: what is measured, of which date, and who may see it.

use std::time::Duration;

use app::Cx;
use app::access::Right;
use app::features::health::{self, Current, Reciprocity};
use app::features::keeping::human;
use app::features::people;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

const DORA: &str = "Dora Weiss <dora@north.example>";
const SELLER: &str = "Sal Seller <sal@sell.example>";

/// Weekly contact with Ana, in touch with Carl as well; Dora never answered, a seller was never answered.
fn story() -> Mailbox {
    let mut told = mailbox();
    for month in 1..=9 {
        told = told.mail(&format!("2026-{month:02}-03"), ME, ANA, "Valves");
        told = told.mail(&format!("2026-{month:02}-05"), ANA, ME, "Re: Valves").cc(CARL);
        told = told.mail(&format!("2026-{month:02}-07"), SELLER, ME, "Offer");
    }
    told.mail("2026-08-20", ME, DORA, "Hello").mail("2026-08-21", ME, BEN, "Lunch")
}

/// What is kept once it holds.
async fn measured(cx: &Cx) -> Current {
    for _ in 0..600 {
        if let Some(current) = health::current(cx).await.unwrap().filter(|current| !current.is_behind) {
            return current;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it is never measured");
}

#[tokio::test]
async fn each_measure_says_what_it_is_made_of() {
    for place in databases() {
        let world = World::at(place, "2026-09-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let health = health::as_of(&world.cx(), world.cx().now).await.unwrap();
        let now = &health.now;
        assert_eq!(now.reciprocity, Reciprocity { both: 1, ours_alone: 1, theirs_alone: 1 }, "Ben is spared");
        assert_eq!((now.concentration.people, now.concentration.touches), (2, 19));
        assert_eq!(now.concentration.share(), Some(1.0), "ten of two are all");
        assert_eq!(now.mixing, None, "one colleague is no group");
        assert_eq!(health.named.threads.len(), now.single_threaded);
        assert_eq!(health.before.single_threaded, 1, "Ana alone, on twelve days by then");
        assert_eq!(health.before.day.to_string(), "2026-06-11");
    }
}

#[tokio::test]
async fn what_came_after_a_date_is_nowhere_in_its_measures() {
    for place in databases() {
        let world = World::at(place, "2026-09-10").await;
        let story = story();
        world.import("inbox", &story.to_mbox()).await;
        let moment = "2026-06-30T21:59:59Z".parse().unwrap();
        let before = health::as_of(&world.cx(), moment).await.unwrap();
        let later = mailbox().mail("2026-07-02", CARL, ME, "Pumps").mail("2026-07-03", ME, CARL, "Re: Pumps");
        world.import("later", &later.to_mbox()).await;
        let after = health::as_of(&world.cx(), moment).await.unwrap();
        assert_eq!((before.now, before.before), (after.now, after.before));
    }
}

#[tokio::test]
async fn it_is_measured_beside_what_is_asked_kept_and_measured_anew_when_something_changed() {
    for place in databases() {
        let world = World::at(place, "2026-09-10").await;
        world.import("inbox", &story().to_mbox()).await;
        assert!(health::current(&world.cx()).await.unwrap().is_none(), "nobody waits for it");
        let first = measured(&world.cx()).await.health;
        let at_once = health::as_of(&world.cx(), world.cx().now).await.unwrap();
        assert_eq!((&first.named, first.now.live), (&at_once.named, at_once.now.live));
        world.import("more", &mailbox().mail("2026-09-08", DORA, ME, "Re: Hello").to_mbox()).await;
        let known = health::current(&world.cx()).await.unwrap().unwrap();
        assert!(known.is_behind && known.health == first, "the old serve meanwhile");
        assert_eq!(measured(&world.cx()).await.health.now.reciprocity.both, 2);
    }
}

#[tokio::test]
async fn whoever_is_erased_is_behind_no_figure() {
    for place in databases() {
        let world = World::at(place, "2026-09-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let ana = people::one(&world.cx(), "Ana Lopez", world.cx().now).await.unwrap();
        assert!(measured(&world.cx()).await.health.named.top.iter().any(|(person, _)| *person == ana));
        human::forget(&world.cx(), ana).await.unwrap();
        let kept = health::current(&world.cx()).await.unwrap().unwrap();
        assert!(kept.is_behind && kept.health.named.top.is_empty());
    }
}

#[tokio::test]
async fn nobody_but_the_principal_sees_any_of_it() {
    for place in databases() {
        let world = World::at(place, "2026-09-10").await;
        world.import("inbox", &story().to_mbox()).await;
        let mut cx = world.cx();
        let mut access = app::access::Access::clone(&cx.access);
        access.role = app::access::Role::Delegate;
        cx.access = std::sync::Arc::new(access);
        assert!(!cx.access.has(Right::Own));
        assert!(health::current(&cx).await.is_err() && health::as_of(&cx, cx.now).await.is_err());
    }
}
