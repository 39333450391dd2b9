//! Ties within and between groups: the E-I index, diversity, and groups that hang by one thread.
//!
//! * **E-I index** (Krackhardt & Stern 1988): (external − internal) / (external + internal), −1 if all ties stay within
//!   groups and 1 if none does. Always both by ties and by touches, since its sign can differ. A tie with somebody
//!   of no known group does not count.
//! * **Diversity** of what somebody's contact is spread over (industries, countries, functions): Shannon's entropy, and
//!   Blau's index (1977), the chance that two picks differ.
//! * A **single-threaded** group is one that one live tie alone joins to ours.

use super::Graph;

/// The group of each node, if it is known.
pub type Groups<'a> = &'a [Option<u32>];

/// Ties within and beyond, as counted and as weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mixing {
    /// Ties within a group.
    pub internal: u64,
    /// Ties between groups.
    pub external: u64,
    /// The weight of ties within.
    pub internal_weight: f64,
    /// The weight of ties between.
    pub external_weight: f64,
}

impl Mixing {
    /// The E-I index by ties; nothing without a tie.
    pub fn by_ties(&self) -> Option<f64> {
        index(self.external as f64, self.internal as f64)
    }

    /// The E-I index by weight, that is by touches; nothing without a tie.
    pub fn by_touches(&self) -> Option<f64> {
        index(self.external_weight, self.internal_weight)
    }

    fn add(&mut self, within: bool, weight: f64) {
        if within {
            self.internal += 1;
            self.internal_weight += weight;
        } else {
            self.external += 1;
            self.external_weight += weight;
        }
    }
}

fn index(external: f64, internal: f64) -> Option<f64> {
    (external + internal > 0.0).then(|| (external - internal) / (external + internal))
}

/// Each tie between two people of known groups once: its ends and weight, and their groups.
fn known<'a>(graph: &'a Graph, groups: Groups<'a>) -> impl Iterator<Item = ((u32, u32, f64), u32, u32)> + 'a {
    let edges =
        (0..graph.len() as u32).flat_map(move |a| graph.neighbours(a).map(move |(b, weight)| (a, b, weight)));
    let group = move |node: u32| groups.get(node as usize).copied().flatten();
    edges.filter(|(a, b, _)| a < b).filter_map(move |edge| Some((edge, group(edge.0)?, group(edge.1)?)))
}

/// How the ties of the whole network run.
pub fn mixing(graph: &Graph, groups: Groups) -> Mixing {
    let mut all = Mixing::default();
    known(graph, groups).for_each(|((.., weight), a, b)| all.add(a == b, weight));
    all
}

/// How the ties of each group run, those numbered below `count`, as its members have them: a tie within a group is one
/// of both its ends, a tie between two groups one of either.
pub fn mixing_of_groups(graph: &Graph, groups: Groups, count: usize) -> Vec<Mixing> {
    let mut of = vec![Mixing::default(); count];
    for ((.., weight), a, b) in known(graph, groups) {
        for group in [a, b] {
            if let Some(mixing) = of.get_mut(group as usize) {
                mixing.add(a == b, weight);
            }
        }
    }
    of
}

/// What somebody's contact is spread over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Diversity {
    /// Shannon's entropy, in nats: 0 if all is of one kind, ln k if spread evenly over k.
    pub shannon: f64,
    /// Blau's index: 0 if all is of one kind, 1 − 1/k if spread evenly over k.
    pub blau: f64,
}

/// The diversity of amounts of several kinds; 0 if there is none.
pub fn diversity(amounts: &[f64]) -> Diversity {
    let total: f64 = amounts.iter().filter(|amount| **amount > 0.0).sum();
    let shares = || amounts.iter().filter(|amount| **amount > 0.0).map(|amount| amount / total);
    if total <= 0.0 {
        return Diversity::default();
    }
    Diversity {
        shannon: -shares().map(|share| share * share.ln()).sum::<f64>(),
        blau: 1.0 - shares().map(|share| share * share).sum::<f64>(),
    }
}

