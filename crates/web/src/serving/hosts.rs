//! Only names of this Kith are answered to.
//!
//! A site anywhere may let its own name point to 127.0.0.1 and then read what is served there as if it were its own
//! (DNS rebinding). Its name stands in `Host`, so a list of names that cannot be anybody else's ends it. The port is not
//! looked at: behind an SSH tunnel it is another, and no rebinding hides in it.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::Server;
use crate::words::shell as words;

/// Refuses requests for other hosts.
pub async fn only_ours(State(server): State<Server>, request: Request, next: Next) -> Response {
    match host(request.uri(), request.headers()) {
        Some(host) if server.config.place.answers_to(without_port(&host)) => next.run(request).await,
        host => (StatusCode::MISDIRECTED_REQUEST, words::other_host(host.as_deref().unwrap_or_default()))
            .into_response(),
    }
}

fn host(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let named = || headers.get(header::HOST)?.to_str().ok().map(str::to_owned);
    uri.authority().map(ToString::to_string).or_else(named)
}

/// A host as `Host` names it, without its port.
pub(crate) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_not_looked_at() {
        for (host, name) in
            [("localhost:8484", "localhost"), ("[::1]:8484", "[::1]"), ("[::1]", "[::1]"), ("a", "a")]
        {
            assert_eq!(without_port(host), name);
        }
    }
}
