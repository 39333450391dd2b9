//! Today: whom to reach out to, and why.

use axum::Router;
use axum::routing::get;
use maud::html;

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::parts::pagehead;
use crate::server::Server;
use crate::visit::Visit;
use crate::words::shell as words;

/// Where it is answered.
pub fn routes() -> Router<Server> {
    Router::new().route("/", get(page))
}

async fn page(visit: Visit) -> Answer {
    let title = words::section(Section::Today);
    let kicker = visit.look.weekday_day(visit.look.today);
    let page = Page::new(title, Section::Today, pagehead(Some(&kicker), title, None, None));
    Ok(visit.respond(&page, html! {}))
}
