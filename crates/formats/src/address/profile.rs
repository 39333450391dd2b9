//! Profile URLs: LinkedIn above all, and any other page that stands for one person.

use model::Address;

/// No profile has a longer address.
const MAX_BYTES: usize = 1000;

/// The profile URL in canonical form: host and path, lower case, readable; `None` if it names no page of a person.
///
/// Scheme, `www.`, the country and mobile subdomains of social networks, query, fragment, language suffix and trailing
/// slashes go; percent-encoding is undone. A host without a path names a site and not a person: `None`.
///
/// ```
/// use formats::address::profile;
/// use model::Address;
/// let ana = Some(Address::Profile("linkedin.com/in/ana-lópez".into()));
/// assert_eq!(profile("https://www.linkedin.com/in/ana-l%C3%B3pez/"), ana);
/// assert_eq!(profile("http://de.linkedin.com/in/Ana-López?trk=x#top"), ana);
/// assert_eq!(profile("https://example.org"), None);
/// ```
pub fn profile(text: &str) -> Option<Address> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let url = decode(text.trim()).to_lowercase();
    if url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c)) {
        return None;
    }
    let url = without_scheme(&url)?;
    let (host, rest) = url.split_once('/')?;
    let host = canonical_host(host)?;
    let (path, query) = match rest.find(['?', '#']) {
        Some(at) => (&rest[..at], &rest[at..]),
        None => (rest, ""),
    };
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let path = canonical_path(&host, &segments, query)?;
    Some(Address::Profile(format!("{host}/{path}")))
}

/// Undoes percent-encoding, also where it was applied twice; what is not UTF-8 stays as it is written.
fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(decoded) = decode_once(&text) {
        text = decoded;
    }
    text
}

/// `None` if there is nothing to decode. Each round makes the text shorter, so repeating it ends.
fn decode_once(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten().and_then(hex);
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    (out.len() < bytes.len()).then(|| String::from_utf8(out).ok()).flatten()
}

fn hex(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|p| !p.starts_with('+'))?, 16).ok()
}

fn without_scheme(url: &str) -> Option<&str> {
    match url.split_once("://") {
        Some(("http" | "https", rest)) => Some(rest),
        Some(_) => None,
        None => Some(url.trim_start_matches('/')),
    }
}

/// `de.linkedin.com`, `m.facebook.com` and `www.linkedin.com` are one place in different clothes.
fn canonical_host(host: &str) -> Option<String> {
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    let mut host = host;
    while let Some(rest) = host.strip_prefix("www.") {
        host = rest;
    }
    for network in ["linkedin.com", "facebook.com", "twitter.com", "xing.com", "instagram.com"] {
        if host.strip_suffix(network).is_some_and(|sub| sub.ends_with('.')) {
            host = network;
        }
    }
    let is_host = |c: char| c.is_alphanumeric() || ".-_".contains(c);
    let fine =
        host.contains('.') && host.split('.').all(|label| !label.is_empty()) && host.chars().all(is_host);
    fine.then(|| host.to_owned())
}

fn canonical_path(host: &str, segments: &[&str], query: &str) -> Option<String> {
    match (host, segments) {
        // A language may follow the name: /in/ana/de.
        ("linkedin.com", ["in" | "company" | "school", name, ..]) => Some(format!("{}/{name}", segments[0])),
        ("linkedin.com", ["in" | "company" | "school"]) => None,
        // The one network whose query says who it is.
        ("facebook.com", ["profile.php"]) => {
            let id = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("id="))?;
            let digits = id.bytes().take_while(u8::is_ascii_digit).count();
            (digits > 0).then(|| id[..digits].to_owned())
        }
        (_, []) => None,
        _ => Some(segments.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = profile(text);
        assert_eq!(found.as_ref().map_or("", |a| a.value()), expected, "of {text:?}");
    }

    #[test]
    fn spellings_of_one_profile_are_equal() {
        for text in [
            "https://www.linkedin.com/in/ana-lopez",
            "http://linkedin.com/in/ana-lopez/",
            "www.linkedin.com/in/Ana-Lopez?trk=people",
            "https://de.linkedin.com/in/ana-lopez/de",
            "https://m.linkedin.com/in/ana%2Dlopez#about",
            "linkedin.com/in/ana-lopez",
        ] {
            check(text, "linkedin.com/in/ana-lopez");
        }
    }

    #[test]
    fn other_places() {
        check("https://www.facebook.com/profile.php?id=1000123&ref=x", "facebook.com/1000123");
        check("https://m.facebook.com/ana", "facebook.com/ana");
        check("https://mastodon.example/@Ana", "mastodon.example/@ana");
        check("https://github.com/ana/", "github.com/ana");
        check("https://www.linkedin.com/pub/ana-lopez/1/2b/3", "linkedin.com/pub/ana-lopez/1/2b/3");
    }

    #[test]
    fn what_names_no_person_is_refused() {
        for text in [
            "",
            "https://example.org/",
            "ana",
            "mailto://ana",
            "ftp://example.org/ana",
            "https://linkedin.com/in/",
            "a b.example/x",
            "/in/ana",
        ] {
            check(text, "");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_is_idempotent(text in "\\PC{0,40}|(https?://)?(www\\.|de\\.)?[a-z%0-9.]{1,12}/[a-zA-Z%0-9é/?#.]{0,20}") {
            if let Some(address) = profile(&text) {
                prop_assert_eq!(profile(address.value()), Some(address));
            }
        }
    }
}
