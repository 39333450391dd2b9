//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::Extensions;

use crate::listening::caller::Way;
use crate::server::Server;

/// The address a request comes from, `None` where there is no connection: in tests without a socket.
pub fn address(extensions: &Extensions) -> Option<IpAddr> {
    let ConnectInfo(address) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(address.ip().to_canonical())
}

/// True if the browser comes by TLS: to Kith itself, by a proxy that is trusted, or by the public address that was set.
pub fn is_secure(server: &Server, extensions: &Extensions) -> bool {
    let is_named_so = server.config.place.public_url.as_ref().is_some_and(|url| url.is_https);
    is_named_so || extensions.get::<Way>().is_some_and(|way| way.is_secure)
}

/// An address as it is kept with sessions and acts.
pub fn text(address: Option<IpAddr>) -> String {
    address.map(|address| address.to_string()).unwrap_or_default()
}
