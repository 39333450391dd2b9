//! A drawing with the people whom a member sees, as they are now: [`Map`], and what its first picture shows ([`picked`]).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use model::PersonId;

use super::data::Data;
use super::drawing::{Drawing, Drawn};
use super::past::{Bands, NEVER};
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
    /// Whoever alone ties most pairs of circles.
    pub holder: Option<Holder>,
    /// What a picture without a script shows.
    pub picked: Picked,
    /// The names of the last quarters, the present one last.
    pub quarters: Vec<String>,
    pub(super) data: OnceLock<Arc<Data>>,
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
    /// The same at the end of each of the last quarters.
    pub was: Bands,
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
    /// The quarters in which they were, a bit each; all of them where it is not told.
    pub quarters: u8,
}

/// Somebody without whom circles would not be tied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who, as a place in [`Map::people`].
    pub person: usize,
    /// Pairs of circles between which all ties are theirs, as places in [`Map::communities`].
    pub pairs: Vec<[usize; 2]>,
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

    /// How often each is in touch with others, as far as it is told: a tie that is not counts as one touch.
    pub(super) fn touches(&self) -> Vec<u64> {
        picked::touches(self.people.len(), &self.ties)
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
            let was = if line.is_spared { NEVER } else { drawing.was[at as usize] };
            people.push(OnMap { line: line.clone(), at: stand.at, community: stand.community, band, was });
        }
    }
    let tie = |tie: &Drawn| {
        let (a, b) = (*places.get(&tie.a)?, *places.get(&tie.b)?);
        Some(match [a, b].into_iter().any(|end| people[end].line.is_spared) {
            true => Tie { a, b, touches: None, quarters: u8::MAX },
            false => Tie { a, b, touches: Some(tie.touches), quarters: tie.quarters },
        })
    };
    let mut ties: Vec<Tie> = drawing.ties.iter().filter_map(tie).collect();
    // The order of those that are not told would tell which is the stronger.
    ties.sort_by_key(|tie| (Reverse(tie.touches), tie.a, tie.b));
    let communities = communities(&people);
    let picked = picked::picked(&people, &ties, &communities);
    let holder = holder(&drawing, &places, &people, &communities);
    let quarters = drawing.quarters.clone();
    Map { drawing, people, ties, communities, holder, picked, quarters, data: OnceLock::new() }
}

/// Whoever alone ties most pairs of circles. Where somebody is not seen who ties them as well, nothing is said of the two.
fn holder(
    drawing: &Drawing,
    places: &HashMap<u32, usize>,
    people: &[OnMap],
    communities: &[Community],
) -> Option<Holder> {
    let number: HashMap<u32, usize> = communities.iter().map(|one| one.number).zip(0..).collect();
    let mut pairs: BTreeMap<usize, Vec<[usize; 2]>> = BTreeMap::new();
    for [from, to] in &drawing.between {
        let seen = |ends: &[u32]| ends.iter().map(|end| places.get(end).copied()).collect::<Option<Vec<_>>>();
        let (Some(from), Some(to)) = (seen(from), seen(to)) else { continue };
        let ends = || from.iter().zip(&to);
        let (Some(&a), Some(&b)) = (from.first(), to.first()) else { continue };
        let mut of = [number[&people[a].community], number[&people[b].community]];
        of.sort_unstable();
        for one in [a, b] {
            if ends().all(|(a, b)| *a == one || *b == one) {
                pairs.entry(one).or_default().push(of);
            }
        }
    }
    let size =
        |pairs: &[[usize; 2]]| -> usize { pairs.iter().flatten().map(|at| communities[*at].people).sum() };
    let most = pairs.into_iter().max_by_key(|(person, pairs)| (pairs.len(), size(pairs), Reverse(*person)));
    most.map(|(person, pairs)| Holder { person, pairs })
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
