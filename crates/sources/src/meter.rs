//! How much was read and unpacked: for progress, and to notice archives that unpack into far too much.

use std::cell::Cell;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

use crate::limits::Limits;
use crate::problem::Refused;

/// The figures of a walk. Shared by reference among the readers of the layers, which are all on one thread.
pub(crate) struct Meter<'w> {
    limits: &'w Limits,
    /// Bytes on disk of the files that are done with.
    before: Cell<u64>,
    /// Size on disk of the current file.
    file_size: Cell<u64>,
    /// Bytes read of the current file.
    file_read: Cell<u64>,
    /// Bytes unpacked from the current file, in all its layers.
    unpacked: Cell<u64>,
    /// Entries of archives met in the current file.
    entries: Cell<u64>,
}

impl<'w> Meter<'w> {
    pub(crate) fn new(limits: &'w Limits) -> Meter<'w> {
        let zero = || Cell::new(0);
        Meter {
            limits,
            before: zero(),
            file_size: zero(),
            file_read: zero(),
            unpacked: zero(),
            entries: zero(),
        }
    }

    /// A file on disk begins.
    pub(crate) fn begin_file(&self, size: u64) {
        self.file_size.set(size);
        for figure in [&self.file_read, &self.unpacked, &self.entries] {
            figure.set(0);
        }
    }

    /// The file is done with, read or not.
    pub(crate) fn end_file(&self) {
        self.before.set(self.before.get() + self.file_size.get());
        self.begin_file(0);
    }

    /// Bytes on disk that are behind us. Parts of a zip are read twice, so the current file counts at most its size.
    pub(crate) fn raw_bytes(&self) -> u64 {
        self.before.get() + self.file_read.get().min(self.file_size.get())
    }

    /// Counts one entry of an archive; false if there are too many.
    pub(crate) fn count_entry(&self) -> bool {
        self.entries.set(self.entries.get() + 1);
        self.entries.get() <= self.limits.entries
    }

    /// True if the current file has unpacked into too much, so that its other entries are not worth trying.
    pub(crate) fn is_spent(&self) -> bool {
        self.exceeds_ratio(self.unpacked.get(), self.file_size.get())
    }

    fn exceeds_ratio(&self, bytes_out: u64, bytes_in: u64) -> bool {
        bytes_out > self.limits.ratio_free_bytes && bytes_out / self.limits.ratio.max(1) > bytes_in
    }
}

/// A file on disk whose bytes are counted as they are read.
pub(crate) struct Counted<'m, R> {
    inner: R,
    meter: &'m Meter<'m>,
}

impl<'m, R> Counted<'m, R> {
    pub(crate) fn new(inner: R, meter: &'m Meter<'m>) -> Counted<'m, R> {
        Counted { inner, meter }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.file_read.set(self.meter.file_read.get() + count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Packed bytes on their way into a decoder, counted for the ratio.
pub(crate) struct Packed<'c, R> {
    inner: R,
    count: &'c Cell<u64>,
}

impl<'c, R> Packed<'c, R> {
    pub(crate) fn new(inner: R, count: &'c Cell<u64>) -> Packed<'c, R> {
        Packed { inner, count }
    }
}

impl<R: Read> Read for Packed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.set(self.count.get() + count as u64);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Packed<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.count.set(self.count.get() + count as u64);
        self.inner.consume(count);
    }
}

/// What comes out of a decoder; an error once it is too much for what went in.
///
/// Two ratios are watched: this layer's own, and that of the whole file on disk, because layers multiply (gz in gz)
/// and entries of a zip may overlap, so that each looks harmless.
pub(crate) struct Unpacked<'m, R> {
    inner: R,
    packed: &'m Cell<u64>,
    bytes_out: u64,
    meter: &'m Meter<'m>,
}

impl<'m, R> Unpacked<'m, R> {
    pub(crate) fn new(inner: R, packed: &'m Cell<u64>, meter: &'m Meter<'m>) -> Unpacked<'m, R> {
        Unpacked { inner, packed, bytes_out: 0, meter }
    }

    fn check(&self) -> Result<(), Refused> {
        let limits = self.meter.limits;
        if self.meter.exceeds_ratio(self.bytes_out, self.packed.get()) || self.meter.is_spent() {
            return Err(Refused(format!(
                "refused: unpacks into more than {} times its size, as archives made to do harm do",
                limits.ratio
            )));
        }
        if self.bytes_out > limits.entry_bytes {
            return Err(Refused(format!(
                "refused: unpacks into more than {} GiB; unpack it first and import the files",
                limits.entry_bytes >> 30
            )));
        }
        Ok(())
    }
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let count = self.inner.read(buffer)?;
        self.bytes_out += count as u64;
        self.meter.unpacked.set(self.meter.unpacked.get() + count as u64);
        Ok(count)
    }
}
