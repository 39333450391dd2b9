//! The beginning without JavaScript: an empty Kith, twelve names, key people, settings.

use crate::support::{FORM, Place};

/// Status, where it leads, and the page; with a form it is sent.
async fn ask(place: &Place, path: &str, form: Option<&str>, is_htmx: bool) -> (u16, String, String) {
    let htmx = is_htmx.then_some(("hx-request", "true"));
    let headers: Vec<_> = form.map(|_| FORM).into_iter().chain(htmx).collect();
    let method = if form.is_some() { "POST" } else { "GET" };
    let answer = place.ask(method, path, &headers, form.unwrap_or_default()).await;
    (answer.status.as_u16(), answer.to().to_owned(), answer.body)
}

#[tokio::test]
async fn twelve_names_are_people_and_key_people_and_end_the_welcome() {
    let place = Place::empty().await;
    let (status, _, page) = ask(&place, "/welcome", None, false).await;
    assert_eq!(status, 200);
    assert!(page.contains("Three ways to begin") && page.contains("action=\"/sources/files\""), "{page}");
    let names =
        "me=Me+Myself&address=me%40acme.example&name-1=Ana+Lopez&how-1=at+the+fair&email-1=wrong&name-3=Ben";
    let (status, _, page) = ask(&place, "/welcome/twelve", Some(names), false).await;
    assert_eq!(status, 422);
    assert!(
        page.contains("“wrong” is not an e-mail address") && page.contains("value=\"Ana Lopez\""),
        "{page}"
    );
    let names = names.replace("wrong", "ana%40north.example");
    assert_eq!(ask(&place, "/welcome/twelve", Some(&names), false).await.0, 303);
    assert_eq!(ask(&place, "/welcome", None, false).await.1, "/");
    let (_, _, page) = ask(&place, "/people/key", None, false).await;
    assert!(page.contains("2 key people") && page.contains("Ana Lopez"), "{page}");
    let (status, ..) = ask(&place, "/welcome/sample", Some(""), false).await;
    assert_eq!(status, 409, "the sample is not mixed with real people");
}

#[tokio::test]
async fn nobody_named_is_said_and_a_wrong_verdict_changes_nothing() {
    let place = Place::empty().await;
    let (status, _, page) = ask(&place, "/welcome/twelve", Some("me=Me"), false).await;
    assert!(status == 422 && page.contains("Name at least one person."), "{status} {page}");
    for wrong in ["people=1&verdict=perhaps", "people=x&verdict=key"] {
        assert_eq!(ask(&place, "/people/key", Some(wrong), false).await.0, 400, "{wrong}");
    }
    assert_eq!(ask(&place, "/people/key", Some("people=999&verdict=key"), false).await.0, 404);
}

#[tokio::test]
async fn a_setting_is_saved_as_a_page_and_as_a_part_of_it() {
    let place = Place::empty().await;
    let (status, to, _) = ask(&place, "/settings", Some("key=date_format&value=iso"), false).await;
    assert_eq!((status, to.as_str()), (303, "/settings"));
    let (status, _, part) = ask(&place, "/settings", Some("key=today_limit&value=3"), true).await;
    assert_eq!(status, 200);
    assert!(
        part.contains("<option value=\"3\" selected>") && part.contains("people a day set to 3"),
        "{part}"
    );
    assert!(!part.contains("<html") && part.contains("value=\"iso\" checked"), "{part}");
    let (_, _, part) = ask(&place, "/settings", Some("key=keys"), true).await;
    assert!(part.contains("single keys set to off"), "{part}");
    assert_eq!(ask(&place, "/settings", Some("key=nothing&value=3"), false).await.0, 400);
    assert_eq!(ask(&place, "/settings", Some("key=time_zone&value=Europe/Nowhere"), false).await.0, 409);
    let (_, _, part) = ask(&place, "/settings/me", Some("address=me%40acme.example"), true).await;
    assert!(part.contains("<li><span>me@acme.example</span></li>"), "{part}");
}
