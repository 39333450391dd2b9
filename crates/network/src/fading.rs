//! Fading: how likely a tie is to fall silent for its own habits.
//!
//! "Elapsed over the usual gap" alone is a weak rule, so four named terms are added as logits, each the higher
//! the more the tie fades:
//!
//! | term | what it is | coefficient |
//! |---|---|---|
//! | `chance` | minus the logit of a touch within eight usual gaps (at least half the horizon, at most twice) | 0.5 |
//! | `memory_fast` | minus ln of memory with d = 1.25 | 0.5 |
//! | `memory_slow` | minus ln of memory with d = 0.5 | 0.3 |
//! | `ended` | the logit that the tie has ended, by BG/NBD ([`ended`]) | 0.05 |
//!
//! Chosen on the three development sets (fading to silence / collapse of volume, mean AUC as in `bench --bin
//! accuracy`): these 0.755 / 0.670, the first term alone 0.734 / 0.656, memory with d = 0.75 alone 0.753 / 0.668,
//! BG/NBD alone 0.694 / 0.621. Round coefficients, for fitted ones gained nothing on a set left out (0.742 /
//! 0.671), nor did a refit on a file's own past.

use crate::logistic::Logistic;
use crate::moment::Moment;
use crate::tally::Tally;

/// The constants, in the order of the table.
const FITTED: Logistic<4> =
    Logistic { intercept: 0.0, coefficients: [0.5, 0.5, 0.3, 0.05], means: [-1.802, 0.582, -1.184, -3.094] };

/// Parameters of BG/NBD, by maximum likelihood on the mail of an institute over 300 days, days of contact
/// counted: the shape and rate of how often people touch, and of how likely a tie ends after a touch.
const SHAPE: f64 = 0.684;
const RATE: f64 = 11.92;
const ENDS: f64 = 0.159;
const GOES_ON: f64 = 0.950;

/// How likely the tie is to fall silent, 0–1, where `chance` is that of a touch within eight usual gaps.
pub(crate) fn fading(tally: &Tally, chance: f64) -> f64 {
    let known_days = tally.as_of.days_since(Moment::new(tally.first_day, 0));
    let again = f64::from(tally.active_days) - 1.0;
    FITTED.chance_of(&[
        ((1.0 - chance).max(1e-9) / chance.max(1e-9)).ln(),
        -tally.memory.fast.ln(),
        -tally.memory.slow.ln(),
        ended(again, known_days - tally.silence_days(), known_days).clamp(-8.0, 8.0),
    ])
}

/// The logit that a tie has ended, by BG/NBD (Fader, Hardie & Lee 2005, eq. 11 as a logit): contact `again`
/// times after the first day, the last time `last_days` after it, seen `known_days` after it.
///
/// Someone who touches often and then is silent has likely ended; someone who touches seldom may just be late.
fn ended(again: f64, last_days: f64, known_days: f64) -> f64 {
    let odds = ENDS / (GOES_ON + (again - 1.0).max(0.0));
    odds.ln() + (SHAPE + again) * ((RATE + known_days) / (RATE + last_days)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logistic::logistic;

    #[test]
    fn the_same_silence_ends_a_busy_tie_sooner_than_a_quiet_one() {
        let (busy, quiet) = (ended(50.0, 300.0, 360.0), ended(5.0, 300.0, 360.0));
        assert!(logistic(busy) > 0.9 && logistic(quiet) < 0.2, "{busy} {quiet}");
    }

    /// Worked by hand: 5 times again, the last on day 300 of 360.
    #[test]
    fn the_closed_form_is_the_published_one() {
        let alive = 1.0 / (1.0 + 0.159 / (0.950 + 4.0) * ((11.92 + 360.0f64) / (11.92 + 300.0)).powf(5.684));
        assert!((1.0 - logistic(ended(5.0, 300.0, 360.0)) - alive).abs() < 1e-12);
    }
}
