//! An application on an empty database, and files to feed it with.

use std::path::PathBuf;

use app::features::capture::{self, Request, Totals};
use app::features::{keeping, people};
use app::outer::clock::Clock;
use app::{App, Cx};
use jiff::{Timestamp, tz::TimeZone};
use testkit::Where;

/// The owner of all stories.
pub const ME: &str = "Me Myself <me@acme.example>";
/// Someone else at the owner's company.
pub const BEN: &str = "Ben Ito <ben@acme.example>";
/// A partner.
pub const ANA: &str = "Ana Lopez <ana@north.example>";
/// Another partner.
pub const CARL: &str = "Carl Novak <carl@south.example>";

/// An application on a database of its own, at a fixed moment.
pub struct World {
    pub place: Where,
    pub app: App,
}

impl World {
    /// Opened at noon of a day.
    pub async fn at(place: Where, day: &str) -> World {
        let now: Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
        let app = App::open(place.url(), place.data(), Clock::Fixed(now), TimeZone::UTC).await.unwrap();
        World { place, app }
    }

    pub fn cx(&self) -> Cx {
        self.app.cx()
    }

    /// Writes a file into a folder `files` and gives its path.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.place.data().join("files").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Imports a file for the owner.
    pub async fn import(&self, name: &str, content: &str) -> Totals {
        let path = self.file(name, content);
        self.import_paths(vec![path]).await
    }

    pub async fn import_paths(&self, paths: Vec<PathBuf>) -> Totals {
        let request = Request { paths, me: vec!["me@acme.example".into()], ..Request::default() };
        let totals = capture::import(&self.cx(), &request, &mut |_| {}).await.unwrap();
        let sum = totals.added + totals.joined + totals.unchanged + totals.skipped + totals.failed;
        assert_eq!(totals.records, sum, "the five outcomes add up to the records");
        totals
    }

    /// Everything but the import reports, in canonical order.
    pub async fn network(&self) -> Vec<String> {
        let all = keeping::canonical_export(&self.cx()).await.unwrap();
        all.into_iter().filter(|line| !line.contains("\"record\":")).collect()
    }

    /// The page of the one person called so.
    pub async fn person(&self, name: &str) -> people::Page {
        let cx = self.cx();
        let id = people::one(&cx, name, cx.now).await.unwrap();
        people::page(&cx, id, cx.now).await.unwrap()
    }

    /// Touches with someone: by the owner, by them, together.
    pub async fn touches(&self, name: &str) -> [u64; 3] {
        self.person(name).await.tie.map_or([0; 3], |t| t.touches)
    }
}
