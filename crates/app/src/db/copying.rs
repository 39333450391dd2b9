//! Whole copies of a database, and what stands in one: the part of backups that speaks SQL.
//!
//! A copy is taken as of one moment and holds nobody up. SQLite: `VACUUM INTO` on a connection of its own, which reads one
//! state of the file while others write. PostgreSQL: `pg_dump` on a snapshot, in which what stands there is counted too.
//! The file format around a copy is `features::keeping::backup`; putting a dump back is [`super::postgres`].

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

use super::postgres::Server;
use super::{Db, Kind};
use crate::error::{Error, Result};
use crate::words::refusals;

/// What stands in a database, so that a copy can be compared with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The number of its newest migration; 0 if it is not Kith's.
    pub schema: i64,
    /// The names of its workspaces.
    pub workspaces: Vec<String>,
    /// Its tables.
    pub tables: BTreeMap<String, Table>,
}

/// What stands in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// How many rows.
    pub rows: i64,
    /// A sum of their contents, on PostgreSQL, where a restored copy has other bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Inventory {
    /// In words, each table in which another differs.
    pub fn differences(&self, other: &Inventory) -> Vec<String> {
        let mut found = Vec::new();
        for (name, table) in &self.tables {
            match other.tables.get(name) {
                None => found.push(format!("the table {name} is missing")),
                Some(there) if there.rows != table.rows => {
                    found.push(format!("{name} has {} rows instead of {}", there.rows, table.rows));
                }
                Some(there) if there.digest.is_some() && table.digest.is_some() && there != table => {
                    found.push(format!("the rows of {name} are not what they were"));
                }
                Some(_) => {}
            }
        }
        found
    }
}

impl Db {
    /// Writes a copy of the whole database, as it is at one moment, to a file, and says what stands in it.
    ///
    /// # Errors
    /// The database cannot be read, the file cannot be written, or PostgreSQL's client programs are missing.
    pub async fn copy_to(&self, file: &Path) -> Result<Inventory> {
        match self {
            Db::Lite(lite) => {
                let mut own =
                    SqliteConnectOptions::new().filename(&lite.path).read_only(true).connect().await?;
                let copied =
                    sqlx::query("VACUUM INTO $1").bind(file.display().to_string()).execute(&mut own).await;
                own.close().await?;
                copied?;
                of_file(file).await
            }
            Db::Pg(pool) => {
                let options = pool.connect_options();
                let mut own = options.as_ref().clone().connect().await?;
                sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut own).await?;
                let snapshot: String =
                    sqlx::query_scalar("SELECT pg_export_snapshot()").fetch_one(&mut own).await?;
                Server::of(&options).dump(&snapshot, file).await?;
                let inventory = of_server(&mut own).await?;
                own.close().await?;
                Ok(inventory)
            }
        }
    }

    /// What stands in it now.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn inventory(&self) -> Result<Inventory> {
        match self {
            Db::Lite(lite) => of_lite(&mut *lite.readers.acquire().await?).await,
            Db::Pg(pool) => of_server(&mut *pool.acquire().await?).await,
        }
    }

    /// What is wrong with it as a file of rows; nothing if all is well.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn faults(&self) -> Result<Vec<String>> {
        match self {
            Db::Lite(lite) => faults_of_lite(&mut *lite.readers.acquire().await?).await,
            Db::Pg(_) => Ok(Vec::new()),
        }
    }

    /// Which of the two it is.
    pub fn kind(&self) -> Kind {
        match self {
            Db::Lite(_) => Kind::Sqlite,
            Db::Pg(_) => Kind::Postgres,
        }
    }
}

/// What stands in an SQLite file that nobody writes to.
///
/// # Errors
/// It is damaged, or no SQLite file.
pub async fn of_file(file: &Path) -> Result<Inventory> {
    let mut connection = still(file).connect().await?;
    let inventory = of_lite(&mut connection).await;
    connection.close().await?;
    inventory
}

