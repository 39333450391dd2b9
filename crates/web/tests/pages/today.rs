//! Today: what its acts answer, with htmx and without any script.

use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::date;
use testkit::{Mailbox, mailbox};

use crate::support::{Answer, Place};

const ME: &str = "Me Myself <me@acme.example>";

/// Mail both ways every so many days, the last so many days before 17 November 2026.
fn correspondence(mut mails: Mailbox, who: &str, every: i32, last: i32) -> Mailbox {
    for n in (0..16).rev() {
        let day = date(2026, 11, 17).checked_sub((last + n * every).days()).expect("a day");
        let (from, to) = if n % 2 == 0 { (ME, who) } else { (who, ME) };
        mails = mails.mail(&day.to_string(), from, to, &format!("Valve drawings {n}"));
    }
    mails
}

/// Six partners, all silent for longer than usual.
async fn six() -> Place {
    let place = Place::empty().await;
    let people = ["Ana Lopez", "Carl Novak", "Dora Klein", "Even Lie", "Fay Wong", "Gus Hill"];
    let mails = people.iter().zip(0..).fold(mailbox(), |mails, (name, n)| {
        let address = name.to_lowercase().replace(' ', ".");
        correspondence(mails, &format!("{name} <{address}@north.example>"), 7, 38 + 2 * n)
    });
    place.import(&mails).await;
    place
}

/// Who is on the list of a page.
fn listed(answer: &Answer) -> Vec<i64> {
    let parts = answer.body.split("id=\"story-").skip(1);
    parts.filter_map(|part| part.split('"').next()?.parse().ok()).collect()
}

async fn post_htmx(place: &Place, path: &str, form: &str) -> Answer {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("hx-request", "true"),
        ("referer", "http://localhost:8484/"),
    ];
    place.ask("POST", path, &headers, form).await
}

#[tokio::test]
async fn an_empty_instance_is_welcomed() {
    let answer = Place::empty().await.get("/").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/welcome"));
}

#[tokio::test]
async fn the_page_says_why_from_what_and_what_to_do() {
    let place = six().await;
    let page = place.get("/").await;
    assert_eq!((page.status, listed(&page).len()), (StatusCode::OK, 5));
    let first = listed(&page)[0];
    assert!(
        page.has_in_order(&[
            "<h1>Your first list: five people</h1>",
            "Usual gap 7 days, now ",
            "Last contact: mail from you",
            "Dear ",
            "mailto:",
            "subject=Valve%20drawings",
            &format!("/today/{first}/log"),
            "Let go today",
            "next in line",
        ]),
        "{}",
        page.body
    );
    assert!(!page.body.contains("style=") && !page.body.contains("hx-on"), "the policy forbids these");
}

#[tokio::test]
async fn acts_take_a_person_off_at_once_and_nobody_moves_up() {
    let place = six().await;
    let page = place.get("/").await;
    let before = listed(&page);
    for (act, form) in [("log", "kind=call"), ("later", "until=2026-11-19"), ("not", "why=wrong")] {
        let answer = post_htmx(&place, &format!("/today/{}/{act}", before[1]), form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(listed(&answer).is_empty(), "nobody takes the place: {}", answer.body);
        let parts =
            ["#brief-head", "Four to go, one done", "#brief-done", "#brief-let-go", "#toasts", "Undo"];
        assert!(answer.has_in_order(&parts), "{}", answer.body);
        let left: Vec<i64> = before.iter().copied().filter(|id| *id != before[1]).collect();
        assert_eq!(listed(&place.get("/").await), left);
        place.post("/undo", "").await;
        assert_eq!(listed(&place.get("/").await), before, "{act} undone");
    }
}

#[tokio::test]
async fn without_a_script_acts_lead_back_to_the_list() {
    let place = six().await;
    let first = listed(&place.get("/").await)[0];
    let answer = place.post(&format!("/today/{first}/not"), "why=unneeded").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(!listed(&place.get("/").await).contains(&first));
}

#[tokio::test]
async fn the_last_one_ends_the_day_and_more_are_there_for_the_asking() {
    let place = six().await;
    for _ in 0..4 {
        let first = listed(&place.get("/").await)[0];
        post_htmx(&place, &format!("/today/{first}/not"), "why=wrong").await;
    }
    let last = listed(&place.get("/").await)[0];
    let answer = post_htmx(&place, &format!("/today/{last}/log"), "kind=message").await;
    let parts = ["Done for today", "#brief-done", "Wrote", "next in line", "outerHTML:#stories", "/?more=5"];
    assert!(answer.has_in_order(&parts), "{}", answer.body);
    let more = place.get("/?more=5").await;
    let [sixth] = listed(&more)[..] else { panic!("{}", more.body) };
    let answer = place.post(&format!("/today/{sixth}/later?more=5"), "until=2026-11-19").await;
    assert_eq!(answer.to(), "/?more=5", "back to where they stood");
    let page = place.get("/?more=5").await;
    assert!(
        page.has_in_order(&["Done for today", "put off to"]) && listed(&page).is_empty(),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn what_no_form_sends_is_refused() {
    let place = six().await;
    let first = listed(&place.get("/").await)[0];
    for (act, form) in [("log", "kind=note"), ("later", "until=soon"), ("not", "why="), ("log", "")] {
        let answer = place.post(&format!("/today/{first}/{act}"), form).await;
        assert!(answer.status.is_client_error(), "{act} {form}: {}", answer.status);
    }
    assert_eq!(place.post("/today/999999/not", "why=wrong").await.status, StatusCode::NOT_FOUND);
    assert!(listed(&place.get("/").await).contains(&first));
}
