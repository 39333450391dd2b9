//! The command palette: `/find`, people, pages and acts by what is typed.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
