//! `kith lab layout`: where everyone of a file of ties stands on a map.

use std::collections::HashMap;
use std::path::Path;

use network::graph::edges::EdgeFile;
use network::graph::layout::{Layout, Place, Settings, without_overlap};

use super::{output, pieces, ties};
use crate::args::LayoutArgs;
use crate::commands::{Failure, Outcome};
use crate::show::heard;

/// Steps of moving circles apart.
const STEPS_APART: usize = 1000;

/// Lays out the ties of a file.
pub fn run(args: &LayoutArgs) -> Outcome {
    let file = ties(&args.edges, true)?;
    let earlier = args.start.as_deref().map_or(Ok(Vec::new()), |start| earlier(start, &file))?;
    let settings = Settings { seed: args.seed, ..Settings::inferred() };
    let mut layout = Layout::new(&file.graph, settings, &earlier);
    layout.run(args.iterations);
    let mut places = layout.places();
    if let Some(radius) = args.apart.filter(|radius| radius.is_finite()) {
        let (apart, clear) = without_overlap(&places, &vec![radius; places.len()], STEPS_APART);
        if !clear {
            eprintln!("some still overlap after {STEPS_APART} steps");
        }
        places = apart;
    }
    let mut out = output(args.out.as_deref())?;
    let mut written = writeln!(out, "node,x,y");
    for ([x, y], node) in places.into_iter().zip(0..) {
        written = written.and_then(|()| writeln!(out, "{},{x},{y}", file.name(node)));
    }
    heard(written.and_then(|()| out.flush()))
}

/// The places of an earlier answer, by today's nodes.
fn earlier(path: &Path, file: &EdgeFile) -> Result<Vec<Option<Place>>, Failure> {
    let mut bytes = Vec::new();
    pieces(path, |piece| bytes.extend_from_slice(piece))?;
    let text = String::from_utf8_lossy(&bytes);
    let place = |line| {
        let (rest, y) = str::rsplit_once(line, ',')?;
        let (name, x) = rest.rsplit_once(',')?;
        let place = [x.trim().parse().ok()?, y.trim().parse().ok()?];
        place.iter().all(|at: &f32| at.is_finite()).then_some((name, place))
    };
    let places: HashMap<&str, Place> = text.lines().filter_map(place).collect();
    if places.is_empty() {
        return Err(Failure(format!("{} has no line node,x,y", path.display())));
    }
    let nodes = 0..file.graph.len() as u32;
    Ok(nodes.map(|node| places.get(file.name(node).as_str()).copied()).collect())
}
