//! How good warmth was: what it would have said of ties at earlier dates, and what came of them.
//!
//! [`trials`] asks a tie at a row of past dates for the terms of warmth at its own horizon, and whether the two
//! then touched within it; dates whose horizon is not over yet are left out, so nothing later than the moment
//! asked about is seen, and what is said at a date knows nothing after it. The dates are the same whenever one
//! asks, so an answer that is over stays as it was. [`Reliability`] sums up what was said and what came: in ten
//! groups from the least to the most likely, and in a few figures. What follows from them: [`crate::course`].

use model::Direction;
use serde::{Deserialize, Serialize};

use crate::days::TieDays;
use crate::moment::Moment;
use crate::refit::Sample;
use crate::tally::Tally;
use crate::warmth::{self, TERMS, Terms};

/// The dates asked about: every so many days, counted from 1970-01-01.
const STEP_DAYS: i32 = 30;
/// How many of them, the last ones: five years.
const DATES: i32 = 60;
/// Touches a tie must have had by a date.
const TOUCHES_NEEDED: u64 = 2;
/// How many groups a diagram has.
const GROUPS: usize = 10;

/// What can be asked of a tie at a past date, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Answer<const N: usize> {
    /// Whose tie it is, by the number that whoever asks gave it.
    pub tie: i64,
    /// The day at whose end it was asked.
    pub day: i32,
    /// The last day on which it could come true.
    pub until: i32,
    /// The terms then, and whether it came true.
    pub sample: Sample<N>,
}

/// A tie, seen from the first person, at each past date whose horizon is over and by which they had acted: where
/// they never did, no warmth is told.
pub fn trials(tie: i64, days: &TieDays, as_of: Moment) -> Vec<Answer<TERMS>> {
    let last = as_of.day.saturating_sub(1).div_euclid(STEP_DAYS);
    let dates = (0..DATES).map(|back| last.saturating_sub(back).saturating_mul(STEP_DAYS));
    dates.filter_map(|day| trial(tie, days, day, as_of)).collect()
}

fn trial(tie: i64, days: &TieDays, day: i32, as_of: Moment) -> Option<Answer<TERMS>> {
    let at = Moment::end_of_day(day);
    let tally = Tally::of_days(days.until(at), at)?;
    let rhythm = tally.rhythm();
    let horizon_days = warmth::own_horizon(rhythm.as_ref());
    let until = day.saturating_add(horizon_days as i32);
    let touches = |d: Direction| tally.directions[d as usize];
    let is_relationship = touches(Direction::Out) + touches(Direction::Mutual) > 0;
    if until >= as_of.day || !is_relationship || tally.directions.iter().sum::<u64>() < TOUCHES_NEEDED {
        return None;
    }
    let touched = days.iter().any(|d| d.day > day && d.day <= until);
    let terms = Terms::new(&tally, rhythm.as_ref()).at(horizon_days);
    Some(Answer { tie, day, until, sample: Sample { terms, offset: 0.0, touched, weight: 1.0 } })
}

/// What was said of some ties, and what came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// How many times something was said.
    pub count: usize,
    /// How often a tie that was touched had been called likelier than one that was not; 0.5 is chance. `None`
    /// if all ended alike.
    pub auc: Option<f64>,
    /// How far what was said is from what came, in the mean over the groups.
    pub error: f64,
    /// The error that chances without any fault would show on so few answers, in the mean.
    pub floor: f64,
    /// Minus the logarithm of the chance that was given to what came, in the mean; lower is better.
    pub log_loss: f64,
    /// The squared distance between what was said and what came (0 or 1), in the mean; lower is better.
    pub brier: f64,
    /// Ten groups of equal size, from the least to the most likely.
    pub groups: Vec<Group>,
}

/// A group of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub count: usize,
    /// The mean chance that was said.
    pub said: f64,
    /// The part that came true.
    pub came: f64,
}

impl Reliability {
    /// Sums up chances and whether each came true; `None` of fewer than a hundred, which say nothing.
    pub fn of(told: impl IntoIterator<Item = (f64, bool)>) -> Option<Reliability> {
        let mut told: Vec<(f64, bool)> = told.into_iter().collect();
        if told.len() < 10 * GROUPS {
            return None;
        }
        told.sort_by(|a, b| a.0.total_cmp(&b.0));
        let bounds = |i: usize| i * told.len() / GROUPS;
        let groups: Vec<Group> = (0..GROUPS).map(|i| Group::of(&told[bounds(i)..bounds(i + 1)])).collect();
        let mean = |of: &dyn Fn(&(f64, bool)) -> f64| told.iter().map(of).sum::<f64>() / told.len() as f64;
        let over_groups = |of: &dyn Fn(&Group) -> f64| {
            groups.iter().map(|g| g.count as f64 * of(g)).sum::<f64>() / told.len() as f64
        };
        Some(Reliability {
            count: told.len(),
            auc: auc(&told),
            error: over_groups(&|g| (g.said - g.came).abs()),
            floor: over_groups(&Group::expected_error),
            log_loss: mean(&|&(p, came)| -(if came { p } else { 1.0 - p }).max(1e-9).ln()),
            brier: mean(&|&(p, came)| (p - f64::from(u8::from(came))).powi(2)),
            groups,
        })
    }

