//! One person: where the two stand and why, what happened, how they are reached, what is worth knowing; and what can be
//! done, each act with an undo. Any past day can be asked for by `?as_of=`.
//!
//! [`asked`] is the page's address; [`shown`] makes the head; [`view`] puts the sections together, which are in [`numbers`]
//! (from [`receipt`]), [`habits`], [`chart`], [`timeline`] and [`rail`]; [`changes`] are the acts, [`edit`] the form of details.

mod asked;
mod changes;
mod chart;
mod edit;
mod habits;
mod numbers;
mod rail;
mod receipt;
mod shown;
#[cfg(test)]
mod tests;
mod timeline;
mod view;

use app::access::Right;
use app::features::portrait::{self, Found};
use axum::extract::{Path, Query};
use model::PersonId;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::pages::people::query::address;
use crate::pages::people::tabs;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use asked::PersonQuery;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/people/{slug}", Who::Member(Right::Read), page)
        .get("/people/{slug}/edit", Who::Member(Right::Suggest), edit::form)
        .post("/people/{slug}/edit", Who::Member(Right::Suggest), edit::save)
        .post("/people/{slug}/addresses", Who::Member(Right::Suggest), edit::add_address)
        .post("/people/{slug}/addresses/part", Who::Member(Right::Suggest), edit::part_address)
        .post("/people/{slug}/log", Who::Member(Right::Suggest), changes::log)
        .post("/people/{slug}/closeness", Who::Member(Right::Suggest), changes::closeness)
        .post("/people/{slug}/key", Who::Member(Right::Suggest), changes::key)
        .post("/people/{slug}/never", Who::Member(Right::Suggest), changes::never)
        .post("/people/{slug}/later", Who::Member(Right::Suggest), changes::later)
        .post("/people/{slug}/private", Who::Member(Right::Own), changes::private)
        .post("/people/{slug}/nature", Who::Member(Right::Suggest), changes::nature)
        .post("/people/{slug}/join", Who::Member(Right::Suggest), changes::join)
        .post("/people/{slug}/notes", Who::Member(Right::Suggest), changes::add_note)
        .post("/people/{slug}/notes/{note}", Who::Member(Right::Suggest), changes::change_note)
        .post("/people/{slug}/notes/{note}/delete", Who::Member(Right::Suggest), changes::delete_note)
}

async fn page(visit: Visit, Path(slug): Path<String>, Query(query): Query<PersonQuery>) -> Answer {
    let person = match portrait::find(&visit.cx, &slug).await? {
        Found::Here(person) => person,
        Found::Moved(slug) => return Ok(visit.go(&address(&format!("/people/{slug}")))),
    };
    let asked = query.asked(&slug, &visit);
    let wanted = asked.timeline(&visit);
    let timeline = portrait::timeline(&visit.cx, person, &wanted);
    if visit.is_htmx {
        let part = timeline.await?;
        let name = shown::name(&visit, person).await?;
        let fragment = self::timeline::timeline(&visit.look, &name, &asked, &part);
        return Ok(axum::response::IntoResponse::into_response(fragment));
    }
    let (part, portrait) =
        tokio::try_join!(timeline, portrait::portrait(&visit.cx, person, asked.moment(&visit)))?;
    let view = shown::view(&visit, asked, portrait, part).await?;
    let page = Page::new(view.head.name.clone(), Section::People, view::person(&visit.look, &view));
    Ok(visit.whole(&page.with_tabs(tabs(""))))
}

/// The person at an address of a page, for what is done there.
async fn person_at(visit: &Visit, slug: &str) -> Result<PersonId, Failure> {
    match portrait::find(&visit.cx, slug).await? {
        Found::Here(person) => Ok(person),
        Found::Moved(_) => Err(Failure::not_found()),
    }
}
