//! How files come in: uploads streamed to disk, or a path on this machine; then who the owner is; then a try or the
//! import itself.

use std::path::PathBuf;

use app::features::capture::jobs::{self, Ending, Job, Work};
use app::features::capture::uploads::{self, Upload, Waiting};
use app::features::capture::{Line, Outcome, Request, propose_owner};
use app::features::keeping;
use axum::Form;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::progress::{self, Running};
use super::{moving, number, overview, report, short_name};
use crate::failure::{Answer, Failure};
use crate::look::Look;
use crate::parts::{actions, empty, notice_bad, pagehead, sec};
use crate::visit::Visit;
use crate::words::sources as words;

/// Takes the files of the form, in pieces, to disk; nothing of an upload that breaks off is kept.
pub async fn receive(visit: Visit, request: axum::extract::Request) -> Answer {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken_off())?;
    let mut upload = Upload::begin(&visit.cx).await?;
    while let Some(field) = parts.next_field().await.map_err(|e| cut(&e))? {
        let name = field.file_name().map(str::to_owned).filter(|name| !name.is_empty());
        if let Some(name) = name {
            receive_file(&mut upload, &name, field).await?;
        }
    }
    if upload.files() == 0 {
        return Err(Failure::bad_request(words::NO_FILE));
    }
    Ok(Redirect::to(&format!("/sources/bring?upload={}", upload.finish())).into_response())
}

async fn receive_file(upload: &mut Upload, name: &str, mut field: Field<'_>) -> Result<(), Failure> {
    let mut file = upload.file(name).await?;
    while let Some(piece) = field.chunk().await.map_err(|e| cut(&e))? {
        file.write(&piece).await?;
    }
    Ok(file.finish().await?)
}

fn broken_off() -> Failure {
    Failure::bad_request(words::BROKEN_OFF)
}

fn cut(_: &MultipartError) -> Failure {
    broken_off()
}

/// What is to be read: an upload that waits, or a path on this machine.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct From {
    upload: Option<u64>,
    folder: Option<String>,
}

