//! The map as markup: the picture, its legend, and the tables of the same.

use maud::{Markup, html};

use super::picture::{HEIGHT, Picture, WIDTH};
use super::walk;
use crate::look::Look;
use crate::parts::{Band, empty, mark_or_icon, name_link, on_its_way, pagehead, sec, warmth};
use crate::words::map as words;

/// Everything the page shows.
#[derive(Debug)]
pub(super) struct MapView {
    /// What is drawn.
    pub picture: Picture,
    /// Who is on it, by most touches with others.
    pub people: Vec<Person>,
    /// The circles, the largest first.
    pub rings: Vec<Ring>,
    /// The strongest ties.
    pub strongest: Vec<Strong>,
    /// How many are in touch with others.
    pub total: usize,
    /// How many are not.
    pub alone: usize,
    /// How many of the others are not drawn.
    pub more: usize,
    /// A newer map is being drawn.
    pub is_behind: bool,
    /// Whoever alone holds circles together.
    pub holder: Option<Holds>,
    /// From whose mailbox it is seen.
    pub me: Option<String>,
}

/// Somebody without whom circles would not be tied.
#[derive(Debug)]
pub(super) struct Holds {
    pub name: String,
    /// How many pairs of circles.
    pub pairs: usize,
    /// The names of the two, if these are two and have names.
    pub between: Option<(String, String)>,
}

/// Somebody on the picture.
#[derive(Debug)]
pub(super) struct Person {
    pub slug: String,
    pub name: String,
    pub country: Option<String>,
    /// The name of their circle, if it has one.
    pub circle: Option<String>,
    pub warmth: Option<f64>,
    /// How many ties of theirs are drawn.
    pub ties: usize,
}

/// A circle.
#[derive(Debug)]
pub(super) struct Ring {
    pub number: u32,
    pub name: Option<String>,
    pub people: usize,
    /// Those of it who are most in touch, as places in `people`.
    pub first: Vec<usize>,
}

/// A tie among others.
#[derive(Debug)]
pub(super) struct Strong {
    pub a: usize,
    pub b: usize,
    pub touches: u32,
}

/// Nothing is drawn yet.
pub(super) fn being_drawn() -> Markup {
    let again = html! { a.btn.primary href="/map" { (words::AGAIN) } };
    html! {
        (pagehead(None, words::TITLE, None, None))
        (on_its_way(words::BEING_DRAWN, words::BEING_DRAWN_WORDS, again))
    }
}

/// There is nothing to draw, or not yet.
pub(super) fn nothing(is_behind: bool, runs: bool) -> Markup {
    if is_behind {
        return being_drawn();
    }
    let import = runs.then(|| html! { a.btn href="/sources" { (words::IMPORT) } });
    html! {
        (pagehead(None, words::TITLE, None, None))
        (empty(words::NOTHING, words::NOTHING_WORDS, import))
    }
}

/// The page.
pub(super) fn map(look: &Look, view: &MapView) -> Markup {
    let largest = view.rings.iter().find_map(|ring| Some((ring.name.as_deref()?, ring.people)));
    let holder = view.holder.as_ref();
    let between = |holds: &Holds| {
        let names = holds.between.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
        words::held(&holds.name, names)
    };
    let dek = words::dek(holder.map(between), largest, view.me.as_deref(), view.is_behind);
    let headline =
        words::headline(view.rings.len(), view.total, holder.map(|holds| (holds.name.as_str(), holds.pairs)));
    let list = html! {
        a.btn href="#everyone" { (words::AS_A_LIST) }
        a.btn.primary href="/map/paths" { (crate::words::paths::TITLE) }
    };
    html! {
        (pagehead(None, &headline, Some(html! { (dek) }), Some(list)))
        div.map data-map="/map/data" {
            (walk::tools())
            div.mapwrap {
                div.canvas { (walk::canvas()) (drawn(view)) (walk::quarters()) (legend()) }
                div.panel { (walk::panel()) (sec("circles", words::CIRCLES, None, circles(view))) }
            }
            (walk::files())
        }
        @if let Some(left_out) = words::left_out(view.alone, view.more) { p.meta { (left_out) } }
        @if !view.strongest.is_empty() { (sec("strongest", words::STRONGEST, None, strongest(look, view))) }
        (sec("everyone", words::EVERYONE, None, everyone(view)))
    }
}

fn drawn(view: &MapView) -> Markup {
    let picture = &view.picture;
    let lines: String = picture
        .ties
        .iter()
        .map(|[a, b]| format!("M{:.0} {:.0}L{:.0} {:.0}", a[0], a[1], b[0], b[1]))
        .collect();
    html! {
        svg.net data-still viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="xMidYMid meet" role="img"
            aria-labelledby="map-title map-words" {
            title #map-title { (words::PICTURE) }
            desc #map-words { (words::description(view.people.len(), view.rings.len())) }
            @for ([x, y], radius) in &picture.circles {
                circle.hull cx=(units(*x)) cy=(units(*y)) r=(units(*radius)) {}
            }
            path.e d=(lines) stroke-width=".8" opacity=".7" {}
            @for ([x, y], warmth, is_key) in &picture.dots {
                circle.n.nf.(warmth.map_or("w0", |warmth| Band::of(warmth).class()))
                    cx=(units(*x)) cy=(units(*y)) r=(if *is_key { "6" } else { "3.6" }) {}
            }
            @for ([x, y], name) in &picture.titles {
                text.com x=(units(*x)) y=(units(*y)) text-anchor="middle" { (name) }
            }
            @for ([x, y], name, is_key) in &picture.names {
                text.key[*is_key] x=(units(*x)) y=(units(*y)) { (name) }
            }
        }
    }
}

