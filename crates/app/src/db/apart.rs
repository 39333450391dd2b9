//! A copy of the database that goes with the connection it is on: a dry run writes there, and nobody waits for it.
//!
//! Each table gets a temporary one of the same name with the same rows and indexes, which stands before it in every query
//! of that connection. So a dry run is the real thing, statement by statement, and cannot change anything. It costs copying:
//! seconds for an office, about a minute for a hundred thousand people.

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use super::{Lite, Tx, dialect};
use crate::error::Result;

/// Begins on a copy of the file's tables. The connection cannot write to the file at all.
pub(super) async fn on_file(lite: &Lite) -> Result<Tx> {
    let options = lite.writer.connect_options().as_ref().clone();
    let options = options
        .read_only(true)
        .create_if_missing(false)
        // What is copied fits together already, in whatever order the tables come.
        .foreign_keys(false)
        // A copy may be larger than memory.
        .pragma("temp_store", "FILE");
    let alone = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let mut copying = alone.begin().await?;
    for table in of_kind(&mut copying, "table").await? {
        lite_run(&mut copying, table.sql.replacen("CREATE TABLE", "CREATE TEMP TABLE", 1)).await?;
        lite_run(&mut copying, format!("INSERT INTO temp.{0} SELECT * FROM main.{0}", table.name)).await?;
    }
    for index in of_kind(&mut copying, "index").await? {
        lite_run(&mut copying, index.sql.replacen(" INDEX ", " INDEX temp.", 1)).await?;
    }
    for sql in dialect::LITE_EXPECTED_APART {
        lite_run(&mut copying, (*sql).to_owned()).await?;
    }
    // From here on the file is not looked at any more, and its log can be folded in.
    copying.commit().await?;
    Ok(Tx::Lite(alone.begin().await?))
}

#[derive(sqlx::FromRow)]
struct Made {
    name: String,
    sql: String,
}

async fn of_kind(tx: &mut Transaction<'static, Sqlite>, kind: &str) -> Result<Vec<Made>> {
    Ok(sqlx::query_as(dialect::LITE_MADE).bind(kind).fetch_all(&mut **tx).await?)
}

async fn lite_run(tx: &mut Transaction<'static, Sqlite>, sql: String) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **tx).await?;
    Ok(())
}

/// Begins on a copy of the server's tables, which is dropped at the end of the transaction.
pub(super) async fn on_server(pool: &PgPool) -> Result<Tx> {
    let mut tx: Transaction<'static, Postgres> = pool.begin().await?;
    let tables: Vec<(String, String)> = sqlx::query_as(dialect::POSTGRES_TABLES).fetch_all(&mut *tx).await?;
    for (schema, table) in tables {
        for sql in [
            format!("CREATE TEMPORARY TABLE {table} (LIKE {schema}.{table} INCLUDING ALL) ON COMMIT DROP"),
            format!("INSERT INTO pg_temp.{table} SELECT * FROM {schema}.{table}"),
        ] {
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
        }
    }
    sqlx::query(dialect::POSTGRES_ANALYZE).execute(&mut *tx).await?;
    Ok(Tx::Pg(tx))
}
