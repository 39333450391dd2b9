//! Invitations: a link that makes somebody a member, once, within a week.
//!
//! The key in the link is shown when it is made and kept only as a hash. Whoever comes by it signs in, or makes an
//! account, before they accept.

use jiff::{SignedDuration, Timestamp};
use model::WorkspaceId;
use serde::Serialize;

use super::{Grant, checked, grant, scope_text, sql, word_of};
use crate::App;
use crate::access::{Cx, Member, Right};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, AccountId, making, passwords};
use crate::features::acts::{self, Done, Inverse, Members};
use crate::features::keeping;
use crate::outer::chance;
use crate::words::refusals;

/// How long an invitation is good for.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Invitations that may be open at once.
const MAX_OPEN: usize = 50;
/// The longest name, in characters.
const MAX_NAME: usize = 100;

/// An invitation that nobody came by yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Its number.
    pub id: i64,
    /// Whom it is for.
    pub name: String,
    /// What they will be granted.
    pub grant: Grant,
    /// Until when it is good.
    pub expires: Timestamp,
}

/// An invitation that was just made.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The act, for its undo.
    pub done: Done,
    /// What stands in the link; it is never shown again.
    pub key: String,
    /// Until when it is good.
    pub expires: Timestamp,
}

/// An invitation as whoever comes by it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    workspace: WorkspaceId,
    id: i64,
    /// Whom it is for.
    pub name: String,
    /// What they will be granted.
    pub grant: Grant,
    /// Whose network it is.
    pub principal: String,
}

/// Invites somebody; the link with the key is good for seven days, once.
///
/// # Errors
/// The member is not the principal, the name is missing, or the grant makes no sense.
pub async fn invite(cx: &Cx, name: &str, grant: &Grant) -> Result<Invited> {
    cx.require(Right::Own)?;
    let grant = checked(grant)?;
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return Err(Error::refused(refusals::members::invitation_name_needed(MAX_NAME)));
    }
    if open_invitations(cx).await?.len() >= MAX_OPEN {
        return Err(Error::refused(refusals::members::too_many_invitations(MAX_OPEN)));
    }
    let key = chance::key()?;
    let expires = cx.now.checked_add(GOOD_FOR).unwrap_or(cx.now);
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let args = [
        cx.ws(),
        id.into(),
        chance::hash(&key).into(),
        name.as_str().into(),
        word_of(grant.role).into(),
        scope_text(&grant.scope)?.into(),
        cx.now_us().into(),
        expires.as_microsecond().into(),
    ];
    tx.execute(sql::INSERT_INVITATION, &args).await?;
    let inverse = Inverse::Uninvite { invitation: id };
    let done = acts::record(&mut tx, cx, Members::Invited { name }, &inverse).await?;
    tx.commit().await?;
    Ok(Invited { done, key, expires })
}

/// Invitations that nobody came by yet, without their keys.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn open_invitations(cx: &Cx) -> Result<Vec<Invitation>> {
    cx.require(Right::Own)?;
    type Row = (i64, String, String, String, i64);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST_INVITATIONS, &[cx.ws(), cx.now_us().into()]).await?;
    let invitation = |(id, name, role, scope, expires): Row| Invitation {
        id,
        name,
        grant: grant(&role, &scope),
        expires: Timestamp::from_microsecond(expires).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(invitation).collect())
}

