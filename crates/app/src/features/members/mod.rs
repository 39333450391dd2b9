//! Who belongs to a workspace besides its principal, and what each of them may do and see.
//!
//! [`enter`] makes the [`Cx`] of a member from their row: the scope that was granted is resolved to people here, once for
//! a state of the network, and everything else asks the result. The principal invites by a link ([`invitations`]),
//! changes a grant and ends it; each is an act.

mod invitations;
mod sql;

use std::sync::Arc;

use jiff::Timestamp;
use model::{PersonId, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::access::{Access, Circle, Cx, Level, Member, Origin, Right, Role, Scope, Sight};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Members};
use crate::features::{settings, snapshot};
use crate::words::refusals;
pub use invitations::{
    Invitation, Invited, NewAccount, Open, accept, accept_as_new, invite, invited, open_invitations, revoke,
};
pub(crate) use invitations::{reopen, withdraw};

/// What a member is and was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What they are.
    pub role: Role,
    /// How far they go, whom and what they see.
    pub scope: Scope,
}

/// A member of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Their number.
    pub member: i64,
    /// Their name.
    pub name: String,
    /// What they were granted.
    pub grant: Grant,
    /// Since when they may not come in any more.
    pub ended: Option<Timestamp>,
}

/// A workspace in which an account has something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who the account is there.
    pub member: Member,
    /// It is their own.
    pub is_own: bool,
    /// The name of its principal.
    pub principal: String,
}

/// A member at work, or `None` if they may not come in (any more). A delegate acts for the principal.
///
/// # Errors
/// The database cannot be read.
pub async fn enter(
    app: &App,
    workspace: WorkspaceId,
    member: Member,
    administers: bool,
    origin: Origin,
) -> Result<Option<Cx>> {
    type Row = (String, String, String);
    let args = [workspace.0.into(), member.0.into()];
    let Some((_, role, scope)) = app.db.fetch_optional::<Row>(sql::ONE, &args).await? else {
        return Ok(None);
    };
    let nothing = Arc::new(Access::nothing(administers));
    let now = app.clock.now();
    let cx = Cx {
        app: app.of(workspace),
        workspace,
        member,
        acts_for: Member::OWNER,
        access: nothing,
        origin,
        now,
        seen: None,
    };
    let access = access(&cx, &role, &scope).await?;
    Ok(Some(Cx { access: Arc::new(access), ..cx }))
}

/// What a member of this workspace may do and see by what stands in their row; whether they administer the server stays.
pub(crate) async fn access(cx: &Cx, role: &str, scope: &str) -> Result<Access> {
    let administers = cx.access.administers;
    let grant = grant(role, scope);
    if grant.role == Role::Principal {
        return Ok(Access { administers, ..Access::principal() });
    }
    let sight = match reads_nothing(&grant) {
        true => Access::nothing(false).sight,
        false => sight(&with_own_zone(cx).await?, &grant).await?,
    };
    Ok(Access { role: grant.role, scope: grant.scope, sight, administers })
}

/// Whom a member sees; `principal` is [`with_own_zone`].
async fn sight(principal: &Cx, grant: &Grant) -> Result<Arc<Sight>> {
    match reads_nothing(grant) {
        true => Ok(Access::nothing(false).sight),
        false => snapshot::sight_of(principal, &grant.scope).await,
    }
}

/// Whoever reads nothing sees nobody.
fn reads_nothing(grant: &Grant) -> bool {
    grant.scope.level.is_none() || grant.scope.circle == Circle::Nobody
}

/// Those of some delegates who see a person at this moment: only they can be asked for something about them.
///
/// # Errors
/// The member asking is not the principal, though there are any, or the database cannot be read.
pub(crate) async fn who_see(
    cx: &Cx,
    delegates: Vec<Entry>,
    person: PersonId,
) -> Result<Vec<(Member, String)>> {
    if delegates.is_empty() {
        return Ok(Vec::new());
    }
    cx.require(Right::Own)?;
    let mut seeing = Vec::new();
    let principal = with_own_zone(cx).await?;
    for delegate in delegates {
        // Whom a scope shows is kept for each state of the network.
        if sight(&principal, &delegate.grant).await?.sees(person) {
            seeing.push((Member(delegate.member), delegate.name));
        }
    }
    Ok(seeing)
}

/// A delegate by what stands in their row.
pub(crate) fn delegate(member: i64, name: String, scope: &str) -> Entry {
    Entry { member, name, grant: grant(word_of(Role::Delegate), scope), ended: None }
}

/// The principal's eyes and time zone, in which circles of people are resolved.
async fn with_own_zone(cx: &Cx) -> Result<Cx> {
    let mut principal = cx.for_principal();
    principal.app.zone = settings::preferences(&principal).await?.zone;
    Ok(principal)
}

/// Where an account may come in, its own workspace first.
///
/// # Errors
/// The database cannot be read.
pub async fn places(app: &App, account: i64) -> Result<Vec<Place>> {
    let rows: Vec<(i64, i64, String, String)> = app.db.fetch_all(sql::OF_ACCOUNT, &[account.into()]).await?;
    let mut places: Vec<Place> = rows
        .into_iter()
        .map(|(workspace, member, role, principal)| Place {
            workspace: WorkspaceId(workspace),
            member: Member(member),
            is_own: role == "principal",
            principal,
        })
        .collect();
    places.sort_by_key(|place| !place.is_own);
    Ok(places)
}

