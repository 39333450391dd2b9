//! The workspace itself: made on the first run, looked over by `kith doctor`, exported ([`export`]), backed up
//! ([`backup`]), brought up to date.
//!
//! What is held of one human is shown and erased by [`human`]; [`retention`] says how long sources are kept, and a [`hold`]
//! stops both.

pub mod backup;
pub mod export;
pub mod hold;
pub mod human;
pub mod retention;
mod sql;
mod upgrade;

pub use export::canonical_export;
use model::{PersonId, WorkspaceId};
use serde::Serialize;
pub(crate) use upgrade::bring_up_to_date;

use crate::access::{Cx, Member, Right};
use crate::db::{Db, Rows, Tx, dialect};
use crate::error::{Error, Result};
use crate::words::refusals;
use export::tables::Workspace as Exported;

/// Makes the first workspace and its owner if they are not there yet.
pub(crate) async fn ensure_workspace(db: &Db) -> Result<()> {
    if db.fetch_int(sql::COUNT_WORKSPACES, &[]).await? > 0 {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    tx.execute(sql::INSERT_WORKSPACE, &[1.into(), "My network".into()]).await?;
    tx.execute(sql::INSERT_MEMBER, &[1.into(), Member::OWNER.0.into(), "Owner".into(), "principal".into()])
        .await?;
    tx.commit().await
}

/// Gives a workspace to whoever signs in with an account: its principal bears that name from here on.
pub(crate) async fn give_to(tx: &mut Tx, ws: WorkspaceId, account: i64, name: &str) -> Result<()> {
    let args = [ws.0.into(), Member::OWNER.0.into(), account.into(), name.into()];
    tx.execute(sql::GIVE_TO, &args).await?;
    Ok(())
}

/// Gives an account a workspace as its principal: the first one while that is nobody's, else a new one.
pub(crate) async fn workspace_for(tx: &mut Tx, account: i64, name: &str) -> Result<WorkspaceId> {
    let free: Option<(i64,)> = tx.fetch_optional(sql::NOBODYS_WORKSPACE, &[]).await?;
    if let Some((free,)) = free {
        give_to(tx, WorkspaceId(free), account, name).await?;
        return Ok(WorkspaceId(free));
    }
    let newest: Option<(i64,)> = tx.fetch_optional(sql::NEWEST_WORKSPACE, &[]).await?;
    let id = newest.unwrap_or_default().0 + 1;
    tx.execute(sql::INSERT_WORKSPACE, &[id.into(), "My network".into()]).await?;
    tx.execute(sql::INSERT_MEMBER, &[id.into(), Member::OWNER.0.into(), name.into(), "principal".into()])
        .await?;
    give_to(tx, WorkspaceId(id), account, name).await?;
    Ok(WorkspaceId(id))
}

/// What `kith doctor` reports.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// Kind and place of the database.
    pub database: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// `ok`, or what the database says is wrong with it.
    pub integrity: String,
    /// The revision of the workspace.
    pub revision: i64,
    /// People in the network.
    pub people: i64,
    /// Lists, newsletters, robots and role mailboxes kept out of it.
    pub kept_out: i64,
    /// Addresses.
    pub identities: i64,
    /// Dated contacts.
    pub interactions: i64,
    /// Ties, with the owner and among others.
    pub ties: i64,
    /// Records read, by what became of them: added, joined, skipped, failed.
    pub records: [i64; 4],
    /// Pairs that an interrupted import left to be derived again; the next import does it.
    pub stale_pairs: i64,
    /// The owner's addresses.
    pub owner: Vec<String>,
}

/// Looks the workspace over.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn health(cx: &Cx) -> Result<Health> {
    cx.require(Right::Own)?;
    let db = &cx.app.db;
    let integrity: Vec<(String,)> = db.fetch_all(dialect::integrity_check(db), &[]).await?;
    let owner: Vec<(String,)> = db.fetch_all(sql::OWNER_ADDRESSES, &[cx.ws()]).await?;
    let by_outcome: Vec<(i64, i64)> = db.fetch_all(sql::COUNT_RECORDS, &[cx.ws()]).await?;
    let mut records = [0; 4];
    for (outcome, n) in by_outcome {
        if let Some(slot) = usize::try_from(outcome).ok().and_then(|o| records.get_mut(o)) {
            *slot = n;
        }
    }
    Ok(Health {
        database: db.describe(),
        size_bytes: db.fetch_int(dialect::size_in_bytes(db), &[]).await?,
        integrity: integrity.into_iter().map(|r| r.0).collect::<Vec<_>>().join("; "),
        revision: db.fetch_int(sql::REVISION, &[cx.ws()]).await?,
        people: db.fetch_int(sql::COUNT_PEOPLE, &[cx.ws()]).await?,
        kept_out: db.fetch_int(sql::COUNT_KEPT_OUT, &[cx.ws()]).await?,
        identities: db.fetch_int(sql::COUNT_IDENTITIES, &[cx.ws()]).await?,
        interactions: db.fetch_int(sql::COUNT_INTERACTIONS, &[cx.ws()]).await?,
        ties: db.fetch_int(sql::COUNT_TIES, &[cx.ws()]).await?,
        records,
        stale_pairs: db.fetch_int(sql::COUNT_STALE, &[cx.ws()]).await?,
        owner: owner.into_iter().map(|r| r.0).collect(),
    })
}

/// Where the data is, how large it is, and by which addresses its owner is known; cheap enough for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Kind and place of the database.
    pub database: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// The owner's mail addresses.
    pub owner: Vec<String>,
}

