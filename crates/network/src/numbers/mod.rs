//! All numbers of a tie at once, and their receipts.
//!
//! [`numbers()`] is the cheap path that lists and snapshots take; [`warmth_receipt`] and
//! [`closeness_receipt`] say why a number is what it is, and give the same number to the last bit. A
//! [`Measure`] holds what a workspace may have of its own: warmth's constants (refitted on its past), S50,
//! and the owner's word on this tie.
//!
//! ```
//! use model::{Channel, Direction, TouchKind};
//! use network::{Moment, TieDays, numbers, warmth_receipt};
//!
//! let mail = TouchKind { channel: Channel::DirectMail, direction: Direction::Out };
//! let weeks = 0..52;
//! let days: TieDays = weeks.map(|week| (Moment::new(20_000 + 7 * week, 36_000), mail)).collect();
//! let as_of = Moment::new(20_000 + 7 * 51 + 3, 0);
//! let numbers = numbers(&days, as_of).unwrap();
//! assert_eq!(numbers.rhythm.unwrap().gap_days, 7.0);
//! let receipt = warmth_receipt(&days, as_of).unwrap();
//! assert_eq!(receipt.value, numbers.warmth);
//! assert!((receipt.total() - numbers.warmth).abs() < 1e-9);
//! ```

pub(crate) mod groups;

use model::Receipt;

use crate::closeness::{self, Word};
use crate::days::TieDays;
use crate::drift;
use crate::moment::Moment;
use crate::packed::Corrupt;
use crate::rhythm::Rhythm;
use crate::tally::Tally;
use crate::warmth;

/// The numbers of a tie at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieNumbers {
    /// 0–100: the chance, in percent, of a touch within `horizon_days`.
    pub warmth: f64,
    /// 0–100: how much the two have been to each other over the years.
    pub closeness: f64,
    /// The usual gap, from four days of contact on.
    pub rhythm: Option<Rhythm>,
    /// 0–100, told only as an alarm: the chance, in percent, that a tie which has just left its rhythm does not come
    /// back by itself.
    pub drift: Option<f64>,
    /// Days (with fraction) since the last touch.
    pub silence_days: f64,
    /// The days that warmth looks ahead: twice the usual gap, 14 to 180; 60 without rhythm.
    pub horizon_days: f64,
    /// 0–1: the plain chance of a touch within 30 days, the same for every tie.
    pub p_30_days: f64,
    /// The UTC day of the first touch.
    pub first_day: i32,
    /// When the last touch was.
    pub last: Moment,
    /// On how many days there was contact.
    pub active_days: u32,
    /// Touches in which the first person acted towards the second.
    pub touches_out: u64,
    /// Touches in which the second person acted towards the first.
    pub touches_in: u64,
    /// Touches in which both took part alike (meetings).
    pub touches_mutual: u64,
}

impl TieNumbers {
    /// All touches.
    pub fn touches(&self) -> u64 {
        self.touches_out + self.touches_in + self.touches_mutual
    }

    /// True if the first person ever acted. Where the owner never did, the tie is not a relationship: a
    /// seller who wrote forty times and was never answered.
    pub fn is_relationship(&self) -> bool {
        self.touches_out + self.touches_mutual > 0
    }
}

/// By what a tie is measured.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// Warmth's constants.
    pub warmth: &'a warmth::Model,
    /// Drift's constants, and the threshold below which it is not told.
    pub drift: &'a drift::Model,
    /// The S at which closeness is 50.
    pub s50: f64,
    /// What the owner says of this tie.
    pub word: Option<Word>,
}

impl Measure<'static> {
    /// What a new installation measures by.
    pub const NEW: Measure<'static> =
        Measure { warmth: &warmth::FITTED, drift: &drift::FITTED, s50: closeness::S50, word: None };
}

impl Measure<'_> {
    /// The numbers of a tie at a moment; `None` if there was no touch by then ("no contact yet").
    pub fn numbers(&self, days: &TieDays, as_of: Moment) -> Option<TieNumbers> {
        self.numbers_after_silence(days, as_of, as_of)
    }

    /// The numbers at a moment of the touches until an earlier one, as if nothing had happened since.
    pub fn numbers_after_silence(&self, days: &TieDays, until: Moment, as_of: Moment) -> Option<TieNumbers> {
        Tally::of_days(days.until(until), as_of).map(|tally| self.of_tally(&tally))
    }

    /// The same from packed days ([`TieDays::encode`]), without unpacking them.
    ///
    /// # Errors
    /// [`Corrupt`] if the text is not packed days.
    pub fn numbers_of_text(&self, text: &str, as_of: Moment) -> Result<Option<TieNumbers>, Corrupt> {
        self.numbers_of_text_after_silence(text, as_of, as_of)
    }

    /// [`Measure::numbers_after_silence`] from packed days.
    ///
    /// # Errors
    /// [`Corrupt`] if the text is not packed days.
    pub fn numbers_of_text_after_silence(
        &self,
        text: &str,
        until: Moment,
        as_of: Moment,
    ) -> Result<Option<TieNumbers>, Corrupt> {
        Ok(Tally::of_text(text, until, as_of)?.map(|tally| self.of_tally(&tally)))
    }

    /// Why warmth is what it is.
    pub fn warmth_receipt(&self, days: &TieDays, as_of: Moment) -> Option<Receipt> {
        let tally = Tally::of_days(days.until(as_of), as_of)?;
        Some(warmth::receipt(days.until(as_of), &tally, self.warmth))
    }

    /// Why closeness is what it is.
    pub fn closeness_receipt(&self, days: &TieDays, as_of: Moment) -> Option<Receipt> {
        let tally = Tally::of_days(days.until(as_of), as_of)?;
        Some(closeness::receipt(days.until(as_of), &tally, self.word, self.s50))
    }

    /// Why drift is what it is; `None` where it is not told.
    pub fn drift_receipt(&self, days: &TieDays, as_of: Moment) -> Option<Receipt> {
        self.drift.receipt(&Tally::of_days(days.until(as_of), as_of)?)
    }

    /// The numbers of what a tie's days add up to.
    pub(crate) fn of_tally(&self, tally: &Tally) -> TieNumbers {
        let rhythm = tally.rhythm();
        let horizon_days = warmth::own_horizon(rhythm.as_ref());
        let terms = warmth::Terms::new(tally, rhythm.as_ref());
        let [touches_out, touches_in, touches_mutual] = tally.directions;
        TieNumbers {
            warmth: 100.0 * self.warmth.chance(&terms, horizon_days),
            closeness: closeness::Parts::new(tally, self.word, self.s50).closeness(self.s50),
            rhythm,
            drift: self.drift.alarm(tally, rhythm.as_ref()),
            silence_days: tally.silence_days(),
            horizon_days,
            p_30_days: self.warmth.chance(&terms, 30.0),
            first_day: tally.first_day,
            last: tally.last,
            active_days: tally.active_days,
            touches_out,
            touches_in,
            touches_mutual,
        }
    }
}

