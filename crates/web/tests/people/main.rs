//! The pages of people as a browser asks for them: Today and the list, with and without script, changed and taken back.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod lists;
mod organizations;
mod person;
mod support;
mod today;
