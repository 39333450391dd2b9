//! The world as markup: the picture by hours, who can be reached now, coverage, and the table of the same.

use maud::{Markup, html};

use super::clocks::{CLOSES, Clock, DAY, Hours, OPENS};
use super::picture::{Tile, picture};
use crate::look::Look;
use crate::parts::{empty, mark_or_icon, name_link, pagehead, sec};
use crate::words::world as words;

/// Countries a list of coverage names.
const LISTED: usize = 12;

/// Everything the page shows.
#[derive(Debug)]
pub(super) struct WorldView {
    /// Live ties with people who are at work now.
    pub at_work: usize,
    /// Live ties with people of whom it is known where they are.
    pub live: usize,
    /// People of whom it is known.
    pub people: usize,
    /// Countries they are in.
    pub countries: usize,
    /// Of how many people nothing is known.
    pub nowhere: usize,
    /// The tiles of the picture.
    pub tiles: Vec<Tile>,
    /// Its hours.
    pub hours: Hours,
    /// Who can be reached now.
    pub reachable: Vec<Reachable>,
    /// The places.
    pub rows: Vec<PlaceRow>,
    /// How many more places there are.
    pub more: usize,
    /// Countries with one live tie.
    pub one: Vec<Held>,
    /// Countries with people and no live tie.
    pub none: Vec<Held>,
    /// Countries without anybody.
    pub nobody: Vec<&'static str>,
}

/// Somebody who is at work now.
#[derive(Debug)]
pub(super) struct Reachable {
    pub slug: String,
    pub name: String,
    pub warmth: Option<f64>,
    pub place: String,
    pub local: String,
}

/// A country that one tie holds, or none.
#[derive(Debug)]
pub(super) struct Held {
    pub country: String,
    pub people: usize,
    /// By whom: the end of their page's address, and their name.
    pub by: Option<(String, String)>,
}

/// A place.
#[derive(Debug)]
pub(super) struct PlaceRow {
    /// The country's name.
    pub country: Option<String>,
    /// The city of the time zone, where the country has several or is not known.
    pub city: Option<String>,
    /// The time is that of the country.
    pub is_zone_of_country: bool,
    pub people: usize,
    /// Of how many the country is a guess.
    pub guessed: usize,
    pub live: usize,
    pub clock: Option<Clock>,
    pub closest: Vec<(String, String)>,
}

/// The page.
pub(super) fn world(look: &Look, view: &WorldView) -> Markup {
    if view.rows.is_empty() {
        return html! {
            (pagehead(None, words::TITLE, None, None))
            (empty(words::NOTHING, words::NOTHING_WORDS, None))
        };
    }
    let n = |count: usize| look.number(count as i64);
    let [opens, closes] = [OPENS, CLOSES].map(|minute| look.full_hour((minute / 60) as i8));
    let dek = words::dek(&n(view.people), view.countries, &n(view.nowhere));
    let described = words::described(view.tiles.len(), view.at_work);
    html! {
        (pagehead(None, &words::headline(view.at_work, view.live), Some(html! { (dek) }), None))
        (picture(look, &view.tiles, &view.hours, &described))
        p.legend.wide-only { span { (words::picture(&opens, &closes)) } }
        div.cols {
            div { (sec("now", words::NOW, None, reachable(view))) }
            aside { (sec("coverage", words::COVERAGE, None, coverage(view))) }
        }
        (sec("places", words::PLACES, Some(html! { span.note { (words::hours(&opens, &closes)) } }), places(look, view)))
    }
}

fn reachable(view: &WorldView) -> Markup {
    if view.reachable.is_empty() {
        return html! { p { (words::NOBODY_NOW) } };
    }
    html! {
        ul.facts {
            @for one in &view.reachable {
                li {
                    span.row { (mark_or_icon(one.warmth)) (name_link(&one.slug, &one.name, None)) }
                    span.muted { (one.place) " " span.num { (one.local) } }
                }
            }
        }
    }
}

