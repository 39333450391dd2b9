//! The map: where everyone stands, who belongs together, and the strongest ties.
//!
//! Drawn in the background when somebody looks and something changed ([`drawing`]), and kept in memory; where people
//! stood is kept in the database as well ([`packed`]), so that the next map, also of a program that was started again, looks
//! like the last one. [`current`] gives what is there: no request waits for a drawing. What is told of each person comes
//! from the snapshot that the member sees, so whoever they do not see is not on their map.

mod drawing;
mod packed;
mod sql;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use model::{PersonId, WorkspaceId};

use crate::access::{Cx, Right};
use crate::db::Tx;
use crate::error::Result;
use crate::features::snapshot::{self, PersonLine, band};
use drawing::Drawing;

/// The rest after a drawing, in multiples of what it took.
const REST: u32 = 10;
/// A community is called after an organization that this share of it works for, of at least so many people.
const NAMING_SHARE: f64 = 0.4;
const NAMING_PEOPLE: usize = 3;

/// The map as a member sees it.
#[derive(Debug)]
pub struct Map {
    /// Something changed since, and another is being drawn.
    pub is_behind: bool,
    /// Everyone on it.
    pub people: Vec<OnMap>,
    /// The strongest ties of each: those that are told, the strongest first, then those that are only drawn.
    pub ties: Vec<Tie>,
    /// Who belongs together, the largest first.
    pub communities: Vec<Community>,
}

/// Somebody on the map.
#[derive(Debug)]
pub struct OnMap {
    /// Who.
    pub line: Arc<PersonLine>,
    /// Where, in units of which the picture is some thousands wide.
    pub at: [f32; 2],
    /// The number of their community.
    pub community: u32,
    /// The fifth of warmth, 0 dormant to 4 lively; none where warmth is not told.
    pub band: Option<u8>,
}

/// A tie between two people on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// One end, as a place in [`Map::people`].
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How often they were in touch; `None` where colleague mode spares one of them.
    pub touches: Option<u32>,
}

/// People who are more in touch with one another than with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    /// Its number, which it keeps while most of its people stay.
    pub number: u32,
    /// How many of it are on the map.
    pub people: usize,
    /// The organization that many of them work for.
    pub organization: Option<Arc<str>>,
}

/// The map of a workspace in memory, and what is being done about the next.
#[derive(Default)]
pub(crate) struct Kept {
    drawing: RwLock<Option<Arc<Drawing>>>,
    is_drawing: AtomicBool,
    /// When the last drawing ended, and how long it took.
    drawn: Mutex<Option<(Timestamp, Duration)>>,
}

impl Kept {
    fn get(&self) -> Option<Arc<Drawing>> {
        self.drawing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, drawing: Drawing) {
        *self.drawing.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(drawing));
    }

    /// Begins, unless another is being drawn or was just now.
    fn begin(self: &Arc<Kept>, now: Timestamp) -> Option<Pen> {
        let drawn = *self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = drawn.is_none_or(|(ended, took)| {
            now < ended || now.duration_since(ended).unsigned_abs() >= took * REST
        });
        (rested && !self.is_drawing.swap(true, Ordering::AcqRel)).then(|| Pen(self.clone()))
    }
}

/// A map is being drawn while this lives, also by one that panics.
struct Pen(Arc<Kept>);

impl Drop for Pen {
    fn drop(&mut self) {
        self.0.is_drawing.store(false, Ordering::Release);
    }
}

/// The map as this member sees it; none while the first one is being drawn.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn current(cx: &Cx) -> Result<Option<Map>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let kept = cx.app.snapshots.map();
    let drawing = kept.get();
    let is_behind = drawing.as_ref().is_none_or(|drawing| drawing.revision != seen.revision);
    if is_behind && let Some(pen) = kept.begin(cx.now) {
        let cx = cx.for_principal();
        tokio::spawn(async move {
            // The old one goes on serving; the next request tries again.
            let _ = draw(&cx, pen).await;
        });
    }
    Ok(drawing.map(|drawing| shown(&drawing, &seen, is_behind)))
}

/// Forgets where people stood, with what is erased of one of them.
pub(crate) async fn erase(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::MAP_ERASE, &[ws.0.into()]).await?;
    Ok(())
}

/// Draws the map anew and keeps it.
async fn draw(cx: &Cx, pen: Pen) -> Result<()> {
    let begun = cx.app.clock.now();
    let whole = snapshot::current(cx).await?;
    let earlier = match pen.0.get() {
        Some(drawing) => drawing.stands.clone(),
        None => {
            let kept: Option<(String,)> = cx.app.db.fetch_optional(sql::MAP_PLACES, &[cx.ws()]).await?;
            packed::unpacked(&kept.unwrap_or_default().0)
        }
    };
    let drawing = drawing::draw(cx, &whole, earlier).await?;
    let mut tx = cx.app.db.begin().await?;
    tx.execute(sql::KEEP, &[cx.ws(), packed::packed(&drawing.stands).into()]).await?;
    tx.commit().await?;
    let ended = cx.app.clock.now();
    let took = ended.duration_since(begun).unsigned_abs();
    *pen.0.drawn.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    pen.0.set(drawing);
    Ok(())
}

/// A drawing with the people whom a member sees, as they are now.
fn shown(drawing: &Drawing, seen: &snapshot::Snapshot, is_behind: bool) -> Map {
    let mut places: HashMap<u32, usize> = HashMap::new();
    let mut people = Vec::new();
    for (stand, at) in drawing.stands.iter().zip(0u32..) {
        let line = seen.person(PersonId(stand.person)).filter(|line| line.is_listed());
        if let Some(line) = line {
            places.insert(at, people.len());
            let band = line.warmth().map(band);
            people.push(OnMap { line: line.clone(), at: stand.at, community: stand.community, band });
        }
    }
    let tie = |&(a, b, touches): &(u32, u32, u32)| {
        let (a, b) = (*places.get(&a)?, *places.get(&b)?);
        let is_told = ![a, b].into_iter().any(|end| people[end].line.is_spared);
        Some(Tie { a, b, touches: is_told.then_some(touches) })
    };
    let mut ties: Vec<Tie> = drawing.ties.iter().filter_map(tie).collect();
    // The order of those that are not told would tell which is the stronger.
    ties.sort_by_key(|tie| (std::cmp::Reverse(tie.touches), tie.a, tie.b));
    Map { is_behind, communities: communities(&people), people, ties }
}

fn communities(people: &[OnMap]) -> Vec<Community> {
    let mut members: BTreeMap<u32, Vec<&OnMap>> = BTreeMap::new();
    people.iter().for_each(|one| members.entry(one.community).or_default().push(one));
    let community = |(number, of): (u32, Vec<&OnMap>)| {
        let mut at: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        of.iter()
            .filter_map(|one| one.line.organization.as_ref())
            .for_each(|name| *at.entry(name).or_default() += 1);
        let most = at.into_iter().max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)));
        let many = |count: usize| count >= NAMING_PEOPLE && count as f64 >= NAMING_SHARE * of.len() as f64;
        let organization = most.filter(|most| many(most.1)).map(|most| most.0.clone());
        Community { number, people: of.len(), organization }
    };
    let mut communities: Vec<Community> = members.into_iter().map(community).collect();
    communities.sort_by_key(|one| (std::cmp::Reverse(one.people), one.number));
    communities
}
