//! iCalendar (RFC 5545), vCalendar 1.0 as far as it is alike: one item a component.
//!
//! * `split` cuts a file into components, so that a broken one does not take its neighbours with it;
//! * `event` reads one event; `people` whom it names; `zones` and `time` its times;
//! * `series` says when it takes place, by the `rule`s that `expand` counts out.
//!
//! Of a calendar only events with guests are kept. An event is one record with all its occurrences up to a bound; an
//! occurrence that was moved or called off (RECURRENCE-ID) is a record of its own. RANGE=THISANDFUTURE, which almost
//! nothing writes (RFC 5545 section 3.8.4.4), is read as that single occurrence.

mod event;
mod expand;
mod people;
mod rule;
mod series;
mod split;
mod time;
mod zones;

use model::{Content, Event, Finding, Item, Position, Record};
use xxhash_rust::xxh3::Xxh3;

use crate::ReadContext;
use crate::text::without_utf_16;
use expand::Budget;
use split::{Component, Kind, Method, components};
use zones::Zones;

/// A larger calendar is refused: it would have to be held as a whole.
const MAX_FILE_BYTES: usize = 100 * 1024 * 1024;

/// How much the rules of one event may be worked at (see [`Budget`]): enough for 500 years of days.
const EVENT_STEPS: u64 = 200_000;
/// How much the rules of one file may be worked at: enough for ten thousand weekly series of ten years. A step takes about
/// 0.2 µs in a release build, so hostile rules take seconds. Beyond it an event has only its start.
const FILE_STEPS: u64 = 40_000_000;

/// Reads one calendar file. It is held as a whole, because a time zone may stand behind the events that refer to it.
pub struct CalendarReader {
    context: ReadContext,
    file: Vec<u8>,
    is_too_large: bool,
}

impl CalendarReader {
    /// A reader at the beginning of a file.
    pub fn new(context: ReadContext) -> CalendarReader {
        CalendarReader { context, file: Vec::new(), is_too_large: false }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.is_too_large || self.file.len() + bytes.len() > MAX_FILE_BYTES {
            self.is_too_large = true;
            self.file = Vec::new();
        } else {
            self.file.extend_from_slice(bytes);
        }
    }

    /// The file has ended: gives its items.
    pub fn finish(self, sink: &mut dyn FnMut(Item)) {
        if self.is_too_large {
            let position = Position { number: 1, offset: 1 };
            sink(Item { position, outcome: Err(Finding::failed("a calendar of more than 100 MB")) });
            return;
        }
        let mut number = 0;
        read(self.file, &self.context, &mut |component, outcome| {
            number += 1;
            let position = Position { number, offset: component.line };
            sink(Item { position, outcome: outcome.map(|event| record(component, event)) });
        });
    }
}

/// The events of a calendar that came with a mail (RFC 6047): those with guests that can be read, and not the answers.
pub fn events_of(bytes: &[u8], context: &ReadContext) -> Vec<Event> {
    let mut events = Vec::new();
    if bytes.len() <= MAX_FILE_BYTES {
        read(bytes.to_vec(), context, &mut |_, outcome| events.extend(outcome));
    }
    events
}

/// The key of an event's record: `event:` and its UID, and for one occurrence of a series `#` and which.
pub fn event_key(event: &Event) -> String {
    match event.occurrences.first() {
        Some(occurrence) if event.is_override => format!("event:{}#{}", event.uid, occurrence.recurrence),
        _ => format!("event:{}", event.uid),
    }
}

fn read(file: Vec<u8>, context: &ReadContext, each: &mut dyn FnMut(&Component<'_>, Result<Event, Finding>)) {
    let file = without_utf_16(file);
    let mut zones = Zones::new(context.zone.clone());
    components(&file, &mut |component| zones.define(&component));
    let mut steps = FILE_STEPS;
    components(&file, &mut |component| {
        let outcome = match component.kind {
            Kind::Zone => return,
            Kind::Task => Err(Finding::skipped("a task")),
            Kind::Journal => Err(Finding::skipped("a journal entry")),
            Kind::FreeBusy => Err(Finding::skipped("free and busy times")),
            Kind::Event => {
                let mut budget = Budget(steps.min(EVENT_STEPS));
                let before = budget.0;
                let outcome = event::event(&component, &mut zones, context.expand_until, &mut budget);
                steps -= before - budget.0;
                outcome
            }
        };
        each(&component, outcome);
    });
}

fn record(component: &Component<'_>, event: Event) -> Record {
    let mut hash = Xxh3::new();
    hash.update(component.bytes);
    // The same lines mean another thing in a calendar that calls them off.
    if component.method == Method::Cancels {
        hash.update(b"CANCEL");
    }
    Record { key: event_key(&event), content_hash: hash.digest128(), content: Content::Event(event) }
}

#[cfg(test)]
mod tests;
