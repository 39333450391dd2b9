//! What became of each item: the five totals, and a line for each in the report.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::access::Cx;
use crate::error::{Error, Result};

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It told something new.
    Added,
    /// It tells of something that is known already; what it adds was taken in.
    Joined,
    /// It was read before.
    Unchanged,
    /// Nothing for Kith, or not contact.
    Skipped,
    /// It could not be read.
    Failed,
}

impl Outcome {
    /// All of them, what needs a look first.
    pub const ALL: [Outcome; 5] =
        [Outcome::Failed, Outcome::Skipped, Outcome::Joined, Outcome::Added, Outcome::Unchanged];

    /// The outcome of a word.
    pub fn of_word(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.word() == word)
    }

    /// The number it is stored as.
    pub(super) fn code(self) -> i64 {
        match self {
            Outcome::Added => 0,
            Outcome::Joined => 1,
            Outcome::Skipped => 2,
            Outcome::Failed => 3,
            Outcome::Unchanged => 4,
        }
    }

    /// How a line of the report begins.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Added => "added",
            Outcome::Joined => "joined",
            Outcome::Unchanged => "unchanged",
            Outcome::Skipped => "skipped",
            Outcome::Failed => "failed",
        }
    }
}

/// The totals of an import; the five outcomes add up to `records`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Totals {
    /// Items met: messages, cards, events, rows, and files that are none of these.
    pub records: u64,
    /// … that told something new.
    pub added: u64,
    /// … that tell of something known already.
    pub joined: u64,
    /// … that were read before.
    pub unchanged: u64,
    /// … that hold nothing for Kith.
    pub skipped: u64,
    /// … that could not be read.
    pub failed: u64,
    /// How long it took.
    pub seconds: f64,
}

impl Totals {
    /// How many had this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Added => self.added,
            Outcome::Joined => self.joined,
            Outcome::Unchanged => self.unchanged,
            Outcome::Skipped => self.skipped,
            Outcome::Failed => self.failed,
        }
    }

    /// Counts one item.
    pub fn count(&mut self, outcome: Outcome) {
        self.records += 1;
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Joined => self.joined += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed => self.failed += 1,
        }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What became of the item.
    pub outcome: Outcome,
    /// Where it stands: file, number in the file, and byte or line.
    pub place: String,
    /// Why, or what it was joined to; empty if there is nothing to say.
    pub reason: String,
}

impl Line {
    /// As a member may read it: what was joined, and what a reason quotes, is told to whoever sees all. Why something was
    /// left out or could not be read is told to everybody who runs the place, without the quotation.
    pub(super) fn shown_to(self, cx: &Cx) -> Line {
        if cx.access.sees_all() {
            return self;
        }
        let reason = match self.outcome {
            Outcome::Skipped | Outcome::Failed => {
                self.reason.split([':', '"', '“']).next().unwrap_or_default()
            }
            _ => "",
        };
        Line { reason: reason.trim_end().to_owned(), ..self }
    }
}

/// The report file: `outcome`, `place`, `reason`, parted by tabs, a line an item.
pub(super) struct ReportFile {
    out: BufWriter<File>,
    path: String,
}

impl ReportFile {
    pub fn create(path: &Path) -> Result<ReportFile> {
        let name = path.display().to_string();
        let file = File::create(path)
            .map_err(|e| Error::Io { what: format!("the report {name} cannot be written"), source: e })?;
        let mut report = ReportFile { out: BufWriter::new(file), path: name };
        report.write_line("outcome", "place", "reason")?;
        Ok(report)
    }

    pub fn write(&mut self, line: &Line) -> Result<()> {
        self.write_line(line.outcome.word(), &one_line(&line.place), &one_line(&line.reason))
    }

    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(|e| self.error(e))
    }

    fn write_line(&mut self, outcome: &str, place: &str, reason: &str) -> Result<()> {
        writeln!(self.out, "{outcome}\t{place}\t{reason}").map_err(|e| self.error(e))
    }

    fn error(&self, source: std::io::Error) -> Error {
        Error::Io { what: format!("the report {} cannot be written", self.path), source }
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
