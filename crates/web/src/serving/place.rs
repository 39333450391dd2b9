//! Where this Kith is found: the address that people type, and the names it answers to.

use std::fmt;

/// The address people type, such as `https://kith.company.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// The name in it, without a port.
    pub host: String,
    /// Browsers come by TLS.
    pub is_https: bool,
    /// All of it, without a slash at the end.
    text: String,
}

impl PublicUrl {
    /// The address that was written down; `None` if it is none, or has a path.
    pub fn parse(text: &str) -> Option<PublicUrl> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let uri: axum::http::Uri = text.parse().ok()?;
        let is_https = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = uri.authority()?;
        let is_bare =
            matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.as_str().contains('@');
        let usual = if is_https { ":443" } else { ":80" };
        // Browsers leave the usual port out, and what they say must be the same to the letter.
        let shown = text.strip_suffix(usual).unwrap_or(&text).to_owned();
        is_bare.then(|| PublicUrl { host: authority.host().to_owned(), is_https, text: shown })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Where this Kith is found.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The address people type, if it was set.
    pub public_url: Option<PublicUrl>,
    /// Further names it answers to: those its certificate was asked for.
    pub names: Vec<String>,
    /// It listens to other machines too, so that an address in figures is one of its names.
    pub is_on_a_network: bool,
    /// What must be known to become the owner on the first start; nothing where only this machine is listened to.
    pub set_up_key: Option<String>,
}

impl Place {
    /// If requests for this host, without a port, are answered: the names of this machine that nobody else can have, the name
    /// that was set, and on a network plain addresses, which no name can pretend to be.
    pub fn answers_to(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_figures =
            || bare.parse::<std::net::IpAddr>().is_ok() && bare.contains(':') == host.starts_with('[');
        let named = || {
            self.public_url.as_ref().is_some_and(|url| url.host.eq_ignore_ascii_case(host))
                || self.names.iter().any(|name| name.eq_ignore_ascii_case(host))
        };
        THIS_MACHINE.iter().any(|known| host.eq_ignore_ascii_case(known))
            || named()
            || (self.is_on_a_network && is_figures())
    }
}

/// The names of this machine that nobody else can have.
const THIS_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_scheme_and_host() {
        let url = PublicUrl::parse("https://Kith.Company.example/").unwrap();
        assert_eq!(
            (url.host.as_str(), url.is_https, url.to_string().as_str()),
            ("kith.company.example", true, "https://kith.company.example")
        );
        let with_ports = ["https://kith.example:443", "http://kith.example:80", "https://kith.example:80"];
        let shown = with_ports.map(|url| PublicUrl::parse(url).unwrap().to_string());
        assert_eq!(shown, ["https://kith.example", "http://kith.example", "https://kith.example:80"]);
        assert_eq!(PublicUrl::parse("http://10.0.0.2:8484").unwrap().host, "10.0.0.2");
        for none in [
            "",
            "kith.example",
            "ftp://kith.example",
            "https://kith.example/path",
            "https://a@kith.example",
            "https://",
        ] {
            assert_eq!(PublicUrl::parse(none), None, "{none}");
        }
    }

    #[test]
    fn it_answers_to_its_own_names_alone() {
        let alone = Place::default();
        let named =
            Place { public_url: PublicUrl::parse("https://kith.company.example"), ..Place::default() };
        let networked = Place { is_on_a_network: true, ..Place::default() };
        for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
            assert!(alone.answers_to(host) && named.answers_to(host), "{host}");
        }
        for host in
            ["", "kith.example", "localhost.evil.example", "127.0.0.1.evil.example", "::1", "a@localhost"]
        {
            assert!(!alone.answers_to(host) && !networked.answers_to(host), "{host}");
        }
        assert!(named.answers_to("KITH.company.example") && !named.answers_to("company.example"));
        assert!(networked.answers_to("192.168.1.4") && networked.answers_to("[2001:db8::1]"));
        assert!(!named.answers_to("192.168.1.4"));
    }
}
