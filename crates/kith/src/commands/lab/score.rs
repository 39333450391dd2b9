//! `kith lab score`: the numbers of every pair in a file of touches.

use network::score::{HEADER, Settings, TouchesReader, score};

use super::{output, pieces};
use crate::args::ScoreArgs;
use crate::commands::Outcome;
use crate::show::heard;

/// Scores the pairs of a file.
pub fn run(args: &ScoreArgs) -> Outcome {
    let mut reader = TouchesReader::new(args.as_of);
    pieces(&args.touches, |piece| reader.push(piece))?;
    let touches = reader.finish();
    eprintln!("{} touches of {} people up to {}", touches.len(), touches.people(), args.as_of);
    if touches.bad > 0 {
        eprintln!(
            "{} lines are not touches, the first is line {:?}: left out",
            touches.bad, touches.first_bad_line
        );
    }
    let settings = Settings { as_of: args.as_of, horizon_days: args.horizon, calibrate: args.calibrate };
    let scores = score(touches, &settings);
    if args.calibrate && !scores.is_refitted {
        eprintln!("too little past to fit constants to: those of a new installation are used");
    }
    let mut out = output(args.out.as_deref())?;
    let header = out.write_all(HEADER.as_bytes());
    let written = header.and_then(|()| scores.csv().try_for_each(|piece| out.write_all(&piece)));
    heard(written.and_then(|()| out.flush()))
}
