//! How good the numbers are: what warmth would have said of the principal's ties at earlier dates and whom drift would have
//! told, and what came of them; and, from the same, by which constants both are computed.
//!
//! A judgement is made in the background ([`judging`]): when the snapshot is built after an import, and when the last one
//! is a week old. It walks the quarters and keeps refits of the constants of each number ([`fitted`]), tried before they
//! replace ([`course`]). [`constants()`] hands out those in use, to everyone who computes warmth or drift, so the alarms
//! judged here are those that Today, People and a person's page show. [`how_good`] reads what was kept: a few rows.
//! What the owner says of the numbers, twenty people a quarter: [`this_quarter`].
//! The mathematics are `network::trial`, `network::alarms`, `network::refit` and `network::course`; here it is decided whose
//! ties count (people who are listed and whom colleague mode does not spare) and how many are looked at.

mod constants;
mod course;
mod fitted;
mod judging;
mod sample;
mod sql;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::PersonId;
pub use network::alarms::Told;
pub use network::alarms::course::Judged;
pub use network::course::{Compared, MARGIN, Outcome, Tried};
pub use network::drift::PRECISION_WANTED;
pub use network::trial::{Group, Reliability};
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::Done;
use crate::features::settings::{self, Key};
use crate::features::snapshot;
use crate::words::refusals;
pub use constants::{Constants, FIXED, constants};
pub use course::{Refit, in_use};
pub(crate) use judging::{Kept, begin_if_due};
pub(crate) use sample::unanswer;
pub use sample::{
    Answers, Number, Quarter, Question, Sample, Verdict, answer, draw as draw_sample, earlier_samples,
    left_to_ask, not_this_quarter, this_quarter,
};

/// A judgement this old is one that nobody made again.
const DOUBTED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many judgements are told.
const TOLD: i64 = 12;

/// What a judgement said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Ties of which something was said at an earlier date.
    pub ties: usize,
    /// The first and the last of those dates.
    pub dates: Option<(Date, Date)>,
    /// What the fixed constants said, and what came; `None` where too little was said.
    pub fixed: Option<Reliability>,
    /// What the constants fitted to the owner's past said at the same dates, each by those in use on its day; `None` where
    /// there are none in use.
    pub refitted: Option<Reliability>,
    /// The alarms of all dates.
    pub alarms: Alarms,
    /// The version of what all this means.
    #[serde(default)]
    rules: u32,
    /// The owner wanted nothing but the fixed constants.
    #[serde(default)]
    is_fixed: bool,
}

impl Report {
    /// What the constants in use said.
    pub fn in_use(&self, is_fixed: bool) -> Option<&Reliability> {
        self.refitted.as_ref().filter(|_| !is_fixed).or(self.fixed.as_ref())
    }
}

/// Whom drift would have told of, as the pages show it, and how often that was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alarms {
    /// By the constants in use on each day.
    pub told: Told,
    /// By the fixed ones at the same dates.
    pub by_fixed: Told,
    /// The chance, 0–1, from which on drift is told now.
    pub threshold: f64,
}

/// A judgement that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    id: i64,
    import: i64,
    /// When it was made.
    pub at: Timestamp,
    /// What it said.
    pub report: Report,
}

/// An alarm of the last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Of whom.
    pub person: PersonId,
    /// The day it would have been told.
    pub day: Date,
    /// The day until which the two were, if it was right, not in touch.
    pub until: Date,
    /// They were not.
    pub was_right: bool,
}

/// How good the numbers were, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct HowGood {
    /// What is kept, the newest first.
    pub judgements: Vec<Judgement>,
    /// Another is being made.
    pub is_judging: bool,
    /// The decisions on the constants of warmth, in the order of time.
    pub refits: Vec<Refit>,
    /// Those on the constants of drift.
    pub drift: Vec<Refit<Judged>>,
    /// The owner wants nothing but the fixed constants.
    pub is_fixed: bool,
    /// Alarms of the last year, the newest first: of each person the newest that was right and the newest that was wrong.
    pub alarms: Vec<Alarm>,
}

