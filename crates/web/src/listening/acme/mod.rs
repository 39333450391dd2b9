//! Certificates from an authority that gives them out by itself (ACME, RFC 8555), such as Let's Encrypt.
//!
//! The authority asks on the very port where TLS is spoken whether the names are ours (TLS-ALPN-01, RFC 8737), so nothing
//! else has to be reached from outside. Here stands when one is asked for: at the start if there is none that is valid for
//! all names, and when a third of its life is left. [`order`] asks for one, [`shown`] is what browsers and the authority
//! get to see, [`kept`] what is in the data folder. Until the first one is there no handshake succeeds; why it is not
//! there stands in the log, and it is tried again.

mod authority;
mod kept;
mod life;
mod order;
mod shown;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::outer::clock::Clock;
use app::outer::networks::Network;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::server::ParsedCertificate;

use super::tls;
use crate::words::listening as words;
use kept::Kept;
pub use shown::CHALLENGE;
use shown::Shown;

/// Where certificates come from if nothing else is said.
pub const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// How long is rested at most before it is looked again if a new one is due: clocks are set, machines sleep.
const LONGEST_REST: Duration = Duration::from_secs(60 * 60);
/// How long is rested after the first failure, twice as long after each further one: authorities refuse who fails more
/// than five times an hour.
const FIRST_REST: Duration = Duration::from_secs(2 * 60);
/// How often the rest is doubled at most.
const MOST_DOUBLINGS: u32 = 7;

/// What the operator says of certificates that are asked for.
#[derive(Clone, Debug)]
pub struct Acme {
    /// The names they are for.
    pub names: Vec<String>,
    /// Where the authority writes to when something is wrong.
    pub email: Option<String>,
    /// The address of the authority's directory.
    pub directory: String,
    /// The data folder.
    pub data: PathBuf,
    /// Networks the authority may be on though they are not public.
    pub networks: Vec<Network>,
}

/// Looks whether a certificate can be asked for, for each of these names.
///
/// # Errors
/// A sentence for the operator.
pub fn check(names: &[String]) -> Result<(), String> {
    match names.iter().find(|name| !life::can_be_asked_for(name)) {
        Some(name) => Err(words::no_name(name)),
        None => Ok(()),
    }
}

/// Keeps a certificate that is valid.
pub struct Keeper {
    acme: Acme,
    kept: Kept,
    shown: Arc<Shown>,
    clock: Clock,
}

impl Keeper {
    /// One that shows the certificate that was kept, if there is one for these names.
    ///
    /// # Errors
    /// The data folder cannot be written.
    pub async fn new(acme: Acme, clock: Clock) -> Result<Keeper, String> {
        let kept = Kept::at(&acme.data, &acme.directory)?;
        let shown = Arc::new(Shown::default());
        // What is kept and cannot be used is asked for anew.
        if let Ok(pair) = tls::pair(&kept.certificate(), clock, &shown.provider).await {
            shown.show(pair);
        }
        Ok(Keeper { acme, kept, shown, clock })
    }

    /// How TLS is spoken with what it keeps.
    ///
    /// # Errors
    /// The library refuses its own defaults.
    pub fn config(&self) -> Result<Arc<ServerConfig>, String> {
        let mut config = tls::config(&self.shown.provider, self.shown.clone())?;
        config.alpn_protocols.push(CHALLENGE.to_vec());
        Ok(Arc::new(config))
    }

    /// Asks for a new certificate whenever one is due, for ever.
    pub async fn keep(self) {
        let mut failures = 0;
        loop {
            if let Some(rest) = self.rest() {
                tokio::time::sleep(rest.min(LONGEST_REST)).await;
                continue;
            }
            match self.renew().await {
                Ok(()) => {
                    failures = 0;
                    // The new one is due at once where a clock is wrong: authorities ban who asks without end.
                    if self.rest().is_none() {
                        tokio::time::sleep(FIRST_REST).await;
                    }
                }
                Err(why) => {
                    let rest = FIRST_REST * 2u32.pow(failures);
                    tracing::warn!("{}", words::no_new_certificate(&self.acme.names, &why, rest));
                    failures = (failures + 1).min(MOST_DOUBLINGS);
                    tokio::time::sleep(rest).await;
                }
            }
        }
    }

    /// Asks for a new certificate and shows it.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn renew(&self) -> Result<(), String> {
        let pem = order::certificate(&self.acme, &self.kept, &self.shown).await;
        self.shown.forget_challenges();
        self.kept.keep_certificate(&pem?)?;
        let pair = tls::pair(&self.kept.certificate(), self.clock, &self.shown.provider).await?;
        self.shown.show(pair);
        tracing::info!("a new certificate is shown for {}", self.acme.names.join(", "));
        Ok(())
    }

    /// How long until a new one is due; `None` if it is now.
    fn rest(&self) -> Option<Duration> {
        let pair = self.shown.certificate()?;
        let first = ParsedCertificate::try_from(pair.cert.first()?).ok()?;
        if !self.acme.names.iter().all(|name| life::is_for(&first, name)) {
            return None;
        }
        let now = tls::since_1970(self.clock);
        let (from, to) = life::around(now, |moment| {
            tls::days_are_wrong(&pair.cert, moment, &self.shown.provider).is_ok_and(|wrong| wrong.is_none())
        })?;
        let due = to - (to - from) / 3;
        due.checked_sub(now).filter(|rest| !rest.is_zero())
    }
}
