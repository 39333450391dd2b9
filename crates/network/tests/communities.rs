//! Communities of public networks against those that python-igraph's Leiden finds (ten seeds, until stable), and
//! against the departments that their people are in.
//!
//! The files are not part of the repository: without them the test says that it was skipped.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read is a broken test")]

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use network::graph::Graph;
use network::graph::leiden::{Settings, agreement, communities};

/// Touches `time,src,dst,…` as ties weighted by their number, and the department of each node, where known.
fn network(folder: &Path, name: &str) -> (Graph, Vec<Option<u32>>) {
    let packed = std::fs::File::open(folder.join(format!("{name}.csv.gz"))).unwrap();
    let mut touches = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut touches).unwrap();
    let mut nodes: HashMap<&str, u32> = HashMap::new();
    let mut ties = Vec::new();
    for line in touches.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let mut node = |name| {
            let next = nodes.len() as u32;
            *nodes.entry(name).or_insert(next)
        };
        ties.push((node(fields[1]), node(fields[2]), 1.0));
    }
    let labels = std::fs::read_to_string(folder.join(format!("{name}_departments.csv"))).unwrap();
    let (mut departments, mut of) = (HashMap::new(), vec![None; nodes.len()]);
    for (person, department) in labels.lines().skip(1).filter_map(|line| line.split_once(',')) {
        let next = departments.len() as u32;
        let department = *departments.entry(department).or_insert(next);
        if let Some(&node) = nodes.get(person) {
            of[node as usize] = Some(department);
        }
    }
    (Graph::undirected(of.len(), &ties), of)
}

/// Modularity not below igraph's by more than 0.002, and departments found about as well.
fn check(name: &str, weight: impl Fn(f64) -> f64, modularity: f64, departments: f64) {
    let Some(shared) = testkit::shared() else { return };
    let (graph, labels) = network(&shared.join("ties"), name);
    let graph = graph.reweighted(weight);
    for seed in 1..=3 {
        let found = communities(&graph, &Settings { seed, ..Settings::default() });
        let of: Vec<Option<u32>> = found.of.iter().copied().map(Some).collect();
        let agreed = agreement(&of, &labels);
        println!("{name}: modularity {:.6}, {} communities, NMI {agreed:.4}", found.modularity, found.count);
        assert!(found.modularity >= modularity - 0.002, "{name}: {} of {modularity}", found.modularity);
        assert!(agreed >= departments - 0.04, "{name}: {agreed} of {departments}");
    }
}

#[test]
fn mail_of_a_research_institute_by_touches() {
    check("eu_email", |touches| touches, 0.689589, 0.658467);
}

#[test]
fn mail_of_a_research_institute_by_who_wrote_to_whom() {
    check("eu_email", |_| 1.0, 0.417483, 0.608928);
}

#[test]
fn meetings_at_a_workplace_by_touches() {
    check("invs13_meet", |touches| touches, 0.581671, 0.796654);
}

#[test]
fn meetings_at_a_workplace_by_the_logarithm_of_touches() {
    check("invs13_meet", |touches| (1.0 + touches).log2(), 0.48252, 0.895046);
}
