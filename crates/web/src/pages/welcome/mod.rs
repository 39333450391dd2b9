//! The first page of a Kith without people: three ways to begin, and nothing else.
//!
//! Files go the way of all uploads (`/sources`); the sample network ([`sample`]) goes through the ordinary import and can
//! be taken back; twelve people can be named by hand ([`twelve`]). Once anybody is there, these addresses lead to Today.

mod sample;
mod twelve;
mod view;

use app::access::Right;
use app::features::capture::jobs::{self, Ending, Job};
use app::features::snapshot;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::welcome as words;
use view::{Reading, Welcome};

pub(super) use sample::standing as standing_sample;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/welcome", Who::Member(Right::Own), page)
        .post("/welcome/sample", Who::Member(Right::Own), sample::begin)
        .post("/welcome/sample/remove", Who::Member(Right::Own), sample::remove)
        .get("/welcome/twelve", Who::Member(Right::Own), twelve::page)
        .post("/welcome/twelve", Who::Member(Right::Own), twelve::name)
}

async fn page(visit: Visit) -> Answer {
    let network = snapshot::current(&visit.cx).await?;
    if !network.is_empty() {
        return Ok(visit.go("/"));
    }
    let job = jobs::watch(&visit.cx)?.borrow().clone();
    if let Some(job) = job.as_ref().filter(|job| job.is_running()) {
        let reading = reading(job, &visit);
        let page = Page::new(words::READING, Section::None, view::reading(&reading)).solo("mid");
        return Ok(visit.whole(&Page { head: view::again_soon(), ..page }));
    }
    let failed = match job.and_then(|job| job.ending) {
        Some(Ending::Failed(why)) => Some(why),
        _ => None,
    };
    let welcome = Welcome { has_people: network.listed().next().is_some(), failed };
    let page = Page::new(words::TITLE, Section::None, view::page(&welcome)).solo("wide");
    Ok(visit.whole(&page))
}

/// There is nobody yet but the principal.
async fn is_empty(visit: &Visit) -> Result<bool, Failure> {
    Ok(snapshot::current(&visit.cx).await?.is_empty())
}

fn reading(job: &Job, visit: &Visit) -> Reading {
    let progress = &job.progress;
    let number = |n: u64| visit.look.number(i64::try_from(n).unwrap_or(i64::MAX));
    let percent = (progress.bytes.min(progress.total_bytes) * 100).checked_div(progress.total_bytes);
    Reading {
        percent: percent.unwrap_or(0),
        records: number(progress.records),
        seconds_left: job.seconds_left(),
    }
}
