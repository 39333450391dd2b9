//! The key beside the database: secrets that must be read again are sealed with it, so that a copy of the database alone
//! does not tell them.
//!
//! It is the file `kith.key` in the data folder, readable by its owner only: 32 bytes to seal with, from which the key of
//! the tags ([`SecretKey::tag`]) follows; once it was changed, 32 new bytes and those of the tags, which stay the same, since
//! what they stand for is not known any more. Without it what was sealed is lost. Which key belongs to a database, and how
//! it is changed, is the business of [`crate::features::secrets`].

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

use super::chance;
use crate::error::{Error, Result};
use crate::words::refusals;

const KEY_BYTES: usize = 32;

/// The form of a sealed text: another gets another beginning.
const FORM: &str = "1:";

/// Where the key of a data folder is.
pub fn file(data: &Path) -> PathBuf {
    data.join("kith.key")
}

/// Where the key is that takes its place.
pub fn next_file(data: &Path) -> PathBuf {
    data.join("kith.key.next")
}

/// A key.
#[derive(Clone)]
pub struct SecretKey {
    key: LessSafeKey,
    tags: Vec<u8>,
    mark: String,
}

impl SecretKey {
    /// The key in a file; `None` if there is no file.
    ///
    /// # Errors
    /// It cannot be read, or is no key.
    pub fn read(path: &Path) -> Result<Option<SecretKey>> {
        match fs::read(path) {
            Ok(bytes) => SecretKey::of(&bytes, path).map(Some),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io("cannot be read", path, e)),
        }
    }

    /// A new key in a file that is not there yet; the one that stands there if another program was first.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn draw(path: &Path) -> Result<SecretKey> {
        place(path, &chance::bytes::<KEY_BYTES>()?)?;
        let bytes = fs::read(path).map_err(|e| io("cannot be read", path, e))?;
        SecretKey::of(&bytes, path)
    }

    /// A new key in a file that is not there yet, whose tags are those of this one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn successor(&self, path: &Path) -> Result<SecretKey> {
        let bytes = [&chance::bytes::<KEY_BYTES>()?[..], &self.tags].concat();
        place(path, &bytes)?;
        let bytes = fs::read(path).map_err(|e| io("cannot be read", path, e))?;
        SecretKey::of(&bytes, path)
    }

    fn of(bytes: &[u8], path: &Path) -> Result<SecretKey> {
        let unusable = || Error::settings(refusals::database::not_a_key(path));
        let (own, tags) = bytes.split_at_checked(KEY_BYTES).ok_or_else(unusable)?;
        // Each use has a key of its own, so that one tells nothing about another.
        let derived = |purpose: &str| {
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, own), purpose.as_bytes()).as_ref().to_vec()
        };
        let tags = match tags.len() {
            0 => derived("tags"),
            KEY_BYTES => tags.to_vec(),
            _ => return Err(unusable()),
        };
        let key = UnboundKey::new(&CHACHA20_POLY1305, own).map_err(|_| unusable())?;
        Ok(SecretKey { key: LessSafeKey::new(key), tags, mark: chance::hex(&derived("mark")) })
    }

    /// What tells this key from others, and nothing of it.
    pub fn mark(&self) -> &str {
        &self.mark
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
            .map_err(|_| Error::settings(refusals::database::SECRET_UNSEALED))?;
        Ok(format!("{FORM}{}{}", chance::hex(&nonce), chance::hex(&sealed)))
    }

    /// What stands for a text where the text itself may not: the same each time, and only to be made with this key
    /// (HMAC-SHA-256), so that nobody can try texts on a copy of the database.
    pub fn tag(&self, purpose: &str, text: &str) -> String {
        let mut signed = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &self.tags));
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
        opened().ok_or_else(|| Error::settings(refusals::database::sealed_with_another(purpose)))
    }
}

/// Puts a key into its place whole, unless another program just did.
fn place(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| match fs::hard_link(&beside, path) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    // What is left over when this fails harms nobody.
    let _ = fs::remove_file(&beside);
    placed.and_then(|()| keep(path)).map_err(|e| io("cannot be made", path, e))
}

