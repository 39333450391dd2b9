//! What filters ask of a person, in sixteen bytes each, so that a filter reads a few megabytes and no line.

use identity::Nature;

use super::line::PersonLine;

/// No organization is known.
pub(super) const NOWHERE: u32 = u32::MAX;
/// Never in contact.
const NEVER: i32 = i32::MIN;

/// What filters ask of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    flags: u16,
    /// The fifth of warmth; 255 without contact.
    pub band: u8,
    /// Two letters, zeroes if not known.
    pub country: [u8; 2],
    /// Days since 1970-01-01 of the last contact.
    last_day: i32,
    /// Their organization's number.
    pub organization: u32,
}

/// What is true of a person, a bit each.
pub(super) mod flag {
    pub const LISTED: u16 = 1;
    pub const KEPT_OUT: u16 = 2;
    pub const KEY: u16 = 4;
    pub const DRIFTING: u16 = 8;
    pub const COLLEAGUE: u16 = 16;
    pub const UNANSWERED: u16 = 32;
    pub const NO_CONTACT: u16 = 64;
    pub const NEW: u16 = 128;
}

/// Whoever was first in touch within so many days is new.
const NEW_DAYS: i32 = 30;

impl Facts {
    /// The facts of a line on a day, with the number of the organization.
    pub fn of(line: &PersonLine, day: i32, organization: Option<u32>) -> Facts {
        let tie = line.tie.as_ref();
        // That somebody never answered says how they answer.
        let is_unanswered =
            !line.is_spared && tie.is_some_and(|t| t.touches[0] > 0 && t.touches[1] + t.touches[2] == 0);
        let is_new = tie.is_some_and(|t| day - number_of(t.first_contact) <= NEW_DAYS);
        let flags = [
            (line.is_listed(), flag::LISTED),
            (!line.is_gone && line.nature != Nature::Person, flag::KEPT_OUT),
            (line.key == Some(true), flag::KEY),
            (line.is_drifting(), flag::DRIFTING),
            (line.is_colleague, flag::COLLEAGUE),
            (is_unanswered, flag::UNANSWERED),
            (tie.is_none(), flag::NO_CONTACT),
            (is_new, flag::NEW),
        ];
        let country = line.country.as_deref().and_then(|c| <[u8; 2]>::try_from(c.as_bytes()).ok());
        Facts {
            flags: flags.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum(),
            band: line.warmth().map_or(u8::MAX, band),
            country: country.unwrap_or_default(),
            last_day: tie.map_or(NEVER, |t| number_of(t.last_contact)),
            organization: organization.unwrap_or(NOWHERE),
        }
    }

    /// Whether all of some flags are true.
    pub fn has(self, flags: u16) -> bool {
        self.flags & flags == flags
    }

    /// Days since the last contact; `None` without any.
    pub fn silence(self, day: i32) -> Option<i32> {
        (self.last_day != NEVER).then(|| day.saturating_sub(self.last_day))
    }
}

/// The fifth of the scale that a warmth is shown in: 0 dormant to 4 lively.
pub fn band(warmth: f64) -> u8 {
    (warmth.round() / 20.0).floor().clamp(0.0, 4.0) as u8
}

/// A day as days since 1970-01-01.
pub(crate) fn number_of(day: jiff::civil::Date) -> i32 {
    day.since(jiff::civil::Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}
