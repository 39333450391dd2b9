//! Paths: by whom the owner is best introduced to somebody, to anybody of an organization, or to anybody who does something.
//!
//! Every tie that the member may see is weighed by the plain chance of a touch within thirty days; the ways are the warmest
//! that share nobody ([`network::graph::paths`]), each step with the contact it rests on ([`evidence`]). The network is kept
//! in memory ([`kept`]) for the pages; the command line reads it once. Who was asked for an introduction is kept ([`asks`]),
//! and costs more for a while.

mod asks;
mod evidence;
mod kept;
mod network;
mod sql;

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use model::PersonId;
use serde::Serialize;

use ::network::Moment;
use ::network::graph::paths::{Asked as Question, Way};

pub(crate) use asks::drop_ask;
pub use asks::{Asked, COUNTS_DAYS, ask, lately};
pub use evidence::{Contact, Hop};
pub use kept::prepare;
pub(crate) use kept::{Kept, current as network};
pub(crate) use network::Network;

use crate::access::{Cx, Right};
use crate::background;
use crate::error::{Error, Result};
use crate::features::people::moment_of;
use crate::features::snapshot::{self, Column, Direction, Order, PeopleFilter, PersonLine, Snapshot};
use crate::features::understanding::{self, Between};
use crate::words::refusals;

/// Of those who would do, so many are looked at, the closest first.
const SOUGHT: usize = 500;

/// What is wanted.
#[derive(Clone, Debug)]
pub enum To {
    /// This person.
    Person(PersonId),
    /// Anybody of this organization, by its name.
    Organization(String),
    /// Anybody whose title has these words: at this organization, or anywhere, where the name of the organization counts as
    /// well.
    Role {
        /// The words.
        words: String,
        /// The organization, by its name.
        at: Option<String>,
    },
}

/// One way, from the owner to whoever is met.
#[derive(Clone, Debug, Serialize)]
pub struct Path {
    /// The chance that all its ties see a touch within thirty days; not told if colleague mode spares somebody on it.
    pub chance: Option<f64>,
    /// Its ties, in order; one alone if the owner knows whoever is met.
    pub hops: Vec<Hop>,
    /// When whoever is asked first was last asked for an introduction, within ninety days.
    pub asked: Option<Date>,
}

impl Path {
    /// Whoever would be asked first; none if the owner knows whom they want to meet.
    pub fn connector(&self) -> Option<PersonId> {
        (self.hops.len() > 1).then(|| self.hops[0].to_id)
    }

    /// Whoever is met.
    pub fn target(&self) -> Option<PersonId> {
        self.hops.last().map(|hop| hop.to_id)
    }
}

/// The warmest ways to somebody, at most so many; none if nobody leads there. Reads all ties.
///
/// # Errors
/// The member may not read here or does not see the person, nobody works there, or the database cannot be read.
pub async fn paths(cx: &Cx, to: &To, count: usize, as_of: Timestamp) -> Result<Vec<Path>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let wanted = wanted(cx, &seen, to)?;
    let _turn = background::turn().await;
    let network = network::read(cx, seen.clone(), as_of).await?;
    of_network(cx, &seen, &network, &wanted, count, as_of).await
}

/// The same of the network in memory, as a page asks; none while the first one is being read.
///
/// # Errors
/// The same.
pub async fn at_once(cx: &Cx, to: &To, count: usize) -> Result<Option<Vec<Path>>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let wanted = wanted(cx, &seen, to)?;
    let Some(network) = kept::current(cx, &seen).await? else { return Ok(None) };
    of_network(cx, &seen, &network, &wanted, count, cx.now).await.map(Some)
}

