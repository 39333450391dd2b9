//! A person's timeline: what they took part in, filtered, a page at a time, with what told of it.
//!
//! A page is found by walking the person's participations backwards in an index, a window at a time, so that a person with
//! two hundred thousand interactions costs no more than one with twenty.

use std::collections::HashMap;

use jiff::Timestamp;
use model::PersonId;
use network::interaction::{Class, Kind};
use serde::Serialize;

use super::{TimelineEntry, TimelineRow, sql, timeline_entry};
use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;

/// Participations looked at in one go.
const WINDOW: i64 = 300;
/// Windows looked at for one page; a filter that finds little further back goes on with the next page.
const WINDOWS: usize = 8;

/// What a timeline is to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineFilter {
    /// Only this.
    pub what: Option<What>,
    /// Not before this instant.
    pub from: Option<Timestamp>,
}

/// A sort of interaction, as a filter names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Mail between people, not through a list or to many.
    Mail,
    /// Meetings in a calendar.
    Meeting,
    /// Calls.
    Call,
    /// Direct messages.
    Message,
    /// Meetings in person, logged by hand.
    InPerson,
    /// What went through lists or to many, or was called off: not contact.
    Group,
}

impl What {
    /// All of them.
    pub const ALL: [What; 6] =
        [What::Mail, What::Meeting, What::Call, What::Message, What::InPerson, What::Group];

    /// The word in an address.
    pub fn word(self) -> &'static str {
        match self {
            What::Mail => "mail",
            What::Meeting => "meeting",
            What::Call => "call",
            What::Message => "message",
            What::InPerson => "in-person",
            What::Group => "group",
        }
    }

    /// The sort of a word.
    pub fn from_word(word: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.word() == word)
    }

    fn has(self, row: &TimelineRow) -> bool {
        let counts = row.3 == Class::Personal.code() && row.7 == 0;
        let kind = Kind::from_code(row.2).unwrap_or(Kind::Mail);
        match self {
            What::Group => !counts,
            What::Mail => counts && kind == Kind::Mail,
            What::Meeting => counts && kind == Kind::Meeting,
            What::Call => counts && kind == Kind::Call,
            What::Message => counts && kind == Kind::Message,
            What::InPerson => counts && kind == Kind::InPerson,
        }
    }
}

/// Where a page begins: everything before this instant and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// Microseconds UTC.
    pub at: i64,
    /// The interaction.
    pub id: i64,
}

impl Before {
    /// Everything until a moment.
    pub fn moment(at: Timestamp) -> Before {
        Before { at: at.as_microsecond(), id: i64::MAX }
    }
}

/// A page of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelinePage {
    /// The newest first.
    pub entries: Vec<TimelineEntry>,
    /// What told of each, by number: the file or source it was read from. Nothing for what was logged by hand.
    pub told_by: HashMap<i64, Told>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Before>,
}

/// What told of an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// File and position.
    pub place: String,
    /// The import it came with.
    pub import: i64,
}

/// A page of what a person took part in, before a moment.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn timeline(
    cx: &Cx,
    person: PersonId,
    filter: TimelineFilter,
    mut before: Before,
    take: usize,
) -> Result<TimelinePage> {
    cx.require(Right::Read)?;
    let from = filter.from.map_or(i64::MIN, Timestamp::as_microsecond);
    let mut rows: Vec<TimelineRow> = Vec::new();
    let mut is_more = true;
    for _ in 0..WINDOWS {
        let args = [cx.ws(), person.0.into(), before.at.into(), before.id.into(), WINDOW.into()];
        let window: Vec<TimelineRow> = cx.app.db.fetch_all(sql::TIMELINE, &args).await?;
        let is_last = (window.len() as i64) < WINDOW;
        for row in window {
            if row.1 < from || rows.len() == take {
                is_more = rows.len() == take && row.1 >= from;
                return page(cx, rows, is_more.then_some(before)).await;
            }
            before = Before { at: row.1, id: row.0 };
            if filter.what.is_none_or(|what| what.has(&row)) && rows.last().is_none_or(|last| last.0 != row.0)
            {
                rows.push(row);
            }
        }
        if is_last {
            is_more = false;
            break;
        }
    }
    page(cx, rows, is_more.then_some(before)).await
}

async fn page(cx: &Cx, rows: Vec<TimelineRow>, next: Option<Before>) -> Result<TimelinePage> {
    let entries: Vec<TimelineEntry> = rows.into_iter().map(|row| timeline_entry(cx, row)).collect();
    let ids = Rows::of_ints(entries.iter().map(|entry| entry.id)).into_arg();
    let told: Vec<(i64, String, i64)> = cx.app.db.fetch_all(sql::TOLD_BY, &[cx.ws(), ids]).await?;
    let told_by = told.into_iter().map(|(id, place, import)| (id, Told { place, import })).collect();
    Ok(TimelinePage { entries, told_by, next })
}
