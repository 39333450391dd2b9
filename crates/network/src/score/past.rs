//! What a file of touches teaches about itself: its ties at earlier dates and what came of them.
//!
//! Only dates from which the whole horizon lies before the moment asked about are used, so nothing later is
//! ever seen.

use rayon::prelude::*;

use super::Settings;
use super::reader::{Packed, Touches};
use super::ties::{self, DAY};
use crate::refit::Sample;
use crate::warmth::Terms;

/// How many earlier dates are looked at, half a horizon apart.
const DATES: usize = 6;

/// A date counts so much less than the next later one: what held last month holds more than what held before
/// it.
const OLDER_COUNTS: f64 = 0.7;

/// The part of the file's time before the first date, so that there is a past to judge by.
const PAST_NEEDED: f64 = 0.25;

/// Touches someone must have had with anyone to be asked about, as an ego.
const EGO_TOUCHES: u32 = 20;

/// About how many samples are taken of one date at most; of more, every so-manieth pair.
const SAMPLES_A_DATE: usize = 100_000;

/// One sample for each tie with two touches or more at each date; weighed by how many of the two people are
/// known well.
pub(super) fn samples(touches: &Touches, settings: &Settings) -> Vec<Sample> {
    let Some(first) = touches.rows.par_iter().map(|row| row.time()).min() else { return Vec::new() };
    let horizon = settings.horizon_days * DAY;
    let earliest = first as f64 + PAST_NEEDED * (settings.as_of as f64 - first as f64);
    let dates = (0..DATES).map(|back| settings.as_of as f64 - horizon * (1.0 + 0.5 * back as f64));
    let dates = dates.enumerate().filter(|&(_, date)| date >= earliest);
    let of_date = |(back, date): (usize, f64)| {
        let weight = OLDER_COUNTS.powi(back as i32);
        at_date(touches, date as i64, horizon as i64, settings.horizon_days, weight)
    };
    dates.flat_map(of_date).collect()
}

fn at_date(touches: &Touches, date: i64, horizon: i64, horizon_days: f64, weight: f64) -> Vec<Sample> {
    let known = touches_of_each(touches, date);
    let pairs = ties::count_pairs(&touches.rows);
    let every = pairs.div_ceil(SAMPLES_A_DATE).max(1) as u64;
    let of_pair = |rows: &[Packed]| {
        let (a, b) = rows[0].people();
        // Which pairs are taken depends on the pair alone, not on chance or on threads.
        if rows[0].pair().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33 >= (1 << 31) / every {
            return None;
        }
        let egos = [a, b].iter().filter(|&&person| known[person as usize] >= EGO_TOUCHES).count();
        let (past, future) = rows.split_at(rows.partition_point(|row| row.time() <= date));
        let tally = if egos > 0 && past.len() > 1 { ties::tally(past, date) } else { None }?;
        let terms = Terms::new(&tally, tally.rhythm().as_ref()).at(horizon_days);
        let touched = future.first().is_some_and(|next| next.time() <= date.saturating_add(horizon));
        Some(Sample { terms, touched, weight: weight * egos as f64 })
    };
    let parts = ties::parts(&touches.rows);
    let of_part = |part: &&[Packed]| ties::pairs(part).filter_map(of_pair).collect::<Vec<_>>();
    parts.par_iter().map(of_part).collect::<Vec<_>>().concat()
}

/// How many touches each person had with anyone up to a date.
fn touches_of_each(touches: &Touches, date: i64) -> Vec<u32> {
    let mut known = vec![0u32; touches.people()];
    for row in touches.rows.iter().filter(|row| row.time() <= date) {
        let (a, b) = row.people();
        known[a as usize] += 1;
        known[b as usize] += 1;
    }
    known
}
