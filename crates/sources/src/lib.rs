//! Where bytes come from: folders, files, archives.
//!
//! [`walk()`] is given what the owner pointed at and gives back every file inside, archives opened, one after the
//! other, each as a [`Found`] that is read in pieces. What is in the bytes is no concern of this crate (crate
//! `formats` looks at that), and neither is what becomes of them (crate `app`).
//!
//! ```text
//! roots ──folder──► files on disk ──archive──► files inside zip, tar, gz, zst ──► Found, for the visitor
//! ```
//!
//! * `walk` (start here): the one loop, and [`total_bytes`] for the time left.
//! * `found`: one file as the visitor sees it.
//! * `folder`: files under a root in a stable order; symbolic links followed, cycles noticed.
//! * `archive`: told by content, never by name; one module a format.
//! * `limits`: the bounds on everything that comes from outside.
//! * `problem`: what could not be read, and why, in words for the owner.
//!
//! Three promises hold everywhere:
//!
//! 1. **Nothing in silence.** Whatever is not delivered as a file is given as a [`Problem`], and the walk goes on.
//! 2. **Memory does not grow with the input.** Files stream through fixed buffers; see [`Limits`] for the bounds.
//! 3. **Nothing is written.** Names in archives are labels; no file is ever created, whatever they say.

mod archive;
mod folder;
mod found;
mod limits;
mod meter;
mod problem;
mod stream;
mod walk;

pub use found::{Found, Visit};
pub use limits::Limits;
pub use problem::{Problem, ProblemKind};
pub use walk::{total_bytes, walk};
