//! What guards an account, changed by its owner: the password, the name, and the proof of still being who signed in.

use jiff::{SignedDuration, Timestamp};

use super::limits;
use super::passwords::{self, Compared};
use super::sessions::{self, Device, SignedIn, Token};
use super::sign_in::counted;
use super::{Account, AccountId, AccountRow, Event, account_of, by_id, record, second_factor, sql};
use crate::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{openid, passkeys, tokens};
use crate::outer::chance;
use crate::words::{events, refusals};

/// How long after a password the guards of an account may be changed without asking for it again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What came of asking for a password once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It was right: the session goes on with this token.
    Yes(Token),
    /// It was not.
    Wrong {
        /// Tries before a pause.
        left: i64,
    },
    /// It was not looked at: too many failed.
    Paused {
        /// Until then.
        until: Timestamp,
    },
}

/// True while what guards the account may be changed without a password.
pub fn is_fresh(who: &SignedIn) -> bool {
    who.cx.now.duration_since(who.confirmed_at) < FRESH
}

/// Refuses whoever may not change what guards the account without proving once more who they are.
pub(crate) fn require_fresh(who: &SignedIn) -> Result<()> {
    match is_fresh(who) {
        true => Ok(()),
        false => Err(Error::refused(refusals::accounts::CONFIRM_PASSWORD_FIRST)),
    }
}

/// Refuses a change by which nobody could come into the account any more.
pub(crate) async fn require_way_in(tx: &mut Tx, account: AccountId) -> Result<()> {
    let ways: Option<(i64,)> = tx.fetch_optional(sql::WAYS_IN, &[account.0.into()]).await?;
    if ways.is_some_and(|(ways,)| ways > 0) {
        return Ok(());
    }
    Err(Error::refused(refusals::accounts::ONLY_WAY_IN))
}

/// Takes away whatever opens an account, with a change that gives it to somebody; `why` goes into the event.
pub(crate) async fn shut(app: &App, tx: &mut Tx, account: AccountId, address: &str, why: &str) -> Result<()> {
    for taken in [sql::END_SESSIONS, sql::DROP_KEYS, sql::DROP_PASSWORD] {
        tx.execute(taken, &[account.0.into()]).await?;
    }
    tokens::end_all(app, tx, account, address).await?;
    second_factor::drop_of(tx, account).await?;
    passkeys::drop_of(tx, account).await?;
    openid::drop_of(tx, account).await?;
    record(app, tx, Some(account), Event::Password, address, why).await
}

/// Asks for the password once more, before something is changed that guards the account.
///
/// # Errors
/// The database cannot be read or written.
pub async fn confirm(who: &SignedIn, password: &str) -> Result<Confirmed> {
    let app = &who.cx.app;
    let allowed = match is_theirs(who, password).await? {
        Ok(allowed) => allowed,
        Err(refused) => return Ok(refused),
    };
    let mut tx = app.db.begin().await?;
    limits::succeeded(&mut tx, &allowed).await?;
    let token = sessions::renew(&mut tx, who).await?;
    tx.commit().await?;
    Ok(Confirmed::Yes(token))
}

/// Changes the password. All other sessions end, and this one gets a new token.
///
/// # Errors
/// The new one is not taken, or the database cannot be written.
pub async fn change_password(who: &SignedIn, old: &str, new: &str) -> Result<Confirmed> {
    let app = &who.cx.app;
    passwords::check(new, &who.name, &who.login)?;
    let allowed = match is_theirs(who, old).await? {
        Ok(allowed) => allowed,
        Err(refused) => return Ok(refused),
    };
    let hash = passwords::hash(new).await?;
    let mut tx = app.db.begin().await?;
    limits::succeeded(&mut tx, &allowed).await?;
    tx.execute(sql::SET_PASSWORD, &[who.account.0.into(), hash.into()]).await?;
    tx.execute(sql::END_OTHER_SESSIONS, &[who.account.0.into(), who.session.into()]).await?;
    tx.execute(sql::DROP_KEYS, &[who.account.0.into()]).await?;
    let token = sessions::renew(&mut tx, who).await?;
    record(app, &mut tx, Some(who.account), Event::Password, &sessions::address_of(who), events::CHANGED)
        .await?;
    tx.commit().await?;
    Ok(Confirmed::Yes(token))
}

