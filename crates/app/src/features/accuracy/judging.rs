//! The judgement, made in the background: all the owner's ties are looked at, refits are made and tried, and what came
//! out is kept. Takes seconds with many ties, so no request waits for it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use network::alarms::course::Judged;
use network::alarms::{Past, Told, Watch, alarms};
use network::course::reliability;
use network::drift;
use network::trial::{Answer, Reliability, trials};
use network::warmth::{FITTED, TERMS};

use super::course::{Course, Refit, refits, walk};
use super::fitted::{Drift, Warmth};
use super::{Alarms, Judgement, Report, is_fixed, newest, sql};
use crate::access::Cx;
use crate::background;
use crate::db::Rows;
use crate::error::{Error, Result};
use crate::features::people::moment_of;
use crate::features::snapshot::{self, PersonLine, Snapshot};
use crate::features::understanding::{self, TieOfPerson, TiesOfPerson};
use crate::features::{acts, keeping};

/// A judgement is made again after so long, if nothing was imported before.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The rest after a judgement, in multiples of what it took.
const REST: u32 = 20;
/// Ties that are looked at: enough for the second digit.
const TIES_LOOKED_AT: usize = 5_000;
/// Alarms of so many last days are kept with their names.
const ALARMS_KEPT_DAYS: i32 = 365;
/// The newest so many people of whom one was right are kept, and as many of whom one was wrong.
const ALARMS_KEPT: usize = 50;
/// The version of what a judgement says: one by other rules is not read as if it were by these.
const RULES: u32 = 1;

/// What is being done about the next judgement of a workspace.
#[derive(Default)]
pub(crate) struct Kept {
    is_judging: AtomicBool,
    /// When the last one ended, and how long it took.
    judged: Mutex<Option<(Timestamp, Duration)>>,
}

impl Kept {
    /// Begins, unless one is being made or was just now.
    fn begin(self: &Arc<Kept>, now: Timestamp) -> Option<Bench> {
        let judged = *self.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = judged.is_none_or(|(ended, took)| {
            now < ended || now.duration_since(ended).unsigned_abs() >= took * REST
        });
        (rested && !self.is_judging.swap(true, Ordering::AcqRel)).then(|| Bench(self.clone()))
    }

    pub(super) fn is_judging(&self) -> bool {
        self.is_judging.load(Ordering::Acquire)
    }
}

/// A judgement is being made while this lives, also by one that panics.
struct Bench(Arc<Kept>);

impl Drop for Bench {
    fn drop(&mut self) {
        self.0.is_judging.store(false, Ordering::Release);
    }
}

/// Begins a judgement in the background if one is due; `snapshot` is that of the principal.
pub(crate) fn begin_if_due(cx: &Cx, snapshot: &Arc<Snapshot>) {
    if snapshot.is_empty() {
        return;
    }
    let Some(bench) = cx.app.snapshots.judging().begin(cx.now) else { return };
    let (cx, snapshot) = (Cx { seen: None, ..cx.for_principal() }, snapshot.clone());
    tokio::spawn(async move {
        // The earlier judgement stands; the next snapshot tries again.
        let _ = judge_if_due(&cx, &snapshot, &bench.0).await;
    });
}

/// Judges now if a judgement is due, and waits for it.
///
/// # Errors
/// The database cannot be read or written.
pub(super) async fn judge_now(cx: &Cx) -> Result<()> {
    let cx = cx.for_principal();
    let snapshot = snapshot::whole(&cx).await?;
    judge_if_due(&cx, &snapshot, cx.app.snapshots.judging()).await
}

async fn judge_if_due(cx: &Cx, snapshot: &Snapshot, kept: &Kept) -> Result<()> {
    let begun = cx.app.clock.now();
    let import: Option<(i64,)> = cx.app.db.fetch_optional(sql::LAST_IMPORT, &[cx.ws()]).await?;
    let import = import.map_or(0, |row| row.0);
    let is_fixed = is_fixed(cx).await?;
    let last = newest(cx, 1).await?.pop();
    let is_fresh = |last: &Judgement| {
        let is_of_these = last.report.rules == RULES && last.report.is_fixed == is_fixed;
        is_of_these && last.import == import && begun.duration_since(last.at).abs() < MAX_AGE
    };
    if last.as_ref().is_some_and(is_fresh) {
        return Ok(());
    }
    let found = found(cx, snapshot, is_fixed).await?;
    write(cx, &found, (import, last.map(|last| last.id))).await?;
    let ended = cx.app.clock.now();
    let took = ended.duration_since(begun).unsigned_abs();
    *kept.judged.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    Ok(())
}

