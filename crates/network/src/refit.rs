//! Warmth's constants refitted on a network's own past.
//!
//! The ranking that the constants of a new installation give carries over to any network; the level does not:
//! one network is busier, another is emptying. So a network with enough past takes earlier dates, asks of
//! each tie then whether the two touched within the horizon, and moves the constants as far as that evidence
//! goes.
//!
//! A logistic with a ridge: each coefficient is held at the [`Model`] it starts from by [`HOLD`] (as if by a
//! prior with that precision, in units of the term's spread); only the intercept is free. Coefficients keep
//! the signs of [`SIGNS`], so that silence never makes a tie warmer, whatever the past. Newton's method; each
//! step's bounded quadratic is solved by coordinates. The same samples give the same constants to the last
//! bit.

use rayon::prelude::*;

use crate::warmth::{Model, SIGNS, TERMS, logistic};

/// How firmly a coefficient is held at where it started: the precision of its prior in units of the term's
/// spread.
pub const HOLD: f64 = 20.0;

/// Samples needed before a refit is worth more than the constants it starts from.
pub const SAMPLES_NEEDED: usize = 300;

/// The intercept and the coefficients.
const SIZE: usize = TERMS + 1;

/// Samples whose sums are made by one thread; fixed, so that sums do not depend on the machine.
const CHUNK: usize = 4096;

/// One tie at one past date, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its terms then, in the order of [`crate::warmth::NAMES`].
    pub terms: [f64; TERMS],
    /// The two touched again within the horizon.
    pub touched: bool,
    /// How much it counts, above 0.
    pub weight: f64,
}

/// The constants that these samples speak for, starting from `prior`; `None` if there are too few samples or
/// all of them had the same outcome.
pub fn refit(samples: &[Sample], prior: &Model) -> Option<Model> {
    let touched = samples.iter().filter(|s| s.touched).count();
    if samples.len() < SAMPLES_NEEDED || touched == 0 || touched == samples.len() {
        return None;
    }
    let (means, spreads) = spread(samples);
    let mut model = Model { means, ..prior.clone() };
    for _ in 0..50 {
        let slope = slope(samples, &model, prior, &spreads);
        if step(&mut model, &slope) < 1e-10 {
            break;
        }
    }
    Some(model)
}

/// The weighted mean and standard deviation of each term.
fn spread(samples: &[Sample]) -> ([f64; TERMS], [f64; TERMS]) {
    let total: f64 = samples.iter().map(|s| s.weight).sum();
    let mean = |of: &dyn Fn(&Sample) -> f64| samples.iter().map(|s| s.weight * of(s)).sum::<f64>() / total;
    let means: [f64; TERMS] = std::array::from_fn(|i| mean(&|s| s.terms[i]));
    let spreads = std::array::from_fn(|i| mean(&|s| (s.terms[i] - means[i]).powi(2)).sqrt());
    (means, spreads)
}

/// The loss's first and second derivatives.
#[derive(Clone)]
struct Slope {
    first: [f64; SIZE],
    second: [[f64; SIZE]; SIZE],
}

impl Slope {
    const ZERO: Slope = Slope { first: [0.0; SIZE], second: [[0.0; SIZE]; SIZE] };

    fn count(&mut self, sample: &Sample, model: &Model) {
        let mut row = [1.0; SIZE];
        row[1..].copy_from_slice(&sample.terms);
        let p = logistic(model.logit(&sample.terms));
        let error = sample.weight * (p - f64::from(u8::from(sample.touched)));
        let curve = sample.weight * p * (1.0 - p);
        for i in 0..SIZE {
            self.first[i] += error * row[i];
            for j in 0..=i {
                self.second[i][j] += curve * row[i] * row[j];
            }
        }
    }

    fn add(&mut self, other: &Slope) {
        for i in 0..SIZE {
            self.first[i] += other.first[i];
            for j in 0..=i {
                self.second[i][j] += other.second[i][j];
            }
        }
    }
}

/// The slope of the whole loss: the samples' and the prior's.
fn slope(samples: &[Sample], model: &Model, prior: &Model, spreads: &[f64; TERMS]) -> Slope {
    let of_chunk = |chunk: &[Sample]| {
        let mut sum = Slope::ZERO;
        chunk.iter().for_each(|sample| sum.count(sample, model));
        sum
    };
    let chunks: Vec<Slope> = samples.par_chunks(CHUNK).map(of_chunk).collect();
    let mut sum = Slope::ZERO;
    chunks.iter().for_each(|chunk| sum.add(chunk));
    for (i, spread) in spreads.iter().enumerate() {
        let hold = HOLD * spread.powi(2).max(1e-6);
        sum.first[i + 1] += hold * (model.coefficients[i] - prior.coefficients[i]);
        sum.second[i + 1][i + 1] += hold;
    }
    for i in 0..SIZE {
        for j in i + 1..SIZE {
            sum.second[i][j] = sum.second[j][i];
        }
    }
    sum
}

/// Moves the model to the lowest point of the quadratic that has this slope, within the signs; says how far.
fn step(model: &mut Model, slope: &Slope) -> f64 {
    let mut moved = [0.0f64; SIZE];
    for _ in 0..1000 {
        let mut change = 0.0f64;
        for i in 0..SIZE {
            let pull: f64 = slope.first[i] + (0..SIZE).map(|j| slope.second[i][j] * moved[j]).sum::<f64>();
            let goal = moved[i] - pull / slope.second[i][i].max(1e-12);
            let goal = if i == 0 { goal } else { within_sign(model.coefficients[i - 1], goal, SIGNS[i - 1]) };
            // A long step on a logistic may overshoot; a bounded one still arrives.
            let goal = goal.clamp(-2.0, 2.0);
            change = change.max((goal - moved[i]).abs());
            moved[i] = goal;
        }
        if change < 1e-12 {
            break;
        }
    }
    model.intercept += moved[0];
    model.coefficients.iter_mut().zip(&moved[1..]).for_each(|(c, m)| *c += m);
    moved.iter().fold(0.0, |most, m| most.max(m.abs()))
}

/// The nearest move that leaves the coefficient on its side of 0.
fn within_sign(coefficient: f64, moved: f64, sign: f64) -> f64 {
    if sign * (coefficient + moved) < 0.0 { -coefficient } else { moved }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warmth::FITTED;

    /// Samples whose outcome follows given constants, without chance: each as two, weighted by its
    /// probability.
    fn samples_of(truth: &Model) -> Vec<Sample> {
        let mut seed = 1u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as f64 / (1u64 << 31) as f64
        };
        let rows = (0..3_000).map(|_| std::array::from_fn(|i| 2.0 * next() - if i < 3 { 2.0 } else { 0.0 }));
        let both = |terms: [f64; TERMS]| {
            let p = logistic(truth.logit(&terms));
            [(true, p), (false, 1.0 - p)].map(|(touched, weight)| Sample { terms, touched, weight })
        };
        rows.flat_map(both).collect()
    }

    #[test]
    fn the_constants_behind_the_outcomes_are_found() {
        let mut truth = FITTED.clone();
        truth.intercept -= 1.5;
        truth.coefficients[1] += 0.4;
        truth.coefficients[6] -= 0.3;
        let found = refit(&samples_of(&truth), &FITTED).unwrap();
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
        let found = refit(&samples_of(&truth), &FITTED).unwrap();
        assert!(found.coefficients.iter().zip(SIGNS).all(|(c, sign)| c * sign >= 0.0), "{found:?}");
    }

    #[test]
    fn a_short_past_teaches_nothing() {
        assert_eq!(refit(&samples_of(&FITTED)[..200], &FITTED), None);
    }
}
