//! Taking acts back: the button of every toast, and the key Z.
//!
//! The answer is the page it came from, as it is now. htmx takes its main part, so that nothing jumps.

use app::features::acts;
use axum::extract::Path;
use model::ActId;

use crate::failure::{Answer, Failure};
use crate::parts::Done;
use crate::visit::Visit;

/// Takes an act back.
pub(super) async fn one(visit: Visit, Path(id): Path<i64>) -> Answer {
    take_back(visit, Some(ActId(id))).await
}

/// Takes back what this member did last.
pub(super) async fn last(visit: Visit) -> Answer {
    take_back(visit, None).await
}

async fn take_back(visit: Visit, act: Option<ActId>) -> Answer {
    let cx = visit.cx.clone();
    // On its own: taking a large import back goes on to its end even if nobody waits for the answer any more.
    let taken =
        tokio::spawn(async move { acts::undo(&cx, act).await }).await.map_err(|_| Failure::ours())??;
    Ok(visit.back(visit.came_from(), &Done { can_undo: false, ..taken.into() }))
}
