//! "Are these right?": the sample of a quarter is begun and answered here.

use app::access::Right;
use app::features::accuracy::{self, Verdict};
use axum::Form;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::asking;
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::sample as words;

/// Where it is answered.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(asking::HERE, Who::Member(Right::Own), page)
        .post(asking::HERE, Who::Member(Right::Own), answer)
        .post("/settings/numbers/sample/begin", Who::Member(Right::Own), begin)
        .post("/settings/numbers/sample/not-now", Who::Member(Right::Own), not_now)
}

async fn page(visit: Visit) -> Answer {
    let sample = accuracy::this_quarter(&visit.cx).await?;
    let shown = asking::page(&sample, &visit.look);
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, shown)))
}

async fn begin(visit: Visit) -> Answer {
    accuracy::draw_sample(&visit.cx).await?;
    Ok(Redirect::to(asking::HERE).into_response())
}

async fn not_now(visit: Visit) -> Answer {
    let done = accuracy::not_this_quarter(&visit.cx).await?;
    Ok(visit.back("/", &done.into()))
}

#[derive(Deserialize)]
struct Given {
    place: i64,
    answer: String,
}

async fn answer(visit: Visit, Form(given): Form<Given>) -> Answer {
    let verdict =
        Verdict::from_word(&given.answer).ok_or_else(|| Failure::bad_request(words::YOUR_ANSWER))?;
    let done = accuracy::answer(&visit.cx, given.place, verdict).await?;
    Ok(visit.back(asking::HERE, &done.into()))
}
