//! How fast the shape of a network is found: communities, a map, warmest ways, and what is lost without somebody.
//!
//! `shape g.tsv` prints a line each: CPU and wall seconds, the most memory so far, and a figure to compare. Set
//! `RAYON_NUM_THREADS=1` for one thread. `graph make` writes networks; `bench/layout.sh` runs the map beside
//! graphology's.

use std::time::Instant;

use bench::dice::Dice;
use bench::usage;
use clap::Parser;
use network::graph::Graph;
use network::graph::edges::EdgeFile;
use network::graph::layout::{self, Layout};
use network::graph::leiden::{self, communities, communities_from};
use network::graph::paths::{Asked, Ways};
use network::graph::without::{self, without};

/// Times what finds the shape of a network.
#[derive(Parser)]
struct Arguments {
    /// A tie a line
    file: std::path::PathBuf,
    /// Steps of the map
    #[arg(long, default_value_t = 50)]
    iterations: usize,
    /// Questions for ways
    #[arg(long, default_value_t = 100)]
    questions: u32,
    /// Only the map
    #[arg(long)]
    map_only: bool,
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let file = EdgeFile::read(&std::fs::read(&arguments.file)?, true);
    let graph = &file.graph;
    println!("{} nodes {} edges", graph.len(), graph.edges());
    let steps = arguments.iterations;
    let cpu = step("map", || {
        let mut layout = Layout::new(graph, layout::Settings::inferred(), &[]);
        layout.run(steps);
        format!("{steps} iterations")
    });
    println!("     {:.4} CPU s an iteration", cpu / steps.max(1) as f64);
    if !arguments.map_only {
        groups(graph);
        ways(graph, arguments.questions);
        step("without ten", || {
            let gone: Vec<u32> = (0..10).collect();
            let (ours, groups, from) = (&[][..], &[][..], graph.len() as u32 - 1);
            let asked = without::Asked {
                gone: &gone,
                live: 2.0,
                ours,
                groups,
                from,
                most_steps: 4,
                heirs: 10,
                able: &[],
            };
            let found = without(graph, &asked);
            format!("{} lost, {} pieces cut off", found.people.len(), found.cut_off.len())
        });
    }
    Ok(())
}

fn groups(graph: &Graph) {
    for rounds in [2, 3, 6] {
        let settings = leiden::Settings { rounds, ..leiden::Settings::default() };
        let mut found = leiden::Communities::default();
        step(&format!("leiden, {rounds} rounds"), || {
            found = communities(graph, &settings);
            format!("Q {:.4} k {}", found.modularity, found.count)
        });
        if rounds == 3 {
            let earlier: Vec<Option<u32>> = found.of.iter().copied().map(Some).collect();
            step("leiden, from earlier", || {
                let again = communities_from(graph, &settings, &earlier);
                let same = again.of.iter().zip(&found.of).filter(|(now, then)| now == then).count();
                format!("Q {:.4}, {same} where they were", again.modularity)
            });
        }
    }
}

fn ways(graph: &Graph, questions: u32) {
    let mut ways = None;
    step("ways: the network", || {
        ways = Some(Ways::new(graph, |weight| weight / (1.0 + weight)));
        String::new()
    });
    let Some(ways) = ways else { return };
    for count in [1, 3] {
        let (mut dice, mut slowest) = (Dice::new(5), 0.0f64);
        step(&format!("{questions} x {count} ways"), || {
            let mut found = 0;
            for _ in 0..questions {
                let [from, to] = [(); 2].map(|()| dice.below(graph.len() as u64) as u32);
                let begun = Instant::now();
                let asked = Asked { from, to: &[to], count, least_chance: 1e-6, load: &[] };
                found += ways.warmest(&asked).len();
                slowest = slowest.max(begun.elapsed().as_secs_f64());
            }
            format!("{found} ways, the slowest question {:.1} ms", slowest * 1e3)
        });
    }
}

/// Runs one and prints what it took; gives the CPU seconds.
fn step(name: &str, work: impl FnOnce() -> String) -> f64 {
    let (wall, cpu) = (Instant::now(), usage::cpu_seconds());
    let told = work();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), usage::cpu_seconds() - cpu);
    let memory = usage::peak_mib();
    println!("kith {name:20} cpu {cpu:8.3} s wall {wall:8.3} s  rss {memory:6.0} MiB  {told}");
    cpu
}
