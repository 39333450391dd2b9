//! The quadtree of Barnes and Hut (1986), for repulsion among all nodes in n log n.
//!
//! Bodies are sorted by Morton code, so that a cell of the tree is a range of them and the tree is built by
//! dividing ranges, without pointers. Cells lie in the order of a walk; `skip` is where the walk goes on when
//! a cell is not opened. The walk is made once for all bodies of a leaf, which share what they see: a list of
//! far cells and near bodies that is then summed up for eight bodies at a time.

use rayon::prelude::*;

/// Bodies of a leaf: the lanes that are summed up together.
const LANES: usize = 8;
/// Bits of a Morton code on each axis.
const BITS: u32 = 16;
/// Leaves that are one piece of parallel work.
const PIECE: usize = 64;
/// Added to squared distances, so that bodies on one spot push nobody infinitely.
const SOFT: f32 = 1e-6;

/// A square with what is in it.
#[derive(Clone, Copy)]
struct Cell {
    /// Centre of mass.
    x: f32,
    y: f32,
    mass: f32,
    /// The square of the side of the bodies' bounding box, over theta squared.
    side: f32,
    /// The cell after this one and all in it.
    skip: u32,
    /// The range of bodies.
    first: u32,
    end: u32,
}

/// A box around bodies: left, top, right, bottom.
type Bounds = [f32; 4];

/// The bodies in the order of their codes, and the tree over them.
#[derive(Default)]
pub(super) struct Tree {
    codes: Vec<u32>,
    /// Which node a body is.
    nodes: Vec<u32>,
    x: Vec<f32>,
    y: Vec<f32>,
    mass: Vec<f32>,
    cells: Vec<Cell>,
    leaves: Vec<(Bounds, u32, u32)>,
    spare: Vec<u64>,
    keys: Vec<u64>,
    opening: f32,
}

impl Tree {
    /// Builds the tree anew; memory is used again.
    pub(super) fn build(&mut self, x: &[f32], y: &[f32], mass: &[f32], theta: f32) {
        self.opening = 1.0 / (theta * theta);
        self.sort(x, y);
        self.x.clear();
        self.y.clear();
        self.mass.clear();
        for &node in &self.nodes {
            let node = node as usize;
            self.x.push(x[node]);
            self.y.push(y[node]);
            self.mass.push(mass[node]);
        }
        self.cells.clear();
        self.leaves.clear();
        if !self.nodes.is_empty() {
            self.divide(0, self.nodes.len(), BITS);
        }
    }

    /// Sorts the nodes by the code of their place; nodes of one place by number.
    fn sort(&mut self, x: &[f32], y: &[f32]) {
        let low = |values: &[f32]| values.iter().copied().fold(f32::INFINITY, f32::min);
        let high = |values: &[f32]| values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (left, top) = (low(x), low(y));
        let side = (high(x) - left).max(high(y) - top).max(f32::MIN_POSITIVE);
        let scale = ((1u32 << BITS) - 1) as f32 / side;
        self.keys.clear();
        self.keys.extend(x.iter().zip(y).enumerate().map(|(node, (&x, &y))| {
            let code = spread(((x - left) * scale) as u32) | spread(((y - top) * scale) as u32) << 1;
            u64::from(code) << 32 | node as u64
        }));
        radix_sort(&mut self.keys, &mut self.spare);
        self.codes.clear();
        self.codes.extend(self.keys.iter().map(|key| (key >> 32) as u32));
        self.nodes.clear();
        self.nodes.extend(self.keys.iter().map(|key| *key as u32));
    }

    /// Makes the cell of a range of bodies, whose codes differ in the lowest `bits` of each axis only.
    fn divide(&mut self, first: usize, end: usize, bits: u32) -> Bounds {
        let at = self.cells.len();
        let (x, y, mass, side) = (0.0, 0.0, 0.0, 0.0);
        self.cells.push(Cell { x, y, mass, side, skip: 0, first: first as u32, end: end as u32 });
        let bounds = if end - first <= LANES || bits == 0 {
            self.leaf(at, first, end)
        } else {
            self.branch(at, first, end, bits - 1)
        };
        let cell = &mut self.cells[at];
        // A mean may be rounded out of its box: whoever stands alone would be pushed by themselves.
        cell.x = cell.x.clamp(bounds[0], bounds[2]);
        cell.y = cell.y.clamp(bounds[1], bounds[3]);
        let side = (bounds[2] - bounds[0]).max(bounds[3] - bounds[1]);
        cell.side = side * side * self.opening;
        self.cells[at].skip = self.cells.len() as u32;
        bounds
    }

