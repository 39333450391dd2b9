//! The beginning without JavaScript: an empty Kith, twelve names, key people, settings.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::net::SocketAddr;

use app::App;
use app::outer::clock::Clock;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::tz::TimeZone;
use tower::ServiceExt;
use web::Config;
use web::server::Server;
use web::serving::door::Door;

struct Place {
    _folder: tempfile::TempDir,
    server: Server,
}

impl Place {
    async fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let moment = "2026-11-17T06:38:00Z".parse().expect("a moment");
        let app =
            App::open(None, folder.path(), Clock::Fixed(moment), TimeZone::UTC).await.expect("an open Kith");
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8484)),
            door: Door::Open,
            place: Default::default(),
            version: "0.1.0",
            today_limit: 5,
            sample: |_, _| Err(std::io::Error::other("no sample here")),
            announce: |_| (),
        };
        Place { _folder: folder, server: Server::new(app, config) }
    }

    /// Status, where it leads, and the page; with a form it is sent.
    async fn ask(&self, path: &str, form: Option<&str>, is_htmx: bool) -> (u16, String, String) {
        let mut request = Request::builder().uri(path).header("host", "localhost:8484");
        if is_htmx {
            request = request.header("hx-request", "true");
        }
        let request = match form {
            None => request.body(Body::empty()),
            Some(form) => request
                .method("POST")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(form.to_owned())),
        };
        let answer =
            web::router(self.server.clone()).oneshot(request.expect("a request")).await.expect("an answer");
        let (head, body) = answer.into_parts();
        let to = head.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        (head.status.as_u16(), to, String::from_utf8_lossy(&body).into_owned())
    }
}

#[tokio::test]
async fn twelve_names_are_people_and_key_people_and_end_the_welcome() {
    let place = Place::new().await;
    let (status, _, page) = place.ask("/welcome", None, false).await;
    assert_eq!(status, 200);
    assert!(page.contains("Three ways to begin") && page.contains("action=\"/sources/files\""), "{page}");
    let names =
        "me=Me+Myself&address=me%40acme.example&name-1=Ana+Lopez&how-1=at+the+fair&email-1=wrong&name-3=Ben";
    let (status, _, page) = place.ask("/welcome/twelve", Some(names), false).await;
    assert_eq!(status, 422);
    assert!(
        page.contains("“wrong” is not an e-mail address") && page.contains("value=\"Ana Lopez\""),
        "{page}"
    );
    let names = names.replace("wrong", "ana%40north.example");
    assert_eq!(place.ask("/welcome/twelve", Some(&names), false).await.0, 303);
    assert_eq!(place.ask("/welcome", None, false).await.1, "/");
    let (_, _, page) = place.ask("/people/key", None, false).await;
    assert!(page.contains("2 key people") && page.contains("Ana Lopez"), "{page}");
    let (status, ..) = place.ask("/welcome/sample", Some(""), false).await;
    assert_eq!(status, 409, "the sample is not mixed with real people");
}

#[tokio::test]
async fn nobody_named_is_said_and_a_wrong_verdict_changes_nothing() {
    let place = Place::new().await;
    let (status, _, page) = place.ask("/welcome/twelve", Some("me=Me"), false).await;
    assert!(status == 422 && page.contains("Name at least one person."), "{status} {page}");
    for wrong in ["people=1&verdict=perhaps", "people=x&verdict=key"] {
        assert_eq!(place.ask("/people/key", Some(wrong), false).await.0, 400, "{wrong}");
    }
    assert_eq!(place.ask("/people/key", Some("people=999&verdict=key"), false).await.0, 404);
}

#[tokio::test]
async fn a_setting_is_saved_as_a_page_and_as_a_part_of_it() {
    let place = Place::new().await;
    let (status, to, _) = place.ask("/settings", Some("key=date_format&value=iso"), false).await;
    assert_eq!((status, to.as_str()), (303, "/settings"));
    let (status, _, part) = place.ask("/settings", Some("key=today_limit&value=3"), true).await;
    assert_eq!(status, 200);
    assert!(
        part.contains("<option value=\"3\" selected>") && part.contains("people a day set to 3"),
        "{part}"
    );
    assert!(!part.contains("<html") && part.contains("value=\"iso\" checked"), "{part}");
    let (_, _, part) = place.ask("/settings", Some("key=keys"), true).await;
    assert!(part.contains("single keys set to off"), "{part}");
    assert_eq!(place.ask("/settings", Some("key=nothing&value=3"), false).await.0, 400);
    assert_eq!(place.ask("/settings", Some("key=time_zone&value=Europe/Nowhere"), false).await.0, 409);
    let (_, _, part) = place.ask("/settings/me", Some("address=me%40acme.example"), true).await;
    assert!(part.contains("<li><span>me@acme.example</span></li>"), "{part}");
}
