//! An import that is taken back leaves the network as if it had never been: whatever only it said goes, whatever another
//! import or the owner says as well stays; and the same import again brings all of it back.

use app::features::acts::{self, Filter};
use app::features::details::{self, Kind, Said};
use app::features::{identities, interactions, people, portrait};
use model::ActId;
use testkit::{Where, calendar, cards, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

/// Five archives that tell of the same people, each something of its own.
fn archives() -> [(&'static str, String); 5] {
    let inbox = mailbox()
        .mail("2026-01-05", ME, ANA, "Valves")
        .mail("2026-01-06", ANA, ME, "Re: Valves")
        .mail("2026-01-08", CARL, "Valve people <valves@lists.example>", "Gaskets")
        .header("List-Id", "<valves.lists.example>")
        .header("List-Post", "<mailto:valves@lists.example>")
        .mail("2026-01-09", ANA, ME, "Automatic reply: Valves")
        .header("Auto-Submitted", "auto-replied");
    let other = mailbox()
        .mail("2026-02-01", "Ana Lopez Garcia <ana@north.example>", ME, "Pumps")
        .mail("2026-02-02", ME, BEN, "Pumps")
        .mail("2026-02-08", ME, "valves@lists.example", "Re: Gaskets")
        .header("List-Id", "<valves.lists.example>")
        .header("List-Post", "<mailto:valves@lists.example>")
        .mail("2026-02-09", ANA, ME, "Automatic reply: Pumps")
        .header("Auto-Submitted", "auto-replied");
    let diary = calendar()
        .meeting("2026-02-20 09:00", ME, &format!("{ANA}, {CARL}"), "Planning")
        .line("ATTENDEE;CUTYPE=ROOM;CN=Big room:mailto:room@acme.example");
    let book = cards()
        .card("Ana Lopez", "ana@north.example")
        .works_at("North", "Buyer")
        .phone("+43 664 123 4567")
        .line("BDAY:1975-04-30")
        .card("Dora Klein", "dora@west.example")
        .phone("+43 664 999 0000");
    let old = cards()
        .card("Ana Lopez", "ana@north.example")
        .works_at("North", "Head of Buying")
        .phone("+43 664 123 4567")
        .line("TEL:+43 664 765 4321")
        .line("BDAY:1975-04-30")
        .line("ADR:;;;Salzburg;;;Austria")
        .card("Carl Novak", "carl@south.example")
        .line("EMAIL:carl@home.example")
        .phone("+43 664 555 5555");
    [
        ("inbox.mbox", inbox.to_mbox()),
        ("other.mbox", other.to_mbox()),
        ("diary.ics", diary.to_ics()),
        ("book.vcf", book.to_vcf()),
        ("old.vcf", old.to_vcf()),
    ]
}

/// Imports some of the archives in this order.
async fn with(place: Where, order: &[usize]) -> World {
    let world = World::at(place, "2026-03-10").await;
    let archives = archives();
    for n in order {
        world.import(archives[*n].0, &archives[*n].1).await;
    }
    world
}

async fn newest_import(world: &World) -> ActId {
    let all = acts::list(&world.cx(), &Filter::default(), 50).await.unwrap();
    all.iter().find(|act| act.kind == "import" && !act.undone).unwrap().id
}

#[tokio::test]
async fn whichever_import_is_taken_back_it_is_as_if_it_had_never_been() {
    let kinds = databases().len();
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 2, 1]] {
        for gone in 0..order.len() {
            for kind in 0..kinds {
                let place = || databases().remove(kind);
                let world = with(place(), &[]).await;
                let archives = archives();
                let mut act = None;
                for n in order {
                    world.import(archives[n].0, &archives[n].1).await;
                    act = if n == gone { Some(newest_import(&world).await) } else { act };
                }
                let whole = world.network().await;
                acts::undo(&world.cx(), act).await.unwrap();
                let rest: Vec<usize> = order.into_iter().filter(|n| *n != gone).collect();
                let without = with(place(), &rest).await;
                assert_eq!(world.network().await, without.network().await, "{order:?} without {gone}");
                world.import(archives[gone].0, &archives[gone].1).await;
                assert_eq!(world.network().await, whole, "{order:?} with {gone} again");
            }
        }
    }
}