    fn leaf(&mut self, at: usize, first: usize, end: usize) -> Bounds {
        let mut bounds = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        for body in first..end {
            let (bx, by, bm) = (self.x[body], self.y[body], self.mass[body]);
            bounds = around(bounds, [bx, by, bx, by]);
            (x, y, mass) = (x + bx * bm, y + by * bm, mass + bm);
        }
        let cell = &mut self.cells[at];
        (cell.x, cell.y, cell.mass) = (x / mass, y / mass, mass);
        self.leaves.push((bounds, first as u32, end as u32));
        bounds
    }

    fn branch(&mut self, at: usize, first: usize, end: usize, bits: u32) -> Bounds {
        let mut bounds = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        let mut begin = first;
        for quarter in 0..4 {
            let rest = &self.codes[begin..end];
            let stop = begin + rest.partition_point(|code| code >> (2 * bits) & 3 <= quarter);
            if stop > begin {
                let child = self.cells.len();
                bounds = around(bounds, self.divide(begin, stop, bits));
                let child = self.cells[child];
                (x, y, mass) = (x + child.x * child.mass, y + child.y * child.mass, mass + child.mass);
            }
            begin = stop;
        }
        let cell = &mut self.cells[at];
        (cell.x, cell.y, cell.mass) = (x / mass, y / mass, mass);
        bounds
    }

    /// What pushes each node, by the sum of mass over distance; written to `push` by node number.
    ///
    /// Each body is summed up by itself, so the number of threads changes nothing.
    pub(super) fn repulsion(&self, push: &mut [[f32; 2]]) {
        let pieces: Vec<Vec<[f32; 2]>> = self
            .leaves
            .par_chunks(PIECE)
            .map_init(Seen::default, |seen, leaves| {
                let mut forces = Vec::new();
                for &(bounds, first, end) in leaves {
                    self.look(bounds, seen);
                    self.sum(first as usize, end as usize, seen, &mut forces);
                }
                forces
            })
            .collect();
        let forces = pieces.iter().flatten();
        self.nodes.iter().zip(forces).for_each(|(&node, &force)| push[node as usize] = force);
    }

    /// Lists what the bodies within some bounds see.
    fn look(&self, bounds: Bounds, seen: &mut Seen) {
        seen.clear();
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let dx = (bounds[0] - cell.x).max(cell.x - bounds[2]).max(0.0);
            let dy = (bounds[1] - cell.y).max(cell.y - bounds[3]).max(0.0);
            if cell.side < dx * dx + dy * dy {
                seen.push(cell.x, cell.y, cell.mass);
                at = cell.skip as usize;
            } else {
                if cell.skip as usize == at + 1 {
                    let near = cell.first as usize..cell.end as usize;
                    seen.extend(&self.x[near.clone()], &self.y[near.clone()], &self.mass[near]);
                }
                at += 1;
            }
        }
    }

    fn sum(&self, first: usize, end: usize, seen: &Seen, forces: &mut Vec<[f32; 2]>) {
        for first in (first..end).step_by(LANES) {
            let count = LANES.min(end - first);
            let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
            x[..count].copy_from_slice(&self.x[first..first + count]);
            y[..count].copy_from_slice(&self.y[first..first + count]);
            let (fx, fy) = seen.push_of(&x, &y);
            forces.extend((0..count).map(|lane| [fx[lane], fy[lane]]));
        }
    }
}

/// Far cells and near bodies, as the bodies of a leaf see them.
#[derive(Default)]
struct Seen {
    x: Vec<f32>,
    y: Vec<f32>,
    mass: Vec<f32>,
}

impl Seen {
    fn clear(&mut self) {
        self.x.clear();
        self.y.clear();
        self.mass.clear();
    }

    fn push(&mut self, x: f32, y: f32, mass: f32) {
        self.x.push(x);
        self.y.push(y);
        self.mass.push(mass);
    }

    fn extend(&mut self, x: &[f32], y: &[f32], mass: &[f32]) {
        self.x.extend_from_slice(x);
        self.y.extend_from_slice(y);
        self.mass.extend_from_slice(mass);
    }

