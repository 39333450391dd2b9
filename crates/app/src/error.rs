//! The one error of this crate, written for the person who reads it at night.

use crate::words::refusals;

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
    #[error("{}", refusals::database::newer_schema(.found, .known, .way_back))]
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

impl Error {
    /// A setting that cannot be used, in a text of [`crate::words`].
    pub(crate) fn settings(words: impl Into<String>) -> Error {
        Error::Settings(words.into())
    }

    /// Something that is not there, in a text of [`crate::words`].
    pub(crate) fn not_found(words: impl Into<String>) -> Error {
        Error::NotFound(words.into())
    }

    /// Something that cannot be done, in a text of [`crate::words`].
    pub(crate) fn refused(words: impl Into<String>) -> Error {
        Error::Refused(words.into())
    }
}

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

fn words_of(error: &sqlx::Error) -> String {
    let text = error.to_string();
    let hint = if text.contains("database is locked") {
        refusals::database::LOCKED
    } else if text.contains("disk is full") || text.contains("No space left") {
        refusals::database::DISK_FULL
    } else if text.contains("not a database") || text.contains("malformed") {
        refusals::database::DAMAGED
    } else {
        refusals::database::REFUSED
    };
    format!("{hint} ({text})")
}
