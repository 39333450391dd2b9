//! Light, dark, or as the system says: kept in a cookie, because it belongs to the screen and not to the member.

use axum::Router;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect};
use axum::routing::post;
use serde::Deserialize;

use crate::failure::Answer;
use crate::look::Theme;
use crate::server::Server;
use crate::visit::{Visit, keep_theme};

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new().route("/settings/theme", post(set))
}

#[derive(Deserialize)]
struct Chosen {
    theme: String,
}

async fn set(visit: Visit, Form(chosen): Form<Chosen>) -> Answer {
    Ok((keep_theme(Theme::of(&chosen.theme)), Redirect::to(visit.came_from())).into_response())
}
