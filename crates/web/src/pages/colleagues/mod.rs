//! Colleague mode: the switch for whoever administers, what it does, who can read what, what will be asked, and papers.
//!
//! What the mode keeps from being told is decided in `app` (`people::colleagues`); this page says so in plain words.

mod view;

use app::access::Right;
use app::features::settings::{self, Key};
use axum::Form;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::colleagues as words;
use view::Shown;

/// The page.
const HERE: &str = "/settings/colleagues";

/// The end of a paper's address, its name, and its text; the same that the documentation has.
const PAPERS: [(&str, &str, &str); 5] = [
    (
        "who-can-read-what",
        "Who can read what",
        include_str!("../../../../../docs/privacy/who-can-read-what.md"),
    ),
    (
        "record-of-processing",
        "Record of processing",
        include_str!("../../../../../docs/privacy/record-of-processing.md"),
    ),
    (
        "impact-assessment",
        "Impact assessment",
        include_str!("../../../../../docs/privacy/impact-assessment.md"),
    ),
    (
        "notice-to-contacts",
        "Notice to contacts",
        include_str!("../../../../../docs/privacy/notice-to-contacts.md"),
    ),
    ("works-agreement", "Works agreement", include_str!("../../../../../docs/privacy/works-agreement.md")),
];

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get(HERE, Who::Member(Right::Belong), page)
        .post(HERE, Who::Member(Right::Administer), set)
        .get("/settings/colleagues/papers/{paper}", Who::Member(Right::Belong), paper)
}

async fn page(visit: Visit) -> Answer {
    let shown = Shown {
        is_on: settings::is_colleague_mode_on(&visit.cx).await?,
        may_change: visit.cx.access.has(Right::Administer),
        papers: PAPERS.map(|(end, name, _)| (end, name)),
    };
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown))))
}

#[derive(Deserialize)]
struct Change {
    mode: String,
}

async fn set(visit: Visit, Form(change): Form<Change>) -> Answer {
    let done = settings::set(&visit.cx, Key::Colleagues, Some(&change.mode)).await?;
    Ok(visit.back(HERE, &done.into()))
}

async fn paper(_visit: Visit, Path(paper): Path<String>) -> Answer {
    let (_, _, text) = PAPERS.into_iter().find(|(end, ..)| *end == paper).ok_or_else(Failure::not_found)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
