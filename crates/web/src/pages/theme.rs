//! Light, dark, or as the system says: kept in a cookie, because it belongs to the screen and not to the member.

use axum::extract::Form;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::look::Theme;
use crate::routes::{Routes, Who};
use crate::serving::site::Way;
use crate::visit::{came_from, keep_theme};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().post("/settings/theme", Who::Anyone, set)
}

#[derive(Deserialize)]
struct Chosen {
    theme: String,
}

async fn set(way: Way, headers: HeaderMap, Form(chosen): Form<Chosen>) -> Response {
    let back = came_from(&headers).unwrap_or_else(|| "/".to_owned());
    (keep_theme(Theme::of(&chosen.theme), way.is_secure), Redirect::to(&back)).into_response()
}