fn coverage(view: &WorldView) -> Markup {
    html! {
        @if !view.one.is_empty() {
            h3 { (words::ONE) }
            ul.facts {
                @for held in view.one.iter().take(LISTED) {
                    li {
                        span { (held.country) }
                        @if let Some((slug, name)) = &held.by { a.quietlink href={ "/people/" (slug) } { bdi { (name) } } }
                    }
                }
            }
            (others(view.one.len()))
        }
        @if !view.none.is_empty() {
            h3 { (words::NONE) }
            ul.facts {
                @for held in view.none.iter().take(LISTED) {
                    li { span { (held.country) } span.muted { (words::people(held.people)) } }
                }
            }
            (others(view.none.len()))
        }
        details.all-terms {
            summary { (words::nobody(view.nobody.len())) }
            p.meta { (view.nobody.join(", ")) }
        }
    }
}

fn others(all: usize) -> Markup {
    html! { @if all > LISTED { p.meta { (words::and_more(all - LISTED)) } } }
}

fn places(look: &Look, view: &WorldView) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                caption.sr { (words::PLACES) }
                thead {
                    tr {
                        th scope="col" { (words::PLACE) }
                        th.r scope="col" { (words::PEOPLE) }
                        th.r scope="col" { (words::LIVE) }
                        th scope="col" { (words::YOUR_DAY) }
                        th.r scope="col" { (words::LOCAL) }
                        th scope="col" { (words::OVERLAP) }
                        th scope="col" { (words::CLOSEST) }
                    }
                }
                tbody { @for row in &view.rows { (place(look, row)) } }
            }
        }
        @if view.more > 0 { p.meta { (words::more_places(view.more)) } }
        p.meta { (words::SOURCES) }
    }
}

fn place(look: &Look, row: &PlaceRow) -> Markup {
    let called = row.country.as_deref().or(row.city.as_deref()).unwrap_or_default();
    let city = row.city.as_deref().filter(|_| row.country.is_some());
    html! {
        tr {
            th.f1 scope="row" {
                (called)
                @if let Some(city) = city { ", " (city) }
                @if let Some(note) = words::note(row.is_zone_of_country, row.guessed, row.people) {
                    span.sub.muted { " " (note) }
                }
            }
            td.fx.r { (look.number(row.people as i64)) }
            td.fx.r {
                (look.number(row.live as i64))
            }
            td.full {
                p.meta.phone-only { (words::people_and_ties(row.people, row.live)) }
                @if let Some(clock) = &row.clock { (strip(clock)) } @else { span.muted { (words::ZONE_UNKNOWN) } }
            }
            td.f2.r {
                @if let Some(clock) = &row.clock {
                    (clock.local)
                    @if clock.is_at_work { " " span.tag { (words::AT_WORK) } }
                }
            }
            td.full {
                @if let Some(clock) = &row.clock { (overlap(look, clock)) }
            }
            td.fx {
                @for (at, (slug, name)) in row.closest.iter().enumerate() {
                    @if at > 0 { ", " } a.quietlink href={ "/people/" (slug) } { bdi { (name) } }
                }
            }
        }
    }
}

fn overlap(look: &Look, clock: &Clock) -> Markup {
    match clock.overlap() {
        None => html! { span.muted { (words::NO_OVERLAP) } },
        Some((from, to)) => html! {
            span.phone-only.muted { (words::OVERLAP) }
            span.num { (words::from_to(&time(look, from), &time(look, to))) }
        },
    }
}

fn time(look: &Look, minute: i32) -> String {
    let midnight = jiff::civil::Time::midnight();
    look.time_of_day(midnight.wrapping_add(jiff::SignedDuration::from_mins(minute.into())))
}

/// Their working hours on the owner's day, what both share, and now.
fn strip(clock: &Clock) -> Markup {
    // Five minutes are a unit.
    let at = |minute: i32| minute / 5;
    let hours = |class: &str, from: i32, to: i32, top: i32, high: i32| {
        html! { rect.(class) x=(at(from)) y=(top) width=(at(to - from)) height=(high) {} }
    };
    html! {
        svg.daystrip viewBox={ "0 0 " (at(DAY)) " 16" } preserveAspectRatio="none" aria-hidden="true" {
            (hours("own", OPENS, CLOSES, 0, 16))
            @for (from, to) in clock.work() { (hours("theirs", from, to, 4, 8)) }
            @if let Some((from, to)) = clock.overlap() { (hours("both", from, to, 4, 8)) }
            line.now x1=(at(clock.now)) x2=(at(clock.now)) y1="0" y2="16" {}
        }
    }
}
