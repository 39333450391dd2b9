//! What the views make of plain values.

use app::features::capture::imports::SourceEntry;
use app::features::capture::jobs::Work;
use app::features::capture::uploads::Waiting;
use app::features::capture::{Became, Line, Outcome, Phase, Progress, ReportLine, Totals};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::bring::{self, Proposal, Ready};
use super::overview::{self, Folder, Overview};
use super::progress::{self, Running};
use super::{lines, report, short_name};
use crate::look::Look;

fn look() -> Look {
    Look::plain(TimeZone::UTC, at("2026-11-17T12:00:00Z"))
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The markup, an element a line.
fn shown(markup: maud::Markup) -> String {
    markup.into_string().replace("><", ">\n<")
}

#[test]
fn sources_with_what_they_hold() {
    let source = |name: &str, is_upload, formats: &[&str], kept, last_read| SourceEntry {
        name: name.to_owned(),
        is_upload,
        formats: formats.iter().map(|f| (*f).to_owned()).collect(),
        kept,
        last_read,
    };
    let sources = vec![
        source("/home/me/mail", false, &["mail", "mbox"], 61_204, Some(at("2026-11-17T07:36:00Z"))),
        source("連絡先 <2>.vcf", true, &["vCard"], 1, None),
        source("/home/me/taken back", false, &[], 0, None),
    ];
    let overview = Overview { job: None, imports: Vec::new(), sources, folder: Some(Folder::default()) };
    insta::assert_snapshot!(shown(overview::view(&overview, &look())));
}

#[test]
fn nothing_read_yet() {
    let overview = Overview { job: None, imports: Vec::new(), sources: Vec::new(), folder: None };
    insta::assert_snapshot!(shown(overview::view(&overview, &look())));
}

#[test]
fn an_upload_that_waits_and_who_the_owner_may_be() {
    let file = |name: &str, bytes| Waiting { name: name.to_owned(), bytes, path: name.into() };
    let proposal = |address: &str, percent, writes| Proposal { address: address.to_owned(), percent, writes };
    let ready = Ready {
        from: ("upload", "3".to_owned()),
        files: vec![file("inbox.mbox", 357_000_000), file("<b>.vcf", 77)],
        folder: None,
        proposals: Some(vec![
            proposal("me@acme.example", 83.0, true),
            proposal("all@acme.example", 12.0, false),
        ]),
    };
    insta::assert_snapshot!(shown(bring::view(&ready, &look())));
}

fn running(work: Work, import: Option<i64>) -> Running {
    let totals = Totals { records: 12_000, added: 9_000, joined: 2_500, skipped: 500, ..Totals::default() };
    Running {
        work,
        import,
        names: vec!["inbox.mbox".to_owned(), "<b>.vcf".to_owned()],
        progress: Progress {
            records: totals.records,
            bytes: 90_000_000,
            total_bytes: 360_000_000,
            totals,
            phase: Phase::Reading,
        },
        rate: 4_000.4,
        seconds_left: Some(9),
        is_stopping: false,
    }
}

#[test]
fn an_import_that_is_running() {
    insta::assert_snapshot!(shown(progress::shown(&running(Work::Import, Some(7)), &look())));
}

#[test]
fn a_dry_run_that_is_asked_to_stop() {
    let job = Running { is_stopping: true, ..running(Work::DryRun, None) };
    insta::assert_snapshot!(shown(progress::shown(&job, &look())));
}

#[test]
fn an_import_that_is_taken_back() {
    let progress = Progress::default();
    let job = Running { progress, rate: 0.0, seconds_left: None, ..running(Work::Undo, Some(7)) };
    insta::assert_snapshot!(shown(progress::shown(&job, &look())));
}

#[test]
fn a_report_with_every_kind_of_line() {
    let line = |outcome, place: &str, reason: &str, became| ReportLine {
        line: Line { outcome, place: place.to_owned(), reason: reason.to_owned() },
        became,
    };
    let (slug, name) = ("ana-lopez".to_owned(), "Ana Lopez".to_owned());
    let sent = at("2026-03-02T09:00:00Z");
    let told = [
        line(Outcome::Failed, "cards.vcf#7 (line 91)", "no name and no address", None),
        line(Outcome::Skipped, "notes.txt", "not a format Kith reads", None),
        line(
            Outcome::Joined,
            "cards.vcf#2 (line 9)",
            "",
            Some(Became::Person { slug: slug.clone(), name: name.clone() }),
        ),
        line(
            Outcome::Added,
            "inbox#1 (byte 0)",
            "",
            Some(Became::Contact { slug, name, at: sent, title: "Valves & pumps".into() }),
        ),
        line(
            Outcome::Added,
            "mine.ics#1 (line 4)",
            "",
            Some(Became::Alone { at: sent, title: String::new() }),
        ),
    ];
    let totals = Totals { records: 5, added: 2, joined: 1, skipped: 1, failed: 1, ..Totals::default() };
    let markup = maud::html! { (report::figures(&totals, &look())) (lines::table(&told, &look())) };
    insta::assert_snapshot!(shown(markup));
}

#[test]
fn names_are_short() {
    let names = |names: &[&str]| short_name(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
    assert_eq!(names(&["/home/me/mail/"]), "mail");
    assert_eq!(names(&["a.vcf", "b.vcf", "c.vcf"]), "a.vcf and 2 more");
    assert_eq!(names(&["/"]), "/");
}
