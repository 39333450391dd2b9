//! The map as one answer for programs that draw it: arrays, in whole numbers, compressed once.
//!
//! People stand in the order of their circles, and within a circle from left to right; so a circle is a range, places are
//! small steps from the one before, and ties are short ways. With that, ten thousand people are some hundred kilobytes. Whoever is on
//! it, what is told of them and of their ties was decided before, in [`super::shown`].

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::department::department;
use super::picked::CIRCLE;
use super::shown::{Community, Map, OnMap};
use crate::features::places;
use crate::features::snapshot::PersonLine;

/// More people than this are not walked in: those most in touch are.
const MOST: usize = 50_000;
/// The picture is so many units wide.
const WIDE: f32 = 20_000.0;

/// The answer.
#[derive(Debug)]
pub struct Data {
    /// JSON, compressed by gzip.
    pub gzip: Vec<u8>,
    /// The same bytes have the same.
    pub tag: u64,
}

impl Data {
    /// The JSON as it is, for whoever takes nothing compressed.
    pub fn plain(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        // It was compressed here, and memory does not fail.
        let _ = GzDecoder::new(self.gzip.as_slice()).read_to_end(&mut plain);
        plain
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    names: Vec<&'a str>,
    /// The ends of their pages' addresses; empty where a name tells it.
    slugs: Vec<&'a str>,
    x: Vec<i32>,
    y: Vec<i32>,
    circles: Vec<Circle<'a>>,
    /// A digit each, a dot where warmth is not told.
    bands: String,
    /// The same at the end of each quarter.
    was: Vec<String>,
    quarters: Vec<String>,
    key: Vec<usize>,
    organizations: Vec<Option<&'a str>>,
    organization: Vec<usize>,
    countries: Vec<Option<Country<'a>>>,
    country: Vec<usize>,
    /// A letter each, in the order of [`Department`](super::department::Department); a dot where the title tells none.
    departments: String,
    /// A digit each: 0 key people, 1 colleagues, 2 others.
    groups: String,
    from: Vec<usize>,
    to: Vec<i64>,
    /// 0 where it is not told.
    touches: Vec<u32>,
    /// A bit for each quarter with a touch.
    active: Vec<u8>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Circle<'a> {
    name: Option<&'a str>,
    people: usize,
    is_circle: bool,
}

#[derive(Serialize)]
struct Country<'a> {
    name: &'a str,
}

impl Map {
    /// The answer of this map, made once. Making it takes a moment.
    pub(super) fn walkable(&self) -> Arc<Data> {
        self.data.get_or_init(|| Arc::new(data(self))).clone()
    }

    /// Somebody asked for it.
    pub(super) fn is_walked(&self) -> bool {
        self.data.get().is_some()
    }
}

fn data(map: &Map) -> Data {
    let order = order(map);
    let mut place = vec![usize::MAX; map.people.len()];
    order.iter().enumerate().for_each(|(at, &person)| place[person] = at);
    let people: Vec<&OnMap> = order.iter().map(|&person| &map.people[person]).collect();
    // Every value of the answer has a form in JSON, and writing to memory does not fail.
    let json = serde_json::to_vec(&answer(map, &people, &place)).unwrap_or_default();
    let mut gzip = GzEncoder::new(Vec::with_capacity(json.len() / 4), Compression::new(5));
    let _ = gzip.write_all(&json);
    let gzip = gzip.finish().unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    hasher.write(&gzip);
    Data { tag: hasher.finish(), gzip }
}

/// Everyone who is in touch with another, by circle and from left to right.
fn order(map: &Map) -> Vec<usize> {
    let rank: HashMap<u32, usize> = map.communities.iter().map(|one| one.number).zip(0..).collect();
    let touches = map.touches();
    let mut order: Vec<usize> = (0..map.people.len()).filter(|&person| touches[person] > 0).collect();
    if order.len() > MOST {
        order.sort_by_key(|&person| Reverse(touches[person]));
        order.truncate(MOST);
    }
    order.sort_by(|&a, &b| {
        let (a, b) = (&map.people[a], &map.people[b]);
        let circles = rank.get(&a.community).cmp(&rank.get(&b.community));
        circles.then(a.at[0].total_cmp(&b.at[0]))
    });
    order
}

