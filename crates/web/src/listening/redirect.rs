//! Who asks unencrypted is sent to where TLS is spoken.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::serving::hosts::without_port;
use crate::words::listening as words;

/// What answers at the address for redirects; `port` is where TLS is spoken.
pub fn router(port: u16) -> Router {
    Router::new().fallback(to_tls).with_state(port)
}

/// Only looking is sent on: what was posted has been read by others already, and a browser that is not told would go on.
async fn to_tls(State(port): State<u16>, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let is_look = [Method::GET, Method::HEAD].contains(request.method());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    match host.map(without_port).filter(|host| is_host(host) && is_look) {
        Some(host) if port == 443 => Redirect::permanent(&format!("https://{host}{path}")).into_response(),
        Some(host) => Redirect::permanent(&format!("https://{host}:{port}{path}")).into_response(),
        None => (StatusCode::BAD_REQUEST, words::ASK_BY_TLS).into_response(),
    }
}

/// A name or an address, and nothing that would change where the answer leads.
fn is_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
}
