//! A network looked through once, for many questions of who would be gone.
//!
//! What is lost without a few lies around them: the only live ties of their contacts, the groups of these, whoever was
//! reached through them. So a question costs what their surroundings are large, whatever the network is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::lost::{LostGroup, LostPerson, Thinner, ties_of};
use super::{Asked, Figures, Further, Live, Without, heirs, reach};
use crate::graph::Graph;

/// How a network stands: how far everybody is, and by how many live ties each group is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    steps: Vec<Option<u32>>,
    ties_of_groups: Vec<usize>,
    groups_of: BTreeMap<u32, Vec<usize>>,
    figures: Figures,
}

impl Standing {
    /// Looks through all of a network. Who would be gone is of no meaning here; all else must be the same in each
    /// question. Distances are told whatever they are.
    pub fn new(graph: &Graph, asked: &Asked) -> Standing {
        let asked = Asked { most_steps: u32::MAX, gone: &[], ..asked.clone() };
        let live = Live::new(graph, &asked, &[]);
        let mut groups_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (group, members) in asked.groups.iter().enumerate() {
            members.iter().for_each(|&member| groups_of.entry(member).or_default().push(group));
        }
        Standing {
            steps: reach::steps(&live, &asked),
            ties_of_groups: asked.groups.iter().map(|members| ties_of(&live, members).len()).collect(),
            groups_of,
            figures: live.figures(&asked),
        }
    }

    /// The whole as it is.
    pub fn figures(&self) -> Figures {
        self.figures
    }

    /// What [`super::without`] tells, but that only what was within reach can be cut off.
    pub fn without(&self, graph: &Graph, asked: &Asked) -> Without {
        let before = Live::new(graph, asked, &[]);
        let after = Live::new(graph, asked, asked.gone);
        let gone = known(graph, asked.gone);
        let around: BTreeSet<u32> =
            gone.iter().flat_map(|&node| before.ties(node)).filter(|&end| !after.is_gone(end)).collect();
        let lost = |&person: &u32| after.ties_to_us(person).next().is_none();
        let told = |person: u32| LostPerson { person, through: before.ties_to_us(person).collect() };
        let people: Vec<LostPerson> = around.iter().copied().filter(lost).map(told).collect();
        let people: Vec<LostPerson> = people.into_iter().filter(|lost| !lost.through.is_empty()).collect();
        let mut later = self.figures;
        later.people -= gone.iter().filter(|&&node| before.ties(node).next().is_some()).count();
        later.people -= around.iter().filter(|&&node| after.ties(node).next().is_none()).count();
        later.ties -= ties_at(&before, &after, &gone);
        let (groups, thinner) = self.groups(&before, &after, asked, &gone, &mut later);
        let further = self.further(&before, &after, asked, &gone);
        let is_reached = |node: &&u32| **node != asked.from && self.steps[**node as usize].is_some();
        later.within_reach -= gone.iter().filter(is_reached).count();
        later.within_reach -= further.iter().filter(|one| one.after.is_none()).count();
        if asked.gone.contains(&asked.from) {
            later.within_reach = 0;
        }
        Without {
            heirs: heirs::heirs(&before, &after, asked, &people),
            cut_off: cut_off(&after, &further),
            before: self.figures,
            after: later,
            people,
            groups,
            thinner,
            further,
        }
    }

    /// The groups that lose all live ties or some, of those whose people would be gone or were in touch with them.
    fn groups(
        &self,
        before: &Live,
        after: &Live,
        asked: &Asked,
        gone: &[u32],
        figures: &mut Figures,
    ) -> (Vec<LostGroup>, Vec<Thinner>) {
        let near = gone.iter().flat_map(|&node| before.ties(node)).chain(gone.iter().copied());
        let near: BTreeSet<u32> = near.collect();
        let touched: BTreeSet<usize> =
            near.iter().filter_map(|node| self.groups_of.get(node)).flatten().copied().collect();
        let (mut lost, mut thinner) = (Vec::new(), Vec::new());
        for group in touched {
            let members = &asked.groups[group];
            let (had, has) = (self.ties_of_groups[group], ties_of(after, members).len());
            figures.groups -= usize::from(had > 0 && has == 0);
            figures.single_threaded += usize::from(has == 1);
            figures.single_threaded -= usize::from(had == 1);
            if had > 0 && has == 0 {
                lost.push(LostGroup { group, through: ties_of(before, members) });
            }
            if 0 < has && has < had {
                thinner.push(Thinner { group, before: had, after: has });
            }
        }
        (lost, thinner)
    }

