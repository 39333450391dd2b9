//! The constants of warmth for a new installation, fitted on public data.
//!
//! Fitted on 2026-11-23 by `bench/fit/fit_warmth.py` on three sets of dated touches: email-Eu-core-temporal
//! (332,334 mails among 986 people of an institute, 526 days), CollegeMsg (59,835 messages among 1,899
//! students, 193 days) and SocioPatterns "Contacts in a workplace" 2013 (2,553 meetings among 92 people, 11
//! days). Every tie at a grid of past dates, horizons from 1 to 180 days; each set with the same weight; a
//! ridge; signs that may not turn. A quarter of one set's weight went to simulated ties of one to four years
//! with rhythms from a day to four months, of which the sets, being short, hold hardly any.
//!
//! Figures by the protocol of `bench --bin accuracy` (AUC / mean AUC within an ego / ECE; memory has no ECE),
//! of the tie's own terms alone; `bench` prints those of [`crate::score`], which adds what surrounds a tie:
//!
//! | set, horizon | memory d = 0.75 | these constants | fitted without this set |
//! |---|---|---|---|
//! | email, 30 days | 0.838 / 0.836 | 0.843 / 0.837 / 0.054 | 0.837 / 0.832 / 0.131 |
//! | messages, 14 days | 0.871 / 0.838 | 0.878 / 0.835 / 0.079 | 0.861 / 0.818 / 0.161 |
//! | meetings, 3 days | 0.719 / 0.711 | 0.716 / 0.702 / 0.134 | 0.705 / 0.699 / 0.378 |
//!
//! What to take from them: the ranking carries over to data never seen; the level does not (students who are
//! leaving touch about a fifth as often as their past says), which is why an installation refits on its own
//! past once it has one. The meetings are 226 and 253 pairs, so their last two digits are noise.

use crate::warmth::Model;

/// What a new installation begins with.
pub const FITTED: Model = Model {
    intercept: -1.4605,
    coefficients: [0.4830, 0.1787, 0.1183, -0.5705, -1.0234, 0.1143, 0.2298, 0.4993, 0.8256],
    means: [-0.1539, -0.9823, -2.5808, 1.1671, 0.4637, 0.2043, 0.6946, 2.4146, 0.2092],
};
