//! The day's page from the snapshot: the list, and what stands beside it.
//!
//! It is made once for a snapshot and kept with it, so that a request only renders it. An act changes the snapshot, and
//! the next request makes the page again from the lines that are in memory.

use std::collections::HashMap;
use std::sync::Arc;

use advice::{Candidate, TodaySettings, Weighed};
use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use rayon::prelude::*;

use super::handled::{Asked, Handled, How, Ranked, ranked_day};
use super::{Weighty, sql};
use crate::access::{Cx, Right};
use crate::error::Result;
use crate::features::details::{self, Kind};
use crate::features::settings;
use crate::features::snapshot::{self, PersonLine, Snapshot, WEEKS, Week};

/// How many who are drifting are named.
const DRIFTING_NAMED: usize = 4;
/// How many birthdays are named.
const BIRTHDAYS_NAMED: usize = 8;
/// Birthdays of so many days are told, today's among them.
const DAYS_AHEAD: i64 = 7;

/// The page of a day.
#[derive(Clone, Debug)]
pub struct Page {
    /// The list and what it lets go.
    pub list: advice::Today,
    /// How many people the list may name, those who are done among them.
    pub limit: usize,
    /// Who was on the list and is done, and how.
    pub done: Vec<(Arc<PersonLine>, How)>,
    /// Everyone whom the list names.
    pub who: HashMap<i64, Named>,
    /// The birthdays of this week, the next first.
    pub birthdays: Vec<Birthday>,
    /// How many people are silent for longer than they ever were, with few exceptions.
    pub drifting_count: usize,
    /// The closest of them who are not on the list.
    pub drifting: Vec<Arc<PersonLine>>,
    /// From what all of this is drawn.
    pub picture: Picture,
}

/// Someone on the page: their line, and for those to reach out to also what is near at hand.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who they are, with their numbers.
    pub line: Arc<PersonLine>,
    /// Only for those on the list.
    pub near: Option<Near>,
}

/// What is needed to act towards a person.
#[derive(Clone, Debug)]
pub struct Near {
    /// A mail address that works.
    pub mail: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// How the owner addresses them, if told.
    pub address: Option<String>,
    /// The last 52 weeks.
    pub weeks: [Week; WEEKS],
}

/// A birthday in the days ahead.
#[derive(Clone, Debug)]
pub struct Birthday {
    /// Whose.
    pub line: Arc<PersonLine>,
    /// When.
    pub day: Date,
    /// How old they become, if the year is known.
    pub age: Option<i16>,
}

/// From what the page is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// How many sources were read.
    pub sources: i64,
    /// When the last import ended.
    pub updated: Option<Timestamp>,
    /// When the first import ended.
    pub first_import: Option<Timestamp>,
    /// The humans of the network.
    pub people: usize,
    /// Those with whom the owner is or was in touch, and took part.
    pub relationships: usize,
    /// The first day of contact with any of them.
    pub since: Option<Date>,
    /// The last.
    pub newest_contact: Option<Date>,
    /// The owner confirmed or struck key people.
    pub has_key_people: bool,
}

/// The page of the present day; `None` while nobody is known. The list has as many people as the member set, else `limit`,
/// and as many `more` as are asked for.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn page(cx: &Cx, limit: usize, more: usize) -> Result<Option<Arc<Page>>> {
    cx.require(Right::Read)?;
    let limit = limit_of(cx, limit).await?;
    snapshot::remember_limit(cx, limit);
    let snapshot = snapshot::current(cx).await?;
    page_of(cx, &snapshot, limit.saturating_add(more).min(TodaySettings::MOST)).await
}

/// How many people a day the member set, else `unset`.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn limit_of(cx: &Cx, unset: usize) -> Result<usize> {
    Ok(settings::preferences(cx).await?.today_limit.unwrap_or(unset))
}

/// The page of a snapshot, made at most once; `None` while nobody is known.
pub(crate) async fn page_of(cx: &Cx, snapshot: &Snapshot, limit: usize) -> Result<Option<Arc<Page>>> {
    let Some(owner) = snapshot.owner else { return Ok(None) };
    let mut kept = snapshot.today.lock().await;
    if let Some(page) = kept.as_ref().filter(|page| page.limit == limit) {
        return Ok(Some(page.clone()));
    }
    if snapshot.listed().next().is_none() {
        return Ok(None);
    }
    let page = Arc::new(made(cx, snapshot, owner, limit).await?);
    *kept = Some(page.clone());
    Ok(Some(page))
}