/// Where the data is.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn place(cx: &Cx) -> Result<Place> {
    cx.require(Right::Own)?;
    let db = &cx.app.db;
    let owner = async { db.fetch_all::<(String,)>(sql::OWNER_MAIL, &[cx.ws()]).await };
    let (owner, size_bytes) = tokio::try_join!(owner, db.fetch_int(dialect::size_in_bytes(db), &[]))?;
    Ok(Place { database: db.describe(), size_bytes, owner: owner.into_iter().map(|r| r.0).collect() })
}

/// The members of the workspace with their names; the principal first.
///
/// # Errors
/// The member may not know, or the database cannot be read.
pub async fn members(cx: &Cx) -> Result<Vec<(Member, String)>> {
    cx.require(Right::Own)?;
    let members: Vec<(i64, String)> = cx.app.db.fetch_all(sql::MEMBERS, &[cx.ws()]).await?;
    Ok(members.into_iter().map(|(id, name)| (Member(id), name)).collect())
}

/// The member of a name.
///
/// # Errors
/// There is no such member, or the database cannot be read.
pub async fn member_named(cx: &Cx, name: &str) -> Result<Member> {
    let members = members(cx).await?;
    let found = members.iter().find(|(_, known)| known.eq_ignore_ascii_case(name.trim()));
    found.map(|(id, _)| *id).ok_or_else(|| {
        let known = members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
        Error::not_found(refusals::members::no_member(name, &known))
    })
}

/// The principal's person, once Kith knows it.
pub(crate) async fn owner(tx: &mut Tx, ws: WorkspaceId) -> Result<Option<PersonId>> {
    let row: Option<(Option<i64>,)> = tx.fetch_optional(sql::OWNER, &[ws.0.into()]).await?;
    Ok(row.and_then(|r| r.0).map(PersonId))
}

/// The principal's person, for reading.
///
/// # Errors
/// Nobody is the owner yet, because nothing was imported.
pub async fn known_owner(cx: &Cx) -> Result<PersonId> {
    let row: Option<(Option<i64>,)> = cx.app.db.fetch_optional(sql::OWNER, &[cx.ws()]).await?;
    row.and_then(|r| r.0).map(PersonId).ok_or_else(|| Error::not_found(refusals::keeping::NOTHING_IMPORTED))
}

/// Makes the workspace the one of an export, and gives by how much the numbers it has used so far give way.
pub(crate) async fn take_in_workspace(tx: &mut Tx, ws: WorkspaceId, from: &Exported) -> Result<i64> {
    let used: Option<(i64,)> = tx.fetch_optional(sql::NEXT_ID, &[ws.0.into()]).await?;
    let by = used.map_or(0, |r| r.0).max(from.next_id);
    let args = [ws.0.into(), by.into(), from.name.as_str().into(), from.owner_id.into()];
    tx.execute(sql::TAKE_IN_WORKSPACE, &args).await?;
    Ok(by)
}

/// Makes a person the workspace's principal.
pub(crate) async fn set_owner(tx: &mut Tx, ws: WorkspaceId, owner: PersonId) -> Result<()> {
    tx.execute(sql::SET_OWNER, &[ws.0.into(), owner.0.into()]).await?;
    Ok(())
}

/// Nobody is the principal any more if it was one of these people and none of their addresses is left.
pub(crate) async fn forget_owner(tx: &mut Tx, ws: WorkspaceId, people: &[i64]) -> Result<()> {
    let rows = Rows::of_ints(people.iter().copied()).into_arg();
    tx.execute(sql::FORGET_OWNER, &[ws.0.into(), rows]).await?;
    Ok(())
}

/// Nobody is the principal any more if no source is left that knew them and nothing was said or logged by hand: the
/// sample network was taken back.
pub(crate) async fn forget_unused_owner(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::FORGET_UNUSED_OWNER, &[ws.0.into()]).await?;
    Ok(())
}

/// Draws `n` ids of the workspace's one sequence and gives the first.
pub(crate) async fn next_ids(tx: &mut Tx, ws: WorkspaceId, n: usize) -> Result<i64> {
    let row: Option<(i64,)> = tx.fetch_optional(sql::NEXT_IDS, &[ws.0.into(), (n as i64).into()]).await?;
    row.map(|r| r.0 - n as i64).ok_or_else(|| Error::not_found(refusals::keeping::no_workspace(ws)))
}

/// Raises the workspace's revision and gives the new one.
pub(crate) async fn next_revision(tx: &mut Tx, ws: WorkspaceId) -> Result<i64> {
    let row: Option<(i64,)> = tx.fetch_optional(sql::NEXT_REVISION, &[ws.0.into()]).await?;
    row.map(|r| r.0).ok_or_else(|| Error::not_found(refusals::keeping::no_workspace(ws)))
}

/// Up to which interaction all are in the ties.
pub(crate) async fn tied_through(tx: &mut Tx, ws: WorkspaceId) -> Result<i64> {
    Ok(tx.fetch_optional::<(i64,)>(sql::TIED_THROUGH, &[ws.0.into()]).await?.map_or(0, |r| r.0))
}

/// From here on, all interactions up to this one are in the ties.
pub(crate) async fn set_tied_through(tx: &mut Tx, ws: WorkspaceId, interaction: i64) -> Result<()> {
    tx.execute(sql::SET_TIED_THROUGH, &[ws.0.into(), interaction.into()]).await?;
    Ok(())
}
