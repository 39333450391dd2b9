//! People and the owner named by hand: added in one act, recognised when sources come, taken back in one.

use app::features::details::{self, Kind};
use app::features::identities::{self, NewPerson};
use app::features::{acts, capture, keeping, people, snapshot};
use testkit::{databases, mailbox};

use crate::support::{ANA, ME, World};

fn new(name: &str, email: Option<&str>) -> NewPerson {
    let said = vec![(Kind::Key, "yes".to_owned()), (Kind::HowMet, "at the fair".to_owned())];
    NewPerson { name: name.into(), email: email.map(str::to_owned), said }
}

#[tokio::test]
async fn people_named_by_hand_are_there_at_once_and_gone_with_one_undo() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        assert!(snapshot::current(&cx).await.unwrap().is_empty());
        identities::name_owner(&cx, Some("Me Myself"), &["me@acme.example".into()]).await.unwrap();
        assert!(snapshot::current(&cx).await.unwrap().is_empty(), "the owner alone is nobody yet");
        let all =
            [new("Ana López", Some("ana@north.example")), new("渡辺 恵子", None), new("Ana López", None)];
        let added = identities::add(&cx, &all).await.unwrap();
        let known = snapshot::current(&cx).await.unwrap();
        let mut named: Vec<(&str, Option<bool>)> =
            known.listed().map(|line| (line.name.as_str(), line.key)).collect();
        named.sort_unstable();
        let key = Some(true);
        assert_eq!(named, [("Ana López", key), ("Ana López", key), ("渡辺 恵子", key)]);
        let met = details::of(&cx, added.people[1]).await.unwrap();
        assert_eq!(met.get(&Kind::HowMet).map(String::as_str), Some("at the fair"));

        acts::undo(&cx, Some(added.done.act)).await.unwrap();
        assert!(snapshot::current(&cx).await.unwrap().is_empty());
        acts::undo(&cx, None).await.unwrap();
        assert!(keeping::known_owner(&cx).await.is_err(), "the owner is nobody again");
        assert_eq!(world.network().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn whoever_was_named_is_recognised_by_the_address_and_survives_the_undo_of_an_import() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        identities::name_owner(&cx, Some("Me Myself"), &["me@acme.example".into()]).await.unwrap();
        let added = identities::add(&cx, &[new("Anita", Some("Ana@North.example"))]).await.unwrap();
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", ANA, ME, "Pumps");
        world.import("inbox", &mbox.to_mbox()).await;
        let page = people::page(&cx, added.people[0], cx.now).await.unwrap();
        assert_eq!(page.who.name, "Anita", "what the owner says stands above what mails say");
        assert_eq!(page.tie.unwrap().touches, [1, 1, 0]);
        acts::undo(&cx, None).await.unwrap();
        let page = people::page(&cx, added.people[0], cx.now).await.unwrap();
        assert_eq!((page.who.name.as_str(), page.tie), ("Anita", None));
        assert!(keeping::known_owner(&cx).await.is_ok(), "the owner was named by hand");
    }
}

#[tokio::test]
async fn naming_someone_again_only_says_more_and_the_undo_leaves_them() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let before = world.network().await;
        let added = identities::add(&cx, &[new("Anita", Some("ana@north.example"))]).await.unwrap();
        assert_eq!(people::one(&cx, "Anita", cx.now).await.unwrap(), added.people[0]);
        assert_eq!(world.touches("Anita").await, [1, 0, 0]);
        acts::undo(&cx, Some(added.done.act)).await.unwrap();
        assert_eq!(world.network().await, before);
    }
}

#[tokio::test]
async fn another_address_of_the_owner_joins_who_had_it_and_is_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        let private = "Me Myself <me@private.example>";
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", private, ANA, "Pumps");
        world.import("inbox", &mbox.to_mbox()).await;
        let before = world.network().await;
        assert_eq!(world.touches("Ana Lopez").await, [1, 0, 0]);
        let addresses = ["me@private.example".to_owned(), "me@new.example".to_owned()];
        let done = identities::name_owner(&cx, None, &addresses).await.unwrap();
        assert_eq!(world.touches("Ana Lopez").await, [2, 0, 0]);
        assert_eq!(keeping::health(&cx).await.unwrap().owner.len(), 3);
        acts::undo(&cx, Some(done.act)).await.unwrap();
        assert_eq!(world.network().await, before);
    }
}

#[tokio::test]
async fn the_only_import_taken_back_leaves_nobody_not_even_an_owner() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let cx = world.cx();
        assert!(!snapshot::current(&cx).await.unwrap().is_empty());
        acts::undo(&cx, None).await.unwrap();
        assert!(keeping::known_owner(&cx).await.is_err());
        assert_eq!(world.network().await, Vec::<String>::new());
        let path = world.file("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox());
        let request = capture::Request {
            paths: vec![path],
            me: vec!["ana@north.example".into()],
            ..Default::default()
        };
        capture::import(&cx, &request, &mut |_| {}).await.unwrap();
        assert_eq!(keeping::health(&cx).await.unwrap().owner, ["ana@north.example"]);
    }
}

#[tokio::test]
async fn what_cannot_be_a_person_is_refused() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let cx = world.cx();
        for wrong in [new("  ", None), new("Ana", Some("ana at north")), new(&"A".repeat(201), None)] {
            assert!(identities::add(&cx, &[new("Ben", None), wrong]).await.is_err());
        }
        assert!(identities::add(&cx, &[]).await.is_err());
        assert!(identities::name_owner(&cx, Some(" "), &[]).await.is_err());
        assert_eq!(world.network().await, Vec::<String>::new(), "nothing is half done");
    }
}
