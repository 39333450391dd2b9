//! What `kith lab` takes: the engines on plain files.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// The engines.
#[derive(Debug, Subcommand)]
pub enum LabCommand {
    /// The numbers of every pair in a file of touches (columns time,src,dst,kind[,dur]; .gz or .zst too)
    Score(ScoreArgs),
}

#[derive(Debug, ClapArgs)]
pub struct ScoreArgs {
    /// The file of touches; time in seconds
    pub touches: PathBuf,
    /// Only touches up to this time count, in seconds
    #[arg(long, value_name = "T")]
    pub as_of: i64,
    /// `p_touch` is the chance of a touch within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30.0)]
    pub horizon: f64,
    /// Fit the constants to the file's own past first
    #[arg(long)]
    pub calibrate: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