    /// What was said in the mean.
    pub fn said(&self) -> f64 {
        self.over_groups(|group| group.said)
    }

    /// The part that came true.
    pub fn came(&self) -> f64 {
        self.over_groups(|group| group.came)
    }

    fn over_groups(&self, of: fn(&Group) -> f64) -> f64 {
        self.groups.iter().map(|group| group.count as f64 * of(group)).sum::<f64>() / self.count as f64
    }
}

impl Group {
    /// How far a part is from its chance in the mean, if the chance is right: of a binomial, taken for normal.
    fn expected_error(&self) -> f64 {
        (2.0 * self.said * (1.0 - self.said) / (std::f64::consts::PI * self.count.max(1) as f64)).sqrt()
    }

    fn of(told: &[(f64, bool)]) -> Group {
        let count = told.len().max(1) as f64;
        Group {
            count: told.len(),
            said: told.iter().map(|t| t.0).sum::<f64>() / count,
            came: told.iter().filter(|t| t.1).count() as f64 / count,
        }
    }
}

/// Of ascending chances; those alike count half.
fn auc(ascending: &[(f64, bool)]) -> Option<f64> {
    let came = ascending.iter().filter(|t| t.1).count() as f64;
    let not = ascending.len() as f64 - came;
    let (mut ranks, mut before) = (0.0, 0.0);
    for same in ascending.chunk_by(|a, b| a.0 == b.0) {
        let rank = before + (same.len() as f64 + 1.0) / 2.0;
        ranks += rank * same.iter().filter(|t| t.1).count() as f64;
        before += same.len() as f64;
    }
    (came > 0.0 && not > 0.0).then(|| (ranks - came * (came + 1.0) / 2.0) / (came * not))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::touches;
    use proptest::prelude::*;

    proptest! {
        /// What was said at a date is the warmth of that date, and what came later does not change it.
        #[test]
        fn a_trial_says_what_warmth_said_then(touches in touches(40)) {
            let days: TieDays = touches.iter().copied().collect();
            for answer in trials(7, &days, Moment::new(20_400, 0)) {
                let known: TieDays = touches.iter().copied().filter(|t| t.0.day <= answer.day).collect();
                let then = crate::numbers(&known, Moment::end_of_day(answer.day)).unwrap();
                prop_assert_eq!(100.0 * warmth::FITTED.chance_of(&answer.sample.terms), then.warmth);
                prop_assert!(answer.until < 20_400);
            }
        }

        /// An answer that is over is the same whenever one asks.
        #[test]
        fn answers_that_are_over_stay(touches in touches(40), later in 1i32..200) {
            let days: TieDays = touches.iter().copied().collect();
            let asked = |on: i32| -> Vec<(i32, bool)> {
                let over = trials(7, &days, Moment::new(on, 0));
                over.into_iter().filter(|a| a.until < 20_000 && a.day > 18_600).map(|a| (a.day, a.sample.touched)).collect()
            };
            prop_assert_eq!(asked(20_000), asked(20_000 + later));
        }
    }

    #[test]
    fn what_was_said_and_what_came_are_counted() {
        let told = (0..1_000).map(|i| if i % 2 == 0 { (0.9, i % 10 != 0) } else { (0.2, i % 10 == 1) });
        let found = Reliability::of(told).unwrap();
        assert_eq!(found.groups.len(), 10);
        assert!((found.groups[9].said - 0.9).abs() < 1e-12 && (found.groups[9].came - 0.8).abs() < 1e-12);
        assert!((found.error - 0.05).abs() < 1e-12, "{}", found.error);
        assert!(found.auc.unwrap() > 0.75);
        assert!((found.said() - 0.55).abs() < 1e-12 && (found.came() - 0.5).abs() < 1e-12);
        assert!((found.brier - 0.165).abs() < 1e-9, "{}", found.brier);
        // A hundred answers a group, half of the groups said 0.9 and half 0.2.
        assert!((found.floor - 0.0279).abs() < 1e-3, "{}", found.floor);
        assert_eq!(Reliability::of([(0.5, true); 99]), None);
        assert_eq!(Reliability::of([(0.5, true); 100]).unwrap().auc, None);
    }
}
