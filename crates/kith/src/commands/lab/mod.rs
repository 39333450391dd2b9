//! `kith lab`: the engines on plain files, without a database, so that anyone can check our figures.

mod layout;
mod measure;
mod path;
mod score;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use network::graph::edges::EdgeFile;
use sources::{Limits, Visit};

use super::{Failure, Outcome};
use crate::args::LabCommand;

/// Runs an engine.
pub fn run(command: &LabCommand) -> Outcome {
    match command {
        LabCommand::Score(args) => score::run(args),
        LabCommand::Measure(args) => measure::run(args),
        LabCommand::Layout(args) => layout::run(args),
        LabCommand::Path(args) => path::run(args),
    }
}

/// Where an answer goes: the file asked for, or standard output.
fn output(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    let Some(path) = path else {
        return Ok(Box::new(BufWriter::new(std::io::stdout().lock())));
    };
    let file =
        File::create(path).map_err(|e| Failure(format!("{} cannot be written: {e}", path.display())))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// Reads a file of ties, their weights only if `weighted`, and says what of it is none.
fn ties(path: &Path, weighted: bool) -> Result<EdgeFile, Failure> {
    let mut bytes = Vec::new();
    pieces(path, |piece| bytes.extend_from_slice(piece))?;
    let file = EdgeFile::read(&bytes, weighted);
    if file.bad > 0 {
        eprintln!("{} lines are not ties, the first is line {:?}: left out", file.bad, file.first_bad_line);
    }
    Ok(file)
}

/// Reads one file, packed or plain, in pieces.
fn pieces(path: &Path, mut take: impl FnMut(&[u8])) -> Outcome {
    let mut read = false;
    let flow = sources::walk(&[path.to_owned()], &Limits::default(), &mut |visit| match visit {
        Visit::File(_) if read => {
            ControlFlow::Break(Failure(format!("{} holds more than one file", path.display())))
        }
        Visit::File(mut file) => {
            read = true;
            while let Some(piece) = file.next_chunk() {
                take(piece);
            }
            ControlFlow::Continue(())
        }
        Visit::Problem(problem) => {
            ControlFlow::Break(Failure(format!("{}: {}", problem.path, problem.reason)))
        }
    });
    match flow {
        ControlFlow::Break(failure) => Err(failure),
        ControlFlow::Continue(()) if read => Ok(()),
        ControlFlow::Continue(()) => Err(Failure(format!("{} holds no file", path.display()))),
    }
}
