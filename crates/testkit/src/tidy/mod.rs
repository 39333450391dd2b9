//! The house rules, as functions from the files of the repository to what is wrong in them.
//!
//! A rule that is run needs no reviewer. Each rule takes a [`Tree`] and gives a line for each violation, with file and
//! line number; `tests/tidy.rs` runs all of them over the checkout. Rules look at text, not at types: what they cannot
//! see, clippy and the compiler do.
//!
//! | rule | where |
//! |---|---|
//! | crates depend only where the arrows point | [`arrows`] |
//! | the pure crates touch nothing outside; nobody asks a clock | [`purity`] |
//! | SQL in its place, one feature writes a table, migrations alike | [`tables`] |
//! | what a refusal says stands in `words` | [`refusals`] |
//! | lints switched on everywhere, exceptions with a reason | [`lints`] |
//! | nothing unfinished, no paths of somebody's machine, a word on each file | [`text`] |
//! | the longest functions and files (a report) | [`sizes`] |

pub mod arrows;
pub mod lints;
pub mod purity;
pub mod refusals;
mod rust;
pub mod sizes;
pub mod tables;
pub mod text;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use rust::{Literal, Source};

/// What is wrong, a line each.
pub type Violations = Vec<String>;

/// The files of a repository, in the order of their paths.
pub struct Tree {
    /// All text files.
    pub files: Vec<File>,
    /// Those in Rust, taken apart.
    pub sources: Vec<Source>,
}

/// A text file.
pub struct File {
    /// Relative to the root, with `/`.
    pub path: String,
    /// Its content; bytes that are no UTF-8 are replaced.
    pub text: String,
}

impl Tree {
    /// The checkout that this crate was built from: what git tracks or would track, else all files.
    pub fn of_checkout() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let paths = listed_by_git(&root).unwrap_or_else(|| walked(&root));
        Tree::new(paths.into_iter().filter_map(|path| {
            let bytes = std::fs::read(root.join(&path)).ok()?;
            Some(File { path, text: String::from_utf8_lossy(&bytes).into_owned() })
        }))
    }

    /// A tree of given files, for trying the rules.
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree::new(files.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }))
    }

    fn new(files: impl IntoIterator<Item = File>) -> Tree {
        let mut files: Vec<File> = files.into_iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
        let mut sources: Vec<Source> = rust.map(|file| Source::new(&file.path, &file.text)).collect();
        rust::mark_test_modules(&mut sources);
        Tree { files, sources }
    }

    /// The content of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The Rust files under a folder.
    pub fn sources_in<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = &'t Source> {
        self.sources.iter().filter(move |source| source.path.starts_with(folder))
    }
}

fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let listed = git.output().ok().filter(|output| output.status.success())?;
    let listed = String::from_utf8(listed.stdout).ok()?;
    let paths: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
    (!paths.is_empty()).then_some(paths)
}

/// All files under a folder, without git's and cargo's own.
fn walked(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).expect("a folder of the checkout").flatten() {
            let path = folder.join(entry.file_name());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && path != Path::new("target") && path != Path::new(".git") => {
                    folders.push(path);
                }
                Ok(kind) if kind.is_file() => found.push(path.to_string_lossy().into_owned()),
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_git_the_files_are_walked() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = walked(root);
        found.sort();
        assert_eq!(found.first().map(String::as_str), Some("Cargo.toml"));
        assert!(found.contains(&"src/tidy/mod.rs".to_owned()));
    }
}
