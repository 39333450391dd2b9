//! The world outside: the clock (later mail out and HTTP), each an enum of the real thing and what tests use.

pub mod clock;
