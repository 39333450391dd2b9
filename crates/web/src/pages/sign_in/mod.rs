//! Sign-in: a password, then the code of a second factor where one is on; sign-out; and a password chosen by a link.
//!
//! What is wrong is said in the same words, whether or not somebody has the mail address.

pub(super) mod view;

use app::features::accounts::sign_in::{self, Entry};
use app::features::accounts::{Token, guards, making};
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::failure::{Answer, as_sentence};
use crate::guest::Guest;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::serving::door::{local, sign_in_and_then};
use crate::serving::site::can_have_passkeys;
use crate::words::sign_in as words;
use view::{Code, Password};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Who::Anyone, page)
        .post("/sign-in", Who::Anyone, by_password)
        .get("/sign-in/code", Who::Anyone, code_page)
        .post("/sign-in/code", Who::Anyone, by_code)
        .get("/sign-in/new", Who::Anyone, choose_page)
        .post("/sign-in/new", Who::Anyone, choose)
        .post("/sign-out", Who::Anyone, out)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    to: String,
    said: String,
    recovery: Option<String>,
}

async fn page(guest: Guest, Query(wanted): Query<Wanted>) -> Answer {
    if guest.is_in || guest.stands_open() {
        return Ok(Redirect::to(local(&wanted.to).unwrap_or("/")).into_response());
    }
    if making::is_first_start(guest.app()).await? {
        return Ok(Redirect::to("/welcome/owner").into_response());
    }
    let said = match wanted.said.as_str() {
        "chosen" => Some(words::CHOSEN),
        "late" => Some(words::START_AGAIN),
        _ => None,
    };
    Ok(guest.show(&password_page(&guest, &wanted.to, "", said.map(str::to_owned), None)))
}

#[derive(Deserialize)]
struct Typed {
    login: String,
    password: String,
    #[serde(default)]
    to: String,
}

async fn by_password(guest: Guest, Form(typed): Form<Typed>) -> Answer {
    let Typed { login, password, to } = &typed;
    let wrong = match sign_in::by_password(guest.app(), login, password, &guest.device).await? {
        Entry::In(token) => return Ok(guest.enter(&token, to)),
        Entry::CodeWanted(token) => return Ok(guest.enter(&token, &code_and_then(to, false))),
        Entry::Wrong { left } => words::wrong(left),
        Entry::Paused { until } => words::paused(&guest.look, until),
        Entry::TooLate => words::START_AGAIN.to_owned(),
    };
    Ok(guest.show_again(&password_page(&guest, to, login, None, Some(wrong))))
}

/// The page again, for one who could not come in by other means than a password.
pub(super) fn refused(guest: &Guest, to: &str, why: String) -> Response {
    guest.show_again(&password_page(guest, to, "", Some(why), None))
}

fn password_page(guest: &Guest, to: &str, login: &str, said: Option<String>, wrong: Option<String>) -> Page {
    let shown = Password {
        greeting: words::greeting(&guest.look, guest.app().clock.now()),
        host: guest.host.clone(),
        to: to.to_owned(),
        login: login.to_owned(),
        said,
        wrong,
        passkeys: can_have_passkeys(&guest.server, &guest.host),
        service: guest.app().openid.as_ref().map(|service| service.provider.name.clone()),
    };
    Page::new(words::SIGN_IN, Section::None, view::password(&shown)).solo("")
}

/// The address of the second step.
fn code_and_then(to: &str, is_recovery: bool) -> String {
    let address =
        sign_in_and_then(Some(to).filter(|to| !to.is_empty())).replacen("/sign-in", "/sign-in/code", 1);
    match (is_recovery, address.contains('?')) {
        (false, _) => address,
        (true, false) => format!("{address}?recovery=yes"),
        (true, true) => format!("{address}&recovery=yes"),
    }
}

async fn code_page(guest: Guest, Query(wanted): Query<Wanted>) -> Answer {
    if guest.token.is_none() || guest.is_in {
        return Ok(Redirect::to(&sign_in_and_then(local(&wanted.to))).into_response());
    }
    Ok(guest.show(&second_page(&wanted.to, wanted.recovery.is_some(), None)))
}

fn second_page(to: &str, is_recovery: bool, wrong: Option<String>) -> Page {
    let other = code_and_then(to, !is_recovery);
    let shown = Code { to: to.to_owned(), is_recovery, other, wrong };
    Page::new(words::CODE_TITLE, Section::None, view::code(&shown)).solo("")
}

#[derive(Deserialize)]
struct TypedCode {
    code: String,
    #[serde(default)]
    to: String,
    recovery: Option<String>,
}

async fn by_code(guest: Guest, Form(typed): Form<TypedCode>) -> Answer {
    let half = guest.token.clone().unwrap_or(Token(String::new()));
    let wrong = match sign_in::by_code(guest.app(), &half, &typed.code, &guest.device).await? {
        Entry::In(token) | Entry::CodeWanted(token) => return Ok(guest.enter(&token, &typed.to)),
        Entry::TooLate => return Ok(guest.leave("/sign-in?said=late")),
        Entry::Wrong { left } => words::wrong_code(left),
        Entry::Paused { until } => words::paused(&guest.look, until),
    };
    Ok(guest.show_again(&second_page(&typed.to, typed.recovery.is_some(), Some(wrong))))
}

async fn out(guest: Guest) -> Answer {
    if let Some(token) = &guest.token {
        sign_in::out(guest.app(), &token.0).await?;
    }
    Ok(guest.leave("/sign-in"))
}

#[derive(Deserialize)]
struct Key {
    #[serde(default)]
    key: String,
}

async fn choose_page(guest: Guest, Query(Key { key }): Query<Key>) -> Answer {
    choosing(&guest, &key, None).await
}

#[derive(Deserialize)]
struct Chosen {
    key: String,
    password: String,
    again: String,
}

async fn choose(guest: Guest, Form(chosen): Form<Chosen>) -> Answer {
    if chosen.password != chosen.again {
        return choosing(&guest, &chosen.key, Some(words::NOT_THE_SAME.to_owned())).await;
    }
    match guards::choose_by_key(guest.app(), &chosen.key, &chosen.password, &guest.device).await {
        Ok(_) => Ok(guest.leave("/sign-in?said=chosen")),
        Err(app::Error::Settings(why)) => choosing(&guest, &chosen.key, Some(as_sentence(&why))).await,
        Err(app::Error::NotFound(_)) => choosing(&guest, "", None).await,
        Err(other) => Err(other.into()),
    }
}

async fn choosing(
    guest: &Guest,
    key: &str,
    wrong: Option<String>,
) -> Result<Response, crate::failure::Failure> {
    let account = guards::account_of_key(guest.app(), key).await?;
    let body = match &account {
        Some(account) => {
            let whose = words::choosing_for(&account.name, &account.login);
            view::choose(key, &whose, &account.login, wrong.as_deref())
        }
        None => view::link_gone(),
    };
    let page = Page::new(words::CHOOSE_TITLE, Section::None, body).solo("");
    Ok(if wrong.is_some() || account.is_none() { guest.show_again(&page) } else { guest.show(&page) })
}
