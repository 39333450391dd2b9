//! Capture: from files to records, people and interactions, each item accounted for.
//!
//! [`import`] reads on a thread of its own ([`reading`]) and writes in batches, a transaction each ([`batch`]); what
//! becomes of every item is counted and reported ([`report`]). The same input again adds nothing, since every record is
//! remembered with its content. Killed at any moment and run again, it ends as if it had never been interrupted: a batch
//! is all or nothing, and ties that were not written yet are derived again.
//!
//! In the server an import is a job ([`jobs`]) that many can watch and anyone can stop. [`imports`] has what became of
//! earlier ones, item by item, and [`uploads`] the files that came by the browser. [`own`] takes Kith's own export in.

mod batch;
mod drafts;
pub mod imports;
pub mod jobs;
mod lines;
mod observer;
mod own;
mod reading;
mod report;
mod sql;
pub mod uploads;

use std::collections::{HashMap, HashSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use formats::ReadContext;
use identity::{OwnerGuess, OwnerProposal};
use jiff::{SignedDuration, Timestamp};
use model::{Address, Item, WorkspaceId};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Receiver, Sender};

use crate::access::{Cx, Right};
use crate::db::{Arg, Held, Rows, Steps, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Inverse, Place};
use crate::features::identities::{self, Roll};
use crate::features::keeping::human::Tombs;
use crate::features::understanding::{self, pairs::PairChanges};
use crate::features::{interactions, keeping, people};
use crate::words::refusals;
use batch::Import;
pub use lines::{Became, Cursor, ReportLine, ReportPage, lines};
use observer::{Listener, Observer};
pub use observer::{Phase, Progress};
pub use own::is_own_export;
use reading::Batch;
use report::ReportFile;
pub use report::{Line, Outcome, Totals};

/// Batches that may wait for the writer.
const WAITING_BATCHES: usize = 4;
/// Recurring meetings are known this far ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Items looked at to propose who the owner is.
const ITEMS_FOR_PROPOSAL: usize = 5_000;

/// What to import, and how.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The owner's addresses, besides those that are known.
    pub me: Vec<String>,
    /// Say what would happen and change nothing.
    pub dry_run: bool,
    /// Do not keep subjects and titles.
    pub no_subjects: bool,
    /// Where to write a line an item.
    pub report: Option<PathBuf>,
    /// The import that this one goes on with.
    pub resumes: Option<i64>,
}

/// What is remembered of a request, so that it can be gone on with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    paths: Vec<PathBuf>,
    me: Vec<String>,
    no_subjects: bool,
    resumes: Option<i64>,
}

impl Asked {
    fn of(request: &Request) -> Asked {
        let Request { paths, me, no_subjects, resumes, .. } = request.clone();
        Asked {
            paths: paths.into_iter().map(|p| p.canonicalize().unwrap_or(p)).collect(),
            me,
            no_subjects,
            resumes,
        }
    }

    /// As it is stored; nothing where a path is no text.
    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// Held while an import or anything else that moves many rows is running; the next one waits for nobody and says so.
pub(crate) struct Guard {
    _file: File,
    _server: Held,
}

/// Takes the one place for imports, rebuilds and joins.
pub(crate) async fn lock(cx: &Cx) -> Result<Guard> {
    let busy = || Error::refused(refusals::capture::BUSY);
    let path = cx.app.data.join("import.lock");
    let io = |what: &str, e| Error::Io { what: format!("{what} {}", path.display()), source: e };
    std::fs::create_dir_all(&cx.app.data).map_err(|e| io("cannot make the folder of", e))?;
    let file = File::create(&path).map_err(|e| io("cannot write", e))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy()),
        Err(TryLockError::Error(e)) => return Err(io("cannot lock", e)),
    }
    let server = cx.app.db.try_hold().await?.ok_or_else(busy)?;
    Ok(Guard { _file: file, _server: server })
}

/// The addresses most likely to be the owner's, from the first few thousand items of the paths.
pub fn propose_owner(cx: &Cx, paths: &[PathBuf]) -> Vec<OwnerProposal> {
    let (to, mut from) = tokio::sync::mpsc::channel::<Batch>(WAITING_BATCHES);
    let context = read_context(cx, Vec::new());
    let paths = paths.to_vec();
    std::thread::spawn(move || reading::read_all(&paths, &context, &to));
    let mut guess = OwnerGuess::new();
    let mut seen = 0;
    while let Some(batch) = from.blocking_recv() {
        seen += batch.arrivals.len();
        batch
            .arrivals
            .iter()
            .filter_map(|a| a.item.outcome.as_ref().ok())
            .for_each(|r| guess.observe(&r.content));
        if seen >= ITEMS_FOR_PROPOSAL {
            break;
        }
    }
    guess.proposals()
}

