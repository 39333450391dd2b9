//! The queue: what a delegate was asked to do and what became of what they suggest; for the principal, what everybody was
//! asked, and the form to ask.

use app::access::{Member, Right, Role};
use app::features::members;
use app::features::portrait::{self, Found};
use app::features::queue::{self, Task};
use app::features::snapshot;
use app::features::tray::{self, Suggestion};
use axum::Form;
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::tray::{self as trays, Told, about};
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::parts::{Done, empty, name_link, pagehead, sec};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::delegates as words;

/// Where the page is.
const HERE: &str = "/queue";
/// Answers to one's own suggestions that are shown.
const ANSWERS: i64 = 10;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/queue", Who::Member(Right::Belong), page)
        .post("/queue", Who::Member(Right::Own), ask)
        .post("/queue/{id}/done", Who::Member(Right::Belong), finish)
        .post("/queue/suggestions/{id}/why", Who::Member(Right::Suggest), say_why)
        .post("/people/{slug}/ask", Who::Member(Right::Own), ask_about)
}

/// The page.
struct Shown {
    tasks: Vec<Task>,
    /// Whom the principal can ask.
    delegates: Vec<(Member, String)>,
    /// One's own suggestions: what waits, then what was answered.
    suggested: Vec<Told>,
    is_principal: bool,
}

async fn page(visit: Visit) -> Answer {
    let cx = &visit.cx;
    let is_principal = cx.access.role == Role::Principal;
    let mut suggested = Vec::new();
    if !is_principal && cx.access.has(Right::Suggest) {
        let snapshot = snapshot::current(cx).await?;
        let told = |one: Suggestion| Told { about: about(&snapshot, &one), suggestion: one };
        suggested.extend(tray::open(cx).await?.into_iter().map(told));
        suggested.extend(tray::answers(cx, ANSWERS).await?.into_iter().map(told));
    }
    let delegates = delegates(&visit).await?;
    let shown = Shown { tasks: queue::list(cx).await?, delegates, suggested, is_principal };
    Ok(visit.whole(&Page::new(words::QUEUE, Section::None, view(&visit.look, &shown))))
}

/// Whom the principal can ask; nobody for others.
async fn delegates(visit: &Visit) -> Result<Vec<(Member, String)>, Failure> {
    if !visit.cx.access.has(Right::Own) {
        return Ok(Vec::new());
    }
    let all = members::list(&visit.cx).await?.into_iter();
    let can_be_asked = all.filter(|entry| entry.grant.role == Role::Delegate && entry.ended.is_none());
    Ok(can_be_asked.map(|entry| (Member(entry.member), entry.name)).collect())
}

/// Something to ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    member: i64,
    task: String,
    due: String,
}

impl Asked {
    fn due(&self) -> Option<Date> {
        self.due.trim().parse().ok()
    }
}

