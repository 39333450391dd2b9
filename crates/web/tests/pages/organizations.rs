//! Organizations and what is kept out.

use axum::http::StatusCode;

use crate::support::Place;

#[tokio::test]
async fn an_organization_says_who_is_there_who_covers_it_and_what_took_place() {
    let place = Place::with_people().await;
    let list = place.get("/organizations").await;
    assert!(list.has_in_order(&["sakai.co.jp", "/people/"]), "{}", list.body);
    let sakai = place.get("/organizations/sakai-co-jp").await;
    assert_eq!(sakai.status, StatusCode::OK);
    assert!(sakai.has_in_order(&["2 people of your network there", "Keiko Watanabe", "Jörg Müller"]));
    assert!(sakai.has_in_order(&["Lately", "Re: Hello", "Hello", "Bearings"]));
    assert!(sakai.has_in_order(&["Who covers it", "You", "Keiko Watanabe", "Jörg Müller"]));
    let earlier = place.get("/organizations/sakai-co-jp?before=1767225600000000").await;
    assert!(earlier.body.contains("No mail, call or meeting"));
    assert_eq!(place.get("/organizations/nowhere").await.status, StatusCode::NOT_FOUND);
    let own = place.get("/organizations/acme-example").await;
    assert!(own.body.contains("One colleague at acme.example") && !own.body.contains("Who covers it"));
}

#[tokio::test]
async fn an_organization_that_hangs_by_one_tie_says_so_and_what_to_do() {
    let place = Place::empty().await;
    let me = "Me Myself <me@acme.example>";
    let (keiko, jorg) = ("Keiko Watanabe <keiko@sakai.co.jp>", "Jörg Müller <jm@sakai.co.jp>");
    let mut mails =
        testkit::mailbox().mail("2023-01-10", me, jorg, "Shafts").mail("2023-01-12", jorg, me, "Re");
    for month in 1..=11 {
        mails = mails.mail(&format!("2026-{month:02}-01"), me, keiko, "Bearings");
        mails = mails.mail(&format!("2026-{month:02}-02"), keiko, me, "Re: Bearings");
    }
    place.import(&mails).await;
    let sakai = place.get("/organizations/sakai-co-jp").await;
    let told = [
        "One live tie holds sakai.co.jp: Keiko Watanabe",
        "1 a quarter ago",
        "is your only live tie to",
        "Write to ",
        "Jörg Müller",
        "or ask Keiko Watanabe to introduce you",
        "Depth of coverage",
        "1 live tie, as many as a quarter ago.",
    ];
    assert!(sakai.has_in_order(&told), "{}", sakai.body);
    let single = place.get("/organizations?held=one").await;
    assert!(single.has_in_order(&[
        "Held by one tie",
        "/organizations/sakai-co-jp",
        "One tie",
        "Keiko Watanabe"
    ]));
    place.post("/people/bulk", &format!("id={}&act=newsletter", place.id("Keiko Watanabe").await)).await;
    let gone = place.get("/organizations?held=one").await;
    assert!(gone.body.contains("Nothing hangs by one tie") && !gone.body.contains("sakai-co-jp"));
}

#[tokio::test]
async fn of_a_colleague_pages_tell_the_last_contact_and_why_no_more() {
    let place = Place::with_people().await;
    let network = app::features::snapshot::current(&place.app.cx()).await.unwrap();
    let ben = network.people.iter().find(|line| line.name == "Ben Ito").unwrap();
    let his = format!("/people/{}", ben.slug);
    let told = ["Last contact", "colleague mode is on", "/settings/colleagues"];
    let page = place.get(&his).await;
    assert!(page.has_in_order(&told) && !page.body.contains("meter"), "{}", page.body);
    let own = place.get("/organizations/acme-example").await;
    assert!(own.body.contains("Colleague mode is on") && !own.body.contains("<dl"), "one is no group");
    let listed = place.get("/people?list=inside").await;
    assert!(listed.has_in_order(&["Ben Ito", "Colleague"]), "in place of a warmth");
    for list in ["/people?sort=-warmth", "/people?sort=-closeness"] {
        let listed = place.get(list).await;
        assert!(
            listed.has_in_order(&["Keiko Watanabe", "Ben Ito"]),
            "last, whatever it is sorted by: {list}"
        );
    }

    let page = place.get("/settings/colleagues").await;
    assert!(page.has_in_order(&["Colleague mode is on.", "unless the disk is encrypted", "Works agreement"]));
    let paper = place.get("/settings/colleagues/papers/works-agreement").await;
    assert!(paper.body.contains("Colleague mode") && paper.header("content-type").starts_with("text/plain"));
    assert_eq!(place.get("/settings/colleagues/papers/nothing").await.status, StatusCode::NOT_FOUND);

    let off = place.post("/settings/colleagues", "mode=off").await;
    assert_eq!((off.status, off.to()), (StatusCode::SEE_OTHER, "/settings/colleagues"));
    assert!(place.get("/settings/colleagues").await.body.contains("Colleague mode is off"));
    let measured = place.get(&his).await;
    assert!(measured.has_in_order(&["The chance of contact within twice the usual gap", "meter"]));
}

#[tokio::test]
async fn what_is_kept_out_says_why_and_is_taken_in_with_one_press() {
    let place = Place::with_people().await;
    let kept = place.get("/people/kept-out").await;
    assert!(kept.has_in_order(&[
        "1 address is no person",
        "noreply@shop.example",
        "Robot",
        "no person has such"
    ]));
    assert!(place.get("/people/kept-out?nature=list").await.status.is_success());
    let robot = place.kept_out().await;
    let done = place.post("/people/kept-out/person", &format!("id={robot}")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(place.get("/people/kept-out").await.body.contains("Nothing is kept out"));
    assert!(place.get("/people").await.body.contains("5 people."));
    place.post("/people/bulk", &format!("id={robot}&act=newsletter")).await;
    assert!(place.get("/people/kept-out").await.has_in_order(&["Newsletter", "you said so"]));
}
