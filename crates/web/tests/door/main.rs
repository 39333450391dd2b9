//! The door as a browser meets it: who is let in, how, and what each kind of member may ask for.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod account;
mod entering;
mod kept_secret;
mod links;
mod matrix;
mod planted;
mod support;
mod tokens;
