//! The workspace's network in memory: everyone with their numbers, immutable, swapped when something changed.
//!
//! Lists, Today and search read a [`Snapshot`]; SQL then fetches only what the shown rows need besides. [`current`] gives
//! the newest: people who changed since are read again at once (an act is seen by the next request), a change of more
//! people than are listed, or an hour gone by, starts a new snapshot in the background while the old one serves.
//!
//! There is one for each workspace, made with the eyes of its principal ([`whole`]). Other members are given a view of it
//! in which those whom they do not see are nobody ([`views`]), so that no list, count or search has to think of them.

pub(crate) mod build;
mod coverage;
pub(crate) mod elsewhere;
mod facts;
mod history;
mod industries;
mod kept;
mod line;
mod lists;
mod order;
mod organizations;
mod slugs;
mod sql;
#[cfg(test)]
mod stories;
mod text;
mod views;
mod world;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::PersonId;

use crate::access::{Cx, Field, Right, Role, Scope, Sight};
use crate::background::Haste;
use crate::db::Rows;
use crate::error::Result;
use crate::features::accuracy::{self, Constants};
use crate::features::map;
use crate::features::people::Colleagues;
use crate::features::today;
use crate::features::understanding::TiesOfPerson;
use build::{Asked, DomainNames};
pub(crate) use coverage::is_live_warmth;
pub use coverage::{Coverage, is_live};
pub use facts::band;
pub(crate) use facts::number_of;
pub use history::{History, WEEKS, Week};
pub(crate) use industries::Said as SaidOfIndustries;
pub use industries::{InIndustry, IndustryFrom, KnownIndustry};
use kept::Building;
pub(crate) use kept::Snapshots;
pub use line::{CountryFrom, PersonLine};
use lists::Lists;
pub use lists::{Kind, LastContact, PeopleFilter, PeoplePage};
pub use order::{Column, Direction, Order};
pub use organizations::{Organization, Organizations};
use slugs::Slugs;
pub use world::{World, WorldPlace};

/// Numbers are this old at most; what a quarter of an hour does to warmth cannot be seen.
const MAX_AGE: SignedDuration = SignedDuration::from_mins(15);
/// More changes than this are not patched one by one.
const MAX_PATCHED: i64 = 500;

/// The network at a moment.
#[derive(Clone)]
pub struct Snapshot {
    /// All changes up to this revision are in it, except with `is_behind`.
    pub revision: i64,
    /// Many people changed since it was built, and another is on its way.
    pub is_behind: bool,
    /// The moment of its numbers.
    pub as_of: Timestamp,
    /// The day of that moment in the owner's time zone.
    pub day: Date,
    /// That time zone.
    zone: TimeZone,
    /// The principal, once known.
    pub owner: Option<PersonId>,
    /// Everyone; a person keeps their place while they exist.
    pub people: Vec<Arc<PersonLine>>,
    places: HashMap<i64, usize>,
    slugs: Slugs,
    domain_names: Arc<DomainNames>,
    /// By what its ties are measured.
    pub(crate) constants: Arc<Constants>,
    lists: Lists,
    /// Today's page of these lines, once somebody asked for it.
    pub(crate) today: KeptPage,
    /// The proposed key people among these lines, once somebody asked for so many.
    pub(crate) key_people: KeptProposals,
    /// The map of these lines, once somebody asked for it.
    pub(crate) map: Arc<map::Slot>,
    /// These lines by place, once somebody asked.
    world: Arc<OnceLock<World>>,
}

/// A page that is made at most once.
type KeptPage = Arc<tokio::sync::Mutex<Option<Arc<today::Page>>>>;

/// Proposals of key people, with how many were asked for.
type KeptProposals = Arc<Mutex<Option<(usize, Arc<Vec<advice::KeyProposal>>)>>>;

