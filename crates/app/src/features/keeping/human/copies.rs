//! Copies of the database in the data folder's `backups`: those that were made before somebody was forgotten still hold them.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use jiff::Timestamp;

use super::forgotten;
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse};

/// The folder in the data folder.
const FOLDER: &str = "backups";

/// The copies, each with when it was made, the oldest first.
pub(super) fn all(cx: &Cx) -> Result<Vec<(Timestamp, PathBuf)>> {
    let folder = cx.app.data.join(FOLDER);
    let io = |e| Error::Io { what: format!("cannot read {}", folder.display()), source: e };
    let entries = match fs::read_dir(&folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io)?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let entry = entry.map_err(io)?;
        let meta = entry.metadata().map_err(io)?;
        let made = meta.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
        copies.extend(made.filter(|_| meta.is_file()).map(|made| (made, entry.path())));
    }
    copies.sort();
    Ok(copies)
}

/// Deletes the copies that hold somebody who was forgotten. It cannot be taken back.
///
/// # Errors
/// The member may not, nobody was forgotten, there is no such copy, or one cannot be deleted.
pub async fn drop_copies(cx: &Cx) -> Result<Done> {
    cx.require(Right::Own)?;
    cx.require(Right::Administer)?;
    let newest = forgotten(cx).await?.into_iter().map(|one| one.at).max();
    let newest = newest.ok_or_else(|| Error::Refused("nobody was forgotten here".into()))?;
    let old: Vec<PathBuf> =
        all(cx)?.into_iter().filter(|(made, _)| *made < newest).map(|(_, path)| path).collect();
    if old.is_empty() {
        return Err(Error::Refused("no backup in the data folder is older than what was forgotten".into()));
    }
    for path in &old {
        let io = |e| Error::Io { what: format!("cannot delete {}", path.display()), source: e };
        fs::remove_file(path).map_err(io)?;
    }
    let subject = format!("{} backups deleted that held somebody who was forgotten", old.len());
    let mut tx = cx.app.db.begin().await?;
    let act = acts::record(&mut tx, cx, "forget", &subject, &Inverse::Nothing).await?;
    tx.commit().await?;
    Ok(Done { act, subject })
}
