//! Coming in by an invitation: as whoever is signed in, or with a new account; and going from one network to another.

use app::access::Right;
use app::features::accounts::sessions;
use app::features::members::{self, NewAccount, Open};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use maud::{Markup, html};
use model::WorkspaceId;
use serde::Deserialize;

use crate::failure::{Answer, Failure, as_sentence};
use crate::guest::Guest;
use crate::layout::{Page, Section};
use crate::pages::sign_in::view::secret;
use crate::parts::notice_bad;
use crate::routes::{Routes, Who};
use crate::serving::cookie;
use crate::serving::door::sign_in_and_then;
use crate::visit::Visit;
use crate::words::{delegates as words, sign_in};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/join/{key}", Who::Anyone, page)
        .post("/join/{key}", Who::Member(Right::Belong), accept)
        .post("/join/{key}/new", Who::Anyone, make)
        .post("/switch", Who::Member(Right::Belong), switch)
}

/// A new account, as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    login: String,
    password: String,
}

async fn page(guest: Guest, Path(key): Path<String>) -> Answer {
    let open = members::invited(guest.app(), &key).await?;
    let typed =
        Typed { name: open.as_ref().map(|open| open.name.clone()).unwrap_or_default(), ..Typed::default() };
    let is_there = open.is_some();
    let page = whole(open.as_ref(), &key, guest.is_in, &typed, None);
    Ok(if is_there { guest.show(&page) } else { guest.show_again(&page) })
}

/// Makes whoever is signed in a member, and shows them the network.
async fn accept(visit: Visit, Path(key): Path<String>) -> Answer {
    let who = visit.session.clone().ok_or_else(|| Failure::forbidden(words::NEEDS_ACCOUNT))?;
    let (workspace, _) = members::accept(&visit.cx.app, &key, who.account.0).await?;
    let token = sessions::show_workspace(&who, workspace).await?;
    Ok((cookie::keep(visit.is_secure, &token), Redirect::to("/")).into_response())
}

/// Makes an account that is a member, and signs it in.
async fn make(guest: Guest, Path(key): Path<String>, Form(typed): Form<Typed>) -> Answer {
    let Typed { name, login, password } = &typed;
    let new = NewAccount { name, login, password, address: &guest.device.address };
    match members::accept_as_new(guest.app(), &key, &new).await {
        Ok(account) => {
            let token = sessions::begin_session(guest.app(), account, &guest.device).await?;
            Ok(guest.enter(&token, "/"))
        }
        Err(app::Error::Settings(why) | app::Error::Refused(why)) => {
            let open = members::invited(guest.app(), &key).await?;
            Ok(guest.show_again(&whole(open.as_ref(), &key, guest.is_in, &typed, Some(as_sentence(&why)))))
        }
        Err(app::Error::NotFound(_)) => Ok(guest.show_again(&whole(None, &key, guest.is_in, &typed, None))),
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
struct Wanted {
    workspace: i64,
}

/// Shows another network that the account belongs to.
async fn switch(visit: Visit, Form(wanted): Form<Wanted>) -> Answer {
    let who = visit.session.clone().ok_or_else(|| Failure::forbidden(words::NEEDS_ACCOUNT))?;
    let token = sessions::show_workspace(&who, WorkspaceId(wanted.workspace)).await?;
    Ok((cookie::keep(visit.is_secure, &token), Redirect::to("/")).into_response())
}

fn whole(open: Option<&Open>, key: &str, is_in: bool, typed: &Typed, wrong: Option<String>) -> Page {
    let Some(open) = open else {
        let gone = html! { h1 { (words::NO_INVITATION) } p.soft.lead { (words::NO_INVITATION_WHY) } };
        return Page::new(words::NO_INVITATION, Section::None, gone).solo("");
    };
    let title = words::join_title(&open.principal);
    let body = html! {
        h1 { (title) }
        p.soft.lead { (words::join_words(&open.grant)) }
        @if let Some(wrong) = &wrong { (notice_bad(html! { (wrong) }, None)) }
        @if is_in {
            form.stack.door method="post" action={ "/join/" (key) } {
                button.btn.primary.large { (words::JOIN) }
            }
        } @else { (new_account(key, typed)) }
    };
    Page::new(title, Section::None, body).solo("")
}

fn new_account(key: &str, typed: &Typed) -> Markup {
    let here = format!("/join/{key}");
    html! {
        form.stack.door method="post" action={ (here) "/new" } {
            div.field {
                label for="name" { (words::YOUR_NAME) }
                input #name name="name" value=(typed.name) required maxlength="100" autocomplete="name";
            }
            div.field {
                label for="login" { (sign_in::MAIL_ADDRESS) }
                input #login name="login" type="email" value=(typed.login) required autocomplete="username";
            }
            (secret("password", sign_in::PASSWORD, "new-password", Some(sign_in::RULES), None, false))
            button.btn.primary.large { (words::JOIN) }
        }
        p.meta.after {
            (words::HAVE_ACCOUNT) " " a.link href=(sign_in_and_then(Some(&here))) { (sign_in::SIGN_IN) } "."
        }
    }
}