/// What the page shows.
pub struct Ready {
    /// The fields that say what is read: name and value.
    pub from: (&'static str, String),
    /// The uploaded files; none of a folder.
    pub files: Vec<Waiting>,
    /// The folder.
    pub folder: Option<String>,
    /// Who the owner may be; `None` where that is known.
    pub proposals: Option<Vec<Proposal>>,
}

/// An address that may be the owner's.
pub struct Proposal {
    /// The address.
    pub address: String,
    /// The part of what was looked at that it is party to, in percent.
    pub percent: f64,
    /// It wrote some of it.
    pub writes: bool,
}

impl From {
    async fn paths(&self, visit: &Visit) -> Result<(Vec<PathBuf>, Vec<Waiting>), Failure> {
        match (self.upload, &self.folder) {
            (Some(upload), _) => {
                let files = uploads::waiting(&visit.cx, upload).await?;
                Ok((files.iter().map(|file| file.path.clone()).collect(), files))
            }
            (None, Some(folder)) => Ok((vec![uploads::on_server(&visit.cx, folder)?], Vec::new())),
            (None, None) => Err(Failure::bad_request(words::NO_FILE)),
        }
    }
}

/// What came in, and what must be known before it is read.
pub async fn page(visit: Visit, Query(from): Query<From>) -> Answer {
    let (paths, files) = match from.paths(&visit).await {
        Ok(found) => found,
        // A path with a slip of the pen is typed again where it was.
        Err(failure) if from.upload.is_none() && failure.status == StatusCode::CONFLICT => {
            return overview::again(visit, from.folder.unwrap_or_default(), &failure.words).await;
        }
        Err(failure) => return Err(failure),
    };
    let field = match from.upload {
        Some(upload) => ("upload", upload.to_string()),
        None => ("folder", from.folder.clone().unwrap_or_default()),
    };
    let folder = files.is_empty().then(|| paths.first().map(|p| p.display().to_string())).flatten();
    let ready = Ready { from: field, files, folder, proposals: proposals(&visit, paths).await? };
    Ok(visit.whole(&super::page(words::READY, view(&ready, &visit.look))))
}

/// Who the owner may be, from the first few thousand items; `None` where it is known.
async fn proposals(visit: &Visit, paths: Vec<PathBuf>) -> Result<Option<Vec<Proposal>>, Failure> {
    if keeping::known_owner(&visit.cx).await.is_ok() {
        return Ok(None);
    }
    let cx = visit.cx.clone();
    let found = tokio::task::spawn_blocking(move || propose_owner(&cx, &paths)).await;
    let found = found.map_err(|_| Failure::ours())?;
    let proposals = found.into_iter().map(|p| Proposal {
        address: p.address.value().to_owned(),
        percent: (p.share * 100.0).round(),
        writes: p.writes,
    });
    Ok(Some(proposals.collect()))
}

/// The page before an import.
pub fn view(ready: &Ready, look: &Look) -> Markup {
    let title = match ready.files.len() {
        0 => words::READY.to_owned(),
        n => words::files_to_read(n, &look.number(n as i64)),
    };
    html! {
        (pagehead(None, &title, Some(html! { (words::NOTHING_YET_ADDED) }), None))
        form.stack.narrow method="post" action="/sources/imports" {
            input type="hidden" name=(ready.from.0) value=(ready.from.1);
            (sec("what", words::TO_READ, None, what(ready)))
            @if let Some(proposals) = &ready.proposals {
                (sec("who", words::WHO_ARE_YOU, None, who(proposals)))
            }
            label.check { input type="checkbox" name="no_subjects" value="yes"; span { (words::NO_SUBJECTS) } }
            (actions(html! {
                button.btn.primary name="how" value="import" { (words::IMPORT) }
                button.btn name="how" value="look" { (words::LOOK_FIRST) }
                a.btn.plain href="/sources" { (words::NOT_NOW) }
            }))
        }
    }
}

fn what(ready: &Ready) -> Markup {
    html! {
        ul.facts {
            @if let Some(folder) = &ready.folder { li { span.breaks { (folder) } } }
            @for file in &ready.files {
                li { span.breaks { (file.name) } span.src { (words::size(file.bytes)) } }
            }
        }
    }
}

fn who(proposals: &[Proposal]) -> Markup {
    html! {
        fieldset.plain.stack {
            legend.meta { (if proposals.is_empty() { words::NOBODY_TO_PROPOSE } else { words::WHO_ARE_YOU_WHY }) }
            @for (n, proposal) in proposals.iter().enumerate() {
                label.check {
                    input type="checkbox" name="me" value=(proposal.address) checked[n == 0];
                    span {
                        span.breaks { (proposal.address) }
                        span.hint { (words::share(proposal.percent, proposal.writes)) }
                    }
                }
            }
            div.field {
                label for="other-me" { (words::ANOTHER_ADDRESS) }
                input #other-me type="email" name="me" autocomplete="email" required[proposals.is_empty()];
            }
        }
    }
}

/// Starts an import, or a dry run.
pub async fn start(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    let asked = Asked::of(fields);
    let request = match asked.look {
        Some(number) => tried(&visit, number)?,
        None => asked.request(&visit).await?,
    };
    let job = jobs::start(&visit.cx, request).await?;
    Ok(Redirect::to(&report::address(&job)).into_response())
}

#[derive(Default)]
struct Asked {
    from: From,
    look: Option<u64>,
    me: Vec<String>,
    no_subjects: bool,
    is_try: bool,
}

impl Asked {
    fn of(fields: Vec<(String, String)>) -> Asked {
        let mut asked = Asked::default();
        for (name, value) in fields {
            let value = value.trim();
            match name.as_str() {
                "upload" => asked.from.upload = value.parse().ok(),
                "folder" => asked.from.folder = Some(value.to_owned()),
                "look" => asked.look = value.parse().ok(),
                "me" if !value.is_empty() => asked.me.push(value.to_owned()),
                "no_subjects" => asked.no_subjects = true,
                "how" => asked.is_try = value == "look",
                _ => {}
            }
        }
        asked
    }

