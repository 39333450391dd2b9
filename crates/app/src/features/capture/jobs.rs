//! Imports as jobs of a running program: one at a time, watched by many, stopped by anyone.
//!
//! [`start`], [`resume`] and [`undo`] take the one place for a job and come back at once; what becomes of it is seen by
//! [`watch`]. [`stop`] ends an import after the present batch, with everything written standing; [`stop_and_undo`] takes
//! it back as well. A program that ends asks its job to stop and waits for it ([`close`]); one that is killed leaves an
//! import that is shown as interrupted and can be gone on with.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use model::ActId;
use tokio::sync::watch::{Receiver, Sender};

use super::imports::{self, ImportEntry};
use super::observer::{Observer, Progress};
use super::report::{Line, Outcome};
use super::{Request, uploads};
use crate::App;
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts;
use crate::words::refusals;

/// Lines of each outcome that a dry run shows.
const SAMPLES: usize = 8;

/// The one place for a job.
#[derive(Default)]
pub(crate) struct Jobs {
    present: Sender<Option<Job>>,
    is_closing: AtomicBool,
}

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// An import.
    Import,
    /// An import that changes nothing.
    DryRun,
    /// Taking an import back.
    Undo,
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// It got to its end.
    Done,
    /// It was stopped, by someone or by the end of the program.
    Stopped,
    /// It could not go on; what had been written stands.
    Failed(String),
}

/// The present job, or the last one.
#[derive(Clone, Debug)]
pub struct Job {
    /// Grows with each.
    pub number: u64,
    /// What it does.
    pub work: Work,
    /// The import, once it has a number; a dry run never has one.
    pub import: Option<i64>,
    /// What is imported.
    pub names: Vec<String>,
    /// The request, for a dry run that becomes an import.
    pub request: Request,
    /// When it began.
    pub started: Timestamp,
    /// When it was last heard of.
    pub heard: Timestamp,
    /// How far it has got.
    pub progress: Progress,
    /// The first lines of each outcome, of a dry run; to be shown by [`Job::samples`].
    samples: Vec<Line>,
    /// It was asked to end.
    pub is_stopping: bool,
    /// How it ended; `None` while it is running.
    pub ending: Option<Ending>,
    act: Option<ActId>,
    asked: Arc<Wishes>,
}

#[derive(Debug, Default)]
struct Wishes {
    stop: AtomicBool,
    undo: AtomicBool,
}

impl Job {
    /// It has not ended.
    pub fn is_running(&self) -> bool {
        self.ending.is_none()
    }

    /// The first lines of each outcome, of a dry run, as this member may read them.
    pub fn samples(&self, cx: &Cx) -> Vec<Line> {
        self.samples.iter().cloned().map(|line| line.shown_to(cx)).collect()
    }

    /// Items a second, so far.
    pub fn rate(&self) -> f64 {
        self.progress.records as f64 / self.seconds().max(0.001)
    }

    /// About how many seconds are left, once that can be said.
    pub fn seconds_left(&self) -> Option<u64> {
        let Progress { bytes, total_bytes, .. } = self.progress;
        let seconds = self.seconds();
        if bytes == 0 || total_bytes <= bytes || seconds < 1.0 {
            return None;
        }
        Some(((total_bytes - bytes) as f64 * seconds / bytes as f64).ceil() as u64)
    }

    fn seconds(&self) -> f64 {
        self.heard.duration_since(self.started).as_secs_f64()
    }
}

/// The present job, or the last one, and each change of it.
///
/// # Errors
/// The member may not see it.
pub fn watch(cx: &Cx) -> Result<Receiver<Option<Job>>> {
    cx.require(Right::Run)?;
    Ok(cx.app.jobs.present.subscribe())
}

/// Files are being read for good at this moment. Whoever reads the pages may know it; what is read stands in [`watch`].
///
/// # Errors
/// The member may not read here.
pub fn is_reading(cx: &Cx) -> Result<bool> {
    cx.require(Right::Read)?;
    let present = cx.app.jobs.present.borrow();
    Ok(present.as_ref().is_some_and(|job| job.is_running() && job.work == Work::Import))
}

