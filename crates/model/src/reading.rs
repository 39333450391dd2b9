//! How somebody likes to read dates and times. Their settings say it, and all that writes a sentence follows it.

/// How dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// 17 November 2026.
    #[default]
    DayMonth,
    /// November 17, 2026.
    MonthDay,
    /// 2026-11-17.
    Iso,
}

/// How times of day are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockFormat {
    /// 16:05.
    #[default]
    Hours24,
    /// 4:05 pm.
    Hours12,
}
