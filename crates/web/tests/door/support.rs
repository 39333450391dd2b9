//! A Kith behind its door, and the little of a browser that tests need.

use std::net::SocketAddr;

use app::App;
use app::features::accounts::{Device, Token, by_login, making, sessions};
use app::outer::clock::Clock;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::tz::TimeZone;
use testkit::{Where, databases};
use tower::ServiceExt;
use web::server::Server;
use web::serving::door::Door;
use web::serving::place::Place;
use web::{Config, SampleNetwork};

/// The owner.
pub const MARIT: &str = "marit@brennhold.example";
/// Everybody's password.
pub const GOOD: &str = "fjord kettle umbrella";

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The cookie it sets, as a browser sends it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }

    pub fn leads_to(&self, place: &str) -> bool {
        self.status == StatusCode::SEE_OTHER && self.header("location") == place
    }
}

/// A Kith where one signs in.
pub struct House {
    pub place: Where,
    pub app: App,
    pub router: Router,
}

impl House {
    /// Before the first start.
    pub async fn new(place: Where, found_at: Place) -> House {
        let moment = "2026-11-17T06:38:00Z".parse().expect("a moment");
        let zone = TimeZone::get("Europe/Stockholm").expect("a zone");
        let app =
            App::open(place.url(), place.data(), Clock::Fixed(moment), zone).await.expect("an open Kith");
        let router = routed(&app, found_at);
        House { place, app, router }
    }

    /// With something of it set otherwise.
    pub fn with_app(&mut self, set: impl FnOnce(&mut App)) {
        set(&mut self.app);
        self.router = routed(&self.app, Place::default());
    }

    /// With an owner, on SQLite.
    pub async fn with_owner() -> House {
        House::owned(databases().into_iter().next().expect("a database")).await
    }

    /// With an owner.
    pub async fn owned(place: Where) -> House {
        let house = House::new(place, Place::default()).await;
        let made = making::first_owner(&house.app, "Marit Aldersund", MARIT, GOOD, &Device::default()).await;
        made.expect("an owner");
        house
    }

    /// The cookie of a session of theirs, without a password.
    pub async fn cookie(&self, login: &str) -> String {
        let account = by_login(&self.app, login).await.expect("an account").id;
        let Token(token) =
            sessions::begin_session(&self.app, account, &Device::default()).await.expect("a session");
        format!("kith={token}")
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask("GET", path, &[("cookie", cookie)], "").await
    }

    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[("cookie", cookie), kind], form).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let (head, body) = self.begin(method, path, headers, body).await.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: head.status, headers: head.headers, body }
    }

    /// The answer as far as its head: some go on without end.
    pub async fn begin(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost:8484");
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer")
    }
}

/// What answers for it.
fn routed(app: &App, place: Place) -> Router {
    let config = Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 8484)),
        door: Door::Closed,
        place,
        version: "0.1.0",
        today_limit: 5,
        sample: |folder, _| Ok(SampleNetwork { me: Vec::new(), folder: folder.to_owned() }),
        announce: |_| (),
    };
    web::router(Server::new(app.clone(), config))
}
