//! What was done, by whom, from where, and taking it back: the button of every toast and the key Z, or later from the page.

mod undo;
mod view;

use app::access::{Member, Right};
use app::features::acts::{self, Filter};
use app::features::portrait::{self, Found};
use app::features::{keeping, snapshot};
use axum::extract::Query;
use jiff::civil::Date;
use model::{ActId, PersonId};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::acts as words;
use view::{Shown, Wanted};

/// How many acts a page shows.
const PAGE: i64 = 50;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/acts", Who::Member(Right::Belong), page)
        .post("/acts/{id}/undo", Who::Member(Right::Belong), undo::one)
        .post("/undo", Who::Member(Right::Belong), undo::last)
}

/// What the address asks for; what is not understood is not asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    by: String,
    person: String,
    since: String,
    before: String,
}

async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let cx = &visit.cx;
    let person = match asked.person.as_str() {
        "" => None,
        slug => Some(named(&visit, slug).await?),
    };
    let kind = words::KINDS.into_iter().map(|(kind, _)| kind).find(|kind| *kind == asked.kind);
    let since: Option<Date> = asked.since.parse().ok();
    let member = asked.by.parse().ok().map(Member);
    let filter = Filter {
        before: asked.before.parse().ok().map(ActId),
        since: since.and_then(|day| day.to_zoned(cx.app.zone.clone()).ok()).map(|at| at.timestamp()),
        member,
        person: person.as_ref().map(|(id, _)| *id),
        kind: kind.map(str::to_owned),
        parts: false,
    };
    let mut acts = acts::list(cx, &filter, PAGE + 1).await?;
    let has_more = acts.len() as i64 > PAGE;
    acts.truncate(PAGE as usize);
    let members = if cx.access.has(Right::Own) { keeping::members(cx).await? } else { Vec::new() };
    let shown = Shown {
        older: acts.last().filter(|_| has_more).map(|act| act.id),
        is_first: filter.before.is_none(),
        acts,
        members,
        wanted: Wanted { kind, member, since, person: person.map(|(_, name)| (asked.person, name)) },
    };
    let body = view::page(&visit.look, &shown);
    Ok::<_, Failure>(visit.whole(&Page::new(words::TITLE, Section::None, body)))
}

/// The person of an address, with their name.
async fn named(visit: &Visit, slug: &str) -> Result<(PersonId, String), Failure> {
    let Found::Here(id) = portrait::find(&visit.cx, slug).await? else { return Err(Failure::not_found()) };
    let snapshot = snapshot::current(&visit.cx).await?;
    let line = snapshot.person(id).ok_or_else(Failure::not_found)?;
    Ok((id, line.name.clone()))
}
