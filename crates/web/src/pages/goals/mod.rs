//! Goals: so far how the network is doing as a whole, each measure beside its value of a quarter ago and with what it is made of.
//!
//! The measures are read as one row ([`health::current`]); names come from the snapshot. It is the principal's alone.

mod measures;
mod view;

use app::access::Right;
use app::features::health;
use app::features::snapshot::{self, Kind};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::goals as words;
use measures::Names;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/goals", Who::Member(Right::Own), page)
}

async fn page(visit: Visit) -> Answer {
    let snapshot = snapshot::current(&visit.cx).await?;
    let body = match health::current(&visit.cx).await? {
        None => view::being_measured(),
        Some(current) if current.health.now.live == 0 && current.health.before.live == 0 => {
            let count = |kind| snapshot.counts().get(&kind).copied().unwrap_or_default();
            view::nothing(current.is_behind, count(Kind::Everyone) > count(Kind::NoContact))
        }
        Some(current) => {
            let health = &current.health;
            let measures = measures::all(&visit.look, health, &Names(&snapshot));
            let day = visit.look.day(health.before.day);
            let headline = words::headline(health.now.live, health.before.live);
            let dek = words::dek(health.now.single_threaded, &day, current.is_behind);
            view::goals(&headline, &dek, &day, &measures)
        }
    };
    Ok(visit.whole(&Page::new(words::TITLE, Section::Goals, body)))
}
