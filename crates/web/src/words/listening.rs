//! What the operator and those who ask unencrypted are told about connections.

use std::path::Path;

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
