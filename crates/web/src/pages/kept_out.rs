//! The lists, robots and role mailboxes that are kept out of the network, and how to bring one in.

use axum::Router;

use crate::server::Server;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new()
}
