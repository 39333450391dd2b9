//! The network as ways are sought in it: everyone with the chance that each tie sees a touch within thirty days.
//!
//! Some forty bytes a tie: the ends and the chance in the rows of both, and what it costs. Pairs that were only ever seen
//! together have a small chance beside it, so that a way leads by them only where no tie does.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::graph::Graph;
use network::graph::paths::{Ways, costs};

use crate::access::{Cx, Sight};
use crate::background;
use crate::error::Result;
use crate::features::people::{day_number, moment_of};
use crate::features::snapshot::Snapshot;
use crate::features::{accuracy, understanding, without};

/// The chance that somebody introduces another with whom they were seen together ever so often, lately. Nobody has measured
/// it: it is set so that it lies below what a live tie has ([`without::LIVE`]).
const TOGETHER: f64 = 0.08;
/// Having been seen together so often makes half of it.
const HALF_OFTEN: f64 = 3.0;
/// Pairs that were only seen together count for so many of each person, the likeliest.
const TOGETHER_EACH: usize = 12;

/// Everyone's ties, at a moment.
pub(crate) struct Network {
    /// All changes up to this revision are in it.
    pub revision: i64,
    /// The day of its chances.
    pub day: Date,
    /// Whose numbers the nodes are, ascending.
    persons: Arc<[i64]>,
    /// Ties, weighed by the chance of a touch within thirty days.
    pub graph: Graph,
    costs: Vec<f64>,
    /// How it stands for those whose loss was asked about.
    pub frames: without::Frames,
}

impl Network {
    fn of(revision: i64, day: Date, persons: Arc<[i64]>, mut ties: Vec<(u32, u32, f64)>) -> Network {
        // In this order the graph is made in place.
        ties.sort_unstable_by_key(|&(a, b, _)| (a, b));
        let graph = Graph::undirected(persons.len(), &ties);
        drop(ties);
        let costs = costs(&graph, |chance| chance);
        Network { revision, day, persons, graph, costs, frames: without::Frames::default() }
    }

    /// The node of a person.
    pub fn node(&self, person: PersonId) -> Option<u32> {
        self.persons.binary_search(&person.0).ok().map(|at| at as u32)
    }

    /// The person of a node.
    pub fn person(&self, node: u32) -> PersonId {
        PersonId(self.persons[node as usize])
    }

    /// How many people are in it.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// For questions of ways.
    pub fn ways(&self) -> Ways<'_> {
        Ways::of_costs(&self.graph, &self.costs)
    }

    /// The part of it that somebody sees: whom they do not see leads nowhere.
    pub fn seen_by(&self, sight: &Sight) -> Network {
        let persons: Arc<[i64]> =
            self.persons.iter().copied().filter(|&person| sight.sees(PersonId(person))).collect();
        let places: HashMap<i64, u32> = persons.iter().copied().zip(0..).collect();
        let mut ties = Vec::new();
        for (a, person) in (0u32..).zip(&*self.persons) {
            let Some(&from) = places.get(person) else { continue };
            let later = self.graph.neighbours(a).filter(|&(b, _)| b > a);
            let seen =
                later.filter_map(|(b, chance)| Some((*places.get(&self.persons[b as usize])?, chance)));
            ties.extend(seen.map(|(to, chance)| (from, to, chance)));
        }
        Network::of(self.revision, self.day, persons, ties)
    }
}

/// Reads all ties among the people of a snapshot.
pub(super) async fn read(cx: &Cx, seen: Arc<Snapshot>, as_of: Timestamp) -> Result<Network> {
    let owner = seen.owner.map(|owner| owner.0);
    let mut persons: Vec<i64> = seen.listed().map(|line| line.id).chain(owner).collect();
    persons.sort_unstable();
    persons.dedup();
    let persons: Arc<[i64]> = persons.into();
    let (revision, day) = (seen.revision, seen.day);
    // Reading takes longer than a snapshot may serve.
    drop(seen);
    let ties = ties(cx, persons.clone(), owner, as_of).await?;
    background::run(move || Network::of(revision, day, persons, ties)).await
}

