//! Alarms of the past: whom drift would have told of at earlier dates, and whether they came back by themselves.
//!
//! [`watches`] asks a tie once a week, over two years, whether it was past its rhythm then and what came of it; weeks whose
//! feared silence is not over yet are left out, so nothing later than the moment asked about is seen. A silence is one
//! alarm and not one for each week it lasts: it counts in the first week in which drift reaches the threshold
//! ([`told`]), since from then on it would have stood on the list. [`threshold`] is the least at which alarms keep their word,
//! and [`refitted`] all constants of a network with enough of a past.

use crate::days::TieDays;
use crate::drift::{DAYS_NEEDED, FITTED, Model, PRECISION_WANTED, SIGNS, TERMS, feared_days};
use crate::ending::{Ending, Seen};
use crate::moment::Moment;
use crate::refit::{Sample, refit};
use crate::tally::Tally;

/// Days from one date to the next.
const STEP_DAYS: i32 = 7;
/// How many dates.
const DATES: i32 = 104;
/// Alarms below which a precision says nothing.
pub const ALARMS_NEEDED: usize = 30;
/// The thresholds that are tried, in hundredths: an alarm is at least likelier right than wrong.
const TRIED: std::ops::RangeInclusive<u32> = 50..=95;

/// A tie past its rhythm at a date, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// The day at whose end it was asked.
    pub day: i32,
    /// The last day on which the tie could have come back.
    pub until: i32,
    /// The day of the last touch by then: of one silence, all weeks have the same.
    pub since: i32,
    /// The terms of drift then; what was asked came true if the two did not touch again in time.
    pub sample: Sample<TERMS>,
}

/// Alarms and how many of them were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Silences that were told.
    pub alarms: usize,
    /// Of these, ties that did not come back within the feared silence.
    pub right: usize,
}

impl Told {
    /// The part that was right.
    pub fn precision(&self) -> Option<f64> {
        (self.alarms > 0).then(|| self.right as f64 / self.alarms as f64)
    }

    /// That part less one standard error: the best of many thresholds looks better than it is.
    fn surely(&self) -> f64 {
        let part = self.precision().unwrap_or(0.0);
        part - (part * (1.0 - part) / self.alarms.max(1) as f64).sqrt()
    }
}

/// The weeks in which a tie, seen from the first person, was past its rhythm. The weeks of one silence weigh one together.
pub fn watches(days: &TieDays, as_of: Moment, model: &Model) -> Vec<Watch> {
    if days.len() < DAYS_NEEDED as usize {
        return Vec::new();
    }
    let dates = (1..=DATES).rev().map(|back| as_of.day.saturating_sub(back * STEP_DAYS));
    let mut all: Vec<Watch> = dates.filter_map(|day| watch(days, day, as_of, model)).collect();
    for silence in all.chunk_by_mut(|a, b| a.since == b.since) {
        let weight = 1.0 / silence.len() as f64;
        silence.iter_mut().for_each(|watch| watch.sample.weight = weight);
    }
    all
}

fn watch(days: &TieDays, day: i32, as_of: Moment, model: &Model) -> Option<Watch> {
    let at = Moment::end_of_day(day);
    let tally = Tally::of_days(days.until(at), at)?;
    let rhythm = tally.rhythm()?;
    let until = day.saturating_add(feared_days(&rhythm) as i32);
    if until >= as_of.day {
        return None;
    }
    let terms = model.terms(&tally, &rhythm)?;
    let came_back = days.iter().any(|d| d.day > day && d.day <= until);
    Some(Watch {
        day,
        until,
        since: tally.last.day,
        sample: Sample { terms, touched: !came_back, weight: 1.0 },
    })
}

/// The alarms of ties that a threshold would have told, of which the weeks of each silence stand together.
pub fn told<'a>(ties: impl IntoIterator<Item = &'a [Watch]>, model: &Model) -> Told {
    let mut told = Told::default();
    for silence in ties.into_iter().flat_map(|tie| tie.chunk_by(|a, b| a.since == b.since)) {
        let is_told = |watch: &&Watch| model.fading.chance_of(&watch.sample.terms) >= model.threshold;
        if let Some(first) = silence.iter().find(is_told) {
            told.alarms += 1;
            told.right += usize::from(first.sample.touched);
        }
    }
    told
}

/// The least threshold at which, and above which, as many alarms were surely right as is wanted; `None` where too few would have
/// been told.
pub fn threshold(ties: &[Vec<Watch>], model: &Model) -> Option<f64> {
    let mut found = None;
    for hundredths in TRIED.rev() {
        let threshold = f64::from(hundredths) / 100.0;
        let told = told(ties.iter().map(Vec::as_slice), &Model { threshold, ..model.clone() });
        if told.alarms < ALARMS_NEEDED {
            continue;
        }
        if told.surely() < PRECISION_WANTED {
            break;
        }
        found = Some(threshold);
    }
    found
}

/// The constants that a network's own past speaks for, each part where there is enough of it for that part; `None` where
/// there is not enough for any.
pub fn refitted<'a>(ties: impl IntoIterator<Item = &'a TieDays>, as_of: Moment) -> Option<Model> {
    let ties: Vec<&TieDays> = ties.into_iter().collect();
    let seen: Vec<Seen> = ties.iter().filter_map(|days| Seen::of(days, as_of)).collect();
    let ending = Ending::fitted(&seen);
    let mut model = Model { ending: ending.unwrap_or(FITTED.ending), ..FITTED.clone() };
    let watches: Vec<Vec<Watch>> = ties.iter().map(|days| watches(days, as_of, &model)).collect();
    let samples: Vec<Sample<TERMS>> = watches.iter().flatten().map(|watch| watch.sample).collect();
    let fading = refit(&samples, &FITTED.fading, &SIGNS);
    model.fading = fading.clone().unwrap_or(model.fading);
    let threshold = threshold(&watches, &model);
    model.threshold = threshold.unwrap_or(model.threshold);
    (ending.is_some() || fading.is_some() || threshold.is_some()).then_some(model)
}
