//! The address of a person's page: a past day, and a part of the timeline. Everything is in the address, so that each
//! view of the page can be linked to.

use app::features::portrait::{Asked as Part, Place, Side, Way};
use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::visit::Visit;

/// The query as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonQuery {
    as_of: String,
    kind: String,
    by: String,
    from: String,
    to: String,
    before: String,
}

/// What is asked for; whatever cannot be used is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The end of the page's address.
    pub slug: String,
    /// A day in the past that everything is shown of.
    pub as_of: Option<Date>,
    /// A day was asked for that cannot be shown.
    pub no_such_day: bool,
    /// Only of this kind.
    pub way: Option<Way>,
    /// Only acts of this side.
    pub side: Option<Side>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// Where the part begins.
    pub before: Option<Place>,
}

/// Touches that a term of a receipt stands on: all, or those of a kind, a side, and from one UTC day to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// Only of this kind.
    pub way: Option<Way>,
    /// Only of this side.
    pub side: Option<Side>,
    /// Not before this day.
    pub first: Option<Date>,
    /// Not after this day.
    pub last: Option<Date>,
}

impl PersonQuery {
    /// What can be used of it.
    pub fn asked(&self, slug: &str, visit: &Visit) -> Asked {
        let day = |text: &str| text.trim().parse::<Date>().ok();
        let place = self
            .before
            .split_once('-')
            .and_then(|(at, id)| Some(Place { at: at.parse().ok()?, id: id.parse().ok()? }));
        Asked {
            slug: slug.to_owned(),
            as_of: day(&self.as_of).filter(|day| *day < visit.look.today),
            no_such_day: !self.as_of.trim().is_empty()
                && day(&self.as_of).is_none_or(|day| day > visit.look.today),
            way: Way::from_word(&self.kind),
            side: Side::from_word(&self.by),
            from: day(&self.from),
            to: day(&self.to),
            before: place,
        }
    }
}

impl Asked {
    /// The moment that everything is shown as of: now, or the end of a day.
    pub fn moment(&self, visit: &Visit) -> Timestamp {
        let end = self.as_of.and_then(|day| end_of(day, &visit.look.zone));
        end.map_or(visit.cx.now, |end| end.min(visit.cx.now))
    }

    /// The part of the timeline.
    pub fn timeline(&self, visit: &Visit) -> Part {
        let zone = &visit.look.zone;
        let until = self.to.and_then(|day| end_of(day, zone));
        Part {
            way: self.way,
            side: self.side,
            from: self.from.and_then(|day| begin_of(day, zone)),
            until: until.map_or(self.moment(visit), |until| until.min(self.moment(visit))),
            before: self.before,
        }
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        let before = self.before.map(|place| format!("{}-{}", place.at, place.id));
        let parts = [
            ("as_of", self.as_of.map(|day| day.to_string())),
            ("kind", self.way.map(|way| way.word().to_owned())),
            ("by", self.side.map(|side| side.word().to_owned())),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("before", before),
        ];
        let query: Vec<String> =
            parts.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect();
        let end = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!("/people/{}{end}", self.slug)
    }

    /// The same day, without a filter.
    pub fn unfiltered(&self) -> Asked {
        Asked { slug: self.slug.clone(), as_of: self.as_of, ..Asked::default() }
    }

    /// The address of what a term of a receipt stands on. UTC days are at most one day more in any zone.
    pub fn evidence(&self, touches: &Touches, zone: &TimeZone) -> String {
        let local = |at: Option<Timestamp>| at.map(|at| at.to_zoned(zone.clone()).date());
        let Touches { way, side, first, last } = *touches;
        let from = local(first.and_then(|day| begin_of(day, &TimeZone::UTC)));
        let to = local(last.and_then(|day| end_of(day, &TimeZone::UTC)));
        format!("{}#what", Asked { way, side, from, to, ..self.unfiltered() }.url())
    }
}

fn begin_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.to_zoned(zone.clone()).ok()?.timestamp())
}

fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.to_datetime(time(23, 59, 59, 999_999_000)).to_zoned(zone.clone()).ok()?.timestamp())
}
