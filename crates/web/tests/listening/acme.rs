//! Certificates that are asked for: of an authority on this machine, which really asks back.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use app::outer::clock::Clock;
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use web::listening::acme::{Acme, Keeper};
use web::listening::{Listening, Tls};

use crate::authority::Authority;
use crate::support::{Pair, Place, get, say, trusting};

const NAME: &str = "kith.brennhold.example";
const OTHER: &str = "network.brennhold.example";
const LONG: Duration = Duration::from_secs(90 * 24 * 60 * 60);

fn asking(authority: &Authority, data: &Path) -> Acme {
    Acme {
        names: vec![NAME.to_owned(), OTHER.to_owned()],
        email: Some("marit@brennhold.example".to_owned()),
        directory: authority.directory.clone(),
        data: data.to_owned(),
        networks: vec!["127.0.0.0/8".parse().expect("a network")],
    }
}

async fn served(authority: &Authority, data: &Path) -> Place {
    let tls = Some(Tls::Acme(asking(authority, data)));
    Place::by(Listening { tls, ..Listening::default() }, Clock::System).await
}

/// What is shown to a browser that trusts the authority, and what it is answered.
async fn shown(
    authority: &Authority,
    server: SocketAddr,
    name: &'static str,
) -> Option<CertificateDer<'static>> {
    let stream = TcpStream::connect(server).await.expect("a connection");
    let name = ServerName::try_from(name).expect("a name");
    let mut stream = trusting(&authority.root).connect(name, stream).await.ok()?;
    let answer = say(&mut stream, &get("/healthz", "")).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    stream.get_ref().1.peer_certificates()?.first().cloned()
}

/// What is shown at last, if it is another than this; a minute is far more than it takes, and then there is something wrong.
async fn shown_at_last(
    authority: &Authority,
    server: SocketAddr,
    not: Option<&CertificateDer<'static>>,
) -> CertificateDer<'static> {
    let looking = async {
        loop {
            match shown(authority, server, NAME).await {
                Some(certificate) if Some(&certificate) != not => return certificate,
                _ => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), looking).await.expect("a certificate")
}

#[tokio::test]
async fn a_certificate_is_asked_for_once_and_shown_after_a_restart_too() {
    let data = tempfile::tempdir().expect("a folder");
    let authority = Authority::open(LONG).await;
    let place = served(&authority, data.path()).await;
    assert_eq!(
        shown(&authority, place.address, NAME).await,
        None,
        "nothing is shown before there is something"
    );
    authority.finds_all_names_at(place.address);
    let first = shown_at_last(&authority, place.address, None).await;
    assert_eq!(shown(&authority, place.address, OTHER).await.as_ref(), Some(&first));
    place.stop().await;

    let again = served(&authority, data.path()).await;
    assert_eq!(shown(&authority, again.address, NAME).await, Some(first));
    assert_eq!(authority.counts(), (1, 1), "one account, one certificate");
}

#[tokio::test]
async fn a_certificate_is_renewed_before_its_end_without_a_restart() {
    let data = tempfile::tempdir().expect("a folder");
    let authority = Authority::open(Duration::from_secs(5)).await;
    let place = served(&authority, data.path()).await;
    authority.finds_all_names_at(place.address);
    let first = shown_at_last(&authority, place.address, None).await;
    shown_at_last(&authority, place.address, Some(&first)).await;
    assert_eq!(authority.counts().0, 1, "it is still the same account");
}

#[tokio::test]
async fn a_name_that_was_added_is_asked_for() {
    let data = tempfile::tempdir().expect("a folder");
    let authority = Authority::open(LONG).await;
    let names = vec![NAME.to_owned()];
    let acme = Acme { names, ..asking(&authority, data.path()) };
    let place =
        Place::by(Listening { tls: Some(Tls::Acme(acme)), ..Listening::default() }, Clock::System).await;
    authority.finds_all_names_at(place.address);
    let first = shown_at_last(&authority, place.address, None).await;
    assert_eq!(shown(&authority, place.address, OTHER).await, None);
    place.stop().await;

    let place = served(&authority, data.path()).await;
    authority.finds_all_names_at(place.address);
    shown_at_last(&authority, place.address, Some(&first)).await;
    assert!(shown(&authority, place.address, OTHER).await.is_some());
}

#[tokio::test]
async fn why_there_is_no_certificate_is_said() {
    let data = tempfile::tempdir().expect("a folder");
    let authority = Authority::open(LONG).await;
    let why = async |acme: Acme| {
        let keeper = Keeper::new(acme, Clock::System).await.expect("a folder");
        keeper.renew().await.expect_err("there is none")
    };
    // Another server has the names.
    let elsewhere = Pair::new();
    let files = tempfile::tempdir().expect("a folder");
    let tls = Some(Tls::Files(elsewhere.write(files.path())));
    let other = Place::new(Listening { tls, ..Listening::default() }).await;
    authority.finds_all_names_at(other.address);
    let said = why(asking(&authority, data.path())).await;
    assert!(said.contains(NAME) && said.contains("TLS"), "{said}");

    let acme = asking(&authority, data.path());
    let said = why(Acme { networks: Vec::new(), ..acme.clone() }).await;
    assert!(said.contains("an address of this machine or its network"), "{said}");
    let said = why(Acme { directory: "http://127.0.0.1:1/directory".to_owned(), ..acme }).await;
    assert!(said.contains("127.0.0.1 could not be asked"), "{said}");
}

#[cfg(unix)]
#[tokio::test]
async fn keys_are_for_the_owner_s_eyes_alone() {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().expect("a folder");
    let authority = Authority::open(LONG).await;
    let place = served(&authority, data.path()).await;
    authority.finds_all_names_at(place.address);
    shown_at_last(&authority, place.address, None).await;
    let folder =
        data.path().join("acme").read_dir().expect("a folder").next().expect("one").expect("one").path();
    let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("account.json")), 0o600);
    assert_eq!(mode(&folder.join("certificate.pem")), 0o600);
}
