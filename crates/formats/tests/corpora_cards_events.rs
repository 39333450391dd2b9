//! Real address books, calendars and LinkedIn exports, where they are at hand: none is lost, nothing panics, nothing hangs.
//!
//! The files are not part of the repository. They are looked for in the folder that `KITH_SHARED` names, else beside the
//! checkout; without them these tests say so and pass. What is counted is only numbers: no name is ever printed.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use formats::{Format, ReadContext, Reader};
use model::{Content, FindingKind, Item};

/// Longer than this for one file is hanging, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn corpus(name: &str) -> Option<Vec<PathBuf>> {
    let shared = match std::env::var_os("KITH_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    let folder = shared.join("corpora").join(name);
    if !folder.is_dir() {
        println!("skipped: no corpus at {}", folder.display());
        return None;
    }
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
        {
            if entry.is_dir() { folders.push(entry) } else { files.push(entry) }
        }
    }
    files.sort();
    Some(files)
}

fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension().is_some_and(|end| extensions.iter().any(|e| end.eq_ignore_ascii_case(e)))
}

fn items(file: &Path, bytes: &[u8], format: Format) -> Vec<Item> {
    let context = ReadContext {
        now: "2026-11-23T00:00:00Z".parse().expect("a moment"),
        zone: jiff::tz::TimeZone::UTC,
        expand_until: "2027-03-01T00:00:00Z".parse().expect("a moment"),
        owner_names: Vec::new(),
    };
    let began = Instant::now();
    let mut items = Vec::new();
    let mut reader = Reader::new(format, &context);
    bytes.chunks(64 * 1024).for_each(|chunk| reader.push(chunk, &mut |item| items.push(item)));
    reader.finish(&mut |item| items.push(item));
    assert!(began.elapsed() < PATIENCE, "{} took {:?}", file.display(), began.elapsed());
    items
}

/// The text, for counting in it by other means than the readers'.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// How many unfolded lines are `BEGIN:` and one of these names.
fn begins(bytes: &[u8], names: &[&str]) -> usize {
    let text = text(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let begins = |line: &str| {
        let (word, name) = line.split_once(':').unwrap_or_default();
        word.eq_ignore_ascii_case("begin") && names.iter().any(|n| n.eq_ignore_ascii_case(name.trim()))
    };
    text.replace("\n ", "").replace("\n\t", "").lines().filter(|line| begins(line.trim())).count()
}

/// How many rows that are not empty a table has behind its header, the line that begins so.
fn rows(bytes: &[u8], header: &str) -> usize {
    let text = text(bytes).replace("\r\n", "\n");
    let Some(at) = text.to_lowercase().find(&header.to_lowercase()) else { return 0 };
    let (mut rows, mut in_quotes, mut is_empty) = (0, false, true);
    for c in text[at..].chars().chain(['\n']) {
        in_quotes ^= c == '"';
        if c == '\n' && !in_quotes {
            rows += usize::from(!is_empty);
            is_empty = true;
        } else {
            is_empty = false;
        }
    }
    rows - 1
}

#[derive(Default, Debug, PartialEq)]
struct Totals {
    records: usize,
    skipped: usize,
    failed: usize,
    occurrences: usize,
}

impl Totals {
    fn add(&mut self, items: &[Item]) {
        for item in items {
            match &item.outcome {
                Ok(record) => {
                    self.records += 1;
                    if let Content::Event(event) = &record.content {
                        self.occurrences += event.occurrences.len();
                    }
                }
                Err(finding) if finding.kind == FindingKind::Skipped => self.skipped += 1,
                Err(_) => self.failed += 1,
            }
        }
    }
}

#[test]
fn every_card_of_the_corpus_is_accounted_for() {
    let Some(files) = corpus("vcard") else { return };
    let mut totals = Totals::default();
    for file in files.iter().filter(|file| has_extension(file, &["vcf", "vcard"])) {
        let bytes = std::fs::read(file).expect("a file");
        let items = items(file, &bytes, Format::VCard);
        assert_eq!(items.len(), begins(&bytes, &["VCARD"]), "cards of {}", file.display());
        totals.add(&items);
    }
    println!("vCard: {totals:?}");
    assert!(totals.records > 0);
}

#[test]
fn every_component_of_the_corpus_is_accounted_for() {
    let Some(files) = corpus("ical") else { return };
    let mut totals = Totals::default();
    for file in files.iter().filter(|file| has_extension(file, &["ics", "ical", "ifb", "vcs"])) {
        let bytes = std::fs::read(file).expect("a file");
        let items = items(file, &bytes, Format::ICalendar);
        let expected = begins(&bytes, &["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]);
        assert_eq!(items.len(), expected, "components of {}", file.display());
        totals.add(&items);
    }
    println!("iCalendar: {totals:?}");
    assert!(totals.records > 0);
}

#[test]
fn every_row_of_the_corpus_is_accounted_for() {
    let Some(files) = corpus("linkedin") else { return };
    let mut totals = Totals::default();
    let mut tables = 0;
    for file in files.iter().filter(|file| has_extension(file, &["csv"])) {
        let bytes = std::fs::read(file).expect("a file");
        let name = file.file_name().unwrap_or_default().to_ascii_lowercase();
        let (connections, messages) =
            (items(file, &bytes, Format::LinkedInConnections), items(file, &bytes, Format::LinkedInMessages));
        let (items, header) = match name.to_str() {
            Some("connections.csv") => (connections, "First Name,"),
            Some("messages.csv") if bytes.starts_with(b"From") => (messages, "From,"),
            Some("messages.csv") => (messages, "CONVERSATION ID,"),
            _ => continue,
        };
        assert_eq!(items.len(), rows(&bytes, header), "rows of {}", file.display());
        totals.add(&items);
        tables += 1;
    }
    println!("LinkedIn: {tables} tables, {totals:?}");
    assert!(totals.records > 0);
}

#[test]
fn any_file_of_the_corpora_may_be_taken_for_another_format() {
    for (name, own) in
        [("vcard", Format::VCard), ("ical", Format::ICalendar), ("linkedin", Format::LinkedInMessages)]
    {
        for file in corpus(name).unwrap_or_default() {
            let bytes = std::fs::read(&file).expect("a file");
            let all =
                [Format::VCard, Format::ICalendar, Format::LinkedInConnections, Format::LinkedInMessages];
            for format in all.into_iter().filter(|format| *format != own) {
                items(&file, &bytes, format);
            }
        }
    }
}
