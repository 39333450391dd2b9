//! Files that came by the browser: kept in `uploads/` of the data folder until they are imported, and no longer.
//!
//! Each upload has a numbered folder. Names are labels from outside: only their last part counts, without anything that
//! a file system or a terminal takes for more than a letter. An upload that was imported to its end is deleted, since
//! mail has bodies and bodies are not kept; one that was stopped stays for the import that goes on with it.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use model::WorkspaceId;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::imports;
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::settings;
use crate::words::refusals;

/// What the location of a source that was uploaded begins with.
pub(crate) const LOCATION: &str = "upload:";
/// Files in one upload.
const MOST_FILES: usize = 1_000;
/// The longest name, in bytes.
const LONGEST_NAME: usize = 120;
/// How long an upload waits for its import.
const KEPT_FOR: Duration = Duration::from_secs(7 * 24 * 3600);

/// An upload that is being received. Dropped before [`Upload::finish`], it is deleted.
#[derive(Debug)]
pub struct Upload {
    number: u64,
    folder: PathBuf,
    names: HashSet<String>,
    left: u64,
    limit: u64,
    is_finished: bool,
}

/// A file of an upload, being received.
#[derive(Debug)]
pub struct UploadFile<'a> {
    upload: &'a mut Upload,
    file: File,
    /// The name it was given.
    pub name: String,
}

/// An uploaded file that waits to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Where it is.
    pub path: PathBuf,
}

impl Upload {
    /// Begins an upload, and deletes those that nobody came back for.
    ///
    /// # Errors
    /// The member may not, or the folder cannot be written.
    pub async fn begin(cx: &Cx) -> Result<Upload> {
        cx.require(Right::Run)?;
        let limit = settings::preferences(cx).await?.upload_limit_mb << 20;
        let wanted = imports::wanted_uploads(cx).await?;
        let root = root(cx);
        let made = tokio::task::spawn_blocking(move || {
            sweep(&root, &wanted);
            make_folder(&root)
        });
        let (number, folder) = made.await.map_err(|e| Error::refused(e.to_string()))??;
        Ok(Upload { number, folder, names: HashSet::new(), left: limit, limit, is_finished: false })
    }

    /// Begins a file of it; `given` is whatever name the browser sent.
    ///
    /// # Errors
    /// There are too many files, or it cannot be written.
    pub async fn file(&mut self, given: &str) -> Result<UploadFile<'_>> {
        if self.names.len() >= MOST_FILES {
            return Err(Error::refused(refusals::capture::too_many_files(MOST_FILES)));
        }
        let name = self.free_name(&safe_name(given));
        let path = self.folder.join(&name);
        let file = File::create_new(&path).await.map_err(|e| unwritten(&name, e))?;
        self.names.insert(name.to_lowercase());
        Ok(UploadFile { upload: self, file, name })
    }

    fn free_name(&self, name: &str) -> String {
        let is_free = |name: &String| !self.names.contains(&name.to_lowercase());
        let numbered = (2..).map(|n| format!("{n}-{name}"));
        std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// How many files it has.
    pub fn files(&self) -> usize {
        self.names.len()
    }

    /// It is complete; the number under which it waits.
    pub fn finish(mut self) -> u64 {
        self.is_finished = true;
        self.number
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.is_finished {
            // Whatever cannot be deleted now goes with the next upload a week from now.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

impl UploadFile<'_> {
    /// Writes the next piece.
    ///
    /// # Errors
    /// The upload is larger than the owner allows, or the disk is full.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(left) = self.upload.left.checked_sub(bytes.len() as u64) else {
            return Err(Error::refused(refusals::capture::upload_too_large(self.upload.limit / (1 << 20))));
        };
        self.upload.left = left;
        self.file.write_all(bytes).await.map_err(|e| unwritten(&self.name, e))
    }

    /// The file is complete.
    ///
    /// # Errors
    /// The disk is full.
    pub async fn finish(mut self) -> Result<()> {
        self.file.flush().await.map_err(|e| unwritten(&self.name, e))
    }
}

/// The files of an upload that waits, by name.
///
/// # Errors
/// The member may not, or the upload is not there any more.
pub async fn waiting(cx: &Cx, number: u64) -> Result<Vec<Waiting>> {
    cx.require(Right::Run)?;
    let folder = root(cx).join(number.to_string());
    let gone = || Error::not_found(refusals::capture::UPLOAD_GONE);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|_| gone())?.flatten() {
        let bytes = entry.metadata().map(|m| m.len()).unwrap_or(0);
        files.push(Waiting {
            name: entry.file_name().to_string_lossy().into_owned(),
            bytes,
            path: entry.path(),
        });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if files.is_empty() { Err(gone()) } else { Ok(files) }
}

