//! PageRank and personalised PageRank (Page, Brin, Motwani & Winograd 1999), weighted.
//!
//! A walker follows an edge with a chance in proportion to its weight, and with chance 1 − `DAMPING` begins again
//! somewhere: anywhere, or where the caller says. Who stands alone sends the walker on to wherever it begins. The
//! rank is the share of time it spends with each node.
//!
//! The textbook multiplies until nothing changes, about 140 times for ten digits. On an undirected graph the same
//! equations, divided by each node's strength s, are symmetric and positive definite, (S − dW) y = b with
//! x = S y, so that conjugate gradients (Hestenes & Stiefel 1952) solve them in a quarter of the steps. They end when the
//! textbook's own equation holds for all nodes together within [`TOLERANCE`] · (1 − d), so that no rank is further than
//! [`TOLERANCE`] from the true one.

use rayon::prelude::*;

use super::Graph;

/// The chance to follow an edge.
pub const DAMPING: f64 = 0.85;

/// No further from the true ranks, all differences added up.
pub const TOLERANCE: f64 = 1e-10;

/// Never more steps; a few dozen are enough.
const STEPS: usize = 400;

/// How many nodes are added up at a time; fixed, so that sums come out the same whatever the number of threads.
const BLOCK: usize = 4096;

/// The rank of every node; together they are 1.
pub fn pagerank(graph: &Graph) -> Vec<f64> {
    let nodes = graph.len();
    solve(graph, vec![1.0 / nodes.max(1) as f64; nodes])
}

/// The rank of every node for a walker who begins again at certain nodes, in proportion to the weights given
/// with them. Nothing if no node has a weight above zero.
pub fn personalised(graph: &Graph, begins: &[(u32, f64)]) -> Option<Vec<f64>> {
    let mut start = vec![0.0; graph.len()];
    for &(node, weight) in begins.iter().filter(|(_, weight)| *weight > 0.0 && weight.is_finite()) {
        *start.get_mut(node as usize)? += weight;
    }
    let total: f64 = start.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    start.iter_mut().for_each(|weight| *weight /= total);
    Some(solve(graph, start))
}

/// The ranks for a walker who begins at each node with a given chance.
fn solve(graph: &Graph, start: Vec<f64>) -> Vec<f64> {
    let strengths: Vec<f64> =
        (0..graph.len() as u32).into_par_iter().map(|node| graph.strength(node)).collect();
    // Who stands alone is left only by beginning again: what ends there, begins there in a known share.
    let alone: f64 = start.iter().zip(&strengths).filter(|(_, s)| **s == 0.0).map(|(chance, _)| chance).sum();
    let begun = (1.0 - DAMPING) / (1.0 - DAMPING * alone);
    let mut ranks: Vec<f64> = start.iter().map(|chance| chance * begun).collect();
    let solved = Solver::new(graph, &strengths, &ranks).solved();
    for ((rank, share), strength) in ranks.iter_mut().zip(solved).zip(&strengths) {
        if *strength > 0.0 {
            *rank = share * strength;
        }
    }
    // Exactly one together; the difference is within the tolerance.
    let total: f64 = sum(&ranks, |_, rank| rank);
    ranks.iter_mut().for_each(|rank| *rank /= total);
    ranks
}

/// Conjugate gradients, with the strengths as preconditioner.
struct Solver<'a> {
    graph: &'a Graph,
    strengths: &'a [f64],
    /// The answer so far, and by how much the equations fail.
    answer: Vec<f64>,
    residual: Vec<f64>,
    direction: Vec<f64>,
    image: Vec<f64>,
}