async fn is_theirs(
    who: &SignedIn,
    password: &str,
) -> Result<std::result::Result<limits::Allowed, Confirmed>> {
    let app = &who.cx.app;
    let account = by_id(app, who.account).await?;
    if account.password.is_none() {
        return Err(Error::refused(refusals::accounts::HAS_NO_PASSWORD));
    }
    let device = Device { address: sessions::address_of(who), agent: String::new() };
    let allowed = match counted(app, &who.login, Some(who.account), &device).await? {
        Ok(allowed) => allowed,
        Err(until) => return Ok(Err(Confirmed::Paused { until })),
    };
    if passwords::compare(password, account.password.as_deref()).await? == Compared::Wrong {
        let mut tx = app.db.begin().await?;
        record(app, &mut tx, Some(who.account), Event::Failed, &device.address, events::PASSWORD).await?;
        tx.commit().await?;
        return Ok(Err(Confirmed::Wrong { left: allowed.left }));
    }
    Ok(Ok(allowed))
}

/// True if the account has a password: one that signs in by other means only may have none.
///
/// # Errors
/// The database cannot be read.
pub async fn has_password(who: &SignedIn) -> Result<bool> {
    Ok(by_id(&who.cx.app, who.account).await?.password.is_some())
}

/// Changes the name.
///
/// # Errors
/// It is empty or too long, or the database cannot be written.
pub async fn rename(who: &SignedIn, name: &str) -> Result<()> {
    let name = usable_name(name)?;
    let mut tx = who.cx.app.db.begin().await?;
    tx.execute(sql::SET_NAME, &[who.account.0.into(), name.into()]).await?;
    tx.commit().await
}

/// A name without spaces around it.
pub(crate) fn usable_name(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
        return Err(Error::settings(refusals::accounts::NAME_IMPOSSIBLE));
    }
    Ok(name)
}

/// Whose password a link chooses; `None` if it was used or has run out.
///
/// # Errors
/// The database cannot be read.
pub async fn account_of_key(app: &App, key: &str) -> Result<Option<Account>> {
    let args = [chance::hash(key).into(), app.clock.now().as_microsecond().into()];
    let row: Option<AccountRow> = app.db.fetch_optional(sql::KEY, &args).await?;
    Ok(row.map(account_of).filter(|account| !account.is_disabled))
}

/// Chooses a password by a link, which is used up by it. All sessions end; the sign-in that follows asks for the second
/// factor as always.
///
/// # Errors
/// The link was used or has run out, or the password is not taken.
pub async fn choose_by_key(app: &App, key: &str, password: &str, device: &Device) -> Result<Account> {
    let gone = || Error::not_found(refusals::accounts::LINK_GONE);
    let account = account_of_key(app, key).await?.ok_or_else(gone)?;
    passwords::check(password, &account.name, &account.login)?;
    let hash = passwords::hash(password).await?;
    let mut tx = app.db.begin().await?;
    // Once more, now that nobody else writes: a link chooses once.
    let args = [chance::hash(key).into(), app.clock.now().as_microsecond().into()];
    tx.fetch_optional::<AccountRow>(sql::KEY, &args).await?.ok_or_else(gone)?;
    tx.execute(sql::DROP_KEYS, &[account.id.0.into()]).await?;
    tx.execute(sql::SET_PASSWORD, &[account.id.0.into(), hash.into()]).await?;
    tx.execute(sql::END_SESSIONS, &[account.id.0.into()]).await?;
    record(app, &mut tx, Some(account.id), Event::Password, &device.address, events::CHOSEN_BY_LINK).await?;
    tx.commit().await?;
    Ok(account)
}
