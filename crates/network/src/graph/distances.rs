//! Shortest distances from one node; the graph's weights are the lengths.
//!
//! Dijkstra (1959) with a queue of buckets (Dial 1969): what is near is in a small heap, what is far waits unsorted in a
//! bucket of its distance. [`Queue`] is what betweenness walks by as well.

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

/// Nodes by distance, the nearest first; for distances that never fall below what was taken out last.
pub(super) struct Queue {
    per_length: f64,
    /// Those of the bucket at hand. Distances above zero are in the order of their bits.
    near: BinaryHeap<Reverse<(u64, u32)>>,
    /// The others, in a ring.
    far: Vec<Vec<Reverse<(u64, u32)>>>,
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
        let buckets = (longest / shortest).clamp(1.0, BUCKETS).ceil();
        let far = (0..buckets as usize + 3).map(|_| Vec::new()).collect();
        Queue { per_length: buckets / longest, near: BinaryHeap::new(), far, waiting: 0, at: 0 }
    }

    pub fn push(&mut self, distance: f64, node: u32) {
        let entry = Reverse((distance.to_bits(), node));
        let bucket = (distance * self.per_length) as usize;
        if bucket <= self.at {
            self.near.push(entry);
        } else {
            let ring = self.far.len();
            self.far[bucket % ring].push(entry);
            self.waiting += 1;
        }
    }

    /// The nearest; after the last one the queue is as new.
    pub fn pop(&mut self) -> Option<(f64, u32)> {
        loop {
            if let Some(Reverse((distance, node))) = self.near.pop() {
                return Some((f64::from_bits(distance), node));
            }
            if self.waiting == 0 {
                self.at = 0;
                return None;
            }
            self.at += 1;
            let ring = self.far.len();
            let bucket = &mut self.far[self.at % ring];
            self.waiting -= bucket.len();
            self.near.extend(bucket.drain(..));
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
            let lengths = graph.reweighted(|weight| weight.powi(power));
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
