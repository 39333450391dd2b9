//! The constants of warmth for a new installation, fitted on public data.
//!
//! Fitted on 2026-11-23 by `bench/fit/fit_warmth.py` on three sets of dated touches: email-Eu-core-temporal (332,334 mails
//! among 986 people of an institute, 526 days), CollegeMsg (59,835 messages among 1,899 students, 193 days) and
//! SocioPatterns "Contacts in a workplace" 2013 (2,553 meetings among 92 people, 11 days). Every tie at a grid of past dates,
//! horizons from 1 to 180 days; each set with the same weight; a ridge; signs that may not turn. A quarter of one
//! set's weight went to simulated ties of one to four years with rhythms from a day to four months, of which
//! the sets, being short, hold hardly any.
//!
//! Figures by the protocol of `bench --bin accuracy` (AUC / mean AUC within an ego / ECE; memory has no ECE):
//!
//! | set, horizon | memory d = 0.75 | these constants | fitted without this set |
//! |---|---|---|---|
//! | email, 30 days | 0.838 / 0.836 | 0.839 / 0.834 / 0.062 | 0.832 / 0.828 / 0.148 |
//! | messages, 14 days | 0.871 / 0.838 | 0.884 / 0.838 / 0.079 | 0.858 / 0.813 / 0.163 |
//! | meetings, 3 days | 0.719 / 0.711 | 0.717 / 0.704 / 0.134 | 0.718 / 0.712 / 0.378 |
//!
//! What to take from them: the ranking carries over to data never seen; the level does not (students who are leaving
//! answer a fifth as often as their past says), which is why an installation refits on its own past once it has
//! one. `memory_fast` came out at nothing and stays for the refits.

use crate::warmth::Model;

/// What a new installation begins with.
pub const FITTED: Model = Model {
    intercept: -1.5369,
    coefficients: [0.6432, 0.1289, 0.0000, -0.6820, -1.7677, 0.5217, 0.2436, 0.4708, 0.7925],
    means: [-0.1539, -0.9823, -2.5808, 1.1671, 0.2714, 0.2043, 0.6946, 2.4146, 0.3116],
};
