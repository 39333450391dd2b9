//! How fast numbers come: random touches for `kith lab score`, and the engine's own times.
//!
//! `cargo run --release -p bench --bin touches -- write 10000000 > touches.csv` writes touches as `kith lab
//! score` reads them. `cargo run --release -p bench --bin touches -- time 10000000` times the engine on the
//! same ones, then one more touch and all numbers it concerns, then packed days, as a snapshot reads them.

use std::io::Write;
use std::time::{Duration, Instant};

use bench::dice::Dice;
use clap::{Parser, Subcommand};
use model::TouchKind;
use network::score::{Settings, TouchesReader, score};
use network::{Moment, TieDays, numbers, numbers_of_text};

/// Five years in seconds: the span of the touches.
const SPAN: u64 = 5 * 365 * 86_400;

/// Makes and times random touches.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Another seed, other touches
    #[arg(long, default_value_t = 1, global = true)]
    seed: u64,
}

#[derive(Subcommand)]
enum What {
    /// Write so many touches to standard output
    Write {
        /// How many
        count: u64,
    },
    /// Time the engine on so many touches
    Time {
        /// How many
        count: u64,
    },
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    match arguments.what {
        What::Write { count } => {
            let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
            pieces(count, arguments.seed).try_for_each(|piece| out.write_all(piece.as_bytes()))?;
            out.flush()
        }
        What::Time { count } => {
            time_file(count, arguments.seed);
            time_one_more(arguments.seed);
            time_packed(arguments.seed);
            Ok(())
        }
    }
}

/// The touches as text, by and by: people with few and people with many contacts, in order of time.
fn pieces(count: u64, seed: u64) -> impl Iterator<Item = String> {
    let mut dice = Dice::new(seed);
    let people = (count / 100).max(10);
    let step = (SPAN / count.max(1)).max(1);
    let mut done = 0;
    let mut header = Some(String::from("time,src,dst,kind\n"));
    std::iter::from_fn(move || {
        if let Some(header) = header.take() {
            return Some(header);
        }
        let mut piece = String::with_capacity(1 << 16);
        while done < count && piece.len() < 60_000 {
            // The square of a uniform number: some people have many touches, most have few.
            let src = (dice.part().powi(2) * people as f64) as u64;
            let dst = (src + 1 + (dice.part().powi(3) * 40.0) as u64) % people;
            let kind = ["email", "email", "email", "message", "meeting", "call"][dice.below(6) as usize];
            let time = 1_600_000_000 + done * step + dice.below(step);
            piece.push_str(&format!("{time},{src},{dst},{kind}\n"));
            done += 1;
        }
        (!piece.is_empty()).then_some(piece)
    })
}

fn time_file(count: u64, seed: u64) {
    let text: Vec<String> = pieces(count, seed).collect();
    let as_of = 1_600_000_000 + SPAN as i64;
    for calibrate in [false, true] {
        let begun = Instant::now();
        let mut reader = TouchesReader::new(as_of);
        text.iter().for_each(|piece| reader.push(piece.as_bytes()));
        let read = begun.elapsed();
        let touches = reader.finish();
        let (sorted, people) = (begun.elapsed(), touches.people());
        let scores = score(touches, &Settings { as_of, horizon_days: 30.0, calibrate });
        let scored = begun.elapsed();
        let bytes: usize = scores.csv().map(|piece| piece.len()).sum();
        let word = if calibrate { ", calibrated" } else { "" };
        println!(
            "{count} touches among {people} people to {} rows{word}: {:.2?} \
             (read {:.2?}, sorted {:.2?}, scored {:.2?}, {} MB of CSV {:.2?})",
            scores.len(),
            begun.elapsed(),
            read,
            sorted - read,
            scored - sorted,
            bytes / 1_000_000,
            begun.elapsed() - scored
        );
    }
}

/// A tie of ten years with some contact on one day in three.
fn tie(dice: &mut Dice) -> TieDays {
    let kinds: Vec<TouchKind> = (0..TouchKind::COUNT as u8).filter_map(TouchKind::from_code).collect();
    let mut days = TieDays::new();
    for day in (16_800..20_450).filter(|_| dice.below(3) == 0).collect::<Vec<_>>() {
        for _ in 0..=dice.below(3) {
            days.add(Moment::new(day, dice.below(86_400) as u32), kinds[dice.below(18) as usize], 1);
        }
    }
    days
}

/// One more mail to ten people: ten ties of ten years are read, changed, written and measured.
fn time_one_more(seed: u64) {
    let mut dice = Dice::new(seed);
    let texts: Vec<String> = (0..10).map(|_| tie(&mut dice).encode()).collect();
    let Some(kind) = TouchKind::from_code(3) else { return };
    let mut best = Duration::MAX;
    for _ in 0..200 {
        let begun = Instant::now();
        for text in &texts {
            let Ok(mut days) = TieDays::decode(text) else { return };
            days.add(Moment::new(20_450, 36_000), kind, 1);
            std::hint::black_box((days.encode(), numbers(&days, Moment::new(20_451, 0))));
        }
        best = best.min(begun.elapsed());
    }
    println!(
        "one more mail to ten people with ten years each (read, add, write, all numbers of ten ties): {best:.2?}"
    );
}

fn time_packed(seed: u64) {
    let mut dice = Dice::new(seed);
    let ties: Vec<TieDays> = (0..1_000).map(|_| tie(&mut dice)).collect();
    let texts: Vec<String> = ties.iter().map(TieDays::encode).collect();
    let days: usize = ties.iter().map(TieDays::len).sum();
    let bytes: usize = texts.iter().map(String::len).sum();
    let begun = Instant::now();
    texts.iter().for_each(|text| {
        std::hint::black_box(TieDays::decode(text)).ok();
    });
    let decoded = begun.elapsed();
    let begun = Instant::now();
    texts.iter().for_each(|text| {
        std::hint::black_box(numbers_of_text(text, Moment::new(20_451, 0))).ok();
    });
    println!(
        "{days} packed days ({:.2} characters a day): decoded in {decoded:.2?}, measured from the text in {:.2?}",
        bytes as f64 / days as f64,
        begun.elapsed()
    );
}
