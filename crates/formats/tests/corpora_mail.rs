//! Real mail, read whole: every message is accounted for, as many as an independent count says.
//!
//! The corpora are large and not ours to pass on, so that they stand outside the repository: in the folder that
//! `KITH_SHARED` names, else beside the checkout. Without them these tests say that they were skipped. No test prints
//! what a message holds.

#![allow(clippy::expect_used, reason = "a test that cannot read its corpus has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use formats::{Format, ReadContext, Reader, detect, detect::HEAD_BYTES};
use jiff::tz::TimeZone;
use model::{Address, Content, Item, MailClass, NoticeKind};

/// The folder of the mail corpora; `None`, with a word on it, if it is not there.
fn corpora() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("KITH_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("corpora/email");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no corpora at {}", folder.display());
    None
}

fn context() -> ReadContext {
    let now = "2026-11-23T00:00:00Z".parse().expect("a moment");
    let expand_until = "2027-03-01T00:00:00Z".parse().expect("a moment");
    ReadContext { now, zone: TimeZone::UTC, expand_until, owner_names: Vec::new() }
}

/// The items of a file, pushed in pieces of a size that cuts many messages.
fn items(format: Format, mut file: impl Read) -> Vec<Item> {
    let mut found = Vec::new();
    let mut reader = Reader::new(format, &context());
    let mut buffer = vec![0; 100_003];
    loop {
        let filled = file.read(&mut buffer).expect("a readable file");
        if filled == 0 {
            break;
        }
        reader.push(&buffer[..filled], &mut |item| found.push(item));
    }
    reader.finish(&mut |item| found.push(item));
    found
}

/// The format and the items of a file; `None` if it is none that is read.
fn read(bytes: &[u8]) -> Option<(Format, Vec<Item>)> {
    let format = detect(&bytes[..bytes.len().min(HEAD_BYTES)])?;
    Some((format, items(format, bytes)))
}

fn zstd(path: &Path) -> impl Read + use<> {
    let file = File::open(path).expect("the corpus");
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    // Written with --long=27.
    decoder.window_log_max(27).expect("a window of 128 MB");
    decoder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The public archive of a development list, 2019–2021. The counts are those of its keepers' git repository (a commit a
/// message) and of Python's `email` module over the `From` headers.
#[test]
fn a_list_archive_of_three_years() {
    let Some(folder) = corpora() else { return };
    let items = items(Format::Mbox, zstd(&folder.join("openbmc-2019-2021.mbox.zst")));
    assert_eq!(items.len(), 12_606);
    assert!(items.iter().all(|item| item.outcome.is_ok()));
    assert!(items.iter().zip(1..).all(|(item, number)| item.position.number == number));
    let mut senders: BTreeMap<Address, u32> = BTreeMap::new();
    let (mut answers, mut robots, mut events) = (0, 0, 0);
    for record in items.into_iter().filter_map(|item| item.outcome.ok()) {
        match record.content {
            Content::Mail(mail) => {
                *senders.entry(mail.from.address).or_default() += 1;
                answers += u32::from(mail.in_reply_to.is_some());
                robots += u32::from(mail.class == MailClass::Robot);
                let list = Some(Address::Email("openbmc@lists.ozlabs.org".into()));
                assert!(mail.class == MailClass::Robot || mail.class == MailClass::Discussion { list });
            }
            Content::Event(event) => {
                events += 1;
                assert!(!event.attendees.is_empty());
            }
            _ => panic!("neither a mail nor an event"),
        }
    }
    assert_eq!((senders.len(), senders.values().filter(|n| **n >= 5).count()), (648, 298));
    // In-Reply-To or References, by Python's `mailbox`; and messages with a text/calendar part.
    assert_eq!((answers, robots, events), (10_043, 1, 18));
}

/// 2,500 good mails, 250 good ones that look like spam, 500 spam: one a file, counted as files.
#[test]
fn the_spam_filters_corpus() {
    let Some(folder) = corpora() else { return };
    let mut archive = tar::Archive::new(zstd(&folder.join("spamassassin-ham-spam1.tar.zst")));
    let mut counts: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for entry in archive.entries().expect("a tar archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").into_owned();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a readable entry");
        let (_, items) = read(&bytes).expect("a mail");
        assert_eq!(items.len(), 1);
        let group = path.parent().and_then(Path::file_name).expect("a folder").to_string_lossy().into_owned();
        let [all, failed, human] = counts.entry(group).or_default();
        *all += 1;
        match &items[0].outcome {
            Ok(record) => *human += u32::from(is_among_people(&record.content)),
            Err(finding) => *failed += u32::from(finding.kind == model::FindingKind::Failed),
        }
    }
    let all: Vec<(&str, u32)> = counts.iter().map(|(group, [all, ..])| (group.as_str(), *all)).collect();
    assert_eq!(all, [("easy-ham-1", 2500), ("hard-ham-1", 250), ("spam-1", 500)]);
    assert!(counts.values().all(|[_, failed, _]| *failed == 0));
    // Of the newsletters in "hard ham" at least two thirds are known as such; of people's mail nearly all is kept.
    assert!(counts["hard-ham-1"][2] <= 85 && counts["easy-ham-1"][2] >= 2400, "{counts:?}");
}

fn is_among_people(content: &Content) -> bool {
    matches!(content, Content::Mail(mail) if matches!(mail.class, MailClass::Personal | MailClass::Discussion { .. }))
}

