//! Who could introduce whom: the warmest ways through people who stay in touch, sharing nobody on the way.
//!
//! The chance of a way is the product of the chances of a touch of its ties, so that a way costs the sum of
//! −ln P; a connector who was asked lately costs extra. Of all sets of so many ways without a common person,
//! the one that costs least together is found (Suurballe 1974; Bhandari 1999): each further way goes through a
//! graph where those before may be turned back ([`residual`]). The first way alone is always the warmest; with
//! more, it may give way to two that are better together.
//!
//! Each search begins at both ends at once and stops where the two meet ([`search`]); potentials keep the costs of
//! what is turned back above nought, so that only people near both ends are looked at.

mod residual;
mod search;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Graph;
use residual::Residual;
use search::Search;

/// A network with what each tie costs, for many questions.
pub struct Ways<'g> {
    graph: &'g Graph,
    /// −ln P of each half tie, as the graph has them.
    costs: Cow<'g, [f64]>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Who wants to be introduced.
    pub from: u32,
    /// To whom: one of these, as of an organization or a field. A way ends at the first of them.
    pub to: &'a [u32],
    /// How many ways at most.
    pub count: usize,
    /// No further way is sought that adds more than this chance would cost.
    pub least_chance: f64,
    /// What asking a connector costs extra, by number, in −ln P; nobody without an entry does.
    pub load: &'a [f64],
}

/// One way.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// From whoever asks to whoever is met, both included.
    pub people: Vec<u32>,
    /// The chance of a touch on each tie of the way.
    pub chances: Vec<f64>,
    /// −ln of the chances, and what the connectors cost extra.
    pub cost: f64,
}

impl Way {
    /// The chance that all ties of the way are live.
    pub fn chance(&self) -> f64 {
        self.chances.iter().product()
    }
}

impl<'g> Ways<'g> {
    /// A network with the chance of a touch, made of each tie's weight. A tie without any is not used.
    pub fn new(graph: &'g Graph, chance: impl Fn(f64) -> f64 + Sync) -> Ways<'g> {
        Ways { graph, costs: Cow::Owned(costs(graph, chance)) }
    }

    /// The same of [`costs`] that are kept beside the network.
    pub fn of_costs(graph: &'g Graph, costs: &'g [f64]) -> Ways<'g> {
        Ways { graph, costs: Cow::Borrowed(costs) }
    }

    /// The ways that cost least together, the warmest first; fewer where there are fewer.
    pub fn warmest(&self, asked: &Asked) -> Vec<Way> {
        let to: BTreeSet<u32> = asked.to.iter().copied().collect();
        if to.contains(&asked.from) || asked.from as usize >= self.graph.len() {
            return Vec::new();
        }
        let mut residual = Residual::new(self, asked, to);
        let mut search = Search::new(residual.states());
        let most = -asked.least_chance.max(0.0).ln();
        while residual.ways() < asked.count {
            let Some(found) = search.shortest(&residual, most) else { break };
            residual.turn(&found);
        }
        let mut ways: Vec<Way> =
            residual.people().into_iter().map(|people| self.way(people, asked)).collect();
        ways.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.people.cmp(&b.people)));
        ways
    }

    fn way(&self, people: Vec<u32>, asked: &Asked) -> Way {
        let costs = people.windows(2).map(|tie| self.cost(tie[0], tie[1]));
        let chances = costs.map(|cost| (-cost).exp()).collect();
        let load: f64 = people[1..people.len() - 1].iter().map(|&person| load(asked, person)).sum();
        let cost = people.windows(2).map(|tie| self.cost(tie[0], tie[1])).sum::<f64>() + load;
        Way { people, chances, cost }
    }

    fn cost(&self, from: u32, to: u32) -> f64 {
        let (ends, _) = self.graph.row(from);
        ends.binary_search(&to).map_or(f64::INFINITY, |at| self.costs[self.graph.offsets[from as usize] + at])
    }

    /// Neighbours with what the tie to them costs.
    fn ties(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let range = self.graph.range(node as usize);
        let ties = self.graph.targets[range.clone()].iter().copied().zip(self.costs[range].iter().copied());
        ties.filter(|(_, cost)| cost.is_finite())
    }
}

/// What each tie costs, in the order of the graph's rows: −ln of the chance made of its weight.
pub fn costs(graph: &Graph, chance: impl Fn(f64) -> f64 + Sync) -> Vec<f64> {
    graph.weights.par_iter().map(|&weight| -chance(weight).clamp(0.0, 1.0).ln()).collect()
}

/// What asking somebody costs extra.
fn load(asked: &Asked, person: u32) -> f64 {
    asked.load.get(person as usize).map_or(0.0, |load| load.max(0.0))
}
