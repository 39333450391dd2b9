//! What is shown in a handshake: the certificate to browsers, and to the authority its answer.
//!
//! The authority says by the protocol it wants to speak (`acme-tls/1`) that it asks for an answer: a certificate that
//! carries what it gave us to sign. Nothing is spoken after such a handshake.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use rcgen::{CertificateParams, CustomExtension, KeyPair};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

/// The protocol by which the authority asks.
pub const CHALLENGE: &[u8] = b"acme-tls/1";

/// What is shown.
pub(super) struct Shown {
    pub provider: Arc<CryptoProvider>,
    certificate: RwLock<Option<Arc<CertifiedKey>>>,
    /// The answers to the authority, by name.
    answers: RwLock<HashMap<String, Arc<CertifiedKey>>>,
}

impl Default for Shown {
    fn default() -> Shown {
        let provider = Arc::new(ring::default_provider());
        Shown { provider, certificate: RwLock::default(), answers: RwLock::default() }
    }
}

impl Shown {
    /// Shows a certificate from now on.
    pub fn show(&self, pair: Arc<CertifiedKey>) {
        *self.certificate.write().unwrap_or_else(PoisonError::into_inner) = Some(pair);
    }

    /// The one that is shown, if there is one.
    pub fn certificate(&self) -> Option<Arc<CertifiedKey>> {
        self.certificate.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Answers the authority, when it asks for a name, with the hash of what it gave us.
    ///
    /// # Errors
    /// There can be no certificate of this name.
    pub fn answer(&self, name: &str, hash: &[u8]) -> Result<(), String> {
        let made = || {
            let mut params = CertificateParams::new(vec![name.to_owned()])?;
            params.custom_extensions = vec![CustomExtension::new_acme_identifier(hash)];
            let key = KeyPair::generate()?;
            Ok((params.self_signed(&key)?, key))
        };
        let (certificate, key) = made().map_err(|error: rcgen::Error| error.to_string())?;
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let key =
            self.provider.key_provider.load_private_key(key.into()).map_err(|error| error.to_string())?;
        // Not compared with the key: the library refuses to read a certificate with the authority's extension.
        let pair = Arc::new(CertifiedKey::new(vec![certificate.der().clone()], key));
        self.answers.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), pair);
        Ok(())
    }

    /// Answers nothing any more.
    pub fn forget_challenges(&self) {
        self.answers.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if hello.alpn().is_some_and(|mut protocols| protocols.any(|protocol| protocol == CHALLENGE)) {
            let answers = self.answers.read().unwrap_or_else(PoisonError::into_inner);
            return answers.get(&hello.server_name()?.to_ascii_lowercase()).cloned();
        }
        self.certificate()
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shown").finish_non_exhaustive()
    }
}