/// A tenth of a unit is finer than a screen.
fn units(at: f32) -> String {
    format!("{at:.1}")
}

fn legend() -> Markup {
    html! {
        div.legend.bands {
            @for (at, (band, warmth)) in Band::ALL.into_iter().zip([0.0, 20.0, 40.0, 60.0, 80.0]).enumerate() {
                span data-band=(at) { (mark_or_icon(Some(warmth))) (band.word()) }
            }
        }
        div.legend.colours hidden data-others=(words::OTHERS) data-departments=(words::DEPARTMENTS.join("|"))
            data-groups=(words::GROUPS.join("|")) {}
    }
}

fn circles(view: &MapView) -> Markup {
    html! {
        ul.named {
            @for ring in &view.rings {
                li {
                    div {
                        b { (ring.name.as_deref().unwrap_or(words::UNNAMED)) } " " span.num { (ring.people) }
                        div.meta {
                            @for (place, at) in ring.first.iter().enumerate() {
                                @let person = &view.people[*at];
                                @if place > 0 { ", " }
                                (name_link(&person.slug, &person.name, person.country.as_deref()))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn strongest(look: &Look, view: &MapView) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::STRONGEST) }
                thead { tr {
                    th scope="col" { (words::NAME) }
                    th scope="col" { (words::AND) }
                    th.r scope="col" { (words::TOUCHES) }
                } }
                tbody {
                    @for tie in &view.strongest {
                        @let (a, b) = (&view.people[tie.a], &view.people[tie.b]);
                        tr {
                            th.f1 scope="row" { (name_link(&a.slug, &a.name, a.country.as_deref())) }
                            td.full { (name_link(&b.slug, &b.name, b.country.as_deref())) }
                            td.f2.r { (look.number(i64::from(tie.touches))) }
                        }
                    }
                }
            }
        }
    }
}

fn everyone(view: &MapView) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::EVERYONE) }
                thead { tr {
                    th scope="col" { (words::NAME) }
                    th scope="col" { (words::CIRCLE) }
                    th scope="col" { (words::WARMTH) }
                    th.r scope="col" { (words::TIES) }
                } }
                tbody {
                    @for person in &view.people {
                        tr {
                            th.f1 scope="row" { (name_link(&person.slug, &person.name, person.country.as_deref())) }
                            td.full { (person.circle.as_deref().unwrap_or_default()) }
                            td.full {
                                @match person.warmth {
                                    Some(value) => (warmth(value)),
                                    None => span.meta { (words::NOT_TOLD) },
                                }
                            }
                            td.f2.r { (person.ties) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::super::picture::{Dot, picture};
    use super::*;

    #[test]
    fn three_of_an_organization_and_one_other() {
        let names = ["Ana Lopez", "Ben Ito", "Carl Novak", "Dora Weiss"];
        let dot = |(at, name): (usize, &&str)| Dot {
            at: [[0.0, 0.0], [40.0, 10.0], [20.0, 60.0], [300.0, 200.0]][at],
            warmth: (at > 0).then_some(30.0 * at as f64),
            name: (*name).to_owned(),
            is_key: at == 0,
            community: u32::from(at == 3),
        };
        let person = |(at, name): (usize, &&str)| Person {
            slug: format!("person-{at}"),
            name: (*name).to_owned(),
            country: None,
            circle: (at < 3).then(|| "Osaka Valves".to_owned()),
            warmth: (at > 0).then_some(30.0 * at as f64),
            ties: 2,
        };
        let ring = Ring { number: 0, name: Some("Osaka Valves".into()), people: 3, first: vec![0, 1, 2] };
        let ties = [(0, 1, Some(9)), (1, 2, Some(4)), (2, 3, None)];
        let dots: Vec<Dot> = names.iter().enumerate().map(dot).collect();
        let view = MapView {
            picture: picture(&dots, &ties, std::slice::from_ref(&ring)),
            people: names.iter().enumerate().map(person).collect(),
            strongest: ties.iter().filter_map(crate::pages::map::told).collect(),
            rings: vec![ring],
            total: 4,
            alone: 2,
            more: 0,
            is_behind: false,
            holder: Some(Holds { name: "Carl Novak".into(), pairs: 1, between: None }),
            me: Some("M. Aldersund".into()),
        };
        let look = Look::plain(TimeZone::UTC, Timestamp::UNIX_EPOCH);
        insta::assert_snapshot!(map(&look, &view).into_string().replace("><", ">\n<"));
    }
}
