//! Sources: uploads, folders, dry runs, progress and reports.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