/// Takes an invitation back that nobody came by yet.
///
/// # Errors
/// The member is not the principal, or it is not open.
pub async fn revoke(cx: &Cx, invitation: i64) -> Result<Done> {
    let open = open_invitations(cx).await?;
    let name = open.into_iter().find(|open| open.id == invitation).map(|open| open.name);
    let name = name.ok_or_else(gone)?;
    let mut tx = cx.app.db.begin().await?;
    withdraw(&mut tx, cx, invitation).await?;
    let inverse = Inverse::InviteAgain { invitation };
    let done = acts::record(&mut tx, cx, Members::InvitationTaken { name }, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

/// The invitation of a key; `None` if it was used, taken back, or has expired.
///
/// # Errors
/// The database cannot be read.
pub async fn invited(app: &App, key: &str) -> Result<Option<Open>> {
    type Row = (i64, i64, String, String, String, String);
    let now = app.clock.now().as_microsecond();
    let row: Option<Row> =
        app.db.fetch_optional(sql::BY_KEY, &[chance::hash(key).into(), now.into()]).await?;
    Ok(row.map(|(workspace, id, name, role, scope, principal)| Open {
        workspace: WorkspaceId(workspace),
        id,
        name,
        grant: grant(&role, &scope),
        principal,
    }))
}

/// Makes an account a member by the key of an invitation, once. Who was a member before keeps their number.
///
/// # Errors
/// The invitation is not open any more, or the account is the principal's own.
pub async fn accept(app: &App, key: &str, account: i64) -> Result<(WorkspaceId, Member)> {
    let open = invited(app, key).await?.ok_or_else(gone)?;
    let ws = open.workspace;
    if app.db.fetch_int(sql::IS_PRINCIPAL, &[ws.0.into(), account.into()]).await? > 0 {
        return Err(Error::refused(refusals::members::OWN_NETWORK));
    }
    let mut tx = app.db.begin().await?;
    let member = become_member(&mut tx, app, &open, account).await?;
    tx.commit().await?;
    Ok((ws, member))
}

/// The account of somebody who comes by an invitation and has none yet.
#[derive(Clone, Copy, Debug)]
pub struct NewAccount<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their mail address.
    pub login: &'a str,
    /// Their password.
    pub password: &'a str,
    /// The address they come from.
    pub address: &'a str,
}

/// Makes an account that is a member by the key of an invitation, both or neither.
///
/// # Errors
/// The invitation is not open any more, somebody has that mail address, or what was given is not taken.
pub async fn accept_as_new(app: &App, key: &str, new: &NewAccount<'_>) -> Result<AccountId> {
    let open = invited(app, key).await?.ok_or_else(gone)?;
    passwords::check(new.password, new.name, &accounts::folded(new.login)?)?;
    let hash = passwords::hash(new.password).await?;
    let mut tx = app.db.begin().await?;
    let account = making::make(app, &mut tx, new.name, new.login, Some(&hash), new.address).await?;
    become_member(&mut tx, app, &Open { name: new.name.trim().to_owned(), ..open }, account.0).await?;
    tx.commit().await?;
    Ok(account)
}

async fn become_member(tx: &mut Tx, app: &App, open: &Open, account: i64) -> Result<Member> {
    let ws = open.workspace;
    let (role, scope) = (word_of(open.grant.role), scope_text(&open.grant.scope)?);
    let args = [ws.0.into(), account.into(), role.into(), scope.as_str().into()];
    let member = match tx.fetch_optional::<(i64,)>(sql::COME_BACK, &args).await? {
        Some((member,)) => member,
        None => {
            let member = keeping::next_ids(tx, ws, 1).await?;
            let name = open.name.as_str();
            let args = [ws.0.into(), member.into(), name.into(), role.into(), scope.into(), account.into()];
            tx.execute(sql::INSERT, &args).await?;
            member
        }
    };
    let now = app.clock.now().as_microsecond();
    let args = [ws.0.into(), open.id.into(), now.into(), member.into()];
    if tx.execute(sql::USE_INVITATION, &args).await? == 0 {
        return Err(gone());
    }
    Ok(Member(member))
}

/// Closes an invitation that nobody came by yet.
pub(crate) async fn withdraw(tx: &mut Tx, cx: &Cx, invitation: i64) -> Result<()> {
    let args = [cx.ws(), invitation.into(), cx.now_us().into(), crate::db::Arg::NoInt];
    if tx.execute(sql::USE_INVITATION, &args).await? == 0 {
        return Err(gone());
    }
    Ok(())
}

/// Opens an invitation again that was taken back.
pub(crate) async fn reopen(tx: &mut Tx, cx: &Cx, invitation: i64) -> Result<()> {
    tx.execute(sql::OPEN_INVITATION, &[cx.ws(), invitation.into()]).await?;
    Ok(())
}

fn gone() -> Error {
    Error::not_found(refusals::members::INVITATION_GONE)
}
