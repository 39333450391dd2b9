//! A logistic's constants refitted on a network's own past.
//!
//! The ranking that the constants of a new installation give carries over to any network; the level does not:
//! one network is busier, another is emptying. So a network with enough past takes earlier dates, asks of
//! each tie then whether the two touched within the horizon, and moves the constants as far as that evidence
//! goes.
//!
//! A logistic with a ridge: each coefficient is held at the [`Logistic`] it starts from by [`HOLD`] (as if by
//! a prior with that precision, in units of the term's spread); the intercept is held by as much at the chance
//! that the start gives the mean tie, for a past of a few dates says less than its many ties make believe.
//! Coefficients keep the signs they are given, so that silence never makes a tie warmer, whatever the past.
//! Newton's method; each step's bounded quadratic is solved by coordinates, and a step that overshoots is
//! halved. The same samples give the same constants to the last bit.

use rayon::prelude::*;

use crate::logistic::{Logistic, logistic};

/// How firmly a coefficient is held at where it started: the precision of its prior in units of the term's
/// spread.
pub const HOLD: f64 = 60.0;

/// Samples needed before a refit is worth more than the constants it starts from.
pub const SAMPLES_NEEDED: usize = 300;

/// Samples whose sums are made by one thread; fixed, so that sums do not depend on the machine.
const CHUNK: usize = 4096;

/// One tie at one past date, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<const N: usize> {
    /// Its terms then.
    pub terms: [f64; N],
    /// What is known of it beside the terms, added to the logit as it stands; mostly 0.
    pub offset: f64,
    /// What was asked came true: the two touched again within the horizon.
    pub touched: bool,
    /// How much it counts, above 0.
    pub weight: f64,
}

/// The constants that these samples speak for, starting from `prior`; `None` if there are too few samples or
/// all of them had the same outcome.
pub fn refit<const N: usize>(
    samples: &[Sample<N>],
    prior: &Logistic<N>,
    signs: &[f64; N],
) -> Option<Logistic<N>> {
    let touched = samples.iter().filter(|s| s.touched).count();
    if samples.len() < SAMPLES_NEEDED || touched == 0 || touched == samples.len() {
        return None;
    }
    let past = Past::new(samples, prior);
    let mut model = Logistic { means: past.means, ..prior.clone() };
    let mut loss = past.loss(&model);
    for _ in 0..50 {
        let step = past.slope(&model).lowest(&model, signs);
        let Some((moved, lower)) = past.moved(&model, &step, loss) else { break };
        let is_there = loss - lower < 1e-9 * loss.abs();
        (model, loss) = (moved, lower);
        if is_there {
            break;
        }
    }
    Some(model)
}

/// The samples and what holds the constants.
struct Past<'a, const N: usize> {
    samples: &'a [Sample<N>],
    prior: &'a Logistic<N>,
    means: [f64; N],
    /// The precision of each coefficient's prior.
    holds: [f64; N],
}

impl<'a, const N: usize> Past<'a, N> {
    fn new(samples: &'a [Sample<N>], prior: &'a Logistic<N>) -> Past<'a, N> {
        let total: f64 = samples.iter().map(|s| s.weight).sum();
        let mean =
            |of: &dyn Fn(&Sample<N>) -> f64| samples.iter().map(|s| s.weight * of(s)).sum::<f64>() / total;
        let means: [f64; N] = std::array::from_fn(|i| mean(&|s| s.terms[i]));
        let spread = |i: usize| mean(&|s| (s.terms[i] - means[i]).powi(2));
        Past { samples, prior, means, holds: std::array::from_fn(|i| HOLD * spread(i).max(1e-6)) }
    }

    /// How far the logit of the mean tie is from where it started.
    fn level(&self, model: &Logistic<N>) -> f64 {
        model.logit(&self.means) - self.prior.logit(&self.means)
    }

    /// Minus the logarithm of how likely the outcomes and the constants are.
    fn loss(&self, model: &Logistic<N>) -> f64 {
        let of_sample = |s: &Sample<N>| {
            let logit = model.logit(&s.terms) + s.offset;
            let away = if s.touched { -logit } else { logit };
            s.weight * (away.max(0.0) + (-away.abs()).exp().ln_1p())
        };
        let of_chunk = |chunk: &[Sample<N>]| chunk.iter().map(of_sample).sum::<f64>();
        let chunks: Vec<f64> = self.samples.par_chunks(CHUNK).map(of_chunk).collect();
        let away = |i: usize| self.holds[i] * (model.coefficients[i] - self.prior.coefficients[i]).powi(2);
        let held = HOLD * self.level(model).powi(2) + (0..N).map(away).sum::<f64>();
        chunks.iter().sum::<f64>() + held / 2.0
    }

    /// The slope of the whole loss: the samples' and the prior's.
    fn slope(&self, model: &Logistic<N>) -> Slope<N> {
        let of_chunk = |chunk: &[Sample<N>]| {
            let mut sum = Slope::ZERO;
            chunk.iter().for_each(|sample| sum.count(sample, model));
            sum
        };
        let chunks: Vec<Slope<N>> = self.samples.par_chunks(CHUNK).map(of_chunk).collect();
        let mut sum = Slope::ZERO;
        chunks.iter().for_each(|chunk| sum.add(chunk));
        sum.count_weighted(&self.means, HOLD * self.level(model), HOLD);
        for i in 0..N {
            sum.first[i] += self.holds[i] * (model.coefficients[i] - self.prior.coefficients[i]);
            sum.second[i][i] += self.holds[i];
        }
        for i in 0..N {
            for j in i + 1..N {
                sum.second[i][j] = sum.second[j][i];
            }
        }
        sum
    }

    /// The model after as much of a step as lowers the loss, and the loss there.
    fn moved(&self, model: &Logistic<N>, step: &Step<N>, loss: f64) -> Option<(Logistic<N>, f64)> {
        (0..30).map(|halvings| 0.5f64.powi(halvings)).find_map(|part| {
            let coefficients = std::array::from_fn(|i| model.coefficients[i] + part * step.coefficients[i]);
            let intercept = model.intercept + part * step.intercept;
            let moved = Logistic { intercept, coefficients, means: model.means };
            let lower = self.loss(&moved);
            (lower < loss).then_some((moved, lower))
        })
    }
}