/// Starts an import, or a dry run, and gives the job once the import has its number.
///
/// # Errors
/// The member may not, another job is running, or the import could not begin.
pub async fn start(cx: &Cx, request: Request) -> Result<Job> {
    cx.require(Right::Run)?;
    let work = if request.dry_run { Work::DryRun } else { Work::Import };
    let names = request.paths.iter().map(|path| uploads::shown(cx, path)).collect();
    let job = take_place(cx, Job::new(cx, work, names, request))?;
    let mut present = cx.app.jobs.present.subscribe();
    spawn(cx, &job, import(cx.clone(), job.request.clone(), job.asked.clone()));
    if work == Work::DryRun {
        return Ok(job);
    }
    let begun = present.wait_for(|now| is_begun(now.as_ref(), job.number)).await;
    let begun = begun.ok().and_then(|now| now.clone()).unwrap_or(job);
    match &begun.ending {
        Some(Ending::Failed(words)) if begun.import.is_none() => Err(Error::refused(words.as_str())),
        _ => Ok(begun),
    }
}

/// Goes on with an import that was stopped or interrupted: the same request again, in which what was read is unchanged.
///
/// # Errors
/// It cannot be gone on with, or as [`start`].
pub async fn resume(cx: &Cx, import: i64) -> Result<Job> {
    let entry = imports::one(cx, import).await?;
    if !entry.can_resume() {
        return Err(Error::refused(refusals::capture::NOTHING_TO_RESUME));
    }
    if let Some(gone) = entry.paths().iter().find(|path| !path.exists()) {
        return Err(Error::refused(refusals::capture::path_gone(&uploads::shown(cx, gone))));
    }
    start(cx, entry.again()).await
}

/// Takes an import back, as a job.
///
/// # Errors
/// It cannot be taken back, or as [`start`].
pub async fn undo(cx: &Cx, import: i64) -> Result<Job> {
    cx.require(Right::Run)?;
    let entry = imports::one(cx, import).await?;
    if !entry.can_undo() {
        return Err(Error::refused(refusals::capture::IMPORT_NOT_UNDOABLE));
    }
    let mut job = Job::new(cx, Work::Undo, entry.names.clone(), Request::default());
    job.import = Some(import);
    let job = take_place(cx, job)?;
    spawn(cx, &job, take_back(cx.clone(), entry));
    Ok(job)
}

/// Asks the running import to end after the present batch.
///
/// # Errors
/// The member may not, or nothing is running that could be stopped.
pub fn stop(cx: &Cx) -> Result<()> {
    ask(cx, false)
}

/// Asks the running import to end, and takes it back.
///
/// # Errors
/// As [`stop`].
pub fn stop_and_undo(cx: &Cx) -> Result<()> {
    ask(cx, true)
}

/// Lets nothing begin any more, asks what is running to stop, and waits until it has.
pub async fn close(app: &App) {
    for each in app.each() {
        close_of(&each).await;
    }
}

async fn close_of(app: &App) {
    app.jobs.is_closing.store(true, Ordering::Relaxed);
    let mut present = app.jobs.present.subscribe();
    if let Some(job) = present.borrow().as_ref() {
        job.asked.stop.store(true, Ordering::Relaxed);
    }
    // An error means that the sender is gone, and with it every job.
    let _ = present.wait_for(|job| job.as_ref().is_none_or(|job| !job.is_running())).await;
}

impl Job {
    fn new(cx: &Cx, work: Work, names: Vec<String>, request: Request) -> Job {
        Job {
            number: 0,
            work,
            import: None,
            names,
            request,
            started: cx.now,
            heard: cx.now,
            progress: Progress::default(),
            samples: Vec::new(),
            is_stopping: false,
            ending: None,
            act: None,
            asked: Arc::default(),
        }
    }
}

fn is_begun(now: Option<&Job>, number: u64) -> bool {
    now.is_none_or(|job| job.number != number || job.import.is_some() || !job.is_running())
}

fn ask(cx: &Cx, undo: bool) -> Result<()> {
    cx.require(Right::Run)?;
    let asked = cx.app.jobs.present.send_if_modified(|present| {
        let running = present.as_mut().filter(|job| job.is_running() && job.work != Work::Undo);
        let Some(job) = running else { return false };
        job.is_stopping = true;
        job.asked.undo.fetch_or(undo, Ordering::Relaxed);
        job.asked.stop.store(true, Ordering::Relaxed);
        true
    });
    if asked { Ok(()) } else { Err(Error::refused(refusals::capture::NOTHING_TO_STOP)) }
}

