//! A stream whose beginning can be looked at before it is read, and which ends, rather than errs, when it breaks.

use std::io::{self, Read};

/// Bytes read at a time. Large enough that the call per piece does not matter, small enough for many layers.
const BUFFER_BYTES: usize = 64 << 10;

/// How much of the beginning can be looked at.
pub(crate) const PEEK_BYTES: usize = 8 << 10;

/// What a visitor does with a stream. A trait only so that `Found` need not name the lifetimes of the layers beneath.
pub(crate) trait Pieces: Read {
    /// The next bytes without taking them: [`PEEK_BYTES`] at least, or all there are.
    fn peek(&mut self) -> &[u8];

    /// Takes the next bytes; empty at the end.
    fn next_chunk(&mut self) -> &[u8];
}

/// A reader with a buffer of fixed size. An error of the reader beneath is kept in `failure` and ends the stream.
pub(crate) struct Stream<'r> {
    inner: &'r mut dyn Read,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    is_ended: bool,
    failure: Option<io::Error>,
}

impl<'r> Stream<'r> {
    pub(crate) fn new(inner: &'r mut dyn Read) -> Stream<'r> {
        let buffer = vec![0; BUFFER_BYTES];
        Stream { inner, buffer, start: 0, end: 0, is_ended: false, failure: None }
    }

    /// Why the stream ended before its time; it is told once.
    pub(crate) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    fn fill(&mut self) {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        match self.inner.read(&mut self.buffer[self.end..]) {
            Ok(0) => self.is_ended = true,
            Ok(count) => self.end += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                self.is_ended = true;
                self.failure = Some(error);
            }
        }
    }
}

impl Pieces for Stream<'_> {
    fn peek(&mut self) -> &[u8] {
        while self.end - self.start < PEEK_BYTES && !self.is_ended {
            self.fill();
        }
        &self.buffer[self.start..self.end]
    }

    fn next_chunk(&mut self) -> &[u8] {
        if self.start == self.end {
            self.peek();
        }
        let start = std::mem::replace(&mut self.start, self.end);
        &self.buffer[start..self.end]
    }
}

/// For the decoders of the next layer, which do want to know: here a failure is an error again.
impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.start == self.end && !self.is_ended {
            self.fill();
        }
        let count = out.len().min(self.end - self.start);
        if count == 0 && !out.is_empty() {
            return self.failure.take().map_or(Ok(0), Err);
        }
        out[..count].copy_from_slice(&self.buffer[self.start..self.start + count]);
        self.start += count;
        Ok(count)
    }
}
