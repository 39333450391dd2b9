//! The map: who is in touch with whom, and in which circles; a picture with tables of the same beside it.
//!
//! The picture is an SVG without a script. What is drawn is chosen here, where things stand on the picture in [`picture`].

mod picture;
mod view;

use std::collections::HashMap;

use app::access::Right;
use app::features::map::{self, Map};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::map as words;
use picture::{Dot, picture};
use view::{MapView, Person, Ring, Strong};

/// People the picture shows: a larger one is a grey cloud, and a page that is not light.
const SHOWN: usize = 240;
/// Communities of fewer people are no circle.
const CIRCLE: usize = 3;
/// Strongest ties that are listed.
const STRONGEST: usize = 20;
/// Names that stand for a circle.
const NAMES: usize = 3;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/map", Who::Member(Right::Read), page)
}

async fn page(visit: Visit) -> Answer {
    let body = match map::current(&visit.cx).await? {
        None => view::being_drawn(),
        Some(map) if map.ties.is_empty() => view::nothing(map.is_behind),
        Some(map) => view::map(&visit.look, &of(&map, visit.me.clone())),
    };
    Ok(visit.whole(&Page::new(words::TITLE, Section::Map, body)))
}

/// What the page shows of a map.
fn of(map: &Map, me: Option<String>) -> MapView {
    let chosen = chosen(map);
    let place: HashMap<usize, usize> = chosen.iter().copied().zip(0..).collect();
    let ends = |tie: &map::Tie| Some((*place.get(&tie.a)?, *place.get(&tie.b)?, tie.touches));
    let ties: Vec<(usize, usize, Option<u32>)> = map.ties.iter().filter_map(ends).collect();
    let mut drawn = vec![0; chosen.len()];
    ties.iter().for_each(|&(a, b, _)| [a, b].into_iter().for_each(|end| drawn[end] += 1));
    let names: HashMap<u32, String> = map.communities.iter().filter_map(named).collect();
    let person = |(&at, ties): (&usize, usize)| {
        let one = &map.people[at];
        Person {
            slug: one.line.slug.clone(),
            name: one.line.name.clone(),
            country: one.line.country.clone(),
            circle: names.get(&one.community).cloned(),
            warmth: one.line.warmth(),
            ties,
        }
    };
    let people: Vec<Person> = chosen.iter().zip(drawn).map(person).collect();
    let dots: Vec<Dot> = chosen.iter().map(|&at| dot(&map.people[at])).collect();
    let rings = rings(map, &chosen);
    let tied = tied(map);
    MapView {
        picture: picture(&dots, &ties, &rings),
        strongest: ties.iter().filter_map(told).take(STRONGEST).collect(),
        total: tied,
        alone: map.people.len() - tied,
        more: tied - people.len(),
        is_behind: map.is_behind,
        people,
        rings,
        me,
    }
}

fn told(&(a, b, touches): &(usize, usize, Option<u32>)) -> Option<Strong> {
    touches.map(|touches| Strong { a, b, touches })
}

fn dot(one: &map::OnMap) -> Dot {
    Dot {
        at: one.at,
        warmth: one.line.warmth(),
        name: one.line.name.clone(),
        is_key: one.line.key == Some(true),
        community: one.community,
    }
}

fn named(community: &map::Community) -> Option<(u32, String)> {
    let name = community.organization.as_ref().filter(|_| community.people >= CIRCLE)?;
    Some((community.number, name.to_string()))
}

/// How many people have a tie that is drawn.
fn tied(map: &Map) -> usize {
    let mut tied = vec![false; map.people.len()];
    map.ties.iter().for_each(|tie| [tie.a, tie.b].into_iter().for_each(|end| tied[end] = true));
    tied.into_iter().filter(|tied| *tied).count()
}

/// Those with ties to others who are most in touch, as places on the map. A tie that is not told counts as one touch: colleagues
/// are not ranked by theirs.
fn chosen(map: &Map) -> Vec<usize> {
    let mut touches = vec![0u64; map.people.len()];
    for tie in &map.ties {
        [tie.a, tie.b].into_iter().for_each(|end| touches[end] += u64::from(tie.touches.unwrap_or(1)));
    }
    let mut chosen: Vec<usize> = (0..map.people.len()).filter(|&at| touches[at] > 0).collect();
    chosen.sort_by_key(|&at| std::cmp::Reverse(touches[at]));
    chosen.truncate(SHOWN);
    chosen
}

/// The circles with somebody on the picture, the largest first.
fn rings(map: &Map, chosen: &[usize]) -> Vec<Ring> {
    let mut members: HashMap<u32, Vec<usize>> = HashMap::new();
    chosen
        .iter()
        .zip(0..)
        .for_each(|(&at, dot)| members.entry(map.people[at].community).or_default().push(dot));
    let ring = |community: &map::Community| {
        let members = members.get(&community.number).filter(|members| members.len() >= CIRCLE)?;
        Some(Ring {
            number: community.number,
            name: named(community).map(|(_, name)| name),
            people: community.people,
            first: members.iter().take(NAMES).copied().collect(),
        })
    };
    map.communities.iter().filter_map(ring).collect()
}
