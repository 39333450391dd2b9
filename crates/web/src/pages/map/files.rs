//! The map for other programs: the picture as an SVG that stands alone, and who is tied to whom as GraphML and GEXF. Each holds
//! what the member sees.

use app::access::Right;
use app::features::map::{self, Graph};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::picture::{HEIGHT, Picture, WIDTH};
use crate::failure::Answer;
use crate::parts::Band;
use crate::routes::{Routes, Who};
use crate::visit::Visit;

/// The colours of the bands on paper, as the style sheet has them, and of whoever is of none.
const BANDS: [&str; 6] = ["#4d6378", "#8699a8", "#c5aa75", "#dd8726", "#c23a20", "#62676a"];

/// Where they are answered.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/map/map.svg", Who::Member(Right::Read), svg)
        .get("/map/network.graphml", Who::Member(Right::Read), graphml)
        .get("/map/network.gexf", Who::Member(Right::Read), gexf)
}

async fn svg(visit: Visit) -> Answer {
    let text = map::current(&visit.cx).await?.map(|now| drawn(&super::of(&now, None).picture));
    Ok(file("map.svg", "image/svg+xml", text))
}

async fn graphml(visit: Visit) -> Answer {
    let text = map::graph(&visit.cx, Graph::GraphMl).await?;
    Ok(file("network.graphml", "application/graphml+xml", text))
}

async fn gexf(visit: Visit) -> Answer {
    Ok(file("network.gexf", "application/gexf+xml", map::graph(&visit.cx, Graph::Gexf).await?))
}

/// A file to keep; nothing while the first map is being drawn.
fn file(name: &str, kind: &str, text: Option<String>) -> Response {
    let Some(text) = text else { return StatusCode::NO_CONTENT.into_response() };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}

/// The picture with its colours in it, since no style sheet goes with it.
fn drawn(picture: &Picture) -> String {
    let at = |place: f32| format!("{place:.1}");
    let colour = |warmth: Option<f64>| BANDS[warmth.map_or(5, |warmth| Band::of(warmth) as usize)];
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } font-family="serif" font-size="13" {
            rect width=(WIDTH) height=(HEIGHT) fill="#fbf9f4" {}
            @for ([x, y], radius) in &picture.circles {
                circle cx=(at(*x)) cy=(at(*y)) r=(at(*radius)) fill="#f3efe6" stroke="#dfd9cb" {}
            }
            @for [[ax, ay], [bx, by]] in &picture.ties {
                line x1=(at(*ax)) y1=(at(*ay)) x2=(at(*bx)) y2=(at(*by)) stroke="#b9b2a1" stroke-width=".6" {}
            }
            @for ([x, y], warmth, is_key) in &picture.dots {
                circle cx=(at(*x)) cy=(at(*y)) r=(if *is_key { "6" } else { "3.6" }) fill=(colour(*warmth)) {}
            }
            @for ([x, y], name) in &picture.titles {
                text x=(at(*x)) y=(at(*y)) text-anchor="middle" fill="#45494b" { (name) }
            }
            @for ([x, y], name, _) in &picture.names {
                text x=(at(*x)) y=(at(*y)) fill="#191c1e" { (name) }
            }
        }
    };
    markup.into_string()
}
