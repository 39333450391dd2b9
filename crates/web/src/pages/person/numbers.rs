//! Warmth and closeness: a meter each, with the receipt whose terms add up to the number.

use maud::{Markup, html};

use super::receipt::ReceiptRow;
use super::shown::Meter;
use crate::parts::Band;
use crate::words::person as words;

/// Left of a pin below this is no room for its number.
const NARROW: i64 = 10;

/// A meter with its receipt; `below` stands under the meter.
pub fn meter(meter: &Meter, below: Markup) -> Markup {
    let band = meter.band.map(Band::word);
    let before = meter.before.filter(|before| *before != meter.now);
    // The number stands on the side of its pin where there is room.
    let is_rising = before.map_or(meter.now < NARROW, |before| before < meter.now);
    html! {
        div.cols.five-six {
            div {
                div.meter.rising[is_rising].quiet[meter.band.is_none()] role="img"
                    aria-label=(words::meter_label(meter.title, meter.now, band, meter.before)) {
                    (scale(meter))
                    @if let Some(before) = before {
                        span.ghost.(percent(before)) { span { (words::quarter_ago(before)) } }
                    }
                    span.pin.(percent(meter.now)) { (meter.now) }
                }
                (below)
            }
            div.rail { (receipt(meter)) }
        }
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

fn receipt(meter: &Meter) -> Markup {
    html! {
        table.factors {
            caption.sr { (words::caption(meter.title, meter.now)) }
            tbody { @for row in &meter.rows { (receipt_row(row)) } }
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
