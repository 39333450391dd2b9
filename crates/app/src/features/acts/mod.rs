//! Every change by a member goes through here: who, for whom, what, when, and how to take it back.
//!
//! An act is written by [`record`] in the transaction that makes the change, as data ([`Deed`]) and with its [`Inverse`]; [`undo`] replays the
//! inverse and is an act itself, unless a newer act depends on it ([`touches`]). [`list`] reads what was done. [`bump`]
//! tells other processes which people changed. Acts about people begin with [`enter`], the one place where it is decided
//! if a member does them or only suggests them.

mod audit;
mod deed;
mod forgetting;
mod inverse;
mod sql;
mod touches;

pub(crate) use audit::people_of;
pub use audit::{Act, Filter, list};
pub use deed::{Deed, Members, NoteChange, People, Place, Whom, WhyOne};
pub(crate) use forgetting::{Gone, without};
pub use inverse::Inverse;

use jiff::Timestamp;
use model::{ActId, PersonId, WorkspaceId};
use serde::Serialize;

use crate::access::{Cx, Origin, Right};
use crate::db::{Rows, Tx};
use crate::error::{Error, Result};
use crate::features::details;
use crate::features::members;
use crate::features::settings;
use crate::features::today;
use crate::features::tray::{self, Ask};
use crate::features::{accuracy, capture, identities, interactions, keeping, organizations, paths, queue};
use crate::words::{self, refusals};

/// More changed people than this are told as "many".
const MAX_LISTED_CHANGES: usize = 1_000;

/// An act that was done, for the one who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// Its number, for the undo.
    pub act: ActId,
    /// What was done, in words.
    pub subject: String,
}

/// Writes the act of a change that the same transaction makes.
pub(crate) async fn record(tx: &mut Tx, cx: &Cx, deed: impl Into<Deed>, inverse: &Inverse) -> Result<Done> {
    record_part(tx, cx, None, deed, inverse).await
}

/// Writes an act that is part of another: it is taken back with it, or by its own number.
pub(crate) async fn record_part(
    tx: &mut Tx,
    cx: &Cx,
    part_of: Option<ActId>,
    deed: impl Into<Deed>,
    inverse: &Inverse,
) -> Result<Done> {
    let id = keeping::next_ids(tx, cx.workspace, 1).await?;
    let (deed, what) = (deed.into(), inverse);
    let unkept = |e: serde_json::Error| Error::refused(refusals::acts::act_unkept(&e));
    let inverse = serde_json::to_string(inverse).map_err(unkept)?;
    let args = [
        cx.ws(),
        id.into(),
        cx.member.0.into(),
        cx.acts_for.0.into(),
        cx.now_us().into(),
        deed.kind().into(),
        deed.text().map_err(unkept)?.into(),
        inverse.into(),
        part_of.map(|a| a.0).into(),
        cx.origin.to_string().into(),
    ];
    tx.execute(sql::INSERT_ACT, &args).await?;
    touch(tx, cx, id, &touches::of(what, cx.member.0)).await?;
    if let (Origin::Accepted { suggestion }, None) = (&cx.origin, part_of) {
        tray::answered(tx, cx, *suggestion, ActId(id)).await?;
    }
    Ok(Done { act: ActId(id), subject: words::deed(&deed) })
}

/// The entry of every act about people. Goes on with `None` if this member does it; a member who suggests gets what was
/// put into the tray in its stead.
///
/// # Errors
/// The member does not see one of these people, or may not even suggest.
pub(crate) async fn enter(
    cx: &Cx,
    people: &[PersonId],
    ask: impl FnOnce() -> Ask + Send,
) -> Result<Option<Done>> {
    people.iter().try_for_each(|person| cx.require_sees(*person))?;
    if cx.access.has(Right::Change) || !cx.access.has(Right::Suggest) {
        return cx.require(Right::Change).map(|()| None);
    }
    tray::suggest(cx, ask()).await.map(Some)
}

