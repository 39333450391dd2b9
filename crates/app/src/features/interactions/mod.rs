//! Single interactions: read as they are stored, logged by hand, dropped again.

mod notes;
pub(crate) mod sql;

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use model::{PersonId, WorkspaceId};
use network::interaction::{Attendance, Class, Interaction, Kind, Party, Role};
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Field, Right};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People};
use crate::features::tray::Ask;
use crate::features::{identities, keeping, people, understanding};
use crate::words::refusals;
pub use notes::{Note, add_note, change_note, delete_note};
pub(crate) use notes::{StoredNote, add_imported_notes, drop_imported_notes, restore_note};

/// An interaction with its number, and the person behind each identity that took part.
pub(crate) struct Loaded {
    pub id: i64,
    pub interaction: Interaction,
    persons: HashMap<i64, i64>,
}

impl Loaded {
    /// The identities that took part, each with its person.
    pub fn persons(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.persons.iter().map(|(identity, person)| (*identity, *person))
    }

    /// The interaction with persons in the place of identities.
    pub fn among_people(&self) -> Interaction {
        let mut interaction = self.interaction.clone();
        for party in &mut interaction.parties {
            party.id = self.persons.get(&party.id).copied().unwrap_or(party.id);
        }
        interaction
    }
}

type InteractionRow =
    (i64, i64, i64, i64, Option<i64>, String, i64, Option<i64>, Option<i64>, i64, i64, i64, i64);

/// Reads interactions with their parties; numbers that do not exist are left out.
pub(crate) async fn load(
    tx: &mut Tx,
    ws: WorkspaceId,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<Loaded>> {
    let rows = Rows::of_ints(ids);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let args = [ws.0.into(), rows.into_arg()];
    let rows: Vec<InteractionRow> = tx.fetch_all(sql::LOAD, &args).await?;
    let parties: Vec<(i64, i64, i64, i64, i64, i64)> = tx.fetch_all(sql::LOAD_PARTIES, &args).await?;
    let mut by_id: HashMap<i64, Loaded> = rows.into_iter().map(|row| (row.0, loaded(row))).collect();
    for (interaction, identity, person, role, attendance, stamp) in parties {
        let Some(one) = by_id.get_mut(&interaction) else { continue };
        one.persons.insert(identity, person);
        one.interaction.parties.push(Party {
            id: identity,
            role: Role::from_code(role).unwrap_or(Role::Copy),
            attendance: Attendance::from_code(attendance).unwrap_or(Attendance::Unanswered),
            stamp,
        });
    }
    Ok(by_id.into_values().collect())
}

fn loaded(row: InteractionRow) -> Loaded {
    let (id, kind, class, at, ends_at, title, size, thread, answers, sequence, stamp, is_override, cancelled) =
        row;
    let interaction = Interaction {
        kind: Kind::from_code(kind).unwrap_or(Kind::Mail),
        class: Class::from_code(class).unwrap_or(Class::Bulk),
        at,
        ends_at,
        title,
        size: u32::try_from(size).unwrap_or(u32::MAX),
        thread,
        answers,
        sequence,
        stamp,
        is_override: is_override != 0,
        cancelled: cancelled != 0,
        parties: Vec::new(),
    };
    Loaded { id, interaction, persons: HashMap::new() }
}

/// An interaction to be written, with its keys.
pub(crate) struct Stored<'a> {
    pub id: i64,
    pub key: &'a str,
    pub series: Option<i64>,
    pub interaction: &'a Interaction,
}

/// Writes interactions, new ones or in the place of what was stored, with their parties.
pub(crate) async fn save(tx: &mut Tx, ws: WorkspaceId, all: &[Stored<'_>], replace: bool) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    if replace {
        let ids = Rows::of_ints(all.iter().map(|s| s.id)).into_arg();
        tx.execute(sql::DELETE_PARTIES, &[ws.0.into(), ids]).await?;
    }
    let (mut rows, mut parties) = (Rows::default(), Rows::default());
    for s in all {
        let i = s.interaction;
        rows.row()
            .int(s.id)
            .text(s.key)
            .int(i.kind.code())
            .int(i.class.code())
            .int(i.at)
            .opt_int(i.ends_at)
            .text(&i.title)
            .int(i64::from(i.size))
            .opt_int(i.thread)
            .opt_int(i.answers)
            .opt_int(s.series)
            .int(i.sequence)
            .int(i.stamp)
            .int(i64::from(i.is_override))
            .int(i64::from(i.cancelled));
        for p in &i.parties {
            parties
                .row()
                .int(s.id)
                .int(p.id)
                .int(p.role.code())
                .int(p.attendance.code())
                .int(p.stamp)
                .int(i.at);
        }
    }
    tx.execute(sql::INSERT, &[ws.0.into(), rows.into_arg()]).await?;
    tx.execute(sql::INSERT_PARTIES, &[ws.0.into(), parties.into_arg()]).await?;
    Ok(())
}

