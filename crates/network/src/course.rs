//! Which constants are in use, quarter by quarter: a refit is tried on what came after it before it replaces.
//!
//! At the beginning of a quarter ([`decide`]) constants are fitted ([`crate::refit`]) to the answers that were known
//! some quarters ago, and tried on those that came since, beside what was tried of the constants in use and the fixed ones
//! that a new installation begins with. If they were not worse than either by more than [`Margin`], the same fit to all that
//! is known by then replaces the constants in use; constants in use that turned out worse than the fixed ones fall back to
//! these. Walked in the order of time, so that a first import of years of mail has its comparisons behind it; and no decision
//! sees an answer that was not known on its day.
//!
//! Networks fill and empty, so old answers make a level that is over: an answer has half the weight of one that is
//! [`HALF_WEIGHT_DAYS`] younger, unless so little weight is left ([`WEIGHT_KEPT`]) that the constants would hang in the air.
//! Measured on four sample networks and the mail of an institute, the constants of each day judged by what came after it (how
//! far off, in points): with answers known nine months before and all of one weight 7.1, 4.7, 4.8, 6.1 and 3.7, as it is now
//! 3.7, 4.1, 3.8, 3.4 and 2.0, with a better log loss in each. A level or slope put right afterwards on the latest answers
//! did no better on any of them. What is left on the sample networks is that most of their ties end towards their end.

use serde::{Deserialize, Serialize};

use crate::logistic::Logistic;
use crate::refit::{Sample, refit};
use crate::trial::{Answer, Reliability};

/// An answer that is so many days older than another has half its weight.
pub const HALF_WEIGHT_DAYS: f64 = 120.0;

/// All answers weigh at least as much as so many together, or as they are.
pub const WEIGHT_KEPT: f64 = 2_000.0;

/// How much worse constants may be and still count as no worse: less than this is noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// Of [`Reliability::log_loss`] and [`Reliability::brier`].
    pub loss: f64,
    /// Of [`Reliability::error`].
    pub error: f64,
}

/// The margin of every comparison.
pub const MARGIN: Margin = Margin { loss: 0.002, error: 0.01 };

/// The quarter whose beginning it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// What is decided is in use from this day on; every answer was known before it.
    pub from: i32,
    /// The refit on trial learned from answers known before this day, and is tried on those asked from it on.
    pub made: i32,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The refit was no worse: it is in use from now on.
    Replaced,
    /// The refit was worse, or there was none: what was in use stays.
    Stayed,
    /// What was in use had become worse than the fixed constants: these are in use again.
    FellBack,
}

/// What constants said of a period, held against what came.
pub trait Tried {
    /// It is not worse than another by more than noise.
    fn is_no_worse(&self, than: &Self) -> bool;
}

/// The same period by three sets of constants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared<J = Reliability> {
    /// By the fixed constants.
    pub fixed: J,
    /// By what was tried of those in use until then, where they are not the fixed ones.
    pub in_use: Option<J>,
    /// By the refit on trial, where there was enough to learn from.
    pub refitted: Option<J>,
}

/// A decision at the beginning of a quarter, on the constants `M` of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<M, J = Reliability> {
    /// How many answers the refit learned from.
    pub learned_from: usize,
    /// Of how many ties.
    pub ties: usize,
    /// The refit on trial, where there was enough to learn from.
    pub refitted: Option<M>,
    /// What replaces the constants in use: the same fit to all that is known by then, which the trial was of too.
    pub taken: Option<M>,
    /// What was compared.
    pub compared: Compared<J>,
    /// What follows.
    pub outcome: Outcome,
}

/// Decides at the beginning of a quarter which constants are in use from then on; `tried` is the refit that was on trial
/// when those until then were taken, if they are not the fixed ones: what they learned later would be tried on itself. `None` where too few answers came since [`Quarter::made`] to compare anything.
pub fn decide<const N: usize>(
    answers: &[Answer<N>],
    quarter: Quarter,
    tried: Option<&Logistic<N>>,
    fixed: &Logistic<N>,
    signs: &[f64; N],
) -> Option<Decision<Logistic<N>>> {
    let known = || answers.iter().filter(|answer| answer.until < quarter.made);
    let since: Vec<&Answer<N>> =
        answers.iter().filter(|a| a.day >= quarter.made && a.until < quarter.from).collect();
    let judged = |model: &Logistic<N>| reliability(since.iter().copied(), model);
    let by_fixed = judged(fixed)?;
    let refitted = fitted(answers, quarter.made, fixed, signs);
    let compared = Compared {
        fixed: by_fixed,
        in_use: tried.and_then(judged),
        refitted: refitted.as_ref().and_then(judged),
    };
    let outcome = compared.outcome();
    let is_taken = outcome == Outcome::Replaced;
    let ties: std::collections::HashSet<i64> = known().map(|answer| answer.tie).collect();
    Some(Decision {
        learned_from: known().count(),
        ties: ties.len(),
        refitted,
        taken: is_taken.then(|| fitted(answers, quarter.from, fixed, signs)).flatten(),
        outcome,
        compared,
    })
}

