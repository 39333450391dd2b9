//! One consistent look at the whole database, row by row: what an export reads is all of one moment, whatever is written
//! meanwhile, and no more than a row of it is in memory at once.

use futures_util::TryStreamExt;
use sqlx::{ColumnIndex, Database, Decode, FromRow, Postgres, Sqlite, Transaction, Type, TypeInfo, ValueRef};
use sqlx::{postgres::PgRow, sqlite::SqliteRow};

use super::{Arg, Db, Row, bound};
use crate::error::Result;

/// A transaction that only reads.
pub enum Look {
    /// On a reading connection of the file.
    Lite(Transaction<'static, Sqlite>),
    /// On a connection of the server.
    Pg(Transaction<'static, Postgres>),
}

/// One value of a row whose columns are only known when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// NULL.
    Nothing,
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
}

/// A row of any columns, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells(pub Vec<Cell>);

impl Db {
    /// Begins a look: all that is read through it is of one moment.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn look(&self) -> Result<Look> {
        Ok(match self {
            Db::Lite(lite) => Look::Lite(lite.readers.begin().await?),
            Db::Pg(pool) => {
                Look::Pg(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }
}

impl Look {
    /// Hands over the rows of a query one by one.
    ///
    /// # Errors
    /// The database cannot be read, or `take` fails, which ends the reading.
    pub async fn each<T: Row>(
        &mut self,
        sql: &'static str,
        args: &[Arg],
        take: &mut (dyn FnMut(T) -> Result<()> + Send),
    ) -> Result<()> {
        match self {
            Look::Lite(tx) => {
                let mut rows = bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    take(row)?;
                }
            }
            Look::Pg(tx) => {
                let mut rows = bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    take(row)?;
                }
            }
        }
        Ok(())
    }

    /// All rows of a query that gives few.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn fetch_all<T: Row>(&mut self, sql: &'static str, args: &[Arg]) -> Result<Vec<T>> {
        Ok(match self {
            Look::Lite(tx) => bound!(sqlx::query_as::<Sqlite, T>(sql), args).fetch_all(&mut **tx).await?,
            Look::Pg(tx) => bound!(sqlx::query_as::<Postgres, T>(sql), args).fetch_all(&mut **tx).await?,
        })
    }
}

impl<'r> FromRow<'r, SqliteRow> for Cells {
    fn from_row(row: &'r SqliteRow) -> sqlx::Result<Cells> {
        cells(row)
    }
}

impl<'r> FromRow<'r, PgRow> for Cells {
    fn from_row(row: &'r PgRow) -> sqlx::Result<Cells> {
        cells(row)
    }
}

fn cells<'r, R: sqlx::Row>(row: &'r R) -> sqlx::Result<Cells>
where
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
{
    let cell = |n: usize| -> sqlx::Result<Cell> {
        let raw: <R::Database as Database>::ValueRef<'r> = row.try_get_raw(n)?;
        if raw.is_null() {
            return Ok(Cell::Nothing);
        }
        let is_number = raw.type_info().name().starts_with("INT");
        Ok(if is_number { Cell::Int(row.try_get(n)?) } else { Cell::Text(row.try_get(n)?) })
    };
    (0..row.len()).map(cell).collect::<sqlx::Result<_>>().map(Cells)
}
