//! Today: whom to reach out to, and why; and the acts that take somebody off the list.
//!
//! The list is made once for a snapshot (`app::features::today::page`); here it becomes words (`fill`) and markup (`view`).
//! After an act htmx gets what else changed: the headline, who is let go, who is done. `?more=5` asks for five more people
//! than a day has places; it stays with what is done to these people.

mod fill;
pub(super) mod letter;
mod shown;
mod view;

use std::sync::Arc;

use app::access::{Field, Right, Role};
use app::features::accuracy::{self, Quarter};
use app::features::acts::Done;
use app::features::capture::jobs;
use app::features::interactions::{self, LogKind};
use app::features::settings;
use app::features::today::{self, Page as TodayPage, WhyNot};
use app::features::tray::{self, Suggestion};
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use maud::{Markup, html};
use model::PersonId;
use serde::Deserialize;

use crate::assets::url;
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::pages::{data, people};
use crate::parts::{empty, pagehead};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::{shell as words, today as today_words};
use shown::{Brief, Reader};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Who::Member(Right::Read), page)
        .post("/today/{person}/log", Who::Member(Right::Suggest), log)
        .post("/today/{person}/later", Who::Member(Right::Suggest), later)
        .post("/today/{person}/not", Who::Member(Right::Suggest), not_them)
}

/// How many people are asked for besides those of the day.
#[derive(Clone, Copy, Deserialize)]
struct More {
    #[serde(default)]
    more: usize,
}

impl More {
    /// Where the page is with them.
    fn address(self) -> String {
        if self.more == 0 { "/".to_owned() } else { format!("/?more={}", self.more) }
    }
}

async fn page(visit: Visit, Query(more): Query<More>) -> Answer {
    let Some(page) = today_with(&visit, more).await? else {
        if visit.may_see("/welcome") {
            return Ok(Redirect::to("/welcome").into_response());
        }
        let body = match jobs::is_reading(&visit.cx)? {
            true => people::nobody_yet(visit.may_see("/sources"), true),
            false => {
                let sources = visit.may_see("/sources").then(sources_link);
                empty(today_words::NOBODY_YET, today_words::NOBODY_YET_WHY, sources)
            }
        };
        let title = words::section(Section::Today);
        let body = html! { (pagehead(None, title, None, None)) (body) };
        return Ok(visit.whole(&Page::new(title, Section::Today, body)));
    };
    let waiting = waiting(&visit).await?;
    let brief = fill::brief(&page, more.more, reader(&visit).await?, &waiting, &visit.look, visit.cx.now);
    let trouble = data::trouble(&visit).await?;
    let body = html! { @if let Some(trouble) = trouble { (trouble) } (view::brief(&brief)) };
    let mut whole = Page::new(words::section(Section::Today), Section::Today, body);
    whole.head = html! { script src=(url("letters.js")) defer {} };
    Ok(visit.whole(&whole))
}

fn sources_link() -> Markup {
    html! { a.btn href="/sources" { (words::SOURCES) } }
}

async fn reader(visit: &Visit) -> Result<Reader, Failure> {
    let access = &visit.cx.access;
    let preferences = settings::preferences(&visit.cx).await?;
    let is_asked = access.has(Right::Own) && preferences.not_asked != Some(Quarter::of(visit.look.today));
    Ok(Reader {
        waiting: tray::waiting_now(&visit.cx),
        left_to_ask: if is_asked { accuracy::left_to_ask(&visit.cx).await? } else { 0 },
        changes: access.has(Right::Suggest),
        runs: visit.may_see("/sources"),
        sees_dates: access.opens(Field::Family),
    })
}

/// What waits in the tray, of whoever looks: it is marked beside the people whom it is about.
async fn waiting(visit: &Visit) -> Result<Vec<Suggestion>, Failure> {
    let decides = visit.cx.access.role == Role::Principal;
    if !visit.cx.access.has(Right::Suggest) || (decides && tray::waiting_now(&visit.cx) == 0) {
        return Ok(Vec::new());
    }
    Ok(tray::open(&visit.cx).await?)
}

