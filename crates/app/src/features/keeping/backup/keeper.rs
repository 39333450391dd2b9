//! Backups that a running server makes: when the schedule says so, or when somebody asks on a page. One at a time, on a
//! task of its own that no request waits for; what became of each is written down.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::{Mutex, Notify};

use super::archive::Stop;
use super::manifest::{Sealed, Why};
use super::schedule::{Schedule, require_keeper, schedule};
use super::seal::{Key, Recipient, Seal};
use super::{Archive, Made, Order, Place, archives_in, free_name, make_of, verify};
use crate::App;
use crate::access::Cx;
use crate::error::{Error, Result};
use crate::features::keeping::{next_ids, sql};
use crate::features::settings;
use crate::words::refusals;

/// How often the clock is looked at; it may have been set.
const LOOK: Duration = Duration::from_secs(60);
/// How long the end of the program waits for a backup to break off.
const PATIENCE: Duration = Duration::from_secs(5);
/// The file in the data folder that says which backups are this installation's.
const INSTALLATION: &str = "installation";

/// What a program keeps of its backups in memory.
#[derive(Default)]
pub(crate) struct Keeper {
    busy: Arc<Mutex<()>>,
    woken: Notify,
    stop: Stop,
}

/// What became of a backup.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Run {
    /// When it was begun.
    pub at: Timestamp,
    /// The file.
    pub file: String,
    /// Its size.
    pub bytes: i64,
    /// It was restored into a throw-away place and compared.
    pub restored: bool,
    /// Why there is none; empty where it was made.
    pub trouble: String,
}

/// How it stands with backups.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Standing {
    /// What is set.
    pub schedule: Schedule,
    /// The last one, if any.
    pub last: Option<Run>,
    /// When the next is due.
    pub next: Option<Timestamp>,
    /// One is being made in this program.
    pub is_busy: bool,
}

/// How it stands with backups.
///
/// # Errors
/// The member may not see it, or the database cannot be read.
pub async fn standing(cx: &Cx) -> Result<Standing> {
    let schedule = schedule(cx).await?;
    let next = schedule.next(&cx.now.to_zoned(zone(cx).await?));
    let is_busy = cx.app.backups.busy.try_lock().is_err();
    Ok(Standing { schedule, last: last(cx).await?, next, is_busy })
}

/// Why the last backup that was due did not come to be; for a notice to whoever can do something about it.
///
/// # Errors
/// The database cannot be read.
pub async fn trouble(cx: &Cx) -> Result<Option<Run>> {
    if require_keeper(cx).is_err() {
        return Ok(None);
    }
    Ok(last(cx).await?.filter(|run| !run.trouble.is_empty()))
}

/// Makes backups when they are due, for as long as it is awaited. What fails is written down and tried again; what cannot
/// even be written down is handed to `complain`.
pub async fn keep(app: App, complain: fn(&Error)) {
    loop {
        if let Err(error) = make_if_due(&app.cx()).await {
            complain(&error);
        }
        // An early word (the schedule was changed) is as good as a minute gone by.
        let _ = tokio::time::timeout(LOOK, app.backups.woken.notified()).await;
    }
}

/// Makes a backup if one is due; what became of it, if so.
///
/// # Errors
/// It could not be found out, or not be written down.
pub async fn make_if_due(cx: &Cx) -> Result<Option<Run>> {
    let (schedule, last) = (schedule(cx).await?, last(cx).await?);
    let last = last.map(|run| (run.at, run.trouble.is_empty()));
    if !schedule.is_due(last, &cx.now.to_zoned(zone(cx).await?)) {
        return Ok(None);
    }
    let keeper = cx.app.backups.clone();
    let Ok(_busy) = keeper.busy.try_lock() else { return Ok(None) };
    run(cx, &schedule).await.map(Some)
}

/// Begins a backup now, whatever the schedule says, and comes back at once.
///
/// # Errors
/// The member may not, or one is being made already.
pub async fn start(cx: &Cx) -> Result<()> {
    let schedule = schedule(cx).await?;
    let Ok(busy) = cx.app.backups.busy.clone().try_lock_owned() else {
        return Err(Error::refused(refusals::backups::MADE_ALREADY));
    };
    let cx = cx.clone();
    tokio::spawn(async move {
        let _busy = busy;
        // What fails is written down; if that fails too, the page goes on to show the one before.
        let _ = run(&cx, &schedule).await;
    });
    Ok(())
}

/// The owner's time zone, whoever looks.
async fn zone(cx: &Cx) -> Result<TimeZone> {
    let set = settings::of_owner(cx, settings::Key::TimeZone).await?;
    Ok(set.and_then(|name| TimeZone::get(&name).ok()).unwrap_or_else(|| cx.app.zone.clone()))
}

/// Says that the schedule was changed.
pub fn wake(app: &App) {
    app.backups.woken.notify_one();
}

