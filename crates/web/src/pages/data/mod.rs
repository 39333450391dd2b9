//! Keeping the data: how it stands with backups, when they are made by themselves, and how to go back.

mod view;

use app::access::Right;
use app::features::keeping::backup::keeper::{self, Run};
use app::features::keeping::backup::schedule::{self, Every, Schedule};
use axum::extract::Form;
use axum::response::IntoResponse;
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::parts::notice_bad;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::data as words;
use view::{Last, Shown};

const PATH: &str = "/settings/data";

/// Where it is answered.
pub fn routes() -> Routes {
    let who = Who::Member(Right::Administer);
    Routes::new()
        .get(PATH, who, page)
        .get("/settings/data/backups", who, backups)
        .post("/settings/data/backups", who, make_one)
        .post("/settings/data/schedule", who, set_schedule)
}

async fn page(visit: Visit) -> Answer {
    let body = view::page(&visit.look, &shown(&visit).await?);
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, body)))
}

/// How it stands, for a page that waits for a backup to be made.
async fn backups(visit: Visit) -> Answer {
    if !visit.is_htmx {
        return Ok(visit.go(PATH));
    }
    Ok(view::backups(&shown(&visit).await?).into_response())
}

async fn make_one(visit: Visit) -> Answer {
    keeper::start(&visit.cx).await?;
    backups(visit).await
}

#[derive(Deserialize)]
struct Wanted {
    every: Every,
    hour: i8,
    #[serde(default)]
    folder: String,
    daily: u32,
    weekly: u32,
    monthly: u32,
    #[serde(default)]
    recipients: String,
}

async fn set_schedule(
    visit: Visit,
    form: Result<Form<Wanted>, axum::extract::rejection::FormRejection>,
) -> Answer {
    let Form(form) = form.map_err(|_| Failure::bad_request(words::UNREADABLE))?;
    let lines = form.recipients.lines().map(str::trim).filter(|line| !line.is_empty());
    let wanted = Schedule {
        every: form.every,
        hour: form.hour,
        folder: form.folder.trim().to_owned(),
        daily: form.daily,
        weekly: form.weekly,
        monthly: form.monthly,
        recipients: lines.map(str::to_owned).collect(),
        since: 0,
    };
    let done = schedule::set_schedule(&visit.cx, wanted).await?;
    keeper::wake(&visit.cx.app);
    let fragment = view::rows(&visit.look, &shown(&visit).await?);
    Ok(visit.done(PATH, fragment, &done.into()))
}

async fn shown(visit: &Visit) -> Result<Shown, Failure> {
    let standing = keeper::standing(&visit.cx).await?;
    let look = &visit.look;
    Ok(Shown {
        last: standing.last.map(|run| last(&run, look, !standing.schedule.recipients.is_empty())),
        next: standing.next.map(|at| look.day_time(at)),
        is_busy: standing.is_busy,
        folder: standing.schedule.folder(&visit.cx.app.data).display().to_string(),
        schedule: standing.schedule,
    })
}

fn last(run: &Run, look: &Look, is_sealed: bool) -> Last {
    let when = look.day_time(run.at);
    if !run.trouble.is_empty() {
        return Last::Failed(words::failed(&when, &run.trouble));
    }
    let megabytes = look.number((run.bytes + 999_999) / 1_000_000);
    let tried = match (run.restored, is_sealed) {
        (true, _) => words::RESTORED,
        (false, true) => words::SUMMED,
        (false, false) => words::NOT_RESTORED,
    };
    Last::Made { made: words::made(&when, &megabytes), file: run.file.clone(), tried }
}

/// A notice for whoever can do something about it, if the last backup did not come to be.
pub(super) async fn trouble(visit: &Visit) -> Result<Option<Markup>, Failure> {
    let run = keeper::trouble(&visit.cx).await?;
    let see = html! { a.btn.small href=(PATH) { (words::SEE) } };
    Ok(run.map(|run| {
        let words = words::failed(&visit.look.day_time(run.at), &run.trouble);
        notice_bad(html! { (words) }, Some(see))
    }))
}
