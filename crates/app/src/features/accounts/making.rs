//! Accounts made, listed, reset, disabled: the first one on the first start, the others at the server's command line or by
//! an invitation.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::guards::usable_name;
use super::sessions::{self, Device, Token};
use super::{AccountId, Event, by_login, folded, passwords, record, second_factor, sql};
use crate::App;
use crate::Cx;
use crate::access::{Access, Member, Origin};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::{keeping, openid, passkeys, tokens};
use crate::outer::chance;
use crate::words::{events, refusals};

/// How long a link to choose a password can be used.
const KEY_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// True while nobody has an account: the first start makes the owner.
///
/// # Errors
/// The database cannot be read.
pub async fn is_first_start(app: &App) -> Result<bool> {
    Ok(app.db.fetch_int(sql::HAS_ACCOUNTS, &[]).await? == 0)
}

/// True if whoever sees to the server answers for the account: they made it, or reset all that opens it, at the command
/// line, or it is their own.
pub(crate) async fn is_vouched_for(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let args = [account.0.into(), events::HERE.into(), events::FIRST.into()];
    Ok(tx.fetch_optional::<(i64,)>(sql::VOUCHED_FOR, &args).await?.is_some())
}

/// Makes the first account, which is the principal of the first workspace and sees to the server, and signs it in. Of
/// two who try at once, one is told that there is an owner already.
///
/// # Errors
/// There is an account already, or what was given is not taken.
pub async fn first_owner(
    app: &App,
    name: &str,
    login: &str,
    password: &str,
    device: &Device,
) -> Result<Token> {
    let has_owner = || Error::refused(refusals::accounts::HAS_OWNER);
    // Before the password is hashed: a stranger must not keep the machine busy with it.
    if !is_first_start(app).await? {
        return Err(has_owner());
    }
    let (name, login) = (usable_name(name)?, folded(login)?);
    passwords::check(password, name, &login)?;
    let hash = passwords::hash(password).await?;
    let mut tx = app.db.begin().await?;
    let (taken,): (i64,) = tx.fetch_optional(sql::HAS_ACCOUNTS, &[]).await?.unwrap_or_default();
    if taken > 0 {
        return Err(has_owner());
    }
    let account = insert(app, &mut tx, name, &login, Some(&hash), true).await?;
    keeping::give_to(&mut tx, model::WorkspaceId(1), account.0, name).await?;
    record(app, &mut tx, Some(account), Event::Made, &device.address, events::FIRST).await?;
    let token = sessions::begin(app, &mut tx, account, device, false).await?;
    tx.commit().await?;
    Ok(token)
}

/// Makes an account inside a change that gives it something to belong to: an invitation that was accepted.
///
/// # Errors
/// Somebody signs in with that mail address already, or what was given is not taken.
pub async fn make(
    app: &App,
    tx: &mut Tx,
    name: &str,
    login: &str,
    password_hash: Option<&str>,
    address: &str,
) -> Result<AccountId> {
    let account = insert(app, tx, usable_name(name)?, &folded(login)?, password_hash, false).await?;
    record(app, tx, Some(account), Event::Made, address, "").await?;
    Ok(account)
}

async fn insert(
    app: &App,
    tx: &mut Tx,
    name: &str,
    login: &str,
    password: Option<&str>,
    administrator: bool,
) -> Result<AccountId> {
    let args = [
        login.into(),
        name.into(),
        password.map_or(Arg::NoText, Arg::from),
        i64::from(administrator).into(),
        app.clock.now().as_microsecond().into(),
    ];
    let row: Option<(i64,)> = tx.fetch_optional(sql::INSERT_ACCOUNT, &args).await?;
    let taken = || Error::refused(refusals::accounts::login_taken(login));
    row.map(|(id,)| AccountId(id)).ok_or_else(taken)
}

/// What a new account is to be.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// The name of the person.
    pub name: String,
    /// The mail address.
    pub login: String,
    /// The password, or none: then a link is made by which one is chosen.
    pub password: Option<String>,
    /// It sees to the server.
    pub is_administrator: bool,
    /// It gets a network of its own.
    pub is_principal: bool,
}

/// Makes an account at the server. Without a password it gives the key of a link by which one is chosen. The first
/// principal gets the network that is there; the very first account is principal and administrator, whatever was said.
///
/// # Errors
/// Somebody signs in with that mail address already, or what was given is not taken.
pub async fn add(app: &App, new: &New) -> Result<Option<String>> {
    let (name, login) = (usable_name(&new.name)?, folded(&new.login)?);
    let hash = hash_of(new.password.as_deref(), name, &login).await?;
    let mut tx = app.db.begin().await?;
    let (others,): (i64,) = tx.fetch_optional(sql::HAS_ACCOUNTS, &[]).await?.unwrap_or_default();
    let is_first = others == 0;
    let administers = new.is_administrator || is_first;
    let account = insert(app, &mut tx, name, &login, hash.as_deref(), administers).await?;
    if new.is_principal || is_first {
        keeping::workspace_for(&mut tx, account.0, name).await?;
    }
    record(app, &mut tx, Some(account), Event::Made, events::HERE, "").await?;
    let key = match hash {
        Some(_) => None,
        None => Some(link(app, &mut tx, account).await?),
    };
    tx.commit().await?;
    Ok(key)
}

async fn hash_of(password: Option<&str>, name: &str, login: &str) -> Result<Option<String>> {
    let Some(password) = password else { return Ok(None) };
    passwords::check(password, name, login)?;
    passwords::hash(password).await.map(Some)
}