/// What a judgement found.
struct Found {
    warmth: Course<Warmth>,
    drift: Course<Drift>,
    report: Report,
    /// Whose, when, until when, and whether it was right.
    alarms: Vec<[i64; 4]>,
}

/// What was kept, and what the owner wants.
struct Before {
    warmth: Vec<Refit>,
    drift: Vec<Refit<Judged>>,
    is_fixed: bool,
}

async fn found(cx: &Cx, snapshot: &Snapshot, is_fixed: bool) -> Result<Found> {
    let _turn = background::turn().await;
    let before = Before { warmth: refits::<Warmth>(cx).await?, drift: refits::<Drift>(cx).await?, is_fixed };
    let as_of = snapshot.as_of;
    let (warmth, drift) = pasts(cx, snapshot).await?;
    background::run(move || judged(warmth, drift, &before, as_of)).await?
}

/// What came of the ties that are looked at, read and asked piece by piece.
async fn pasts(cx: &Cx, snapshot: &Snapshot) -> Result<(Warmth, Drift)> {
    let (mut warmth, mut drift) = (Warmth(Vec::new()), Drift(Vec::new()));
    let Some(owner) = snapshot.owner else { return Ok((warmth, drift)) };
    let (looked_at, at) = (looked_at(snapshot), moment_of(snapshot.as_of));
    let of_piece = move |ties: TiesOfPerson| {
        let counts = |tie: &TieOfPerson<'_>| looked_at.binary_search(&tie.other).is_ok();
        let past = |tie: TieOfPerson<'_>| {
            let days = tie.unpacked()?;
            Ok((trials(tie.other, &days, at), Past::new(tie.other, &days, at)))
        };
        ties.iter().filter(counts).map(past).collect::<Result<Vec<_>>>()
    };
    let take = move |ties| background::here(|| of_piece(ties))?;
    for piece in understanding::ties_in_pieces(&cx.app.db, cx.workspace, owner, take).await? {
        for (answers, past) in piece {
            warmth.0.extend(answers);
            drift.0.push(past);
        }
    }
    // Ties come in no order, and sums of the same in another order differ in their last digits.
    warmth.0.sort_unstable_by_key(|answer| (answer.tie, answer.day));
    drift.0.sort_unstable_by_key(|past| past.tie);
    Ok((warmth, drift))
}

