//! Shortest ways by the number of edges: breadth first, one level after the other, from eight sources at a time.
//!
//! Neighbours of a node stand on its own level, one before, or one after. A level's figures are added up from all
//! neighbours and written down when the level is done: those of its own level and of the one not done yet are
//! still 0 then, so that nothing has to be compared. What takes the time is to fetch a neighbour's figures; those of eight
//! searches lie side by side and come at once (as Then et al., "The more the merrier: efficient multi-source graph
//! traversal", 2014).

use super::{Search, Sums};
use crate::graph::Graph;

/// How many sources are searched from at a time.
const LANES: usize = 8;

/// A figure for each of the searches.
type Lanes = [f64; LANES];

/// The arrays of eight searches, used again for the next ones.
pub(super) struct Hops {
    /// In which searches a node was reached, and in which it is about to be; a bit each.
    seen: Vec<u8>,
    coming: Vec<u8>,
    /// How many shortest ways lead here.
    ways: Vec<Lanes>,
    /// What each of them carries: (1 + what leads on from here) / ways.
    carried: Vec<Lanes>,
    /// The nodes of each level, one level after the other, each with the searches that reach it there.
    order: Vec<(u32, u8)>,
    /// Where each level begins in the order, and at the end where the last one ends.
    levels: Vec<usize>,
    /// Whom the next level may reach; one more than there are, since a neighbour is written down before it is known
    /// to be new.
    next: Vec<u32>,
    /// The figures of the level at hand.
    fresh: Vec<Lanes>,
}

impl Hops {
    pub fn new(graph: &Graph) -> Hops {
        let nodes = graph.len();
        Hops {
            seen: vec![0; nodes],
            coming: vec![0; nodes],
            ways: vec![[0.0; LANES]; nodes],
            carried: vec![[0.0; LANES]; nodes],
            order: Vec::new(),
            levels: Vec::new(),
            next: vec![0; nodes + 1],
            fresh: Vec::new(),
        }
    }

    /// Finds everyone by levels.
    fn reach(&mut self, graph: &Graph, sources: &[u32]) {
        self.levels.push(0);
        for (lane, &source) in sources.iter().enumerate() {
            self.order.push((source, 1 << lane));
            self.seen[source as usize] |= 1 << lane;
        }
        let mut begin = 0;
        while begin < self.order.len() {
            self.levels.push(self.order.len());
            let mut free = 0;
            for &(node, lanes) in &self.order[begin..] {
                for &other in graph.row(node).0 {
                    let (known, coming) = (self.seen[other as usize], self.coming[other as usize]);
                    let now = coming | (lanes & !known);
                    self.next[free] = other;
                    free += usize::from((coming == 0) & (now != 0));
                    self.coming[other as usize] = now;
                }
            }
            begin = self.order.len();
            for &node in &self.next[..free] {
                let lanes = std::mem::take(&mut self.coming[node as usize]);
                self.seen[node as usize] |= lanes;
                self.order.push((node, lanes));
            }
        }
    }

    /// How many ways lead to everyone.
    fn out(&mut self, graph: &Graph, sources: &[u32]) {
        for (lane, &source) in sources.iter().enumerate() {
            self.ways[source as usize][lane] = 1.0;
        }
        for level in self.levels.windows(2).skip(1) {
            let nodes = &self.order[level[0]..level[1]];
            self.fresh.clear();
            self.fresh.extend(nodes.iter().map(|&(node, _)| gathered(graph, node, &self.ways)));
            for (&(node, lanes), fresh) in nodes.iter().zip(&self.fresh) {
                let ways = &mut self.ways[node as usize];
                of(lanes).for_each(|lane| ways[lane] = fresh[lane]);
            }
        }
    }

    /// What leads on from everyone, from the furthest back to the sources' neighbours.
    fn back(&mut self, graph: &Graph, sums: &mut Sums) {
        for (distance, level) in self.levels.windows(2).enumerate().skip(1).rev() {
            let nodes = &self.order[level[0]..level[1]];
            self.fresh.clear();
            self.fresh.extend(nodes.iter().map(|&(node, _)| gathered(graph, node, &self.carried)));
            for (&(node, lanes), onward) in nodes.iter().zip(&self.fresh) {
                let node = node as usize;
                let mut through = 0.0;
                for lane in of(lanes) {
                    self.carried[node][lane] = 1.0 / self.ways[node][lane] + onward[lane];
                    through += self.ways[node][lane] * onward[lane];
                }
                sums.through[node] += through;
                sums.distances[node] += distance as f64 * f64::from(lanes.count_ones());
                sums.reached[node] += lanes.count_ones();
            }
        }
    }

    fn clear(&mut self) {
        for (node, _) in self.order.drain(..) {
            let node = node as usize;
            (self.seen[node], self.ways[node], self.carried[node]) = (0, [0.0; LANES], [0.0; LANES]);
        }
        self.levels.clear();
    }
}

/// The searches whose bits are set.
fn of(lanes: u8) -> impl Iterator<Item = usize> {
    (0..LANES).filter(move |lane| lanes >> lane & 1 == 1)
}

/// The sums of figures over a node's neighbours.
fn gathered(graph: &Graph, node: u32, figures: &[Lanes]) -> Lanes {
    let mut sums = [0.0; LANES];
    for &other in graph.row(node).0 {
        sums.iter_mut().zip(&figures[other as usize]).for_each(|(sum, figure)| *sum += figure);
    }
    sums
}

impl Search for Hops {
    fn search(&mut self, graph: &Graph, sources: &[u32], sums: &mut Sums) {
        for sources in sources.chunks(LANES) {
            self.reach(graph, sources);
            self.out(graph, sources);
            self.back(graph, sums);
            self.clear();
        }
    }
}
