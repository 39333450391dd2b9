//! Signing in: a password, a second factor where one is on, and then a session.
//!
//! What comes of it says the same, in the same time, whether or not somebody has the login: a password is compared with
//! a hash of nobody, failures are counted alike, and only the way in differs.

use jiff::Timestamp;

use super::limits::{self, Allowed};
use super::passwords::{self, Compared};
use super::sessions::{self, Device, Token};
use super::{Account, AccountId, AccountRow, Event, account_of, record, second_factor, sql};
use crate::App;
use crate::error::Result;
use crate::outer::chance;
use crate::words::events;

/// What came of a step of signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// They are signed in.
    In(Token),
    /// The password was right; the code of the second factor is asked for next, with this.
    CodeWanted(Token),
    /// It was not right.
    Wrong {
        /// Tries before a pause.
        left: i64,
    },
    /// It was not looked at: too many failed.
    Paused {
        /// Until then.
        until: Timestamp,
    },
    /// The first step was too long ago, or never taken.
    TooLate,
}

/// The first step: login and password.
///
/// # Errors
/// The database cannot be read or written, or the hash not computed.
pub async fn by_password(app: &App, login: &str, password: &str, device: &Device) -> Result<Entry> {
    // What cannot be a login goes the same way as one that nobody has.
    let login = super::folded(login).unwrap_or_else(|_| login.trim().to_lowercase());
    let row: Option<AccountRow> = app.db.fetch_optional(sql::BY_LOGIN, &[login.as_str().into()]).await?;
    let account = row.map(account_of);
    let id = account.as_ref().map(|account| account.id);
    let allowed = match counted(app, &login, id, device).await? {
        Ok(allowed) => allowed,
        Err(until) => return Ok(Entry::Paused { until }),
    };
    let usable = account.filter(|account| !account.is_disabled);
    let kept = usable.as_ref().and_then(|account| account.password.as_deref());
    let compared = passwords::compare(password, kept).await?;
    match usable.filter(|_| compared != Compared::Wrong) {
        Some(account) => {
            let anew = match compared {
                Compared::RightButOld => Some(passwords::hash(password).await?),
                _ => None,
            };
            let_in(app, &account, device, &allowed, anew).await
        }
        None => wrong(app, id, device, &allowed, events::PASSWORD).await,
    }
}

/// The second step: the code of an app, or a recovery code.
///
/// # Errors
/// The database cannot be read or written, or the secret not be opened.
pub async fn by_code(app: &App, half: &Token, code: &str, device: &Device) -> Result<Entry> {
    let Some((session, account, login)) = sessions::half(app, &half.0).await? else {
        return Ok(Entry::TooLate);
    };
    let allowed = match counted(app, &login, Some(account), device).await? {
        Ok(allowed) => allowed,
        Err(until) => return Ok(Entry::Paused { until }),
    };
    let mut tx = app.db.begin().await?;
    if !second_factor::take(app, &mut tx, account, code).await? {
        drop(tx);
        return wrong(app, Some(account), device, &allowed, events::SECOND_FACTOR).await;
    }
    limits::succeeded(&mut tx, &allowed).await?;
    tx.execute(sql::END_SESSION, &[session.into(), account.0.into()]).await?;
    let token = sessions::begin(app, &mut tx, account, device, false).await?;
    tx.commit().await?;
    Ok(Entry::In(token))
}

/// Counts a try before it is looked at.
pub(super) async fn counted(
    app: &App,
    login: &str,
    account: Option<AccountId>,
    device: &Device,
) -> Result<std::result::Result<Allowed, Timestamp>> {
    let mut tx = app.db.begin().await?;
    let outcome = limits::begin_try(app, &mut tx, login, account, &device.address).await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn let_in(
    app: &App,
    account: &Account,
    device: &Device,
    allowed: &Allowed,
    anew: Option<String>,
) -> Result<Entry> {
    let mut tx = app.db.begin().await?;
    if let Some(hash) = anew {
        tx.execute(sql::SET_PASSWORD, &[account.id.0.into(), hash.into()]).await?;
    }
    let awaits_code = second_factor::is_on(&mut tx, account.id).await?;
    // With a second factor, tries are forgotten only once that was right too.
    if !awaits_code {
        limits::succeeded(&mut tx, allowed).await?;
    }
    let token = sessions::begin(app, &mut tx, account.id, device, awaits_code).await?;
    tx.commit().await?;
    Ok(if awaits_code { Entry::CodeWanted(token) } else { Entry::In(token) })
}

async fn wrong(
    app: &App,
    account: Option<AccountId>,
    device: &Device,
    allowed: &Allowed,
    what: &str,
) -> Result<Entry> {
    let mut tx = app.db.begin().await?;
    record(app, &mut tx, account, Event::Failed, &device.address, what).await?;
    tx.commit().await?;
    Ok(Entry::Wrong { left: allowed.left })
}

/// Ends the session of a token, whatever it still opens.
///
/// # Errors
/// The database cannot be written.
pub async fn out(app: &App, token: &str) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.execute(sql::END_BY_TOKEN, &[chance::hash(token).into()]).await?;
    tx.commit().await
}