fn read_context(cx: &Cx, owner_names: Vec<String>) -> ReadContext {
    let expand_until = cx.now.checked_add(AHEAD).unwrap_or(cx.now);
    ReadContext { now: cx.now, zone: cx.app.zone.clone(), expand_until, owner_names }
}

/// Imports files and folders.
///
/// # Errors
/// The member may not, another import is running, an address of `me` is none, the report cannot be written, or the
/// database fails (a full disk): what was written before stands, and the same import again goes on from there.
pub async fn import(
    cx: &Cx,
    request: &Request,
    progress: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Totals> {
    Ok(import_observed(cx, request, &mut Listener(progress)).await?.totals)
}

/// Imports files and folders for someone who watches, and may stop it.
async fn import_observed(cx: &Cx, request: &Request, observer: &mut dyn Observer) -> Result<Ended> {
    if own::is_own_export(&request.paths) {
        return own::take_in(cx, request, observer).await;
    }
    let origins = request.paths.iter().map(|path| Origin::of_path(cx, path)).collect();
    let order = Order { origins, request };
    let paths = request.paths.clone();
    run(cx, &order, observer, move |context, to| reading::read_all(&paths, context, to)).await
}

/// Imports items that are made rather than read, as if they stood in one file called `label`; `me` as in [`Request`].
///
/// # Errors
/// As [`import`].
pub async fn import_items(
    cx: &Cx,
    label: &str,
    items: impl Iterator<Item = Item> + Send + 'static,
    me: Vec<String>,
    progress: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Totals> {
    let request = Request { me, ..Request::default() };
    let origins = vec![Origin { name: label.to_owned(), location: label.to_owned() }];
    let order = Order { origins, request: &request };
    let file = label.into();
    let read = move |_: &ReadContext, to: &Sender<Batch>| reading::send_all(&file, items, to);
    Ok(run(cx, &order, &mut Listener(progress), read).await?.totals)
}

/// What an import is to do: where its items come from, and the rest of the request.
struct Order<'a> {
    origins: Vec<Origin>,
    request: &'a Request,
}

/// Where items come from.
struct Origin {
    /// As the owner named it.
    name: String,
    /// The same each time it is imported from.
    location: String,
}

impl Origin {
    /// An uploaded file is the same source whenever a file of its name is uploaded, so that an export is compared with
    /// the one before it.
    fn of_path(cx: &Cx, path: &Path) -> Origin {
        if let Some(name) = uploads::name_of(cx, path) {
            return Origin { location: format!("{}{name}", uploads::LOCATION), name };
        }
        let location = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Origin { name: path.display().to_string(), location: location.display().to_string() }
    }
}

/// How an import ended.
struct Ended {
    totals: Totals,
    /// It was stopped before its end.
    stopped: bool,
}

/// Runs an import: `read` makes the items on a thread of its own, and they are written here.
async fn run(
    cx: &Cx,
    order: &Order<'_>,
    observer: &mut dyn Observer,
    read: impl FnOnce(&ReadContext, &Sender<Batch>) + Send + 'static,
) -> Result<Ended> {
    cx.require(Right::Run)?;
    let request = order.request;
    if !request.me.is_empty() {
        // It says whose network this is.
        cx.require(Right::Own)?;
    }
    let _guard = if request.dry_run { None } else { Some(lock(cx).await?) };
    let mut report = request.report.as_deref().map(ReportFile::create).transpose()?;
    let me = request.me.iter().map(|text| email(text)).collect::<Result<Vec<_>>>()?;
    let mut steps = if request.dry_run { Steps::dry(&cx.app.db) } else { Steps::lasting(&cx.app.db) };
    let mut running = begin(cx, order, &me, &mut steps, observer).await?;

    let context = read_context(cx, people::names_of_owner(cx).await?);
    let (to, batches) = tokio::sync::mpsc::channel::<Batch>(WAITING_BATCHES);
    let reader = std::thread::spawn(move || read(&context, &to));
    let mut progress = Progress::default();
    let stopped = write_all(&mut running, &mut steps, batches, &mut report, observer, &mut progress).await?;
    tokio::task::spawn_blocking(move || reader.join())
        .await
        .ok()
        .and_then(std::result::Result::ok)
        .ok_or_else(stopped_reading)?;
    progress.phase = Phase::Finishing;
    observer.progress(&progress);
    let mut totals = progress.totals;
    // What a dry run was stopped in is thrown away: there is nothing to bring in order.
    if !(stopped && request.dry_run) {
        finish(running, &mut steps, &mut totals, stopped).await?;
    }
    report.map_or(Ok(()), ReportFile::finish)?;
    Ok(Ended { totals, stopped })
}

/// Writes the batches as they come, until there are no more, or the observer wants no more.
async fn write_all(
    running: &mut Import<'_>,
    steps: &mut Steps,
    mut batches: Receiver<Batch>,
    report: &mut Option<ReportFile>,
    observer: &mut dyn Observer,
    progress: &mut Progress,
) -> Result<bool> {
    while !observer.wants_stop() {
        let Some(mut batch) = batches.recv().await else { return Ok(false) };
        if let Some(tombs) = &running.tombs {
            batch.arrivals.iter_mut().for_each(|arrival| tombs.keep_out(&mut arrival.item));
        }
        let lines = running.write(steps.tx().await?, &batch.arrivals).await?;
        steps.done().await?;
        for line in &lines {
            progress.totals.count(line.outcome);
            report.as_mut().map_or(Ok(()), |r| r.write(line))?;
        }
        progress.records = progress.totals.records;
        (progress.bytes, progress.total_bytes) = (batch.bytes, batch.total_bytes);
        observer.lines(&lines);
        observer.progress(progress);
        if running.changes.len() > understanding::MAX_WAITING_PAIRS {
            understanding::flush(steps, running.cx.workspace, &mut running.changes).await?;
        }
    }
    Ok(true)
}

fn stopped_reading() -> Error {
    Error::refused(refusals::capture::READING_STOPPED)
}

fn email(text: &str) -> Result<Address> {
    formats::address::email(text).ok_or_else(|| Error::refused(refusals::people::not_an_email(text)))
}

async fn begin<'a>(
    cx: &'a Cx,
    order: &Order<'_>,
    me: &[Address],
    steps: &mut Steps,
    observer: &mut dyn Observer,
) -> Result<Import<'a>> {
    let mut roll = Roll::default();
    let tx = steps.tx().await?;
    let id = keeping::next_ids(tx, cx.workspace, 1).await?;
    let names = order.origins.iter().map(|o| o.name.clone()).collect();
    let act = acts::record(tx, cx, Place::Imported { names }, &Inverse::DropImport { import: id }).await?.act;
    let asked = Arg::Text(Asked::of(order.request).text());
    tx.execute(sql::INSERT_IMPORT, &[cx.ws(), id.into(), act.0.into(), cx.now_us().into(), asked]).await?;
    let interrupted = tx.fetch_optional::<(i64,)>(sql::COUNT_BROKEN_IMPORTS, &[cx.ws(), id.into()]).await?;
    let mut sources = Vec::new();
    for origin in &order.origins {
        sources.push(source(tx, cx, &origin.location).await?);
    }
    if !me.is_empty() {
        identities::set_owner(tx, cx, &mut roll, me).await?;
    }
    let owner = keeping::owner(tx, cx.workspace).await?.map(|o| o.0);
    let tombs = Tombs::load(cx, tx).await?;
    steps.done().await?;
    observer.begun(id, act);
    let mut touched: HashSet<i64> = owner.into_iter().collect();
    if interrupted.is_some_and(|(n,)| n > 0) {
        touched.extend(recover(cx, steps, id).await?);
    }
    let month = cx.now.strftime("%Y-%m").to_string();
    let subjects = !order.request.no_subjects;
    let changes = PairChanges::default();
    let formats = HashMap::new();
    Ok(Import { cx, id, act, sources, owner, tombs, subjects, month, roll, changes, touched, formats })
}

