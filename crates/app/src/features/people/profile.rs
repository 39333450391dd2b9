//! What the page of one person shows: who they are, how the relationship is doing and since when, who else knows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Channel, Direction, PersonId};
use network::{Measure, Moment, TieDays};

use super::{Page, TieFigures, figures, moment_of, sql};
use crate::access::{Cx, Right};
use crate::db::Arg;
use crate::error::{Error, Result};
use crate::features::details::{self, Kind};
use crate::features::interactions::{self, Note};
use crate::features::snapshot::{self, PersonLine, Snapshot};
use crate::features::understanding;

/// How far back the chart of touches goes, in days: eighteen months.
pub const CHART_DAYS: i32 = 548;
/// A quarter of a year, in days.
const QUARTER_DAYS: i32 = 91;
/// How far ahead it is asked when warmth falls into the next band, in days.
const AHEAD_DAYS: i32 = 365;
/// Ties of a person that are looked at to say who else knows them.
const TIES_LOOKED_AT: i64 = 600;
/// How many who know them are named.
const KNOWN_BY: usize = 6;
/// Notes that are shown.
const NOTES: i64 = 50;

/// Everything that a person's page shows besides the timeline.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Who they are, as of now.
    pub line: Arc<PersonLine>,
    /// Addresses, positions, numbers and receipts as of the moment.
    pub page: Page,
    /// What the owner says.
    pub said: BTreeMap<Kind, String>,
    /// What cards say: kind, value, and the UTC day it was last seen.
    pub told: Vec<(Kind, String, i64)>,
    /// The numbers a quarter before the moment.
    pub quarter_ago: Option<TieFigures>,
    /// The first day on which warmth falls below its present band if nothing happens, within a year.
    pub falls: Option<Date>,
    /// The touches of the eighteen months before the moment, the oldest first.
    pub touches: Vec<ChartTouch>,
    /// The longest gap between two days of contact in those months, in days, besides the present silence.
    pub longest_gap: Option<i32>,
    /// Who else knows them, the closest to them first.
    pub known_by: Vec<KnownBy>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
}

/// The touches of one channel and direction on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartTouch {
    /// Days before the moment.
    pub days_ago: i32,
    /// How.
    pub channel: Channel,
    /// Who acted, seen from the owner.
    pub direction: Direction,
}

/// Someone who knows a person too.
#[derive(Clone, Debug)]
pub struct KnownBy {
    /// Who.
    pub line: Arc<PersonLine>,
    /// How close the two are, 0–100, as seen from the sources here.
    pub closeness: f64,
    /// All touches of the two.
    pub touches: u64,
    /// The last day of contact.
    pub last_day: Date,
}

/// The person behind the end of a page's address; of someone who was joined into another, the other.
///
/// # Errors
/// The member may not read here, or there is no such person.
pub async fn by_slug(cx: &Cx, slug: &str) -> Result<PersonId> {
    cx.require(Right::Read)?;
    let row: Option<(i64,)> =
        cx.app.db.fetch_optional(sql::BY_SLUG, &[cx.ws(), Arg::Text(slug.to_owned())]).await?;
    row.map(|r| PersonId(r.0)).ok_or_else(|| {
        Error::NotFound("there is nobody at this address: they may have been joined or removed".into())
    })
}

/// The page of a person as of a moment.
///
/// # Errors
/// The member may not read here, or there is no such person.
pub async fn profile(cx: &Cx, person: PersonId, as_of: Timestamp) -> Result<Profile> {
    cx.require(Right::Read)?;
    let snapshot = snapshot::current(cx).await?;
    let line = snapshot
        .person(person)
        .cloned()
        .ok_or_else(|| Error::NotFound(format!("there is no person {person}")))?;
    let days = match snapshot.owner {
        Some(owner) if owner != person => {
            understanding::tie_between(&cx.app.db, cx.workspace, owner, person).await?
        }
        _ => TieDays::new(),
    };
    let measure = Measure { word: line.word, ..Measure::NEW };
    let at = moment_of(as_of);
    let before = Moment { day: at.day - QUARTER_DAYS, second: at.second };
    Ok(Profile {
        page: super::page_of(cx, person, &days, &measure, as_of).await?,
        said: details::of(cx, person).await?,
        told: details::told_of(cx, person).await?,
        quarter_ago: measure.numbers(&days, before).map(|n| figures(&n)),
        falls: falls(&days, &measure, at),
        touches: chart(&days, at),
        longest_gap: longest_gap(&days, at),
        known_by: known_by(cx, &snapshot, person, at).await?,
        notes: interactions::notes(cx, person, as_of, NOTES).await?,
        line,
    })
}

/// The day on which warmth, rounded as it is shown, leaves its fifth of the scale downwards; by halving, since warmth
/// never rises in silence.
fn falls(days: &TieDays, measure: &Measure<'_>, at: Moment) -> Option<Date> {
    let warmth = |ahead: i32| {
        let later = Moment { day: at.day + ahead, second: at.second };
        measure.numbers_after_silence(days, at, later).map(|n| n.warmth)
    };
    let band = snapshot::band(warmth(0)?);
    let has_fallen = |ahead| warmth(ahead).is_some_and(|w| snapshot::band(w) < band);
    if band == 0 || !has_fallen(AHEAD_DAYS) {
        return None;
    }
    let (mut still, mut fallen) = (0, AHEAD_DAYS);
    while fallen - still > 1 {
        let middle = (still + fallen) / 2;
        if has_fallen(middle) { fallen = middle } else { still = middle }
    }
    Some(advice::day_of(at.day + fallen))
}

fn chart(days: &TieDays, at: Moment) -> Vec<ChartTouch> {
    let shown = days.until(at).filter(|day| at.day - day.day <= CHART_DAYS);
    shown
        .flat_map(|day| {
            let touch = |count: &network::KindCount| ChartTouch {
                days_ago: at.day - day.day,
                channel: count.kind.channel,
                direction: count.kind.direction,
            };
            day.counts.iter().map(touch).collect::<Vec<_>>()
        })
        .collect()
}

fn longest_gap(days: &TieDays, at: Moment) -> Option<i32> {
    let shown: Vec<i32> =
        days.until(at).map(|day| day.day).filter(|day| at.day - day <= CHART_DAYS).collect();
    shown.windows(2).map(|pair| pair[1] - pair[0]).max()
}

/// Who has ties with a person besides the owner, of at most some hundred that are looked at.
async fn known_by(cx: &Cx, snapshot: &Snapshot, person: PersonId, at: Moment) -> Result<Vec<KnownBy>> {
    let ties = understanding::some_ties_of(&cx.app.db, cx.workspace, person, TIES_LOOKED_AT).await?;
    let mut all = Vec::new();
    for tie in ties.iter() {
        let Some(line) = snapshot.person(PersonId(tie.other)).filter(|line| line.is_listed()) else {
            continue;
        };
        let Some(numbers) = tie.numbers(at)? else { continue };
        all.push(KnownBy {
            line: line.clone(),
            closeness: numbers.closeness,
            touches: numbers.touches(),
            last_day: advice::day_of(numbers.last.day),
        });
    }
    all.sort_by(|a, b| b.closeness.total_cmp(&a.closeness).then(a.line.id.cmp(&b.line.id)));
    all.truncate(KNOWN_BY);
    Ok(all)
}
