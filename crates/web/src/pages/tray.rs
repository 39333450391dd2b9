//! The tray: what delegates suggest, for the principal to accept or decline, one or all.

use app::access::Right;
use app::features::snapshot::{self, Snapshot};
use app::features::tray::{self, Answer as Given, Suggestion};
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::parts::{Done, empty, name_link, notice, notice_bad, pagehead, sec};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::delegates as words;

/// Where the page is.
const HERE: &str = "/tray";
/// Answers that are shown.
const ANSWERS: i64 = 20;
/// People who are named of those a suggestion is about.
const NAMED: usize = 12;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/tray", Who::Member(Right::Own), page)
        .post("/tray/accept-all", Who::Member(Right::Own), accept_all)
        .post("/tray/{id}/accept", Who::Member(Right::Own), accept)
        .post("/tray/{id}/decline", Who::Member(Right::Own), decline)
}

#[derive(Deserialize)]
struct Asked {
    /// How many were accepted at once just now.
    #[serde(default)]
    accepted: usize,
}

async fn page(visit: Visit, Query(Asked { accepted }): Query<Asked>) -> Answer {
    let said = html! { @if accepted > 0 { (all_accepted(accepted)) } };
    shown(&visit, &said).await
}

/// Each of them is an act of its own, which can be taken back.
fn all_accepted(count: usize) -> Markup {
    let acts = html! { a.btn.small href="/acts" { (words::TAKE_BACK_EACH) } };
    notice(html! { (words::accepted(count)) }, Some(acts))
}

async fn shown(visit: &Visit, above: &Markup) -> Answer {
    let waiting = tray::open(&visit.cx).await?;
    let answers = tray::answers(&visit.cx, ANSWERS).await?;
    let snapshot = snapshot::current(&visit.cx).await?;
    let told = |one: Suggestion| Told { about: about(&snapshot, &one), suggestion: one };
    let waiting: Vec<Told> = waiting.into_iter().map(told).collect();
    let answers: Vec<Told> = answers.into_iter().map(told).collect();
    let body = view(&visit.look, &waiting, &answers, above);
    Ok(visit.whole(&Page::new(words::TRAY, Section::None, body)))
}

async fn accept(visit: Visit, Path(id): Path<i64>) -> Answer {
    let done = tray::accept(&visit.cx, id).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

async fn decline(visit: Visit, Path(id): Path<i64>) -> Answer {
    let done = tray::decline(&visit.cx, id).await?;
    Ok(visit.back(HERE, &Done::from(done)))
}

#[derive(Deserialize)]
struct Shown {
    /// The last one that was on the page.
    newest: i64,
}

/// Goes back to the page, or says at once what could not be done.
async fn accept_all(visit: Visit, Form(Shown { newest }): Form<Shown>) -> Answer {
    let (done, refused) = tray::accept_all(&visit.cx, newest).await?;
    if refused.is_empty() {
        return Ok(Redirect::to(&format!("{HERE}?accepted={done}")).into_response());
    }
    let above = html! {
        (all_accepted(done))
        @for (what, why) in &refused { (notice_bad(html! { (words::not_done(what, why)) }, None)) }
    };
    shown(&visit, &above).await
}

fn view(look: &Look, waiting: &[Told], answers: &[Told], above: &Markup) -> Markup {
    let all = waiting.last().filter(|_| waiting.len() > 1).map(|newest| {
        html! {
            form method="post" action={ (HERE) "/accept-all" } {
                input type="hidden" name="newest" value=(newest.suggestion.id);
                button.btn.primary { (words::ACCEPT_ALL) }
            }
        }
    });
    html! {
        (pagehead(None, words::TRAY, Some(html! { (words::TRAY_DEK) }), all))
        (above)
        @if waiting.is_empty() { (empty(words::TRAY_EMPTY, words::TRAY_EMPTY_WHY, None)) }
        ul.delegates {
            @for one in waiting {
                li { (told(look, one)) (buttons(&one.suggestion)) }
            }
        }
        @if !answers.is_empty() {
            (sec("answered", words::ANSWERED, None, html! {
                ul.delegates { @for one in answers { li { (told(look, one)) } } }
            }))
        }
    }
}

/// A suggestion with those it is about.
pub(super) struct Told {
    pub suggestion: Suggestion,
    /// The end of each one's address, and their name.
    pub about: Vec<(String, String)>,
}

/// Whom a suggestion is about, of those who are there.
pub(super) fn about(snapshot: &Snapshot, suggestion: &Suggestion) -> Vec<(String, String)> {
    let mut about: Vec<(String, String)> = Vec::new();
    for line in suggestion.people.iter().filter_map(|person| snapshot.person(*person)) {
        if about.iter().all(|(slug, _)| *slug != line.slug) {
            about.push((line.slug.clone(), line.name.clone()));
        }
    }
    about
}

/// A suggestion in words: what, about whom, by whom, when, why, and what became of it.
pub(super) fn told(look: &Look, Told { suggestion, about }: &Told) -> Markup {
    let answer = suggestion.answer.map(|(answer, _)| match answer {
        Given::Accepted => words::ACCEPTED,
        Given::Declined => words::DECLINED,
    });
    html! {
        p.breaks { b.strong { (suggestion.words) } }
        @if !suggestion.why.is_empty() { p.soft.breaks { (suggestion.why) } }
        @if !about.is_empty() {
            p.meta.breaks {
                (words::ABOUT)
                @for (at, (slug, name)) in about.iter().take(NAMED).enumerate() {
                    @if at > 0 { ", " } (name_link(slug, name, None))
                }
                @if about.len() > NAMED { " " (words::and_more(about.len() - NAMED)) }
            }
        }
        p.meta {
            (suggestion.by) " · " (look.day_time(suggestion.at))
            @if let Some(answer) = answer { " · " (answer) }
        }
    }
}

fn buttons(suggestion: &Suggestion) -> Markup {
    let form = |what: &str, class: &str, label: &str| {
        html! {
            form method="post" action={ (HERE) "/" (suggestion.id) "/" (what) } {
                button class=(class) { (label) span.sr { ": " (suggestion.words) } }
            }
        }
    };
    html! {
        div.actions {
            (form("accept", "btn small", words::ACCEPT)) (form("decline", "btn small plain", words::DECLINE))
        }
    }
}

#[cfg(test)]
mod tests {
    use app::access::Member;
    use jiff::tz::TimeZone;

    use super::*;

    fn suggestion(id: i64, words: &str, answer: Option<Given>) -> Told {
        let at = "2026-11-16T09:30:00Z".parse().unwrap();
        let (member, by, why) = (Member(7), "Jonas Lind".to_owned(), "they met in Linz".to_owned());
        let answer = answer.map(|answer| (answer, at));
        let words = words.to_owned();
        let suggestion = Suggestion { id, member, by, at, words, why, people: Vec::new(), answer };
        Told { suggestion, about: vec![("ana-lopez".to_owned(), "Ana <Lopez>".to_owned())] }
    }

    #[test]
    fn what_waits_stands_above_what_was_answered() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        let waiting = [suggestion(3, "call with <Ana>", None), suggestion(4, "Ben added", None)];
        let answers = [suggestion(1, "Carl left alone until 2026-12-01", Some(Given::Declined))];
        insta::assert_snapshot!(view(&look, &waiting, &answers, &html! {}).into_string());
        insta::assert_snapshot!("nothing", view(&look, &[], &[], &html! {}).into_string());
    }
}
