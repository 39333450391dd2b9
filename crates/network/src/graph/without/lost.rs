//! Whose live ties all go to those who would be gone.

use super::{Live, marked};

/// Somebody who loses all live ties to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostPerson {
    /// Who.
    pub person: u32,
    /// At the other ends of the live ties that are lost.
    pub through: Vec<u32>,
}

/// A group that loses all live ties to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostGroup {
    /// Which, as a place in the groups asked about.
    pub group: usize,
    /// The live ties that are lost: who in the group, and who outside.
    pub through: Vec<(u32, u32)>,
}

/// A group that keeps some of its live ties to us, but not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thinner {
    /// Which, as a place in the groups asked about.
    pub group: usize,
    /// How many it has.
    pub before: usize,
    /// How many would be left.
    pub after: usize,
}

/// The people who had live ties to us, and have none.
pub(super) fn people(before: &Live, after: &Live) -> Vec<LostPerson> {
    let at_stake = (0..before.graph.len() as u32).filter(|&node| !after.is_gone(node));
    let lost = at_stake.filter(|&node| after.ties_to_us(node).next().is_none());
    let told = lost.map(|person| LostPerson { person, through: before.ties_to_us(person).collect() });
    told.filter(|lost| !lost.through.is_empty()).collect()
}

/// The groups that had live ties to us, and have none.
pub(super) fn groups(before: &Live, after: &Live, groups: &[Vec<u32>]) -> Vec<LostGroup> {
    let lost = groups.iter().enumerate().filter(|(_, members)| ties_of(after, members).is_empty());
    let told = lost.map(|(group, members)| LostGroup { group, through: ties_of(before, members) });
    told.filter(|lost| !lost.through.is_empty()).collect()
}

/// The groups that had more live ties to us than they have.
pub(super) fn thinner(before: &Live, after: &Live, groups: &[Vec<u32>]) -> Vec<Thinner> {
    let counted = |(group, members): (usize, &Vec<u32>)| {
        let (before, after) = (ties_of(before, members).len(), ties_of(after, members).len());
        (0 < after && after < before).then_some(Thinner { group, before, after })
    };
    groups.iter().enumerate().filter_map(counted).collect()
}

/// The live ties between a group and those of us outside it.
pub(super) fn ties_of(live: &Live, members: &[u32]) -> Vec<(u32, u32)> {
    let nodes = live.graph.len();
    let inside = marked(nodes, members);
    let known = members.iter().copied().filter(|&member| (member as usize) < nodes);
    let ties = known.flat_map(|member| live.ties_to_us(member).map(move |end| (member, end)));
    ties.filter(|&(_, end)| !inside[end as usize]).collect()
}
