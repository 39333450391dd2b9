//! The address of a list: what it is narrowed down to, how it is sorted and which page of it is shown.
//!
//! Everything stands in the address, so that a list can be kept as a bookmark and gone back to. What makes no sense there is
//! as if it were not there.

use std::fmt::Write;

use app::features::organizations::Industry;
use app::features::snapshot::{Column, Direction, InIndustry, Kind, LastContact, Order, PeopleFilter};
use serde::Deserialize;

use crate::parts::Band;

/// How many people a page shows.
pub const PAGE: usize = 50;

/// The query of an address, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    list: String,
    warmth: String,
    org: String,
    industry: String,
    country: String,
    last: String,
    drift: String,
    sort: String,
    page: String,
}

/// A list, as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is narrowed down to.
    pub filter: PeopleFilter,
    /// How it is sorted.
    pub order: Order,
    /// Which page, from 0.
    pub page: usize,
}

/// The words of kinds in addresses.
const KINDS: [(Kind, &str); 8] = [
    (Kind::Everyone, ""),
    (Kind::Key, "key"),
    (Kind::Drifting, "drifting"),
    (Kind::Unanswered, "unanswered"),
    (Kind::Colleagues, "inside"),
    (Kind::Outside, "outside"),
    (Kind::NoContact, "no-contact"),
    (Kind::New, "new"),
];

/// The words of times since the last contact in addresses.
pub const LASTS: [(LastContact, &str); 5] = [
    (LastContact::Within(30), "30"),
    (LastContact::Within(90), "90"),
    (LastContact::Within(365), "365"),
    (LastContact::Before(365), "longer"),
    (LastContact::Never, "never"),
];

/// The word of those past their rhythm in addresses.
pub const DRIFTING: &str = "yes";

/// The word of an industry that is not known in addresses.
const UNKNOWN: &str = "unknown";

/// The words of columns in addresses.
const COLUMNS: [(Column, &str); 10] = [
    (Column::Name, "name"),
    (Column::Warmth, "warmth"),
    (Column::Closeness, "closeness"),
    (Column::LastContact, "last"),
    (Column::PastRhythm, "past"),
    (Column::Organization, "organization"),
    (Column::Country, "country"),
    (Column::Trend, "trend"),
    (Column::Weeks, "weeks"),
    (Column::LocalTime, "local"),
];

impl ListQuery {
    /// What is asked for.
    pub fn asked(&self) -> Asked {
        let kind = of_word(&KINDS, self.list.trim()).unwrap_or_default();
        let word = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let filter = PeopleFilter {
            text: self.q.trim().chars().take(200).collect(),
            kind,
            band: Band::ALL.into_iter().find(|band| band_word(*band) == self.warmth).map(|band| band as u8),
            drifting: self.drift == DRIFTING,
            organization: word(&self.org),
            industry: in_industry(self.industry.trim()),
            country: word(&self.country),
            last_contact: of_word(&LASTS, self.last.trim()),
        };
        let page = self.page.parse::<usize>().unwrap_or(1).clamp(1, 1_000_000) - 1;
        Asked { order: order(&self.sort, kind), filter, page }
    }
}

impl Asked {
    /// A whole list, as its link asks for it.
    pub fn list(kind: Kind) -> Asked {
        Asked { filter: PeopleFilter { kind, ..PeopleFilter::default() }, order: order("", kind), page: 0 }
    }

    /// The address.
    pub fn url(&self) -> String {
        let filter = &self.filter;
        let band = filter.band.and_then(|band| Band::ALL.get(usize::from(band)));
        let page = if self.page == 0 { String::new() } else { (self.page + 1).to_string() };
        let sort = if self.order == order("", filter.kind) { String::new() } else { self.sort_word() };
        let pairs = [
            ("list", kind_word(filter.kind)),
            ("q", &filter.text),
            ("warmth", &band.map_or(String::new(), |band| band_word(*band))),
            ("org", filter.organization.as_deref().unwrap_or_default()),
            ("industry", filter.industry.map_or("", industry_word)),
            ("country", filter.country.as_deref().unwrap_or_default()),
            ("drift", if filter.drifting { DRIFTING } else { "" }),
            ("last", filter.last_contact.map_or("", |last| word_of(&LASTS, last))),
            ("sort", &sort),
            ("page", &page),
        ];
        let mut url = "/people".to_owned();
        for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            let mark = if url.contains('?') { '&' } else { '?' };
            let _ = write!(url, "{mark}{key}={}", encoded(value));
        }
        url
    }

    /// Sorted by a column: the way that is of most use first, the other way if it is sorted so already.
    pub fn sorted_by(&self, column: Column) -> Asked {
        let first = first_direction(column);
        let direction = match self.order {
            Order { column: now, direction } if now == column && direction == first => turned(first),
            _ => first,
        };
        Asked { order: Order { column, direction }, page: 0, filter: self.filter.clone() }
    }

    /// Another page of the list.
    pub fn at_page(&self, page: usize) -> Asked {
        Asked { page, ..self.clone() }
    }

    /// The column, after a minus where the most stands first.
    fn sort_word(&self) -> String {
        word_of_order(self.order)
    }

    /// Each column sorted the way that is of most use, and the present order; with their words.
    pub fn sorts(&self) -> impl Iterator<Item = (Order, String)> {
        let usual = COLUMNS.map(|(column, _)| Order { column, direction: first_direction(column) });
        let present = (!usual.contains(&self.order)).then_some(self.order);
        usual.into_iter().chain(present).map(|order| (order, word_of_order(order)))
    }
}

