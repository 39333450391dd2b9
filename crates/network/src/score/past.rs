//! What a file of touches teaches about itself: its ties at earlier dates and what came of them.
//!
//! Only dates from which the whole horizon lies before the moment asked about are used, so nothing later is
//! ever seen.

use rayon::prelude::*;

use super::Settings;
use super::circles::{self, ALL, Around, Circles, both};
use super::reader::{Packed, Touches};
use super::ties::{self, DAY};
use super::week::Week;
use crate::refit::Sample;
use crate::warmth::Terms;

/// How many earlier dates are looked at. All count alike: a month of holidays must not make the level of the next.
const DATES: usize = 6;

/// How far they are apart, in horizons: as far as the past allows, for dates whose horizons overlap tell the same twice.
const APART: (f64, f64) = (0.5, 1.0);

/// The part of the file's time before the first date, so that there is a past to judge by.
const PAST_NEEDED: f64 = 0.25;

/// Touches someone must have had with anyone to be asked about, as an ego.
const EGO_TOUCHES: u32 = 20;

/// About how many samples are taken of one date at most; of more, every so-manieth pair.
const SAMPLES_A_DATE: usize = 100_000;

/// One sample for each tie with two touches or more at each date; weighed by how many of the two people are
/// known well.
pub(super) fn samples(
    touches: &Touches,
    circles: &Circles,
    week: &Week,
    settings: &Settings,
) -> Vec<Sample<ALL>> {
    let horizon = settings.horizon_days * DAY;
    let first = circles.first as f64;
    let earliest = first + PAST_NEEDED * (settings.as_of as f64 - first);
    let latest = settings.as_of as f64 - horizon;
    let apart = ((latest - earliest) / horizon / (DATES - 1) as f64).clamp(APART.0, APART.1);
    let dates = (0..DATES).map(|back| latest - horizon * apart * back as f64);
    let dates: Vec<f64> = dates.filter(|&date| date >= earliest).collect();
    let of_date = |&date: &f64| {
        let around = Around::new(touches, circles, date as i64, horizon);
        at_date(touches, &around, week, settings.horizon_days)
    };
    dates.par_iter().map(of_date).collect::<Vec<_>>().concat()
}

fn at_date(touches: &Touches, around: &Around<'_>, week: &Week, horizon_days: f64) -> Vec<Sample<ALL>> {
    let date = around.date;
    let factor = week.seasonal_factor(date, horizon_days);
    let pairs = ties::count_pairs(&touches.rows);
    let every = pairs.div_ceil(SAMPLES_A_DATE).max(1) as u64;
    let of_pair = |rows: &[Packed]| {
        let (a, b) = rows[0].people();
        // Which pairs are taken depends on the pair alone, not on chance or on threads.
        if rows[0].pair().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33 >= (1 << 31) / every {
            return None;
        }
        let egos = [a, b].iter().filter(|&&person| around.touches_of(person) >= EGO_TOUCHES).count();
        let (past, future) = rows.split_at(rows.partition_point(|row| row.time() <= date));
        let tally = if egos > 0 && past.len() > 1 { ties::tally(past, date) } else { None }?;
        let own = Terms::new(&tally, tally.rhythm().as_ref());
        let offset = circles::seasonal_offset(&own, horizon_days, factor);
        let until = date.saturating_add((horizon_days * DAY) as i64);
        let touched = future.first().is_some_and(|next| next.time() <= until);
        let terms = both(own.at(horizon_days), around.terms(past));
        Some(Sample { terms, offset, touched, weight: egos as f64 })
    };
    let parts = ties::parts(&touches.rows);
    let of_part = |part: &&[Packed]| ties::pairs(part).filter_map(of_pair).collect::<Vec<_>>();
    parts.par_iter().map(of_part).collect::<Vec<_>>().concat()
}
