//! Scores for a plain file of touches, without a database: `kith lab score`, so that anyone can check our
//! figures.
//!
//! Read a file with [`TouchesReader`], then [`score`] it: for every ordered pair with two touches or more its
//! warmth and closeness as the program shows them, the chance of a touch within a horizon of the caller's
//! choice, and drift by the constants that alarms are told by. The same engine as everywhere ([`crate::numbers()`]); only the way from the
//! file to days of contact is its own, made for ten million touches in seconds and under a gigabyte.
//!
//! ```
//! use network::score::{Settings, TouchesReader, score};
//!
//! let mut reader = TouchesReader::new(1_000_000);
//! reader.push(b"time,src,dst,kind\n0,ana,bob,email\n90000,bob,ana,email\n2000000,ana,bob,email\n");
//! let settings = Settings { as_of: 1_000_000, horizon_days: 30.0, calibrate: false };
//! let scores = score(reader.finish(), &settings);
//! let rows: Vec<_> = scores.rows().map(|row| (row.ego, row.contact)).collect();
//! assert_eq!(rows, [("ana", "bob"), ("bob", "ana")]);
//! ```

mod circles;
mod past;
mod reader;
mod ties;
mod week;

use rayon::prelude::*;

use circles::{ALL, Around, Circles};
use reader::Packed;
pub use reader::{Touches, TouchesReader};
use week::Week;

use crate::drift;
use crate::ids::Ids;
use crate::logistic::{Logistic, logistic};
use crate::numbers::Measure;
use crate::refit::refit;
use crate::warmth::Terms;

/// The columns of the answer.
pub const HEADER: &str = "ego,contact,warmth,closeness,p_touch,drift\n";

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The moment, in seconds as in the file. The reader was given the same.
    pub as_of: i64,
    /// The days that `p_touch` looks ahead, above 0.
    pub horizon_days: f64,
    /// Refit the constants of the chance of a touch on the file's own past first, never on anything after
    /// `as_of`.
    pub calibrate: bool,
}

/// The scores of every tie with two touches or more.
pub struct Scores {
    ids: Ids,
    parts: Vec<Vec<Tie>>,
    /// The constants were refitted on the file's past: that was asked and there was enough of it.
    pub is_refitted: bool,
}

/// One row of the answer: a tie as one of the two people has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Whose tie.
    pub ego: &'a str,
    /// With whom.
    pub contact: &'a str,
    /// 0–100: the chance in percent of a touch within twice the usual gap.
    pub warmth: f64,
    /// 0–100: how much the two have been to each other.
    pub closeness: f64,
    /// 0–1: the chance of a touch within the horizon asked for, on which days of the file's week that lies.
    pub p_touch: f64,
    /// 0–1: how likely the tie is to fade, by the constants of [`crate::drift`], of every tie and without a
    /// threshold: no touch for eight times the usual gap (at least half the horizon, at most twice; twice where
    /// there is no rhythm), as what surrounds the tie has it. Its order is what was measured, not its level.
    pub drift: f64,
}

/// A pair's scores, which are the same for both.
struct Tie {
    people: (u32, u32),
    warmth: f64,
    closeness: f64,
    p_touch: f64,
    drift: f64,
}

/// The scores of a file's ties at a moment. The answer is the same on every machine and with any number of
/// threads.
pub fn score(touches: Touches, settings: &Settings) -> Scores {
    // From a minute and a half to a century, so that whatever is asked has an answer; `max` also ends NaN.
    let horizon_days = settings.horizon_days.max(1e-3).clamp(1e-3, 36_525.0);
    let settings = &Settings { horizon_days, ..*settings };
    let circles = Circles::new(&touches);
    let week = Week::new(&touches, circles.first, settings.as_of);
    let samples = || past::samples(&touches, &circles, &week, settings);
    let refitted = settings.calibrate.then(|| refit(&samples(), &circles::fitted(), &circles::SIGNS));
    let refitted = refitted.flatten();
    let is_refitted = refitted.is_some();
    let measure = NetworkMeasure {
        around: Around::new(&touches, &circles, settings.as_of, settings.horizon_days * ties::DAY),
        touch: refitted.unwrap_or_else(circles::fitted),
        seasonal_factor: week.seasonal_factor(settings.as_of, settings.horizon_days),
        settings: *settings,
    };
    let of_pair = |rows: &[Packed]| if rows.len() > 1 { measure.tie(rows) } else { None };
    let of_part = |part: &[Packed]| ties::pairs(part).filter_map(of_pair).collect();
    let parts = ties::parts(&touches.rows).into_par_iter().map(of_part).collect();
    Scores { ids: touches.ids, parts, is_refitted }
}

