//! The cheapest way through what is left, sought from both ends at once.
//!
//! Costs may be below nought where a way is turned back. Potentials (Johnson 1977) lift them: what an arc costs is
//! told with the difference of its ends', which is never below nought. After a search that met in the middle, those
//! within its reach at the start fall and those at the goal rise, by how far they were from where it met; all others
//! stay, so that nothing is done for the rest of the network.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::residual::{Residual, State, Towards};

/// A number that can stand in a heap: costs are never NaN.
#[derive(Clone, Copy, PartialEq)]
struct Cost(f64);

impl Eq for Cost {}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Cost) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cost {
    fn cmp(&self, other: &Cost) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// One end's view: how far states are, and through which one.
struct Side {
    distance: Vec<f64>,
    through: Vec<State>,
    reached: Vec<State>,
    heap: BinaryHeap<Reverse<(Cost, State)>>,
}

impl Side {
    fn new(states: usize) -> Side {
        let (distance, through) = (vec![f64::INFINITY; states], vec![0; states]);
        Side { distance, through, reached: Vec::new(), heap: BinaryHeap::new() }
    }

    fn begin(&mut self, state: State) {
        self.reached.drain(..).for_each(|state| self.distance[state as usize] = f64::INFINITY);
        self.heap.clear();
        self.reach(state, 0.0, state);
    }

    fn reach(&mut self, state: State, distance: f64, through: State) -> bool {
        let at = &mut self.distance[state as usize];
        if distance >= *at {
            return false;
        }
        if at.is_infinite() {
            self.reached.push(state);
        }
        *at = distance;
        self.through[state as usize] = through;
        self.heap.push(Reverse((Cost(distance), state)));
        true
    }

    /// How many ties the next one has.
    fn nearest(&self, residual: &Residual) -> usize {
        self.heap.peek().map_or(0, |Reverse((_, state))| residual.degree(*state))
    }

    /// How far the next one is.
    fn next(&mut self) -> f64 {
        while let Some(Reverse((Cost(distance), state))) = self.heap.peek() {
            if *distance <= self.distance[*state as usize] {
                return *distance;
            }
            self.heap.pop();
        }
        f64::INFINITY
    }
}

/// What is kept from one search to the next.
pub(super) struct Search {
    potential: Vec<f64>,
    there: Side,
    back: Side,
}

impl Search {
    pub(super) fn new(states: usize) -> Search {
        Search { potential: vec![0.0; states], there: Side::new(states), back: Side::new(states) }
    }

    /// The states of the cheapest way, if it costs at most so much.
    pub(super) fn shortest(&mut self, residual: &Residual, most: f64) -> Option<Vec<State>> {
        let (start, goal) = (residual.start(), residual.goal());
        self.there.begin(start);
        self.back.begin(goal);
        let most = most - (self.potential[goal as usize] - self.potential[start as usize]);
        let mut met = (f64::INFINITY, start);
        loop {
            let (there, back) = (self.there.next(), self.back.next());
            if there + back >= met.0 || there + back > most {
                break;
            }
            // The side with less to look at goes on: somebody who knows everybody is not looked through for one of few.
            let ahead = self.there.heap.len() + self.there.nearest(residual);
            let behind = self.back.heap.len() + self.back.nearest(residual);
            if ahead <= behind {
                self.go_on(residual, Towards::Goal, &mut met);
            } else {
                self.go_on(residual, Towards::Start, &mut met);
            }
        }
        if met.0.is_infinite() || met.0 > most {
            return None;
        }
        let states = self.states(met.1, start, goal);
        self.lift(met.0);
        for (state, (met, cost)) in states.iter().filter_map(|&state| Some((state, residual.met(state)?))) {
            self.potential[met as usize] = self.potential[state as usize] - cost;
        }
        Some(states)
    }

    fn go_on(&mut self, residual: &Residual, towards: Towards, met: &mut (f64, State)) {
        let (own, other) = match towards {
            Towards::Goal => (&mut self.there, &self.back),
            Towards::Start => (&mut self.back, &self.there),
        };
        let Some(Reverse((Cost(distance), state))) = own.heap.pop() else { return };
        let potential = &self.potential;
        residual.arcs(state, towards, |end, cost| {
            let rise = potential[end as usize] - potential[state as usize];
            let lifted = if towards == Towards::Goal { cost - rise } else { cost + rise };
            // Rounding may leave a hair below nought.
            let reached = distance + lifted.max(0.0);
            // What is no nearer than the two ends are by now leads to nothing nearer.
            if reached >= met.0 || !own.reach(end, reached, state) {
                return;
            }
            if reached + other.distance[end as usize] < met.0 {
                *met = (reached + other.distance[end as usize], end);
            }
        });
    }

    /// The way through the state where both sides met.
    fn states(&self, met: State, start: State, goal: State) -> Vec<State> {
        let follow = |side: &Side, end: State| {
            let next = |state: &State| (*state != end).then(|| side.through[*state as usize]);
            std::iter::successors(Some(met), next).collect::<Vec<_>>()
        };
        let mut states = follow(&self.there, start);
        states.reverse();
        states.extend(&follow(&self.back, goal)[1..]);
        states
    }

    /// New potentials, of a search that found a way of so much.
    fn lift(&mut self, cost: f64) {
        let there = self.there.next().min(cost);
        let back = cost - there;
        for &state in &self.there.reached {
            self.potential[state as usize] += (self.there.distance[state as usize] - there).min(0.0);
        }
        for &state in &self.back.reached {
            self.potential[state as usize] += (back - self.back.distance[state as usize]).max(0.0);
        }
    }
}
