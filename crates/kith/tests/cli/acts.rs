//! What was done, newest first, and how each is taken back; `doctor`, `rebuild` and `export` beside.

use app::features::settings::{self, Key};
use app::outer::clock::Clock;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::support::{AS_ME, Kith, ME, assert_same, letters, small_network};

const ANA: &str = "Ana Lopez <ana@north.example>";

fn with_small_network(kith: &Kith) {
    small_network().into_iter().for_each(|(name, content)| _ = kith.file(&format!("all/{name}"), content));
    kith.import(&format!("all {AS_ME}"));
}

/// Kind, subject and whether it was taken back, newest first.
fn acts(kith: &Kith) -> Vec<(String, String, bool)> {
    let acts = kith.json("acts");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let acts = acts.as_array().expect("a list").iter();
    acts.map(|act| (text(&act["kind"]), text(&act["subject"]), act["undone"] == true)).collect()
}

#[test]
fn every_change_is_an_act_that_can_be_taken_back() {
    for kith in Kith::on_each_database() {
        with_small_network(&kith);
        for change in [
            "log ana@north.example call",
            "log ana@north.example meeting lunch --on 2025-07-01",
            "log bo@west.example message",
            "log bo@west.example note likes-tea",
            "snooze cy@east.example 2030-01-01",
            "join ana@north.example eve@moss.example",
            "join bo@west.example me@acme.example",
        ] {
            let (before, page) =
                (kith.everything(), kith.json("person ana@north.example --as-of 2025-11-01"));
            kith.says(change);
            let last = acts(&kith).remove(0);
            assert!(!last.2, "{last:?}");
            let words = kith.says("undo");
            assert_eq!(words, format!("taken back: {}\n", last.1), "{change}");
            assert_same(&kith.everything(), &before, change);
            assert_eq!(kith.json("person ana@north.example --as-of 2025-11-01"), page, "{change}");
            let [undo, undone] = &acts(&kith)[..2] else { panic!("two acts") };
            assert_eq!((undo.0.as_str(), undo.1.as_str(), undo.2), ("undo", words.trim_end(), false));
            assert_eq!((&undone.0, &undone.1, undone.2), (&last.0, &last.1, true));
        }
    }
}

#[test]
fn acts_are_taken_back_in_any_order_and_once() {
    let kith = Kith::new();
    with_small_network(&kith);
    let before = kith.everything();
    kith.says("log ana@north.example call");
    kith.says("log bo@west.example call");
    let number = |subject: &str| {
        let acts = kith.json("acts");
        let act = acts.as_array().expect("a list").iter().find(|act| act["subject"] == subject).cloned();
        act.expect("an act")["id"].as_i64().expect("a number")
    };
    let (ana, bo) = (number("call with Ana María López"), number("call with Bo Chen"));
    kith.says(&format!("undo {ana}"));
    assert!(kith.fails(&format!("undo {ana}")).contains("was taken back already"));
    kith.says(&format!("undo {bo}"));
    assert_same(&kith.everything(), &before, "everything");
    assert!(kith.fails("undo 999999").contains("there is no such act"));
    assert!(kith.says("acts").contains("taken back"));
    assert_eq!(kith.json("acts -n 2").as_array().map(Vec::len), Some(2));
}

#[test]
fn an_import_is_taken_back_with_all_it_brought() {
    for kith in Kith::on_each_database() {
        let first = letters(testkit::mailbox(), ANA, "2024-01-08", 30, 6);
        kith.file("first.mbox", first.to_mbox());
        kith.import(&format!("first.mbox {AS_ME}"));
        let before = kith.network();
        small_network()
            .into_iter()
            .for_each(|(name, content)| _ = kith.file(&format!("all/{name}"), content));
        let told = kith.import("all");
        let after = kith.everything();
        kith.says("undo");
        let facts = |export: String| -> String {
            let is_fact = |line: &&str| {
                ["interaction", "tie", "together"].iter().any(|what| line.contains(&format!("\"{what}\":")))
            };
            export.lines().filter(is_fact).map(|line| format!("{line}\n")).collect()
        };
        assert_same(&facts(kith.network()), &facts(before), "without the import");
        assert_eq!(kith.list("people", "name").len(), 1);
        // And it can come again.
        assert_eq!(kith.import("all"), told);
        assert_same(&facts(kith.everything()), &facts(after), "with the import again");
    }
}

