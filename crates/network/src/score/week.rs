//! The week of a whole file: which of its days are busy, and how busy the horizon therefore is.
//!
//! Three days from a Friday evening hold less contact than three from a Monday, in whatever file has weekends. A tie's
//! own days are too few to say so; everybody's together are not. The seasonal factor of a horizon is what its days usually
//! hold over what as many mean days hold, and stands for a horizon that is so many times as long. Whole weeks hold
//! the same whenever they begin, so only what is left beside them counts.
//!
//! Days are 24 hours, counted back from the moment asked about: a file that begins at 0 has no calendar.

use super::reader::Touches;
use super::ties::DAY;

/// Days in a week.
const WEEK: usize = 7;

/// Mean days that stand beside those seen of each day of the week: half a one, as elsewhere with counts. A day never
/// seen is a mean day.
const DAYS_SUPPOSED: f64 = 0.5;

/// No horizon is said to be quieter than this: what never happened so far still can.
const LEAST: f64 = 0.05;

/// How busy each day of the week is.
pub(super) struct Week {
    as_of: i64,
    /// Touches of everybody over those of a mean day, the first of them the day that follows `as_of`.
    days: [f64; WEEK],
}

impl Week {
    /// The week of the touches up to a moment, of which the first was at `first`.
    pub fn new(touches: &Touches, first: i64, as_of: i64) -> Week {
        let day = DAY as i64;
        // A day that the file does not cover wholly would look quiet.
        let seen = as_of.saturating_sub(first).max(0) / day;
        let mut counts = [0u64; WEEK];
        for back in touches.rows.iter().map(|row| as_of.saturating_sub(row.time()).max(0) / day) {
            if back < seen {
                counts[WEEK - 1 - back as usize % WEEK] += 1;
            }
        }
        let mean = counts.iter().sum::<u64>() as f64 / seen.max(1) as f64;
        let week = WEEK as i64;
        let rate = |place: usize| {
            let days_seen = (seen / week + i64::from((WEEK - 1 - place) < (seen % week) as usize)) as f64;
            (counts[place] as f64 + DAYS_SUPPOSED * mean) / (days_seen + DAYS_SUPPOSED)
        };
        let rates: [f64; WEEK] = std::array::from_fn(rate);
        let usual = rates.iter().sum::<f64>() / WEEK as f64;
        let days = if usual > 0.0 { rates.map(|rate| rate / usual) } else { [1.0; WEEK] };
        Week { as_of, days }
    }

    /// What the days from a date on usually hold over what as many mean days hold; 1 for whole weeks.
    pub fn seasonal_factor(&self, date: i64, horizon_days: f64) -> f64 {
        let beside_weeks = horizon_days % WEEK as f64;
        let mut at = ((date as f64 - self.as_of as f64) / DAY).rem_euclid(WEEK as f64);
        let (mut left, mut held) = (beside_weeks, 0.0);
        while left > 0.0 {
            let place = (at as usize).min(WEEK - 1);
            let part = left.min((place + 1) as f64 - at);
            held += self.days[place] * part;
            left -= part;
            at = ((place + 1) % WEEK) as f64;
        }
        ((horizon_days - beside_weeks + held) / horizon_days).max(LEAST)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reader::TouchesReader;
    use super::*;

    const DAY: i64 = 86_400;

    fn week_of(days: impl Iterator<Item = i64>, as_of: i64) -> Week {
        let mut reader = TouchesReader::new(as_of);
        days.for_each(|day| reader.push(format!("{},ana,bob,call\n", day * DAY).as_bytes()));
        let touches = reader.finish();
        Week::new(&touches, 0, as_of)
    }

    #[test]
    fn days_before_a_weekend_are_quieter_than_those_after_it() {
        let week = week_of((0..70).filter(|day| day % 7 < 5), 70 * DAY - 1);
        let factor = |day: i64| week.seasonal_factor(day * DAY - 1, 2.0);
        assert!(factor(68) < 0.2 && factor(70) > 1.2, "{} {}", factor(68), factor(70));
        assert_eq!(week.seasonal_factor(68 * DAY, 14.0), 1.0);
    }

    #[test]
    fn days_not_seen_yet_are_mean_days() {
        let week = week_of(0..4, 4 * DAY - 1);
        for day in 0..7 {
            assert!((week.seasonal_factor(day * DAY, 1.0) - 1.0).abs() < 0.1, "{day}");
        }
        assert_eq!(week_of(0..0, 0).seasonal_factor(0, 3.0), 1.0);
    }

    proptest! {
        #[test]
        fn a_week_from_anywhere_holds_a_week(
            days in prop::collection::vec(0i64..60, 1..80),
            date in -500_000_000i64..500_000_000,
            parts in prop::collection::vec(0.01f64..3.0, 1..5),
        ) {
            let week = week_of(days.into_iter(), 60 * DAY);
            prop_assert!((week.seasonal_factor(date, 7.0) - 1.0).abs() < 1e-9);
            for part in parts {
                let factor = week.seasonal_factor(date, part);
                prop_assert!(factor >= LEAST && factor <= WEEK as f64);
            }
        }
    }
}
