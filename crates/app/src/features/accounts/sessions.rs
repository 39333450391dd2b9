//! Sessions: from the token of a cookie to who acts, for whom, with which rights.
//!
//! A session is asked for with every request, by one query over unique keys, and is always as the account and its
//! memberships are at that moment: what was disabled, ended or changed holds with the next request. It ends after
//! [`IDLE`] without a visit and after [`LONGEST`] in any case. That it was seen is written at most every [`SEEN_EVERY`],
//! so that reading pages does not write.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use model::WorkspaceId;

use super::{AccountId, Event, NOBODY, record, sql};
use crate::access::{Access, Origin};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::members;
use crate::outer::chance;
use crate::words::{events, refusals};
use crate::{App, Cx, Member};

/// How long a session lives without being seen.
const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long a session lives at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long a second factor is waited for.
const HALF: SignedDuration = SignedDuration::from_mins(10);
/// How often it is written that a session was seen.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// How much of what a browser says of itself is kept.
const AGENT_LETTERS: usize = 300;

/// What a cookie says to be let in; kept nowhere but there.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// From where somebody signs in: kept with the session, so that they can tell it from their others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The address.
    pub address: String,
    /// What the browser says of itself.
    pub agent: String,
}

/// Somebody who signed in, in the workspace their session shows.
#[derive(Clone)]
pub struct SignedIn {
    /// The number of the session.
    pub session: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub login: String,
    /// When they last gave a password, or what stands for one.
    pub confirmed_at: Timestamp,
    /// In how many networks they have something to do.
    pub memberships: i64,
    /// What they act with.
    pub cx: Cx,
}

/// A row of a session with its account and membership.
type Row =
    (i64, i64, Option<i64>, i64, i64, String, String, i64, Option<i64>, Option<String>, Option<String>, i64);

/// Who has this token; `None` if nobody has it any more.
///
/// # Errors
/// The database cannot be read.
pub async fn session(app: &App, token: &str, origin: Origin) -> Result<Option<SignedIn>> {
    let now = app.clock.now();
    let args = [chance::hash(token).into(), before(now, IDLE), before(now, LONGEST)];
    let Some(row) = app.db.fetch_optional::<Row>(sql::SESSION, &args).await? else { return Ok(None) };
    let (
        session,
        account,
        workspace,
        seen_at,
        confirmed_at,
        name,
        login,
        administrator,
        member,
        role,
        scope,
        memberships,
    ) = row;
    let address = match &origin {
        Origin::Page(address) => address.clone(),
        _ => String::new(),
    };
    if now.as_microsecond() - seen_at > SEEN_EVERY.as_micros() as i64 {
        let mut tx = app.db.begin().await?;
        tx.execute(sql::SEEN, &[session.into(), now.as_microsecond().into(), address.into()]).await?;
        tx.commit().await?;
    }
    let workspace = WorkspaceId(member.and(workspace).unwrap_or_default());
    let cx = Cx {
        app: app.of(workspace),
        workspace,
        member: member.map_or(NOBODY, Member),
        acts_for: if member.is_some() { Member::OWNER } else { NOBODY },
        access: Arc::new(Access::nothing(administrator == 1)),
        origin,
        now,
        seen: None,
    };
    let cx = granted(cx, member.and(role), scope).await?;
    let confirmed_at = Timestamp::from_microsecond(confirmed_at).unwrap_or(now);
    Ok(Some(SignedIn { session, account: AccountId(account), name, login, confirmed_at, memberships, cx }))
}

/// With what was granted to whoever is a member.
pub(crate) async fn granted(cx: Cx, role: Option<String>, scope: Option<String>) -> Result<Cx> {
    let (Some(role), Some(scope)) = (role, scope) else { return Ok(cx) };
    let access = Arc::new(members::access(&cx, &role, &scope).await?);
    Ok(Cx { access, ..cx })
}

/// Begins a session of somebody whose password, or what stands for one, was right; without a second factor still to
/// come, they are signed in with it.
pub(crate) async fn begin(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    device: &Device,
    awaits_code: bool,
) -> Result<Token> {
    let now = app.clock.now();
    tx.execute(sql::SWEEP_SESSIONS, &[before(now, IDLE)]).await?;
    let memberships: Vec<(i64, String)> = tx.fetch_all(sql::MEMBERSHIPS, &[account.0.into()]).await?;
    let shown = memberships.first().map_or(Arg::NoInt, |(workspace, _)| Arg::Int(*workspace));
    let token = Token(chance::key()?);
    let agent: String = device.agent.chars().filter(|c| !c.is_control()).take(AGENT_LETTERS).collect();
    let args = [
        chance::hash(&token.0).into(),
        account.0.into(),
        shown,
        i64::from(awaits_code).into(),
        now.as_microsecond().into(),
        device.address.as_str().into(),
        agent.into(),
    ];
    tx.execute(sql::INSERT_SESSION, &args).await?;
    if !awaits_code {
        record(app, tx, Some(account), Event::SignedIn, &device.address, "").await?;
    }
    Ok(token)
}

