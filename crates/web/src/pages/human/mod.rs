//! One human as a whole: everything that is held about them, as a page and as a file; and forgetting them, after the name
//! was typed.

mod view;

use app::access::Right;
use app::features::keeping::human;
use app::features::portrait::{self, Found};
use axum::Form;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use model::PersonId;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::parts::Done;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::human as words;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/people/{slug}/everything", Who::Member(Right::Own), everything)
        .get("/people/{slug}/everything.json", Who::Member(Right::Own), download)
        .get("/people/{slug}/forget", Who::Member(Right::Own), ask)
        .post("/people/{slug}/forget", Who::Member(Right::Own), forget)
}

async fn everything(visit: Visit, Path(slug): Path<String>) -> Answer {
    let all = human::everything(&visit.cx, person_at(&visit, &slug).await?).await?;
    let body = view::everything(&visit.look, &slug, &all);
    Ok(visit.whole(&Page::new(format!("{}: {}", words::EVERYTHING, all.name), Section::People, body)))
}

async fn download(visit: Visit, Path(slug): Path<String>) -> Answer {
    let all = human::everything(&visit.cx, person_at(&visit, &slug).await?).await?;
    let text = serde_json::to_string_pretty(&all).map_err(|_| Failure::ours())?;
    // A slug has letters, digits and hyphens only.
    let named = format!("attachment; filename=\"{slug}.json\"");
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, named)], text).into_response())
}

async fn ask(visit: Visit, Path(slug): Path<String>) -> Answer {
    let foreseen = human::foresee(&visit.cx, person_at(&visit, &slug).await?).await?;
    let body = view::forget(&visit.look, &foreseen, false);
    Ok(visit.whole(&Page::new(words::FORGET, Section::People, body)))
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Confirmed {
    name: String,
}

async fn forget(visit: Visit, Path(slug): Path<String>, Form(confirmed): Form<Confirmed>) -> Answer {
    let foreseen = human::foresee(&visit.cx, person_at(&visit, &slug).await?).await?;
    if confirmed.name.trim() != foreseen.name.trim() {
        let body = view::forget(&visit.look, &foreseen, true);
        return Ok(visit.whole(&Page::new(words::FORGET, Section::People, body)));
    }
    let (cx, person) = (visit.cx.clone(), foreseen.person);
    // On its own: it goes on to its end even if nobody waits for the answer any more.
    let done = tokio::spawn(async move { human::forget(&cx, person).await })
        .await
        .map_err(|_| Failure::ours())??;
    let done = Done { words: done.subject, act: done.act, can_undo: false };
    Ok(visit.back("/people", &done))
}

async fn person_at(visit: &Visit, slug: &str) -> Result<PersonId, Failure> {
    match portrait::find(&visit.cx, slug).await? {
        Found::Here(person) => Ok(person),
        Found::Moved(_) => Err(Failure::not_found()),
    }
}
