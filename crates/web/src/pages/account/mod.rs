//! The account of whoever signed in: name, password, second factor, and the sessions that stand.
//!
//! What changes how one signs in asks for the password once more, unless it was given within the last minutes
//! ([`confirmed`]). Each such change gives the session a new token. [`tokens`] has what programs come in with,
//! [`events`] what happened.

mod events;
mod second_factor;
mod tokens;
mod view;

use std::sync::Arc;

use app::access::Right;
use app::features::accounts::guards::{self, Confirmed};
use app::features::accounts::{SignedIn, Token, second_factor as factor, sessions};
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::failure::{Answer, Failure, as_sentence};
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::serving::cookie;
use crate::serving::door::local;
use crate::visit::Visit;
use crate::words::{account as words, sign_in};
use view::{Session, Shown};

const HERE: &str = "/settings/account";

/// Where it is answered.
pub fn routes() -> Routes {
    let me = Who::Member(Right::Belong);
    Routes::new()
        .get("/settings/account", me, page)
        .post("/settings/account/name", me, rename)
        .post("/settings/account/password", me, change_password)
        .get("/settings/account/confirm", me, confirm_page)
        .post("/settings/account/confirm", me, confirm)
        .post("/settings/account/sessions/{id}/end", me, end_one)
        .post("/settings/account/sessions/end", me, end_others)
        .get("/settings/account/second-factor", me, second_factor::page)
        .post("/settings/account/second-factor", me, second_factor::turn_on)
        .post("/settings/account/second-factor/off", me, second_factor::turn_off)
        .post("/settings/account/second-factor/codes", me, second_factor::new_codes)
        .get("/welcome/second-factor", me, second_factor::first_page)
        .get("/settings/account/events", me, events::page)
        .get("/settings/tokens", me, tokens::page)
        .post("/settings/tokens", me, tokens::make)
        .post("/settings/tokens/{id}/end", me, tokens::end)
}

/// The session of whoever asks; nobody has one where the door stands open.
fn who(visit: &Visit) -> Result<Arc<SignedIn>, Failure> {
    visit.session.clone().ok_or_else(Failure::not_found)
}

/// Goes on if the password was given a moment ago; otherwise it is asked for, and then `to` comes.
fn confirmed(visit: &Visit, to: &str) -> Result<Arc<SignedIn>, Box<Response>> {
    let who = who(visit).map_err(|failure| Box::new(failure.into_response()))?;
    if guards::is_fresh(&who) {
        return Ok(who);
    }
    Err(Box::new(Redirect::to(&format!("{HERE}/confirm?to={to}")).into_response()))
}

/// Goes on with a new token.
fn renewed(visit: &Visit, token: &Token, to: &str) -> Response {
    (cookie::keep(visit.is_secure, token), Redirect::to(local(to).unwrap_or(HERE))).into_response()
}

async fn page(visit: Visit) -> Answer {
    let body = view::page(&shown(&visit, None).await?);
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, body)))
}

async fn shown(visit: &Visit, wrong: Option<String>) -> Result<Shown, Failure> {
    let who = who(visit)?;
    let standing = factor::standing(&who).await?;
    let session = |line: sessions::Line| Session {
        id: line.id,
        device: words::device(&line.device.agent),
        address: line.device.address,
        seen: visit.look.day_time(line.seen),
        is_this: line.is_this,
    };
    Ok(Shown {
        name: who.name.clone(),
        login: who.login.clone(),
        has_password: guards::has_password(&who).await?,
        wrong,
        is_on: standing.is_on,
        codes_left: standing.codes_left,
        belongs: who.memberships > 0,
        sessions: sessions::list(&who).await?.into_iter().map(session).collect(),
    })
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn rename(visit: Visit, Form(Name { name }): Form<Name>) -> Answer {
    guards::rename(&*who(&visit)?, &name).await?;
    Ok(Redirect::to(HERE).into_response())
}

#[derive(Deserialize)]
struct Passwords {
    old: String,
    new: String,
    again: String,
}

async fn change_password(visit: Visit, Form(typed): Form<Passwords>) -> Answer {
    let who = who(&visit)?;
    let changed = if typed.new == typed.again {
        guards::change_password(&who, &typed.old, &typed.new).await
    } else {
        Err(app::Error::Settings(sign_in::NOT_THE_SAME.into()))
    };
    let wrong = match changed {
        Ok(Confirmed::Yes(token)) => return Ok(renewed(&visit, &token, HERE)),
        Ok(refused) => refusal(&visit, &refused),
        Err(app::Error::Settings(why)) => as_sentence(&why),
        Err(other) => return Err(other.into()),
    };
    let body = view::page(&shown(&visit, Some(wrong)).await?);
    let page = visit.whole(&Page::new(words::TITLE, Section::None, body));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn refusal(visit: &Visit, refused: &Confirmed) -> String {
    match refused {
        Confirmed::Wrong { left } => sign_in::wrong_password(*left),
        Confirmed::Paused { until } => sign_in::paused(&visit.look, *until),
        Confirmed::Yes(_) => String::new(),
    }
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
}

async fn confirm_page(visit: Visit, Query(Wanted { to }): Query<Wanted>) -> Answer {
    let who = who(&visit)?;
    if !guards::has_password(&who).await? {
        return Ok(visit.whole(&Page::new(words::CONFIRM, Section::None, view::sign_in_again()).solo("")));
    }
    Ok(visit.whole(&confirm_form(&who, &to, None)))
}

fn confirm_form(who: &SignedIn, to: &str, wrong: Option<&str>) -> Page {
    Page::new(words::CONFIRM, Section::None, view::confirm(&who.login, to, wrong)).solo("")
}

#[derive(Deserialize)]
struct Again {
    password: String,
    #[serde(default)]
    to: String,
}

async fn confirm(visit: Visit, Form(Again { password, to }): Form<Again>) -> Answer {
    let who = who(&visit)?;
    match guards::confirm(&who, &password).await? {
        Confirmed::Yes(token) => Ok(renewed(&visit, &token, &to)),
        refused => {
            let page = visit.whole(&confirm_form(&who, &to, Some(&refusal(&visit, &refused))));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn end_one(visit: Visit, Path(id): Path<i64>) -> Answer {
    sessions::end_session(&*who(&visit)?, id).await?;
    Ok(Redirect::to(HERE).into_response())
}

async fn end_others(visit: Visit) -> Answer {
    sessions::end_other_sessions(&*who(&visit)?).await?;
    Ok(Redirect::to(HERE).into_response())
}
