//! How an organization is covered: how many live ties of the owner lead there, now and a quarter ago, and by whom it hangs
//! where there is one alone.
//!
//! Made with the organization from the lines of its people, so that lists of all organizations ask nothing else. Whoever
//! colleague mode spares has no warmth, and so no live tie here.

use super::facts::band;
use super::line::PersonLine;

/// From this fifth of warmth on a tie is live: it is not dormant.
const LIVE: u8 = 1;
/// So many people whom the owner was in touch with make an organization matter, or so many days of contact.
const MANY_PEOPLE: usize = 3;
const MANY_DAYS: u32 = 12;

/// The ties of the owner with the people of an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many ties there are of each fifth of warmth, the dormant first.
    pub bands: [usize; 5],
    /// How many were live a quarter ago.
    pub live_before: usize,
    /// With how many the owner ever was in touch, of their own doing: who only writes is nobody to lose.
    pub known: usize,
    /// Days of contact with each of these, together.
    pub contact_days: u32,
    /// One of the key people is there.
    pub has_key: bool,
    /// Somebody with a live tie.
    pub thread: Option<i64>,
}

impl Coverage {
    /// Of some people.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a PersonLine>) -> Coverage {
        let mut coverage = Coverage::default();
        for line in lines {
            coverage.has_key |= line.key == Some(true);
            coverage.live_before += usize::from(was_live(line));
            if let Some(tie) = line.tie.as_ref().filter(|tie| tie.is_relationship) {
                coverage.add(line.id, tie.warmth, tie.active_days);
            }
        }
        coverage
    }

    /// One more relationship: with whom, its warmth where it is told, and the days of contact.
    pub(crate) fn add(&mut self, person: i64, warmth: Option<f64>, days: u32) {
        self.known += 1;
        self.contact_days += days;
        if let Some(warmth) = warmth {
            self.bands[usize::from(band(warmth))] += 1;
            if is_live_warmth(warmth) {
                self.thread = Some(person);
            }
        }
    }

    /// How many ties are live.
    pub fn live(&self) -> usize {
        self.bands[usize::from(LIVE)..].iter().sum()
    }

    /// One live tie alone leads there.
    pub fn is_single_threaded(&self) -> bool {
        self.live() == 1
    }

    /// Losing it would be a loss: one of the key people is there, or there was contact with several, or on many days.
    pub fn matters(&self) -> bool {
        self.has_key || self.known >= MANY_PEOPLE || self.contact_days >= MANY_DAYS
    }
}

/// A relationship of such a warmth is live.
pub(crate) fn is_live_warmth(warmth: f64) -> bool {
    band(warmth) >= LIVE
}

/// The owner's tie with somebody is live.
pub fn is_live(line: &PersonLine) -> bool {
    line.warmth().is_some_and(is_live_warmth)
}

/// It was a quarter ago.
fn was_live(line: &PersonLine) -> bool {
    let history = line.history.as_deref().filter(|history| history.was_relationship);
    history.and_then(|history| history.warmth_before).is_some_and(is_live_warmth)
}
