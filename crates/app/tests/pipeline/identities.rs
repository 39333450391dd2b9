//! People: one for each address, joined by cards and by hand, taken apart again.

use app::features::acts::Filter;
use app::features::details::{self, Kind, Said};
use app::features::{acts, identities, people, portrait, snapshot};
use testkit::{cards, databases, mailbox};

use crate::support::{ANA, CARL, ME, World};

#[tokio::test]
async fn the_addresses_of_a_card_are_one_person_and_two_mails_to_both_are_one_touch() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let both = format!("{ANA}, ana@private.example");
        world.import("sent", &mailbox().mail("2026-03-02", ME, &both, "Valves").to_mbox()).await;
        let card = cards().card("Ana Lopez", "ana@north.example").line("EMAIL:ana@private.example").to_vcf();
        world.import("book.vcf", &card).await;
        let page = world.person("Ana Lopez").await;
        assert_eq!(page.addresses.len(), 2);
        assert_eq!(page.tie.unwrap().touches, [1, 0, 0]);
    }
}

#[tokio::test]
async fn namesakes_stay_two_people() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", "Ana Lopez <ana@north.example>", ME, "a")
            .mail("2026-03-02", "Ana Lopez <ana@other.example>", ME, "b")
            .to_mbox();
        world.import("inbox", &mbox).await;
        let cx = world.cx();
        assert_eq!(people::find(&cx, "Ana Lopez", cx.now, 10).await.unwrap().len(), 2);
        let refused = people::one(&cx, "Ana Lopez", cx.now).await.unwrap_err().to_string();
        assert!(refused.contains("may be several people"), "{refused}");
    }
}

#[tokio::test]
async fn a_join_by_hand_is_taken_apart_without_a_trace() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", ME, ANA, "Valves")
            .cc(CARL)
            .mail("2026-03-03", CARL, ME, "Pumps")
            .mail("2026-03-04", ANA, CARL, "Both")
            .to_mbox();
        world.import("inbox", &mbox).await;
        let before = world.network().await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
        identities::join(&cx, ana, carl, "said by hand").await.unwrap();
        let one = people::page(&cx, ana, cx.now).await.unwrap();
        assert_eq!((one.tie.unwrap().touches, one.addresses.len()), ([1, 1, 0], 2));
        assert_ne!(world.network().await, before);
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(world.network().await, before);
    }
}

#[tokio::test]
async fn a_join_that_a_newer_one_built_on_is_refused_until_that_is_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox().mail("2026-03-02", ME, ANA, "a").mail("2026-03-02 10:00", ME, CARL, "b");
        let mbox = mbox.mail("2026-03-02 11:00", ME, "Dora Klein <dora@west.example>", "c").to_mbox();
        world.import("sent", &mbox).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
        let dora = people::one(&cx, "Dora Klein", cx.now).await.unwrap();
        identities::join(&cx, ana, carl, "").await.unwrap();
        let first = acts::list(&cx, &Filter::default(), 1).await.unwrap()[0].id;
        identities::join(&cx, dora, ana, "").await.unwrap();
        assert!(acts::undo(&cx, Some(first)).await.is_err());
        acts::undo(&cx, None).await.unwrap();
        acts::undo(&cx, Some(first)).await.unwrap();
        assert_eq!(world.touches("Carl Novak").await, [1, 0, 0]);
    }
}

#[tokio::test]
async fn the_best_name_wins_and_others_still_find_the_person() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", "ana@north.example", ME, "a")
            .mail("2026-03-03", "\"LOPEZ, Ana\" <ana@north.example>", ME, "b")
            .mail("2026-03-04", "Ana López <ana@north.example>", ME, "c")
            .to_mbox();
        world.import("inbox", &mbox).await;
        assert_eq!(world.person("ana@north.example").await.who.name, "Ana López");
        assert_eq!(world.person("ana lopez").await.who.name, "Ana López");
    }
}

#[tokio::test]
async fn what_a_card_says_of_a_person_is_known_until_its_import_is_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Valves").to_mbox()).await;
        let card = cards()
            .card("Ana Lopez", "ana@north.example")
            .line("BDAY:1975-04-30")
            .line("ADR:;;Werkstr. 1;Salzgitter;;38226;Deutschland")
            .line("TZ:Europe/Berlin")
            .to_vcf();
        world.import("book.vcf", &card).await;
        let cx = world.app.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let line = snapshot::current(&cx).await.unwrap().person(ana).unwrap().clone();
        assert_eq!(line.birthday.as_deref(), Some("1975-04-30"));
        assert_eq!((line.city.as_deref(), line.country.as_deref()), (Some("Salzgitter"), Some("DE")));
        assert_eq!(line.zone.as_deref(), Some("Europe/Berlin"));
        let lines = world.network().await.len();
        world.import("book.vcf", &card).await;
        assert_eq!(world.network().await.len(), lines, "the same again adds nothing");

        let moved = Said { person: ana.0, kind: Kind::City, value: Some("Braunschweig".into()) };
        details::say(&cx, vec![moved], app::features::acts::Deed::Words("moved".into())).await.unwrap();
        let city = async || snapshot::current(&cx).await.unwrap().person(ana).unwrap().city.clone();
        assert_eq!(city().await.as_deref(), Some("Braunschweig"), "the owner's word stands above the card");
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(city().await.as_deref(), Some("Salzgitter"));

        for import in
            acts::list(&cx, &Filter::default(), 20).await.unwrap().iter().filter(|act| act.kind == "import")
        {
            acts::undo(&cx, Some(import.id)).await.unwrap();
        }
        let told = portrait::portrait(&cx, ana, cx.now).await.unwrap().told;
        assert_eq!(told, [], "nothing tells of her any more");
    }
}

#[tokio::test]
async fn addresses_are_added_and_taken_away_by_hand_and_both_can_be_taken_back() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let both = mailbox()
            .mail("2026-03-02", ME, ANA, "Valves")
            .mail("2026-03-03", ME, "ana@private.example", "Valves again")
            .mail("2026-03-04", ME, CARL, "Pumps");
        world.import("inbox", &both.to_mbox()).await;
        let card = cards().card("Ana Lopez", "ana@north.example").line("EMAIL:ana@private.example").to_vcf();
        world.import("book.vcf", &card).await;
        let cx = world.app.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let addresses = async || {
            let page = people::page(&cx, ana, cx.now).await.unwrap();
            page.addresses.into_iter().map(|address| address.value).collect::<Vec<_>>()
        };
        let before = world.network().await;

        identities::add_address(&cx, ana, "+49 5341 123456").await.unwrap();
        assert!(addresses().await.contains(&"+495341123456".to_owned()));
        let refused = identities::add_address(&cx, ana, "carl@south.example").await.unwrap_err();
        assert!(refused.to_string().contains("join"), "{refused}");
        assert!(identities::add_address(&cx, ana, "nothing").await.is_err());
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(world.network().await, before);

        identities::part_address(&cx, ana, "email", "ana@private.example").await.unwrap();
        assert_eq!(addresses().await, ["ana@north.example"]);
        let other = people::one(&cx, "ana@private.example", cx.now).await.unwrap();
        let tie = people::page(&cx, other, cx.now).await.unwrap().tie.unwrap();
        assert_eq!(tie.touches, [1, 0, 0], "what the address took part in went with it");
        acts::undo(&cx, None).await.unwrap();
        assert_eq!(world.network().await, before);
        let ids = people::list(&cx, cx.now, 50).await.unwrap().len();
        assert_eq!(ids, 2, "nobody is left behind");
    }
}
