//! Kith's own export, taken in again: an empty Kith is filled with every fact of another.
//!
//! The files are told by their first line, wherever they lie (a folder, an archive). They are read table by table, each
//! behind those it refers to, and every row keeps its number; so the numbers that this Kith has used before (for acts)
//! give way first. Rows that are there already stay, so that a run which was killed is gone on with by running it again.
//! Ties are derived at the end, as by `kith rebuild`.

use std::ops::ControlFlow;
use std::path::PathBuf;

use model::ActId;
use sources::{Found, Limits, Visit, walk};
use tokio::sync::mpsc::Sender;

use super::report::Outcome;
use super::{Asked, Ended, Observer, Phase, Progress, Request, WAITING_BATCHES, lock, sql, stopped_reading};
use crate::access::{Cx, Right};
use crate::db::{Arg, Steps, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Inverse, Place};
use crate::features::keeping::export::tables::{self, Head, Workspace};
use crate::features::{keeping, understanding};
use crate::words::refusals;

/// Files looked at to tell whether the paths hold an export; one has about twenty.
const FILES_LOOKED_AT: usize = 64;
/// Rows written in one transaction.
const ROWS_A_STEP: u64 = 4_000;
/// The longest row that is read, in bytes.
const LONGEST_ROW: usize = 16 << 20;

/// Rows of one table on their way to the database.
struct Batch {
    table: &'static str,
    /// An array of objects.
    rows: String,
    count: u64,
}

/// Whether the paths hold an export of Kith.
pub fn is_own_export(paths: &[PathBuf]) -> bool {
    let mut looked_at = 0;
    let found = walk(paths, &Limits::default(), &mut |visit| {
        looked_at += 1;
        let is_part = match visit {
            Visit::File(mut file) => Head::of(file.peek()).is_some(),
            Visit::Problem(_) => false,
        };
        if is_part || looked_at >= FILES_LOOKED_AT {
            return ControlFlow::Break(is_part);
        }
        ControlFlow::Continue(())
    });
    matches!(found, ControlFlow::Break(true))
}

/// Fills an empty Kith from an export.
pub(super) async fn take_in(cx: &Cx, request: &Request, observer: &mut dyn Observer) -> Result<Ended> {
    cx.require(Right::Own)?;
    let _guard = lock(cx).await?;
    let mut steps = if request.dry_run { Steps::dry(&cx.app.db) } else { Steps::lasting(&cx.app.db) };
    let is_resumed = is_resumed(cx).await?;
    let (to, mut batches) = tokio::sync::mpsc::channel::<Result<Batch>>(WAITING_BATCHES);
    let paths = request.paths.clone();
    let reader = std::thread::spawn(move || read_tables(&paths, &to));
    let mut progress = Progress::default();
    let mut begun: Option<(i64, ActId)> = None;
    while let Some(batch) = batches.recv().await {
        let batch = batch?;
        let tx = steps.tx().await?;
        if batch.table == tables::WORKSPACE {
            let import = begin(tx, cx, request, &batch.rows, is_resumed).await?;
            observer.begun(import.0, import.1);
            begun = Some(import);
        } else {
            write(tx, cx, &batch, &mut progress).await?;
        }
        steps.done().await?;
        observer.progress(&progress);
        if observer.wants_stop() {
            return Ok(Ended { totals: progress.totals, stopped: true });
        }
    }
    tokio::task::spawn_blocking(move || reader.join())
        .await
        .ok()
        .and_then(std::result::Result::ok)
        .ok_or_else(stopped_reading)?;
    let Some((import, _)) = begun else { return Err(stopped_reading()) };
    progress.phase = Phase::Finishing;
    observer.progress(&progress);
    finish(cx, import, &mut steps, &mut progress).await?;
    Ok(Ended { totals: progress.totals, stopped: false })
}

/// Whether it goes on with one that did not end; else everything here has to be empty.
async fn is_resumed(cx: &Cx) -> Result<bool> {
    if cx.app.db.fetch_int(sql::COUNT_TAKING_IN, &[cx.ws()]).await? > 0 {
        return Ok(true);
    }
    if cx.app.db.fetch_int(sql::COUNT_FILLED, &[cx.ws()]).await? == 0 {
        return Ok(false);
    }
    Err(Error::refused(refusals::capture::NOT_EMPTY))
}

/// Makes room for the numbers of the export, and writes the act and the import.
async fn begin(
    tx: &mut Tx,
    cx: &Cx,
    request: &Request,
    rows: &str,
    is_resumed: bool,
) -> Result<(i64, ActId)> {
    let workspace: Vec<Workspace> = serde_json::from_str(rows).map_err(|_| damaged(tables::WORKSPACE))?;
    let workspace = workspace.first().ok_or_else(|| damaged(tables::WORKSPACE))?;
    if !is_resumed {
        let by = keeping::take_in_workspace(tx, cx.workspace, workspace).await?;
        acts::make_room(tx, cx.workspace, by).await?;
    }
    let import = keeping::next_ids(tx, cx.workspace, 1).await?;
    let names = request.paths.iter().map(|path| path.display().to_string()).collect();
    let act = acts::record(tx, cx, Place::TakenIn { names }, &Inverse::Nothing).await?.act;
    let asked = Arg::Text(Asked::of(request).text());
    let args = [cx.ws(), import.into(), act.0.into(), cx.now_us().into(), asked];
    tx.execute(sql::INSERT_IMPORT, &args).await?;
    Ok((import, act))
}

