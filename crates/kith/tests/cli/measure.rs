//! The measures of a network's shape on a plain file, as they are typed.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::Kith;

/// Two triangles that one person joins, and somebody who hangs on.
const BOW: &str = "src,dst,weight\nana,ben,2\nben,cy,1\ncy,ana,1\ncy,dan,4\ndan,eve,1\neve,cy,1\neve,fay,3\n";

/// The rows of an answer by node, each as what stands under which head.
fn rows(csv: &str) -> HashMap<String, HashMap<String, String>> {
    let mut lines = csv.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().expect("a head");
    lines.map(|row| (row[0].clone(), head.iter().cloned().zip(row).collect())).collect()
}

#[test]
fn the_shape_of_a_network_is_a_row_a_node() {
    let kith = Kith::new();
    kith.file("ties.csv", BOW);
    let found = rows(&kith.says("lab measure ties.csv"));
    assert_eq!(found.len(), 6);
    let (cy, fay) = (&found["cy"], &found["fay"]);
    assert_eq!((&cy["degree"][..], &cy["core"][..], &cy["articulation"][..]), ("4", "2", "2"));
    assert_eq!((&cy["betweenness"][..], &fay["betweenness"][..]), ("6", "0"));
    assert_eq!(&cy["effective_size"][..], "3");
    assert_eq!((&fay["constraint"][..], &fay["clustering"][..]), ("1", "0"));
    assert_ne!(found["ana"]["communities"], found["fay"]["communities"]);

    let weighted = rows(&kith.says("lab measure ties.csv --weighted --measures strength,pagerank"));
    assert_eq!(weighted["cy"].len(), 3);
    assert_eq!(&weighted["cy"]["strength"][..], "7");
}

#[test]
fn a_packed_file_of_numbers_is_measured_alike_whatever_the_threads() {
    let kith = Kith::new();
    let ties: String = (0..400).map(|n| format!("{}\t{}\n", n % 83, (n * n + 1) % 83)).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, ties.as_bytes()).expect("packed");
    kith.file("ties.tsv.gz", packed.finish().expect("packed"));
    let one = kith.says("lab measure ties.tsv.gz --threads 1 --samples 40 --seed 3");
    assert_eq!(one, kith.says("lab measure ties.tsv.gz --threads 3 --samples 40 --seed 3"));
    assert_ne!(one, kith.says("lab measure ties.tsv.gz --threads 3 --samples 40 --seed 4"));
}

#[test]
fn the_summary_has_the_figures_of_the_whole() {
    let kith = Kith::new();
    kith.file("ties.csv", format!("{BOW}broken\n"));
    let ran = kith.run("lab measure ties.csv --summary --out rows.csv");
    let summary: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&summary["nodes"], &summary["edges"], &summary["components"]),
        (&6.into(), &7.into(), &1.into())
    );
    assert_eq!((&summary["articulation_points"], &summary["bridges"]), (&2.into(), &1.into()));
    assert!(
        summary["modularity"].as_f64() > Some(0.1) && summary["seconds"]["total"].is_number(),
        "{summary}"
    );
    assert!(ran.err.contains("1 lines are not ties"), "{}", ran.err);
    assert_eq!(rows(&kith.text("rows.csv")).len(), 6);

    assert!(kith.fails("lab measure nowhere.csv").contains("nowhere.csv"));
}
