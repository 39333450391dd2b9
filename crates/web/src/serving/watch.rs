//! The number of each request, its line in the log, and the patience with it.
//!
//! The log names the route by its pattern and never the address or what was asked for: these are names of people.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::server::Server;

/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// The number of a request, by which its lines in the log are found.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Counts requests since the start; mixed with the moment it makes their numbers.
static COUNT: AtomicU64 = AtomicU64::new(0);

impl RequestId {
    fn next(server: &Server) -> RequestId {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let moment = server.app.clock.now().as_microsecond();
        let mixed = xxhash_rust::xxh3::xxh3_64(&[count.to_le_bytes(), moment.to_le_bytes()].concat());
        RequestId(format!("K-{:08x}", mixed >> 32))
    }
}

/// Gives the request its number, and writes it down when it is answered.
pub async fn watch(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let id = RequestId::next(&server);
    let begun = Instant::now();
    let method = request.method().to_string();
    let path = request.extensions().get::<MatchedPath>();
    let route = path.map_or("nowhere", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    server.metrics.count(&method, &route, status, took);
    let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
    tracing::info!(request_id = id.0, method, route, status, ms, "answered");
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Ends a look at something that takes too long. A change takes as long as it takes, and an upload too.
pub async fn patience(request: Request, next: Next) -> Response {
    if !request.method().is_safe() {
        return next.run(request).await;
    }
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::too_slow().into_response(),
    }
}
