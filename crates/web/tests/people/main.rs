//! The list of people as a browser asks for it: with and without script, changed and taken back.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod lists;
mod organizations;
mod support;
