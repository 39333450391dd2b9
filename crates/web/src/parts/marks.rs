//! Icons, and the mark of warmth: five circles from empty to full, never a colour alone.

use maud::{Markup, html};

use crate::assets::url;
use crate::words::people as words;

/// A band of warmth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// 0–19
    Dormant,
    /// 20–39
    Cool,
    /// 40–59
    Steady,
    /// 60–79
    Warm,
    /// 80–100
    Lively,
}

impl Band {
    /// All bands, coolest first.
    pub const ALL: [Band; 5] = [Band::Dormant, Band::Cool, Band::Steady, Band::Warm, Band::Lively];

    /// The band of a warmth as it is shown, so that number and band never disagree.
    pub fn of(warmth: f64) -> Band {
        match warmth.round() {
            w if w < 20.0 => Band::Dormant,
            w if w < 40.0 => Band::Cool,
            w if w < 60.0 => Band::Steady,
            w if w < 80.0 => Band::Warm,
            _ => Band::Lively,
        }
    }

    /// `w1` to `w5`: the class and the symbol of the mark.
    pub fn class(self) -> &'static str {
        ["w1", "w2", "w3", "w4", "w5"][self as usize]
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        words::band(self)
    }
}

/// An icon of the sprite, decorative: what it stands beside says it in words.
pub fn icon(name: &str) -> Markup {
    html! { svg.i aria-hidden="true" { use href={ (url("icons.svg")) "#i-" (name) } {} } }
}

/// The mark of a date, decorative.
pub fn diamond() -> Markup {
    html! { svg.d aria-hidden="true" { use href={ (url("icons.svg")) "#d1" } {} } }
}

/// The mark of a warmth, decorative; beside it stands a name or the number.
pub fn mark(warmth: f64) -> Markup {
    band_mark(Band::of(warmth))
}

/// The mark of a band, decorative.
pub fn band_mark(band: Band) -> Markup {
    let class = band.class();
    html! { svg.mark.(class) aria-hidden="true" { use href={ (url("icons.svg")) "#" (class) } {} } }
}

/// The mark of a person whose warmth may not be told: then a plain figure stands for them.
pub fn mark_or_icon(warmth: Option<f64>) -> Markup {
    html! { @match warmth { Some(warmth) => (mark(warmth)), None => (icon("user")) } }
}

/// Mark, word and number of a warmth.
pub fn warmth(warmth: f64) -> Markup {
    html! {
        span.warmth { (mark(warmth)) (Band::of(warmth).word()) " " span.num { (format!("{:.0}", warmth.round())) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_is_that_of_the_number_shown() {
        for (warmth, band) in
            [(0.0, Band::Dormant), (19.4, Band::Dormant), (19.6, Band::Cool), (80.0, Band::Lively)]
        {
            assert_eq!(Band::of(warmth), band, "{warmth}");
        }
    }
}
