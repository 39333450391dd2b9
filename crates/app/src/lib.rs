//! Acts of a member on a workspace: the only crate with SQL, asked alike by every face.
//!
//! Start at [`App::open`] and [`App::cx`]: a [`Cx`] says who acts, for whom, in which workspace and at which moment, and
//! every act takes one. The acts are in [`features`], a folder each: `mod.rs` says what can be done, `sql.rs` holds all of
//! its SQL. Around them: [`db`] (connections, transactions, migrations), [`outer`] (the clock), [`access`], [`error`].

pub mod access;
pub mod db;
pub mod error;
pub mod features;
pub mod outer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use model::WorkspaceId;

use access::{Access, Origin};
pub use access::{Cx, Member};
pub use error::{Error, Result};

use db::Db;
use features::capture::jobs::Jobs;
use features::keeping::backup::Place;
use features::keeping::{self, backup::keeper::Keeper};
use features::snapshot::Snapshots;
use outer::clock::Clock;

/// An open Kith: its database and its data folder.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The folder for everything that is not in the database.
    pub data: PathBuf,
    /// The only clock.
    pub clock: Clock,
    /// The owner's time zone.
    pub zone: TimeZone,
    /// The network in memory.
    pub(crate) snapshots: Arc<Snapshots>,
    /// The one place for long work of this program.
    pub(crate) jobs: Arc<Jobs>,
    /// The backups it makes by itself.
    pub(crate) backups: Arc<Keeper>,
}

impl App {
    /// Opens the database (`url`, or the file in `data`), brings its schema up to date, and makes the workspace and its
    /// owner on the first run.
    ///
    /// # Errors
    /// The database cannot be reached or is newer than this program.
    pub async fn open(url: Option<&str>, data: &Path, clock: Clock, zone: TimeZone) -> Result<App> {
        let db = Db::connect(url, data).await?;
        keeping::bring_up_to_date(&db, Place { url, data }, clock.now()).await?;
        let (snapshots, jobs, backups) = <(Arc<_>, Arc<_>, Arc<_>)>::default();
        let app = App { db, data: data.to_owned(), clock, zone, snapshots, jobs, backups };
        keeping::ensure_workspace(&app.db).await?;
        Ok(app)
    }

    /// The owner of the first workspace, acting now: who the command line acts for.
    pub fn cx(&self) -> Cx {
        Cx {
            app: self.clone(),
            workspace: WorkspaceId(1),
            member: Member::OWNER,
            acts_for: Member::OWNER,
            access: Arc::new(Access::principal()),
            origin: Origin::CommandLine,
            now: self.clock.now(),
            seen: None,
        }
    }
}
