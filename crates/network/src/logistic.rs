//! A logistic of named terms: `logit P = intercept + Σ coefficient_i · term_i`.
//!
//! What warmth ([`crate::warmth`]), the chance of a touch in a whole network ([`crate::score`]) and fading are
//! made of; [`crate::refit`] finds the constants that a past speaks for.

/// The constants of a logistic of `N` terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic<const N: usize> {
    /// The logit where every term is 0.
    pub intercept: f64,
    /// What one unit of each term adds to the logit.
    pub coefficients: [f64; N],
    /// The mean of each term over the ties it was fitted on: receipts start from the chance of such a tie.
    pub means: [f64; N],
}

impl<const N: usize> Logistic<N> {
    /// The logit of the chance.
    pub fn logit(&self, terms: &[f64; N]) -> f64 {
        self.coefficients.iter().zip(terms).fold(self.intercept, |sum, (c, t)| sum + c * t)
    }

    /// The chance, 0–1.
    pub fn chance_of(&self, terms: &[f64; N]) -> f64 {
        logistic(self.logit(terms))
    }

    /// What each term adds to the logit beyond what it adds for the mean tie.
    pub(crate) fn beyond_mean(&self, terms: &[f64; N]) -> [f64; N] {
        std::array::from_fn(|i| self.coefficients[i] * (terms[i] - self.means[i]))
    }
}

/// The chance of a logit.
pub(crate) fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
