//! From the lines of a card to what it says.

use model::{Address, Card, Content, Finding, Item, Position, Record};

use super::birthday::birthday;
use crate::address;
use crate::content_line::Property;
use crate::text::one_line;

/// Of addresses of one kind this many are kept.
const MAX_ADDRESSES: usize = 100;
/// Of other names this many are kept.
const MAX_NAMES: usize = 20;
/// A name, a title or a company is cut here.
const MAX_TEXT_CHARS: usize = 300;
/// A note is cut here.
const MAX_NOTE_CHARS: usize = 20_000;
/// A longer UID is replaced by its hash, so that a key stays small enough for an index.
const MAX_UID_BYTES: usize = 300;
/// Networks on which the address of a page names one person.
const SOCIAL_HOSTS: [&str; 9] = [
    "linkedin.com",
    "xing.com",
    "twitter.com",
    "x.com",
    "github.com",
    "facebook.com",
    "instagram.com",
    "bsky.app",
    "orcid.org",
];

/// The item of one card.
pub(super) fn item(number: u64, begin_line: u64, lines: &[Vec<u8>], content_hash: u128) -> Item {
    let mut draft = Draft::default();
    for property in lines.iter().filter_map(|line| Property::parse(line)) {
        draft.take(&property);
    }
    let key = key(&draft.uid, content_hash);
    let card = draft.into_card();
    let outcome = if card.name.is_empty() && card.addresses.is_empty() {
        Err(Finding::failed("a card without a name or an address"))
    } else {
        Ok(Record { key, content_hash, content: Content::Card(card) })
    };
    Item { position: Position { number, offset: begin_line }, outcome }
}

/// `card:` and the UID (RFC 6350 section 6.7.6), without its URN prefix; without a UID, the hash of the card.
fn key(uid: &str, content_hash: u128) -> String {
    let uid = uid.trim();
    let uid = uid.get(..9).filter(|p| p.eq_ignore_ascii_case("urn:uuid:")).map_or(uid, |p| &uid[p.len()..]);
    match uid.len() {
        0 => format!("card:{content_hash:032x}"),
        1..=MAX_UID_BYTES => format!("card:{uid}"),
        _ => format!("card:{:032x}", xxhash_rust::xxh3::xxh3_128(uid.as_bytes())),
    }
}

/// A card while its properties are read.
#[derive(Default)]
struct Draft {
    uid: String,
    /// FN, in order.
    full_names: Vec<String>,
    /// N, put together.
    names: Vec<String>,
    nicknames: Vec<String>,
    /// Apple's X-PHONETIC-…: first, middle, last.
    phonetic: [String; 3],
    organization: String,
    title: String,
    role: String,
    birthday: Option<String>,
    /// City and country of the first ADR with either.
    place: Option<(String, String)>,
    zone: Option<String>,
    note: String,
    is_organization: bool,
    addresses: Vec<Address>,
}