/// [`Measure::numbers`] by the constants of a new installation.
pub fn numbers(days: &TieDays, as_of: Moment) -> Option<TieNumbers> {
    Measure::NEW.numbers(days, as_of)
}

/// [`Measure::numbers_of_text`] by the constants of a new installation.
///
/// # Errors
/// [`Corrupt`] if the text is not packed days.
pub fn numbers_of_text(text: &str, as_of: Moment) -> Result<Option<TieNumbers>, Corrupt> {
    Measure::NEW.numbers_of_text(text, as_of)
}

/// [`Measure::warmth_receipt`] by the constants of a new installation.
pub fn warmth_receipt(days: &TieDays, as_of: Moment) -> Option<Receipt> {
    Measure::NEW.warmth_receipt(days, as_of)
}

/// [`Measure::closeness_receipt`] by the constants of a new installation.
pub fn closeness_receipt(days: &TieDays, as_of: Moment) -> Option<Receipt> {
    Measure::NEW.closeness_receipt(days, as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::touches;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_never_rise_while_silence_grows(
            touches in touches(40),
            steps in prop::collection::vec(0u32..40_000_000, 1..12),
        ) {
            let days: TieDays = touches.into_iter().collect();
            let mut at = i64::from(20_000) * 86_400;
            let mut before = numbers(&days, Moment::from_seconds(at));
            for step in steps {
                at += i64::from(step);
                let now = numbers(&days, Moment::from_seconds(at));
                if let (Some(before), Some(now)) = (before, now) {
                    prop_assert!(now.warmth <= before.warmth + 1e-9, "{} after {}", now.warmth, before.warmth);
                    prop_assert!(now.closeness <= before.closeness + 1e-9);
                    prop_assert!(now.p_30_days <= before.p_30_days + 1e-12);
                }
                before = now;
            }
        }

        #[test]
        fn receipts_add_up_and_agree_with_the_numbers(
            touches in touches(60),
            day in 18_990i32..21_000,
            word in 0usize..4,
        ) {
            let days: TieDays = touches.into_iter().collect();
            let as_of = Moment::new(day, 50_000);
            let word = [None, Some(Word::Distant), Some(Word::Close), Some(Word::VeryClose)][word];
            let measure = Measure { word, ..Measure::NEW };
            let numbers = measure.numbers(&days, as_of);
            prop_assert_eq!(&measure.numbers_of_text(&days.encode(), as_of), &Ok(numbers));
            let receipts = (measure.warmth_receipt(&days, as_of), measure.closeness_receipt(&days, as_of));
            let Some(numbers) = numbers else {
                prop_assert_eq!(receipts, (None, None));
                return Ok(());
            };
            let receipts = [receipts.0.unwrap(), receipts.1.unwrap()];
            for (number, receipt) in [numbers.warmth, numbers.closeness].into_iter().zip(receipts) {
                prop_assert!((0.0..=100.0).contains(&number));
                prop_assert_eq!(number, receipt.value);
                prop_assert!((receipt.total() - number).abs() < 1e-9);
                let counted: u64 = receipt.terms.iter().map(|t| u64::from(t.touches)).sum();
                prop_assert_eq!(counted, numbers.touches());
            }
        }

        #[test]
        fn both_sides_see_the_same_tie(touches in touches(40)) {
            let days: TieDays = touches.into_iter().collect();
            let as_of = Moment::new(20_100, 0);
            let (ours, theirs) = (numbers(&days, as_of), numbers(&days.reversed(), as_of));
            prop_assert_eq!(ours.map(|n| (n.warmth, n.touches_out)), theirs.map(|n| (n.warmth, n.touches_in)));
        }

        #[test]
        fn later_touches_change_nothing(touches in touches(40)) {
            let as_of = Moment::end_of_day(19_500);
            let days: TieDays = touches.iter().copied().collect();
            let known: TieDays = touches.into_iter().filter(|t| t.0 <= as_of).collect();
            prop_assert_eq!(numbers(&days, as_of), numbers(&known, as_of));
        }
    }

    #[test]
    fn no_touch_is_no_contact_yet() {
        assert_eq!(numbers(&TieDays::new(), Moment::new(20_000, 0)), None);
    }
}
