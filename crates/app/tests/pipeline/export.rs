//! Exports: what other programs get, and that another Kith is filled with the same network.

use std::path::{Path, PathBuf};

use app::features::acts::{self, Filter};
use app::features::capture::{self, Request, Totals};
use app::features::details::{self, Kind, Said};
use app::features::interactions::{self, LogKind};
use app::features::keeping::export::{self, Format};
use app::features::settings::{self, Key};
use app::features::{identities, organizations, people};
use testkit::{Where, calendar, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

/// A network with everything in it that an owner makes: mail, meetings, cards, notes, a join, marks.
async fn filled(place: Where) -> World {
    let world = World::at(place, "2026-03-10").await;
    let mail = mailbox()
        .mail("2026-01-05", ME, ANA, "Hello =Ana")
        .mail("2026-01-06", ANA, &format!("{ME}, {BEN}"), "Re: Hello")
        .mail("2026-02-01", CARL, ME, "An offer, \"final\"")
        .mail("2026-02-02", ME, CARL, "Re: An offer")
        .to_mbox();
    world.import("inbox.mbox", &mail).await;
    world
        .import(
            "diary.ics",
            &calendar().meeting("2026-02-20 09:00", ME, &format!("{ANA}, {CARL}"), "Planning\\; Q2").to_ics(),
        )
        .await;
    let cards = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:ana\r\nFN:Ana Lopez\r\nEMAIL:ana@north.example\r\nEMAIL:ana@home.example\r\n\
                 TEL:+43 664 123 4567\r\nORG:North\r\nTITLE:CEO\r\nBDAY:1975-04-30\r\nEND:VCARD\r\n";
    world.import("book.vcf", cards).await;
    let cx = world.cx();
    let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
    let carl = people::one(&cx, "Carl Novak", cx.now).await.unwrap();
    let ben = people::one(&cx, "Ben Ito", cx.now).await.unwrap();
    let say = |person, kind, value: &str| Said { person, kind, value: Some(value.into()) };
    let all = vec![
        say(ana.0, Kind::Key, "yes"),
        say(ana.0, Kind::Closeness, "close"),
        say(ben.0, Kind::Nature, "role_mailbox"),
    ];
    details::say(&cx, all, app::features::acts::Deed::Words("what the owner says".into())).await.unwrap();
    interactions::add_note(&cx, ana, "Likes\nmountains, not seas", false).await.unwrap();
    interactions::add_note(&cx, ana, "A secret", true).await.unwrap();
    interactions::log(&cx, carl, LogKind::Call, "Prices", None).await.unwrap();
    let carl_again = mailbox().mail("2026-02-03", "C Novak <carl@home.example>", ME, "From home").to_mbox();
    world.import("more.mbox", &carl_again).await;
    let other = people::one(&cx, "carl@home.example", cx.now).await.unwrap();
    identities::join(&cx, carl, other, "said by hand").await.unwrap();
    people::snooze(&cx, ben, "2026-04-01".parse().unwrap()).await.unwrap();
    organizations::say_industry(&cx, "north", Some(organizations::Industry::Mining)).await.unwrap();
    world
}

async fn export(world: &World, formats: &[Format]) -> PathBuf {
    let folder = world.place.data().join("out");
    export::export(&world.cx(), &folder, formats).await.unwrap();
    folder
}

async fn take_in(world: &World, folder: &Path) -> app::Result<Totals> {
    let request = Request { paths: vec![folder.to_owned()], ..Request::default() };
    capture::import(&world.cx(), &request, &mut |_| {}).await
}

#[tokio::test]
async fn another_kith_is_filled_with_the_same_network_and_its_acts_can_be_taken_back() {
    for (place, other) in testkit::databases().into_iter().zip(testkit::databases()) {
        let world = filled(place).await;
        let folder = export(&world, &Format::ALL).await;
        let again = World::at(other, "2026-03-10").await;
        // What was done here before has its place beside the acts of the export.
        settings::set(&again.cx(), Key::DateFormat, Some("iso")).await.unwrap();
        let totals = take_in(&again, &folder).await.unwrap();
        assert_eq!((totals.records, totals.failed), (totals.added + totals.unchanged, 0));
        let (before, after) = (
            export::canonical_export(&world.cx()).await.unwrap(),
            export::canonical_export(&again.cx()).await.unwrap(),
        );
        assert_eq!(before, after);
        let ana = again.person("Ana Lopez").await;
        let north = organizations::named(&again.cx(), "North").await.unwrap();
        assert_eq!(north.industry().map(|known| known.industry), Some(organizations::Industry::Mining));
        assert_eq!(ana.notes.len(), 2);
        assert_eq!(ana, world.person("Ana Lopez").await);
        // The join that the other Kith made is an act like any other.
        let filter = Filter { parts: true, ..Filter::default() };
        let acts = acts::list(&again.cx(), &filter, 100).await.unwrap();
        let join =
            acts.iter().find(|act| act.kind == "join" && act.subject.contains("said by hand")).unwrap();
        assert_eq!(acts.iter().filter(|act| act.kind == "set").count(), 1, "{acts:#?}");
        acts::undo(&again.cx(), Some(join.id)).await.unwrap();
        assert!(people::one(&again.cx(), "carl@home.example", again.cx().now).await.is_ok());
        // And it goes on: what comes in later is new, what was known is known.
        let mail = mailbox().mail("2026-03-01", ANA, ME, "Later").to_mbox();
        assert_eq!(again.import("later.mbox", &mail).await.added, 1);
    }
}

#[tokio::test]
async fn an_export_goes_into_an_empty_kith_only_and_never_half() {
    for (place, other) in testkit::databases().into_iter().zip(testkit::databases()) {
        let world = filled(place).await;
        let folder = export(&world, &[Format::Tables]).await;
        let refused = take_in(&world, &folder).await.unwrap_err().to_string();
        assert!(refused.contains("empty Kith"), "{refused}");

        // A file that was cut short is told; with the whole file, the same import goes on and ends as if nothing had been.
        let again = World::at(other, "2026-03-10").await;
        let file = folder.join("json/interaction.jsonl");
        let whole = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() - 20]).unwrap();
        let refused = take_in(&again, &folder).await.unwrap_err().to_string();
        assert!(refused.contains("interaction") && refused.contains("damaged"), "{refused}");
        std::fs::write(&file, &whole).unwrap();
        take_in(&again, &folder).await.unwrap();
        assert_eq!(world.network().await, again.network().await);
    }
}

