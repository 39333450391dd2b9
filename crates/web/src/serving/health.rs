//! For those who watch the program: is it up, is it ready, what does it count.

use app::features::snapshot;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::routes::{Routes, Who};
use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/healthz", Who::Anyone, up).get("/readyz", Who::Anyone, ready).get(
        "/metrics",
        Who::Watcher,
        counted,
    )
}

async fn up() -> &'static str {
    "up\n"
}

/// Ready once everyone is in memory; until then the first pages would wait.
async fn ready(State(server): State<Server>) -> Response {
    if snapshot::is_ready(&server.app.cx()) {
        return "ready\n".into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/plain")];
    (StatusCode::SERVICE_UNAVAILABLE, kind, "the network is being read into memory\n").into_response()
}

async fn counted(State(server): State<Server>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], server.metrics.text()).into_response()
}
