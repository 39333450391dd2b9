//! The tables of facts as lines of JSON: Kith's own format, from which another Kith is filled again.
//!
//! A file a table. Its first line says what it is ([`Head`]); each further line is a row as an object by column, the last one the number of rows. Which
//! tables and columns there are stands once, in `sql::TABLES`, for writing and for reading alike.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::out::Out;
use super::sql;
use crate::access::Cx;
use crate::db::{Cell, Cells, Look};
use crate::error::Result;

/// The version of the format; a reader refuses a higher one than its own.
pub(crate) const VERSION: u32 = 1;

/// A table as it is carried from one Kith to another.
pub(crate) struct Table {
    /// What it is called.
    pub name: &'static str,
    /// Its columns besides the workspace.
    pub columns: &'static [(&'static str, Holds)],
    /// Reads all rows: the workspace, then the columns.
    pub read: &'static str,
    /// Writes rows given as an array of objects; those that are there already stay.
    pub write: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A whole number.
    Number,
    /// A text.
    Text,
}

/// The first line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The version of the format.
    pub kith_export: u32,
    /// Which table the lines are of.
    pub table: String,
}

impl Head {
    /// The head of a file that begins so; `None` for a file that is no part of an export.
    pub fn of(start: &[u8]) -> Option<Head> {
        if !start.starts_with(b"{\"kith_export\":") {
            return None;
        }
        let line = start.split(|b| *b == b'\n').next()?;
        serde_json::from_slice(line).ok()
    }
}

/// The one line about the workspace itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Workspace {
    /// What it is called.
    pub name: String,
    /// The principal's person.
    pub owner_id: Option<i64>,
    /// Every number in the export is lower.
    pub next_id: i64,
}

/// What the file about the workspace is called as a table.
pub(crate) const WORKSPACE: &str = "workspace";

/// Every table of facts, each behind those that it refers to.
pub(crate) fn all() -> &'static [Table] {
    sql::TABLES
}

/// Writes a file for each table.
pub(super) async fn write(cx: &Cx, look: &mut Look, folder: &mut super::Folder) -> Result<()> {
    let mut out = folder.file("json/workspace.jsonl")?;
    head(&mut out, WORKSPACE)?;
    look.each(sql::WORKSPACE, &[cx.ws()], &mut |(name, owner_id, next_id): (String, Option<i64>, i64)| {
        out.row(&json!(Workspace { name, owner_id, next_id }).to_string())
    })
    .await?;
    end(out, folder)?;
    for table in all() {
        let mut out = folder.file(&format!("json/{}.jsonl", table.name))?;
        head(&mut out, table.name)?;
        look.each(table.read, &[cx.ws()], &mut |row: Cells| out.row(&table.line(row))).await?;
        end(out, folder)?;
    }
    Ok(())
}

/// The last line says how many rows there are, so that a file that was cut short is told from a whole one.
fn end(mut out: Out, folder: &mut super::Folder) -> Result<()> {
    let rows = out.rows();
    out.line(&json!({ "kith_end": rows }).to_string())?;
    folder.done(out)
}

/// How many rows a last line says there are; `None` for any other line.
pub(crate) fn end_of(line: &str) -> Option<u64> {
    line.strip_prefix("{\"kith_end\":")?.strip_suffix('}')?.parse().ok()
}

fn head(out: &mut Out, table: &str) -> Result<()> {
    let head = Head { kith_export: VERSION, table: table.to_owned() };
    out.line(&json!(head).to_string())
}

impl Table {
    fn line(&self, row: Cells) -> String {
        let values = row.0.into_iter().skip(1).map(|cell| match cell {
            Cell::Nothing => Value::Null,
            Cell::Int(n) => n.into(),
            Cell::Text(text) => text.into(),
        });
        let object: Map<String, Value> =
            self.columns.iter().map(|(name, _)| (*name).to_owned()).zip(values).collect();
        Value::Object(object).to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::db::Db;

    /// What is not carried: what is derived from the facts, and what belongs to this installation alone: its accounts,
    /// their sessions and secrets, the links that invite to it, and its backups.
    const NOT_CARRIED: &[&str] = &[
        "acquaintance",
        "change",
        "map_drawing",
        "network_health",
        "past_alarm",
        "stale_pair",
        "tie",
        "workspace",
        "account",
        "account_event",
        "account_key",
        "account_link",
        "passkey",
        "recovery_code",
        "sealing_key",
        "second_factor",
        "session",
        "sign_in_attempt",
        "token",
        "backup_run",
        "invitation",
    ];

    /// Columns of what is carried that are not: who signs in is an account of this server.
    const COLUMNS_NOT_CARRIED: &[(&str, &str)] = &[("member", "account_id")];

    #[tokio::test]
    async fn every_table_and_column_is_carried_or_named_here() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(None, folder.path()).await.unwrap();
        db.migrate().await.unwrap();
        let columns = "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'
            AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '_sqlx_%' AND c.name <> 'workspace_id'";
        let there: Vec<(String, String)> = db.fetch_all(columns, &[]).await.unwrap();
        let there: BTreeSet<(&str, &str)> = there
            .iter()
            .map(|(table, column)| (table.as_str(), column.as_str()))
            .filter(|column| !NOT_CARRIED.contains(&column.0) && !COLUMNS_NOT_CARRIED.contains(column))
            .collect();
        let carried: BTreeSet<(&str, &str)> =
            all().iter().flat_map(|t| t.columns.iter().map(|(column, _)| (t.name, *column))).collect();
        assert_eq!(
            there, carried,
            "a table of facts is exported whole, or stands in NOT_CARRIED with a reason"
        );
    }

    #[test]
    fn the_head_of_a_file_is_told_from_other_json() {
        let head = Head::of(b"{\"kith_export\":1,\"table\":\"person\"}\n{\"id\":1}\n");
        assert_eq!(head, Some(Head { kith_export: 1, table: "person".into() }));
        assert_eq!(Head::of(b"{\"table\":\"person\"}\n"), None);
        assert_eq!(Head::of(b"[1]"), None);
    }
}
