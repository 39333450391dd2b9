//! What is left of a network when some ways are taken, and what turning a part of them back saves.
//!
//! A person is met and then goes on, which are two states, so that they serve one way only. Those on no way have
//! the second state alone: meeting them costs the tie and what asking them costs. Whoever is met on a way that is
//! taken cannot go on, but can turn the way back to whom it came from, and from there go on otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, Ways, load};

/// A state of the search. Below the number of people: somebody goes on; then: somebody on a way is met; the last
/// one: one of those sought is met.
pub(super) type State = u32;

/// The network without the ways that are taken.
pub(super) struct Residual<'a> {
    ways: &'a Ways<'a>,
    asked: &'a Asked<'a>,
    to: BTreeSet<u32>,
    people: u32,
    /// Whom each connector on a way came from, and goes to.
    before: BTreeMap<u32, u32>,
    after: BTreeMap<u32, u32>,
    /// Whom ways begin with.
    first: BTreeSet<u32>,
}

/// Which way arcs are followed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Towards {
    Goal,
    Start,
}

impl<'a> Residual<'a> {
    pub(super) fn new(ways: &'a Ways<'a>, asked: &'a Asked<'a>, to: BTreeSet<u32>) -> Residual<'a> {
        let people = ways.graph.len() as u32;
        let to = to.into_iter().filter(|&node| node < people).collect();
        let (before, after) = (BTreeMap::new(), BTreeMap::new());
        Residual { ways, asked, to, people, before, after, first: BTreeSet::new() }
    }

    pub(super) fn states(&self) -> usize {
        2 * self.people as usize + 1
    }

    pub(super) fn start(&self) -> State {
        self.asked.from
    }

    pub(super) fn goal(&self) -> State {
        2 * self.people
    }

    /// How much there is to look at from a state.
    pub(super) fn degree(&self, state: State) -> usize {
        if state == self.goal() { self.to.len() } else { self.ways.graph.degree(state % self.people) }
    }

    /// How many ways are taken.
    pub(super) fn ways(&self) -> usize {
        self.first.len()
    }

    /// Of a state on a new way, where somebody goes on who was on none: the state of being met, which comes to be,
    /// and what lies between the two.
    pub(super) fn met(&self, state: State) -> Option<(State, f64)> {
        let connector = state < self.people && state != self.asked.from && !self.before.contains_key(&state);
        connector.then(|| (state + self.people, load(self.asked, state)))
    }

    /// The arcs from a state, or to it, each with its other end and its cost.
    pub(super) fn arcs(&self, state: State, towards: Towards, mut each: impl FnMut(State, f64)) {
        match towards {
            Towards::Goal if state < self.people => self.ahead_of_going_on(state, &mut each),
            Towards::Goal => self.ahead_of_met(state - self.people, &mut each),
            Towards::Start if state == self.goal() => self.behind_goal(&mut each),
            Towards::Start if state < self.people => self.behind_going_on(state, &mut each),
            Towards::Start => self.behind_met(state - self.people, &mut each),
        }
    }

    fn ahead_of_going_on(&self, node: u32, each: &mut impl FnMut(State, f64)) {
        for (end, cost) in self.ways.ties(node).filter(|&(end, _)| !self.taken(node, end)) {
            if self.to.contains(&end) {
                each(self.goal(), cost);
            } else if self.before.contains_key(&end) {
                each(end + self.people, cost);
            } else if end != self.asked.from {
                each(end, cost + load(self.asked, end));
            }
        }
        if self.before.contains_key(&node) {
            each(node + self.people, -load(self.asked, node));
        }
    }

    /// Whoever is met on a way can only turn it back.
    fn ahead_of_met(&self, node: u32, each: &mut impl FnMut(State, f64)) {
        if let Some(&before) = self.before.get(&node)
            && before != self.asked.from
        {
            each(before, -self.ways.cost(before, node));
        }
    }

    fn behind_goal(&self, each: &mut impl FnMut(State, f64)) {
        for &end in &self.to {
            let able =
                self.ways.ties(end).filter(|&(node, _)| !self.to.contains(&node) && !self.taken(node, end));
            able.for_each(|(node, cost)| each(node, cost));
        }
    }

    fn behind_going_on(&self, node: u32, each: &mut impl FnMut(State, f64)) {
        if node == self.asked.from {
            return;
        }
        if !self.before.contains_key(&node) {
            let cost_here = load(self.asked, node);
            let able = self.ways.ties(node).filter(|(from, _)| !self.to.contains(from));
            able.for_each(|(from, cost)| each(from, cost + cost_here));
        } else if let Some(&after) = self.after.get(&node)
            && !self.to.contains(&after)
        {
            each(after + self.people, -self.ways.cost(node, after));
        }
    }

    fn behind_met(&self, node: u32, each: &mut impl FnMut(State, f64)) {
        let able =
            self.ways.ties(node).filter(|&(from, _)| !self.to.contains(&from) && !self.taken(from, node));
        able.for_each(|(from, cost)| each(from, cost));
        each(node, -load(self.asked, node));
    }

    /// Whether a way goes from one to the other.
    fn taken(&self, from: u32, to: u32) -> bool {
        if from == self.asked.from { self.first.contains(&to) } else { self.after.get(&from) == Some(&to) }
    }

    /// Takes one more way, turning back what it turns back.
    pub(super) fn turn(&mut self, states: &[State]) {
        let arcs: Vec<(State, State)> = states.windows(2).map(|arc| (arc[0], arc[1])).collect();
        // First what is turned back, then what is new: a person may leave one way and join another.
        for &(from, to) in arcs.iter().filter(|(from, to)| *from >= self.people && *to < self.people) {
            self.before.remove(&(from - self.people));
            self.after.remove(&to);
        }
        let goal = self.goal();
        for (from, to) in
            arcs.into_iter().filter(|&(from, to)| from < self.people && to != from + self.people)
        {
            let to = if to == goal { self.met_by(from) } else { to % self.people };
            if from == self.asked.from {
                self.first.insert(to);
            } else {
                self.after.insert(from, to);
            }
            if !self.to.contains(&to) {
                self.before.insert(to, from);
            }
        }
    }

    /// Whom of those sought somebody would meet: the one with the warmest tie that is free.
    fn met_by(&self, from: u32) -> u32 {
        let sought =
            self.ways.ties(from).filter(|&(end, _)| self.to.contains(&end) && !self.taken(from, end));
        sought.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(from, |(end, _)| end)
    }

    /// The people of each way.
    pub(super) fn people(&self) -> Vec<Vec<u32>> {
        let way = |&first: &u32| {
            let rest = std::iter::successors(Some(first), |node| self.after.get(node).copied());
            std::iter::once(self.asked.from).chain(rest).collect()
        };
        self.first.iter().map(way).collect()
    }
}
