//! The second factor turned on and off, its recovery codes shown this once.
//!
//! The page that turns it on comes from the account, or on the first start right after the owner was made
//! (`/welcome/second-factor`), where it may be left for later.

use app::features::accounts::{second_factor as factor, totp};
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{HERE, confirmed, renewed, view};
use crate::failure::{Answer, Failure, as_sentence};
use crate::layout::{Page, Section};
use crate::serving::headers::unkept;
use crate::visit::Visit;
use crate::words::account as words;
use view::SetUp;

pub(super) async fn page(visit: Visit) -> Answer {
    set_up(&visit, HERE, None).await
}

pub(super) async fn first_page(visit: Visit) -> Answer {
    set_up(&visit, "/", None).await
}

/// The page that turns it on, from where it goes on to `then`.
async fn set_up(visit: &Visit, then: &str, wrong: Option<String>) -> Answer {
    let who = match confirmed(visit, "/settings/account/second-factor") {
        Ok(who) => who,
        Err(first) => return Ok(*first),
    };
    if factor::standing(&who).await?.is_on {
        return Ok(Redirect::to(HERE).into_response());
    }
    let secret = factor::begin(&who).await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = SetUp {
        address: totp::address(&secret, &who.login, &visit.host),
        secret: totp::base32(&secret),
        then: then.to_owned(),
        wrong,
    };
    let page = Page::new(words::SET_UP, Section::None, view::set_up(&shown)).solo("");
    Ok((status, unkept(visit.whole(&page))).into_response())
}

#[derive(Deserialize)]
pub(super) struct Typed {
    code: String,
    then: String,
}

pub(super) async fn turn_on(visit: Visit, Form(Typed { code, then }): Form<Typed>) -> Answer {
    let who = match confirmed(&visit, "/settings/account/second-factor") {
        Ok(who) => who,
        Err(first) => return Ok(*first),
    };
    let then = if then == "/" { "/" } else { HERE };
    match factor::turn_on(&who, &code).await {
        Ok((token, codes)) => {
            // The token goes along with the page: the codes are shown in this answer and no other.
            let cookie = crate::serving::cookie::keep(visit.is_secure, &token);
            Ok((cookie, codes_page(&visit, &codes, then)).into_response())
        }
        Err(app::Error::Settings(why)) => set_up(&visit, then, Some(as_sentence(&why))).await,
        Err(other) => Err(Failure::from(other)),
    }
}

fn codes_page(visit: &Visit, codes: &[String], then: &str) -> Response {
    unkept(visit.whole(&Page::new(words::CODES, Section::None, view::codes(codes, then)).solo("")))
}

pub(super) async fn turn_off(visit: Visit) -> Answer {
    let who = match confirmed(&visit, HERE) {
        Ok(who) => who,
        Err(first) => return Ok(*first),
    };
    let token = factor::turn_off(&who).await?;
    Ok(renewed(&visit, &token, HERE))
}

pub(super) async fn new_codes(visit: Visit) -> Answer {
    let who = match confirmed(&visit, HERE) {
        Ok(who) => who,
        Err(first) => return Ok(*first),
    };
    let codes = factor::new_codes(&who).await?;
    Ok(codes_page(&visit, &codes, HERE))
}
