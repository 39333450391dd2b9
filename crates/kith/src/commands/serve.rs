//! `kith` alone: the pages.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;

use jiff::civil::Date;
use web::listening::tls::TlsFiles;
use web::listening::{Bounds, Listening};
use web::serving::door::Door;
use web::serving::place::Place;
use web::{Config, SampleNetwork};

use super::{Failure, Outcome, Session};
use crate::logs;
use crate::settings::Connections;

/// The seed of the sample network that the welcome page offers.
const SAMPLE_SEED: u64 = 7;

/// Serves until the process is told to stop.
pub async fn run(session: &Session) -> Outcome {
    logs::begin();
    let listen = address(&session.settings.listen.value)?;
    let today_limit = session.settings.today_limit.value;
    let listening = listening(&session.settings.connections)?;
    let announce = if listening.tls.is_some() { announce_tls } else { announce };
    let config = Config {
        listen,
        door: Door::Open,
        place: Place::default(),
        version: env!("CARGO_PKG_VERSION"),
        today_limit,
        sample,
        announce,
    };
    web::serve(session.cx.app.clone(), config, listening)
        .await
        .map_err(|error| Failure(format!("pages cannot be served at {listen}: {error}")))
}

/// The address to listen on; a name such as `localhost` stands for its first.
fn address(listen: &str) -> Result<SocketAddr, Failure> {
    let unusable =
        || Failure(format!("“{listen}” is no address to listen on: write one like 127.0.0.1:8484"));
    listen.to_socket_addrs().map_err(|_| unusable())?.next().ok_or_else(unusable)
}

/// How connections come in, as the settings say.
fn listening(settings: &Connections) -> Result<Listening, Failure> {
    let tls = match (&settings.tls_cert, &settings.tls_key) {
        (Some(certificate), Some(key)) => {
            Some(TlsFiles { certificate: certificate.value.clone(), key: key.value.clone() })
        }
        (None, None) => None,
        _ => return Err(Failure("TLS needs both --tls-cert and --tls-key".into())),
    };
    let http_redirect = settings.http_redirect.as_ref().map(|from| address(&from.value)).transpose()?;
    if http_redirect.is_some() && tls.is_none() {
        return Err(Failure("--http-redirect sends people to TLS: it needs --tls-cert and --tls-key".into()));
    }
    let proxies = settings.trusted_proxies.value.iter().map(|proxy| proxy.parse().map_err(Failure));
    let trusted_proxies = proxies.collect::<Result<_, _>>()?;
    Ok(Listening { tls, http_redirect, trusted_proxies, bounds: Bounds::default() })
}

fn sample(folder: &Path, today: Date) -> std::io::Result<SampleNetwork> {
    let summary = sample::write(folder, SAMPLE_SEED, today).map_err(std::io::Error::other)?;
    Ok(SampleNetwork { me: summary.me, folder: folder.to_owned() })
}

fn announce(address: SocketAddr) {
    eprintln!("Kith is at http://{}", named(address));
}

fn announce_tls(address: SocketAddr) {
    eprintln!("Kith is at https://{}", named(address));
}

fn named(address: SocketAddr) -> String {
    if address.ip().is_loopback() && address.is_ipv4() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    }
}
