//! One organization: who of the owner's side is in touch with its people, what took place lately, and what it works in.
//!
//! Which organizations there are and who is there is in the snapshot; this reads what a page shows besides, for at most a
//! few dozen of its people, so that a page on the largest customer costs no more than one on a small one.

mod industry;
mod sql;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use advice::day_of;
use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::interaction::Class;

use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;
use crate::features::interactions;
use crate::features::people::{LEAST_GROUP, moment_of};
use crate::features::snapshot::{PersonLine, Snapshot, band};
use crate::features::understanding::TieOfPerson;

pub use identity::Industry;
pub(crate) use industry::{industries_said, set_industry};
pub use industry::{named, say_industry};

/// People of an organization whose interactions are read, the closest first.
const PEOPLE: usize = 40;
/// People of an organization who are asked for their ties with the owner's side, the closest first.
const COVERED: usize = 24;
/// Colleagues whose ties are read, the closest first.
const COLLEAGUES: usize = 120;
/// Ties that are read at most.
const TIES: i64 = 1_000;
/// The band of warmth from which on a tie counts as warm.
const WARM: u8 = 3;
/// Interactions of the timeline that are looked up at most.
const LOOKED_UP: usize = 200;

/// Somebody of the owner's side with ties to an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Who.
    pub person: PersonId,
    /// With whom of its people they were in touch; with the first of them last.
    pub with: Vec<PersonId>,
    /// The warmest of these ties: with whom, and how warm; `None` of a colleague whom colleague mode spares.
    pub warmest: Option<(PersonId, f64)>,
    /// The day of the last contact with any of them.
    pub last_contact: Date,
}

impl Cover {
    fn warmth(&self) -> Option<f64> {
        self.warmest.map(|(_, warmth)| warmth)
    }
}

/// Who of the owner's side is in touch with these people, the warmest first, then whoever was last in touch; as far as the owner's sources show it.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn covers(cx: &Cx, snapshot: &Snapshot, people: &[PersonId]) -> Result<Vec<Cover>> {
    cx.require(Right::Read)?;
    people.iter().try_for_each(|person| cx.require_sees(*person))?;
    if people.is_empty() {
        return Ok(Vec::new());
    }
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
    let mut covers = gathered(snapshot, &ties, &theirs)?;
    covers.sort_by(|a, b| {
        let by_warmth = b.warmth().unwrap_or(-1.0).total_cmp(&a.warmth().unwrap_or(-1.0));
        by_warmth.then(b.last_contact.cmp(&a.last_contact)).then(b.with.len().cmp(&a.with.len()))
    });
    Ok(covers)
}

/// Who of the owner's side stands in some ties, in the order of their numbers.
fn gathered(snapshot: &Snapshot, ties: &[(i64, i64, String)], theirs: &HashSet<i64>) -> Result<Vec<Cover>> {
    let mut covers: BTreeMap<i64, Cover> = BTreeMap::new();
    for (a, b, days) in ties {
        let (us, them) = if theirs.contains(a) { (*b, *a) } else { (*a, *b) };
        let tie = TieOfPerson { other: them, is_reversed: us == *b, days };
        let Some(numbers) =
            snapshot.constants.measure(None).numbers(&tie.unpacked()?, moment_of(snapshot.as_of))
        else {
            continue;
        };
        let warmest = warmth_shown(snapshot, us, them, numbers.warmth).map(|warmth| (PersonId(them), warmth));
        let last_contact = day_of(numbers.last.day);
        let cover = covers.entry(us).or_insert(Cover {
            person: PersonId(us),
            with: Vec::new(),
            warmest,
            last_contact,
        });
        // Those of the day that is the latest so far stand first; how they follow tells nothing of whose tie is stronger.
        let at = if last_contact >= cover.last_contact { 0 } else { cover.with.len() };
        cover.with.insert(at, PersonId(them));
        cover.last_contact = cover.last_contact.max(last_contact);
        if warmest.map(|(_, warmth)| warmth) > cover.warmth() {
            cover.warmest = warmest;
        }
    }
    Ok(covers.into_values().collect())
}

