//! Find or do: people by what is typed, what can be done with the likeliest of them, pages and commands.
//!
//! `GET /find?q=` is a page of its own. The script shows the same as a palette: it takes the form once and then, with
//! every letter, the options alone (`part=options`). `>` asks for commands only, `@` for people only, and `for=log` makes
//! each person a link to the form that logs contact.

mod commands;
mod hits;
mod view;

use app::access::Right;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::failure::Failure;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::find as words;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/find", Who::Member(Right::Read), find)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "for")]
    purpose: String,
    #[serde(default)]
    part: String,
}

/// What a choice leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// A page.
    Page(String),
    /// A change, with what the form brings along.
    Change(&'static str, Option<(&'static str, &'static str)>),
}

/// What stands before a choice.
#[derive(Clone, Debug, PartialEq)]
enum Sign {
    Icon(&'static str),
    /// The mark of a warmth.
    Warmth(f64),
}

/// A piece of a text; `true`: as typed.
type Piece = (String, bool);

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    sign: Sign,
    /// Its words.
    name: Vec<Piece>,
    /// It is a person's name.
    is_person: bool,
    /// More about it.
    sub: Vec<Piece>,
    /// The key that does the same.
    key: Option<&'static str>,
    target: Target,
}

/// Choices of one kind.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    title: String,
    choices: Vec<Choice>,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    typed: String,
    is_for_log: bool,
    groups: Vec<Group>,
}

async fn find(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let found = found(&visit, &asked).await?;
    if visit.is_htmx {
        let part = if asked.part == "options" { view::options(&found) } else { view::palette(&found) };
        return Ok(part.into_response());
    }
    Ok(visit.whole(&Page::new(words::title(found.is_for_log), Section::None, view::page(&found))))
}

async fn found(visit: &Visit, asked: &Asked) -> Result<Found, Failure> {
    let is_for_log = asked.purpose == "log";
    let typed = asked.q.trim();
    let (only_commands, only_people) =
        (typed.starts_with('>') && !is_for_log, typed.starts_with('@') || is_for_log);
    let text = typed.trim_start_matches(['>', '@']).trim();
    let mut groups = Vec::new();
    if !is_for_log && let Some(done) = hits::done_with(visit, text).await? {
        groups.push(done);
    }
    if !only_commands && (!text.is_empty() || only_people) {
        groups.extend(hits::people(visit, text, is_for_log).await?);
    }
    if !only_people {
        groups.extend(commands::matching(visit, text).await?);
    }
    Ok(Found { typed: asked.q.clone(), is_for_log, groups })
}
