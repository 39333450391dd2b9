//! From a VEVENT to what it says (RFC 5545 section 3.6.1).

use jiff::{SignedDuration, Timestamp};
use model::{Attendee, AttendeeKind, Contact, Event, Finding};
use xxhash_rust::xxh3::xxh3_128;

use super::expand::Budget;
use super::people::{attendee, organizer};
use super::rule::Rule;
use super::series::{Expansion, Length, Series};
use super::split::{Component, Method, properties};
use super::time::{Moment, duration};
use super::zones::Zones;
use crate::content_line::Property;
use crate::text::{decode, one_line};

/// A title is cut here.
const MAX_TITLE_CHARS: usize = 500;
/// Of the attendees this many are kept.
const MAX_ATTENDEES: usize = 500;
/// Of RDATEs and EXDATEs this many are read; of rules fewer.
const MAX_DATES: usize = 10_000;
const MAX_RULES: usize = 8;
/// A longer UID is replaced by its hash, so that a key stays small enough for an index.
const MAX_UID_BYTES: usize = 300;

/// The event of a VEVENT, or why it is none to keep.
pub(super) fn event(
    component: &Component<'_>,
    zones: &mut Zones,
    until: Timestamp,
    budget: &mut Budget,
) -> Result<Event, Finding> {
    if component.method == Method::Answers {
        return Err(Finding::skipped("an answer to an invitation"));
    }
    zones.enter(&decode(component.zone_name));
    let mut draft = Draft::default();
    properties(component.bytes, &mut |inside, property| {
        if inside.is_empty() {
            draft.take(property);
        }
    });
    if !draft.has_guests() {
        return Err(Finding::skipped("no guests"));
    }
    draft.cancelled |= component.method == Method::Cancels;
    draft.into_event(zones, until, budget)
}

/// A VEVENT while its properties are read.
#[derive(Default)]
struct Draft {
    uid: String,
    title: String,
    sequence: i64,
    modified: Option<Property>,
    stamped: Option<Property>,
    cancelled: bool,
    organizer: Option<Contact>,
    attendees: Vec<Attendee>,
    start: Option<Property>,
    end: Option<Property>,
    duration: Option<Property>,
    recurrence_id: Option<Property>,
    rules: Vec<Property>,
    except_rules: Vec<Property>,
    added: Vec<Property>,
    removed: Vec<Property>,
}

impl Draft {
    fn take(&mut self, property: Property) {
        match property.name.as_str() {
            "UID" if self.uid.is_empty() => self.uid = one_line(&property.text(), usize::MAX),
            "SUMMARY" if self.title.is_empty() => self.title = one_line(&property.text(), MAX_TITLE_CHARS),
            "SEQUENCE" => self.sequence = property.value.trim().parse().unwrap_or(0),
            "STATUS" => self.cancelled |= is_cancelled(&property.value),
            "ORGANIZER" if self.organizer.is_none() => self.organizer = organizer(&property),
            "ATTENDEE" => self.attendees.extend(attendee(&property).filter(|new| self.is_new(new))),
            _ => self.take_time(property),
        }
    }

    fn take_time(&mut self, property: Property) {
        let once = match property.name.as_str() {
            "LAST-MODIFIED" => &mut self.modified,
            "DTSTAMP" => &mut self.stamped,
            "DTSTART" => &mut self.start,
            "DTEND" => &mut self.end,
            "DURATION" => &mut self.duration,
            "RECURRENCE-ID" => &mut self.recurrence_id,
            "RRULE" => return push(&mut self.rules, property, MAX_RULES),
            "EXRULE" => return push(&mut self.except_rules, property, MAX_RULES),
            "RDATE" => return push(&mut self.added, property, MAX_DATES),
            "EXDATE" => return push(&mut self.removed, property, MAX_DATES),
            _ => return,
        };
        once.get_or_insert(property);
    }

    fn is_new(&self, new: &Attendee) -> bool {
        self.attendees.len() < MAX_ATTENDEES
            && !self.attendees.iter().any(|other| other.contact.address == new.contact.address)
    }

    /// Someone other than the organizer is asked: a human, or a group of them behind one address.
    fn has_guests(&self) -> bool {
        let organizer = self.organizer.as_ref().map(|organizer| &organizer.address);
        let mut humans = self.attendees.iter().filter(|a| a.kind != AttendeeKind::Resource);
        humans.any(|attendee| Some(&attendee.contact.address) != organizer)
    }

    fn into_event(self, zones: &mut Zones, until: Timestamp, budget: &mut Budget) -> Result<Event, Finding> {
        let original = match &self.recurrence_id {
            Some(property) => Some(Moment::of(property, zones).ok_or_else(no_such_occurrence)?),
            None => None,
        };
        let (uid, expansion) = if self.calls_off_all() {
            (self.uid(None), Expansion { occurrences: Vec::new(), goes_on: false })
        } else {
            let series = self.series(original.as_ref(), zones)?;
            (self.uid(series.start.recurrence()), takes_place(&series, original.as_ref(), until, budget)?)
        };
        let stamp = self.modified.as_ref().or(self.stamped.as_ref());
        Ok(Event {
            uid,
            sequence: self.sequence,
            stamp: stamp.and_then(|property| Moment::of(property, zones)?.instant()),
            title: self.title,
            organizer: self.organizer,
            attendees: self.attendees,
            cancelled: self.cancelled,
            is_override: original.is_some(),
            goes_on: expansion.goes_on,
            occurrences: expansion.occurrences,
        })
    }

