//! The world: who is where, what time it is there, when both ends are at work, and where one tie holds a country.
//!
//! No geography is drawn: places stand by their clocks, which is what somebody who wants to call has to know. Where everyone is
//! counts the snapshot once ([`app::features::snapshot::World`]); here the present moment is added.

mod clocks;
mod picture;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;

use app::access::Right;
use app::features::places;
use app::features::snapshot::{self, Snapshot, WorldPlace};
use jiff::tz::TimeZone;
use model::PersonId;

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::pages::map::tabs;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::world as words;
use clocks::Clock;
use picture::Tile;
use view::{Held, PlaceRow, Reachable, WorldView};

/// Places the table shows.
const SHOWN: usize = 60;
/// People who can be reached now that are named.
const REACHABLE: usize = 12;
/// Names a place shows.
const NAMES: usize = 3;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/map/world", Who::Member(Right::Read), page)
}

async fn page(visit: Visit) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let body = view::world(&visit.look, &of(&visit.look, visit.cx.now, &snapshot));
    Ok(visit.whole(&Page::new(words::TITLE, Section::Map, body).with_tabs(tabs("/map/world"))))
}

/// A place with its clock.
struct Standing<'a> {
    place: &'a WorldPlace,
    clock: Option<Clock>,
}

/// What the page shows of a network at a moment.
fn of(look: &Look, now: jiff::Timestamp, snapshot: &Snapshot) -> WorldView {
    let world = snapshot.world();
    let mut clocks: BTreeMap<&str, Option<Clock>> = BTreeMap::new();
    let clock = |zone: &str| TimeZone::get(zone).ok().map(|zone| Clock::of(now, &zone, look));
    let standings: Vec<Standing<'_>> = world
        .places
        .iter()
        .map(|place| {
            let zone = place.zone.as_deref();
            let known = zone.and_then(|zone| clocks.entry(zone).or_insert_with(|| clock(zone)).clone());
            Standing { place, clock: known }
        })
        .collect();
    let at_work = || standings.iter().filter(|one| one.clock.as_ref().is_some_and(|clock| clock.is_at_work));
    let countries = countries(&standings);
    let (one, none) = (held(snapshot, &countries, 1), held(snapshot, &countries, 0));
    WorldView {
        at_work: at_work().map(|one| one.place.live).sum(),
        live: standings.iter().map(|one| one.place.live).sum(),
        people: standings.iter().map(|one| one.place.people).sum(),
        countries: countries.len(),
        nowhere: world.nowhere,
        tiles: tiles(&standings),
        hours: clocks::hours(now, &look.zone),
        reachable: reachable(snapshot, at_work()),
        rows: standings.iter().take(SHOWN).map(|one| row(snapshot, one)).collect(),
        more: standings.len().saturating_sub(SHOWN),
        one,
        none,
        nobody: places::countries()
            .filter(|(_, code)| !countries.contains_key(code))
            .map(|(name, _)| name)
            .collect(),
    }
}

/// What a country adds up to: people, live ties, and somebody with one.
type Country = (usize, usize, Option<i64>);

fn countries<'a>(standings: &[Standing<'a>]) -> BTreeMap<&'a str, Country> {
    let mut countries: BTreeMap<&str, Country> = BTreeMap::new();
    for Standing { place, .. } in standings {
        let Some(code) = place.country.as_deref() else { continue };
        let (people, live, closest) = countries.entry(code).or_default();
        *people += place.people;
        *live += place.live;
        *closest = closest.or(place.closest.first().copied());
    }
    countries
}

/// The countries with so many live ties, by people.
fn held(snapshot: &Snapshot, countries: &BTreeMap<&str, Country>, ties: usize) -> Vec<Held> {
    let of_so_many = countries.iter().filter(|(_, (_, live, _))| *live == ties);
    let mut held: Vec<Held> = of_so_many
        .map(|(code, (people, _, closest))| Held {
            country: country(code),
            people: *people,
            by: closest.and_then(|person| named(snapshot, person)),
        })
        .collect();
    held.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.country.cmp(&b.country)));
    held
}

fn country(code: &str) -> String {
    places::country_name(code).unwrap_or(code).to_owned()
}

/// The end of somebody's address, and their name.
fn named(snapshot: &Snapshot, person: i64) -> Option<(String, String)> {
    snapshot.person(PersonId(person)).map(|line| (line.slug.clone(), line.name.clone()))
}

/// Those with live ties where people are at work, key people first, then the closest.
fn reachable<'a>(snapshot: &Snapshot, at_work: impl Iterator<Item = &'a Standing<'a>>) -> Vec<Reachable> {
    let of_place = |one: &'a Standing<'a>| one.place.closest.iter().map(move |person| (*person, one));
    let mut found: Vec<_> = at_work
        .flat_map(of_place)
        .filter_map(|(person, one)| Some((snapshot.person(PersonId(person))?, one)))
        .collect();
    found.sort_by(|(a, _), (b, _)| {
        let by_key = (b.key == Some(true)).cmp(&(a.key == Some(true)));
        by_key.then(b.closeness().unwrap_or(-1.0).total_cmp(&a.closeness().unwrap_or(-1.0)))
    });
    let shown = |(line, one): (&std::sync::Arc<snapshot::PersonLine>, &Standing<'_>)| Reachable {
        slug: line.slug.clone(),
        name: line.name.clone(),
        warmth: line.warmth(),
        place: line.city.clone().or_else(|| one.place.country.as_deref().map(country)).unwrap_or_default(),
        local: one.clock.as_ref().map(|clock| clock.local.clone()).unwrap_or_default(),
    };
    found.into_iter().take(REACHABLE).map(shown).collect()
}

fn row(snapshot: &Snapshot, Standing { place, clock }: &Standing<'_>) -> PlaceRow {
    let zone_of_country = place.country.as_deref().and_then(places::zone_of_country);
    PlaceRow {
        country: place.country.as_deref().map(country),
        city: place.zone.as_deref().filter(|zone| zone_of_country != Some(zone)).map(city),
        is_zone_of_country: place.zone.is_some() && place.zone.as_deref() == zone_of_country,
        people: place.people,
        guessed: place.guessed,
        live: place.live,
        clock: clock.clone(),
        closest: place.closest.iter().take(NAMES).filter_map(|person| named(snapshot, *person)).collect(),
    }
}

/// The city that a time zone is called after.
fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The tiles of the picture: a country once in each hour its people are in.
fn tiles(standings: &[Standing<'_>]) -> Vec<Tile> {
    let mut tiles: BTreeMap<(i32, &str), Tile> = BTreeMap::new();
    for Standing { place, clock } in standings {
        let (Some(clock), Some(code)) = (clock, place.country.as_deref()) else { continue };
        let column = clock.column();
        let fresh = || Tile { column, code: code.to_owned(), name: country(code), people: 0, live: 0 };
        let tile = tiles.entry((column, code)).or_insert_with(fresh);
        tile.people += place.people;
        tile.live += place.live;
    }
    let mut tiles: Vec<Tile> = tiles.into_values().collect();
    tiles.sort_by(|a, b| (a.column, b.live, b.people).cmp(&(b.column, a.live, a.people)));
    tiles
}
