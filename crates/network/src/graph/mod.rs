//! The whole network as a graph, and what is to be said of its shape.
//!
//! [`Graph`] is the one representation: undirected, weighted, compressed sparse rows. Nodes are people by number,
//! an edge is a tie, its weight how much there is of it (touches, or whatever the caller counts). Each measure
//! is a module with its definition and where it comes from at its head; [`edges`] reads a graph from a plain
//! file of ties.
//!
//! Every measure is a pure function of its arguments and gives the same bits whatever the number of threads.

pub mod bonds;
pub mod central;
pub mod components;
pub mod core;
pub mod cuts;
mod dice;
pub mod distances;
pub mod edges;
mod holes;
pub mod layout;
pub mod leiden;
pub mod mixing;
pub mod pagerank;
pub mod paths;
pub mod shared;
#[cfg(test)]
mod testing;
pub mod without;

use std::ops::Range;

/// An undirected weighted graph in compressed sparse rows: each edge stands in the rows of both its ends.
///
/// Twelve bytes a half edge: ten million edges of a million nodes take 250 MB. Weights are `f64`, because measures are
/// compared to 1e-10 and weights may be logarithms of chances, not only counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Where each node's row begins, and at the end where the last one ends.
    offsets: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f64>,
}

impl Graph {
    /// A graph of so many nodes. Edges from a node to itself, to a node that is not there, or without a finite
    /// weight above zero are left out; several between the same two become one with the sum of their weights.
    pub fn undirected(nodes: usize, edges: &[(u32, u32, f64)]) -> Graph {
        Graph::of_edges(nodes, edges.iter().copied())
    }

    /// The same of edges that are made as they are asked for, twice: a large network's need not stand anywhere else.
    pub fn of_edges(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Graph {
        let counts = |&(a, b, weight): &(u32, u32, f64)| {
            a != b && (a.max(b) as usize) < nodes && weight > 0.0 && weight.is_finite()
        };
        let mut offsets = vec![0; nodes + 1];
        for (a, b, _) in edges.clone().filter(counts) {
            offsets[a as usize + 1] += 1;
            offsets[b as usize + 1] += 1;
        }
        for node in 0..nodes {
            offsets[node + 1] += offsets[node];
        }
        let halves = offsets[nodes];
        let mut graph = Graph { targets: vec![0; halves], weights: vec![0.0; halves], offsets };
        let mut free = graph.offsets.clone();
        for (a, b, weight) in edges.filter(counts) {
            graph.put(&mut free, a, b, weight);
            graph.put(&mut free, b, a, weight);
        }
        graph.sorted().merged()
    }

    fn put(&mut self, free: &mut [usize], from: u32, to: u32, weight: f64) {
        let place = free[from as usize];
        self.targets[place] = to;
        self.weights[place] = weight;
        free[from as usize] += 1;
    }

    /// Rows in the order of ids: taken column by column, a symmetric table comes out the same and sorted. What
    /// stands several times keeps the order it came in, so that both rows of an edge add up in one order.
    fn sorted(self) -> Graph {
        let nodes = self.len();
        if (0..nodes).all(|node| self.row(node as u32).0.is_sorted()) {
            return self;
        }
        let halves = self.targets.len();
        let mut sorted =
            Graph { offsets: self.offsets.clone(), targets: vec![0; halves], weights: vec![0.0; halves] };
        let mut free = self.offsets.clone();
        for node in 0..nodes as u32 {
            for (other, weight) in self.neighbours(node) {
                sorted.put(&mut free, other, node, weight);
            }
        }
        sorted
    }

    /// Each neighbour once, with the sum of the weights. Rows are sorted.
    fn merged(mut self) -> Graph {
        let mut written = 0;
        for node in 0..self.len() {
            let row = self.range(node);
            let begin = written;
            for from in row {
                if written > begin && self.targets[written - 1] == self.targets[from] {
                    self.weights[written - 1] += self.weights[from];
                } else {
                    self.targets[written] = self.targets[from];
                    self.weights[written] = self.weights[from];
                    written += 1;
                }
            }
            self.offsets[node] = begin;
        }
        if let Some(end) = self.offsets.last_mut() {
            *end = written;
        }
        self.targets.truncate(written);
        self.weights.truncate(written);
        self
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// True without a node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many edges there are.
    pub fn edges(&self) -> usize {
        self.targets.len() / 2
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: u32) -> usize {
        self.range(node as usize).len()
    }

    /// The weights of a node's edges together.
    pub fn strength(&self, node: u32) -> f64 {
        self.row(node).1.iter().sum()
    }

    /// A node's neighbours by ascending id, each with the weight of the edge.
    pub fn neighbours(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let (targets, weights) = self.row(node);
        targets.iter().copied().zip(weights.iter().copied())
    }

    /// The same as two slices, for loops that must be fast.
    pub fn row(&self, node: u32) -> (&[u32], &[f64]) {
        let row = self.range(node as usize);
        (&self.targets[row.clone()], &self.weights[row])
    }

    /// The same graph with other weights, made of each edge's; what is not a finite number above zero becomes
    /// the smallest one, so that no edge is lost.
    pub fn reweighted(mut self, weight: impl Fn(f64) -> f64) -> Graph {
        let within = |new: f64| if new > 0.0 && new.is_finite() { new } else { f64::MIN_POSITIVE };
        self.weights.iter_mut().for_each(|old| *old = within(weight(*old)));
        self
    }

    /// Where a node's row stands in the arrays.
    fn range(&self, node: usize) -> Range<usize> {
        self.offsets[node]..self.offsets[node + 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn an_edge_stands_in_the_rows_of_both_ends_in_the_order_of_ids() {
        let graph = Graph::undirected(4, &[(2, 0, 1.5), (0, 1, 2.0), (3, 0, 1.0)]);
        assert_eq!((graph.len(), graph.edges(), graph.degree(0), graph.strength(0)), (4, 3, 3, 4.5));
        assert_eq!(graph.neighbours(0).collect::<Vec<_>>(), [(1, 2.0), (2, 1.5), (3, 1.0)]);
        assert_eq!(graph.neighbours(2).collect::<Vec<_>>(), [(0, 1.5)]);
    }

    #[test]
    fn edges_to_oneself_or_to_nobody_or_of_no_weight_are_left_out() {
        let edges =
            [(0, 0, 1.0), (0, 7, 1.0), (0, 1, 0.0), (0, 1, f64::NAN), (0, 1, f64::INFINITY), (1, 0, 3.0)];
        let graph = Graph::undirected(2, &edges);
        assert_eq!((graph.edges(), graph.strength(0), graph.strength(1)), (1, 3.0, 3.0));
        assert!(Graph::undirected(0, &[(0, 1, 1.0)]).is_empty());
    }

    proptest! {
        /// The same as adding up in a map, in whatever order edges come and whichever end is first.
        #[test]
        fn it_holds_what_was_put_in(
            edges in proptest::collection::vec((0u32..12, 0u32..12, 1u32..9), 0..80),
        ) {
            let mut expected = BTreeMap::<(u32, u32), f64>::new();
            for &(a, b, weight) in edges.iter().filter(|&&(a, b, _)| a != b) {
                *expected.entry((a, b)).or_default() += f64::from(weight);
                *expected.entry((b, a)).or_default() += f64::from(weight);
            }
            let edges: Vec<_> = edges.iter().map(|&(a, b, w)| (a, b, f64::from(w))).collect();
            let graph = Graph::undirected(12, &edges);
            let found = (0..12).flat_map(|a| graph.neighbours(a).map(move |(b, w)| ((a, b), w)));
            prop_assert_eq!(found.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
