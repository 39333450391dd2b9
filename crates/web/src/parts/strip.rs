//! The strip: a year of touches in one line, a tick a week and side, with the present silence shaded.

use std::fmt::Write;

use maud::{Markup, html};

use crate::words::people as words;

/// How many weeks a strip shows.
pub const WEEKS: usize = 52;

/// Units of the drawing from one week to the next.
const PITCH: f64 = 3.0;

/// The strongest touch of a week from each side: 0 none, 1 a message, 2 a call, 3 a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StripWeek {
    /// By the owner.
    pub up: u8,
    /// By the other; a meeting counts for both.
    pub down: u8,
}

/// A year of touches, the oldest week first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The weeks.
    pub weeks: [StripWeek; WEEKS],
    /// Days since the last touch, if there was any.
    pub silence_days: Option<u32>,
    /// The silence is longer than usual: it is shaded.
    pub is_overdue: bool,
}

/// The drawing.
pub fn strip(strip: &Strip) -> Markup {
    let gap = strip
        .silence_days
        .filter(|_| strip.is_overdue)
        .map(|days| (f64::from(days) / 7.0 * PITCH).min(156.0));
    let up = ticks(strip.weeks.iter().map(|week| week.up), "10.5v-");
    let down = ticks(strip.weeks.iter().map(|week| week.down), "11.5v");
    html! {
        svg.strip viewBox="0 0 156 22" preserveAspectRatio="none" role="img"
            aria-label=(words::strip_label(strip.silence_days)) {
            @if let Some(width) = gap {
                rect.gap x=(format!("{:.1}", 156.0 - width)) y="0" width=(format!("{width:.1}")) height="22" {}
            }
            path.base d="M0 11H156" {}
            @if !up.is_empty() { path.up d=(up) {} }
            @if !down.is_empty() { path.dn d=(down) {} }
        }
    }
}

/// The path of one side: a tick for each week with a touch, the taller the more it is.
fn ticks(weeks: impl Iterator<Item = u8>, from: &str) -> String {
    let mut path = String::new();
    for (week, kind) in weeks.enumerate().filter(|(_, kind)| *kind > 0) {
        let height = match kind {
            1 => 3,
            2 => 5,
            _ => 9,
        };
        let _ = write!(path, "M{} {from}{height}", week as f64 * PITCH + PITCH / 2.0);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_in_their_weeks() {
        let mut weeks = [StripWeek::default(); WEEKS];
        weeks[4] = StripWeek { up: 2, down: 3 };
        weeks[44] = StripWeek { up: 1, down: 0 };
        let drawn = strip(&Strip { weeks, silence_days: Some(47), is_overdue: true }).into_string();
        insta::assert_snapshot!(drawn, @r#"<svg class="strip" viewBox="0 0 156 22" preserveAspectRatio="none" role="img" aria-label="Touches in 52 weeks, last one 47 days ago"><rect class="gap" x="135.9" y="0" width="20.1" height="22"></rect><path class="base" d="M0 11H156"></path><path class="up" d="M13.5 10.5v-5M133.5 10.5v-3"></path><path class="dn" d="M13.5 11.5v9"></path></svg>"#);
    }
}
