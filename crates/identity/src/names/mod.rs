//! The best display name of all that sources gave for one human.
//!
//! A person is `jane` in one header, `DOE, Jane (EXT)` in the next, `Jane Doe` on a card and `Dr. Jane Doe 🚀` on
//! LinkedIn. Each name is first cleaned (`clean`), then they are ranked; how often each was seen decides only
//! between names of equal quality. The choice does not depend on the order in which names were met.
//!
//! No name is made up where one was given, and none is transliterated: who writes 渡辺 恵子 is shown as 渡辺 恵子.

mod clean;
mod from_address;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use model::Address;

pub use from_address::name_from_address;

use crate::search::fold;
use clean::{Case, clean};

/// The longest display name, in characters.
pub const LONGEST_NAME: usize = 120;

/// What a person without any name and address is called.
const NAMELESS: &str = "Unnamed";

/// A name that a source gave for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatheredName {
    /// The name as the source gives it.
    pub name: String,
    /// What sort of source it was.
    pub source: NameSource,
    /// How often it was seen there.
    pub uses: u32,
    /// When it was last seen, in UTC days since 1970-01-01.
    pub last_day: i32,
}

/// What sort of source gave a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameSource {
    /// The owner typed it into Kith: it is taken as it stands, whatever it is.
    Owner,
    /// An address book entry.
    Card,
    /// The person's own profile.
    LinkedIn,
    /// The header of a mail or message.
    Header,
    /// The guest list of a calendar entry.
    Calendar,
}

/// The best display name for the human behind these names and addresses. Never empty, at most [`LONGEST_NAME`] long.
///
/// In order: the owner's word; a full name above an initial with a surname, that above a single word; well-formed text
/// above mended; proper case above capitals and lower case; an address book's above a profile's above a header's;
/// then what was used most and last. A single word gives way to a full name that the address spells out (`Jane`
/// at `jane.doe@`). Without any name: one made from an address, else the first address itself.
///
/// ```
/// use identity::{GatheredName, NameSource, best_name};
/// use model::Address;
/// let seen = |name: &str, uses| GatheredName { name: name.into(), source: NameSource::Header, uses, last_day: 20_000 };
/// let address = [Address::Email("jdoe@example.org".into())];
/// assert_eq!(best_name(&[seen("jane", 90), seen("DOE, Jane (EXT)", 2), seen("Jane Doe", 1)], &address), "Jane Doe");
/// assert_eq!(best_name(&[], &[Address::Email("jane.doe@example.org".into())]), "Jane Doe");
/// ```
pub fn best_name(gathered: &[GatheredName], addresses: &[Address]) -> String {
    let name = owners_word(gathered)
        .or_else(|| best_gathered(gathered, addresses))
        .or_else(|| best_of_addresses(addresses))
        .or_else(|| addresses.iter().min().map(|address| address.value().trim().to_owned()))
        .filter(|name| !name.is_empty());
    name.map_or_else(|| NAMELESS.to_owned(), |name| name.chars().take(LONGEST_NAME).collect())
}

fn owners_word(gathered: &[GatheredName]) -> Option<String> {
    gathered
        .iter()
        .filter(|g| g.source == NameSource::Owner && !g.name.trim().is_empty())
        .max_by_key(|g| (g.last_day, Reverse(&g.name)))
        .map(|g| g.name.trim().to_owned())
}

/// The fullest name that one of the addresses spells out.
fn best_of_addresses(addresses: &[Address]) -> Option<String> {
    let made = addresses.iter().filter_map(name_from_address);
    made.min_by_key(|name| (Reverse(rank_of_words(name)), name.clone()))
}

fn best_gathered(gathered: &[GatheredName], addresses: &[Address]) -> Option<String> {
    let best = candidates(gathered).into_iter().max_by_key(|(name, seen)| quality(name, seen, addresses))?;
    let better = match rank_of_words(&best.0) {
        WordRank::Handle => best_of_addresses(addresses),
        WordRank::Single => spelled_out_by_address(&best.0, addresses),
        WordRank::Initialled | WordRank::Full => None,
    };
    Some(better.unwrap_or(best.0))
}