/// What is wrong with an SQLite file that nobody writes to; nothing if all is well.
///
/// # Errors
/// It cannot be read at all.
pub async fn faults_of_file(file: &Path) -> Result<Vec<String>> {
    let mut connection = still(file).connect().await?;
    let faults = faults_of_lite(&mut connection).await;
    connection.close().await?;
    faults
}

fn still(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(file).read_only(true).immutable(true)
}

async fn of_lite(connection: &mut SqliteConnection) -> Result<Inventory> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Inventory::default();
    for name in names {
        let count = format!("SELECT COUNT(*) FROM {}", quoted(&name));
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *connection).await?;
        found.tables.insert(name, Table { rows, digest: None });
    }
    if found.is_ours() {
        found.schema = sqlx::query_scalar(SCHEMA).fetch_one(&mut *connection).await?;
        found.workspaces = sqlx::query_scalar(WORKSPACES).fetch_all(&mut *connection).await?;
    }
    Ok(found)
}

pub(super) async fn of_server(connection: &mut PgConnection) -> Result<Inventory> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Inventory::default();
    for name in names {
        let sum = format!(
            "SELECT COUNT(*), COALESCE(SUM(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} AS t",
            quoted(&name)
        );
        let (rows, digest) = sqlx::query_as(AssertSqlSafe(sum)).fetch_one(&mut *connection).await?;
        found.tables.insert(name, Table { rows, digest: Some(digest) });
    }
    if found.is_ours() {
        found.schema = sqlx::query_scalar(SCHEMA).fetch_one(&mut *connection).await?;
        found.workspaces = sqlx::query_scalar(WORKSPACES).fetch_all(&mut *connection).await?;
    }
    Ok(found)
}

impl Inventory {
    /// Nobody has done anything here yet.
    pub fn is_unused(&self) -> bool {
        let rows = |name: &str| self.tables.get(name).map_or(0, |table| table.rows);
        rows("act") + rows("source") + rows("person") + rows("account") == 0
    }

    fn is_ours(&self) -> bool {
        self.tables.contains_key("_sqlx_migrations") && self.tables.contains_key("workspace")
    }
}

const SCHEMA: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";
const WORKSPACES: &str = "SELECT name FROM workspace ORDER BY id";

async fn faults_of_lite(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let mut faults: Vec<String> = sqlx::query_scalar("SELECT integrity_check FROM pragma_integrity_check()")
        .fetch_all(&mut *connection)
        .await?;
    faults.retain(|line| line != "ok");
    let orphans: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT \"table\", parent, COUNT(*) FROM pragma_foreign_key_check() GROUP BY 1, 2 ORDER BY 1, 2",
    )
    .fetch_all(&mut *connection)
    .await?;
    let in_words =
        |(table, parent, n)| format!("{n} rows of {table} point to rows of {parent} that are not there");
    faults.extend(orphans.into_iter().map(in_words));
    Ok(faults)
}

/// A name as an identifier of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Folds the write-ahead log of an SQLite file into it and takes it out of that mode, so that the file alone is the
/// whole database and can be moved. It fails if any other program has it open.
///
/// # Errors
/// Another program has it open, or it is damaged.
pub async fn fold(file: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(file).busy_timeout(std::time::Duration::from_secs(2));
    let mut connection = options.connect().await?;
    let mode: std::result::Result<String, sqlx::Error> =
        sqlx::query_scalar("PRAGMA journal_mode = DELETE").fetch_one(&mut connection).await;
    connection.close().await?;
    if mode? == "delete" { Ok(()) } else { Err(Error::refused(refusals::database::OPEN_ELSEWHERE)) }
}

/// If it is this that kept [`fold`] from doing it.
pub(crate) fn is_open_elsewhere(error: &Error) -> bool {
    matches!(error, Error::Refused(_))
        || matches!(error, Error::Database(e) if e.to_string().contains("locked"))
}
