//! A name made from an address, where nobody gave one.

use model::Address;

use super::clean::{capitalised, clean};
use crate::nature::by_shape;

/// Words that directories put into addresses of people who are not employed there.
const STATUS_WORDS: &[&str] = &["ext", "extern", "external", "contractor", "consultant", "contr", "ctr"];

/// The name that an address spells out: `jane.doe@example.org` is Jane Doe, `linkedin.com/in/jane-doe-12ab34` too.
///
/// `None` where the address is nobody's (`info@`), a telephone number, or no name can be read from it.
///
/// ```
/// use identity::name_from_address;
/// use model::Address;
/// let name = |email: &str| name_from_address(&Address::Email(email.into()));
/// assert_eq!(name("jean-luc.picard+lists@example.org").as_deref(), Some("Jean-Luc Picard"));
/// assert_eq!(name("j.doe@example.org").as_deref(), Some("J. Doe"));
/// assert_eq!(name("info@example.org"), None);
/// ```
pub fn name_from_address(address: &Address) -> Option<String> {
    if by_shape(address, "").is_some() {
        return None;
    }
    match address {
        Address::Email(email) => {
            let local = email.rsplit_once('@')?.0;
            spelled(local.split('+').next().unwrap_or(local))
        }
        Address::Profile(url) => spelled(url.rsplit_once("/in/")?.1),
        Address::Name(name) => {
            let bare = name.split_once(':').map_or(name.as_str(), |(_, bare)| bare);
            clean(bare).map(|cleaned| cleaned.text)
        }
        Address::Phone(_) => None,
    }
}

/// Words parted by dots or underscores, or by dashes if there is nothing else; numbers behind them are dropped.
pub(super) fn spelled(handle: &str) -> Option<String> {
    let parted_by_dots = handle.contains(['.', '_']);
    let parts = handle.split(|c| matches!(c, '.' | '_') || (c == '-' && !parted_by_dots));
    let words: Vec<String> = parts.filter_map(word_of).collect();
    let is_name = words.iter().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    (is_name && words.len() <= 5).then(|| words.join(" "))
}

fn word_of(part: &str) -> Option<String> {
    let bare = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_word = !bare.is_empty() && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''));
    if !is_word || STATUS_WORDS.contains(&bare) {
        return None;
    }
    let word = capitalised(bare);
    Some(if bare.chars().count() == 1 { format!("{word}.") } else { word })
}
