//! What if somebody left: what a network loses without one or several people, and who could take over.
//!
//! Only live ties count, those of at least a weight that the caller chooses. Everything is told with the ties it
//! rests on, so that each can be shown with its evidence. [`lost`] finds whose only live ties went, [`reach`] who
//! moved further away or is cut off, [`heirs`] who could take over. [`without`] looks through all of a network for each
//! question; [`Standing`] does that once and then looks around those who would be gone alone.

mod heirs;
mod lost;
mod reach;
mod standing;
#[cfg(test)]
mod tests;

use super::Graph;

pub use heirs::Heir;
pub use lost::{LostGroup, LostPerson, Thinner};
pub use reach::Further;
pub use standing::Standing;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Who would be gone.
    pub gone: &'a [u32],
    /// A tie of at least this weight is live.
    pub live: f64,
    /// Whose ties count as ours; nobody means everybody's.
    pub ours: &'a [u32],
    /// The people of each organization, department or whatever should not be lost, by number.
    pub groups: &'a [Vec<u32>],
    /// From whom distances are told.
    pub from: u32,
    /// No distance above this is told.
    pub most_steps: u32,
    /// How many heirs at most.
    pub heirs: usize,
    /// Who could take over; nobody means those of us.
    pub able: &'a [u32],
}

/// What the network would be without them.
#[derive(Clone, Debug, PartialEq)]
pub struct Without {
    /// Who loses all live ties to us, by number.
    pub people: Vec<LostPerson>,
    /// Which groups do, by number.
    pub groups: Vec<LostGroup>,
    /// Which groups keep some of their live ties, but not all, by number.
    pub thinner: Vec<Thinner>,
    /// Who is further away than before, the furthest first.
    pub further: Vec<Further>,
    /// The pieces that hang on nothing but those who are gone, the largest first.
    pub cut_off: Vec<Vec<u32>>,
    /// Who could take over, the likeliest first.
    pub heirs: Vec<Heir>,
    /// The whole before.
    pub before: Figures,
    /// The whole after.
    pub after: Figures,
}

/// A network in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// People with a live tie.
    pub people: usize,
    /// Live ties.
    pub ties: usize,
    /// People within reach of whom distances are told from.
    pub within_reach: usize,
    /// Groups with a live tie to us.
    pub groups: usize,
    /// Groups with one live tie only.
    pub single_threaded: usize,
}

/// The live part of a network, with or without those who are gone.
struct Live<'a> {
    graph: &'a Graph,
    least: f64,
    gone: Vec<bool>,
    ours: Option<Vec<bool>>,
}

impl<'a> Live<'a> {
    fn new(graph: &'a Graph, asked: &Asked, gone: &[u32]) -> Live<'a> {
        let ours = (!asked.ours.is_empty()).then(|| marked(graph.len(), asked.ours));
        Live { graph, least: asked.live, gone: marked(graph.len(), gone), ours }
    }

    fn is_gone(&self, node: u32) -> bool {
        self.gone[node as usize]
    }

    fn is_ours(&self, node: u32) -> bool {
        self.ours.as_ref().is_none_or(|ours| ours[node as usize])
    }

    /// The others at the live ties of somebody who is still there.
    fn ties(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let there = !self.is_gone(node);
        let ties = self.graph.neighbours(node).filter(move |_| there);
        ties.filter(|&(end, weight)| weight >= self.least && !self.is_gone(end)).map(|(end, _)| end)
    }

    /// The same, of those who are ours.
    fn ties_to_us(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        self.ties(node).filter(|&end| self.is_ours(end))
    }

    fn figures(&self, asked: &Asked) -> Figures {
        let nodes = 0..self.graph.len() as u32;
        let halves: Vec<usize> = nodes.map(|node| self.ties(node).count()).collect();
        let groups: Vec<usize> = asked.groups.iter().map(|group| lost::ties_of(self, group).len()).collect();
        Figures {
            people: halves.iter().filter(|&&count| count > 0).count(),
            ties: halves.iter().sum::<usize>() / 2,
            within_reach: reach::steps(self, asked).iter().flatten().count().saturating_sub(1),
            groups: groups.iter().filter(|&&count| count > 0).count(),
            single_threaded: groups.iter().filter(|&&count| count == 1).count(),
        }
    }
}

/// What the network would be without somebody. People who are not in it are nobody's loss.
pub fn without(graph: &Graph, asked: &Asked) -> Without {
    let before = Live::new(graph, asked, &[]);
    let after = Live::new(graph, asked, asked.gone);
    let people = lost::people(&before, &after);
    Without {
        groups: lost::groups(&before, &after, asked.groups),
        thinner: lost::thinner(&before, &after, asked.groups),
        further: reach::further(&before, &after, asked),
        cut_off: reach::cut_off(&before, &after, asked),
        heirs: heirs::heirs(&before, &after, asked, &people),
        before: before.figures(asked),
        after: after.figures(asked),
        people,
    }
}

fn marked(nodes: usize, which: &[u32]) -> Vec<bool> {
    let mut marked = vec![false; nodes];
    for &node in which {
        if let Some(mark) = marked.get_mut(node as usize) {
            *mark = true;
        }
    }
    marked
}
