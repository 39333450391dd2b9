//! The one extractor of every handler: who acts, how they like to read, and what kind of answer is wanted.

use std::sync::Arc;

use app::Cx;
use app::features::accounts::SignedIn;
use app::features::{acts, members, settings, snapshot};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use maud::{Markup, html};
use model::ActId;

use crate::failure::Failure;
use crate::layout::Page;
use crate::look::{Look, Theme};
use crate::parts::{Done, toast};
use crate::server::Server;
use crate::serving::door::{Comer, Known};
use crate::serving::hosts::without_port;
use crate::words::delegates;

/// The cookie with the number of the act that was just done, for the toast of the page that comes next. The words stay
/// here: cookies of localhost are sent to whatever else runs there.
const JUST_DONE: &str = "done";

/// The cookie with the theme.
const THEME: &str = "theme";

/// One request, as the handlers see it.
#[derive(Clone)]
pub struct Visit {
    /// Who acts, for whom, when; every act takes it. Its time zone is the member's.
    pub cx: Cx,
    /// The session they signed in with; none where the door stands open.
    pub session: Option<Arc<SignedIn>>,
    /// Their browser comes by TLS.
    pub is_secure: bool,
    /// The name they came by.
    pub host: String,
    /// How they like to read.
    pub look: Look,
    /// htmx asks for a part of a page: a fragment is the answer.
    pub is_htmx: bool,
    /// The path that was asked for.
    pub path: String,
    /// The path and query of the page the request came from, if it was one of ours.
    pub came_from: Option<String>,
    /// The principal's name, once it is known and read into memory.
    pub me: Option<String>,
    /// Whoever acts and for whom, by name, where these are two.
    pub acting: Option<(String, String)>,
    /// Where the account belongs, their own network first; for the switch between them.
    pub places: Vec<members::Place>,
    /// What was done by the request that led here.
    pub just_done: Option<Done>,
    /// What all requests share.
    pub server: Server,
}

impl FromRequestParts<Server> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Visit, Failure> {
        let comer = parts.extensions.get::<Comer>().cloned().ok_or_else(Failure::ours)?;
        let known = comer.known?.ok_or_else(|| Failure::forbidden(""))?;
        let mut visit = Visit::of(server, known, &parts.headers, &parts.uri);
        visit.is_secure = comer.is_secure;
        visit = visit.with_names().await?;
        if parts.method.is_safe() {
            settings::only_looking(&mut visit.cx).await?;
        }
        // Whoever is not let into the network of their session any more has one other to go to, or several.
        let goes_between = |who: &&Arc<SignedIn>| {
            parts.method == Method::GET && who.memberships > i64::from(who.cx.member.0 != 0)
        };
        if let Some(who) = visit.session.as_ref().filter(goes_between) {
            visit.places = members::places(&visit.cx.app, who.account.0).await?;
        }
        visit.with_preferences().await?.with_just_done(&parts.headers).await
    }
}

impl Visit {
    /// The visit of someone who is known, as a request's head tells of it.
    pub fn of(server: &Server, known: Known, headers: &HeaderMap, uri: &Uri) -> Visit {
        let Known { cx, session, .. } = known;
        Visit {
            me: session.as_ref().map(|who| who.name.clone()).or_else(|| principal(&cx)),
            session,
            is_secure: false,
            host: host(headers).to_owned(),
            look: look_of_stranger(server, headers),
            is_htmx: wants_fragment(headers),
            came_from: came_from(headers),
            path: uri.path().to_owned(),
            just_done: None,
            acting: None,
            places: Vec::new(),
            server: server.clone(),
            cx,
        }
    }

    /// With the names of whoever acts and for whom.
    pub(crate) async fn with_names(mut self) -> Result<Visit, Failure> {
        self.acting = members::signature(&self.cx).await?;
        Ok(self)
    }

    /// With what the member set.
    pub(crate) async fn with_preferences(mut self) -> Result<Visit, Failure> {
        let preferences = settings::preferences(&self.cx).await?;
        self.cx.app.zone = preferences.zone.clone();
        self.look = Look::of(preferences, self.look.theme, self.cx.now);
        Ok(self)
    }

    async fn with_just_done(mut self, headers: &HeaderMap) -> Result<Visit, Failure> {
        let cookies = CookieJar::from_headers(headers);
        let act = cookies.get(JUST_DONE).and_then(|cookie| cookie.value().parse().ok());
        if let Some(act) = act.filter(|_| !self.is_htmx) {
            self.just_done = acts::one(&self.cx, ActId(act)).await?.map(|act| Done {
                words: self.signed(act.subject),
                act: act.id,
                can_undo: act.can_undo,
            });
        }
        Ok(self)
    }

    /// What was done, with both names where somebody acts for somebody.
    fn signed(&self, subject: String) -> String {
        match &self.acting {
            Some((member, principal)) => delegates::signed(&subject, member, principal),
            None => subject,
        }
    }

    /// If the member may see the page at an address; no link leads where it is refused.
    pub fn may_see(&self, path: &str) -> bool {
        self.server.decisions.shows(path, &self.cx)
    }

