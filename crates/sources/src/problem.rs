//! What could not be read, and why, in words for the owner.

use std::io;

/// Something under a root that is not delivered as a file, or not wholly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as [`crate::Found::path`] would say it.
    pub path: String,
    /// Left out for a good reason, or a failure.
    pub kind: ProblemKind,
    /// What is the matter, in a few plain words, without a full stop (`cannot be opened: permission denied`).
    pub reason: String,
}

/// Left out for a good reason, or a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is nothing to read here: an empty file, a pipe, a folder that was read already.
    Skipped,
    /// There should have been something, and it could not be read, or not to its end.
    Failed,
}

impl Problem {
    pub(crate) fn skipped(path: &str, reason: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), kind: ProblemKind::Skipped, reason: reason.into() }
    }

    pub(crate) fn failed(path: &str, reason: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), kind: ProblemKind::Failed, reason: reason.into() }
    }
}

/// A bound of [`crate::Limits`] was reached while reading; travels as the inner error of an [`io::Error`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Refused(pub(crate) String);

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> io::Error {
        io::Error::other(refused)
    }
}

/// Why a stream broke, for the owner.
pub(crate) fn reason(error: &io::Error) -> String {
    if let Some(refused) = error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>()) {
        return refused.0.clone();
    }
    let text = error.to_string();
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            "cut off: it ends in the middle; what came before was read".to_owned()
        }
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "not found".to_owned(),
        // The one text by which zstd says that a frame needs a larger window than it was allowed.
        _ if text.contains("too much memory") => {
            "packed with a window over 128 MiB (zstd --long above 27); pack it again with --long=27"
                .to_owned()
        }
        _ => format!("broken: {}", without_code(&text)),
    }
}

/// `Is a directory (os error 21)` without what stands in parentheses.
fn without_code(text: &str) -> &str {
    text.split(" (os error").next().unwrap_or(text)
}
