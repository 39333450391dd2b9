//! Sources: what is read, imports and their reports, and the way files come in.
//!
//! [`overview`] is the page; [`bring`] takes files or a folder and asks what must be known before an import starts;
//! [`report`] shows one import, running or past, and [`lines`] each of its records, on the page or as a file;
//! [`progress`] is the region that moves, by server-sent events or, without JavaScript, by loading the page again.

mod bring;
mod lines;
mod overview;
mod progress;
mod report;
#[cfg(test)]
mod tests;

use app::access::Right;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::assets::url;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::pages::people::tabs;
use crate::routes::{Routes, Who};
use crate::words::sources as words;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sources", Who::Member(Right::Run), overview::page)
        .upload("/sources/files", Who::Member(Right::Run), bring::receive)
        .get("/sources/bring", Who::Member(Right::Run), bring::page)
        .get("/sources/look", Who::Member(Right::Run), bring::looked)
        .get("/sources/look/events", Who::Member(Right::Run), progress::look_events)
        .post("/sources/stop", Who::Member(Right::Run), report::stop)
        .post("/sources/imports", Who::Member(Right::Run), bring::start)
        .get("/sources/imports/{id}", Who::Member(Right::Run), report::page)
        .get("/sources/imports/{id}/events", Who::Member(Right::Run), progress::events)
        .get("/sources/imports/{id}/report.{kind}", Who::Member(Right::Run), lines::download)
        .post("/sources/imports/{id}/resume", Who::Member(Right::Run), report::resume)
        .post("/sources/imports/{id}/undo", Who::Member(Right::Run), report::undo)
}

/// A page of the sources.
fn page(title: &str, body: Markup) -> Page {
    let mut page =
        Page::new(title, Section::People, body).with_tabs(tabs("/sources")).with_as_of(words::STAYS_HERE);
    page.head = html! { script src=(url("sources.js")) defer {} };
    page
}

/// The same, loaded again every few seconds where there is no JavaScript.
fn moving(mut page: Page) -> Page {
    page.head = html! { (page.head) noscript { meta http-equiv="refresh" content="3"; } };
    page
}

/// What was imported, in a few words: the name without its folders, and how many more.
fn short_name(names: &[String]) -> String {
    let first = names.first().map(|name| last_part(name)).unwrap_or_default();
    words::and_more(first, names.len().saturating_sub(1))
}

fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(path)
}

/// The time of today, or the day.
fn when(look: &Look, at: Timestamp) -> String {
    let day = at.to_zoned(look.zone.clone()).date();
    if day == look.today { look.time(at) } else { look.day_short(day) }
}

fn number(look: &Look, n: u64) -> String {
    look.number(i64::try_from(n).unwrap_or(i64::MAX))
}
