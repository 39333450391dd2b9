//! Warmth: the chance, in percent, that two people are in touch again within twice their usual gap.
//!
//! Measured by the tie's own rhythm, because a healthy quarterly mentor on day 33 is not "cool" and a daily
//! colleague silent for two months is not "lively". The chance is a logistic of a few named terms ([`NAMES`])
//! and of the horizon, so that the same constants answer for 7 days and for 180:
//!
//! `logit P = intercept + Σ coefficient_i · term_i`
//!
//! Coefficients of terms that change while nothing happens have a sign that lets warmth only fall (tested as
//! a property). The constants of a new installation are [`FITTED`], and how they came about stands there.
//!
//! | term | what it is |
//! |---|---|
//! | `memory_slow`, `memory`, `memory_fast` | ln of memory with d = 0.5, 0.75, 1.25 ([`crate::memory`]) |
//! | `elapsed` | (1 − k) · ln(1 + weeks of silence): what silence means before a rhythm is known |
//! | `elapsed_over_rhythm` | k · ln²(1 + silence / (late gap + 1 day)): what it means by the tie's own rhythm |
//! | `rhythm_known` | k: 0 where there is no rhythm, else gaps / (gaps + 5), so that a young rhythm counts little |
//! | `both_directions` | how even the two sides are, 0–1 |
//! | `horizon` | ln of the days looked ahead |
//! | `horizon_over_rhythm` | k · ln(1 + horizon / late gap) |
//!
//! The late gap ([`Rhythm::late_days`]) and not the usual one, because it tells a clockwork from a habit:
//! after thirty days a supplier written to every Monday is overdue, and one written to twice a month in
//! bursts is not. Squared, because a silence within the rhythm says nothing and one far beyond it says nearly
//! everything.

use model::{Receipt, Term};

use crate::days::Days;
pub use crate::fitted::FITTED;
use crate::logistic::Logistic;
use crate::memory::{Memory, day_weight};
use crate::numbers::groups::Groups;
use crate::rhythm::Rhythm;
use crate::tally::Tally;

/// How many named terms there are, the horizon's among them.
pub const TERMS: usize = 9;

/// The version of the terms: constants that were kept for another are constants of something else.
pub const TERMS_VERSION: i64 = 1;

/// Their names, in the order of [`Model::coefficients`].
pub const NAMES: [&str; TERMS] = [
    "memory_slow",
    "memory",
    "memory_fast",
    "elapsed",
    "elapsed_over_rhythm",
    "rhythm_known",
    "both_directions",
    "horizon",
    "horizon_over_rhythm",
];

/// The sign a coefficient must have so that silence never makes a tie warmer; 0 where silence does not move
/// the term.
pub const SIGNS: [f64; TERMS] = [1.0, 1.0, 1.0, -1.0, -1.0, 0.0, 0.0, 0.0, 0.0];

/// How many of them, from the first on, are logarithms of memory, whose shares are split over days.
const MEMORIES: usize = 3;

/// The gaps after which half of the rhythm is taken for known.
const GAPS_HALF_KNOWN: f64 = 5.0;

/// The constants of warmth, in the order of [`NAMES`].
pub type Model = Logistic<TERMS>;

/// What a tie's terms are made from, but for the horizon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    memories: [f64; MEMORIES],
    silence_days: f64,
    /// The late gap, 1 where there is no rhythm.
    late_days: f64,
    known: f64,
    evenness: f64,
}

impl Terms {
    /// The terms of a tie.
    pub fn new(tally: &Tally, rhythm: Option<&Rhythm>) -> Terms {
        let gaps = f64::from(tally.active_days) - 1.0;
        Terms {
            memories: [tally.memory.slow.ln(), tally.memory.middle.ln(), tally.memory.fast.ln()],
            silence_days: tally.silence_days(),
            late_days: rhythm.map_or(1.0, |rhythm| rhythm.late_days),
            known: rhythm.map_or(0.0, |_| gaps / (gaps + GAPS_HALF_KNOWN)),
            evenness: tally.evenness(),
        }
    }

    /// All terms for a horizon in days, in the order of [`NAMES`].
    pub fn at(&self, horizon_days: f64) -> [f64; TERMS] {
        let [slow, middle, fast] = self.memories;
        [
            slow,
            middle,
            fast,
            (1.0 - self.known) * (self.silence_days / 7.0).ln_1p(),
            self.known * (self.silence_days / (self.late_days + 1.0)).ln_1p().powi(2),
            self.known,
            self.evenness,
            horizon_days.ln(),
            self.known * (horizon_days / self.late_days).ln_1p(),
        ]
    }
}

impl Model {
    /// The chance, 0–1, of a touch within so many days.
    pub(crate) fn chance(&self, terms: &Terms, horizon_days: f64) -> f64 {
        self.chance_of(&terms.at(horizon_days))
    }
}

/// The days that warmth looks ahead: twice the usual gap, at least 14 and at most 180; 60 where there is no
/// rhythm yet.
pub fn own_horizon(rhythm: Option<&Rhythm>) -> f64 {
    rhythm.map_or(60.0, |rhythm| (2.0 * rhythm.gap_days).clamp(14.0, 180.0))
}

/// Why warmth is what it is.
///
/// The way from the chance of a tie with mean terms is shared out over the terms ([`Logistic::shares`]). The terms of
/// memory are sums over days, so their shares go to the days' groups.
pub(crate) fn receipt(days: Days<'_>, tally: &Tally, model: &Model) -> Receipt {
    let rhythm = tally.rhythm();
    let horizon_days = own_horizon(rhythm.as_ref());
    let terms = Terms::new(tally, rhythm.as_ref());
    let value = 100.0 * model.chance(&terms, horizon_days);
    let baseline = 100.0 * model.chance_of(&model.means);
    let shares = model.shares(&terms.at(horizon_days), value, baseline);
    let mut terms = memory_terms(days, tally, [shares[0], shares[1], shares[2]]);
    terms.extend((MEMORIES..TERMS).map(|i| Term {
        name: NAMES[i].to_owned(),
        share: shares[i],
        touches: 0,
        days: None,
    }));
    Receipt { value, baseline, terms }
}

/// The shares of memory at its three speeds, split over the days as each stands in the sum, and shown by
/// groups.
fn memory_terms(days: Days<'_>, tally: &Tally, shares: [f64; MEMORIES]) -> Vec<Term> {
    let mut groups = Groups::new(tally.as_of);
    for day in days {
        let touches: f64 = day.counts.iter().map(|c| f64::from(c.n)).sum();
        let left = Memory::left_after(tally.as_of.days_since(day.last_touch())).times(day_weight(touches));
        let share = shares[0] * left.slow / tally.memory.slow
            + shares[1] * left.middle / tally.memory.middle
            + shares[2] * left.fast / tally.memory.fast;
        groups.push(&day, |count| share * f64::from(count.n) / touches);
    }
    groups.into_terms()
}
