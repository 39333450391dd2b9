//! The region that moves while something is read, and the stream of events that moves it.

use std::convert::Infallible;
use std::time::Duration;

use app::features::capture::jobs::{self, Job, Work};
use app::features::capture::{Phase, Progress};
use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Sse};
use futures_util::stream;
use maud::{Markup, html};
use tokio::sync::watch::Receiver;

use super::{number, report, short_name};
use crate::failure::{Answer, Failure};
use crate::look::Look;
use crate::server::Server;
use crate::visit::Visit;
use crate::words::sources as words;

/// Between two events: more is not seen.
const PAUSE: Duration = Duration::from_millis(400);

/// The present job, if it is running.
pub fn running(visit: &Visit) -> Result<Option<Job>, Failure> {
    Ok(jobs::watch(&visit.cx)?.borrow().clone().filter(Job::is_running))
}

/// A job that is running, as it is shown.
#[derive(Clone, Debug)]
pub struct Running {
    /// What it does.
    pub work: Work,
    /// The import, once it has a number.
    pub import: Option<i64>,
    /// What is read.
    pub names: Vec<String>,
    /// How far it has got.
    pub progress: Progress,
    /// Items a second.
    pub rate: f64,
    /// About how many seconds are left, once that can be said.
    pub seconds_left: Option<u64>,
    /// It was asked to end.
    pub is_stopping: bool,
}

impl Running {
    /// A job as it is at this moment.
    pub fn of(job: &Job) -> Running {
        Running {
            work: job.work,
            import: job.import,
            names: job.names.clone(),
            progress: job.progress.clone(),
            rate: job.rate(),
            seconds_left: job.seconds_left(),
            is_stopping: job.is_stopping,
        }
    }
}

/// The progress of a job, with the buttons that end it.
pub fn shown(job: &Running, look: &Look) -> Markup {
    let events = match job.import {
        Some(id) => format!("/sources/imports/{id}/events"),
        None => "/sources/look/events".to_owned(),
    };
    html! {
        div.prog {
            div.prog data-events=(events) { (inner(job, look)) }
            @if job.work != Work::Undo && !job.is_stopping {
                form.actions method="post" action="/sources/stop" {
                    button.btn.small { (words::STOP) }
                    @if job.work == Work::Import {
                        button.btn.small.plain name="undo" value="yes" { (words::STOP_AND_UNDO) }
                    }
                }
            }
        }
    }
}

/// What an event brings.
fn inner(job: &Running, look: &Look) -> Markup {
    let p = &job.progress;
    let rate = (p.records > 0).then(|| number(look, job.rate as u64));
    let left = job.seconds_left.filter(|_| p.phase == Phase::Reading);
    let is_measured = job.work != Work::Undo && p.total_bytes > 0;
    html! {
        div.row.apart {
            label.strong for="pg" { (short_name(&job.names)) }
            @if job.work != Work::Undo {
                span.num.meta { (words::so_far(&number(look, p.records), rate.as_deref(), left)) }
            }
        }
        @if is_measured {
            @let percent = p.bytes.min(p.total_bytes) * 100 / p.total_bytes;
            progress #pg max=(p.total_bytes) value=(p.bytes.min(p.total_bytes)) { (words::percent(percent)) }
        } @else {
            progress #pg {}
        }
        p.evidence {
            @if job.work == Work::Undo { span { (words::TAKING_BACK) } }
            @if is_measured { span { (words::megabytes(p.bytes, p.total_bytes)) } }
            @for outcome in report::NEWEST_FIRST.into_iter().filter(|o| p.totals.of(*o) > 0) {
                span { (number(look, p.totals.of(outcome))) " " (outcome.word()) }
            }
            @if job.is_stopping { span { (words::STOPPING) } }
            @else if p.phase == Phase::Finishing { span { (words::FINISHING) } }
        }
    }
}

/// The events of an import, or of taking it back.
pub async fn events(visit: Visit, Path(id): Path<i64>) -> Answer {
    Ok(answer(&visit, Some(id))?.into_response())
}

/// The events of a dry run.
pub async fn look_events(visit: Visit) -> Answer {
    Ok(answer(&visit, None)?.into_response())
}

struct Telling {
    jobs: Receiver<Option<Job>>,
    import: Option<i64>,
    look: Look,
    server: Server,
    is_first: bool,
    is_over: bool,
}

fn answer(visit: &Visit, import: Option<i64>) -> Result<impl IntoResponse, Failure> {
    let telling = Telling {
        jobs: jobs::watch(&visit.cx)?,
        import,
        look: visit.look.clone(),
        server: visit.server.clone(),
        is_first: true,
        is_over: false,
    };
    Ok(Sse::new(stream::unfold(telling, next)).keep_alive(KeepAlive::default()))
}

/// The next event; none once the job has ended or the server stops.
async fn next(mut telling: Telling) -> Option<(Result<Event, Infallible>, Telling)> {
    if telling.is_over {
        return None;
    }
    if !telling.is_first {
        let changed = async {
            tokio::time::sleep(PAUSE).await;
            telling.jobs.changed().await
        };
        tokio::select! {
            changed = changed => changed.ok()?,
            () = telling.server.stopping() => return None,
        }
    }
    telling.is_first = false;
    let region = {
        let job = telling.jobs.borrow_and_update();
        let ours = job.as_ref().filter(|job| job.is_running() && job.import == telling.import);
        ours.map(|job| inner(&Running::of(job), &telling.look).into_string().replace('\r', " "))
    };
    telling.is_over = region.is_none();
    let event = match region {
        Some(region) => Event::default().event("progress").data(region),
        None => Event::default().event("end").data("end"),
    };
    Some((Ok(event), telling))
}
