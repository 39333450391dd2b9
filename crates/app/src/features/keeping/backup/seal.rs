//! Sealing with age: to a passphrase, or to the public keys of recipients who alone can open it again.

use std::fmt;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use age::{Decryptor, Encryptor, Identity, IdentityFile, x25519};

use super::manifest::Sealed;
use crate::error::{Error, Result};
use crate::words::refusals;

/// How a new backup is sealed.
#[derive(Default)]
pub enum Seal {
    /// Not at all.
    #[default]
    No,
    /// With a passphrase.
    Passphrase(Passphrase),
    /// To these.
    Recipients(Vec<Recipient>),
}

/// A secret that is never shown.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// The one someone gave.
    ///
    /// # Errors
    /// It is empty.
    pub fn new(text: String) -> Result<Passphrase> {
        if text.is_empty() {
            return Err(Error::refused(refusals::backups::PASSPHRASE_EMPTY));
        }
        Ok(Passphrase(SecretString::from(text)))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Someone's public key, `age1…`.
#[derive(Clone)]
pub struct Recipient(x25519::Recipient);

impl Recipient {
    /// Reads a public key.
    ///
    /// # Errors
    /// It is none.
    pub fn read(text: &str) -> Result<Recipient> {
        text.trim()
            .parse()
            .map(Recipient)
            .map_err(|_| Error::refused(refusals::backups::not_a_public_key(text)))
    }
}

impl Seal {
    pub(super) fn sealed(&self) -> Sealed {
        match self {
            Seal::No => Sealed::No,
            Seal::Passphrase(_) => Sealed::Passphrase,
            Seal::Recipients(_) => Sealed::Recipients,
        }
    }

    /// A writer that seals what goes through it.
    pub(super) fn around<W: Write>(&self, out: W) -> io::Result<Sealing<W>> {
        let encryptor = match self {
            Seal::No => return Ok(Sealing::No(out)),
            Seal::Passphrase(passphrase) => Encryptor::with_user_passphrase(passphrase.0.clone()),
            Seal::Recipients(all) => {
                Encryptor::with_recipients(all.iter().map(|one| &one.0 as &dyn age::Recipient))
                    .map_err(io::Error::other)?
            }
        };
        Ok(Sealing::Age(encryptor.wrap_output(out)?))
    }
}

/// See [`Seal::around`].
pub(super) enum Sealing<W: Write> {
    No(W),
    Age(StreamWriter<W>),
}

impl<W: Write> Sealing<W> {
    /// The end of it; without it the file is not whole.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Sealing::No(out) => Ok(out),
            Sealing::Age(out) => out.finish(),
        }
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sealing::No(out) => out.write(bytes),
            Sealing::Age(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sealing::No(out) => out.flush(),
            Sealing::Age(out) => out.flush(),
        }
    }
}

/// A name that nobody else will ever draw.
pub(super) fn chance() -> String {
    x25519::Identity::generate().to_public().to_string()
}

/// What opens a sealed backup.
#[derive(Default)]
pub enum Key {
    /// Nothing.
    #[default]
    None,
    /// The passphrase it was sealed with.
    Passphrase(Passphrase),
    /// The secret keys of a recipient.
    Identities(Vec<Box<dyn Identity + Send + Sync>>),
}

impl Key {
    /// The secret keys in a file that age-keygen wrote.
    ///
    /// # Errors
    /// The file cannot be read or holds none.
    pub fn from_file(path: &Path) -> Result<Key> {
        let unusable = || Error::refused(refusals::backups::no_secret_key(path));
        let file = IdentityFile::from_file(path.display().to_string())
            .map_err(|source| Error::Io { what: format!("cannot read {}", path.display()), source })?;
        Ok(Key::Identities(file.into_identities().map_err(|_| unusable())?))
    }

    /// A reader of what was sealed.
    pub(super) fn open<'r>(&self, sealed: Sealed, part: impl Read + 'r) -> Result<Box<dyn Read + 'r>> {
        let part = BufReader::with_capacity(1 << 17, part);
        if sealed == Sealed::No {
            return Ok(Box::new(part));
        }
        let decryptor = Decryptor::new_buffered(part).map_err(closed)?;
        let opened = match self {
            Key::None => return Err(Error::refused(refusals::backups::sealed(sealed))),
            Key::Passphrase(passphrase) => {
                let identity = age::scrypt::Identity::new(passphrase.0.clone());
                decryptor.decrypt(std::iter::once(&identity as &dyn Identity))
            }
            Key::Identities(all) => decryptor.decrypt(all.iter().map(|one| one.as_ref() as &dyn Identity)),
        };
        Ok(Box::new(opened.map_err(closed)?))
    }
}

fn closed(error: age::DecryptError) -> Error {
    let why = match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            refusals::backups::WRONG_PASSPHRASE.to_owned()
        }
        age::DecryptError::NoMatchingKeys => refusals::backups::SEALED_TO_ANOTHER.to_owned(),
        other => other.to_string(),
    };
    Error::refused(refusals::backups::cannot_be_opened(&why))
}
