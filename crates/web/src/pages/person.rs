//! One person: numbers with receipts, timeline, addresses, notes.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
