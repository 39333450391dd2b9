//! One file, packed by gzip or zstd. What comes out has the path of the packed file, and may be an archive again.

use std::cell::Cell;
use std::io::BufReader;
use std::ops::ControlFlow;

use flate2::bufread::MultiGzDecoder;

use crate::meter::{Packed, Unpacked};
use crate::problem::{Problem, reason};
use crate::stream::Stream;
use crate::walk::{Place, Walk};

/// Powers of two: 128 MiB, what `zstd --long=27` makes. The decoder holds one window in memory.
const ZST_WINDOW_LOG_MAX: u32 = 27;

/// gzip, of one member or several (which is how `cat a.gz b.gz` and log rotation make them).
pub(super) fn open_gz(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: Place<'_>) -> ControlFlow<()> {
    let packed = Cell::new(0);
    let decoder = MultiGzDecoder::new(BufReader::new(Packed::new(stream, &packed)));
    let mut unpacked = Unpacked::new(decoder, &packed, walk.meter);
    walk.open_stream(&mut unpacked, inside(place))
}

/// zstd, of one frame or several.
pub(super) fn open_zst(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: Place<'_>) -> ControlFlow<()> {
    let packed = Cell::new(0);
    let decoder = zstd::Decoder::new(Packed::new(stream, &packed)).and_then(|mut decoder| {
        decoder.window_log_max(ZST_WINDOW_LOG_MAX)?;
        Ok(decoder)
    });
    match decoder {
        Err(error) => walk.problem(Problem::failed(place.path, reason(&error))),
        Ok(decoder) => {
            let mut unpacked = Unpacked::new(decoder, &packed, walk.meter);
            walk.open_stream(&mut unpacked, inside(place))
        }
    }
}

fn inside(place: Place<'_>) -> Place<'_> {
    Place { path: place.path, size: None, layers: place.layers + 1 }
}
