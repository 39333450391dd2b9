//! Everyone: the list, its filters and what can be done to many at once.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
