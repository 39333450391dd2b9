//! The vocabulary as plain types.
//!
//! Every crate speaks in these words (`README`'s vocabulary; a new word enters here first). Data flows
//!
//! ```text
//! bytes ──formats──► Record ──identity──► people and Interactions ──network──► ties ──advice──► gestures
//! ```
//!
//! * [`record`]: one item as it came from a source, and what a reader had to say of items it could not use.
//! * [`contact`]: how a source names a human: a name and addresses, before anyone is recognised.
//! * [`touch`]: what counts between two people, by channel and direction.
//! * [`receipt`]: the terms of a number, which add up to it.
//! * [`ids`]: the keys of stored things.
//! * [`reading`]: how somebody likes to read dates and times.
//!
//! Nothing here does anything beyond holding data: no IO, no clock, no rules of the business.

pub mod contact;
pub mod ids;
pub mod reading;
pub mod receipt;
pub mod record;
pub mod touch;

pub use contact::{Address, Contact};
pub use ids::{ActId, IdentityId, ImportId, InteractionId, PersonId, WorkspaceId};
pub use reading::{ClockFormat, DateFormat};
pub use receipt::{Receipt, Term};
pub use record::{
    Attendance, Attendee, AttendeeKind, Card, Content, Event, Finding, FindingKind, Item, Mail, MailClass,
    Message, Notice, NoticeKind, Occurrence, Position, Record,
};
pub use touch::{Channel, Direction, TouchKind};