/// How good the numbers were on the principal's own past, as it was last judged; begins a judgement in the background
/// if one is due.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn how_good(cx: &Cx) -> Result<HowGood> {
    let kept = standing(cx).await?;
    if kept.judgements.is_empty() {
        begin_if_due(cx, &snapshot::current(cx).await?);
    }
    Ok(HowGood { is_judging: cx.app.snapshots.judging().is_judging(), ..kept })
}

/// The same, and nothing is begun.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn standing(cx: &Cx) -> Result<HowGood> {
    cx.require(Right::Own)?;
    let alarms: Vec<(i64, i64, i64, i64)> = cx.app.db.fetch_all(sql::LIST_ALARMS, &[cx.ws()]).await?;
    let day = |number: i64| advice::day_of(i32::try_from(number).unwrap_or_default());
    let alarm = |(person, on, until, was_right)| Alarm {
        person: PersonId(person),
        day: day(on),
        until: day(until),
        was_right: was_right == 1,
    };
    Ok(HowGood {
        judgements: newest(cx, TOLD).await?,
        is_judging: cx.app.snapshots.judging().is_judging(),
        refits: course::refits::<fitted::Warmth>(cx).await?,
        drift: course::refits::<fitted::Drift>(cx).await?,
        is_fixed: is_fixed(cx).await?,
        alarms: alarms.into_iter().map(alarm).collect(),
    })
}

/// What speaks against the numbers as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The last judgement is older than it should ever be.
    Old,
    /// Warmth would have kept its word better by the fixed constants.
    Warmth,
    /// More of the alarms would have been right by the fixed constants.
    Alarms,
}

impl HowGood {
    /// What speaks against the numbers as they stand at a moment.
    pub fn doubts(&self, now: Timestamp) -> Vec<Doubt> {
        let Some(Judgement { at, report, .. }) = self.judgements.first() else { return Vec::new() };
        let is_old = now.duration_since(*at) > DOUBTED_AFTER;
        let is_warmth_worse = matches!((report.in_use(self.is_fixed), &report.fixed),
            (Some(in_use), Some(fixed)) if !in_use.is_no_worse(fixed));
        let Alarms { told, by_fixed, .. } = report.alarms;
        let are_alarms_worse = told
            .precision()
            .zip(by_fixed.precision())
            .is_some_and(|(told, fixed)| told < fixed.min(PRECISION_WANTED));
        let all = [(is_old, Doubt::Old), (is_warmth_worse, Doubt::Warmth), (are_alarms_worse, Doubt::Alarms)];
        all.into_iter().filter_map(|(is_so, doubt)| is_so.then_some(doubt)).collect()
    }
}

/// The same, judged now if a judgement is due; takes seconds with many ties.
///
/// # Errors
/// The member is not the principal, or the database cannot be read or written.
pub async fn judged_now(cx: &Cx) -> Result<HowGood> {
    cx.require(Right::Own)?;
    judging::judge_now(cx).await?;
    how_good(cx).await
}

/// Goes over to the fixed constants, or back to those fitted to the owner's past. An act that can be taken back.
///
/// # Errors
/// The member is not the principal, or the database cannot be written.
pub async fn use_fixed(cx: &Cx, is_fixed: bool) -> Result<Done> {
    cx.require(Right::Own)?;
    settings::set(cx, Key::Constants, is_fixed.then_some(FIXED)).await
}

async fn is_fixed(cx: &Cx) -> Result<bool> {
    Ok(settings::of_owner(cx, Key::Constants).await?.as_deref() == Some(FIXED))
}

/// The newest judgements, the newest first.
async fn newest(cx: &Cx, count: i64) -> Result<Vec<Judgement>> {
    let rows: Vec<(i64, i64, i64, String)> =
        cx.app.db.fetch_all(sql::NEWEST_JUDGEMENTS, &[cx.ws(), count.into()]).await?;
    let unreadable = |_| Error::refused(refusals::numbers::JUDGEMENT_UNREADABLE);
    let judgement = |(id, at, import, report): (i64, i64, i64, String)| {
        let at = Timestamp::from_microsecond(at).unwrap_or_default();
        Ok(Judgement { id, import, at, report: serde_json::from_str(&report).map_err(unreadable)? })
    };
    rows.into_iter().map(judgement).collect()
}
