//! Graphs for tests that read as a line of text, and any small graph for properties.

use proptest::prelude::*;

use super::Graph;

/// A graph written as `0-1 1-2:3.5`: pairs of nodes, with a weight if it is not 1.
pub fn graph(nodes: usize, edges: &str) -> Graph {
    let edges: Vec<_> = edges.split_whitespace().map(edge).collect();
    Graph::undirected(nodes, &edges)
}

fn edge(text: &str) -> (u32, u32, f64) {
    let (pair, weight) = text.split_once(':').unwrap_or((text, "1"));
    let (a, b) = pair.split_once('-').unwrap();
    (a.parse().unwrap(), b.parse().unwrap(), weight.parse().unwrap())
}

/// Any graph of so many nodes and at most so many edges, weights 1 to 5.
pub fn any_graph(nodes: u32, edges: usize) -> impl Strategy<Value = Graph> {
    let edge = (0..nodes, 0..nodes, 1u8..6).prop_map(|(a, b, weight)| (a, b, f64::from(weight)));
    proptest::collection::vec(edge, 0..=edges)
        .prop_map(move |edges| Graph::undirected(nodes as usize, &edges))
}

/// A larger graph of groups of fifty, with many triangles and weights of any kind.
pub fn groups(nodes: u32, edges: usize) -> Graph {
    let mut state = 1u64;
    let mut below = |bound: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as u32) % bound
    };
    let edge = |_| {
        let (a, far) = (below(nodes), below(5) == 0);
        let b = if far { below(nodes) } else { (a / 50 * 50 + below(50)).min(nodes - 1) };
        (a, b, f64::from(below(9)) + 0.1)
    };
    Graph::undirected(nodes as usize, &(0..edges).map(edge).collect::<Vec<_>>())
}

/// What `work` gives with one thread, two and five: the same to the last bit, or the test fails.
pub fn whatever_the_threads<T: Send>(work: impl Fn() -> T + Sync, bits: impl Fn(&T) -> Vec<u64>) -> T {
    let with = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(&work);
    let (one, two, five) = (with(1), with(2), with(5));
    assert_eq!(bits(&one), bits(&two));
    assert_eq!(bits(&one), bits(&five));
    one
}
