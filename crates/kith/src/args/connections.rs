//! What can be typed about connections.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// How the pages are reached; only serving looks at these.
#[derive(Debug, ClapArgs)]
pub struct ConnectionArgs {
    /// Speak TLS with this certificate and those above it (PEM); read again when it changes
    #[arg(long, global = true, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM)
    #[arg(long, global = true, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Speak TLS with a certificate that is asked for and renewed by ACME, and agree to the authority's terms; repeat it for
    /// each name. Its port 443 must lead here
    #[arg(long, global = true, value_name = "NAME")]
    pub acme_domain: Vec<String>,
    /// Where the authority writes to when something is wrong with the certificate
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub acme_email: Option<String>,
    /// The authority's directory [default: that of Let's Encrypt]
    #[arg(long, global = true, value_name = "URL")]
    pub acme_directory: Option<String>,
    /// The authority may be on this private network; repeat it for each
    #[arg(long, global = true, value_name = "CIDR")]
    pub acme_network: Vec<String>,
    /// With TLS: send those who ask unencrypted here to where TLS is spoken
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub http_redirect: Option<String>,
    /// Believe what these proxies say of the client (an address or a range); repeat it for each
    #[arg(long, global = true, value_name = "CIDR")]
    pub trusted_proxy: Vec<String>,
    /// The address people type, such as https://kith.company.com
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Serve other machines without TLS: whoever is on the way reads passwords and everything else
    #[arg(long, global = true)]
    pub insecure_http: bool,
    /// Nobody signs in: whoever reaches the pages is the owner. To try things out, on this machine alone
    #[arg(long, global = true)]
    pub no_sign_in: bool,
}
