//! People and ties without whom the network falls apart: articulation points and bridges, with what is cut off.
//!
//! By depth-first search (Hopcroft & Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", 1973), with
//! a stack of our own: a chain of a million people is no reason to overflow. What a cut loses is what is no longer
//! together with the largest remaining part, by whatever each node is worth (1, if people are counted). To see only ties that
//! matter, give a graph of these.

use super::Graph;

/// Not visited yet, or nobody.
const NONE: u32 = u32::MAX;

/// A node that holds parts of its component together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutNode {
    /// Who.
    pub node: u32,
    /// Into how many parts the others fall without them.
    pub parts: u32,
    /// What all parts but the largest are worth.
    pub lost: f64,
}

/// An edge that is the only way between the two sides of its component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// One end, the smaller id.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What the lesser side is worth.
    pub lost: f64,
}

/// Where a graph falls apart; what costs most comes first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cuts {
    /// The articulation points.
    pub nodes: Vec<CutNode>,
    /// The bridges.
    pub bridges: Vec<Bridge>,
}

/// The articulation points and bridges of a graph; `worth` is asked for each node.
pub fn cuts(graph: &Graph, worth: impl Fn(u32) -> f64) -> Cuts {
    let mut walk = Walk::new(graph, worth);
    let mut cuts = Cuts::default();
    for start in 0..graph.len() as u32 {
        if walk.seen[start as usize] == NONE {
            walk.component(start);
            walk.told(&mut cuts);
        }
    }
    cuts.nodes.sort_by(|one, other| other.lost.total_cmp(&one.lost).then(one.node.cmp(&other.node)));
    cuts.bridges
        .sort_by(|one, other| other.lost.total_cmp(&one.lost).then((one.a, one.b).cmp(&(other.a, other.b))));
    cuts
}

/// The search.
struct Walk<'a, W> {
    graph: &'a Graph,
    worth: W,
    /// When each node was seen first, and the earliest that it or what hangs on it reaches another way.
    seen: Vec<u32>,
    reaches: Vec<u32>,
    above: Vec<u32>,
    /// What a node and all that hangs on it are worth.
    hanging: Vec<f64>,
    /// The component at hand, in the order seen, and when its first node was.
    order: Vec<u32>,
    clock: u32,
}

