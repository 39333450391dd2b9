//! One import: how far it is or how it ended, its totals, its lines, and what can be done with it.

use app::features::capture::imports::{self, ImportEntry, Standing};
use app::features::capture::jobs::{self, Ending, Job, Work};
use app::features::capture::{Outcome, ReportPage, Totals};
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use serde::Deserialize;

use super::lines::{self, Wanted};
use super::progress::{self, Running};
use super::{moving, number, short_name};
use crate::failure::Answer;
use crate::look::Look;
use crate::parts::{notice, notice_bad, pagehead, sec};
use crate::visit::Visit;
use crate::words::sources as words;

/// The outcomes, in the order in which they are told: what is new first.
pub const NEWEST_FIRST: [Outcome; 5] =
    [Outcome::Added, Outcome::Joined, Outcome::Unchanged, Outcome::Skipped, Outcome::Failed];

/// What the page shows.
pub struct Report {
    /// The import.
    pub import: ImportEntry,
    /// What is done with it just now, or was last.
    pub job: Option<Job>,
    /// Which of its lines.
    pub wanted: Wanted,
    /// They.
    pub lines: ReportPage,
}

/// Answers with the page.
pub async fn page(visit: Visit, Path(id): Path<i64>, Query(wanted): Query<Wanted>) -> Answer {
    let import = imports::one(&visit.cx, id).await?;
    let job = jobs::watch(&visit.cx)?.borrow().clone().filter(|job| job.import == Some(id));
    let lines = lines::some(&visit, id, &wanted).await?;
    let report = Report { import, job, wanted, lines };
    let is_moving = report.running().is_some() || report.import.standing == Standing::Running;
    let title = short_name(&report.import.names);
    let page = super::page(&title, view(&report, &visit.look));
    Ok(visit.whole(&if is_moving { moving(page) } else { page }))
}

/// The page of a job.
pub fn address(job: &Job) -> String {
    job.import.map_or_else(|| "/sources/look".to_owned(), |id| format!("/sources/imports/{id}"))
}

impl Report {
    fn running(&self) -> Option<&Job> {
        self.job.as_ref().filter(|job| job.is_running())
    }

    fn failed(&self) -> Option<&str> {
        match self.job.as_ref()?.ending.as_ref()? {
            Ending::Failed(why) => Some(why),
            _ => None,
        }
    }

    /// Headline and standfirst.
    fn finding(&self, look: &Look) -> (String, String) {
        let ImportEntry { totals, names, standing, .. } = &self.import;
        let name = short_name(names);
        if let Some(job) = self.running() {
            let headline = match job.work {
                Work::Undo => words::being_taken_back(&name),
                _ => words::being_read(&name),
            };
            return (headline, String::new());
        }
        let took = words::took(&name, totals.seconds);
        match standing {
            Standing::Running => (words::being_read(&name), words::ELSEWHERE.to_owned()),
            Standing::Finished => {
                let new = totals.added + totals.joined;
                (words::finished(totals.records, totals.failed, new, |n| number(look, n)), took)
            }
            Standing::Stopped => {
                let headline = words::stopped_after(&number(look, totals.records));
                (headline, format!("{took} {}", words::STOPPED_SAFE))
            }
            Standing::Interrupted => (words::INTERRUPTED.to_owned(), words::INTERRUPTED_SAFE.to_owned()),
            Standing::Undone => (words::TAKEN_BACK.to_owned(), words::TAKEN_BACK_DEK.to_owned()),
        }
    }
}

/// The page.
pub fn view(report: &Report, look: &Look) -> Markup {
    let import = &report.import;
    let (headline, dek) = report.finding(look);
    let kicker = look.day_time(import.started);
    let is_over = report.running().is_none() && import.standing != Standing::Running;
    html! {
        (pagehead(
            Some(&kicker),
            &headline,
            (!dek.is_empty()).then(|| html! { (dek) }),
            is_over.then(|| acts(import)),
        ))
        @if let Some(why) = report.failed() {
            (notice_bad(html! { b { (words::FAILED) } " " (why) }, None))
        }
        (went_on(import))
        @if let Some(job) = report.running() {
            (sec("now", words::READING_NOW, None, progress::shown(&Running::of(job), look)))
        } @else {
            @if import.totals.records > 0 { (figures(&import.totals, look)) }
            @if is_over && import.standing != Standing::Undone {
                (lines::section(report, look))
            }
        }
    }
}

fn acts(import: &ImportEntry) -> Markup {
    let form = |act: &str, class: &str, label: &str| {
        html! {
            form method="post" action={ "/sources/imports/" (import.id) "/" (act) } {
                button.btn.(class) { (label) }
            }
        }
    };
    html! {
        @if import.can_undo() { (form("undo", "plain", words::UNDO)) }
        @if import.can_resume() { (form("resume", "primary", words::RESUME)) }
    }
}

fn went_on(import: &ImportEntry) -> Markup {
    let link = |id: i64| html! { a href={ "/sources/imports/" (id) } { (words::ANOTHER_IMPORT) } "." };
    html! {
        @if let Some(id) = import.resumed_by { (notice(html! { (words::GONE_ON_WITH) " " (link(id)) }, None)) }
        @if let Some(id) = import.resumes { (notice(html! { (words::GOES_ON_WITH) " " (link(id)) }, None)) }
    }
}

/// The five outcomes, which add up to the records.
pub fn figures(totals: &Totals, look: &Look) -> Markup {
    let parts: Vec<(Outcome, String)> =
        NEWEST_FIRST.into_iter().map(|o| (o, number(look, totals.of(o)))).collect();
    html! {
        dl.figures aria-label=(words::adds_up(&number(look, totals.records), &parts)) {
            @for (outcome, n) in &parts {
                div {
                    dt { (words::outcome(*outcome)) }
                    dd { (n) small { (words::outcome_means(*outcome)) } }
                }
            }
        }
    }
}

/// An outcome as a mark.
pub fn tag(outcome: Outcome) -> Markup {
    let class = match outcome {
        Outcome::Added => "solid",
        Outcome::Failed => "alarm",
        _ => "",
    };
    html! { span.tag.(class) { (words::outcome(outcome)) } }
}

/// What the stop button says.
#[derive(Deserialize)]
pub struct Stop {
    undo: Option<String>,
}

/// Stops the present job.
pub async fn stop(visit: Visit, Form(asked): Form<Stop>) -> Answer {
    let job = jobs::watch(&visit.cx)?.borrow().clone();
    match asked.undo {
        Some(_) => jobs::stop_and_undo(&visit.cx)?,
        None => jobs::stop(&visit.cx)?,
    }
    let to = job.as_ref().map_or_else(|| "/sources".to_owned(), address);
    Ok(Redirect::to(&to).into_response())
}

/// Goes on with an import.
pub async fn resume(visit: Visit, Path(id): Path<i64>) -> Answer {
    let job = jobs::resume(&visit.cx, id).await?;
    Ok(Redirect::to(&address(&job)).into_response())
}

/// Takes an import back.
pub async fn undo(visit: Visit, Path(id): Path<i64>) -> Answer {
    let job = jobs::undo(&visit.cx, id).await?;
    Ok(Redirect::to(&address(&job)).into_response())
}
