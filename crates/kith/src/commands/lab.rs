//! `kith lab`: the engines on plain files, without a database.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use network::score::{HEADER, Settings, Touches, TouchesReader, score};
use sources::{Limits, Visit};

use super::{Failure, Outcome};
use crate::args::{LabCommand, ScoreArgs};
use crate::show::heard;

/// Runs an engine.
pub fn run(command: &LabCommand) -> Outcome {
    match command {
        LabCommand::Score(args) => run_score(args),
    }
}

fn run_score(args: &ScoreArgs) -> Outcome {
    let touches = read(&args.touches, args.as_of)?;
    eprintln!("{} touches of {} people up to {}", touches.len(), touches.people(), args.as_of);
    if touches.bad > 0 {
        eprintln!(
            "{} lines are not touches, the first is line {:?}: left out",
            touches.bad, touches.first_bad_line
        );
    }
    let settings = Settings { as_of: args.as_of, horizon_days: args.horizon, calibrate: args.calibrate };
    let scores = score(touches, &settings);
    if args.calibrate && scores.refitted.is_none() {
        eprintln!("too little past to fit constants to: those of a new installation are used");
    }
    let mut out: Box<dyn Write> = match &args.out {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).map_err(|e| Failure(format!("{} cannot be written: {e}", path.display())))?,
        )),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    let header = out.write_all(HEADER.as_bytes());
    let written = header.and_then(|()| scores.csv().try_for_each(|piece| out.write_all(&piece)));
    heard(written.and_then(|()| out.flush()))
}

/// Reads one file of touches, packed or plain.
fn read(path: &Path, as_of: i64) -> Result<Touches, Failure> {
    let mut reader = Some(TouchesReader::new(as_of));
    let mut touches = None;
    let flow = sources::walk(&[path.to_owned()], &Limits::default(), &mut |visit| match visit {
        Visit::File(mut file) => {
            let Some(mut reader) = reader.take() else {
                return ControlFlow::Break(Failure(format!("{} holds more than one file", path.display())));
            };
            while let Some(chunk) = file.next_chunk() {
                reader.push(chunk);
            }
            touches = Some(reader.finish());
            ControlFlow::Continue(())
        }
        Visit::Problem(problem) => {
            ControlFlow::Break(Failure(format!("{}: {}", problem.path, problem.reason)))
        }
    });
    match (flow, touches) {
        (ControlFlow::Break(failure), _) => Err(failure),
        (ControlFlow::Continue(()), Some(touches)) => Ok(touches),
        (ControlFlow::Continue(()), None) => Err(Failure(format!("{} holds no file", path.display()))),
    }
}
