//! What alarms of drift were worth on the development sets, threshold by threshold, and the constants they speak for.
//!
//! `cargo run --release -p bench --bin alarms [-- --data DIR]`
//!
//! Every person of twenty touches or more is an owner in turn. The meetings span eleven days and have nothing to say of a
//! silence of thirty.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use bench::protocol::{Data, SETS, folder};
use clap::Parser;
use model::{Channel, Direction, TouchKind};
use network::alarms::{self, Watch};
use network::drift::{FITTED, Model, SIGNS, TERMS};
use network::ending::{Ending, Seen};
use network::refit::{Sample, refit};
use network::{Moment, TieDays};

/// Touches of an owner.
const OWNER_TOUCHES: usize = 20;

/// Judges alarms on the development sets.
#[derive(Parser)]
struct Arguments {
    /// The folder with eu_email.csv.gz and the others; otherwise KITH_SHARED/ties, otherwise ../shared/ties
    #[arg(long)]
    data: Option<PathBuf>,
}

/// A set: its name, and the weeks past rhythm of each of its ties.
struct Past {
    name: &'static str,
    ties: Vec<TieDays>,
    until: Moment,
    watches: Vec<Vec<Watch>>,
}

fn main() -> ExitCode {
    let folder = folder(Arguments::parse().data);
    // Beyond day 526 the mail of the institute is thin.
    let read = |set: usize, days: i32| {
        let data =
            Data::read(&folder, &SETS[set]).map_err(|error| eprintln!("{}: {error}", SETS[set].name)).ok()?;
        Some(past(&data, SETS[set].name, days))
    };
    let (Some(mail), Some(messages)) = (read(0, 526), read(1, 193)) else { return ExitCode::FAILURE };
    let sets = [mail, messages];
    for set in &sets {
        let others: Vec<&Past> = sets.iter().filter(|other| other.name != set.name).collect();
        println!("\n{}: {} weeks past rhythm", set.name, set.watches.iter().map(Vec::len).sum::<usize>());
        print(set, "constants of a new installation", &FITTED);
        print(set, "fitted on the other set", &fitted(&others));
        let known = Moment::end_of_day(set.until.day * 3 / 5);
        if let Some(own) = alarms::refitted(&set.ties, known) {
            let newer =
                set.watches.iter().map(|tie| tie.iter().filter(|w| w.day > known.day).copied().collect());
            let newer = Past { watches: newer.collect(), ties: Vec::new(), ..*set };
            print(&newer, "later, new installation", &FITTED);
            print(&newer, &format!("later, refitted before, threshold {}", own.threshold), &own);
        }
        let seen: Vec<Seen> = set.ties.iter().filter_map(|days| Seen::of(days, set.until)).collect();
        println!("  BG/NBD of the set: {:?}", Ending::fitted(&seen));
    }
    println!("\nfitted on both: {:?}", fitted(&sets.iter().collect::<Vec<_>>()).fading);
    ExitCode::SUCCESS
}

/// The ties of each owner until a day, and their weeks past rhythm.
fn past(data: &Data, name: &'static str, days: i32) -> Past {
    let mail = |direction| TouchKind { channel: Channel::DirectMail, direction };
    let first = data.touches()[0].time;
    let mut of_each: HashMap<u32, usize> = HashMap::new();
    let mut ties: HashMap<(u32, u32), TieDays> = HashMap::new();
    for touch in data.touches() {
        let at = Moment::from_seconds(touch.time - first);
        for (pair, direction) in
            [((touch.src, touch.dst), Direction::Out), ((touch.dst, touch.src), Direction::In)]
        {
            *of_each.entry(pair.0).or_default() += 1;
            ties.entry(pair).or_default().add(at, mail(direction), 1);
        }
    }
    let mut owned: Vec<((u32, u32), TieDays)> =
        ties.into_iter().filter(|((owner, _), _)| of_each[owner] >= OWNER_TOUCHES).collect();
    owned.sort_by_key(|(pair, _)| *pair);
    let ties: Vec<TieDays> = owned.into_iter().map(|(_, days)| days).collect();
    let until = Moment::end_of_day(days);
    let watches = ties.iter().map(|days| alarms::watches(days, until, &FITTED)).collect();
    Past { name, ties, until, watches }
}

/// The constants that sets speak for, each set with the same weight.
fn fitted(sets: &[&Past]) -> Model {
    let samples: Vec<Vec<Sample<TERMS>>> =
        sets.iter().map(|set| set.watches.iter().flatten().map(|watch| watch.sample).collect()).collect();
    let of_set = |set: &Vec<Sample<TERMS>>| {
        let total: f64 = set.iter().map(|sample| sample.weight).sum();
        set.iter().map(|s| Sample { weight: s.weight * 4_000.0 / total, ..*s }).collect::<Vec<_>>()
    };
    let all: Vec<Sample<TERMS>> = samples.iter().flat_map(of_set).collect();
    Model { fading: refit(&all, &FITTED.fading, &SIGNS).unwrap_or(FITTED.fading.clone()), ..FITTED.clone() }
}

fn print(set: &Past, title: &str, model: &Model) {
    println!("  {title}");
    for hundredths in [0, 20, 30, 40, 50, 60, 65, 70, 80] {
        let threshold = f64::from(hundredths) / 100.0;
        let told = alarms::told(set.watches.iter().map(Vec::as_slice), &Model { threshold, ..model.clone() });
        let right = told.precision().unwrap_or(f64::NAN);
        println!("    from {threshold:.2}: {:6} alarms, right {right:.3}", told.alarms);
    }
}
