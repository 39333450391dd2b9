//! What goes wrong, told to the person who reads it: what happened, what is safe, what to press.
//!
//! A handler gives a [`Failure`] up with `?`. As a response it carries only its status and itself; [`show`], a layer
//! around all pages, makes a page of it, or for htmx a notice in the place that was to be changed.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::api;
use crate::layout::{Page, Section};
use crate::parts::notice_bad;
use crate::server::Server;
use crate::serving::door::Comer;
use crate::serving::watch::RequestId;
use crate::visit::{Visit, came_from, look_of_stranger, wants_fragment};
use crate::words::failure as words;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure.
    pub status: StatusCode,
    /// What happened, in words; empty where the status says all.
    pub words: String,
}

/// What a handler gives back.
pub type Answer = Result<Response, Failure>;

impl Failure {
    /// There is nothing at this address.
    pub fn not_found() -> Failure {
        Failure { status: StatusCode::NOT_FOUND, words: String::new() }
    }

    /// The address does not take this method.
    pub fn not_taken() -> Failure {
        Failure { status: StatusCode::METHOD_NOT_ALLOWED, words: String::new() }
    }

    /// They may not ask for that.
    pub fn forbidden(words: impl Into<String>) -> Failure {
        Failure { status: StatusCode::FORBIDDEN, words: words.into() }
    }

    /// Nobody is known to ask.
    pub fn unknown(words: impl Into<String>) -> Failure {
        Failure { status: StatusCode::UNAUTHORIZED, words: words.into() }
    }

    /// Too many tries failed.
    pub fn too_many(words: impl Into<String>) -> Failure {
        Failure { status: StatusCode::TOO_MANY_REQUESTS, words: words.into() }
    }

    /// The program failed.
    pub fn ours() -> Failure {
        Failure { status: StatusCode::INTERNAL_SERVER_ERROR, words: String::new() }
    }

    /// It took too long.
    pub fn too_slow() -> Failure {
        Failure { status: StatusCode::GATEWAY_TIMEOUT, words: String::new() }
    }

    /// What was typed cannot be used.
    pub fn bad_request(words: impl Into<String>) -> Failure {
        Failure { status: StatusCode::BAD_REQUEST, words: words.into() }
    }
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Failure {
        let status = match &error {
            app::Error::NotFound(_) => StatusCode::NOT_FOUND,
            app::Error::Refused(_) => StatusCode::CONFLICT,
            app::Error::Settings(_) => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Failure { status, words: error.to_string() }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes a page, or a notice for htmx, of whatever went wrong further in.
pub async fn show(State(server): State<Server>, request: Request, next: Next) -> Response {
    let is_api = api::is_asked(request.uri());
    let is_htmx = wants_fragment(request.headers());
    // A form that was refused still stands where it was sent from, with what was typed.
    let form = (!request.method().is_safe()).then(|| came_from(request.headers())).flatten();
    let stranger = look_of_stranger(&server, request.headers());
    let known = request.extensions().get::<Comer>().and_then(|comer| comer.known.clone().ok().flatten());
    let visit = known.map(|known| Visit::of(&server, known, request.headers(), request.uri()));
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let Some(failure) = failure_of(&response) else { return response };
    if failure.status.is_server_error() {
        let id = id.as_ref().map(|id| id.0.as_str());
        tracing::error!(request_id = id, status = failure.status.as_u16(), words = failure.words, "failed");
    }
    let failure = if visit.is_none() { told_to_strangers(failure) } else { failure };
    if is_api {
        return api::problem(failure.status, &as_sentence(what_happened(&failure)), id.as_ref());
    }
    if is_htmx {
        return (failure.status, fragment(&failure)).into_response();
    }
    let page = page(&failure, form.as_deref(), id.as_ref());
    let Some(visit) = visit else {
        return (failure.status, page.solo("").render_for_stranger(&stranger)).into_response();
    };
    // If even these cannot be read, the page looks as it does for someone who set nothing.
    let visit = visit.clone().with_names().await.unwrap_or(visit);
    let visit = visit.clone().with_preferences().await.unwrap_or(visit);
    (failure.status, page.render(&visit)).into_response()
}

/// What went wrong inside is for the log and for members: it may name machines, tables and settings.
fn told_to_strangers(failure: Failure) -> Failure {
    match failure.status.is_server_error() {
        true => Failure { words: String::new(), ..failure },
        false => failure,
    }
}

/// The failure of a response: its own, or that of its status where an extractor or the router answered.
fn failure_of(response: &Response) -> Option<Failure> {
    if let Some(failure) = response.extensions().get::<Failure>() {
        return Some(failure.clone());
    }
    let status = response.status();
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes() != PLAIN);
    let failed = status.is_client_error() || status.is_server_error();
    (failed && !is_ours).then(|| Failure { status, words: String::new() })
}

/// What axum's own rejections are sent as.
const PLAIN: &[u8] = b"text/plain; charset=utf-8";

fn page(failure: &Failure, form: Option<&str>, id: Option<&RequestId>) -> Page {
    let form = form.filter(|_| failure.status.is_client_error());
    let title = if form.is_some() { words::REFUSED } else { words::title(failure.status) };
    let body = html! {
        div.failure {
            p.errnum aria-hidden="true" { (failure.status.as_u16()) }
            h1 { (title) }
            p.said { (as_sentence(what_happened(failure))) }
            div.actions {
                @if let Some(form) = form {
                    a.btn.primary href=(form) data-back { (words::BACK_TO_THE_FORM) }
                } @else {
                    a.btn.primary href="/" { (words::GO_TO_TODAY) }
                    a.btn href="/find" { (words::SEARCH) }
                }
            }
            p.meta {
                @if form.is_some() { (words::STILL_TYPED) } @else { (words::whose_mistake(failure.status)) }
                @if let Some(id) = id { " " (words::IN_THE_LOG) " " code { (id.0) } (words::WITHOUT_NAMES) }
            }
        }
    };
    Page::new(title, Section::None, body)
}

fn fragment(failure: &Failure) -> Markup {
    let said = html! { b { (words::title(failure.status)) "." } " " (as_sentence(what_happened(failure))) };
    notice_bad(said, Some(html! { a.btn.small href="" { (words::RELOAD) } }))
}

fn what_happened(failure: &Failure) -> &str {
    match failure.words.as_str() {
        "" => words::explained(failure.status),
        words => words,
    }
}

/// The words of an act's refusal as a sentence of their own.
pub(crate) fn as_sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let end = if words.ends_with(['.', '?', ')']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