/// Sets a password, or makes a link by which one is chosen. All sessions, tokens and app passwords end. Whoever lost the
/// second factor too gets it taken away, with the passkeys and the links to another service.
///
/// # Errors
/// Nobody has this login, or the password is not taken.
pub async fn reset(
    app: &App,
    login: &str,
    password: Option<&str>,
    without_second_factor: bool,
) -> Result<Option<String>> {
    let account = by_login(app, login).await?;
    let hash = hash_of(password, &account.name, &account.login).await?;
    let mut tx = app.db.begin().await?;
    tx.execute(sql::END_SESSIONS, &[account.id.0.into()]).await?;
    tx.execute(sql::DROP_KEYS, &[account.id.0.into()]).await?;
    tokens::end_all(app, &mut tx, account.id, events::HERE).await?;
    if without_second_factor {
        second_factor::drop_of(&mut tx, account.id).await?;
        passkeys::drop_of(&mut tx, account.id).await?;
        openid::drop_of(&mut tx, account.id).await?;
        record(app, &mut tx, Some(account.id), Event::SecondFactor, events::HERE, events::TAKEN_AWAY).await?;
    }
    let key = match hash {
        Some(hash) => {
            tx.execute(sql::SET_PASSWORD, &[account.id.0.into(), hash.into()]).await?;
            record(app, &mut tx, Some(account.id), Event::Password, events::HERE, events::SET).await?;
            None
        }
        None => Some(link(app, &mut tx, account.id).await?),
    };
    tx.commit().await?;
    Ok(key)
}

/// Makes the key of a link by which a password is chosen.
async fn link(app: &App, tx: &mut Tx, account: AccountId) -> Result<String> {
    let key = chance::key()?;
    let until = app.clock.now() + KEY_LASTS;
    let args = [chance::hash(&key).into(), account.0.into(), until.as_microsecond().into()];
    tx.execute(sql::INSERT_KEY, &args).await?;
    record(app, tx, Some(account), Event::Link, events::HERE, "").await?;
    Ok(key)
}

/// Lets an account sign in no more, and ends its sessions, tokens and app passwords at once; or lets it again.
///
/// # Errors
/// Nobody has this login, it is so already, or it is the last that sees to the server.
pub async fn set_disabled(app: &App, login: &str, disabled: bool) -> Result<()> {
    let account = by_login(app, login).await?;
    let mut tx = app.db.begin().await?;
    let id = Arg::Int(account.id.0);
    if disabled && account.is_administrator {
        let (others,): (i64,) = tx
            .fetch_optional(sql::OTHER_ADMINISTRATORS, std::slice::from_ref(&id))
            .await?
            .unwrap_or_default();
        if others == 0 {
            return Err(Error::refused(refusals::accounts::LAST_ADMINISTRATOR));
        }
    }
    let changed = if disabled {
        tx.execute(sql::END_SESSIONS, std::slice::from_ref(&id)).await?;
        tokens::end_all(app, &mut tx, account.id, events::HERE).await?;
        tx.execute(sql::DISABLE, &[id, app.clock.now().as_microsecond().into()]).await?
    } else {
        tx.execute(sql::ENABLE, &[id]).await?
    };
    let words = if disabled { events::DISABLED } else { events::ENABLED };
    if changed == 0 {
        return Err(Error::refused(match disabled {
            true => refusals::accounts::disabled_already(&account.login),
            false => refusals::accounts::enabled_already(&account.login),
        }));
    }
    record(app, &mut tx, Some(account.id), Event::Disabled, events::HERE, words).await?;
    tx.commit().await
}

/// An account in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its number.
    pub id: i64,
    /// The name of the person.
    pub name: String,
    /// The mail address.
    pub login: String,
    /// It sees to the server.
    pub administrator: bool,
    /// It may not sign in.
    pub disabled: bool,
    /// It asks for a second factor.
    pub second_factor: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When a session that still stands was last seen.
    pub seen_at: Option<Timestamp>,
}

/// A row of the list of all accounts.
type ListedRow = (i64, String, String, i64, Option<i64>, i64, i64, Option<i64>);

/// All accounts of the server.
///
/// # Errors
/// The database cannot be read.
pub async fn list(app: &App) -> Result<Vec<Listed>> {
    let rows: Vec<ListedRow> = app.db.fetch_all(sql::ALL_ACCOUNTS, &[]).await?;
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or_default();
    let listed = |(id, name, login, administrator, disabled, created, factor, seen): ListedRow| Listed {
        id,
        name,
        login,
        administrator: administrator == 1,
        disabled: disabled.is_some(),
        second_factor: factor > 0,
        created_at: at(created),
        seen_at: seen.map(at),
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// What the command line acts with for somebody with a network of their own.
///
/// # Errors
/// Nobody has this login, or they have no network of their own.
pub async fn cx_for(app: &App, login: &str) -> Result<Cx> {
    let account = by_login(app, login).await?;
    let memberships: Vec<(i64, String)> = app.db.fetch_all(sql::MEMBERSHIPS, &[account.id.0.into()]).await?;
    let own = memberships.iter().find(|(_, role)| role == "principal");
    let none = || Error::not_found(refusals::accounts::without_own_network(&account.login));
    let workspace = model::WorkspaceId(own.ok_or_else(none)?.0);
    Ok(Cx {
        app: app.of(workspace),
        workspace,
        member: Member::OWNER,
        acts_for: Member::OWNER,
        access: std::sync::Arc::new(Access { administers: account.is_administrator, ..Access::principal() }),
        origin: Origin::CommandLine,
        ..app.cx()
    })
}
