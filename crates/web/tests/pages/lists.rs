//! The list: sorted, filtered, changed.

use axum::http::StatusCode;

use crate::support::{FORM, Place};

#[tokio::test]
async fn the_list_is_sorted_and_filtered_by_its_address_alone() {
    let place = Place::with_people().await;
    let all = place.get("/people").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.has_in_order(&["4 people.", "Ben Ito", "Jörg Müller", "Keiko Watanabe", "Zoltán Őry"]));
    assert!(!all.body.contains("shop.example"), "robots are kept out");
    assert!(!all.body.contains(" style="), "no style but that of the sheet");
    let latest = place.get("/people?sort=-last").await;
    assert!(latest.has_in_order(&["Ben Ito", "Zoltán Őry", "Keiko Watanabe"]));
    assert!(latest.has_in_order(&["aria-sort=\"descending\"", "Last"]));
    let sakai = place.get("/people?org=sakai-co-jp&country=JP").await;
    assert!(sakai.body.contains("Keiko Watanabe") && !sakai.body.contains("Select Ben Ito"));
    assert!(place.get("/people?list=unanswered").await.body.contains("Select Zoltán Őry"));
    assert!(place.get("/people?last=never&q=%F0%9F%98%80&page=999999999&sort=--").await.status.is_success());
}

#[tokio::test]
async fn a_filter_that_fits_nobody_names_the_nearest_and_a_way_out() {
    let place = Place::with_people().await;
    let none = place.get("/people?q=watanabi").await;
    assert!(none.has_in_order(&["Nobody found", "Open Keiko Watanabe", "href=\"/people\""]));
}

#[tokio::test]
async fn htmx_gets_the_list_alone() {
    let place = Place::with_people().await;
    let part = place.ask("GET", "/people?q=keiko&org=&sort=name", &[("hx-request", "true")], "").await;
    assert_eq!(part.header("hx-push-url"), "/people?q=keiko", "nothing in the address that is not set");
    assert!(part.body.starts_with("<div id=\"found\">"), "{}", part.body);
    assert!(part.body.contains("Keiko Watanabe") && !part.body.contains("Ben Ito"));
}

#[tokio::test]
async fn several_are_changed_at_once_and_taken_back_at_once() {
    let place = Place::with_people().await;
    let (keiko, jorg) = (place.id("Keiko Watanabe").await, place.id("Jörg Müller").await);
    let form = |act: &str| format!("id={keiko}&id={jorg}&act={act}");
    let from = ("referer", "http://localhost:8484/people?list=key");
    let done = place.ask("POST", "/people/bulk", &[FORM, from], form("key")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.header("location"), "/people?list=key");
    assert!(place.get("/people").await.body.contains("2 of them key"));
    place.post("/undo", "").await;
    assert!(!place.get("/people").await.body.contains("of them key"));
    place.post("/people/bulk", &form("role_mailbox")).await;
    assert!(place.get("/people").await.body.contains("2 people."));
    place.post("/undo", "").await;
    place.post("/people/bulk", &form("join")).await;
    assert!(place.get("/people").await.body.contains("3 people."));
    place.post("/undo", "").await;
    assert!(place.get("/people").await.body.contains("4 people."));
    place.post("/people/bulk", &form("later")).await;
    let snapshot = app::features::snapshot::current(&place.app.cx()).await.expect("a snapshot");
    assert_eq!(snapshot.listed().filter(|line| line.snoozed_until.is_some()).count(), 2);
    place.post("/undo", "").await;
    let snapshot = app::features::snapshot::current(&place.app.cx()).await.expect("a snapshot");
    assert_eq!(snapshot.listed().filter(|line| line.snoozed_until.is_some()).count(), 0);
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let place = Place::with_people().await;
    let ben = place.id("Ben Ito").await;
    for form in ["act=key".to_owned(), format!("id={ben}&act=join"), format!("id={ben}&act=frobnicate")] {
        assert_eq!(place.post("/people/bulk", &form).await.status, StatusCode::BAD_REQUEST, "{form}");
    }
    assert_eq!(place.post("/people/bulk", "id=999999&act=key").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_person_is_added_and_the_list_begins_with_nobody() {
    let place = Place::empty().await;
    assert!(place.get("/people").await.body.contains("Nobody yet"));
    let refused = place.post("/people/new", "name=Noor&email=nonsense").await;
    assert!(refused.has_in_order(&["role=\"alert\"", "value=\"Noor\""]), "what was typed is kept");
    let added = place.post("/people/new", "name=Noor+Al-Khatib&email=noor%40gulf.ae&organization=Gulf").await;
    assert_eq!(added.header("location"), "/people/noor-al-khatib");
    let list = place.get("/people").await;
    assert!(list.has_in_order(&["1 person.", "Noor Al-Khatib", "Gulf", "United Arab Emirates"]));
    place.post("/undo", "").await;
    assert!(place.get("/people").await.body.contains("Nobody yet"));
}
