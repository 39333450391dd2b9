//! What a program says of itself in the header `Authorization`: a token, or a name and an app password.

use app::features::tokens::Presented;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a request says.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// `Bearer`.
    Token(String),
    /// `Basic`.
    Password {
        /// The name.
        login: String,
        /// The password.
        password: String,
    },
}

impl Said {
    /// The same, as it is asked for.
    pub fn presented(&self) -> Presented<'_> {
        match self {
            Said::Token(token) => Presented::Token(token),
            Said::Password { login, password } => Presented::Password { login, password },
        }
    }
}

/// What the headers say; `None` if they say nothing. What cannot be read is a token that nobody has: it is a try.
pub fn said(headers: &HeaderMap) -> Option<Said> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    let named = || {
        let bytes = STANDARD.decode(rest.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
        let text = String::from_utf8(bytes).ok()?;
        let (login, password) = text.split_once(':')?;
        Some(Said::Password { login: login.to_owned(), password: password.to_owned() })
    };
    let token = if scheme.eq_ignore_ascii_case("bearer") { rest.trim() } else { "" };
    Some(named().unwrap_or_else(|| Said::Token(token.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<(String, String)> {
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
        said(&headers).map(|said| match said {
            Said::Token(token) => (String::new(), token),
            Said::Password { login, password } => (login, password),
        })
    }

    #[test]
    fn both_ways_are_read_and_everything_else_is_a_try_that_fails() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert!(said(&HeaderMap::new()).is_none());
        assert_eq!(of("Bearer kith_abc"), pair("", "kith_abc"));
        assert_eq!(of("bearer  kith_abc "), pair("", "kith_abc"));
        assert_eq!(of("Basic bWFyaXRAeC5leGFtcGxlOmFiYzpkZWY="), pair("marit@x.example", "abc:def"));
        for broken in ["", "Bearer", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic /w==", "Digest x"] {
            assert_eq!(of(broken), pair("", ""), "{broken}");
        }
    }
}
