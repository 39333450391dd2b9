//! A logistic of named terms: `logit P = intercept + Σ coefficient_i · term_i`.
//!
//! What warmth ([`crate::warmth`]), drift ([`crate::drift`]) and the chance of a touch in a whole network ([`crate::score`]) are
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

    /// What each term has in the way from the baseline, the chance of the mean tie, to the value, both in percent.
    ///
    /// A logistic adds in logits and not in percent. So the way is shared out in proportion to what each term adds to
    /// the logit beyond what it adds for the mean tie: `(P − P₀) · z_i / Σz`, and where Σz is nothing, by the slope there.
    pub(crate) fn shares(&self, terms: &[f64; N], value: f64, baseline: f64) -> [f64; N] {
        let z: [f64; N] = std::array::from_fn(|i| self.coefficients[i] * (terms[i] - self.means[i]));
        let sum: f64 = z.iter().sum();
        let slope = baseline * (1.0 - baseline / 100.0);
        let each = if sum.abs() > 1e-6 { (value - baseline) / sum } else { slope };
        z.map(|z| each * z)
    }
}

/// The chance of a logit.
pub(crate) fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
