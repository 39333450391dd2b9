//! zip: files packed one by one, each behind a local header, and a table of contents at the end (APPNOTE 6.3).
//!
//! * `directory`: the table of contents, read in batches.
//! * `entry`: one file of the archive, from its header to its checksum.
//! * `salvage`: from front to back, for an archive that lost its end, or that is too large to be held.
//!
//! Reading is ours and not the `zip` crate's because that one keeps the whole table in memory, reserves memory for
//! as many entries as the archive claims to have, forgets entries of the same name, and reads nothing at all of an
//! archive that lost its end.

mod directory;
mod entry;
mod salvage;

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use crate::archive::count_entry;
use crate::archive::zip::directory::Directory;
use crate::problem::{Problem, reason};
use crate::stream::Stream;
use crate::walk::{Place, Walk};

/// What can be read from any place: a file, or a zip held in memory.
pub(crate) trait ReadSeek: Read + Seek {}

impl<R: Read + Seek> ReadSeek for R {}

/// A zip on disk or in memory.
pub(crate) fn open(walk: &mut Walk<'_>, file: &mut dyn ReadSeek, place: Place<'_>) -> ControlFlow<()> {
    match Directory::find(file) {
        Err(error) => walk.problem(Problem::failed(place.path, reason(&error))),
        Ok(Some(directory)) => open_by_directory(walk, file, directory, place),
        Ok(None) => match file.seek(SeekFrom::Start(0)) {
            Err(error) => walk.problem(Problem::failed(place.path, reason(&error))),
            Ok(_) => salvage::open(walk, file, place),
        },
    }
}

/// A zip inside another archive.
pub(super) fn open_nested(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: Place<'_>) -> ControlFlow<()> {
    let limit = walk.limits.zip_in_memory_bytes;
    let mut held = Vec::new();
    match stream.by_ref().take(limit).read_to_end(&mut held) {
        Ok(count) if (count as u64) < limit => open(walk, &mut Cursor::new(held), place),
        Ok(_) => salvage::open(walk, &mut Cursor::new(held).chain(stream), place),
        // What came before the failure is read; the failure itself then shows where it belongs.
        Err(error) => salvage::open(walk, &mut Cursor::new(held).chain(Failing(Some(error))), place),
    }
}

/// A reader that fails once with this error.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn open_by_directory(
    walk: &mut Walk<'_>,
    file: &mut dyn ReadSeek,
    mut directory: Directory,
    place: Place<'_>,
) -> ControlFlow<()> {
    loop {
        let batch = match directory.next_batch(file) {
            Ok(batch) if batch.is_empty() => return ControlFlow::Continue(()),
            Ok(batch) => batch,
            Err(error) => return walk.problem(Problem::failed(place.path, reason(&error))),
        };
        for header in batch {
            if let Err(problem) = count_entry(walk, place.path) {
                return walk.problem(problem);
            }
            entry::open(walk, file, &header, place)?;
            if walk.meter.is_spent() {
                let text = "refused: unpacks into too much altogether; the rest is left out";
                return walk.problem(Problem::failed(place.path, text));
            }
        }
    }
}
