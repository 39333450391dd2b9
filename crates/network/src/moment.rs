//! A moment as ties see it: a UTC day and a second of that day.
//!
//! Ties are kept per UTC day (see [`crate::days`]), so every age and every "as of" is asked in these two
//! numbers. Nothing here knows time zones: a day is 86,400 seconds, as in Unix time.

use jiff::Timestamp;

/// Seconds in a UTC day.
pub const DAY_SECONDS: u32 = 86_400;

/// A second of a UTC day. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// Days since 1970-01-01; negative before.
    pub day: i32,
    /// Second of that day, 0 to 86,399.
    pub second: u32,
}

impl Moment {
    /// A moment; a `second` beyond the day's end is taken as its last second.
    pub fn new(day: i32, second: u32) -> Moment {
        Moment { day, second: second.min(DAY_SECONDS - 1) }
    }

    /// The moment that many seconds after 1970-01-01T00:00:00Z; clamped to the days an `i32` can count.
    pub fn from_seconds(seconds: i64) -> Moment {
        let day = seconds.div_euclid(i64::from(DAY_SECONDS));
        let day = day.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
        Moment { day, second: seconds.rem_euclid(i64::from(DAY_SECONDS)) as u32 }
    }

    /// The last second of a day: "as of that day" in whole days.
    pub fn end_of_day(day: i32) -> Moment {
        Moment { day, second: DAY_SECONDS - 1 }
    }

    /// Days (with fraction) from `earlier` to this moment; negative if `earlier` is later.
    pub fn days_since(self, earlier: Moment) -> f64 {
        let days = f64::from(self.day) - f64::from(earlier.day);
        days + (f64::from(self.second) - f64::from(earlier.second)) / f64::from(DAY_SECONDS)
    }
}

impl From<Timestamp> for Moment {
    /// The second in which the instant falls; fractions of a second are dropped.
    fn from(at: Timestamp) -> Moment {
        Moment::from_seconds(at.as_microsecond().div_euclid(1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_falls_in_its_utc_day() {
        let at = |text: &str| Moment::from(text.parse::<Timestamp>().unwrap());
        assert_eq!(at("1970-01-02T00:00:01.9Z"), Moment::new(1, 1));
        assert_eq!(at("1969-12-31T23:59:59.5Z"), Moment::new(-1, 86_399));
        assert_eq!(at("2026-03-02T12:00:00Z").days_since(at("2026-03-01T00:00:00Z")), 1.5);
    }
}
