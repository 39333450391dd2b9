//! The database: SQLite in one file by default, PostgreSQL for teams, one SQL text for both.
//!
//! A [`Db`] answers reads from a pool and opens one write transaction at a time ([`Db::begin`]); a [`Tx`] is all or
//! nothing; a [`Look`] reads all of one moment, row by row. SQL stands in the `sql.rs` files of the features and here, nowhere else; the few places where the two
//! databases differ are functions of [`dialect`]. Many rows are written by one statement that is bound one JSON
//! array ([`Rows`]): a row costs a few microseconds instead of the hundred of a statement each.

mod apart;
pub mod copying;
pub mod dialect;
mod look;
mod migrate;
pub mod postgres;
mod private;
mod rows;
mod steps;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, FromRow, Postgres, Sqlite, Transaction};

use crate::error::{Error, Result};
use crate::words::refusals;
pub use look::{Cell, Cells, Look};
pub use migrate::Schema;
pub(crate) use migrate::known_schema;
pub(crate) use private::make_folder;
pub use rows::{Arg, Rows};
pub use steps::Steps;

/// How long a writer waits for another process that holds the database, before it gives up with a clear message.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// Reading connections at most: as many questions as a busy office asks at once.
const READERS: u32 = 8;

/// What a connection caches, in kB: the hot pages; the rest is cached by the system. The SQLite that comes with sqlx gives
/// all connections of a process one cache that is as large as those of all together: what the writer does not need, readers
/// fill.
const WRITER_CACHE: &str = "-16384";
/// See [`WRITER_CACHE`].
const READER_CACHE: &str = "-4096";

/// How often, and how far apart, one asks again for what others hold: the place for long work on a server, or a database
/// that is to be replaced and that somebody may be closing at this moment.
const HOLD_TRIES: u32 = 20;
/// See [`HOLD_TRIES`].
const HOLD_PAUSE: Duration = Duration::from_millis(50);

/// The file beside the database that everyone who has it open holds together, and a restore alone.
const LOCK: &str = "kith.lock";

/// The two kinds of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

/// An open database.
#[derive(Clone)]
pub enum Db {
    /// One file.
    Lite(Lite),
    /// A server.
    Pg(PgPool),
}

/// SQLite: one connection writes, several read.
#[derive(Clone)]
pub struct Lite {
    writer: SqlitePool,
    readers: SqlitePool,
    path: PathBuf,
    _lock: Arc<File>,
}

/// A write transaction; dropped without [`Tx::commit`], it changes nothing.
pub enum Tx {
    /// On the one writing connection of the file.
    Lite(Transaction<'static, Sqlite>),
    /// On a connection of the server.
    Pg(Transaction<'static, Postgres>),
}

/// The one place for long work, free again when this is dropped.
pub struct Held {
    _connection: Option<sqlx::PgConnection>,
}

/// A row that both databases can give.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Int(v) => query.bind(*v),
                Arg::NoInt => query.bind(None::<i64>),
                Arg::Text(v) => query.bind(v.as_str()),
                Arg::NoText => query.bind(None::<String>),
            };
        }
        query
    }};
}
use bound;

impl Db {
    /// Opens the database at `url` (`postgres://…`) or, without one, the file `kith.db` in `data`; creates it if absent.
    /// Its schema is as it was: [`Db::schema`] says which, [`Db::migrate`] brings it up to date.
    ///
    /// # Errors
    /// The folder or server cannot be reached, or a backup is being restored there.
    pub async fn connect(url: Option<&str>, data: &Path) -> Result<Db> {
        match url {
            Some(url) => Db::connect_postgres(url).await,
            None => {
                private::make(&file_in(data))?;
                let lock = lock(data, File::try_lock_shared)?;
                Db::open_file(&file_in(data), Arc::new(lock)).await
            }
        }
    }

