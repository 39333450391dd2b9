//! Contacts that two people who know each other share: one pass over all triangles, from which come Burt's structural
//! holes (`holes`), transitivity, and which ties are strong or bridge ([`bonds`](super::bonds)).
//!
//! For each edge the neighbours of the end with more of them are marked and those of the other end looked through: the
//! work is the sum over edges of the smaller degree, bounded by the edges times the arboricity (Chiba & Nishizeki,
//! "Arboricity and subgraph listing algorithms", 1985). Each edge's figures are one sum in the order of ids, so
//! threads change nothing.

use rayon::prelude::*;

use super::Graph;

/// About how many half edges a thread takes at a time.
const BLOCK: usize = 1 << 15;

/// An edge with what its two ends share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SharedTie {
    /// The end with more neighbours.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// How many contacts they share.
    pub shared: u32,
    /// The tie's weight.
    pub weight: f64,
    /// Over the shared contacts q: the product of both their ties to q.
    pub(super) products: f64,
    /// The same, divided by all that q has.
    pub(super) parts: f64,
}

/// All ties of a graph, each once, with what its ends share.
pub struct Shared<'a> {
    pub(super) graph: &'a Graph,
    /// The ties, by their end with more neighbours.
    pub ties: Vec<SharedTie>,
}

impl<'a> Shared<'a> {
    /// Looks through all triangles.
    pub fn of(graph: &'a Graph) -> Shared<'a> {
        let nodes = graph.len() as u32;
        let inverse: Vec<f64> = (0..nodes).into_par_iter().map(|node| 1.0 / graph.strength(node)).collect();
        let mut ties = vec![SharedTie::default(); graph.edges()];
        blocks(graph, &mut ties).into_par_iter().for_each(|(from, until, out)| {
            let mut marks = Marks { graph, inverse: &inverse, weights: vec![0.0; nodes as usize] };
            let mut out = out.iter_mut();
            (from..until).for_each(|node| marks.ties_of(node, &mut out));
        });
        Shared { graph, ties }
    }

    /// For each node a sum over its ties, in the order they stand here.
    pub(super) fn per_node(&self, term: impl Fn(&SharedTie, u32, u32) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.graph.len()];
        for tie in &self.ties {
            sums[tie.a as usize] += term(tie, tie.a, tie.b);
            sums[tie.b as usize] += term(tie, tie.b, tie.a);
        }
        sums
    }

    /// Of all pairs of contacts that somebody has, the share that know each other (Wasserman & Faust 1994).
    /// Nothing if nobody has two contacts.
    pub fn transitivity(&self) -> Option<f64> {
        let pairs = |node| {
            let degree = self.graph.degree(node) as u64;
            degree * degree.saturating_sub(1) / 2
        };
        let closed: u64 = self.ties.iter().map(|tie| u64::from(tie.shared)).sum();
        let all: u64 = (0..self.graph.len() as u32).map(pairs).sum();
        (all > 0).then(|| closed as f64 / all as f64)
    }

    /// The same for each node's own contacts (Watts & Strogatz 1998); 0 for who has fewer than two.
    pub fn clustering(&self) -> Vec<f64> {
        let mut closed = self.per_node(|tie, _, _| f64::from(tie.shared));
        for (node, closed) in closed.iter_mut().enumerate() {
            let degree = self.graph.degree(node as u32) as f64;
            *closed = if degree < 2.0 { 0.0 } else { *closed / (degree * (degree - 1.0)) };
        }
        closed
    }
}

/// Nodes from one to before another, with the place of the ties in which they are the end with more neighbours.
type Block<'b> = (u32, u32, &'b mut [SharedTie]);

fn blocks<'b>(graph: &Graph, mut ties: &'b mut [SharedTie]) -> Vec<Block<'b>> {
    let mut blocks = Vec::new();
    let (mut from, mut count, mut halves) = (0, 0, 0);
    for node in 0..graph.len() as u32 {
        halves += graph.degree(node);
        count += graph.row(node).0.iter().filter(|&&other| above(graph, node, other)).count();
        if halves >= BLOCK || node as usize + 1 == graph.len() {
            let (here, rest) = ties.split_at_mut(count);
            blocks.push((from, node + 1, here));
            (ties, from, count, halves) = (rest, node + 1, 0, 0);
        }
    }
    blocks
}

/// True if an edge belongs to this end of it.
fn above(graph: &Graph, node: u32, other: u32) -> bool {
    (graph.degree(node), node) > (graph.degree(other), other)
}

/// One thread's marks: the weight of the tie between the node at hand and each of its neighbours, else 0.
struct Marks<'a> {
    graph: &'a Graph,
    inverse: &'a [f64],
    weights: Vec<f64>,
}

impl Marks<'_> {
    fn ties_of<'o>(&mut self, node: u32, out: &mut impl Iterator<Item = &'o mut SharedTie>) {
        let graph = self.graph;
        let below = graph.neighbours(node).filter(|&(other, _)| above(graph, node, other));
        let mut below = below.peekable();
        if below.peek().is_none() {
            return;
        }
        graph.neighbours(node).for_each(|(other, weight)| self.weights[other as usize] = weight);
        for ((other, weight), tie) in below.zip(out) {
            *tie = self.tie(SharedTie { a: node, b: other, weight, ..SharedTie::default() });
        }
        graph.row(node).0.iter().for_each(|&other| self.weights[other as usize] = 0.0);
    }

    fn tie(&self, mut tie: SharedTie) -> SharedTie {
        for (contact, weight) in self.graph.neighbours(tie.b) {
            let marked = self.weights[contact as usize];
            if marked > 0.0 {
                let product = marked * weight;
                tie.shared += 1;
                tie.products += product;
                tie.parts += product * self.inverse[contact as usize];
            }
        }
        tie
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{any_graph, graph, groups, whatever_the_threads};
    use proptest::prelude::*;

    #[test]
    fn a_tie_in_a_triangle_has_one_shared_contact() {
        let graph = graph(5, "0-1 1-2 2-0 2-3");
        let shared = Shared::of(&graph);
        let found: Vec<_> = shared.ties.iter().map(|tie| (tie.a, tie.b, tie.shared)).collect();
        assert_eq!(found, [(1, 0, 1), (2, 0, 1), (2, 1, 1), (2, 3, 0)]);
        assert_eq!(shared.transitivity(), Some(3.0 / 5.0));
        assert_eq!(shared.clustering(), [1.0, 1.0, 1.0 / 3.0, 0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn counting_by_hand_finds_the_same(graph in any_graph(14, 50)) {
            let shared = Shared::of(&graph);
            prop_assert_eq!(shared.ties.len(), graph.edges());
            for tie in &shared.ties {
                let known = |node: u32| graph.neighbours(node).map(|(other, _)| other).collect::<Vec<_>>();
                let both = known(tie.a).iter().filter(|other| known(tie.b).contains(other)).count();
                prop_assert_eq!(both, tie.shared as usize);
            }
        }
    }

    #[test]
    fn threads_change_no_bit() {
        let graph = groups(3001, 90_000);
        let bits = |ties: &Vec<SharedTie>| {
            ties.iter().flat_map(|t| [t.products.to_bits(), t.parts.to_bits()]).collect()
        };
        let ties = whatever_the_threads(|| Shared::of(&graph).ties, bits);
        assert!(ties.iter().any(|tie| tie.shared > 5));
    }
}
