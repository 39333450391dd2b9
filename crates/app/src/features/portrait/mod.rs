//! One person as a page shows them: numbers with receipts, the touches of eighteen months, the timeline, who else knows
//! them, all as of any moment. What is said of them and how they are reached is as of now.
//!
//! [`find`] takes the end of a page's address to the person, and those who were recognised as someone else to that one;
//! [`portrait`] reads the page; [`timeline`] reads more of what happened.

mod numbers;
mod read;
mod sql;
mod timeline;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::Measure;

use crate::access::{Cx, Member, Right};
use crate::error::{Error, Result};
use crate::features::accuracy;
use crate::features::details::Kind;
use crate::features::identities::ShownAddress;
use crate::features::interactions::Note;
use crate::features::members;
use crate::features::people::{self, Zones, moment_of};
use crate::features::snapshot::{self, PersonLine, Snapshot};
use crate::features::understanding::{TieOfPerson, TiesOfPerson};
use crate::words::refusals;
pub use numbers::{Fall, Numbers, Touches};
pub use timeline::{Asked, Entry, PAGE, Place, Side, Timeline, Way, timeline};

/// Ties of the person that are looked at for who else knows them.
const TIES_LOOKED_AT: i64 = 2_000;
/// Of these, those with most days of contact, whose closeness is computed.
const TIES_MEASURED: usize = 40;
/// Others who are named.
const OTHERS_NAMED: usize = 6;
/// Notes that are shown.
const NOTES_SHOWN: i64 = 50;
/// Joins that are followed from an old address of a page.
const JOINS_FOLLOWED: usize = 32;

/// Where the address of a page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To this person.
    Here(PersonId),
    /// They were recognised as the person at this address.
    Moved(String),
}

/// Everything on a person's page but the timeline.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// Who, as they are known now.
    pub line: Arc<PersonLine>,
    /// The numbers as of the moment; `None` without contact until then.
    pub numbers: Option<Numbers>,
    /// The days with touches before the moment, the oldest first.
    pub touches: Vec<Touches>,
    /// How they are reached.
    pub addresses: Vec<ShownAddress>,
    /// Where cards and profiles say they work or worked, the newest first: organization, title.
    pub positions: Vec<(String, String)>,
    /// What the owner says of them.
    pub said: BTreeMap<Kind, String>,
    /// What cards say of them, with the day it was last seen there.
    pub told: Vec<(Kind, String, Date)>,
    /// The newest notes until the moment.
    pub notes: Vec<Note>,
    /// Who else knows them, the closest first.
    pub others: Vec<Other>,
    /// How many others have a tie with them; those beyond the bound are not counted.
    pub others_count: usize,
    /// Who sees them, so that the principal can ask them to do something towards them.
    pub delegates: Vec<(Member, String)>,
}

/// Somebody else who knows the person.
#[derive(Clone, Debug)]
pub struct Other {
    /// Who.
    pub line: Arc<PersonLine>,
    /// How close the two are, 0–100, as seen from the owner's sources; `None` where colleague mode spares one of them.
    pub closeness: Option<f64>,
    /// Touches between the two; `None` where closeness is.
    pub touches: Option<u64>,
    /// The last one.
    pub last_contact: Date,
}

/// Whom the end of a page's address means.
///
/// # Errors
/// The member may not read here, or nobody has this address.
pub async fn find(cx: &Cx, slug: &str) -> Result<Found> {
    let snapshot = snapshot::current(cx).await?;
    if let Some(line) = snapshot.at_address(slug).filter(|_| !snapshot.is_behind) {
        return Ok(Found::Here(PersonId(line.id)));
    }
    let row: Option<(i64, Option<i64>)> =
        cx.app.db.fetch_optional(sql::BY_SLUG, &[cx.ws(), slug.into()]).await?;
    let nobody = || Error::not_found(refusals::people::NOBODY_AT_ADDRESS);
    let (id, mut joined) = row.ok_or_else(nobody)?;
    let (mut moved, mut whom) = (None, id);
    for _ in 0..JOINS_FOLLOWED {
        let Some(survivor) = joined else { break };
        let row: Option<(String, Option<i64>)> =
            cx.app.db.fetch_optional(sql::SLUG_OF, &[cx.ws(), survivor.into()]).await?;
        let (slug, next) = row.ok_or_else(nobody)?;
        moved = Some(slug);
        whom = survivor;
        joined = next;
    }
    cx.require_sees(PersonId(whom)).map_err(|_| nobody())?;
    Ok(moved.map_or(Found::Here(PersonId(id)), Found::Moved))
}

