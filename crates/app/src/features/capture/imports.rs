//! What was imported, from where, and how it ended: what the pages show of sources, and what undo and resume start from.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::path::PathBuf;

use jiff::Timestamp;
use model::ActId;

use super::report::Totals;
use super::{Asked, Request, sql, uploads};
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::{Deed, Place};
use crate::words::refusals;

/// Imports that are looked at together.
const MOST_IMPORTS: i64 = 200;
/// Sources that are listed.
const MOST_SOURCES: i64 = 200;

/// How an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is running: in this program, or, by the command line, in another.
    Running,
    /// It got to its end.
    Finished,
    /// It was asked to end early; what it had written stands.
    Stopped,
    /// Its program ended, or failed, before it did; what it had written stands.
    Interrupted,
    /// It was taken back.
    Undone,
}

/// One import.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportEntry {
    /// Its number.
    pub id: i64,
    /// Its act, for the undo.
    pub act: ActId,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// What became of its items; all zero where it was interrupted.
    pub totals: Totals,
    /// What was imported, by the owner's names for it.
    pub names: Vec<String>,
    /// How it stands.
    pub standing: Standing,
    /// It went on with this one.
    pub resumes: Option<i64>,
    /// This one went on with it.
    pub resumed_by: Option<i64>,
    asked: Asked,
}

impl ImportEntry {
    /// It did not get to its end, and what it was asked to read is still known.
    pub fn can_resume(&self) -> bool {
        matches!(self.standing, Standing::Stopped | Standing::Interrupted)
            && self.resumed_by.is_none()
            && !self.asked.paths.is_empty()
    }

    /// It can be taken back.
    pub fn can_undo(&self) -> bool {
        !matches!(self.standing, Standing::Running | Standing::Undone)
    }

    /// It went on with an earlier import, or read the same to its end.
    fn goes_on_with(&self, earlier: &ImportEntry) -> bool {
        let Asked { paths, .. } = &earlier.asked;
        let has_all = !paths.is_empty() && paths.iter().all(|path| self.asked.paths.contains(path));
        let stands = self.standing != Standing::Undone;
        stands && (self.resumes == Some(earlier.id) || (self.standing == Standing::Finished && has_all))
    }

    /// The same request again.
    pub(super) fn again(&self) -> Request {
        let Asked { paths, me, no_subjects, .. } = self.asked.clone();
        Request { paths, me, no_subjects, resumes: Some(self.id), ..Request::default() }
    }

    /// The paths it was asked to read.
    pub fn paths(&self) -> &[PathBuf] {
        &self.asked.paths
    }
}

/// Something that was imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// The path on the server, or the name of an uploaded file.
    pub name: String,
    /// It came by the browser.
    pub is_upload: bool,
    /// As which formats it was read, as `formats` names them.
    pub formats: Vec<String>,
    /// Records of it that told something.
    pub kept: i64,
    /// When an import last got to its end.
    pub last_read: Option<Timestamp>,
}

/// Everything that was imported from, the last read first.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn sources(cx: &Cx) -> Result<Vec<SourceEntry>> {
    cx.require(Right::Run)?;
    type Row = (i64, String, i64, String, Option<i64>);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST_SOURCES, &[cx.ws(), MOST_SOURCES.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|(_, location, kept, reads, last_read)| {
            let uploaded = location.strip_prefix(uploads::LOCATION);
            SourceEntry {
                is_upload: uploaded.is_some(),
                name: uploaded.unwrap_or(&location).to_owned(),
                formats: reads.split(',').filter(|f| !f.is_empty()).map(str::to_owned).collect(),
                kept,
                last_read: last_read.and_then(|at| Timestamp::from_microsecond(at).ok()),
            }
        })
        .collect())
}

/// The newest imports, newest first.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn newest(cx: &Cx) -> Result<Vec<ImportEntry>> {
    before(cx, i64::MAX, MOST_IMPORTS).await
}

/// One import.
///
/// # Errors
/// There is none of this number, or the member may not read here.
pub async fn one(cx: &Cx, id: i64) -> Result<ImportEntry> {
    let known = newest(cx).await?.into_iter().find(|import| import.id == id);
    let found = match known {
        Some(found) => Some(found),
        None => before(cx, id.saturating_add(1), 1).await?.pop().filter(|import| import.id == id),
    };
    found.ok_or_else(|| Error::not_found(refusals::capture::NO_SUCH_IMPORT))
}

type ImportRow = (i64, i64, i64, Option<i64>, String, String, i64, String, i64);

async fn before(cx: &Cx, id: i64, limit: i64) -> Result<Vec<ImportEntry>> {
    cx.require(Right::Run)?;
    let args = [cx.ws(), id.into(), limit.into()];
    let rows: Vec<ImportRow> = cx.app.db.fetch_all(sql::NEWEST_IMPORTS, &args).await?;
    // Only one import runs at a time, and it is the newest that has not ended.
    let open = rows.iter().find(|r| r.3.is_none()).map(|r| r.0);
    let running = open.filter(|_| is_locked(cx));
    let mut entries: Vec<ImportEntry> = rows.into_iter().map(|row| entry(cx, row, running)).collect();
    for at in 0..entries.len() {
        let (later, rest) = entries.split_at_mut(at);
        if let Some(entry) = rest.first_mut() {
            entry.resumed_by = later.iter().find(|other| other.goes_on_with(entry)).map(|other| other.id);
        }
    }
    Ok(entries)
}

fn entry(cx: &Cx, row: ImportRow, running: Option<i64>) -> ImportEntry {
    let (id, act, started, finished, totals, request, stopped, subject, undone) = row;
    let asked: Asked = serde_json::from_str(&request).unwrap_or_default();
    let standing = match finished {
        _ if undone != 0 => Standing::Undone,
        None if running == Some(id) => Standing::Running,
        None => Standing::Interrupted,
        Some(_) if totals.contains("\"interrupted\"") => Standing::Interrupted,
        Some(_) if stopped != 0 => Standing::Stopped,
        Some(_) => Standing::Finished,
    };
    let instant = |us: i64| Timestamp::from_microsecond(us).unwrap_or_default();
    ImportEntry {
        id,
        act: ActId(act),
        started: instant(started),
        finished: finished.map(instant),
        totals: serde_json::from_str(&totals).unwrap_or_default(),
        names: names(cx, &asked, &subject),
        standing,
        resumes: asked.resumes,
        resumed_by: None,
        asked,
    }
}

/// The names of what was imported; of imports from before requests were kept, what their act says.
fn names(cx: &Cx, asked: &Asked, subject: &str) -> Vec<String> {
    if asked.paths.is_empty() {
        return match Deed::read(subject) {
            Deed::Place(Place::Imported { names } | Place::TakenIn { names }) => names,
            _ => vec![subject.strip_prefix("import of ").unwrap_or(subject).to_owned()],
        };
    }
    asked.paths.iter().map(|path| uploads::shown(cx, path)).collect()
}

/// Whether an import or the like holds the place in this data folder, in whichever program.
pub(super) fn is_locked(cx: &Cx) -> bool {
    let path = cx.app.data.join("import.lock");
    File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// The uploads that an import could still be gone on with.
pub(super) async fn wanted_uploads(cx: &Cx) -> Result<HashSet<PathBuf>> {
    let all = newest(cx).await?;
    Ok(all.iter().filter(|i| i.can_resume()).flat_map(|i| i.paths().iter().cloned()).collect())
}
