//! Key people: proposed after the first import, confirmed or struck.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