/// The constants that the answers known before a day speak for, the latest most.
fn fitted<const N: usize>(
    answers: &[Answer<N>],
    before: i32,
    fixed: &Logistic<N>,
    signs: &[f64; N],
) -> Option<Logistic<N>> {
    let weight = |day: i32| 0.5f64.powf(f64::from(before.saturating_sub(day)) / HALF_WEIGHT_DAYS);
    let known = answers.iter().filter(|answer| answer.until < before);
    let mut samples: Vec<Sample<N>> =
        known.map(|answer| Sample { weight: weight(answer.day), ..answer.sample }).collect();
    let left: f64 = samples.iter().map(|sample| sample.weight).sum();
    let more = (WEIGHT_KEPT.min(samples.len() as f64) / left).max(1.0);
    samples.iter_mut().for_each(|sample| sample.weight *= more);
    refit(&samples, fixed, signs)
}

/// What constants said of some answers, and what came; `None` of too few.
pub fn reliability<'a, const N: usize>(
    answers: impl IntoIterator<Item = &'a Answer<N>>,
    model: &Logistic<N>,
) -> Option<Reliability> {
    Reliability::of(answers.into_iter().map(|a| (model.chance_of(&a.sample.terms), a.sample.touched)))
}

impl<J: Tried> Compared<J> {
    /// What follows from what was compared.
    pub fn outcome(&self) -> Outcome {
        let in_use = self.in_use.as_ref().unwrap_or(&self.fixed);
        let is_taken = |one: &J| one.is_no_worse(in_use) && one.is_no_worse(&self.fixed);
        if self.refitted.as_ref().is_some_and(is_taken) {
            Outcome::Replaced
        } else if in_use.is_no_worse(&self.fixed) {
            Outcome::Stayed
        } else {
            Outcome::FellBack
        }
    }
}

impl Tried for Reliability {
    fn is_no_worse(&self, than: &Reliability) -> bool {
        self.log_loss <= than.log_loss + MARGIN.loss
            && self.brier <= than.brier + MARGIN.loss
            && self.error <= than.error + MARGIN.error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warmth::{FITTED, Model, SIGNS, TERMS};

    const QUARTER: Quarter = Quarter { from: 1_000, made: 730 };

    /// Answers of a network where what comes follows these constants: a chance of three in four comes true three
    /// times of four.
    fn answers(truth: &Model, days: std::ops::Range<i32>) -> Vec<Answer<TERMS>> {
        let mut seed = 1u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as f64 / (1u64 << 31) as f64
        };
        days.flat_map(|day| {
            let each = (0..20).map(|tie| {
                let terms = std::array::from_fn(|i| 2.0 * next() - if i < 3 { 2.0 } else { 0.0 });
                let touched = next() < truth.chance_of(&terms);
                Answer {
                    tie,
                    day,
                    until: day + 30,
                    sample: Sample { terms, offset: 0.0, touched, weight: 1.0 },
                }
            });
            each.collect::<Vec<_>>()
        })
        .collect()
    }

    fn busier() -> Model {
        Model { intercept: FITTED.intercept + 1.5, ..FITTED.clone() }
    }

    #[test]
    fn a_refit_that_kept_its_word_replaces() {
        let all = answers(&busier(), 400..960);
        let found = decide(&all, QUARTER, None, &FITTED, &SIGNS).unwrap();
        assert_eq!((found.outcome, found.ties), (Outcome::Replaced, 20));
        let compared = found.compared;
        assert!(compared.refitted.as_ref().unwrap().error < 0.05, "{compared:?}");
        assert!(compared.fixed.error > 0.2, "{compared:?}");
    }

    #[test]
    fn a_refit_on_a_past_that_is_over_is_not_taken() {
        let mut all = answers(&busier(), 400..700);
        all.extend(answers(&FITTED, 730..960));
        let found = decide(&all, QUARTER, None, &FITTED, &SIGNS).unwrap();
        assert_eq!(found.outcome, Outcome::Stayed);
        let found = decide(&all, QUARTER, Some(&busier()), &FITTED, &SIGNS).unwrap();
        assert_eq!(found.outcome, Outcome::FellBack, "what was in use is no better");
    }

    #[test]
    fn nothing_that_came_later_is_seen() {
        let known = answers(&busier(), 400..960);
        let mut later = known.clone();
        later.extend(answers(&FITTED, 970..1_400));
        let decided = |all: &[_]| decide(all, QUARTER, None, &FITTED, &SIGNS);
        assert_eq!(decided(&known), decided(&later));
    }

    #[test]
    fn nothing_is_compared_on_too_little() {
        assert_eq!(decide(&answers(&FITTED, 400..700), QUARTER, None, &FITTED, &SIGNS), None);
        let short = decide(&answers(&FITTED, 731..800), QUARTER, None, &FITTED, &SIGNS).unwrap();
        assert_eq!((short.refitted, short.outcome), (None, Outcome::Stayed));
    }
}
