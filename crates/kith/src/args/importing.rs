//! What can be typed to bring a network in: files, a sample, a flood for benchmarks.

use std::path::PathBuf;

use clap::Args as ClapArgs;

#[derive(Debug, ClapArgs)]
pub struct DemoArgs {
    /// Do not serve the pages, only print the list
    #[arg(long)]
    pub no_serve: bool,
    /// The seed of the sample network
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}

#[derive(Debug, ClapArgs)]
pub struct ImportArgs {
    /// Files, folders and archives
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// An address of yours; repeat it for each
    #[arg(long, value_name = "EMAIL")]
    pub me: Vec<String>,
    /// Say what would happen and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write what became of each item to this file, a line an item
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Do not keep subjects and titles
    #[arg(long)]
    pub no_subjects: bool,
    /// Go on with an interrupted import; every import does, so this is only for clarity
    #[arg(long, hide = true)]
    pub resume: bool,
}

#[derive(Debug, ClapArgs)]
pub struct SampleArgs {
    /// How many people
    #[arg(long, default_value_t = 1_000)]
    pub people: u32,
    /// How many interactions
    #[arg(long, default_value_t = 50_000)]
    pub interactions: u64,
    /// The seed
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}
