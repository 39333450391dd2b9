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

/// What an SQLite file has of a kind (`table`, `index`), with the statement that made it.
pub const LITE_MADE: &str = "
SELECT name, sql FROM main.sqlite_schema
WHERE type = $1 AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'";

/// Makes SQLite's planner expect of temporary tables what it expects of those they stand for.
pub const LITE_EXPECTED_APART: &[&str] = &[
    "PRAGMA analysis_limit = 1",
    "ANALYZE temp",
    "DELETE FROM temp.sqlite_stat1",
    "INSERT INTO temp.sqlite_stat1 SELECT * FROM main.sqlite_stat1",
    "ANALYZE temp.sqlite_schema",
];

/// The tables of a PostgreSQL database with their schema, both as they stand in statements.
pub const POSTGRES_TABLES: &str = "
SELECT quote_ident(schemaname), quote_ident(tablename) FROM pg_tables
WHERE schemaname = current_schema() AND tablename NOT LIKE '\\_sqlx%'";

/// Writes an SQLite file anew. The copy that is made meanwhile is a file: it can be as large as the database.
pub const SQLITE_WRITE_ANEW: [&str; 3] = ["PRAGMA temp_store = FILE", "VACUUM", "PRAGMA temp_store = MEMORY"];

/// Takes the log of an SQLite file into it and empties it; gives first whether somebody who reads was in the way.
pub const SQLITE_EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// Sets the space free of what was deleted on a PostgreSQL server.
pub const POSTGRES_SET_FREE: &str = "VACUUM";

/// Has SQLite read the schema, which every connection does once.
pub const READ_SCHEMA: &str = "SELECT 1 FROM workspace LIMIT 1";
