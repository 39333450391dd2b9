//! Passkeys: the owner's page of theirs, and signing in with one.
//!
//! The browser is asked by a short script: it fetches the question as JSON, and puts the answer into the hidden fields of
//! an ordinary form. Without script there is the password.

mod view;

use std::sync::Arc;

use app::Error;
use app::access::Right;
use app::features::accounts::{SignedIn, guards};
use app::features::openid;
use app::features::passkeys::{self, KINDS, MadeAnswer, SignedAnswer};
use axum::Json;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::json;

use crate::failure::{Answer, Failure};
use crate::guest::Guest;
use crate::layout::{Page, Section};
use crate::pages::sign_in::refused;
use crate::routes::{Routes, Who};
use crate::serving::headers::unkept;
use crate::serving::site::Here;
use crate::visit::Visit;
use crate::words::passkeys as words;
use view::Shown;
pub(super) use view::sign_in_form;

/// Where the page is.
pub(super) const HERE: &str = "/settings/passkeys";
/// How long a browser waits for its owner, in milliseconds.
const PATIENCE: u32 = 5 * 60 * 1000;

/// Where it is answered.
pub fn routes() -> Routes {
    let me = Who::Member(Right::Belong);
    Routes::new()
        .get("/settings/passkeys", me, page)
        .post("/settings/passkeys", me, keep)
        .post("/settings/passkeys/options", me, ask_to_make)
        .post("/settings/passkeys/{id}/name", me, rename)
        .post("/settings/passkeys/{id}/remove", me, remove)
        .post("/sign-in/passkey/options", Who::Anyone, ask_to_sign_in)
        .post("/sign-in/passkey", Who::Anyone, sign_in)
}

fn who(visit: &Visit) -> Result<Arc<SignedIn>, Failure> {
    visit.session.clone().ok_or_else(Failure::not_found)
}

fn site(here: Here) -> Result<passkeys::Site, Failure> {
    here.0.ok_or_else(|| Error::Refused(words::NO_SITE.to_owned()).into())
}

async fn page(visit: Visit, here: Here) -> Answer {
    let shown = shown(&visit, here, None).await?;
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown, &visit.look))))
}

async fn shown(visit: &Visit, here: Here, wrong: Option<String>) -> Result<Shown, Failure> {
    let who = who(visit)?;
    let app = &visit.cx.app;
    let administers = visit.cx.access.has(Right::Administer);
    let service = app.openid.as_ref().map(|service| service.provider.name.clone());
    let is_linked = service.is_some() && openid::is_linked(&who).await?;
    Ok(Shown {
        is_fresh: guards::is_fresh(&who),
        has_password: guards::has_password(&who).await?,
        site: here.0.map(|site| site.name),
        passkeys: passkeys::list(&who).await?,
        bound: if administers { passkeys::bound(app).await? } else { Vec::new() },
        service: service.map(|name| (name, is_linked)),
        wrong,
    })
}

/// What the browser is asked, by the names that WebAuthn gives it.
async fn ask_to_make(visit: Visit, here: Here) -> Answer {
    let who = who(&visit)?;
    let site = site(here)?;
    let making = passkeys::ask_to_make(&who, &site).await?;
    let kinds: Vec<_> = KINDS.iter().map(|kind| json!({ "type": "public-key", "alg": kind })).collect();
    let known =
        making.known.iter().map(|id| json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(id) }));
    let options = json!({
        "challenge": URL_SAFE_NO_PAD.encode(&making.challenge),
        "rp": { "id": site.name, "name": "Kith" },
        "user": { "id": URL_SAFE_NO_PAD.encode(&making.handle), "name": who.login, "displayName": who.name },
        "pubKeyCredParams": kinds,
        "excludeCredentials": known.collect::<Vec<_>>(),
        "authenticatorSelection":
            { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
        "attestation": "none",
        "timeout": PATIENCE,
    });
    Ok(unkept(Json(options)))
}

async fn ask_to_sign_in(guest: Guest, here: Here) -> Answer {
    let site = site(here)?;
    let challenge = passkeys::ask_to_sign_in(guest.app(), &guest.device.address)?;
    Ok(unkept(Json(json!({
        "challenge": URL_SAFE_NO_PAD.encode(challenge),
        "rpId": site.name,
        "userVerification": "required",
        "timeout": PATIENCE,
    }))))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answered {
    name: String,
    to: String,
    credential: String,
    handle: String,
    client_data: String,
    authenticator: String,
    signature: String,
}

/// The bytes of a field; what is none is refused further on as an answer that cannot be read.
fn bytes(field: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(field).unwrap_or_default()
}

async fn keep(visit: Visit, here: Here, Form(answered): Form<Answered>) -> Answer {
    let who = who(&visit)?;
    let answer = MadeAnswer {
        client_data: bytes(&answered.client_data),
        authenticator: bytes(&answered.authenticator),
    };
    match passkeys::keep(&who, &site(here.clone())?, &answer, &answered.name).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => again(&visit, here, error).await,
    }
}

/// The page again, and what was wrong.
pub(super) async fn again(visit: &Visit, here: Here, error: Error) -> Answer {
    let (Error::Refused(wrong) | Error::Settings(wrong)) = error else { return Err(error.into()) };
    let shown = shown(visit, here, Some(wrong)).await?;
    let page = visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown, &visit.look)));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn rename(visit: Visit, here: Here, Path(id): Path<i64>, Form(Name { name }): Form<Name>) -> Answer {
    match passkeys::rename(&*who(&visit)?, id, &name).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => again(&visit, here, error).await,
    }
}

async fn remove(visit: Visit, here: Here, Path(id): Path<i64>) -> Answer {
    match passkeys::remove(&*who(&visit)?, id).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => again(&visit, here, error).await,
    }
}

async fn sign_in(guest: Guest, here: Here, Form(answered): Form<Answered>) -> Answer {
    let answer = SignedAnswer {
        credential: bytes(&answered.credential),
        handle: bytes(&answered.handle),
        client_data: bytes(&answered.client_data),
        authenticator: bytes(&answered.authenticator),
        signature: bytes(&answered.signature),
    };
    match passkeys::sign_in(guest.app(), &site(here)?, &answer, &guest.device).await {
        Ok(token) => Ok(guest.enter(&token, &answered.to)),
        Err(Error::Refused(why)) => Ok(refused(&guest, &answered.to, why)),
        Err(other) => Err(other.into()),
    }
}
