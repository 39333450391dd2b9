//! Where people stand on the map: ForceAtlas2, after Jacomy, Venturini, Heymann and Bastian (PLoS ONE 9(6),
//! 2014).
//!
//! All nodes push each other away by their masses over the distance, ties pull by weight and distance, and
//! gravity keeps the parts together. [`Settings::inferred`] is what graphology infers for a network. The speed
//! follows the paper: fast while all move one way, slow for a node that swings.
//!
//! Repulsion goes through a quadtree ([`tree`]); [`start`] says where nodes begin, so that a network that
//! changed a little looks as it did; [`overlap`] moves circles apart at the end. Positions and forces are flat
//! arrays of `f32`. Each node's force is summed up by itself and in one order, so that the same seed gives the
//! same picture to the last bit, whatever the number of threads.

mod overlap;
mod start;
#[cfg(test)]
mod tests;
mod tree;

use rayon::prelude::*;

use super::Graph;
use tree::Tree;

pub use overlap::without_overlap;

/// Where a node stands.
pub type Place = [f32; 2];

/// Nodes that are one piece of parallel work.
const PIECE: usize = 2048;
/// The least that the speed is held back to, and from where on it is not raised (Gephi's constants).
const LEAST_EFFICIENCY: f64 = 0.05;
const MOST_SPEED: f64 = 1000.0;

/// How the forces are weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How much nodes push each other away.
    pub scaling: f32,
    /// How much all are pulled to the middle.
    pub gravity: f32,
    /// Gravity grows with the distance, so that parts without a tie to the others stay near.
    pub strong_gravity: bool,
    /// Ties pull by the logarithm of their length: communities stand further apart (Noack 2007).
    pub lin_log: bool,
    /// Ties of those with many pull less, so that hubs stand at the edge.
    pub by_degree: bool,
    /// How much a tie's weight counts: 0 not at all, 1 as it is.
    pub weight_influence: f32,
    /// A cell whose side is at most this part of its distance is one body.
    pub theta: f32,
    /// How much of a swing is tolerated; more is faster and less exact.
    pub tolerance: f64,
    /// How much a node with an earlier place is pulled to it, beside gravity.
    pub hold: f32,
    /// Another seed, another picture.
    pub seed: u64,
}

impl Settings {
    /// What graphology infers for a network, whatever its size, but for its speed, which is the paper's here.
    pub fn inferred() -> Settings {
        Settings {
            scaling: 10.0,
            gravity: 0.05,
            strong_gravity: true,
            lin_log: false,
            by_degree: false,
            weight_influence: 1.0,
            theta: 0.5,
            tolerance: 1.0,
            hold: 0.5,
            seed: 1,
        }
    }
}

/// A layout on its way.
pub struct Layout {
    settings: Settings,
    ties: Ties,
    mass: Vec<f32>,
    x: Vec<f32>,
    y: Vec<f32>,
    /// Where nodes are held, if anywhere.
    held: Vec<Option<Place>>,
    force: Vec<[f32; 2]>,
    before: Vec<[f32; 2]>,
    push: Vec<[f32; 2]>,
    tree: Tree,
    speed: f64,
    efficiency: f64,
}

/// The ties with how much they pull.
struct Ties {
    starts: Vec<usize>,
    ends: Vec<(u32, f32)>,
}

impl Ties {
    fn of(graph: &Graph, settings: &Settings) -> Ties {
        let (mut starts, mut ends) = (vec![0], Vec::with_capacity(2 * graph.edges()));
        let pull = |weight: f64| weight.max(0.0).powf(f64::from(settings.weight_influence)) as f32;
        for node in 0..graph.len() as u32 {
            ends.extend(graph.neighbours(node).map(|(other, weight)| (other, pull(weight))));
            starts.push(ends.len());
        }
        Ties { starts, ends }
    }

    fn of_node(&self, node: usize) -> &[(u32, f32)] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }
}

/// How far the forces of two steps agree: what the speed is made from.
#[derive(Clone, Copy, Default)]
struct Agreement {
    swinging: f64,
    traction: f64,
}

impl Layout {
    /// Begins at random places, or at earlier ones: a node without goes beside its neighbours.
    pub fn new(graph: &Graph, settings: Settings, earlier: &[Option<Place>]) -> Layout {
        let ties = Ties::of(graph, &settings);
        let pull = |node| ties.of_node(node).iter().map(|&(_, pull)| pull).sum::<f32>();
        let mass: Vec<f32> = (0..graph.len()).map(|node| 1.0 + pull(node)).collect();
        let places = start::places(&ties, &settings, earlier);
        let (x, y) = places.iter().map(|place| (place[0], place[1])).unzip();
        let nodes = graph.len();
        Layout {
            settings,
            ties,
            mass,
            x,
            y,
            held: start::held(earlier, nodes),
            force: vec![[0.0; 2]; nodes],
            before: vec![[0.0; 2]; nodes],
            push: vec![[0.0; 2]; nodes],
            tree: Tree::default(),
            speed: 1.0,
            efficiency: 1.0,
        }
    }

    /// Goes on for so many steps.
    pub fn run(&mut self, iterations: usize) {
        (0..iterations).for_each(|_| self.step());
    }

    /// Where all nodes stand now.
    pub fn places(&self) -> Vec<Place> {
        self.x.iter().zip(&self.y).map(|(&x, &y)| [x, y]).collect()
    }

