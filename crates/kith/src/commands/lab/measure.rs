//! `kith lab measure`: the measures of a network's shape, a row a node, and figures of the whole as JSON.

mod summary;

use std::io::Write;
use std::time::Instant;

use network::graph::Graph;
use network::graph::central::{Along, Sources, central};
use network::graph::components::components;
use network::graph::core::core_numbers;
use network::graph::cuts::cuts;
use network::graph::edges::EdgeFile;
use network::graph::leiden;
use network::graph::pagerank::pagerank;
use network::graph::shared::Shared;

use self::summary::Summary;
use super::{output, ties};
use crate::args::{MeasureArg as Measure, MeasureArgs};
use crate::commands::Outcome;
use crate::show::{heard, say};

/// Up to so many nodes betweenness is exact, unless said otherwise.
const EXACT: usize = 20_000;

/// How many nodes stand for all beyond that.
const SAMPLE: usize = 256;

/// Measures a network.
pub fn run(args: &MeasureArgs) -> Outcome {
    let mut threads = rayon::ThreadPoolBuilder::new();
    if let Some(count) = args.threads {
        threads = threads.num_threads(usize::from(count));
    }
    threads.build()?.install(|| measure(args))
}

fn measure(args: &MeasureArgs) -> Outcome {
    let begun = Instant::now();
    let file = ties(&args.edges, args.weighted)?;
    let mut work = Work::new(args, &file.graph, begun);
    work.all();
    let (columns, summary) = (work.columns, work.summary);
    if !args.summary || args.out.is_some() {
        let mut out = output(args.out.as_deref())?;
        heard(write(&mut out, &file, &columns).and_then(|()| out.flush()))?;
    }
    if args.summary {
        say!("{}", summary.json(begun)?);
    }
    Ok(())
}

