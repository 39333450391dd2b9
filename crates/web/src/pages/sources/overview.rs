//! The page of the sources: what is being read, what was read so far, and the form that brings more.

use app::access::Right;
use app::features::capture::imports::{self, ImportEntry, SourceEntry, Standing};
use app::features::capture::jobs::{Job, Work};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};

use super::progress::{self, Running};
use super::{last_part, moving, number, short_name, when};
use crate::failure::{Answer, as_sentence};
use crate::look::Look;
use crate::parts::{actions, icon, notice, notice_bad, pagehead, sec};
use crate::visit::Visit;
use crate::words::sources as words;

/// Imports in the history.
const IN_HISTORY: usize = 12;

/// What the page shows.
pub struct Overview {
    /// What is running here.
    pub job: Option<Job>,
    /// The newest imports, newest first.
    pub imports: Vec<ImportEntry>,
    /// What was imported from.
    pub sources: Vec<SourceEntry>,
    /// The field for a path on the server; none for whoever may not read there.
    pub folder: Option<Folder>,
}

/// The field for a path on the server.
#[derive(Default)]
pub struct Folder {
    /// What was typed.
    pub typed: String,
    /// Why that cannot be read.
    pub wrong: Option<String>,
}

/// Answers with the page.
pub async fn page(visit: Visit) -> Answer {
    shown(&visit, Folder::default()).await
}

