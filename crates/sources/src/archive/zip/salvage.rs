//! A zip from front to back, without its table of contents: one that lost its end, or a large one inside another
//! archive.
//!
//! Some writers put a file's size behind the file ("data descriptor"). Deflate knows its own end, so such files are
//! read all the same; a stored one of unknown length cannot be, and ends the salvage.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;

use crate::archive::count_entry;
use crate::archive::exact::Exact;
use crate::archive::zip::directory::{END_MARK, END64_MARK, ENTRY_MARK, u16_at};
use crate::archive::zip::entry::{self, DEFLATED, Header, LOCAL_BYTES, LOCAL_MARK, parse_local};
use crate::meter::{Packed, Unpacked};
use crate::problem::{Problem, reason};
use crate::walk::{Place, Walk};

/// Set in a header if the sizes stand behind the file.
const SIZES_BEHIND: u16 = 8;

/// What may stand behind such a file before the next one: a mark, a checksum and two sizes of 64 bits.
const SIZES_BEHIND_BYTES: usize = 24;

pub(super) fn open(walk: &mut Walk<'_>, content: &mut dyn Read, place: Place<'_>) -> ControlFlow<()> {
    let mut content = BufReader::with_capacity(64 << 10, content);
    let mut is_behind_unmeasured = false;
    loop {
        let header = match next_header(&mut content, is_behind_unmeasured) {
            Ok(Some(header)) => header,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => return walk.problem(Problem::failed(place.path, reason(&error))),
        };
        if let Err(problem) = count_entry(walk, place.path) {
            return walk.problem(problem);
        }
        is_behind_unmeasured = header.flags & SIZES_BEHIND != 0 && header.packed_bytes == 0;
        let read = match is_behind_unmeasured {
            true => open_unmeasured(walk, &mut content, &header, place)?,
            false => open_measured(walk, &mut content, &header, place)?,
        };
        if let Err(error) = read {
            return walk.problem(Problem::failed(place.path, reason(&error)));
        }
    }
}

/// The next local header; `None` where the table of contents begins, that is, after the last file.
fn next_header(content: &mut dyn Read, is_behind_unmeasured: bool) -> io::Result<Option<Header>> {
    let mut fixed = [0; LOCAL_BYTES];
    let mark = next_mark(content, if is_behind_unmeasured { SIZES_BEHIND_BYTES } else { 0 })?;
    match mark {
        LOCAL_MARK => {}
        ENTRY_MARK | END_MARK | END64_MARK => return Ok(None),
        _ => {
            let text = "damaged, and without a table of contents to go by";
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
    }
    content.read_exact(&mut fixed[mark.len()..])?;
    let mut name = vec![0; usize::from(u16_at(&fixed, 26))];
    let mut extra = vec![0; usize::from(u16_at(&fixed, 28))];
    content.read_exact(&mut name)?;
    content.read_exact(&mut extra)?;
    Ok(Some(parse_local(&fixed, name, &extra)))
}

/// The next four bytes, or those of the first mark within so many bytes after them.
fn next_mark(content: &mut dyn Read, slack_bytes: usize) -> io::Result<[u8; 4]> {
    let mut mark = [0; 4];
    content.read_exact(&mut mark)?;
    for _ in 0..slack_bytes {
        if [LOCAL_MARK, ENTRY_MARK, END_MARK, END64_MARK].contains(&mark) {
            break;
        }
        mark.rotate_left(1);
        content.read_exact(&mut mark[3..])?;
    }
    Ok(mark)
}

/// A file that says how long it is, so that what follows it is found whatever became of it.
fn open_measured(
    walk: &mut Walk<'_>,
    content: &mut dyn Read,
    header: &Header,
    place: Place<'_>,
) -> ControlFlow<(), io::Result<()>> {
    let mut packed = Exact::new(content, header.packed_bytes);
    if !header.is_folder() {
        match header.path_in(place.path) {
            Ok(path) => entry::unpack(walk, &mut packed, header, &path, place.layers)?,
            Err(problem) => walk.problem(problem)?,
        }
    }
    ControlFlow::Continue(packed.skip_rest())
}

/// A file that ends where deflate says so.
fn open_unmeasured(
    walk: &mut Walk<'_>,
    content: &mut dyn BufRead,
    header: &Header,
    place: Place<'_>,
) -> ControlFlow<(), io::Result<()>> {
    let path = match header.path_in(place.path) {
        _ if header.is_folder() => return ControlFlow::Continue(Ok(())),
        Ok(path) if header.method == DEFLATED => path,
        Ok(path) => {
            let text = "of unknown length, in a zip without a table of contents";
            walk.problem(Problem::failed(&path, text))?;
            return ControlFlow::Continue(Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "cannot be read further",
            )));
        }
        Err(problem) => {
            walk.problem(problem)?;
            return ControlFlow::Continue(Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "cannot be read further",
            )));
        }
    };
    let packed = Cell::new(0);
    let decoder = DeflateDecoder::new(Packed::new(NeverEnds(content), &packed));
    let mut unpacked = Unpacked::new(decoder, &packed, walk.meter);
    walk.open_stream(&mut unpacked, Place { path: &path, size: None, layers: place.layers + 1 })?;
    ControlFlow::Continue(io::copy(&mut unpacked, &mut io::sink()).map(drop))
}

/// Input whose end is an error, since the decoder takes it for the end of its own stream.
struct NeverEnds<'r>(&'r mut dyn BufRead);

impl Read for NeverEnds<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl BufRead for NeverEnds<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.0.fill_buf() {
            Ok([]) => Err(io::ErrorKind::UnexpectedEof.into()),
            other => other,
        }
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }
}
