//! A served workspace with a few people, and the little of a browser that tests need.

use std::net::SocketAddr;

use app::App;
use app::features::capture::{self, Request as Import};
use app::outer::clock::Clock;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::tz::TimeZone;
use testkit::{Mailbox, mailbox};
use tower::ServiceExt;
use web::Config;
use web::server::Server;
use web::serving::door::Door;

const ME: &str = "Me Myself <me@acme.example>";

/// The header of a form.
pub const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header, empty without one.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads, empty if it leads nowhere.
    pub fn to(&self) -> &str {
        self.header("location")
    }

    /// Whether these texts stand in the page one after the other.
    pub fn has_in_order(&self, texts: &[&str]) -> bool {
        let mut rest = self.body.as_str();
        texts.iter().all(|text| match rest.split_once(text) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    }
}

/// A served workspace.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub app: App,
    server: Server,
}

impl Place {
    /// Without anybody.
    pub async fn empty() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let moment = "2026-11-17T06:38:00Z".parse().expect("a moment");
        let zone = TimeZone::get("Europe/Stockholm").expect("a zone");
        let app = App::open(None, folder.path(), Clock::Fixed(moment), zone).await.expect("an open Kith");
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8484)),
            door: Door::Open,
            place: Default::default(),
            version: "0.1.0",
            today_limit: 5,
            sample: |_, _| Err(std::io::Error::other("no sample here")),
            announce: |_| (),
        };
        Place { server: Server::new(app.clone(), config), folder, app }
    }

    /// With two at one company, a colleague, one who never answered, and a robot.
    pub async fn with_people() -> Place {
        let place = Place::empty().await;
        place.import(&people()).await;
        place
    }

    /// Imports mail of the owner.
    pub async fn import(&self, mails: &Mailbox) {
        let path = self.folder.path().join("inbox.mbox");
        std::fs::write(&path, mails.to_mbox()).expect("a file");
        let request = Import { paths: vec![path], me: vec!["me@acme.example".into()], ..Import::default() };
        capture::import(&self.app.cx(), &request, &mut |_| {}).await.expect("an import");
    }

    /// The number of the person of a name.
    pub async fn id(&self, name: &str) -> i64 {
        let snapshot = app::features::snapshot::current(&self.app.cx()).await.expect("a snapshot");
        snapshot.people.iter().find(|line| line.name == name).expect("somebody").id
    }

    /// The number of the only one that is kept out.
    pub async fn kept_out(&self) -> i64 {
        let snapshot = app::features::snapshot::current(&self.app.cx()).await.expect("a snapshot");
        snapshot.kept_out(None).first().expect("one").id
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask("POST", path, &[FORM], form).await
    }

    /// Sends a request, of this machine unless the headers name another host.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost:8484");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.into())).expect("a request");
        let response = web::router(self.server.clone()).oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: head.status, headers: head.headers, body }
    }
}

fn people() -> Mailbox {
    let keiko = "Keiko Watanabe <keiko@sakai.co.jp>";
    let mut mails = mailbox();
    for month in 1..=6 {
        mails = mails.mail(&format!("2026-{month:02}-02"), ME, keiko, "Bearings").mail(
            &format!("2026-{month:02}-03"),
            keiko,
            ME,
            "Re: Bearings",
        );
    }
    mails
        .mail("2026-11-12", "Jörg Müller <jm@sakai.co.jp>", ME, "Hello")
        .mail("2026-11-13", ME, "Ben Ito <ben@acme.example>, Jörg Müller <jm@sakai.co.jp>", "Re: Hello")
        .mail("2026-10-01", ME, "Zoltán Őry <zoltan@ory.hu>", "A visit")
        .mail("2026-11-01", "noreply@shop.example", ME, "Your receipt")
}
