//! tar: files one after the other, each behind a block of 512 bytes that names it (POSIX.1-1988 ustar, pax, GNU).
//!
//! The `tar` crate reads a block and a pax record for us. The loop over entries is ours: the crate's reads a long
//! name into memory whatever its length, and ends at the first bad block without saying what it had.

use std::io::{self, Read};
use std::ops::ControlFlow;

use tar::{EntryType, Header, PaxExtensions};

use crate::archive::exact::Exact;
use crate::archive::{count_entry, entry_path};
use crate::problem::{Problem, reason};
use crate::stream::Stream;
use crate::walk::{Place, Walk};

const BLOCK: usize = 512;

/// What an extended header (a long name, pax records) may hold.
const EXTENSION_BYTES_MAX: u64 = 64 << 10;

/// True if these bytes begin with a block whose checksum is right, which text never is.
pub(crate) fn is_header(head: &[u8]) -> bool {
    head.len() >= BLOCK && is_sound(Header::from_byte_slice(&head[..BLOCK]))
}

/// The checksum is the sum of all bytes, its own eight taken as spaces.
fn is_sound(header: &Header) -> bool {
    let bytes = header.as_bytes();
    let sum: u32 = bytes.iter().map(|b| u32::from(*b)).sum();
    let own: u32 = bytes[148..156].iter().map(|b| u32::from(*b)).sum();
    header.cksum().is_ok_and(|claimed| claimed == sum - own + 8 * u32::from(b' '))
}

/// What extended headers say of the entry that follows them.
#[derive(Default)]
struct Extension {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

pub(super) fn open(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: Place<'_>) -> ControlFlow<()> {
    let mut extension = Extension::default();
    loop {
        let header = match next_header(stream) {
            Ok(Some(header)) => header,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => return walk.problem(Problem::failed(place.path, reason(&error))),
        };
        if let Err(problem) = count_entry(walk, place.path) {
            return walk.problem(problem);
        }
        let length = extension.size.take().map_or_else(|| header.entry_size(), Ok);
        let going_on = match length {
            Err(_) => Err(io::ErrorKind::InvalidData.into()),
            Ok(length) if is_extension(&header) => extension
                .read(&header, &mut Exact::new(stream, length))
                .and_then(|()| skip_padding(stream, length)),
            Ok(length) => {
                let mut content = Exact::new(stream, length);
                visit_entry(walk, &header, std::mem::take(&mut extension), &mut content, place)?;
                if content.has_failed() {
                    return ControlFlow::Continue(());
                }
                content.skip_rest().and_then(|()| skip_padding(stream, length))
            }
        };
        if let Err(error) = going_on {
            return walk.problem(Problem::failed(place.path, reason(&error)));
        }
    }
}

/// The next block that names an entry; `None` at the end, which is blocks of zeros or simply the end of the stream.
fn next_header(stream: &mut dyn Read) -> io::Result<Option<Header>> {
    let mut header = Header::new_old();
    let mut filled = 0;
    while filled < BLOCK {
        match stream.read(&mut header.as_mut_bytes()[filled..]) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    if header.as_bytes().iter().all(|byte| *byte == 0) {
        return Ok(None);
    }
    match is_sound(&header) {
        true => Ok(Some(header)),
        false => Err(io::Error::new(io::ErrorKind::InvalidData, "a tar header with a wrong checksum")),
    }
}

fn is_extension(header: &Header) -> bool {
    let kind = header.entry_type();
    kind.is_pax_local_extensions()
        || kind.is_pax_global_extensions()
        || kind.is_gnu_longname()
        || kind.is_gnu_longlink()
}

impl Extension {
    fn read(&mut self, header: &Header, content: &mut Exact<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.by_ref().take(EXTENSION_BYTES_MAX).read_to_end(&mut bytes)?;
        content.skip_rest()?;
        match header.entry_type() {
            EntryType::GNULongName => {
                while bytes.last() == Some(&0) {
                    bytes.pop();
                }
                self.name = Some(bytes);
            }
            EntryType::XHeader => self.read_pax(&bytes),
            _ => {}
        }
        Ok(())
    }

    fn read_pax(&mut self, bytes: &[u8]) {
        for record in PaxExtensions::new(bytes).flatten() {
            match record.key() {
                Ok("path") => self.name = Some(record.value_bytes().to_vec()),
                Ok("size") => self.size = record.value().ok().and_then(|size| size.parse().ok()),
                Ok(key) if key.starts_with("GNU.sparse.") => self.is_sparse = true,
                _ => {}
            }
        }
    }
}

fn visit_entry(
    walk: &mut Walk<'_>,
    header: &Header,
    extension: Extension,
    content: &mut Exact<'_>,
    place: Place<'_>,
) -> ControlFlow<()> {
    let kind = header.entry_type();
    let name = extension.name.unwrap_or_else(|| header.path_bytes().into_owned());
    // Tars from before 1988 have no type for folders, only a slash at the end of the name.
    if kind.is_dir() || (kind.is_file() && name.ends_with(b"/")) {
        return ControlFlow::Continue(());
    }
    let path = match entry_path(place.path, &name) {
        Ok(path) => path,
        Err(problem) => return walk.problem(problem),
    };
    if kind.is_gnu_sparse() || extension.is_sparse {
        return walk.problem(Problem::failed(&path, "a sparse file, which is not supported inside a tar"));
    }
    if !kind.is_file() && !kind.is_contiguous() {
        return walk.problem(Problem::skipped(&path, "a link or special file inside an archive"));
    }
    let size = Some(content.left());
    walk.open_stream(content, Place { path: &path, size, layers: place.layers + 1 })
}

/// Entries fill whole blocks.
fn skip_padding(stream: &mut dyn Read, length: u64) -> io::Result<()> {
    let padding = (BLOCK as u64 - length % BLOCK as u64) % BLOCK as u64;
    Exact::new(stream, padding).skip_rest()
}