/// Brings what an interrupted import left behind into order, and gives the people to look at again.
async fn recover(cx: &Cx, steps: &mut Steps, id: i64) -> Result<Vec<i64>> {
    understanding::recover(steps, cx.workspace).await?;
    let tx = steps.tx().await?;
    tx.execute(sql::CLOSE_BROKEN_IMPORTS, &[cx.ws(), id.into()]).await?;
    let people: Vec<(i64,)> = tx.fetch_all(sql::ALL_PEOPLE, &[cx.ws()]).await?;
    Ok(people.into_iter().map(|r| r.0).collect())
}

async fn source(tx: &mut Tx, cx: &Cx, location: &str) -> Result<i64> {
    let found: Option<(i64,)> = tx.fetch_optional(sql::FIND_SOURCE, &[cx.ws(), location.into()]).await?;
    if let Some((id,)) = found {
        return Ok(id);
    }
    let id = keeping::next_ids(tx, cx.workspace, 1).await?;
    tx.execute(sql::INSERT_SOURCE, &[cx.ws(), id.into(), location.into()]).await?;
    Ok(id)
}

async fn finish(
    mut running: Import<'_>,
    steps: &mut Steps,
    totals: &mut Totals,
    stopped: bool,
) -> Result<()> {
    let cx = running.cx;
    understanding::flush(steps, cx.workspace, &mut running.changes).await?;
    let mut touched: Vec<i64> = running.touched.into_iter().collect();
    touched.sort_unstable();
    identities::refresh(steps, cx.workspace, &touched).await?;
    let took = cx.app.clock.now().duration_since(cx.now);
    totals.seconds = took.as_secs_f64();
    let text = serde_json::to_string(&totals).unwrap_or_default();
    let finished = Timestamp::as_microsecond(cx.app.clock.now());
    let tx = steps.tx().await?;
    let args = [cx.ws(), running.id.into(), finished.into(), Arg::Text(text), i64::from(stopped).into()];
    tx.execute(sql::FINISH_IMPORT, &args).await?;
    if !stopped {
        let mut rows = Rows::default();
        for id in &running.sources {
            let formats: Vec<&str> = running.formats.get(id).into_iter().flatten().copied().collect();
            rows.row().int(*id).text(&formats.join(","));
        }
        tx.execute(sql::SOURCES_READ, &[cx.ws(), rows.into_arg(), finished.into()]).await?;
    }
    acts::bump(tx, cx.workspace, &touched).await?;
    steps.done().await
}

