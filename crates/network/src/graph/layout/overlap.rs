//! Circles moved apart until none covers another.
//!
//! Each step every circle is pushed by half of what it overlaps with each neighbour, found by a grid; all are
//! moved at once, so that the order of nodes decides nothing.

use std::collections::HashMap;

use super::Place;
use crate::graph::dice;

/// Moves circles apart, in at most so many steps. Gives the places, and whether none overlaps any more.
pub fn without_overlap(places: &[Place], radii: &[f32], steps: usize) -> (Vec<Place>, bool) {
    let mut places = places.to_vec();
    let widest = radii.iter().copied().fold(0.0, f32::max);
    if widest <= 0.0 {
        return (places, true);
    }
    for step in 0..=steps {
        let grid = grid(&places, 2.0 * widest);
        let moves: Vec<Option<Place>> =
            (0..places.len()).map(|node| push(node, &places, radii, &grid, 2.0 * widest)).collect();
        if moves.iter().all(Option::is_none) {
            return (places, true);
        }
        if step < steps {
            for (place, by) in places.iter_mut().zip(&moves) {
                let by = by.unwrap_or_default();
                *place = [place[0] + by[0], place[1] + by[1]];
            }
        }
    }
    (places, false)
}

fn square(place: Place, side: f32) -> (i32, i32) {
    ((place[0] / side).floor() as i32, (place[1] / side).floor() as i32)
}

fn grid(places: &[Place], side: f32) -> HashMap<(i32, i32), Vec<u32>> {
    let mut grid: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
    for (node, &place) in places.iter().enumerate() {
        grid.entry(square(place, side)).or_default().push(node as u32);
    }
    grid
}

/// How far a circle is pushed by those it overlaps, if by any.
fn push(
    node: usize,
    places: &[Place],
    radii: &[f32],
    grid: &HashMap<(i32, i32), Vec<u32>>,
    side: f32,
) -> Option<Place> {
    let (column, row) = square(places[node], side);
    let squares = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
    let near = squares.filter_map(|square| grid.get(&square)).flatten().map(|&other| other as usize);
    let mut sum: Option<Place> = None;
    for other in near.filter(|&other| other != node) {
        let (dx, dy) = (places[node][0] - places[other][0], places[node][1] - places[other][1]);
        let (distance, wanted) = (dx.hypot(dy), radii[node] + radii[other]);
        // A hair of slack: sums in f32 do not meet exactly.
        if distance < 0.999 * wanted {
            let (ux, uy) = if distance > 0.0 { (dx / distance, dy / distance) } else { away(node, other) };
            let by = 0.505 * (wanted - distance);
            let [x, y] = sum.unwrap_or_default();
            sum = Some([x + ux * by, y + uy * by]);
        }
    }
    sum
}

/// A direction for two circles on one spot: the opposite one for the other.
fn away(node: usize, other: usize) -> (f32, f32) {
    let pair = (node.min(other) as u64) << 32 | node.max(other) as u64;
    let angle = (dice::part(0, pair) * std::f64::consts::TAU) as f32;
    let sign = if node < other { 1.0 } else { -1.0 };
    (sign * angle.cos(), sign * angle.sin())
}
