//! The one error of this crate, written for the person who reads it at night.

/// What went wrong, to what, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder.
    #[error("{what}: {source}")]
    Io {
        /// What was tried, with the path.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database.
    #[error("{}", words_of(.0))]
    Database(#[from] sqlx::Error),
    /// A database written by a newer Kith.
    #[error(
        "this database has schema {found}, and this program knows schemas up to {known}: start it with the newer \
         Kith that wrote it. To go back to this program instead, {way_back}"
    )]
    NewerSchema {
        /// The schema of the database.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
        /// The newest backup this program can restore, and how; or that there is none.
        way_back: String,
    },
    /// A setting that cannot be used.
    #[error("{0}")]
    Settings(String),
    /// Something asked for that is not there.
    #[error("{0}")]
    NotFound(String),
    /// Something asked for that cannot be done.
    #[error("{0}")]
    Refused(String),
}

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

fn words_of(error: &sqlx::Error) -> String {
    let text = error.to_string();
    let hint = if text.contains("database is locked") {
        "another process holds the database: let it finish, then run this again; nothing was lost"
    } else if text.contains("disk is full") || text.contains("No space left") {
        "the disk is full: make room, then run this again; what was written before stands"
    } else if text.contains("not a database") || text.contains("malformed") {
        "the file is damaged or not Kith's: run `kith doctor`, and restore a backup if it says so"
    } else {
        "the database refused"
    };
    format!("{hint} ({text})")
}