/// Asks the backup that is being made to break off, and waits a little until it has.
pub async fn close(app: &App) {
    app.backups.stop.store(true, Ordering::Relaxed);
    let _ = tokio::time::timeout(PATIENCE, app.backups.busy.lock()).await;
}

/// Makes one, looks it over, deletes what it supersedes, and writes down what became of it.
async fn run(cx: &Cx, schedule: &Schedule) -> Result<Run> {
    let folder = schedule.folder(&cx.app.data);
    let run = match made_and_tried(cx, schedule, &folder).await {
        Ok((made, restored)) => Run {
            at: cx.now,
            file: made.path.display().to_string(),
            bytes: i64::try_from(made.bytes).unwrap_or(i64::MAX),
            restored,
            trouble: String::new(),
        },
        Err(error) => Run {
            at: cx.now,
            file: folder.display().to_string(),
            bytes: 0,
            restored: false,
            trouble: error.to_string(),
        },
    };
    let mut tx = cx.app.db.begin().await?;
    let id = next_ids(&mut tx, cx.workspace, 1).await?;
    let what = [run.bytes.into(), i64::from(run.restored).into(), run.trouble.as_str().into()];
    let [bytes, restored, trouble] = what;
    let args = [cx.ws(), id.into(), cx.now_us().into(), run.file.as_str().into(), bytes, restored, trouble];
    tx.execute(sql::INSERT_RUN, &args).await?;
    tx.commit().await?;
    Ok(run)
}

async fn made_and_tried(cx: &Cx, schedule: &Schedule, folder: &Path) -> Result<(Made, bool)> {
    let recipients =
        schedule.recipients.iter().map(|key| Recipient::read(key)).collect::<Result<Vec<_>>>()?;
    let seal = if recipients.is_empty() { Seal::No } else { Seal::Recipients(recipients) };
    let installation = installation(&cx.app.data)?;
    let order = Order {
        target: free_name(folder, "scheduled", cx.now, "tar"),
        why: Why::Schedule,
        seal,
        installation: Some(installation.clone()),
        stop: cx.app.backups.stop.clone(),
        ..Order::default()
    };
    let made = make_of(&cx.app.db, order, cx.now).await?;
    let restored = tried(cx, &made).await?;
    delete_superseded(schedule, folder, &installation, &zone(cx).await?);
    Ok((made, restored))
}

/// Looks a backup over that was just made; true if it could be restored. What is sealed to somebody else can only be
/// summed up.
async fn tried(cx: &Cx, made: &Made) -> Result<bool> {
    let archive = Archive::open(&made.path)?;
    let (faults, restored) = if made.manifest.sealed == Sealed::No {
        let url = cx.app.db.address();
        let place = Place { url: url.as_deref(), data: &cx.app.data };
        let verified = verify(place, &archive, &Key::None).await?;
        (verified.faults, verified.restored)
    } else {
        (archive.faults()?, false)
    };
    match faults.into_iter().next() {
        None => Ok(restored),
        Some(fault) => Err(Error::refused(refusals::backups::written_with_fault(&made.path, &fault))),
    }
}

/// Deletes what this installation's schedule made before and keeps no longer. A file that cannot be deleted stays.
fn delete_superseded(schedule: &Schedule, folder: &Path, installation: &str, zone: &TimeZone) {
    let ours: Vec<Archive> = archives_in(folder)
        .into_iter()
        .filter(|archive| archive.manifest.installation.as_deref() == Some(installation))
        .collect();
    let made: Vec<Timestamp> = ours.iter().map(|archive| archive.manifest.made_at).collect();
    let superseded = schedule.superseded(&made, zone);
    for archive in ours.iter().filter(|archive| superseded.contains(&archive.manifest.made_at)) {
        let _ = fs::remove_file(&archive.path);
    }
}

/// The name of this installation, which no other has; made when it is first needed.
fn installation(data: &Path) -> Result<String> {
    if let Some(name) = installation_if_any(data) {
        return Ok(name);
    }
    let path = data.join(INSTALLATION);
    let name = super::seal::chance();
    fs::write(&path, format!("{name}\n")).map_err(super::make::cannot_write(&path))?;
    Ok(name)
}

/// Its name, if it has made a backup by itself.
pub(crate) fn installation_if_any(data: &Path) -> Option<String> {
    fs::read_to_string(data.join(INSTALLATION)).ok().map(|text| text.trim().to_owned())
}

async fn last(cx: &Cx) -> Result<Option<Run>> {
    type Row = (i64, String, i64, i64, String);
    // A run that seems to lie ahead was written before the clock was set back.
    let row: Option<Row> = cx.app.db.fetch_optional(sql::LAST_RUN, &[cx.ws(), cx.now_us().into()]).await?;
    let Some((at, file, bytes, restored, trouble)) = row else { return Ok(None) };
    let at = Timestamp::from_microsecond(at).unwrap_or(cx.now);
    Ok(Some(Run { at, file, bytes, restored: restored == 1, trouble }))
}
