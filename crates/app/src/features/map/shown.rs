//! A drawing with the people whom a member sees, as they are now: [`Map`], and what its first picture shows ([`picked`]).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::PersonId;

use super::drawing::Drawing;
use super::picked::{self, Picked};
use crate::features::snapshot::{PersonLine, Snapshot, band};

/// A community is called after an organization that this share of it works for, of at least so many people.
const NAMING_SHARE: f64 = 0.4;
const NAMING_PEOPLE: usize = 3;

/// The map as a member sees it.
#[derive(Debug)]
pub struct Map {
    /// What it was made of.
    drawing: Arc<Drawing>,
    /// Everyone on it.
    pub people: Vec<OnMap>,
    /// The strongest ties of each: those that are told, the strongest first, then those that are only drawn.
    pub ties: Vec<Tie>,
    /// Who belongs together, the largest first.
    pub communities: Vec<Community>,
    /// What a picture without a script shows.
    pub picked: Picked,
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

impl Map {
    /// Whether it was made of this drawing.
    pub(super) fn is_of(&self, drawing: &Arc<Drawing>) -> bool {
        Arc::ptr_eq(&self.drawing, drawing)
    }
}

/// A drawing with the people whom a member sees.
pub(super) fn shown(drawing: Arc<Drawing>, seen: &Snapshot) -> Map {
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
    let communities = communities(&people);
    let picked = picked::picked(&people, &ties, &communities);
    Map { drawing, people, ties, communities, picked }
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