#[test]
fn two_addresses_are_joined_and_taken_apart() {
    for kith in Kith::on_each_database() {
        let mailbox = letters(testkit::mailbox(), ANA, "2025-01-06", 14, 8);
        let mailbox = letters(mailbox, "A. Lopez <ana.lopez@post.example>", "2025-01-10", 14, 8);
        kith.file("inbox.mbox", mailbox.to_mbox());
        kith.import(&format!("inbox.mbox {AS_ME}"));
        let touches = |who: &str| {
            let tie = kith.json(&format!("person {who} --as-of 2025-11-01"))["tie"]["touches"].clone();
            tie.as_array().expect("counts").iter().filter_map(Value::as_u64).sum::<u64>()
        };
        assert_eq!((touches("ana@north.example"), touches("ana.lopez@post.example")), (8, 8));
        kith.says("join ana@north.example ana.lopez@post.example");
        assert_eq!((touches("ana@north.example"), touches("ana.lopez@post.example")), (16, 16));
        assert_eq!(kith.list("people", "name"), ["Ana Lopez"]);
        // What comes in later belongs to both.
        let newer = testkit::mailbox().mail("2025-06-02", ME, "ana.lopez@post.example", "News");
        kith.file("newer.mbox", newer.to_mbox());
        kith.import("newer.mbox");
        assert_eq!(touches("ana@north.example"), 17);
        let join = kith.json("acts")[1]["id"].clone();
        kith.says(&format!("undo {join}"));
        assert_eq!((touches("ana@north.example"), touches("ana.lopez@post.example")), (8, 9));
    }
}

#[test]
fn what_was_logged_by_hand_stays_when_files_come_again() {
    let kith = Kith::new();
    with_small_network(&kith);
    kith.says("log ana@north.example meeting fair --on 2025-09-09");
    let before = kith.everything();
    kith.import("all");
    assert_same(&kith.everything(), &before, "everything");
    assert!(kith.says("person ana@north.example").contains("9 Sep 2025    in person"));
    let future = kith.fails("log ana@north.example call --on 2999-01-01");
    assert!(future.contains("contact in the future cannot be logged"), "{future}");
}

#[test]
fn a_person_is_printed_with_days_and_hours_as_the_owner_reads_them() {
    let kith = Kith::new();
    with_small_network(&kith);
    kith.says("log ana@north.example note likes-tea");
    let set = async {
        let app = app::App::open(None, kith.data(), Clock::System, TimeZone::UTC).await.expect("opened");
        for (key, value) in [(Key::DateFormat, "month_day"), (Key::ClockFormat, "12")] {
            settings::set(&app.cx(), key, Some(value)).await.expect("set");
        }
    };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(set);
    let page = kith.says("person ana@north.example");
    assert!(page.contains("last used June 2, 2025"), "{page}");
    let note = page.lines().find(|line| line.starts_with("note of")).expect("the note");
    assert!(note.ends_with("am") || note.ends_with("pm"), "{note}");
}

#[test]
fn deriving_everything_again_changes_nothing() {
    for kith in Kith::on_each_database() {
        with_small_network(&kith);
        kith.says("log ana@north.example call --on 2025-09-09");
        kith.says("join ana@north.example eve@moss.example");
        let before = kith.everything();
        kith.says("rebuild");
        assert_same(&kith.everything(), &before, "everything");
    }
}

#[test]
fn the_doctor_says_where_everything_is() {
    for kith in Kith::on_each_database() {
        let empty = kith.says("doctor");
        assert!(empty.contains("you           not known yet"), "{empty}");
        with_small_network(&kith);
        let told = kith.json("doctor");
        assert_eq!(told["health"]["integrity"], "ok");
        assert_eq!(told["health"]["stale_pairs"], 0);
        assert_eq!(told["health"]["owner"], json!(["linkedin.com/in/me-myself", "me@acme.example"]));
        assert_eq!(told["settings"]["data"]["from"], "flag");
        assert_eq!(told["settings"]["time_zone"], json!({ "value": "UTC", "from": "environment" }));
        let words = kith.says("doctor");
        for part in [
            "data folder ",
            "integrity     ok",
            "you           linkedin.com/in/me-myself, me@acme.example",
            "records ",
        ] {
            assert!(words.contains(part), "{part:?} is missing in\n{words}");
        }
    }
}