/// Deletes interactions with their parties.
pub(crate) async fn delete(tx: &mut Tx, ws: WorkspaceId, ids: &[i64]) -> Result<()> {
    let args = [ws.0.into(), Rows::of_ints(ids.iter().copied()).into_arg()];
    tx.execute(sql::DELETE_PARTIES, &args).await?;
    tx.execute(sql::DELETE, &args).await?;
    Ok(())
}

/// What can be logged by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogKind {
    /// A call.
    Call,
    /// A meeting in person.
    Meeting,
    /// A message by any channel Kith does not see.
    Message,
    /// A note about the person: not contact.
    Note,
}

impl LogKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            LogKind::Call => "call",
            LogKind::Meeting => "meeting",
            LogKind::Message => "message",
            LogKind::Note => "note",
        }
    }
}

/// Logs contact with a person, or a note about them, now (or at `at`, in the past).
///
/// # Errors
/// The member may not, the owner of the workspace is not known yet, there is no such person, or `at` is in the future.
pub async fn log(
    cx: &Cx,
    person: PersonId,
    kind: LogKind,
    text: &str,
    at: Option<Timestamp>,
) -> Result<Done> {
    if at.is_some_and(|at| at > cx.now) {
        return Err(Error::refused(refusals::people::CONTACT_IN_FUTURE));
    }
    let ask = || Ask::Log { person: person.0, kind, text: text.to_owned(), at: at.or(Some(cx.now)) };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let at = at.unwrap_or(cx.now);
    let name = people::name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let inverse = if kind == LogKind::Note {
        let args = [
            cx.ws(),
            id.into(),
            person.0.into(),
            at.as_microsecond().into(),
            text.into(),
            cx.member.0.into(),
        ];
        tx.execute(sql::INSERT_NOTE, &args).await?;
        Inverse::DropNote { note: id }
    } else {
        save_logged(&mut tx, cx, id, person, kind, text, at).await?;
        Inverse::DropLogged { interaction: id }
    };
    let done = acts::record(&mut tx, cx, People::Logged { name, how: kind }, &inverse).await?;
    acts::concern(&mut tx, cx, done.act, person.0).await?;
    acts::bump(&mut tx, cx.workspace, &[person.0]).await?;
    tx.commit().await?;
    Ok(done)
}

async fn save_logged(
    tx: &mut Tx,
    cx: &Cx,
    id: i64,
    person: PersonId,
    kind: LogKind,
    text: &str,
    at: Timestamp,
) -> Result<()> {
    let owner = keeping::owner(tx, cx.workspace)
        .await?
        .ok_or_else(|| Error::refused(refusals::people::OWNER_UNKNOWN))?;
    let mine = identity_of(tx, cx, owner).await?;
    let theirs = identities::by_hand(tx, cx.workspace, person).await?;
    let (from, to) =
        if kind == LogKind::Message { (Role::From, Role::To) } else { (Role::Organizer, Role::Attendee) };
    let party = |id, role| Party { id, role, attendance: Attendance::Unanswered, stamp: 0 };
    let mut interaction = Interaction {
        kind: match kind {
            LogKind::Call => Kind::Call,
            LogKind::Message => Kind::Message,
            LogKind::Meeting | LogKind::Note => Kind::InPerson,
        },
        class: Class::Personal,
        at: at.as_microsecond(),
        ends_at: None,
        title: text.to_owned(),
        size: if kind == LogKind::Message { 1 } else { 2 },
        thread: None,
        answers: None,
        sequence: 0,
        stamp: 0,
        is_override: false,
        cancelled: false,
        parties: vec![party(mine, from), party(theirs, to)],
    };
    interaction.settle_parties();
    let key = format!("log:{id}");
    save(tx, cx.workspace, &[Stored { id, key: &key, series: None, interaction: &interaction }], false)
        .await?;
    tx.execute(sql::SET_LOGGED_BY, &[cx.ws(), id.into(), cx.member.0.into()]).await?;
    for p in &mut interaction.parties {
        p.id = if p.id == mine { owner.0 } else { person.0 };
    }
    understanding::add_now(tx, cx.workspace, &interaction).await
}

async fn identity_of(tx: &mut Tx, cx: &Cx, person: PersonId) -> Result<i64> {
    let row: Option<(i64,)> = tx.fetch_optional(sql::IDENTITY_OF, &[cx.ws(), person.0.into()]).await?;
    row.map(|r| r.0).ok_or_else(|| Error::not_found(refusals::people::nothing_can_be_logged(person)))
}

pub(crate) async fn drop_logged(tx: &mut Tx, cx: &Cx, id: i64) -> Result<()> {
    let Some(logged) = load(tx, cx.workspace, [id]).await?.pop() else {
        return Err(Error::not_found(refusals::people::LOGGED_GONE));
    };
    let among_people = logged.among_people();
    delete(tx, cx.workspace, &[id]).await?;
    understanding::remove_now(tx, cx.workspace, &among_people).await?;
    identities::drop_unused_by_hand(tx, cx.workspace).await?;
    let people: Vec<i64> = among_people.parties.iter().map(|p| p.id).collect();
    acts::bump(tx, cx.workspace, &people).await
}

