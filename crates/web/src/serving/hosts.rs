//! Only names of this machine are answered to.
//!
//! A site anywhere may let its own name point to 127.0.0.1 and then read what is served there as if it were its own
//! (DNS rebinding). Its name stands in `Host`, so a list of names that cannot be anybody else's ends it. The port is not
//! looked at: behind an SSH tunnel it is another, and no rebinding hides in it.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::words::shell as words;

/// The names of this machine that nobody else can have.
const NAMES: &[&str] = &["localhost", "127.0.0.1", "[::1]"];

/// Refuses requests for other hosts.
pub async fn only_this_machine(request: Request, next: Next) -> Response {
    match host(request.uri(), request.headers()) {
        Some(host) if is_this_machine(&host) => next.run(request).await,
        host => (StatusCode::MISDIRECTED_REQUEST, words::other_host(host.as_deref().unwrap_or_default()))
            .into_response(),
    }
}

fn host(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let named = || headers.get(header::HOST)?.to_str().ok().map(str::to_owned);
    uri.authority().map(ToString::to_string).or_else(named)
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_pass() {
        for host in ["localhost", "LocalHost:8484", "127.0.0.1:1", "[::1]:8484", "[::1]"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "kith.example",
            "localhost.evil.example:8484",
            "127.0.0.1.evil.example",
            "::1",
            "a@localhost",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
