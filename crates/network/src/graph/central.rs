//! Betweenness and closeness centrality, exact or from a sample of nodes.
//!
//! * **Betweenness** of a node: over all pairs of others, the share of the shortest ways between them that lead
//!   through it; each pair counts once, nothing is divided by the number of pairs. By Brandes, "A faster algorithm for
//!   betweenness centrality" (2001), and for a sample Brandes & Pich (2007): the sum over the sampled nodes times
//!   the share of all that they are.
//! * **Closeness** centrality: one through the mean distance to those who can be reached, times the share of all
//!   others that they are (Wasserman & Faust 1994, as networkx has it). From a sample, the mean distance is that
//!   to the sampled ones (Eppstein & Wang 2004). Not to be confused with the closeness of a tie.
//!
//! Both need the same searches, so they are made together. With lengths, two ways are equally long if they differ by
//! less than [`EQUAL`] of their length: 1/3 + 1/3 + 1/3 is as long as 1, whatever floating point says.

mod hops;
mod lengths;

use rayon::prelude::*;

use super::components::components;
use super::{Graph, dice};

/// By which part of their length two ways may differ and be equally long (as in igraph).
pub const EQUAL: f64 = 1e-10;

/// Sources are searched in so many groups, each with a sum of its own: sums are the same whatever the number of threads,
/// and memory is bounded.
const GROUPS: usize = 32;

/// How far it is along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// One, whatever its weight.
    Hops,
    /// Its weight is its length.
    Lengths,
}

/// From which nodes searches begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// All: exact.
    All,
    /// So many, chosen by a seed.
    Sample {
        /// How many; all if there are no more.
        count: usize,
        /// Another seed, other nodes.
        seed: u64,
    },
}

/// How central everyone is.
#[derive(Clone, Debug, PartialEq)]
pub struct Central {
    /// Betweenness of every node.
    pub betweenness: Vec<f64>,
    /// Closeness centrality of every node; not a number if no sampled node reaches it.
    pub closeness: Vec<f64>,
}

/// What searches add up to.
struct Sums {
    /// Shares of shortest ways.
    through: Vec<f64>,
    /// Distances to sources, and to how many.
    distances: Vec<f64>,
    reached: Vec<u32>,
}

/// Searches the shortest ways from each of some sources and adds up what they say.
trait Search {
    fn search(&mut self, graph: &Graph, sources: &[u32], sums: &mut Sums);
}

/// Betweenness and closeness centrality of every node.
pub fn central(graph: &Graph, along: Along, sources: Sources) -> Central {
    let chosen = chosen(graph.len(), sources);
    let sums = match along {
        Along::Hops => searched(graph, &chosen, hops::Hops::new),
        Along::Lengths => searched(graph, &chosen, lengths::Lengths::new),
    };
    let scale = graph.len() as f64 / chosen.len().max(1) as f64 / 2.0;
    Central {
        closeness: closeness(graph, &sums),
        betweenness: sums.through.iter().map(|sum| sum * scale).collect(),
    }
}

fn searched<S: Search>(graph: &Graph, sources: &[u32], new: impl Fn(&Graph) -> S + Sync) -> Sums {
    let groups: Vec<Sums> = sources
        .par_chunks(sources.len().div_ceil(GROUPS).max(1))
        .map(|group| {
            let (mut search, mut sums) = (new(graph), Sums::new(graph.len()));
            search.search(graph, group, &mut sums);
            sums
        })
        .collect();
    groups.iter().fold(Sums::new(graph.len()), Sums::plus)
}

impl Sums {
    fn new(nodes: usize) -> Sums {
        Sums { through: vec![0.0; nodes], distances: vec![0.0; nodes], reached: vec![0; nodes] }
    }

    fn plus(mut self, other: &Sums) -> Sums {
        self.through.iter_mut().zip(&other.through).for_each(|(sum, more)| *sum += more);
        self.distances.iter_mut().zip(&other.distances).for_each(|(sum, more)| *sum += more);
        self.reached.iter_mut().zip(&other.reached).for_each(|(sum, more)| *sum += more);
        self
    }
}

fn closeness(graph: &Graph, sums: &Sums) -> Vec<f64> {
    let components = components(graph);
    let all = graph.len().saturating_sub(1) as f64;
    let of_node = |node: usize| {
        let others = f64::from(components.sizes[components.of[node] as usize] - 1);
        let mean = sums.distances[node] / f64::from(sums.reached[node]);
        if others == 0.0 { 0.0 } else { others / all / mean }
    };
    (0..graph.len()).map(of_node).collect()
}

/// The sources, ascending: each set of so many is as likely (Floyd's algorithm).
fn chosen(nodes: usize, sources: Sources) -> Vec<u32> {
    let Sources::Sample { count, seed } = sources else {
        return (0..nodes as u32).collect();
    };
    let below = |bound: u64| ((u128::from(dice::bits(seed, bound)) * u128::from(bound)) >> 64) as u32;
    let mut chosen = std::collections::BTreeSet::new();
    for last in nodes - count.min(nodes)..nodes {
        let node = below(last as u64 + 1);
        chosen.insert(if chosen.contains(&node) { last as u32 } else { node });
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests;
