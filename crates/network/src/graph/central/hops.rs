//! Shortest ways by the number of edges: breadth first, one level after the other.
//!
//! Neighbours of a node stand on its own level, one before, or one after. A level's figures are added up from all
//! neighbours and written down when the level is done: those of its own level and of the one not done yet are
//! still 0 then, so that nothing has to be compared. Loops without a branch are what makes this several times faster than
//! asking each neighbour for its level.

use super::{Search, Sums};
use crate::graph::Graph;

/// The arrays of a search, used again for the next one.
pub(super) struct Hops {
    seen: Vec<u8>,
    /// How many shortest ways lead here.
    ways: Vec<f64>,
    /// What each of them carries: (1 + what leads on from here) / ways.
    carried: Vec<f64>,
    /// In the order reached; one more than there are, since a neighbour is written down before it is known to be new.
    order: Vec<u32>,
    /// Where each level begins in the order, and at the end where the last one ends.
    levels: Vec<usize>,
    /// The figures of the level at hand.
    fresh: Vec<f64>,
}

impl Hops {
    pub fn new(graph: &Graph) -> Hops {
        let nodes = graph.len();
        Hops {
            seen: vec![0; nodes],
            ways: vec![0.0; nodes],
            carried: vec![0.0; nodes],
            order: vec![0; nodes + 1],
            levels: Vec::new(),
            fresh: Vec::new(),
        }
    }

    /// Finds everyone by levels.
    fn reach(&mut self, graph: &Graph, source: u32) {
        self.levels.clear();
        self.levels.push(0);
        self.order[0] = source;
        self.seen[source as usize] = 1;
        let (mut begin, mut end) = (0, 1);
        while begin < end {
            self.levels.push(end);
            let mut free = end;
            for at in begin..end {
                for &other in graph.row(self.order[at]).0 {
                    self.order[free] = other;
                    free += usize::from(1 - self.seen[other as usize]);
                    self.seen[other as usize] = 1;
                }
            }
            (begin, end) = (end, free);
        }
    }

    /// How many ways lead to everyone.
    fn out(&mut self, graph: &Graph, source: u32) {
        self.ways[source as usize] = 1.0;
        for level in self.levels.windows(2).skip(1) {
            let nodes = &self.order[level[0]..level[1]];
            self.fresh.clear();
            self.fresh.extend(nodes.iter().map(|&node| gathered(graph, node, &self.ways)));
            nodes.iter().zip(&self.fresh).for_each(|(&node, &ways)| self.ways[node as usize] = ways);
        }
    }

    /// What leads on from everyone, from the furthest back to the source's neighbours.
    fn back(&mut self, graph: &Graph, sums: &mut Sums) {
        for (distance, level) in self.levels.windows(2).enumerate().skip(1).rev() {
            let nodes = &self.order[level[0]..level[1]];
            self.fresh.clear();
            self.fresh.extend(nodes.iter().map(|&node| gathered(graph, node, &self.carried)));
            for (&node, &onward) in nodes.iter().zip(&self.fresh) {
                let node = node as usize;
                self.carried[node] = 1.0 / self.ways[node] + onward;
                sums.through[node] += self.ways[node] * onward;
                sums.distances[node] += distance as f64;
                sums.reached[node] += 1;
            }
        }
    }
}

/// The sum of a figure over a node's neighbours.
fn gathered(graph: &Graph, node: u32, figures: &[f64]) -> f64 {
    graph.row(node).0.iter().map(|&other| figures[other as usize]).sum()
}

impl Search for Hops {
    fn search(&mut self, graph: &Graph, source: u32, sums: &mut Sums) {
        self.reach(graph, source);
        self.out(graph, source);
        self.back(graph, sums);
        let reached = self.levels.last().copied().unwrap_or(0);
        for &node in &self.order[..reached] {
            let node = node as usize;
            (self.seen[node], self.ways[node], self.carried[node]) = (0, 0.0, 0.0);
        }
    }
}
