//! Whom to reach out to, with the figures that say why; what takes somebody off the list; and the people behind it.

use serde_json::{Value, json};

use crate::support::{AS_ME, Kith, ME, letters, small_network};

const ANA: &str = "Ana Lopez <ana@north.example>";
const BO: &str = "Bo Chen <bo@west.example>";
const CY: &str = "Cy Ito <cy@east.example>";

/// The day of the story.
const AS_OF: &str = "--as-of 2025-11-01";

/// Ana and the owner wrote every fortnight, and not for three months now; Bo and the owner still do; Cy waits for an answer.
fn story(kith: &Kith) {
    let ana = letters(testkit::mailbox(), ANA, "2024-01-08", 14, 42);
    let both = letters(ana, BO, "2024-02-05", 14, 46);
    let all = letters(both, CY, "2024-03-04", 21, 28).mail("2025-10-27", ME, BO, "Figures for October").mail(
        "2025-10-20",
        CY,
        ME,
        "Line 2",
    );
    kith.file("inbox.mbox", all.to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
}

fn named(kith: &Kith) -> Vec<String> {
    let mut named = kith.list(&format!("today {AS_OF}"), "person");
    named.sort();
    named
}

#[test]
fn who_fades_is_named_with_the_figures_until_there_is_contact() {
    for kith in Kith::on_each_database() {
        story(&kith);
        let list = kith.json(&format!("today {AS_OF}"));
        let ana = list.as_array().and_then(|list| list.iter().find(|entry| entry["person"] == "Ana Lopez"));
        let ana = ana.expect("Ana is on the list");
        assert_eq!(ana["reason"], "Usual gap 14 days, now 89.");
        assert_eq!(ana["gesture"], "Write to Ana Lopez and ask what came of “Valve drawings 41”");
        assert_eq!(
            ana["evidence"],
            json!([
                "Last contact: mail from you, 4 August",
                "20 contacts in the last twelve months, 42 since January 2024",
                ana["evidence"][2],
            ])
        );
        assert!(ana["evidence"][2].as_str().is_some_and(|line| line.starts_with("Warmth ")), "{ana}");
        assert_eq!(named(&kith), ["Ana Lopez", "Cy Ito"]);

        let words = kith.says(&format!("today {AS_OF}"));
        assert!(words.starts_with("Saturday, 1 November 2025\n"), "{words}");
        assert!(words.contains("Usual gap 14 days, now 89."), "{words}");

        kith.says("log ana@north.example call --on 2025-10-31");
        assert_eq!(named(&kith), ["Cy Ito"], "after a call");
        kith.says("undo");
        assert_eq!(named(&kith), ["Ana Lopez", "Cy Ito"], "and without it");
        kith.says("log ana@north.example note --on 2025-10-31");
        assert_eq!(named(&kith), ["Ana Lopez", "Cy Ito"], "a note is no contact");

        let newer = testkit::mailbox().mail("2025-10-30", ME, ANA, "Long time").mail(
            "2025-10-30 16:00",
            ME,
            CY,
            "Re: Line 2",
        );
        kith.file("newer.mbox", newer.to_mbox());
        kith.import("newer.mbox");
        assert_eq!(named(&kith), [""; 0], "after mail to both");
        let words = kith.says(&format!("today {AS_OF}"));
        assert!(words.contains("Nobody is due today."), "{words}");
    }
}

#[test]
fn an_entry_of_today_has_what_scripts_need() {
    let kith = Kith::new();
    story(&kith);
    let list = kith.json(&format!("today {AS_OF}"));
    for entry in list.as_array().expect("a list") {
        for field in ["person", "slug", "reason", "gesture"] {
            assert!(entry[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {entry}");
        }
        for field in ["warmth", "closeness", "loss"] {
            assert!(entry[field].as_f64().is_some_and(|n| n >= 0.0), "{field}: {entry}");
        }
        assert!(entry["id"].as_i64().is_some_and(|id| id > 0), "{entry}");
        assert!(entry["evidence"].as_array().is_some_and(|all| all.iter().all(Value::is_string)), "{entry}");
        assert!(entry["reasons"].as_array().is_some_and(|all| all.iter().all(Value::is_object)), "{entry}");
        assert_adds_up(&entry["receipt"]);
        assert_eq!(entry["receipt"]["value"], entry["loss"]);
    }
}

#[test]
fn as_many_as_are_wanted() {
    let kith = Kith::new();
    story(&kith);
    assert_eq!(kith.list(&format!("today {AS_OF} -n 1"), "person").len(), 1);
    assert_eq!(kith.list(&format!("today {AS_OF} -n 0"), "person").len(), 0);
    let words = kith.says(&format!("today {AS_OF} -n 1"));
    assert!(words.contains("Let go today: 1 person. Next in line: "), "{words}");
    std::fs::write(kith.data().join("kith.toml"), "[today]\nlimit = 1\n").expect("settings");
    assert_eq!(named(&kith).len(), 1);
    assert_eq!(kith.list(&format!("today {AS_OF} -n 2"), "person").len(), 2, "what is typed comes first");
    std::fs::write(kith.data().join("kith.toml"), "[today]\nlimits = 1\n").expect("settings");
    assert!(kith.fails("today").contains("kith.toml cannot be read"));
}

#[test]
fn who_is_left_alone_comes_back_on_the_day() {
    for kith in Kith::on_each_database() {
        story(&kith);
        kith.says("snooze ana@north.example 2025-11-15");
        assert_eq!(named(&kith), ["Cy Ito"]);
        assert!(kith.list("today --as-of 2025-11-15", "person").contains(&"Ana Lopez".to_owned()));
        kith.says("undo");
        assert_eq!(named(&kith), ["Ana Lopez", "Cy Ito"]);
    }
}

#[test]
fn the_past_is_asked_as_it_was() {
    let kith = Kith::new();
    story(&kith);
    assert_eq!(kith.json("today --as-of 2023-12-31"), json!([]));
    assert_eq!(kith.json("people --as-of 2023-12-31"), json!([]));
    let silence = |day: &str| {
        let ana = kith.json(&format!("person ana@north.example --as-of {day}"));
        ana["tie"]["silence_days"].as_f64().expect("days").floor()
    };
    assert_eq!((silence("2025-08-05"), silence("2025-11-01")), (1.0, 89.0));
    // Half of the story: nobody fades yet.
    assert_eq!(kith.list("today --as-of 2025-01-22", "person"), [""; 0]);
}

#[test]
fn numbers_come_with_receipts_that_add_up() {
    for kith in Kith::on_each_database() {
        story(&kith);
        for (name, content) in small_network() {
            kith.file(&format!("more/{name}"), content);
        }
        kith.import("more");
        let people = kith.json(&format!("people {AS_OF}"));
        let people = people.as_array().expect("a list");
        assert!(people.len() >= 4, "{}", people.len());
        for row in people {
            let page = kith.json(&format!("person #{} {AS_OF}", row["id"]));
            for (figure, receipt) in [("warmth", "warmth_receipt"), ("closeness", "closeness_receipt")] {
                assert_adds_up(&page[receipt]);
                let (shown, value) = (number(&page["tie"][figure]), number(&page[receipt]["value"]));
                assert!((shown - value).abs() < 1e-6, "{figure} {shown} and its receipt {value}");
                assert_eq!(page["tie"][figure], row["tie"][figure]);
            }
        }
        let words = kith.says(&format!("person ana@north.example {AS_OF}"));
        for part in ["Ana", "\nwarmth ", "\ncloseness ", "to begin with", "\nlatest\n", "Valve drawings 41"] {
            assert!(words.contains(part), "{part:?} is missing in\n{words}");
        }
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn assert_adds_up(receipt: &Value) {
    let terms = receipt["terms"].as_array().expect("terms");
    let sum: f64 = terms.iter().map(|term| number(&term["share"])).sum();
    let (sum, value) = (number(&receipt["baseline"]) + sum, number(&receipt["value"]));
    assert!((sum - value).abs() < 1e-6, "{sum} is not {value}");
}

#[test]
fn nobody_in_particular_is_no_relationship() {
    let kith = Kith::new();
    small_network().into_iter().for_each(|(name, content)| _ = kith.file(&format!("all/{name}"), content));
    kith.import(&format!("all {AS_ME}"));
    let kept_out = kith.json("people --kept-out");
    let mut natures: Vec<&str> =
        kept_out.as_array().expect("a list").iter().filter_map(|who| who["nature"].as_str()).collect();
    natures.sort_unstable();
    assert_eq!(natures, ["list", "newsletter", "robot", "role_mailbox"]);
    let people = kith.list("people", "name");
    for who in kept_out.as_array().expect("a list") {
        assert!(!people.iter().any(|name| name == who["name"].as_str().unwrap_or_default()), "{who}");
    }
    let words = kith.says("people --kept-out");
    assert!(words.contains("role mailbox") && words.contains("newsletter"), "{words}");
    // They are found when they are looked for, and say what they are.
    assert!(kith.says("people pumps@lists.example").contains("(list)"));
    assert!(kith.says("person news@fair.example").contains("kept out of the network: a newsletter"));
}

#[test]
fn mail_that_comes_back_and_people_who_are_away() {
    let report = "--b\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\n\
                  Reporting-MTA: dns; mx.acme.example\n\nFinal-Recipient: rfc822; ana@north.example\n\
                  Action: failed\nStatus: 5.1.1\n\n--b--\n";
    let mailbox = letters(testkit::mailbox(), ANA, "2025-01-06", 14, 8)
        .mail("2025-05-02", "Mail Delivery <mailer-daemon@acme.example>", ME, "Undelivered Mail")
        .header("Content-Type", "multipart/report; report-type=delivery-status; boundary=b")
        .saying(report)
        .mail("2025-05-03", "Bo Chen <bo@west.example>", ME, "Out of office")
        .header("Auto-Submitted", "auto-replied");
    let kith = Kith::new();
    kith.file("inbox.mbox", mailbox.to_mbox());
    let lines = kith.report(&format!("inbox.mbox {AS_ME}"));
    let skipped: Vec<&str> =
        lines.iter().filter(|line| line[0] == "skipped").map(|line| line[2].as_str()).collect();
    assert_eq!(
        skipped,
        [
            "a delivery report: mail does not arrive at ana@north.example",
            "an automatic reply: away, bo@west.example"
        ]
    );
    assert_eq!(kith.count("interactions"), 8, "neither is contact");
    let ana = kith.says("person ana@north.example");
    assert!(
        ana.contains("email ana@north.example, last used 31 March 2025, mail came back 2 May 2025"),
        "{ana}"
    );
    assert!(kith.says("person bo@west.example").contains("no contact yet"));
    assert!(!kith.list("people", "name").contains(&"Bo Chen".to_owned()));
}

#[test]
fn a_name_may_be_several_people() {
    let kith = Kith::new();
    let mailbox = letters(testkit::mailbox(), ANA, "2025-01-06", 14, 8);
    kith.file("inbox.mbox", letters(mailbox, "Ana Ruiz <ana@south.example>", "2025-01-07", 14, 8).to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
    let complaint = kith.fails("person ana");
    assert!(
        complaint.contains("“ana” may be several people: Ana ") && complaint.contains("(#"),
        "{complaint}"
    );
    assert!(kith.fails("person nobody-at-all").contains("nobody is called “nobody-at-all”"));
    assert_eq!(kith.json("person ana ruiz")["who"]["name"], "Ana Ruiz");
    // Accents and case do not matter.
    assert_eq!(kith.json("person ÁNA LÓPEZ")["who"]["name"], "Ana Lopez");
    assert_eq!(kith.list("people ana", "name").len(), 2);
}