/// Those who stand first when the numbers of all are scattered: a fair part, and the same one each time. Ascending.
fn looked_at(snapshot: &Snapshot) -> Vec<i64> {
    let counts = |line: &&Arc<PersonLine>| line.tie.is_some() && !line.is_spared;
    let mut people: Vec<i64> = snapshot.listed().filter(counts).map(|line| line.id).collect();
    people.sort_by_key(|person| (*person as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    people.truncate(TIES_LOOKED_AT);
    people.sort_unstable();
    people
}

fn judged(warmth: Warmth, drift: Drift, before: &Before, as_of: Timestamp) -> Result<Found> {
    let at = moment_of(as_of);
    let today = advice::day_of(at.day);
    let warmth_course = walk(&warmth, &before.warmth, today)?;
    let drift_course = walk(&drift, &before.drift, today)?;
    let told = told(&drift.0, |day| drift_course.on(day).filter(|_| !before.is_fixed));
    let by_fixed = self::told(&drift.0, |_| None);
    let count = |told: &[(i64, &Watch)]| Told::of(told.iter().map(|(_, watch)| *watch));
    let in_use = drift_course.on(at.day).filter(|_| !before.is_fixed).unwrap_or(&drift::FITTED);
    let alarms = Alarms { told: count(&told), by_fixed: count(&by_fixed), threshold: in_use.threshold };
    Ok(Found {
        report: report(&warmth.0, &warmth_course, alarms, before.is_fixed),
        alarms: named(&told, at.day),
        warmth: warmth_course,
        drift: drift_course,
    })
}

/// The alarms that the pages showed, or would have shown: by the constants in use on each day, `None` being the fixed ones.
fn told<'a, 'm>(past: &'a [Past], on: impl Fn(i32) -> Option<&'m drift::Model>) -> Vec<(i64, &'a Watch)> {
    let mut all = Vec::new();
    for tie in past {
        let of_tie = alarms(&tie.watches, |day| on(day).unwrap_or(&drift::FITTED));
        all.extend(of_tie.into_iter().map(|watch| (tie.tie, watch)));
    }
    all
}

/// The alarms that are kept with their names: of each person the newest that was right, and the newest that was wrong.
fn named(told: &[(i64, &Watch)], today: i32) -> Vec<[i64; 4]> {
    let newest_of = |was_right: bool| {
        let mut of_year: Vec<&(i64, &Watch)> = told
            .iter()
            .filter(|(_, watch)| watch.was_right == was_right && watch.day > today - ALARMS_KEPT_DAYS)
            .collect();
        of_year.sort_unstable_by_key(|(tie, watch)| (-watch.day, *tie));
        let mut seen = HashSet::new();
        of_year.retain(|(tie, _)| seen.insert(*tie));
        of_year.truncate(ALARMS_KEPT);
        of_year
    };
    let row = |(tie, watch): &(i64, &Watch)| {
        [*tie, watch.day.into(), watch.until.into(), i64::from(watch.was_right)]
    };
    newest_of(true).into_iter().chain(newest_of(false)).map(row).collect()
}

/// What the constants in use on each day said on that day, since there are fitted ones, and the fixed ones at the same dates;
/// where the fixed ones are in use, of all dates.
fn report(answers: &[Answer<TERMS>], course: &Course<Warmth>, alarms: Alarms, is_fixed: bool) -> Report {
    let since = course.since();
    let told: Vec<&Answer<TERMS>> =
        answers.iter().filter(|answer| since.is_none_or(|since| answer.day >= since)).collect();
    let mut ties: Vec<i64> = told.iter().map(|answer| answer.tie).collect();
    ties.dedup();
    let (first, last) = (told.iter().map(|a| a.day).min(), told.iter().map(|a| a.day).max());
    let by_those_of_the_day = || {
        let said = |answer: &&Answer<TERMS>| {
            let sample = &answer.sample;
            Some((course.on(answer.day)?.chance_of(&sample.terms), sample.touched))
        };
        Reliability::of(told.iter().filter_map(said))
    };
    Report {
        ties: ties.len(),
        dates: first.zip(last).map(|(first, last)| (advice::day_of(first), advice::day_of(last))),
        fixed: reliability(told.iter().copied(), &FITTED),
        refitted: since.and_then(|_| by_those_of_the_day()),
        alarms,
        rules: RULES,
        is_fixed,
    }
}

/// Keeps a judgement and what follows from it, unless another process was faster.
async fn write(cx: &Cx, found: &Found, (import, last): (i64, Option<i64>)) -> Result<()> {
    let mut tx = cx.app.db.begin().await?;
    type Row = (i64, i64, i64, String);
    let newest: Option<Row> = tx.fetch_optional(sql::NEWEST_JUDGEMENTS, &[cx.ws(), 1.into()]).await?;
    if newest.map(|row| row.0) != last {
        return Ok(());
    }
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let report = serde_json::to_string(&found.report).map_err(|e| Error::refused(e.to_string()))?;
    let args = [cx.ws(), id.into(), cx.now_us().into(), import.into(), report.into()];
    tx.execute(sql::INSERT_JUDGEMENT, &args).await?;
    tx.execute(sql::DELETE_ALL_ALARMS, &[cx.ws()]).await?;
    let mut rows = Rows::default();
    for [person, day, until, was_right] in &found.alarms {
        rows.row().int(*person).int(*day).int(*until).int(*was_right);
    }
    tx.execute(sql::INSERT_ALARMS, &[cx.ws(), rows.into_arg()]).await?;
    let (is_warmth_new, is_drift_new) =
        (found.warmth.write(&mut tx, cx).await?, found.drift.write(&mut tx, cx).await?);
    if is_warmth_new || is_drift_new {
        // Everyone's warmth and drift may be another now.
        acts::bump(&mut tx, cx.workspace, &[0]).await?;
    }
    tx.commit().await
}