    /// Answers with the page, or with a part of it when htmx asks.
    pub fn respond(&self, page: &Page, fragment: Markup) -> Response {
        if self.is_htmx { fragment.into_response() } else { self.whole(page) }
    }

    /// Answers with the page, whoever asks.
    pub fn whole(&self, page: &Page) -> Response {
        let page = page.render(self);
        match self.just_done {
            Some(_) => (forget(JUST_DONE, self.is_secure), page).into_response(),
            None => page.into_response(),
        }
    }

    /// Answers a change: htmx gets what replaces the changed part, and a toast; others go `back` to a page, which shows
    /// the toast.
    pub fn done(&self, back: &str, fragment: Markup, done: &Done) -> Response {
        if !self.is_htmx {
            return self.back(back, done);
        }
        let done = Done { words: self.signed(done.words.clone()), ..done.clone() };
        html! { (fragment) div hx-swap-oob="beforeend:#toasts" { (toast(&done)) } }.into_response()
    }

    /// Answers a change by going to a page, which shows the toast; also for htmx where it takes a part of that page.
    pub fn back(&self, to: &str, done: &Done) -> Response {
        (keep(JUST_DONE, &done.act.0.to_string(), 30, self.is_secure), Redirect::to(to)).into_response()
    }

    /// Where the request came from, or the beginning.
    pub fn came_from(&self) -> &str {
        self.came_from.as_deref().unwrap_or("/")
    }

    /// Sends the browser to another page, htmx or not.
    pub fn go(&self, to: &str) -> Response {
        if !self.is_htmx {
            return Redirect::to(to).into_response();
        }
        (StatusCode::NO_CONTENT, [("hx-redirect", to.to_owned())]).into_response()
    }
}

/// The name a request was sent to, without its port.
pub(crate) fn host(headers: &HeaderMap) -> &str {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    without_port(host)
}

/// How a page looks for somebody who has not signed in: as their screen was told.
pub(crate) fn look_of_stranger(server: &Server, headers: &HeaderMap) -> Look {
    let theme = CookieJar::from_headers(headers).get(THEME).map(|cookie| Theme::of(cookie.value()));
    let plain = Look::plain(server.app.zone.clone(), server.app.clock.now());
    Look { theme: theme.unwrap_or_default(), ..plain }
}

/// The name in the masthead, from memory alone: the frame of a page asks the database for nothing.
fn principal(cx: &Cx) -> Option<String> {
    let snapshot = snapshot::serving(cx)?;
    snapshot.person(snapshot.owner?).map(|line| line.name.clone())
}

/// A header for the answer that sets a cookie.
type SetCookie = [(HeaderName, String); 1];

/// Keeps a theme for a year.
pub(crate) fn keep_theme(theme: Theme, is_secure: bool) -> SetCookie {
    keep(THEME, theme.word(), 365 * 24 * 60 * 60, is_secure)
}

fn keep(name: &str, value: &str, seconds: u32, is_secure: bool) -> SetCookie {
    let secure = if is_secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    [(header::SET_COOKIE, cookie)]
}

fn forget(name: &str, is_secure: bool) -> SetCookie {
    keep(name, "", 0, is_secure)
}

/// htmx asks, and for a part: going back in the history, and taking a part out of a whole page, want all of it.
pub(crate) fn wants_fragment(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
        && !headers.contains_key("hx-history-restore-request")
        && headers.get("hx-request-type").is_none_or(|kind| kind != "full")
}

/// Path and query of the `Referer`, whose host must be the request's own.
pub(crate) fn came_from(headers: &HeaderMap) -> Option<String> {
    own_path(headers, &header::REFERER)
}

/// Path and query of the page that htmx asks from.
pub(crate) fn current_page(headers: &HeaderMap) -> Option<String> {
    own_path(headers, &HeaderName::from_static("hx-current-url"))
}

/// Path and query of the address in a header, if it is one of ours.
fn own_path(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let referer = headers.get(name)?.to_str().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    path.starts_with('/').then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_are_gone_back_to() {
        let ours = [("host", "localhost:8484"), ("referer", "http://localhost:8484/people?sort=warmth")];
        assert_eq!(came_from(&headers(&ours)).as_deref(), Some("/people?sort=warmth"));
        for referer in
            ["http://localhost:84840/x", "https://evil.example/", "http://localhost:8484.evil.example/", "x"]
        {
            let theirs = headers(&[("host", "localhost:8484"), ("referer", referer)]);
            assert_eq!(came_from(&theirs), None, "{referer}");
        }
    }

    #[test]
    fn htmx_gets_fragments_but_where_it_wants_all() {
        assert!(!wants_fragment(&headers(&[])));
        assert!(wants_fragment(&headers(&[("hx-request", "true"), ("hx-request-type", "partial")])));
        assert!(!wants_fragment(&headers(&[("hx-request", "true"), ("hx-request-type", "full")])));
        assert!(!wants_fragment(&headers(&[("hx-request", "true"), ("hx-history-restore-request", "true")])));
    }
}
