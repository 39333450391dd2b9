//! The address a request came by, as browsers and other services must name it, and the name that passkeys are bound to.
//!
//! That is the name of the public address, or `localhost`. It is that of the address a request came by, for no browser takes another; an address in figures is no name.

use std::convert::Infallible;
use std::net::IpAddr;

use app::features::passkeys::Site;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::server::Server;

use super::door::Comer;
use super::hosts::without_port;

/// The site a request came by, if passkeys can be bound to its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here(pub Option<Site>);

impl FromRequestParts<Server> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Here, Infallible> {
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let is_secure = parts.extensions.get::<Comer>().is_some_and(|comer| comer.is_secure);
        let public = server.config.place.public_url.as_ref().map(|url| (url.host.as_str(), url.to_string()));
        Ok(Here(site(host, is_secure, public)))
    }
}

/// The beginning of the addresses that lead back here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    origin: String,
    /// The browser comes by TLS.
    pub is_secure: bool,
}

impl Way {
    /// The whole address of a path.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromRequestParts<Server> for Way {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Way, Infallible> {
        let is_secure = parts.extensions.get::<Comer>().is_some_and(|comer| comer.is_secure);
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = without_port(host);
        let public =
            server.config.place.public_url.as_ref().filter(|url| url.host.eq_ignore_ascii_case(name));
        let scheme = if is_secure { "https" } else { "http" };
        // The names that are answered to are a list; none of them is anybody else's.
        let origin = public.map_or_else(|| format!("{scheme}://{host}"), ToString::to_string);
        Ok(Way { origin, is_secure })
    }
}

/// If passkeys can be bound to the name somebody came by, without its port.
pub fn can_have_passkeys(server: &Server, host: &str) -> bool {
    let public = server.config.place.public_url.as_ref().map(|url| (url.host.as_str(), url.to_string()));
    site(host, true, public).is_some()
}

fn site(host: &str, is_secure: bool, public: Option<(&str, String)>) -> Option<Site> {
    let host = host.to_ascii_lowercase();
    let name = without_port(&host);
    match public {
        Some((known, origin)) if known == name && name.parse::<IpAddr>().is_err() => {
            Some(Site { name: name.to_owned(), origin })
        }
        _ if name == "localhost" => {
            let scheme = if is_secure { "https" } else { "http" };
            Some(Site { name: name.to_owned(), origin: format!("{scheme}://{host}") })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(host: &str) -> Option<(String, String)> {
        let public = Some(("kith.example", "https://kith.example".to_owned()));
        site(host, false, public).map(|site| (site.name, site.origin))
    }

    #[test]
    fn passkeys_are_bound_to_the_public_name_or_to_this_machine() {
        let both = |name: &str, origin: &str| Some((name.to_owned(), origin.to_owned()));
        assert_eq!(of("Kith.example"), both("kith.example", "https://kith.example"));
        assert_eq!(of("localhost:8484"), both("localhost", "http://localhost:8484"));
        for none in ["127.0.0.1:8484", "[::1]:8484", "other.example", ""] {
            assert_eq!(of(none), None, "{none}");
        }
        let in_figures = Some(("10.0.0.2", "https://10.0.0.2".to_owned()));
        assert_eq!(site("10.0.0.2", true, in_figures), None);
        let secure = site("localhost:8484", true, None).map(|site| site.origin);
        assert_eq!(secure.as_deref(), Some("https://localhost:8484"));
    }
}
