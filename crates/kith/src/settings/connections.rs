//! The settings of connections, `[connections]` in `kith.toml`: TLS of our own, or a proxy in front that speaks it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Setting, environment, first};
use crate::args::connections::ConnectionArgs;

/// How the pages are reached.
#[derive(Clone, Debug, Serialize)]
pub struct Connections {
    /// The certificate, where TLS is spoken.
    pub tls_cert: Option<Setting<PathBuf>>,
    /// Its private key.
    pub tls_key: Option<Setting<PathBuf>>,
    /// The names that a certificate is asked for by ACME.
    pub acme_domains: Setting<Vec<String>>,
    /// Where the authority writes to.
    pub acme_email: Option<Setting<String>>,
    /// The authority's directory.
    pub acme_directory: Option<Setting<String>>,
    /// Private networks the authority may be on.
    pub acme_networks: Setting<Vec<String>>,
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
    acme_domains: Option<Vec<String>>,
    acme_email: Option<String>,
    acme_directory: Option<String>,
    acme_networks: Option<Vec<String>>,
    http_redirect: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    public_url: Option<String>,
    insecure_http: Option<bool>,
}

impl Connections {
    pub(super) fn load(args: &ConnectionArgs, file: File) -> Connections {
        let path = |name| environment(name).map(PathBuf::from);
        let mut acme_domains = list(&args.acme_domain, "KITH_ACME_DOMAINS", file.acme_domains);
        acme_domains.value.iter_mut().for_each(|name| name.make_ascii_lowercase());
        // A name that has a certificate is one that people type.
        let named = acme_domains.value.first();
        let named = named.map(|name| Setting { value: format!("https://{name}"), from: "acme_domains" });
        Connections {
            tls_cert: flag(args.tls_cert.clone()).or_else(|| first(path("KITH_TLS_CERT"), file.tls_cert)),
            tls_key: flag(args.tls_key.clone()).or_else(|| first(path("KITH_TLS_KEY"), file.tls_key)),
            acme_domains,
            acme_email: one(args.acme_email.as_ref(), "KITH_ACME_EMAIL", file.acme_email),
            acme_directory: one(args.acme_directory.as_ref(), "KITH_ACME_DIRECTORY", file.acme_directory),
            acme_networks: list(&args.acme_network, "KITH_ACME_NETWORKS", file.acme_networks),
            http_redirect: one(args.http_redirect.as_ref(), "KITH_HTTP_REDIRECT", file.http_redirect),
            trusted_proxies: list(&args.trusted_proxy, "KITH_TRUSTED_PROXIES", file.trusted_proxies),
            public_url: one(args.public_url.as_ref(), "KITH_PUBLIC_URL", file.public_url).or(named),
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

fn one(flagged: Option<&String>, variable: &str, written: Option<String>) -> Option<Setting<String>> {
    flag(flagged.cloned()).or_else(|| first(environment(variable), written))
}

/// A list; in the environment with commas between.
fn list(flagged: &[String], variable: &str, written: Option<Vec<String>>) -> Setting<Vec<String>> {
    let set = environment(variable).map(|list| list.split(',').map(|one| one.trim().to_owned()).collect());
    flag(Some(flagged.to_vec()).filter(|list| !list.is_empty()))
        .or_else(|| first(set, written))
        .unwrap_or(Setting { value: Vec::new(), from: "default" })
}

fn flag<T>(value: Option<T>) -> Option<Setting<T>> {
    value.map(|value| Setting { value, from: "flag" })
}