impl Snapshot {
    /// Of the lines of everyone, up to a revision.
    fn of(
        asked: &Asked,
        revision: i64,
        lines: Vec<PersonLine>,
        domain_names: Arc<DomainNames>,
        said: &Arc<SaidOfIndustries>,
    ) -> Snapshot {
        let mut people: Vec<Arc<PersonLine>> = lines.into_iter().map(Arc::new).collect();
        // They stand where the lines stood, which are sixty times as long.
        people.shrink_to_fit();
        Snapshot {
            revision,
            is_behind: false,
            as_of: asked.as_of,
            day: asked.day,
            zone: asked.cx.app.zone.clone(),
            owner: asked.owner,
            slugs: Slugs::of(&people),
            places: people.iter().enumerate().map(|(place, line)| (line.id, place)).collect(),
            lists: Lists::of(&people, facts::number_of(asked.day), said),
            people,
            domain_names,
            constants: asked.constants.clone(),
            today: KeptPage::default(),
            key_people: KeptProposals::default(),
            map: Arc::default(),
            world: Arc::default(),
        }
    }

    /// The line of a person.
    pub fn person(&self, person: PersonId) -> Option<&Arc<PersonLine>> {
        self.places.get(&person.0).map(|place| &self.people[*place]).filter(|line| !line.is_gone)
    }

    /// Who is at an address of a page; `None` also for those who were recognised as someone else, whom the database knows.
    pub fn at_address(&self, slug: &str) -> Option<&Arc<PersonLine>> {
        let line = &self.people[self.slugs.get(slug)? as usize];
        (line.slug == slug && !line.is_gone).then_some(line)
    }

    /// The humans of the network besides the principal.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<PersonLine>> {
        self.people.iter().filter(|line| line.is_listed())
    }

    /// Everyone by place.
    pub fn world(&self) -> &World {
        self.world.get_or_init(|| World::of(&self.people))
    }

    /// There is nothing to show: nobody is the principal, or nobody else is there.
    pub fn is_empty(&self) -> bool {
        self.owner.is_none() || self.listed().next().is_none()
    }

    /// Puts lines in the place of those that stood there, or at the end; with what the owner says of industries by now.
    fn with(
        &self,
        revision: i64,
        lines: Vec<PersonLine>,
        asked: &[i64],
        said: &Arc<SaidOfIndustries>,
    ) -> Snapshot {
        let mut next = self.clone();
        next.revision = revision;
        next.today = KeptPage::default();
        next.key_people = KeptProposals::default();
        next.world = Arc::default();
        let found: Vec<i64> = lines.iter().map(|line| line.id).collect();
        let gone = asked.iter().filter(|id| !found.contains(id)).filter_map(|id| self.places.get(id));
        let gone: Vec<PersonLine> =
            gone.map(|place| build::gone(PersonLine::clone(&self.people[*place]))).collect();
        let lines: Vec<PersonLine> = lines.into_iter().chain(gone).collect();
        next.map = if self.shows_too_much(&lines) { Arc::default() } else { self.map.next() };
        let mut changed = Vec::new();
        for line in lines {
            let place = *next.places.entry(line.id).or_insert(next.people.len());
            changed.push(place as u32);
            next.slugs.set(&line.slug, place as u32);
            match next.people.get_mut(place) {
                Some(known) => *known = Arc::new(line),
                None => next.people.push(Arc::new(line)),
            }
        }
        let day = facts::number_of(next.day);
        next.lists = self.lists.patched(&next.people, &self.people, &changed, day, said);
        next
    }

    /// Somebody is not listed any more or is spared now, so that nothing made of these lines may be shown.
    fn shows_too_much(&self, changed: &[PersonLine]) -> bool {
        let was = |id| self.person(PersonId(id));
        changed.iter().any(|line| {
            was(line.id).is_some_and(|was| {
                (was.is_listed() && !line.is_listed()) || (line.is_spared && !was.is_spared)
            })
        })
    }
}

/// True once there is a snapshot to serve from.
pub fn is_ready(cx: &Cx) -> bool {
    cx.app.snapshots.get().is_some()
}

/// The snapshot that serves, as it is; for what stands around the answer and may be a moment old.
pub fn serving(cx: &Cx) -> Option<Arc<Snapshot>> {
    cx.require(Right::Read).ok()?;
    let kept = &cx.app.snapshots;
    Some(kept.views.of(&kept.get()?, &cx.access))
}

/// The newest snapshot as this member sees it, with everything that they did.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn current(cx: &Cx) -> Result<Arc<Snapshot>> {
    cx.require(Right::Read)?;
    if cx.access.role == Role::Principal {
        return whole(cx).await;
    }
    Ok(cx.app.snapshots.views.of(&whole(&principals(cx)).await?, &cx.access))
}

