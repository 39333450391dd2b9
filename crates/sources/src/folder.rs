//! The files under a root, in a stable order.
//!
//! Symbolic links are followed, since people keep mail on other disks that way. Each folder is entered once in a
//! walk, by its canonical path, which ends cycles and keeps a handful of links to each other from standing for
//! billions of folders.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, reason};

/// What stands under a root.
pub(crate) enum Step<'a> {
    /// A regular file.
    File { path: &'a Path, label: &'a str, size: u64 },
    /// Something that is not entered or opened.
    Problem(Problem),
}

/// Goes through folders.
pub(crate) struct Folders {
    depth_max: u32,
    entered: HashSet<PathBuf>,
}

type OnStep<'a> = &'a mut dyn FnMut(Step<'_>) -> ControlFlow<()>;

impl Folders {
    pub(crate) fn new(depth_max: u32) -> Folders {
        Folders { depth_max, entered: HashSet::new() }
    }

    /// Everything under a root, which may be a file.
    pub(crate) fn visit_root(&mut self, root: &Path, on_step: OnStep<'_>) -> ControlFlow<()> {
        self.visit(root, &root_label(root), 0, on_step)
    }

    fn visit(&mut self, path: &Path, label: &str, depth: u32, on_step: OnStep<'_>) -> ControlFlow<()> {
        match fs::metadata(path) {
            Err(error) => on_step(Step::Problem(Problem::failed(label, why_missing(path, &error)))),
            Ok(metadata) if metadata.is_dir() => self.visit_folder(path, label, depth, on_step),
            Ok(metadata) => on_step(file_or_special(path, label, &metadata)),
        }
    }

    fn visit_folder(&mut self, path: &Path, label: &str, depth: u32, on_step: OnStep<'_>) -> ControlFlow<()> {
        if let Err(problem) = self.enter(path, label, depth) {
            return on_step(Step::Problem(problem));
        }
        let (names, failure) = sorted_names(path);
        for name in names {
            let child_label = format!("{label}/{}", printable(&name.to_string_lossy()));
            self.visit(&path.join(&name), &child_label, depth + 1, on_step)?;
        }
        match failure {
            Some(error) => {
                let text = format!("the folder cannot be listed: {}", reason(&error));
                on_step(Step::Problem(Problem::failed(label, text)))
            }
            None => ControlFlow::Continue(()),
        }
    }

    fn enter(&mut self, path: &Path, label: &str, depth: u32) -> Result<(), Problem> {
        if depth > self.depth_max {
            let text = format!("folders are nested more than {} deep", self.depth_max);
            return Err(Problem::failed(label, text));
        }
        let canonical = fs::canonicalize(path)
            .map_err(|e| Problem::failed(label, format!("the folder cannot be opened: {}", reason(&e))))?;
        if self.entered.contains(&canonical) {
            return Err(Problem::skipped(label, "this folder was read already, under another name"));
        }
        self.entered.insert(canonical);
        Ok(())
    }
}

/// The name of a root, which its files' paths begin with; `.` and `..` go by the name of the folder they mean.
fn root_label(root: &Path) -> String {
    let canonical = || fs::canonicalize(root).ok().and_then(|path| Some(path.file_name()?.to_owned()));
    let name = root.file_name().map(OsString::from).or_else(canonical);
    printable(&name.unwrap_or_else(|| root.as_os_str().to_owned()).to_string_lossy())
}

/// A name that cannot disturb a terminal or break a line of the report.
pub(crate) fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The names in a folder, sorted by their bytes, and what kept the list from being complete.
fn sorted_names(path: &Path) -> (Vec<OsString>, Option<io::Error>) {
    let mut names = Vec::new();
    let mut failure = None;
    match fs::read_dir(path) {
        Err(error) => failure = Some(error),
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => names.push(entry.file_name()),
                    Err(error) => failure = Some(error),
                }
            }
        }
    }
    names.sort_unstable();
    (names, failure)
}

fn file_or_special<'a>(path: &'a Path, label: &'a str, metadata: &Metadata) -> Step<'a> {
    if metadata.is_file() {
        return Step::File { path, label, size: metadata.len() };
    }
    let text = format!("{}, which is never opened", special_name(metadata.file_type()));
    Step::Problem(Problem::skipped(label, text))
}

#[cfg(unix)]
fn special_name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_block_device() || kind.is_char_device() => "a device",
        _ => "not a file",
    }
}

#[cfg(not(unix))]
fn special_name(_: FileType) -> &'static str {
    "not a file"
}

/// A link to nowhere and a path that does not exist fail alike; the owner wants to know which it is.
fn why_missing(path: &Path, error: &io::Error) -> String {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    match (is_link, error.kind()) {
        (true, io::ErrorKind::NotFound) => "a symbolic link to something that does not exist".to_owned(),
        (true, _) => format!("a symbolic link that cannot be followed: {}", reason(error)),
        (false, _) => reason(error),
    }
}
