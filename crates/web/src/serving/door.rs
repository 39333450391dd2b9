//! The door: who came ([`recognise`]), and whether they may ask for what they ask for ([`decide`]).
//!
//! [`decide`] is the only place where a request is let through to a handler, and it goes by the table of
//! [`crate::routes`]. Acts of the crate `app` ask for their rights once more: the door keeps out, they decide.

use std::collections::HashMap;
use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use app::Cx;
use app::access::{Origin, Right};
use app::features::accounts::{SignedIn, sessions};
use app::features::tokens::{self, Entry, Kind, Program};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::{client, cookie, credentials};
use crate::api;
use crate::failure::Failure;
use crate::routes::{Decision, Who};
use crate::server::Server;
use crate::visit::{came_from, current_page, wants_fragment};
use crate::words::{api as api_words, failure as words};

/// How one comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Everybody who asks is the principal: for a demo, on this machine alone.
    Open,
    /// Whoever signed in.
    Closed,
}

/// Who came, as far as it is known; with every request, before anything is decided.
#[derive(Clone)]
pub struct Comer {
    /// The address they come from.
    pub address: Option<IpAddr>,
    /// Their browser comes by TLS.
    pub is_secure: bool,
    /// Who they are, if they have signed in; or why that cannot be told.
    pub known: Result<Option<Known>, Failure>,
}

/// Somebody who may come in.
#[derive(Clone)]
pub struct Known {
    /// What they act with.
    pub cx: Cx,
    /// The session they signed in with; none where the door stands open.
    pub session: Option<Arc<SignedIn>>,
    /// They are a program, and this is what it came in with.
    pub program: Option<Arc<Program>>,
}

impl Known {
    /// They are a program that came in with one of this kind.
    fn came_by(&self, kind: Kind) -> bool {
        self.program.as_ref().is_some_and(|program| program.kind == kind)
    }
}

/// Finds out who came.
pub async fn recognise(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let address = client::address(request.extensions());
    let is_secure = client::is_secure(&server, request.extensions());
    let begun = Instant::now();
    let known = match api::is_asked(request.uri()) {
        true => program(&server, request.headers(), &client::text(address)).await,
        false => person(&server, is_secure, request.headers(), &client::text(address)).await,
    };
    if !matches!(known, Ok(None)) {
        server.metrics.count_comer(begun.elapsed());
    }
    request.extensions_mut().insert(Comer { address, is_secure, known });
    next.run(request).await
}

/// Who came with a browser: by its cookie, unless the door stands open.
async fn person(
    server: &Server,
    is_secure: bool,
    headers: &HeaderMap,
    address: &str,
) -> Result<Option<Known>, Failure> {
    let origin = Origin::Page(address.to_owned());
    if server.config.door == Door::Open {
        return Ok(Some(Known { cx: Cx { origin, ..server.app.cx() }, session: None, program: None }));
    }
    let Some(token) = cookie::session_token(is_secure, headers) else { return Ok(None) };
    let signed_in = sessions::session(&server.app, &token.0, origin).await?;
    Ok(signed_in.map(|who| Known { cx: who.cx.clone(), session: Some(Arc::new(who)), program: None }))
}

/// Which program came: by what its request says, and never by a cookie, which a browser sends along for any site.
async fn program(server: &Server, headers: &HeaderMap, address: &str) -> Result<Option<Known>, Failure> {
    let Some(said) = credentials::said(headers) else { return Ok(None) };
    match tokens::entry::entry(&server.app, said.presented(), address).await? {
        Entry::In(program) => {
            Ok(Some(Known { cx: program.cx.clone(), session: None, program: Some(Arc::new(*program)) }))
        }
        Entry::Unknown => Ok(None),
        Entry::Paused { .. } => Err(Failure::too_many(api_words::PAUSED)),
    }
}

