//! The program as its user has it: what is typed, what comes back, and what stands in the data folder afterwards.
//!
//! * `support` (start here): a data folder, files beside it, and commands as they are typed.
//! * `import`: real formats in, each record accounted for; the same again, in another order, packed otherwise.
//! * `bad_input`: files that are broken, hostile or enormous; a full disk, a locked database.
//! * `interrupted`: an import that is killed and run again.
//! * `backups`: made, tried, restored; and killed, out of room or locked out half-way.
//! * `today`: whom to reach out to, why, and what takes them off the list; `people` and `person`.
//! * `acts`: what was done, and how it is taken back.
//! * `serving`: the pages, on this machine only, until it is told to stop.
//! * `demo`: the sample network, with the truth about it beside.
//! * `erasure`: everything about somebody, forgetting, retention, holds.
//! * `export`: everything written down, and taken in again.
//! * `lab`: the engines on plain files.
//! * `ways`: by whom one is introduced, and what would be without somebody.
//! * `corpora`: large archives of real mail, cards and calendars, where they are at hand.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod acts;
mod backups;
mod bad_input;
mod colleagues;
mod corpora;
mod demo;
mod erasure;
mod export;
mod import;
mod interrupted;
mod lab;
mod measure;
mod serving;
mod support;
mod today;
mod ways;
