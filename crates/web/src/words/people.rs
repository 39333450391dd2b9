//! Words for people and their numbers.

use crate::parts::Band;

/// The word of a band of warmth.
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Dormant => "Dormant",
        Band::Cool => "Cool",
        Band::Steady => "Steady",
        Band::Warm => "Warm",
        Band::Lively => "Lively",
    }
}

/// What a strip shows, for those who do not see it.
pub fn strip_label(silence_days: Option<u32>) -> String {
    match silence_days {
        None => "No touches in 52 weeks".to_owned(),
        Some(0) => "Touches in 52 weeks, last one today".to_owned(),
        Some(1) => "Touches in 52 weeks, last one yesterday".to_owned(),
        Some(days) => format!("Touches in 52 weeks, last one {days} days ago"),
    }
}
