//! The table of contents at the end of a zip, read in batches so that its length does not matter.

use std::io::{self, BufReader, Read, SeekFrom};

use crate::archive::zip::ReadSeek;
use crate::archive::zip::entry::Header;

/// The record that ends a zip: 22 bytes and a comment of up to 64 KiB.
const END_BYTES: u64 = 22;
pub(super) const END_MARK: [u8; 4] = *b"PK\x05\x06";
const ENTRY_BYTES: usize = 46;
pub(super) const ENTRY_MARK: [u8; 4] = *b"PK\x01\x02";
const END64_BYTES: u64 = 56;
pub(super) const END64_MARK: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_BYTES: u64 = 20;
const LOCATOR_MARK: [u8; 4] = *b"PK\x06\x07";

/// Entries, and bytes of names, that are held at a time.
const BATCH_ENTRIES: usize = 1000;
const BATCH_BYTES: usize = 1 << 20;

/// Where the table of contents stands, and how far it was read.
#[derive(Debug)]
pub(super) struct Directory {
    /// Where the next entry begins.
    at: u64,
    /// Where the table ends.
    end: u64,
    /// How many bytes stand before the archive in the file (a self-extracting program, say); offsets do not count them.
    before: u64,
}

impl Directory {
    /// Looks for the table; `None` if the file has none, which is so if it was cut off.
    pub(super) fn find(file: &mut dyn ReadSeek) -> io::Result<Option<Directory>> {
        let length = file.seek(SeekFrom::End(0))?;
        let tail_start = length.saturating_sub(END_BYTES + u64::from(u16::MAX));
        file.seek(SeekFrom::Start(tail_start))?;
        let mut tail = Vec::new();
        file.take(END_BYTES + u64::from(u16::MAX)).read_to_end(&mut tail)?;
        for start in (0..tail.len()).rev() {
            let Some(end) = End::parse(&tail[start..]) else { continue };
            if let Some(directory) = locate(file, end, tail_start + start as u64)? {
                return Ok(Some(directory));
            }
        }
        Ok(None)
    }

    /// The next entries; none at the end of the table.
    pub(super) fn next_batch(&mut self, file: &mut dyn ReadSeek) -> io::Result<Vec<Header>> {
        file.seek(SeekFrom::Start(self.at))?;
        let mut table = BufReader::new(file.take(self.end.saturating_sub(self.at)));
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH_ENTRIES && bytes < BATCH_BYTES && self.at < self.end {
            let (header, length) = read_entry(&mut table, self.before)?;
            self.at += length as u64;
            bytes += length;
            batch.push(header);
        }
        Ok(batch)
    }
}

/// What the last record of a zip says of the table.
#[derive(Clone, Copy)]
struct End {
    size: u64,
    offset: u64,
    /// Some figure did not fit: the true ones are in a zip64 record before this one.
    is_zip64: bool,
}

impl End {
    fn parse(bytes: &[u8]) -> Option<End> {
        let fixed = bytes.get(..END_BYTES as usize)?;
        let comment = usize::from(u16_at(fixed, 20));
        if !fixed.starts_with(&END_MARK) || bytes.len() < END_BYTES as usize + comment {
            return None;
        }
        let (entries, size, offset) = (u16_at(fixed, 10), u32_at(fixed, 12), u32_at(fixed, 16));
        let is_zip64 = entries == u16::MAX || size == u32::MAX || offset == u32::MAX;
        Some(End { size: size.into(), offset: offset.into(), is_zip64 })
    }
}

/// From the last record, which stands at `end_at`, to the table. `None` if the figures do not fit the file.
fn locate(file: &mut dyn ReadSeek, end: End, end_at: u64) -> io::Result<Option<Directory>> {
    let (end, table_end) = match end.is_zip64 {
        true => zip64(file, end_at)?.unwrap_or((end, end_at)),
        false => (end, end_at),
    };
    let directory = table_end.checked_sub(end.size).and_then(|at| {
        let before = at.checked_sub(end.offset)?;
        Some(Directory { at, end: table_end, before })
    });
    let Some(directory) = directory else { return Ok(None) };
    if end.size == 0 {
        return Ok(Some(directory));
    }
    file.seek(SeekFrom::Start(directory.at))?;
    let mut mark = [0; 4];
    file.read_exact(&mut mark)?;
    Ok((mark == ENTRY_MARK).then_some(directory))
}

/// The zip64 record and where it stands, by way of its locator just before the last record.
fn zip64(file: &mut dyn ReadSeek, end_at: u64) -> io::Result<Option<(End, u64)>> {
    let Some(locator_at) = end_at.checked_sub(LOCATOR_BYTES) else { return Ok(None) };
    let mut locator = [0; LOCATOR_BYTES as usize];
    file.seek(SeekFrom::Start(locator_at))?;
    file.read_exact(&mut locator)?;
    // Where it says, or right before the locator, which is where it is if something stands before the archive.
    let claimed = u64_at(&locator, 8);
    for at in [Some(claimed), locator_at.checked_sub(END64_BYTES)].into_iter().flatten() {
        if !locator.starts_with(&LOCATOR_MARK) || at.saturating_add(END64_BYTES) > locator_at {
            continue;
        }
        let mut record = [0; END64_BYTES as usize];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut record)?;
        if record.starts_with(&END64_MARK) {
            let end = End { size: u64_at(&record, 40), offset: u64_at(&record, 48), is_zip64: true };
            return Ok(Some((end, at)));
        }
    }
    Ok(None)
}

/// One entry of the table, and how many bytes it takes there.
fn read_entry(table: &mut dyn Read, before: u64) -> io::Result<(Header, usize)> {
    let mut fixed = [0; ENTRY_BYTES];
    table.read_exact(&mut fixed)?;
    if !fixed.starts_with(&ENTRY_MARK) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the table of contents of the zip is damaged",
        ));
    }
    let lengths = [28, 30, 32].map(|at| usize::from(u16_at(&fixed, at)));
    let [name, extra, comment] = lengths.map(|length| vec![0; length]);
    let mut texts = [name, extra, comment];
    for text in &mut texts {
        table.read_exact(text)?;
    }
    let [name, extra, _] = texts;
    let mut header = Header {
        name,
        flags: u16_at(&fixed, 8),
        method: u16_at(&fixed, 10),
        crc: u32_at(&fixed, 16),
        packed_bytes: u32_at(&fixed, 20).into(),
        unpacked_bytes: u32_at(&fixed, 24).into(),
        offset: u32_at(&fixed, 42).into(),
        // The upper half holds the Unix mode, if the archive was made on Unix.
        unix_mode: u32_at(&fixed, 38) >> 16,
    };
    header.take_zip64(&extra);
    header.offset = header.offset.saturating_add(before);
    Ok((header, ENTRY_BYTES + lengths.iter().sum::<usize>()))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
