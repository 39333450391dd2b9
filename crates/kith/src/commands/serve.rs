//! `kith` alone: the pages.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;

use app::App;
use app::features::accounts::making;
use app::outer::chance;
use app::outer::networks::Network;
use jiff::civil::Date;
#[cfg(feature = "acme")]
use web::listening::acme::{self, Acme, LETS_ENCRYPT};
use web::listening::tls::TlsFiles;
use web::listening::{Bounds, Listening, Tls};
use web::serving::door::Door;
use web::serving::place::{Place, PublicUrl};
use web::{Config, SampleNetwork};

use super::{Failure, Outcome, Session, warnings};
use crate::logs;
use crate::settings::{Connections, Setting};

/// The seed of the sample network that the welcome page offers.
const SAMPLE_SEED: u64 = 7;

/// The pages, for those who sign in.
pub async fn pages(session: &Session) -> Outcome {
    let door = if session.settings.connections.no_sign_in { Door::Open } else { Door::Closed };
    serve(session, door).await
}

/// The pages of a demo, where nobody signs in.
pub async fn open(session: &Session) -> Outcome {
    serve(session, Door::Open).await
}

/// Serves until the process is told to stop.
async fn serve(session: &Session, door: Door) -> Outcome {
    logs::begin();
    let listen = address(&session.settings.listen.value)?;
    let today_limit = session.settings.today_limit.value;
    let listening = listening(&session.settings.connections, &session.cx.app.data)?;
    let mut place = place(&session.settings.connections, listen, &listening)?;
    if door == Door::Closed {
        place.set_up_key = set_up_key(&session.cx.app, &place, listen, &listening).await?;
    }
    let announce = if listening.tls.is_some() { announce_tls } else { announce };
    let version = env!("CARGO_PKG_VERSION");
    let config = Config { listen, door, place, version, today_limit, sample, announce };
    let mut app = session.cx.app.clone();
    app.openid = session.settings.openid.clone();
    let host = config.place.public_url.as_ref().map(|url| url.host.as_str());
    warnings::tell(&app.cx(), host).await?;
    web::serve(app, config, listening)
        .await
        .map_err(|error| Failure(format!("pages cannot be served at {listen}: {error}")))
}

/// Where people find it. Other machines are served without TLS only if that was asked for.
fn place(settings: &Connections, listen: SocketAddr, listening: &Listening) -> Result<Place, Failure> {
    let parse = |url: &Setting<String>| {
        let unusable = || {
            Failure(format!(
                "“{}” is no address people can type: write one like https://kith.company.com",
                url.value
            ))
        };
        PublicUrl::parse(&url.value).ok_or_else(unusable)
    };
    let public_url = settings.public_url.as_ref().map(parse).transpose()?;
    let is_on_a_network = !listen.ip().is_loopback();
    let is_encrypted = listening.tls.is_some() || !listening.trusted_proxies.is_empty();
    if is_on_a_network && !is_encrypted && !settings.insecure_http.value {
        return Err(Failure(format!(
            "{listen} can be reached from other machines, and without TLS whoever is on the way reads passwords and \
             everything else. Give --acme-domain, or --tls-cert and --tls-key; or name the proxy that speaks TLS by --trusted-proxy; or \
             listen on 127.0.0.1 and use SSH port forwarding; or, on a network of yours alone, say --insecure-http"
        )));
    }
    let names = settings.acme_domains.value.clone();
    Ok(Place { public_url, names, is_on_a_network, set_up_key: None })
}

/// Where others can come by before the owner does: a key, printed here, with which alone the owner is made.
async fn set_up_key(
    app: &App,
    place: &Place,
    listen: SocketAddr,
    listening: &Listening,
) -> Result<Option<String>, Failure> {
    let is_reached =
        place.is_on_a_network || place.public_url.is_some() || !listening.trusted_proxies.is_empty();
    if !is_reached || !making::is_first_start(app).await? {
        return Ok(None);
    }
    let key = chance::key()?;
    let scheme = if listening.tls.is_some() { "https" } else { "http" };
    let base = place
        .public_url
        .as_ref()
        .map_or_else(|| format!("{scheme}://{}", named(listen)), ToString::to_string);
    eprintln!("To begin, open {base}/welcome/owner?key={key}");
    Ok(Some(key))
}

/// The address to listen on; a name such as `localhost` stands for its first.
fn address(listen: &str) -> Result<SocketAddr, Failure> {
    let unusable =
        || Failure(format!("“{listen}” is no address to listen on: write one like 127.0.0.1:8484"));
    listen.to_socket_addrs().map_err(|_| unusable())?.next().ok_or_else(unusable)
}

/// How connections come in, as the settings say.
fn listening(settings: &Connections, data: &Path) -> Result<Listening, Failure> {
    let tls = tls(settings, data)?;
    let http_redirect = settings.http_redirect.as_ref().map(|from| address(&from.value)).transpose()?;
    if http_redirect.is_some() && tls.is_none() {
        return Err(Failure(
            "--http-redirect sends people to TLS: it needs --tls-cert and --tls-key, or --acme-domain".into(),
        ));
    }
    let trusted_proxies = networks(&settings.trusted_proxies.value)?;
    Ok(Listening { tls, http_redirect, trusted_proxies, bounds: Bounds::default() })
}

/// Where certificate and key come from: files, or an authority.
fn tls(settings: &Connections, data: &Path) -> Result<Option<Tls>, Failure> {
    match (&settings.tls_cert, &settings.tls_key, settings.acme_domains.value.is_empty()) {
        (None, None, true) => Ok(None),
        (None, None, false) => asked_for(settings, data).map(Some),
        (Some(certificate), Some(key), true) => {
            Ok(Some(Tls::Files(TlsFiles { certificate: certificate.value.clone(), key: key.value.clone() })))
        }
        (Some(_), Some(_), false) => {
            Err(Failure("certificates come from files or by --acme-domain, not from both".into()))
        }
        _ => Err(Failure("TLS needs both --tls-cert and --tls-key".into())),
    }
}

#[cfg(feature = "acme")]
fn asked_for(settings: &Connections, data: &Path) -> Result<Tls, Failure> {
    acme::check(&settings.acme_domains.value).map_err(Failure)?;
    let directory = settings.acme_directory.as_ref().map(|setting| setting.value.clone());
    Ok(Tls::Acme(Acme {
        names: settings.acme_domains.value.clone(),
        email: settings.acme_email.as_ref().map(|setting| setting.value.clone()),
        directory: directory.unwrap_or_else(|| LETS_ENCRYPT.to_owned()),
        data: data.to_owned(),
        networks: networks(&settings.acme_networks.value)?,
    }))
}

#[cfg(not(feature = "acme"))]
fn asked_for(_: &Connections, _: &Path) -> Result<Tls, Failure> {
    Err(Failure("this Kith was built without ACME: give --tls-cert and --tls-key".into()))
}

fn networks(written: &[String]) -> Result<Vec<Network>, Failure> {
    written.iter().map(|network| network.parse().map_err(Failure)).collect()
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

/// An address as browsers best come by: by the name of this machine, which passkeys can be bound to.
pub(super) fn named(address: SocketAddr) -> String {
    if address.ip().is_loopback() && address.is_ipv4() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    }
}
