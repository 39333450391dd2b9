//! Every change can be taken back, and says who did what.

use std::sync::Arc;

use app::access::{Access, Circle, Level, Role, Scope, Sight};
use app::features::acts::Filter;
use app::features::{acts, identities, interactions, people};
use app::{Cx, Member};
use testkit::{calendar, cards, databases, mailbox};

use crate::support::{ANA, CARL, ME, World};

#[tokio::test]
async fn an_import_is_taken_back_whole_and_only_it() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox();
        world.import("inbox", &mbox).await;
        let before = world.network().await;
        let more =
            mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-04", CARL, ME, "Pumps").to_mbox();
        let ics = calendar().meeting("2026-03-04 10:00", ME, CARL, "Kick-off").to_ics();
        let vcf = cards().card("Dora Klein", "dora@west.example").card("Ana", "ana@north.example");
        let vcf = vcf.line("EMAIL:carl@south.example").to_vcf();
        let paths = vec![world.file("b", &more), world.file("c.ics", &ics), world.file("d.vcf", &vcf)];
        world.import_paths(paths.clone()).await;
        acts::undo(&world.cx(), None).await.unwrap();
        assert_eq!(world.network().await, before);
        assert_eq!(world.touches("Ana Lopez").await, [1, 0, 0], "the join by the card is taken apart");
        assert_eq!(world.import_paths(paths).await.added, 3, "what was taken back is new again");
    }
}

#[tokio::test]
async fn acts_are_listed_with_who_and_whether_they_stand() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        interactions::log(&cx, ana, interactions::LogKind::Note, "likes tea", None).await.unwrap();
        people::snooze(&cx, ana, "2026-04-01".parse().unwrap()).await.unwrap();
        acts::undo(&cx, None).await.unwrap();
        let told: Vec<(String, bool)> = acts::list(&cx, &Filter::default(), 10)
            .await
            .unwrap()
            .into_iter()
            .map(|a| (a.kind, a.undone))
            .collect();
        let expected = [("undo", false), ("snooze", true), ("log", false), ("import", false)];
        assert_eq!(told, expected.map(|(kind, undone)| (kind.to_owned(), undone)));
        assert!(acts::undo(&cx, Some(model::ActId(1))).await.is_err(), "no such act");
        acts::undo(&cx, None).await.unwrap();
        assert!(world.person("Ana Lopez").await.notes.is_empty());
    }
}

#[tokio::test]
async fn contact_in_the_future_and_with_nobody_is_refused() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        assert!(people::one(&cx, "Ana", cx.now).await.is_err(), "nothing is imported yet");
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let tomorrow = "2026-03-11T12:00:00Z".parse().unwrap();
        assert!(interactions::log(&cx, ana, interactions::LogKind::Call, "", Some(tomorrow)).await.is_err());
    }
}

#[tokio::test]
async fn what_was_logged_after_a_join_stays_with_the_survivor_when_it_is_taken_apart() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", ME, CARL, "Pumps");
        world.import("inbox", &mbox.to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
        identities::join(&cx, carl, ana, "").await.unwrap();
        let join = acts::list(&cx, &Filter::default(), 1).await.unwrap()[0].id;
        interactions::log(&cx, carl, interactions::LogKind::Call, "", None).await.unwrap();
        acts::undo(&cx, Some(join)).await.unwrap();
        let touches = async |id| people::page(&cx, id, cx.now).await.unwrap().tie.unwrap().touches;
        assert_eq!((touches(ana).await, touches(carl).await), ([1, 0, 0], [1, 0, 1]));
    }
}

#[tokio::test]
async fn taking_back_an_import_that_added_nothing_takes_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let ics = calendar().meeting("2026-03-04 10:00", ME, ANA, "Kick-off");
        let ics = ics.line("ATTENDEE;CUTYPE=ROOM;CN=Big room:mailto:room@acme.example").to_ics();
        let files = vec![world.file("c.ics", &ics), world.file("odd.txt", "no format of Kith's")];
        world.import_paths(files.clone()).await;
        let before = app::features::keeping::canonical_export(&world.cx()).await.unwrap();
        let again = world.import_paths(files).await;
        assert_eq!((again.unchanged, again.skipped), (1, 1));
        acts::undo(&world.cx(), None).await.unwrap();
        assert_eq!(app::features::keeping::canonical_export(&world.cx()).await.unwrap(), before);
    }
}

