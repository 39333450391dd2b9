//! Acts of a member on a workspace: the only crate with SQL, asked alike by every face.
//!
//! Start at [`App::open`] and [`App::cx`]: a [`Cx`] says who acts, for whom, in which workspace and at which moment, and
//! every act takes one. The acts are in [`features`], a folder each: `mod.rs` says what can be done, `sql.rs` holds all of
//! its SQL. Around them: [`db`] (connections, transactions, migrations), [`outer`] (the clock), [`access`], [`error`].

pub mod access;
mod background;
pub mod db;
pub mod error;
pub mod features;
pub mod outer;
pub mod words;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use model::WorkspaceId;

use access::{Access, Origin};
pub use access::{Cx, Member};
pub use error::{Error, Result};

use db::Db;
use features::capture::jobs::Jobs;
use features::keeping::backup::Place;
use features::keeping::{self, backup::keeper::Keeper};
use features::openid::OpenId;
use features::passkeys::Asked;
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
    /// The same of each workspace but the first.
    others: Arc<Mutex<HashMap<i64, InMemory>>>,
    /// What browsers were asked about passkeys.
    pub(crate) asked: Arc<Asked>,
    /// The service that signs people in, if the settings name one.
    pub openid: Option<Arc<OpenId>>,
}

/// What is kept in memory of a workspace.
type InMemory = (Arc<Snapshots>, Arc<Jobs>);

impl App {
    /// Opens the database (`url`, or the file in `data`), brings its schema up to date, and makes the workspace and its
    /// owner on the first run.
    ///
    /// # Errors
    /// The database cannot be reached or is newer than this program.
    pub async fn open(url: Option<&str>, data: &Path, clock: Clock, zone: TimeZone) -> Result<App> {
        let db = Db::connect(url, data).await?;
        keeping::bring_up_to_date(&db, Place { url, data }, clock.now()).await?;
        let app = App {
            db,
            data: data.to_owned(),
            clock,
            zone,
            snapshots: Arc::default(),
            jobs: Arc::default(),
            backups: Arc::default(),
            others: Arc::default(),
            asked: Arc::default(),
            openid: None,
        };
        keeping::ensure_workspace(&app.db).await?;
        Ok(app)
    }

    /// The same program over another workspace: nothing of what one has in memory is seen by the other.
    pub(crate) fn of(&self, workspace: WorkspaceId) -> App {
        if workspace == WorkspaceId(1) {
            return self.clone();
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let (snapshots, jobs) = others.entry(workspace.0).or_default().clone();
        App { snapshots, jobs, ..self.clone() }
    }

    /// The program over each workspace that somebody asked for.
    pub(crate) fn each(&self) -> Vec<App> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let other = |(snapshots, jobs): &InMemory| App {
            snapshots: snapshots.clone(),
            jobs: jobs.clone(),
            ..self.clone()
        };
        std::iter::once(self.clone()).chain(others.values().map(other)).collect()
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
