//! The one loop: from what the owner pointed at to every file inside.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::archive::{self, Archive};
use crate::folder::{Folders, Step};
use crate::found::{Found, Visit};
use crate::limits::Limits;
use crate::meter::{Counted, Meter};
use crate::problem::{Problem, reason};
use crate::stream::{Pieces, Stream};

/// Visits every file under the roots, archives opened, in a stable order: roots as given, folders by name, archives
/// as they are stored.
///
/// The visitor reads each file, or leaves it, and may end the walk by breaking; what it breaks with is returned.
///
/// ```
/// use std::ops::ControlFlow;
/// use sources::{Limits, Visit, walk};
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("note.txt"), "Good morning")?;
/// let mut bytes = 0;
/// let _ = walk::<()>(&[folder.path().to_owned()], &Limits::default(), &mut |visit| {
///     if let Visit::File(mut file) = visit {
///         while let Some(chunk) = file.next_chunk() {
///             bytes += chunk.len();
///         }
///     }
///     ControlFlow::Continue(())
/// });
/// assert_eq!(bytes, 12);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn walk<B>(
    roots: &[PathBuf],
    limits: &Limits,
    visit: &mut dyn FnMut(Visit<'_>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut broken_with = None;
    let mut visit = |what: Visit<'_>| match visit(what) {
        ControlFlow::Continue(()) => ControlFlow::Continue(()),
        ControlFlow::Break(value) => {
            broken_with = Some(value);
            ControlFlow::Break(())
        }
    };
    let meter = Meter::new(limits);
    let mut folders = Folders::new(limits.folder_depth);
    for root in roots {
        let mut walk = Walk { root, limits, meter: &meter, visit: &mut visit };
        if folders.visit_root(root, &mut |step| walk.step(step)).is_break() {
            break;
        }
    }
    broken_with.map_or(ControlFlow::Continue(()), ControlFlow::Break)
}

/// The size on disk of everything that [`walk`] would read, for the time left. Opens nothing.
pub fn total_bytes(roots: &[PathBuf], limits: &Limits) -> u64 {
    let mut total = 0;
    let mut folders = Folders::new(limits.folder_depth);
    for root in roots {
        let _ = folders.visit_root(root, &mut |step| {
            if let Step::File { size, .. } = step {
                total += size;
            }
            ControlFlow::Continue(())
        });
    }
    total
}

/// What all layers under one root need to know.
pub(crate) struct Walk<'w> {
    pub(crate) root: &'w Path,
    pub(crate) limits: &'w Limits,
    pub(crate) meter: &'w Meter<'w>,
    pub(crate) visit: &'w mut dyn FnMut(Visit<'_>) -> ControlFlow<()>,
}

/// Where a stream came from.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The path for the visitor.
    pub(crate) path: &'p str,
    /// The size that is claimed for it.
    pub(crate) size: Option<u64>,
    /// How many layers are around it.
    pub(crate) layers: u32,
}

impl Walk<'_> {
    fn step(&mut self, step: Step<'_>) -> ControlFlow<()> {
        match step {
            Step::Problem(problem) => self.problem(problem),
            Step::File { path, label, size } => {
                self.meter.begin_file(size);
                let flow = self.open_file(path, Place { path: label, size: Some(size), layers: 0 });
                self.meter.end_file();
                flow
            }
        }
    }

    pub(crate) fn problem(&mut self, problem: Problem) -> ControlFlow<()> {
        (self.visit)(Visit::Problem(problem))
    }

    /// A file on disk. A zip is read by its table of contents, for which it has to be a file and not a stream.
    fn open_file(&mut self, path: &Path, place: Place<'_>) -> ControlFlow<()> {
        match File::open(path).and_then(|mut file| Ok((is_zip(&mut file)?, file))) {
            Err(error) => {
                let text = format!("cannot be opened: {}", reason(&error));
                self.problem(Problem::failed(place.path, text))
            }
            Ok((true, file)) => {
                let meter = self.meter;
                archive::zip::open(self, &mut Counted::new(file, meter), place)
            }
            Ok((false, file)) => {
                let meter = self.meter;
                self.open_stream(&mut Counted::new(file, meter), place)
            }
        }
    }

    /// A stream of any layer: unpacked further if it is an archive, given to the visitor otherwise.
    pub(crate) fn open_stream(&mut self, content: &mut dyn Read, place: Place<'_>) -> ControlFlow<()> {
        let mut stream = Stream::new(content);
        let Some(archive) = Archive::detect(stream.peek()) else {
            return self.deliver(stream, place);
        };
        if place.layers >= self.limits.layers {
            let text = format!("not opened: archives are nested more than {} deep", self.limits.layers);
            return self.problem(Problem::failed(place.path, text));
        }
        archive.open(self, &mut stream, place)
    }

    fn deliver(&mut self, mut stream: Stream<'_>, place: Place<'_>) -> ControlFlow<()> {
        if stream.peek().is_empty() {
            let problem = match stream.take_failure() {
                Some(error) => Problem::failed(place.path, reason(&error)),
                None => Problem::skipped(place.path, "empty file"),
            };
            return self.problem(problem);
        }
        let Place { path, size, .. } = place;
        (self.visit)(Visit::File(Found {
            path,
            root: self.root,
            size,
            stream: &mut stream,
            meter: self.meter,
        }))?;
        match stream.take_failure() {
            Some(error) => self.problem(Problem::failed(place.path, reason(&error))),
            None => ControlFlow::Continue(()),
        }
    }
}

fn is_zip(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(Archive::detect(&head) == Some(Archive::Zip))
}
