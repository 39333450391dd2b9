//! The cookie of a session: never readable by a script, and over TLS bound to this very host.

use app::features::accounts::Token;
use axum::http::{HeaderMap, HeaderName, header};
use axum_extra::extract::CookieJar;

/// Its name over TLS: browsers take it from nobody but this host, and send it over TLS alone.
const OVER_TLS: &str = "__Host-kith";
/// Its name on this machine without TLS, where browsers refuse the other.
const PLAIN: &str = "kith";
/// How long a browser keeps it: longer than any session lives.
const KEPT_SECONDS: u32 = 90 * 24 * 60 * 60;

fn name(is_secure: bool) -> &'static str {
    if is_secure { OVER_TLS } else { PLAIN }
}

/// What the cookie of a request says.
pub fn session_token(is_secure: bool, headers: &HeaderMap) -> Option<Token> {
    let jar = CookieJar::from_headers(headers);
    jar.get(name(is_secure))
        .map(|cookie| Token(cookie.value().to_owned()))
        .filter(|token| !token.0.is_empty())
}

/// A header that gives the browser the token. It comes along with links from elsewhere (`Lax`), so that one in a mail
/// opens; changes from elsewhere are refused before they get here.
pub fn keep(is_secure: bool, token: &Token) -> [(HeaderName, String); 1] {
    set(is_secure, &token.0, KEPT_SECONDS)
}

/// A header that takes it away.
pub fn forget(is_secure: bool) -> [(HeaderName, String); 1] {
    set(is_secure, "", 0)
}

fn set(is_secure: bool, value: &str, seconds: u32) -> [(HeaderName, String); 1] {
    let secure = if is_secure { "; Secure" } else { "" };
    let name = name(is_secure);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    [(header::SET_COOKIE, cookie)]
}
