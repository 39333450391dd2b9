//! Asking other servers, for small answers: bounded in size, in time and in how often one server sends on to another, and
//! never an address that only this machine or its network reaches, unless the settings allow it ([`guard`]).

pub mod guard;

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue, LOCATION, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::networks::Network;

use crate::words::refusals;

/// How long an answer may take, with everything it needs.
const PATIENCE: Duration = Duration::from_secs(10);
/// How large an answer may be.
const MOST_BYTES: usize = 1024 * 1024;
/// How often one server may send on to another.
const MOST_STEPS: usize = 3;
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It is no address that can be asked.
    #[error("{}", refusals::outside::no_address(.0))]
    Address(String),
    /// Nothing is known by this name.
    #[error("{}", refusals::outside::unknown(.0))]
    Unknown(String),
    /// It is an address of this machine or its network.
    #[error("{}", refusals::outside::private(.0, .1))]
    Private(String, IpAddr),
    /// It could not be reached, or does not speak as it should.
    #[error("{}", refusals::outside::unreachable(.0, .1))]
    Unreachable(String, String),
    /// It took too long.
    #[error("{}", refusals::outside::slow(.0))]
    Slow(String),
    /// It is too large.
    #[error("{}", refusals::outside::too_large(.0))]
    Large(String),
    /// One server sent on to another, too often.
    #[error("{}", refusals::outside::astray(.0))]
    Astray(String),
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    fn of(response: &Response<Bytes>) -> Answer {
        Answer { status: response.status().as_u16(), body: response.body().to_vec() }
    }
}

/// A form to send, and with which name and password.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The form, encoded.
    pub body: String,
    /// What `Authorization` says.
    pub authorization: Option<String>,
}

/// Asks other servers.
#[derive(Clone)]
pub struct Client {
    /// Networks that may be asked though they are not public.
    allowed: Vec<Network>,
    patience: Duration,
    /// What is trusted; read from the system when TLS is first spoken.
    tls: Arc<OnceLock<Arc<ClientConfig>>>,
}

impl Client {
    /// One that may also ask these networks; of those, `http://` too.
    pub fn allowing(allowed: Vec<Network>) -> Client {
        Client { allowed, patience: PATIENCE, tls: Arc::default() }
    }

    /// Asks for something, wherever it is sent on to.
    ///
    /// # Errors
    /// There is no answer within the bounds, or it may not be asked.
    pub async fn get(&self, url: &str) -> Result<Answer, Failure> {
        self.in_time(url, async {
            let mut url = url.to_owned();
            for _ in 0..=MOST_STEPS {
                let asked = Request::get(url.as_str()).header(ACCEPT, JSON).body(Bytes::new());
                let response = self.ask(asked.map_err(|_| Failure::Address(url.clone()))?).await?;
                let next = response.headers().get(LOCATION).and_then(|next| next.to_str().ok());
                match next.filter(|_| response.status().is_redirection()) {
                    Some(next) => url = sent_on(&url, next),
                    None => return Ok(Answer::of(&response)),
                }
            }
            Err(Failure::Astray(url))
        })
        .await
    }

    /// Sends a form; nobody is sent on with it.
    ///
    /// # Errors
    /// There is no answer within the bounds, or it may not be asked.
    pub async fn post(&self, url: &str, form: &Form) -> Result<Answer, Failure> {
        let mut asked = Request::post(url).header(ACCEPT, JSON).header(CONTENT_TYPE, FORM);
        if let Some(authorization) = &form.authorization {
            asked = asked.header(AUTHORIZATION, authorization);
        }
        let asked = asked.body(Bytes::from(form.body.clone()));
        let response = self.send(asked.map_err(|_| Failure::Address(url.to_owned()))?).await?;
        Ok(Answer::of(&response))
    }

    /// Sends a request as it is, to the whole address that it names and nowhere else.
    ///
    /// # Errors
    /// There is no answer within the bounds, or it may not be asked.
    pub async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Failure> {
        let url = request.uri().to_string();
        self.in_time(&url, self.ask(request)).await
    }

    async fn in_time<T>(
        &self,
        url: &str,
        asking: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        tokio::time::timeout(self.patience, asking).await.map_err(|_| Failure::Slow(url.to_owned()))?
    }

