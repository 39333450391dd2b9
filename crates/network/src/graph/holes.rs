//! Burt's structural holes ("Structural Holes", 1992), as in igraph and networkx: constraint and effective size.
//!
//! With p(i,j) the share of i's contact that goes to j:
//!
//! * **Constraint**: Σ over contacts j of (p(i,j) + Σ over q of p(i,q) p(q,j))²: how far somebody's contacts lead back to
//!   the same people. Low for who stands between groups.
//! * **Effective size**: how many contacts lead somewhere else. By ties, n − 2t/n with n contacts and t ties among them
//!   (Borgatti 1997); by weight, Σ over contacts j of 1 − Σ over q of p(i,q) m(j,q), where m(j,q) is the tie of j and q as a
//!   part of j's strongest.
//!
//! On an undirected graph Σ p(i,q) p(q,j) is a figure of the edge alone, divided by i's strength; [`Shared`] has it.

use super::shared::Shared;

impl Shared<'_> {
    /// The constraint of every node; not a number for who stands alone.
    pub fn constraint(&self) -> Vec<f64> {
        let strengths: Vec<f64> =
            (0..self.graph.len() as u32).map(|node| self.graph.strength(node)).collect();
        let mut squares = self.per_node(|tie, _, _| (tie.weight + tie.parts).powi(2));
        for (square, strength) in squares.iter_mut().zip(strengths) {
            *square /= strength * strength;
        }
        squares
    }

    /// The effective size of every node by ties; not a number for who stands alone.
    pub fn effective_size(&self) -> Vec<f64> {
        let mut sizes = self.per_node(|tie, _, _| f64::from(tie.shared));
        for (node, size) in sizes.iter_mut().enumerate() {
            let contacts = self.graph.degree(node as u32) as f64;
            *size = contacts - *size / contacts;
        }
        sizes
    }

    /// The effective size of every node by weight; not a number for who stands alone.
    pub fn effective_size_weighted(&self) -> Vec<f64> {
        let nodes = 0..self.graph.len() as u32;
        let strongest: Vec<f64> = nodes
            .map(|node| self.graph.neighbours(node).map(|(_, weight)| weight).fold(0.0, f64::max))
            .collect();
        let mut sizes = self.per_node(|tie, _, other| tie.products / strongest[other as usize]);
        for (node, size) in sizes.iter_mut().enumerate() {
            *size = self.graph.degree(node as u32) as f64 - *size / self.graph.strength(node as u32);
        }
        sizes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::graph::testing::{any_graph, graph};
    use proptest::prelude::*;

    #[test]
    fn who_stands_between_two_groups_is_constrained_least() {
        let bow = graph(6, "0-1 1-2 2-0 2-3 3-4 4-2");
        let shared = Shared::of(&bow);
        let constraint = shared.constraint();
        assert!(constraint[2] < 0.6 && constraint[0] > 0.9 && constraint[5].is_nan(), "{constraint:?}");
        assert_eq!(shared.effective_size()[2], 3.0);
        assert_eq!(shared.effective_size_weighted()[2], 3.0);
    }

    fn weight(graph: &Graph, a: u32, b: u32) -> f64 {
        graph.neighbours(a).find(|&(other, _)| other == b).map_or(0.0, |(_, weight)| weight)
    }

    fn alike(found: f64, expected: f64) -> bool {
        (found.is_nan() && expected.is_nan()) || (found - expected).abs() < 1e-9
    }

    proptest! {
        #[test]
        fn the_definition_gives_the_same(graph in any_graph(10, 30)) {
            let shared = Shared::of(&graph);
            let part = |a: u32, b: u32| weight(&graph, a, b) / graph.strength(a);
            let strongest = |a: u32| graph.neighbours(a).map(|(_, weight)| weight).fold(0.0, f64::max);
            for node in 0..10u32 {
                let contacts = || graph.neighbours(node).map(|(other, _)| other);
                let by_way = |to: u32| contacts().map(|by| part(node, by) * part(by, to)).sum::<f64>();
                let alone = if contacts().count() == 0 { f64::NAN } else { 0.0 };
                let constraint: f64 = alone + contacts().map(|to| (part(node, to) + by_way(to)).powi(2)).sum::<f64>();
                prop_assert!(alike(shared.constraint()[node as usize], constraint));
                let redundant = |to: u32| contacts().map(|q| part(node, q) * weight(&graph, to, q) / strongest(to)).sum::<f64>();
                let weighted = alone + contacts().map(|to| 1.0 - redundant(to)).sum::<f64>();
                prop_assert!(alike(shared.effective_size_weighted()[node as usize], weighted));
                let count = contacts().count() as f64;
                let among = contacts().flat_map(|a| contacts().map(move |b| (a, b)));
                let among = among.filter(|&(a, b)| a < b && weight(&graph, a, b) > 0.0).count() as f64;
                prop_assert!(alike(shared.effective_size()[node as usize], count - 2.0 * among / count));
            }
        }
    }
}
