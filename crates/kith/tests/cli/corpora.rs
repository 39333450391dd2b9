//! Large archives of real mail, cards and calendars, where they are at hand: every record is accounted for, as many as an
//! independent count says. No test prints what a file holds.

use std::path::Path;

use crate::support::{Kith, Totals};

/// Nobody in the corpora.
const AS_NOBODY: &str = "--me nobody@nowhere.example";

/// Imports a file or folder of the corpora, twice if that is quick, and checks how many records stand in files, how many
/// files are none that is read, and how many of all failed.
fn check(corpus: &str, in_files: usize, other_files: usize, failed: usize) {
    let Some(shared) = testkit::shared() else { return };
    let path = shared.join("corpora").join(corpus);
    let kith = Kith::new();
    let lines = kith.report(&format!("{} {AS_NOBODY}", path.display()));
    let (records, others): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line[1].contains('#'));
    let found = (records.len(), others.len(), lines.iter().filter(|line| line[0] == "failed").count());
    assert_eq!(found, (in_files, other_files, failed), "{corpus}: records, files without any, failed");
    assert!(others.iter().all(|line| line[0] == "skipped" && !line[2].is_empty()), "{corpus}");
    assert!(lines.iter().all(|line| line[0] != "failed" || !line[2].is_empty()), "a failure says why");
    if is_small(&path) {
        let before = kith.everything();
        let again = kith.import(&path.display().to_string());
        assert_eq!((again.added, again.joined), (0, 0), "{corpus} a second time");
        assert!(kith.everything() == before, "{corpus} a second time changes something");
    }
    assert_eq!(kith.json("doctor")["health"]["integrity"], "ok");
    kith.says("people");
    kith.says("today");
}

fn is_small(path: &Path) -> bool {
    path.is_dir() && !path.ends_with("ical")
}

/// The public archive of a development list: its keepers' repository has a commit a message.
#[test]
fn three_years_of_a_development_list() {
    check("email/openbmc-2019-2021.mbox.zst", 12_606, 0, 0);
}

/// 2,500 good mails, 250 that look like spam, 500 spam, a file each; and three files about them.
#[test]
fn a_spam_filters_mails_in_a_packed_archive() {
    check("email/spamassassin-ham-spam1.tar.zst", 3_250, 3, 0);
}

/// What fails has no sender or no date, which torture tests of parsers often lack.
#[test]
fn torture_tests_of_mail_parsers() {
    check("email/mime4j", 72, 11, 37);
    check("email/ruby-mail", 102, 1, 10);
    check("email/mimekit", 269, 27, 29);
    check("email/talon-replies", 14, 36, 1);
    check("email/bigbang", 279, 29, 1);
}

#[test]
fn address_books_of_many_programs() {
    check("vcard", 155, 7, 3);
}

#[test]
fn calendars_of_many_programs() {
    check("ical", 7_892, 52, 22);
}

/// One row is broken on purpose; of three real exports there are only the column heads.
#[test]
fn linkedin_exports_of_many_years() {
    check("linkedin", 5, 68, 1);
}

/// Nothing of these is read yet, and each file says so.
#[test]
fn files_that_are_none_of_these() {
    for (corpus, files) in
        [("chat", 16), ("outlook", 36), ("contacts-csv", 55), ("dedupe", 11), ("slack", 46), ("sms", 3)]
    {
        check(corpus, 0, files, 0);
    }
}

/// All small corpora as one folder and one import: nothing of one disturbs another.
#[test]
fn everything_small_at_once() {
    let Some(shared) = testkit::shared() else { return };
    let corpora = shared.join("corpora");
    let kith = Kith::new();
    let small = ["email/mime4j", "email/ruby-mail", "email/mimekit", "email/bigbang", "vcard", "linkedin"];
    let paths: Vec<String> = small.iter().map(|name| corpora.join(name).display().to_string()).collect();
    let totals = kith.import(&format!("{} {AS_NOBODY}", paths.join(" ")));
    let expected = 83 + 103 + 296 + 308 + 162 + 73;
    assert_eq!((totals.records, totals.failed), (expected, 37 + 10 + 29 + 1 + 3 + 1), "{totals:?}");
    assert_eq!(
        kith.import(&paths.join(" ")),
        Totals { added: 0, joined: 0, unchanged: totals.added + totals.joined, ..totals }
    );
}
