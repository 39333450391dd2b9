//! Every change by a member goes through here: who, for whom, what, when, and how to take it back.
//!
//! An act is written by [`record`] in the transaction that makes the change, with its [`Inverse`]; [`undo`] replays the
//! inverse and is an act itself. [`bump`] tells other processes which people changed.

mod sql;

use jiff::Timestamp;
use model::{ActId, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Right};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::details::{self, Said};
use crate::features::interactions::StoredNote;
use crate::features::settings::{self, Key};
use crate::features::today::{self, Dismissed};
use crate::features::{capture, identities, interactions, keeping};

/// More changed people than this are told as "many".
const MAX_LISTED_CHANGES: usize = 1_000;

/// How to take an act back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "inverse")]
pub enum Inverse {
    /// There is nothing to take back.
    Nothing,
    /// Drop an interaction that was logged by hand.
    DropLogged {
        /// The interaction.
        interaction: i64,
    },
    /// Drop a note.
    DropNote {
        /// The note.
        note: i64,
    },
    /// Have a note again as it was.
    RestoreNote(StoredNote),
    /// Give the identities back to the person they came from.
    TakeApart {
        /// The person that was joined into another.
        joined: i64,
        /// The person that got them.
        survivor: i64,
        /// The identities that moved.
        identities: Vec<i64>,
    },
    /// Drop all records of an import, and what no other record tells of.
    DropImport {
        /// The import.
        import: i64,
    },
    /// Show the person on Today again from this day on, or at once.
    Snooze {
        /// The person.
        person: i64,
        /// The day until which they were left alone before the act.
        until: Option<i64>,
    },
    /// Show people on Today again as before.
    SnoozeMany {
        /// The people, each with the day until which they were left alone before the act.
        before: Vec<(i64, Option<i64>)>,
    },
    /// Say again what was said of people before.
    Say {
        /// What was said; `None` for nothing.
        before: Vec<Said>,
    },
    /// Have the person on Today again.
    Dismiss(Dismissed),
    /// Set again what was set before.
    Set {
        /// What.
        key: Key,
        /// As what; `None`: its default.
        before: Option<String>,
    },
    /// Forget people and addresses that were named by hand, as far as no source told of them since.
    Forget {
        /// The people that were made.
        people: Vec<i64>,
        /// The addresses that were made.
        identities: Vec<i64>,
        /// What was said of anybody concerned before.
        before: Vec<Said>,
    },
}

/// An act that was done, for the one who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// Its number, for the undo.
    pub act: ActId,
    /// What was done, in words.
    pub subject: String,
}

/// An act as it is read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Its number, for `kith undo`.
    pub id: ActId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub member: String,
    /// On whose behalf.
    pub acts_for: String,
    /// A stable word: `log`, `join`, `import`, `undo` …
    pub kind: String,
    /// What it was about, in words.
    pub subject: String,
    /// True if it was taken back.
    pub undone: bool,
}

/// Writes the act of a change that the same transaction makes.
pub(crate) async fn record(
    tx: &mut Tx,
    cx: &Cx,
    kind: &str,
    subject: &str,
    inverse: &Inverse,
) -> Result<ActId> {
    record_part(tx, cx, None, kind, subject, inverse).await
}

