//! The world outside: the clock, chance, the key beside the database (later mail out and HTTP); what a test must decide is an
//! enum of the real thing and what tests use.

pub mod chance;
pub mod clock;
pub mod http;
pub mod networks;
pub mod secret_key;
pub mod waiting;
