//! Copies of the database: those that were made before somebody was forgotten still hold them.
//!
//! Counted are all that Kith knows where to find: what lies in the data folder's `backups` (also those made before an upgrade
//! or a restore), what the schedule of this installation made in its folder, and what it made earlier in others. Copies that
//! were taken by hand elsewhere are nobody's but theirs who took them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use model::WorkspaceId;

use super::{forgotten, sql};
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Place};
use crate::features::keeping::backup::schedule::{self, Schedule};
use crate::features::keeping::backup::{Archive, archives_in, keeper};
use crate::words::refusals;

/// The folder in the data folder.
const FOLDER: &str = "backups";

/// The copies there are, and the schedule that deletes some of them.
pub(super) struct Copies {
    schedule: Schedule,
    all: Vec<Copy>,
}

struct Copy {
    path: PathBuf,
    made: Timestamp,
    /// The schedule will delete it, once there are enough newer ones.
    is_scheduled: bool,
}

impl Copies {
    /// All that are known, the oldest first.
    pub async fn read(cx: &Cx) -> Result<Copies> {
        let schedule = schedule::of_server(cx).await?;
        let folder = schedule.folder(&cx.app.data);
        let installation = keeper::installation_if_any(&cx.app.data);
        let is_ours = |archive: &Archive| {
            archive.manifest.installation.is_some() && archive.manifest.installation == installation
        };
        let mut found: BTreeMap<PathBuf, bool> =
            files_in(&cx.app.data.join(FOLDER))?.into_iter().map(|path| (path, false)).collect();
        let first = WorkspaceId(1);
        let runs: Vec<(String,)> = cx.app.db.fetch_all(sql::LIST_RUNS, &[first.0.into()]).await?;
        found.extend(runs.into_iter().map(|(file,)| (PathBuf::from(file), false)));
        let scheduled = archives_in(&folder).into_iter().filter(is_ours);
        found.extend(scheduled.map(|archive| (archive.path, true)));
        let copy = |(path, is_scheduled): (PathBuf, bool)| {
            let made = made_at(&path)?;
            Some(Copy { path, made, is_scheduled })
        };
        let mut all: Vec<Copy> = found.into_iter().filter_map(copy).collect();
        all.sort_by_key(|copy| copy.made);
        Ok(Copies { schedule, all })
    }

    /// How many were made before a moment, and by which day the schedule will have deleted the last of these; none if it does not delete
    /// them all.
    pub fn before(&self, at: Timestamp, cx: &Cx) -> (usize, Option<Date>) {
        let before: Vec<&Copy> = self.all.iter().take_while(|copy| copy.made < at).collect();
        let newest = before.last().filter(|_| before.iter().all(|copy| copy.is_scheduled));
        let day = newest.map(|copy| copy.made.to_zoned(cx.app.zone.clone()).date());
        (before.len(), day.and_then(|day| self.schedule.last_kept(day)))
    }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let io = |e| Error::Io { what: format!("cannot read {}", folder.display()), source: e };
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io)?,
    };
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(io)).collect()
}

/// When a copy was made, as it says itself, or the file does; none if it is not there.
fn made_at(path: &Path) -> Option<Timestamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let said = Archive::open(path).ok().map(|archive| archive.manifest.made_at);
    said.or_else(|| Timestamp::try_from(meta.modified().ok()?).ok())
}

/// Deletes the copies that hold somebody who was forgotten. It cannot be taken back.
///
/// # Errors
/// The member may not, nobody was forgotten, there is no such copy, or one cannot be deleted.
pub async fn drop_copies(cx: &Cx) -> Result<Done> {
    cx.require(Right::Own)?;
    cx.require(Right::Administer)?;
    let newest = forgotten(cx).await?.into_iter().map(|one| one.at).max();
    let newest = newest.ok_or_else(|| Error::refused(refusals::keeping::NOBODY_FORGOTTEN))?;
    let all = Copies::read(cx).await?.all.into_iter();
    let old: Vec<PathBuf> = all.filter(|copy| copy.made < newest).map(|copy| copy.path).collect();
    if old.is_empty() {
        return Err(Error::refused(refusals::keeping::NO_OLDER_BACKUP));
    }
    for path in &old {
        let io = |e| Error::Io { what: format!("cannot delete {}", path.display()), source: e };
        fs::remove_file(path).map_err(io)?;
    }
    let mut tx = cx.app.db.begin().await?;
    let deed = Place::BackupsDeleted { backups: old.len() };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Nothing).await?;
    tx.commit().await?;
    Ok(done)
}