/// The warmth of a tie between the owner's side and somebody, unless it is one of a colleague who is spared. That of the
/// owner's own ties is the one that every page shows.
fn warmth_shown(snapshot: &Snapshot, us: i64, them: i64, between: f64) -> Option<f64> {
    if snapshot.owner == Some(PersonId(us)) {
        return snapshot.person(PersonId(them))?.warmth();
    }
    let is_spared = |id| snapshot.person(PersonId(id)).is_some_and(|line| line.is_spared);
    (!is_spared(us) && !is_spared(them)).then_some(between)
}

/// How an organization stands in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// With how many of its people there was contact.
    pub in_contact: usize,
    /// How many of these ties are warm or lively; `None` of colleagues whom colleague mode spares.
    pub warm: Option<usize>,
    /// Days since the last contact with anyone there.
    pub silence_days: Option<u32>,
}

/// The figures of an organization; `None` of fewer than [`LEAST_GROUP`] colleagues, in colleague mode.
pub fn figures(people: &[Arc<PersonLine>], day: Date) -> Option<Figures> {
    let spared = people.iter().filter(|line| line.is_spared).count();
    let is_of_colleagues = spared * 2 > people.len();
    if is_of_colleagues && spared < LEAST_GROUP {
        return None;
    }
    let ties = || people.iter().filter_map(|line| line.tie.as_ref());
    let is_warm = |line: &&Arc<PersonLine>| line.warmth().is_some_and(|warmth| band(warmth) >= WARM);
    Some(Figures {
        in_contact: ties().count(),
        warm: (!is_of_colleagues).then(|| people.iter().filter(is_warm).count()),
        silence_days: ties().map(|tie| tie.silent_for(day)).min(),
    })
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

/// When, of what kind, what about, with whom, whether one of them acted; its class, and whether it was called off.
type Row = (i64, i64, i64, String, String, i64, i64, i64);

/// The latest interactions with these people before a moment, newest first, at most `limit`. Looked up are first as many as
/// will mostly do, then, where too many of them were called off or went through lists, more.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn timeline(cx: &Cx, people: &[PersonId], before: Timestamp, limit: usize) -> Result<Vec<Entry>> {
    cx.require(Right::Read)?;
    people.iter().try_for_each(|person| cx.require_sees(*person))?;
    let ids = Rows::of_ints(people.iter().take(PEOPLE).map(|person| person.0)).into_arg();
    let latest = async |looked_up: usize| -> Result<(usize, Vec<Entry>)> {
        let args = [cx.ws(), ids.clone(), before.as_microsecond().into(), (looked_up as i64).into()];
        let rows: Vec<Row> = cx.app.db.fetch_all(sql::LATEST_WITH_SOME, &args).await?;
        Ok((rows.len(), rows.into_iter().filter_map(|row| entry(cx, row)).take(limit).collect()))
    };
    let few = limit + limit / 2;
    let (found, entries) = latest(few).await?;
    if found < few || entries.len() == limit {
        return Ok(entries);
    }
    Ok(latest(LOOKED_UP.max(few)).await?.1)
}

fn entry(cx: &Cx, (id, at, kind, title, people, acts, class, cancelled): Row) -> Option<Entry> {
    let is_shown = class == Class::Personal.code() && cancelled == 0;
    let mut people: Vec<PersonId> =
        people.split(' ').filter_map(|id| id.parse().ok().map(PersonId)).collect();
    people.sort_unstable();
    people.dedup();
    is_shown.then(|| Entry {
        id,
        at: Timestamp::from_microsecond(at).unwrap_or_default(),
        kind: interactions::word_of_kind(kind),
        title: cx.title(title),
        from_them: acts != 0,
        people,
    })
}
