//! The timeline of a person: filtered, and paged by a place in it, so that two hundred thousand interactions cost no more
//! than twenty.
//!
//! Each address of the person has its interactions in an index by time. The newest before the place are taken from each,
//! merged, and only those are looked up, all in one query. A filter by kind looks through a bounded window; where that runs out, the
//! page says how far it looked and goes on from there.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use model::PersonId;
use network::interaction::{Class, Kind};

use super::sql;
use crate::access::{Cx, Right};
use crate::db::{Arg, Rows};
use crate::error::Result;

/// Interactions on one page.
pub const PAGE: usize = 20;
/// Interactions that one page looks through for those of a kind.
const WINDOW: usize = 1_000;
/// A mail to more than these went to a group.
const SMALL_MAIL: i64 = 10;

/// What a timeline can be narrowed down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Mail from one to a few.
    Mail,
    /// Meetings in a calendar.
    Meeting,
    /// Calls.
    Call,
    /// Direct messages.
    Message,
    /// Met in person, logged by hand.
    InPerson,
    /// Through a list or to many.
    Group,
}

impl Way {
    /// All of them, in the order of a page.
    pub const ALL: [Way; 6] = [Way::Mail, Way::Meeting, Way::Call, Way::Message, Way::InPerson, Way::Group];

    /// The word in addresses of pages.
    pub fn word(self) -> &'static str {
        match self {
            Way::Mail => "mail",
            Way::Meeting => "meeting",
            Way::Call => "call",
            Way::Message => "message",
            Way::InPerson => "in-person",
            Way::Group => "group",
        }
    }

    /// The way of a word.
    pub fn from_word(word: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.word() == word)
    }

    fn of(kind: i64, class: i64, size: i64) -> Way {
        match Kind::from_code(kind) {
            Some(Kind::Meeting) => Way::Meeting,
            Some(Kind::Call) => Way::Call,
            Some(Kind::InPerson) => Way::InPerson,
            Some(Kind::Message) if class == Class::Personal.code() => Way::Message,
            _ if class != Class::Personal.code() || size > SMALL_MAIL => Way::Group,
            _ => Way::Mail,
        }
    }
}

/// Whose act an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The person's.
    Theirs,
    /// Another's, to the person: the owner's, or that of somebody who wrote to both.
    ToThem,
}

impl Side {
    /// Both, in the order of a page.
    pub const ALL: [Side; 2] = [Side::Theirs, Side::ToThem];

    /// The word in addresses of pages.
    pub fn word(self) -> &'static str {
        match self {
            Side::Theirs => "them",
            Side::ToThem => "you",
        }
    }

    /// The side of a word.
    pub fn from_word(word: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| side.word() == word)
    }
}

/// A place in the timeline: everything on the next page is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Microseconds UTC.
    pub at: i64,
    /// The interaction.
    pub id: i64,
}

/// What is asked of a timeline.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Only of this kind.
    pub way: Option<Way>,
    /// Only acts of this side.
    pub side: Option<Side>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Not after this moment.
    pub until: Timestamp,
    /// Older than this place.
    pub before: Option<Place>,
}

/// A part of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins; none after the last.
    pub next: Option<Place>,
}

/// One interaction, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// How many minutes it took, if known.
    pub minutes: Option<i64>,
    /// What it was.
    pub way: Way,
    /// Subject or title.
    pub title: String,
    /// They wrote it or called it.
    pub from_them: bool,
    /// How many were addressed or asked.
    pub size: i64,
    /// It was called off.
    pub is_cancelled: bool,
    /// Somebody logged it by hand.
    pub is_logged: bool,
    /// The delegate who logged it; `None` for the principal.
    pub by: Option<String>,
    /// The files it stands in.
    pub sources: Vec<String>,
}