pub(crate) async fn drop_note(tx: &mut Tx, cx: &Cx, id: i64) -> Result<()> {
    tx.execute(sql::DELETE_NOTE, &[cx.ws(), id.into()]).await?;
    Ok(())
}

/// A line of a person's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The day of it, in the owner's time zone.
    pub day: Date,
    /// `email`, `meeting`, `call`, `message` or `in person`.
    pub kind: &'static str,
    /// Subject or title.
    pub title: String,
    /// True if they wrote it or called it.
    pub from_them: bool,
    /// How many were addressed or asked.
    pub size: i64,
    /// Counts as contact: it did not go through a list or to many, and was not called off.
    pub counts: bool,
    /// Went through a discussion list.
    pub is_discussion: bool,
}

/// The latest interactions with a person, newest first.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn latest_with(
    cx: &Cx,
    person: PersonId,
    as_of: Timestamp,
    limit: i64,
) -> Result<Vec<TimelineEntry>> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let args = [cx.ws(), person.0.into(), as_of.as_microsecond().into(), limit.into()];
    let rows: Vec<TimelineRow> = cx.app.db.fetch_all(sql::LATEST_WITH, &args).await?;
    let entries = rows.into_iter().map(|row| timeline_entry(cx, row));
    Ok(entries.map(|entry| TimelineEntry { title: cx.title(entry.title), ..entry }).collect())
}

/// How many of a person's latest interactions are looked at for those with another.
const LATEST_LOOKED_AT: i64 = 400;

/// The latest interactions in which both people took part, newest first; with their titles, whoever asks: what is shown of
/// them must go through [`Cx::title`].
pub(crate) async fn latest_between(
    cx: &Cx,
    owner: PersonId,
    person: PersonId,
    as_of: Timestamp,
    limit: i64,
) -> Result<Vec<TimelineEntry>> {
    let among = async |most: i64| {
        let (person, owner, before) = (person.0.into(), owner.0.into(), as_of.as_microsecond().into());
        let args = [cx.ws(), person, before, limit.into(), owner, most.into()];
        cx.app.db.fetch_all::<TimelineRow>(sql::LATEST_BETWEEN, &args).await
    };
    // Of most people nearly everything is known from the owner, so a few more than are asked for will do.
    let mut rows = among(limit * 3 / 2).await?;
    if (rows.len() as i64) < limit {
        rows = among(LATEST_LOOKED_AT).await?;
    }
    Ok(rows.into_iter().map(|row| timeline_entry(cx, row)).collect())
}

type TimelineRow = (i64, i64, i64, i64, String, i64, i64, i64);

fn timeline_entry(
    cx: &Cx,
    (id, at, kind, class, title, size, role, cancelled): TimelineRow,
) -> TimelineEntry {
    let at = Timestamp::from_microsecond(at).unwrap_or_default();
    TimelineEntry {
        id,
        at,
        day: at.to_zoned(cx.app.zone.clone()).date(),
        kind: word_of_kind(kind),
        title,
        from_them: matches!(Role::from_code(role), Some(Role::From | Role::Organizer)),
        size,
        counts: class == Class::Personal.code() && cancelled == 0,
        is_discussion: class == Class::Discussion.code(),
    }
}

/// The word of a kind as it is stored.
pub(crate) fn word_of_kind(code: i64) -> &'static str {
    match Kind::from_code(code) {
        Some(Kind::Meeting) => "meeting",
        Some(Kind::Call) => "call",
        Some(Kind::Message) => "message",
        Some(Kind::InPerson) => "in person",
        Some(Kind::Mail) | None => "email",
    }
}

/// The word of the part somebody had in one.
pub(crate) fn word_of_role(code: i64) -> &'static str {
    match Role::from_code(code) {
        Some(Role::From) => "from",
        Some(Role::To) => "to",
        Some(Role::Organizer) => "organizer",
        Some(Role::Attendee) => "attendee",
        Some(Role::Copy) | None => "copy",
    }
}

/// The latest notes about a person, newest first.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn notes_about(
    cx: &Cx,
    person: PersonId,
    as_of: Timestamp,
    limit: i64,
) -> Result<Vec<(Timestamp, String)>> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let args: [Arg; 5] = [
        cx.ws(),
        person.0.into(),
        as_of.as_microsecond().into(),
        limit.into(),
        cx.opens(Field::PrivateNotes),
    ];
    let rows: Vec<(i64, String)> = cx.app.db.fetch_all(sql::NOTES_OF, &args).await?;
    Ok(rows
        .into_iter()
        .map(|(at, text)| (Timestamp::from_microsecond(at).unwrap_or_default(), text))
        .collect())
}