/// Has the system keep what was just changed in the folder of a file, also over a power cut.
fn keep(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Puts a key into the place of another. It may have been put there already.
///
/// # Errors
/// The file cannot be renamed.
pub fn put(next: &Path, path: &Path) -> Result<()> {
    match fs::rename(next, path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        other => other.and_then(|()| keep(path)).map_err(|e| io("cannot be put in its place", path, e)),
    }
}

/// Removes a key that was never used.
///
/// # Errors
/// The file cannot be removed.
pub fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        other => other.map_err(|e| io("cannot be removed", path, e)),
    }
}

/// Gives a key that does not fit another name, in case it is wanted after all.
///
/// # Errors
/// The file cannot be renamed.
pub fn set_aside(path: &Path, second: i64) -> Result<()> {
    put(path, &path.with_file_name(format!("kith.key.set-aside-{second}")))
}

fn io(what: &str, path: &Path, source: std::io::Error) -> Error {
    Error::Io { what: format!("the key {} {what}", path.display()), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(folder: &tempfile::TempDir) -> SecretKey {
        SecretKey::draw(&file(folder.path())).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_key_for_the_same_purpose_alone() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sealed = drawn(&here).seal("codes", b"a secret").unwrap();
        assert!(!sealed.contains("a secret"));
        let again = drawn(&here);
        assert_eq!(again.open("codes", &sealed).unwrap(), b"a secret");
        assert!(again.open("other", &sealed).is_err());
        assert!(drawn(&elsewhere).open("codes", &sealed).unwrap_err().to_string().contains("kith.key"));
        let bent = sealed.replace(&sealed[30..32], if &sealed[30..32] == "00" { "01" } else { "00" });
        for broken in [bent.as_str(), "", "1:", "1:00", "2:00"] {
            assert!(again.open("codes", broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_tag_is_the_same_for_the_same_text_purpose_and_key_alone() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (key, again) = (drawn(&here), drawn(&here));
        let tag = key.tag("forgotten", "ana@north.example");
        assert_eq!(tag, again.tag("forgotten", "ana@north.example"));
        for other in [key.tag("forgotten", "ben@north.example"), key.tag("other", "ana@north.example")] {
            assert_ne!(tag, other);
        }
        assert_ne!(tag, drawn(&elsewhere).tag("forgotten", "ana@north.example"));
        assert!(!tag.contains("ana") && tag.len() == 64);
    }

    #[test]
    fn a_successor_seals_anew_and_makes_the_same_tags() {
        let here = tempfile::tempdir().unwrap();
        let (next, old) = (next_file(here.path()), drawn(&here));
        let new = old.successor(&next).unwrap();
        assert_ne!(old.mark(), new.mark());
        assert!(new.open("codes", &old.seal("codes", b"a secret").unwrap()).is_err());
        assert_eq!(old.tag("forgotten", "x"), new.tag("forgotten", "x"));
        put(&next, &file(here.path())).unwrap();
        put(&next, &file(here.path())).unwrap();
        let read = SecretKey::read(&file(here.path())).unwrap().unwrap();
        assert_eq!((read.mark(), read.tag("forgotten", "x")), (new.mark(), new.tag("forgotten", "x")));
        let third = read.successor(&next).unwrap();
        assert_eq!(third.tag("forgotten", "x"), old.tag("forgotten", "x"), "however often it is changed");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let here = tempfile::tempdir().unwrap();
        drawn(&here);
        let mode = fs::metadata(file(here.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(here.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_is_no_key_is_told_and_never_replaced() {
        let here = tempfile::tempdir().unwrap();
        for broken in ["short", "", "forty bytes are neither one nor the other"] {
            fs::write(file(here.path()), broken).unwrap();
            let Err(refused) = SecretKey::draw(&file(here.path())) else { panic!("it was taken") };
            assert!(refused.to_string().contains("restore it"), "{refused}");
        }
    }
}
