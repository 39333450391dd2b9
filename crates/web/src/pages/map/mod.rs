//! The map: who is in touch with whom, and in which circles; a picture with tables of the same beside it.
//!
//! The picture is an SVG without a script. What is drawn is chosen here, where things stand on the picture in [`picture`].

mod picture;
mod view;

use std::collections::HashMap;

use app::access::Right;
use app::features::map::{self, Current, Map};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::map as words;
use picture::{Dot, picture};
use view::{MapView, Person, Ring, Strong};

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
        Some(now) if now.map.ties.is_empty() => view::nothing(now.is_behind, visit.may_see("/sources")),
        Some(now) => view::map(&visit.look, &of(&now, visit.me.clone())),
    };
    Ok(visit.whole(&Page::new(words::TITLE, Section::Map, body)))
}

/// What the page shows of a map.
fn of(now: &Current, me: Option<String>) -> MapView {
    let (map, picked) = (&*now.map, &now.map.picked);
    let ties: Vec<(usize, usize, Option<u32>)> =
        picked.ties.iter().map(|tie| (tie.a, tie.b, tie.touches)).collect();
    let mut drawn = vec![0; picked.people.len()];
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
    let people: Vec<Person> = picked.people.iter().zip(drawn).map(person).collect();
    let dots: Vec<Dot> = picked.people.iter().map(|&at| dot(&map.people[at])).collect();
    let rings: Vec<Ring> = picked.circles.iter().map(|circle| ring(map, circle)).collect();
    MapView {
        picture: picture(&dots, &ties, &rings),
        strongest: ties.iter().filter_map(told).take(STRONGEST).collect(),
        total: picked.tied,
        alone: map.people.len() - picked.tied,
        more: picked.tied - people.len(),
        is_behind: now.is_behind,
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
    let name = community.organization.as_ref().filter(|_| community.people >= map::CIRCLE)?;
    Some((community.number, name.to_string()))
}

fn ring(map: &Map, (community, members): &(usize, Vec<usize>)) -> Ring {
    let community = &map.communities[*community];
    Ring {
        number: community.number,
        name: named(community).map(|(_, name)| name),
        people: community.people,
        first: members.iter().take(NAMES).copied().collect(),
    }
}
