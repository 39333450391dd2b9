//! Strong and bridging ties: with many shared contacts, and with few or none (Granovetter, "The strength of weak
//! ties", 1973).
//!
//! Measured by the overlap of both circles: the shared contacts as a part of all contacts that either has besides the
//! other (Onnela et al., "Structure and tie strengths in mobile communication networks", 2007).

use super::Graph;
use super::shared::SharedTie;

/// From this overlap on a tie is strong: a quarter of both circles is one circle.
pub const STRONG: f64 = 0.25;

/// Up to this overlap a tie bridges.
pub const BRIDGING: f64 = 0.05;

/// Who has fewer contacts besides the other does not bridge: their circle is the tie itself.
const CIRCLE: usize = 3;

/// What a tie is to the network around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// Within one circle.
    Strong,
    /// Neither.
    Ordinary,
    /// Between two circles.
    Bridging,
}

impl SharedTie {
    /// The shared contacts as a part of all that either end has; 0 if both have only each other.
    pub fn overlap(&self, graph: &Graph) -> f64 {
        let all = graph.degree(self.a) + graph.degree(self.b) - 2 - self.shared as usize;
        if all == 0 { 0.0 } else { f64::from(self.shared) / all as f64 }
    }

    /// What the tie is to the network around it.
    pub fn bond(&self, graph: &Graph) -> Bond {
        let overlap = self.overlap(graph);
        let circles = graph.degree(self.a).min(graph.degree(self.b)) > CIRCLE;
        if overlap >= STRONG {
            Bond::Strong
        } else if circles && overlap <= BRIDGING {
            Bond::Bridging
        } else {
            Bond::Ordinary
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::shared::Shared;
    use crate::graph::testing::graph;

    #[test]
    fn ties_within_a_circle_are_strong_and_the_one_between_two_bridges() {
        let circles = "0-1 0-2 0-3 1-2 1-3 2-3 4-5 4-6 4-7 5-6 5-7 6-7 3-4 7-8";
        let graph = graph(9, circles);
        let shared = Shared::of(&graph);
        let bond = |a, b| {
            let tie = shared.ties.iter().find(|tie| (tie.a.min(tie.b), tie.a.max(tie.b)) == (a, b)).unwrap();
            (tie.overlap(&graph), tie.bond(&graph))
        };
        assert_eq!(bond(0, 1), (1.0, Bond::Strong));
        assert_eq!(bond(3, 4), (0.0, Bond::Bridging));
        assert_eq!(bond(7, 8), (0.0, Bond::Ordinary));
    }
}