/// The part of a person's timeline that is asked for.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn timeline(cx: &Cx, person: PersonId, asked: &Asked) -> Result<Timeline> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let window = if asked.way.is_some() || asked.side.is_some() { WINDOW } else { PAGE };
    let met = newest(cx, person, asked, window + 1).await?;
    let has_more = met.len() > window;
    let last_met = met.get(..window).unwrap_or(&met).last().map(|row| Place { at: row.0, id: row.1 });
    let mut entries: Vec<(Entry, Place, Option<i64>)> = met
        .into_iter()
        .take(window)
        .filter_map(|row| entry(cx, row))
        .filter(|(entry, ..)| asked.way.is_none_or(|way| way == entry.way))
        .filter(|(entry, ..)| asked.side.is_none_or(|side| (side == Side::Theirs) == entry.from_them))
        .collect();
    let next = match entries.get(PAGE.saturating_sub(1)) {
        Some((_, last, _)) if entries.len() > PAGE || has_more => Some(*last),
        Some(_) => None,
        None => last_met.filter(|_| has_more),
    };
    entries.truncate(PAGE);
    let told = told_by(cx, &entries).await?;
    let entries = entries.into_iter().map(|(mut entry, _, series)| {
        let keys = [Some(entry.id), series];
        let files = keys.into_iter().flatten().filter_map(|key| told.get(&key)).flatten();
        entry.sources = files.cloned().collect();
        entry
    });
    Ok(Timeline { entries: entries.collect(), next })
}

/// When, which, whether the person acted; kind, class, title, size, called off, its end, its series, its key; the member who
/// logged it, and their name if they are a delegate.
type Row = (
    i64,
    i64,
    i64,
    i64,
    i64,
    String,
    i64,
    i64,
    Option<i64>,
    Option<i64>,
    String,
    Option<i64>,
    Option<String>,
);

/// The newest interactions before the place asked for, newest first.
async fn newest(cx: &Cx, person: PersonId, asked: &Asked, limit: usize) -> Result<Vec<Row>> {
    let until = asked.until.as_microsecond();
    let place =
        asked.before.unwrap_or(Place { at: until, id: i64::MAX }).min(Place { at: until, id: i64::MAX });
    let from = asked.from.map_or(i64::MIN, Timestamp::as_microsecond);
    let limit = limit as i64;
    let args: [Arg; 7] = [
        cx.ws(),
        person.0.into(),
        from.into(),
        place.at.into(),
        place.id.into(),
        limit.into(),
        // One interaction can have an address in several roles: a mail to oneself in copy.
        (2 * limit).into(),
    ];
    cx.app.db.fetch_all(sql::NEWEST, &args).await
}

fn entry(cx: &Cx, row: Row) -> Option<(Entry, Place, Option<i64>)> {
    let (at, id, acts, kind, class, title, size, cancelled, ends_at, series, key, logged_by, by) = row;
    // What they wrote themselves is no secret from them.
    let title = if logged_by == Some(cx.member.0) { title } else { cx.title(title) };
    let entry = Entry {
        id,
        at: Timestamp::from_microsecond(at).ok()?,
        minutes: ends_at.map(|end| (end - at) / 60_000_000).filter(|m| (1..1_440).contains(m)),
        way: Way::of(kind, class, size),
        title,
        from_them: acts != 0,
        size,
        is_cancelled: cancelled != 0,
        is_logged: key.starts_with("log:"),
        by,
        sources: Vec::new(),
    };
    Some((entry, Place { at, id }, series))
}

/// The names of the files that tell of interactions and of the series they belong to.
async fn told_by(cx: &Cx, entries: &[(Entry, Place, Option<i64>)]) -> Result<HashMap<i64, BTreeSet<String>>> {
    let series: BTreeSet<i64> = entries.iter().filter_map(|(.., series)| *series).collect();
    let ids = entries.iter().map(|(entry, ..)| entry.id).chain(series);
    let args = [cx.ws(), Rows::of_ints(ids).into_arg()];
    let rows: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::TOLD_BY, &args).await?;
    let mut told: HashMap<i64, BTreeSet<String>> = HashMap::new();
    for (tells, location, place) in rows {
        told.entry(tells).or_default().insert(file_name(&location, &place));
    }
    Ok(told)
}

/// The name of the file a record stands in: of the place in its source, else of the source.
fn file_name(location: &str, place: &str) -> String {
    let file = place.rsplit_once('#').map_or(place, |(file, _)| file);
    let path = if file.trim().is_empty() { location } else { file };
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_name() {
        for (location, place, expected) in [
            ("/home/me/mail", "2026/inbox.mbox#12 (byte 9)", "inbox.mbox"),
            ("/home/me/contacts.vcf", "#3 (line 4)", "contacts.vcf"),
            ("/home/me/maildir", "cur/17.eml", "17.eml"),
        ] {
            assert_eq!(file_name(location, place), expected);
        }
    }

    #[test]
    fn ways_have_words_of_their_own() {
        for way in Way::ALL {
            assert_eq!(Way::from_word(way.word()), Some(way));
        }
        for side in Side::ALL {
            assert_eq!(Side::from_word(side.word()), Some(side));
        }
    }
}
