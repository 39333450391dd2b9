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
use network::alarms::course::{Judged, fitted};
use network::alarms::{self, Past, Watch};
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

/// A set: its name, its ties, and the last day that is looked at.
struct Set {
    name: &'static str,
    ties: Vec<Past>,
    until: i32,
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
        let all = weeks(set, |_| true);
        println!("\n{}: {} weeks past rhythm", set.name, all.iter().map(Vec::len).sum::<usize>());
        print(&all, "constants of a new installation", &FITTED);
        let before = set.until * 3 / 5;
        let later = weeks(set, |watch| watch.day >= before);
        print(&later, "later, new installation", &FITTED);
        if let Some(own) = fitted(&set.ties, before) {
            print(&later, "later, fitted to what was before", &own);
        }
        println!("  later, each fitted to what was before, without a threshold of its own:");
        for (ended, model) in terms(set, before) {
            if let Some(Judged { said, .. }) = Judged::of(&later, &model) {
                println!(
                    "    {ended}: AUC {:.4}, log loss {:.4}",
                    said.auc.unwrap_or(f64::NAN),
                    said.log_loss
                );
            }
        }
    }
    ExitCode::SUCCESS
}

/// What BG/NBD adds: without it, by its fixed constants, by those of the set.
fn terms(set: &Set, before: i32) -> Vec<(&'static str, Model)> {
    let at = Moment::end_of_day(before - 1);
    let seen: Vec<Seen> = set.ties.iter().filter_map(|tie| tie.seen(at)).collect();
    let own = Ending::fitted(&seen).unwrap_or(FITTED.ending);
    let known = weeks(set, |watch| watch.until < before);
    let ways = [
        ("without BG/NBD", FITTED.ending, 0.0),
        ("BG/NBD, fixed", FITTED.ending, 1.0),
        ("BG/NBD of the set", own, 1.0),
    ];
    let model = |(name, ending, counts): (&'static str, Ending, f64)| {
        let sample = |watch: &Watch, weight: f64| {
            let mut sample = watch.sample(&ending);
            sample.terms[TERMS - 1] *= counts;
            Sample { weight, ..sample }
        };
        let silences = known.iter().flat_map(|tie| tie.chunk_by(|a, b| a.since == b.since));
        let samples: Vec<Sample<TERMS>> = silences
            .flat_map(|weeks| {
                weeks.iter().map(|watch| sample(watch, 1.0 / weeks.len() as f64)).collect::<Vec<_>>()
            })
            .collect();
        Some((name, Model { fading: refit(&samples, &FITTED.fading, &SIGNS)?, ending, ..FITTED.clone() }))
    };
    ways.into_iter().filter_map(model).collect()
}

fn weeks(set: &Set, is_chosen: impl Fn(&Watch) -> bool) -> Vec<Vec<&Watch>> {
    set.ties.iter().map(|tie| tie.watches.iter().filter(|watch| is_chosen(watch)).collect()).collect()
}

/// The ties of each owner until a day, and their weeks past rhythm.
fn past(data: &Data, name: &'static str, days: i32) -> Set {
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
    let until = Moment::end_of_day(days);
    let ties = owned.iter().zip(0..).map(|((_, days), tie)| Past::new(tie, days, until)).collect();
    Set { name, ties, until: days }
}

fn print(ties: &[Vec<&Watch>], title: &str, model: &Model) {
    println!(
        "  {title}: told from {:.2}, {:?}, slopes {:.3?}",
        model.threshold, model.ending, model.fading.coefficients
    );
    for hundredths in [0, 20, 30, 40, 50, 60, 65, 70, 80] {
        let threshold = f64::from(hundredths) / 100.0;
        let told = alarms::told(ties, &Model { threshold, ..model.clone() });
        let right = told.precision().unwrap_or(f64::NAN);
        println!("    from {threshold:.2}: {:6} alarms, right {right:.3}", told.alarms);
    }
}