fn answer<'a>(map: &'a Map, people: &[&'a OnMap], place: &[usize]) -> Answer<'a> {
    let mut ties: Vec<(usize, usize, u32, u8)> = Vec::with_capacity(map.ties.len());
    for tie in &map.ties {
        let (a, b) = (place[tie.a].min(place[tie.b]), place[tie.a].max(place[tie.b]));
        if b != usize::MAX {
            ties.push((a, b, tie.touches.unwrap_or(0), tie.quarters));
        }
    }
    ties.sort_unstable();
    let (organizations, organization) = numbered(people.iter().map(|one| one.line.organization.as_deref()));
    let (countries, country) = numbered(people.iter().map(|one| one.line.country.as_deref()));
    let was = |quarter: usize| people.iter().map(|one| digit(one.was[quarter])).collect();
    Answer {
        names: people.iter().map(|one| one.line.name.as_str()).collect(),
        slugs: people.iter().map(|one| slug(one)).collect(),
        x: steps(people, 0),
        y: steps(people, 1),
        circles: circles(map, people),
        bands: people.iter().map(|one| digit(one.band)).collect(),
        was: (0..map.quarters.len()).map(was).collect(),
        quarters: map.quarters.clone(),
        key: (0..people.len()).filter(|&at| people[at].line.key == Some(true)).collect(),
        organizations,
        organization,
        countries: countries
            .into_iter()
            .map(|code| code.map(|code| Country { name: name_of(code) }))
            .collect(),
        country,
        departments: people.iter().map(|one| letter(&one.line.title)).collect(),
        groups: people.iter().map(|one| group(&one.line)).collect(),
        from: ties.iter().scan(0, |before, tie| Some(tie.0 - std::mem::replace(before, tie.0))).collect(),
        to: ties.iter().map(|tie| tie.1 as i64 - tie.0 as i64).collect(),
        touches: ties.iter().map(|tie| tie.2).collect(),
        active: ties.iter().map(|tie| tie.3).collect(),
    }
}

fn letter(title: &str) -> char {
    department(title).map_or('.', |one| char::from(b'a' + one as u8))
}

/// Key people are told apart first, wherever they work.
fn group(line: &PersonLine) -> char {
    match (line.key, line.is_colleague) {
        (Some(true), _) => '0',
        (_, true) => '1',
        _ => '2',
    }
}

fn name_of(code: &str) -> &str {
    places::country_name(code).unwrap_or(code)
}

fn digit(band: Option<u8>) -> char {
    band.map_or('.', |band| char::from(b'0' + band))
}

/// Their address, unless it is their name with hyphens: `slugOf` in `map-data.js` makes the same.
fn slug(one: &OnMap) -> &str {
    let mut made = String::with_capacity(one.line.slug.len());
    for letter in one.line.name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => made.push(letter),
            _ if made.ends_with('-') => {}
            _ => made.push('-'),
        }
    }
    if made == one.line.slug { "" } else { &one.line.slug }
}

fn circles<'a>(map: &'a Map, people: &[&OnMap]) -> Vec<Circle<'a>> {
    let mut count = HashMap::<u32, usize>::new();
    people.iter().for_each(|one| *count.entry(one.community).or_default() += 1);
    let circle = |one: &'a Community| {
        let name = one.organization.as_deref().filter(|_| one.people >= CIRCLE);
        let people = count.get(&one.number).copied()?;
        Some(Circle { name, people, is_circle: one.people >= CIRCLE })
    };
    map.communities.iter().filter_map(circle).collect()
}

/// Places along an axis in whole units, each as a step from the one before.
fn steps(people: &[&OnMap], axis: usize) -> Vec<i32> {
    let bounds = |of: fn(f32, f32) -> f32, from| people.iter().map(|one| one.at[axis]).fold(from, of);
    let span = |axis: usize| {
        let along = people.iter().map(|one| one.at[axis]);
        let (low, high) = along.fold((f32::MAX, f32::MIN), |(low, high), at| (low.min(at), high.max(at)));
        high - low
    };
    let low = bounds(f32::min, f32::MAX);
    // Both axes by the same measure: nothing is stretched.
    let scale = WIDE / span(0).max(span(1)).max(1.0);
    let whole = people.iter().map(|one| ((one.at[axis] - low) * scale).round() as i32);
    whole.scan(0, |before, at| Some(at - std::mem::replace(before, at))).collect()
}

/// Each different value once, the first of them none, and for each of some which it is.
fn numbered<'a>(values: impl Iterator<Item = Option<&'a str>>) -> (Vec<Option<&'a str>>, Vec<usize>) {
    let mut known = vec![None];
    let mut numbers = HashMap::from([(None, 0)]);
    let number = |value| {
        *numbers.entry(value).or_insert_with(|| {
            known.push(value);
            known.len() - 1
        })
    };
    let of = values.map(number).collect();
    (known, of)
}
