//! Signing in by another service: to it, and back.
//!
//! The browser keeps a cookie on the way, so that nobody else's answer signs it in.

use app::access::Right;
use app::features::accounts::sessions;
use app::features::openid::{self, Back, End};
use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use maud::html;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::guest::Guest;
use crate::layout::{Page, Section};
use crate::pages::passkeys;
use crate::pages::sign_in::refused;
use crate::routes::{Routes, Who};
use crate::serving::site::{Here, Way};
use crate::visit::Visit;
use crate::words::passkeys as words;

/// What the browser keeps on the way.
const KEY: &str = "way";
/// Where it comes back to.
const BACK: &str = "/sign-in/openid/back";
/// How long the way may take, in seconds.
const PATIENCE: u32 = 10 * 60;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in/openid", Who::Anyone, begin)
        .get("/sign-in/openid/back", Who::Anyone, back)
        .post("/settings/openid", Who::Member(Right::Belong), link)
        .post("/settings/openid/remove", Who::Member(Right::Belong), unlink)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
}

async fn begin(guest: Guest, way: Way, headers: HeaderMap, Query(Wanted { to }): Query<Wanted>) -> Answer {
    if is_sent_by_another_site(&headers) {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let begun = openid::begin(guest.app(), &way.to(BACK), &to, &guest.device.address, None).await?;
    Ok((cookie(&way, &begun.key, PATIENCE), Redirect::to(&begun.url)).into_response())
}

/// Whoever follows a link of another site is not signed in by it: they see the button, and press it or not.
fn is_sent_by_another_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
}

/// Links the account of whoever is signed in with theirs at the service. It begins with a form, so that no other site can
/// begin it, and goes on by a link, because a form leads nowhere else than here.
async fn link(visit: Visit, way: Way) -> Answer {
    let who = visit.session.clone().ok_or_else(Failure::not_found)?;
    let address = sessions::address_of(&who);
    let begun = openid::begin(&visit.cx.app, &way.to(BACK), passkeys::HERE, &address, Some(&*who)).await?;
    let name = visit.cx.app.openid.as_ref().map(|service| service.provider.name.as_str()).unwrap_or_default();
    let body = html! {
        h1 { (words::link(name)) }
        p.dek { (words::go_why(name)) }
        div.actions { a.btn.primary href=(begun.url) { (words::go_to(name)) } }
    };
    let page = visit.whole(&Page::new(words::link(name), Section::None, body).solo(""));
    Ok((cookie(&way, &begun.key, PATIENCE), page).into_response())
}

async fn unlink(visit: Visit, here: Here) -> Answer {
    let who = visit.session.clone().ok_or_else(Failure::not_found)?;
    match openid::unlink(&who).await {
        Ok(()) => Ok(Redirect::to(passkeys::HERE).into_response()),
        Err(error) => passkeys::again(&visit, here, error).await,
    }
}

async fn back(guest: Guest, way: Way, headers: HeaderMap, Query(back): Query<Back>) -> Answer {
    let jar = CookieJar::from_headers(&headers);
    let key = jar.get(KEY).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let forget = cookie(&way, "", 0);
    Ok(match openid::finish(guest.app(), &back, &key, guest.account, &guest.device).await {
        Ok(End::In { token, to }) => {
            let mut answer = guest.enter(&token, &to);
            let [(name, value)] = forget;
            answer.headers_mut().append(name, value.parse().map_err(|_| Failure::ours())?);
            answer
        }
        Ok(End::Linked) => (forget, Redirect::to(passkeys::HERE)).into_response(),
        Err(app::Error::Refused(why)) => refused(&guest, "", why),
        Err(other) => return Err(other.into()),
    })
}

/// It comes along when the service sends the browser back (`Lax`), and to this path alone.
fn cookie(way: &Way, value: &str, seconds: u32) -> [(header::HeaderName, String); 1] {
    let secure = if way.is_secure { "; Secure" } else { "" };
    let cookie = format!("{KEY}={value}; Path={BACK}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    [(header::SET_COOKIE, cookie)]
}
