//! How connections come in: sockets, TLS, and the patience with those who are slow or too many.
//!
//! [`axum::serve`] has neither TLS nor bounds, so connections are taken here, each a task that speaks
//! HTTP/1.1. Before a page sees a request, [`caller`] has found out who asks. Everything a stranger can hold is bounded by
//! [`Bounds`]: connections, handshakes, headers, and the pace of bodies. How large a body may be is said by the routes.

#[cfg(feature = "acme")]
pub mod acme;
pub mod caller;
mod guests;
pub mod pace;
mod redirect;
pub mod tls;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::outer::clock::Clock;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::middleware::from_fn_with_state;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use app::outer::networks::Network;
use caller::Way;
use guests::Guests;
use pace::{Pace, Paced};
use tls::{Certificates, TlsFiles};

use crate::server::Server;

/// How often the files of the certificate are looked at.
const LOOK_AT_FILES: Duration = Duration::from_secs(10);
/// How long accepting rests when the system has no more files to give.
const REST: Duration = Duration::from_millis(100);

/// What the binary decides about connections.
#[derive(Clone, Debug, Default)]
pub struct Listening {
    /// Where certificate and key come from, where TLS is spoken by Kith itself.
    pub tls: Option<Tls>,
    /// Where unencrypted requests are sent to TLS from.
    pub http_redirect: Option<SocketAddr>,
    /// The proxies whose word on the client is believed.
    pub trusted_proxies: Vec<Network>,
    /// What strangers may hold.
    pub bounds: Bounds,
}

/// Where certificate and key come from.
#[derive(Clone, Debug)]
pub enum Tls {
    /// From files of the operator.
    Files(TlsFiles),
    /// From an authority that is asked for them.
    #[cfg(feature = "acme")]
    Acme(acme::Acme),
}

/// What strangers may hold of the server.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address; trusted proxies and this machine are not counted.
    pub of_one: usize,
    /// How long a handshake or a request's head may take; also how long a connection may rest between two.
    pub head: Duration,
    /// How large a request's head may be, in bytes.
    pub head_bytes: usize,
    /// How fast a body has to come.
    pub pace: Pace,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            connections: 1024,
            of_one: 128,
            head: Duration::from_secs(15),
            head_bytes: 32 * 1024,
            pace: Pace { stretch: Duration::from_secs(30), bytes: 30 * 1024 },
        }
    }
}

/// The open sockets.
pub struct Sockets {
    /// Where the pages are.
    pub address: SocketAddr,
    pages: Accepting,
    redirect: Option<Accepting>,
}

/// Opens the sockets: of the pages, and of what sends people there.
///
/// # Errors
/// An address cannot be listened on, or certificate and key cannot be used; the sentence says why.
pub async fn open(
    address: SocketAddr,
    listening: &Listening,
    pages: Router,
    clock: Clock,
) -> io::Result<Sockets> {
    let tls = match listening.tls.clone() {
        Some(tls) => Some(spoken(tls, clock).await.map_err(io::Error::other)?),
        None => None,
    };
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let mut redirect = None;
    if let Some(from) = listening.http_redirect {
        let listener = TcpListener::bind(from).await?;
        redirect = Some(Accepting::new(listener, None, listening, redirect::router(address.port())));
    }
    Ok(Sockets { address, pages: Accepting::new(listener, tls, listening, pages), redirect })
}

/// How TLS is spoken; its certificate is kept up to date from here on.
async fn spoken(tls: Tls, clock: Clock) -> Result<TlsAcceptor, String> {
    let config = match tls {
        Tls::Files(files) => {
            let certificates = Certificates::read(files, clock).await?;
            tokio::spawn(certificates.clone().watch(LOOK_AT_FILES));
            certificates.config()?
        }
        #[cfg(feature = "acme")]
        Tls::Acme(acme) => {
            let keeper = acme::Keeper::new(acme, clock).await?;
            let config = keeper.config()?;
            tokio::spawn(keeper.keep());
            config
        }
    };
    Ok(TlsAcceptor::from(config))
}

impl Sockets {
    /// Answers until the server stops, then ends what has begun.
    pub async fn run(self, server: &Server) {
        let redirect = async {
            if let Some(redirect) = self.redirect {
                redirect.run(server.stop_word()).await;
            }
        };
        tokio::join!(self.pages.run(server.stop_word()), redirect);
    }
}

/// A socket whose connections are answered.
struct Accepting {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    pages: Router,
    trusted: Arc<[Network]>,
    bounds: Bounds,
    guests: Arc<Guests>,
}

impl Accepting {
    fn new(
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        listening: &Listening,
        pages: Router,
    ) -> Accepting {
        let trusted: Arc<[Network]> = listening.trusted_proxies.clone().into();
        let pages = pages.layer(from_fn_with_state(trusted.clone(), caller::tell));
        let bounds = listening.bounds;
        let guests = Arc::new(Guests::new(bounds));
        Accepting { listener, tls, pages, trusted, bounds, guests }
    }

    /// Answers until `stopping` says so, then ends what has begun.
    async fn run(self, mut stopping: watch::Receiver<bool>) {
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                _ = stopping.wait_for(|stops| *stops) => break,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(REST).await;
                    continue;
                }
            };
            let address = peer.ip().to_canonical();
            let is_ours = address.is_loopback() || self.trusted.iter().any(|net| net.contains(address));
            let Some(guest) = self.guests.admit(address, is_ours) else { continue };
            let connection = self.connection(stream, peer, stopping.clone());
            tokio::spawn(async move {
                connection.await;
                drop(guest);
            });
        }
        drop(self.listener);
        self.guests.all_gone().await;
    }

    fn connection(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        stopping: watch::Receiver<bool>,
    ) -> impl Future<Output = ()> + use<> {
        let (tls, pages, bounds) = (self.tls.clone(), self.pages.clone(), self.bounds);
        // Small answers are not held back for more to come.
        let _ = stream.set_nodelay(true);
        async move {
            match tls {
                None => answer(stream, peer, Way { is_secure: false }, pages, bounds, stopping).await,
                Some(tls) => {
                    let Ok(Ok(stream)) = tokio::time::timeout(bounds.head, tls.accept(stream)).await else {
                        return;
                    };
                    // An authority that asked has its answer in the handshake.
                    #[cfg(feature = "acme")]
                    if stream.get_ref().1.alpn_protocol() == Some(acme::CHALLENGE) {
                        return;
                    }
                    answer(stream, peer, Way { is_secure: true }, pages, bounds, stopping).await;
                }
            }
        }
    }
}

/// Answers the requests of one connection.
async fn answer<S>(
    stream: S,
    peer: SocketAddr,
    way: Way,
    pages: Router,
    bounds: Bounds,
    mut stopping: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(way);
        pages.clone().oneshot(request.map(|body| Paced::body(body, bounds.pace)))
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(bounds.head).max_header_size(bounds.head_bytes);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // How a connection ends is the client's affair; what was answered is in the log.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.wait_for(|stops| *stops) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
