//! What the operator and those who ask unencrypted are told about connections.

use std::path::Path;
#[cfg(feature = "acme")]
use std::time::Duration;

/// To one who asked unencrypted for what is answered by TLS alone.
pub const ASK_BY_TLS: &str = "This is answered by https alone.\n";

/// A file cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

/// There is no certificate in the file.
pub fn no_certificate(path: &Path) -> String {
    format!(
        "{} holds no certificate: a PEM file that begins “-----BEGIN CERTIFICATE-----” is needed",
        path.display()
    )
}

/// There is no key in the file.
pub fn no_key(path: &Path) -> String {
    format!(
        "{} holds no private key: a PEM file that begins “-----BEGIN PRIVATE KEY-----” is needed, without a passphrase",
        path.display()
    )
}

/// The key cannot be used.
pub fn unusable_key(path: &Path, why: &str) -> String {
    format!("the private key in {} cannot be used: {why}", path.display())
}

/// Certificate and key are not a pair.
pub fn keys_differ(certificate: &Path, key: &Path) -> String {
    format!(
        "the private key in {} does not belong to the certificate in {}",
        key.display(),
        certificate.display()
    )
}

/// The certificate has ended.
pub fn expired(path: &Path) -> String {
    format!("the certificate in {} has expired: browsers would refuse it. Renew it", path.display())
}

/// The certificate has not begun.
pub fn not_yet(path: &Path) -> String {
    format!("the certificate in {} is not valid yet: is the clock of this machine right?", path.display())
}

/// The certificate ends within two weeks.
pub fn expires_soon(path: &Path) -> String {
    format!("the certificate in {} expires within two weeks", path.display())
}

/// Changed files cannot be used.
pub fn old_certificate_stays(why: &str) -> String {
    format!("the certificate changed and cannot be used, so the one before is still shown: {why}")
}

/// A file or folder cannot be written.
#[cfg(feature = "acme")]
pub fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be written: {error}", path.display())
}

/// No certificate was given.
#[cfg(feature = "acme")]
pub fn no_new_certificate(names: &[String], why: &str, rest: Duration) -> String {
    let minutes = rest.as_secs() / 60;
    format!("there is no new certificate for {}, tried again in {minutes} minutes: {why}", names.join(", "))
}

/// The authority does not know us any more.
#[cfg(feature = "acme")]
pub fn account_unknown(said: &str) -> String {
    format!("{said}. Delete account.json under acme/ in the data folder: Kith then introduces itself anew")
}

/// The authority does not give a certificate for a name.
#[cfg(feature = "acme")]
pub fn name_refused(name: &str, why: &str) -> String {
    format!(
        "the authority did not find Kith by TLS at {name}: {why}. The name must lead to this machine, and its port 443 here"
    )
}

/// The authority asks in no way that is answered.
#[cfg(feature = "acme")]
pub fn no_question(name: &str) -> String {
    format!("the authority does not ask for {name} by TLS (tls-alpn-01), and in no other way is it answered")
}

/// The authority refuses and does not say why.
#[cfg(feature = "acme")]
pub const REFUSED: &str = "the authority refused, and did not say why";

/// There can be no certificate of a name.
#[cfg(feature = "acme")]
pub fn no_name(name: &str) -> String {
    format!("“{name}” is no name that a certificate can be asked for: write one like kith.company.com")
}

/// The authority has no directory there.
#[cfg(feature = "acme")]
pub fn no_directory(url: &str, status: u16) -> String {
    format!("{url} is no directory of an authority (it answers {status})")
}

/// The authority refuses something, in its own words.
#[cfg(feature = "acme")]
pub fn authority_says(why: &str) -> String {
    format!("the authority says: {why}")
}

/// An answer cannot be understood.
#[cfg(feature = "acme")]
pub fn odd_answer(why: &dyn std::fmt::Display) -> String {
    format!("an answer of the authority cannot be understood: {why}")
}

/// The authority does not come to an end.
#[cfg(feature = "acme")]
pub const TOO_SLOW: &str = "the authority took more than two minutes";

/// The system gives no chance.
#[cfg(feature = "acme")]
pub const NO_KEY_MADE: &str = "the system gives no random numbers to make a key with";

/// The kept key of the account is none.
#[cfg(feature = "acme")]
pub const NO_ACCOUNT_KEY: &str =
    "the key in account.json cannot be used: remove the file, and Kith introduces itself anew";