async fn ask(visit: Visit, Form(asked): Form<Asked>) -> Answer {
    let done = queue::delegate(&visit.cx, Member(asked.member), None, &asked.task, asked.due()).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

async fn ask_about(visit: Visit, Path(slug): Path<String>, Form(asked): Form<Asked>) -> Answer {
    let Found::Here(person) = portrait::find(&visit.cx, &slug).await? else {
        return Err(Failure::not_found());
    };
    let to = Member(asked.member);
    let done = queue::delegate(&visit.cx, to, Some(person), &asked.task, asked.due()).await?;
    Ok(visit.back(&super::people::query::address(&format!("/people/{slug}")), &Done::from(done)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Outcome {
    outcome: String,
}

async fn finish(visit: Visit, Path(id): Path<i64>, Form(form): Form<Outcome>) -> Answer {
    let done = queue::finish(&visit.cx, id, &form.outcome).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Why {
    why: String,
}

async fn say_why(visit: Visit, Path(id): Path<i64>, Form(form): Form<Why>) -> Answer {
    tray::say_why(&visit.cx, id, &form.why).await?;
    Ok(visit.go(HERE))
}

fn view(look: &Look, shown: &Shown) -> Markup {
    let dek = if shown.is_principal { words::QUEUE_DEK_OWN } else { words::QUEUE_DEK };
    let why = if shown.is_principal { words::QUEUE_EMPTY_OWN } else { words::QUEUE_EMPTY_WHY };
    let (done, open): (Vec<&Task>, Vec<&Task>) = shown.tasks.iter().partition(|task| task.done.is_some());
    html! {
        (pagehead(None, words::QUEUE, Some(html! { (dek) }), None))
        @if open.is_empty() { (empty(words::QUEUE_EMPTY, why, None)) } @else {
            (sec("to-do", words::TO_DO, None, tasks(look, shown, &open)))
        }
        @if !shown.suggested.is_empty() {
            (sec("suggested", words::SUGGESTED, None, html! {
                ul.delegates { @for one in &shown.suggested { (suggested(look, one)) } }
            }))
        }
        @if !done.is_empty() { (sec("done", words::DONE, None, tasks(look, shown, &done))) }
        @if !shown.delegates.is_empty() {
            (sec("ask", words::ASK_THEM, None, ask_form(HERE, look, &shown.delegates)))
        }
    }
}

fn tasks(look: &Look, shown: &Shown, tasks: &[&Task]) -> Markup {
    html! { ul.delegates { @for task in tasks { (task_shown(look, task, shown.is_principal)) } } }
}

fn task_shown(look: &Look, task: &Task, is_principal: bool) -> Markup {
    html! {
        li {
            p.breaks { b.strong { (task.task) } }
            p.meta {
                @if let Some((_, slug, name)) = &task.person { (name_link(slug, name, None)) " · " }
                @if is_principal { (task.to) } @else { (task.by) }
                @if let Some(due) = task.due.filter(|_| task.done.is_none()) {
                    " · " (words::due(&look.day(due), due < look.today))
                }
                @if let Some((at, _)) = &task.done { " · " (look.day_time(*at)) }
            }
            @if let Some((_, outcome)) = task.done.as_ref().filter(|(_, outcome)| !outcome.is_empty()) {
                p.soft.breaks { (outcome) }
            }
            @if task.done.is_none() && !is_principal { (finish_form(task)) }
        }
    }
}

fn finish_form(task: &Task) -> Markup {
    let id = format!("outcome-{}", task.id);
    html! {
        form.row.besides method="post" action={ (HERE) "/" (task.id) "/done" } {
            div.field {
                label for=(id) { (words::OUTCOME) }
                input id=(id) name="outcome" maxlength="500" autocomplete="off";
            }
            button.btn { (words::FINISH) span.sr { ": " (task.task) } }
        }
    }
}

fn suggested(look: &Look, told: &Told) -> Markup {
    let suggestion = &told.suggestion;
    let id = format!("why-{}", suggestion.id);
    html! {
        li {
            (trays::told(look, told))
            @if suggestion.answer.is_none() {
                form.row.besides method="post" action={ (HERE) "/suggestions/" (suggestion.id) "/why" } {
                    div.field {
                        label for=(id) { (words::WHY) }
                        input id=(id) name="why" value=(suggestion.why) maxlength="500" autocomplete="off";
                    }
                    button.btn { (words::SAY_WHY) span.sr { ": " (suggestion.words) } }
                }
            }
        }
    }
}

/// The form that asks a delegate for something.
pub(super) fn ask_form(action: &str, look: &Look, delegates: &[(Member, String)]) -> Markup {
    html! {
        form.narrowform method="post" action=(action) {
            div.field {
                label for="ask-who" { (words::WHO) }
                select #ask-who name="member" { @for (member, name) in delegates { option value=(member.0) { (name) } } }
            }
            div.field {
                label for="ask-due" { (words::DUE) }
                input #ask-due type="date" name="due" min=(look.today);
            }
            div.field.wide {
                label for="ask-task" { (words::TASK) }
                input #ask-task name="task" required maxlength="500" autocomplete="off";
            }
            div.actions { button.btn { (words::ASK) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use model::PersonId;

    use super::*;

    fn task(id: i64, due: Option<Date>, outcome: Option<&str>) -> Task {
        let at = "2026-11-16T09:30:00Z".parse().unwrap();
        Task {
            id,
            member: Member(7),
            to: "Jonas Lind".into(),
            by: "Marit Aldersund".into(),
            person: Some((PersonId(9), "ana".into(), "Ana Lopez".into())),
            at,
            task: "send the <drawings>".into(),
            due,
            done: outcome.map(|outcome| (at, outcome.to_owned())),
        }
    }

    fn shown(is_principal: bool) -> Shown {
        let tasks = vec![task(1, Some(date(2026, 11, 16)), None), task(2, None, Some("by courier"))];
        let delegates = if is_principal { vec![(Member(7), "Jonas Lind".to_owned())] } else { Vec::new() };
        Shown { tasks, delegates, suggested: Vec::new(), is_principal }
    }

    #[test]
    fn a_delegate_finishes_and_the_principal_asks() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        insta::assert_snapshot!("delegate", view(&look, &shown(false)).into_string());
        insta::assert_snapshot!("principal", view(&look, &shown(true)).into_string());
    }
}
