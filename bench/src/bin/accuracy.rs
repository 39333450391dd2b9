//! How accurate warmth is: the protocol of the development sets, printed beside three baselines.
//!
//! `cargo run --release -p bench --bin accuracy [-- --data DIR]`
//!
//! Kith's figures come from the engine of `kith lab score`; the baselines and the measures are written here.
//! Differences under 0.005 are noise.

use std::path::PathBuf;
use std::process::ExitCode;

use bench::measures::{self, Judged, mean};
use bench::protocol::{Data, Egos, Method, SETS, Set, folder};
use clap::Parser;

/// Judges warmth on the development sets.
#[derive(Parser)]
struct Arguments {
    /// The folder with eu_email.csv.gz and the others; otherwise KITH_SHARED/ties, otherwise ../shared/ties
    #[arg(long)]
    data: Option<PathBuf>,
}

/// AUC, AUC within egos, NDCG@10, MRR, average precision, Brier, ECE.
type Figures = [f64; 7];

const COLUMNS: [&str; 7] = ["AUC", "within ego", "NDCG@10", "MRR", "AP", "Brier", "ECE"];

fn main() -> ExitCode {
    let folder = folder(Arguments::parse().data);
    if !folder.is_dir() {
        eprintln!(
            "No development sets at {}: say where they are with --data DIR or KITH_SHARED.",
            folder.display()
        );
        return ExitCode::FAILURE;
    }
    let mut all: Vec<Vec<Figures>> = Vec::new();
    for set in &SETS {
        match Data::read(&folder, set) {
            Ok(data) => all.push(judge(&data, set)),
            Err(error) => {
                eprintln!("{}: {error}", set.name);
                return ExitCode::FAILURE;
            }
        }
    }
    let means =
        (0..Method::ALL.len()).map(|method| average(all.iter().map(|set| set[method]))).collect::<Vec<_>>();
    print("mean of the sets", &means);
    ExitCode::SUCCESS
}

/// The figures of each method on a set, each the mean of its cuts.
fn judge(data: &Data, set: &Set) -> Vec<Figures> {
    let of_method = |method: Method| {
        average(set.cuts.iter().map(|&cut| figures(&data.judge(method, cut, set.horizon_days), method)))
    };
    let rows: Vec<Figures> = Method::ALL.into_iter().map(of_method).collect();
    let sizes: Vec<String> =
        set.cuts.iter().map(|&cut| size(&data.judge(Method::Frequency, cut, set.horizon_days))).collect();
    let title =
        format!("{}, {} days ahead, at {:?}: {}", set.name, set.horizon_days, set.cuts, sizes.join(", "));
    print(&title, &rows);
    rows
}

fn figures(egos: &Egos, method: Method) -> Figures {
    let all: Vec<Judged> = egos.iter().flatten().copied().collect();
    let over_egos = |measure: fn(&[Judged]) -> Option<f64>| mean(egos.iter().filter_map(|ego| measure(ego)));
    let (brier, error) = match method.is_probability() {
        true => (measures::brier(&all), measures::calibration_error(&all)),
        false => (f64::NAN, f64::NAN),
    };
    [
        measures::auc(&all).unwrap_or(f64::NAN),
        over_egos(measures::auc),
        over_egos(measures::ndcg_10),
        over_egos(measures::reciprocal_rank),
        measures::average_precision(&all).unwrap_or(f64::NAN),
        brier,
        error,
    ]
}

fn average(rows: impl Iterator<Item = Figures> + Clone) -> Figures {
    std::array::from_fn(|column| mean(rows.clone().map(|row| row[column])))
}

/// Pairs judged and the part of them that touched.
fn size(egos: &Egos) -> String {
    let pairs: Vec<&Judged> = egos.iter().flatten().collect();
    let touched = pairs.iter().filter(|p| p.touched()).count();
    format!("{} pairs ({:.0} %)", pairs.len(), 100.0 * touched as f64 / pairs.len() as f64)
}

fn print(title: &str, rows: &[Figures]) {
    println!("\n{title}");
    print!("{:20}", "");
    COLUMNS.iter().for_each(|column| print!("{column:>11}"));
    println!();
    for (method, row) in Method::ALL.iter().zip(rows) {
        print!("{:20}", method.name());
        for figure in row {
            if figure.is_nan() { print!("{:>11}", "") } else { print!("{figure:>11.4}") }
        }
        println!();
    }
}
