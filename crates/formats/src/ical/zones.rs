//! Time zones as calendars name them (TZID, RFC 5545 section 3.2.19) and define them (VTIMEZONE, section 3.6.5).
//!
//! A name that is known wins over the definition beside it: the definition is mostly a shortened copy. In order:
//! 1. the IANA name, also behind a vendor's prefix (`/mozilla.org/20050126_1/Europe/Berlin`);
//! 2. the names of Windows, Outlook and Lotus Notes (`W. Europe Standard Time`), as calcard knows them;
//! 3. what the definition says of its place (X-LIC-LOCATION);
//! 4. the definition's present rules, as a POSIX time zone: right for the times since those rules hold;
//! 5. the owner's zone.
//!
//! The database of zones is the one compiled in, never the machine's: the same file gives the same times everywhere.

use std::collections::HashMap;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::rule::{Frequency, Rule};
use super::split::{Component, Kind, properties};
use super::time::{local, offset_seconds};
use crate::content_line::Property;

/// Names of zones in one file beyond this many are not remembered.
const MAX_ZONES: usize = 2000;

/// The zones of one calendar file.
pub(super) struct Zones {
    database: TimeZoneDatabase,
    defined: HashMap<String, TimeZone>,
    found: HashMap<String, Option<TimeZone>>,
    /// The owner's zone.
    pub(super) home: TimeZone,
    /// The zone of times that name none: that of their calendar, if it has one, else the owner's.
    pub(super) floating: TimeZone,
}

impl Zones {
    /// No zones defined yet, and the owner's.
    pub(super) fn new(home: TimeZone) -> Zones {
        let database = TimeZoneDatabase::bundled();
        let floating = home.clone();
        Zones { database, defined: HashMap::new(), found: HashMap::new(), home, floating }
    }

    /// Reads on in a calendar with this X-WR-TIMEZONE, which Google and Apple write.
    pub(super) fn enter(&mut self, name: &str) {
        self.floating = self.find(name).unwrap_or_else(|| self.home.clone());
    }

    /// Takes note of a VTIMEZONE.
    pub(super) fn define(&mut self, component: &Component<'_>) {
        if component.kind != Kind::Zone || self.defined.len() >= MAX_ZONES {
            return;
        }
        let definition = Definition::read(component.bytes);
        let by_place = self.by_name(&definition.place);
        if let Some(zone) = by_place.or_else(|| definition.by_rules()) {
            self.defined.entry(definition.id).or_insert(zone);
        }
    }

    /// The zone that a TZID means; `None` if nothing is known of it.
    pub(super) fn find(&mut self, id: &str) -> Option<TimeZone> {
        if let Some(zone) = self.found.get(id) {
            return zone.clone();
        }
        let zone = self.by_name(id).or_else(|| self.defined.get(id.trim()).cloned());
        if self.found.len() < MAX_ZONES {
            self.found.insert(id.to_owned(), zone.clone());
        }
        zone
    }

    fn by_name(&self, name: &str) -> Option<TimeZone> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let known = |name: &str| self.database.get(name).ok();
        let places = name.match_indices('/').filter_map(|(slash, _)| known(name.get(slash + 1..)?)).next();
        known(name).or(places).or_else(|| {
            let zone: calcard::common::timezone::Tz = name.parse().ok()?;
            known(&zone.name()?)
        })
    }
}

/// What a VTIMEZONE says.
#[derive(Default)]
struct Definition {
    id: String,
    place: String,
    standard: Vec<Observance>,
    daylight: Vec<Observance>,
}

/// One STANDARD or DAYLIGHT: since when which offset holds.
#[derive(Default, Clone)]
struct Observance {
    start: String,
    offset: Option<i32>,
    rule: Option<Rule>,
}

impl Definition {
    fn read(component: &[u8]) -> Definition {
        let mut definition = Definition::default();
        properties(component, &mut |inside, property| match inside {
            "" => definition.take(&property),
            "STANDARD" => take_observance(&mut definition.standard, &property),
            "DAYLIGHT" => take_observance(&mut definition.daylight, &property),
            _ => {}
        });
        definition
    }

    fn take(&mut self, property: &Property) {
        match property.name.as_str() {
            "TZID" => self.id = property.text().trim().to_owned(),
            "X-LIC-LOCATION" => self.place = property.text(),
            _ => {}
        }
    }

    /// The rules that hold last, as a POSIX time zone (IEEE 1003.1 section 8.3): the STANDARD and the DAYLIGHT that begin
    /// last, if both recur; else the STANDARD alone.
    fn by_rules(&self) -> Option<TimeZone> {
        let latest = |all: &[Observance]| {
            all.iter().filter(|o| o.offset.is_some()).max_by_key(|o| o.start.clone()).cloned()
        };
        let standard = latest(&self.standard).or_else(|| latest(&self.daylight))?;
        let standard_offset = standard.offset?;
        let with_daylight = latest(&self.daylight).and_then(|daylight| {
            let (begins, ends) = (daylight.posix_onset()?, standard.posix_onset()?);
            let (standard, daylight) = (posix_offset(standard_offset), posix_offset(daylight.offset?));
            TimeZone::posix(&format!("STD{standard}DST{daylight},{begins},{ends}")).ok()
        });
        with_daylight.or_else(|| TimeZone::posix(&format!("STD{}", posix_offset(standard_offset))).ok())
    }
}

/// The properties of an observance begin with any one of them: a DTSTART that is already there begins the next.
fn take_observance(all: &mut Vec<Observance>, property: &Property) {
    let is_new = match property.name.as_str() {
        "DTSTART" => all.last().is_none_or(|o| !o.start.is_empty()),
        "TZOFFSETTO" => all.last().is_none_or(|o| o.offset.is_some()),
        "RRULE" => all.last().is_none_or(|o| o.rule.is_some()),
        _ => return,
    };
    if is_new && all.len() < MAX_ZONES {
        all.push(Observance::default());
    }
    let Some(observance) = all.last_mut() else { return };
    match property.name.as_str() {
        "DTSTART" => observance.start = property.value.trim().to_owned(),
        "TZOFFSETTO" => observance.offset = offset_seconds(property.value.trim()),
        _ => observance.rule = Rule::parse(&property.value),
    }
}

impl Observance {
    /// `M3.5.0/02:00:00`: the last Sunday of March at two.
    fn posix_onset(&self) -> Option<String> {
        let rule = self.rule.as_ref().filter(|rule| rule.frequency == Frequency::Yearly)?;
        let (month, day) = (rule.by_month.first()?, rule.by_day.first()?);
        let week = match day.nth {
            -1 => 5,
            nth @ 1..=4 => nth,
            _ => return None,
        };
        let time = local(&self.start)?.time();
        let weekday = day.weekday.to_sunday_zero_offset();
        Some(format!(
            "M{month}.{week}.{weekday}/{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        ))
    }
}

/// POSIX counts offsets westward.
fn posix_offset(seconds: i32) -> String {
    let sign = if seconds > 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
