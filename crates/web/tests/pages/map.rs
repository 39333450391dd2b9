//! The map as a browser asks for it.

use std::time::Duration;

use axum::http::StatusCode;

use crate::support::{Answer, Place};

#[tokio::test]
async fn it_says_that_it_is_being_drawn_and_then_shows_who_is_in_touch_with_whom() {
    let place = Place::with_people().await;
    let first = place.get("/map").await;
    assert!(first.has_in_order(&["The map is being drawn", "Load again"]), "{}", first.body);
    let map = drawn(&place).await;
    assert!(!map.body.contains("<style") && !map.body.contains(" style="), "all style is in the sheet");
    assert!(map.body.contains(r#"aria-current="page""#) && map.body.contains("Map"));
}

/// The page once it says no more that it is being drawn.
async fn drawn(place: &Place) -> Answer {
    for _ in 0..600 {
        let map = place.get("/map").await;
        if !map.body.contains("being drawn") {
            return map;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the map is never drawn");
}

#[tokio::test]
async fn the_answer_to_walk_in_is_kept_by_the_browser_until_something_changes() {
    let place = Place::with_people().await;
    assert_eq!(place.get("/map/data").await.status.as_u16(), 204, "nothing yet");
    drawn(&place).await;
    let whole = place.get("/map/data").await;
    assert!(whole.status.is_success() && whole.body.contains(r#""names":["#), "{}", whole.body);
    let tag = whole.header("etag");
    let again = place.ask("GET", "/map/data", &[("if-none-match", tag)], "").await;
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
    let svg = place.get("/map/map.svg").await;
    assert!(svg.body.starts_with("<svg ") && svg.body.ends_with("</svg>"), "{}", svg.body);
    for (address, end) in [("/map/network.graphml", "</graphml>"), ("/map/network.gexf", "</gexf>")] {
        let graph = place.get(address).await;
        assert!(graph.body.starts_with("<?xml") && graph.body.trim_end().ends_with(end), "{}", graph.body);
    }
}

#[tokio::test]
async fn the_world_says_who_is_where_and_when_both_are_at_work() {
    let place = Place::with_people().await;
    let world = place.get("/map/world").await;
    assert_eq!(world.status, StatusCode::OK);
    let told =
        ["aria-current=\"page\">World", "Coverage", "Places and hours", "Japan", "15:38", "08:00 to 10:00"];
    assert!(world.has_in_order(&told), "{}", world.body);
    assert!(world.body.contains("guessed by number or mail domain"), "the domain tells the country");
    let empty = Place::empty().await.get("/map/world").await;
    assert!(empty.body.contains("No places yet"), "{}", empty.body);
}

#[tokio::test]
async fn goals_show_each_measure_with_what_it_is_made_of() {
    let place = Place::with_people().await;
    let mut page = place.get("/goals").await;
    assert!(page.body.contains("being measured"), "nobody waits for it");
    for _ in 0..200 {
        if page.body.contains("Live ties") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        page = place.get("/goals").await;
    }
    let told = ["Network health", "Live ties", "Contact with your top ten", "Keiko Watanabe", "Answered"];
    assert!(page.has_in_order(&told), "{}", page.body);
    assert!(page.body.contains("fewer than five colleagues"), "one colleague is no group");
    assert!(place.get("/").await.body.contains("href=\"/goals\""));
}
