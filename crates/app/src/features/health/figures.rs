//! What is measured of the whole network at a date, as plain figures. Each stands with what it is made of, so that a page
//! can show its receipt; none is added to another.

use jiff::civil::Date;
use model::PersonId;
use network::graph::mixing::Mixing;
use serde::{Deserialize, Serialize};

/// The network at a date, and a quarter before, with who and what is behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// At the date.
    pub now: Figures,
    /// A quarter before, by what was known of contact then.
    pub before: Figures,
    /// Who is behind the figures.
    pub named: Named,
}

/// All figures of a date. Whoever colleague mode spares is in none of them but [`Figures::mixing`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The date.
    pub day: Date,
    /// The principal's ties that are live.
    pub live: usize,
    /// What these are spread over.
    pub countries: Spread,
    /// See `countries`.
    pub industries: Spread,
    /// See `countries`.
    pub functions: Spread,
    /// See `countries`.
    pub levels: Spread,
    /// If what the principal does is answered.
    pub reciprocity: Reciprocity,
    /// If contact is with few.
    pub concentration: Concentration,
    /// Ties within the house and beyond; `None` of too few colleagues to tell.
    pub mixing: Option<Split>,
    /// Live ties among others.
    pub bonds: Bonds,
    /// Organizations that matter to which one live tie alone leads.
    pub single_threaded: usize,
    /// Organizations with any live tie.
    pub organizations: usize,
}

/// What live ties are spread over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Of how many it is known.
    pub known: usize,
    /// Shannon's entropy, in nats.
    pub shannon: f64,
    /// Blau's index: the chance that two picks differ.
    pub blau: f64,
    /// The kinds with how many each, the most first.
    pub kinds: Vec<(String, usize)>,
}

/// With whom there was contact in the year before, by who acted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reciprocity {
    /// Both sides did, or they met.
    pub both: usize,
    /// The principal alone.
    pub ours_alone: usize,
    /// The other alone.
    pub theirs_alone: usize,
}

impl Reciprocity {
    /// Of those to whom the principal turned, the share that answered.
    pub fn share(&self) -> Option<f64> {
        let asked = self.both + self.ours_alone;
        (asked > 0).then(|| self.both as f64 / asked as f64)
    }
}

/// How the touches of the year before are shared out among people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Concentration {
    /// With how many people.
    pub people: usize,
    /// All touches.
    pub touches: u64,
    /// Those with the ten who have the most.
    pub top: u64,
    /// Gini's index: 0 if all have as many, towards 1 if one has all.
    pub gini: f64,
}

impl Concentration {
    /// The share of the ten.
    pub fn share(&self) -> Option<f64> {
        (self.touches > 0).then(|| self.top as f64 / self.touches as f64)
    }
}

/// Ties and touches of the year before, with colleagues and with everyone else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Ties with colleagues.
    pub internal: u64,
    /// Ties with others.
    pub external: u64,
    /// Touches with colleagues.
    pub internal_touches: u64,
    /// Touches with others.
    pub external_touches: u64,
}

impl Split {
    /// The E-I index by ties: −1 if all are with colleagues, 1 if none is.
    pub fn by_ties(&self) -> Option<f64> {
        self.mixing().by_ties()
    }

    /// The E-I index by touches.
    pub fn by_touches(&self) -> Option<f64> {
        self.mixing().by_touches()
    }

    fn mixing(&self) -> Mixing {
        Mixing {
            internal: self.internal,
            external: self.external,
            internal_weight: self.internal_touches as f64,
            external_weight: self.external_touches as f64,
        }
    }
}

/// Live ties among others than the principal, by how far the circles of both ends overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonds {
    /// All of them.
    pub ties: usize,
    /// Those within a circle.
    pub strong: usize,
    /// Those between two.
    pub bridging: usize,
}

/// Who is behind the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The ten with the most touches in the year before, with how many.
    pub top: Vec<(PersonId, u64)>,
    /// Ties that went dormant within the quarter, the closest first.
    pub cooled: Vec<PersonId>,
    /// How many bridging ties there are that were none a quarter before, and some of them.
    pub gained: (usize, Vec<(PersonId, PersonId)>),
    /// How many there were that are none now, and some of them.
    pub lost: (usize, Vec<(PersonId, PersonId)>),
    /// Some organizations of which the industry is not known, by their slug, with how many live ties, the most first.
    pub without_industry: Vec<(String, usize)>,
    /// Some organizations held by one live tie, by their slug, and by whom.
    pub threads: Vec<(String, PersonId)>,
}
