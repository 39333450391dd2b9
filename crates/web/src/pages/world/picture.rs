//! The picture of the world: a column an hour, a tile a country, and a band where it is a working hour now.

use maud::{Markup, html};

use super::clocks::{CLOSES, Hours, OPENS};
use crate::look::Look;
use crate::words::world as words;

/// The columns that are always there: the hours in which most people live.
const LEAST: (i32, i32) = (-8, 10);
/// Units of the drawing.
const WIDE: i32 = 960;
const HEAD: i32 = 34;
const TILE: i32 = 26;
/// Tiles of a column; the last one then says how many more there are.
const STACK: usize = 8;

/// A country in an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// Whole hours ahead of Greenwich.
    pub column: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many people are there.
    pub people: usize,
    /// With how many the tie is live.
    pub live: usize,
}

/// The picture, with what it says in words for who does not see it.
pub(super) fn picture(look: &Look, tiles: &[Tile], hours: &Hours, described: &str) -> Markup {
    let used = || tiles.iter().map(|tile| tile.column).chain([hours.own]);
    let (first, last) = (used().min().unwrap_or(0).min(LEAST.0), used().max().unwrap_or(0).max(LEAST.1));
    let of_column = |column| tiles.iter().filter(move |tile| tile.column == column);
    let tallest = (first..=last).map(|column| of_column(column).count().min(STACK)).max().unwrap_or(1).max(1);
    let height = HEAD + tallest as i32 * TILE + 8;
    let pitch = f64::from(WIDE) / f64::from(last - first + 1);
    html! {
        svg.viz.hours.wide-only viewBox={ "0 0 " (WIDE) " " (height) } role="img" aria-label=(described) {
            @for (at, column) in (first..=last).enumerate() {
                (drawn(look, column, hours, at as f64 * pitch, pitch, height))
                (stack(&of_column(column).collect::<Vec<_>>(), at as f64 * pitch, pitch))
            }
        }
    }
}

/// A column without its tiles: the hour, the band, the owner's pin.
fn drawn(look: &Look, column: i32, hours: &Hours, left: f64, pitch: f64, height: i32) -> Markup {
    let hour = (hours.greenwich + column).rem_euclid(24);
    let is_working = (OPENS / 60..CLOSES / 60).contains(&hour);
    let middle = left + pitch / 2.0;
    html! {
        @if is_working {
            rect.band x=(units(left)) y="0" width=(units(pitch)) height=(height) {}
        }
        text.tb[column == hours.own].t3[column != hours.own] x=(units(middle)) y="14" text-anchor="middle" {
            (look.hour(hour as i8))
        }
        @if column == hours.own {
            line.now x1=(units(middle)) x2=(units(middle)) y1="20" y2=(HEAD - 4) {}
        }
    }
}

fn stack(tiles: &[&Tile], left: f64, pitch: f64) -> Markup {
    let shown = if tiles.len() > STACK { STACK - 1 } else { tiles.len() };
    let middle = units(left + pitch / 2.0);
    html! {
        @for (at, tile) in tiles.iter().take(shown).enumerate() {
            @let top = HEAD + at as i32 * TILE;
            g {
                title { (words::tile(&tile.name, tile.people, tile.live)) }
                rect.tile.(["none", "one", "many"][tile.live.min(2)]) x=(units(left + 1.5)) y=(top)
                    width=(units(pitch - 3.0)) height=(TILE - 4) {}
                text.on[tile.live > 1] x=(middle) y=(top + 15) text-anchor="middle" { (tile.code) " " (short(tile.people)) }
            }
        }
        @if tiles.len() > shown {
            text.t3 x=(middle) y=(HEAD + shown as i32 * TILE + 15) text-anchor="middle" { "+" (tiles.len() - shown) }
        }
    }
}

/// A number in three places.
fn short(people: usize) -> String {
    match people {
        0..1_000 => people.to_string(),
        1_000..100_000 => format!("{}k", people / 1_000),
        _ => "99k".to_owned(),
    }
}

fn units(value: f64) -> String {
    format!("{value:.1}")
}
