//! Who asks, and how: the address at the other end, and whether the way there is encrypted.
//!
//! Behind a proxy both stand in headers (`X-Forwarded-…` or `Forwarded`), which anybody can write. So they count only when
//! the connection itself comes from a proxy that the settings name, and of a list of addresses only the part that such
//! proxies wrote: from the right, up to the first address that is none of them. From then on a request carries the
//! client's address as its [`ConnectInfo`], the name it was asked under as its `Host`, and no such header.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use app::outer::networks::Network;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::serving::hosts::without_port;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
/// Everything that proxies write, and that nobody behind this layer reads.
const ALL: [HeaderName; 6] = [
    FOR,
    PROTO,
    HOST,
    header::FORWARDED,
    HeaderName::from_static("x-forwarded-port"),
    HeaderName::from_static("x-real-ip"),
];

/// A year: browsers ask for nothing unencrypted under this name any more.
const STRICT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The way a request came; with every request that came over a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The browser speaks TLS, with us or with a proxy that is trusted.
    pub is_secure: bool,
}

/// Finds out who asks before anything else is done, and tells browsers to stay with TLS where it is spoken.
pub async fn tell(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    let is_tls = request.extensions().get::<Way>().is_some_and(|way| way.is_secure);
    let said = peer.map(|peer| said(request.headers(), peer.ip(), &trusted)).unwrap_or_default();
    let is_secure = said.is_secure.unwrap_or(is_tls);
    for name in ALL {
        request.headers_mut().remove(name);
    }
    if let Some(host) = said.host.and_then(|host| HeaderValue::from_str(&host).ok()) {
        request.headers_mut().insert(header::HOST, host);
    }
    if let (Some(peer), Some(client)) = (peer, said.client) {
        let port = if client == peer.ip() { peer.port() } else { 0 };
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, port)));
    }
    request.extensions_mut().insert(Way { is_secure });
    let is_named = request.headers().get(header::HOST).is_some_and(|host| !is_this_machine(host));
    let mut response = next.run(request).await;
    if is_secure && is_named {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, STRICT);
    }
    response
}

/// A promise for `localhost` would hold for every other program on this machine.
fn is_this_machine(host: &HeaderValue) -> bool {
    let host = host.to_str().unwrap_or_default();
    without_port(host).eq_ignore_ascii_case("localhost")
}

/// What the headers say, as far as it is believed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    client: Option<IpAddr>,
    is_secure: Option<bool>,
    host: Option<String>,
}

fn said(headers: &HeaderMap, peer: IpAddr, trusted: &[Network]) -> Said {
    let peer = peer.to_canonical();
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let was_forwarded = headers.contains_key(FOR) || headers.contains_key(header::FORWARDED);
    if !is_trusted(peer) {
        // Forwarded by a program on this machine that nobody named: whoever asks, they are not at this machine.
        let client = if was_forwarded && peer.is_loopback() { Ipv4Addr::UNSPECIFIED.into() } else { peer };
        return Said { client: Some(client), ..Said::default() };
    }
    let (by_x, by_rfc) = (x_forwarded(headers, peer, &is_trusted), forwarded(headers, peer, &is_trusted));
    match (headers.contains_key(FOR), headers.contains_key(header::FORWARDED)) {
        // A proxy writes one of them and may let through the other as a client wrote it.
        (true, true) if by_x.client != by_rfc.client => Said { client: Some(peer), ..Said::default() },
        (false, true) => by_rfc,
        _ => by_x,
    }
}

fn x_forwarded(headers: &HeaderMap, peer: IpAddr, is_trusted: &impl Fn(IpAddr) -> bool) -> Said {
    let hops: Vec<&str> = values(headers, &FOR);
    let (client, _) = client_of(hops.iter().map(|hop| address(hop)), peer, is_trusted);
    let last = |name| values(headers, &name).last().map(|value| (*value).to_owned());
    Said {
        client: Some(client),
        is_secure: last(PROTO).map(|proto| proto.eq_ignore_ascii_case("https")),
        host: last(HOST),
    }
}

