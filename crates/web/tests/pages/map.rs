//! The map as a browser asks for it.

use std::time::Duration;

use crate::support::Place;

#[tokio::test]
async fn it_says_that_it_is_being_drawn_and_then_shows_who_is_in_touch_with_whom() {
    let place = Place::with_people().await;
    let first = place.get("/map").await;
    assert!(first.has_in_order(&["The map is being drawn", "Load again"]), "{}", first.body);
    for _ in 0..600 {
        let map = place.get("/map").await;
        if !map.body.contains("is being drawn") {
            assert!(
                !map.body.contains("<style") && !map.body.contains(" style="),
                "all style is in the sheet"
            );
            assert!(map.body.contains(r#"aria-current="page""#) && map.body.contains("Map"));
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the map is never drawn");
}
