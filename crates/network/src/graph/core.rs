//! K-cores (Seidman 1983): the core number of a node is the largest k for which it belongs to a group in which
//! everyone knows at least k others of the group.
//!
//! The node with the fewest remaining neighbours is taken away again and again, found by buckets of degrees in time
//! linear in the edges (Batagelj & Zaveršnik, "An O(m) algorithm for cores decomposition of networks", 2003).

use super::Graph;

/// The core number of every node.
pub fn core_numbers(graph: &Graph) -> Vec<u32> {
    let nodes = graph.len();
    let mut remaining: Vec<u32> = (0..nodes as u32).map(|node| graph.degree(node) as u32).collect();
    let most = remaining.iter().copied().max().unwrap_or(0) as usize;
    // `begins[d]` is where the nodes with d remaining neighbours begin in `order`.
    let mut begins = vec![0usize; most + 2];
    remaining.iter().for_each(|&degree| begins[degree as usize + 1] += 1);
    for degree in 0..=most {
        begins[degree + 1] += begins[degree];
    }
    let (mut order, mut place) = (vec![0u32; nodes], vec![0usize; nodes]);
    let mut free = begins.clone();
    for node in 0..nodes {
        let slot = &mut free[remaining[node] as usize];
        (order[*slot], place[node]) = (node as u32, *slot);
        *slot += 1;
    }
    for at in 0..nodes {
        let node = order[at];
        let core = remaining[node as usize];
        for &other in graph.row(node).0 {
            let degree = remaining[other as usize];
            if degree > core {
                // Change places with the first of its bucket, which then begins one later.
                let (from, to) = (place[other as usize], begins[degree as usize]);
                let first = order[to];
                (order[to], order[from]) = (other, first);
                (place[other as usize], place[first as usize]) = (to, from);
                begins[degree as usize] = to + 1;
                remaining[other as usize] = degree - 1;
            }
        }
    }
    remaining
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{any_graph, graph};
    use proptest::prelude::*;

    #[test]
    fn whoever_hangs_on_a_triangle_is_not_of_its_core() {
        assert_eq!(core_numbers(&graph(6, "0-1 1-2 2-0 2-3 3-4")), [2, 2, 2, 1, 1, 0]);
        assert!(core_numbers(&graph(0, "")).is_empty());
    }

    proptest! {
        /// The definition: take away whoever has fewer than k, until all have k.
        #[test]
        fn taking_away_by_hand_finds_the_same(graph in any_graph(16, 60)) {
            let found = core_numbers(&graph);
            for k in 1..16 {
                let mut left = vec![true; graph.len()];
                let known = |left: &[bool], node: usize| {
                    graph.neighbours(node as u32).filter(|&(other, _)| left[other as usize]).count()
                };
                while let Some(node) = (0..16).find(|&node| left[node] && known(&left, node) < k) {
                    left[node] = false;
                }
                for node in 0..16 {
                    prop_assert_eq!(left[node], found[node] >= k as u32, "node {} core {}", node, k);
                }
            }
        }
    }
}
