//! Tokens and app passwords of whoever signed in: made, shown this once, listed, ended.
//!
//! Making one opens the network to whoever has it, so the password is asked for first, like before all that changes how
//! one comes in.

mod view;

use app::access::Right;
use app::features::accounts::{SignedIn, guards, sessions};
use app::features::tokens::{self, Holder, Kind, Line, Made, New, Reach};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{confirmed, who};
use crate::failure::{Answer, Failure, as_sentence};
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::serving::headers::unkept;
use crate::visit::Visit;
use crate::words::tokens as words;
use view::{Row, Shown};

const HERE: &str = "/settings/tokens";

pub(super) async fn page(visit: Visit) -> Answer {
    listed(&visit, None).await
}

async fn listed(visit: &Visit, wrong: Option<(Kind, String)>) -> Answer {
    let who = who(visit)?;
    let lines = tokens::list(&visit.cx.app, who.account).await?;
    let now = visit.cx.now;
    let shown = Shown {
        is_fresh: guards::is_fresh(&who),
        reaches: offered(&who),
        rows: lines.into_iter().map(|line| row(&visit.look, line, now)).collect(),
        wrong,
    };
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown))))
}

/// What a token of theirs may be for: nothing that they may not do themselves.
fn offered(who: &SignedIn) -> Vec<Reach> {
    let rights = [(Reach::Read, Right::Read), (Reach::Change, Right::Suggest), (Reach::Run, Right::Run)];
    rights.into_iter().filter(|(_, right)| who.cx.access.has(*right)).map(|(reach, _)| reach).collect()
}

fn row(look: &Look, line: Line, now: jiff::Timestamp) -> Row {
    let used = line.used.map(|at| words::used(&look.day_time(at), &line.used_from));
    Row {
        id: line.id,
        kind: line.kind,
        name: line.name,
        reaches: line.reaches,
        made: look.day_time(line.made),
        used,
        until: line.expires.map(|at| look.day_time(at)),
        is_over: line.expires.is_some_and(|at| at <= now),
    }
}

/// What was typed for a new one.
#[derive(Deserialize)]
pub(super) struct Typed {
    kind: String,
    name: String,
    #[serde(default)]
    reach: Vec<String>,
    #[serde(default)]
    days: String,
}

pub(super) async fn make(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let who = match confirmed(&visit, HERE) {
        Ok(who) => who,
        Err(first) => return Ok(*first),
    };
    let kind = if typed.kind == "app" { Kind::App } else { Kind::Api };
    let reaches: Option<Vec<Reach>> = typed.reach.iter().map(|word| Reach::of(word)).collect();
    let reaches = reaches.ok_or_else(|| Failure::bad_request(""))?;
    let days = typed.days.parse().ok();
    let new = New { kind, name: typed.name, reaches, days };
    match tokens::make(&visit.cx.app, Holder::of(&who), &new, &sessions::address_of(&who)).await {
        Ok(made) => Ok(made_page(&visit, &who, kind, &made)),
        Err(app::Error::Settings(why) | app::Error::Refused(why)) => {
            let page = listed(&visit, Some((kind, as_sentence(&why)))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The page with the secret, which is shown in this answer and no other.
fn made_page(visit: &Visit, who: &SignedIn, kind: Kind, made: &Made) -> Response {
    let until = made.expires.map(|at| visit.look.day_time(at));
    let body = view::made(kind, made, &who.login, until.as_deref());
    let page = visit.whole(&Page::new(words::made(kind), Section::None, body).solo("mid"));
    unkept(page)
}

pub(super) async fn end(visit: Visit, Path(id): Path<i64>) -> Answer {
    let who = who(&visit)?;
    tokens::end(&visit.cx.app, who.account, id, &sessions::address_of(&who)).await?;
    Ok(Redirect::to(HERE).into_response())
}
