//! What a backup says of itself.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::db::Kind;
use crate::db::copying::Inventory;
use crate::error::{Error, Result};
use crate::words::refusals;

/// The format that is written; older ones are read.
pub(super) const FORMAT: u32 = 1;

/// Who made a backup, when, of what. It stands in the clear even in a sealed one, so it says nothing of the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the file.
    pub format: u32,
    /// The version of the Kith that made it.
    pub program: String,
    /// The schema of its database.
    pub schema: i64,
    /// Which database it is of.
    pub database: Kind,
    /// When it was begun.
    pub made_at: Timestamp,
    /// Why.
    pub why: Why,
    /// The installation whose schedule made it, and may delete it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation: Option<String>,
    /// How it is sealed.
    pub sealed: Sealed,
    /// The parts before this one.
    pub parts: Vec<Part>,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Someone wanted it.
    #[default]
    ByHand,
    /// Its time had come.
    Schedule,
    /// Before a newer schema.
    Upgrade,
    /// Before another was put in its place.
    Restore,
}

/// How a backup is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sealed {
    /// Not at all.
    #[default]
    No,
    /// With a passphrase.
    Passphrase,
    /// To the keys of recipients.
    Recipients,
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sealed::No => "not sealed",
            Sealed::Passphrase => "sealed with a passphrase",
            Sealed::Recipients => "sealed to recipients",
        })
    }
}

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its checksum.
    pub sha256: String,
}

/// What stands in the database of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The size of the unpacked database.
    pub bytes: u64,
    /// Its tables.
    #[serde(flatten)]
    pub inventory: Inventory,
}

impl Manifest {
    /// Reads one; `None` if it cannot be read at all.
    pub(super) fn read(text: &str) -> Option<Result<Manifest>> {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        let format = value.get("format")?.as_u64()?;
        if format > u64::from(FORMAT) {
            return Some(Err(Error::refused(refusals::backups::format_newer(format, FORMAT))));
        }
        Some(Ok(serde_json::from_value(value).ok()?))
    }

    /// The name of the part with the database.
    pub(super) fn database_part(&self) -> &'static str {
        match (self.database, self.sealed) {
            (Kind::Sqlite, Sealed::No) => "database.sqlite.zst",
            (Kind::Sqlite, _) => "database.sqlite.zst.age",
            (Kind::Postgres, Sealed::No) => "database.dump.zst",
            (Kind::Postgres, _) => "database.dump.zst.age",
        }
    }

    /// The name of the part that says what stands in the database.
    pub(super) fn contents_part(&self) -> &'static str {
        if self.sealed == Sealed::No { "contents.json" } else { "contents.json.age" }
    }
}

impl Default for Manifest {
    fn default() -> Manifest {
        Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: 0,
            database: Kind::Sqlite,
            made_at: Timestamp::UNIX_EPOCH,
            why: Why::default(),
            installation: None,
            sealed: Sealed::default(),
            parts: Vec::new(),
        }
    }
}