/// Says whom an act was about, where its inverse does not.
pub(crate) async fn concern(tx: &mut Tx, cx: &Cx, act: ActId, person: i64) -> Result<()> {
    touch(tx, cx, act.0, &[(touches::person(person), touches::Role::Concerns)]).await
}

async fn touch(tx: &mut Tx, cx: &Cx, act: i64, touched: &[touches::Touch]) -> Result<()> {
    if touched.is_empty() {
        return Ok(());
    }
    tx.execute(sql::INSERT_TOUCHES, &[cx.ws(), act.into(), touches::rows(touched).into_arg()]).await?;
    Ok(())
}

/// Gives the acts of a workspace, whose numbers are all lower, numbers from there on, so that the acts of an export can
/// have theirs.
pub(crate) async fn make_room(tx: &mut Tx, workspace: WorkspaceId, by: i64) -> Result<()> {
    for statement in [sql::COPY_ALL, sql::COPY_TOUCHES, sql::DELETE_TOUCHES_BELOW, sql::DELETE_BELOW] {
        tx.execute(statement, &[workspace.0.into(), by.into()]).await?;
    }
    Ok(())
}

/// Raises the workspace's revision and lists the people that changed with it.
pub(crate) async fn bump(tx: &mut Tx, workspace: WorkspaceId, people: &[i64]) -> Result<()> {
    let revision = keeping::next_revision(tx, workspace).await?;
    let listed: Vec<i64> = if people.len() > MAX_LISTED_CHANGES { vec![0] } else { people.to_vec() };
    let rows = Rows::of_ints(listed).into_arg();
    tx.execute(sql::INSERT_CHANGES, &[workspace.0.into(), revision.into(), rows]).await?;
    tx.execute(sql::FORGET_OLD_CHANGES, &[workspace.0.into(), (revision - 10_000).into()]).await?;
    Ok(())
}

/// What it would take to take back the acts of members since a moment, in their order; of those that stand.
pub(crate) async fn since(cx: &Cx, from: Timestamp) -> Result<Vec<Inverse>> {
    let args = [cx.ws(), from.as_microsecond().into()];
    let rows: Vec<(String,)> = cx.app.db.fetch_all(sql::SINCE, &args).await?;
    Ok(rows.iter().filter_map(|(inverse,)| serde_json::from_str(inverse).ok()).collect())
}

/// One act, for the one who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number.
    pub id: ActId,
    /// What was done, in words.
    pub subject: String,
    /// It still stands, and has something to take back.
    pub can_undo: bool,
}

/// The act of a number; `None` if there is none.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn one(cx: &Cx, act: ActId) -> Result<Option<Told>> {
    cx.require(Right::Belong)?;
    Ok(to_undo(cx, Some(act)).await?.map(told))
}

/// What an act did; nothing is said of one that is not there.
pub(crate) async fn deed_of(cx: &Cx, act: ActId) -> Result<Deed> {
    Ok(to_undo(cx, Some(act)).await?.map_or_else(|| Deed::Words(String::new()), |row| row.1))
}

/// The act of this member that an undo without a number would take back.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn last(cx: &Cx) -> Result<Option<Told>> {
    cx.require(Right::Belong)?;
    Ok(to_undo(cx, None).await?.map(told))
}

/// Number, what was done, inverse, the undo, who did it.
type ToUndo = (i64, Deed, String, Option<i64>, i64);

/// The same as it is stored.
type Stored = (i64, String, String, Option<i64>, i64);

fn read((id, deed, inverse, undone_by, member): Stored) -> ToUndo {
    (id, Deed::read(&deed), inverse, undone_by, member)
}

/// The act of a number, or the newest of this member that can be taken back. Others' acts are the principal's to see.
async fn to_undo(cx: &Cx, act: Option<ActId>) -> Result<Option<ToUndo>> {
    let row: Option<Stored> = match act {
        Some(act) => cx.app.db.fetch_optional(sql::TO_UNDO, &[cx.ws(), act.0.into()]).await?,
        None => cx.app.db.fetch_optional(sql::LAST_TO_UNDO, &[cx.ws(), cx.member.0.into()]).await?,
    };
    let Some(row) = row.map(read).filter(|row| row.4 == cx.member.0 || cx.access.has(Right::Own)) else {
        return Ok(None);
    };
    Ok(audit::about_unseen(cx, &[row.0]).await?.is_empty().then_some(row))
}

