//! The reading half of an import: files to items, on a thread of its own.
//!
//! Files are found by `sources`, told apart and read by `formats`, and what comes out goes in batches through a bounded
//! channel to the writing half, so that memory stays the same however large the archive.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use formats::{Format, ReadContext, Reader, detect};
use model::{Content, Finding, FindingKind, Item, Position};
use sources::{Found, Limits, ProblemKind, Visit, walk};
use tokio::sync::mpsc::Sender;

/// Items a batch: some sixty milliseconds of writing. Each batch writes the pages of the indexes anew, so fewer are cheaper;
/// others wait to write as long as one lasts.
const BATCH_ITEMS: usize = 2_000;
/// Participants a batch, for mails to hundreds and meetings that recur for years.
const BATCH_PARTIES: usize = 8_000;

/// One item on its way to the database.
#[derive(Debug)]
pub(super) struct Arrival {
    /// Under which of the given paths it was found.
    pub root: usize,
    /// In which file.
    pub file: Arc<str>,
    /// As which format; `None` for a file that could not be read as any, and for items that were made.
    pub format: Option<Format>,
    /// How many items with the same key stood before it in its file.
    pub repeat: u32,
    /// The item.
    pub item: Item,
}

/// Some items, and how far reading has got.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub arrivals: Vec<Arrival>,
    pub bytes: u64,
    /// Bytes there are to read; 0 where nobody knows.
    pub total_bytes: u64,
}

/// Reads everything under the paths and sends it; ends early when nobody listens any more.
pub(super) fn read_all(paths: &[PathBuf], context: &ReadContext, to: &Sender<Batch>) {
    let total_bytes = sources::total_bytes(paths, &Limits::default());
    let mut out = Outbox { batch: Batch { total_bytes, ..Batch::default() }, parties: 0, to };
    let flow: ControlFlow<()> = walk(paths, &Limits::default(), &mut |visit| {
        match visit {
            Visit::File(mut found) => {
                let root = root_of(paths, &found);
                read_file(&mut found, root, context, &mut out);
                out.batch.bytes = found.raw_bytes();
            }
            Visit::Problem(problem) => {
                let kind = match problem.kind {
                    ProblemKind::Skipped => FindingKind::Skipped,
                    ProblemKind::Failed => FindingKind::Failed,
                };
                out.finding(0, problem.path.as_str().into(), Finding { kind, reason: problem.reason });
            }
        }
        if out.to.is_closed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if flow.is_continue() {
        out.send();
    }
}

/// Sends items that are made rather than read, as if they stood in one file; ends early when nobody listens any more.
pub(super) fn send_all(file: &Arc<str>, items: impl Iterator<Item = Item>, to: &Sender<Batch>) {
    let mut out = Outbox { batch: Batch::default(), parties: 0, to };
    for item in items.take_while(|_| !to.is_closed()) {
        out.push(Arrival { root: 0, file: file.clone(), format: None, repeat: 0, item });
    }
    out.send();
}

fn root_of(paths: &[PathBuf], found: &Found<'_>) -> usize {
    paths.iter().position(|p| p == found.root()).unwrap_or(0)
}

fn read_file(found: &mut Found<'_>, root: usize, context: &ReadContext, out: &mut Outbox<'_>) {
    let file: Arc<str> = found.path().into();
    let Some(format) = detect(found.peek()) else {
        out.finding(root, file, Finding::skipped("not a format Kith reads"));
        return;
    };
    let mut repeats: HashMap<u64, u32> = HashMap::new();
    let mut seen_any = false;
    let mut reader = Reader::new(format, context);
    let mut take = |item: Item, out: &mut Outbox<'_>| {
        seen_any = true;
        let repeat = repeat_of(&item, &mut repeats);
        out.push(Arrival { root, file: file.clone(), format: Some(format), repeat, item });
    };
    while let Some(chunk) = found.next_chunk() {
        reader.push(chunk, &mut |item| take(item, out));
        out.batch.bytes = found.raw_bytes();
        if out.to.is_closed() {
            return;
        }
    }
    reader.finish(&mut |item| take(item, out));
    if !seen_any {
        out.finding(root, file, Finding::skipped(format!("{} without a record", format.name())));
    }
}

/// Cards and events are told apart within a file by how often their key stood there before; mail and messages, of which
/// an archive has millions, by their content.
fn repeat_of(item: &Item, repeats: &mut HashMap<u64, u32>) -> u32 {
    match &item.outcome {
        Ok(record) if matches!(record.content, Content::Card(_) | Content::Event(_)) => {
            let n = repeats.entry(xxhash_rust::xxh3::xxh3_64(record.key.as_bytes())).or_default();
            *n += 1;
            *n - 1
        }
        _ => 0,
    }
}

struct Outbox<'a> {
    batch: Batch,
    parties: usize,
    to: &'a Sender<Batch>,
}

impl Outbox<'_> {
    fn push(&mut self, arrival: Arrival) {
        self.parties += parties(&arrival.item);
        self.batch.arrivals.push(arrival);
        if self.batch.arrivals.len() >= BATCH_ITEMS || self.parties >= BATCH_PARTIES {
            self.send();
        }
    }

    fn finding(&mut self, root: usize, file: Arc<str>, finding: Finding) {
        let position = Position { number: 0, offset: 0 };
        self.push(Arrival {
            root,
            file,
            format: None,
            repeat: 0,
            item: Item { position, outcome: Err(finding) },
        });
    }

    fn send(&mut self) {
        let Batch { bytes, total_bytes, .. } = self.batch;
        let batch = std::mem::replace(&mut self.batch, Batch { arrivals: Vec::new(), bytes, total_bytes });
        self.parties = 0;
        // An error means that the writing half has ended; the walk notices by itself.
        let _ = self.to.blocking_send(batch);
    }
}

fn parties(item: &Item) -> usize {
    match item.outcome.as_ref().map(|r| &r.content) {
        Ok(Content::Mail(mail)) => 1 + mail.to.len() + mail.cc.len(),
        Ok(Content::Event(event)) => event.occurrences.len() * (1 + event.attendees.len()),
        _ => 1,
    }
}
