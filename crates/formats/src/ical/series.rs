//! When an event takes place: its start, what its rules and RDATEs add, what EXDATEs take away (RFC 5545 section 3.8.5).

use std::collections::{HashSet, VecDeque};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::Occurrence;

use super::expand::{Budget, Ended, Window, instances};
use super::rule::Rule;
use super::time::{Moment, instant, recurrence};

/// Of the occurrences of one event this many are kept: the latest ones, because what matters is the present.
pub(super) const MAX_OCCURRENCES: usize = 5000;

/// How long an event takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Length {
    /// Not said, or less than nothing.
    Unknown,
    /// Of hours and minutes (DTEND, DURATION).
    Exact(SignedDuration),
    /// This many days, of an event of whole days.
    Days(i64),
}

/// What a VEVENT says of its times.
pub(super) struct Series {
    /// DTSTART.
    pub(super) start: Moment,
    /// By DTEND or DURATION.
    pub(super) length: Length,
    /// RRULE, of which there should be one.
    pub(super) rules: Vec<Rule>,
    /// EXRULE, of the older RFC 2445.
    pub(super) except_rules: Vec<Rule>,
    /// RDATE, each with its own length if it is a period.
    pub(super) added: Vec<(Moment, Option<Length>)>,
    /// EXDATE.
    pub(super) removed: Vec<Moment>,
    /// There was an RRULE that could not be read: it is not known how the event recurs, only that it does.
    pub(super) has_unread_rule: bool,
}

/// The occurrences of an event within bounds.
#[derive(Debug, PartialEq)]
pub(super) struct Expansion {
    /// In order, each start once, none before 1970.
    pub(super) occurrences: Vec<Occurrence>,
    /// There are more after the bound.
    pub(super) goes_on: bool,
}

impl Series {
    /// Whether there is more than the start.
    pub(super) fn recurs(&self) -> bool {
        self.has_unread_rule || !self.rules.is_empty() || !self.added.is_empty()
    }

    /// The start alone: an event that does not recur, however far in the future.
    pub(super) fn once(&self, recurrence: String) -> Expansion {
        let start = self.start.instant().filter(|start| *start >= Timestamp::UNIX_EPOCH);
        let occurrence = start.map(|start| {
            let end = end(self.start.civil, start, &self.start.zone, self.length);
            Occurrence { recurrence, start, end }
        });
        Expansion { occurrences: occurrence.into_iter().collect(), goes_on: false }
    }

    /// All occurrences up to `until`. The start is one of them even if the rule passes it over.
    pub(super) fn expand(&self, until: Timestamp, budget: &mut Budget) -> Expansion {
        let removed = self.removed(until, budget);
        let mut found = Found { removed, until, starts: VecDeque::new(), goes_on: false };
        found.take(self.start.civil, &self.start);
        for rule in &self.rules {
            self.follow(rule, budget, &mut found);
        }
        let mut occurrences: Vec<Occurrence> =
            found.starts.iter().filter_map(|civil| self.occurrence(*civil)).collect();
        let mut goes_on = found.goes_on;
        for (moment, length) in &self.added {
            match moment.instant() {
                Some(at) if at > until => goes_on = true,
                Some(at) if at >= Timestamp::UNIX_EPOCH && !found.removed.contains(moment.civil, at) => {
                    let length = length.unwrap_or(self.length);
                    let end = end(moment.civil, at, &moment.zone, length);
                    occurrences.extend(moment.recurrence().map(|recurrence| Occurrence {
                        recurrence,
                        start: at,
                        end,
                    }));
                }
                _ => {}
            }
        }
        occurrences.sort_by_key(|occurrence| occurrence.start);
        occurrences.dedup_by_key(|occurrence| occurrence.start);
        let surplus = occurrences.len().saturating_sub(MAX_OCCURRENCES);
        occurrences.drain(..surplus);
        Expansion { occurrences, goes_on }
    }

    fn follow(&self, rule: &Rule, budget: &mut Budget, found: &mut Found) {
        let window = window(found.until);
        let ended = instances(rule, self.start.civil, window, budget, &mut |civil| {
            let Some(at) = instant(civil, &self.start.zone) else { return true };
            if !rule.reaches(civil, at, &self.start.zone, self.start.is_date) {
                return false;
            }
            found.take(civil, &self.start);
            true
        });
        found.goes_on |= ended != Ended::There;
    }

    fn removed(&self, until: Timestamp, budget: &mut Budget) -> Removed {
        let mut removed = Removed::default();
        for moment in &self.removed {
            if moment.is_date || self.start.is_date {
                removed.days.insert(moment.civil.date());
            } else if let Some(at) = moment.instant() {
                removed.instants.insert(at);
            }
        }
        for rule in &self.except_rules {
            let mut left = MAX_OCCURRENCES;
            instances(rule, self.start.civil, window(until), budget, &mut |civil| {
                removed.instants.extend(instant(civil, &self.start.zone));
                left -= 1;
                left > 0
            });
        }
        removed
    }

    fn occurrence(&self, civil: DateTime) -> Option<Occurrence> {
        let (zone, is_date) = (&self.start.zone, self.start.is_date);
        let start = instant(civil, zone)?;
        let recurrence = recurrence(civil, zone, is_date)?;
        Some(Occurrence { recurrence, start, end: end(civil, start, zone, self.length) })
    }
}

/// From 1970 to the bound, with room for the distance between zones.
fn window(until: Timestamp) -> Window {
    let last = until.to_zoned(TimeZone::UTC).date();
    let first = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC).date();
    Window {
        first: first.checked_sub(2.days()).unwrap_or(first),
        last: last.checked_add(2.days()).unwrap_or(last),
    }
}

/// What EXDATEs and EXRULEs take away: instants, or whole days.
#[derive(Default)]
struct Removed {
    instants: HashSet<Timestamp>,
    days: HashSet<Date>,
}

impl Removed {
    fn contains(&self, civil: DateTime, at: Timestamp) -> bool {
        self.instants.contains(&at) || self.days.contains(&civil.date())
    }
}

/// The starts found so far, the latest [`MAX_OCCURRENCES`] of them.
struct Found {
    removed: Removed,
    until: Timestamp,
    starts: VecDeque<DateTime>,
    goes_on: bool,
}

impl Found {
    fn take(&mut self, civil: DateTime, start: &Moment) {
        let Some(at) = instant(civil, &start.zone) else { return };
        if at > self.until {
            self.goes_on = true;
        } else if at >= Timestamp::UNIX_EPOCH && !self.removed.contains(civil, at) {
            self.starts.push_back(civil);
            // Each rule gives its starts in order, so the first ones are the oldest of it.
            if self.starts.len() > 2 * MAX_OCCURRENCES {
                self.starts.make_contiguous().sort_unstable();
                self.starts.drain(..MAX_OCCURRENCES);
            }
        }
    }
}

/// The end of an occurrence; of an event of one whole day none, of several days noon of the last.
fn end(civil: DateTime, start: Timestamp, zone: &TimeZone, length: Length) -> Option<Timestamp> {
    match length {
        Length::Unknown => None,
        Length::Exact(length) => start.checked_add(length).ok(),
        Length::Days(days) => {
            let more = days.checked_sub(1).filter(|more| (1..100_000).contains(more))?;
            instant(civil.checked_add(more.days()).ok()?, zone)
        }
    }
}