impl Draft {
    fn take(&mut self, property: &Property) {
        match property.name.as_str() {
            "UID" if self.uid.is_empty() => self.uid = one_line(&property.text(), usize::MAX),
            "EMAIL" => self.add(address::email(&property.text())),
            "TEL" => self.add(address::phone(&property.text())),
            "URL" => self.add(social_profile(&property.text())),
            "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
                self.add(
                    address::profile(&property.text()).filter(|profile| !is_page_of_many(profile.value())),
                );
            }
            "BDAY" if self.birthday.is_none() => {
                self.birthday = birthday(&property.text(), property.param("X-APPLE-OMIT-YEAR"));
            }
            "ADR" if self.place.is_none() => self.place = place(&property.components()),
            "TZ" if self.zone.is_none() => self.zone = zone(&property.text()),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => self.is_organization |= is_no_human(&property.text()),
            "X-ABSHOWAS" => self.is_organization |= property.text().trim().eq_ignore_ascii_case("COMPANY"),
            _ => self.take_text(property),
        }
    }

    fn take_text(&mut self, property: &Property) {
        match property.name.as_str() {
            "FN" => push_name(&mut self.full_names, &property.text()),
            "N" => push_name(&mut self.names, &structured_name(&property.components())),
            "NICKNAME" | "X-NICKNAME" => {
                property.list().for_each(|name| push_name(&mut self.nicknames, &name))
            }
            "X-PHONETIC-FIRST-NAME" => self.phonetic[0] = clean(&property.text()),
            "X-PHONETIC-MIDDLE-NAME" => self.phonetic[1] = clean(&property.text()),
            "X-PHONETIC-LAST-NAME" => self.phonetic[2] = clean(&property.text()),
            "ORG" => set_once(&mut self.organization, property.components().first()),
            "TITLE" => set_once(&mut self.title, Some(&property.text())),
            "NOTE" => self.add_note(&property.text()),
            "ROLE" => set_once(&mut self.role, Some(&property.text())),
            _ => {}
        }
    }

    /// What is written on the card; several notes are one, each on a line of its own.
    fn add_note(&mut self, text: &str) {
        let lines = text.replace("\r\n", "\n");
        let text: String = lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let (text, room) = (text.trim(), MAX_NOTE_CHARS.saturating_sub(self.note.chars().count() + 1));
        if text.is_empty() || room == 0 {
            return;
        }
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.extend(text.chars().take(room));
    }

    fn add(&mut self, address: Option<Address>) {
        let Some(address) = address else { return };
        let of_kind = self.addresses.iter().filter(|other| other.kind() == address.kind()).count();
        if of_kind < MAX_ADDRESSES && !self.addresses.contains(&address) {
            self.addresses.push(address);
        }
    }

    /// The best name is FN, then N, then a nickname, then the company: the order in which they say how people call each
    /// other. A card that only names a company stands for it, and so does one whose only name is its company's.
    fn into_card(self) -> Card {
        let phonetic = self.phonetic.iter().filter(|n| !n.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let has_human_name = !self.names.is_empty() || !self.nicknames.is_empty();
        let named_as_company = self.full_names.iter().all(|name| *name == self.organization);
        let stands_for_company = !self.organization.is_empty() && !has_human_name && named_as_company;
        let mut names = Vec::new();
        let all = [self.full_names, self.names, self.nicknames].into_iter().flatten();
        for name in all.chain(Some(phonetic).filter(|name| !name.is_empty())) {
            if !names.contains(&name) && names.len() <= MAX_NAMES {
                names.push(name);
            }
        }
        if names.is_empty() && !self.organization.is_empty() {
            names.push(self.organization.clone());
        }
        let mut names = names.into_iter();
        let (city, country) = self.place.unwrap_or_default();
        Card {
            name: names.next().unwrap_or_default(),
            other_names: names.collect(),
            addresses: self.addresses,
            organization: self.organization,
            title: if self.title.is_empty() { self.role } else { self.title },
            birthday: self.birthday,
            city,
            country,
            zone: self.zone,
            note: self.note,
            connected: None,
            is_organization: self.is_organization || stands_for_company,
        }
    }
}

/// N is family; given; additional; prefixes; suffixes (RFC 6350 section 6.2.2). Forms of address are left out.
fn structured_name(parts: &[String]) -> String {
    let part = |index: usize| parts.get(index).map(|part| part.replace(',', " ")).unwrap_or_default();
    [part(1), part(2), part(0)].join(" ")
}

/// ADR is box; flat; street; city; region; code; country (RFC 6350 section 6.3.1).
fn place(parts: &[String]) -> Option<(String, String)> {
    let part = |index: usize| parts.get(index).map(|part| clean(part)).unwrap_or_default();
    let (city, country) = (part(3), part(6));
    (!city.is_empty() || !country.is_empty()).then_some((city, country))
}

/// TZ (RFC 6350 section 6.5.1) where it names a zone; a mere offset says nothing of the other half of the year.
fn zone(text: &str) -> Option<String> {
    let zone = text.trim();
    (zone.contains('/') && jiff::tz::TimeZone::get(zone).is_ok()).then(|| zone.to_owned())
}

/// URL (RFC 6350 section 6.7.8) is a profile only where one page is one person: a page of their company, which stands on
/// many cards, would make one person of all of them.
fn social_profile(text: &str) -> Option<Address> {
    address::profile(text).filter(|profile| {
        let host = profile.value().split('/').next().unwrap_or_default();
        SOCIAL_HOSTS.contains(&host) && !is_page_of_many(profile.value())
    })
}

fn is_page_of_many(profile: &str) -> bool {
    profile.starts_with("linkedin.com/company/") || profile.starts_with("linkedin.com/school/")
}

/// KIND (RFC 6350 section 6.1.4): anything that is said not to be an individual.
fn is_no_human(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    matches!(kind.as_str(), "org" | "organization" | "group" | "location" | "application" | "device")
}

fn clean(text: &str) -> String {
    one_line(&address::clean_name(text), MAX_TEXT_CHARS)
}

fn push_name(names: &mut Vec<String>, text: &str) {
    let name = clean(text);
    if !name.is_empty() && names.len() < MAX_NAMES {
        names.push(name);
    }
}

fn set_once(field: &mut String, text: Option<&String>) {
    if field.is_empty() {
        *field = one_line(text.map(String::as_str).unwrap_or_default(), MAX_TEXT_CHARS);
    }
}