/// A move of all constants.
struct Step<const N: usize> {
    intercept: f64,
    coefficients: [f64; N],
}

/// The loss's first and second derivatives; of the intercept, and of it with each coefficient, apart.
#[derive(Clone)]
struct Slope<const N: usize> {
    first: [f64; N],
    second: [[f64; N]; N],
    first_level: f64,
    second_level: f64,
    mixed: [f64; N],
}

impl<const N: usize> Slope<N> {
    const ZERO: Slope<N> = Slope {
        first: [0.0; N],
        second: [[0.0; N]; N],
        first_level: 0.0,
        second_level: 0.0,
        mixed: [0.0; N],
    };

    fn count(&mut self, sample: &Sample<N>, model: &Logistic<N>) {
        let p = logistic(model.logit(&sample.terms) + sample.offset);
        let error = sample.weight * (p - f64::from(u8::from(sample.touched)));
        self.count_weighted(&sample.terms, error, sample.weight * p * (1.0 - p));
    }

    fn count_weighted(&mut self, terms: &[f64; N], error: f64, curve: f64) {
        self.first_level += error;
        self.second_level += curve;
        for i in 0..N {
            self.first[i] += error * terms[i];
            self.mixed[i] += curve * terms[i];
            for j in 0..=i {
                self.second[i][j] += curve * terms[i] * terms[j];
            }
        }
    }

    fn add(&mut self, other: &Slope<N>) {
        self.first_level += other.first_level;
        self.second_level += other.second_level;
        for i in 0..N {
            self.first[i] += other.first[i];
            self.mixed[i] += other.mixed[i];
            for j in 0..=i {
                self.second[i][j] += other.second[i][j];
            }
        }
    }

    /// The move to the lowest point of the quadratic that has this slope, within the signs.
    fn lowest(&self, model: &Logistic<N>, signs: &[f64; N]) -> Step<N> {
        let mut step = Step { intercept: 0.0, coefficients: [0.0; N] };
        for _ in 0..1000 {
            let along = |row: &[f64; N], step: &Step<N>| -> f64 {
                row.iter().zip(&step.coefficients).map(|(a, b)| a * b).sum()
            };
            let pull = self.first_level + self.second_level * step.intercept + along(&self.mixed, &step);
            let by = pull / self.second_level.max(1e-12);
            step.intercept -= by;
            let mut change = by.abs();
            for (i, &sign) in signs.iter().enumerate() {
                let pull = self.first[i] + self.mixed[i] * step.intercept + along(&self.second[i], &step);
                let goal = step.coefficients[i] - pull / self.second[i][i].max(1e-12);
                let goal = within_sign(model.coefficients[i], goal, sign);
                change = change.max((goal - step.coefficients[i]).abs());
                step.coefficients[i] = goal;
            }
            if change < 1e-10 {
                break;
            }
        }
        step
    }
}

/// The nearest move that leaves the coefficient on its side of 0.
fn within_sign(coefficient: f64, moved: f64, sign: f64) -> f64 {
    if sign * (coefficient + moved) < 0.0 { -coefficient } else { moved }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warmth::{FITTED, Model, SIGNS, TERMS};

    /// Samples whose outcome follows given constants, without chance: each as two, weighted by its
    /// probability.
    fn samples_of(truth: &Model) -> Vec<Sample<TERMS>> {
        let mut seed = 1u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as f64 / (1u64 << 31) as f64
        };
        let rows = (0..20_000).map(|_| std::array::from_fn(|i| 2.0 * next() - if i < 3 { 2.0 } else { 0.0 }));
        let both = |terms: [f64; TERMS]| {
            let p = logistic(truth.logit(&terms));
            [(true, p), (false, 1.0 - p)].map(|(touched, weight)| Sample {
                terms,
                offset: 0.0,
                touched,
                weight,
            })
        };
        rows.flat_map(both).collect()
    }

    #[test]
    fn the_constants_behind_the_outcomes_are_found() {
        let mut truth = FITTED.clone();
        truth.intercept -= 1.5;
        truth.coefficients[1] += 0.4;
        truth.coefficients[6] -= 0.3;
        let found = refit(&samples_of(&truth), &FITTED, &SIGNS).unwrap();
        assert!((found.intercept - truth.intercept).abs() < 0.2, "{found:?}");
        for i in [1, 6] {
            let (found, truth, prior) =
                (found.coefficients[i], truth.coefficients[i], FITTED.coefficients[i]);
            assert!((found - truth).abs() < 0.5 * (prior - truth).abs(), "term {i}: {found} {truth}");
        }
    }

    #[test]
    fn signs_do_not_turn_whatever_the_past() {
        let mut truth = FITTED.clone();
        truth.coefficients[0] = -3.0;
        truth.coefficients[4] = 3.0;
        let found = refit(&samples_of(&truth), &FITTED, &SIGNS).unwrap();
        assert!(found.coefficients.iter().zip(SIGNS).all(|(c, sign)| c * sign >= 0.0), "{found:?}");
    }

    #[test]
    fn a_short_past_teaches_nothing() {
        assert_eq!(refit(&samples_of(&FITTED)[..200], &FITTED, &SIGNS), None);
    }
}
