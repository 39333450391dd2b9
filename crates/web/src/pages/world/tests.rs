//! The page of the world, as markup.

use jiff::tz::TimeZone;

use super::clocks::{Clock, hours};
use super::picture::Tile;
use super::view::{Held, PlaceRow, Reachable, WorldView, world};
use crate::look::Look;

fn named(name: &str) -> (String, String) {
    (name.to_lowercase().replace(' ', "-"), name.to_owned())
}

fn tiles() -> Vec<Tile> {
    let tile = |column, code: &str, name: &str, people, live| Tile {
        column,
        code: code.into(),
        name: name.into(),
        people,
        live,
    };
    vec![tile(5, "IN", "India", 31, 1), tile(9, "JP", "Japan", 14, 2), tile(9, "KR", "Korea", 1_200, 0)]
}

fn view(now: jiff::Timestamp, look: &Look) -> WorldView {
    let clock = |zone: &str| Some(Clock::of(now, &TimeZone::get(zone).unwrap(), look));
    let place = |country: &str, city: Option<&str>, people, live, clock| PlaceRow {
        country: Some(country.into()),
        city: city.map(str::to_owned),
        is_zone_of_country: city.is_none(),
        people,
        guessed: 0,
        live,
        clock,
        closest: Vec::new(),
    };
    WorldView {
        at_work: 3,
        live: 4,
        people: 1_246,
        countries: 4,
        nowhere: 12,
        tiles: tiles(),
        hours: hours(now, &look.zone),
        reachable: vec![Reachable {
            slug: "keiko-watanabe".into(),
            name: "Keiko Watanabe".into(),
            warmth: Some(74.0),
            place: "Osaka".into(),
            local: "15:38".into(),
        }],
        rows: vec![
            PlaceRow {
                closest: vec![named("Keiko Watanabe"), named("Hana Sato")],
                guessed: 2,
                ..place("Japan", None, 14, 2, clock("Asia/Tokyo"))
            },
            place("United States", Some("Los Angeles"), 1, 1, clock("America/Los_Angeles")),
            place("New Zealand", None, 1, 0, clock("Pacific/Auckland")),
            place("Canada", None, 3, 0, None),
        ],
        more: 2,
        one: vec![Held { country: "India".into(), people: 31, by: Some(named("P. Raghunathan")) }],
        none: vec![Held { country: "Korea".into(), people: 1_200, by: None }],
        nobody: vec!["Chad", "Chile"],
    }
}

#[test]
fn who_is_where_and_when_both_are_at_work() {
    let own = TimeZone::get("Europe/Stockholm").unwrap();
    let now = "2026-11-17T06:38:00Z".parse().unwrap();
    let look = Look::plain(own, now);
    insta::assert_snapshot!(world(&look, &view(now, &look)).into_string().replace("><", ">\n<"));
}
