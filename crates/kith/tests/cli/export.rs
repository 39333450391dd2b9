//! Exports of the demo, as they are typed.

use crate::demo::Demo;
use crate::support::{Kith, assert_same};

#[test]
fn the_demo_exported_and_imported_into_an_empty_kith_is_the_same_on_both_databases() {
    let demo = Demo::shared().copied();
    let out = demo.path("out");
    let written = demo.json(&format!("export {}", out.display()));
    let rows = |file: &str| {
        let files = written.as_array().expect("a list");
        files.iter().find(|f| f["file"] == file).and_then(|f| f["rows"].as_u64()).expect("a file")
    };
    for kith in Kith::on_each_database() {
        let totals = kith.import(&out.display().to_string());
        assert_eq!((totals.failed, totals.skipped), (0, 0));
        for (file, counted) in [
            ("json/interaction.jsonl", "interactions"),
            ("json/identity.jsonl", "identities"),
            ("csv/interactions.csv", "interactions"),
        ] {
            assert_eq!(rows(file), kith.count(counted) as u64, "{file}");
        }
        assert_same(&kith.everything(), &demo.everything(), "the canonical exports");
        // It goes into an empty Kith only, and says where else.
        assert!(kith.fails(&format!("import {}", out.display())).contains("--data DIR"));
    }
}

#[test]
fn an_export_overwrites_nothing() {
    let kith = Kith::new();
    kith.file("out/mine.txt", "my own");
    assert!(kith.fails("export out").contains("is not empty"));
    assert_eq!(kith.text("out/mine.txt"), "my own");
    kith.says("export new");
    assert!(kith.path("new/people.vcf").exists() && !kith.path("new.unfinished").exists());
}