impl<'a, W: Fn(u32) -> f64> Walk<'a, W> {
    fn new(graph: &'a Graph, worth: W) -> Walk<'a, W> {
        let nodes = graph.len();
        Walk {
            graph,
            worth,
            seen: vec![NONE; nodes],
            reaches: vec![NONE; nodes],
            above: vec![NONE; nodes],
            hanging: vec![0.0; nodes],
            order: Vec::new(),
            clock: 0,
        }
    }

    /// Sees a component, from one of its nodes.
    fn component(&mut self, start: u32) {
        self.order.clear();
        self.see(start, NONE);
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&other) = self.graph.row(node).0.get(*next) {
                *next += 1;
                if self.seen[other as usize] == NONE {
                    self.see(other, node);
                    path.push((other, 0));
                } else if other != self.above[node as usize] {
                    let reached = self.seen[other as usize];
                    self.reaches[node as usize] = self.reaches[node as usize].min(reached);
                }
            } else {
                path.pop();
                if let Some(&(above, _)) = path.last() {
                    let (above, node) = (above as usize, node as usize);
                    self.reaches[above] = self.reaches[above].min(self.reaches[node]);
                    self.hanging[above] += self.hanging[node];
                }
            }
        }
    }

    fn see(&mut self, node: u32, above: u32) {
        self.seen[node as usize] = self.clock;
        self.reaches[node as usize] = self.clock;
        self.above[node as usize] = above;
        self.hanging[node as usize] = (self.worth)(node);
        self.order.push(node);
        self.clock += 1;
    }

    /// What was seen of the component: a node that does not reach beyond the one above it falls off without that one.
    fn told(&self, cuts: &mut Cuts) {
        let (Some(&root), begin) = (self.order.first(), self.clock as usize - self.order.len()) else {
            return;
        };
        let all = self.hanging[root as usize];
        // Of the parts below each node, by its place in the order: how many, their worth, the largest.
        let mut parts = vec![(0u32, 0.0, 0.0f64); self.order.len()];
        for &node in &self.order[1..] {
            let (above, hanging) = (self.above[node as usize], self.hanging[node as usize]);
            if self.reaches[node as usize] >= self.seen[above as usize] {
                let (count, sum, largest) = &mut parts[self.seen[above as usize] as usize - begin];
                *count += 1;
                *sum += hanging;
                *largest = largest.max(hanging);
            }
            if self.reaches[node as usize] > self.seen[above as usize] {
                let lost = hanging.min(all - hanging);
                cuts.bridges.push(Bridge { a: node.min(above), b: node.max(above), lost });
            }
        }
        for (&node, &(count, below, largest)) in self.order.iter().zip(&parts) {
            let rest = if node == root { 0.0 } else { all - (self.worth)(node) - below };
            let parts = count + u32::from(node != root);
            if count > 0 && parts > 1 {
                cuts.nodes.push(CutNode { node, parts, lost: below + rest - largest.max(rest) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::components::components;
    use crate::graph::testing::{any_graph, graph};
    use proptest::prelude::*;

    #[test]
    fn who_joins_two_triangles_holds_them_together() {
        let found = cuts(&graph(8, "0-1 1-2 2-0 2-3 3-4 4-2 4-5 6-7"), |_| 1.0);
        let nodes: Vec<_> = found.nodes.iter().map(|cut| (cut.node, cut.parts, cut.lost)).collect();
        assert_eq!(nodes, [(2, 2, 2.0), (4, 2, 1.0)]);
        let bridges: Vec<_> = found.bridges.iter().map(|cut| (cut.a, cut.b, cut.lost)).collect();
        assert_eq!(bridges, [(4, 5, 1.0), (6, 7, 1.0)]);
    }

    #[test]
    fn what_is_cut_off_counts_by_what_it_is_worth() {
        let found = cuts(&graph(3, "0-1 1-2"), |node| if node == 2 { 9.0 } else { 1.0 });
        assert_eq!(found.nodes, [CutNode { node: 1, parts: 2, lost: 1.0 }]);
        assert_eq!(found.bridges[0], Bridge { a: 1, b: 2, lost: 2.0 });
    }

    #[test]
    fn a_long_chain_overflows_no_stack() {
        let edges: Vec<_> = (0..299_999).map(|node| (node, node + 1, 1.0)).collect();
        let found = cuts(&Graph::undirected(300_000, &edges), |_| 1.0);
        assert_eq!(
            (found.nodes.len(), found.bridges.len(), found.bridges[0].lost),
            (299_998, 299_999, 150_000.0)
        );
    }

    /// The sizes of the components, the largest first, without some edges.
    fn sizes(graph: &Graph, stays: impl Fn(u32, u32) -> bool) -> Vec<u32> {
        let edges =
            (0..graph.len() as u32).flat_map(|a| graph.neighbours(a).map(move |(b, weight)| (a, b, weight)));
        let edges: Vec<_> = edges.filter(|&(a, b, _)| a < b && stays(a, b)).collect();
        let mut sizes = components(&Graph::undirected(graph.len(), &edges)).sizes;
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes
    }

    proptest! {
        /// Taking each node and each edge away by hand.
        #[test]
        fn taking_away_by_hand_finds_the_same(graph in any_graph(14, 22)) {
            let found = cuts(&graph, |_| 1.0);
            let whole = sizes(&graph, |_, _| true).len();
            for node in 0..14u32 {
                // Without its edges the node stands alone, as one part more.
                let parts = sizes(&graph, |a, b| a != node && b != node).len() - 1;
                let cut = found.nodes.iter().find(|cut| cut.node == node);
                let alone = graph.degree(node) == 0;
                prop_assert_eq!(cut.is_some(), !alone && parts > whole);
                if let Some(cut) = cut {
                    prop_assert_eq!(cut.parts as usize, parts - whole + 1);
                }
            }
            for a in 0..14u32 {
                for (b, _) in graph.neighbours(a).filter(|&(b, _)| a < b) {
                    let without = sizes(&graph, |c, d| (c, d) != (a, b));
                    let cut = found.bridges.iter().find(|cut| (cut.a, cut.b) == (a, b));
                    prop_assert_eq!(cut.is_some(), without.len() > whole);
                    if let Some(cut) = cut {
                        prop_assert!(without.contains(&(cut.lost as u32)));
                    }
                }
            }
        }
    }
}
