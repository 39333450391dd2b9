//! What may not be erased, and how long sources are kept.

use app::features::acts::{self, Filter};
use app::features::keeping::hold::{self, Held};
use app::features::keeping::{human, retention};
use app::features::{identities, people};
use model::PersonId;
use testkit::{Where, calendar, mailbox};

use crate::support::{ANA, CARL, ME, World};

async fn one(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

async fn filled(place: Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    let old = mailbox()
        .mail("2024-01-05", ANA, ME, "Long ago")
        .mail("2024-01-06", CARL, ME, "Long ago too")
        .mail("2026-01-05", ANA, ME, "Lately")
        .to_mbox();
    world.import("old.mbox", &old).await;
    let both = mailbox().mail("2024-01-06", CARL, ME, "Long ago too").to_mbox();
    world.import("copy.mbox", &both).await;
    world
}

async fn titles(world: &World, name: &str) -> Vec<String> {
    world.person(name).await.timeline.into_iter().map(|e| e.title).collect()
}

async fn keep(world: &World, file: &str, months: i64) {
    let rules = retention::rules(&world.cx()).await.unwrap();
    let source = rules.iter().find(|rule| rule.name.ends_with(file)).unwrap().source;
    retention::set(&world.cx(), source, months).await.unwrap();
}

#[tokio::test]
async fn a_hold_on_a_person_stops_forgetting_until_it_is_lifted() {
    for place in testkit::databases() {
        let world = filled(place).await;
        let cx = world.cx();
        let ana = one(&world, "Ana Lopez").await;
        let held = Held { person: Some(ana), ..Held::default() };
        hold::add(&cx, held, "case 12/2026").await.unwrap();
        let refused = human::forget(&cx, ana).await.unwrap_err().to_string();
        for word in ["Ana Lopez", "case 12/2026", "2026-03-10", "Owner"] {
            assert!(refused.contains(word), "{refused}");
        }
        // It follows a join, on whichever side.
        let carl = one(&world, "Carl Novak").await;
        identities::join(&cx, carl, ana, "said by hand").await.unwrap();
        assert!(human::forget(&cx, carl).await.unwrap_err().to_string().contains("case 12/2026"));
        acts::undo(&cx, None).await.unwrap();

        let holds = hold::list(&cx).await.unwrap();
        hold::lift(&cx, holds[0].id).await.unwrap();
        let lifted = &hold::list(&cx).await.unwrap()[0];
        assert_eq!(lifted.lifted.as_ref().map(|(who, _)| who.as_str()), Some("Owner"));
        let kinds: Vec<String> =
            acts::list(&cx, &Filter::default(), 2).await.unwrap().into_iter().map(|a| a.kind).collect();
        assert_eq!(kinds[0], "hold");
        acts::undo(&cx, None).await.unwrap();
        assert!(human::forget(&cx, ana).await.is_err(), "lifting was taken back");
        hold::lift(&cx, holds[0].id).await.unwrap();
        human::forget(&cx, ana).await.unwrap();
    }
}

#[tokio::test]
async fn a_hold_on_days_stops_the_forgetting_of_whoever_was_in_contact_then() {
    for place in testkit::databases() {
        let world = filled(place).await;
        let cx = world.cx();
        let held = Held {
            person: None,
            from: Some("2024-01-05".parse().unwrap()),
            until: Some("2024-01-05".parse().unwrap()),
        };
        hold::add(&cx, held, "audit").await.unwrap();
        assert!(
            human::forget(&cx, one(&world, "Ana Lopez").await)
                .await
                .unwrap_err()
                .to_string()
                .contains("audit")
        );
        human::forget(&cx, one(&world, "Carl Novak").await).await.unwrap();
        for (held, why) in [
            (Held::default(), "a reason"),
            (Held { from: Some("2024-01-05".parse().unwrap()), ..Held::default() }, "  "),
            (
                Held {
                    from: Some("2024-02-05".parse().unwrap()),
                    until: Some("2024-01-05".parse().unwrap()),
                    ..held
                },
                "x",
            ),
        ] {
            assert!(hold::add(&cx, held, why).await.is_err());
        }
    }
}

#[tokio::test]
async fn retention_takes_what_is_old_and_leaves_what_another_source_or_a_hold_keeps() {
    for place in testkit::databases() {
        let world = filled(place).await;
        let cx = world.cx();
        assert!(retention::apply(&cx, false).await.unwrap().is_empty(), "for ever, unless said otherwise");
        keep(&world, "old.mbox", 12).await;
        let before = world.network().await;
        let foreseen = retention::apply(&cx, true).await.unwrap();
        assert_eq!((foreseen[0].interactions, foreseen[0].held), (1, 0));
        assert_eq!(world.network().await, before, "a dry run changes nothing");

        let applied = retention::apply(&cx, false).await.unwrap();
        assert_eq!(applied, foreseen);
        assert_eq!(titles(&world, "Ana Lopez").await, ["Lately"]);
        assert_eq!(world.touches("Ana Lopez").await, [0, 1, 0]);
        assert_eq!(titles(&world, "Carl Novak").await, ["Long ago too"], "the copy still tells of it");
        // Reading the same again brings nothing back, and there is nothing more to do.
        let path = world.place.data().join("files/old.mbox");
        assert_eq!(world.import_paths(vec![path]).await.added, 0);
        assert_eq!(retention::apply(&cx, false).await.unwrap()[0].interactions, 0);

        keep(&world, "copy.mbox", 12).await;
        let carl = one(&world, "Carl Novak").await;
        hold::add(&cx, Held { person: Some(carl), ..Held::default() }, "case").await.unwrap();
        let applied = retention::apply(&cx, false).await.unwrap();
        assert_eq!(applied.iter().map(|a| (a.interactions, a.held)).collect::<Vec<_>>(), [(0, 1), (0, 0)]);
        let hold = hold::list(&cx).await.unwrap()[0].id;
        hold::lift(&cx, hold).await.unwrap();
        retention::apply(&cx, false).await.unwrap();
        assert!(titles(&world, "Carl Novak").await.is_empty());
    }
}

#[tokio::test]
async fn of_a_series_only_the_meetings_go_that_are_old() {
    for place in testkit::databases() {
        let world = World::at(place, "2026-03-10").await;
        let diary =
            calendar().meeting("2025-12-05 09:00", ME, ANA, "Monthly").again("FREQ=MONTHLY;COUNT=4").to_ics();
        world.import("diary.ics", &diary).await;
        assert_eq!(titles(&world, "Ana Lopez").await.len(), 4);
        keep(&world, "diary.ics", 2).await;
        assert_eq!(retention::apply(&world.cx(), true).await.unwrap()[0].interactions, 2);
        // As the server does it once a day.
        retention::once(&world.app).await.unwrap();
        assert_eq!(titles(&world, "Ana Lopez").await.len(), 2);
        let newest = acts::list(&world.cx(), &Filter::default(), 1).await.unwrap();
        assert_eq!((newest[0].kind.as_str(), newest[0].origin.as_str()), ("retention", "server"));
        let path = world.place.data().join("files/diary.ics");
        world.import_paths(vec![path]).await;
        assert_eq!(titles(&world, "Ana Lopez").await.len(), 2);
    }
}