/// As many messages as Python's `mailbox` finds, but for `unmunged`, in which Python takes a sentence for a message.
#[test]
fn mailboxes_of_many_kinds() {
    let Some(folder) = corpora() else { return };
    for (path, expected) in [
        ("bigbang/2001-November.txt", 164),
        ("bigbang/bigbang-dev-test.txt", 6),
        ("bigbang/3GPP_mbox/3GPP_TSG_RAN_WG4_NR-MIMO-OTA.mbox", 59),
        ("bigbang/3GPP_mbox/3GPP_TSG_SA_WG4_EVS.mbox", 50),
        ("mimekit/mbox/content-length.mbox.txt", 29),
        ("mimekit/mbox/issue1189.mbox.txt", 4),
        ("mimekit/mbox/simple.mbox.txt", 3),
        ("mimekit/mbox/unmunged.mbox.txt", 2),
    ] {
        let bytes = std::fs::read(folder.join(path)).expect("the corpus");
        let (format, items) = read(&bytes).expect("a known format");
        assert_eq!((format, items.len()), (Format::Mbox, expected), "{path}");
    }
}

/// Torture tests of mail parsers: one item a file that is mail, and none of it takes the reader down.
#[test]
fn torture_tests() {
    let Some(folder) = corpora() else { return };
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for corpus in ["mime4j", "ruby-mail", "mimekit/messages", "mimekit/partial", "mimekit/dkim"] {
        for path in files(&folder.join(corpus)) {
            let bytes = std::fs::read(&path).expect("a readable file");
            let [unknown, good, bad] = counts.entry(corpus).or_default();
            match read(&bytes) {
                None => *unknown += 1,
                Some((_, items)) => {
                    assert_eq!(items.len(), 1, "{}", path.display());
                    if items[0].outcome.is_ok() { *good += 1 } else { *bad += 1 }
                }
            }
        }
    }
    // Files that are no mail, records, findings: each corpus has as many files as the three add up to. The findings are
    // mails without a sender or a date, which torture tests often lack, and delivery reports without a failure.
    let expected = [
        ("mime4j", [11, 35, 37]),
        ("mimekit/dkim", [5, 4, 0]),
        ("mimekit/messages", [0, 29, 3]),
        ("mimekit/partial", [0, 7, 0]),
        ("ruby-mail", [1, 90, 12]),
    ];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}

/// What the reports of the corpora are about, as reading them shows.
#[test]
fn reports() {
    let Some(folder) = corpora() else { return };
    let kind = |path: &str| {
        let bytes = std::fs::read(folder.join(path)).expect("the corpus");
        let record = read(&bytes).expect("a mail").1.remove(0).outcome.expect("a record");
        match record.content {
            Content::Notice(notice) => {
                (notice.kind, notice.about.iter().map(|c| &c.address).collect::<BTreeSet<_>>().len())
            }
            _ => panic!("{path} is no notice"),
        }
    };
    assert_eq!(kind("mimekit/messages/delivery-status.txt"), (NoticeKind::Bounced, 1));
    assert_eq!(kind("mimekit/messages/bounce.txt"), (NoticeKind::Bounced, 1));
    assert_eq!(kind("mimekit/messages/delivery-status-no-blank-line.txt"), (NoticeKind::Bounced, 1));
    assert_eq!(kind("mimekit/messages/delivery-status-multiple-blank-lines.txt"), (NoticeKind::Bounced, 1));
    assert_eq!(kind("mimekit/messages/disposition-notification.txt"), (NoticeKind::Read, 1));
    assert_eq!(kind("ruby-mail/multipart_report_emails/multi_address_bounce1.eml"), (NoticeKind::Bounced, 5));
}

/// The address validator's suite: what it calls valid without reservation is an address for us too, and what it calls an
/// error is not, but for a few.
#[test]
fn addresses_by_the_validators_suite() {
    let Some(folder) = corpora() else { return };
    let text = std::fs::read_to_string(folder.join("isemail/tests.xml")).expect("the corpus");
    let (mut valid, mut wrongly_refused, mut errors, mut wrongly_taken) = (0, 0, 0, 0);
    for test in text.split("<test ").skip(1) {
        let field = |name: &str| {
            let (_, rest) = test.split_once(&format!("<{name}>"))?;
            Some(
                rest.split_once('<')?
                    .0
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"),
            )
        };
        let (Some(address), Some(category)) = (field("address"), field("category")) else { continue };
        // Control characters and line breaks stand in the suite as symbols or entities.
        if address.chars().any(|c| ('\u{2400}'..='\u{2421}').contains(&c)) || address.contains("&#") {
            continue;
        }
        let taken = formats::address::email(&address).is_some();
        match category.as_str() {
            "ISEMAIL_VALID_CATEGORY" => {
                (valid, wrongly_refused) = (valid + 1, wrongly_refused + u32::from(!taken))
            }
            "ISEMAIL_ERR" => (errors, wrongly_taken) = (errors + 1, wrongly_taken + u32::from(taken)),
            _ => {}
        }
    }
    assert_eq!((valid, wrongly_refused), (14, 0));
    // A dot at the end of either half, which phones and files do have; comments where none may stand, which are dropped.
    assert_eq!((errors, wrongly_taken), (40, 6));
}
