//! What stands around every page: who is answered, what every answer carries, how failures look.

use axum::http::StatusCode;

use crate::support::{FORM, Place};

#[tokio::test]
async fn only_names_of_this_machine_are_answered() {
    let place = Place::empty().await;
    for host in ["kith.example", "localhost.evil.example:8484", "192.168.1.2:8484"] {
        let answer = place.ask("GET", "/", &[("host", host)], "").await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(answer.body.contains(host) && answer.body.contains("localhost"), "{}", answer.body);
        assert!(!answer.body.contains("<html"), "nothing of the pages is shown: {}", answer.body);
    }
    for host in ["localhost:8484", "127.0.0.1:8484", "[::1]:8484", "localhost:9999"] {
        assert_eq!(
            place.ask("GET", "/healthz", &[("host", host)], "").await.status,
            StatusCode::OK,
            "{host}"
        );
    }
}

#[tokio::test]
async fn changes_come_from_our_own_pages() {
    let place = Place::empty().await;
    let cross_site: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "http://localhost:3000")],
        &[("origin", "https://evil.example")],
    ];
    for headers in cross_site {
        let answer = place.ask("POST", "/undo", headers, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.body.contains("another site"), "{}", answer.body);
    }
    let ours: [&[(&str, &str)]; 2] =
        [&[("sec-fetch-site", "same-origin")], &[("origin", "http://localhost:8484")]];
    for headers in ours {
        assert_ne!(
            place.ask("POST", "/undo", headers, "").await.status,
            StatusCode::FORBIDDEN,
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_safety() {
    let place = Place::empty().await;
    let style = web::assets::url("kith.css");
    let asked = [
        ("GET", "/", "localhost"),
        ("GET", "/nowhere", "localhost"),
        ("DELETE", "/", "localhost"),
        ("POST", "/undo", "localhost"),
        ("GET", style, "localhost"),
        ("GET", "/metrics", "localhost"),
        ("GET", "/", "evil.example"),
    ];
    for (method, path, host) in asked {
        let answer = place.ask(method, path, &[("host", host)], "").await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(answer.header("x-request-id").starts_with("K-"), "{path}");
    }
}

#[tokio::test]
async fn pages_have_nothing_inline() {
    let place = Place::empty().await;
    for path in ["/", "/nowhere", "/find", "/keys"] {
        let body = place.get(path).await.body;
        for inline in [" style=", "<style", "<script>", " onclick=", " hx-on", "javascript:"] {
            assert!(!body.contains(inline), "{path} has {inline}");
        }
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let place = Place::empty().await;
    let url = web::assets::url("kith.css");
    let style = place.get(url).await;
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"), "{}", style.header("cache-control"));
    let font = style.body.split("url(").nth(1).and_then(|rest| rest.split(')').next()).expect("a font");
    let font = place.get(font).await;
    assert_eq!((font.status, font.header("content-type")), (StatusCode::OK, "font/woff2"));
    assert!(font.header("cache-control").contains("immutable"));
    assert!(!style.body.contains("url(fonts/"), "every font has its hash");

    let earlier = place.get("/assets/0123456789abcdef/kith.css").await;
    assert_eq!((earlier.status, earlier.header("cache-control")), (StatusCode::OK, "no-cache"));
    assert_eq!(place.get("/assets/0123456789abcdef/none.css").await.status, StatusCode::NOT_FOUND);
    let small = place.ask("GET", url, &[("accept-encoding", "gzip")], "").await;
    assert_eq!(small.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn failures_are_pages_or_notices() {
    let place = Place::empty().await;
    let page = place.get("/nobody").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("<h1>There is nothing at this address</h1>"), "{}", page.body);
    assert!(page.body.contains(page.header("x-request-id")), "the number in the log is on the page");
    assert_eq!(page.header("cache-control"), "private, no-cache");

    let notice = place.ask("GET", "/nobody", &[("hx-request", "true")], "").await;
    assert_eq!(notice.status, StatusCode::NOT_FOUND);
    assert!(notice.body.starts_with(r#"<div class="notice bad" role="alert">"#), "{}", notice.body);
    assert_eq!(notice.header("cache-control"), "no-store");

    assert_eq!(place.ask("DELETE", "/", &[], "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(place.ask("POST", "/acts/x/undo", &[], "").await.status, StatusCode::BAD_REQUEST);
    let nothing = place.ask("POST", "/undo", &[], "").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "there is nothing to take back");
}

#[tokio::test]
async fn it_tells_that_it_is_up_before_it_is_ready() {
    let place = Place::empty().await;
    assert_eq!(place.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(place.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    app::features::snapshot::current(&place.app.cx()).await.expect("a snapshot");
    assert_eq!(place.get("/readyz").await.status, StatusCode::OK);
    let metrics = place.get("/metrics").await;
    assert!(metrics.body.contains(r#"route="/readyz",status="503"} 1"#), "{}", metrics.body);
}

#[tokio::test]
async fn the_theme_is_kept_and_shown() {
    let place = Place::empty().await;
    let from = ("referer", "http://localhost:8484/people?sort=name");
    let answer = place.ask("POST", "/settings/theme", &[FORM, from], "theme=dark").await;
    assert_eq!((answer.status, answer.to()), (StatusCode::SEE_OTHER, "/people?sort=name"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("theme=dark; Path=/") && cookie.contains("HttpOnly"), "{cookie}");
    let page = place.ask("GET", "/nowhere", &[("cookie", "theme=dark")], "").await;
    assert!(page.body.contains(r#"<html lang="en" data-theme="dark">"#));
}

#[tokio::test]
async fn the_frame_stands_around_every_page() {
    let place = Place::empty().await;
    let page = place.ask("GET", "/nobody", &[("cookie", "theme=light")], "").await;
    let id = page.header("x-request-id").to_owned();
    // A tag a line; hashes and the number of the request are others each time.
    let text = page.body.replace(&id, "K-00000000").replace("><", ">\n<");
    let pieces: Vec<&str> = text.split("/assets/").collect();
    let rest = pieces[1..].iter().map(|piece| format!("/assets/HASH{}", &piece[16..]));
    let text: String = std::iter::once(pieces[0].to_owned()).chain(rest).collect();
    insta::assert_snapshot!(text);
}
