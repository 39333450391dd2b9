//! The map in memory: the drawing of a workspace ([`Kept`]), and what is made of it for one snapshot or one member's view of it
//! ([`Slot`]).
//!
//! Making takes a tenth of a second for a large network, so it is done once for each drawing and snapshot, and where somebody
//! looked before, beside the requests. Meanwhile the principal is served what was made before; a view of another member has no
//! such past, so that nobody is shown whom they do not see any more.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;

use super::drawing::Drawing;
use super::shown::{self, Map};
use crate::background;
use crate::error::Result;
use crate::features::snapshot::Snapshot;

/// The rest after a drawing, in multiples of what it took.
const REST: u32 = 10;

/// The map of a workspace in memory, and what is being done about the next.
#[derive(Default)]
pub(crate) struct Kept {
    drawing: RwLock<Option<Arc<Drawing>>>,
    is_drawing: AtomicBool,
    /// When the last drawing ended, and how long it took.
    drawn: Mutex<Option<(Timestamp, Duration)>>,
}

impl Kept {
    /// The drawing that serves.
    pub(super) fn get(&self) -> Option<Arc<Drawing>> {
        self.drawing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins, unless another is being drawn or was just now.
    pub(super) fn begin(self: &Arc<Kept>, now: Timestamp) -> Option<Pen> {
        let drawn = *self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = drawn.is_none_or(|(ended, took)| {
            now < ended || now.duration_since(ended).unsigned_abs() >= took * REST
        });
        (rested && !self.is_drawing.swap(true, Ordering::AcqRel)).then(|| Pen(self.clone()))
    }
}

/// A map is being drawn while this lives, also by one that panics.
pub(super) struct Pen(Arc<Kept>);

impl Pen {
    /// The drawing that serves meanwhile.
    pub fn earlier(&self) -> Option<Arc<Drawing>> {
        self.0.get()
    }

    /// The new one serves.
    pub fn done(self, drawing: Arc<Drawing>, ended: Timestamp, took: Duration) {
        *self.0.drawn.lock().unwrap_or_else(PoisonError::into_inner) = Some((ended, took));
        *self.0.drawing.write().unwrap_or_else(PoisonError::into_inner) = Some(drawing);
    }
}

impl Drop for Pen {
    fn drop(&mut self) {
        self.0.is_drawing.store(false, Ordering::Release);
    }
}

/// The map of one snapshot, or of one member's view of it.
#[derive(Default)]
pub(crate) struct Slot {
    made: RwLock<Option<Arc<Map>>>,
    /// That of the snapshot before, which may serve until this one's is made.
    before: Option<Arc<Map>>,
    making: tokio::sync::Mutex<()>,
}

impl Slot {
    /// The slot of the snapshot that comes after, in which some changed.
    pub fn next(&self) -> Arc<Slot> {
        Arc::new(Slot { before: self.any(), ..Slot::default() })
    }

    /// What was made of this drawing.
    pub(super) fn of(&self, drawing: &Arc<Drawing>) -> Option<Arc<Map>> {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner).clone();
        made.filter(|map| map.is_of(drawing))
    }

    /// What was made of any drawing, or came from the snapshot before.
    pub(super) fn any(&self) -> Option<Arc<Map>> {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner).clone();
        made.or_else(|| self.before.clone())
    }

    /// Nobody is at it.
    pub(super) fn is_idle(&self) -> bool {
        self.making.try_lock().is_ok()
    }
}

/// The map of a drawing as a snapshot shows it, made unless it is there.
pub(super) async fn made(seen: &Arc<Snapshot>, drawing: &Arc<Drawing>) -> Result<Arc<Map>> {
    let is_walked = seen.map.any().is_some_and(|before| before.is_walked());
    made_for(seen, drawing, is_walked).await
}

/// The same, with what is walked in where somebody does.
async fn made_for(seen: &Arc<Snapshot>, drawing: &Arc<Drawing>, is_walked: bool) -> Result<Arc<Map>> {
    let _alone = seen.map.making.lock().await;
    if let Some(map) = seen.map.of(drawing) {
        return Ok(map);
    }
    let (of, with) = (drawing.clone(), seen.clone());
    let map = background::aside(move || {
        let map = Arc::new(shown::shown(of, &with));
        if is_walked {
            map.walkable();
        }
        map
    });
    let map = map.await?;
    *seen.map.made.write().unwrap_or_else(PoisonError::into_inner) = Some(map.clone());
    Ok(map)
}

/// Makes the map of a snapshot that is about to serve, where somebody looked at that of the one before.
pub(crate) async fn prepare(kept: &Kept, before: Option<&Snapshot>, next: &Arc<Snapshot>) -> Result<()> {
    let (Some(before), Some(drawing)) = (before.and_then(|before| before.map.any()), kept.get()) else {
        return Ok(());
    };
    made_for(next, &drawing, before.is_walked()).await.map(|_| ())
}