/// The page once more, with a path that cannot be read and why.
pub async fn again(visit: Visit, typed: String, why: &str) -> Answer {
    let page = shown(&visit, Folder { typed, wrong: Some(as_sentence(why)) }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn shown(visit: &Visit, folder: Folder) -> Answer {
    let overview = Overview {
        job: progress::running(visit)?,
        imports: imports::newest(&visit.cx).await?,
        sources: imports::sources(&visit.cx).await?,
        folder: visit.cx.access.has(Right::Administer).then_some(folder),
    };
    let is_moving = overview.job.is_some() || overview.elsewhere().is_some();
    let page = super::page(words::SOURCES, view(&overview, &visit.look));
    Ok(visit.whole(&if is_moving { moving(page) } else { page }))
}

impl Overview {
    /// The newest import that did not get to its end and can be gone on with.
    fn unfinished(&self) -> Option<&ImportEntry> {
        self.imports.iter().find(|import| import.can_resume())
    }

    /// An import that another program is running.
    fn elsewhere(&self) -> Option<&ImportEntry> {
        self.imports.iter().find(|i| i.standing == Standing::Running).filter(|_| self.job.is_none())
    }

    fn kept(&self) -> impl Iterator<Item = &SourceEntry> {
        self.sources.iter().filter(|source| source.kept > 0)
    }

    fn headline(&self, look: &Look) -> (String, String) {
        if let Some(job) = &self.job {
            let name = short_name(&job.names);
            let headline = match job.work {
                Work::Import => words::being_read(&name),
                Work::DryRun => words::being_tried(&name),
                Work::Undo => words::being_taken_back(&name),
            };
            return (headline, String::new());
        }
        if let Some(import) = self.elsewhere() {
            return (words::being_read(&short_name(&import.names)), words::ELSEWHERE.to_owned());
        }
        if self.unfinished().is_some() {
            return (words::UNFINISHED.to_owned(), words::UNFINISHED_DEK.to_owned());
        }
        let n = self.kept().count();
        let Some(last) = self.kept().filter_map(|s| s.last_read).max() else {
            return (words::NOTHING_YET.to_owned(), words::NOTHING_YET_DEK.to_owned());
        };
        let days = look.today.since(last.to_zoned(look.zone.clone()).date()).map_or(0, |s| s.get_days());
        let kept = u64::try_from(self.kept().map(|s| s.kept).sum::<i64>()).unwrap_or(0);
        (
            words::sources_read(n, &look.number(n as i64), &look.ago_days(days.into())),
            words::kept_in_all(kept, &number(look, kept)),
        )
    }
}

/// The page.
pub fn view(overview: &Overview, look: &Look) -> Markup {
    let (headline, dek) = overview.headline(look);
    let dek = (!dek.is_empty()).then(|| html! { (dek) });
    html! {
        (pagehead(None, &headline, dek, None))
        @if let Some(import) = overview.unfinished().filter(|_| overview.job.is_none()) { (unfinished(import)) }
        div.cols {
            div {
                @if let Some(job) = &overview.job {
                    (sec("now", words::READING_NOW, None, progress::shown(&Running::of(job), look)))
                }
                @if overview.kept().next().is_some() {
                    (sec("read", words::READ_SO_FAR, None, table(overview, look)))
                }
                (sec("import", words::IMPORT_FILES, Some(html! { span.note { (words::FORMATS) } }), form(overview.folder.as_ref())))
            }
            aside {
                (sec("never", words::NEVER_KEPT, None, html! {
                    ul.facts { @for fact in words::NEVER_KEPT_FACTS { li { (fact) } } }
                }))
                @if !overview.imports.is_empty() {
                    (sec("history", words::HISTORY, None, history(&overview.imports, look)))
                }
            }
        }
    }
}

fn unfinished(import: &ImportEntry) -> Markup {
    let said = html! {
        a href={ "/sources/imports/" (import.id) } { b { (short_name(&import.names)) } }
        " " (words::STOPPED_SAFE)
    };
    let act = html! {
        form method="post" action={ "/sources/imports/" (import.id) "/resume" } {
            button.btn.small { (words::RESUME) }
        }
    };
    notice(said, Some(act))
}

fn table(overview: &Overview, look: &Look) -> Markup {
    html! {
        table.data.fold {
            thead {
                tr {
                    th scope="col" { (words::SOURCE) }
                    th scope="col" { (words::READS) }
                    th.r scope="col" { (words::RECORDS) }
                    th.r scope="col" { (words::LAST_READ) }
                }
            }
            tbody { @for source in overview.kept() { (row(source, look)) } }
        }
    }
}

fn row(source: &SourceEntry, look: &Look) -> Markup {
    let place = if source.is_upload { words::UPLOADED } else { source.name.as_str() };
    let formats: Vec<&str> = source.formats.iter().map(|f| words::format(f)).collect();
    html! {
        tr {
            th.f1 scope="row" { span.strong.breaks { (last_part(&source.name)) } br; span.micro.breaks { (place) } }
            td.full.meta { (formats.join(", ")) }
            td.r.f2 { (look.number(source.kept)) }
            td.r.full.meta {
                @match source.last_read { Some(at) => (when(look, at)), None => (words::NEVER) }
            }
        }
    }
}

/// The form that brings files, and the one that names a folder.
fn form(folder: Option<&Folder>) -> Markup {
    html! {
        form.dropzone.stack method="post" action="/sources/files" enctype="multipart/form-data" {
            div.field {
                label for="files" { (words::FILES) }
                input #files type="file" name="files" multiple required;
            }
            (actions(html! { button.btn.primary { (words::SEND) } }))
            p.meta { (words::NOTHING_YET_ADDED) }
        }
        @if let Some(folder) = folder { (folder_form(folder)) }
    }
}

fn folder_form(folder: &Folder) -> Markup {
    html! {
        form.stack.folder-form #on-server action="/sources/bring" {
            @if let Some(wrong) = &folder.wrong { (notice_bad(html! { (wrong) }, None)) }
            div.field {
                label for="folder" { (words::FOLDER) }
                div.row {
                    input.input #folder name="folder" value=(folder.typed) required autocomplete="off" spellcheck="false"
                        aria-describedby="folder-hint" aria-invalid=[folder.wrong.as_ref().map(|_| "true")];
                    button.btn { (icon("folder-open")) (words::OPEN) }
                }
                span.hint #folder-hint { (words::FOLDER_HINT) }
            }
        }
    }
}

fn history(imports: &[ImportEntry], look: &Look) -> Markup {
    html! {
        ul.facts {
            @for import in imports.iter().take(IN_HISTORY) {
                li {
                    a.breaks href={ "/sources/imports/" (import.id) } {
                        (words::in_history(&short_name(&import.names), &standing(import, look)))
                    }
                    span.src { (when(look, import.started)) }
                }
            }
        }
    }
}

fn standing(import: &ImportEntry, look: &Look) -> String {
    match import.standing {
        Standing::Running => words::RUNNING.to_owned(),
        Standing::Finished => words::new_records(&number(look, import.totals.added)),
        Standing::Stopped => words::STOPPED.to_owned(),
        Standing::Interrupted => words::BROKEN.to_owned(),
        Standing::Undone => words::UNDONE.to_owned(),
    }
}
