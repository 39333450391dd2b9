//! Ties and a date to whom to reach out to, and why.
//!
//! The last of the pure crates: what `network` measured comes in as plain figures ([`Candidate`]), and gestures with
//! reasons come out. It needs nothing of how the figures were made, so it does not depend on `network`; the caller
//! fills one from the other. No IO, no clock, no chance: the day is an argument.
//!
//! * [`mod@today`]: the daily list within the owner's budget, and what it lets go. Start here.
//! * [`weighed`]: one person on one day: whether there is something to be said of them.
//! * [`mod@key_people`]: whom to propose as key people; [`role`] is what a title says for it.
//! * [`candidate`]: what has to be known of a relationship.
//! * [`loss`]: what waiting costs, term by term. The weights of the ranking stand there and nowhere else.
//! * [`suggestion`]: what comes out, as data: reasons, gesture, evidence, receipt.
//! * `gesture`: what to do, fitting how the two are usually in touch.
//! * [`verdict`]: how one relationship stands.
//! * [`words`]: the one place where all of it becomes English.

pub mod candidate;
mod gesture;
pub mod key_people;
pub mod loss;
pub mod role;
pub mod suggestion;
pub mod today;
pub mod verdict;
pub mod weighed;
pub mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod testing;

pub use candidate::{
    Candidate, Counts, Habits, LastContact, Mention, Occasion, OwnersWord, Reach, Rhythm, Unanswered,
    Unreturned, day_of, days_between,
};
pub use key_people::{KeyCandidate, KeyProposal, KeyReason, key_people};
pub use loss::{is_beyond_loss, later_days, may_be_dormant, may_fade};
pub use role::{Role, role_of};
pub use suggestion::{
    Evidence, Gesture, LetGo, LetGoEntry, Means, NextDue, Reason, Suggestion, Today, WhyLetGo,
};
pub use today::{TodaySettings, choose, today};
pub use weighed::{Weighed, due_on, may_be_suggested};