    /// Opens a file whose lock is held already.
    pub(crate) async fn open_file(path: &Path, lock: Arc<File>) -> Result<Db> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .page_size(8192)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .auto_vacuum(SqliteAutoVacuum::None)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(200)
            // Rows wait for their reader in a queue; a short one has two threads take turns for every few rows.
            .row_buffer_size(2_000)
            .pragma("cache_size", WRITER_CACHE)
            .pragma("temp_store", "MEMORY")
            // What is deleted is overwritten wherever that costs no further writing.
            .pragma("secure_delete", "FAST")
            .pragma("wal_autocheckpoint", "16000");
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).min_connections(0).connect_lazy_with(
            options.read_only(true).create_if_missing(false).pragma("cache_size", READER_CACHE),
        );
        Ok(Db::Lite(Lite { writer, readers, path: path.to_owned(), _lock: lock }))
    }

    async fn connect_postgres(url: &str) -> Result<Db> {
        let options = postgres_options(url)?;
        let pool = PgPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY_TIMEOUT)
            .connect_with(options)
            .await
            .map_err(|e| Error::settings(refusals::database::server_unreachable(&e)))?;
        Ok(Db::Pg(pool))
    }

    /// Opens every connection that reads, so that those who come first do not wait for one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn open_readers(&self) -> Result<()> {
        let mut lite = Vec::new();
        let mut pg = Vec::new();
        for _ in 0..READERS {
            match self {
                Db::Lite(known) => {
                    let mut connection = known.readers.acquire().await?;
                    sqlx::query(dialect::READ_SCHEMA).execute(&mut *connection).await?;
                    lite.push(connection);
                }
                Db::Pg(pool) => pg.push(pool.acquire().await?),
            }
        }
        Ok(())
    }

    /// Begins a write transaction; other writers wait, readers do not.
    ///
    /// # Errors
    /// The database is held by another process for longer than twenty seconds, or cannot be reached.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Db::Lite(lite) => Tx::Lite(lite.writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Pg(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query(dialect::POSTGRES_ONE_WRITER).execute(&mut *tx).await?;
                Tx::Pg(tx)
            }
        })
    }

    /// Begins a transaction on a copy of everything, which others neither see nor wait for ([`apart`]). It cannot last.
    ///
    /// # Errors
    /// The database cannot be read, or there is no room for the copy.
    async fn begin_apart(&self) -> Result<Tx> {
        match self {
            Db::Lite(lite) => apart::on_file(lite).await,
            Db::Pg(pool) => apart::on_server(pool).await,
        }
    }

    /// Takes the one place for long work (imports, rebuilds) on a server that several programs share; `None` if another
    /// has it. A file is guarded by a lock beside it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn try_hold(&self) -> Result<Option<Held>> {
        let Db::Pg(pool) = self else { return Ok(Some(Held { _connection: None })) };
        let mut connection = pool.acquire().await?;
        // A server takes a moment to notice that the one before has gone.
        for _ in 0..HOLD_TRIES {
            let is_free: bool =
                sqlx::query_scalar(dialect::POSTGRES_TRY_HOLD).fetch_one(&mut *connection).await?;
            if is_free {
                // Out of the pool, so that dropping it closes it, and with it the lock.
                return Ok(Some(Held { _connection: Some(connection.detach()) }));
            }
            tokio::time::sleep(HOLD_PAUSE).await;
        }
        Ok(None)
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn fetch_all<T: Row>(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<T>> {
        Ok(match self {
            Db::Lite(lite) => bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_all(&lite.readers).await?,
            Db::Pg(pool) => bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch_all(pool).await?,
        })
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn fetch_optional<T: Row>(&self, sql: &'static str, args: &[Arg]) -> Result<Option<T>> {
        Ok(match self {
            Db::Lite(lite) => {
                bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_optional(&lite.readers).await?
            }
            Db::Pg(pool) => bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch_optional(pool).await?,
        })
    }

    /// The one number a query gives.
    ///
    /// # Errors
    /// The database cannot be read, or the query gives no row.
    pub async fn fetch_int(&self, sql: &'static str, args: &[Arg]) -> Result<i64> {
        Ok(self.fetch_optional::<(i64,)>(sql, args).await?.ok_or(sqlx::Error::RowNotFound)?.0)
    }

    /// What kind of database it is and where, without a password: for `kith doctor`.
    pub fn describe(&self) -> String {
        match self {
            Db::Lite(lite) => format!("SQLite file {}", lite.path.display()),
            Db::Pg(pool) => {
                let o = pool.connect_options();
                format!(
                    "PostgreSQL {}:{}/{}",
                    o.get_host(),
                    o.get_port(),
                    o.get_database().unwrap_or_default()
                )
            }
        }
    }

    /// The address of the server, with its password; none for a file.
    pub(crate) fn address(&self) -> Option<String> {
        match self {
            Db::Lite(_) => None,
            Db::Pg(pool) => Some(pool.connect_options().to_url_lossy().into()),
        }
    }

    /// Writes the database anew, so that nothing is left of what was deleted: neither in the file nor in its log. On a
    /// server only the space is set free; its pages are the server's.
    ///
    /// # Errors
    /// There is no room for a second copy, or another program holds the database.
    pub async fn write_anew(&self) -> Result<()> {
        match self {
            Db::Lite(lite) => {
                let mut writer = lite.writer.acquire().await?;
                for statement in dialect::SQLITE_WRITE_ANEW {
                    sqlx::query(statement).execute(&mut *writer).await?;
                }
                let (is_busy, ..): (i64, i64, i64) =
                    sqlx::query_as(dialect::SQLITE_EMPTY_LOG).fetch_one(&mut *writer).await?;
                if is_busy != 0 {
                    return Err(Error::refused(refusals::database::READ_FOR_LONG));
                }
            }
            Db::Pg(pool) => {
                sqlx::query(dialect::POSTGRES_SET_FREE).execute(pool).await?;
            }
        }
        Ok(())
    }

    /// Closes all connections, so that the write-ahead log is folded into the file.
    pub async fn close(&self) {
        match self {
            Db::Lite(lite) => {
                lite.readers.close().await;
                lite.writer.close().await;
            }
            Db::Pg(pool) => pool.close().await,
        }
    }
}

/// Where the SQLite file of a data folder is.
pub(crate) fn file_in(data: &Path) -> PathBuf {
    data.join("kith.db")
}

/// Takes the lock beside the database alone, to replace it.
pub(crate) async fn lock_alone(folder: &Path) -> Result<File> {
    for _ in 1..HOLD_TRIES {
        match lock(folder, File::try_lock) {
            Err(Error::Refused(_)) => tokio::time::sleep(HOLD_PAUSE).await,
            taken_or_failed => return taken_or_failed,
        }
    }
    lock(folder, File::try_lock)
}

/// Takes the lock beside the database: shared by everyone who opens it, alone to replace it.
fn lock(folder: &Path, take: fn(&File) -> std::result::Result<(), TryLockError>) -> Result<File> {
    let path = folder.join(LOCK);
    let failed = |source| Error::Io { what: format!("cannot lock {}", path.display()), source };
    let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
    match take(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::refused(refusals::database::OPEN_ELSEWHERE)),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn postgres_options(url: &str) -> Result<PgConnectOptions> {
    url.parse().map_err(|e: sqlx::Error| Error::settings(refusals::database::url_unreadable(&e)))
}

impl Tx {
    /// Runs a statement and gives the number of rows it changed.
    ///
    /// # Errors
    /// The statement fails; the transaction is then of no more use.
    pub async fn execute(&mut self, sql: &'static str, args: &[Arg]) -> Result<u64> {
        Ok(match self {
            Tx::Lite(tx) => {
                bound!(sqlx::query::<Sqlite>(sql), args).execute(&mut **tx).await?.rows_affected()
            }
            Tx::Pg(tx) => {
                bound!(sqlx::query::<Postgres>(sql), args).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// All rows of a query, as this transaction sees them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn fetch_all<T: Row>(&mut self, sql: &'static str, args: &[Arg]) -> Result<Vec<T>> {
        Ok(match self {
            Tx::Lite(tx) => bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_all(&mut **tx).await?,
            Tx::Pg(tx) => bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch_all(&mut **tx).await?,
        })
    }

    /// The first row of a query, if any, as this transaction sees it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn fetch_optional<T: Row>(&mut self, sql: &'static str, args: &[Arg]) -> Result<Option<T>> {
        Ok(match self {
            Tx::Lite(tx) => bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_optional(&mut **tx).await?,
            Tx::Pg(tx) => bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch_optional(&mut **tx).await?,
        })
    }

    /// Lets PostgreSQL count what a bulk of writing has changed, so that it plans for what is there. SQLite was told
    /// what to expect by a migration.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn count_anew(&mut self) -> Result<()> {
        if let Tx::Pg(tx) = self {
            sqlx::query(dialect::POSTGRES_ANALYZE).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Makes everything the transaction did last.
    ///
    /// # Errors
    /// The database could not write (a full disk); nothing of the transaction is kept then.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Lite(tx) => tx.commit().await?,
            Tx::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
