//! The one extractor of every handler: who acts, how they like to read, and what kind of answer is wanted.

use app::Cx;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use maud::{Markup, html};

use crate::failure::Failure;
use crate::layout::Page;
use crate::look::{Look, Theme};
use crate::parts::{Done, toast};
use crate::server::Server;

/// One request, as the handlers see it.
#[derive(Clone)]
pub struct Visit {
    /// Who acts, for whom, when; every act takes it.
    pub cx: Cx,
    /// How they like to read.
    pub look: Look,
    /// htmx asks: a fragment is the answer.
    pub is_htmx: bool,
    /// The path that was asked for.
    pub path: String,
    /// The path and query of the page the request came from, if it was one of ours.
    pub came_from: Option<String>,
    /// What all requests share.
    pub server: Server,
}

impl FromRequestParts<Server> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Visit, Failure> {
        Ok(Visit::of(server, &parts.headers, parts.uri.path()))
    }
}

impl Visit {
    /// The visit that a request's head tells of.
    pub fn of(server: &Server, headers: &HeaderMap, path: &str) -> Visit {
        let cx = server.app.cx();
        let theme = CookieJar::from_headers(headers).get("theme").map(|c| Theme::of(c.value()));
        let look = Look { theme: theme.unwrap_or_default(), ..Look::plain(server.app.zone.clone(), cx.now) };
        Visit {
            is_htmx: wants_fragment(headers),
            came_from: came_from(headers),
            path: path.to_owned(),
            server: server.clone(),
            look,
            cx,
        }
    }

    /// Answers with the page, or with a part of it when htmx asks.
    pub fn respond(&self, page: &Page, fragment: Markup) -> Response {
        if self.is_htmx { fragment.into_response() } else { page.render(self).into_response() }
    }

    /// Answers a change: htmx gets what replaces the changed part, and a toast; others go `back` to a page.
    pub fn done(&self, back: &str, fragment: Markup, done: &Done) -> Response {
        if !self.is_htmx {
            return Redirect::to(back).into_response();
        }
        html! { (fragment) div hx-swap-oob="beforeend:#toasts" { (toast(done)) } }.into_response()
    }

    /// Sends the browser elsewhere after a change, htmx or not.
    pub fn go(&self, to: &str) -> Response {
        if !self.is_htmx {
            return Redirect::to(to).into_response();
        }
        (StatusCode::NO_CONTENT, [("hx-redirect", to.to_owned())]).into_response()
    }
}

/// htmx asks, and for a part: going back in the history and links to whole pages want all of it.
fn wants_fragment(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
        && !headers.contains_key("hx-history-restore-request")
        && headers.get("hx-request-type").is_none_or(|kind| kind != "full")
}

/// Path and query of the `Referer`, whose host must be the request's own.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    path.starts_with('/').then(|| path.to_owned())
}
