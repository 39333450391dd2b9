//! Communities split into well connected parts, so that a later move can take one part away.
//!
//! Within each community every node begins alone. One that is still alone, and well connected to the rest of
//! the community, joins the well connected part where modularity gains most: the paper's choice for a theta near
//! nought, with chance in the order alone. So every part, and with it every community in the end, is connected.

use super::level::{Level, Parts, Tally, grouped, numbered};
use crate::graph::dice;

/// What is known of the parts while they grow.
struct Growing<'l> {
    level: &'l Level,
    of: Vec<u32>,
    strengths: Vec<f64>,
    sizes: Vec<u32>,
    /// The weight from a part to the rest of its community.
    outward: Vec<f64>,
    resolution: f64,
}

/// The parts of communities.
pub(super) fn parts(level: &Level, communities: &[u32], resolution: f64, seed: u64) -> Parts {
    let nodes = level.len();
    let (of, count) = numbered(communities.to_vec());
    let totals = level.strengths_of(&of, count);
    let (members, begins) = grouped(&Parts { of, count });
    let mut growing = Growing {
        level,
        of: (0..nodes as u32).collect(),
        strengths: (0..nodes as u32).map(|node| level.strength(node)).collect(),
        sizes: vec![1; nodes],
        outward: outward(level, communities),
        resolution,
    };
    let mut to = Tally::new(nodes);
    for community in 0..count {
        let mut order = members[begins[community]..begins[community + 1]].to_vec();
        dice::shuffle(&mut order, seed ^ dice::bits(seed, community as u64));
        for node in order {
            growing.join(node, communities, totals[community], &mut to);
        }
    }
    let (of, count) = numbered(growing.of);
    Parts { of, count }
}

/// The weight from each node to others of its community.
fn outward(level: &Level, communities: &[u32]) -> Vec<f64> {
    let of_node = |node: u32| {
        let own = communities[node as usize];
        let same = level.ties(node).iter().filter(|&&(end, _)| communities[end as usize] == own);
        same.map(|&(_, weight)| f64::from(weight)).sum()
    };
    (0..level.len() as u32).map(of_node).collect()
}

impl Growing<'_> {
    /// Whether a part has as much weight to the rest of its community as chance would give.
    fn well_connected(&self, part: u32, total: f64) -> bool {
        let strength = self.strengths[part as usize];
        self.outward[part as usize] >= self.resolution * strength * (total - strength) / self.level.total
    }

    fn join(&mut self, node: u32, communities: &[u32], total: f64, to: &mut Tally) {
        let alone = self.sizes[node as usize] == 1 && self.of[node as usize] == node;
        if !alone || !self.well_connected(node, total) {
            return;
        }
        let own = communities[node as usize];
        for &(end, weight) in self.level.ties(node) {
            if communities[end as usize] == own {
                to.add(self.of[end as usize], weight);
            }
        }
        if let Some(part) = self.chosen(node, total, to) {
            self.put(node, part, f64::from(to.of(part)));
        }
        to.clear();
    }

    /// The well connected part that gains most, if any gains.
    fn chosen(&self, node: u32, total: f64, to: &Tally) -> Option<u32> {
        let scale = self.resolution * self.level.strength(node) / self.level.total;
        let mut best = (None, 0.0);
        for &part in &to.seen {
            let gain = f64::from(to.of(part)) - scale * self.strengths[part as usize];
            if gain > best.1 && self.well_connected(part, total) {
                best = (Some(part), gain);
            }
        }
        best.0
    }

    fn put(&mut self, node: u32, part: u32, weight: f64) {
        let (from, to) = (node as usize, part as usize);
        self.of[from] = part;
        self.sizes[from] -= 1;
        self.sizes[to] += 1;
        self.strengths[from] = 0.0;
        self.strengths[to] += self.level.strength(node);
        // What lay between the two lies within now.
        self.outward[to] += self.outward[from] - 2.0 * weight;
    }
}