async fn write(tx: &mut Tx, cx: &Cx, batch: &Batch, progress: &mut Progress) -> Result<()> {
    let table = tables::all().iter().find(|table| table.name == batch.table);
    let Some(table) = table else { return Ok(()) };
    let added = tx.execute(table.write, &[cx.ws(), batch.rows.as_str().into()]).await?;
    for n in 0..batch.count {
        progress.totals.count(if n < added { Outcome::Added } else { Outcome::Unchanged });
    }
    progress.records = progress.totals.records;
    Ok(())
}

/// Derives what follows from the facts, and ends the import.
async fn finish(cx: &Cx, import: i64, steps: &mut Steps, progress: &mut Progress) -> Result<()> {
    understanding::derive_all(steps, cx.workspace).await?;
    let finished = cx.app.clock.now();
    progress.totals.seconds = finished.duration_since(cx.now).as_secs_f64();
    let text = serde_json::to_string(&progress.totals).unwrap_or_default();
    let tx = steps.tx().await?;
    let args =
        [cx.ws(), import.into(), finished.as_microsecond().into(), Arg::Text(text), i64::from(false).into()];
    tx.execute(sql::FINISH_IMPORT, &args).await?;
    // What the other Kith had not finished, and what this one began before, is whole now.
    tx.execute(sql::CLOSE_BROKEN_IMPORTS, &[cx.ws(), import.into()]).await?;
    acts::bump(tx, cx.workspace, &[0]).await?;
    steps.done().await
}

/// Reads every table and sends its rows; the first thing that is wrong with the export ends it.
fn read_tables(paths: &[PathBuf], to: &Sender<Result<Batch>>) {
    let names = std::iter::once(tables::WORKSPACE).chain(tables::all().iter().map(|table| table.name));
    for name in names {
        let mut result = Err(Error::refused(refusals::capture::table_missing(name)));
        let _: ControlFlow<()> = walk(paths, &Limits::default(), &mut |visit| {
            if let Visit::File(mut file) = visit
                && let Some(head) = Head::of(file.peek()).filter(|head| head.table == name)
            {
                result = read_table(name, &head, &mut file, to);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        if let Err(error) = result {
            // An error of sending means that nobody listens any more.
            let _ = to.blocking_send(Err(error));
            return;
        }
    }
}

/// Sends the rows of one file. Its last line says how many there are, so that a file which was cut short is told.
fn read_table(
    name: &'static str,
    head: &Head,
    file: &mut Found<'_>,
    to: &Sender<Result<Batch>>,
) -> Result<()> {
    if head.kith_export > tables::VERSION {
        return Err(Error::refused(refusals::capture::EXPORT_NEWER));
    }
    let mut rows = RowsOut { name, to, text: String::new(), count: 0, sent: 0, end: None };
    let mut rest: Vec<u8> = Vec::new();
    let mut is_first = true;
    while let Some(chunk) = file.next_chunk() {
        rest.extend_from_slice(chunk);
        let mut from = 0;
        while let Some(length) = memchr::memchr(b'\n', &rest[from..]) {
            if !std::mem::take(&mut is_first) {
                rows.take(&rest[from..from + length])?;
            }
            from += length + 1;
        }
        rest.drain(..from);
        if rest.len() > LONGEST_ROW {
            return Err(damaged(name));
        }
    }
    rows.finish(rest.is_empty())
}

/// Rows gathered until there are enough to write.
struct RowsOut<'a> {
    name: &'static str,
    to: &'a Sender<Result<Batch>>,
    text: String,
    count: u64,
    sent: u64,
    end: Option<u64>,
}

impl RowsOut<'_> {
    fn take(&mut self, line: &[u8]) -> Result<()> {
        let text = std::str::from_utf8(line).map_err(|_| damaged(self.name))?;
        if let Some(end) = tables::end_of(text) {
            self.end = Some(end);
            return Ok(());
        }
        let is_object = text.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        if self.end.is_some() || !is_object {
            return Err(damaged(self.name));
        }
        self.text.push(if self.count == 0 { '[' } else { ',' });
        self.text.push_str(text);
        self.count += 1;
        if self.count >= ROWS_A_STEP || self.text.len() >= LONGEST_ROW {
            self.send();
        }
        if self.to.is_closed() { Err(stopped_reading()) } else { Ok(()) }
    }

    fn send(&mut self) {
        self.text.push(']');
        self.sent += self.count;
        let (rows, count) = (std::mem::take(&mut self.text), std::mem::take(&mut self.count));
        // An error means that the writing half has ended; the rest is read for nobody.
        let _ = self.to.blocking_send(Ok(Batch { table: self.name, rows, count }));
    }

    fn finish(mut self, ends_with_a_line: bool) -> Result<()> {
        if self.count > 0 {
            self.send();
        }
        let is_whole = ends_with_a_line && self.end == Some(self.sent);
        if is_whole { Ok(()) } else { Err(damaged(self.name)) }
    }
}

fn damaged(table: &str) -> Error {
    Error::refused(refusals::capture::table_damaged(table))
}
