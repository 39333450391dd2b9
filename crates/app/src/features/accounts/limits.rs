//! How often a sign-in may fail. Counted in the database: a restart forgives nothing.
//!
//! After [`TRIES`] failures within an hour an account pauses for [`PAUSE`], and then takes one try at a time, a pause
//! between; so does an address after [`TRIES_FROM_ADDRESS`]. A try is counted before it is looked at, so that many at
//! once do not slip through.
//!
//! So that nobody is locked out of their own account by a stranger who fails on purpose, failures are counted in several
//! pots: each address from which the account has signed in within [`KNOWN`] has its own, all other addresses share one. And a
//! session that stands is not asked. For a login that nobody has, the same is counted and told.

use jiff::{SignedDuration, Timestamp};

use super::{AccountId, Event, sql};
use crate::App;
use crate::db::{Arg, Tx};
use crate::error::Result;
use crate::outer::chance;
use crate::outer::networks::neighbourhood;

/// Failures of an account before it pauses.
pub const TRIES: i64 = 5;
/// Failures from one address before it pauses.
pub const TRIES_FROM_ADDRESS: i64 = 30;
/// How long a pause is.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// How long a failure counts.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Where failures of programs are counted, apart from every login.
const PROGRAMS: &str = "programs";
/// How long an address from which somebody signed in counts as theirs.
const KNOWN: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A try that was counted and may go on.
#[derive(Clone, Debug)]
pub(super) struct Allowed {
    pot: String,
    /// Tries that are left if this one fails too.
    pub left: i64,
}

/// Counts a try and says whether it may go on; if not, until when there is a pause.
pub(super) async fn begin_try(
    app: &App,
    tx: &mut Tx,
    login: &str,
    account: Option<AccountId>,
    address: &str,
) -> Result<std::result::Result<Allowed, Timestamp>> {
    let (now, from) = (app.clock.now(), neighbourhood(address));
    let since = Arg::Int(now.as_microsecond() - WINDOW.as_micros() as i64);
    tx.execute(sql::SWEEP_TRIES, std::slice::from_ref(&since)).await?;
    let pot = pot(app, tx, login, account, address).await?;
    let failed: Vec<(i64,)> =
        tx.fetch_all(sql::TRIES, &[pot.as_str().into(), since.clone(), TRIES.into()]).await?;
    let near = tries_near(tx, sql::TRIES_FROM, &from, since).await?;
    let pauses = [pause_after(&failed, TRIES), pause_after(&near, TRIES_FROM_ADDRESS)];
    if let Some(until) = pauses.into_iter().flatten().max().filter(|until| *until > now) {
        return Ok(Err(until));
    }
    tx.execute(sql::INSERT_TRY, &[pot.as_str().into(), from.into(), now.as_microsecond().into()]).await?;
    let left = |most: i64, failed: &[(i64,)]| (most - 1 - failed.len() as i64).max(0);
    Ok(Ok(Allowed { pot, left: left(TRIES, &failed).min(left(TRIES_FROM_ADDRESS, &near)) }))
}

/// Failures from around an address, of people or of programs: a program that goes on with a token that was ended keeps
/// nobody beside it from signing in.
async fn tries_near(tx: &mut Tx, of_whom: &'static str, from: &str, since: Arg) -> Result<Vec<(i64,)>> {
    tx.fetch_all(of_whom, &[from.into(), since, TRIES_FROM_ADDRESS.into(), PROGRAMS.into()]).await
}

/// What is counted together with a try.
async fn pot(
    app: &App,
    tx: &mut Tx,
    login: &str,
    account: Option<AccountId>,
    address: &str,
) -> Result<String> {
    let pot = chance::hash(login);
    let Some(account) = account else { return Ok(pot) };
    let since = app.clock.now().as_microsecond() - KNOWN.as_micros() as i64;
    let args = [account.0.into(), Event::SignedIn.word().into(), address.into(), since.into()];
    let known: Option<(i64,)> = tx.fetch_optional(sql::SIGNED_IN_FROM, &args).await?;
    Ok(if known.is_some() { format!("{pot} {address}") } else { pot })
}

/// Until when failures pause, newest first; `None` while there are fewer than the most.
fn pause_after(failed: &[(i64,)], most: i64) -> Option<Timestamp> {
    let (newest,) = failed.first().filter(|_| failed.len() as i64 >= most)?;
    Timestamp::from_microsecond(newest + PAUSE.as_micros() as i64).ok()
}

/// Counts a failure of a program, of which nothing is known but the address; with too many, says until when the address
/// pauses and counts no further.
pub(crate) async fn failed_from(app: &App, tx: &mut Tx, address: &str) -> Result<Option<Timestamp>> {
    let (now, from) = (app.clock.now(), neighbourhood(address));
    let since = Arg::Int(now.as_microsecond() - WINDOW.as_micros() as i64);
    tx.execute(sql::SWEEP_TRIES, std::slice::from_ref(&since)).await?;
    let near = tries_near(tx, sql::TRIES_OF_PROGRAMS, &from, since).await?;
    let until = pause_after(&near, TRIES_FROM_ADDRESS).filter(|until| *until > now);
    if until.is_none() {
        tx.execute(sql::INSERT_TRY, &[PROGRAMS.into(), from.into(), now.as_microsecond().into()]).await?;
    }
    Ok(until)
}

/// What was right is not counted.
pub(super) async fn succeeded(tx: &mut Tx, allowed: &Allowed) -> Result<()> {
    tx.execute(sql::FORGET_TRIES, &[allowed.pot.as_str().into()]).await?;
    Ok(())
}
