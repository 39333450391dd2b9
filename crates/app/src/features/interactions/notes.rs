//! Notes about people: not contact, and private if the owner says so. Each change is an act.

use jiff::Timestamp;
use model::PersonId;
use serde::{Deserialize, Serialize};

use super::sql;
use crate::access::{Cx, Right};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse};
use crate::features::{keeping, people};

/// The longest note, in characters.
const MAX_NOTE: usize = 10_000;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// About whom.
    pub person: i64,
    /// When it was written, microseconds UTC.
    pub at: i64,
    /// The text.
    pub text: String,
    /// Only the owner reads it.
    pub is_private: bool,
}

impl Note {
    /// When it was written.
    pub fn written(&self) -> Timestamp {
        Timestamp::from_microsecond(self.at).unwrap_or_default()
    }
}

/// The notes about a person until a moment, newest first; of private ones those that the member may see.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn notes(cx: &Cx, person: PersonId, as_of: Timestamp, limit: i64) -> Result<Vec<Note>> {
    cx.require(Right::Read)?;
    let args = [cx.ws(), person.0.into(), as_of.as_microsecond().into(), limit.into(), cx.sees_private()];
    let rows: Vec<(i64, i64, String, i64)> = cx.app.db.fetch_all(sql::SHOWN_NOTES, &args).await?;
    let note = |(id, at, text, private)| Note { id, person: person.0, at, text, is_private: private != 0 };
    Ok(rows.into_iter().map(note).collect())
}

/// Writes a note about a person.
///
/// # Errors
/// The member may not, there is no such person, or the note is empty or too long.
pub async fn add_note(cx: &Cx, person: PersonId, text: &str, is_private: bool) -> Result<Done> {
    cx.require(Right::Change)?;
    let name = people::name_of(cx, person).await?;
    let text = checked(text)?;
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    save_note(&mut tx, cx, &Note { id, person: person.0, at: cx.now_us(), text, is_private }).await?;
    let subject = format!("note about {name}");
    let act = acts::record(&mut tx, cx, "note", &subject, &Inverse::DropNote { note: id }).await?;
    tx.commit().await?;
    Ok(Done { act, subject })
}

/// Changes a note, or drops it (`text` is `None`).
///
/// # Errors
/// The member may not, there is no such note, or the text is empty or too long.
pub async fn change_note(cx: &Cx, note: i64, text: Option<&str>, is_private: bool) -> Result<Done> {
    cx.require(Right::Change)?;
    let before = one(cx, note).await?;
    let name = people::name_of(cx, PersonId(before.person)).await?;
    let text = text.map(checked).transpose()?;
    let mut tx = cx.app.db.begin().await?;
    let what = if text.is_some() { "changed" } else { "deleted" };
    match text {
        Some(text) => save_note(&mut tx, cx, &Note { text, is_private, ..before.clone() }).await?,
        None => drop(tx.execute(sql::DELETE_NOTE, &[cx.ws(), note.into()]).await?),
    }
    let subject = format!("note about {name} {what}");
    let act = acts::record(&mut tx, cx, "note", &subject, &Inverse::SaveNote(before)).await?;
    tx.commit().await?;
    Ok(Done { act, subject })
}

/// Writes a note as it is, in the place of one with its number.
pub(crate) async fn save_note(tx: &mut Tx, cx: &Cx, note: &Note) -> Result<()> {
    let args = [
        cx.ws(),
        note.id.into(),
        note.person.into(),
        note.at.into(),
        Arg::Text(note.text.clone()),
        i64::from(note.is_private).into(),
    ];
    tx.execute(sql::SAVE_NOTE, &args).await?;
    acts::bump(tx, cx.workspace, &[note.person]).await
}

async fn one(cx: &Cx, note: i64) -> Result<Note> {
    type Row = (i64, i64, i64, String, i64);
    let row: Option<Row> =
        cx.app.db.fetch_optional(sql::NOTE, &[cx.ws(), note.into(), cx.sees_private()]).await?;
    let (id, person, at, text, private) =
        row.ok_or_else(|| Error::NotFound("this note is not there any more".into()))?;
    Ok(Note { id, person, at, text, is_private: private != 0 })
}

fn checked(text: &str) -> Result<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.is_empty() || text.chars().count() > MAX_NOTE {
        return Err(Error::Refused(format!("a note has between 1 and {MAX_NOTE} characters")));
    }
    Ok(text)
}
