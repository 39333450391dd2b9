//! Where nodes begin: at random, or where they stood before.
//!
//! A place at random depends on the seed and the node's number alone, so that one more node moves no other.

use super::{Place, Settings, Ties};
use crate::graph::dice;

/// A random place for each, or the earlier one; who is new goes beside those of its neighbours who are not.
pub(super) fn places(ties: &Ties, settings: &Settings, earlier: &[Option<Place>]) -> Vec<Place> {
    let nodes = ties.starts.len() - 1;
    let known = |node: usize| earlier.get(node).copied().flatten();
    let side = extent(earlier).unwrap_or(1000.0f32.max(30.0 * (nodes as f32).sqrt()));
    let random = |node: usize, side: f32| {
        let dice = |axis: u64| dice::part(settings.seed, 2 * node as u64 + axis) as f32 - 0.5;
        [dice(0) * side, dice(1) * side]
    };
    let place = |node: usize| {
        if let Some(place) = known(node) {
            return place;
        }
        let beside =
            ties.of_node(node).iter().filter_map(|&(other, pull)| Some((known(other as usize)?, pull)));
        let (x, y, sum) = beside.fold((0.0, 0.0, 0.0), |(x, y, sum), (place, pull)| {
            (x + place[0] * pull, y + place[1] * pull, sum + pull)
        });
        if sum == 0.0 {
            return random(node, side);
        }
        // Not on one spot: two new ones with the same neighbours would never part.
        let off = random(node, 0.01 * side);
        [x / sum + off[0], y / sum + off[1]]
    };
    (0..nodes).map(place).collect()
}

/// Where nodes are held: at their earlier places.
pub(super) fn held(earlier: &[Option<Place>], nodes: usize) -> Vec<Option<Place>> {
    let mut held = earlier.to_vec();
    held.resize(nodes, None);
    held
}

/// The longer side of a picture, if there is one.
fn extent(places: &[Option<Place>]) -> Option<f32> {
    let side = |axis: usize| {
        let of_axis = places.iter().flatten().map(|place| place[axis]);
        let (low, high) =
            of_axis.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        high - low
    };
    let side = side(0).max(side(1));
    (side > 0.0).then_some(side)
}
