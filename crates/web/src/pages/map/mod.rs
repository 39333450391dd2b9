//! The map: who is in touch with whom, and in which circles; a picture with tables of the same beside it.
//!
//! The picture is an SVG without a script, where things stand on it in [`picture`]. With WebGL 2 a script puts a map one can
//! walk in into its place, from `/map/data`; its controls are in [`walk`]. [`files`] has the map for other programs.

mod files;
mod picture;
mod view;
mod walk;

use std::collections::HashMap;

use app::access::Right;
use app::features::map::{self, Current, Map};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use maud::html;

use crate::assets::url;
use crate::failure::Answer;
use crate::layout::{Page, Section, Tab};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::map as words;
use crate::words::paths;
use crate::words::without;
use crate::words::world as world_words;
use picture::{Dot, picture};
use view::{Holds, MapView, Person, Ring, Strong};

/// Strongest ties that are listed.
const STRONGEST: usize = 20;
/// Names that stand for a circle.
const NAMES: usize = 3;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/map", Who::Member(Right::Read), page)
        .get("/map/data", Who::Member(Right::Read), data)
        .merge(files::routes())
}

/// The links of the strip of the section.
pub fn tabs(current: &str) -> Vec<Tab> {
    [
        ("/map", words::NETWORK),
        ("/map/paths", paths::TITLE),
        ("/map/without", without::KICKER),
        ("/map/world", world_words::TITLE),
    ]
    .map(|(href, label)| Tab { href: href.to_owned(), label: label.to_owned(), is_current: href == current })
    .into()
}

async fn page(visit: Visit) -> Answer {
    let body = match map::current(&visit.cx).await? {
        None => view::being_drawn(),
        Some(now) if now.map.ties.is_empty() => view::nothing(now.is_behind, visit.may_see("/sources")),
        Some(now) => view::map(&visit.look, &of(&now, visit.me.clone())),
    };
    let mut page = Page::new(words::TITLE, Section::Map, body).with_tabs(tabs("/map"));
    page.head = html! {
        @for script in ["map-data.js", "map-gl.js", "map-labels.js", "map.js"] {
            script src=(url(script)) defer {}
        }
    };
    Ok(visit.whole(&page))
}

/// All of the map for the script, compressed once.
async fn data(visit: Visit, headers: HeaderMap) -> Answer {
    let Some(data) = map::walkable(&visit.cx).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let tag = format!("\"{:016x}\"", data.tag);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let always = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::ETAG, tag),
        (header::VARY, header::ACCEPT_ENCODING.to_string()),
    ];
    Ok(match accepted.is_some_and(|kinds| kinds.contains("gzip")) {
        true => (always, [(header::CONTENT_ENCODING, "gzip")], data.gzip.clone()).into_response(),
        false => (always, data.plain()).into_response(),
    })
}

/// What the page shows of a map.
fn of(now: &Current, me: Option<String>) -> MapView {
    let (map, picked) = (&*now.map, &now.map.picked);
    let ties: Vec<(usize, usize, Option<u32>)> =
        picked.ties.iter().map(|tie| (tie.a, tie.b, tie.touches)).collect();
    let mut drawn = vec![0; picked.people.len()];
    ties.iter().for_each(|&(a, b, _)| [a, b].into_iter().for_each(|end| drawn[end] += 1));
    let circles = map.communities.iter().take_while(|one| one.people >= map::CIRCLE);
    let names: HashMap<u32, String> = circles.filter_map(named).collect();
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
        holder: map.holder.as_ref().map(|holder| holds(map, holder)),
        people,
        rings,
        me,
    }
}

fn holds(map: &Map, holder: &map::Holder) -> Holds {
    let name = |circle: usize| named(&map.communities[circle]).map(|(_, name)| name);
    let between = match holder.pairs.as_slice() {
        [[a, b]] => name(*a).zip(name(*b)).filter(|(a, b)| a != b),
        _ => None,
    };
    let name = map.people[holder.person].line.name.clone();
    Holds { name, pairs: holder.pairs.len(), between }
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