#[tokio::test]
async fn whoever_something_is_said_of_is_the_same_person_when_told_of_again() {
    for place in databases() {
        let world = with(place, &[3]).await;
        let cx = world.cx();
        let dora = people::one(&cx, "Dora Klein", cx.now).await.unwrap();
        interactions::add_note(&cx, dora, "Sails", false).await.unwrap();
        acts::undo(&cx, Some(newest_import(&world).await)).await.unwrap();
        assert!(people::one(&cx, "Ana Lopez", cx.now).await.is_err(), "nothing was said of her");
        let (name, book) = &archives()[3];
        world.import(name, book).await;
        assert_eq!(people::one(&cx, "Dora Klein", cx.now).await.unwrap(), dora);
        assert_eq!(world.person("Dora Klein").await.notes.len(), 1);
    }
}

#[tokio::test]
async fn what_is_written_on_a_card_is_a_private_note_that_goes_with_its_import() {
    for place in databases() {
        let world = with(place, &[0]).await;
        let notes = async || {
            let ana = people::one(&world.cx(), "Ana Lopez", world.cx().now).await.unwrap();
            let notes = portrait::portrait(&world.cx(), ana, world.cx().now).await.unwrap().notes;
            notes.into_iter().map(|note| (note.text, note.is_private)).collect::<Vec<_>>()
        };
        let card =
            cards().card("Ana Lopez", "ana@north.example").line("NOTE:Met in Linz\\nlikes tea").to_vcf();
        let twice = format!("{card}{card}").replacen("END:VCARD", "EMAIL:ana@home.example\r\nEND:VCARD", 1);
        for (name, cards) in [("book.vcf", &card), ("copy.vcf", &card), ("twice.vcf", &twice)] {
            world.import(name, cards).await;
            assert_eq!(notes().await, [("Met in Linz\nlikes tea".to_owned(), true)]);
        }
        let newer = card.replace("likes tea", "prefers coffee");
        world.import("book.vcf", &newer).await;
        assert_eq!(notes().await.len(), 2, "what was written before stays");
        acts::undo(&world.cx(), None).await.unwrap();
        assert_eq!(notes().await.len(), 1);
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let note = portrait::portrait(&cx, ana, cx.now).await.unwrap().notes[0].id;
        interactions::change_note(&cx, ana, note, "Likes green tea", false).await.unwrap();
        let book = acts::list(&cx, &Filter::default(), 50).await.unwrap();
        let book = book.iter().filter(|act| act.kind == "import" && !act.undone).nth(1).unwrap().id;
        assert!(acts::undo(&world.cx(), Some(book)).await.is_ok());
        assert_eq!(notes().await, [("Likes green tea".to_owned(), false)], "it is the owner's own now");
    }
}

#[tokio::test]
async fn an_import_that_is_taken_back_twice_over_leaves_nothing() {
    for place in databases() {
        let world = with(place, &[]).await;
        let nothing = world.network().await;
        for _ in 0..2 {
            for (name, content) in &archives() {
                world.import(name, content).await;
            }
            for _ in archives() {
                acts::undo(&world.cx(), Some(newest_import(&world).await)).await.unwrap();
            }
            assert_eq!(world.network().await, nothing);
        }
    }
}

#[tokio::test]
async fn what_the_owner_said_outlasts_every_import() {
    for place in databases() {
        let world = with(place, &[0, 3]).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        identities::add_address(&cx, ana, "ana@typed.example").await.unwrap();
        let said = Said { person: ana.0, kind: Kind::City, value: Some("Vienna".into()) };
        details::say(&cx, vec![said], app::features::acts::Deed::Words("moved".into())).await.unwrap();
        let book = newest_import(&world).await;
        acts::undo(&cx, Some(book)).await.unwrap();
        let page = people::page(&cx, ana, cx.now).await.unwrap();
        let mut addresses: Vec<&str> = page.addresses.iter().map(|a| a.value.as_str()).collect();
        addresses.sort_unstable();
        assert_eq!(addresses, ["ana@north.example", "ana@typed.example"], "the card's telephone is gone");
        assert!(page.positions.is_empty());
        let portrait = portrait::portrait(&cx, ana, cx.now).await.unwrap();
        assert_eq!((portrait.said[&Kind::City].as_str(), portrait.told.len()), ("Vienna", 0));
    }
}
