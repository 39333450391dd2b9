//! The graph that communities are sought in: that of people, or a smaller one with communities as nodes.

use crate::graph::Graph;

/// A graph whose nodes may hold weight within themselves.
pub(super) struct Level {
    starts: Vec<usize>,
    /// Neighbours with weights: one read for both.
    ends: Vec<(u32, f32)>,
    /// The weight of a node's ties, those within it counted twice.
    strengths: Vec<f64>,
    /// The weight of the ties within a node, counted twice.
    within: Vec<f64>,
    /// All strengths together: twice the weight of the graph.
    pub(super) total: f64,
}

/// Nodes divided into parts, numbered from nought.
pub(super) struct Parts {
    pub(super) of: Vec<u32>,
    pub(super) count: usize,
}

impl Level {
    /// The graph of people.
    pub(super) fn of(graph: &Graph) -> Level {
        let (mut starts, mut ends) = (vec![0], Vec::with_capacity(2 * graph.edges()));
        let mut strengths = Vec::with_capacity(graph.len());
        for node in 0..graph.len() as u32 {
            ends.extend(graph.neighbours(node).map(|(other, weight)| (other, weight as f32)));
            let row = &ends[starts[node as usize]..];
            strengths.push(row.iter().map(|&(_, weight)| f64::from(weight)).sum());
            starts.push(ends.len());
        }
        let total = strengths.iter().sum();
        Level { starts, ends, within: vec![0.0; strengths.len()], strengths, total }
    }

    pub(super) fn len(&self) -> usize {
        self.strengths.len()
    }

    pub(super) fn ties(&self, node: u32) -> &[(u32, f32)] {
        &self.ends[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    pub(super) fn strength(&self, node: u32) -> f64 {
        self.strengths[node as usize]
    }

    /// The strengths of each of so many communities.
    pub(super) fn strengths_of(&self, of: &[u32], count: usize) -> Vec<f64> {
        let mut sums = vec![0.0; count];
        of.iter().zip(&self.strengths).for_each(|(&of, strength)| sums[of as usize] += strength);
        sums
    }

    pub(super) fn modularity(&self, of: &[u32], resolution: f64) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let inside = |node: u32| {
            let same = self.ties(node).iter().filter(|&&(end, _)| of[end as usize] == of[node as usize]);
            self.within[node as usize] + same.map(|&(_, weight)| f64::from(weight)).sum::<f64>()
        };
        let inside: f64 = (0..self.len() as u32).map(inside).sum();
        let count = of.iter().max().map_or(0, |&most| most as usize + 1);
        let squares: f64 = self.strengths_of(of, count).iter().map(|sum| (sum / self.total).powi(2)).sum();
        inside / self.total - resolution * squares
    }

    /// Each connected piece of a community by itself. Moves may leave one in pieces, which the next round would part;
    /// after the last round, this does. No tie is cut, so that modularity can only gain.
    pub(super) fn connected(&self, of: &[u32]) -> Vec<u32> {
        let (mut pieces, mut waits) = (vec![u32::MAX; self.len()], Vec::new());
        for first in 0..self.len() as u32 {
            if pieces[first as usize] == u32::MAX {
                pieces[first as usize] = first;
                waits.push(first);
            }
            while let Some(node) = waits.pop() {
                for &(end, _) in self.ties(node) {
                    if of[end as usize] == of[node as usize] && pieces[end as usize] == u32::MAX {
                        pieces[end as usize] = first;
                        waits.push(end);
                    }
                }
            }
        }
        pieces
    }

    /// The graph with parts as nodes, and the community that each part lies in.
    pub(super) fn aggregate(&self, parts: &Parts, of: &[u32]) -> (Level, Vec<u32>) {
        let (members, begins) = grouped(parts);
        let mut level = Level {
            starts: vec![0],
            ends: Vec::new(),
            strengths: self.strengths_of(&parts.of, parts.count),
            within: vec![0.0; parts.count],
            total: self.total,
        };
        let mut to = Tally::new(parts.count);
        let mut communities = Vec::with_capacity(parts.count);
        for part in 0..parts.count {
            let nodes = &members[begins[part]..begins[part + 1]];
            for &node in nodes {
                level.within[part] += self.within[node as usize];
                self.ties(node).iter().for_each(|&(end, weight)| to.add(parts.of[end as usize], weight));
            }
            communities.push(nodes.first().map_or(0, |&node| of[node as usize]));
            level.within[part] += f64::from(to.of(part as u32));
            let others = to.seen.iter().filter(|&&end| end as usize != part);
            level.ends.extend(others.map(|&end| (end, to.of(end))));
            level.starts.push(level.ends.len());
            to.clear();
        }
        let communities = numbered(communities).0;
        (level, communities)
    }
}

/// The nodes of each part side by side, and where each part begins.
pub(super) fn grouped(parts: &Parts) -> (Vec<u32>, Vec<usize>) {
    let mut begins = vec![0; parts.count + 1];
    parts.of.iter().for_each(|&part| begins[part as usize + 1] += 1);
    for part in 0..parts.count {
        begins[part + 1] += begins[part];
    }
    let (mut free, mut members) = (begins.clone(), vec![0; parts.of.len()]);
    for (&part, node) in parts.of.iter().zip(0u32..) {
        members[free[part as usize]] = node;
        free[part as usize] += 1;
    }
    (members, begins)
}

/// Numbers from nought in the order of first appearance, and how many there are.
pub(super) fn numbered(mut of: Vec<u32>) -> (Vec<u32>, usize) {
    let most = of.iter().max().map_or(0, |&most| most as usize + 1);
    let (mut numbers, mut next) = (vec![u32::MAX; most], 0);
    for of in &mut of {
        let number = &mut numbers[*of as usize];
        if *number == u32::MAX {
            (*number, next) = (next, next + 1);
        }
        *of = *number;
    }
    (of, next as usize)
}

/// Weights by community, for one node at a time: what was not seen is nought, and clearing costs what was seen.
pub(super) struct Tally {
    weights: Vec<f32>,
    pub(super) seen: Vec<u32>,
}

impl Tally {
    pub(super) fn new(communities: usize) -> Tally {
        Tally { weights: vec![-1.0; communities], seen: Vec::new() }
    }

    pub(super) fn add(&mut self, community: u32, weight: f32) {
        let sum = &mut self.weights[community as usize];
        if *sum < 0.0 {
            self.seen.push(community);
            *sum = weight;
        } else {
            *sum += weight;
        }
    }

    pub(super) fn of(&self, community: u32) -> f32 {
        self.weights[community as usize].max(0.0)
    }

    pub(super) fn clear(&mut self) {
        self.seen.iter().for_each(|&community| self.weights[community as usize] = -1.0);
        self.seen.clear();
    }
}
