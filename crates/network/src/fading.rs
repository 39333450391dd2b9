//! Fading: how likely a tie of a plain file is to fall silent for its own habits; [`crate::drift`] is what the program tells.
//!
//! "Elapsed over the usual gap" alone is a weak rule, so four named terms are added as logits, each the higher
//! the more the tie fades:
//!
//! | term | what it is | coefficient |
//! |---|---|---|
//! | `chance` | minus the logit of a touch within eight usual gaps (at least half the horizon, at most twice) | 0.5 |
//! | `memory_fast` | minus ln of memory with d = 1.25 | 0.5 |
//! | `memory_slow` | minus ln of memory with d = 0.5 | 0.3 |
//! | `ended` | the logit that the tie has ended, by BG/NBD ([`crate::ending`]) | 0.05 |
//!
//! Chosen on the three development sets (fading to silence / collapse of volume, mean AUC as in `bench --bin
//! accuracy`): these 0.755 / 0.670, the first term alone 0.734 / 0.656, memory with d = 0.75 alone 0.753 / 0.668,
//! BG/NBD alone 0.694 / 0.621. Round coefficients, for fitted ones gained nothing on a set left out (0.742 /
//! 0.671), nor did a refit on a file's own past.

use crate::ending::Ending;
use crate::logistic::Logistic;
use crate::tally::Tally;

/// The constants, in the order of the table.
const FITTED: Logistic<4> =
    Logistic { intercept: 0.0, coefficients: [0.5, 0.5, 0.3, 0.05], means: [-1.802, 0.582, -1.184, -3.094] };

/// How likely the tie is to fall silent, 0–1, where `chance` is that of a touch within eight usual gaps.
pub(crate) fn fading(tally: &Tally, chance: f64) -> f64 {
    FITTED.chance_of(&[
        ((1.0 - chance).max(1e-9) / chance.max(1e-9)).ln(),
        -tally.memory.fast.ln(),
        -tally.memory.slow.ln(),
        Ending::FITTED.of(tally).clamp(-8.0, 8.0),
    ])
}
