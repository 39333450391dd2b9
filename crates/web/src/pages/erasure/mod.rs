//! What goes and what stays: how long sources are kept, legal holds, and who was forgotten.

mod view;

use app::Cx;
use app::access::Right;
use app::features::acts;
use app::features::keeping::hold::{self, Held};
use app::features::keeping::{human, retention};
use app::features::people;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::Answer;
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
    shown(&visit, None).await
}

async fn shown(visit: &Visit, refused: Option<(HoldForm, String)>) -> Answer {
    let cx = &visit.cx;
    let (rules, holds, forgotten) =
        tokio::try_join!(retention::rules(cx), hold::list(cx), human::forgotten(cx))?;
    let again = refused.is_some();
    let body = view::page(&visit.look, &Shown { rules, holds, forgotten, refused });
    let page = visit.whole(&Page::new(words::TITLE, Section::None, body));
    Ok(if again { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
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
pub(super) struct HoldForm {
    pub person: String,
    pub from: String,
    pub until: String,
    pub reason: String,
}

/// Holds what was typed; what cannot be held is said above the form, which keeps what was typed.
async fn add_hold(visit: Visit, Form(form): Form<HoldForm>) -> Answer {
    match held(&visit.cx, &form).await {
        Ok(done) => Ok(visit.back(HERE, &done.into())),
        Err(app::Error::Refused(why) | app::Error::NotFound(why)) => shown(&visit, Some((form, why))).await,
        Err(other) => Err(other.into()),
    }
}

async fn held(cx: &Cx, form: &HoldForm) -> app::Result<acts::Done> {
    let person = match form.person.trim() {
        "" => None,
        name => Some(people::one(cx, name, cx.now).await?),
    };
    let held = Held { person, from: day(&form.from)?, until: day(&form.until)? };
    hold::add(cx, held, &form.reason).await
}

/// A day that was typed; none for an empty field.
fn day(text: &str) -> app::Result<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| app::Error::Refused(words::NO_DAY.to_owned())),
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