/// What is known of one cleaned name over all the places it was seen.
struct Seen {
    uses: u64,
    last_day: i32,
    best_source: NameSource,
    case: Case,
    is_mended: bool,
}

fn candidates(gathered: &[GatheredName]) -> BTreeMap<String, Seen> {
    let mut by_name: BTreeMap<String, Seen> = BTreeMap::new();
    for g in gathered.iter().filter(|g| g.source != NameSource::Owner) {
        let Some(cleaned) = clean(&g.name) else { continue };
        let seen = by_name.entry(cleaned.text).or_insert(Seen {
            uses: 0,
            last_day: g.last_day,
            best_source: g.source,
            case: cleaned.case,
            is_mended: cleaned.is_mended,
        });
        seen.uses += u64::from(g.uses);
        seen.last_day = seen.last_day.max(g.last_day);
        seen.best_source = seen.best_source.min(g.source);
        seen.case = seen.case.max(cleaned.case);
        seen.is_mended &= cleaned.is_mended;
    }
    by_name
}

/// Larger is better, field by field.
type Quality = (WordRank, bool, bool, Case, Reverse<u8>, u64, i32, Reverse<usize>, Reverse<String>);

fn quality(name: &str, seen: &Seen, addresses: &[Address]) -> Quality {
    let source = match seen.best_source {
        NameSource::Owner | NameSource::Card => 0,
        NameSource::LinkedIn => 1,
        NameSource::Header | NameSource::Calendar => 2,
    };
    (
        rank_of_words(name),
        !is_broken(name),
        !is_company_of(name, addresses),
        seen.case,
        Reverse(source + u8::from(seen.is_mended)),
        seen.uses,
        seen.last_day,
        Reverse(name.chars().count()),
        Reverse(name.to_owned()),
    )
}

/// How much of a name the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum WordRank {
    /// An address, a handle, something with digits.
    Handle,
    /// `Jane`.
    Single,
    /// `J. Doe`, or a name that still has a comma in it.
    Initialled,
    /// `Jane Doe`, 渡辺恵子.
    Full,
}

fn rank_of_words(name: &str) -> WordRank {
    if name.contains(['@', '_', '/', '=']) || name.chars().any(|c| c.is_ascii_digit()) {
        return WordRank::Handle;
    }
    let words = name.split_whitespace().filter(|w| !clean::is_title(w)).map(letters_of);
    let (full, initials) = words.fold((0, 0), |(full, initials), letters| match letters {
        0 => (full, initials),
        1 => (full, initials + 1),
        _ => (full + 1, initials),
    });
    match (full, initials) {
        _ if name.contains(',') => WordRank::Initialled,
        (0, _) => WordRank::Single,
        (1, 0) if clean::is_written_without_spaces(name) => WordRank::Full,
        (1, 0) => WordRank::Single,
        (1, _) => WordRank::Initialled,
        _ => WordRank::Full,
    }
}

/// Letters in a word; a character of a script without spaces stands for a syllable or more, so it counts twice.
fn letters_of(word: &str) -> usize {
    word.chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| if clean::is_of_script_without_spaces(c) { 2 } else { 1 })
        .sum()
}

/// Marks left behind by a wrong charset.
fn is_broken(name: &str) -> bool {
    name.contains(['?', '\u{fffd}', '¿', '¤'])
        || name.contains("Ã")
        || name.contains("Â") && name.contains(['©', '®', '¶'])
}

/// Whether a name is just the host's name: `Example` at `jane@example.org`.
fn is_company_of(name: &str, addresses: &[Address]) -> bool {
    let squeezed = fold(name).replace(' ', "");
    addresses.iter().any(|address| match address {
        Address::Email(email) => email
            .rsplit_once('@')
            .is_some_and(|(_, host)| host.split('.').any(|l| l.replace('-', "") == squeezed)),
        _ => false,
    })
}

/// The full name in an address that has this single word in it.
fn spelled_out_by_address(single: &str, addresses: &[Address]) -> Option<String> {
    let word = fold(single);
    addresses
        .iter()
        .filter_map(name_from_address)
        .filter(|made| {
            rank_of_words(made) == WordRank::Full && fold(made).split(' ').any(|part| part == word)
        })
        .min()
}

#[cfg(test)]
mod tests;
