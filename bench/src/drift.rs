//! Which ties fade: two questions of the protocol, and how an order of ties answers them.
//!
//! * **silence**: of ties with eight days of contact or more (three in the meetings) that are silent for less
//!   than L = eight times their median gap (at least half the horizon, at most twice): who is silent for all of
//!   the next L?
//! * **collapse**: of ties with four touches or more per horizon over the last two: whose volume in the next
//!   one is a quarter of that or less?

use crate::measures::{Judged, auc};

const DAY: f64 = 86_400.0;

/// A tie at a cut: its touches until then and after it (seconds, ascending), what is said of it (higher: more
/// likely to fade), and how many of its two people are judged.
pub struct Fading<'a> {
    /// Until the cut.
    pub past: &'a [i64],
    /// After it.
    pub future: &'a [i64],
    /// What is said.
    pub score: f64,
    /// One or two.
    pub egos: usize,
}

/// AUC of silence and of collapse.
pub fn fading(ties: &[Fading<'_>], as_of: i64, horizon_days: f64, days_needed: usize) -> [f64; 2] {
    let silence = |tie: &Fading<'_>| {
        let feared = silence_feared(tie.past, horizon_days, days_needed)?;
        let next = tie.future.first().map_or(f64::INFINITY, |&next| (next - as_of) as f64 / DAY);
        let silent = tie.past.last().map_or(f64::INFINITY, |&last| (as_of - last) as f64 / DAY);
        (silent < feared).then_some(next > feared)
    };
    let collapse = |tie: &Fading<'_>| {
        let within = |days: f64| (days * DAY) as i64;
        let from = as_of - within(2.0 * horizon_days);
        let before = tie.past.len() - tie.past.partition_point(|&time| time <= from);
        let after = tie.future.partition_point(|&time| time <= as_of + within(horizon_days));
        (before >= 8).then_some(8 * after <= before)
    };
    [of(ties, silence), of(ties, collapse)]
}

fn of<'a>(ties: &[Fading<'a>], faded: impl Fn(&Fading<'a>) -> Option<bool>) -> f64 {
    let judged = ties.iter().flat_map(|tie| {
        let volume = faded(tie).map(u32::from);
        std::iter::repeat_n(volume.map(|volume| Judged { score: tie.score, volume, tie: 0 }), tie.egos)
            .flatten()
    });
    auc(&judged.collect::<Vec<_>>()).unwrap_or(f64::NAN)
}

/// L, for ties with enough days of contact.
fn silence_feared(past: &[i64], horizon_days: f64, days_needed: usize) -> Option<f64> {
    let mut days: Vec<i64> = past.iter().map(|time| time.div_euclid(86_400)).collect();
    days.dedup();
    if days.len() < days_needed {
        return None;
    }
    let mut gaps: Vec<i64> = days.windows(2).map(|two| two[1] - two[0]).collect();
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    let median = (gaps[middle] + gaps[(gaps.len() - 1) / 2]) as f64 / 2.0;
    Some((8.0 * median).clamp(horizon_days / 2.0, 2.0 * horizon_days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_counted_by_hand() {
        let daily: Vec<i64> = (0..10).map(|day| day * 86_400).collect();
        let as_of = 9 * 86_400;
        let goes_on = [as_of + 86_400, as_of + 100_000, as_of + 200_000];
        let tie = |future, score| Fading { past: &daily, future, score, egos: 1 };
        let right = [tie(&goes_on, 0.1), tie(&[], 0.9)];
        assert_eq!(silence_feared(&daily, 10.0, 8), Some(8.0));
        assert_eq!(fading(&right, as_of, 10.0, 8), [1.0, 1.0]);
        let wrong = [tie(&goes_on, 0.9), tie(&[], 0.1)];
        assert_eq!(fading(&wrong, as_of, 10.0, 8), [0.0, 0.0]);
    }
}
