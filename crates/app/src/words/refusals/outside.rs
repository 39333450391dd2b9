//! Why something outside did not answer.

use std::net::IpAddr;

pub(crate) fn no_address(address: &str) -> String {
    format!("“{address}” is no address beginning with https://")
}

pub(crate) fn unknown(name: &str) -> String {
    format!("nothing is known under the name {name}")
}

pub(crate) fn private(name: &str, address: &IpAddr) -> String {
    format!(
        "{name} is {address}, an address of this machine or its network: allow it in the settings (allowed_networks)"
    )
}

pub(crate) fn unreachable(name: &str, why: &str) -> String {
    format!("{name} could not be asked: {why}")
}

pub(crate) fn slow(name: &str) -> String {
    format!("{name} took too long")
}

pub(crate) fn too_large(name: &str) -> String {
    format!("the answer of {name} is too large")
}

pub(crate) fn astray(name: &str) -> String {
    format!("{name} sends on too often")
}
