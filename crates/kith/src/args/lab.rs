//! What `kith lab` takes: the engines on plain files.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

/// The engines.
#[derive(Debug, Subcommand)]
pub enum LabCommand {
    /// The numbers of every pair in a file of touches (columns time,src,dst,kind[,dur]; .gz or .zst too)
    Score(ScoreArgs),
    /// The measures of a network's shape, a row a node (columns src,dst[,weight]; tabs too; .gz or .zst too)
    Measure(MeasureArgs),
    /// Where everyone of a file of ties stands on a map (columns src,dst[,weight]; .gz or .zst too): node,x,y
    Layout(LayoutArgs),
    /// The warmest ways from one to another in a file of ties that share nobody, a row a hop
    Path(PathArgs),
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

#[derive(Debug, ClapArgs)]
pub struct LayoutArgs {
    /// The file of ties
    pub edges: PathBuf,
    /// How many steps
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub iterations: usize,
    /// Another seed, another picture
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Begin at the places in this file, an earlier answer, and stay near them
    #[arg(long, value_name = "FILE")]
    pub start: Option<PathBuf>,
    /// Move circles of this radius apart at the end, until none covers another
    #[arg(long, value_name = "RADIUS")]
    pub apart: Option<f32>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct PathArgs {
    /// The file of ties
    pub edges: PathBuf,
    /// Who wants to be introduced
    #[arg(long, value_name = "NODE")]
    pub from: String,
    /// To whom; several times: to any of them
    #[arg(long, value_name = "NODE", required = true)]
    pub to: Vec<String>,
    /// How many ways
    #[arg(short, value_name = "N", default_value_t = 3)]
    pub k: usize,
    /// Weights are chances of a touch, 0 to 1, instead of numbers of touches, of which n make a chance of n/(n+1)
    #[arg(long)]
    pub chances: bool,
}

#[derive(Debug, ClapArgs)]
pub struct MeasureArgs {
    /// The file of ties; ids are numbers or any text
    pub edges: PathBuf,
    /// Count the weights of ties; along paths, a tie is as long as one through its weight
    #[arg(long)]
    pub weighted: bool,
    /// Which measures, parted by commas
    #[arg(
        long,
        value_name = "MEASURES",
        value_delimiter = ',',
        default_value = "all",
        hide_possible_values = true
    )]
    pub measures: Vec<MeasureArg>,
    /// Search from so many nodes for betweenness and closeness [default: all up to 20,000 nodes, else 256]
    #[arg(long, value_name = "N")]
    pub samples: Option<usize>,
    /// Another seed, another sample
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Print figures of the whole network as JSON; the rows are written only if `--out` says where
    #[arg(long)]
    pub summary: bool,
    /// How many threads [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Write the rows to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum MeasureArg {
    /// Everything
    All,
    Degree,
    Strength,
    Components,
    Core,
    Pagerank,
    Constraint,
    EffectiveSize,
    EffectiveSizeWeighted,
    Clustering,
    /// How many are cut off without the node
    Articulation,
    Betweenness,
    Closeness,
    Communities,
}