#[tokio::test]
async fn an_export_of_a_newer_kith_or_without_a_table_is_refused() {
    let place = testkit::databases().remove(0);
    let world = filled(place).await;
    let folder = export(&world, &[Format::Tables]).await;
    let again = World::at(testkit::databases().remove(0), "2026-03-10").await;
    std::fs::remove_file(folder.join("json/note.jsonl")).unwrap();
    let refused = take_in(&again, &folder).await.unwrap_err().to_string();
    assert!(refused.contains("“note”") && refused.contains("not complete"), "{refused}");
    let file = folder.join("json/workspace.jsonl");
    let newer = std::fs::read_to_string(&file).unwrap().replacen(":1,", ":2,", 1);
    std::fs::write(&file, newer).unwrap();
    let again = World::at(testkit::databases().remove(0), "2026-03-10").await;
    let refused = take_in(&again, &folder).await.unwrap_err().to_string();
    assert!(refused.contains("newer Kith"), "{refused}");
}

#[tokio::test]
async fn other_programs_get_cards_a_diary_sheets_and_a_graph() {
    for place in testkit::databases() {
        let world = filled(place).await;
        let folder = export(&world, &Format::ALL).await;
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let cards = read("people.vcf").replace("\r\n ", "");
        let ana = cards.split("BEGIN:VCARD").find(|card| card.contains("FN:Ana Lopez")).unwrap();
        for line in [
            "VERSION:4.0",
            "EMAIL:ana@north.example",
            "EMAIL:ana@home.example",
            "TEL;VALUE=uri:tel:+436641234567",
            "ORG:North",
            "TITLE:CEO",
            "BDAY:19750430",
            "CATEGORIES:Key people",
            "NOTE:Likes\\nmountains\\, not seas",
        ] {
            assert!(ana.contains(&format!("{line}\r\n")), "{line} is not in {ana}");
        }
        assert!(!cards.contains("Ben Ito"), "who is no person has no card");
        let diary = read("meetings.ics").replace("\r\n ", "");
        assert!(
            diary.contains("SUMMARY:Planning\\; Q2\r\n") && diary.contains("DTSTART:20260220T090000Z\r\n")
        );
        assert!(diary.contains(":mailto:carl@south.example\r\n"));
        let sheet = read("csv/interactions.csv");
        assert!(sheet.contains("\"An offer, \"\"final\"\"\""), "{sheet}");
        assert!(read("csv/people.csv").lines().any(|l| l.contains("Ana Lopez") && l.contains("North,CEO")));
        assert_eq!(read("csv/notes.csv").matches(",Ana Lopez,").count(), 2);
        let graph = read("network.graphml");
        assert!(graph.contains("Ana Lopez") && graph.contains("<data key=\"edge_weight\">"));
        assert!(read("network.gexf").contains("label=\"Ana Lopez\""));
    }
}

/// The cards and the diary are in formats that Kith reads as well: what it writes, it understands.
#[tokio::test]
async fn cards_and_diary_can_be_read_back_alone() {
    let place = testkit::databases().remove(0);
    let world = filled(place).await;
    let folder = export(&world, &[Format::Cards, Format::Meetings]).await;
    let again = World::at(testkit::databases().remove(0), "2026-03-10").await;
    let totals = again.import_paths(vec![folder.join("people.vcf"), folder.join("meetings.ics")]).await;
    assert_eq!((totals.failed, totals.skipped), (0, 0));
    let ana = again.person("Ana Lopez").await;
    assert_eq!(ana.positions, [("North".to_owned(), "CEO".to_owned())]);
    assert_eq!(ana.addresses.len(), 3);
    assert_eq!(ana.tie.unwrap().touches[2], 1, "the meeting with the owner");
}