    fn step(&mut self) {
        self.tree.build(&self.x, &self.y, &self.mass, self.settings.theta);
        self.tree.repulsion(&mut self.push);
        std::mem::swap(&mut self.force, &mut self.before);
        let agreement = self.forces();
        self.pace(agreement);
        self.go();
    }

    /// The force on each node, and how far it agrees with the one before.
    fn forces(&mut self) -> Agreement {
        let mut force = std::mem::take(&mut self.force);
        let parts: Vec<Agreement> = force
            .par_chunks_mut(PIECE)
            .enumerate()
            .map(|(piece, forces)| {
                let nodes = piece * PIECE..;
                nodes.zip(forces).fold(Agreement::default(), |sum, (node, force)| {
                    *force = self.force_on(node);
                    self.agreement(sum, node, *force)
                })
            })
            .collect();
        self.force = force;
        parts.iter().fold(Agreement::default(), |sum, part| Agreement {
            swinging: sum.swinging + part.swinging,
            traction: sum.traction + part.traction,
        })
    }

    fn force_on(&self, node: usize) -> [f32; 2] {
        let settings = &self.settings;
        let (x, y, mass) = (self.x[node], self.y[node], self.mass[node]);
        let attraction = if settings.lin_log || settings.by_degree {
            self.attraction(node)
        } else {
            self.plain_attraction(node)
        };
        let gravity = if settings.strong_gravity {
            settings.gravity * mass
        } else {
            settings.gravity * mass / x.hypot(y).max(f32::MIN_POSITIVE)
        };
        let push = self.push[node].map(|push| push * settings.scaling * mass);
        let mut force = [push[0] + attraction[0] - x * gravity, push[1] + attraction[1] - y * gravity];
        if let Some(place) = self.held[node] {
            force[0] += (place[0] - x) * settings.hold * mass;
            force[1] += (place[1] - y) * settings.hold * mass;
        }
        force
    }

    fn plain_attraction(&self, node: usize) -> [f32; 2] {
        let (x, y) = (self.x[node], self.y[node]);
        self.ties.of_node(node).iter().fold([0.0; 2], |[fx, fy], &(other, pull)| {
            let other = other as usize;
            [fx + pull * (self.x[other] - x), fy + pull * (self.y[other] - y)]
        })
    }

    fn attraction(&self, node: usize) -> [f32; 2] {
        let (x, y, mass) = (self.x[node], self.y[node], self.mass[node]);
        self.ties.of_node(node).iter().fold([0.0; 2], |[fx, fy], &(other, pull)| {
            let other = other as usize;
            let (dx, dy) = (self.x[other] - x, self.y[other] - y);
            let mut factor = pull;
            if self.settings.lin_log {
                let distance = dx.hypot(dy);
                factor *= if distance > 0.0 { distance.ln_1p() / distance } else { 0.0 };
            }
            if self.settings.by_degree {
                // Of both ends one and the same, so that what pulls here is pulled there.
                factor /= mass.max(self.mass[other]);
            }
            [fx + factor * dx, fy + factor * dy]
        })
    }

    fn agreement(&self, sum: Agreement, node: usize, force: [f32; 2]) -> Agreement {
        let (before, mass) = (self.before[node], f64::from(self.mass[node]));
        Agreement {
            swinging: sum.swinging + mass * swing(before, force),
            traction: sum.traction
                + mass * 0.5 * f64::from((before[0] + force[0]).hypot(before[1] + force[1])),
        }
    }

    /// The speed of all, as Gephi finds it: what swings may be a part of what moves, by the size of the network.
    fn pace(&mut self, Agreement { swinging, traction }: Agreement) {
        let nodes = self.x.len() as f64;
        let optimal = 0.05 * nodes.sqrt();
        let mut tolerance = self.settings.tolerance
            * (optimal * traction / (nodes * nodes)).clamp(optimal.sqrt().min(10.0), 10.0);
        if swinging > 2.0 * traction {
            if self.efficiency > LEAST_EFFICIENCY {
                self.efficiency *= 0.5;
            }
            tolerance = tolerance.max(self.settings.tolerance);
        }
        let target = tolerance * self.efficiency * traction / swinging.max(f64::MIN_POSITIVE);
        if swinging > tolerance * traction {
            if self.efficiency > LEAST_EFFICIENCY {
                self.efficiency *= 0.7;
            }
        } else if self.speed < MOST_SPEED {
            self.efficiency *= 1.3;
        }
        // Faster by half at most: a jump would throw the picture about.
        self.speed += (target - self.speed).min(0.5 * self.speed);
    }

    fn go(&mut self) {
        let forces = self.force.iter().zip(&self.before).zip(&self.mass);
        for (((x, y), ((force, before), &mass)), speed) in
            self.x.iter_mut().zip(&mut self.y).zip(forces).zip(std::iter::repeat(self.speed))
        {
            let factor = (speed / (1.0 + (speed * f64::from(mass) * swing(*before, *force)).sqrt())) as f32;
            *x += force[0] * factor;
            *y += force[1] * factor;
        }
    }
}

/// How much a force turned since the step before.
fn swing(before: [f32; 2], now: [f32; 2]) -> f64 {
    f64::from((before[0] - now[0]).hypot(before[1] - now[1]))
}
