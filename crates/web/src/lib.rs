//! The pages: a request in, acts of `app` asked, HTML out.
//!
//! [`serve`] is the way in. A request becomes a [`visit::Visit`] (who acts, how they like to read, whether only a part of
//! the page is wanted); a page's module in `pages` asks the acts and fills plain structs; its view makes
//! [`maud::Markup`] of them, with the pieces in [`parts`] and the words in [`words`]; [`layout`] puts masthead and tools
//! around it. [`api`] answers programs with JSON, by tokens and never by a cookie. What goes wrong is a
//! [`failure::Failure`] and is shown as a page of the same kind, or told as a problem. [`serving`] has
//! what stands around all pages: the hosts that are answered to, headers, logs, counters.
//!
//! No rule of the business is decided here and no SQL is written: that is the crate `app`. Every form and link works
//! without JavaScript: a form is answered with a redirect, or with a fragment when htmx asks.

mod api;
pub mod assets;
pub mod failure;
mod fonts;
pub mod guest;
pub mod layout;
pub mod listening;
pub mod look;
mod pages;
pub mod parts;
pub mod routes;
pub mod server;
pub mod serving;
pub mod visit;
pub mod words;

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use app::App;
use app::features::capture::jobs;
use app::features::keeping::{backup::keeper, retention};
use app::features::today;
use axum::Router;
use jiff::civil::Date;

use listening::Listening;
use routes::Routes;
use server::Server;
use serving::door::{Decisions, Door};
use serving::place::Place;
use serving::{health, stopping};

/// The sample network, written as files.
#[derive(Clone, Debug)]
pub struct SampleNetwork {
    /// The addresses of its owner.
    pub me: Vec<String>,
    /// The folder with the files.
    pub folder: PathBuf,
}

/// What the binary decides about serving.
#[derive(Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// How one comes in.
    pub door: Door,
    /// Where people find it.
    pub place: Place,
    /// The version of the program, for the colophon.
    pub version: &'static str,
    /// How many people Today names, unless the member set it.
    pub today_limit: usize,
    /// Writes the sample network into a folder, with the day it ends on.
    pub sample: fn(&Path, Date) -> io::Result<SampleNetwork>,
    /// Told the address once pages are answered.
    pub announce: fn(SocketAddr),
}

/// Answers requests until the process is told to stop (SIGINT, SIGTERM), then ends the ones it has begun.
///
/// # Errors
/// The address is not on this machine alone, or cannot be listened on, or certificate and key cannot be used.
pub async fn serve(app: App, config: Config, listening: Listening) -> io::Result<()> {
    if config.door == Door::Open && !config.listen.ip().is_loopback() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words::shell::not_loopback(config.listen)));
    }
    let (listen, announce, today_limit) = (config.listen, config.announce, config.today_limit);
    let server = Server::new(app, config);
    let sockets = listening::open(listen, &listening, router(server.clone()), server.app.clock).await?;
    let cx = server.app.cx();
    // Everyone is read into memory before somebody asks; if that fails, the first page says why.
    tokio::spawn(async move {
        cx.app.db.open_readers().await?;
        today::page(&cx, today_limit, 0).await.map(drop)
    });
    let backups = tokio::spawn(keeper::keep(server.app.clone(), complain));
    let keeping = tokio::spawn(retention::keep(server.app.clone(), |error| {
        tracing::error!(%error, "what is older than a source is kept could not be erased");
    }));
    announce(sockets.address);
    tokio::spawn(stopping::told(server.clone()));
    let out_of_patience = async {
        server.stopping().await;
        tokio::time::sleep(stopping::GRACE).await;
    };
    tokio::select! {
        () = sockets.run(&server) => {}
        () = out_of_patience => {}
    }
    keeping.abort();
    jobs::close(&server.app).await;
    backups.abort();
    keeper::close(&server.app).await;
    Ok(())
}

/// A backup of which not even the failure could be written down.
fn complain(error: &app::Error) {
    tracing::error!(%error, "backups");
}

/// All pages, for serving and for tests without a socket.
pub fn router(server: Server) -> Router {
    let (pages, decisions) = routes().into_parts();
    let server = server.deciding_by(Decisions::new(decisions));
    serving::around(pages, &server).with_state(server)
}

/// Every address, each with who may ask for it.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes()).merge(assets::routes()).merge(health::routes())
}
