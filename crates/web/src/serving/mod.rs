//! What stands around all pages: who may ask, what every answer carries, how it is told apart in the log.
//!
//! From the outside in: a number, the log and the counters ([`watch`]), the headers of safety ([`headers`]), the list of
//! hosts ([`hosts`]), compression, who came ([`door`]), failures made pages ([`crate::failure`]), cross-site requests
//! refused, whether they may ([`door`] again) and their turn ([`turns`]), patience, and a handler's panic told as a failure.

pub mod client;
pub mod cookie;
pub mod credentials;
pub mod door;
pub mod headers;
pub mod health;
pub mod hosts;
pub mod metrics;
pub mod place;
pub mod site;
pub mod stopping;
pub mod turns;
pub mod watch;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

use crate::failure::{self, Failure};
use crate::server::Server;

/// What a form may bring; uploads set their own bound on their route.
const MAX_FORM: usize = 1024 * 1024;

/// What is shorter goes in one packet either way.
const WORTH_COMPRESSING: u64 = 1_024;

/// Puts everything around the pages that stands around all of them.
pub fn around(pages: Router<Server>, server: &Server) -> Router<Server> {
    let worth_it = DefaultPredicate::new()
        .and(SizeAbove::new(WORTH_COMPRESSING))
        .and(NotForContentType::const_new("font/"));
    pages
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(watch::patience))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(from_fn_with_state(server.clone(), door::decide))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(server.clone(), failure::show))
        .layer(from_fn_with_state(server.clone(), door::recognise))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it))
        .layer(from_fn_with_state(server.clone(), hosts::only_ours))
        .layer(from_fn(headers::set))
        .layer(from_fn_with_state(server.clone(), watch::watch))
}

fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let words = cause.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or_default();
    tracing::error!(words, "a handler panicked");
    Failure::ours().into_response()
}
