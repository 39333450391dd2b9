//! Connected components: who can be reached from whom at all.
//!
//! Union-find with path halving, in the order of Afforest (Sutton, Ben-Nun & Barak, "Optimizing parallel graph
//! connectivity computation via subgraph sampling", 2018): two neighbours of everyone first, which almost always
//! finds the one large component; whoever is in it by then need not be looked at again, since an edge that
//! leads out of it is seen from its other end.

use super::Graph;

/// How many neighbours of everyone are looked at before the large component is told.
const FIRST: usize = 2;

/// Which component each node is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// The component of each node, numbered by their first node.
    pub of: Vec<u32>,
    /// How many nodes each has.
    pub sizes: Vec<u32>,
}

impl Components {
    /// How many nodes the largest has.
    pub fn largest(&self) -> u32 {
        self.sizes.iter().copied().max().unwrap_or(0)
    }
}

/// The connected components of a graph.
pub fn components(graph: &Graph) -> Components {
    let nodes = graph.len() as u32;
    let mut roots: Vec<u32> = (0..nodes).collect();
    for node in 0..nodes {
        for &other in graph.row(node).0.iter().take(FIRST) {
            join(&mut roots, node, other);
        }
    }
    let large = most_frequent(&mut roots);
    for node in 0..nodes {
        if find(&mut roots, node) != large {
            for &other in graph.row(node).0.iter().skip(FIRST) {
                join(&mut roots, node, other);
            }
        }
    }
    numbered(&mut roots)
}

/// The root that stands above most nodes.
fn most_frequent(roots: &mut [u32]) -> u32 {
    let mut counts = vec![0u32; roots.len()];
    for node in 0..roots.len() as u32 {
        counts[find(roots, node) as usize] += 1;
    }
    (0..).zip(&counts).max_by_key(|&(_, &count)| count).map_or(0, |(root, _)| root)
}

/// Numbers components by their first node, which is the root of each: the smaller root always wins.
fn numbered(roots: &mut [u32]) -> Components {
    let mut of = vec![0; roots.len()];
    let mut sizes: Vec<u32> = Vec::new();
    for node in 0..roots.len() {
        let root = find(roots, node as u32) as usize;
        if root == node {
            of[node] = sizes.len() as u32;
            sizes.push(0);
        } else {
            of[node] = of[root];
        }
        sizes[of[node] as usize] += 1;
    }
    Components { of, sizes }
}

fn find(roots: &mut [u32], mut node: u32) -> u32 {
    while roots[node as usize] != node {
        let above = roots[roots[node as usize] as usize];
        roots[node as usize] = above;
        node = above;
    }
    node
}

fn join(roots: &mut [u32], a: u32, b: u32) {
    let (a, b) = (find(roots, a), find(roots, b));
    roots[a.max(b) as usize] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{any_graph, graph};
    use proptest::prelude::*;

    #[test]
    fn whoever_can_be_reached_is_in_the_same_component() {
        let found = components(&graph(6, "0-3 3-5 1-4"));
        assert_eq!((found.of, found.sizes), (vec![0, 1, 2, 0, 1, 0], vec![3, 2, 1]));
        assert_eq!(components(&graph(0, "")).largest(), 0);
    }

    proptest! {
        /// The same as walking from each node that was not reached yet.
        #[test]
        fn walking_finds_the_same(graph in any_graph(30, 40)) {
            let mut expected = vec![u32::MAX; graph.len()];
            let mut count = 0;
            for start in 0..graph.len() as u32 {
                if expected[start as usize] != u32::MAX {
                    continue;
                }
                let mut open = vec![start];
                while let Some(node) = open.pop() {
                    expected[node as usize] = count;
                    open.extend(graph.neighbours(node).map(|(n, _)| n).filter(|&n| expected[n as usize] == u32::MAX));
                }
                count += 1;
            }
            let found = components(&graph);
            prop_assert_eq!(found.sizes.len(), count as usize);
            prop_assert_eq!(found.of, expected);
        }
    }
}
