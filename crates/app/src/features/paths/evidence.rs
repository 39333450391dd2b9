//! What a step of a way rests on: how often and when last two people were in touch, or were seen together.

use jiff::civil::Date;
use model::{Channel, PersonId};
use network::{Moment, TieDays, numbers};
use serde::Serialize;

use crate::features::snapshot::Snapshot;
use crate::features::understanding::Between;

/// A tie of a way, and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Hop {
    /// Who asks.
    pub from: String,
    /// Who is asked, or met.
    pub to: String,
    /// The number of the latter.
    pub to_id: PersonId,
    /// The chance of a touch within thirty days; not told of whom colleague mode spares.
    pub chance: Option<f64>,
    /// How often they were in touch, and on how many days; not told of others whom colleague mode spares, and not of those
    /// who were only seen together.
    pub contact: Option<Contact>,
    /// When last.
    pub last_contact: Date,
    /// They were never in touch as far as is known, but in copy or in a large meeting together.
    pub is_only_seen: bool,
    /// The principal has the profile of the other on LinkedIn.
    pub is_linked: bool,
}

/// How much contact there was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Touches.
    pub touches: u64,
    /// Days with any.
    pub days: u32,
    /// How, the most used first.
    pub channels: Vec<Channel>,
}

/// The evidence of a step, of what there is between the two; none if there is none any more.
pub(super) fn hop(
    seen: &Snapshot,
    ends: [PersonId; 2],
    chance: f64,
    between: &Between,
    as_of: Moment,
) -> Option<Hop> {
    let [Some(one), Some(other)] = ends.map(|end| seen.person(end)) else { return None };
    let is_spared = one.is_spared || other.is_spared;
    // What the owner had with a colleague is in the owner's own diary.
    let is_own = one.is_owner || other.is_owner;
    let hop = Hop {
        from: one.name.clone(),
        to: other.name.clone(),
        to_id: ends[1],
        chance: (!is_spared).then_some(chance),
        contact: None,
        last_contact: Date::default(),
        is_only_seen: false,
        is_linked: one.is_owner && other.addresses.contains("linkedin.com/in/"),
    };
    if let Some(numbers) = numbers(&between.days, as_of) {
        let contact = || Contact {
            touches: numbers.touches(),
            days: numbers.active_days,
            channels: channels(&between.days, as_of),
        };
        let last_contact = advice::day_of(numbers.last.day);
        return Some(Hop { contact: (!is_spared || is_own).then(contact), last_contact, ..hop });
    }
    let day = between.together.filter(|day| *day <= i64::from(as_of.day))?;
    Some(Hop { last_contact: advice::day_of(day as i32), is_only_seen: true, ..hop })
}

/// The channels of a tie, the most used first.
fn channels(days: &TieDays, as_of: Moment) -> Vec<Channel> {
    let mut counts = [0u64; Channel::ALL.len()];
    for count in days.until(as_of).flat_map(|day| day.counts) {
        counts[count.kind.channel as usize] += u64::from(count.n);
    }
    let mut channels: Vec<Channel> =
        Channel::ALL.into_iter().filter(|channel| counts[*channel as usize] > 0).collect();
    channels.sort_by_key(|channel| std::cmp::Reverse(counts[*channel as usize]));
    channels
}
