//! How fast files are read: `cargo run --release -p formats --example throughput -- FILE…`.
//!
//! Prints what came out of each file and how many megabytes and items a second that was. One thread does all the
//! work, so that the time is CPU time too.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::time::Instant;

use formats::{ReadContext, Reader, detect, detect::HEAD_BYTES};
use jiff::{Timestamp, tz::TimeZone};
use model::{Content, FindingKind, Item, MailClass};

const BUFFER_BYTES: usize = 1024 * 1024;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        read(&path)?;
    }
    Ok(())
}

fn read(path: &str) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut filled = file.read(&mut buffer)?;
    let Some(format) = detect(&buffer[..filled.min(HEAD_BYTES)]) else {
        println!("{path}: not a format that is read");
        return Ok(());
    };
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut sink = |item: Item| *kinds.entry(kind(&item)).or_default() += 1;
    let started = Instant::now();
    let mut bytes = 0;
    let mut reader = Reader::new(format, &context());
    while filled > 0 {
        bytes += filled;
        reader.push(&buffer[..filled], &mut sink);
        filled = file.read(&mut buffer)?;
    }
    reader.finish(&mut sink);
    let seconds = started.elapsed().as_secs_f64();
    let items: u64 = kinds.values().sum();
    let (mega, rate) = (bytes as f64 / 1e6, items as f64 / seconds);
    println!("{path}: {}, {items} items, {mega:.0} MB in {seconds:.2} s", format.name());
    println!("  {:.0} MB/s, {rate:.0} items/s", mega / seconds);
    for (kind, count) in kinds {
        println!("  {count:>8} {kind}");
    }
    Ok(())
}

fn kind(item: &Item) -> String {
    match &item.outcome {
        Ok(record) => match &record.content {
            Content::Mail(mail) => match &mail.class {
                MailClass::Personal => "mail, personal".into(),
                MailClass::Discussion { list: Some(_) } => "mail, discussion".into(),
                MailClass::Discussion { list: None } => "mail, discussion on an unknown list".into(),
                MailClass::Bulk => "mail, bulk".into(),
                MailClass::Robot => "mail, robot".into(),
            },
            Content::Event(_) => "event".into(),
            Content::Card(_) => "card".into(),
            Content::Message(_) => "message".into(),
            Content::Notice(notice) => format!("notice, {:?}", notice.kind).to_lowercase(),
        },
        Err(finding) => {
            let word = if finding.kind == FindingKind::Skipped { "skipped" } else { "failed" };
            let reason = finding.reason.split('"').next().unwrap_or_default();
            format!("{word}: {reason}")
        }
    }
}

/// A fixed moment, so that two runs give the same items.
fn context() -> ReadContext {
    let now = Timestamp::from_second(1_800_000_000).unwrap_or(Timestamp::UNIX_EPOCH);
    ReadContext { now, zone: TimeZone::UTC, expand_until: now, owner_names: Vec::new() }
}
