//! Everything held about somebody, forgetting them, holds and retention, as a browser without script sees it.

use crate::support::Place;

/// The address of Keiko's page.
async fn keiko(place: &Place) -> String {
    let list = place.get("/people?list=everyone&q=Keiko").await;
    let (_, rest) = list.body.split_once("class=\"name\" href=\"").expect("a link to somebody");
    rest.split('"').next().expect("an address").to_owned()
}

#[tokio::test]
async fn everything_is_on_a_page_and_in_a_file() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    let page = place.get(&format!("{here}/everything")).await;
    assert_eq!(page.status, 200);
    let parts = ["Everything held", "keiko@sakai.co.jp", "inbox.mbox", "Re: Bearings", "inbox.mbox#"];
    assert!(page.has_in_order(&parts), "{}", page.body);
    let file = place.get(&format!("{here}/everything.json")).await;
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"{}.json\"", here.trim_start_matches("/people/"))
    );
    let all: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(all["contacts"].as_array().map(Vec::len), Some(12));
    assert_eq!(place.get("/people/nobody-at-all/everything").await.status, 404);
}

#[tokio::test]
async fn somebody_is_forgotten_once_the_name_is_typed() {
    let place = Place::with_people().await;
    let here = keiko(&place).await;
    let asked = place.get(&format!("{here}/forget")).await;
    assert!(
        asked.has_in_order(&["Forget for good", "cannot be taken back", "12 mails", "type the name"]),
        "{}",
        asked.body
    );
    let wrong = place.post(&format!("{here}/forget"), "name=Keiko").await;
    assert!(wrong.body.contains("nothing was forgotten"), "{}", wrong.body);
    assert_eq!(place.get(&here).await.status, 200);
    let done = place.post(&format!("{here}/forget"), "name=Keiko+Watanabe").await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/people"));
    assert_eq!(place.get(&here).await.status, 404);
    let list = place.get("/people?list=everyone").await;
    assert!(!list.body.contains("Keiko"), "{}", list.body);
    let settings = place.get("/settings/erasure").await;
    assert!(settings.body.contains("somebody with 1 address"), "{}", settings.body);
}

#[tokio::test]
async fn a_hold_is_set_stops_forgetting_and_is_lifted() {
    let place = Place::with_people().await;
    let set =
        place.post("/settings/erasure/holds", "person=Keiko+Watanabe&from=&until=&reason=case+12").await;
    assert_eq!(set.status, 303);
    let here = keiko(&place).await;
    let asked = place.get(&format!("{here}/forget")).await;
    assert!(asked.body.contains("case 12") && !asked.body.contains("name=\"name\""), "{}", asked.body);
    let refused = place.post(&format!("{here}/forget"), "name=Keiko+Watanabe").await;
    assert_eq!(refused.status, 409);
    let page = place.get("/settings/erasure").await;
    let (_, lift) = page.body.split_once("action=\"/settings/erasure/holds/").expect("a form");
    let number = lift.split('/').next().expect("a number");
    let lifted = place.post(&format!("/settings/erasure/holds/{number}/lift"), "").await;
    assert_eq!(lifted.status, 303);
    assert!(place.get("/settings/erasure").await.body.contains("lifted by"));
    for wrong in ["person=Nobody&reason=x", "from=soon&reason=x", "reason=x", "from=2026-01-01&reason="] {
        let answer = place.post("/settings/erasure/holds", wrong).await;
        assert!(answer.status.is_client_error(), "{wrong}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_source_is_kept_for_as_long_as_is_said() {
    let place = Place::with_people().await;
    let page = place.get("/settings/erasure").await;
    let (_, source) = page.body.split_once("name=\"source\" value=\"").expect("a source");
    let source = source.split('"').next().expect("a number");
    let set = place.post("/settings/erasure/retention", &format!("source={source}&months=24")).await;
    assert_eq!(set.status, 303);
    let page = place.get("/settings/erasure").await;
    assert!(page.body.contains("<option value=\"24\" selected>2 years"), "{}", page.body);
}
