use super::*;
use crate::graph::testing::{any_graph, graph, whatever_the_threads};
use proptest::prelude::*;

#[test]
fn who_stands_between_two_others_is_on_their_way() {
    let found = central(&graph(4, "0-1 1-2"), Along::Hops, Sources::All);
    assert_eq!(found.betweenness, [0.0, 1.0, 0.0, 0.0]);
    // Two of three others are reached, at a mean distance of 1.5 and 1.
    assert_eq!(found.closeness, [2.0 / 3.0 / 1.5, 2.0 / 3.0, 2.0 / 3.0 / 1.5, 0.0]);
}

#[test]
fn ways_that_are_equally_long_share_what_they_carry() {
    // One third three times, and one at once: floating point alone would call one of them shorter.
    let lengths = graph(4, "0-1:0.3333333333333333 1-2:0.3333333333333333 2-3:0.3333333333333333 0-3:1");
    let found = central(&lengths, Along::Lengths, Sources::All);
    assert_eq!(found.betweenness, [0.0, 1.5, 1.5, 0.0]);
}

/// All distances and numbers of shortest ways (Floyd & Warshall), then the definition itself.
fn by_definition(graph: &Graph) -> Central {
    let nodes = graph.len();
    let mut far = vec![vec![f64::INFINITY; nodes]; nodes];
    let mut ways = vec![vec![0.0; nodes]; nodes];
    for node in 0..nodes {
        far[node][node] = 0.0;
        ways[node][node] = 1.0;
        graph.neighbours(node as u32).for_each(|(other, length)| far[node][other as usize] = length);
    }
    for by in 0..nodes {
        for a in 0..nodes {
            for b in 0..nodes {
                far[a][b] = far[a][b].min(far[a][by] + far[by][b]);
            }
        }
    }
    for a in 0..nodes {
        let mut order: Vec<usize> = (0..nodes).filter(|&b| b != a && far[a][b].is_finite()).collect();
        order.sort_by(|&b, &c| far[a][b].total_cmp(&far[a][c]));
        for b in order {
            let before =
                graph.neighbours(b as u32).filter(|&(c, length)| far[a][c as usize] + length == far[a][b]);
            ways[a][b] = before.map(|(c, _)| ways[a][c as usize]).sum();
        }
    }
    let mut betweenness = vec![0.0; nodes];
    for (a, b) in (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b)| far[a][b].is_finite())
    {
        for by in (0..nodes).filter(|&by| by != a && by != b && far[a][by] + far[by][b] == far[a][b]) {
            betweenness[by] += ways[a][by] * ways[by][b] / ways[a][b];
        }
    }
    let closeness = (0..nodes).map(|a| {
        let reached: Vec<f64> =
            (0..nodes).filter(|&b| b != a).map(|b| far[a][b]).filter(|d| d.is_finite()).collect();
        let count = reached.len() as f64;
        if count == 0.0 { 0.0 } else { count / reached.iter().sum::<f64>() * count / (nodes - 1) as f64 }
    });
    Central { betweenness, closeness: closeness.collect() }
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
}

proptest! {
    #[test]
    fn the_definition_gives_the_same(graph in any_graph(12, 30)) {
        let (found, expected) = (central(&graph, Along::Lengths, Sources::All), by_definition(&graph));
        prop_assert!(close(&found.betweenness, &expected.betweenness), "{found:?} {expected:?}");
        prop_assert!(close(&found.closeness, &expected.closeness), "{found:?} {expected:?}");
        let ones = graph.clone().reweighted(|_| 1.0);
        let (found, expected) = (central(&graph, Along::Hops, Sources::All), by_definition(&ones));
        prop_assert!(close(&found.betweenness, &expected.betweenness), "{found:?} {expected:?}");
        prop_assert!(close(&found.closeness, &expected.closeness), "{found:?} {expected:?}");
    }

    /// A sample of all is all; any sample has its size and no node twice.
    #[test]
    fn a_sample_is_of_so_many_nodes(nodes in 0usize..50, count in 0usize..60, seed in any::<u64>()) {
        let sample = chosen(nodes, Sources::Sample { count, seed });
        prop_assert_eq!(sample.len(), count.min(nodes));
        prop_assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(sample.iter().all(|&node| (node as usize) < nodes));
    }
}

/// A ring of groups, each joined to the next by one tie.
fn ring() -> Graph {
    let inside =
        (0..40u32).flat_map(|g| (0..8).flat_map(move |a| (0..a).map(move |b| (g * 8 + a, g * 8 + b, 2.0))));
    let between = (0..40u32).map(|g| (g * 8, (g * 8 + 11) % 320, 1.0));
    Graph::undirected(320, &inside.chain(between).collect::<Vec<_>>())
}

#[test]
fn a_sample_comes_near_and_its_seed_decides() {
    let exact = central(&ring(), Along::Hops, Sources::All);
    let sampled = |seed| central(&ring(), Along::Hops, Sources::Sample { count: 160, seed });
    let found = sampled(7);
    let (most, total) = (exact.betweenness[0], exact.betweenness.iter().sum::<f64>());
    assert!((found.betweenness[0] - most).abs() < 0.25 * most, "{} {most}", found.betweenness[0]);
    assert!((found.betweenness.iter().sum::<f64>() - total).abs() < 0.05 * total);
    assert!((found.closeness[5] - exact.closeness[5]).abs() < 0.05 * exact.closeness[5]);
    assert_eq!(found, sampled(7));
    assert_ne!(found, sampled(8));
}

#[test]
fn threads_change_no_bit() {
    let bits = |c: &Central| c.betweenness.iter().chain(&c.closeness).map(|value| value.to_bits()).collect();
    whatever_the_threads(|| central(&ring(), Along::Hops, Sources::All), bits);
    let lengths = ring().reweighted(|weight| 1.0 / (weight + 0.3));
    whatever_the_threads(|| central(&lengths, Along::Lengths, Sources::All), bits);
}
