//! Key people: proposed from the ties, and the owner says yes or no to each, by key or thumb.
//!
//! Every answer is an act of its own with its undo; "all shown" is one act for all. Without JavaScript each answer
//! loads the page again, with the next of the proposed first.

mod view;

use app::access::Right;
use app::features::key_people::{self, A_ROUND, KeyPeople, Proposed, Verdict};
use axum::extract::{Form, Query};
use model::PersonId;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::key_people as words;
use view::{KeyPage, KeyRow, Named};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/people/key", Who::Member(Right::Read), page).post(
        "/people/key",
        Who::Member(Right::Suggest),
        decide,
    )
}

/// How far down the list proposals go.
#[derive(Clone, Copy, Deserialize)]
struct UpTo {
    #[serde(default = "a_round")]
    up_to: usize,
}

fn a_round() -> usize {
    A_ROUND
}

async fn page(visit: Visit, Query(UpTo { up_to }): Query<UpTo>) -> Answer {
    let shown = shown(&visit, up_to).await?;
    let list = view::list(&shown);
    let page = Page::new(words::TITLE, Section::People, list.clone());
    Ok(visit.respond(&Page { head: view::head(), ..page }, list))
}

#[derive(Deserialize)]
struct Decision {
    /// The numbers of the people, parted by commas.
    people: String,
    verdict: String,
    #[serde(default = "a_round")]
    up_to: usize,
}

async fn decide(visit: Visit, Form(decision): Form<Decision>) -> Answer {
    let people: Option<Vec<PersonId>> =
        decision.people.split(',').map(|id| id.trim().parse().ok().map(PersonId)).collect();
    let verdict = match decision.verdict.as_str() {
        "key" => Verdict::Key,
        "struck" => Verdict::Struck,
        "open" => Verdict::Open,
        _ => return Err(Failure::bad_request(words::NO_VERDICT)),
    };
    let people = people.ok_or_else(|| Failure::bad_request(words::NO_VERDICT))?;
    let done = key_people::decide(&visit.cx, &people, verdict).await?;
    let shown = shown(&visit, decision.up_to).await?;
    Ok(visit.done(&view::address(decision.up_to), view::list(&shown), &done.into()))
}

async fn shown(visit: &Visit, up_to: usize) -> Result<KeyPage, Failure> {
    let KeyPeople { confirmed, open, decided, proposed, has_more } =
        key_people::page(&visit.cx, up_to).await?;
    Ok(KeyPage {
        open: open.iter().map(|p| row(p, &visit.look)).collect(),
        confirmed: confirmed
            .iter()
            .map(|line| Named { id: line.id, slug: line.slug.clone(), name: line.name.clone() })
            .collect(),
        decided,
        proposed,
        up_to,
        has_more,
        decides: visit.cx.access.has(Right::Suggest),
        runs: visit.may_see("/sources"),
    })
}

fn row(proposed: &Proposed, look: &Look) -> KeyRow {
    let line = &proposed.line;
    let organization = line.organization.as_deref().unwrap_or_default();
    KeyRow {
        id: line.id,
        slug: line.slug.clone(),
        name: line.name.clone(),
        native_name: line.native_name.clone(),
        country: line.country.clone(),
        role: [line.title.as_str(), organization]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        warmth: line.warmth(),
        why: words::reasons(&proposed.reasons, |n| look.number(i64::try_from(n).unwrap_or(i64::MAX))),
    }
}
