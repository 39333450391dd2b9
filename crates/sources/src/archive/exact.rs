//! The bytes of one entry, which has to be as long as it said.

use std::io::{self, Read};

/// Exactly `left` more bytes of a reader; it is an error if they are not there.
pub(super) struct Exact<'r> {
    inner: &'r mut dyn Read,
    left: u64,
    has_failed: bool,
}

impl<'r> Exact<'r> {
    pub(super) fn new(inner: &'r mut dyn Read, length: u64) -> Exact<'r> {
        Exact { inner, left: length, has_failed: false }
    }

    /// How many bytes are still to come.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// True if reading ended in an error, which whoever was reading has reported.
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Reads over what is left of it.
    pub(super) fn skip_rest(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(drop)
    }
}

impl Read for Exact<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        if wanted == 0 {
            return Ok(0);
        }
        let read = match self.inner.read(&mut buffer[..wanted]) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            other => other,
        };
        match &read {
            Ok(count) => self.left -= *count as u64,
            Err(error) => self.has_failed = error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}
