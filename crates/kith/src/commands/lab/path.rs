//! `kith lab path`: the warmest ways from one to another in a file of ties.

use network::graph::edges::EdgeFile;
use network::graph::paths::{Asked, Ways};

use super::{output, ties};
use crate::args::PathArgs;
use crate::commands::{Failure, Outcome};
use crate::show::heard;

/// Finds the ways.
pub fn run(args: &PathArgs) -> Outcome {
    let file = ties(&args.edges, true)?;
    let from = node(&file, &args.from)?;
    let to = args.to.iter().map(|name| node(&file, name)).collect::<Result<Vec<u32>, Failure>>()?;
    let chance = |weight: f64| if args.chances { weight } else { weight / (1.0 + weight) };
    let asked = Asked { from, to: &to, count: args.k, least_chance: 0.0, load: &[] };
    let ways = Ways::new(&file.graph, chance).warmest(&asked);
    let mut out = output(None)?;
    let mut written = writeln!(out, "way,hop,from,to,chance,chance_of_way");
    for (way, at) in ways.iter().zip(1..) {
        for ((tie, chance), hop) in way.people.windows(2).zip(&way.chances).zip(1..) {
            let (from, to) = (file.name(tie[0]), file.name(tie[1]));
            written = written
                .and_then(|()| writeln!(out, "{at},{hop},{from},{to},{chance:.6},{:.6}", way.chance()));
        }
    }
    heard(written.and_then(|()| out.flush()))
}

fn node(file: &EdgeFile, name: &str) -> Result<u32, Failure> {
    file.node(name).ok_or_else(|| Failure(format!("nobody is called {name} in this file")))
}
