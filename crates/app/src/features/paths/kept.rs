//! The network in memory, read in the background when something changed, and what each member sees of it.
//!
//! A request takes what is there, which may be a few changes behind. Only before there is any it waits a moment, so that
//! a small network answers at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::time::timeout;

use super::network::{self, Network};
use crate::access::{Access, Cx, Right, Sight};
use crate::background;
use crate::error::Result;
use crate::features::snapshot::{self, Snapshot};

/// The rest after a reading, in multiples of what it took.
const REST: u32 = 10;
/// Whoever asks so soon after the first reading began waits for the rest of this time: it is enough for some hundred people,
/// and a page of a larger network says at once that it is being read.
const FIRST: Duration = Duration::from_millis(30);
/// Parts that are kept: more members than this are seldom at work in one workspace at the same time.
const PARTS: usize = 8;

/// The network of a workspace, and what is being done about the next.
#[derive(Default)]
pub(crate) struct Kept {
    whole: watch::Sender<Option<Arc<Network>>>,
    is_reading: AtomicBool,
    /// When the last reading began.
    begun: Mutex<Option<Timestamp>>,
    /// When the last reading ended, and how long it took.
    read: Mutex<Option<(Timestamp, Duration)>>,
    parts: Mutex<Vec<Part>>,
}

/// What a member sees of a network.
struct Part {
    whole: Arc<Network>,
    access: Arc<Access>,
    seen: Arc<Network>,
}

/// The network is being read while this lives, also by a reading that panics.
struct Reading(Arc<Kept>);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.is_reading.store(false, Ordering::Release);
    }
}

impl Kept {
    /// Begins, unless it is being read or was just now.
    fn begin(self: &Arc<Kept>, now: Timestamp) -> Option<Reading> {
        let read = *self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = read.is_none_or(|(ended, took)| {
            now < ended || now.duration_since(ended).unsigned_abs() >= took * REST
        });
        let begins = rested && !self.is_reading.swap(true, Ordering::AcqRel);
        begins.then(|| {
            *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
            Reading(self.clone())
        })
    }

    /// The network of a reading that began just now; none if it takes longer.
    async fn first(&self, now: Timestamp) -> Option<Arc<Network>> {
        let begun = (*self.begun.lock().unwrap_or_else(PoisonError::into_inner))?;
        let left = FIRST.saturating_sub(now.duration_since(begun).unsigned_abs());
        let mut coming = self.whole.subscribe();
        let came = timeout(left, coming.wait_for(Option::is_some)).await;
        came.ok()?.ok()?.clone()
    }

    fn part(&self, whole: &Arc<Network>, access: &Access) -> Option<Arc<Network>> {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.retain(|part| Arc::ptr_eq(&part.whole, whole));
        parts.iter().find(|part| part.access.sight == access.sight).map(|part| part.seen.clone())
    }

    fn keep(&self, part: Part) {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.truncate(PARTS - 1);
        parts.insert(0, part);
    }
}

/// The network as a member sees it; none while the first one is being read.
pub(crate) async fn current(cx: &Cx, seen: &Snapshot) -> Result<Option<Arc<Network>>> {
    let kept = cx.app.snapshots.network();
    let known = kept.whole.borrow().clone();
    let is_behind =
        known.as_ref().is_none_or(|known| known.revision != seen.revision || known.day != seen.day);
    if is_behind && let Some(reading) = kept.begin(cx.now) {
        let cx = Cx { seen: None, ..cx.for_principal() };
        tokio::spawn(async move {
            // The old one goes on serving; the next request tries again.
            let _ = read(&cx, reading).await;
        });
    }
    let whole = match known {
        Some(known) => known,
        None => match kept.first(cx.now).await {
            Some(first) => first,
            None => return Ok(None),
        },
    };
    seen_of(cx, whole).await.map(Some)
}

/// Reads the network and waits for it: for the command line, which asks once.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn prepare(cx: &Cx) -> Result<()> {
    cx.require(Right::Read)?;
    match cx.app.snapshots.network().begin(cx.now) {
        Some(reading) => read(&cx.for_principal(), reading).await,
        None => Ok(()),
    }
}

async fn read(cx: &Cx, reading: Reading) -> Result<()> {
    let _turn = background::turn().await;
    let begun = cx.app.clock.now();
    let whole = snapshot::current(cx).await?;
    let read = network::read(cx, whole, begun).await?;
    let ended = cx.app.clock.now();
    let took = ended.duration_since(begun).unsigned_abs();
    *reading.0.read.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    reading.0.whole.send_replace(Some(Arc::new(read)));
    Ok(())
}

/// The part that a member sees, made once for each network.
async fn seen_of(cx: &Cx, whole: Arc<Network>) -> Result<Arc<Network>> {
    if *cx.access.sight == Sight::All {
        return Ok(whole);
    }
    let kept = cx.app.snapshots.network();
    if let Some(seen) = kept.part(&whole, &cx.access) {
        return Ok(seen);
    }
    let (of, access) = (whole.clone(), cx.access.clone());
    let seen = background::aside(move || Arc::new(of.seen_by(&access.sight))).await?;
    kept.keep(Part { whole, access: cx.access.clone(), seen: seen.clone() });
    Ok(seen)
}