    /// A body is in its own list, at distance nought, where it pushes itself nowhere.
    fn push_of(&self, x: &[f32; LANES], y: &[f32; LANES]) -> ([f32; LANES], [f32; LANES]) {
        let (mut fx, mut fy) = ([0.0; LANES], [0.0; LANES]);
        for ((&sx, &sy), &mass) in self.x.iter().zip(&self.y).zip(&self.mass) {
            for lane in 0..LANES {
                let (dx, dy) = (x[lane] - sx, y[lane] - sy);
                let part = mass / (dx * dx + dy * dy + SOFT);
                fx[lane] += dx * part;
                fy[lane] += dy * part;
            }
        }
        (fx, fy)
    }
}

fn around(a: Bounds, b: Bounds) -> Bounds {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Puts a nought between any two of the lower sixteen bits.
fn spread(value: u32) -> u32 {
    let value = (value | value << 8) & 0x00ff_00ff;
    let value = (value | value << 4) & 0x0f0f_0f0f;
    let value = (value | value << 2) & 0x3333_3333;
    (value | value << 1) & 0x5555_5555
}

/// Sorts by the upper half of the keys, in three passes of eleven bits; equal ones stay in their order.
fn radix_sort(keys: &mut Vec<u64>, spare: &mut Vec<u64>) {
    spare.resize(keys.len(), 0);
    for shift in [32, 43, 54] {
        let digit = |key: u64| (key >> shift) as usize & 0x7ff;
        let mut starts = [0u32; 2048];
        keys.iter().for_each(|&key| starts[digit(key)] += 1);
        let mut sum = 0;
        for start in &mut starts {
            (*start, sum) = (sum, sum + *start);
        }
        for &key in keys.iter() {
            let start = &mut starts[digit(key)];
            spare[*start as usize] = key;
            *start += 1;
        }
        std::mem::swap(keys, spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How much pushes a body when no push cancels another: what the tree's error is a share of.
    fn pushes(x: &[f32], y: &[f32], mass: &[f32], i: usize) -> f32 {
        let push = |j: usize| {
            let far = (x[i] - x[j]).hypot(y[i] - y[j]);
            mass[j] * far / (far * far + SOFT)
        };
        (0..x.len()).map(push).sum()
    }

    /// The push on each body, one by one.
    fn naive(x: &[f32], y: &[f32], mass: &[f32]) -> Vec<[f32; 2]> {
        let push = |i: usize| {
            (0..x.len()).fold([0.0f64; 2], |[fx, fy], j| {
                let (dx, dy) = (f64::from(x[i] - x[j]), f64::from(y[i] - y[j]));
                let part = f64::from(mass[j]) / (dx * dx + dy * dy + f64::from(SOFT));
                [fx + dx * part, fy + dy * part]
            })
        };
        (0..x.len()).map(|i| push(i).map(|f| f as f32)).collect()
    }

    proptest! {
        #[test]
        fn the_tree_pushes_about_as_all_bodies_do(
            bodies in proptest::collection::vec((-500.0f32..500.0, -500.0f32..500.0, 1.0f32..20.0), 2..300),
        ) {
            let x: Vec<f32> = bodies.iter().map(|b| b.0).collect();
            let y: Vec<f32> = bodies.iter().map(|b| b.1).collect();
            let mass: Vec<f32> = bodies.iter().map(|b| b.2).collect();
            let mut tree = Tree::default();
            tree.build(&x, &y, &mass, 0.5);
            let mut push = vec![[0.0; 2]; x.len()];
            tree.repulsion(&mut push);
            for (i, (near, exact)) in push.iter().zip(naive(&x, &y, &mass)).enumerate() {
                let off = (near[0] - exact[0]).hypot(near[1] - exact[1]);
                let all = pushes(&x, &y, &mass, i);
                prop_assert!(off <= 0.05 * all, "{i} is off by {off} of {all}");
            }
        }
    }

    #[test]
    fn bodies_on_one_spot_do_not_break_it() {
        let mut tree = Tree::default();
        tree.build(&[3.0; 50], &[4.0; 50], &[1.0; 50], 0.5);
        let mut push = vec![[9.0; 2]; 50];
        tree.repulsion(&mut push);
        assert_eq!(push, vec![[0.0; 2]; 50]);
    }
}