    /// A CANCEL may give nothing but the UID of what it calls off (RFC 5546 section 3.2.5).
    fn calls_off_all(&self) -> bool {
        self.cancelled && self.start.is_none() && self.recurrence_id.is_none() && !self.uid.is_empty()
    }

    /// A cancelled occurrence may come without a start of its own: it is the one it stood at.
    fn series(&self, original: Option<&Moment>, zones: &mut Zones) -> Result<Series, Finding> {
        let start = match &self.start {
            Some(property) => Moment::of(property, zones)
                .ok_or_else(|| Finding::failed("an event whose start is not a date or time"))?,
            None => original.cloned().ok_or_else(|| Finding::failed("an event without a start"))?,
        };
        let rules: Vec<Rule> = self.rules.iter().filter_map(|p| Rule::parse(&p.text())).collect();
        Ok(Series {
            length: self.length(&start, zones),
            has_unread_rule: !self.rules.is_empty() && rules.is_empty(),
            rules,
            except_rules: self.except_rules.iter().filter_map(|p| Rule::parse(&p.text())).collect(),
            added: dates(&self.added, &start, zones),
            removed: dates(&self.removed, &start, zones).into_iter().map(|(moment, _)| moment).collect(),
            start,
        })
    }

    fn length(&self, start: &Moment, zones: &mut Zones) -> Length {
        if let Some(end) = self.end.as_ref().and_then(|property| Moment::of(property, zones)) {
            return between(start, &end.beside(start));
        }
        let length = self.duration.as_ref().and_then(|property| duration(&property.value));
        length.map_or(Length::Unknown, |length| of_duration(length, start))
    }

    /// The UID; without one, a name made of who asked whom, and when.
    fn uid(&self, start: Option<String>) -> String {
        if (1..=MAX_UID_BYTES).contains(&self.uid.len()) {
            return self.uid.clone();
        }
        let mut made_of = self.uid.clone();
        if made_of.is_empty() {
            let start = start.unwrap_or_default();
            let organizer = self.organizer.iter().map(|contact| &contact.address);
            let mut addresses: Vec<&str> = organizer
                .chain(self.attendees.iter().map(|a| &a.contact.address))
                .map(|a| a.value())
                .collect();
            addresses.sort_unstable();
            addresses.dedup();
            made_of = format!("{start}\n{}", addresses.join("\n"));
        }
        format!("xxh3-{:032x}", xxh3_128(made_of.as_bytes()))
    }
}

fn push(list: &mut Vec<Property>, property: Property, max: usize) {
    if list.len() < max {
        list.push(property);
    }
}

fn is_cancelled(status: &str) -> bool {
    matches!(status.trim().to_ascii_uppercase().as_str(), "CANCELLED" | "CANCELED")
}

fn takes_place(
    series: &Series,
    original: Option<&Moment>,
    until: Timestamp,
    budget: &mut Budget,
) -> Result<Expansion, Finding> {
    let expansion = match original {
        Some(original) => {
            let original = match series.start.is_date {
                true => original.as_day(),
                false => original.clone().beside(&series.start),
            };
            series.once(original.recurrence().ok_or_else(no_such_occurrence)?)
        }
        None if series.recurs() => series.expand(until, budget),
        None => series.once(String::new()),
    };
    if expansion.occurrences.is_empty() && !expansion.goes_on {
        return Err(no_occurrence(series));
    }
    Ok(expansion)
}

fn no_such_occurrence() -> Finding {
    Finding::failed("an occurrence of a series that does not say which")
}

fn no_occurrence(series: &Series) -> Finding {
    match series.start.instant() {
        Some(start) if start < Timestamp::UNIX_EPOCH => Finding::skipped("before 1970"),
        Some(_) => Finding::skipped("every occurrence is called off"),
        None => Finding::failed("an event whose start is out of all bounds"),
    }
}

/// The values of RDATE or EXDATE properties: dates, times, or periods (RFC 5545 section 3.3.9) with a length of their own.
fn dates(properties: &[Property], start: &Moment, zones: &mut Zones) -> Vec<(Moment, Option<Length>)> {
    let mut dates = Vec::new();
    for property in properties {
        let zone = property.param("TZID");
        for value in property.value.split(',').take(MAX_DATES.saturating_sub(dates.len())) {
            let (begin, end) = value.split_once('/').unwrap_or((value, ""));
            let Some(begin) = Moment::parse(begin, zone, zones).map(|moment| moment.beside(start)) else {
                continue;
            };
            let length = match Moment::parse(end, zone, zones) {
                Some(end) => Some(between(&begin, &end.beside(&begin))),
                None => duration(end).map(|length| of_duration(length, &begin)),
            };
            dates.push((begin, length));
        }
    }
    dates
}

fn between(start: &Moment, end: &Moment) -> Length {
    if start.is_date {
        let days = end.civil.date().duration_since(start.civil.date()).as_secs() / 86_400;
        return if days > 0 { Length::Days(days) } else { Length::Unknown };
    }
    match start.instant().zip(end.instant()) {
        Some((start, end)) => of_positive(end.duration_since(start)),
        None => Length::Unknown,
    }
}

fn of_duration(length: SignedDuration, start: &Moment) -> Length {
    if start.is_date {
        return Length::Days(length.as_secs() / 86_400);
    }
    of_positive(length)
}

fn of_positive(length: SignedDuration) -> Length {
    if length.is_negative() { Length::Unknown } else { Length::Exact(length) }
}
