//! The terms of a number, each with what it stands on; together they add up to the number.

use serde::{Deserialize, Serialize};

/// Why a number is what it is: `baseline + Σ share = value`, to 1e-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The number that is explained, in its own unit (for warmth and closeness: 0–100).
    pub value: f64,
    /// What the number would be if nothing were known of this tie.
    pub baseline: f64,
    /// What moved it from there.
    pub terms: Vec<Term>,
}

impl Receipt {
    /// The sum of the baseline and all terms, which equals `value` up to rounding.
    pub fn total(&self) -> f64 {
        self.baseline + self.terms.iter().map(|t| t.share).sum::<f64>()
    }
}

/// One reason, with its share of the number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// A stable name of the term (`memory`, `elapsed_over_rhythm`, `meetings`); faces turn it into words.
    pub name: String,
    /// What it adds to the number, in the number's unit; may be negative.
    pub share: f64,
    /// How many touches it stands on, where it stands on touches.
    pub touches: u32,
    /// The first and last UTC day (days since 1970-01-01) of those touches.
    pub days: Option<(i32, i32)>,
}
