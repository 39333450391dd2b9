//! What opens a door is in no line of the log, however much is logged, and on no page of a failure.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::{GOOD, House, MARIT};

/// Everything that anybody says to the log.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<String>>);

impl Heard {
    fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Visit for &Heard {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(heard, "{}={value:?}", field.name()).expect("a text");
    }
}

impl Subscriber for Heard {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn nothing_that_opens_a_door_is_logged_or_told_by_a_failure() {
    let heard = Heard::default();
    tracing::subscriber::set_global_default(heard.clone()).expect("the only log of this process");
    let house = House::with_owner().await;
    let form = format!("login={MARIT}&password={}", GOOD.replace(' ', "+"));
    let cookie = house.post("/sign-in", "", &form).await.cookie();
    let page = house.get("/welcome/second-factor", &cookie).await;
    let after = |text: &str, before: &str| {
        let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before}: {text}"));
        rest.split(['<', '"']).next().expect("an end").to_owned()
    };
    let secret = after(&page.body, "<code class=\"secret\">").replace(' ', "");
    let made = house.post("/settings/tokens", &cookie, "kind=api&name=x&days=9&reach=read").await;
    let token = after(&made.body, "<code class=\"secret\">");
    let bearer = format!("Bearer {token}");
    let mut told = String::new();
    for path in ["/api/v1/me", "/api/v1/people/nobody", "/api/v1/nothing", "/people"] {
        told += &house.ask("GET", path, &[("authorization", &bearer)], "").await.body;
    }
    for path in ["/nowhere", "/people/nobody", "/acts/1/undo"] {
        told += &house.get(path, &cookie).await.body;
    }
    std::fs::write(house.place.data().join("kith.key"), [7; 32]).expect("a key of another");
    let broken = house.get("/welcome/second-factor", &cookie).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST, "{}", broken.body);
    told += &broken.body;
    let log = heard.text();
    assert!(log.contains("/api/v1/me"), "nothing was heard");
    let session = cookie.split('=').nth(1).expect("a cookie").to_owned();
    for planted in [GOOD.to_owned(), GOOD.replace(' ', "+"), session, secret, token] {
        assert!(planted.len() > 16, "{planted}");
        assert!(!log.contains(&planted), "the log tells {planted}");
        assert!(!told.contains(&planted), "a failure tells {planted}");
    }
}
