//! The map as a graph for other programs: everyone on it whom the member sees, and the ties that are drawn.

use super::shown::{Map, OnMap, Tie};
use crate::features::keeping::export::graph::{Graph, Values};

/// The text of a map in a format.
pub(super) fn text(map: &Map, graph: Graph) -> String {
    let nodes = map.people.iter().map(|one| graph.node(one.line.id, &of_person(one)));
    let id = |at: usize| map.people[at].line.id;
    let edges = map.ties.iter().zip(1..);
    let edges = edges.map(|(tie, number)| graph.edge(number, (id(tie.a), id(tie.b)), &of_tie(tie)));
    let lines = std::iter::once(graph.head())
        .chain(nodes)
        .chain(graph.middle().map(str::to_owned))
        .chain(edges)
        .chain([graph.end().to_owned()]);
    let mut text = String::new();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn of_person(one: &OnMap) -> Values {
    let line = &one.line;
    let figure = |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
    let last = line.tie.as_ref().map(|tie| tie.last_contact.to_string()).unwrap_or_default();
    let organization = line.organization.as_deref().unwrap_or_default().to_owned();
    [line.name.clone(), organization, figure(line.warmth()), figure(line.closeness()), last]
}

/// A weight is given also where it is not told: GEXF asks for one.
fn of_tie(tie: &Tie) -> Values {
    let mut values = Values::default();
    values[0] = tie.touches.unwrap_or(1).to_string();
    values
}
