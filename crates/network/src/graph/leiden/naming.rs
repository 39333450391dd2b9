//! Which community of today is which of yesterday.

use std::collections::BTreeMap;

/// Today's communities with the numbers of the earlier ones that they share most people with, each number given
/// once; the others get numbers that were not there before.
pub fn named_as_before(of: &[u32], earlier: &[Option<u32>]) -> Vec<u32> {
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (&now, before) in of.iter().zip(earlier) {
        if let Some(before) = *before {
            *shared.entry((now, before)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().collect();
    pairs.sort_by_key(|&(pair, people)| (std::cmp::Reverse(people), pair));
    let (mut names, mut given) = (BTreeMap::new(), std::collections::BTreeSet::new());
    for ((now, before), _) in pairs {
        if !names.contains_key(&now) && given.insert(before) {
            names.insert(now, before);
        }
    }
    let mut next = earlier.iter().flatten().max().map_or(0, |&most| most + 1);
    let mut name = |now| {
        *names.entry(now).or_insert_with(|| {
            next += 1;
            next - 1
        })
    };
    of.iter().map(|&now| name(now)).collect()
}

/// How far two partitions agree: normalised mutual information, 1 for the same (by the mean of both entropies, as
/// igraph has it). Nodes without a label in either are left out.
pub fn agreement(of: &[Option<u32>], other: &[Option<u32>]) -> f64 {
    let pairs: Vec<(u32, u32)> = of.iter().zip(other).filter_map(|(&a, &b)| Some((a?, b?))).collect();
    let all = pairs.len() as f64;
    let entropy = |counts: BTreeMap<(u32, u32), f64>| {
        let part = |count: f64| -count / all * (count / all).ln();
        counts.into_values().map(part).sum::<f64>()
    };
    let counted = |key: fn(&(u32, u32)) -> (u32, u32)| {
        let mut counts: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        pairs.iter().for_each(|pair| *counts.entry(key(pair)).or_default() += 1.0);
        entropy(counts)
    };
    let (left, right, both) = (counted(|p| (p.0, 0)), counted(|p| (p.1, 0)), counted(|p| *p));
    if left + right == 0.0 { 1.0 } else { 2.0 * (left + right - both) / (left + right) }
}
