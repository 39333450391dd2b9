//! Paths: by whom the owner is best introduced to somebody, or to anybody of an organization.
//!
//! Every tie that the member may see is weighed by the plain chance of a touch within thirty days, as of the moment;
//! the ways are the warmest that share nobody ([`network::graph::paths`]), each hop with the contact it rests on. Nothing
//! is stored. All ties are read for it, which takes a while in large networks: the command line asks for it once.

use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::graph::Graph;
use network::graph::paths::{Asked, Ways};
use network::{Measure, Moment};
use serde::Serialize;

use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::accuracy;
use crate::features::people::moment_of;
use crate::features::snapshot::{self, Snapshot};
use crate::features::understanding;

/// What is wanted.
#[derive(Clone, Debug)]
pub enum To {
    /// This person.
    Person(PersonId),
    /// Anybody of this organization, by its name.
    Organization(String),
}

/// One way, from the owner to whoever is met.
#[derive(Clone, Debug, Serialize)]
pub struct Path {
    /// The chance that all its ties see a touch within thirty days; not told if colleague mode spares somebody on it.
    pub chance: Option<f64>,
    /// Its ties, in order.
    pub hops: Vec<Hop>,
}

/// A tie of a way, and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Hop {
    /// Who asks.
    pub from: String,
    /// Who is asked, or met.
    pub to: String,
    /// The number of the latter.
    pub to_id: PersonId,
    /// The chance of a touch within thirty days; not told of whom colleague mode spares.
    pub chance: Option<f64>,
    /// How often they were in touch, and on how many days; not told of others whom colleague mode spares.
    pub contact: Option<Contact>,
    /// When last.
    pub last_contact: Date,
}

/// How much contact there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Touches.
    pub touches: u64,
    /// Days with any.
    pub days: u32,
}

/// The warmest ways to somebody, at most so many; none if nobody leads there.
///
/// # Errors
/// The member may not read here or does not see the person, nobody works there, or the database cannot be read.
pub async fn paths(cx: &Cx, to: &To, count: usize, as_of: Timestamp) -> Result<Vec<Path>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let Some(owner) = seen.owner else { return Ok(Vec::new()) };
    let mut persons: Vec<i64> = seen.listed().map(|line| line.id).chain([owner.0]).collect();
    persons.sort_unstable();
    persons.dedup();
    let node = |person: i64| persons.binary_search(&person).ok().map(|at| at as u32);
    let wanted: Vec<u32> = wanted(cx, &seen, to)?.into_iter().filter_map(node).collect();
    let moment = moment_of(as_of);
    let constants = accuracy::constants(cx, as_of).await?;
    let measure = constants.measure(None);
    let mut ties = Vec::new();
    understanding::each_tie(cx, |a, b, days| {
        if let Some((a, b)) = node(a).zip(node(b))
            && let Some(numbers) = measure.numbers_of_text(days, moment)?
        {
            ties.push((a, b, numbers.p_30_days));
        }
        Ok(())
    })
    .await?;
    let from = node(owner.0).unwrap_or_default();
    let asked = Asked { from, to: &wanted, count, least_chance: 0.0, load: &[] };
    let ways = Ways::new(&Graph::undirected(persons.len(), &ties), |chance| chance).warmest(&asked);
    let mut told = Vec::new();
    for way in ways {
        let people: Vec<PersonId> = way.people.iter().map(|&node| PersonId(persons[node as usize])).collect();
        told.push(path(cx, &seen, &people, &measure, moment).await?);
    }
    Ok(told)
}

/// Those who would do.
fn wanted(cx: &Cx, seen: &Snapshot, to: &To) -> Result<Vec<i64>> {
    match to {
        To::Person(person) => cx.require_sees(*person).map(|()| vec![person.0]),
        To::Organization(name) => {
            let called = identity::fold(name.trim());
            let there = |at: &str| identity::fold(at) == called;
            let of = seen.listed().filter(|line| line.organization.as_deref().is_some_and(there));
            let people: Vec<i64> = of.map(|line| line.id).collect();
            let nobody = || Error::NotFound(format!("nobody you know works at “{name}”"));
            (!people.is_empty()).then_some(people).ok_or_else(nobody)
        }
    }
}

async fn path(
    cx: &Cx,
    seen: &Snapshot,
    people: &[PersonId],
    measure: &Measure<'_>,
    as_of: Moment,
) -> Result<Path> {
    let mut hops = Vec::new();
    for tie in people.windows(2) {
        let days = understanding::tie_between(&cx.app.db, cx.workspace, tie[0], tie[1]).await?;
        let Some(numbers) = measure.numbers(&days, as_of) else { continue };
        let spared = tie.iter().any(|&person| seen.person(person).is_some_and(|line| line.is_spared));
        // What the owner had with a colleague is in the owner's own diary.
        let is_own = seen.owner.is_some_and(|owner| tie.contains(&owner));
        let contact = Contact { touches: numbers.touches(), days: numbers.active_days };
        hops.push(Hop {
            from: name(seen, tie[0]),
            to: name(seen, tie[1]),
            to_id: tie[1],
            chance: (!spared).then_some(numbers.p_30_days),
            contact: (!spared || is_own).then_some(contact),
            last_contact: advice::day_of(numbers.last.day),
        });
    }
    Ok(Path { chance: hops.iter().map(|hop| hop.chance).product(), hops })
}

fn name(seen: &Snapshot, person: PersonId) -> String {
    seen.person(person).map(|line| line.name.clone()).unwrap_or_default()
}
