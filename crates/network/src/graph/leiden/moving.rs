//! Nodes moved to where modularity gains most, until no move gains: the fast local moving of Leiden.
//!
//! Only nodes next to one that moved are looked at again, in a queue.

use std::collections::VecDeque;

use super::level::{Level, Tally};
use crate::graph::dice;

/// A move that gains less than this share of all weight is rounding.
const LEAST: f64 = 1e-12;

/// Communities improved by single moves. `of` are numbers below the number of nodes, and so is what comes back.
pub(super) fn moved(level: &Level, mut of: Vec<u32>, resolution: f64, seed: u64) -> Vec<u32> {
    let mut strengths = level.strengths_of(&of, level.len());
    let mut sizes = vec![0u32; level.len()];
    of.iter().for_each(|&community| sizes[community as usize] += 1);
    let mut free: Vec<u32> = (0..level.len() as u32).rev().filter(|&c| sizes[c as usize] == 0).collect();
    let mut order: Vec<u32> = (0..level.len() as u32).collect();
    dice::shuffle(&mut order, seed);
    let (mut queue, mut waits) = (VecDeque::from(order), vec![true; level.len()]);
    let mut to = Tally::new(level.len());
    while let Some(node) = queue.pop_front() {
        waits[node as usize] = false;
        let (old, strength) = (of[node as usize], level.strength(node));
        level.ties(node).iter().for_each(|&(end, weight)| to.add(of[end as usize], weight));
        strengths[old as usize] -= strength;
        sizes[old as usize] -= 1;
        let scale = resolution * strength / level.total;
        let gain = |community: u32| f64::from(to.of(community)) - scale * strengths[community as usize];
        let mut best = (old, gain(old) + LEAST * level.total);
        for &community in &to.seen {
            let gain = gain(community);
            if gain > best.1 {
                best = (community, gain);
            }
        }
        // Alone is better than where it costs.
        if best.1 < 0.0 && sizes[old as usize] > 0 {
            best.0 = free.pop().unwrap_or(old);
        }
        to.clear();
        let new = best.0;
        strengths[new as usize] += strength;
        sizes[new as usize] += 1;
        if new != old {
            of[node as usize] = new;
            if sizes[old as usize] == 0 {
                free.push(old);
            }
            for &(end, _) in level.ties(node) {
                if of[end as usize] != new && !waits[end as usize] {
                    waits[end as usize] = true;
                    queue.push_back(end);
                }
            }
        }
    }
    of
}
