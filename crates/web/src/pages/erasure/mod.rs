//! What goes and what stays: how long sources are kept, legal holds, and who was forgotten.

mod view;

use app::access::Right;
use app::features::keeping::hold::{self, Held};
use app::features::keeping::{human, retention};
use app::features::people;
use axum::Form;
use axum::extract::Path;
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::parts::Done;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::erasure as words;
use view::Shown;

/// The page.
const HERE: &str = "/settings/erasure";

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get(HERE, Who::Member(Right::Own), page)
        .post("/settings/erasure/retention", Who::Member(Right::Own), retain)
        .post("/settings/erasure/holds", Who::Member(Right::Own), add_hold)
        .post("/settings/erasure/holds/{hold}/lift", Who::Member(Right::Own), lift)
        .post("/settings/erasure/let-in", Who::Member(Right::Own), let_in)
        .post("/settings/erasure/backups", Who::Member(Right::Own), drop_backups)
}

async fn page(visit: Visit) -> Answer {
    let cx = &visit.cx;
    let (rules, holds, forgotten) =
        tokio::try_join!(retention::rules(cx), hold::list(cx), human::forgotten(cx))?;
    let body = view::page(&visit.look, &Shown { rules, holds, forgotten });
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, body)))
}

/// How long a source is to be kept.
#[derive(Debug, Deserialize)]
struct Kept {
    source: i64,
    months: i64,
}

async fn retain(visit: Visit, Form(kept): Form<Kept>) -> Answer {
    let done = retention::set(&visit.cx, kept.source, kept.months).await?;
    Ok(visit.back(HERE, &done.into()))
}

/// What is to be held.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct HoldForm {
    person: String,
    from: String,
    until: String,
    reason: String,
}

async fn add_hold(visit: Visit, Form(form): Form<HoldForm>) -> Answer {
    let cx = &visit.cx;
    let person = match form.person.trim() {
        "" => None,
        name => Some(people::one(cx, name, cx.now).await?),
    };
    let held = Held { person, from: day(&form.from)?, until: day(&form.until)? };
    let done = hold::add(cx, held, &form.reason).await?;
    Ok(visit.back(HERE, &done.into()))
}

/// A day that was typed; none for an empty field.
fn day(text: &str) -> Result<Option<Date>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Failure::bad_request(words::NO_DAY)),
    }
}

async fn lift(visit: Visit, Path(id): Path<i64>) -> Answer {
    let done = hold::lift(&visit.cx, id).await?;
    Ok(visit.back(HERE, &done.into()))
}

/// An address.
#[derive(Debug, Deserialize)]
struct Address {
    address: String,
}

async fn let_in(visit: Visit, Form(form): Form<Address>) -> Answer {
    let done = human::let_in(&visit.cx, &form.address).await?;
    Ok(visit.back(HERE, &Done { can_undo: false, ..done.into() }))
}

async fn drop_backups(visit: Visit) -> Answer {
    let done = human::drop_copies(&visit.cx).await?;
    Ok(visit.back(HERE, &Done { can_undo: false, ..done.into() }))
}
