//! TLS with the operator's own certificate.

use std::time::Duration;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::ServerName;
use web::listening::tls::{Certificates, TlsFiles};
use web::listening::{Bounds, Listening, Tls};

use crate::support::{AT_ONCE, Pair, Place, clock, get, nowhere, rest, say};

async fn served(pair: &Pair, listening: Listening) -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().expect("a folder");
    let tls = Some(Tls::Files(pair.write(folder.path())));
    (folder, Place::new(Listening { tls, ..listening }).await)
}

#[tokio::test]
async fn pages_are_answered_by_tls_and_by_nothing_else() {
    let pair = Pair::new();
    let (_files, place) = served(&pair, Listening::default()).await;
    let mut stream = pair.connect(place.address).await.expect("a handshake");
    let answer = say(&mut stream, &get("/", "")).await;
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    assert!(
        !answer.contains("strict-transport"),
        "it would hold for other programs of this machine: {answer}"
    );
    let by_address = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let answer = say(&mut pair.connect(place.address).await.expect("a handshake"), by_address).await;
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    let answer = say(&mut place.connect().await, &get("/healthz", "")).await;
    assert!(!answer.contains("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn an_upload_comes_through_tls() {
    let pair = Pair::new();
    let (_files, place) = served(&pair, Listening::default()).await;
    let file = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Astrid Lindqvist\r\nEND:VCARD\r\n".repeat(40_000);
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"all.vcf\"\r\n\r\n{file}\r\n--b--\r\n"
    );
    let head = format!(
        "POST /sources/files HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = say(&mut pair.connect(place.address).await.expect("a handshake"), &head).await;
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("/sources/bring?upload="), "{answer}");
}

#[tokio::test]
async fn who_does_not_shake_hands_is_hung_up_on() {
    let pair = Pair::new();
    let bounds = Bounds { head: AT_ONCE, ..Bounds::default() };
    let (_files, place) = served(&pair, Listening { bounds, ..Listening::default() }).await;
    assert_eq!(rest(&mut place.connect().await).await, "");
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_without_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (Pair::new(), Pair::new());
    let certificates = Certificates::read(old.write(folder.path()), clock()).await.expect("certificates");
    tokio::spawn(certificates.clone().watch(Duration::from_millis(5)));
    let acceptor = TlsAcceptor::from(certificates.config().expect("a configuration"));
    let is_shown = async |pair: &Pair| {
        let (ours, theirs) = tokio::io::duplex(64 * 1024);
        let name = ServerName::try_from("localhost").expect("a name");
        let (_, client) = tokio::join!(acceptor.accept(theirs), pair.client().connect(name, ours));
        client.is_ok()
    };
    assert!(is_shown(&old).await && !is_shown(&new).await);
    std::fs::write(folder.path().join("key.pem"), "half a renewal").expect("a file");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(is_shown(&old).await, "files that do not fit change nothing");
    new.write(folder.path());
    while !is_shown(&new).await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(!is_shown(&old).await);
}

#[tokio::test]
async fn what_is_wrong_with_the_files_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let (good, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (good, other) = (Pair::new().write(good.path()), Pair::new().write(other.path()));
    let why = async |certificate: &std::path::Path, key: &std::path::Path| {
        let files = TlsFiles { certificate: certificate.to_owned(), key: key.to_owned() };
        Certificates::read(files, clock()).await.expect_err("it is wrong")
    };
    let missing = nowhere(folder.path());
    assert!(why(&missing, &good.key).await.contains("nowhere.pem cannot be read"));
    assert!(why(&good.key, &good.key).await.contains("key.pem holds no certificate"));
    assert!(why(&good.certificate, &good.certificate).await.contains("cert.pem holds no private key"));
    assert!(why(&good.certificate, &other.key).await.contains("does not belong to the certificate"));
    for (years, said) in [((2020, 2026), "has expired"), ((2027, 2028), "is not valid yet")] {
        let files = Pair::of_years(years.0, years.1).write(folder.path());
        let why = why(&files.certificate, &files.key).await;
        assert!(why.contains(said), "{why}");
    }
}

#[tokio::test]
async fn who_asks_unencrypted_is_sent_to_tls() {
    let pair = Pair::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let redirect = Listening { http_redirect: Some(free), ..Listening::default() };
    let (_files, place) = served(&pair, redirect).await;
    let ask = async |text: &str| {
        let mut stream = tokio::net::TcpStream::connect(free).await.expect("a connection");
        say(&mut stream, text).await
    };
    let answer = ask(&get("/people?q=a", "")).await;
    let target = format!("location: https://localhost:{}/people?q=a", place.address.port());
    assert!(answer.starts_with("HTTP/1.1 308") && answer.contains(&target), "{answer}");
    let posted = ask(
        "POST /settings/theme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    )
    .await;
    assert!(posted.starts_with("HTTP/1.1 400"), "{posted}");
    let elsewhere = ask("GET / HTTP/1.1\r\nHost: a/b@evil.example\r\nConnection: close\r\n\r\n").await;
    assert!(elsewhere.starts_with("HTTP/1.1 400"), "{elsewhere}");
}
