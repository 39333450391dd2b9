//! One person's page as a browser without script sees it.

use crate::support::Place;

const LOG: &str = "kind=call&day=2026-11-16&time=16%3A20&text=Bearings+again";

async fn keiko(place: &Place) -> String {
    let list = place.get("/people?list=everyone&q=Keiko").await;
    let (_, rest) = list.body.split_once("class=\"name\" href=\"").expect("a link to somebody");
    rest.split('"').next().expect("an address").to_owned()
}

#[tokio::test]
async fn the_page_says_where_the_two_stand_and_why() {
    let place = Place::with_people().await;
    let page = place.get(&keiko(&place).await).await;
    assert_eq!(page.status, 200);
    let parts = [
        "<h1>",
        "Keiko Watanabe",
        "class=\"verdict\"",
        "id=\"warmth\"",
        "class=\"factors\"",
        "id=\"closeness\"",
        "<svg class=\"viz\"",
        "id=\"log\"",
        "id=\"what\"",
        "inbox.mbox",
        "keiko@sakai.co.jp",
    ];
    assert!(page.has_in_order(&parts), "{}", page.body);
    assert!(!page.body.contains("style="), "no inline style");
}

#[tokio::test]
async fn a_call_is_logged_and_stands_in_the_timeline() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    let answer = place.post(&format!("{here}/log"), LOG).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, here.as_str()));
    let calls = place.ask("GET", &format!("{here}?kind=call"), &[("hx-request", "true")], "").await;
    assert!(calls.has_in_order(&["<section", "16 Nov", "Call", "Bearings again", "Logged by hand"]));
    assert!(!calls.body.contains("<html"), "htmx gets the part alone");
    let future = place.post(&format!("{here}/log"), "kind=call&day=2027-01-01").await;
    assert_eq!(future.status, 409);
}

#[tokio::test]
async fn the_owners_word_on_closeness_is_a_term_of_the_receipt() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    assert_eq!(place.post(&format!("{here}/closeness"), "value=close").await.status, 303);
    let page = place.get(&here).await;
    assert!(page.has_in_order(&["id=\"closeness\"", "You said: close.", "What you said yourself"]));
    let refused = place.post(&format!("{here}/closeness"), "value=dear").await;
    assert_eq!(refused.status, 409);
}

#[tokio::test]
async fn a_past_day_has_a_notice_and_no_acts() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    let page = place.get(&format!("{here}?as_of=2026-03-15")).await;
    assert!(page.has_in_order(&["As of 15 March", "Back to today"]));
    assert!(page.has_in_order(&["6 touches: mail 6."]));
    assert!(!page.body.contains("/log\"") && !page.body.contains("/closeness\""));
    assert_eq!(place.get(&format!("{here}?as_of=2025-01-01")).await.status, 200);
    assert_eq!(place.get("/people/nobody-at-all").await.status, 404);
}

#[tokio::test]
async fn details_are_said_and_what_cannot_be_is_told_with_what_was_typed() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    let said = "native_name=%E6%B8%A1%E8%BE%BA+%E6%81%B5%E5%AD%90&zone=Asia%2FTokyo&birthday=1966-01-09";
    assert_eq!(place.post(&format!("{here}/edit"), said).await.status, 303);
    let page = place.get(&here).await;
    let parts = ["lang=\"ja\">渡辺 恵子", "15:38 there, eight hours ahead", "Birthday, 61", "9 January 2027"];
    assert!(page.has_in_order(&parts), "{}", page.body);
    let refused = place.post(&format!("{here}/edit"), "birthday=tomorrow&family=two+sons").await;
    assert!(refused.has_in_order(&["is no date", "value=\"tomorrow\"", "two sons"]));
}

#[tokio::test]
async fn a_note_is_kept_private_changed_and_deleted() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    place.post(&format!("{here}/notes"), "text=%3Cb%3Ebees%3C%2Fb%3E&private=yes").await;
    let page = place.get(&here).await;
    assert!(page.has_in_order(&["Only you see this.", "&lt;b&gt;bees&lt;/b&gt;"]));
    let (_, rest) = page.body.split_once("/notes/").expect("a note");
    let id = rest.split('"').next().expect("its number");
    assert_eq!(place.post(&format!("{here}/notes/{id}/delete"), "").await.status, 303);
    assert!(!place.get(&here).await.body.contains("bees"));
}

/// The main part of a page, a tag a line, without the hashes of its assets.
fn main_part(body: &str) -> String {
    let (_, main) = body.split_once("<main").expect("a main part");
    let main = main.split("</main>").next().unwrap_or_default().replace("><", ">\n<");
    let mut parts = main.split("/assets/");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + "/assets/" + part.split_once('/').map_or("", |(_, rest)| rest).trim_start()
    })
}

#[tokio::test]
async fn the_form_as_a_whole() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    place
        .post(
            &format!("{here}/edit"),
            "native_name=%E6%B8%A1%E8%BE%BA+%E6%81%B5%E5%AD%90&birthday=1975-04-30",
        )
        .await;
    insta::assert_snapshot!("person_edit", main_part(&place.get(&format!("{here}/edit")).await.body));
}