/// Ties by the places of both, in the order of these, with their chances; then the likeliest of those who were only seen
/// together.
async fn ties(
    cx: &Cx,
    persons: Arc<[i64]>,
    owner: Option<i64>,
    as_of: Timestamp,
) -> Result<Vec<(u32, u32, f64)>> {
    let people = persons.len();
    let node = move |person: i64| persons.binary_search(&person).ok().map(|at| at as u32);
    let both = move |a: i64, b: i64| node(a).zip(node(b));
    let moment = moment_of(as_of);
    let constants = accuracy::constants(cx, as_of).await?;
    let of_tie = both.clone();
    let ties = understanding::each_tie(cx, Vec::new(), move |ties, a, b, days| {
        if let Some((a, b)) = of_tie(a, b)
            && let Some(numbers) = constants.measure(None).numbers_of_text(days, moment)?
        {
            ties.push((a, b, numbers.p_30_days));
        }
        Ok(())
    })
    .await?;
    let today = day_number(as_of.to_zoned(cx.app.zone.clone()).date());
    let all: Together = (ties, Vec::new());
    let all = understanding::each_acquaintance(cx, all, move |(ties, together), one| {
        // Both come in the order of pairs, and nodes are in the order of people.
        let tied = |ends: &(u32, u32)| ties.binary_search_by_key(ends, |&(a, b, _)| (a, b)).is_ok();
        // Whom the owner was only seen with, they do not know.
        if [one.a, one.b].map(Some).contains(&owner) {
            return;
        }
        let ends = both(one.a, one.b).filter(|ends| one.last_day <= today && !tied(ends));
        together.extend(ends.map(|(a, b)| (a, b, chance_of_seen(one.seen, today - one.last_day))));
    });
    let (mut ties, together) = all.await?;
    ties.extend(likeliest(together, people));
    Ok(ties)
}

/// Ties, and pairs who were only seen together.
type Together = (Vec<(u32, u32, f64)>, Vec<(u32, u32, f64)>);

/// The chance of a pair that was only seen together so often, the last time so many days ago. Half of it is left each year.
fn chance_of_seen(seen: i64, days: i64) -> f64 {
    let often = seen.max(0) as f64;
    TOGETHER * often / (often + HALF_OFTEN) * (-(days.max(0) as f64) / 365.0).exp2()
}

/// The likeliest pairs of each.
fn likeliest(mut together: Vec<(u32, u32, f64)>, people: usize) -> Vec<(u32, u32, f64)> {
    together.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut has = vec![0usize; people];
    together.retain(|&(a, b, _)| {
        let counts = [a, b].iter().any(|&end| has[end as usize] < TOGETHER_EACH);
        [a, b].iter().for_each(|&end| has[end as usize] += usize::from(counts));
        counts
    });
    together
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn having_been_seen_together_is_less_than_a_live_tie_and_fades() {
        assert!(chance_of_seen(1_000, 0) < without::LIVE);
        assert!(chance_of_seen(9, 0) > chance_of_seen(2, 0));
        assert!((chance_of_seen(9, 365) * 2.0 - chance_of_seen(9, 0)).abs() < 1e-12);
    }

    #[test]
    fn whom_one_does_not_see_leads_nowhere() {
        let day = jiff::civil::date(2026, 3, 1);
        let network =
            Network::of(7, day, Arc::new([10, 20, 30, 40]), vec![(0, 1, 0.5), (1, 2, 0.4), (2, 3, 0.3)]);
        let seen = network.seen_by(&Sight::AllBut(HashSet::from([20])));
        assert_eq!((seen.len(), seen.graph.edges(), seen.revision), (3, 1, 7));
        assert_eq!(seen.node(PersonId(20)), None);
        let (from, to) =
            (seen.node(PersonId(30)).unwrap_or_default(), seen.node(PersonId(40)).unwrap_or_default());
        assert_eq!(seen.graph.neighbours(from).collect::<Vec<_>>(), [(to, 0.3)]);
    }
}
