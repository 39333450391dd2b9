//! Drawing the map: all ties among people read, communities found, everyone placed. Takes seconds for large networks, and is
//! never waited for by a request.
//!
//! The principal is left out: everybody is tied to them, which says nothing of how the others belong together. What their ties
//! were worth at the end of each of the last quarters is found out here as well ([`past`](super::past)), since all are read.

use std::collections::HashMap;
use std::sync::Arc;

use network::graph::Graph;
use network::graph::layout::{Layout, Place, Settings};
use network::graph::leiden::{self, communities, communities_from};

use super::packed::Stand;
use super::past::{Bands, NEVER, Past, bands, touched};
use super::picked::CIRCLE;
use crate::access::Cx;
use crate::background;
use crate::error::Result;
use crate::features::snapshot::Snapshot;
use crate::features::understanding;

/// So many of the strongest ties of each are drawn; a map with all of them would be black.
const TIES_EACH: usize = 8;
/// Steps from nothing, and from an earlier map.
const STEPS: usize = 300;
const STEPS_AGAIN: usize = 60;

/// Two circles with more ties between them than this are held together by nobody alone.
const FEW: usize = 24;

/// A map as it is kept in memory.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// All changes up to this revision are in it.
    pub revision: i64,
    /// Everyone on it.
    pub stands: Vec<Stand>,
    /// How warm the tie of each with the principal was at the end of each quarter.
    pub was: Vec<Bands>,
    /// The ties that are drawn, the strongest first.
    pub ties: Vec<Drawn>,
    /// Pairs of communities with few ties between them, each with all of these, by places in `stands`.
    pub between: Vec<[Vec<u32>; 2]>,
    /// The names of the quarters, the present one last.
    pub quarters: Vec<String>,
}

/// A tie that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// The ends by places in [`Drawing::stands`], the smaller first.
    pub a: u32,
    pub b: u32,
    /// How often they were in touch.
    pub touches: u32,
    /// The quarters in which they were, a bit each.
    pub quarters: u8,
}

/// Draws the people of a snapshot, near where they stood.
pub(super) async fn draw(cx: &Cx, snapshot: Arc<Snapshot>, earlier: Vec<Stand>) -> Result<Drawing> {
    let revision = snapshot.revision;
    let words = snapshot.listed().filter_map(|line| Some((line.id, line.word?))).collect();
    let past = Arc::new(Past::at(snapshot.day, &cx.app.zone, words, snapshot.constants.clone()));
    let mut people: Vec<(i64, bool)> = snapshot.listed().map(|line| (line.id, line.tie.is_some())).collect();
    people.sort_unstable();
    let people: Arc<[(i64, bool)]> = people.into();
    let owner = snapshot.owner;
    // A drawing takes longer than a snapshot serves.
    drop(snapshot);
    let was = bands(cx, owner, past.clone()).await?;
    let ties = among(cx, people.clone(), past.clone()).await?;
    let quarters = past.names();
    background::run(move || Drawing { revision, quarters, ..drawn(&people, ties, &was, &earlier) }).await
}

/// The ties among people who are in the order of their numbers, by places there and in that order.
async fn among(cx: &Cx, people: Arc<[(i64, bool)]>, past: Arc<Past>) -> Result<Vec<Drawn>> {
    let place = move |person| people.binary_search_by_key(&person, |one| one.0).ok().map(|at| at as u32);
    understanding::each_tie(cx, Vec::new(), move |ties, a, b, days| {
        if let (Some(a), Some(b)) = (place(a), place(b)) {
            let (touches, quarters) = touched(&past, days)?;
            ties.push(Drawn { a: a.min(b), b: a.max(b), touches, quarters });
        }
        Ok(())
    })
    .await
}

/// The map of some people: those who were in touch with the principal, or with one another.
fn drawn(
    people: &[(i64, bool)],
    mut ties: Vec<Drawn>,
    was: &HashMap<i64, Bands>,
    earlier: &[Stand],
) -> Drawing {
    let persons = tied(people, &mut ties);
    let weights = ties.iter().map(|tie| (tie.a, tie.b, f64::from(tie.touches)));
    let graph = Graph::of_edges(persons.len(), weights);
    let stood: HashMap<i64, &Stand> = earlier.iter().map(|stand| (stand.person, stand)).collect();
    let communities = found(&graph, &persons, &stood);
    let between = between(&ties, &communities);
    // What is not needed any more goes before the largest of the work begins.
    let ties = strongest(&graph, ties);
    let places = placed(graph, &persons, &stood);
    Drawing {
        revision: 0,
        was: persons.iter().map(|person| was.get(person).copied().unwrap_or(NEVER)).collect(),
        between,
        ties,
        stands: (persons.iter().zip(places).zip(communities))
            .map(|((&person, at), community)| Stand { person, at, community })
            .collect(),
        quarters: Vec::new(),
    }
}

