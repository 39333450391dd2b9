//! The map as a browser asks for it.

use std::time::Duration;

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
