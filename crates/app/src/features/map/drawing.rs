//! Drawing the map: all ties among people read, communities found, everyone placed. Takes seconds for large networks, and is
//! never waited for by a request.
//!
//! The principal is left out: everybody is tied to them, which says nothing of how the others belong together.

use std::collections::HashMap;

use network::Corrupt;
use network::graph::Graph;
use network::graph::layout::{Layout, Place, Settings};
use network::graph::leiden::{self, communities, communities_from};
use network::packed::Scanner;

use super::packed::Stand;
use crate::access::Cx;
use crate::error::{Error, Result};
use crate::features::snapshot::Snapshot;
use crate::features::understanding;

/// So many of the strongest ties of each are drawn; a map with all of them would be black.
const TIES_EACH: usize = 8;
/// Steps from nothing, and from an earlier map.
const STEPS: usize = 300;
const STEPS_AGAIN: usize = 60;

/// A map as it is kept in memory.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// All changes up to this revision are in it.
    pub revision: i64,
    /// Everyone on it.
    pub stands: Vec<Stand>,
    /// The ties that are drawn, by places in `stands`, with the number of touches.
    pub ties: Vec<(u32, u32, u32)>,
}

/// A tie between two people with how often they were in touch.
type Touched = (i64, i64, u32);

/// Draws the people of a snapshot, near where they stood.
pub(super) async fn draw(cx: &Cx, snapshot: &Snapshot, earlier: Vec<Stand>) -> Result<Drawing> {
    let (revision, owner) = (snapshot.revision, snapshot.owner.map(|owner| owner.0));
    let people: Vec<(i64, bool)> = snapshot.listed().map(|line| (line.id, line.tie.is_some())).collect();
    let ties = ties(cx, owner).await?;
    let drawing = move || Drawing { revision, ..drawn(&people, &ties, &earlier) };
    tokio::task::spawn_blocking(drawing).await.map_err(|stopped| Error::Refused(stopped.to_string()))
}

/// All ties but those of the principal.
async fn ties(cx: &Cx, owner: Option<i64>) -> Result<Vec<Touched>> {
    let mut ties = Vec::new();
    understanding::each_tie(cx, |a, b, days| {
        if owner != Some(a) && owner != Some(b) {
            ties.push((a, b, touches(days)?));
        }
        Ok(())
    })
    .await?;
    Ok(ties)
}

fn touches(days: &str) -> std::result::Result<u32, Corrupt> {
    let (mut scanner, mut sum) = (Scanner::new(days), 0u32);
    while let Some(day) = scanner.next_day()? {
        sum = sum.saturating_add(day.touches());
    }
    Ok(sum)
}

/// The map of some people: those who were in touch with the principal, or with one another.
fn drawn(people: &[(i64, bool)], ties: &[Touched], earlier: &[Stand]) -> Drawing {
    let mut node: HashMap<i64, u32> = people.iter().map(|&(person, _)| (person, u32::MAX)).collect();
    let among = |tie: &&Touched| node.contains_key(&tie.0) && node.contains_key(&tie.1);
    let ties: Vec<&Touched> = ties.iter().filter(among).collect();
    let mut tied: HashMap<i64, bool> = people.iter().copied().collect();
    for &&(a, b, _) in &ties {
        tied.insert(a, true);
        tied.insert(b, true);
    }
    let mut persons: Vec<i64> = people.iter().map(|one| one.0).filter(|person| tied[person]).collect();
    persons.sort_unstable();
    for (at, person) in (0u32..).zip(&persons) {
        node.insert(*person, at);
    }
    let edges: Vec<(u32, u32, f64)> =
        ties.iter().map(|tie| (node[&tie.0], node[&tie.1], f64::from(tie.2))).collect();
    let graph = Graph::undirected(persons.len(), &edges);
    let stood: HashMap<i64, &Stand> = earlier.iter().map(|stand| (stand.person, stand)).collect();
    let community = |person| stood.get(person).map(|stand: &&Stand| stand.community);
    let community: Vec<Option<u32>> = persons.iter().map(community).collect();
    let settings = leiden::Settings::default();
    let communities = match stood.is_empty() {
        true => communities(&graph, &settings),
        false => communities_from(&graph, &settings, &community),
    };
    let places = placed(&graph, &persons, &stood);
    let stands = persons.iter().zip(places).zip(communities.of);
    let stands = stands.map(|((&person, at), community)| Stand { person, at, community }).collect();
    Drawing { revision: 0, stands, ties: strongest(&graph) }
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

/// The strongest ties of each, each tie once, the strongest first.
fn strongest(graph: &Graph) -> Vec<(u32, u32, u32)> {
    let of_node = |node: u32| {
        let mut ties: Vec<(u32, f64)> = graph.neighbours(node).collect();
        ties.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ties.truncate(TIES_EACH);
        ties.into_iter().map(move |(end, touches)| (node.min(end), node.max(end), touches as u32))
    };
    let mut ties: Vec<(u32, u32, u32)> = (0..graph.len() as u32).flat_map(of_node).collect();
    ties.sort_unstable_by_key(|&(a, b, touches)| (std::cmp::Reverse(touches), a, b));
    ties.dedup();
    ties
}
