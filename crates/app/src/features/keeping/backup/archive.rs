//! The file of a backup: a tar whose parts can be read with everyday tools, in case Kith itself is gone.
//!
//! `README.txt` says how; then the packed database, `contents.json` (what stands in it), `manifest.json` (who made it,
//! when, of what) and `SHA256SUMS`. A sealed backup has its first two parts as age files; the manifest names nothing that
//! is in the network. Everything here is plain reading and writing of files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Part};
use crate::error::{Error, Result};
use crate::words::refusals;

const README: &str = "README.txt";
const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";
/// The most that a part of words may be: everything but the database.
const MAX_WORDS: u64 = 16 * 1024 * 1024;
/// A tar is made of blocks of this size.
const BLOCK: u64 = 512;

/// What a person reads who has nothing but this file.
const HOW: &str = "\
This is a backup of a Kith network: everything that was in it is in this file.

With Kith:      kith verify FILE      says if it is whole and can be restored
                kith restore FILE     puts it into an empty data folder

Without Kith:   tar xf FILE
                sha256sum -c SHA256SUMS
                age -d database.….zst.age > database.….zst      if it is sealed
                zstd -d database.….zst
                a database.sqlite opens with sqlite3; a database.dump goes to pg_restore
";

/// A wish to end that whoever writes a long file looks at.
pub type Stop = Arc<AtomicBool>;

/// Writes the parts of a backup, one after the other.
pub(super) struct Packer {
    file: File,
    parts: Vec<Part>,
    mtime: u64,
    stop: Stop,
}

/// Counts and sums what goes through it.
pub(super) struct Summed<'f> {
    file: &'f mut File,
    sum: Sha256,
    bytes: u64,
    stop: &'f AtomicBool,
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("Kith is about to end"));
        }
        let n = self.file.write(bytes)?;
        self.sum.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Packer {
    /// Begins a backup in an empty file.
    pub fn new(file: File, mtime: u64, stop: Stop) -> io::Result<Packer> {
        let mut packer = Packer { file, parts: Vec::new(), mtime, stop };
        packer.text(README, HOW)?;
        Ok(packer)
    }

    /// Writes a part; its size stands in its head, which is written when it is known.
    pub fn part(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Summed<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let head = self.file.stream_position()?;
        self.file.write_all(&[0; BLOCK as usize])?;
        let mut summed = Summed { file: &mut self.file, sum: Sha256::new(), bytes: 0, stop: &self.stop };
        write(&mut summed)?;
        let (sum, bytes) = (hex(&summed.sum.finalize()), summed.bytes);
        let rest = bytes.next_multiple_of(BLOCK) - bytes;
        self.file.write_all(&[0; BLOCK as usize][..rest as usize])?;
        self.file.seek(SeekFrom::Start(head))?;
        self.file.write_all(header(name, bytes, self.mtime)?.as_bytes())?;
        self.file.seek(SeekFrom::End(0))?;
        self.parts.push(Part { name: name.to_owned(), bytes, sha256: sum });
        Ok(())
    }

    /// Writes what the parts are and their sums, and sees to it that all of it is on the disk.
    pub fn finish(mut self, mut manifest: Manifest) -> io::Result<Manifest> {
        manifest.parts = self.parts.clone();
        self.text(MANIFEST, &(serde_json::to_string_pretty(&manifest)? + "\n"))?;
        let sums = self.parts.iter().fold(String::new(), |mut sums, part| {
            let _ = writeln!(sums, "{}  {}", part.sha256, part.name);
            sums
        });
        self.text(SUMS, &sums)?;
        self.file.write_all(&[0; 2 * BLOCK as usize])?;
        self.file.sync_all()?;
        Ok(manifest)
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.part(name, |out| out.write_all(text.as_bytes()))
    }
}

fn header(name: &str, bytes: u64, mtime: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_gnu();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(mtime);
    header.set_cksum();
    Ok(header)
}

/// A backup that was found and can be read.
pub struct Archive {
    /// Where it is.
    pub path: PathBuf,
    /// Who made it, when, of what.
    pub manifest: Manifest,
    parts: BTreeMap<String, (u64, u64)>,
}

impl Archive {
    /// Opens a backup: its parts are found and its manifest is read, nothing more.
    ///
    /// # Errors
    /// There is none, it is no backup or not whole, or it has a format of a newer Kith.
    pub fn open(path: &Path) -> Result<Archive> {
        let parts = find_parts(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => {
                Error::Io { what: format!("cannot read {}", path.display()), source }
            }
            _ => not_whole(path),
        })?;
        let mut archive = Archive { path: path.to_owned(), manifest: Manifest::default(), parts };
        let text = archive.words(MANIFEST).map_err(|_| not_whole(path))?;
        archive.manifest = Manifest::read(&text).ok_or_else(|| not_whole(path))??;
        Ok(archive)
    }

    /// What is wrong with its parts; nothing if each is as it was written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn faults(&self) -> Result<Vec<String>> {
        let unreadable = |source| Error::Io { what: format!("cannot read {}", self.path.display()), source };
        let sums = self.words(SUMS).map_err(unreadable)?;
        let mut faults = Vec::new();
        for (expected, name) in sums.lines().filter_map(|line| line.split_once("  ")) {
            match self.part(name) {
                Err(_) => faults.push(format!("{name} is missing")),
                Ok(mut part) => {
                    let mut sum = Sha256::new();
                    io::copy(&mut part, &mut sum).map_err(unreadable)?;
                    if hex(&sum.finalize()) != expected {
                        faults.push(format!("{name} is not what was written: its checksum differs"));
                    }
                }
            }
        }
        let is_listed = |part: &Part| sums.contains(&format!("{}  {}\n", part.sha256, part.name));
        if !self.manifest.parts.iter().all(is_listed) || self.manifest.parts.len() < 3 {
            faults.push("the manifest and the checksums do not fit together".into());
        }
        Ok(faults)
    }

    /// A part, to read.
    pub(super) fn part(&self, name: &str) -> io::Result<io::Take<File>> {
        let (at, bytes) = *self.parts.get(name).ok_or(io::ErrorKind::NotFound)?;
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(file.take(bytes))
    }

    fn words(&self, name: &str) -> io::Result<String> {
        let mut text = String::new();
        self.part(name)?.take(MAX_WORDS).read_to_string(&mut text)?;
        Ok(text)
    }
}

/// Where each part begins and how long it is.
fn find_parts(path: &Path) -> io::Result<BTreeMap<String, (u64, u64)>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut parts = BTreeMap::new();
    for entry in tar::Archive::new(file).entries_with_seek()? {
        let entry = entry?;
        let (at, bytes) = (entry.raw_file_position(), entry.size());
        if at.checked_add(bytes).is_none_or(|end| end > length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let name = entry.path()?.to_string_lossy().into_owned();
        parts.insert(name, (at, bytes));
        if parts.len() > 16 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(parts)
}

pub(super) fn not_whole(path: &Path) -> Error {
    Error::refused(refusals::backups::not_whole(path))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
