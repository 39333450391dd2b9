//! The settings of connections, `[connections]` in `kith.toml`: TLS of our own, or a proxy in front that speaks it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Setting, environment, first};
use crate::args::ConnectionArgs;

/// How the pages are reached.
#[derive(Clone, Debug, Serialize)]
pub struct Connections {
    /// The certificate, where TLS is spoken.
    pub tls_cert: Option<Setting<PathBuf>>,
    /// Its private key.
    pub tls_key: Option<Setting<PathBuf>>,
    /// Where those who ask unencrypted are sent to TLS from.
    pub http_redirect: Option<Setting<String>>,
    /// The proxies whose word on the client is believed: addresses and ranges.
    pub trusted_proxies: Setting<Vec<String>>,
    /// The address people type.
    pub public_url: Option<Setting<String>>,
    /// Other machines are served without TLS.
    pub insecure_http: Setting<bool>,
    /// Whoever reaches the pages is the owner.
    pub no_sign_in: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    http_redirect: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    public_url: Option<String>,
    insecure_http: Option<bool>,
}

impl Connections {
    pub(super) fn load(args: &ConnectionArgs, file: File) -> Connections {
        let path = |name| environment(name).map(PathBuf::from);
        let proxies = environment("KITH_TRUSTED_PROXIES");
        let proxies = proxies.map(|list| list.split(',').map(|one| one.trim().to_owned()).collect());
        let flagged = Some(args.trusted_proxy.clone()).filter(|list| !list.is_empty());
        Connections {
            tls_cert: flag(args.tls_cert.clone()).or_else(|| first(path("KITH_TLS_CERT"), file.tls_cert)),
            tls_key: flag(args.tls_key.clone()).or_else(|| first(path("KITH_TLS_KEY"), file.tls_key)),
            http_redirect: flag(args.http_redirect.clone())
                .or_else(|| first(environment("KITH_HTTP_REDIRECT"), file.http_redirect)),
            trusted_proxies: flag(flagged)
                .or_else(|| first(proxies, file.trusted_proxies))
                .unwrap_or(Setting { value: Vec::new(), from: "default" }),
            public_url: flag(args.public_url.clone())
                .or_else(|| first(environment("KITH_PUBLIC_URL"), file.public_url)),
            insecure_http: flag(args.insecure_http.then_some(true))
                .or_else(|| {
                    first(environment("KITH_INSECURE_HTTP").map(|word| word == "yes"), file.insecure_http)
                })
                .unwrap_or(Setting { value: false, from: "default" }),
            // Only as a flag: what stands in a file is forgotten.
            no_sign_in: args.no_sign_in,
        }
    }
}

fn flag<T>(value: Option<T>) -> Option<Setting<T>> {
    value.map(|value| Setting { value, from: "flag" })
}
