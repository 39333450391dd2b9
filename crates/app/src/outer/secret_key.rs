//! The key beside the database: secrets that must be read again are sealed with it, so that a copy of the database alone
//! does not tell them.
//!
//! It is the file `kith.key` in the data folder, 32 bytes drawn when the first secret is sealed, readable by its owner
//! only. Without it what was sealed is lost, so a full backup has both.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

use super::chance;
use crate::error::{Error, Result};

const KEY_BYTES: usize = 32;

/// The form of a sealed text: another gets another beginning.
const FORM: &str = "1:";

/// The key of a data folder.
pub struct SecretKey {
    key: LessSafeKey,
    tags: hmac::Key,
    path: PathBuf,
}

impl SecretKey {
    /// The key of a data folder, drawn if there is none yet.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no key.
    pub fn of(data: &Path) -> Result<SecretKey> {
        let path = data.join("kith.key");
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => draw(&path)?,
            Err(e) => return Err(io("cannot be read", &path, e)),
        };
        if bytes.len() != KEY_BYTES {
            let words = format!("{} is not a key of Kith: restore it from a backup", path.display());
            return Err(Error::Settings(words));
        }
        let key = UnboundKey::new(&CHACHA20_POLY1305, &bytes);
        let key = key.map_err(|_| Error::Settings(format!("{} cannot be used as a key", path.display())))?;
        // Each use has a key of its own, so that one tells nothing about another.
        let tags = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &bytes), b"tags");
        let tags = hmac::Key::new(hmac::HMAC_SHA256, tags.as_ref());
        Ok(SecretKey { key: LessSafeKey::new(key), tags, path })
    }

    /// Seals a secret for one purpose: it opens for no other.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String> {
        let nonce = chance::bytes::<NONCE_LEN>()?;
        let mut sealed = plain.to_vec();
        let aad = Aad::from(purpose.as_bytes());
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed)
            .map_err(|_| Error::Settings("a secret could not be sealed".into()))?;
        Ok(format!("{FORM}{}{}", chance::hex(&nonce), chance::hex(&sealed)))
    }

    /// What stands for a text where the text itself may not: the same each time, and only to be made with this key
    /// (HMAC-SHA-256), so that nobody can try texts on a copy of the database.
    pub fn tag(&self, purpose: &str, text: &str) -> String {
        let mut signed = hmac::Context::with_key(&self.tags);
        for part in [purpose.as_bytes(), &[0], text.as_bytes()] {
            signed.update(part);
        }
        chance::hex(signed.sign().as_ref())
    }

    /// Opens what was sealed for this purpose.
    ///
    /// # Errors
    /// It was sealed with another key or for another purpose, or is damaged.
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>> {
        let opened = || {
            let bytes = chance::unhex(sealed.strip_prefix(FORM)?)?;
            let (nonce, text) = bytes.split_at_checked(NONCE_LEN)?;
            let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
            let mut text = text.to_vec();
            let plain = self.key.open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut text).ok()?;
            Some(plain.to_vec())
        };
        opened().ok_or_else(|| {
            let path = self.path.display();
            Error::Settings(format!("a secret ({purpose}) was not sealed with {path}: restore the key that belongs to this database"))
        })
    }
}

/// Draws a key and puts it in its place whole, unless another program just did; gives the one that stands there.
fn draw(path: &Path) -> Result<Vec<u8>> {
    let beside = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(&chance::bytes::<KEY_BYTES>().map_err(std::io::Error::other)?)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| match fs::hard_link(&beside, path) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    // What is left over when this fails harms nobody.
    let _ = fs::remove_file(&beside);
    placed.map_err(|e| io("cannot be made", path, e))?;
    fs::read(path).map_err(|e| io("cannot be read", path, e))
}

fn io(what: &str, path: &Path, source: std::io::Error) -> Error {
    Error::Io { what: format!("the key {} {what}", path.display()), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_with_the_same_key_for_the_same_purpose_alone() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sealed = SecretKey::of(here.path()).unwrap().seal("codes", b"a secret").unwrap();
        assert!(!sealed.contains("a secret"));
        let again = SecretKey::of(here.path()).unwrap();
        assert_eq!(again.open("codes", &sealed).unwrap(), b"a secret");
        assert!(again.open("other", &sealed).is_err());
        let stranger = SecretKey::of(elsewhere.path()).unwrap();
        assert!(stranger.open("codes", &sealed).unwrap_err().to_string().contains("kith.key"));
        let bent = sealed.replace(&sealed[30..32], if &sealed[30..32] == "00" { "01" } else { "00" });
        for broken in [bent.as_str(), "", "1:", "1:00", "2:00"] {
            assert!(again.open("codes", broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_tag_is_the_same_for_the_same_text_purpose_and_key_alone() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (key, again) = (SecretKey::of(here.path()).unwrap(), SecretKey::of(here.path()).unwrap());
        let tag = key.tag("forgotten", "ana@north.example");
        assert_eq!(tag, again.tag("forgotten", "ana@north.example"));
        for other in [key.tag("forgotten", "ben@north.example"), key.tag("other", "ana@north.example")] {
            assert_ne!(tag, other);
        }
        assert_ne!(tag, SecretKey::of(elsewhere.path()).unwrap().tag("forgotten", "ana@north.example"));
        assert!(!tag.contains("ana") && tag.len() == 64);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let here = tempfile::tempdir().unwrap();
        SecretKey::of(here.path()).unwrap();
        let mode = fs::metadata(here.path().join("kith.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(here.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_is_no_key_is_told_and_never_replaced() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("kith.key"), "short").unwrap();
        let Err(refused) = SecretKey::of(here.path()) else { panic!("it was taken") };
        assert!(refused.to_string().contains("restore it"), "{refused}");
    }
}