/// Takes the one place, or says what has it.
fn take_place(cx: &Cx, mut job: Job) -> Result<Job> {
    let jobs = &cx.app.jobs;
    if jobs.is_closing.load(Ordering::Relaxed) {
        return Err(Error::refused(refusals::capture::ABOUT_TO_END));
    }
    let taken = jobs.present.send_if_modified(|present| {
        if present.as_ref().is_some_and(Job::is_running) {
            return false;
        }
        job.number = present.as_ref().map_or(0, |last| last.number) + 1;
        *present = Some(job.clone());
        true
    });
    if taken {
        return Ok(job);
    }
    Err(Error::refused(refusals::capture::IMPORT_RUNNING))
}

/// Does the work on a task of its own, and tells how it ended, whatever happens.
fn spawn(cx: &Cx, job: &Job, work: impl Future<Output = Result<Ending>> + Send + 'static) {
    let (app, number) = (cx.app.clone(), job.number);
    tokio::spawn(async move {
        let ending = match tokio::spawn(work).await {
            Ok(Ok(ending)) => ending,
            Ok(Err(error)) => Ending::Failed(error.to_string()),
            Err(_) => Ending::Failed("it stopped at something unforeseen; what was written stands".into()),
        };
        change(&app, number, |job| {
            job.heard = app.clock.now();
            job.ending = Some(ending);
        });
    });
}

fn change(app: &App, number: u64, change: impl FnOnce(&mut Job)) {
    app.jobs.present.send_if_modified(|present| match present {
        Some(job) if job.number == number => {
            change(job);
            true
        }
        _ => false,
    });
}

async fn import(cx: Cx, request: Request, asked: Arc<Wishes>) -> Result<Ending> {
    let number = cx.app.jobs.present.borrow().as_ref().map_or(0, |job| job.number);
    let mut told = Told { app: cx.app.clone(), number, is_dry_run: request.dry_run, asked: asked.clone() };
    let ended = super::import_observed(&cx, &request, &mut told).await?;
    change(&cx.app, number, |job| job.progress.totals = ended.totals.clone());
    if !request.dry_run && !ended.stopped {
        uploads::forget(&cx, &request.paths);
    }
    let act = cx.app.jobs.present.borrow().as_ref().and_then(|job| job.act);
    if let Some(act) = act.filter(|_| asked.undo.load(Ordering::Relaxed)) {
        acts::undo(&cx, Some(act)).await?;
        uploads::forget(&cx, &request.paths);
    }
    Ok(if ended.stopped { Ending::Stopped } else { Ending::Done })
}

async fn take_back(cx: Cx, entry: ImportEntry) -> Result<Ending> {
    acts::undo(&cx, Some(entry.act)).await?;
    uploads::forget(&cx, entry.paths());
    Ok(Ending::Done)
}

/// Tells the watchers of a job how its import gets on.
struct Told {
    app: App,
    number: u64,
    is_dry_run: bool,
    asked: Arc<Wishes>,
}

impl Observer for Told {
    fn begun(&mut self, import: i64, act: ActId) {
        if !self.is_dry_run {
            change(&self.app, self.number, |job| (job.import, job.act) = (Some(import), Some(act)));
        }
    }

    fn progress(&mut self, progress: &Progress) {
        let heard = self.app.clock.now();
        change(&self.app, self.number, |job| {
            job.heard = heard;
            job.progress = progress.clone();
        });
    }

    fn lines(&mut self, lines: &[Line]) {
        if self.is_dry_run {
            change(&self.app, self.number, |job| keep_samples(&mut job.samples, lines));
        }
    }

    fn wants_stop(&self) -> bool {
        self.asked.stop.load(Ordering::Relaxed)
    }
}

fn keep_samples(samples: &mut Vec<Line>, lines: &[Line]) {
    for outcome in Outcome::ALL {
        let room = SAMPLES.saturating_sub(samples.iter().filter(|l| l.outcome == outcome).count());
        samples.extend(lines.iter().filter(|l| l.outcome == outcome).take(room).cloned());
    }
}
