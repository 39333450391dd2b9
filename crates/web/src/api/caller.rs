//! A program's request, as the handlers see it.

use std::sync::Arc;

use app::Cx;
use app::features::settings;
use app::features::tokens::Program;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::failure::Failure;
use crate::server::Server;
use crate::serving::door::{Comer, Known};

/// Who asks, and with what.
pub struct Caller {
    /// Who acts, for whom, when; every act takes it. Its time zone is the member's.
    pub cx: Cx,
    /// What it came in with.
    pub program: Arc<Program>,
    /// How many people a day, unless the member set it.
    pub today_limit: usize,
}

impl FromRequestParts<Server> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Caller, Failure> {
        let comer = parts.extensions.get::<Comer>().cloned().ok_or_else(Failure::ours)?;
        let Some(Known { mut cx, program: Some(program), .. }) = comer.known? else {
            return Err(Failure::forbidden(""));
        };
        if parts.method.is_safe() {
            settings::only_looking(&mut cx).await?;
        }
        cx.app.zone = settings::preferences(&cx).await?.zone;
        Ok(Caller { cx, program, today_limit: server.config.today_limit })
    }
}
