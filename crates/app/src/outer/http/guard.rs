//! Which addresses may be asked: those of the public network, and those that the settings allow.
//!
//! An address that somebody may set (of a service, of a feed) could name what only this machine reaches: a database, a
//! router, the service of a cloud that gives out keys (SSRF). So a name is looked up first, every address it has must be
//! allowed, and the connection goes to one that was looked at, whatever the name says a moment later.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::Failure;
use crate::outer::networks::Network;

/// Looks a host up, and gives an address that may be asked.
///
/// # Errors
/// It has no address, or one that may not be asked.
pub(super) async fn look_up(host: &str, port: u16, allowed: &[Network]) -> Result<SocketAddr, Failure> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = tokio::net::lookup_host((bare, port)).await;
    let found: Vec<SocketAddr> = found.map_err(|_| Failure::Unknown(host.to_owned()))?.collect();
    let refused = |address: &&SocketAddr| !may_be_asked(address.ip(), allowed);
    if let Some(address) = found.iter().find(refused) {
        return Err(Failure::Private(host.to_owned(), address.ip()));
    }
    found.first().copied().ok_or_else(|| Failure::Unknown(host.to_owned()))
}

/// If an address may be asked.
pub fn may_be_asked(address: IpAddr, allowed: &[Network]) -> bool {
    allowed.iter().any(|network| network.contains(address)) || is_public(address)
}

fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation();
    // This network; shared by carriers; for protocols; 6to4 relays; benchmarks; reserved and broadcast.
    let is_odd = a == 0
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xfe == 18)
        || a >= 240;
    !is_special && !is_odd
}

/// Of IPv6 only what is given out to networks, 2000::/3, without what carries an IPv4 address or is for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let is_given_out = a & 0xe000 == 0x2000;
    let is_odd = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002 || (a & 0xfff0 == 0x3ff0);
    is_given_out && !is_odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_asked() {
        for public in ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"] {
            assert!(may_be_asked(public.parse().unwrap(), &[]), "{public}");
        }
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "203.0.113.9",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "fe80::1",
            "fd00::1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "ff02::1",
        ] {
            assert!(!may_be_asked(private.parse().unwrap(), &[]), "{private}");
        }
    }

    #[test]
    fn settings_allow_more() {
        let allowed = ["10.0.0.0/8".parse().unwrap()];
        assert!(may_be_asked("10.1.2.3".parse().unwrap(), &allowed));
        assert!(!may_be_asked("127.0.0.1".parse().unwrap(), &allowed));
    }

    #[tokio::test]
    async fn a_name_is_judged_by_its_addresses() {
        let refused = look_up("localhost", 80, &[]).await;
        assert!(matches!(refused, Err(Failure::Private(..))), "{refused:?}");
        let in_figures = look_up("[::1]", 80, &[]).await;
        assert!(matches!(in_figures, Err(Failure::Private(..))), "{in_figures:?}");
        let all = ["0.0.0.0/0".parse().unwrap(), "::/0".parse().unwrap()];
        assert!(look_up("127.0.0.1", 80, &all).await.is_ok());
    }
}
