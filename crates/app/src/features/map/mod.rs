//! The map: where everyone stands, who belongs together, and the strongest ties.
//!
//! Drawn in the background when somebody looks and something changed ([`drawing`]), and kept in memory; where people
//! stood is kept in the database as well ([`packed`]), so that the next map, also of a program that was started again, looks
//! like the last one. What is told of each person comes from the snapshot that the member sees ([`shown`]), so whoever they
//! do not see is not on their map; that is made once for each drawing and snapshot ([`keep`]). [`current`] gives what is
//! there: no request waits for a drawing.

mod data;
mod department;
mod drawing;
mod graph;
mod keep;
mod packed;
mod past;
mod picked;
mod shown;
mod sql;

use std::sync::Arc;

use model::WorkspaceId;

use crate::access::{Cx, Right};
use crate::background;
use crate::db::Tx;
use crate::error::{Error, Result};
pub use crate::features::keeping::export::Graph;
use crate::features::snapshot;
pub use data::Data;
use keep::Pen;
pub(crate) use keep::{Kept, Slot, prepare};
pub use picked::{CIRCLE, Picked};
pub use shown::{Community, Holder, Map, OnMap, Tie};

/// The map that is there.
#[derive(Clone, Debug)]
pub struct Current {
    /// The map.
    pub map: Arc<Map>,
    /// Something changed since, and another is being drawn.
    pub is_behind: bool,
}

/// The map as this member sees it; none while the first one is being drawn.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn current(cx: &Cx) -> Result<Option<Current>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let kept = cx.app.snapshots.map();
    let drawing = kept.get();
    let is_behind = drawing.as_ref().is_none_or(|drawing| drawing.revision != seen.revision);
    if is_behind && let Some(pen) = kept.begin(cx.now) {
        let cx = snapshot::principals(cx);
        tokio::spawn(async move {
            // The old one goes on serving; the next request tries again.
            let _ = draw(&cx, pen).await;
        });
    }
    let Some(drawing) = drawing else { return Ok(None) };
    if let Some(map) = seen.map.of(&drawing) {
        return Ok(Some(Current { map, is_behind }));
    }
    let Some(map) = seen.map.any() else {
        return Ok(Some(Current { map: keep::made(&seen, &drawing).await?, is_behind }));
    };
    if seen.map.is_idle() {
        tokio::spawn(async move {
            // That of before goes on serving; the next request tries again.
            let _ = keep::made(&seen, &drawing).await;
        });
    }
    Ok(Some(Current { map, is_behind: true }))
}

/// The map as one answer for what draws it, compressed; none while the first is being drawn.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn walkable(cx: &Cx) -> Result<Option<Arc<Data>>> {
    let Some(now) = current(cx).await? else { return Ok(None) };
    let data = tokio::task::spawn_blocking(move || now.map.walkable()).await;
    data.map(Some).map_err(|stopped| Error::refused(stopped.to_string()))
}

/// The map as a graph for other programs; none while the first is being drawn.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn graph(cx: &Cx, format: Graph) -> Result<Option<String>> {
    let Some(now) = current(cx).await? else { return Ok(None) };
    let text = tokio::task::spawn_blocking(move || graph::text(&now.map, format)).await;
    text.map(Some).map_err(|stopped| Error::refused(stopped.to_string()))
}

/// Forgets where people stood, with what is erased of one of them.
pub(crate) async fn erase(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::MAP_ERASE, &[ws.0.into()]).await?;
    Ok(())
}

/// Draws the map anew and keeps it.
async fn draw(cx: &Cx, pen: Pen) -> Result<()> {
    let _turn = background::turn().await;
    let begun = cx.app.clock.now();
    let whole = snapshot::current(cx).await?;
    let earlier = match pen.earlier() {
        Some(drawing) => drawing.stands.clone(),
        None => {
            let kept: Option<(String,)> = cx.app.db.fetch_optional(sql::MAP_PLACES, &[cx.ws()]).await?;
            packed::unpacked(&kept.unwrap_or_default().0)
        }
    };
    let drawing = Arc::new(drawing::draw(cx, whole, earlier).await?);
    let mut tx = cx.app.db.begin().await?;
    tx.execute(sql::KEEP, &[cx.ws(), packed::packed(&drawing.stands).into()]).await?;
    tx.commit().await?;
    // With what the principal will be shown of it, so that nobody waits for that either.
    let map = keep::made(&snapshot::current(cx).await?, &drawing).await?;
    background::run(move || map.walkable()).await?;
    let ended = cx.app.clock.now();
    pen.done(drawing, ended, ended.duration_since(begun).unsigned_abs());
    Ok(())
}