/// The page of a person as of a moment, which may be in the past.
///
/// # Errors
/// The member may not read here, or there is no such person.
pub async fn portrait(cx: &Cx, person: PersonId, as_of: Timestamp) -> Result<Portrait> {
    cx.require(Right::Read)?;
    let snapshot = snapshot::current(cx).await?;
    let line = snapshot.person(person).cloned();
    let line = line.ok_or_else(|| Error::not_found(refusals::people::no_person(person)))?;
    let owner = snapshot.owner.filter(|owner| *owner != person);
    let answers = async {
        match owner.filter(|_| !line.is_spared) {
            Some(owner) => people::replies(cx, owner, person, as_of).await,
            None => Ok(Vec::new()),
        }
    };
    let (stored, replies) = tokio::try_join!(read::stored(cx, person, owner, as_of), answers)?;
    // The numbers of today are those of the lists.
    let constants = match as_of < snapshot.as_of {
        true => accuracy::constants(cx, as_of).await?,
        false => snapshot.constants.clone(),
    };
    let (others, others_count) = others(&line, &stored.ties, &snapshot, &constants.measure(None), as_of)?;
    let told = stored.told.into_iter();
    let zones = Zones { owner: &cx.app.zone, other: line.zone.as_deref() };
    let measure = constants.measure(line.word);
    let mut numbers = numbers::numbers(&stored.days, &measure, as_of, (&replies, &zones))
        .map(|numbers| if line.is_spared { numbers.of_spared() } else { numbers });
    // What somebody does with others tells of these, so only who sees all is told.
    let drifting = numbers.as_mut().filter(|n| n.drift.is_some() && cx.access.sees_all());
    if let (Some(numbers), Some(owner)) = (drifting, owner) {
        let since = snapshot::number_of(numbers.now.last_contact);
        numbers.elsewhere = snapshot::elsewhere::told(&stored.ties, owner, since, moment_of(as_of))?;
    }
    Ok(Portrait {
        numbers,
        touches: numbers::touches(&stored.days, as_of),
        addresses: stored.addresses,
        positions: stored
            .positions
            .into_iter()
            .map(|(_, organization, title)| (organization, title))
            .collect(),
        said: stored.said,
        told: told.map(|(day, kind, value)| (kind, value, advice::day_of(day as i32))).collect(),
        notes: stored.notes,
        delegates: members::who_see(cx, stored.delegates, person).await?,
        line,
        others,
        others_count,
    })
}

/// Who else knows somebody, by the closeness of their tie, and then those of whom it is not told, by the last contact.
fn others(
    of: &PersonLine,
    ties: &TiesOfPerson,
    snapshot: &Snapshot,
    measure: &Measure<'_>,
    as_of: Timestamp,
) -> Result<(Vec<Other>, usize)> {
    let at = moment_of(as_of);
    let mut listed: Vec<(TieOfPerson<'_>, &Arc<PersonLine>)> = Vec::new();
    for tie in ties.iter() {
        let line = snapshot.person(PersonId(tie.other)).filter(|line| line.is_listed());
        let Some(line) = line else { continue };
        if tie.has_begun(at.day)? {
            listed.push((tie, line));
        }
    }
    let count = listed.len();
    // The closest are among those with most days of contact; reading the days of all would be most of the page's cost.
    listed.sort_by_key(|(tie, _)| (std::cmp::Reverse(tie.days.len()), tie.other));
    let mut known: Vec<Other> = Vec::new();
    for (tie, line) in listed.into_iter().take(TIES_MEASURED) {
        if let Some(n) = tie.numbers(measure, at)? {
            let is_told = !of.is_spared && !line.is_spared;
            let other = Other {
                line: line.clone(),
                closeness: is_told.then_some(n.closeness),
                touches: is_told.then(|| n.touches()),
                last_contact: advice::day_of(n.last.day),
            };
            known.push(other);
        }
    }
    known.sort_by(|a, b| {
        let closeness = |other: &Other| other.closeness.unwrap_or(-1.0);
        let by_closeness = closeness(b).total_cmp(&closeness(a));
        by_closeness.then_with(|| b.last_contact.cmp(&a.last_contact)).then(a.line.id.cmp(&b.line.id))
    });
    known.truncate(OTHERS_NAMED);
    Ok((known, count))
}