#[tokio::test]
async fn an_act_is_not_taken_back_under_a_newer_one_that_depends_on_it() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", ME, CARL, "Pumps");
        world.import("inbox", &mbox.to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
        let day = |day: &str| day.parse().unwrap();
        let first = people::snooze(&cx, ana, day("2026-04-01")).await.unwrap().act;
        people::snooze(&cx, carl, day("2026-04-01")).await.unwrap();
        let second = people::snooze(&cx, ana, day("2026-05-01")).await.unwrap().act;

        let refused = acts::undo(&cx, Some(first)).await.unwrap_err().to_string();
        assert!(refused.contains(&format!("act {second}")) && refused.contains("1 May 2026"), "{refused}");
        let listed = acts::list(&cx, &Filter::default(), 10).await.unwrap();
        let blocked = |id| {
            let act = listed.iter().find(|act| act.id == id).unwrap().clone();
            act.blocked_by.zip(act.blocked_by_subject)
        };
        let later = (second, "Ana Lopez left alone until 1 May 2026".to_owned());
        assert_eq!((blocked(first), blocked(second)), (Some(later), None));

        acts::undo(&cx, Some(second)).await.unwrap();
        acts::undo(&cx, Some(first)).await.unwrap();
    }
}

#[tokio::test]
async fn what_an_import_joined_is_told_as_the_import() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let cx = world.cx();
        let email = Some("dora@west.example".to_owned());
        let dora = identities::NewPerson { name: "Dora Klein".into(), email, ..Default::default() };
        let added = identities::add(&cx, &[dora]).await.unwrap().done.act;
        let one_card = cards().card("Ana", "ana@north.example").line("EMAIL:dora@west.example").to_vcf();
        world.import_paths(vec![world.file("cards.vcf", &one_card)]).await;
        let listed = acts::list(&cx, &Filter::default(), 10).await.unwrap();
        let import = &listed[0];
        assert_eq!((import.kind.as_str(), import.subject.ends_with("cards.vcf")), ("import", true));
        let added = listed.iter().find(|act| act.id == added).unwrap();
        assert_eq!(added.blocked_by, Some(import.id), "the join is part of it");
        assert_eq!(added.blocked_by_subject.as_ref(), Some(&import.subject));
    }
}

#[tokio::test]
async fn the_log_is_read_by_person_by_kind_since_a_day_and_page_by_page() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", ME, CARL, "Pumps");
        world.import("inbox", &mbox.to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
        for person in [ana, carl] {
            interactions::log(&cx, person, interactions::LogKind::Call, "", None).await.unwrap();
            interactions::add_note(&cx, person, "likes tea", true).await.unwrap();
        }
        let kinds = async |filter: Filter| -> Vec<String> {
            acts::list(&cx, &filter, 10).await.unwrap().into_iter().map(|act| act.kind).collect()
        };
        assert_eq!(kinds(Filter { person: Some(ana), ..Filter::default() }).await, ["note", "log"]);
        let calls = Filter { kind: Some("log".into()), person: Some(carl), ..Filter::default() };
        assert_eq!(kinds(calls).await, ["log"]);
        let tomorrow = Filter { since: Some("2026-03-11T00:00:00Z".parse().unwrap()), ..Filter::default() };
        assert!(kinds(tomorrow).await.is_empty());

        let first = acts::list(&cx, &Filter::default(), 2).await.unwrap();
        let rest = Filter { before: Some(first[1].id), ..Filter::default() };
        assert_eq!(kinds(rest).await, ["note", "log", "import"]);
        assert!(first.iter().all(|act| act.origin == "command line" && act.member == act.acts_for));
    }
}

#[tokio::test]
async fn others_read_and_take_back_what_they_did_themselves() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let principals = people::snooze(&cx, ana, "2026-04-01".parse().unwrap()).await.unwrap().act;
        let scope = Scope { level: Some(Level::ActFor), circle: Circle::Everyone, ..Scope::default() };
        let access = Access { role: Role::Delegate, scope, sight: Arc::new(Sight::All), administers: false };
        let delegate = Cx { member: Member(2), access: Arc::new(access), ..cx.clone() };
        assert!(acts::list(&delegate, &Filter::default(), 10).await.unwrap().is_empty());
        assert!(acts::undo(&delegate, Some(principals)).await.is_err(), "as if it were not there");
        assert!(acts::undo(&delegate, None).await.is_err(), "nothing of their own");
        assert_eq!(acts::list(&cx, &Filter::default(), 10).await.unwrap().len(), 2);
    }
}