fn forwarded(headers: &HeaderMap, peer: IpAddr, is_trusted: &impl Fn(IpAddr) -> bool) -> Said {
    let hops: Vec<&str> = values(headers, &header::FORWARDED);
    let of = |hop: &str, wanted: &str| {
        hop.split(';').find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim_matches('"').to_owned())
        })
    };
    let addresses = hops.iter().map(|hop| of(hop, "for").and_then(|value| address(&value)));
    let (client, at) = client_of(addresses, peer, is_trusted);
    let hop = at.and_then(|at| hops.get(at)).copied().unwrap_or_default();
    Said {
        client: Some(client),
        is_secure: of(hop, "proto").map(|proto| proto.eq_ignore_ascii_case("https")),
        host: of(hop, "host"),
    }
}

/// The client: from the right, the first address that is no trusted proxy, and which of the list it is. Behind something
/// that is no address nothing is believed.
fn client_of(
    hops: impl DoubleEndedIterator<Item = Option<IpAddr>> + ExactSizeIterator,
    peer: IpAddr,
    is_trusted: impl Fn(IpAddr) -> bool,
) -> (IpAddr, Option<usize>) {
    let mut client = (peer, None);
    for (at, hop) in hops.enumerate().rev() {
        let Some(hop) = hop else { break };
        client = (hop, Some(at));
        if !is_trusted(hop) {
            break;
        }
    }
    client
}

/// All values of a header, lists taken apart, in their order.
fn values<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<&'a str> {
    let lines = headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).collect()
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let whole = text.parse().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    whole.or_else(with_port).or_else(in_brackets).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(peer: &str, pairs: &[(&'static str, &'static str)]) -> (String, Option<bool>, Option<String>) {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
        let said = said(&headers, peer.parse().unwrap(), &trusted);
        (said.client.unwrap().to_string(), said.is_secure, said.host)
    }

    fn client(peer: &str, pairs: &[(&'static str, &'static str)]) -> String {
        what(peer, pairs).0
    }

    #[test]
    fn nobody_but_a_trusted_proxy_is_believed() {
        let lies =
            [("x-forwarded-for", "192.0.2.1"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "evil")];
        assert_eq!(what("203.0.113.9", &lies), ("203.0.113.9".to_owned(), None, None));
        assert_eq!(client("203.0.113.9", &[("forwarded", "for=192.0.2.1")]), "203.0.113.9");
    }

    #[test]
    fn a_proxy_of_this_machine_that_nobody_named_brings_strangers() {
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &[("x-forwarded-for", "127.0.0.1")]), "0.0.0.0");
    }

    #[test]
    fn a_trusted_proxy_names_client_scheme_and_host() {
        let x = [
            ("x-forwarded-for", "192.0.2.1"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "kith.example"),
        ];
        let all = ("192.0.2.1".to_owned(), Some(true), Some("kith.example".to_owned()));
        assert_eq!(what("10.0.0.1", &x), all);
        let rfc = [("forwarded", "for=192.0.2.1:4711;proto=https;host=\"kith.example\";by=10.0.0.1")];
        assert_eq!(what("::1", &rfc), all);
        assert_eq!(client("::1", &[("forwarded", "for=\"[2001:db8::7]:4711\"")]), "2001:db8::7");
    }

    #[test]
    fn what_a_client_wrote_before_the_proxies_is_not_believed() {
        assert_eq!(client("10.0.0.1", &[("x-forwarded-for", "127.0.0.1, 192.0.2.1, 10.0.0.2")]), "192.0.2.1");
        let lines = [("x-forwarded-for", "127.0.0.1"), ("x-forwarded-for", "192.0.2.1")];
        assert_eq!(client("10.0.0.1", &lines), "192.0.2.1");
        let rfc = [("forwarded", "for=127.0.0.1;proto=https, for=192.0.2.1;proto=http, for=10.0.0.2")];
        assert_eq!(what("10.0.0.1", &rfc), ("192.0.2.1".to_owned(), Some(false), None));
    }

    #[test]
    fn what_is_no_address_ends_belief() {
        for list in
            ["192.0.2.1, unknown", "192.0.2.1, _hidden, 10.0.0.2", "192.0.2.1,", "192.0.2.1, 300.1.1.1"]
        {
            assert!(client("10.0.0.1", &[("x-forwarded-for", list)]).starts_with("10."), "{list}");
        }
    }

    #[test]
    fn two_headers_that_differ_are_both_doubted() {
        let both = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=198.51.100.7;proto=https")];
        assert_eq!(what("10.0.0.1", &both), ("10.0.0.1".to_owned(), None, None));
    }
}
