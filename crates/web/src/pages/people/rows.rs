//! A row of people: what a list shows of somebody, all of it from memory.

use std::sync::Arc;

use app::features::places;
use app::features::snapshot::{CountryFrom, History, PersonLine, Snapshot};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::parts::{Strip, StripWeek};
use crate::visit::Visit;
use crate::words::people as words;

/// What a list shows of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Their number, for what is done to several.
    pub id: i64,
    /// The end of their page's address.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Their name in its own script.
    pub native: Option<String>,
    /// Their country, as ISO 3166-1 has it: with it the script of a name tells a language.
    pub country: Option<String>,
    /// As what they work; may be empty.
    pub title: String,
    /// Where they work: the end of its page's address, and its name.
    pub organization: Option<(String, String)>,
    /// One of the key people.
    pub is_key: bool,
    /// Warmth, 0–100; none without contact, or where the owner never acted.
    pub warmth: Option<f64>,
    /// A colleague whom colleague mode spares: no warmth, trend or rhythm is told.
    pub is_spared: bool,
    /// They write, and the owner never did.
    pub is_one_sided: bool,
    /// What the two have been to each other.
    pub closeness: Option<f64>,
    /// Points of warmth since a quarter ago.
    pub trend: Option<i64>,
    /// The past year.
    pub strip: Option<Strip>,
    /// Days since the last contact.
    pub silence_days: Option<i64>,
    /// Days past the usual gap; negative before it.
    pub past_days: Option<i64>,
    /// The silence is longer than nine tenths of their gaps.
    pub is_drifting: bool,
    /// City or country, and from what it is known if nobody said so.
    pub place: Option<(String, Option<&'static str>)>,
    /// The time there, with the weekday if it is another day.
    pub local_time: Option<String>,
}

/// The rows of some people of a snapshot.
pub fn rows(visit: &Visit, snapshot: &Snapshot, lines: &[Arc<PersonLine>]) -> Vec<PersonRow> {
    lines.iter().map(|line| row(visit, snapshot, line)).collect()
}

fn row(visit: &Visit, snapshot: &Snapshot, line: &PersonLine) -> PersonRow {
    let (tie, history) = (line.tie.as_ref(), line.history.as_deref());
    let organization = line.organization.as_deref().map(|name| {
        let slug = snapshot.organizations().by_name(name).map(|o| o.slug.clone());
        (slug.unwrap_or_default(), name.to_owned())
    });
    PersonRow {
        id: line.id,
        slug: line.slug.clone(),
        name: line.name.clone(),
        native: line.native_name.clone(),
        country: line.country.clone(),
        title: line.title.clone(),
        organization,
        is_key: line.key == Some(true),
        warmth: line.warmth(),
        is_spared: line.is_spared && tie.is_some(),
        is_one_sided: tie.is_some_and(|t| !t.is_relationship),
        closeness: line.closeness(),
        trend: line.trend(),
        strip: history.map(|history| strip(line, history, visit.look.today)),
        silence_days: tie.map(|t| i64::from(t.silent_for(visit.look.today))),
        past_days: line.days_past_rhythm(visit.look.today),
        is_drifting: line.is_drifting(),
        place: place(line),
        local_time: local_time(visit, line),
    }
}

fn strip(line: &PersonLine, history: &History, today: Date) -> Strip {
    Strip {
        weeks: history.weeks.map(|week| StripWeek { up: week.by_owner(), down: week.by_them() }),
        silence_days: line.tie.as_ref().map(|t| t.silent_for(today)),
        is_overdue: line.is_drifting(),
    }
}

/// The city, else the country, and from what it is known.
fn place(line: &PersonLine) -> Option<(String, Option<&'static str>)> {
    if let Some(city) = &line.city {
        return Some((city.clone(), None));
    }
    let from = match line.country_from {
        CountryFrom::Said => None,
        CountryFrom::Phone => Some(words::BY_PHONE),
        CountryFrom::Domain => Some(words::BY_DOMAIN),
    };
    let code = line.country.as_deref()?;
    Some((places::country_name(code).unwrap_or(code).to_owned(), from))
}

fn local_time(visit: &Visit, line: &PersonLine) -> Option<String> {
    let zone = TimeZone::get(line.zone.as_deref()?).ok()?;
    let there = visit.cx.now.to_zoned(zone);
    let time = visit.look.time_of_day(there.time());
    let day = (there.date() != visit.look.today).then(|| words::weekday_short(there.weekday()));
    Some(day.map_or(time.clone(), |day| format!("{day} {time}")))
}
