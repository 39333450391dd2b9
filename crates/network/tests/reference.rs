//! The measures of a network's shape against other people's programs: igraph and networkx, by values that
//! `bench/graph/reference.py` wrote down, and where the corpora are there the structural reference beside them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its values has failed")]

use std::collections::BTreeMap;
use std::io::Read;

use network::graph::Graph;
use network::graph::central::{Along, Sources, central};
use network::graph::components::components;
use network::graph::core::core_numbers;
use network::graph::cuts::{Cuts, cuts};
use network::graph::leiden;
use network::graph::mixing::{mixing, mixing_of_groups};
use network::graph::pagerank::{pagerank, personalised};
use network::graph::shared::Shared;
use serde_json::Value;

/// Values of a list; what is null there is not a number.
fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap_or(f64::NAN)).collect()
}

fn same(name: &str, found: &[f64], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (node, (found, expected)) in found.iter().zip(expected).enumerate() {
        let alike = (found.is_nan() && expected.is_nan()) || (found - expected).abs() <= within;
        assert!(alike, "{name} of {node}: {found}, expected {expected}");
    }
}

fn one(name: &str, found: f64, expected: &Value) {
    same(name, &[found], &[expected.as_f64().unwrap()], 1e-6);
}

fn graph_of(reference: &Value) -> Graph {
    let edge = |edge: &Value| {
        let [a, b, weight] = numbers(edge)[..] else { panic!("{edge}") };
        (a as u32, b as u32, weight)
    };
    let edges: Vec<_> = reference["edges"].as_array().unwrap().iter().map(edge).collect();
    Graph::undirected(reference["nodes"].as_u64().unwrap() as usize, &edges)
}

#[test]
fn igraph_and_networkx_find_the_same_in_small_graphs() {
    let reference: Value = serde_json::from_str(include_str!("data/reference.json")).unwrap();
    for name in ["karate", "scattered"] {
        let expected = &reference[name];
        let graph = graph_of(expected);
        ranks(&graph, expected);
        around(&graph, expected);
        apart(&graph, expected);
    }
}

fn ranks(graph: &Graph, expected: &Value) {
    let check = |name: &str, found: &[f64]| same(name, found, &numbers(&expected[name]), 1e-9);
    check("pagerank", &pagerank(graph));
    check("personalised", &personalised(graph, &[(0, 2.0), (33, 1.0)]).unwrap());
    let hops = central(graph, Along::Hops, Sources::All);
    check("betweenness", &hops.betweenness);
    check("closeness", &hops.closeness);
    let lengths = central(&graph.clone().reweighted(|weight| 1.0 / weight), Along::Lengths, Sources::All);
    check("betweenness_lengths", &lengths.betweenness);
    check("closeness_lengths", &lengths.closeness);
}

fn around(graph: &Graph, expected: &Value) {
    let check = |name: &str, found: &[f64]| same(name, found, &numbers(&expected[name]), 1e-9);
    let plain = graph.clone().reweighted(|_| 1.0);
    let (weighted, plain) = (Shared::of(graph), Shared::of(&plain));
    check("constraint", &plain.constraint());
    check("constraint_weighted", &weighted.constraint());
    check("effective_size", &weighted.effective_size());
    check("effective_size_weighted", &weighted.effective_size_weighted());
    check("clustering", &weighted.clustering());
    one("transitivity", weighted.transitivity().unwrap(), &expected["transitivity"]);
}

fn apart(graph: &Graph, expected: &Value) {
    assert_eq!(components(graph).sizes.len() as u64, expected["components"]);
    let cores: Vec<f64> = core_numbers(graph).into_iter().map(f64::from).collect();
    same("core", &cores, &numbers(&expected["core"]), 0.0);
    let Cuts { nodes, bridges } = cuts(graph, |_| 1.0);
    let mut nodes: Vec<f64> = nodes.iter().map(|cut| f64::from(cut.node)).collect();
    nodes.sort_by(f64::total_cmp);
    same("articulation points", &nodes, &numbers(&expected["articulation_points"]), 0.0);
    let mut bridges: Vec<_> = bridges.iter().map(|bridge| vec![bridge.a, bridge.b]).collect();
    bridges.sort();
    assert_eq!(serde_json::to_value(bridges).unwrap(), expected["bridges"]);
}

/// A network of the corpora: the ids in order, its ties by touches, and the department of each node.
struct Corpus {
    ids: Vec<u32>,
    graph: Graph,
    departments: Vec<Option<u32>>,
    names: Vec<String>,
}