    /// One question and its answer.
    async fn ask(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Failure> {
        let uri = request.uri().clone();
        let wrong = || Failure::Address(uri.to_string());
        let (scheme, host) = (uri.scheme_str().ok_or_else(wrong)?, uri.host().ok_or_else(wrong)?);
        let is_tls = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(wrong()),
        };
        let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
        let address = guard::look_up(host, port, &self.allowed).await?;
        // Unencrypted only where the settings name the network.
        if !is_tls && !self.allowed.iter().any(|network| network.contains(address.ip())) {
            return Err(wrong());
        }
        let failed = |error: &dyn std::fmt::Display| Failure::Unreachable(host.to_owned(), error.to_string());
        let stream = TcpStream::connect(address).await.map_err(|error| failed(&error))?;
        let request = to_the_server(request).ok_or_else(wrong)?;
        let response = if is_tls {
            let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
            let name = ServerName::try_from(name).map_err(|_| wrong())?;
            let connector = TlsConnector::from(self.tls().map_err(|error| failed(&error))?);
            let stream = connector.connect(name, stream).await.map_err(|error| failed(&error))?;
            send(stream, request).await
        } else {
            send(stream, request).await
        };
        read(host, response.map_err(|error| failed(&error))?).await
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, tokio_rustls::rustls::Error> {
        if let Some(config) = self.tls.get() {
            return Ok(config.clone());
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(self.tls.get_or_init(|| Arc::new(config)).clone())
    }
}

/// The request as it is written to the server it names: a path, and the server's name in a header.
fn to_the_server(mut request: Request<Bytes>) -> Option<Request<Full<Bytes>>> {
    let host = request.uri().authority()?.as_str().parse().ok()?;
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).parse().ok()?;
    *request.uri_mut() = path;
    request.headers_mut().insert(HOST, host);
    request.headers_mut().entry(USER_AGENT).or_insert(HeaderValue::from_static("Kith"));
    Some(request.map(Full::from))
}

async fn send<S>(stream: S, request: Request<Full<Bytes>>) -> hyper::Result<Response<hyper::body::Incoming>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // It ends with the answer; what goes wrong with it is told there.
    tokio::spawn(connection);
    sender.send_request(request).await
}

async fn read(host: &str, response: Response<hyper::body::Incoming>) -> Result<Response<Bytes>, Failure> {
    let (head, body) = response.into_parts();
    let body = Limited::new(body, MOST_BYTES).collect().await;
    let body = body.map_err(|error| match error.downcast_ref::<http_body_util::LengthLimitError>() {
        Some(_) => Failure::Large(host.to_owned()),
        None => Failure::Unreachable(host.to_owned(), error.to_string()),
    })?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

/// The address that another one sends on to: whole, or a path of the same server.
fn sent_on(from: &str, to: &str) -> String {
    if !to.starts_with('/') || to.starts_with("//") {
        return to.to_owned();
    }
    let end = from.find("://").and_then(|scheme| Some(scheme + 3 + from[scheme + 3..].find('/')?));
    format!("{}{to}", &from[..end.unwrap_or(from.len())])
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that answers each question with the next of these, and its address.
    async fn server(answers: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut asked = [0; 4096];
                let _ = stream.read(&mut asked).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        address
    }

    fn ok(body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    }

    fn client() -> Client {
        Client::allowing(vec!["127.0.0.0/8".parse().unwrap()])
    }

    #[tokio::test]
    async fn an_answer_is_read_where_it_was_sent_on_to() {
        let on = "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n".to_owned();
        let server = server(vec![on, ok("hello")]).await;
        let answer = client().get(&format!("{server}/here")).await.unwrap();
        assert_eq!((answer.status, answer.body), (200, b"hello".to_vec()));
    }

    #[tokio::test]
    async fn what_only_this_machine_reaches_is_not_asked() {
        let server = server(vec![ok("secret")]).await;
        let refused = Client::allowing(Vec::new()).get(&server).await;
        assert!(matches!(refused, Err(Failure::Private(..))), "{refused:?}");
        for address in ["http://169.254.169.254/", "https://[::1]/", "https://localhost/", "http://0/"] {
            let refused = client().get(&address.replace("localhost", "10.0.0.1")).await;
            assert!(matches!(refused, Err(Failure::Private(..) | Failure::Unknown(_))), "{refused:?}");
        }
        for address in ["", "ftp://kith.example/", "file:///etc/passwd", "/path"] {
            let refused = client().get(address).await;
            assert!(matches!(refused, Err(Failure::Address(_))), "{refused:?}");
        }
    }

    #[tokio::test]
    async fn nobody_is_sent_on_to_what_may_not_be_asked() {
        let on = "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/keys\r\nContent-Length: 0\r\n\r\n";
        let server = server(vec![on.to_owned()]).await;
        let refused = client().get(&server).await;
        assert!(matches!(refused, Err(Failure::Private(..))), "{refused:?}");
    }

    #[tokio::test]
    async fn nobody_is_sent_in_circles() {
        let on = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n".to_owned();
        let server = server(vec![on; 10]).await;
        let refused = client().get(&server).await;
        assert!(matches!(refused, Err(Failure::Astray(_))), "{refused:?}");
    }

    #[tokio::test]
    async fn an_answer_has_a_bound() {
        let server = server(vec![ok(&"x".repeat(MOST_BYTES + 1))]).await;
        let refused = client().get(&server).await;
        assert!(matches!(refused, Err(Failure::Large(_))), "{refused:?}");
    }

    #[tokio::test]
    async fn an_answer_that_does_not_come_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client { patience: Duration::from_millis(50), ..client() };
        let refused = client.get(&format!("http://{}", listener.local_addr().unwrap())).await;
        assert!(matches!(refused, Err(Failure::Slow(_))), "{refused:?}");
    }

    #[test]
    fn a_path_is_of_the_same_server() {
        assert_eq!(sent_on("https://a.example/x/y", "/z"), "https://a.example/z");
        assert_eq!(sent_on("https://a.example", "/z"), "https://a.example/z");
        assert_eq!(sent_on("https://a.example/x", "https://b.example/z"), "https://b.example/z");
        assert_eq!(
            sent_on("https://a.example/x", "//b.example/z"),
            "//b.example/z",
            "which is then no address"
        );
    }
}