/// What was decided for each address, by the pattern of its path.
#[derive(Default)]
pub struct Decisions(HashMap<&'static str, Vec<(Method, Who)>>);

impl Decisions {
    /// The table, for looking up.
    pub fn new(decisions: Vec<Decision>) -> Decisions {
        let mut table: HashMap<&'static str, Vec<(Method, Who)>> = HashMap::new();
        for Decision { method, path, who } in decisions {
            table.entry(path).or_default().push((method, who));
        }
        Decisions(table)
    }

    /// If a page would be shown to a member; `path` is the pattern of a page's address, and what is none is not kept from
    /// anybody.
    pub fn shows(&self, path: &str, cx: &Cx) -> bool {
        match self.of(path, &Method::GET) {
            Some(Who::Member(right)) => cx.access.has(right),
            _ => true,
        }
    }

    fn of(&self, path: &str, method: &Method) -> Option<Who> {
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let methods = self.0.get(path)?;
        methods.iter().find(|(its, _)| its == method).map(|(_, who)| *who)
    }
}

/// Lets a request through to its handler, or not; a member's in its turn.
pub async fn decide(State(server): State<Server>, request: Request, next: Next) -> Response {
    let Some(path) = request.extensions().get::<MatchedPath>() else {
        return Failure::not_found().into_response();
    };
    let Some(who) = server.decisions.of(path.as_str(), request.method()) else {
        return Failure::not_taken().into_response();
    };
    let comer = request.extensions().get::<Comer>().cloned();
    let (address, known) = match comer {
        Some(Comer { address, known: Ok(known), .. }) => (address, known),
        Some(Comer { known: Err(failure), .. }) => return failure.into_response(),
        None => return Failure::ours().into_response(),
    };
    match (who, known) {
        (Who::Anyone, _) => next.run(request).await,
        (Who::Watcher, known) => {
            let may = known.is_some_and(|known| known.cx.access.has(Right::Administer));
            if may || address.is_some_and(|address| address.is_loopback()) {
                return next.run(request).await;
            }
            Failure::forbidden(words::ONLY_WATCHERS).into_response()
        }
        (Who::Token(_) | Who::Program, None) => Failure::unknown(api_words::TOKEN_WANTED).into_response(),
        (Who::Token(_), Some(known)) if !known.came_by(Kind::Api) => {
            Failure::forbidden(api_words::NO_APP_PASSWORD).into_response()
        }
        (Who::Token(right), Some(known)) if !known.cx.access.has(right) => {
            Failure::forbidden(api_words::reach_missing(right)).into_response()
        }
        (Who::Token(_), Some(_)) => server.turns.take(request, next).await,
        (Who::Program, Some(known)) if known.program.is_some() => next.run(request).await,
        // What a program came in with opens none of the pages, whatever it is for.
        (Who::Program, Some(_)) => Failure::forbidden("").into_response(),
        (Who::Member(_), Some(Known { program: Some(_), .. })) => Failure::forbidden("").into_response(),
        (Who::Member(right), Some(known)) if known.cx.access.has(right) => {
            server.turns.take(request, next).await
        }
        (Who::Member(_), Some(known)) if path.as_str() == "/" => Redirect::to(home(&known)).into_response(),
        (Who::Member(right), Some(_)) => Failure::forbidden(words::right_missing(right)).into_response(),
        (Who::Member(_), None) => to_sign_in(&request),
    }
}

/// Where somebody begins who does not see the people of a network.
fn home(known: &Known) -> &'static str {
    if known.cx.access.has(Right::Run) { "/sources" } else { "/settings/account" }
}

/// Sends whoever is not known to where they sign in, and from there back to the page they wanted.
fn to_sign_in(request: &Request) -> Response {
    let headers = request.headers();
    if headers.get(header::ACCEPT).is_some_and(|kind| kind.as_bytes() == b"text/event-stream") {
        return (StatusCode::UNAUTHORIZED, words::SIGN_IN_FIRST).into_response();
    }
    let asked = || request.uri().path_and_query().map(ToString::to_string);
    let is_htmx = headers.contains_key("hx-request");
    let wanted = match request.method() {
        _ if is_htmx => current_page(headers),
        method if method.is_safe() => asked(),
        _ => came_from(headers),
    };
    let target = sign_in_and_then(wanted.as_deref());
    if wants_fragment(headers) {
        return (StatusCode::NO_CONTENT, [("hx-redirect", target)]).into_response();
    }
    Redirect::to(&target).into_response()
}

/// The address of the sign-in, with the page that comes after it.
pub fn sign_in_and_then(wanted: Option<&str>) -> String {
    match wanted.filter(|wanted| *wanted != "/") {
        Some(wanted) => format!("/sign-in?to={}", in_query(wanted)),
        None => "/sign-in".to_owned(),
    }
}

/// A text as the value of a query.
pub(crate) fn in_query(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                escaped.push(byte.into())
            }
            // Writing into a string does not fail.
            other => _ = write!(escaped, "%{other:02X}"),
        }
    }
    escaped
}

/// A path of ours to go on to, of what a form or a query says; nothing that leads to another site.
pub fn local(to: &str) -> Option<&str> {
    let path: Uri = to.parse().ok()?;
    let is_ours = path.scheme().is_none() && path.authority().is_none();
    (is_ours && to.starts_with('/') && !to.starts_with("//") && !to.contains('\\')).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_that_was_wanted_comes_after_the_sign_in() {
        assert_eq!(
            sign_in_and_then(Some("/people?q=Ö&page=2")),
            "/sign-in?to=/people%3Fq%3D%C3%96%26page%3D2"
        );
        assert_eq!(sign_in_and_then(Some("/")), "/sign-in");
        assert_eq!(sign_in_and_then(None), "/sign-in");
    }

    #[test]
    fn nothing_leads_to_another_site() {
        for ours in ["/", "/people?q=x", "/people/keiko#notes"] {
            assert_eq!(local(ours), Some(ours));
        }
        for theirs in
            ["", "//evil.example", "https://evil.example/", "/\\evil.example", "people", "javascript:x"]
        {
            assert_eq!(local(theirs), None, "{theirs}");
        }
    }
}
