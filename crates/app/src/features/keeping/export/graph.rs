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
type Values = [String; 5];

/// Writes one of them, by its number or by the numbers of both sides.
type Writes<'a, Id> = dyn FnMut(&mut Out, Id, Values) -> Result<()> + Send + 'a;

/// Writes `network.graphml`.
pub(super) async fn write_graphml(cx: &Cx, look: &mut Look, owner: i64, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("network.graphml")?;
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    out.line("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (of, attributes) in [("node", OF_NODES), ("edge", OF_EDGES)] {
        for (name, kind) in attributes {
            out.line(&format!(
                "<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            ))?;
        }
    }
    out.line("<graph edgedefault=\"undirected\">")?;
    each_node(cx, look, owner, &mut out, &mut |out, id, values| {
        out.row(&format!("<node id=\"n{id}\">{}</node>", data("node", OF_NODES, &values)))
    })
    .await?;
    each_edge(cx, look, owner, &mut out, &mut |out, (a, b), values| {
        let values = data("edge", OF_EDGES, &values);
        out.row(&format!("<edge source=\"n{a}\" target=\"n{b}\">{values}</edge>"))
    })
    .await?;
    out.line("</graph>")?;
    out.line("</graphml>")?;
    folder.done(out)
}

fn data(of: &str, attributes: [(&str, &str); 5], values: &Values) -> String {
    let filled = attributes.iter().zip(values).filter(|(_, value)| !value.is_empty());
    filled.map(|((name, _), value)| format!("<data key=\"{of}_{name}\">{}</data>", xml(value))).collect()
}

/// Writes `network.gexf`.
pub(super) async fn write_gexf(cx: &Cx, look: &mut Look, owner: i64, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("network.gexf")?;
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    out.line("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    out.line("<graph defaultedgetype=\"undirected\">")?;
    // Label and weight are attributes of GEXF itself.
    for (class, attributes) in [("node", OF_NODES), ("edge", OF_EDGES)] {
        out.line(&format!("<attributes class=\"{class}\">"))?;
        for (n, (name, kind)) in attributes.iter().enumerate().skip(1) {
            out.line(&format!("<attribute id=\"{n}\" title=\"{name}\" type=\"{kind}\"/>"))?;
        }
        out.line("</attributes>")?;
    }
    out.line("<nodes>")?;
    each_node(cx, look, owner, &mut out, &mut |out, id, values| {
        let (label, rest) = (xml(&values[0]), attvalues(&values));
        out.row(&format!("<node id=\"{id}\" label=\"{label}\">{rest}</node>"))
    })
    .await?;
    out.line("</nodes>")?;
    out.line("<edges>")?;
    let mut number = 0;
    each_edge(cx, look, owner, &mut out, &mut |out, (a, b), values| {
        number += 1;
        let (weight, rest) = (&values[0], attvalues(&values));
        out.row(&format!(
            "<edge id=\"{number}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\">{rest}</edge>"
        ))
    })
    .await?;
    for line in ["</edges>", "</graph>", "</gexf>"] {
        out.line(line)?;
    }
    folder.done(out)
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
