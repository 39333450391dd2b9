//! Drift: the chance, in percent, that a tie which is past its rhythm does not come back by itself.
//!
//! Asked only of ties whose habits are known ([`DAYS_NEEDED`] days of contact, and the owner acted at least once) and
//! that have just left them: silent for longer than nine tenths of their gaps, and not yet for so long that they are
//! dormant. A tie has come back if the two touch within twice the usual gap from now, which is as far as warmth looks
//! ahead ([`feared_days`]).
//!
//! The number is told only where it is an alarm, at or above [`Model::threshold`]; below it there is none, for a list
//! that cries often is not read. The threshold is where three alarms in five would surely have been right
//! ([`PRECISION_WANTED`]): on the owner's own past where that holds enough of them ([`crate::alarms`]), else on
//! the development sets.
//!
//! | term | what it is |
//! |---|---|
//! | `chance` | minus the logit of a touch within the feared silence, by [`crate::warmth`] of a new installation |
//! | `memory_fast` | minus ln of memory with d = 1.25 |
//! | `memory_slow` | minus ln of memory with d = 0.5 |
//! | `ended` | the logit that the tie has ended, by BG/NBD ([`crate::ending`]) |

use model::{Receipt, Term};

use crate::ending::{Ending, Seen};
use crate::logistic::Logistic;
use crate::rhythm::Rhythm;
use crate::tally::Tally;
use crate::warmth::{self, Terms};

/// How many named terms there are.
pub const TERMS: usize = 4;

/// The version of the terms: constants that were kept for another are constants of something else.
pub const TERMS_VERSION: i64 = 1;

/// Their names, in the order of the constants.
pub const NAMES: [&str; TERMS] = ["chance", "memory_fast", "memory_slow", "ended"];

/// Which of them BG/NBD speaks through.
pub(crate) const ENDED: usize = 3;

/// No coefficient may turn: each term is the higher the longer the silence, and so drift only rises with it.
pub const SIGNS: [f64; TERMS] = [1.0; TERMS];

/// Days of contact from which on habits are known well enough to be missed.
pub const DAYS_NEEDED: u32 = 8;

/// The part of alarms that should be right.
pub const PRECISION_WANTED: f64 = 0.6;

/// After so many feared silences a tie is dormant and no news; at least and at most so many days.
const DORMANT: (f64, f64, f64) = (4.0, 90.0, 365.0);

/// By what drift is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The chance that a tie past its rhythm does not come back.
    pub fading: Logistic<TERMS>,
    /// When ties end.
    pub ending: Ending,
    /// The chance, 0–1, from which on it is told.
    pub threshold: f64,
}

/// What a new installation begins with.
///
/// Chosen on 2026-11-23 on two sets of dated touches, each with the same weight: email-Eu-core-temporal (everybody of an
/// institute an owner in turn, 526 days) and CollegeMsg (193 days). Slopes in the proportions 1 : 0.5 : 0.3 : 0.4, their scale
/// in common, the level that of the first set, in which most ties come back. Of 11,839 silences past their rhythm there, of
/// which 36 % did not end in time, 2,329 would have been told, 63 % of them rightly; of 571 among the students (75 %) 367, 97 %
/// rightly. AUC of each week 0.717 and 0.889, by the first term alone 0.702 and 0.882. In a plain file, where each tie is asked
/// ([`crate::score`]), they tell fading to silence and collapse by 0.750 and 0.661. More weight on memory takes that to 0.755
/// and 0.670 and alarms down to 0.678 on the mail; it also tells a daily tie that stopped after a month only, and a quarterly
/// one on the first day it is late.
/// A silence of eight gaps instead of two can be told as surely only after months, when it is no news any more.
pub const FITTED: Model = Model {
    fading: Logistic {
        intercept: -1.473,
        coefficients: [0.515, 0.257, 0.154, 0.206],
        means: [0.290, 1.895, -1.131, 0.359],
    },
    ending: Ending::FITTED,
    threshold: 0.5,
};

/// The days of further silence after which a tie has not come back: as far as warmth looks ahead.
pub fn feared_days(rhythm: &Rhythm) -> f64 {
    warmth::own_horizon(Some(rhythm))
}

/// The days of silence after which a tie is dormant, and no longer drifts.
fn dormant_after(feared: f64) -> f64 {
    (DORMANT.0 * feared).clamp(DORMANT.1, DORMANT.2)
}

impl Model {
    /// The number of a tie, 0–100; `None` where it is not an alarm.
    pub(crate) fn alarm(&self, tally: &Tally, rhythm: Option<&Rhythm>) -> Option<f64> {
        let chance = self.fading.chance_of(&self.terms(tally, rhythm?)?);
        (chance >= self.threshold).then_some(100.0 * chance)
    }

    /// The terms of a tie that has just left its rhythm; `None` of any other.
    pub(crate) fn terms(&self, tally: &Tally, rhythm: &Rhythm) -> Option<[f64; TERMS]> {
        let feared = feared_days(rhythm);
        let silence = tally.silence_days();
        let has_acted = tally.owner_acted();
        let is_asked = has_acted && tally.active_days >= DAYS_NEEDED;
        (is_asked && silence > rhythm.late_days && silence <= dormant_after(feared)).then(|| {
            let comes_back = warmth::FITTED.logit(&Terms::new(tally, Some(rhythm)).at(feared));
            self.terms_of_any(tally, comes_back)
        })
    }

    /// The terms of any tie, past its rhythm or not, by the logit of the chance that the two touch within the silence that
    /// is feared. For a plain file ([`crate::score`]), which knows more about that than the tie's own days say.
    pub(crate) fn terms_of_any(&self, tally: &Tally, comes_back: f64) -> [f64; TERMS] {
        [
            -comes_back,
            -tally.memory.fast.ln(),
            -tally.memory.slow.ln(),
            self.ending.term(Seen::of_tally(tally)),
        ]
    }

    /// Why an alarm is what it is: from the chance of the mean tie past its rhythm, in proportion to what each term adds
    /// to the logit, as in [`crate::warmth`]'s receipts.
    pub(crate) fn receipt(&self, tally: &Tally) -> Option<Receipt> {
        let rhythm = tally.rhythm();
        let value = self.alarm(tally, rhythm.as_ref())?;
        let terms = self.terms(tally, &rhythm?)?;
        let baseline = 100.0 * self.fading.chance_of(&self.fading.means);
        let shares = self.fading.shares(&terms, value, baseline);
        let term =
            |(name, share): (&&str, f64)| Term { name: (*name).to_owned(), share, touches: 0, days: None };
        Some(Receipt { value, baseline, terms: NAMES.iter().zip(shares).map(term).collect() })
    }
}
