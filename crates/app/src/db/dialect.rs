//! Where the two databases need different words: both texts side by side, and nothing else.

use super::Db;

/// The size of the database in bytes.
pub fn size_in_bytes(db: &Db) -> &'static str {
    match db {
        Db::Lite(_) => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        Db::Pg(_) => "SELECT pg_database_size(current_database())",
    }
}

/// A check of the whole database; gives rows of text, the single row `ok` if all is well.
pub fn integrity_check(db: &Db) -> &'static str {
    match db {
        Db::Lite(_) => "SELECT integrity_check FROM pragma_integrity_check()",
        Db::Pg(_) => "SELECT 'ok'",
    }
}

/// What PostgreSQL shall count after a bulk of writing; autovacuum would, a minute too late.
pub const POSTGRES_ANALYZE: &str =
    "ANALYZE record, person, identity, interaction, participant, tie, acquaintance";

/// Makes the writers of a PostgreSQL database take turns, as those of an SQLite file do: what a transaction has read of a
/// tie is still so when it writes it.
pub const POSTGRES_ONE_WRITER: &str = "SELECT pg_advisory_xact_lock(748101)";

/// Takes the place for long work until the connection closes.
pub const POSTGRES_TRY_HOLD: &str = "SELECT pg_try_advisory_lock(748102)";