fn word_of_order(order: Order) -> String {
    let minus = if order.direction == Direction::Descending { "-" } else { "" };
    format!("{minus}{}", word_of(&COLUMNS, order.column))
}

/// The word of a kind in addresses; everyone has none.
pub fn kind_word(kind: Kind) -> &'static str {
    word_of(&KINDS, kind)
}

/// The word of a band in addresses.
pub fn band_word(band: Band) -> String {
    band.word().to_lowercase()
}

/// The word of an industry in addresses.
pub fn industry_word(industry: InIndustry) -> &'static str {
    match industry {
        InIndustry::Known(industry) => industry.word(),
        InIndustry::Unknown => UNKNOWN,
    }
}

/// The industry of a word in addresses.
pub fn in_industry(word: &str) -> Option<InIndustry> {
    match word {
        UNKNOWN => Some(InIndustry::Unknown),
        word => Industry::from_word(word).map(InIndustry::Known),
    }
}

/// The order of a word; without one, by name, and those who drift furthest first in their list.
fn order(word: &str, kind: Kind) -> Order {
    let direction = if word.starts_with('-') { Direction::Descending } else { Direction::Ascending };
    let column = of_word(&COLUMNS, word.trim_start_matches('-'));
    column.map_or_else(|| usual_order(kind), |column| Order { column, direction })
}

fn usual_order(kind: Kind) -> Order {
    match kind {
        Kind::Drifting => Order { column: Column::PastRhythm, direction: Direction::Descending },
        Kind::Key | Kind::Colleagues | Kind::Outside => {
            Order { column: Column::Closeness, direction: Direction::Descending }
        }
        Kind::Unanswered | Kind::New => {
            Order { column: Column::LastContact, direction: Direction::Descending }
        }
        Kind::Everyone | Kind::NoContact => Order { column: Column::Name, direction: Direction::Ascending },
    }
}

fn first_direction(column: Column) -> Direction {
    match column {
        Column::Name | Column::Organization | Column::Country | Column::LocalTime => Direction::Ascending,
        _ => Direction::Descending,
    }
}

fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Ascending => Direction::Descending,
        Direction::Descending => Direction::Ascending,
    }
}

fn of_word<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// The word of a value.
pub fn word_of<T: Copy + PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| *word)
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte))
            }
            b' ' => encoded.push('+'),
            byte => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// A path as a redirect can carry it: what is not ASCII is encoded.
pub fn address(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(encoded).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> ListQuery {
        let mut query = ListQuery::default();
        for (key, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            let field = match key {
                "q" => &mut query.q,
                "list" => &mut query.list,
                "warmth" => &mut query.warmth,
                "org" => &mut query.org,
                "industry" => &mut query.industry,
                "country" => &mut query.country,
                "last" => &mut query.last,
                "sort" => &mut query.sort,
                _ => &mut query.page,
            };
            value.clone_into(field);
        }
        query
    }

    #[test]
    fn an_address_says_all_and_no_more() {
        for text in [
            "",
            "list=drifting",
            "list=key&q=keiko&warmth=warm&org=sakai-bearings&industry=trade&country=JP&last=longer&sort=-name&page=3",
            "last=never",
            "industry=unknown",
        ] {
            let asked = query(text).asked();
            let url = if text.is_empty() { "/people".to_owned() } else { format!("/people?{text}") };
            assert_eq!(asked.url(), url);
        }
        assert_eq!(
            query("list=x&warmth=hot&industry=pumps&last=1&sort=money&page=-4").asked(),
            Asked::list(Kind::Everyone)
        );
    }

    #[test]
    fn a_column_turns_when_it_is_pressed_again() {
        let by_warmth = Asked::list(Kind::Everyone).sorted_by(Column::Warmth);
        assert_eq!(by_warmth.url(), "/people?sort=-warmth");
        assert_eq!(by_warmth.sorted_by(Column::Warmth).url(), "/people?sort=warmth");
        assert_eq!(by_warmth.sorted_by(Column::Name).url(), "/people");
    }

    #[test]
    fn any_text_can_stand_in_an_address() {
        assert_eq!(encoded("a b&c=渡"), "a+b%26c%3D%E6%B8%A1");
    }
}
