//! Every address with the decision who may ask for it: a route without one cannot be written.
//!
//! The modules of [`crate::pages`] name their addresses by a [`Routes`]; what it gathers is the router and the table of
//! [`Decision`]s that [`crate::serving::door`] goes by, and that a test walks as each kind of member.

use app::access::Right;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{self, MethodRouter};

use crate::server::Server;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone: what is needed before somebody has signed in, and tells nothing of the network.
    Anyone,
    /// Who watches the program: from this machine, or who administers the server.
    Watcher,
    /// Members who have this right.
    Member(Right),
    /// Programs with a token of somebody who has this right; nobody by the cookie of a session.
    Token(Right),
    /// Programs with a token or an app password.
    Program,
}

/// What was decided for one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The method; `HEAD` is decided as `GET`.
    pub method: Method,
    /// The pattern of the path.
    pub path: &'static str,
    /// Who may ask.
    pub who: Who,
}

/// Addresses, each with its decision and its handler.
#[derive(Default)]
pub struct Routes {
    router: Router<Server>,
    decisions: Vec<Decision>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Routes {
        Routes::default()
    }

    /// Something to look at.
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Routes
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        self.with(Method::GET, path, who, routing::get(handler))
    }

    /// Something to do.
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Routes
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        self.with(Method::POST, path, who, routing::post(handler))
    }

    /// Something to send, of any length: the handler streams it and sees to its bound.
    pub fn upload<H, T>(self, path: &'static str, who: Who, handler: H) -> Routes
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        self.with(Method::POST, path, who, routing::post(handler).layer(DefaultBodyLimit::disable()))
    }

    fn with(self, method: Method, path: &'static str, who: Who, handler: MethodRouter<Server>) -> Routes {
        let Routes { router, mut decisions } = self;
        decisions.push(Decision { method, path, who });
        Routes { router: router.route(path, handler), decisions }
    }

    /// With the addresses of others.
    pub fn merge(self, others: Routes) -> Routes {
        let Routes { router, mut decisions } = self;
        decisions.extend(others.decisions);
        Routes { router: router.merge(others.router), decisions }
    }

    /// The router, and what was decided for each of its addresses.
    pub fn into_parts(self) -> (Router<Server>, Vec<Decision>) {
        (self.router, self.decisions)
    }
}
