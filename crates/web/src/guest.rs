//! The extractor of pages that anyone may see: sign-in, the first start, links that choose a password.
//!
//! A [`Guest`] has what can be told of somebody who has not signed in, and no way to the network.

use app::App;
use app::features::accounts::{AccountId, Device, Token};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::failure::Failure;
use crate::layout::Page;
use crate::look::Look;
use crate::server::Server;
use crate::serving::door::{Comer, Door, local};
use crate::serving::{client, cookie};
use crate::visit::{host, look_of_stranger};

/// Somebody at the door.
pub struct Guest {
    /// How their page looks.
    pub look: Look,
    /// From where they sign in.
    pub device: Device,
    /// They are in already.
    pub is_in: bool,
    /// With this account, unless the door stands open.
    pub account: Option<AccountId>,
    /// The name they came by.
    pub host: String,
    /// What their cookie says, whatever it is good for.
    pub token: Option<Token>,
    /// What all requests share.
    pub server: Server,
    is_secure: bool,
}

impl FromRequestParts<Server> for Guest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Guest, Failure> {
        let comer = parts.extensions.get::<Comer>().cloned().ok_or_else(Failure::ours)?;
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let device =
            Device { address: client::text(comer.address), agent: text(header::USER_AGENT).to_owned() };
        let known = comer.known?;
        Ok(Guest {
            look: look_of_stranger(server, &parts.headers),
            device,
            is_in: known.is_some(),
            account: known.and_then(|known| known.session).map(|who| who.account),
            host: host(&parts.headers).to_owned(),
            token: cookie::session_token(comer.is_secure, &parts.headers),
            server: server.clone(),
            is_secure: comer.is_secure,
        })
    }
}

impl Guest {
    /// The open program.
    pub fn app(&self) -> &App {
        &self.server.app
    }

    /// True where nobody signs in.
    pub fn stands_open(&self) -> bool {
        self.server.config.door == Door::Open
    }

    /// Answers with a page.
    pub fn show(&self, page: &Page) -> Response {
        page.render_for_stranger(&self.look).into_response()
    }

    /// Answers with a form again, and what is wrong with it.
    pub fn show_again(&self, page: &Page) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, page.render_for_stranger(&self.look)).into_response()
    }

    /// Gives the browser a token, and sends it on.
    pub fn enter(&self, token: &Token, to: &str) -> Response {
        (cookie::keep(self.is_secure, token), Redirect::to(local(to).unwrap_or("/"))).into_response()
    }

    /// Takes the token away and what else the browser kept of the pages, and sends it on.
    pub fn leave(&self, to: &str) -> Response {
        // Not "cookies": that would take those of every other program under the same domain.
        let kept = [("clear-site-data", r#""cache", "storage""#)];
        (cookie::forget(self.is_secure), kept, Redirect::to(to)).into_response()
    }
}
