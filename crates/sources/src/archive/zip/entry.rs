//! One file of a zip, from its header to its checksum.

use std::cell::Cell;
use std::io::{self, BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use crate::archive::entry_path;
use crate::archive::exact::Exact;
use crate::archive::zip::ReadSeek;
use crate::archive::zip::directory::{u16_at, u32_at, u64_at};
use crate::meter::{Packed, Unpacked};
use crate::problem::{Problem, reason};
use crate::walk::{Place, Walk};

pub(super) const LOCAL_MARK: [u8; 4] = *b"PK\x03\x04";
pub(super) const LOCAL_BYTES: usize = 30;
const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

/// What the archive says of a file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) name: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed_bytes: u64,
    pub(super) unpacked_bytes: u64,
    /// Where the local header stands in the file.
    pub(super) offset: u64,
    pub(super) unix_mode: u32,
}

impl Header {
    /// Sizes and offsets that did not fit into 32 bits stand in the extra field 0x0001, in this order, each only
    /// if it did not fit.
    pub(super) fn take_zip64(&mut self, extra: &[u8]) {
        let mut fields = extra;
        while fields.len() >= 4 {
            let (id, length) = (u16_at(fields, 0), usize::from(u16_at(fields, 2)));
            let content = fields.get(4..4 + length).unwrap_or(&[]);
            if id == 1 {
                let mut numbers = content.chunks_exact(8).map(|number| u64_at(number, 0));
                for figure in [&mut self.unpacked_bytes, &mut self.packed_bytes, &mut self.offset] {
                    if *figure == u64::from(u32::MAX) {
                        *figure = numbers.next().unwrap_or(*figure);
                    }
                }
            }
            fields = fields.get(4 + length..).unwrap_or(&[]);
        }
    }

    pub(super) fn is_folder(&self) -> bool {
        self.name.ends_with(b"/") || self.name.ends_with(b"\\")
    }

    fn is_encrypted(&self) -> bool {
        self.flags & 1 != 0
    }

    fn is_link(&self) -> bool {
        self.unix_mode & 0o170_000 == 0o120_000
    }

    /// The path of the file, or why it is not read.
    pub(super) fn path_in(&self, archive: &str) -> Result<String, Problem> {
        let path = entry_path(archive, &self.name)?;
        if self.is_encrypted() {
            return Err(Problem::failed(
                &path,
                "encrypted; unpack the zip with its password and import the files",
            ));
        }
        if self.is_link() {
            return Err(Problem::skipped(&path, "a link or special file inside an archive"));
        }
        match self.method {
            STORED | DEFLATED => Ok(path),
            other => Err(Problem::failed(
                &path,
                format!("packed by {}, which is not supported", method_name(other)),
            )),
        }
    }
}

fn method_name(method: u16) -> String {
    match method {
        9 => "deflate64".to_owned(),
        12 => "bzip2".to_owned(),
        14 => "LZMA".to_owned(),
        20 | 93 => "zstd".to_owned(),
        95 => "xz".to_owned(),
        other => format!("method {other}"),
    }
}

/// A file of which the table of contents says where it stands.
pub(super) fn open(
    walk: &mut Walk<'_>,
    file: &mut dyn ReadSeek,
    header: &Header,
    place: Place<'_>,
) -> ControlFlow<()> {
    if header.is_folder() {
        return ControlFlow::Continue(());
    }
    let path = match header.path_in(place.path) {
        Ok(path) => path,
        Err(problem) => return walk.problem(problem),
    };
    if let Err(error) = seek_content(file, header.offset) {
        return walk.problem(Problem::failed(&path, reason(&error)));
    }
    unpack(walk, &mut Exact::new(file, header.packed_bytes), header, &path, place.layers)
}

/// The file itself, from its packed bytes.
pub(super) fn unpack(
    walk: &mut Walk<'_>,
    content: &mut Exact<'_>,
    header: &Header,
    path: &str,
    layers: u32,
) -> ControlFlow<()> {
    let place = Place { path, size: Some(header.unpacked_bytes), layers: layers + 1 };
    if header.method == STORED {
        return walk.open_stream(&mut Checked::new(content, header.crc), place);
    }
    let packed = Cell::new(0);
    let decoder = DeflateDecoder::new(BufReader::new(Packed::new(content, &packed)));
    let unpacked = Unpacked::new(decoder, &packed, walk.meter);
    walk.open_stream(&mut Checked::new(unpacked, header.crc), place)
}

/// Past the local header, which repeats what the table of contents says but has lengths of its own.
fn seek_content(file: &mut dyn ReadSeek, offset: u64) -> io::Result<()> {
    file.seek(SeekFrom::Start(offset))?;
    let mut local = [0; LOCAL_BYTES];
    file.read_exact(&mut local)?;
    if !local.starts_with(&LOCAL_MARK) {
        let text = "the table of contents points to a place where no file is";
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    let names = i64::from(u16_at(&local, 26)) + i64::from(u16_at(&local, 28));
    file.seek(SeekFrom::Current(names)).map(drop)
}

/// Unpacked bytes whose checksum is compared when they end.
struct Checked<R> {
    inner: R,
    crc: Crc,
    expected: Option<u32>,
}

impl<R> Checked<R> {
    fn new(inner: R, expected: u32) -> Checked<R> {
        Checked { inner, crc: Crc::new(), expected: Some(expected) }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.crc.update(&buffer[..count]);
        let is_end = count == 0 && !buffer.is_empty();
        match self.expected.take_if(|_| is_end) {
            Some(expected) if expected != self.crc.sum() => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its checksum is wrong, so its content is damaged",
            )),
            _ => Ok(count),
        }
    }
}

/// What a local header says, for reading without a table of contents.
pub(super) fn parse_local(fixed: &[u8; LOCAL_BYTES], name: Vec<u8>, extra: &[u8]) -> Header {
    let mut header = Header {
        name,
        flags: u16_at(fixed, 6),
        method: u16_at(fixed, 8),
        crc: u32_at(fixed, 14),
        packed_bytes: u32_at(fixed, 18).into(),
        unpacked_bytes: u32_at(fixed, 22).into(),
        offset: 0,
        unix_mode: 0,
    };
    header.take_zip64(extra);
    header
}
