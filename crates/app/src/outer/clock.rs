//! The only clock of the program.

use jiff::Timestamp;

/// Where "now" comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's.
    System,
    /// Always the same moment (`--as-of`, tests).
    Fixed(Timestamp),
}

impl Clock {
    /// The moment.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock the others are sent to")]
    pub fn now(self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Fixed(moment) => moment,
        }
    }
}