impl<'a> Solver<'a> {
    /// Begins with the share of each edge that all would have if ranks were as strengths are.
    fn new(graph: &'a Graph, strengths: &'a [f64], right: &[f64]) -> Solver<'a> {
        let total = sum(strengths, |_, strength| strength);
        let begun = sum(right, |node, value| if strengths[node] > 0.0 { value } else { 0.0 });
        let first = if total > 0.0 { begun / (1.0 - DAMPING) / total } else { 0.0 };
        let equal = right.iter().zip(strengths);
        let residual =
            equal.map(
                |(right, strength)| {
                    if *strength > 0.0 { right - (1.0 - DAMPING) * strength * first } else { 0.0 }
                },
            );
        let nodes = graph.len();
        Solver {
            residual: residual.collect(),
            answer: vec![first; nodes],
            direction: vec![0.0; nodes],
            image: vec![0.0; nodes],
            graph,
            strengths,
        }
    }

    fn solved(mut self) -> Vec<f64> {
        let mut before = f64::INFINITY;
        for _ in 0..STEPS {
            let (failing, scaled) = self.failing();
            if failing <= TOLERANCE * (1.0 - DAMPING) {
                break;
            }
            self.turn(scaled / before);
            self.apply();
            let curvature = sum(&self.direction, |node, value| value * self.image[node]);
            self.step(scaled / curvature);
            before = scaled;
        }
        self.answer
    }

    /// By how much the textbook's equation fails, all nodes together; and the square that gradients go by.
    fn failing(&self) -> (f64, f64) {
        let failing = sum(&self.residual, |_, value| value.abs());
        let scaled = sum(&self.residual, |node, value| match self.strengths[node] {
            0.0 => 0.0,
            strength => value * value / strength,
        });
        (failing, scaled)
    }

    /// The next direction.
    fn turn(&mut self, keep: f64) {
        let (residual, strengths) = (&self.residual, self.strengths);
        self.direction.par_iter_mut().enumerate().with_min_len(BLOCK).for_each(|(node, direction)| {
            let steepest = if strengths[node] > 0.0 { residual[node] / strengths[node] } else { 0.0 };
            *direction = steepest + keep * *direction;
        });
    }

    /// What the equations make of the direction: (S − dW) p.
    fn apply(&mut self) {
        let (graph, strengths, direction) = (self.graph, self.strengths, &self.direction);
        self.image.par_iter_mut().enumerate().with_min_len(BLOCK / 4).for_each(|(node, image)| {
            let (targets, weights) = graph.row(node as u32);
            let around: f64 =
                targets.iter().zip(weights).map(|(&to, weight)| weight * direction[to as usize]).sum();
            *image = strengths[node] * direction[node] - DAMPING * around;
        });
    }

    fn step(&mut self, length: f64) {
        let (direction, image) = (&self.direction, &self.image);
        let answer = self.answer.par_iter_mut().zip(&mut self.residual);
        answer.enumerate().with_min_len(BLOCK).for_each(|(node, (answer, residual))| {
            *answer += length * direction[node];
            *residual -= length * image[node];
        });
    }
}

/// A sum over nodes in blocks that do not depend on the number of threads.
fn sum(values: &[f64], term: impl Fn(usize, f64) -> f64 + Sync) -> f64 {
    let blocks: Vec<f64> = values
        .par_chunks(BLOCK)
        .enumerate()
        .map(|(block, values)| {
            values.iter().enumerate().map(|(at, &value)| term(block * BLOCK + at, value)).sum()
        })
        .collect();
    blocks.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{any_graph, graph, groups, whatever_the_threads};
    use proptest::prelude::*;

    /// The textbook: multiply until nothing changes.
    fn textbook(graph: &Graph, start: &[f64]) -> Vec<f64> {
        let mut ranks = start.to_vec();
        for _ in 0..300 {
            let alone: f64 =
                (0..graph.len()).filter(|&n| graph.degree(n as u32) == 0).map(|n| ranks[n]).sum();
            let mut next: Vec<f64> =
                start.iter().map(|chance| chance * (1.0 - DAMPING + DAMPING * alone)).collect();
            for node in 0..graph.len() as u32 {
                for (other, weight) in graph.neighbours(node) {
                    next[other as usize] += DAMPING * ranks[node as usize] * weight / graph.strength(node);
                }
            }
            ranks = next;
        }
        ranks
    }

    fn apart(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
    }

    #[test]
    fn whom_many_lead_to_ranks_highest() {
        let ranks = pagerank(&graph(4, "0-1 0-2 0-3:4"));
        assert!(ranks[0] > ranks[3] && ranks[3] > ranks[1] && ranks[1] == ranks[2], "{ranks:?}");
        assert_eq!(pagerank(&graph(2, "")), [0.5, 0.5]);
        assert!(pagerank(&graph(0, "")).is_empty());
    }

    #[test]
    fn a_walker_who_begins_at_somebody_stays_near() {
        let path = graph(4, "0-1 1-2");
        let ranks = personalised(&path, &[(0, 2.0)]).unwrap();
        assert!(ranks[0] > ranks[2] && ranks[2] > 0.0 && ranks[3] == 0.0, "{ranks:?}");
        assert_eq!((personalised(&path, &[]), personalised(&path, &[(9, 1.0)])), (None, None));
    }

    proptest! {
        #[test]
        fn the_textbook_gives_the_same_ten_digits(
            graph in any_graph(20, 40),
            begins in proptest::collection::vec((0u32..20, 1.0f64..3.0), 1..4),
        ) {
            let uniform = vec![1.0 / 20.0; 20];
            prop_assert!(apart(&pagerank(&graph), &textbook(&graph, &uniform)) < TOLERANCE);
            let total: f64 = begins.iter().map(|(_, weight)| weight).sum();
            let mut start = vec![0.0; 20];
            begins.iter().for_each(|&(node, weight)| start[node as usize] += weight / total);
            let ranks = personalised(&graph, &begins).unwrap();
            prop_assert!(apart(&ranks, &textbook(&graph, &start)) < TOLERANCE);
        }
    }

    #[test]
    fn threads_change_no_bit() {
        let graph = groups(20_011, 60_000);
        let bits = |ranks: &Vec<f64>| ranks.iter().map(|rank| rank.to_bits()).collect();
        let ranks = whatever_the_threads(|| pagerank(&graph), bits);
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
