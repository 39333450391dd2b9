//! The first start: nobody has an account yet, and whoever fills this in becomes the owner.
//!
//! Where other machines can reach this page, the address that the program printed carries a key, and only with it
//! somebody becomes the owner: not whoever comes by first.

use app::features::accounts::making;
use app::outer::chance;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::sign_in::view::{self, Owner};
use crate::failure::{Answer, as_sentence};
use crate::guest::Guest;
use crate::layout::{Page, Section};
use crate::routes::{Routes, Who};
use crate::words::sign_in as words;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/welcome/owner", Who::Anyone, page).post("/welcome/owner", Who::Anyone, begin)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Key {
    key: String,
}

async fn page(guest: Guest, Query(Key { key }): Query<Key>) -> Answer {
    if guest.stands_open() || !making::is_first_start(guest.app()).await? {
        return Ok(Redirect::to("/").into_response());
    }
    if !opens(&guest, &key) {
        return Ok(guest.show(&shown(view::key_missing())));
    }
    Ok(guest.show(&shown(view::owner(&Owner { key, ..Owner::default() }))))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    key: String,
    name: String,
    login: String,
    password: String,
    again: String,
}

async fn begin(guest: Guest, Form(typed): Form<Typed>) -> Answer {
    let Typed { key, name, login, password, again } = typed;
    if guest.stands_open() {
        return Ok(Redirect::to("/").into_response());
    }
    if !opens(&guest, &key) {
        return Ok(guest.show_again(&shown(view::key_missing())));
    }
    let made = if password == again {
        making::first_owner(guest.app(), &name, &login, &password, &guest.device).await
    } else {
        Err(app::Error::Settings(words::NOT_THE_SAME.into()))
    };
    match made {
        Ok(token) => Ok(guest.enter(&token, "/welcome/second-factor")),
        Err(app::Error::Settings(wrong)) => {
            let wrong = Some(as_sentence(&wrong));
            Ok(guest.show_again(&shown(view::owner(&Owner { key, name, login, wrong }))))
        }
        Err(other) => Err(other.into()),
    }
}

/// If this key opens the first start. Hashes are compared, so that how long it takes says nothing.
fn opens(guest: &Guest, key: &str) -> bool {
    let wanted = guest.server.config.place.set_up_key.as_deref();
    wanted.is_none_or(|wanted| chance::hash(wanted) == chance::hash(key))
}

fn shown(body: maud::Markup) -> Page {
    Page::new(words::OWNER_TITLE, Section::None, body).solo("")
}
