//! Drawing the map: all ties among people read, communities found, everyone placed. Takes seconds for large networks, and is
//! never waited for by a request.
//!
//! The principal is left out: everybody is tied to them, which says nothing of how the others belong together. What their ties
//! were worth at the end of each of the last quarters is found out here as well ([`past`](super::past)), since all are read.

use std::collections::HashMap;

use network::graph::Graph;
use network::graph::layout::{Layout, Place, Settings};
use network::graph::leiden::{self, communities, communities_from};

use super::packed::Stand;
use super::past::{Bands, NEVER, Past, Told};
use super::picked::CIRCLE;
use crate::access::Cx;
use crate::error::{Error, Result};
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
pub(super) async fn draw(cx: &Cx, snapshot: &Snapshot, earlier: Vec<Stand>) -> Result<Drawing> {
    let revision = snapshot.revision;
    let people: Vec<(i64, bool)> = snapshot.listed().map(|line| (line.id, line.tie.is_some())).collect();
    let words = snapshot.listed().filter_map(|line| Some((line.id, line.word?))).collect();
    let past = Past::at(snapshot.day, &cx.app.zone, words, snapshot.constants.clone());
    let mut told = Told::new(snapshot.owner.map(|owner| owner.0));
    understanding::each_tie(cx, |a, b, days| told.take(&past, a, b, days)).await?;
    let drawing = move || Ok(Drawing { revision, ..drawn(&people, &told, &past, &earlier)? });
    tokio::task::spawn_blocking(drawing).await.map_err(|stopped| Error::Refused(stopped.to_string()))?
}

/// The map of some people: those who were in touch with the principal, or with one another.
fn drawn(people: &[(i64, bool)], told: &Told, past: &Past, earlier: &[Stand]) -> Result<Drawing> {
    let mut node: HashMap<i64, u32> = people.iter().map(|&(person, _)| (person, u32::MAX)).collect();
    let mut tied: HashMap<i64, bool> = people.iter().copied().collect();
    let among: Vec<_> =
        told.ties.iter().filter(|tie| node.contains_key(&tie.a) && node.contains_key(&tie.b)).collect();
    for tie in &among {
        tied.insert(tie.a, true);
        tied.insert(tie.b, true);
    }
    let mut persons: Vec<i64> = people.iter().map(|one| one.0).filter(|person| tied[person]).collect();
    persons.sort_unstable();
    for (at, person) in (0u32..).zip(&persons) {
        node.insert(*person, at);
    }
    // By the order of people's numbers, as the nodes are: ties stay sorted.
    let ends = |tie: &&super::past::Touched| (node[&tie.a].min(node[&tie.b]), node[&tie.a].max(node[&tie.b]));
    let mut ties: Vec<Drawn> = among
        .iter()
        .map(|tie| (ends(tie), tie))
        .map(|((a, b), tie)| Drawn { a, b, touches: tie.touches, quarters: tie.quarters })
        .collect();
    ties.sort_unstable_by_key(|tie| (tie.a, tie.b));
    let edges: Vec<(u32, u32, f64)> = ties.iter().map(|tie| (tie.a, tie.b, f64::from(tie.touches))).collect();
    let graph = Graph::undirected(persons.len(), &edges);
    let stood: HashMap<i64, &Stand> = earlier.iter().map(|stand| (stand.person, stand)).collect();
    let communities = found(&graph, &persons, &stood);
    let places = placed(&graph, &persons, &stood);
    let was = told.bands(past)?;
    Ok(Drawing {
        revision: 0,
        was: persons.iter().map(|person| was.get(person).copied().unwrap_or(NEVER)).collect(),
        between: between(&ties, &communities),
        ties: strongest(&graph, &ties),
        stands: (persons.iter().zip(places).zip(communities))
            .map(|((&person, at), community)| Stand { person, at, community })
            .collect(),
        quarters: past.names(),
    })
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
fn placed(graph: &Graph, persons: &[i64], stood: &HashMap<i64, &Stand>) -> Vec<Place> {
    let earlier: Vec<Option<Place>> =
        persons.iter().map(|person| stood.get(person).map(|stand| stand.at)).collect();
    let steps = if earlier.iter().flatten().count() * 2 > persons.len() { STEPS_AGAIN } else { STEPS };
    let pull = graph.reweighted(|touches| (1.0 + touches).log2());
    let mut layout = Layout::new(&pull, Settings::inferred(), &earlier);
    layout.run(steps);
    layout.places()
}

/// The strongest ties of each, each tie once, the strongest first; `ties` in the order of their ends.
fn strongest(graph: &Graph, ties: &[Drawn]) -> Vec<Drawn> {
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
