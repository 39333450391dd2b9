//! Taking acts back: the button of every toast, and the key Z.

use app::features::acts;
use axum::Router;
use axum::extract::Path;
use axum::routing::post;
use maud::html;
use model::ActId;

use crate::failure::Answer;
use crate::parts::Done;
use crate::server::Server;
use crate::visit::Visit;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new().route("/acts/{id}/undo", post(undo)).route("/undo", post(undo_last))
}

async fn undo(visit: Visit, Path(id): Path<i64>) -> Answer {
    take_back(visit, Some(ActId(id))).await
}

async fn undo_last(visit: Visit) -> Answer {
    take_back(visit, None).await
}

async fn take_back(visit: Visit, act: Option<ActId>) -> Answer {
    let words = acts::undo(&visit.cx, act).await?;
    let back = visit.came_from.clone().unwrap_or_else(|| "/".to_owned());
    Ok(visit.done(&back, html! {}, &Done::plain(words)))
}