/// A measure's name and its value for each node.
type Column = (&'static str, Values);

enum Values {
    Counts(Vec<u32>),
    /// What is not a number is left empty.
    Figures(Vec<f64>),
}

fn write(out: &mut dyn Write, file: &EdgeFile, columns: &[Column]) -> std::io::Result<()> {
    write!(out, "node")?;
    columns.iter().try_for_each(|(name, _)| write!(out, ",{name}"))?;
    writeln!(out)?;
    for node in 0..file.graph.len() {
        write!(out, "{}", file.name(node as u32))?;
        for (_, values) in columns {
            match values {
                Values::Counts(counts) => write!(out, ",{}", counts[node])?,
                Values::Figures(figures) if figures[node].is_nan() => write!(out, ",")?,
                Values::Figures(figures) => write!(out, ",{}", figures[node])?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The measures asked for, one after the other.
struct Work<'a> {
    args: &'a MeasureArgs,
    graph: &'a Graph,
    columns: Vec<Column>,
    summary: Summary,
    since: Instant,
}

impl<'a> Work<'a> {
    fn new(args: &'a MeasureArgs, graph: &'a Graph, begun: Instant) -> Work<'a> {
        let mut summary = Summary::default();
        summary.took("load", begun);
        (summary.nodes, summary.edges) = (graph.len(), graph.edges());
        summary.weight = (0..graph.len() as u32).map(|node| graph.strength(node)).sum::<f64>() / 2.0;
        Work { args, graph, columns: Vec::new(), summary, since: Instant::now() }
    }

    fn asked(&self, measures: &[Measure]) -> bool {
        let asked = &self.args.measures;
        asked.contains(&Measure::All) || measures.iter().any(|measure| asked.contains(measure))
    }

    fn count(&mut self, measure: Measure, name: &'static str, counts: Vec<u32>) {
        if self.asked(&[measure]) {
            self.columns.push((name, Values::Counts(counts)));
        }
    }

    fn figure(&mut self, measure: Measure, name: &'static str, figures: Vec<f64>) {
        if self.asked(&[measure]) {
            self.columns.push((name, Values::Figures(figures)));
        }
    }

    /// Notes what was taken since the last measure.
    fn done(&mut self, name: &'static str) {
        self.summary.took(name, self.since);
        self.since = Instant::now();
    }

    fn all(&mut self) {
        let nodes = || 0..self.graph.len() as u32;
        let degrees = nodes().map(|node| self.graph.degree(node) as u32).collect();
        let strengths = nodes().map(|node| self.graph.strength(node)).collect();
        self.count(Measure::Degree, "degree", degrees);
        self.figure(Measure::Strength, "strength", strengths);
        self.done("degree");
        self.groups();
        if self.asked(&[Measure::Pagerank]) {
            self.figure(Measure::Pagerank, "pagerank", pagerank(self.graph));
            self.done("pagerank");
        }
        self.around();
        self.cuts();
        self.centrality();
    }

    /// Who hangs together.
    fn groups(&mut self) {
        if self.asked(&[Measure::Components]) {
            let found = components(self.graph);
            self.summary.components = Some(found.sizes.len());
            self.summary.largest_component = Some(found.largest());
            self.count(Measure::Components, "components", found.of);
            self.done("components");
        }
        if self.asked(&[Measure::Core]) {
            let cores = core_numbers(self.graph);
            self.summary.largest_core = cores.iter().copied().max();
            self.count(Measure::Core, "core", cores);
            self.done("core");
        }
        if self.asked(&[Measure::Communities]) {
            let settings = leiden::Settings { seed: self.args.seed, ..leiden::Settings::default() };
            let found = leiden::communities(self.graph, &settings);
            self.summary.communities = Some(found.count);
            self.summary.modularity = Some(found.modularity);
            self.count(Measure::Communities, "communities", found.of);
            self.done("communities");
        }
    }

    /// What comes from the triangles around everyone.
    fn around(&mut self) {
        use Measure::{Clustering, Constraint, EffectiveSize, EffectiveSizeWeighted};
        if !self.asked(&[Constraint, EffectiveSize, EffectiveSizeWeighted, Clustering]) {
            return;
        }
        let shared = Shared::of(self.graph);
        self.summary.transitivity = shared.transitivity();
        self.done("shared_contacts");
        let constraint = shared.constraint();
        let size = shared.effective_size();
        self.summary.mean_constraint = summary::mean(&constraint);
        self.summary.mean_effective_size = summary::mean(&size);
        self.figure(Constraint, "constraint", constraint);
        self.figure(EffectiveSize, "effective_size", size);
        self.figure(EffectiveSizeWeighted, "effective_size_weighted", shared.effective_size_weighted());
        self.figure(Clustering, "clustering", shared.clustering());
        self.done("constraint");
    }

    /// Without whom others are cut off, by how many.
    fn cuts(&mut self) {
        if !self.asked(&[Measure::Articulation]) {
            return;
        }
        let found = cuts(self.graph, |_| 1.0);
        self.summary.articulation_points = Some(found.nodes.len());
        self.summary.bridges = Some(found.bridges.len());
        let mut lost = vec![0; self.graph.len()];
        found.nodes.iter().for_each(|cut| lost[cut.node as usize] = cut.lost as u32);
        self.count(Measure::Articulation, "articulation", lost);
        self.done("articulation");
    }

    fn centrality(&mut self) {
        if !self.asked(&[Measure::Betweenness, Measure::Closeness]) {
            return;
        }
        let count = self.args.samples.or((self.graph.len() > EXACT).then_some(SAMPLE));
        let sources = count.map_or(Sources::All, |count| Sources::Sample { count, seed: self.args.seed });
        self.summary.searched_from = Some(count.unwrap_or(usize::MAX).min(self.graph.len()));
        let found = if self.args.weighted {
            central(&self.graph.clone().reweighted(|weight| 1.0 / weight), Along::Lengths, sources)
        } else {
            central(self.graph, Along::Hops, sources)
        };
        self.figure(Measure::Betweenness, "betweenness", found.betweenness);
        self.figure(Measure::Closeness, "closeness", found.closeness);
        self.done("betweenness");
    }
}
