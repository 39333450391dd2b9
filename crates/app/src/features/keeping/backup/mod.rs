//! Backups: one file that holds a whole network, made while Kith works, checked by restoring it, and put back.
//!
//! [`make`] writes one; [`Archive`] opens one; [`verify`] and [`restore`] take it from there. [`schedule`] says when one is
//! due and which are kept, [`keeper`] makes them in a running server. The file itself is `archive` and `manifest`, sealing
//! is `seal`; copies of databases are `db::copying`. A backup holds the database, and so everything that is known; files
//! that wait in `uploads/` and settings of the machine (`kith.toml`, keys) are not in it.

mod archive;
pub mod keeper;
mod make;
mod manifest;
mod restore;
pub mod schedule;
mod seal;
mod verify;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use archive::{Archive, Stop};
pub use make::{Made, Order};
pub use manifest::{Contents, Manifest, Part, Sealed, Why};
pub use restore::{Restored, restore};
pub use seal::{Key, Passphrase, Recipient, Seal};
pub use verify::{Live, Verified, verify, verify_live};

pub(crate) use make::{make as make_of, sweep};
pub(crate) use restore::way_back;

use crate::access::{Cx, Right};
use crate::error::Result;

/// Where a Kith is: its database, if it is on a server, and its data folder.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The address of the PostgreSQL database; none for the file in the data folder.
    pub url: Option<&'p str>,
    /// The data folder.
    pub data: &'p Path,
}

impl Place<'_> {
    /// Where backups go unless somebody says otherwise.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }
}

/// Makes a backup of everything.
///
/// # Errors
/// The member may not, the file is there already, or it cannot be written; nothing is left then.
pub async fn make(cx: &Cx, order: Order) -> Result<Made> {
    cx.require(Right::Administer)?;
    make_of(&cx.app.db, order, cx.now).await
}

/// A name of this kind and moment that no file has yet.
pub(crate) fn free_name(folder: &Path, kind: &str, now: Timestamp, ending: &str) -> PathBuf {
    let moment = now.strftime("%Y%m%dT%H%M%SZ");
    let first = folder.join(format!("kith-{kind}-{moment}.{ending}"));
    let others = (2..1_000).map(|n| folder.join(format!("kith-{kind}-{moment}-{n}.{ending}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// The backups in a folder that can be read.
pub(crate) fn archives_in(folder: &Path) -> Vec<Archive> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let tars = paths.filter(|path| path.extension().is_some_and(|ending| ending == "tar"));
    tars.filter_map(|path| Archive::open(&path).ok()).collect()
}