/// Everybody who belongs or belonged here, the principal first.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn list(cx: &Cx) -> Result<Vec<Entry>> {
    cx.require(Right::Own)?;
    all(cx).await
}

async fn all(cx: &Cx) -> Result<Vec<Entry>> {
    type Row = (i64, String, String, String, Option<i64>);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST, &[cx.ws()]).await?;
    let entry = |(member, name, role, scope, ended): Row| Entry {
        member,
        name,
        grant: grant(&role, &scope),
        ended: ended.and_then(|at| Timestamp::from_microsecond(at).ok()),
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The names of whoever acts and for whom, where these are two.
///
/// # Errors
/// The database cannot be read.
pub async fn signature(cx: &Cx) -> Result<Option<(String, String)>> {
    if cx.member == cx.acts_for {
        return Ok(None);
    }
    let known = all(cx).await?;
    let name = |member: Member| known.iter().find(|e| e.member == member.0).map(|e| e.name.clone());
    Ok(name(cx.member).zip(name(cx.acts_for)))
}

/// Changes what a member was granted, from their next request on.
///
/// # Errors
/// The member is not the principal, there is no such delegate, or the grant makes no sense.
pub async fn change(cx: &Cx, member: Member, grant: &Grant) -> Result<Done> {
    cx.require(Right::Own)?;
    let grant = checked(grant)?;
    let before = one(cx, member).await?;
    let mut tx = cx.app.db.begin().await?;
    set_grant(&mut tx, cx, member.0, &grant).await?;
    let deed = Members::Granted { name: before.name };
    let inverse = Inverse::Grant { member: member.0, before: before.grant };
    done(tx, cx, deed, &inverse).await
}

/// Ends what a member was granted, at once. An act that can be taken back.
///
/// # Errors
/// The member is not the principal, or there is no such delegate.
pub async fn end(cx: &Cx, member: Member) -> Result<Done> {
    cx.require(Right::Own)?;
    let entry = one(cx, member).await?;
    let mut tx = cx.app.db.begin().await?;
    set_end(&mut tx, cx, member.0, Some(cx.now_us())).await?;
    done(tx, cx, Members::Ended { name: entry.name }, &Inverse::LetIn { member: member.0 }).await
}

async fn done(mut tx: Tx, cx: &Cx, deed: Members, inverse: &Inverse) -> Result<Done> {
    let done = acts::record(&mut tx, cx, deed, inverse).await?;
    tx.commit().await?;
    Ok(done)
}

async fn one(cx: &Cx, member: Member) -> Result<Entry> {
    let known = all(cx).await?.into_iter();
    let found = known.filter(|entry| entry.grant.role != Role::Principal && entry.ended.is_none());
    found
        .into_iter()
        .find(|entry| entry.member == member.0)
        .ok_or_else(|| Error::not_found(refusals::members::NO_SUCH_DELEGATE))
}

/// Grants again what was granted before.
pub(crate) async fn set_grant(tx: &mut Tx, cx: &Cx, member: i64, grant: &Grant) -> Result<()> {
    let args = [cx.ws(), member.into(), word_of(grant.role).into(), scope_text(&grant.scope)?.into()];
    tx.execute(sql::SET_GRANT, &args).await?;
    Ok(())
}

/// Lets a member in again, or no longer.
pub(crate) async fn set_end(tx: &mut Tx, cx: &Cx, member: i64, ended: Option<i64>) -> Result<()> {
    tx.execute(sql::SET_END, &[cx.ws(), member.into(), ended.map_or(Arg::NoInt, Arg::Int)]).await?;
    Ok(())
}

/// A grant as it is kept: a viewer never changes anything, and a delegate has something to do or to see.
fn checked(grant: &Grant) -> Result<Grant> {
    let mut grant = grant.clone();
    match grant.role {
        Role::Principal => return Err(Error::refused(refusals::members::ONE_PRINCIPAL)),
        Role::Viewer => (grant.scope.level, grant.scope.runs) = (Some(Level::See), false),
        Role::Delegate if grant.scope.level.is_none() && !grant.scope.runs => {
            return Err(Error::refused(refusals::members::LEVEL_NEEDED));
        }
        Role::Delegate => {}
    }
    if grant.scope.level.is_none() {
        (grant.scope.circle, grant.scope.open) = (Circle::Nobody, Default::default());
    } else if grant.scope.circle == Circle::Nobody {
        return Err(Error::refused(refusals::members::CIRCLE_NEEDED));
    }
    Ok(grant)
}

fn grant(role: &str, scope: &str) -> Grant {
    let role = match role {
        "principal" => Role::Principal,
        "delegate" => Role::Delegate,
        _ => Role::Viewer,
    };
    // What cannot be read grants nothing.
    Grant { role, scope: serde_json::from_str(scope).unwrap_or_default() }
}

fn word_of(role: Role) -> &'static str {
    match role {
        Role::Principal => "principal",
        Role::Delegate => "delegate",
        Role::Viewer => "viewer",
    }
}

fn scope_text(scope: &Scope) -> Result<String> {
    serde_json::to_string(scope).map_err(|e| Error::refused(refusals::members::scope_unkept(&e)))
}
