//! One organization: who of the owner's side is in touch with its people, and what took place lately.
//!
//! Which organizations there are and who is there is in the snapshot; this reads what a page shows besides, for at most a
//! few dozen of its people, so that a page on the largest customer costs no more than one on a small one.

mod sql;

use std::collections::{BTreeMap, HashMap, HashSet};

use advice::day_of;
use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::Measure;
use network::interaction::Role;

use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;
use crate::features::interactions;
use crate::features::people::moment_of;
use crate::features::snapshot::Snapshot;
use crate::features::understanding::TieOfPerson;

/// People of an organization whose interactions are read, the closest first.
const PEOPLE: usize = 40;
/// People of an organization who are asked for their ties with the owner's side, the closest first.
const COVERED: usize = 24;
/// Colleagues whose ties are read, the closest first.
const COLLEAGUES: usize = 120;
/// Ties that are read at most.
const TIES: i64 = 1_000;
/// Participants of the timeline that are read at most.
const PARTICIPANTS: i64 = 200;

/// Somebody of the owner's side with ties to an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Who.
    pub person: PersonId,
    /// With how many of its people they were in touch.
    pub ties: usize,
    /// The warmest of these ties: with whom, and how warm.
    pub warmest: (PersonId, f64),
    /// The day of the last contact with any of them.
    pub last_contact: Date,
}

/// Who of the owner's side is in touch with these people, the warmest first; as far as the owner's sources show it.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn covers(cx: &Cx, snapshot: &Snapshot, people: &[PersonId]) -> Result<Vec<Cover>> {
    cx.require(Right::Read)?;
    let theirs: HashSet<i64> = people.iter().take(COVERED).map(|person| person.0).collect();
    let colleagues = snapshot.closest_colleagues(COLLEAGUES);
    let ours = snapshot.owner.iter().map(|owner| owner.0).chain(colleagues).filter(|id| !theirs.contains(id));
    let args = [
        cx.ws(),
        Rows::of_ints(people.iter().take(COVERED).map(|person| person.0)).into_arg(),
        Rows::of_ints(ours).into_arg(),
        TIES.into(),
    ];
    let ties: Vec<(i64, i64, String)> = cx.app.db.fetch_all(sql::TIES_AMONG, &args).await?;
    let mut covers: BTreeMap<i64, Cover> = BTreeMap::new();
    for (a, b, days) in &ties {
        let (us, them) = if theirs.contains(a) { (*b, *a) } else { (*a, *b) };
        let tie = TieOfPerson { other: them, is_reversed: us == *b, days };
        let Some(numbers) = Measure::NEW.numbers(&tie.unpacked()?, moment_of(snapshot.as_of)) else {
            continue;
        };
        // The warmth of the owner's own ties is the one that every page shows.
        let shown = snapshot.person(PersonId(them)).filter(|_| snapshot.owner == Some(PersonId(us)));
        let warmth = shown.and_then(|line| line.tie.as_ref()).map_or(numbers.warmth, |tie| tie.warmth);
        let warmest = (PersonId(them), warmth);
        let cover = covers.entry(us).or_insert(Cover {
            person: PersonId(us),
            ties: 0,
            warmest,
            last_contact: day_of(numbers.last.day),
        });
        cover.ties += 1;
        cover.last_contact = cover.last_contact.max(day_of(numbers.last.day));
        if warmth > cover.warmest.1 {
            cover.warmest = warmest;
        }
    }
    let mut covers: Vec<Cover> = covers.into_values().collect();
    covers.sort_by(|a, b| b.warmest.1.total_cmp(&a.warmest.1).then(b.ties.cmp(&a.ties)));
    Ok(covers)
}

/// One interaction with people of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// `email`, `meeting`, `call`, `message` or `in person`.
    pub kind: &'static str,
    /// Subject or title.
    pub title: String,
    /// One of them wrote it or called it.
    pub from_them: bool,
    /// Who of them took part.
    pub people: Vec<PersonId>,
}

/// The latest interactions with these people before a moment, newest first, at most `limit`.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn timeline(cx: &Cx, people: &[PersonId], before: Timestamp, limit: usize) -> Result<Vec<Entry>> {
    cx.require(Right::Read)?;
    let ids = Rows::of_ints(people.iter().take(PEOPLE).map(|person| person.0)).into_arg();
    let args = [cx.ws(), ids, before.as_microsecond().into(), PARTICIPANTS.into()];
    type Row = (i64, i64, i64, String, i64, i64);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LATEST_WITH_SOME, &args).await?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for (id, at, kind, title, person, role) in rows {
        let place = *places.entry(id).or_insert_with(|| {
            let at = Timestamp::from_microsecond(at).unwrap_or_default();
            let kind = interactions::word_of_kind(kind);
            entries.push(Entry { id, at, kind, title, from_them: false, people: Vec::new() });
            entries.len() - 1
        });
        let entry = &mut entries[place];
        entry.from_them |= matches!(Role::from_code(role), Some(Role::From | Role::Organizer));
        if !entry.people.contains(&PersonId(person)) {
            entry.people.push(PersonId(person));
        }
    }
    entries.truncate(limit);
    Ok(entries)
}
