//! What an address says of the country of whoever has it, and countries by code, name and time zone.
//!
//! It stands here because it is a question about addresses, answered from the address alone. What it says is a guess that
//! pages show as one: a telephone number tells where it was given out, a mail domain of a country where a company is at
//! home. Names are English; another language brings a table of its own and sorts by it.

mod calling;
mod countries;

use calling::BEGINNINGS;
use countries::{COUNTRIES, OWN_NAMES};

use crate::domain::is_public_domain;
use crate::search::fold;

/// The domains of countries that anybody anywhere takes for how they sound.
const GENERIC: &[&str] = &[
    "ac", "ag", "ai", "am", "as", "bz", "cc", "cf", "co", "cx", "dj", "fm", "ga", "gd", "gg", "gl", "gq",
    "gs", "im", "io", "is", "la", "lc", "li", "ly", "md", "me", "ml", "mn", "ms", "mu", "nf", "nu", "pm",
    "pn", "pw", "re", "rs", "sc", "sh", "so", "st", "tc", "tf", "tk", "to", "tv", "vc", "vg", "wf", "ws",
    "yt",
];

/// The longest beginning of a telephone number that tells a country.
const LONGEST_BEGINNING: usize = 7;

/// All countries: name and code, in the order of names.
pub fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.iter().map(|(name, code, _)| (*name, *code))
}

/// The English name of an ISO 3166-1 alpha-2 code.
///
/// ```
/// assert_eq!(identity::place::country_name("JP"), Some("Japan"));
/// assert_eq!(identity::place::country_name("XX"), None);
/// ```
pub fn country_name(code: &str) -> Option<&'static str> {
    entry(code).map(|(name, ..)| *name)
}

/// The code of a country as an address names it: by its code, its English name, or what its own people write.
///
/// ```
/// use identity::place::country_named;
/// assert_eq!(country_named("jp"), Some("JP"));
/// assert_eq!(country_named(" Côte d'Ivoire"), Some("CI"));
/// assert_eq!(country_named("Deutschland"), Some("DE"));
/// assert_eq!(country_named("Narnia"), None);
/// ```
pub fn country_named(text: &str) -> Option<&'static str> {
    let name = fold(text.trim());
    let code = name.to_ascii_uppercase();
    let by_name = || COUNTRIES.iter().find(|(known, ..)| fold(known) == name).map(|(_, code, _)| *code);
    let by_own_name = || OWN_NAMES.iter().find(|(known, _)| fold(known) == name).map(|(_, code)| *code);
    entry(&code).map(|(_, code, _)| *code).or_else(by_name).or_else(by_own_name)
}

/// Where a country stands among all in the order of names.
pub fn country_rank(code: &str) -> Option<usize> {
    COUNTRIES.iter().position(|(_, c, _)| *c == code)
}

/// The IANA time zone of a country in which all clocks agree.
pub fn zone_of_country(code: &str) -> Option<&'static str> {
    entry(code).map(|(.., zone)| *zone).filter(|zone| !zone.is_empty())
}

/// The country a telephone number in international form was given out in.
///
/// ```
/// use identity::place::country_of_phone;
/// assert_eq!(country_of_phone("+81661234567"), Some("JP"));
/// assert_eq!(country_of_phone("+14165550100"), Some("CA"));
/// assert_eq!(country_of_phone("+18005550100"), None);
/// ```
pub fn country_of_phone(number: &str) -> Option<&'static str> {
    let digits: String = number.strip_prefix('+')?.chars().filter(char::is_ascii_digit).collect();
    let code = (1..=digits.len().min(LONGEST_BEGINNING)).rev().find_map(|n| {
        let at = BEGINNINGS.binary_search_by_key(&&digits[..n], |(beginning, _)| *beginning).ok()?;
        Some(BEGINNINGS[at].1)
    })?;
    (!code.is_empty()).then_some(code)
}

/// The country of a company's mail domain, by its last part; none where anyone may have one there.
///
/// ```
/// use identity::place::country_of_domain;
/// assert_eq!(country_of_domain("sakai.co.jp"), Some("JP"));
/// assert_eq!(country_of_domain("vendor.co.uk"), Some("GB"));
/// assert_eq!(country_of_domain("startup.io"), None);
/// assert_eq!(country_of_domain("gmx.de"), None);
/// ```
pub fn country_of_domain(domain: &str) -> Option<&'static str> {
    if is_public_domain(domain) {
        return None;
    }
    let (_, last) = domain.rsplit_once('.')?;
    if GENERIC.binary_search(&last).is_ok() {
        return None;
    }
    let code = if last == "uk" { "GB".to_owned() } else { last.to_ascii_uppercase() };
    entry(&code).map(|(_, code, _)| *code)
}

fn entry(code: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    COUNTRIES.iter().find(|(_, c, _)| *c == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_tables_are_in_order_and_agree() {
        assert!(BEGINNINGS.is_sorted_by_key(|(beginning, _)| *beginning));
        assert!(GENERIC.is_sorted());
        let codes: HashSet<&str> = countries().map(|(_, code)| code).collect();
        assert_eq!(codes.len(), COUNTRIES.len());
        for (beginning, code) in BEGINNINGS {
            assert!(beginning.len() <= LONGEST_BEGINNING);
            assert!(code.is_empty() || codes.contains(code), "{beginning} {code}");
        }
        for (name, code, zone) in COUNTRIES {
            assert!(code.len() == 2 && !name.is_empty(), "{name}");
            assert!(zone.is_empty() || zone.contains('/'), "{zone}");
        }
    }

    #[test]
    fn the_longest_beginning_counts() {
        for (number, country) in [
            ("+77011234567", Some("KZ")),
            ("+79161234567", Some("RU")),
            ("+441534123456", Some("JE")),
            ("+442071234567", Some("GB")),
            ("+12425550100", Some("BS")),
            ("+12125550100", Some("US")),
            ("+59991234567", Some("CW")),
            ("+999123", None),
            ("0461234", None),
            ("+", None),
        ] {
            assert_eq!(country_of_phone(number), country, "{number}");
        }
    }

    #[test]
    fn a_country_with_one_time_has_a_zone() {
        assert_eq!(zone_of_country("DE"), Some("Europe/Berlin"));
        assert_eq!(zone_of_country("JP"), Some("Asia/Tokyo"));
        assert_eq!(zone_of_country("US"), None);
        assert!(country_rank("AT") < country_rank("CH"));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            let _ = (country_of_phone(&text), country_of_domain(&text), country_name(&text));
            let _ = country_of_phone(&format!("+{text}"));
        }
    }
}
