//! Putting a backup in the place of the database. Everything that can be checked is checked before anything is touched;
//! what is there is kept as a backup first; and the change itself is one rename, or one transaction. Killed at any moment,
//! it leaves what was there, or what was restored.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use super::archive::Archive;
use super::make::{Order, Scrap, cannot_write, make, settle};
use super::manifest::{Contents, Why};
use super::seal::Key;
use super::verify::{contents, faults_of_copy, unpack};
use super::{Place, free_name};
use crate::db::copying::{self, Inventory};
use crate::db::postgres::Server;
use crate::db::{self, Db, Kind};
use crate::error::{Error, Result};
use crate::words::refusals;

/// What was restored.
#[derive(Clone, Debug, Serialize)]
pub struct Restored {
    /// What stands there now.
    pub contents: Contents,
    /// Where what stood there before is kept.
    pub kept: Option<PathBuf>,
}

/// Puts a backup in the place of the database.
///
/// # Errors
/// It is damaged, of the other kind of database, or newer than this program; something is there and `force` is not
/// given; another program has the database open. Nothing is changed then.
pub async fn restore(
    place: Place<'_>,
    archive: &Archive,
    key: &Key,
    force: bool,
    now: Timestamp,
) -> Result<Restored> {
    refuse_what_does_not_fit(place, archive)?;
    if let Some(fault) = archive.faults()?.into_iter().next() {
        return Err(Error::refused(refusals::backups::archive_damaged(&archive.path, &fault)));
    }
    let contents = contents(archive, key)?;
    db::make_folder(place.data)?;
    let unpacked = Scrap::new(&db::file_in(place.data), ".restoring")?;
    unpack(archive, key, &contents, &unpacked.file)?;
    let kept = match place.url {
        None => restore_file(place, unpacked, &contents, force, now).await?,
        Some(url) => restore_server(place, url, &unpacked, &contents, force, now).await?,
    };
    Ok(Restored { contents, kept })
}

fn refuse_what_does_not_fit(place: Place<'_>, archive: &Archive) -> Result<()> {
    let (manifest, known) = (&archive.manifest, db::known_schema());
    if manifest.schema > known {
        return Err(Error::refused(refusals::backups::schema_newer(
            manifest.schema,
            known,
            &manifest.program,
        )));
    }
    match (manifest.database, place.url) {
        (Kind::Sqlite, None) | (Kind::Postgres, Some(_)) => Ok(()),
        (Kind::Sqlite, Some(_)) => Err(Error::refused(refusals::backups::OF_SQLITE)),
        (Kind::Postgres, None) => Err(Error::refused(refusals::backups::OF_POSTGRES)),
    }
}

/// Refuses to replace what somebody works with, unless told to.
fn refuse_unless(force: bool, found: &Inventory, whom: &str) -> Result<()> {
    if force || found.is_unused() {
        return Ok(());
    }
    Err(Error::refused(refusals::backups::holds_a_network(whom)))
}

async fn restore_file(
    place: Place<'_>,
    unpacked: Scrap,
    contents: &Contents,
    force: bool,
    now: Timestamp,
) -> Result<Option<PathBuf>> {
    if let Some(fault) = faults_of_copy(&unpacked, &contents.inventory).await?.into_iter().next() {
        return Err(Error::refused(refusals::backups::content_damaged(&fault)));
    }
    let lock = Arc::new(db::lock_alone(place.data).await?);
    let target = db::file_in(place.data);
    let kept = if target.exists() { keep_file(place, &target, &lock, force, now).await? } else { None };
    fs::rename(&unpacked.path, &target).map_err(cannot_write(&target))?;
    settle(&target);
    Ok(kept)
}

/// Keeps what is there as a backup, and leaves a single file that can be replaced.
async fn keep_file(
    place: Place<'_>,
    target: &Path,
    lock: &Arc<File>,
    force: bool,
    now: Timestamp,
) -> Result<Option<PathBuf>> {
    match copying::fold(target).await {
        Ok(()) => {}
        Err(error) if copying::is_open_elsewhere(&error) => {
            return Err(Error::refused(refusals::database::OPEN_ELSEWHERE));
        }
        Err(error) if !force => return Err(error),
        Err(_) => return keep_damaged(place, target, now).map(Some),
    }
    let Ok(found) = copying::of_file(target).await else { return keep_damaged(place, target, now).map(Some) };
    refuse_unless(force, &found, &target.display().to_string())?;
    if found.is_unused() {
        return Ok(None);
    }
    let db = Db::open_file(target, lock.clone()).await?;
    let made = make(&db, before_restore(place, now), now).await;
    db.close().await;
    copying::fold(target).await?;
    made.map(|made| Some(made.path))
}

/// A file that no longer opens is kept byte for byte.
fn keep_damaged(place: Place<'_>, target: &Path, now: Timestamp) -> Result<PathBuf> {
    let folder = place.backups();
    db::make_folder(&folder)?;
    let kept = free_name(&folder, "damaged", now, "db");
    fs::copy(target, &kept).map_err(cannot_write(&kept))?;
    for ending in ["-wal", "-shm"] {
        let [from, to] =
            [target, kept.as_path()].map(|path| PathBuf::from(format!("{}{ending}", path.display())));
        if from.exists() {
            fs::copy(&from, &to).map_err(cannot_write(&to))?;
            fs::remove_file(&from).map_err(cannot_write(&from))?;
        }
    }
    Ok(kept)
}

async fn restore_server(
    place: Place<'_>,
    url: &str,
    unpacked: &Scrap,
    contents: &Contents,
    force: bool,
    now: Timestamp,
) -> Result<Option<PathBuf>> {
    let db = Db::connect(Some(url), place.data).await?;
    let kept = keep_server(place, &db, force, now).await;
    db.close().await;
    let kept = kept?;
    Server::at(url)?.restore(&unpacked.path, &contents.inventory).await?;
    Ok(kept)
}

async fn keep_server(place: Place<'_>, db: &Db, force: bool, now: Timestamp) -> Result<Option<PathBuf>> {
    let found = db.inventory().await?;
    refuse_unless(force, &found, &db.describe())?;
    if found.is_unused() {
        return Ok(None);
    }
    Ok(Some(make(db, before_restore(place, now), now).await?.path))
}

fn before_restore(place: Place<'_>, now: Timestamp) -> Order {
    let target = free_name(&place.backups(), "before-restore", now, "tar");
    Order { target, why: Why::Restore, ..Order::default() }
}

/// The newest backup in a data folder that this program can restore there, and the command that does it.
pub(crate) fn way_back(place: Place<'_>) -> Option<String> {
    let kind = if place.url.is_some() { Kind::Postgres } else { Kind::Sqlite };
    let fits = |archive: &Archive| {
        archive.manifest.database == kind && archive.manifest.schema <= db::known_schema()
    };
    let newest = super::archives_in(&place.backups())
        .into_iter()
        .filter(fits)
        .max_by_key(|archive| archive.manifest.made_at)?;
    Some(refusals::backups::way_back(newest.manifest.made_at, place.data, &newest.path))
}
