//! What tests share: databases of their own, mail, calendars and cards that read as a story, and the house rules.
//!
//! ```
//! for place in testkit::databases() {
//!     let mbox = testkit::mailbox()
//!         .mail("2026-03-02", "Me <me@acme.example>", "Ana Lopez <ana@north.example>", "Valve drawings")
//!         .mail("2026-03-04 16:20", "Ana Lopez <ana@north.example>", "Me <me@acme.example>", "Re: Valve drawings")
//!         .to_mbox();
//!     std::fs::write(place.data().join("inbox.mbox"), mbox)?;
//!     // … open the application with `place.url()` and `place.data()`, import, and look at the answer.
//! }
//! # std::io::Result::Ok(())
//! ```
//!
//! For development only, and below every crate of ours, so that all of them can use it. [`databases`] gives the
//! databases to run a test on, [`mailbox`], [`calendar`] and [`cards`] write files, [`shared`] finds the large corpora,
//! [`tidy`] holds the house rules.

#![expect(clippy::expect_used, reason = "support for tests: what cannot be set up fails the test")]

mod calendar;
mod cards;
mod corpora;
mod database;
mod mailbox;
mod moment;
pub mod tidy;

pub use calendar::{Calendar, calendar};
pub use cards::{Cards, cards};
pub use corpora::shared;
pub use database::{Where, databases};
pub use mailbox::{Mailbox, mailbox};
