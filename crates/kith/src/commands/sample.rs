//! `kith sample`: fills a database for benchmarks.

use super::{Failure, Outcome, Session};
use crate::args::SampleArgs;

/// Fills the database.
pub async fn run(_session: &Session, _args: &SampleArgs) -> Outcome {
    Err(Failure("not yet".into()))
}
