//! Shortest ways by length.

use super::{EQUAL, Search, Sums};
use crate::graph::Graph;
use crate::graph::distances::Queue;

/// No node before.
const NONE: u32 = u32::MAX;

/// The arrays of a search, used again for the next one.
pub(super) struct Lengths {
    distance: Vec<f64>,
    /// How many shortest ways lead here.
    ways: Vec<f64>,
    /// What leads on from here.
    onward: Vec<f64>,
    /// The nodes before each node, as a list in `links`.
    before: Vec<u32>,
    links: Vec<(u32, u32)>,
    order: Vec<u32>,
    queue: Queue,
}

impl Lengths {
    pub fn new(graph: &Graph) -> Lengths {
        let nodes = graph.len();
        Lengths {
            distance: vec![f64::INFINITY; nodes],
            ways: vec![0.0; nodes],
            onward: vec![0.0; nodes],
            before: vec![NONE; nodes],
            links: Vec::new(),
            order: Vec::with_capacity(nodes),
            queue: Queue::of(graph),
        }
    }

    /// Finds everyone in the order of distance, and through whom the ways there lead.
    fn out(&mut self, graph: &Graph, source: u32) {
        self.distance[source as usize] = 0.0;
        self.ways[source as usize] = 1.0;
        self.queue.push(0.0, source);
        while let Some((distance, node)) = self.queue.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            self.order.push(node);
            for (other, length) in graph.neighbours(node) {
                self.step(node, other, distance + length);
            }
        }
    }

    /// A way to `to` by way of `by`: a shorter one, another one as long, or none that counts.
    fn step(&mut self, by: u32, to: u32, distance: f64) {
        let known = self.distance[to as usize];
        if distance > known * (1.0 + EQUAL) {
            return;
        }
        let to = to as usize;
        let shorter = distance < known * (1.0 - EQUAL);
        if shorter {
            self.distance[to] = distance;
            self.ways[to] = 0.0;
            self.before[to] = NONE;
            self.queue.push(distance, to as u32);
        }
        self.ways[to] += self.ways[by as usize];
        self.links.push((by, self.before[to]));
        self.before[to] = (self.links.len() - 1) as u32;
    }
}

impl Search for Lengths {
    fn search(&mut self, graph: &Graph, sources: &[u32], sums: &mut Sums) {
        sources.iter().for_each(|&source| self.from(graph, source, sums));
    }
}

impl Lengths {
    fn from(&mut self, graph: &Graph, source: u32, sums: &mut Sums) {
        self.out(graph, source);
        for &node in self.order.iter().skip(1).rev() {
            let node = node as usize;
            let carried = (1.0 + self.onward[node]) / self.ways[node];
            let mut link = self.before[node];
            while link != NONE {
                let (by, next) = self.links[link as usize];
                self.onward[by as usize] += self.ways[by as usize] * carried;
                link = next;
            }
            sums.through[node] += self.onward[node];
            sums.distances[node] += self.distance[node];
            sums.reached[node] += 1;
        }
        for node in self.order.drain(..) {
            let node = node as usize;
            self.distance[node] = f64::INFINITY;
            self.ways[node] = 0.0;
            self.onward[node] = 0.0;
            self.before[node] = NONE;
        }
        self.links.clear();
    }
}