/// With the eyes of the principal, for what is made once for everybody. The days of a network are those of its principal,
/// whatever the clock of a delegate says.
pub(crate) fn principals(cx: &Cx) -> Cx {
    let mut principal = cx.for_principal();
    if cx.access.role != Role::Principal
        && let Some(known) = cx.app.snapshots.get()
    {
        principal.app.zone = known.zone.clone();
    }
    principal
}

/// Which people a scope shows, as of now; `cx` must have the eyes of the principal.
pub(crate) async fn sight_of(cx: &Cx, scope: &Scope) -> Result<Arc<Sight>> {
    let whole = whole(cx).await?;
    let kept = &cx.app.snapshots;
    if let Some(known) = kept.sights.of(&whole, scope) {
        return Ok(known);
    }
    let hidden = match scope.open.contains(&Field::PrivatePeople) {
        true => HashSet::new(),
        false => earlier_selves(cx, whole.private_people()).await?,
    };
    Ok(kept.sights.keep(&whole, scope, whole.sight(&scope.circle, hidden)))
}

/// These people with all who were recognised as one of them: their rows keep the names they had.
async fn earlier_selves(cx: &Cx, mut people: HashSet<i64>) -> Result<HashSet<i64>> {
    let mut news: Vec<i64> = people.iter().copied().collect();
    while !news.is_empty() {
        let args = [cx.ws(), Rows::of_ints(news).into_arg()];
        let joined: Vec<(i64,)> = cx.app.db.fetch_all(sql::JOINED_INTO, &args).await?;
        news = joined.into_iter().map(|row| row.0).filter(|id| people.insert(*id)).collect();
    }
    Ok(people)
}

/// The newest snapshot of everyone; `cx` must have the eyes of the principal, for what is made with it is kept.
pub(crate) async fn whole(cx: &Cx) -> Result<Arc<Snapshot>> {
    let snapshots = &cx.app.snapshots;
    let Some(known) = snapshots.get() else {
        let _alone = snapshots.patching.lock().await;
        return match snapshots.get() {
            Some(built_meanwhile) => Ok(built_meanwhile),
            None => build_now(cx, Haste::Awaited).await,
        };
    };
    let (revision, owner) = state(cx).await?;
    let is_old = cx.now.duration_since(known.as_of).abs() > MAX_AGE || day_of(cx, cx.now) != known.day;
    if known.is_behind || is_old || owner != known.owner {
        build_in_background(cx);
    }
    if known.revision == revision {
        return Ok(known);
    }
    let _alone = snapshots.patching.lock().await;
    match snapshots.get() {
        Some(patched) if patched.revision >= revision => Ok(patched),
        // After the first import there is nothing to serve meanwhile.
        Some(known) if known.is_empty() => build_now(cx, Haste::Awaited).await,
        Some(known) => patch(cx, &known, revision).await,
        None => build_now(cx, Haste::Awaited).await,
    }
}

/// The lines of some as of a moment, read from the database, and their ties with the owner.
pub(crate) async fn some(
    cx: &Cx,
    owner: PersonId,
    as_of: Timestamp,
    day: Date,
    ids: &[i64],
) -> Result<(Vec<PersonLine>, TiesOfPerson)> {
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, as_of).await?;
    let asked = Asked { cx: cx.clone(), owner: Some(owner), as_of, day, colleagues, constants };
    let lines = build::some(&asked, ids, None).await?;
    let ids = Rows::of_ints(ids.iter().copied()).into_arg();
    Ok((lines, build::ties_with_some(cx, owner, ids).await?))
}

async fn state(cx: &Cx) -> Result<(i64, Option<PersonId>)> {
    if let Some(seen) = &cx.seen {
        return Ok((seen.revision, seen.owner));
    }
    let row: Option<(i64, Option<i64>)> = cx.app.db.fetch_optional(sql::STATE, &[cx.ws()]).await?;
    Ok(row.map_or((0, None), |(revision, owner)| (revision, owner.map(PersonId))))
}

fn day_of(cx: &Cx, at: Timestamp) -> Date {
    at.to_zoned(cx.app.zone.clone()).date()
}

