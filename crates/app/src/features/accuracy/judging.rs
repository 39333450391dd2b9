//! The judgement, made in the background: all the owner's ties are looked at, refits are made and tried, and what came
//! out is kept. Takes seconds with many ties, so no request waits for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::PersonId;
use network::course::reliability;
use network::trial::{Answer, Trial, trials};
use network::warmth::{FITTED, TERMS};

use super::course::{Course, Refit, refits, walk};
use super::{Alarms, Judgement, Report, newest, sql};
use crate::access::Cx;
use crate::db::Rows;
use crate::error::{Error, Result};
use crate::features::people::moment_of;
use crate::features::snapshot::{self, Snapshot};
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
    let last = newest(cx, 1).await?.pop();
    let is_fresh = |last: &Judgement| last.import == import && begun.duration_since(last.at).abs() < MAX_AGE;
    if last.as_ref().is_some_and(is_fresh) {
        return Ok(());
    }
    let Found { course, report, alarms } = found(cx, snapshot).await?;
    write(cx, &course, &report, &alarms, (import, last.map(|last| last.id))).await?;
    let ended = cx.app.clock.now();
    let took = ended.duration_since(begun).unsigned_abs();
    *kept.judged.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    Ok(())
}

/// What a judgement found.
struct Found {
    course: Course,
    report: Report,
    /// Whose, when, until when, and whether it was right.
    alarms: Vec<[i64; 4]>,
}

async fn found(cx: &Cx, snapshot: &Snapshot) -> Result<Found> {
    let kept = refits(cx).await?;
    let ties = match snapshot.owner {
        Some(owner) => understanding::ties_of(&cx.app.db, cx.workspace, owner).await?,
        None => TiesOfPerson::default(),
    };
    let counts = |tie: &TieOfPerson<'_>| {
        snapshot.person(PersonId(tie.other)).is_some_and(|line| line.is_listed() && !line.is_spared)
    };
    let counted = ties.iter().filter(counts).map(|tie| tie.other).collect();
    let as_of = snapshot.as_of;
    let judging = move || judged(&ties, counted, &kept, as_of);
    tokio::task::spawn_blocking(judging).await.map_err(|e| Error::Refused(e.to_string()))?
}

fn judged(ties: &TiesOfPerson, mut counted: Vec<i64>, kept: &[Refit], as_of: Timestamp) -> Result<Found> {
    // Those that stand first when their numbers are scattered: a fair part, and the same one each time.
    counted.sort_by_key(|person| (*person as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    counted.truncate(TIES_LOOKED_AT);
    counted.sort_unstable();
    let at = moment_of(as_of);
    let mut all: Vec<Trial> = Vec::new();
    for tie in ties.iter().filter(|tie| counted.binary_search(&tie.other).is_ok()) {
        all.extend(trials(tie.other, &tie.unpacked()?, at));
    }
    // Ties come in no order, and sums of the same in another order differ in their last digits.
    all.sort_unstable_by_key(|trial| (trial.answer.tie, trial.answer.day));
    let answers: Vec<Answer<TERMS>> = all.iter().map(|trial| trial.answer).collect();
    let course = walk(&answers, kept, advice::day_of(at.day))?;
    let report = report(&all, &answers, &course);
    let alarms = all.iter().filter(|t| t.is_overdue && t.answer.day > at.day - ALARMS_KEPT_DAYS);
    let alarm = |trial: &Trial| {
        let Answer { tie, day, until, sample } = trial.answer;
        [tie, day.into(), until.into(), i64::from(!sample.touched)]
    };
    Ok(Found { alarms: alarms.map(alarm).collect(), course, report })
}

/// What the constants in use said after they were made, and the fixed ones at the same dates; where the fixed ones are in
/// use, of all dates.
fn report(all: &[Trial], answers: &[Answer<TERMS>], course: &Course) -> Report {
    let since = course.in_use.as_ref().map(|(_, made)| *made);
    let told: Vec<&Answer<TERMS>> =
        answers.iter().filter(|answer| since.is_none_or(|made| answer.day >= made)).collect();
    let mut ties: Vec<i64> = told.iter().map(|answer| answer.tie).collect();
    ties.dedup();
    let overdue = || all.iter().filter(|trial| trial.is_overdue);
    let (first, last) = (told.iter().map(|a| a.day).min(), told.iter().map(|a| a.day).max());
    Report {
        ties: ties.len(),
        dates: first.zip(last).map(|(first, last)| (advice::day_of(first), advice::day_of(last))),
        fixed: reliability(told.iter().copied(), &FITTED),
        refitted: course.in_use.as_ref().and_then(|(model, _)| reliability(told.iter().copied(), model)),
        alarms: Alarms {
            all: overdue().count(),
            right: overdue().filter(|trial| !trial.answer.sample.touched).count(),
        },
    }
}

/// Keeps a judgement and what follows from it, unless another process was faster.
async fn write(
    cx: &Cx,
    course: &Course,
    report: &Report,
    alarms: &[[i64; 4]],
    (import, last): (i64, Option<i64>),
) -> Result<()> {
    let mut tx = cx.app.db.begin().await?;
    type Row = (i64, i64, i64, String);
    let newest: Option<Row> = tx.fetch_optional(sql::NEWEST_JUDGEMENTS, &[cx.ws(), 1.into()]).await?;
    if newest.map(|row| row.0) != last {
        return Ok(());
    }
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let report = serde_json::to_string(report).map_err(|e| Error::Refused(e.to_string()))?;
    let args = [cx.ws(), id.into(), cx.now_us().into(), import.into(), report.into()];
    tx.execute(sql::INSERT_JUDGEMENT, &args).await?;
    tx.execute(sql::DELETE_ALL_ALARMS, &[cx.ws()]).await?;
    let mut rows = Rows::default();
    for [person, day, until, was_right] in alarms {
        rows.row().int(*person).int(*day).int(*until).int(*was_right);
    }
    tx.execute(sql::INSERT_ALARMS, &[cx.ws(), rows.into_arg()]).await?;
    if course.write(&mut tx, cx).await? {
        // Everyone's warmth may be another now.
        acts::bump(&mut tx, cx.workspace, &[0]).await?;
    }
    tx.commit().await
}
