//! Interactions to ties: rhythm, warmth, closeness, each with a receipt.
//!
//! What two people's touches add up to, as of any moment. The definitions, and the figures they were chosen
//! by, stand with each number:
//!
//! * [`days`]: the days of contact of a tie, the only thing numbers are made from; [`packed`] stores them.
//! * [`memory`]: how present a tie is, a sum over its days that fades as a power of their age.
//! * [`rhythm`]: the usual gap between days of contact.
//! * [`warmth`]: the chance of a touch within twice the usual gap.
//! * [`closeness`]: how much the two have been to each other over the years.
//! * [`mod@numbers`]: all of them at once (start here), with or without receipts.
//! * [`score`]: the same on a plain file of touches, so that anyone can check our figures.
//! * [`logistic`]: the form of every chance; [`refit`]: its constants fitted on a network's own past.
//! * [`drift`]: the chance that a tie past its rhythm does not come back, told only as an alarm; [`alarms`]: what alarms
//!   of the past were worth, and by which constants they are told; [`ending`]: when ties end (BG/NBD);
//!   [`elsewhere`]: whether who fell silent went on with others.
//! * [`initiative`]: who starts contact again after a silence; [`response`]: how soon each answers.
//! * [`trial`]: what warmth said at earlier dates, and what came of it; [`course`]: which constants are in use for it.
//! * [`graph`]: all ties together, and the measures of the network's shape.
//!
//! Everything is a total function of its arguments: no IO, no clock, no chance. A touch after `as_of` never
//! counts.

pub mod alarms;
pub mod closeness;
pub mod course;
pub mod days;
pub mod drift;
pub mod elsewhere;
pub mod ending;
mod fitted;
pub mod graph;
mod ids;
pub mod initiative;
pub mod logistic;
pub mod memory;
pub mod moment;
pub mod numbers;
pub mod packed;
pub mod refit;
pub mod response;
pub mod rhythm;
pub mod score;
mod tally;
#[cfg(test)]
mod testing;
pub mod trial;
pub mod warmth;

pub use closeness::Word;
pub use days::{Day, Days, KindCount, Removal, TieDays};
pub use moment::Moment;
pub use numbers::{Measure, TieNumbers, closeness_receipt, numbers, numbers_of_text, warmth_receipt};
pub use packed::Corrupt;
pub use rhythm::Rhythm;

pub mod interaction;