/// Those of some people who were in touch with the principal or have one of the ties, which then go by places among them.
fn tied(people: &[(i64, bool)], ties: &mut [Drawn]) -> Vec<i64> {
    let mut is_tied: Vec<bool> = people.iter().map(|one| one.1).collect();
    for tie in ties.iter() {
        is_tied[tie.a as usize] = true;
        is_tied[tie.b as usize] = true;
    }
    let mut next = 0;
    let places: Vec<u32> = is_tied.iter().map(|&is_tied| (next, next += u32::from(is_tied)).0).collect();
    for tie in ties {
        (tie.a, tie.b) = (places[tie.a as usize], places[tie.b as usize]);
    }
    people.iter().zip(is_tied).filter(|(_, is_tied)| *is_tied).map(|(one, _)| one.0).collect()
}

/// The community of each, with the numbers of before.
fn found(graph: &Graph, persons: &[i64], stood: &HashMap<i64, &Stand>) -> Vec<u32> {
    let settings = leiden::Settings::default();
    if stood.is_empty() {
        return communities(graph, &settings).of;
    }
    let community = |person| stood.get(person).map(|stand: &&Stand| stand.community);
    let before: Vec<Option<u32>> = persons.iter().map(community).collect();
    communities_from(graph, &settings, &before).of
}

/// The ties between communities that few hold together.
fn between(ties: &[Drawn], community: &[u32]) -> Vec<[Vec<u32>; 2]> {
    let mut people: HashMap<u32, usize> = HashMap::new();
    community.iter().for_each(|one| *people.entry(*one).or_default() += 1);
    let mut between: HashMap<(u32, u32), [Vec<u32>; 2]> = HashMap::new();
    for tie in ties {
        let of = [community[tie.a as usize], community[tie.b as usize]];
        if of[0] == of[1] || of.iter().any(|one| people[one] < CIRCLE) {
            continue;
        }
        let pair = between.entry((of[0].min(of[1]), of[0].max(of[1]))).or_default();
        if pair[0].len() <= FEW {
            pair[0].push(tie.a);
            pair[1].push(tie.b);
        }
    }
    let mut few: Vec<_> = between.into_iter().filter(|(_, ends)| ends[0].len() <= FEW).collect();
    few.sort_unstable_by_key(|(pair, _)| *pair);
    few.into_iter().map(|(_, ends)| ends).collect()
}

/// Ties pull by the logarithm of their touches: a few who write daily would otherwise stand on one spot.
fn placed(graph: Graph, persons: &[i64], stood: &HashMap<i64, &Stand>) -> Vec<Place> {
    let earlier: Vec<Option<Place>> =
        persons.iter().map(|person| stood.get(person).map(|stand| stand.at)).collect();
    let steps = if earlier.iter().flatten().count() * 2 > persons.len() { STEPS_AGAIN } else { STEPS };
    let pull = graph.reweighted(|touches| (1.0 + touches).log2());
    let mut layout = Layout::new(&pull, Settings::inferred(), &earlier);
    drop(pull);
    layout.run(steps);
    layout.places()
}

/// The strongest ties of each, each tie once, the strongest first; `ties` in the order of their ends.
fn strongest(graph: &Graph, ties: Vec<Drawn>) -> Vec<Drawn> {
    let of_node = |node: u32| {
        let mut ties: Vec<(u32, f64)> = graph.neighbours(node).collect();
        ties.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ties.truncate(TIES_EACH);
        ties.into_iter().map(move |(end, _)| (node.min(end), node.max(end)))
    };
    let mut ends: Vec<(u32, u32)> = (0..graph.len() as u32).flat_map(of_node).collect();
    ends.sort_unstable();
    ends.dedup();
    let tie = |ends: &(u32, u32)| {
        ties.binary_search_by_key(ends, |tie| (tie.a, tie.b)).ok().map(|found| ties[found])
    };
    let mut strongest: Vec<Drawn> = ends.iter().filter_map(tie).collect();
    strongest.sort_unstable_by_key(|tie| (std::cmp::Reverse(tie.touches), tie.a, tie.b));
    strongest
}
