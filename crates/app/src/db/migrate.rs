//! The schema: which one a database has, and bringing it up to date, forward only. What comes before and after an upgrade
//! (a backup, a check) is `features::keeping::upgrade`.

use sqlx::migrate::{MigrateError, Migrator};

use super::Db;
use crate::error::{Error, Result};
use crate::words::refusals;

static SQLITE: Migrator = sqlx::migrate!("src/db/migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("src/db/migrations/postgres");

/// The schema of a database, beside the one this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The number of the newest migration that was applied, 0 for an empty database.
    pub found: i64,
    /// The newest one this program knows.
    pub known: i64,
    /// How many migrations are missing.
    pub missing: usize,
}

impl Db {
    /// Which schema it has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn schema(&self) -> Result<Schema> {
        let all: Vec<i64> = match self {
            Db::Lite(_) => SQLITE.iter().map(|m| m.version).collect(),
            Db::Pg(_) => POSTGRES.iter().map(|m| m.version).collect(),
        };
        let applied = applied(self).await?;
        let missing = all.iter().filter(|version| !applied.contains(version)).count();
        let newest = |versions: &[i64]| versions.iter().copied().max().unwrap_or(0);
        Ok(Schema { found: newest(&applied), known: newest(&all), missing })
    }

    /// Applies the migrations that are missing.
    ///
    /// # Errors
    /// One fails; those before it stand.
    pub async fn migrate(&self) -> Result<()> {
        let outcome = match self {
            Db::Lite(lite) => SQLITE.run(&lite.writer).await,
            Db::Pg(pool) => POSTGRES.run(pool).await,
        };
        outcome.map_err(|e| match e {
            MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => Error::Database(e),
            other => Error::settings(refusals::database::not_migrated(&other)),
        })
    }
}

/// The newest schema this program knows.
pub(crate) fn known_schema() -> i64 {
    SQLITE.iter().map(|m| m.version).max().unwrap_or(0)
}

/// The numbers of the migrations that were applied; none for an empty database.
async fn applied(db: &Db) -> Result<Vec<i64>> {
    let known = match db {
        Db::Lite(lite) => {
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'")
                .fetch_one(&lite.writer)
                .await?
        }
        Db::Pg(pool) => {
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = '_sqlx_migrations' AND table_schema = current_schema()")
                .fetch_one(pool)
                .await?
        }
    };
    if known == 0 {
        return Ok(Vec::new());
    }
    let sql = "SELECT version FROM _sqlx_migrations";
    Ok(match db {
        Db::Lite(lite) => sqlx::query_scalar(sql).fetch_all(&lite.writer).await?,
        Db::Pg(pool) => sqlx::query_scalar(sql).fetch_all(pool).await?,
    })
}
