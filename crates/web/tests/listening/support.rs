//! A server on a socket of its own, and a client that writes what it likes.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::outer::clock::Clock;
use jiff::tz::TimeZone;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};
use web::Config;
use web::listening::tls::TlsFiles;
use web::listening::{self, Bounds, Listening};
use web::server::Server;

/// The day it is in these tests.
pub fn clock() -> Clock {
    Clock::Fixed("2026-11-17T06:38:00Z".parse().expect("a moment"))
}

/// A pair of files, and what a client needs to trust them.
pub struct Pair {
    pub certificate: CertificateDer<'static>,
    certificate_pem: String,
    key_pem: String,
}

impl Pair {
    /// A certificate of `localhost` for these years.
    pub fn of_years(from: i32, to: i32) -> Pair {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("parameters");
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let made = params.self_signed(&key).expect("a certificate");
        Pair { certificate: made.der().clone(), certificate_pem: made.pem(), key_pem: key.serialize_pem() }
    }

    /// One that is valid.
    pub fn new() -> Pair {
        Pair::of_years(2026, 4096)
    }

    /// Writes both files.
    pub fn write(&self, folder: &Path) -> TlsFiles {
        let files = TlsFiles { certificate: folder.join("cert.pem"), key: folder.join("key.pem") };
        std::fs::write(&files.certificate, &self.certificate_pem).expect("a file");
        std::fs::write(&files.key, &self.key_pem).expect("a file");
        files
    }

    /// A client that trusts this certificate alone.
    pub fn client(&self) -> TlsConnector {
        trusting(&self.certificate)
    }

    /// A connection that has shaken hands.
    pub async fn connect(&self, to: SocketAddr) -> std::io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(to).await?;
        self.client().connect(ServerName::try_from("localhost").expect("a name"), stream).await
    }
}

/// A client that trusts this certificate, and those it signed, alone.
pub fn trusting(root: &CertificateDer<'static>) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).expect("a root");
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

/// A served Kith.
pub struct Place {
    _folder: TempDir,
    pub server: Server,
    pub address: SocketAddr,
    running: JoinHandle<()>,
}

impl Place {
    pub async fn new(listening: Listening) -> Place {
        Place::by(listening, clock()).await
    }

    /// One that takes the days of certificates by this clock.
    pub async fn by(listening: Listening, certificates: Clock) -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let zone = TimeZone::get("Europe/Stockholm").expect("a zone");
        let app = App::open(None, folder.path(), clock(), zone).await.expect("an open Kith");
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            door: web::serving::door::Door::Open,
            place: Default::default(),
            version: "0.1.0",
            today_limit: 5,
            sample: |_, _| Err(std::io::Error::other("no sample here")),
            announce: |_| (),
        };
        let (listen, server) = (config.listen, Server::new(app, config));
        let pages = web::router(server.clone());
        let sockets = listening::open(listen, &listening, pages, certificates).await.expect("sockets");
        let (address, running) = (sockets.address, server.clone());
        let running = tokio::spawn(async move { sockets.run(&running).await });
        Place { _folder: folder, server, address, running }
    }

    /// One whose bounds are small enough to run into.
    pub async fn with(bounds: Bounds) -> Place {
        Place::new(Listening { bounds, ..Listening::default() }).await
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    /// Stops, and comes back when everybody has gone.
    pub async fn stop(self) {
        self.server.stop();
        self.running.await.expect("a server that ends");
    }
}

/// A bound that is run into at once.
pub const AT_ONCE: Duration = Duration::from_millis(150);

/// Sends this and reads until the other side hangs up; it must, or the test ends with the runner's patience.
pub async fn say<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, text: &str) -> String {
    stream.write_all(text.as_bytes()).await.expect("what is sent");
    rest(stream).await
}

/// What comes until the other side hangs up.
pub async fn rest<S: AsyncRead + Unpin>(stream: &mut S) -> String {
    let mut answer = Vec::new();
    // Hanging up may be a reset: what was read before counts.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request that is answered and hung up on.
pub fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n")
}

/// A path that does not exist.
pub fn nowhere(folder: &Path) -> PathBuf {
    folder.join("nowhere.pem")
}
