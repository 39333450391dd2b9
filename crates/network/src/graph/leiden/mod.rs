//! Communities: Leiden by Traag, Waltman and van Eck (Scientific Reports 9, 5233, 2019), for weighted modularity
//! with a resolution (Newman and Girvan 2004; Reichardt and Bornholdt 2006).
//!
//! One round moves nodes between communities while that raises modularity ([`moving`]), splits each community
//! into well connected parts ([`refine`]), makes a smaller graph with the parts as nodes ([`level`]), and goes on
//! there. Rounds are repeated from the partition found until one gains nothing more. Each community is
//! connected. Chance has a seed: the same graph and seed give the same communities.
//!
//! [`naming`] keeps the number of a community while most of its people stay, when the network changes.

mod level;
mod moving;
mod naming;
mod refine;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::Graph;
use level::Level;

pub use naming::{agreement, named_as_before};

/// A round that gains less modularity than this is the last one.
const GAIN: f64 = 1e-6;
/// Orders that small networks are tried in, as many as this many ties are looked at.
const TRIES: usize = 10;
const WORK: usize = 200_000;

/// How communities are sought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// More finds smaller communities; 1 is modularity as Newman and Girvan define it.
    pub resolution: f64,
    /// Another seed looks at people in another order.
    pub seed: u64,
    /// Rounds at most. Small networks are stable soon; in large ones each gains less than the one before, and the
    /// fourth less than 0.0005.
    pub rounds: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { resolution: 1.0, seed: 1, rounds: 3 }
    }
}

/// Who is in which community.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communities {
    /// The community of each node; from nought, the largest first, where there were none before.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    /// How much better than chance: modularity at the resolution asked for.
    pub modularity: f64,
}

/// Finds communities from nothing. Small networks are tried in several orders, and the best is kept.
pub fn communities(graph: &Graph, settings: &Settings) -> Communities {
    let level = Level::of(graph);
    let tries = (WORK / graph.edges().max(1)).clamp(1, TRIES) as u64;
    let found = (0..tries).into_par_iter().map(|at| {
        let settings = Settings { seed: settings.seed.wrapping_add(at << 40), ..*settings };
        from_partition(&level, &settings, (0..graph.len() as u32).collect())
    });
    let better =
        |best: Communities, next: Communities| if next.modularity > best.modularity { next } else { best };
    found.collect::<Vec<_>>().into_iter().reduce(better).unwrap_or_default()
}

/// Finds communities beginning at earlier ones and keeps their numbers, as far as their people stay: new nodes
/// begin alone. What has not changed stays where it is.
pub fn communities_from(graph: &Graph, settings: &Settings, earlier: &[Option<u32>]) -> Communities {
    let mut next = earlier.iter().flatten().max().map_or(0, |&most| most + 1);
    let begin = (0..graph.len()).map(|node| match earlier.get(node) {
        Some(&Some(community)) => community,
        _ => (next, next += 1).0,
    });
    let begin = level::numbered(begin.collect()).0;
    let mut found = from_partition(&Level::of(graph), settings, begin);
    found.of = named_as_before(&found.of, earlier);
    found
}

/// The communities with `of` anything that tells them apart, improved until stable.
fn from_partition(level: &Level, settings: &Settings, mut of: Vec<u32>) -> Communities {
    let mut best = level.modularity(&of, settings.resolution);
    for round in 0..settings.rounds.max(1) as u64 {
        let found = one_round(level, of.clone(), settings, round);
        let now = level.modularity(&found, settings.resolution);
        if now > best {
            of = found;
        }
        if round > 0 && now < best + GAIN {
            break;
        }
        best = best.max(now);
    }
    let (of, count) = largest_first(settled(level, of, settings));
    let modularity = level.modularity(&of, settings.resolution);
    Communities { of, count, modularity }
}

/// Connected communities that nobody would leave: the rounds may end before, and in parts that moved together one
/// may be better elsewhere.
fn settled(level: &Level, of: Vec<u32>, settings: &Settings) -> Vec<u32> {
    let mut of = level.connected(&of);
    let mut best = level.modularity(&of, settings.resolution);
    loop {
        let moved = moving::moved(level, of.clone(), settings.resolution, settings.seed);
        let next = level.connected(&moved);
        let now = level.modularity(&next, settings.resolution);
        if now < best + GAIN {
            return of;
        }
        (of, best) = (next, now);
    }
}

/// Moving, refining and aggregating until each node of the aggregate is a community.
fn one_round(flat: &Level, of: Vec<u32>, settings: &Settings, round: u64) -> Vec<u32> {
    let mut seed = settings.seed.wrapping_mul(1_000_003).wrapping_add(round << 8);
    let mut of = moving::moved(flat, of, settings.resolution, seed);
    let mut part_of = refine::parts(flat, &of, settings.resolution, seed);
    let (mut level, mut now) = flat.aggregate(&part_of, &of);
    loop {
        seed = seed.wrapping_add(1);
        now = moving::moved(&level, now, settings.resolution, seed);
        let parts = refine::parts(&level, &now, settings.resolution, seed);
        if parts.count == level.len() {
            break;
        }
        let (next, coarser) = level.aggregate(&parts, &now);
        part_of.of.iter_mut().for_each(|part| *part = parts.of[*part as usize]);
        (level, now) = (next, coarser);
    }
    of.iter_mut().zip(&part_of.of).for_each(|(of, &part)| *of = now[part as usize]);
    of
}

/// Communities numbered by size; of the same size, by their first node.
fn largest_first(of: Vec<u32>) -> (Vec<u32>, usize) {
    let (mut of, count) = level::numbered(of);
    let mut sizes = vec![0u32; count];
    of.iter().for_each(|&of| sizes[of as usize] += 1);
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by_key(|&community| std::cmp::Reverse(sizes[community as usize]));
    let mut number = vec![0; count];
    order.iter().zip(0u32..).for_each(|(&community, at)| number[community as usize] = at);
    of.iter_mut().for_each(|of| *of = number[*of as usize]);
    (of, count)
}

/// The modularity of any partition: the share of weight within, less what chance would put there.
pub fn modularity(graph: &Graph, of: &[u32], resolution: f64) -> f64 {
    Level::of(graph).modularity(of, resolution)
}
