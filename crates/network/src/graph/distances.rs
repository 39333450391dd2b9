//! Shortest distances from one node; the graph's weights are the lengths.
//!
//! Dijkstra (1959) with a queue of buckets (Dial 1969). As long as no edge is shorter than a bucket is wide, whatever is in
//! one is at its final distance, and is taken in any order; where lengths differ too much for that, a heap puts the
//! bucket at hand in order. `Queue` is what betweenness walks by as well.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Graph;

/// No more buckets than this: with lengths that differ more, the heap has more to do.
const BUCKETS: f64 = 4096.0;

/// The distance of every node from one; infinite for those that cannot be reached.
pub fn distances(lengths: &Graph, from: u32) -> Vec<f64> {
    let mut found = vec![f64::INFINITY; lengths.len()];
    found[from as usize] = 0.0;
    let mut queue = Queue::of(lengths);
    queue.push(0.0, from);
    while let Some((distance, node)) = queue.pop() {
        if distance > found[node as usize] {
            continue;
        }
        for (other, length) in lengths.neighbours(node) {
            let beyond = distance + length;
            if beyond < found[other as usize] {
                found[other as usize] = beyond;
                queue.push(beyond, other);
            }
        }
    }
    found
}

/// A node and its distance.
type Entry = Reverse<(u64, u32)>;

/// Nodes by distance, for distances that never fall below what was taken out last: no node comes before one that is on
/// its shortest way.
pub(super) struct Queue {
    per_length: f64,
    /// No edge is shorter than a bucket is wide.
    narrow: bool,
    /// Those of the bucket at hand: in any order, or if buckets are wide the nearest first. Distances are in the
    /// order of their bits.
    at_hand: Vec<Entry>,
    nearest: BinaryHeap<Entry>,
    /// The others, in a ring whose length is a power of two.
    far: Vec<Vec<Entry>>,
    waiting: usize,
    at: usize,
}

impl Queue {
    /// A queue for searches along these lengths.
    pub fn of(lengths: &Graph) -> Queue {
        let (shortest, longest) =
            lengths.weights.iter().fold((f64::INFINITY, f64::MIN_POSITIVE), |(low, high), &length| {
                (low.min(length), high.max(length))
            });
        // A little more than needed, so that rounding never puts both ends of an edge into one bucket.
        let needed = (longest / shortest * 1.001).ceil() + 1.0;
        let buckets = needed.clamp(1.0, BUCKETS);
        Queue {
            per_length: buckets / longest,
            narrow: needed <= BUCKETS,
            at_hand: Vec::new(),
            nearest: BinaryHeap::new(),
            far: (0..(buckets as usize + 3).next_power_of_two()).map(|_| Vec::new()).collect(),
            waiting: 0,
            at: 0,
        }
    }

    pub fn push(&mut self, distance: f64, node: u32) {
        let entry = Reverse((distance.to_bits(), node));
        let bucket = (distance * self.per_length) as usize;
        if bucket > self.at {
            let place = bucket & (self.far.len() - 1);
            self.far[place].push(entry);
            self.waiting += 1;
        } else if self.narrow {
            self.at_hand.push(entry);
        } else {
            self.nearest.push(entry);
        }
    }

    /// The next one; after the last one the queue is as new.
    pub fn pop(&mut self) -> Option<(f64, u32)> {
        loop {
            if let Some(Reverse((distance, node))) = self.at_hand.pop().or_else(|| self.nearest.pop()) {
                return Some((f64::from_bits(distance), node));
            }
            if self.waiting == 0 {
                self.at = 0;
                return None;
            }
            self.at += 1;
            let place = self.at & (self.far.len() - 1);
            self.waiting -= self.far[place].len();
            if self.narrow {
                std::mem::swap(&mut self.at_hand, &mut self.far[place]);
            } else {
                self.nearest.extend(self.far[place].drain(..));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{any_graph, graph};
    use proptest::prelude::*;

    #[test]
    fn the_way_round_may_be_shorter() {
        let found = distances(&graph(5, "0-1:9 0-2:1 2-3:0.001 3-1:2"), 0);
        assert_eq!(found, [0.0, 3.001, 1.0, 1.001, f64::INFINITY]);
    }

    proptest! {
        /// Relaxing every edge as often as there are nodes (Bellman & Ford), also with lengths far apart.
        #[test]
        fn going_over_all_edges_finds_the_same(graph in any_graph(14, 40), power in 1i32..9) {
            let lengths = graph.clone().reweighted(|weight| weight.powi(power));
            let mut expected = vec![f64::INFINITY; 14];
            expected[0] = 0.0;
            for _ in 0..14 {
                for node in 0..14u32 {
                    for (other, length) in lengths.neighbours(node) {
                        let beyond = expected[node as usize] + length;
                        expected[other as usize] = expected[other as usize].min(beyond);
                    }
                }
            }
            prop_assert_eq!(distances(&lengths, 0), expected);
        }
    }
}
