//! A calendar file cut into its components, before any of them is understood.
//!
//! The cut is made at BEGIN and END lines alone, so a broken event cannot take its neighbours with it: an event without
//! END is ended by the next component, by the end of its calendar, or by the end of the file.

use crate::content_line::{Boundary, PhysicalLine, PhysicalLines, Property, boundary, continuation};
use crate::text::decode;

/// What sort of component it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// VEVENT (RFC 5545 section 3.6.1).
    Event,
    /// VTODO (section 3.6.2).
    Task,
    /// VJOURNAL (section 3.6.3).
    Journal,
    /// VFREEBUSY (section 3.6.4).
    FreeBusy,
    /// VTIMEZONE (section 3.6.5): not an item, but events refer to it.
    Zone,
}

/// What the calendar around a component is for: METHOD (RFC 5546 section 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// PUBLISH, REQUEST, ADD or none: it tells of events.
    Tells,
    /// CANCEL: it calls events off.
    Cancels,
    /// REPLY, COUNTER, REFRESH, DECLINECOUNTER: one guest's word about an event.
    Answers,
}

/// One component as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// Of the calendar around it.
    pub(super) method: Method,
    /// X-WR-TIMEZONE of the calendar around it; empty if it names none.
    pub(super) zone_name: &'a [u8],
    /// The line of its BEGIN, from 1.
    pub(super) line: u64,
    /// From BEGIN to END.
    pub(super) bytes: &'a [u8],
}

/// Hands on the components of a file in their order; components inside of others (alarms) stay inside.
pub(super) fn components<'a>(file: &'a [u8], each: &mut dyn FnMut(Component<'a>)) {
    let mut calendar = Calendar { method: Method::Tells, zone_name: b"" };
    let mut open: Option<(Kind, u64, usize)> = None;
    let mut close = |open: &mut Option<(Kind, u64, usize)>, calendar: Calendar<'a>, end: usize| {
        if let Some((kind, line, begin)) = open.take() {
            let bytes = file.get(begin..end).unwrap_or_default();
            let Calendar { method, zone_name } = calendar;
            each(Component { kind, method, zone_name, line, bytes });
        }
    };
    for physical in PhysicalLines::new(file) {
        match marker(&physical) {
            Marker::Begin(kind) => {
                close(&mut open, calendar, physical.begin);
                open = Some((kind, physical.number, physical.begin));
            }
            Marker::End(kind) if open.is_some_and(|(current, ..)| current == kind) => {
                close(&mut open, calendar, physical.begin + physical.bytes.len());
            }
            Marker::Calendar => {
                close(&mut open, calendar, physical.begin);
                calendar = Calendar { method: Method::Tells, zone_name: b"" };
            }
            Marker::Method(method) if open.is_none() => calendar.method = method,
            Marker::Zone(zone_name) if open.is_none() => calendar.zone_name = zone_name,
            _ => {}
        }
    }
    close(&mut open, calendar, file.len());
}

/// What the lines of a calendar before its components say about them.
#[derive(Clone, Copy)]
struct Calendar<'a> {
    method: Method,
    zone_name: &'a [u8],
}

enum Marker<'a> {
    Begin(Kind),
    End(Kind),
    Calendar,
    Method(Method),
    Zone(&'a [u8]),
    Nothing,
}

fn marker<'a>(line: &PhysicalLine<'a>) -> Marker<'a> {
    let is_folded = line.number > 1 && matches!(line.bytes.first(), Some(b' ' | b'\t'));
    if is_folded {
        return Marker::Nothing;
    }
    match boundary(line.bytes) {
        Some((_, name)) if name.eq_ignore_ascii_case(b"VCALENDAR") => Marker::Calendar,
        Some((Boundary::Begin, name)) => kind(name).map_or(Marker::Nothing, Marker::Begin),
        Some((Boundary::End, name)) => kind(name).map_or(Marker::Nothing, Marker::End),
        None => header(line.bytes),
    }
}

fn header(line: &[u8]) -> Marker<'_> {
    let value_of = |name: &[u8]| {
        let has_name = line.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        line.get(name.len()..).filter(|_| has_name)
    };
    match (value_of(b"METHOD:"), value_of(b"X-WR-TIMEZONE:")) {
        (Some(value), _) => Marker::Method(method(value)),
        (_, Some(value)) => Marker::Zone(value),
        _ => Marker::Nothing,
    }
}

fn kind(name: &[u8]) -> Option<Kind> {
    let kinds: [(&[u8], Kind); 5] = [
        (b"VEVENT", Kind::Event),
        (b"VTODO", Kind::Task),
        (b"VJOURNAL", Kind::Journal),
        (b"VFREEBUSY", Kind::FreeBusy),
        (b"VTIMEZONE", Kind::Zone),
    ];
    kinds.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kind)| kind)
}

fn method(value: &[u8]) -> Method {
    match decode(value).trim().to_ascii_uppercase().as_str() {
        "CANCEL" => Method::Cancels,
        "REPLY" | "COUNTER" | "REFRESH" | "DECLINECOUNTER" => Method::Answers,
        _ => Method::Tells,
    }
}

/// Of one folded line at most this much is kept: what is longer is a description or an attachment.
const MAX_LINE_BYTES: usize = 64 * 1024;

/// Hands on the properties of a component, unfolded, each with the name of the component inside it in which it stands
/// (`""` for its own properties, `"VALARM"`, `"STANDARD"` …).
pub(super) fn properties(component: &[u8], each: &mut dyn FnMut(&str, Property)) {
    let mut inside: Vec<String> = Vec::new();
    let mut line: Vec<u8> = Vec::new();
    for physical in PhysicalLines::new(component).skip(1) {
        if let Some(more) = continuation(&mut line, physical.bytes) {
            let room = MAX_LINE_BYTES.saturating_sub(line.len());
            line.extend_from_slice(more.get(..room).unwrap_or(more));
            continue;
        }
        take_line(&line, &mut inside, each);
        line.clear();
        line.extend_from_slice(physical.bytes.get(..MAX_LINE_BYTES).unwrap_or(physical.bytes));
    }
    take_line(&line, &mut inside, each);
}

/// Components nested deeper than this are taken for their parents.
const MAX_DEPTH: usize = 8;

fn take_line(line: &[u8], inside: &mut Vec<String>, each: &mut dyn FnMut(&str, Property)) {
    match boundary(line) {
        Some((Boundary::Begin, name)) if inside.len() < MAX_DEPTH => {
            inside.push(decode(name).to_ascii_uppercase());
        }
        Some((Boundary::Begin, _)) => {}
        Some((Boundary::End, name)) => {
            let name = decode(name).to_ascii_uppercase();
            if let Some(depth) = inside.iter().rposition(|open| *open == name) {
                inside.truncate(depth);
            }
        }
        None => {
            if let Some(property) = Property::parse(line) {
                each(inside.last().map_or("", String::as_str), property);
            }
        }
    }
}
