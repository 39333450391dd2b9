//! Reading what happened to accounts: sign-ins, failures, resets, tokens; when, and from where.
//!
//! Everybody reads what happened to their own account; whoever sees to the server reads everyone's, and what was tried
//! with logins that nobody has.

use jiff::Timestamp;
use serde::Serialize;

use super::{AccountId, SignedIn, sql};
use crate::App;
use crate::access::Right;
use crate::error::Result;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Happened {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The mail address of the account; none for a login that nobody has.
    pub login: Option<String>,
    /// What, by the word of an [`Event`](super::Event).
    pub kind: String,
    /// From where.
    pub address: String,
    /// More about it.
    pub words: String,
}

type Row = (i64, i64, Option<String>, String, String, String);

fn happened((id, at, login, kind, address, words): Row) -> Happened {
    let at = Timestamp::from_microsecond(at).unwrap_or_default();
    Happened { id, at, login, kind, address, words }
}

/// What happened to one account, newest first, at most `limit`; older than the number `before` where that is given.
///
/// # Errors
/// The database cannot be read.
pub async fn of_account(
    app: &App,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Happened>> {
    let args = [account.0.into(), before.unwrap_or(i64::MAX).into(), limit.into()];
    let rows: Vec<Row> = app.db.fetch_all(sql::EVENTS_OF, &args).await?;
    Ok(rows.into_iter().map(happened).collect())
}

/// What happened to all accounts, for the server's own command line.
///
/// # Errors
/// The database cannot be read.
pub async fn of_all(app: &App, before: Option<i64>, limit: i64) -> Result<Vec<Happened>> {
    let args = [before.unwrap_or(i64::MAX).into(), limit.into()];
    let rows: Vec<Row> = app.db.fetch_all(sql::EVENTS, &args).await?;
    Ok(rows.into_iter().map(happened).collect())
}

/// What happened to all accounts, for whoever sees to the server.
///
/// # Errors
/// They do not, or the database cannot be read.
pub async fn of_everyone(who: &SignedIn, before: Option<i64>, limit: i64) -> Result<Vec<Happened>> {
    who.cx.require(Right::Administer)?;
    of_all(&who.cx.app, before, limit).await
}