async fn of_network(
    cx: &Cx,
    seen: &Snapshot,
    network: &Network,
    wanted: &[PersonId],
    count: usize,
    as_of: Timestamp,
) -> Result<Vec<Path>> {
    let Some(from) = seen.owner.and_then(|owner| network.node(owner)) else { return Ok(Vec::new()) };
    let to: Vec<u32> = wanted.iter().filter_map(|person| network.node(*person)).collect();
    let asked = asks::lately(cx).await?;
    let load = asks::load(network, &asked, as_of);
    let question = Question { from, to: &to, count, least_chance: 0.0, load: &load };
    let ways = network.ways().warmest(&question);
    let ends = ways.iter().flat_map(|way| way.people.windows(2));
    let pairs = ends.map(|ends| (network.person(ends[0]), network.person(ends[1])));
    let between = understanding::between(cx, pairs).await?;
    let now = moment_of(as_of);
    let hops = |way: &Way| hops(seen, network, way, &between, now);
    Ok(ways.iter().filter_map(hops).map(|hops| path(cx, hops, &asked, as_of)).collect())
}

/// Those who would do.
fn wanted(cx: &Cx, seen: &Snapshot, to: &To) -> Result<Vec<PersonId>> {
    let lines = match to {
        To::Person(person) => return cx.require_sees(*person).map(|()| vec![*person]),
        To::Organization(name) => people_at(seen, name),
        To::Role { words, at: Some(name) } => {
            people_at(seen, name).into_iter().filter(|line| has_role(line, words, false)).collect()
        }
        To::Role { words, at: None } => people_who(seen, words),
    };
    let people: Vec<PersonId> = lines.iter().map(|line| PersonId(line.id)).collect();
    (!people.is_empty()).then_some(people).ok_or_else(|| nobody(to))
}

fn nobody(to: &To) -> Error {
    Error::not_found(match to {
        To::Person(_) => refusals::people::NO_SUCH_PERSON.to_owned(),
        To::Organization(name) => refusals::people::nobody_works_at(name),
        To::Role { words, at: Some(name) } => refusals::people::nobody_has_role_at(words, name),
        To::Role { words, at: None } => refusals::people::nobody_has_role(words),
    })
}

fn people_at(seen: &Snapshot, name: &str) -> Vec<std::sync::Arc<PersonLine>> {
    let there = seen.organizations().by_name(name.trim());
    let mut people = there.map(|organization| seen.people_of(organization)).unwrap_or_default();
    people.retain(|line| line.is_listed());
    people
}

/// Those of a title or at an organization of these words, the closest first.
fn people_who(seen: &Snapshot, words: &str) -> Vec<std::sync::Arc<PersonLine>> {
    let filter = PeopleFilter { text: words.trim().to_owned(), ..PeopleFilter::default() };
    let closest = Order { column: Column::Closeness, direction: Direction::Descending };
    let mut people = seen.page(&filter, closest, 0, SOUGHT).rows;
    people.retain(|line| has_role(line, words, true));
    people
}

/// If all words begin words of somebody's title, or of where they work where that counts.
fn has_role(line: &PersonLine, words: &str, or_organization: bool) -> bool {
    let organization = line.organization.as_deref().filter(|_| or_organization).unwrap_or_default();
    let said = identity::fold(&format!("{} {organization}", line.title));
    let words = identity::fold(words);
    let mut words = words.split(' ').filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| said.split(' ').any(|part| part.starts_with(word)))
}

/// The steps of a way; none if somebody was erased since the network was read.
fn hops(
    seen: &Snapshot,
    network: &Network,
    way: &Way,
    between: &HashMap<(i64, i64), Between>,
    as_of: Moment,
) -> Option<Vec<Hop>> {
    let steps = way.people.windows(2).zip(&way.chances);
    let hop = |(ends, chance): (&[u32], &f64)| {
        let ends = [network.person(ends[0]), network.person(ends[1])];
        let pair = (ends[0].0.min(ends[1].0), ends[0].0.max(ends[1].0));
        evidence::hop(seen, ends, *chance, between.get(&pair)?, as_of)
    };
    steps.map(hop).collect()
}

fn path(cx: &Cx, hops: Vec<Hop>, asked: &[Asked], as_of: Timestamp) -> Path {
    let mut path = Path { chance: hops.iter().map(|hop| hop.chance).product(), hops, asked: None };
    let last = asked.iter().find(|one| Some(one.connector) == path.connector() && one.at <= as_of);
    path.asked = last.map(|one| one.at.to_zoned(cx.app.zone.clone()).date());
    path
}
