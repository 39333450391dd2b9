//! How a relationship stands, in the few facts that a sentence is made of.

use jiff::civil::Date;
use serde::Serialize;

/// A change of warmth by less than this within a quarter is none.
const NOTICEABLE: i32 = 5;

/// What is known of a tie at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// 0–100.
    pub warmth: f64,
    /// The warmth a quarter ago; `None` if there was no contact by then.
    pub quarter_ago: Option<f64>,
    /// The owner acted at least once.
    pub is_relationship: bool,
    /// Touches so far.
    pub touches: u64,
    /// Days since the last touch.
    pub silence_days: u32,
    /// The usual gap, where there is a rhythm.
    pub usual_days: Option<u32>,
    /// Where there is an alarm of drift, what it stands on.
    pub drifting: Option<Drifting>,
    /// The first day of contact.
    pub first_contact: Date,
    /// The last.
    pub last_contact: Date,
}

/// What an alarm of drift stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Drifting {
    /// The usual gap in days.
    pub usual_days: u32,
    /// Days since the last touch.
    pub silence_days: u32,
    /// Days from the first contact to the last.
    pub known_days: u32,
    /// What they did with others since; `None` where too little is seen of it.
    pub elsewhere: Option<Elsewhere>,
}

/// What somebody who drifts does with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    /// They slowed down with everyone.
    Slowed,
    /// They go on with others.
    GoesOn,
}

/// Where warmth goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There was no contact a quarter ago.
    New,
    /// Noticeably warmer than a quarter ago.
    Warming,
    /// Noticeably cooler.
    Cooling,
    /// Neither.
    Even,
}

impl Standing {
    /// Where warmth goes, judged by the numbers as they are shown.
    pub fn trend(&self) -> Trend {
        let Some(before) = self.quarter_ago else { return Trend::New };
        match self.warmth.round() as i32 - before.round() as i32 {
            change if change >= NOTICEABLE => Trend::Warming,
            change if change <= -NOTICEABLE => Trend::Cooling,
            _ => Trend::Even,
        }
    }
}
