//! Refusals about backups and their schedule.

use std::fmt::Display;
use std::path::Path;

pub(crate) fn not_whole(path: &Path) -> String {
    format!("{} is no backup of Kith, or not all of one", path.display())
}

pub(crate) const MADE_ALREADY: &str = "a backup is being made already";

pub(crate) fn written_with_fault(path: &Path, fault: &str) -> String {
    format!("{} was written, but {fault}", path.display())
}

pub(crate) fn there_already(target: &Path) -> String {
    format!("{} is there already: --force replaces it", target.display())
}

pub(crate) fn made_by_another(path: &Path) -> String {
    format!("{} is being made by another program", path.display())
}

pub(crate) fn format_newer(format: u64, known: u32) -> String {
    format!(
        "this backup has format {format}, and this Kith reads formats up to {known}: take the newer Kith that made it"
    )
}

pub(crate) fn archive_damaged(path: &Path, fault: &str) -> String {
    format!("{}: {fault}; nothing was changed", path.display())
}

pub(crate) fn schema_newer(schema: i64, known: i64, program: &str) -> String {
    format!(
        "this backup has schema {schema}, and this program knows schemas up to {known}: restore it with the newer Kith \
             that made it (version {program})"
    )
}

pub(crate) const OF_SQLITE: &str =
    "this backup is of an SQLite file, and PostgreSQL is set here: restore it without KITH_DATABASE_URL";

pub(crate) const OF_POSTGRES: &str =
    "this backup is of PostgreSQL: name the server by KITH_DATABASE_URL, then restore again";

pub(crate) fn holds_a_network(whom: &str) -> String {
    format!("{whom} holds a network already: --force keeps it as a backup and puts this one in its place")
}

pub(crate) fn content_damaged(fault: &str) -> String {
    format!("what is in the backup is damaged: {fault}; nothing was changed")
}

pub(crate) const OF_FIRST_NETWORK: &str =
    "backups hold the whole server: they are seen to from its first network";

pub(crate) const PASSPHRASE_EMPTY: &str = "the passphrase is empty";

pub(crate) fn not_a_public_key(text: &str) -> String {
    format!("“{text}” is no public key of age: it begins with age1 (age-keygen makes one)")
}

pub(crate) fn no_secret_key(path: &Path) -> String {
    format!("{} holds no secret key of age", path.display())
}

pub(crate) fn sealed(how: impl Display) -> String {
    format!("this backup is {how}: give what opens it")
}

pub(crate) const HOUR_IMPOSSIBLE: &str = "an hour is 0 to 23";

pub(crate) const NONE_KEPT: &str = "at least one backup has to be kept";

pub(crate) const TOO_MANY_KEPT: &str = "at most a thousand are kept of a kind";

pub(crate) const FOLDER_NOT_WHOLE: &str = "the folder has to be a whole path, such as /mnt/backup/kith";

pub(crate) const WRONG_PASSPHRASE: &str = "the passphrase is not the one it was sealed with";

pub(crate) const SEALED_TO_ANOTHER: &str = "it was sealed to somebody else, or with a passphrase";

pub(crate) fn cannot_be_opened(why: &str) -> String {
    format!("the backup cannot be opened: {why}")
}

/// The way back to an older program: its newest backup, and the command.
pub(crate) fn way_back(made_at: jiff::Timestamp, data: &Path, backup: &Path) -> String {
    format!(
        "the newest backup it can restore is of {made_at:.0}; what came after it is lost then:\n    kith --data {} restore --force {}",
        data.display(),
        backup.display()
    )
}
