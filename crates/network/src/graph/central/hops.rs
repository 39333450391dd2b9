//! Shortest ways by the number of edges: breadth first, one level after the other, from eight sources at a time.
//!
//! What takes the time is to fetch a neighbour's figures. Those of eight searches lie side by side and come at once
//! (as Then et al., "The more the merrier: efficient multi-source graph traversal", 2014), and of a node's neighbours only
//! those are looked at that it leads on to: they are written down on the way out, and the way back goes by that list.

use super::{Search, Sums};
use crate::graph::Graph;

/// How many sources are searched from at a time.
const LANES: usize = 8;

/// A figure for each of the searches.
type Lanes = [f64; LANES];

/// One for each search whose bit is set in a byte, nought for the others.
const PICKED: [Lanes; 1 << LANES] = {
    let mut picked = [[0.0; LANES]; 1 << LANES];
    let mut bits = 0;
    while bits < picked.len() {
        let mut lane = 0;
        while lane < LANES {
            picked[bits][lane] = (bits >> lane & 1) as f64;
            lane += 1;
        }
        bits += 1;
    }
    picked
};

/// A node on a level, with the searches that reach it there.
#[derive(Clone, Copy)]
struct Reached {
    node: u32,
    /// A bit for each search.
    lanes: u8,
    /// Where the list of those whom it leads on to ends; it begins where that of the one before ends.
    end: usize,
}

/// The arrays of eight searches, used again for the next ones.
pub(super) struct Hops {
    /// In which searches a node was reached, and in which it is about to be; a bit each.
    seen: Vec<u8>,
    coming: Vec<u8>,
    /// How many shortest ways lead here.
    ways: Vec<Lanes>,
    /// What each of them carries: (1 + what leads on from here) / ways.
    carried: Vec<Lanes>,
    /// The nodes of each level, one level after the other.
    order: Vec<Reached>,
    /// Where each level begins in the order, and at the end where the last one ends.
    levels: Vec<usize>,
    /// Whom each node leads on to, in the order above.
    onward: Vec<u32>,
    /// Whom the next level reaches.
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
            onward: Vec::new(),
            next: Vec::new(),
            fresh: Vec::new(),
        }
    }

    /// Finds everyone by levels, and how many ways lead there.
    fn out(&mut self, graph: &Graph, sources: &[u32]) {
        for (lane, &source) in sources.iter().enumerate() {
            self.order.push(Reached { node: source, lanes: 1 << lane, end: 0 });
            self.seen[source as usize] |= 1 << lane;
            self.ways[source as usize][lane] = 1.0;
        }
        let mut begin = 0;
        while begin < self.order.len() {
            self.levels.push(begin);
            let end = self.order.len();
            for at in begin..end {
                self.lead_on(graph, at);
            }
            begin = end;
            for node in self.next.drain(..) {
                let lanes = std::mem::take(&mut self.coming[node as usize]);
                self.seen[node as usize] |= lanes;
                self.order.push(Reached { node, lanes, end: 0 });
            }
        }
        self.levels.push(begin);
    }

    /// Notes whom a node leads on to, and adds its ways to theirs: they are not written down as seen before the level is
    /// done, so what is added is theirs on the next one.
    fn lead_on(&mut self, graph: &Graph, at: usize) {
        let Reached { node, lanes, .. } = self.order[at];
        let (row, first) = (graph.row(node).0, self.onward.len());
        // One more than needed at each step, so that nothing has to be decided before it is written.
        self.onward.resize(first + row.len(), 0);
        let mut free = first;
        for &other in row {
            self.onward[free] = other;
            free += usize::from(lanes & !self.seen[other as usize] != 0);
        }
        self.onward.truncate(free);
        self.order[at].end = free;
        let ways = self.ways[node as usize];
        for &other in &self.onward[first..] {
            let now = lanes & !self.seen[other as usize];
            let coming = &mut self.coming[other as usize];
            if *coming == 0 {
                self.next.push(other);
            }
            *coming |= now;
            let picked = &PICKED[usize::from(now)];
            let theirs = &mut self.ways[other as usize];
            (0..LANES).for_each(|lane| theirs[lane] += ways[lane] * picked[lane]);
        }
    }

    /// What leads on from everyone, from the furthest back to the sources' neighbours. Neighbours of the same level and of
    /// those before are still 0 then, so that nothing has to be compared.
    fn back(&mut self, sums: &mut Sums) {
        for (distance, level) in self.levels.windows(2).enumerate().skip(1).rev() {
            self.fresh.clear();
            for at in level[0]..level[1] {
                let onward = &self.onward[self.order[at - 1].end..self.order[at].end];
                self.fresh.push(gathered(onward, &self.carried));
            }
            for (reached, onward) in self.order[level[0]..level[1]].iter().zip(&self.fresh) {
                let node = reached.node as usize;
                let mut through = 0.0;
                for lane in (0..LANES).filter(|lane| reached.lanes >> lane & 1 == 1) {
                    self.carried[node][lane] = 1.0 / self.ways[node][lane] + onward[lane];
                    through += self.ways[node][lane] * onward[lane];
                }
                sums.through[node] += through;
                sums.distances[node] += distance as f64 * f64::from(reached.lanes.count_ones());
                sums.reached[node] += reached.lanes.count_ones();
            }
        }
    }

    fn clear(&mut self) {
        for reached in self.order.drain(..) {
            let node = reached.node as usize;
            (self.seen[node], self.ways[node], self.carried[node]) = (0, [0.0; LANES], [0.0; LANES]);
        }
        self.levels.clear();
        self.onward.clear();
    }
}

/// The sums of figures over some nodes.
fn gathered(nodes: &[u32], figures: &[Lanes]) -> Lanes {
    let mut sums = [0.0; LANES];
    for &node in nodes {
        sums.iter_mut().zip(&figures[node as usize]).for_each(|(sum, figure)| *sum += figure);
    }
    sums
}

impl Search for Hops {
    fn search(&mut self, graph: &Graph, sources: &[u32], sums: &mut Sums) {
        for sources in sources.chunks(LANES) {
            self.out(graph, sources);
            self.back(sums);
            self.clear();
        }
    }
}