async fn made(cx: &Cx, snapshot: &Snapshot, owner: PersonId, limit: usize) -> Result<Page> {
    let settings = TodaySettings { limit, ..TodaySettings::STANDARD };
    let as_of = snapshot.as_of.max(cx.now);
    let candidates: Vec<&Candidate> =
        snapshot.listed().filter_map(|line| line.candidate.as_deref()).collect();
    let weigh = |candidate| Some((candidate, Weighed::of(candidate, &settings, snapshot.day)?));
    let weighty: Vec<(&Candidate, Weighed)> = candidates.into_par_iter().filter_map(weigh).collect();
    let everyone: Vec<Weighty<'_>> =
        weighty.iter().map(|(candidate, weighed)| (*candidate, weighed)).collect();
    let asked =
        Asked { cx, owner, as_of, settings, day: snapshot.day, constants: snapshot.constants.clone() };
    let Ranked { list, done, reached } = ranked_day(&asked, &everyone).await?;
    let chosen: Vec<i64> = list.chosen.iter().map(|s| s.person.0).collect();
    let addresses = details::of_some(cx, &chosen, Kind::Address).await?;
    let near = |id: i64| Near {
        mail: reached.get(&id).and_then(|r| r.mail.clone()),
        phone: reached.get(&id).and_then(|r| r.phone.clone()),
        address: addresses.get(&id).cloned(),
        weeks: weeks(snapshot, id),
    };
    let others = list.let_go.first.iter().map(|e| e.person).chain(list.next_due.map(|next| next.person));
    let named = chosen.iter().map(|id| (PersonId(*id), true)).chain(others.map(|person| (person, false)));
    let who = named
        .filter_map(|(person, is_chosen)| {
            let line = snapshot.person(person)?.clone();
            Some((person.0, Named { line, near: is_chosen.then(|| near(person.0)) }))
        })
        .collect();
    let (drifting_count, drifting) = drifting(snapshot, &chosen);
    let birthdays = birthdays(snapshot);
    let picture = picture(cx, snapshot).await?;
    let line = |handled: &Handled| Some((snapshot.person(handled.person)?.clone(), handled.how));
    let done = done.iter().filter_map(line).collect();
    Ok(Page { list, limit, done, who, birthdays, drifting_count, drifting, picture })
}

fn weeks(snapshot: &Snapshot, id: i64) -> [Week; WEEKS] {
    let history = snapshot.person(PersonId(id)).and_then(|line| line.history.as_deref());
    history.map_or([Week::default(); WEEKS], |history| history.weeks)
}

/// How many are drifting, and the closest of them besides some.
fn drifting(snapshot: &Snapshot, besides: &[i64]) -> (usize, Vec<Arc<PersonLine>>) {
    let mut all: Vec<&Arc<PersonLine>> = snapshot.listed().filter(|line| line.is_drifting()).collect();
    let count = all.len();
    all.retain(|line| !besides.contains(&line.id) && !line.is_never);
    by_closeness(&mut all);
    all.truncate(DRIFTING_NAMED);
    (count, all.into_iter().cloned().collect())
}

fn by_closeness(lines: &mut [&Arc<PersonLine>]) {
    let closeness = |line: &PersonLine| line.closeness().unwrap_or(-1.0);
    lines.sort_by(|a, b| closeness(b).total_cmp(&closeness(a)).then(a.id.cmp(&b.id)));
}

/// The birthdays of the days ahead; of too many, those of the closest.
fn birthdays(snapshot: &Snapshot) -> Vec<Birthday> {
    let is_ahead = |line: &&Arc<PersonLine>| birthday(line, snapshot.day).is_some();
    let mut lines: Vec<&Arc<PersonLine>> = snapshot.listed().filter(is_ahead).collect();
    by_closeness(&mut lines);
    lines.truncate(BIRTHDAYS_NAMED);
    let mut all: Vec<Birthday> = lines.into_iter().filter_map(|line| birthday(line, snapshot.day)).collect();
    all.sort_by_key(|birthday| birthday.day);
    all
}

/// Their next birthday, if it is one of the days ahead; who was born on 29 February has it on the 28th in other years.
fn birthday(line: &Arc<PersonLine>, today: Date) -> Option<Birthday> {
    let text = line.birthday.as_deref()?;
    let (year, month_day) = match text.strip_prefix("--") {
        Some(month_day) => (None, month_day),
        None => (text.get(..4)?.parse::<i16>().ok(), text.get(5..)?),
    };
    let (month, day) = month_day.split_once('-')?;
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let in_year = |year| Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).ok();
    let this_year = in_year(today.year())?;
    let next = if this_year >= today { this_year } else { in_year(today.year().checked_add(1)?)? };
    let is_ahead = next.duration_since(today).as_hours() / 24 < DAYS_AHEAD;
    let age = year.map(|year| next.year() - year).filter(|age| (1..130).contains(age));
    is_ahead.then(|| Birthday { line: line.clone(), day: next, age })
}

async fn picture(cx: &Cx, snapshot: &Snapshot) -> Result<Picture> {
    type Imports = (i64, Option<i64>, Option<i64>);
    let imports: Option<Imports> = cx.app.db.fetch_optional(sql::COUNT_IMPORTS, &[cx.ws()]).await?;
    let sources: Option<(i64,)> = cx.app.db.fetch_optional(sql::COUNT_SOURCES, &[cx.ws()]).await?;
    let instant = |us: Option<i64>| us.and_then(|us| Timestamp::from_microsecond(us).ok());
    let (_, first, last) = imports.unwrap_or_default();
    let ties = || snapshot.listed().filter_map(|line| line.tie.as_ref());
    Ok(Picture {
        sources: sources.map_or(0, |row| row.0),
        updated: instant(last),
        first_import: instant(first),
        people: snapshot.listed().count(),
        relationships: ties().filter(|tie| tie.is_relationship).count(),
        since: ties().map(|tie| tie.first_contact).min(),
        newest_contact: ties().map(|tie| tie.last_contact).max(),
        has_key_people: snapshot.listed().any(|line| line.key.is_some()),
    })
}
