//! Alarms of the past: whom drift would have told of at earlier dates, and whether they came back by themselves.
//!
//! [`Past`] asks a tie at the end of each week, five years back, whether it was past its rhythm then and what came of it;
//! weeks whose feared silence is not over yet are left out, so nothing later than the moment asked about is seen. The weeks
//! are the same whenever one asks, so an answer that is over stays as it was. A silence is one alarm and not one for each
//! week it lasts: it counts in the first week in which drift reaches the threshold ([`alarms`]), since from then on it would
//! have stood on the list. [`threshold`] is the least at which alarms keep their word; which constants follow from all of it
//! is [`course`].

pub mod course;

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use crate::days::TieDays;
use crate::drift::{DAYS_NEEDED, ENDED, FITTED, Model, PRECISION_WANTED, TERMS, feared_days};
use crate::ending::{Ending, Seen};
use crate::moment::Moment;
use crate::refit::Sample;
use crate::rhythm::Gaps;
use crate::tally::Tally;

/// The days at whose end is asked: every so many, counted from 1970-01-01.
const STEP_DAYS: i32 = 7;
/// How many of them, the last ones: five years.
const DATES: i32 = 261;
/// Alarms below which a precision says nothing.
pub const ALARMS_NEEDED: usize = 30;
/// The thresholds that are tried, in hundredths: an alarm is at least likelier right than wrong.
const TRIED: std::ops::RangeInclusive<u32> = 50..=95;

/// What alarms ask of a tie's past.
#[derive(Clone, Debug)]
pub struct Past {
    /// Whose tie it is, by the number that whoever asks gave it.
    pub tie: i64,
    /// The last touch of each day of contact.
    contact: Vec<Moment>,
    /// The weeks in which it was past its rhythm, in order.
    pub watches: Vec<Watch>,
}

/// A tie past its rhythm at a date, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    /// The day at whose end it was asked.
    pub day: i32,
    /// The last day on which the tie could have come back.
    pub until: i32,
    /// The day of the last touch by then: of one silence, all weeks have the same.
    pub since: i32,
    /// It did not come back in time: an alarm was right.
    pub was_right: bool,
    /// The terms of drift then, by BG/NBD of a new installation.
    terms: [f64; TERMS],
    /// What BG/NBD asks of the tie.
    seen: Seen,
}

impl Past {
    /// A tie, seen from the first person, as it is known at a moment.
    pub fn new(tie: i64, days: &TieDays, as_of: Moment) -> Past {
        let contact: Vec<Moment> = days.until(as_of).map(|day| day.last_touch()).collect();
        let mut watches = Vec::new();
        let last = as_of.day.saturating_sub(1).div_euclid(STEP_DAYS);
        let first = last.saturating_sub(DATES - 1).saturating_mul(STEP_DAYS);
        let mut gaps = Gaps::default();
        for (i, touch) in contact.iter().enumerate() {
            if let Some(before) = i.checked_sub(1).and_then(|before| contact.get(before)) {
                gaps.push(touch.day.abs_diff(before.day));
            }
            let next = contact.get(i + 1).map_or(as_of.day, |next| next.day);
            if i + 1 < DAYS_NEEDED as usize || next <= first {
                continue;
            }
            // Most weeks lie within the rhythm, and nothing else has to be known to see that.
            let Some(rhythm) = gaps.rhythm() else { continue };
            let late = touch.day.saturating_add(rhythm.late_days as i32).max(first);
            let from = late.saturating_add(STEP_DAYS - 1).div_euclid(STEP_DAYS) * STEP_DAYS;
            let feared = feared_days(&rhythm) as i32;
            let weeks = (from..next.min(as_of.day.saturating_sub(feared))).step_by(STEP_DAYS as usize);
            watches.extend(weeks.filter_map(|day| Watch::new(days, day, day + feared, next)));
        }
        Past { tie, contact, watches }
    }

    /// What was seen of the tie by a moment; `None` if there was no contact.
    pub fn seen(&self, as_of: Moment) -> Option<Seen> {
        let days = self.contact.partition_point(|touch| *touch <= as_of);
        let (first, last) = (self.contact.first()?, self.contact.get(days.checked_sub(1)?)?);
        Some(Seen::new(days as f64, first.day, *last, as_of))
    }
}

impl Watch {
    /// A tie at the end of a day that touched again on `next`, if ever; `None` if it is not past its rhythm, or dormant.
    fn new(days: &TieDays, day: i32, until: i32, next: i32) -> Option<Watch> {
        let at = Moment::end_of_day(day);
        let tally = Tally::of_days(days.until(at), at)?;
        let terms = FITTED.terms(&tally, &tally.rhythm()?)?;
        let (since, seen) = (tally.last.day, Seen::of_tally(&tally));
        Some(Watch { day, until, since, was_right: next > until, terms, seen })
    }

    /// Drift then, as a chance, told or not.
    pub fn chance(&self, model: &Model) -> f64 {
        model.fading.chance_of(&self.terms(&model.ending))
    }

    /// What was asked, and whether it came true, where ties end like this.
    pub fn sample(&self, ending: &Ending) -> Sample<TERMS> {
        Sample { terms: self.terms(ending), offset: 0.0, touched: self.was_right, weight: 1.0 }
    }

    fn terms(&self, ending: &Ending) -> [f64; TERMS] {
        let mut terms = self.terms;
        terms[ENDED] = ending.term(self.seen);
        terms
    }
}

/// Alarms and how many of them were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Silences that were told.
    pub alarms: usize,
    /// Of these, ties that did not come back within the feared silence.
    pub right: usize,
}

impl Told {
    /// Counts alarms.
    pub fn of<'a>(alarms: impl IntoIterator<Item = &'a Watch>) -> Told {
        alarms.into_iter().fold(Told::default(), |told, alarm| Told {
            alarms: told.alarms + 1,
            right: told.right + usize::from(alarm.was_right),
        })
    }

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

/// The alarms of a tie: of each silence the first week in which the constants of that day would have told it.
pub fn alarms<'m, W: Borrow<Watch>>(watches: &[W], model: impl Fn(i32) -> &'m Model) -> Vec<&Watch> {
    let is_told = |watch: &&Watch| {
        let model = model(watch.day);
        watch.chance(model) >= model.threshold
    };
    let silences = watches.chunk_by(|a, b| a.borrow().since == b.borrow().since);
    silences.filter_map(|silence| silence.iter().map(Borrow::borrow).find(is_told)).collect()
}

/// The alarms of ties by the same constants at all dates, counted.
pub fn told(ties: &[Vec<&Watch>], model: &Model) -> Told {
    Told::of(ties.iter().flat_map(|tie| alarms(tie, |_| model)))
}

/// The least threshold at which, and above which, as many alarms were surely right as is wanted; the least that tells fewer
/// than [`ALARMS_NEEDED`] if no other does. `None` where too few would have been told at any.
pub fn threshold(ties: &[Vec<&Watch>], model: &Model) -> Option<f64> {
    let part = |hundredths: u32| f64::from(hundredths) / 100.0;
    let mut above = part(*TRIED.end());
    for threshold in TRIED.rev().map(part) {
        let told = told(ties, &Model { threshold, ..model.clone() });
        if told.alarms >= ALARMS_NEEDED && told.surely() < PRECISION_WANTED {
            return Some(above);
        }
        above = threshold;
    }
    let all = told(ties, &Model { threshold: above, ..model.clone() });
    (all.alarms >= ALARMS_NEEDED).then_some(above)
}
