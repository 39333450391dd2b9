//! Making a backup: a copy of the database, packed, sealed, and in its place only when all of it is on the disk.
//!
//! Beside the target stand `….copy` and `….partial` while it is made. Both go when it fails; what a killed program left is
//! taken away by the next backup into the same folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::archive::{Packer, Stop, Summed};
use super::manifest::{Contents, Manifest, Why};
use super::seal::Seal;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::words::refusals;

/// zstd at its fastest: a level more takes half as long again and saves a fiftieth.
const LEVEL: i32 = 1;
/// The endings of what is not finished.
const UNFINISHED: [&str; 2] = [".partial", ".copy"];

/// A database that is unpacked beside the one it is to replace.
const RESTORING: &str = "kith.db.restoring";

/// What kind of backup is wanted, and where.
#[derive(Default)]
pub struct Order {
    /// The file.
    pub target: PathBuf,
    /// A file that is there may be replaced.
    pub force: bool,
    /// How it is sealed.
    pub seal: Seal,
    /// Why it is made.
    pub why: Why,
    /// The installation that may delete it again.
    pub installation: Option<String>,
    /// Looked at while it is packed.
    pub stop: Stop,
}

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Who made it, when, of what.
    pub manifest: Manifest,
    /// What stands in it.
    pub contents: Contents,
}

/// Makes a backup of a database.
///
/// # Errors
/// The file is there already, the disk is full, the database cannot be read; nothing is left then.
pub(crate) async fn make(db: &Db, order: Order, now: Timestamp) -> Result<Made> {
    let target = std::path::absolute(&order.target).map_err(cannot_write(&order.target))?;
    refuse_existing(&target, order.force)?;
    if let Some(folder) = target.parent() {
        crate::db::make_folder(folder)?;
        sweep(folder);
    }
    let partial = Scrap::new(&target, UNFINISHED[0])?;
    let copy = Scrap::new(&target, UNFINISHED[1])?;
    let inventory = db.copy_to(&copy.path).await?;
    let bytes = fs::metadata(&copy.path).map_err(cannot_write(&target))?.len();
    let contents = Contents { bytes, inventory };
    let manifest = Manifest {
        schema: contents.inventory.schema,
        database: db.kind(),
        made_at: now,
        why: order.why,
        installation: order.installation.clone(),
        sealed: order.seal.sealed(),
        ..Manifest::default()
    };
    let packing = move || pack(order, &target, partial, copy, manifest, contents);
    tokio::task::spawn_blocking(packing).await.map_err(|e| Error::refused(e.to_string()))?
}

/// Packs the copy into the file, and puts that in its place.
fn pack(
    order: Order,
    target: &Path,
    partial: Scrap,
    copy: Scrap,
    manifest: Manifest,
    contents: Contents,
) -> Result<Made> {
    let failed = cannot_write(target);
    let manifest = write(&order, &partial, &copy, manifest, &contents).map_err(failed)?;
    drop(copy);
    refuse_existing(target, order.force)?;
    fs::rename(&partial.path, target).map_err(cannot_write(target))?;
    settle(target);
    let bytes = fs::metadata(target).map_err(cannot_write(target))?.len();
    Ok(Made { path: target.to_owned(), bytes, manifest, contents })
}

fn write(
    order: &Order,
    partial: &Scrap,
    copy: &Scrap,
    manifest: Manifest,
    contents: &Contents,
) -> io::Result<Manifest> {
    let mtime = u64::try_from(manifest.made_at.as_second()).unwrap_or(0);
    let mut packer = Packer::new(partial.file.try_clone()?, mtime, order.stop.clone())?;
    packer.part(manifest.database_part(), |out| pack_database(&order.seal, &copy.path, out))?;
    packer.part(manifest.contents_part(), |out| {
        let mut sealing = order.seal.around(out)?;
        serde_json::to_writer_pretty(&mut sealing, contents)?;
        sealing.finish()?;
        Ok(())
    })?;
    packer.finish(manifest)
}

fn pack_database(seal: &Seal, copy: &Path, out: &mut Summed<'_>) -> io::Result<()> {
    let mut copy = File::open(copy)?;
    let mut packing = zstd::Encoder::new(seal.around(out)?, LEVEL)?;
    packing.include_checksum(true)?;
    packing.set_pledged_src_size(Some(copy.metadata()?.len()))?;
    io::copy(&mut copy, &mut packing)?;
    packing.finish()?.finish()?.flush()
}

fn refuse_existing(target: &Path, force: bool) -> Result<()> {
    if target.exists() && !force {
        return Err(Error::refused(refusals::backups::there_already(target)));
    }
    Ok(())
}

pub(super) fn cannot_write(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let what = format!("cannot write {}", path.display());
    move |source| Error::Io { what, source }
}

/// Sees to it that a name outlives a power cut. Where folders cannot be synced there is nothing to be done.
pub(super) fn settle(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// A file that is only needed for a while, readable by its owner alone; gone when dropped.
pub(super) struct Scrap {
    pub path: PathBuf,
    pub file: File,
}

impl Scrap {
    /// Makes an empty one beside a file, and holds it, so that nobody sweeps it away.
    pub fn new(beside: &Path, ending: &str) -> Result<Scrap> {
        let mut name = beside.as_os_str().to_owned();
        name.push(ending);
        let path = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(cannot_write(&path))?;
        if file.try_lock().is_err() {
            return Err(Error::refused(refusals::backups::made_by_another(beside)));
        }
        file.set_len(0).map_err(cannot_write(&path))?;
        Ok(Scrap { path, file })
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        // Once it is in its place there is nothing left of this name.
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes away what killed programs left in a folder of backups, or in a data folder: files of ours that nobody holds.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours =
            UNFINISHED.iter().any(|ending| name.ends_with(&format!(".tar{ending}"))) || name == RESTORING;
        if is_ours && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(&path);
        }
    }
}
