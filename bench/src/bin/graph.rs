//! How fast the measures of a network are: makes networks, and times one measure after the other.
//!
//! `graph make NODES EDGES > g.tsv` writes a network with a fixed seed: communities of very different sizes, four ties of
//! five within one, the rest to people whom many know; weights are numbers of touches, most of them one. `graph time g.tsv`
//! prints a line a measure: CPU and wall seconds, peak memory so far, and a figure to compare. `bench/graph.sh`
//! runs both beside the peers.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use bench::dice::Dice;
use bench::usage;
use clap::{Parser, Subcommand, ValueEnum};
use network::graph::Graph;
use network::graph::central::{Along, Central, Sources, central};
use network::graph::components::components;
use network::graph::core::core_numbers;
use network::graph::cuts::cuts;
use network::graph::distances::distances;
use network::graph::edges::EdgeFile;
use network::graph::leiden::{Settings, communities};
use network::graph::pagerank::pagerank;
use network::graph::shared::Shared;

/// Makes networks and times their measures.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Write a network to standard output: a tie a line, with a tab between
    Make {
        nodes: u32,
        edges: usize,
        #[arg(long, default_value_t = 7)]
        seed: u64,
    },
    /// Time the measures on a network
    Time {
        file: std::path::PathBuf,
        /// How far to go with betweenness
        #[arg(long, value_enum, default_value_t = Between::Sample)]
        between: Between,
    },
}

/// Betweenness: not at all, from 256 nodes, or also from all, by edges and by lengths.
#[derive(Clone, Copy, PartialEq, PartialOrd, ValueEnum)]
enum Between {
    None,
    Sample,
    Exact,
}

fn main() -> std::io::Result<()> {
    match Arguments::parse().what {
        What::Make { nodes, edges, seed } => make(nodes, edges, seed),
        What::Time { file, between } => {
            time(&file, between);
            Ok(())
        }
    }
}

/// A number from a power law: most are near 1, few are large.
fn heavy(dice: &mut Dice, power: f64) -> f64 {
    (1.0 - dice.part()).powf(-1.0 / power)
}

/// Where each community begins, and at the end where the last one ends.
fn homes(nodes: u32, dice: &mut Dice) -> Vec<u32> {
    let mut begins = vec![0u32];
    while let Some(&begin) = begins.last().filter(|&&begin| begin < nodes) {
        let size = (heavy(dice, 1.3) * 8.0 - 4.0).min(f64::from(nodes) / 50.0).max(4.0);
        begins.push(begin.saturating_add(size as u32).min(nodes));
    }
    begins
}

fn make(nodes: u32, edges: usize, seed: u64) -> std::io::Result<()> {
    let mut dice = Dice::new(seed);
    let begins = homes(nodes, &mut dice);
    // Whom many know: the sum of everybody's draw so far, to be found by halving.
    let mut known = 0.0;
    let known: Vec<f64> = (0..nodes)
        .map(|_| {
            known += heavy(&mut dice, 1.8);
            known
        })
        .collect();
    let total = known.last().copied().unwrap_or(0.0);
    let mut ties = std::collections::HashSet::with_capacity(edges);
    while ties.len() < edges.min(nodes as usize * (nodes as usize - 1) / 4) {
        let by_fame = |dice: &mut Dice| {
            let place = dice.part() * total;
            known.partition_point(|&sum| sum < place) as u32
        };
        let a = by_fame(&mut dice);
        let b = if dice.part() < 0.8 {
            let home = begins.partition_point(|&begin| begin <= a);
            let (begin, end) = (begins[home - 1], begins[home]);
            begin + (dice.part().powi(2) * f64::from(end - begin)) as u32
        } else {
            by_fame(&mut dice)
        };
        if a != b {
            ties.insert((a.min(b), a.max(b)));
        }
    }
    let mut ties: Vec<_> = ties.into_iter().collect();
    ties.sort_unstable();
    let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for (a, b) in ties {
        writeln!(out, "{a}\t{b}\t{}", heavy(&mut dice, 0.7).min(500.0) as u32)?;
    }
    out.flush()
}

/// Runs one measure and prints what it took.
fn step<T>(name: &str, work: impl FnOnce() -> T, told: impl FnOnce(&T) -> String) -> T {
    let (wall, cpu) = (Instant::now(), usage::cpu_seconds());
    let result = work();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), usage::cpu_seconds() - cpu);
    println!("kith\t{name}\t{cpu:.3}\t{wall:.3}\t{:.0}\t{}", usage::peak_mib(), told(&result));
    result
}

fn time(path: &Path, between: Between) {
    let file = step(
        "load",
        || EdgeFile::read(&std::fs::read(path).unwrap_or_default(), true),
        |file| format!("{} nodes {} edges", file.graph.len(), file.graph.edges()),
    );
    let graph = &file.graph;
    step("everything below but exact betweenness", || all(graph, between), |()| String::new());
    if between == Between::Exact {
        step("betweenness", || central(graph, Along::Hops, Sources::All), most_between);
        let lengths = graph.clone().reweighted(|weight| 1.0 / weight);
        step("betweenness, lengths", || central(&lengths, Along::Lengths, Sources::All), most_between);
    }
}

/// Every measure once.
fn all(graph: &Graph, between: Between) {
    step("components", || components(graph), |found| found.sizes.len().to_string());
    step("pagerank", || pagerank(graph), |ranks| format!("most {:.3e}", most(ranks)));
    step(
        "shortest paths",
        || distances(&graph.clone().reweighted(|weight| 1.0 / weight), 0),
        |found| found.iter().filter(|distance| distance.is_finite()).count().to_string(),
    );
    step("core", || core_numbers(graph), |found| found.iter().max().map_or(0, |most| *most).to_string());
    let constraint = || {
        let shared = Shared::of(graph);
        (shared.constraint(), shared)
    };
    let (_, shared) = step("constraint", constraint, |(found, _)| {
        format!("least {:.4}", found.iter().copied().fold(f64::INFINITY, f64::min))
    });
    let sizes = || (shared.effective_size(), shared.effective_size_weighted(), shared.clustering());
    step("effective size, clustering", sizes, |(found, ..)| format!("most {:.1}", most(found)));
    step(
        "cuts",
        || cuts(graph, |_| 1.0),
        |found| format!("{} nodes {} bridges", found.nodes.len(), found.bridges.len()),
    );
    step(
        "communities",
        || communities(graph, &Settings::default()),
        |found| format!("Q {:.4}", found.modularity),
    );
    if between != Between::None {
        let sample = Sources::Sample { count: 256, seed: 1 };
        step("betweenness 256", || central(graph, Along::Hops, sample), most_between);
    }
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

fn most_between(found: &Central) -> String {
    format!("most {:.0}", most(&found.betweenness))
}
