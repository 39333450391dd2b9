//! How accurate warmth is: the protocol of the development sets, printed beside four baselines and, where a
//! Python with scikit-learn is given, gradient boosting on each set's own past.
//!
//! `cargo run --release -p bench --bin accuracy [-- --data DIR] [--python PATH]`
//!
//! Kith's figures come from the engine of `kith lab score`; the baselines and the measures are written here.
//! Differences under 0.005 are noise. The goals stand below the means, and what falls short of one is named.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bench::boosted::Boosted;
use bench::measures::{self, Judged, mean};
use bench::protocol::{Data, Egos, Method, SETS, Set, folder};
use clap::Parser;

/// Judges warmth on the development sets.
#[derive(Parser)]
struct Arguments {
    /// The folder with eu_email.csv.gz and the others; otherwise KITH_SHARED/ties, otherwise ../shared/ties
    #[arg(long)]
    data: Option<PathBuf>,
    /// A Python with numpy, scipy and scikit-learn, for the gradient-boosted reference
    #[arg(long)]
    python: Option<PathBuf>,
}

/// AUC, AUC within egos, NDCG@10, MRR, average precision, Brier, ECE, the sampling floor of the ECE; AUC of fading to silence and of collapse.
type Figures = [f64; 10];

const COLUMNS: [&str; 10] =
    ["AUC", "within ego", "NDCG@10", "MRR", "AP", "Brier", "ECE", "floor", "silence", "collapse"];

/// Where ECE and its sampling floor stand.
const ERROR: (usize, usize) = (6, 7);

/// How far the ECE of any set may be above what chance alone makes of so many ties.
const ABOVE_FLOOR: f64 = 0.02;

/// What the refitted figures should reach in the mean, by column. The bars were set for other, larger sets,
/// on which memory has 0.820, 0.808 and 0.805.
const GOALS: [(usize, f64); 6] = [(0, 0.845), (1, 0.825), (2, 0.822), (6, 0.03), (8, 0.73), (9, 0.76)];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = folder(arguments.data);
    if !folder.is_dir() {
        eprintln!(
            "No development sets at {}: say where they are with --data DIR or KITH_SHARED.",
            folder.display()
        );
        return ExitCode::FAILURE;
    }
    if arguments.python.is_none() {
        println!(
            "Without the gradient-boosted reference: it needs a Python with scikit-learn, --python PATH."
        );
    }
    let mut all: Vec<Vec<Figures>> = Vec::new();
    for set in &SETS {
        match read(&folder, set, arguments.python.as_deref()) {
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
    goals(&means);
    SETS.iter().zip(&all).for_each(|(set, rows)| above_floor(set, rows));
    ExitCode::SUCCESS
}

/// A set, with the reference if there is a Python for it.
fn read(folder: &Path, set: &Set, python: Option<&Path>) -> std::io::Result<Data> {
    let data = Data::read(folder, set)?;
    let boosted = python.map(|python| Boosted::ask(python, folder, set)).transpose()?;
    Ok(match boosted {
        Some(boosted) => data.with(boosted),
        None => data,
    })
}

/// The goals as a row of the table, and which of them the refitted figures miss.
fn goals(means: &[Figures]) {
    let mut row = [f64::NAN; COLUMNS.len()];
    GOALS.iter().for_each(|&(column, goal)| row[column] = goal);
    print_row("goal", &row);
    println!();
    let calibrated = Method::ALL.iter().zip(means).find(|(method, _)| **method == Method::KithCalibrated);
    for (column, goal) in GOALS {
        let Some((_, figures)) = calibrated else { break };
        let is_error = COLUMNS[column] == "ECE";
        if (figures[column] < goal) != is_error {
            println!("short of the goal: {} {:.3}, goal {goal}", COLUMNS[column], figures[column]);
        }
    }
}

/// Says by how much the refitted chances of a set are off beyond what chance alone makes, where that is too much.
fn above_floor(set: &Set, rows: &[Figures]) {
    let refitted = Method::ALL.iter().zip(rows).find(|(method, _)| **method == Method::KithCalibrated);
    let Some((_, figures)) = refitted else { return };
    let (error, floor) = (figures[ERROR.0], figures[ERROR.1]);
    if error - floor > ABOVE_FLOOR {
        println!(
            "short of the goal: ECE of {} {error:.3}, {ABOVE_FLOOR} above the floor is {:.3}",
            set.name,
            floor + ABOVE_FLOOR
        );
    }
}

/// The figures of each method on a set, each the mean of its cuts.
fn judge(data: &Data, set: &Set) -> Vec<Figures> {
    let of_method = |method: Method| {
        if !data.has(method) {
            return [f64::NAN; COLUMNS.len()];
        }
        let of_cut = |&cut: &f64| {
            let fading = data.fading(method, cut, set);
            figures(&data.judge(method, cut, set.horizon_days), method, fading)
        };
        average(set.cuts.iter().map(of_cut))
    };
    let rows: Vec<Figures> = Method::ALL.into_iter().map(of_method).collect();
    let sizes: Vec<String> =
        set.cuts.iter().map(|&cut| size(&data.judge(Method::Frequency, cut, set.horizon_days))).collect();
    let title =
        format!("{}, {} days ahead, at {:?}: {}", set.name, set.horizon_days, set.cuts, sizes.join(", "));
    print(&title, &rows);
    rows
}

fn figures(egos: &Egos, method: Method, [silence, collapse]: [f64; 2]) -> Figures {
    let all: Vec<Judged> = egos.iter().flatten().copied().collect();
    let over_egos = |measure: fn(&[Judged]) -> Option<f64>| mean(egos.iter().filter_map(|ego| measure(ego)));
    let [brier, error, floor] = match method.is_probability() {
        true => [measures::brier, measures::calibration_error, measures::sampling_floor].map(|of| of(&all)),
        false => [f64::NAN; 3],
    };
    [
        measures::auc(&all).unwrap_or(f64::NAN),
        over_egos(measures::auc),
        over_egos(measures::ndcg_10),
        over_egos(measures::reciprocal_rank),
        measures::average_precision(&all).unwrap_or(f64::NAN),
        brier,
        error,
        floor,
        silence,
        collapse,
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
    for (method, row) in Method::ALL.iter().zip(rows).filter(|(_, row)| !row[0].is_nan()) {
        print_row(method.name(), row);
    }
}

fn print_row(name: &str, row: &Figures) {
    print!("{name:20}");
    for figure in row {
        if figure.is_nan() { print!("{:>11}", "") } else { print!("{figure:>11.4}") }
    }
    println!();
}
