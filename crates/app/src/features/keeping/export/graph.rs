//! The network as a graph, for programs that draw and measure graphs: GraphML (Gephi, yEd, NetworkX, igraph) and GEXF 1.3.
//!
//! A node for every human, with organization and the numbers of their tie with the owner; an edge for every tie, with its
//! weight (touches) and its first and last day. Undirected: a tie is of both.

use super::out::{Out, xml};
use super::sheets::{Between, Person, contact, figures, numbers_between, numbers_with_owner};
use super::{Folder, sql};
use crate::access::Cx;
use crate::db::Look;
use crate::error::Result;
use crate::features::accuracy;
use crate::features::people::Colleagues;

/// The attributes of nodes and edges: their name and their type.
const OF_NODES: [(&str, &str); 5] = [
    ("label", "string"),
    ("organization", "string"),
    ("warmth", "double"),
    ("closeness", "double"),
    ("last_contact", "string"),
];
/// See [`OF_NODES`].
const OF_EDGES: [(&str, &str); 5] = [
    ("weight", "double"),
    ("first_contact", "string"),
    ("last_contact", "string"),
    ("warmth", "double"),
    ("closeness", "double"),
];

/// A node or an edge: its values in the order of its attributes, empty for none.
pub(crate) type Values = [String; 5];

/// Writes one of them, by its number or by the numbers of both sides.
type Writes<'a, Id> = dyn FnMut(&mut Out, Id, Values) -> Result<()> + Send + 'a;

/// A format that is a graph; what stands in it line by line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graph {
    /// GraphML.
    GraphMl,
    /// GEXF 1.3.
    Gexf,
}

impl Graph {
    /// What stands before the nodes.
    pub(crate) fn head(self) -> String {
        let mut lines = vec!["<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned()];
        let of = [("node", OF_NODES), ("edge", OF_EDGES)];
        match self {
            Graph::GraphMl => {
                lines.push("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">".into());
                for (of, (name, kind)) in of.into_iter().flat_map(|(of, all)| all.map(|one| (of, one))) {
                    lines.push(format!(
                        "<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
                    ));
                }
                lines.push("<graph edgedefault=\"undirected\">".into());
            }
            Graph::Gexf => {
                lines.push("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">".into());
                lines.push("<graph defaultedgetype=\"undirected\">".into());
                // Label and weight are attributes of GEXF itself.
                for (class, attributes) in of {
                    lines.push(format!("<attributes class=\"{class}\">"));
                    let rest = attributes.iter().enumerate().skip(1);
                    lines.extend(rest.map(|(n, (name, kind))| {
                        format!("<attribute id=\"{n}\" title=\"{name}\" type=\"{kind}\"/>")
                    }));
                    lines.push("</attributes>".into());
                }
                lines.push("<nodes>".into());
            }
        }
        lines.join("\n")
    }

    /// A node by its number.
    pub(crate) fn node(self, id: i64, values: &Values) -> String {
        match self {
            Graph::GraphMl => format!("<node id=\"n{id}\">{}</node>", data("node", OF_NODES, values)),
            Graph::Gexf => {
                let (label, rest) = (xml(&values[0]), attvalues(values));
                format!("<node id=\"{id}\" label=\"{label}\">{rest}</node>")
            }
        }
    }

    /// What stands between the nodes and the edges; nothing in some.
    pub(crate) fn middle(self) -> Option<&'static str> {
        (self == Graph::Gexf).then_some("</nodes>\n<edges>")
    }

    /// An edge by its own number and those of its ends.
    pub(crate) fn edge(self, number: usize, (a, b): (i64, i64), values: &Values) -> String {
        match self {
            Graph::GraphMl => {
                let values = data("edge", OF_EDGES, values);
                format!("<edge source=\"n{a}\" target=\"n{b}\">{values}</edge>")
            }
            Graph::Gexf => {
                let (weight, rest) = (&values[0], attvalues(values));
                format!(
                    "<edge id=\"{number}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\">{rest}</edge>"
                )
            }
        }
    }

    /// What stands after the edges.
    pub(crate) fn end(self) -> &'static str {
        match self {
            Graph::GraphMl => "</graph>\n</graphml>",
            Graph::Gexf => "</edges>\n</graph>\n</gexf>",
        }
    }
}

/// Writes everyone and all ties to a file.
pub(super) async fn write(
    cx: &Cx,
    look: &mut Look,
    owner: i64,
    folder: &mut Folder,
    graph: Graph,
    name: &str,
) -> Result<()> {
    let mut out = folder.file(name)?;
    out.line(&graph.head())?;
    each_node(cx, look, owner, &mut out, &mut |out, id, values| out.row(&graph.node(id, &values))).await?;
    if let Some(middle) = graph.middle() {
        out.line(middle)?;
    }
    let mut number = 0;
    each_edge(cx, look, owner, &mut out, &mut |out, ends, values| {
        number += 1;
        out.row(&graph.edge(number, ends, &values))
    })
    .await?;
    out.line(graph.end())?;
    folder.done(out)
}

fn data(of: &str, attributes: [(&str, &str); 5], values: &Values) -> String {
    let filled = attributes.iter().zip(values).filter(|(_, value)| !value.is_empty());
    filled.map(|((name, _), value)| format!("<data key=\"{of}_{name}\">{}</data>", xml(value))).collect()
}

fn attvalues(values: &Values) -> String {
    let filled = values.iter().enumerate().skip(1).filter(|(_, value)| !value.is_empty());
    let all: String =
        filled.map(|(n, value)| format!("<attvalue for=\"{n}\" value=\"{}\"/>", xml(value))).collect();
    format!("<attvalues>{all}</attvalues>")
}

async fn each_node(
    cx: &Cx,
    look: &mut Look,
    owner: i64,
    out: &mut Out,
    write: &mut Writes<'_, i64>,
) -> Result<()> {
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, cx.now).await?;
    look.each(sql::EXPORT_PERSONS, &[cx.ws(), owner.into()], &mut |row: Person| {
        let is_human = row.4 == 0;
        if !is_human {
            return Ok(());
        }
        let [warmth, closeness, last] =
            figures(numbers_with_owner(cx, &constants, owner, &row)?.as_ref(), colleagues.spares(row.0));
        write(out, row.0, [row.3, row.6, warmth, closeness, last])
    })
    .await
}

async fn each_edge(
    cx: &Cx,
    look: &mut Look,
    owner: i64,
    out: &mut Out,
    write: &mut Writes<'_, (i64, i64)>,
) -> Result<()> {
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, cx.now).await?;
    look.each(sql::EXPORT_BETWEEN, &[cx.ws(), owner.into()], &mut |row: Between| {
        let Some(numbers) = numbers_between(cx, &constants, &row)? else { return Ok(()) };
        let is_spared = colleagues.spares(row.0) || colleagues.spares(row.2);
        let [warmth, closeness, last] = figures(Some(&numbers), is_spared);
        let [touches, _, first] = contact(&numbers, is_spared);
        write(out, (row.0, row.2), [touches, first, last, warmth, closeness])
    })
    .await
}