/// The page with so many more people.
async fn today_with(visit: &Visit, more: More) -> Result<Option<Arc<TodayPage>>, Failure> {
    Ok(today::page(&visit.cx, visit.server.config.today_limit, more.more).await?)
}

#[derive(Deserialize)]
struct Log {
    kind: String,
}

async fn log(
    visit: Visit,
    Path(person): Path<i64>,
    Query(more): Query<More>,
    Form(form): Form<Log>,
) -> Answer {
    let kind =
        [LogKind::Call, LogKind::Meeting, LogKind::Message].into_iter().find(|k| k.word() == form.kind);
    let kind = kind.ok_or_else(|| Failure::bad_request(""))?;
    let before = listed(&visit, more).await?;
    let done = interactions::log(&visit.cx, PersonId(person), kind, "", None).await?;
    acted(&visit, more, &before, done).await
}

#[derive(Deserialize)]
struct LaterDay {
    until: Date,
}

async fn later(
    visit: Visit,
    Path(person): Path<i64>,
    Query(more): Query<More>,
    Form(form): Form<LaterDay>,
) -> Answer {
    let before = listed(&visit, more).await?;
    let done = app::features::people::snooze(&visit.cx, PersonId(person), form.until).await?;
    acted(&visit, more, &before, done).await
}

#[derive(Deserialize)]
struct Not {
    why: String,
}

async fn not_them(
    visit: Visit,
    Path(person): Path<i64>,
    Query(more): Query<More>,
    Form(form): Form<Not>,
) -> Answer {
    let why = WhyNot::from_word(&form.why).ok_or_else(|| Failure::bad_request(""))?;
    let before = listed(&visit, more).await?;
    let done = today::dismiss(&visit.cx, PersonId(person), why).await?;
    acted(&visit, more, &before, done).await
}

/// Who is on the list.
async fn listed(visit: &Visit, more: More) -> Result<Vec<PersonId>, Failure> {
    let page = today_with(visit, more).await?;
    Ok(page.map_or_else(Vec::new, |page| page.list.chosen.iter().map(|s| s.person).collect()))
}

/// The answer to an act: the person is gone from the list, and the page is as it is now.
async fn acted(visit: &Visit, more: More, before: &[PersonId], done: Done) -> Answer {
    let done = done.into();
    if !visit.is_htmx {
        return Ok(visit.back(&more.address(), &done));
    }
    let page = today_with(visit, more).await?;
    let waiting = waiting(visit).await?;
    let reader = reader(visit).await?;
    let brief = page.map(|page| fill::brief(&page, more.more, reader, &waiting, &visit.look, visit.cx.now));
    let now = brief.map_or_else(|| html! {}, |brief| changed(&brief, before));
    Ok(visit.done(&more.address(), now, &done))
}

/// What an act changes besides taking the person off: the headline, who is done and who is let go; where contact that was
/// imported since made a place free, also who took it.
fn changed(brief: &Brief, before: &[PersonId]) -> Markup {
    let newcomers = || brief.stories.iter().filter(|story| !before.contains(&PersonId(story.id)));
    html! {
        div hx-swap-oob="outerHTML:#brief-head" { (view::head(brief)) }
        div hx-swap-oob="outerHTML:#brief-places" { (view::places(brief)) }
        div hx-swap-oob="outerHTML:#brief-done" { (view::done(&brief.done)) }
        div hx-swap-oob="outerHTML:#brief-let-go" { (view::let_go(&brief.let_go)) }
        @if brief.stories.is_empty() {
            div hx-swap-oob="outerHTML:#stories" { (view::stories(brief)) }
        } @else if newcomers().next().is_some() {
            ol hx-swap-oob="beforeend:#stories" { @for story in newcomers() { (view::story(story, false, brief)) } }
        }
    }
}
