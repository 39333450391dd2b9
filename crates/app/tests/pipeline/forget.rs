//! Everything about one human, and forgetting them: for good, everywhere, and without coming back.

use std::path::Path;

use app::access::Cx;
use app::features::acts::{self, Filter};
use app::features::capture::{self, Request};
use app::features::details::{self, Kind, Said};
use app::features::interactions::{self, LogKind};
use app::features::keeping::backup::keeper;
use app::features::keeping::backup::schedule::{self, Every, Schedule};
use app::features::keeping::human;
use app::features::{identities, people};
use jiff::{SignedDuration, ToSpan};
use model::PersonId;
use testkit::{Where, calendar, cards, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

/// Whoever is to be forgotten: a name and addresses that nothing else holds.
const ZOE: &str = "Zoë Quillfeather <zoe.quill@feathers.example>";

fn mails() -> String {
    mailbox()
        .mail("2026-01-05", ZOE, ME, "From me to you")
        .mail("2026-01-06", ME, ZOE, "Re: From me to you")
        .mail("2026-01-07", ME, &format!("{ANA}, {ZOE}"), "Ana and Zoë, please meet")
        .mail("2026-01-08", ANA, ME, "About Zoe Quillfeather (confidential)")
        .mail("2026-01-09", ME, ANA, "Re: the weather")
        .to_mbox()
}

fn diary() -> String {
    calendar()
        .meeting("2026-02-10 09:00", ME, ZOE, "Zoe Quillfeather: one to one")
        .meeting("2026-02-11 09:00", ME, &format!("{ZOE}, {CARL}"), "Planning with Zoë")
        .to_ics()
}

fn book() -> String {
    cards()
        .card("Zoë Quillfeather", "zoe.quill@feathers.example")
        .works_at("Feathers", "CEO")
        .phone("+43 664 7654321")
        .to_vcf()
}

async fn filled(place: Where) -> (World, PersonId) {
    let world = World::at(place, "2026-03-10").await;
    world.import("inbox.mbox", &mails()).await;
    world.import("diary.ics", &diary()).await;
    world.import("Quillfeather Zoe.vcf", &book()).await;
    let cx = world.cx();
    let zoe = one(&world, "Zoë Quillfeather").await;
    interactions::add_note(&cx, zoe, "Zoe likes quills", true).await.unwrap();
    interactions::log(&cx, zoe, LogKind::Call, "Feathers", None).await.unwrap();
    let ana = one(&world, "Ana Lopez").await;
    interactions::add_note(&cx, ana, "Was introduced by ZOE QUILLFEATHER in spring", false).await.unwrap();
    let say =
        |person: PersonId, kind, value: &str| Said { person: person.0, kind, value: Some(value.into()) };
    let both = vec![say(zoe, Kind::City, "Quillborough"), say(ana, Kind::HowMet, "by Zoë Quillfeather")];
    details::say(
        &cx,
        both,
        app::features::acts::Deed::Words("Zoë Quillfeather and Ana Lopez described".into()),
    )
    .await
    .unwrap();
    let private = mailbox().mail("2026-02-03", "Zoe Q <zq@private.example>", ME, "Hello").to_mbox();
    world.import("private.mbox", &private).await;
    let other = one(&world, "zq@private.example").await;
    identities::join(&cx, zoe, other, "said by hand").await.unwrap();
    (world, zoe)
}

async fn one(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

/// Whether any file below a folder has the bytes, whatever their case.
fn bytes_in(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("kith.db") {
            let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
            if bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[tokio::test]
async fn everything_about_somebody_is_shown_with_where_it_came_from() {
    for place in testkit::databases() {
        let (world, zoe) = filled(place).await;
        let all = human::everything(&world.cx(), zoe).await.unwrap();
        assert_eq!(all.name, "Zoë Quillfeather");
        assert_eq!(all.addresses.len(), 3);
        let mail = all.addresses.iter().find(|a| a.address == "zoe.quill@feathers.example").unwrap();
        let sources: Vec<&str> = mail.sources.iter().filter_map(|(s, _)| s.rsplit('/').next()).collect();
        assert_eq!(sources, ["diary.ics", "inbox.mbox"]);
        assert_eq!(all.recognised.len(), 1);
        assert_eq!(all.contacts.len(), 7, "{:#?}", all.contacts);
        assert!(all.contacts.iter().filter(|c| !c.address.is_empty()).all(|c| !c.records.is_empty()));
        assert_eq!((all.notes.len(), all.notes[0].private), (1, true));
        assert_eq!(all.positions[0].title, "CEO");
        assert_eq!(all.said.iter().map(|s| s.value.as_str()).collect::<Vec<_>>(), ["Quillborough"]);
        assert!(all.records.iter().any(|r| r.place.starts_with("Quillfeather Zoe.vcf")), "{:?}", all.records);
        let acts: Vec<&str> = all.acts.iter().map(|a| a.kind.as_str()).collect();
        assert!(acts.contains(&"join") && acts.contains(&"note") && acts.contains(&"say"), "{acts:?}");
        assert!(all.ties.iter().any(|tie| tie.with.contains("Me") && tie.touches > 0), "{:?}", all.ties);
    }
}

#[tokio::test]
async fn forgetting_leaves_no_byte_of_them_and_everybody_else_as_they_were() {
    for place in testkit::databases() {
        let (world, zoe) = filled(place).await;
        let cx = world.cx();
        let foreseen = human::foresee(&cx, zoe).await.unwrap();
        assert_eq!((foreseen.contacts, foreseen.shared, foreseen.notes), (5, 2, 1));
        let before = world.touches("Carl Novak").await;
        let done = human::forget(&cx, zoe).await.unwrap();
        assert_eq!(done.unclean, None);
        assert!(!done.subject.contains("Zo"), "{}", done.subject);

        let all = world.network().await.join("\n");
        for word in ["quill", "Quill", "Zo", "feathers", "7654321"] {
            assert!(!all.contains(word), "{word} is left:\n{all}");
        }
        assert!(human::foresee(&cx, zoe).await.is_err());
        // Others are as they were, and what named her names her no more.
        assert_eq!(world.touches("Carl Novak").await, before);
        let ana = world.person("Ana Lopez").await;
        assert_eq!(ana.notes[0].1, "Was introduced by … in spring");
        let titles: Vec<&str> = ana.timeline.iter().map(|e| e.title.as_str()).collect();
        assert_eq!(titles, ["Re: the weather", "About … (confidential)", "Ana and …, please meet"]);
        // Of the act about both, Ana's part can still be taken back.
        let filter = Filter { parts: true, ..Filter::default() };
        let acts = acts::list(&cx, &filter, 100).await.unwrap();
        assert!(acts.iter().all(|act| !act.subject.contains("Quill")), "{acts:#?}");
        let say = acts.iter().find(|act| act.kind == "say").unwrap();
        acts::undo(&cx, Some(say.id)).await.unwrap();
        assert!(details::of(&cx, one(&world, "Ana Lopez").await).await.unwrap().is_empty());
        for about_her in ["note about …", "call with …"] {
            let act = acts.iter().find(|act| act.subject == about_her).unwrap();
            assert!(acts::undo(&cx, Some(act.id)).await.is_err(), "{about_her} can be taken back");
        }
        let forget = acts.iter().find(|act| act.kind == "forget").unwrap();
        assert!(acts::undo(&cx, Some(forget.id)).await.is_err(), "it cannot be taken back");

        if world.place.url().is_none() {
            for wanted in ["quillfeather", "zoe.quill", "zq@private", "7654321", "quillborough"] {
                let found = bytes_in(world.place.data(), wanted);
                assert!(found.is_empty(), "{wanted} is still in {found:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_next_import_of_the_same_sources_does_not_bring_them_back() {
    for place in testkit::databases() {
        let (world, zoe) = filled(place).await;
        let cx = world.cx();
        human::forget(&cx, zoe).await.unwrap();
        let network = world.network().await;
        let report = world.place.data().join("report.tsv");
        let paths = ["inbox.mbox", "diary.ics", "Quillfeather Zoe.vcf", "private.mbox"];
        let paths = paths.map(|name| world.place.data().join("files").join(name)).to_vec();
        let request = Request { paths, report: Some(report.clone()), ..Request::default() };
        let totals = capture::import(&cx, &request, &mut |_| {}).await.unwrap();
        assert_eq!((totals.added, totals.failed), (0, 0), "{totals:?}");
        let lines = std::fs::read_to_string(report).unwrap();
        let skipped: Vec<&str> = lines.lines().filter(|line| line.contains("forgotten here")).collect();
        assert_eq!(skipped.len(), 5, "{lines}");
        assert!(!lines.contains("zoe.quill") && !lines.contains("zq@"), "{lines}");
        assert_eq!(world.network().await, network);

        // New mail with others in it comes in without her; mail from her does not.
        let more = mailbox()
            .mail("2026-03-01", ZOE, &format!("{ME}, {BEN}"), "I am back")
            .mail("2026-03-02", BEN, &format!("{ME}, {ZOE}"), "Zoe and you")
            .to_mbox();
        let totals = world.import("more.mbox", &more).await;
        assert_eq!((totals.added, totals.skipped), (1, 1));
        let ben = world.person("Ben Ito").await;
        assert_eq!(ben.timeline[0].title, "… and you");
        assert!(people::one(&cx, "zoe.quill@feathers.example", cx.now).await.is_err());

        // Until the owner lets the address in again.
        human::let_in(&cx, "zoe.quill@feathers.example").await.unwrap();
        let again = mailbox().mail("2026-03-03", ZOE, ME, "Really").to_mbox();
        assert_eq!(world.import("again.mbox", &again).await.added, 1);
        assert!(people::one(&cx, "zoe.quill@feathers.example", cx.now).await.is_ok());
    }
}

#[tokio::test]
async fn the_owner_cannot_be_forgotten_and_a_namesake_stays() {
    for place in testkit::databases() {
        let (world, zoe) = filled(place).await;
        let cx = world.cx();
        let refused = human::forget(&cx, one(&world, "me@acme.example").await).await.unwrap_err().to_string();
        assert!(refused.contains("this is you"), "{refused}");
        let namesake =
            mailbox().mail("2026-03-01", "Zoë Quillfeather <zoe@elsewhere.example>", ME, "Hi").to_mbox();
        world.import("namesake.mbox", &namesake).await;
        assert_eq!(human::foresee(&cx, zoe).await.unwrap().namesakes.len(), 1);
        human::forget(&cx, zoe).await.unwrap();
        assert_eq!(world.person("zoe@elsewhere.example").await.who.name, "Zoë Quillfeather");
    }
}

#[tokio::test]
async fn backups_made_before_are_counted_and_deleted_when_the_owner_says_so() {
    let (world, zoe) = filled(testkit::databases().remove(0)).await;
    let cx = world.cx();
    assert!(human::drop_copies(&cx).await.is_err(), "nobody was forgotten");
    let folder = world.place.data().join("backups");
    std::fs::create_dir_all(&folder).unwrap();
    let copy = |name: &str, day: &str| {
        let made: jiff::Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
        let file = std::fs::File::create(folder.join(name)).unwrap();
        file.set_modified(made.into()).unwrap();
    };
    copy("old.db", "2026-03-01");
    copy("new.db", "2026-03-20");
    human::forget(&cx, zoe).await.unwrap();
    assert_eq!(human::forgotten(&cx).await.unwrap()[0].backups, 1);
    human::drop_copies(&cx).await.unwrap();
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["new.db"]);
    assert_eq!(human::forgotten(&cx).await.unwrap()[0].backups, 0);
}

#[tokio::test]
async fn backups_of_the_schedule_are_counted_wherever_they_are_with_the_day_they_are_gone_by() {
    for place in testkit::databases() {
        let (world, zoe) = filled(place).await;
        let cx = world.cx();
        let (there, elsewhere) = (world.place.data().join("before"), world.place.data().join("now"));
        let days_ago = |days: i64| Cx { now: cx.now - SignedDuration::from_hours(24 * days), ..cx.clone() };
        for (folder, days) in [(&there, 5), (&elsewhere, 3)] {
            let folder = folder.display().to_string();
            let wanted = Schedule { every: Every::Day, folder, monthly: 6, ..Schedule::default() };
            schedule::set_schedule(&days_ago(days), wanted).await.unwrap();
            keeper::make_if_due(&days_ago(days - 1)).await.unwrap().unwrap();
        }
        human::forget(&cx, zoe).await.unwrap();
        let told = human::forgotten(&cx).await.unwrap();
        assert_eq!((told[0].backups, told[0].backups_until), (2, None), "the schedule left one behind");
        std::fs::remove_dir_all(&there).unwrap();
        let told = human::forgotten(&cx).await.unwrap();
        let made = days_ago(2).now.to_zoned(cx.app.zone.clone()).date();
        assert_eq!((told[0].backups, told[0].backups_until), (1, Some(made.saturating_add(6.months()))));
        human::drop_copies(&cx).await.unwrap();
        assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