    async fn request(self, visit: &Visit) -> Result<Request, Failure> {
        if self.me.is_empty() && keeping::known_owner(&visit.cx).await.is_err() {
            return Err(Failure::bad_request(words::SAY_WHO));
        }
        let (paths, _) = self.from.paths(visit).await?;
        let Asked { me, no_subjects, is_try, .. } = self;
        Ok(Request { paths, me, no_subjects, dry_run: is_try, ..Request::default() })
    }
}

/// What was tried last, to be done now.
fn tried(visit: &Visit, number: u64) -> Result<Request, Failure> {
    let last = jobs::watch(&visit.cx)?.borrow().clone();
    let tried = last.filter(|job| job.number == number && job.work == Work::DryRun);
    let tried = tried.ok_or_else(|| Failure::bad_request(words::LOOK_GONE))?;
    Ok(Request { dry_run: false, ..tried.request })
}

/// A dry run: how far it is, or what it told.
pub async fn looked(visit: Visit) -> Answer {
    let last = jobs::watch(&visit.cx)?.borrow().clone();
    let Some(job) = last.filter(|job| job.work == Work::DryRun) else {
        return Ok(go_to_sources());
    };
    let page = super::page(words::LOOK_FIRST, looked_view(&job, &job.samples(&visit.cx), &visit.look));
    Ok(visit.whole(&if job.is_running() { moving(page) } else { page }))
}

fn go_to_sources() -> Response {
    Redirect::to("/sources").into_response()
}

/// The page of a dry run.
pub fn looked_view(job: &Job, samples: &[Line], look: &Look) -> Markup {
    let totals = &job.progress.totals;
    let new = totals.added + totals.joined;
    let figure = |n| number(look, n);
    let (title, dek) = match &job.ending {
        None => (words::being_tried(&short_name(&job.names)), ""),
        Some(Ending::Stopped) => {
            (words::would_tell_so_far(&figure(totals.records), &figure(new)), words::TRY_IS_SHORT)
        }
        Some(_) => (words::would_tell(totals.records, new, figure), words::TRY_CHANGED_NOTHING),
    };
    let acts = job.ending.is_some().then(|| import_now(job));
    html! {
        (pagehead(None, &title, (!dek.is_empty()).then(|| html! { (dek) }), acts))
        @match &job.ending {
            None => (progress::shown(&Running::of(job), look)),
            Some(Ending::Failed(why)) => (notice_bad(html! { b { (words::FAILED) } " " (why) }, None)),
            Some(_) => { (report::figures(totals, look)) (self::samples(samples)) },
        }
    }
}

fn import_now(job: &Job) -> Markup {
    html! {
        form.row method="post" action="/sources/imports" {
            input type="hidden" name="look" value=(job.number);
            a.btn href="/sources" { (words::NOT_NOW) }
            button.btn.primary { (words::IMPORT_NOW) }
        }
    }
}

fn samples(samples: &[Line]) -> Markup {
    if samples.is_empty() {
        return empty(words::NO_LINES, words::NO_LINES_WHY, None);
    }
    html! {
        table.data.fold {
            thead {
                tr {
                    th scope="col" { (words::OUTCOME) }
                    th scope="col" { (words::WHERE) }
                    th scope="col" { (words::WHY) }
                }
            }
            tbody.top {
                @for outcome in Outcome::ALL {
                    @for line in samples.iter().filter(|line| line.outcome == outcome) {
                        tr {
                            td.f1 { (report::tag(line.outcome)) }
                            td.full.breaks { (line.place) }
                            td.full.meta.breaks { (line.reason) }
                        }
                    }
                }
            }
        }
    }
}