/// Reads those again who changed since a snapshot.
async fn patch(cx: &Cx, known: &Snapshot, revision: i64) -> Result<Arc<Snapshot>> {
    let args = [cx.ws(), known.revision.into(), (MAX_PATCHED + 1).into()];
    let changed: Vec<(i64,)> = cx.app.db.fetch_all(sql::CHANGED_SINCE, &args).await?;
    let oldest: Option<(Option<i64>,)> = cx.app.db.fetch_optional(sql::OLDEST_LISTED, &[cx.ws()]).await?;
    let has_gap = oldest.and_then(|r| r.0).is_some_and(|oldest| oldest > known.revision + 1);
    let is_many = has_gap || changed.len() as i64 > MAX_PATCHED || changed.iter().any(|r| r.0 == 0);
    let ids: Vec<i64> =
        changed.into_iter().map(|r| r.0).filter(|id| *id != 0).take(MAX_PATCHED as usize).collect();
    let asked = Asked {
        cx: cx.clone(),
        owner: known.owner,
        as_of: known.as_of.max(cx.now),
        day: known.day,
        colleagues: Colleagues::read(cx).await?,
        constants: known.constants.clone(),
    };
    let lines = build::some(&asked, &ids, Some(&known.domain_names)).await?;
    // What private people call their organization names it for nobody else: that is counted with everyone.
    let was_private = |id| known.person(PersonId(id)).is_some_and(|line| line.is_private);
    if lines.iter().any(|line| line.is_private != was_private(line.id)) {
        return build_now(cx, Haste::Awaited).await;
    }
    let said = Arc::new(crate::features::organizations::industries_said(cx).await?);
    let mut next = known.with(revision, lines, &ids, &said);
    next.is_behind |= is_many;
    let next = Arc::new(next);
    cx.app.snapshots.set(next.clone());
    if is_many {
        build_in_background(cx);
    }
    Ok(next)
}

/// Builds a new snapshot beside the one that serves, unless one is being built or was just now.
fn build_in_background(cx: &Cx) {
    let snapshots = &cx.app.snapshots;
    let Some(building) = snapshots.may_build(cx.now).then(|| Building::begin(snapshots)).flatten() else {
        return;
    };
    // What the visit saw at its beginning may be old by the time the build reads.
    let cx = Cx { seen: None, ..cx.clone() };
    tokio::spawn(async move {
        let _building = building;
        // The old one goes on serving; the next request tries again and reports what is wrong.
        let _ = build_now(&cx, Haste::Beside).await;
    });
}

/// Builds the snapshot of the present moment and serves from it from now on.
async fn build_now(cx: &Cx, haste: Haste) -> Result<Arc<Snapshot>> {
    let begun = cx.app.clock.now();
    let (revision, owner) = state(cx).await?;
    let day = day_of(cx, begun);
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, begun).await?;
    let asked = Arc::new(Asked { cx: cx.clone(), owner, as_of: begun, day, colleagues, constants });
    let (lines, domain_names) = build::everyone(&asked, haste).await?;
    let said = Arc::new(crate::features::organizations::industries_said(cx).await?);
    let made = haste.run(move || Snapshot::of(&asked, revision, lines, domain_names, &said));
    let snapshot = Arc::new(made.await?);
    prepare_today(cx, &snapshot).await?;
    let before = cx.app.snapshots.get();
    map::prepare(cx.app.snapshots.map(), before.as_deref(), &snapshot).await?;
    let ended = cx.app.clock.now();
    cx.app.snapshots.rest_after(ended, ended.duration_since(begun).unsigned_abs());
    cx.app.snapshots.set(snapshot.clone());
    accuracy::begin_if_due(cx, &snapshot);
    Ok(snapshot)
}

/// Makes Today's page for a snapshot before it serves, so that nobody waits for it.
async fn prepare_today(cx: &Cx, snapshot: &Snapshot) -> Result<()> {
    let limit = cx.app.snapshots.today_limit.load(Ordering::Relaxed);
    if limit > 0 {
        today::page_of(cx, snapshot, limit).await?;
    }
    Ok(())
}

/// Today is asked to name so many people.
pub(crate) fn remember_limit(cx: &Cx, limit: usize) {
    if cx.access.role != Role::Principal {
        return;
    }
    cx.app.snapshots.today_limit.store(limit, Ordering::Relaxed);
}
