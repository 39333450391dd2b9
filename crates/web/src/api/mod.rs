//! What programs are answered: JSON, by a token, the same acts as the pages ask.
//!
//! Who asks is told by the header `Authorization` alone, so that no cookie of a browser opens anything here and no site
//! can ask on somebody's behalf. [`caller`] is the extractor of every handler; failures are problem documents
//! (RFC 9457). What is answered is documented in `docs/api.md`; it only ever grows within a version.

mod caller;
mod people;

use app::access::Right;
use app::features::tokens::{Kind, Reach};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use crate::routes::{Routes, Who};
use crate::serving::watch::RequestId;
use crate::words::failure as words;
use caller::Caller;

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/me", Who::Program, me)
        .get("/api/v1/today", Who::Token(Right::Read), people::today)
        .get("/api/v1/people", Who::Token(Right::Read), people::list)
        .get("/api/v1/people/{slug}", Who::Token(Right::Read), people::one)
        .post("/api/v1/people/{slug}/log", Who::Token(Right::Change), people::log)
}

/// True for every address of programs, those that are none among them.
pub fn is_asked(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// How long a pause is, in seconds, for those who wait.
const PAUSE: &str = "600";

/// What went wrong, as programs are told it.
pub fn problem(status: StatusCode, detail: &str, id: Option<&RequestId>) -> Response {
    let problem = json!({
        "type": "about:blank",
        "title": words::title(status),
        "status": status.as_u16(),
        "detail": detail,
        "request": id.map(|id| id.0.as_str()),
    });
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    match status {
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"Kith\""));
        }
        StatusCode::TOO_MANY_REQUESTS => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(PAUSE));
        }
        _ => {}
    }
    response
}

/// Who a program acts for.
#[derive(Serialize)]
struct Me<'a> {
    account: &'a str,
    network: i64,
    came_in_with: CameInWith<'a>,
    may: Vec<&'static str>,
}

#[derive(Serialize)]
struct CameInWith<'a> {
    kind: Kind,
    name: &'a str,
    scopes: &'a [Reach],
    expires: Option<Timestamp>,
}

async fn me(caller: Caller) -> Response {
    let (program, access) = (&caller.program, &caller.cx.access);
    let rights =
        [(Right::Read, "read"), (Right::Suggest, "suggest"), (Right::Change, "change"), (Right::Run, "run")];
    let me = Me {
        account: &program.login,
        network: caller.cx.workspace.0,
        came_in_with: CameInWith {
            kind: program.kind,
            name: &program.name,
            scopes: &program.reaches,
            expires: program.expires,
        },
        may: rights.into_iter().filter(|(right, _)| access.has(*right)).map(|(_, word)| word).collect(),
    };
    Json(me).into_response()
}
