//! The report of an import, line by line: what each record is that it told of, and what that became.
//!
//! A line stands with the import that last told of its record: what was read before and has not changed is a line of the
//! earlier import, and what stood twice has one line.

use std::collections::HashMap;

use jiff::Timestamp;
use model::PersonId;

use super::report::{Line, Outcome};
use super::sql;
use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;

/// Where a page of the report begins: behind this line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    outcome: Outcome,
    source: i64,
    key: String,
}

impl Cursor {
    /// As it stands in an address.
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.outcome.word(), self.source, self.key)
    }

    /// Read from an address.
    pub fn of_text(text: &str) -> Option<Cursor> {
        let mut parts = text.splitn(3, '.');
        let outcome = Outcome::of_word(parts.next()?)?;
        Some(Cursor { outcome, source: parts.next()?.parse().ok()?, key: parts.next()?.to_owned() })
    }
}

/// What a record became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// A person.
    Person {
        /// The end of their page's address.
        slug: String,
        /// Their name.
        name: String,
    },
    /// Contact with someone, and perhaps more.
    Contact {
        /// The end of their page's address.
        slug: String,
        /// Their name.
        name: String,
        /// When.
        at: Timestamp,
        /// Subject or title.
        title: String,
    },
    /// Contact in which nobody besides the owner took part.
    Alone {
        /// When.
        at: Timestamp,
        /// Subject or title.
        title: String,
    },
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// What became of the item, where it stands, and why.
    pub line: Line,
    /// What it became, if it is still there.
    pub became: Option<Became>,
}

/// A page of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportPage {
    /// The lines.
    pub lines: Vec<ReportLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of an import's report: all outcomes, what needs a look first, or one of them.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn lines(
    cx: &Cx,
    import: i64,
    only: Option<Outcome>,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<ReportPage> {
    cx.require(Right::Run)?;
    let mut found: Vec<Stored> = Vec::new();
    let mut outcomes = Outcome::ALL.into_iter().filter(|o| only.is_none_or(|only| only == *o));
    let mut from = (i64::MIN, "");
    let mut outcome = outcomes.next();
    if let Some(after) = after {
        while outcome.is_some_and(|o| o != after.outcome) {
            outcome = outcomes.next();
        }
        from = (after.source, &after.key);
    }
    while let Some(now) = outcome.filter(|_| found.len() <= limit) {
        let more = (limit + 1 - found.len()) as i64;
        let args = [cx.ws(), import.into(), now.code().into(), from.0.into(), from.1.into(), more.into()];
        let rows: Vec<Row> = cx.app.db.fetch_all(sql::LINES_OF_IMPORT, &args).await?;
        found.extend(rows.into_iter().map(|row| Stored { outcome: now, row }));
        from = (i64::MIN, "");
        outcome = outcomes.next();
    }
    let is_last = found.len() <= limit;
    found.truncate(limit);
    let next = found.last().filter(|_| !is_last).map(Stored::cursor);
    let became = became(cx, found.iter().filter_map(|s| s.row.4)).await?;
    let lines = found.into_iter().map(|stored| stored.shown(cx, &became)).collect();
    Ok(ReportPage { lines, next })
}

type Row = (i64, String, String, String, Option<i64>);

struct Stored {
    outcome: Outcome,
    row: Row,
}

impl Stored {
    fn cursor(&self) -> Cursor {
        Cursor { outcome: self.outcome, source: self.row.0, key: self.row.1.clone() }
    }

    fn shown(self, cx: &Cx, became: &HashMap<i64, Became>) -> ReportLine {
        let (_, _, place, reason, tells) = self.row;
        let became = tells.and_then(|id| became.get(&id)).cloned();
        ReportLine { line: Line { outcome: self.outcome, place, reason }.shown_to(cx), became }
    }
}

/// What some records tell of: interactions, series or people; only what the member sees, who may run the place without
/// reading it.
async fn became(cx: &Cx, told: impl Iterator<Item = i64>) -> Result<HashMap<i64, Became>> {
    if !cx.access.has(Right::Read) {
        return Ok(HashMap::new());
    }
    let told: Vec<i64> = told.collect();
    let db = &cx.app.db;
    let rows = Rows::of_ints(told.iter().copied()).into_arg();
    let series: Vec<(i64, Option<i64>)> = db.fetch_all(sql::NEWEST_OF_SERIES, &[cx.ws(), rows]).await?;
    // Of a series the newest meeting stands for all of it.
    let stands_for: HashMap<i64, i64> =
        series.into_iter().filter_map(|(id, newest)| Some((newest?, id))).collect();
    let wanted = told.iter().copied().chain(stands_for.keys().copied());
    let owner = crate::features::keeping::known_owner(cx).await.map_or(0, |o| o.0);
    type Told = (i64, i64, String, Option<i64>);
    let args = [cx.ws(), Rows::of_ints(wanted).into_arg(), owner.into()];
    let interactions: Vec<Told> = db.fetch_all(sql::BECAME_INTERACTIONS, &args).await?;
    let sees = |(id, ..): &(i64, String, String)| cx.access.sight.sees(PersonId(*id));
    let whom = interactions.iter().filter_map(|t| t.3).chain(told.iter().copied());
    let people: Vec<(i64, String, String)> =
        db.fetch_all(sql::PEOPLE_NAMED, &[cx.ws(), Rows::of_ints(whom).into_arg()]).await?;
    let people: HashMap<i64, (String, String)> =
        people.into_iter().filter(sees).map(|(id, slug, name)| (id, (slug, name))).collect();
    let person = |(slug, name): &(String, String)| Became::Person { slug: slug.clone(), name: name.clone() };
    let mut all: HashMap<i64, Became> =
        told.iter().filter_map(|id| Some((*id, person(people.get(id)?)))).collect();
    for (id, at, title, whom) in interactions {
        let at = Timestamp::from_microsecond(at).unwrap_or_default();
        let title = cx.title(title);
        let became = match (whom, whom.and_then(|w| people.get(&w)).cloned()) {
            (_, Some((slug, name))) => Became::Contact { slug, name, at, title },
            (None, None) => Became::Alone { at, title },
            // With somebody whom this member does not see.
            (Some(_), None) => continue,
        };
        all.insert(stands_for.get(&id).copied().unwrap_or(id), became);
    }
    Ok(all)
}
