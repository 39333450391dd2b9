//! Warmth and closeness: a meter each, with the receipt whose terms add up to the number.

use maud::{Markup, html};

use super::receipt::{self, ReceiptRow};
use super::shown::Meter;
use crate::parts::Band;
use crate::words::person as words;

/// The room that the number beside a pin needs, in percent of the narrowest meter.
const NARROW: i64 = 10;
/// The room that the words beside the ghost need.
const LABEL: i64 = 28;

/// A meter with its receipt; `below` stands under the meter.
pub fn meter(meter: &Meter, below: Markup) -> Markup {
    let band = meter.band.map(Band::word);
    let side = Side::of(meter);
    html! {
        div.cols.five-six {
            div {
                div.meter.rising[side.is_right].quiet[meter.band.is_none()] role="img"
                    aria-label=(words::meter_label(meter.title, meter.now, band, meter.before)) {
                    (scale(meter))
                    @if let Some(before) = side.ghost {
                        span.ghost.(percent(before)) { span { (words::quarter_ago(before)) } }
                    }
                    span.pin.(percent(meter.now)) { (meter.now) }
                }
                @if let Some(before) = side.beside { p.meta.under-meter { (words::quarter_ago(before)) "." } }
                (below)
            }
            div.rail { (receipt(meter)) }
        }
    }
}

/// On which side of its pin the number stands, and whether the quarter before has room in the drawing or stands below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side {
    is_right: bool,
    ghost: Option<i64>,
    beside: Option<i64>,
}

impl Side {
    fn of(meter: &Meter) -> Side {
        let before = meter.before.filter(|before| *before != meter.now);
        let is_rising = before.map_or(meter.now < NARROW, |before| before < meter.now);
        let is_right = meter.now < NARROW || (is_rising && meter.now <= 100 - NARROW);
        let has_room = |before: i64| match is_rising {
            true => is_right && before >= LABEL,
            false => !is_right && before <= 100 - LABEL,
        };
        let ghost = before.filter(|before| has_room(*before));
        Side { is_right, ghost, beside: before.filter(|_| ghost.is_none()) }
    }
}

fn scale(meter: &Meter) -> Markup {
    html! {
        @if meter.band.is_some() {
            span.bands { @for band in Band::ALL { i.(band.class()) {} } }
            span.names { @for band in Band::ALL { span { (band.word()) } } }
        } @else {
            span.bar.(percent(meter.now)) { i {} }
        }
    }
}

/// The class that sets a percentage.
fn percent(n: i64) -> String {
    format!("v{}", n.clamp(0, 100))
}

/// The terms that matter most, which add up; all of them are one press away.
fn receipt(meter: &Meter) -> Markup {
    let short = receipt::short(&meter.rows);
    html! {
        (table(meter, short.as_ref().unwrap_or(&meter.rows)))
        @if short.is_some() {
            details.all-terms {
                summary { (words::all_terms(meter.title, meter.rows.len())) }
                (table(meter, &meter.rows))
            }
        }
    }
}

fn table(meter: &Meter, rows: &[ReceiptRow]) -> Markup {
    html! {
        table.factors {
            caption.sr { (words::caption(meter.title, meter.now)) }
            tbody { @for row in rows { (receipt_row(row)) } }
            tfoot { tr { th scope="row" { (meter.title) } td {} td.r.num { (meter.now) } td {} } }
        }
    }
}

fn receipt_row(row: &ReceiptRow) -> Markup {
    html! {
        tr {
            th scope="row" { (row.what) }
            td { span.bar.less[row.points < 0].(percent(row.points.abs())) { i {} } }
            td.r.num { (words::points(row.points)) }
            td {
                @match &row.evidence {
                    Some(href) => a.link href=(href) { (row.touches) },
                    None => { (row.touches) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_outside_the_meter() {
        for (now, before, expected) in [
            (74, Some(80), (false, None, Some(80))),
            (60, Some(70), (false, Some(70), None)),
            (86, Some(66), (true, Some(66), None)),
            (98, Some(60), (false, None, Some(60))),
            (3, Some(2), (true, None, Some(2))),
            (0, None, (true, None, None)),
            (50, Some(50), (false, None, None)),
        ] {
            let meter =
                Meter { title: words::WARMTH, now, before, band: None, falls: None, rows: Vec::new() };
            let side = Side::of(&meter);
            assert_eq!((side.is_right, side.ghost, side.beside), expected, "{now} {before:?}");
        }
    }
}
