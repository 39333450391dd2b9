//! Brings the schema up to date: forward only, with a backup before, and never on a newer database.

use std::path::Path;
use std::process::Command;

use sqlx::migrate::{MigrateError, Migrator};

use super::Db;
use crate::error::{Error, Result};

static SQLITE: Migrator = sqlx::migrate!("src/db/migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("src/db/migrations/postgres");

/// Applies the migrations that are missing.
pub(super) async fn run(db: &Db, data: &Path) -> Result<()> {
    let migrator = match db {
        Db::Lite(_) => &SQLITE,
        Db::Pg(_) => &POSTGRES,
    };
    let newest = migrator.iter().map(|m| m.version).max().unwrap_or(0);
    let applied = applied_version(db).await?;
    if applied > newest {
        return Err(Error::NewerSchema { found: applied, known: newest });
    }
    if applied == newest {
        return Ok(());
    }
    if applied > 0 {
        back_up(db, data, applied).await?;
    }
    let outcome = match db {
        Db::Lite(lite) => migrator.run(&lite.writer).await,
        Db::Pg(pool) => migrator.run(pool).await,
    };
    outcome.map_err(|e| match e {
        MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => Error::Database(e),
        other => Error::Settings(format!("the database could not be brought up to date: {other}")),
    })
}

/// The number of the newest migration that was applied, 0 for an empty database.
async fn applied_version(db: &Db) -> Result<i64> {
    let sql = "SELECT MAX(version) FROM _sqlx_migrations";
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
        return Ok(0);
    }
    let newest: Option<i64> = match db {
        Db::Lite(lite) => sqlx::query_scalar(sql).fetch_one(&lite.writer).await?,
        Db::Pg(pool) => sqlx::query_scalar(sql).fetch_one(pool).await?,
    };
    Ok(newest.unwrap_or(0))
}

/// Writes a copy of the database to the data folder, named after the schema it has.
async fn back_up(db: &Db, data: &Path, version: i64) -> Result<()> {
    let folder = data.join("backups");
    std::fs::create_dir_all(&folder)
        .map_err(|e| Error::Io { what: format!("cannot make the folder {}", folder.display()), source: e })?;
    match db {
        Db::Lite(lite) => {
            let target = free_name(&folder, version, "db");
            sqlx::query("VACUUM INTO $1").bind(target.display().to_string()).execute(&lite.writer).await?;
        }
        Db::Pg(pool) => {
            let target = free_name(&folder, version, "dump");
            let options = pool.connect_options();
            let status = Command::new("pg_dump")
                .args(["--format=custom", "--file"])
                .arg(&target)
                .arg("--host")
                .arg(
                    options
                        .get_socket()
                        .map_or_else(|| options.get_host().into(), |s| s.as_os_str().to_owned()),
                )
                .args(["--port", &options.get_port().to_string()])
                .args(["--username", options.get_username(), "--no-password"])
                .arg(options.get_database().unwrap_or_default())
                .status();
            if !status.is_ok_and(|s| s.success()) {
                return Err(Error::Settings(
                    "the database needs an upgrade, and pg_dump could not make the backup that comes before it: \
                     install PostgreSQL's client programs and give the password by ~/.pgpass, then start again"
                        .into(),
                ));
            }
        }
    }
    Ok(())
}

fn free_name(folder: &Path, version: i64, ending: &str) -> std::path::PathBuf {
    (1..)
        .map(|n| folder.join(format!("before-upgrade-from-schema-{version}-{n}.{ending}")))
        .find(|p| !p.exists())
        .unwrap_or_else(|| folder.join("before-upgrade"))
}