/// Takes an import back: its records go, and what no other record tells of.
pub(crate) async fn drop_import(tx: &mut Tx, cx: &Cx, import: i64) -> Result<()> {
    let ws = cx.workspace;
    let told: Vec<(i64,)> = tx.fetch_all(sql::TOLD_BY_IMPORT_ALONE, &[ws.0.into(), import.into()]).await?;
    let rows = Rows::of_ints(told.into_iter().map(|r| r.0)).into_arg();
    let gone: Vec<(i64,)> = tx.fetch_all(sql::INTERACTIONS_TOLD, &[ws.0.into(), rows]).await?;
    let gone: Vec<i64> = gone.into_iter().map(|r| r.0).collect();
    for chunk in gone.chunks(5_000) {
        erase(tx, ws, chunk).await?;
    }
    interactions::drop_imported_notes(tx, ws, import).await?;
    tx.execute(sql::COUNT_OFF_SOURCES, &[ws.0.into(), import.into()]).await?;
    tx.execute(sql::DELETE_RECORDS_OF_IMPORT, &[ws.0.into(), import.into()]).await?;
    while understanding::derive_some_stale(tx, ws).await? {}
    identities::drop_told_by(tx, ws, import).await?;
    keeping::forget_unused_owner(tx, ws).await?;
    identities::drop_unused(tx, ws).await?;
    acts::bump(tx, ws, &[0]).await
}

/// Deletes interactions, and marks the pairs that they brought together as to be derived again.
pub(crate) async fn erase(tx: &mut Tx, ws: WorkspaceId, ids: &[i64]) -> Result<()> {
    let mut changes = PairChanges::default();
    for loaded in interactions::load(tx, ws, ids.iter().copied()).await? {
        let mut pairs = network::interaction::Pairs::default();
        network::interaction::touches(&loaded.among_people(), &|person| person, &mut pairs);
        changes.add(&pairs);
    }
    understanding::mark_stale(tx, ws, changes.news.into_keys()).await?;
    understanding::mark_answers_stale(tx, ws, ids).await?;
    interactions::delete(tx, ws, ids).await
}