/// The diversity of somebody's contacts over groups numbered below `count`, by the weight of the ties.
pub fn diversity_around(graph: &Graph, node: u32, groups: Groups, count: usize) -> Diversity {
    let mut amounts = vec![0.0; count];
    for (other, weight) in graph.neighbours(node) {
        let group = groups.get(other as usize).copied().flatten();
        if let Some(amount) = group.and_then(|group| amounts.get_mut(group as usize)) {
            *amount += weight;
        }
    }
    diversity(&amounts)
}

/// The one live tie between our group and another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thread {
    /// The other group.
    pub group: u32,
    /// Its end with us.
    pub inside: u32,
    /// Its end with them.
    pub outside: u32,
    /// Its weight.
    pub weight: f64,
}

/// The groups that one tie alone joins to `ours`, of those ties that `live` lets count; by the number of the group.
pub fn single_threaded(
    graph: &Graph,
    groups: Groups,
    ours: u32,
    live: impl Fn(u32, u32, f64) -> bool,
) -> Vec<Thread> {
    let mut only = std::collections::BTreeMap::<u32, Option<Thread>>::new();
    for ((a, b, weight), of_a, of_b) in known(graph, groups) {
        let thread = match (of_a == ours, of_b == ours) {
            (true, false) => Thread { group: of_b, inside: a, outside: b, weight },
            (false, true) => Thread { group: of_a, inside: b, outside: a, weight },
            _ => continue,
        };
        if live(a, b, weight) {
            only.entry(thread.group).and_modify(|thread| *thread = None).or_insert(Some(thread));
        }
    }
    only.into_values().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::graph;

    const GROUPS: [Option<u32>; 6] = [Some(0), Some(0), Some(1), Some(1), Some(2), None];

    #[test]
    fn many_thin_ties_leave_and_few_strong_ones_stay() {
        let all = mixing(&graph(6, "0-1:8 0-2 1-3 3-4:2 4-5:50"), &GROUPS);
        assert_eq!((all.by_ties(), all.by_touches()), (Some(0.5), Some(-4.0 / 12.0)));
        let of = mixing_of_groups(&graph(6, "0-1:8 0-2 1-3 3-4:2 4-5:50"), &GROUPS, 3);
        let ties: Vec<_> = of.iter().map(|mixing| (mixing.internal, mixing.external)).collect();
        assert_eq!(ties, [(2, 2), (0, 3), (0, 1)]);
        assert_eq!(mixing(&graph(6, "4-5"), &GROUPS).by_ties(), None);
    }

    #[test]
    fn diversity_is_zero_for_one_kind_and_most_if_even() {
        assert_eq!(diversity(&[3.0, 0.0]), Diversity { shannon: 0.0, blau: 0.0 });
        let even = diversity(&[2.0, 2.0, 2.0, 2.0]);
        assert!((even.shannon - 4f64.ln()).abs() < 1e-12 && (even.blau - 0.75).abs() < 1e-12);
        assert_eq!(diversity(&[]), Diversity::default());
        let around = diversity_around(&graph(6, "0-1:2 0-2 0-3 0-5:9"), 0, &GROUPS, 3);
        assert!((around.blau - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_group_that_one_live_tie_joins_to_us_hangs_by_a_thread() {
        let graph = graph(6, "0-2:3 1-3:1 1-4:5 0-5:9 2-3:9");
        let all = single_threaded(&graph, &GROUPS, 0, |_, _, _| true);
        assert_eq!(all, [Thread { group: 2, inside: 1, outside: 4, weight: 5.0 }]);
        let live = single_threaded(&graph, &GROUPS, 0, |_, _, weight| weight > 2.0);
        assert_eq!(
            live.iter().map(|thread| (thread.group, thread.outside)).collect::<Vec<_>>(),
            [(1, 2), (2, 4)]
        );
    }
}
