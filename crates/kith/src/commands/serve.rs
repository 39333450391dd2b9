//! `kith` alone: the pages, to this machine.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;

use jiff::civil::Date;
use web::serving::door::Door;
use web::{Config, SampleNetwork};

use super::{Failure, Outcome, Session};
use crate::logs;

/// The seed of the sample network that the welcome page offers.
const SAMPLE_SEED: u64 = 7;

/// Serves until the process is told to stop.
pub async fn run(session: &Session) -> Outcome {
    logs::begin();
    let listen = address(&session.settings.listen.value)?;
    let today_limit = session.settings.today_limit.value;
    let config = Config {
        listen,
        door: Door::Open,
        version: env!("CARGO_PKG_VERSION"),
        today_limit,
        sample,
        announce,
    };
    web::serve(session.cx.app.clone(), config)
        .await
        .map_err(|error| Failure(format!("pages cannot be served at {listen}: {error}")))
}

/// The address to listen on; a name such as `localhost` stands for its first.
fn address(listen: &str) -> Result<SocketAddr, Failure> {
    let unusable =
        || Failure(format!("“{listen}” is no address to listen on: write one like 127.0.0.1:8484"));
    listen.to_socket_addrs().map_err(|_| unusable())?.next().ok_or_else(unusable)
}

fn sample(folder: &Path, today: Date) -> std::io::Result<SampleNetwork> {
    let summary = sample::write(folder, SAMPLE_SEED, today).map_err(std::io::Error::other)?;
    Ok(SampleNetwork { me: summary.me, folder: folder.to_owned() })
}

fn announce(address: SocketAddr) {
    if address.ip().is_loopback() && address.is_ipv4() {
        eprintln!("Kith is at http://localhost:{}", address.port());
    } else {
        eprintln!("Kith is at http://{address}");
    }
}
