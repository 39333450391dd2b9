//! How the network is doing as a whole: diversity, reciprocity, concentration, how it divides into within and beyond the
//! house, bridges gained and lost, organizations that hang by one tie; each beside its value of a quarter ago.
//!
//! All of it is the principal's alone. All ties have to be read for it, so it is measured in the background when somebody
//! looks and the revision or the day moved on ([`measure`]), and kept, a row a quarter of the year; [`current`] reads one
//! row and waits for nothing. [`as_of`] measures at once, for any date. Nothing is added up to one score.

mod figures;
mod kinds;
mod measure;
mod sql;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use model::WorkspaceId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::access::{Cx, Right};
use crate::background;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::snapshot;
pub use figures::{Bonds, Concentration, Figures, Health, Named, Reciprocity, Split, Spread};

/// The rest after measuring, in multiples of what it took.
const REST: u32 = 10;

/// What was measured last, and if it still holds.
#[derive(Clone, Debug)]
pub struct Current {
    /// The measures.
    pub health: Health,
    /// Something changed since, or a day went by, and it is being measured anew.
    pub is_behind: bool,
}

/// What is being done about the next measures of a workspace.
#[derive(Default)]
pub(crate) struct Kept {
    is_measuring: AtomicBool,
    /// When measuring last ended, and how long it took.
    measured: Mutex<Option<(Timestamp, Duration)>>,
}

impl Kept {
    /// Begins, unless it is being measured or was just now.
    fn begin(self: &Arc<Kept>, now: Timestamp) -> Option<Measuring> {
        let measured = *self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = measured.is_none_or(|(ended, took)| {
            now < ended || now.duration_since(ended).unsigned_abs() >= took * REST
        });
        (rested && !self.is_measuring.swap(true, Ordering::AcqRel)).then(|| Measuring(self.clone()))
    }
}

/// It is being measured while this lives, also by what panics.
struct Measuring(Arc<Kept>);

impl Drop for Measuring {
    fn drop(&mut self) {
        self.0.is_measuring.store(false, Ordering::Release);
    }
}

/// What was measured last; none while it is measured for the first time.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn current(cx: &Cx) -> Result<Option<Current>> {
    cx.require(Right::Own)?;
    let seen = snapshot::current(cx).await?;
    let row: Option<(i64, String, String, String)> =
        cx.app.db.fetch_optional(sql::HEALTH_LATEST, &[cx.ws()]).await?;
    let known = row.and_then(|(revision, now, before, named)| {
        let named = if named.is_empty() { Named::default() } else { read(&named)? };
        Some((revision, Health { now: read(&now)?, before: read(&before)?, named }))
    });
    let holds = |(revision, health): &(i64, Health)| *revision == seen.revision && health.now.day == seen.day;
    let is_behind = !known.as_ref().is_some_and(holds);
    if is_behind && let Some(measuring) = cx.app.snapshots.health().begin(cx.now) {
        let cx = cx.for_principal();
        tokio::spawn(async move {
            // The old measures go on serving; the next request tries again.
            let _ = measure_and_keep(&cx, measuring).await;
        });
    }
    Ok(known.map(|(_, health)| Current { health, is_behind }))
}

/// The measures as of a moment.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn as_of(cx: &Cx, moment: Timestamp) -> Result<Health> {
    cx.require(Right::Own)?;
    let _turn = background::turn().await;
    let seen = snapshot::current(cx).await?;
    let day = moment.to_zoned(cx.app.zone.clone()).date();
    measure::measure(cx, seen, moment, day).await
}

/// Forgets who was behind the figures, with what is erased of one of them.
pub(crate) async fn erase(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::HEALTH_ERASE, &[ws.0.into()]).await?;
    Ok(())
}

async fn measure_and_keep(cx: &Cx, measuring: Measuring) -> Result<()> {
    let _turn = background::turn().await;
    let begun = cx.app.clock.now();
    let seen = snapshot::current(cx).await?;
    let (revision, day) = (seen.revision, seen.day);
    let health = measure::measure(cx, seen, cx.now, day).await?;
    let args = [
        cx.ws(),
        quarter(day).into(),
        revision.into(),
        written(&health.now)?.into(),
        written(&health.before)?.into(),
        written(&health.named)?.into(),
    ];
    let mut tx = cx.app.db.begin().await?;
    tx.execute(sql::KEEP, &args).await?;
    tx.commit().await?;
    let ended = cx.app.clock.now();
    let took = ended.duration_since(begun).unsigned_abs();
    *measuring.0.measured.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    Ok(())
}

/// The quarter of the year that a day is in, counted from year 0.
fn quarter(day: Date) -> i64 {
    i64::from(day.year()) * 4 + i64::from(day.month() - 1) / 3
}

/// What a text says; one of another version of the program is measured anew.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::refused(e.to_string()))
}
