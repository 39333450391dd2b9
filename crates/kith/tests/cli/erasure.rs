//! Everything about somebody, forgetting them, how long sources are kept, and holds, as they are typed.

use crate::support::{AS_ME, Kith, ME};

fn filled(kith: &Kith) {
    let mail = testkit::mailbox()
        .mail("1972-01-05", "Ana Lopez <ana@north.example>", ME, "Long ago")
        .mail("2026-01-05", ME, "Ana Lopez <ana@north.example>", "Lately")
        .mail("2026-01-06", "Bo Chen <bo@west.example>", ME, "Hello")
        .to_mbox();
    kith.file("inbox.mbox", mail);
    kith.import(&format!("inbox.mbox {AS_ME}"));
}

#[test]
fn somebody_is_shown_whole_and_forgotten_on_demand_alone() {
    for kith in Kith::on_each_database() {
        filled(&kith);
        let all = kith.says("everything Ana Lopez");
        for part in ["ana@north.example", "Long ago", "Lately", "inbox.mbox#1"] {
            assert!(all.contains(part), "{part} is not in\n{all}");
        }
        assert_eq!(kith.json("everything Ana Lopez")["contacts"].as_array().map(Vec::len), Some(2));
        // Nobody is there to be asked.
        assert!(kith.fails("forget Ana Lopez").contains("--yes"));
        assert!(kith.says("people").contains("Ana Lopez"));
        let said = kith.says("forget Ana Lopez --yes");
        assert!(said.contains("2 interactions erased") && !said.contains("Ana"), "{said}");
        assert!(!kith.everything().contains("Lopez"));
        let again = kith.import("inbox.mbox");
        assert_eq!((again.unchanged, again.skipped), (1, 2));
        assert_eq!(kith.json("forget --list").as_array().map(Vec::len), Some(1));
        assert!(kith.says("forget --let-in ana@north.example").contains("let in again"));
        assert_eq!(kith.import("inbox.mbox").added, 2);
    }
}

#[test]
fn a_hold_refuses_and_retention_says_what_it_would_do() {
    let kith = Kith::new();
    filled(&kith);
    let rules = kith.json("retention list");
    let source = &rules[0]["source"];
    kith.says(&format!("retention set {source} 480"));
    assert!(
        kith.says("retention --dry-run").contains("1 interactions"),
        "{}",
        kith.says("retention --dry-run")
    );
    kith.says("hold add --person ana@north.example --reason audit");
    assert!(kith.says("hold list").contains("audit"));
    let number = kith.json("hold list")[0]["id"].to_string();
    assert!(kith.fails("forget ana@north.example --yes").contains(&format!("kith hold lift {number}")));
    assert!(kith.says("retention").contains("1 kept by a legal hold"));
    kith.says(&format!("hold lift {number}"));
    kith.says("retention");
    assert!(!kith.everything().contains("Long ago"));
    assert!(kith.everything().contains("Lately"));
}
