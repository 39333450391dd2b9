//! The certificate and key of the operator: read at the start, and again whenever the files change, without a restart.
//!
//! What is wrong with them is said at the start and stops it. Later it is only logged, and the pair that worked goes on:
//! a renewal writes two files one after the other, and for a moment they do not fit.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use app::outer::clock::Clock;
use jiff::Timestamp;
use tokio_rustls::rustls::client::verify_server_cert_signed_by_trust_anchor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use tokio_rustls::rustls::server::{ClientHello, ParsedCertificate, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{CertificateError, Error, RootCertStore, ServerConfig};

use crate::words::listening as words;

/// How long before its end a certificate is warned about.
const SOON: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// Where certificate and key are, both PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate, and those between it and a root.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The pair that is shown to browsers.
pub struct Certificates {
    files: TlsFiles,
    clock: Clock,
    provider: Arc<CryptoProvider>,
    current: RwLock<Arc<CertifiedKey>>,
}

/// When each file was last written.
type Stamp = [Option<Timestamp>; 2];

impl Certificates {
    /// Reads both files.
    ///
    /// # Errors
    /// A sentence for the operator: a file is missing or holds something else, they do not belong together, or the
    /// certificate is no longer valid.
    pub async fn read(files: TlsFiles, clock: Clock) -> Result<Arc<Certificates>, String> {
        let provider = Arc::new(ring::default_provider());
        let pair = pair(&files, clock, &provider).await?;
        warn_of_its_end(&pair, &files, clock, &provider);
        let current = RwLock::new(pair);
        Ok(Arc::new(Certificates { files, clock, provider, current }))
    }

    /// How TLS is spoken with them.
    ///
    /// # Errors
    /// The library refuses its own defaults.
    pub fn config(self: &Arc<Certificates>) -> Result<Arc<ServerConfig>, String> {
        config(&self.provider, self.clone()).map(Arc::new)
    }

    /// Looks every so often if the files are others, for ever.
    pub async fn watch(self: Arc<Certificates>, every: Duration) {
        let mut seen = self.stamp().await;
        loop {
            tokio::time::sleep(every).await;
            let stamp = self.stamp().await;
            if stamp == seen {
                continue;
            }
            seen = stamp;
            match pair(&self.files, self.clock, &self.provider).await {
                Ok(pair) => {
                    warn_of_its_end(&pair, &self.files, self.clock, &self.provider);
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = pair;
                    tracing::info!("the certificate was read again");
                }
                Err(why) => tracing::warn!("{}", words::old_certificate_stays(&why)),
            }
        }
    }

    async fn stamp(&self) -> Stamp {
        let written = async |path: &Path| {
            let modified = tokio::fs::metadata(path).await.ok()?.modified().ok()?;
            Timestamp::try_from(modified).ok()
        };
        [written(&self.files.certificate).await, written(&self.files.key).await]
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates").field("files", &self.files).finish_non_exhaustive()
    }
}

/// How TLS is spoken, with what this one shows.
pub(super) fn config(
    provider: &Arc<CryptoProvider>,
    shows: Arc<dyn ResolvesServerCert>,
) -> Result<ServerConfig, String> {
    let config = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let mut config = config.with_no_client_auth().with_cert_resolver(shows);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The pair in the files.
///
/// # Errors
/// A sentence for the operator: why browsers would refuse it.
pub(super) async fn pair(
    files: &TlsFiles,
    clock: Clock,
    provider: &CryptoProvider,
) -> Result<Arc<CertifiedKey>, String> {
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_slice_iter(&bytes(&files.certificate).await?).collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| words::no_certificate(&files.certificate))?;
    let key = PrivateKeyDer::from_pem_slice(&bytes(&files.key).await?);
    let key = key.map_err(|_| words::no_key(&files.key))?;
    check_days(&chain, files, clock, provider)?;
    let pair = CertifiedKey::from_der(chain, key, provider).map_err(|error| match error {
        Error::InconsistentKeys(_) => words::keys_differ(&files.certificate, &files.key),
        error => words::unusable_key(&files.key, &error.to_string()),
    })?;
    Ok(Arc::new(pair))
}

async fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    tokio::fs::read(path).await.map_err(|error| words::unreadable(path, &error))
}

/// Refuses a certificate that browsers would refuse today.
fn check_days(
    chain: &[CertificateDer<'_>],
    files: &TlsFiles,
    clock: Clock,
    provider: &CryptoProvider,
) -> Result<(), String> {
    let path = &files.certificate;
    match days_are_wrong(chain, since_1970(clock), provider).map_err(|_| words::no_certificate(path))? {
        Some(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            Err(words::expired(path))
        }
        Some(_) => Err(words::not_yet(path)),
        None => Ok(()),
    }
}

/// Warns of a certificate that ends soon, which somebody has to renew.
fn warn_of_its_end(pair: &CertifiedKey, files: &TlsFiles, clock: Clock, provider: &CryptoProvider) {
    if days_are_wrong(&pair.cert, since_1970(clock) + SOON, provider).is_ok_and(|wrong| wrong.is_some()) {
        tracing::warn!("{}", words::expires_soon(&files.certificate));
    }
}

/// The moment, as certificates count.
pub(super) fn since_1970(clock: Clock) -> Duration {
    Duration::try_from(clock.now().as_duration()).unwrap_or_default()
}

/// What is wrong with the days of a certificate. The library looks at them first, before it looks for a root; that there
/// is none here is therefore of no matter.
pub(super) fn days_are_wrong(
    chain: &[CertificateDer<'_>],
    at: Duration,
    provider: &CryptoProvider,
) -> Result<Option<CertificateError>, Error> {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    let Some(first) = chain.first() else { return Ok(None) };
    let first = ParsedCertificate::try_from(first)?;
    let moment = UnixTime::since_unix_epoch(at);
    let algorithms = provider.signature_verification_algorithms.all;
    let roots = RootCertStore::empty();
    let looked = verify_server_cert_signed_by_trust_anchor(&first, &roots, &[], moment, algorithms);
    Ok(match looked {
        Err(Error::InvalidCertificate(
            wrong @ (Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }),
        )) => Some(wrong),
        _ => None,
    })
}
