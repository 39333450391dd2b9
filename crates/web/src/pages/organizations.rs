//! An organization: who is there, who covers it, what took place.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
