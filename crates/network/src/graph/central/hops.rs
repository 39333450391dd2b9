//! Shortest ways by the number of edges: breadth first, one level after the other.

use super::{Search, Sums};
use crate::graph::Graph;

/// Not reached yet.
const UNSEEN: u32 = u32::MAX;

/// The arrays of a search, used again for the next one.
pub(super) struct Hops {
    level: Vec<u32>,
    /// How many shortest ways lead here.
    ways: Vec<f64>,
    /// What each of them carries: (1 + what leads on from here) / ways.
    carried: Vec<f64>,
    /// In the order reached.
    order: Vec<u32>,
}

impl Hops {
    pub fn new(graph: &Graph) -> Hops {
        let nodes = graph.len();
        Hops {
            level: vec![UNSEEN; nodes],
            ways: vec![0.0; nodes],
            carried: vec![0.0; nodes],
            order: Vec::with_capacity(nodes),
        }
    }

    /// Finds everyone, and how many ways lead there.
    fn out(&mut self, graph: &Graph, source: u32) {
        self.level[source as usize] = 0;
        self.ways[source as usize] = 1.0;
        self.order.push(source);
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            let (next, ways) = (self.level[node as usize] + 1, self.ways[node as usize]);
            for &other in graph.row(node).0 {
                let level = &mut self.level[other as usize];
                if *level == UNSEEN {
                    *level = next;
                    self.order.push(other);
                }
                if *level == next {
                    self.ways[other as usize] += ways;
                }
            }
            at += 1;
        }
    }
}

impl Search for Hops {
    fn search(&mut self, graph: &Graph, source: u32, sums: &mut Sums) {
        self.out(graph, source);
        // Back from the furthest: what leads on from a node is known when its turn comes.
        for &node in self.order.iter().skip(1).rev() {
            let level = self.level[node as usize];
            let beyond = graph.row(node).0.iter().filter(|&&other| self.level[other as usize] == level + 1);
            let onward: f64 = beyond.map(|&other| self.carried[other as usize]).sum();
            let ways = self.ways[node as usize];
            self.carried[node as usize] = 1.0 / ways + onward;
            sums.through[node as usize] += ways * onward;
            sums.distances[node as usize] += f64::from(level);
            sums.reached[node as usize] += 1;
        }
        for node in self.order.drain(..) {
            self.level[node as usize] = UNSEEN;
            self.ways[node as usize] = 0.0;
        }
    }
}
