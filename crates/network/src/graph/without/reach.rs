//! How far everybody is, in live ties, and what hangs on nothing but those who would be gone.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::{Asked, Live};

/// Somebody who is further away than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Further {
    /// Who.
    pub person: u32,
    /// How many ties away before.
    pub before: u32,
    /// And after; none beyond what is told.
    pub after: Option<u32>,
}

/// How many ties everybody is away, up to the bound.
pub(super) fn steps(live: &Live, asked: &Asked) -> Vec<Option<u32>> {
    let mut steps = vec![None; live.graph.len()];
    if asked.from as usize >= steps.len() || live.is_gone(asked.from) {
        return steps;
    }
    steps[asked.from as usize] = Some(0);
    let mut waits = VecDeque::from([(asked.from, 0)]);
    while let Some((node, step)) = waits.pop_front() {
        if step == asked.most_steps {
            break;
        }
        for end in live.ties(node) {
            if steps[end as usize].is_none() {
                steps[end as usize] = Some(step + 1);
                waits.push_back((end, step + 1));
            }
        }
    }
    steps
}

/// Who is further away. If whoever asks would be gone, nobody is told.
pub(super) fn further(before: &Live, after: &Live, asked: &Asked) -> Vec<Further> {
    if asked.gone.contains(&asked.from) {
        return Vec::new();
    }
    let (then, now) = (steps(before, asked), steps(after, asked));
    let all = (0u32..).zip(then.iter().zip(&now));
    let moved = all.filter_map(|(person, (&then, &now))| {
        let further = then? < now.unwrap_or(u32::MAX) && !after.is_gone(person);
        further.then(|| then.map(|before| Further { person, before, after: now })).flatten()
    });
    let mut moved: Vec<Further> = moved.collect();
    moved.sort_by_key(|one| (Reverse(one.after.unwrap_or(u32::MAX)), one.before, one.person));
    moved
}

/// The pieces that those who would be gone held on to the rest: all that come from one piece but the one with
/// whoever asks, or else the largest. Whoever is left alone is a piece.
pub(super) fn cut_off(before: &Live, after: &Live, asked: &Asked) -> Vec<Vec<u32>> {
    let (then, now) = (pieces(before), pieces(after));
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); now.len()];
    for (node, &piece) in (0u32..).zip(&now) {
        let had_a_tie = before.ties(node).next().is_some();
        if had_a_tie && !after.is_gone(node) {
            members[piece as usize].push(node);
        }
    }
    let with_me = now.get(asked.from as usize).copied();
    let mut rest: Vec<Vec<u32>> = members.into_iter().filter(|piece| !piece.is_empty()).collect();
    rest.sort_by_key(|piece| {
        (Reverse(with_me == Some(now[piece[0] as usize])), Reverse(piece.len()), piece[0])
    });
    let mut main = vec![false; then.len()];
    // The first of each earlier piece stays what it was; the others are cut off from it.
    rest.retain(|piece| std::mem::replace(&mut main[then[piece[0] as usize] as usize], true));
    rest
}

/// The connected piece of each node, named by its first one.
fn pieces(live: &Live) -> Vec<u32> {
    let nodes = live.graph.len();
    let (mut piece, mut waits) = (vec![u32::MAX; nodes], Vec::new());
    for first in 0..nodes as u32 {
        if piece[first as usize] == u32::MAX {
            piece[first as usize] = first;
            waits.push(first);
        }
        while let Some(node) = waits.pop() {
            for end in live.ties(node) {
                if piece[end as usize] == u32::MAX {
                    piece[end as usize] = first;
                    waits.push(end);
                }
            }
        }
    }
    piece
}