/// A folder or file on the server, as it was typed.
///
/// # Errors
/// The member may not, or it is not there or cannot be read; the words say which.
pub fn on_server(cx: &Cx, typed: &str) -> Result<PathBuf> {
    cx.require(Right::Run)?;
    // What the server can read is more than what is this network's.
    cx.require(Right::Administer)?;
    let typed = typed.trim();
    let path = Path::new(typed);
    if !path.is_absolute() {
        return Err(Error::refused(refusals::capture::path_not_whole(typed)));
    }
    let unreadable = |e: std::io::Error| match e.kind() {
        ErrorKind::NotFound => Error::refused(refusals::capture::path_missing(typed)),
        ErrorKind::PermissionDenied => Error::refused(refusals::capture::path_forbidden(typed)),
        _ => Error::refused(refusals::capture::path_unreadable(typed, &e)),
    };
    let path = path.canonicalize().map_err(unreadable)?;
    if path.is_dir() {
        std::fs::read_dir(&path).map_err(unreadable)?;
    } else {
        std::fs::File::open(&path).map_err(unreadable)?;
    }
    Ok(path)
}

/// The name of an uploaded file; `None` of any other path.
pub(super) fn name_of(cx: &Cx, path: &Path) -> Option<String> {
    let root = root(cx);
    let root = root.canonicalize().unwrap_or(root);
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut inside = path.strip_prefix(&root).ok()?.components();
    match (inside.next(), inside.next(), inside.next()) {
        (Some(Component::Normal(_)), Some(Component::Normal(name)), None) => {
            Some(name.to_string_lossy().into_owned())
        }
        _ => None,
    }
}

/// How a path is shown: an upload by its name, everything else as it is.
pub(super) fn shown(cx: &Cx, path: &Path) -> String {
    name_of(cx, path).unwrap_or_else(|| path.display().to_string())
}

/// Deletes the uploads among these paths, once they are imported or taken back.
pub(super) fn forget(cx: &Cx, paths: &[PathBuf]) {
    for path in paths.iter().filter(|path| name_of(cx, path).is_some()) {
        let _ = std::fs::remove_file(path);
        if let Some(folder) = path.parent() {
            // Not while another file of the upload is in it.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Each network has its own: nobody reads what another principal sent.
fn root(cx: &Cx) -> PathBuf {
    let folder = match cx.workspace {
        WorkspaceId(1) => "uploads".to_owned(),
        WorkspaceId(other) => format!("uploads-{other}"),
    };
    cx.app.data.join(folder)
}

/// Makes the folder of a new upload, with the next number.
fn make_folder(root: &Path) -> Result<(u64, PathBuf)> {
    let io = |e| Error::Io { what: format!("cannot make a folder in {}", root.display()), source: e };
    std::fs::create_dir_all(root).map_err(io)?;
    let taken = std::fs::read_dir(root).map_err(io)?.flatten();
    let newest = taken.filter_map(|e| e.file_name().to_str()?.parse::<u64>().ok()).max().unwrap_or(0);
    for number in newest + 1.. {
        let folder = root.join(number.to_string());
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok((number, folder)),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(io(e)),
        }
    }
    Err(Error::refused(refusals::capture::NO_UPLOAD_NUMBERS))
}

/// Deletes uploads that are a week old, unless an import could still be gone on with.
fn sweep(root: &Path, wanted: &HashSet<PathBuf>) {
    for entry in std::fs::read_dir(root).into_iter().flatten().flatten() {
        let folder = entry.path().canonicalize().unwrap_or_else(|_| entry.path());
        let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
        let is_wanted = wanted.iter().any(|path| path.starts_with(&folder));
        if age.is_some_and(|age| age > KEPT_FOR) && !is_wanted {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// The last part of a name from outside, as a name that every file system and terminal takes for nothing else.
fn safe_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .map(|c| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c })
        .filter(|c| !matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let plain = plain.trim().trim_start_matches('.').trim_end_matches('.').trim();
    let mut name = plain.to_owned();
    // The end says what it is: a long name loses its beginning.
    while name.len() > LONGEST_NAME {
        name.remove(0);
    }
    if name.is_empty() { "file".to_owned() } else { name }
}

fn unwritten(name: &str, error: std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Error::refused(refusals::capture::DISK_FULL)
        }
        _ => Error::Io { what: format!("the upload “{name}” cannot be kept"), source: error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_outside_are_only_names() {
        for (given, kept) in [
            ("inbox.mbox", "inbox.mbox"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("/etc/shadow", "shadow"),
            ("..", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("a\0b\nc.vcf", "a_b_c.vcf"),
            ("fdp.\u{202e}exe", "fdp.exe"),
            ("連絡先.vcf", "連絡先.vcf"),
            ("CON: <x>|*.csv", "CON_ _x___.csv"),
        ] {
            assert_eq!(safe_name(given), kept, "{given:?}");
        }
        let long = safe_name(&format!("{}.mbox", "長".repeat(200)));
        assert!(long.len() <= LONGEST_NAME && long.ends_with(".mbox"));
    }
}
