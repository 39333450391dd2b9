//! Refusals about the database, its upgrade and the key beside it.

use std::fmt::Display;
use std::path::Path;

use sqlx::migrate::MigrateError;

pub(crate) fn upgrade_failed(found: i64, known: i64, why: &str, back: &str) -> String {
    format!(
        "the upgrade from schema {found} to {known} failed: {why}\nThe Kith that was here before goes back with\n    {back}"
    )
}

pub(crate) fn not_backed_up(why: &str) -> String {
    format!(
        "the database needs an upgrade, and the backup that comes before it could not be made, so nothing was \
             changed: {why}"
    )
}

pub(crate) fn not_migrated(why: &MigrateError) -> String {
    format!("the database could not be brought up to date: {why}")
}

pub(crate) fn programs_failed(name: &str, complaint: &str) -> String {
    format!(
        "PostgreSQL's programs (pg_dump, pg_restore, psql; as new as the server) could not do it: {name}: {complaint}"
    )
}

pub(crate) fn server_unreachable(why: &sqlx::Error) -> String {
    format!("the PostgreSQL server of KITH_DATABASE_URL cannot be reached: {why}")
}

pub(crate) const READ_FOR_LONG: &str = "something else reads the database for long";

pub(crate) fn url_unreadable(why: &sqlx::Error) -> String {
    format!("KITH_DATABASE_URL cannot be read: {why}")
}

pub(crate) const NO_TRANSACTION: &str = "no transaction could be begun";

pub(crate) const SECRET_UNSEALED: &str = "a secret could not be sealed";

pub(crate) fn not_a_key(path: &Path) -> String {
    format!("{} is not a key of Kith: restore it from a backup", path.display())
}

pub(crate) fn sealed_with_another(purpose: &str) -> String {
    format!(
        "a secret ({purpose}) was not sealed with this kith.key: restore the one that belongs to the database"
    )
}

/// What is said when a restore finds the database in use.
pub(crate) const OPEN_ELSEWHERE: &str = "another program has this database open: stop Kith (and whatever else reads it), then restore again; nothing was changed";

pub(crate) fn no_threads(why: &rayon::ThreadPoolBuildError) -> String {
    format!("no threads for work in the background: {why}")
}

pub(crate) fn no_way_back(folder: &Path) -> String {
    format!("there is no backup in {} that it could restore", folder.display())
}

/// What a program of PostgreSQL's that says nothing was ended by.
pub(crate) const PROGRAM_ENDED: &str = "it was ended";

pub(crate) fn newer_schema(found: impl Display, known: impl Display, way_back: &str) -> String {
    format!(
        "this database has schema {found}, and this program knows schemas up to {known}: start it with the newer \
         Kith that wrote it. To go back to this program instead, {way_back}"
    )
}

pub(crate) const LOCKED: &str =
    "another process holds the database: let it finish, then run this again; nothing was lost";

pub(crate) const DISK_FULL: &str =
    "the disk is full: make room, then run this again; what was written before stands";

pub(crate) const DAMAGED: &str =
    "the file is damaged or not Kith's: run `kith doctor`, and restore a backup if it says so";

pub(crate) const REFUSED: &str = "the database refused";