fn told(row: ToUndo) -> Told {
    let (id, deed, inverse, undone_by, _) = row;
    let has_inverse = serde_json::from_str(&inverse).is_ok_and(|i: Inverse| i != Inverse::Nothing);
    Told { id: ActId(id), subject: words::deed(&deed), can_undo: has_inverse && undone_by.is_none() }
}

/// Takes an act back (the newest of this member that can be, without a number); the undo is an act itself.
///
/// # Errors
/// There is no such act, it was taken back already, it has nothing to take back, or something newer depends on it.
pub async fn undo(cx: &Cx, act: Option<ActId>) -> Result<Done> {
    cx.require(Right::Belong)?;
    let Some((id, deed, inverse, undone_by, member)) = to_undo(cx, act).await? else {
        return Err(Error::not_found(refusals::acts::NO_SUCH_ACT));
    };
    let subject = words::deed(&deed);
    if undone_by.is_some() {
        return Err(Error::refused(refusals::acts::undone_already(&subject)));
    }
    let inverse: Inverse = serde_json::from_str(&inverse)
        .map_err(|e| Error::refused(refusals::acts::inverse_unreadable(id, &e)))?;
    if let Some(waiting) = enter_undo(cx, id, member, &inverse).await? {
        return Ok(waiting);
    }
    let _guard = match inverse {
        Inverse::TakeApart { .. } | Inverse::DropImport { .. } | Inverse::Forget { .. } => {
            Some(capture::lock(cx).await?)
        }
        _ => None,
    };
    let mut tx = cx.app.db.begin().await?;
    refuse_if_blocked(&mut tx, cx, id, &subject).await?;
    let deed = Deed::TakenBack { deed: Box::new(deed) };
    let done = record(&mut tx, cx, deed, &Inverse::Nothing).await?;
    let marked = tx.execute(sql::MARK_UNDONE, &[cx.ws(), id.into(), done.act.0.into()]).await?;
    if marked == 0 {
        return Err(Error::refused(refusals::acts::undone_already(&subject)));
    }
    undo_parts(&mut tx, cx, id, done.act).await?;
    replay(&mut tx, cx, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

/// What it took to do something is what it takes to take it back; what is one's own alone, oneself.
async fn enter_undo(cx: &Cx, act: i64, by: i64, inverse: &Inverse) -> Result<Option<Done>> {
    match inverse {
        inverse if inverse.is_for_oneself() && by != cx.member.0 => {
            Err(Error::refused(refusals::acts::ANOTHERS_ACT))
        }
        Inverse::Set { key, .. } => cx.require(key.right()).map(|()| None),
        Inverse::Withdraw { .. } => cx.require(Right::Belong).map(|()| None),
        Inverse::Unfinish { .. } => cx.require(Right::Belong).map(|()| None),
        Inverse::DropImport { .. } => cx.require(Right::Run).map(|()| None),
        Inverse::Hold { .. }
        | Inverse::Retain { .. }
        | Inverse::AskAgain { .. }
        | Inverse::Grant { .. }
        | Inverse::LetIn { .. }
        | Inverse::Uninvite { .. }
        | Inverse::InviteAgain { .. }
        | Inverse::Undelegate { .. }
        | Inverse::Unanswer { .. } => cx.require(Right::Own).map(|()| None),
        _ => enter(cx, &[], || Ask::Undo { act }).await,
    }
}

/// An act is not taken back under a newer one that depends on it.
async fn refuse_if_blocked(tx: &mut Tx, cx: &Cx, act: i64, subject: &str) -> Result<()> {
    let args = [cx.ws(), Rows::of_ints([act]).into_arg()];
    let blocked: Option<(i64, i64)> = tx.fetch_optional(sql::BLOCKED, &args).await?;
    let Some((_, newer)) = blocked else { return Ok(()) };
    let newer: Option<Stored> = tx.fetch_optional(sql::TO_UNDO, &[cx.ws(), newer.into()]).await?;
    let Some((number, later, ..)) = newer else { return Ok(()) };
    let later = Deed::words_of(&later);
    Err(Error::refused(refusals::acts::newer_depends(subject, &later, number)))
}

/// Takes back the acts that are parts of one, the newest first. They are joins: an import makes no others.
async fn undo_parts(tx: &mut Tx, cx: &Cx, act: i64, undo: ActId) -> Result<()> {
    let parts: Vec<(i64, String)> = tx.fetch_all(sql::PARTS, &[cx.ws(), act.into()]).await?;
    for (part, inverse) in parts {
        if let Ok(Inverse::TakeApart { joined, survivor, identities }) = serde_json::from_str(&inverse) {
            identities::separate(tx, cx, joined, survivor, &identities).await?;
            tx.execute(sql::MARK_UNDONE, &[cx.ws(), part.into(), undo.0.into()]).await?;
        }
    }
    Ok(())
}

async fn replay(tx: &mut Tx, cx: &Cx, inverse: &Inverse) -> Result<()> {
    match inverse {
        Inverse::Nothing => Err(Error::refused(refusals::acts::NOTHING_TO_UNDO)),
        Inverse::DropLogged { interaction } => interactions::drop_logged(tx, cx, *interaction).await,
        Inverse::DropNote { note } => interactions::drop_note(tx, cx, *note).await,
        Inverse::DropAsk { ask, .. } => paths::drop_ask(tx, cx, *ask).await,
        Inverse::RestoreNote(note) => interactions::restore_note(tx, cx, note).await,
        Inverse::TakeApart { joined, survivor, identities } => {
            identities::take_apart(tx, cx, *joined, *survivor, identities).await
        }
        Inverse::DropImport { import } => capture::drop_import(tx, cx, *import).await,
        Inverse::Snooze { person, until } => {
            identities::set_snooze(tx, cx, *person, *until).await?;
            bump(tx, cx.workspace, &[*person]).await
        }
        Inverse::Dismiss(dismissed) => today::take_back(tx, cx, dismissed).await,
        Inverse::SnoozeMany { before } => {
            for (person, until) in before {
                identities::set_snooze(tx, cx, *person, *until).await?;
            }
            let people: Vec<i64> = before.iter().map(|(person, _)| *person).collect();
            bump(tx, cx.workspace, &people).await
        }
        Inverse::Set { key, before } => settings::replace(tx, cx, *key, before.as_deref()).await.map(|_| ()),
        Inverse::Industry { organization, before } => {
            organizations::set_industry(tx, cx, organization, before.as_deref()).await.map(|_| ())
        }
        Inverse::Say { before } => details::replace(tx, cx, before).await.map(|_| ()),
        Inverse::Hold { hold, stands } => keeping::hold::set(tx, cx, *hold, *stands).await,
        Inverse::Retain { source, months } => {
            keeping::retention::replace(tx, cx, *source, *months).await.map(|_| ())
        }
        Inverse::Withdraw { suggestion } => tray::withdraw(tx, cx, *suggestion).await,
        Inverse::AskAgain { suggestion } => tray::ask_again(tx, cx, *suggestion).await,
        Inverse::Grant { member, before } => members::set_grant(tx, cx, *member, before).await,
        Inverse::LetIn { member } => members::set_end(tx, cx, *member, None).await,
        Inverse::Uninvite { invitation } => members::withdraw(tx, cx, *invitation).await,
        Inverse::InviteAgain { invitation } => members::reopen(tx, cx, *invitation).await,
        Inverse::Unanswer { quarter, place } => accuracy::unanswer(tx, cx, *quarter, *place).await,
        Inverse::Undelegate { task } => queue::undelegate(tx, cx, *task).await,
        Inverse::Unfinish { task } => queue::unfinish(tx, cx, *task).await,
        Inverse::Forget { people, identities, before } => {
            identities::forget(tx, cx, people, identities, before).await
        }
    }
}
