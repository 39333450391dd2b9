//! How accurate and how fast Kith is, measured: what the benchmarks in `src/bin` share.
//!
//! * [`measures`]: AUC, NDCG, calibration error and the like, on plain slices.
//! * [`protocol`]: the development sets, how they are cut, and which pairs are judged.
//! * [`boosted`]: the gradient-boosted reference, asked of Python.
//! * [`drift`]: which ties fade, and how an order of ties answers that.
//! * [`dice`]: numbers that look random, the same each time.
//! * [`server`], [`http`]: the program under measurement, and a client that asks it.
//! * [`usage`]: what a run took.
//!
//! `cargo run --release -p bench --bin accuracy` prints the table; each binary says at its top what it
//! measures.

pub mod boosted;
pub mod dice;
pub mod drift;
pub mod http;
pub mod measures;
pub mod protocol;
pub mod server;
pub mod usage;