/// Begins a session of an account whose owner has proved who they are by other means than a password: a passkey, another
/// service, an invitation.
///
/// # Errors
/// The account is disabled, or the database cannot be written.
pub async fn begin_session(app: &App, account: AccountId, device: &Device) -> Result<Token> {
    if super::by_id(app, account).await?.is_disabled {
        return Err(Error::refused(refusals::accounts::MAY_NOT_SIGN_IN));
    }
    let mut tx = app.db.begin().await?;
    let token = begin(app, &mut tx, account, device, false).await?;
    tx.commit().await?;
    Ok(token)
}

/// The session whose second factor is waited for: its number, its account and the login.
pub(super) async fn half(app: &App, token: &str) -> Result<Option<(i64, AccountId, String)>> {
    let args = [chance::hash(token).into(), before(app.clock.now(), HALF)];
    let row: Option<(i64, i64, String)> = app.db.fetch_optional(sql::HALF_SESSION, &args).await?;
    Ok(row.map(|(session, account, login)| (session, AccountId(account), login)))
}

/// Gives a session a new token, when the rights behind it change or its owner proved again who they are; the old one is
/// of no more use.
///
/// # Errors
/// The database cannot be written.
pub async fn renew(tx: &mut Tx, who: &SignedIn) -> Result<Token> {
    let token = Token(chance::key()?);
    let args = [who.session.into(), chance::hash(&token.0).into(), who.cx.now_us().into()];
    tx.execute(sql::NEW_TOKEN, &args).await?;
    Ok(token)
}

/// Shows another workspace that the account belongs to, with a new token.
///
/// # Errors
/// It does not belong there, or the database cannot be written.
pub async fn show_workspace(who: &SignedIn, workspace: WorkspaceId) -> Result<Token> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    let memberships: Vec<(i64, String)> = tx.fetch_all(sql::MEMBERSHIPS, &[who.account.0.into()]).await?;
    if !memberships.iter().any(|(its, _)| *its == workspace.0) {
        return Err(Error::not_found(refusals::accounts::NO_SUCH_NETWORK));
    }
    let token = Token(chance::key()?);
    let args = [who.session.into(), workspace.0.into(), chance::hash(&token.0).into()];
    tx.execute(sql::SHOW_WORKSPACE, &args).await?;
    record(app, &mut tx, Some(who.account), Event::Switched, "", &workspace.to_string()).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends a session of the account: this one, or another.
///
/// # Errors
/// There is no such session of this account, or the database cannot be written.
pub async fn end_session(who: &SignedIn, session: i64) -> Result<()> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    if tx.execute(sql::END_SESSION, &[session.into(), who.account.0.into()]).await? == 0 {
        return Err(Error::not_found(refusals::accounts::SESSION_ENDED));
    }
    if session != who.session {
        record(app, &mut tx, Some(who.account), Event::Revoked, &address_of(who), events::ONE_SESSION)
            .await?;
    }
    tx.commit().await
}

/// Ends all sessions of the account but this one.
///
/// # Errors
/// The database cannot be written.
pub async fn end_other_sessions(who: &SignedIn) -> Result<()> {
    let app = &who.cx.app;
    let mut tx = app.db.begin().await?;
    tx.execute(sql::END_OTHER_SESSIONS, &[who.account.0.into(), who.session.into()]).await?;
    record(app, &mut tx, Some(who.account), Event::Revoked, &address_of(who), events::OTHER_SESSIONS).await?;
    tx.commit().await
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// Since when.
    pub began: Timestamp,
    /// When it was last seen, give or take [`SEEN_EVERY`].
    pub seen: Timestamp,
    /// From where.
    pub device: Device,
    /// It is the one that asks.
    pub is_this: bool,
}

/// The sessions of the account, the one seen last first.
///
/// # Errors
/// The database cannot be read.
pub async fn list(who: &SignedIn) -> Result<Vec<Line>> {
    let now = who.cx.now;
    let args = [who.account.0.into(), before(now, IDLE), before(now, LONGEST)];
    let rows: Vec<(i64, i64, i64, String, String)> = who.cx.app.db.fetch_all(sql::SESSIONS, &args).await?;
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(now);
    let line = |(id, began, seen, address, agent)| Line {
        id,
        began: at(began),
        seen: at(seen),
        device: Device { address, agent },
        is_this: id == who.session,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The address somebody asks from, for what is written down.
pub fn address_of(who: &SignedIn) -> String {
    match &who.cx.origin {
        Origin::Page(address) => address.clone(),
        other => other.to_string(),
    }
}

fn before(now: Timestamp, span: SignedDuration) -> Arg {
    Arg::Int(now.as_microsecond() - span.as_micros() as i64)
}
