//! The touches of eighteen months as a drawing: above the line by the owner, below by the other, the present silence
//! shaded. Drawn on the server; colours are classes.

use std::fmt::Write;

use app::features::portrait::Touches;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::words::touches as words;

/// Units of the drawing's width; its height is 154.
const WIDTH: f64 = 760.0;
/// The line between the two sides.
const AXIS: f64 = 76.0;
/// Months that are drawn.
const MONTHS: i32 = 18;

/// What is drawn.
pub struct Chart<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The days with touches, the oldest first.
    pub touches: &'a [Touches],
    /// The day it is drawn of.
    pub as_of: Date,
    /// Days of silence, if it is longer than usual.
    pub overdue_days: Option<u32>,
}

/// The figure with its title, axes in words, and sources.
pub fn chart(chart: &Chart<'_>) -> Markup {
    let first = first_day(chart.as_of);
    let count: u32 = chart.touches.iter().map(|t| t.count).sum();
    let mut channels = [0; 5];
    for touches in chart.touches {
        channels.iter_mut().zip(touches.by_channel).for_each(|(sum, n)| *sum += n);
    }
    html! {
        figure.chart {
            figcaption { b { (words::chart_finding(chart.touches, chart.overdue_days)) } span { (words::chart_axes(first)) } }
            div.scroll tabindex="0" role="region" aria-label=(words::CHART_REGION) data-end {
                div.wide-chart { (drawing(chart, first, count)) }
            }
            p.src { (words::chart_source(count, channels)) }
        }
    }
}

fn first_day(as_of: Date) -> Date {
    as_of.first_of_month().saturating_sub((MONTHS - 1).months())
}

fn drawing(chart: &Chart<'_>, first: Date, count: u32) -> Markup {
    let whole = f64::from((chart.as_of - first).get_days().max(1));
    let x = |day: Date| f64::from((day - first).get_days()) / whole * (WIDTH - 6.0) + 3.0;
    let shown = || chart.touches.iter().filter(|t| t.day >= first);
    let up = ticks(shown().map(|t| (x(t.day), t.by_owner)), AXIS - 2.0, '-');
    let down = ticks(shown().map(|t| (x(t.day), t.by_them)), AXIS + 2.0, ' ');
    let last = chart.touches.last().map(|t| x(t.day)).filter(|_| chart.overdue_days.is_some());
    html! {
        svg.viz viewBox="0 0 760 154" role="img" aria-labelledby="touches-title" {
            title #touches-title { (words::chart_title(chart.name, count, chart.overdue_days)) }
            (months(first, &x))
            @if let (Some(from), Some(days)) = (last, chart.overdue_days) {
                rect.silence x=(format!("{from:.1}")) y="20" width=(format!("{:.1}", WIDTH - from)) height="112" {}
                text.tb x="757" y="14" text-anchor="end" { (words::silence(days)) }
            }
            @if !up.is_empty() { path.up d=(up) {} }
            @if !down.is_empty() { path.dn d=(down) {} }
            path.axis d="M0 76H760" {}
            text.t3 x="0" y="10" { (words::CHART_YOU) }
        }
    }
}

/// The months as lines, every third with its name.
fn months(first: Date, x: &dyn Fn(Date) -> f64) -> Markup {
    let month = |n: i32| first.saturating_add(n.months());
    html! {
        @for n in 0..MONTHS {
            path.gridl d=(format!("M{:.1} 20V136", x(month(n)))) {}
            @if n % 3 == 0 {
                text.t3 x=(format!("{:.1}", x(month(n)) + 3.0)) y="148" { (words::chart_month(month(n), n == 0)) }
            }
        }
    }
}

/// One path for all ticks of a side; the stronger the touch, the taller.
fn ticks(touches: impl Iterator<Item = (f64, u8)>, from: f64, sign: char) -> String {
    let mut path = String::new();
    for (x, strength) in touches.filter(|(_, strength)| *strength > 0) {
        let height = match strength {
            1 => 10,
            2 => 24,
            3 => 34,
            _ => 46,
        };
        let _ = write!(path, "M{x:.1} {from:.0}v{}{height}", if sign == '-' { "-" } else { "" });
    }
    path
}