    /// Who is further away: whoever has nobody left one step nearer, and then whoever had only them.
    fn further(&self, before: &Live, after: &Live, asked: &Asked, gone: &[u32]) -> Vec<Further> {
        if asked.gone.contains(&asked.from) {
            return Vec::new();
        }
        let step = |node: u32| self.steps[node as usize];
        let mut waits = BinaryHeap::new();
        let beyond = |node: u32| before.ties(node).filter(move |&end| step(end) == step(node).map(|n| n + 1));
        for &node in gone.iter().filter(|&&node| step(node).is_some()) {
            beyond(node).for_each(|end| waits.push(Reverse((step(end), end))));
        }
        let mut moved: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        while let Some(Reverse((at, node))) = waits.pop() {
            let nearer = |&end: &u32| step(end).map(|n| n + 1) == at && !moved.contains_key(&end);
            if after.is_gone(node) || moved.contains_key(&node) || after.ties(node).any(|end| nearer(&end)) {
                continue;
            }
            moved.insert(node, None);
            beyond(node).for_each(|end| waits.push(Reverse((step(end), end))));
        }
        self.again(after, &mut moved);
        let told =
            |(person, after): (u32, Option<u32>)| Some(Further { person, before: step(person)?, after });
        let mut moved: Vec<Further> = moved.into_iter().filter_map(told).collect();
        moved.sort_by_key(|one| (Reverse(one.after.unwrap_or(u32::MAX)), one.before, one.person));
        moved
    }

    /// How far those are who moved, from those who did not.
    fn again(&self, after: &Live, moved: &mut BTreeMap<u32, Option<u32>>) {
        let mut waits = BinaryHeap::new();
        for &node in moved.keys() {
            let stayed = after.ties(node).filter(|end| !moved.contains_key(end));
            let nearest = stayed.filter_map(|end| self.steps[end as usize]).min();
            waits.extend(nearest.map(|step| Reverse((step + 1, node))));
        }
        while let Some(Reverse((step, node))) = waits.pop() {
            match moved.get_mut(&node) {
                Some(at @ None) => *at = Some(step),
                _ => continue,
            }
            let waiting = after.ties(node).filter(|end| moved.get(end) == Some(&None));
            waits.extend(waiting.map(|end| Reverse((step + 1, end))));
        }
    }
}

/// Each of those who are in the network, once.
fn known(graph: &Graph, gone: &[u32]) -> Vec<u32> {
    let known: BTreeSet<u32> = gone.iter().copied().filter(|&node| (node as usize) < graph.len()).collect();
    known.into_iter().collect()
}

/// The live ties of those who would be gone, those between two of them once.
fn ties_at(before: &Live, after: &Live, gone: &[u32]) -> usize {
    let halves = gone.iter().flat_map(|&node| before.ties(node));
    let (twice, once): (Vec<u32>, Vec<u32>) = halves.partition(|&end| after.is_gone(end));
    twice.len() / 2 + once.len()
}

/// The pieces that those who are not reached any more make, the largest first.
fn cut_off(after: &Live, further: &[Further]) -> Vec<Vec<u32>> {
    let mut left: BTreeSet<u32> =
        further.iter().filter(|one| one.after.is_none()).map(|one| one.person).collect();
    let mut pieces = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut piece, mut at) = (vec![first], 0);
        while let Some(&node) = piece.get(at) {
            piece.extend(after.ties(node).filter(|end| left.remove(end)));
            at += 1;
        }
        piece.sort_unstable();
        pieces.push(piece);
    }
    pieces.sort_by_key(|piece| (Reverse(piece.len()), piece[0]));
    pieces
}
