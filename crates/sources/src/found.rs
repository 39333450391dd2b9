//! One file as the visitor of a walk sees it.

use std::io::{self, Read};
use std::path::Path;

use crate::meter::Meter;
use crate::problem::Problem;
use crate::stream::Pieces;

/// What a walk comes across.
pub enum Visit<'a> {
    /// A file with at least one byte, on disk or in an archive.
    File(Found<'a>),
    /// Something that is not delivered, or was not delivered wholly.
    Problem(Problem),
}

/// A file to read, or to leave unread.
///
/// The stream cannot fail: should it break (a bad disk, a truncated archive, a bomb), it ends early, and the visitor
/// is given the [`Problem`] next. So a caller reads to the end and need not tell the two apart.
pub struct Found<'a> {
    pub(crate) path: &'a str,
    pub(crate) root: &'a Path,
    pub(crate) size: Option<u64>,
    pub(crate) stream: &'a mut dyn Pieces,
    pub(crate) meter: &'a Meter<'a>,
}

impl Found<'_> {
    /// Where it stands, beginning with the name of its root: `export.zip/Connections.csv`, `mail/cur/123`.
    ///
    /// The same file has the same path each time; characters that would disturb a terminal are replaced.
    pub fn path(&self) -> &str {
        self.path
    }

    /// The root under which it was found, as it was given to the walk.
    pub fn root(&self) -> &Path {
        self.root
    }

    /// Its size as the folder or archive has it, which need not be true; `None` if it does not say.
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// The next bytes without taking them: at least 8 KiB, or all that is left of the file.
    pub fn peek(&mut self) -> &[u8] {
        self.stream.peek()
    }

    /// Takes the next piece of the file, at most 64 KiB; `None` at its end.
    pub fn next_chunk(&mut self) -> Option<&[u8]> {
        let chunk = self.stream.next_chunk();
        (!chunk.is_empty()).then_some(chunk)
    }

    /// Bytes on disk (packed, where packed) which the walk has behind it, up to [`crate::total_bytes`].
    pub fn raw_bytes(&self) -> u64 {
        self.meter.raw_bytes()
    }
}

/// The same stream for what wants a reader; it never returns an error.
impl Read for Found<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.stream.peek().is_empty() {
            return Ok(0);
        }
        self.stream.read(out)
    }
}
