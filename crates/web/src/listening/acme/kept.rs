//! What is kept in the data folder: `acme/<authority>/account.json`, who we are there, and `certificate.pem`, the key and
//! the certificates. Each authority has a folder of its own, so that one tried out leaves nothing to another. Both files
//! are for the owner's eyes alone and replaced whole.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::authority::Account;
use crate::listening::tls::TlsFiles;
use crate::words::listening as words;

/// The folder of an authority.
pub(super) struct Kept(PathBuf);

impl Kept {
    /// That of the authority with this directory, made if it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn at(data: &Path, directory: &str) -> Result<Kept, String> {
        let bare = directory.split_once("://").map_or(directory, |(_, rest)| rest);
        let letter =
            |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' };
        let folder =
            data.join("acme").join(bare.trim_matches(['/', '.']).chars().map(letter).collect::<String>());
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(|error| words::unwritable(&folder, &error))?;
        Ok(Kept(folder))
    }

    /// Key and certificate, in one file, so that they always belong together.
    pub fn certificate(&self) -> TlsFiles {
        let file = self.0.join("certificate.pem");
        TlsFiles { certificate: file.clone(), key: file }
    }

    /// Keeps key and certificate.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn keep_certificate(&self, pem: &str) -> Result<(), String> {
        self.put("certificate.pem", pem.as_bytes())
    }

    /// Who we are at the authority, if we have been there.
    ///
    /// # Errors
    /// What is kept cannot be read.
    pub fn account(&self) -> Result<Option<Account>, String> {
        let path = self.0.join("account.json");
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(words::unreadable(&path, &error)),
            Ok(text) => serde_json::from_slice(&text)
                .map(Some)
                .map_err(|error| words::unreadable(&path, &error.into())),
        }
    }

    /// Keeps who we are.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_account(&self, account: &Account) -> Result<(), String> {
        let text = serde_json::to_vec(account).map_err(|error| error.to_string())?;
        self.put("account.json", &text)
    }

    fn put(&self, name: &str, text: &[u8]) -> Result<(), String> {
        let (path, beside) = (self.0.join(name), self.0.join(format!("{name}.new")));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&beside).and_then(|mut file| {
            file.write_all(text)?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        });
        written.map_err(|error| words::unwritable(&path, &error))
    }
}
