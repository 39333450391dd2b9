//! Strangers who hold what others need.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use web::listening::pace::Pace;
use web::listening::{Bounds, Listening};

use crate::support::{AT_ONCE, Place, get, rest, say};

#[tokio::test]
async fn a_head_that_does_not_end_is_hung_up_on() {
    let place = Place::with(Bounds { head: AT_ONCE, ..Bounds::default() }).await;
    let mut silent = place.connect().await;
    assert_eq!(rest(&mut silent).await, "");
    let mut slow = place.connect().await;
    let answer = say(&mut slow, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ").await;
    assert!(!answer.contains("200 OK"), "{answer}");
    let mut quick = place.connect().await;
    assert!(say(&mut quick, &get("/healthz", "")).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_connection_that_rests_is_hung_up_on() {
    let place = Place::with(Bounds { head: AT_ONCE, ..Bounds::default() }).await;
    let mut stream = place.connect().await;
    let answer = say(&mut stream, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let place = Place::with(Bounds { head_bytes: 8 * 1024, ..Bounds::default() }).await;
    let mut stream = place.connect().await;
    let large = format!("X-Large: {}\r\n", "a".repeat(9 * 1024));
    let answer = say(&mut stream, &get("/healthz", &large)).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let place = Place::with(Bounds::default()).await;
    let mut stream = place.connect().await;
    let form = "a".repeat(1024 * 1024 + 1);
    let request = format!(
        "POST /settings/theme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let answer = say(&mut stream, &request).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn a_body_that_does_not_keep_coming_is_given_up() {
    let pace = Pace { stretch: AT_ONCE, bytes: 1024 };
    let place = Place::with(Bounds { pace, ..Bounds::default() }).await;
    let mut stream = place.connect().await;
    let head = "POST /settings/theme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ntheme=";
    let answer = say(&mut stream, head).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn a_body_at_a_good_pace_may_take_longer_than_a_stretch() {
    let pace = Pace { stretch: AT_ONCE, bytes: 6 };
    let place = Place::with(Bounds { pace, ..Bounds::default() }).await;
    let mut stream = place.connect().await;
    let head = "POST /settings/theme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60\r\n\r\ntheme=dark";
    stream.write_all(head.as_bytes()).await.expect("the head");
    for _ in 0..5 {
        tokio::time::sleep(AT_ONCE / 2).await;
        stream.write_all(b"&a=234567&").await.expect("a piece");
    }
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
}

#[tokio::test]
async fn there_are_only_so_many_connections() {
    let place = Place::with(Bounds { connections: 2, ..Bounds::default() }).await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = place.connect().await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("a request");
        assert_ne!(stream.read(&mut [0; 16]).await.expect("an answer"), 0);
        held.push(stream);
    }
    let mut third = place.connect().await;
    assert_eq!(rest(&mut third).await, "", "it is hung up on, and does not wait in line");
    drop(held);
    loop {
        let mut next = place.connect().await;
        // Written to one that is hung up on, it fails; then the seat is not free yet.
        let _ = next.write_all(get("/healthz", "").as_bytes()).await;
        if rest(&mut next).await.starts_with("HTTP/1.1 200") {
            break;
        }
    }
}

#[tokio::test]
async fn only_trusted_proxies_name_the_host_and_the_scheme() {
    let forwarded =
        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n";
    let place = Place::with(Bounds::default()).await;
    let answer = say(&mut place.connect().await, &get("/healthz", forwarded)).await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.contains("strict-transport"), "{answer}");

    let trusted_proxies = vec!["127.0.0.1".parse().expect("a network")];
    let place = Place::new(Listening { trusted_proxies, ..Listening::default() }).await;
    let answer = say(&mut place.connect().await, &get("/healthz", forwarded)).await;
    assert!(answer.starts_with("HTTP/1.1 421") && answer.contains("evil.example"), "{answer}");
}

#[tokio::test]
async fn a_connection_that_rests_does_not_hold_up_the_end() {
    let place = Place::with(Bounds::default()).await;
    let mut stream = place.connect().await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("a request");
    assert_ne!(stream.read(&mut [0; 16]).await.expect("an answer"), 0);
    place.stop().await;
    rest(&mut stream).await;
}
