//! What is read from a certificate: the names it is for, and from when until when it is valid.
//!
//! The library says of a moment whether it is valid then, and not when that begins and ends; so the two are sought by
//! halving.

use std::time::Duration;

use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::server::ParsedCertificate;

/// No certificate is valid for longer than this before or after today.
const FAR: Duration = Duration::from_secs(20 * 365 * 24 * 60 * 60);

/// If there can be a certificate of a name: not of addresses in figures, nor of all names of a domain.
pub(super) fn can_be_asked_for(name: &str) -> bool {
    matches!(ServerName::try_from(name), Ok(ServerName::DnsName(_)))
}

/// If it is for a name.
pub(super) fn is_for(certificate: &ParsedCertificate<'_>, name: &str) -> bool {
    ServerName::try_from(name).is_ok_and(|name| verify_server_name(certificate, &name).is_ok())
}

/// From when until when something that is valid now is valid, to the second.
pub(super) fn around(now: Duration, is_valid: impl Fn(Duration) -> bool) -> Option<(Duration, Duration)> {
    if !is_valid(now) {
        return None;
    }
    let now = now.as_secs();
    let (mut before, mut from) = (now.saturating_sub(FAR.as_secs()), now);
    let (mut to, mut after) = (now, now + FAR.as_secs());
    while from - before > 1 {
        let middle = before + (from - before) / 2;
        if is_valid(Duration::from_secs(middle)) { from = middle } else { before = middle }
    }
    while after - to > 1 {
        let middle = to + (after - to) / 2;
        if is_valid(Duration::from_secs(middle)) { to = middle } else { after = middle }
    }
    Some((Duration::from_secs(from), Duration::from_secs(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_asked_for_and_nothing_else() {
        assert!(can_be_asked_for("kith.brennhold.example"));
        for none in ["", "10.0.0.1", "::1", "*.brennhold.example", "https://kith.example", "kith.example:443"]
        {
            assert!(!can_be_asked_for(none), "{none}");
        }
    }

    #[test]
    fn beginning_and_end_are_found_to_the_second() {
        let seconds = Duration::from_secs;
        let found = |now| around(seconds(now), |at| (seconds(1_000_000)..=seconds(9_000_123)).contains(&at));
        assert_eq!(found(1_000_000), Some((seconds(1_000_000), seconds(9_000_123))));
        assert_eq!(found(9_000_123), Some((seconds(1_000_000), seconds(9_000_123))));
        assert_eq!(found(9_000_124), None);
    }
}