/// Writes an act that is part of another: it is taken back with it, or by its own number.
pub(crate) async fn record_part(
    tx: &mut Tx,
    cx: &Cx,
    part_of: Option<ActId>,
    kind: &str,
    subject: &str,
    inverse: &Inverse,
) -> Result<ActId> {
    let id = keeping::next_ids(tx, cx.workspace, 1).await?;
    let inverse =
        serde_json::to_string(inverse).map_err(|e| Error::Refused(format!("the act cannot be kept: {e}")))?;
    let args = [
        cx.ws(),
        id.into(),
        cx.member.0.into(),
        cx.acts_for.0.into(),
        cx.now_us().into(),
        kind.into(),
        subject.into(),
        inverse.into(),
        part_of.map(|a| a.0).into(),
        cx.origin.to_string().into(),
    ];
    tx.execute(sql::INSERT_ACT, &args).await?;
    Ok(ActId(id))
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

/// The newest acts, newest first; with `parts`, also those that are parts of others (the joins of an import).
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn list(cx: &Cx, limit: i64, parts: bool) -> Result<Vec<Act>> {
    cx.require(Right::Read)?;
    type Row = (i64, i64, String, String, String, String, i64);
    let rows: Vec<Row> =
        cx.app.db.fetch_all(sql::LIST, &[cx.ws(), limit.into(), i64::from(parts).into()]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, at, member, acts_for, kind, subject, undone)| Act {
            id: ActId(id),
            at: Timestamp::from_microsecond(at).unwrap_or_default(),
            member,
            acts_for,
            kind,
            subject,
            undone: undone != 0,
        })
        .collect())
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
    told(cx, act.0.into()).await
}

/// The act that an undo without a number would take back.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn last(cx: &Cx) -> Result<Option<Told>> {
    told(cx, Arg::NoInt).await
}

async fn told(cx: &Cx, wanted: Arg) -> Result<Option<Told>> {
    cx.require(Right::Read)?;
    type Row = (i64, String, String, Option<i64>);
    let row: Option<Row> = cx.app.db.fetch_optional(sql::TO_UNDO, &[cx.ws(), wanted]).await?;
    Ok(row.map(|(id, subject, inverse, undone_by)| {
        let has_inverse = serde_json::from_str(&inverse).is_ok_and(|i: Inverse| i != Inverse::Nothing);
        Told { id: ActId(id), subject, can_undo: has_inverse && undone_by.is_none() }
    }))
}

/// Takes an act back (the newest that can be, without a number); the undo is an act itself.
///
/// # Errors
/// There is no such act, it was taken back already, it has nothing to take back, or something newer depends on it.
pub async fn undo(cx: &Cx, act: Option<ActId>) -> Result<Done> {
    cx.require(Right::Change)?;
    let wanted = act.map_or(Arg::NoInt, |a| a.0.into());
    type Row = (i64, String, String, Option<i64>);
    let row: Option<Row> = cx.app.db.fetch_optional(sql::TO_UNDO, &[cx.ws(), wanted]).await?;
    let Some((id, subject, inverse, undone_by)) = row else {
        return Err(Error::NotFound("there is no such act to take back: `kith acts` lists them".into()));
    };
    if undone_by.is_some() {
        return Err(Error::Refused(format!("“{subject}” was taken back already")));
    }
    let inverse: Inverse = serde_json::from_str(&inverse).map_err(|e| {
        Error::Refused(format!("act {id} cannot be taken back, its inverse is unreadable: {e}"))
    })?;
    let words = format!("taken back: {subject}");
    let _guard = match inverse {
        Inverse::TakeApart { .. } | Inverse::DropImport { .. } | Inverse::Forget { .. } => {
            Some(capture::lock(cx).await?)
        }
        _ => None,
    };
    let mut tx = cx.app.db.begin().await?;
    let undo = record(&mut tx, cx, "undo", &words, &Inverse::Nothing).await?;
    let marked = tx.execute(sql::MARK_UNDONE, &[cx.ws(), id.into(), undo.0.into()]).await?;
    if marked == 0 {
        return Err(Error::Refused(format!("“{subject}” was taken back already")));
    }
    undo_parts(&mut tx, cx, id, undo).await?;
    replay(&mut tx, cx, &inverse).await?;
    tx.commit().await?;
    Ok(Done { act: undo, subject: words })
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
        Inverse::Nothing => Err(Error::Refused("this act has nothing to take back".into())),
        Inverse::DropLogged { interaction } => interactions::drop_logged(tx, cx, *interaction).await,
        Inverse::DropNote { note } => interactions::drop_note(tx, cx, *note).await,
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
        Inverse::Say { before } => details::replace(tx, cx, before).await.map(|_| ()),
        Inverse::Forget { people, identities, before } => {
            identities::forget(tx, cx, people, identities, before).await
        }
    }
}