fn corpus(name: &str) -> Option<Corpus> {
    let folder = testkit::shared()?.join("ties");
    let packed = std::fs::File::open(folder.join(format!("{name}.csv.gz"))).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    let touches: Vec<(u32, u32)> = text
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[1].parse().unwrap(), fields[2].parse().unwrap())
        })
        .collect();
    let mut ids: Vec<u32> = touches.iter().flat_map(|&(a, b)| [a, b]).collect();
    ids.sort_unstable();
    ids.dedup();
    let node = |id: u32| ids.binary_search(&id).unwrap() as u32;
    let edges: Vec<_> = touches.iter().map(|&(a, b)| (node(a), node(b), 1.0)).collect();
    let listed = std::fs::read_to_string(folder.join(format!("{name}_departments.csv"))).unwrap();
    let listed: BTreeMap<u32, &str> = listed
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(id, department)| (id.parse().unwrap(), department))
        .collect();
    let mut names: Vec<String> = listed.values().map(|name| (*name).to_owned()).collect();
    names.sort();
    names.dedup();
    let department =
        |id: &u32| names.iter().position(|name| Some(&name.as_str()) == listed.get(id)).map(|at| at as u32);
    let departments = ids.iter().map(department).collect();
    Some(Corpus { graph: Graph::undirected(ids.len(), &edges), departments, names, ids })
}

#[test]
fn the_structural_reference_of_the_corpora_is_met() {
    for (name, key) in [
        ("eu_email", "eu_email temporal, all touches (42 departments, 965 of 986 labelled)"),
        ("invs13_meet", "invs13_meet"),
    ] {
        let Some(corpus) = corpus(name) else { return };
        let file = testkit::shared().unwrap().join("ties/structure_reference.json");
        let reference: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        whole(&corpus, &reference[key]);
        departments(&corpus, &reference[key]);
        println!("ran: {name} against structure_reference.json");
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn whole(corpus: &Corpus, expected: &Value) {
    let graph = &corpus.graph;
    let plain = graph.clone().reweighted(|_| 1.0);
    let (weighted, plain) = (Shared::of(graph), Shared::of(&plain));
    assert_eq!(
        (graph.len() as u64, graph.edges() as u64),
        (expected["nodes"].as_u64().unwrap(), expected["edges"].as_u64().unwrap())
    );
    let touches: f64 = (0..graph.len() as u32).map(|node| graph.strength(node)).sum();
    one("touches", touches / 2.0, &expected["touches"]);
    assert_eq!(components(graph).sizes.len() as u64, expected["components"]);
    one("transitivity", plain.transitivity().unwrap(), &expected["transitivity"]);
    one("constraint", mean(&plain.constraint()), &expected["mean_constraint_unweighted"]);
    one("constraint by touches", mean(&weighted.constraint()), &expected["mean_constraint_weighted"]);
    one("effective size", mean(&plain.effective_size()), &expected["mean_effective_size"]);
    assert_eq!(core_numbers(graph).into_iter().max().map(u64::from), expected["max_coreness"].as_u64());
    let found = cuts(graph, |_| 1.0);
    assert_eq!(
        (found.nodes.len() as u64, found.bridges.len() as u64),
        (expected["articulation_points"].as_u64().unwrap(), expected["bridges"].as_u64().unwrap())
    );
    of_some(corpus, &central(graph, Along::Hops, Sources::All).betweenness, &expected["top_betweenness"]);
    of_some(corpus, &weighted.constraint(), &expected["lowest_weighted_constraint_degree>=5"]);
    of_some(corpus, &plain.effective_size(), &expected["top_effective_size"]);
}

/// Values of some nodes, as pairs of the id and the value.
fn of_some(corpus: &Corpus, found: &[f64], expected: &Value) {
    for pair in expected.as_array().unwrap() {
        let id = pair[0].as_u64().unwrap() as u32;
        one(&format!("of {id}"), found[corpus.ids.binary_search(&id).unwrap()], &pair[1]);
    }
}

fn departments(corpus: &Corpus, expected: &Value) {
    let all = mixing(&corpus.graph, &corpus.departments);
    one("E-I by ties", all.by_ties().unwrap(), &expected["EI_unweighted"]);
    one("E-I by touches", all.by_touches().unwrap(), &expected["EI_weighted"]);
    let of = mixing_of_groups(&corpus.graph, &corpus.departments, corpus.names.len());
    for (name, mixing) in corpus.names.iter().zip(of) {
        if let Some(ties) = mixing.by_ties() {
            one(name, ties, &expected["EI_unweighted_by_department"][name]);
            one(name, mixing.by_touches().unwrap(), &expected["EI_weighted_by_department"][name]);
        }
    }
    let found = leiden::communities(&corpus.graph, &leiden::Settings::default());
    let least = expected["leiden_weighted"]["modularity"].as_f64().unwrap() - 0.002;
    assert!(found.modularity >= least, "modularity {} of at least {least}", found.modularity);
}