/// By what the ties of a whole file are measured.
struct NetworkMeasure<'a> {
    around: Around<'a>,
    touch: Logistic<ALL>,
    /// How busy the days of the horizon are in this file's week.
    seasonal_factor: f64,
    settings: Settings,
}

impl NetworkMeasure<'_> {
    fn tie(&self, rows: &[Packed]) -> Option<Tie> {
        let tally = ties::tally(rows, self.settings.as_of)?;
        let numbers = Measure::NEW.of_tally(&tally);
        let terms = Terms::new(&tally, numbers.rhythm.as_ref());
        let around = self.around.terms(rows);
        let logit = |days: f64| self.touch.logit(&circles::both(terms.at(days), around));
        let horizon = self.settings.horizon_days;
        let season = circles::seasonal_offset(&terms, horizon, self.seasonal_factor);
        let silence_feared =
            numbers.rhythm.map_or(2.0 * horizon, |r| (8.0 * r.gap_days).clamp(horizon / 2.0, 2.0 * horizon));
        let fades = drift::FITTED.terms_of_any(&tally, logit(silence_feared));
        Some(Tie {
            people: rows[0].people(),
            warmth: numbers.warmth,
            closeness: numbers.closeness,
            p_touch: logistic(logit(horizon) + season),
            drift: drift::FITTED.fading.chance_of(&fades),
        })
    }
}

impl Scores {
    /// How many rows the answer has: two for each tie.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| 2 * part.len()).sum()
    }

    /// True if no two people touched twice.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows, by pair, people in order of their first appearance in the file; each pair from either side.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.parts.iter().flat_map(|part| self.rows_of(part))
    }

    /// The answer as CSV without its [`HEADER`], in pieces, made by all threads.
    pub fn csv(&self) -> impl Iterator<Item = Vec<u8>> {
        let at_once = 4 * rayon::current_num_threads();
        self.parts
            .chunks(at_once)
            .flat_map(|parts| parts.par_iter().map(|part| self.csv_of(part)).collect::<Vec<_>>())
    }

    fn rows_of<'a>(&'a self, part: &'a [Tie]) -> impl Iterator<Item = Row<'a>> {
        part.iter().flat_map(|tie| {
            let (a, b) = (self.ids.name(tie.people.0), self.ids.name(tie.people.1));
            [(a, b), (b, a)].map(|(ego, contact)| Row {
                ego,
                contact,
                warmth: tie.warmth,
                closeness: tie.closeness,
                p_touch: tie.p_touch,
                drift: tie.drift,
            })
        })
    }

    fn csv_of(&self, part: &[Tie]) -> Vec<u8> {
        let mut out = Vec::with_capacity(part.len() * 100);
        let mut numbers = Vec::with_capacity(50);
        for pair in part {
            numbers.clear();
            for number in [pair.warmth, pair.closeness, pair.p_touch, pair.drift] {
                numbers.push(b',');
                push_number(&mut numbers, number);
            }
            numbers.push(b'\n');
            for (ego, contact) in [pair.people, (pair.people.1, pair.people.0)] {
                push_name(&mut out, self.ids.name(ego));
                out.push(b',');
                push_name(&mut out, self.ids.name(contact));
                out.extend_from_slice(&numbers);
            }
        }
        out
    }
}

/// A name as a CSV field (RFC 4180).
fn push_name(out: &mut Vec<u8>, name: &str) {
    if name.contains([',', '"', '\n', '\r']) {
        out.push(b'"');
        out.extend(name.replace('"', "\"\"").bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(name.as_bytes());
    }
}

/// A number from 0 to 100 with seven decimals, several times faster than the general way.
fn push_number(out: &mut Vec<u8>, number: f64) {
    let mut units = (number * 1e7).round() as u64;
    let mut digits = [b'0'; 12];
    let mut start = digits.len();
    for place in (0..digits.len()).rev() {
        if place == 4 {
            digits[place] = b'.';
            continue;
        }
        digits[place] = b'0' + (units % 10) as u8;
        units /= 10;
        if digits[place] != b'0' || place >= 3 {
            start = place;
        }
    }
    out.extend_from_slice(&digits[start.min(3)..]);
}

#[cfg(test)]
mod tests;
