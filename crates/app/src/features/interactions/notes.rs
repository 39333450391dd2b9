//! Notes about people: added, changed, deleted; each an act that can be taken back.
//!
//! A private note is for the principal alone: every read asks whether this member sees it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{PersonId, WorkspaceId};
use serde::{Deserialize, Serialize};

use super::sql;
use crate::access::{Cx, Field, Right};
use crate::db::{Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, NoteChange, People};
use crate::features::tray::Ask;
use crate::features::{keeping, people};
use crate::words::refusals;

/// The longest note, in characters.
const MAX_NOTE: usize = 20_000;

/// A note as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// The principal alone reads it.
    pub is_private: bool,
    /// The delegate who wrote it; `None` for the principal.
    pub by: Option<String>,
}

/// A note as it is stored, for taking back what was done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredNote {
    /// Its number.
    pub note: i64,
    /// About whom.
    pub person: i64,
    /// Microseconds UTC.
    pub at: i64,
    /// What it says.
    pub text: String,
    /// 1: the principal alone reads it.
    pub private: i64,
    /// The member who wrote it, if that was kept.
    #[serde(default)]
    pub by: Option<i64>,
}

/// Adds a note about a person.
///
/// # Errors
/// The member may not, the note is empty or too long, or there is no such person.
pub async fn add_note(cx: &Cx, person: PersonId, text: &str, is_private: bool) -> Result<Done> {
    let text = checked(text)?;
    // Whoever cannot read private notes writes none: it would be gone for them at once.
    let is_private = is_private && cx.access.opens(Field::PrivateNotes);
    let ask = || Ask::AddNote { person: person.0, text: text.clone(), private: is_private };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    let note = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let private = i64::from(is_private);
    let by = Some(cx.member.0);
    let new = StoredNote { note, person: person.0, at: cx.now_us(), text, private, by };
    set(&mut tx, cx, &new).await?;
    done(tx, cx, person.0, (name, NoteChange::Added), &Inverse::DropNote { note }).await
}

/// Changes what a note says, or who reads it.
///
/// # Errors
/// The member may not, the note is empty or too long, or there is no such note about this person.
pub async fn change_note(cx: &Cx, person: PersonId, note: i64, text: &str, is_private: bool) -> Result<Done> {
    let text = checked(text)?;
    let before = stored(cx, person, note).await?;
    let is_private = is_private && cx.access.opens(Field::PrivateNotes);
    let ask = || Ask::ChangeNote { person: person.0, note, text: text.clone(), private: is_private };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    set(&mut tx, cx, &StoredNote { text, private: i64::from(is_private), ..before.clone() }).await?;
    done(tx, cx, person.0, (name, NoteChange::Changed), &Inverse::RestoreNote(before)).await
}

/// Deletes a note.
///
/// # Errors
/// The member may not, or there is no such note about this person.
pub async fn delete_note(cx: &Cx, person: PersonId, note: i64) -> Result<Done> {
    let before = stored(cx, person, note).await?;
    if let Some(waiting) = acts::enter(cx, &[person], || Ask::DeleteNote { person: person.0, note }).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    super::drop_note(&mut tx, cx, note).await?;
    done(tx, cx, person.0, (name, NoteChange::Deleted), &Inverse::RestoreNote(before)).await
}

/// Puts a note back as it was.
pub(crate) async fn restore_note(tx: &mut Tx, cx: &Cx, note: &StoredNote) -> Result<()> {
    set(tx, cx, note).await?;
    acts::bump(tx, cx.workspace, &[note.person]).await
}

/// Keeps what cards say of whoever has these identities as private notes, unless they have them already.
pub(crate) async fn add_imported_notes(
    tx: &mut Tx,
    cx: &Cx,
    import: i64,
    notes: &BTreeSet<(i64, &str)>,
) -> Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    let first = keeping::next_ids(tx, cx.workspace, notes.len()).await?;
    let mut rows = Rows::default();
    for (id, (identity, text)) in (first..).zip(notes) {
        rows.row().int(id).int(*identity).text(text);
    }
    let args = [cx.ws(), rows.into_arg(), cx.now_us().into(), import.into()];
    tx.execute(sql::ADD_IMPORTED, &args).await?;
    Ok(())
}

/// Deletes the notes that an import brought and nobody changed.
pub(crate) async fn drop_imported_notes(tx: &mut Tx, ws: WorkspaceId, import: i64) -> Result<()> {
    tx.execute(sql::DROP_IMPORTED, &[ws.0.into(), import.into()]).await?;
    Ok(())
}

async fn done(
    mut tx: Tx,
    cx: &Cx,
    person: i64,
    (name, now): (String, NoteChange),
    inverse: &Inverse,
) -> Result<Done> {
    let done = acts::record(&mut tx, cx, People::Note { name, now }, inverse).await?;
    acts::concern(&mut tx, cx, done.act, person).await?;
    acts::bump(&mut tx, cx.workspace, &[person]).await?;
    tx.commit().await?;
    Ok(done)
}

/// The note, if this member sees it.
async fn stored(cx: &Cx, person: PersonId, note: i64) -> Result<StoredNote> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let args = [cx.ws(), note.into(), cx.opens(Field::PrivateNotes)];
    type Row = (i64, i64, String, i64, Option<i64>);
    let row: Option<Row> = cx.app.db.fetch_optional(sql::NOTE, &args).await?;
    let found = row.filter(|row| row.0 == person.0);
    let (person, at, text, private, by) =
        found.ok_or_else(|| Error::not_found(refusals::people::NOTE_GONE))?;
    Ok(StoredNote { note, person, at, text, private, by })
}

async fn set(tx: &mut Tx, cx: &Cx, note: &StoredNote) -> Result<()> {
    let args = [
        cx.ws(),
        note.note.into(),
        note.person.into(),
        note.at.into(),
        note.text.as_str().into(),
        note.private.into(),
        note.by.into(),
    ];
    tx.execute(sql::SET_NOTE, &args).await?;
    Ok(())
}

fn checked(text: &str) -> Result<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match text.chars().count() {
        0 => Err(Error::refused(refusals::people::NOTE_EMPTY)),
        1..=MAX_NOTE => Ok(text),
        _ => Err(Error::refused(refusals::people::note_too_long(MAX_NOTE))),
    }
}
