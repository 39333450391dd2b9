//! What a workspace keeps while the program runs: the snapshot that serves, what is made of it, and when another may be built.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;

use super::Snapshot;
use super::views::{Sights, Views};
use crate::features::{accuracy, health, map, paths};

/// The rest after a build, in multiples of what it took: an import must not keep a core busy with snapshots.
const REST: u32 = 4;

/// The snapshot of a workspace of an open program, and what is being done about the next.
#[derive(Default)]
pub(crate) struct Snapshots {
    current: RwLock<Option<Arc<Snapshot>>>,
    pub(super) patching: tokio::sync::Mutex<()>,
    is_building: AtomicBool,
    pub(super) views: Views,
    pub(super) sights: Sights,
    /// The map of these people.
    map: Arc<map::Kept>,
    /// The judgement of its numbers.
    judging: Arc<accuracy::Kept>,
    /// The ties among them.
    network: Arc<paths::Kept>,
    /// The measures of their whole network.
    health: Arc<health::Kept>,
    /// How many people Today was last asked to name; the next snapshot comes with that page.
    pub(super) today_limit: AtomicUsize,
    /// When the last build ended, and how long it took.
    built: Mutex<Option<(Timestamp, Duration)>>,
}

impl Snapshots {
    /// The one that serves.
    pub(super) fn get(&self) -> Option<Arc<Snapshot>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves from this one from now on.
    pub(super) fn set(&self, snapshot: Arc<Snapshot>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(snapshot);
    }

    /// The map that belongs to it.
    pub(crate) fn map(&self) -> &Arc<map::Kept> {
        &self.map
    }

    /// What is being done about the judgement of its numbers.
    pub(crate) fn judging(&self) -> &Arc<accuracy::Kept> {
        &self.judging
    }

    /// The ties that belong to it.
    pub(crate) fn network(&self) -> &Arc<paths::Kept> {
        &self.network
    }

    /// The measures of the whole network.
    pub(crate) fn health(&self) -> &Arc<health::Kept> {
        &self.health
    }

    /// Another may be begun, of the rest after the last.
    pub(super) fn may_build(&self, now: Timestamp) -> bool {
        let built = *self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.is_none_or(|(ended, took)| {
            now.duration_since(ended).unsigned_abs() >= took * REST || now < ended
        })
    }

    /// A build ended, and took so long.
    pub(super) fn rest_after(&self, ended: Timestamp, took: Duration) {
        *self.built.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
    }
}

/// A build is on its way while this lives. Also one that panics is over then, so that the next request may begin another.
pub(super) struct Building(Arc<Snapshots>);

impl Building {
    /// Begins, unless another is on its way.
    pub(super) fn begin(snapshots: &Arc<Snapshots>) -> Option<Building> {
        let is_first = !snapshots.is_building.swap(true, Ordering::AcqRel);
        is_first.then(|| Building(snapshots.clone()))
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        self.0.is_building.store(false, Ordering::Release);
    }
}
