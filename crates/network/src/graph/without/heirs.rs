//! Who could take over from those who would be gone: who shares most contacts with them, and knows those who would be
//! lost, if only a little.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lost::LostPerson;
use super::{Asked, Live, marked};

/// Somebody who could take over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heir {
    /// Who.
    pub person: u32,
    /// With whom they have a live tie, as those who would be gone have.
    pub shared: Vec<u32>,
    /// Whom of those that would be lost they have a tie with, live or not.
    pub lost_ones: Vec<u32>,
}

/// The likeliest heirs: a tie with somebody who would be lost counts before a shared contact.
pub(super) fn heirs(before: &Live, after: &Live, asked: &Asked, lost: &[LostPerson]) -> Vec<Heir> {
    let mut heirs: BTreeMap<u32, Heir> = BTreeMap::new();
    let chosen = (!asked.able.is_empty()).then(|| marked(before.graph.len(), asked.able));
    let is_able = |node: u32| chosen.as_ref().map_or(after.is_ours(node), |chosen| chosen[node as usize]);
    let able = |node: u32| !after.is_gone(node) && is_able(node);
    for contact in contacts(before, after, asked) {
        for person in after.ties(contact).filter(|&person| able(person)) {
            heirs.entry(person).or_default().shared.push(contact);
        }
    }
    for LostPerson { person: one, .. } in lost {
        for (person, _) in before.graph.neighbours(*one).filter(|&(person, _)| able(person)) {
            heirs.entry(person).or_default().lost_ones.push(*one);
        }
    }
    let named = heirs.into_iter().map(|(person, heir)| Heir { person, ..heir });
    let mut heirs: Vec<Heir> = named.filter(|heir| heir.person != asked.from).collect();
    heirs.sort_by_key(|heir| (Reverse(heir.lost_ones.len()), Reverse(heir.shared.len()), heir.person));
    heirs.truncate(asked.heirs);
    heirs
}

/// The live contacts of those who would be gone, each once.
fn contacts(before: &Live, after: &Live, asked: &Asked) -> Vec<u32> {
    let known = asked.gone.iter().copied().filter(|&node| (node as usize) < before.graph.len());
    let mut contacts: Vec<u32> =
        known.flat_map(|node| before.ties(node)).filter(|&end| !after.is_gone(end)).collect();
    contacts.sort_unstable();
    contacts.dedup();
    contacts
}
