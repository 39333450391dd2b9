//! The pages as a browser asks for them, with and without script: shown, changed and taken back, and what stands around them.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod begin;
mod erasure;
mod hostile;
mod lists;
mod map;
mod organizations;
mod person;
mod serving;
mod sources;
mod support;
mod today;
