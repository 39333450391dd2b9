//! The diagram with its table, the alarms, the trial of a refit, and how it is counted.

use app::features::accuracy::{Group, Reliability};
use maud::{Markup, html};

use crate::parts::{empty, pagehead, sec};
use crate::words::accuracy as words;

/// The side of the diagram's square, in its own units.
const SIDE: f64 = 260.0;
/// The room left of it and above it.
const LEFT: f64 = 46.0;
const TOP: f64 = 10.0;

/// What the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What warmth said, and what came.
    pub warmth: Option<Reliability>,
    /// What was judged, in words.
    pub judged: Option<String>,
    /// How many alarms were right, in words.
    pub alarms: Option<String>,
    /// The refit on trial.
    pub trial: Option<Trial>,
}

/// A refit on trial.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    /// What it learned from and was judged by, in words.
    pub tried: String,
    /// The name of the constants, how far they were off, the order.
    pub sides: [(&'static str, String, Option<String>); 2],
}

pub(super) fn page(shown: &Shown) -> Markup {
    let headline = words::headline(shown.warmth.as_ref().map(|warmth| warmth.error));
    html! {
        (pagehead(Some(words::TITLE), &headline, Some(html! { (words::DEK) }), None))
        @match &shown.warmth {
            None => (empty(words::TOO_LITTLE, words::TOO_LITTLE_WHY, Some(html! { a.btn href="/sources" { (words::IMPORT) } }))),
            Some(warmth) => {
                (sec("reliability", words::RELIABILITY, None, reliability(warmth, shown.judged.as_deref())))
                (sec("alarms", words::ALARMS, None, html! { p { (shown.alarms.as_deref().unwrap_or(words::NO_ALARMS)) } }))
                (sec("refit", words::REFIT, None, refit(shown.trial.as_ref())))
            }
        }
        (sec("method", words::METHOD, None, html! { ul.facts { @for how in words::METHOD_HOW { li { span { (how) } } } } }))
    }
}

fn reliability(warmth: &Reliability, judged: Option<&str>) -> Markup {
    let whole = warmth.groups.iter().map(|group| group.count as f64).sum::<f64>();
    let mean = |of: fn(&Group) -> f64| {
        warmth.groups.iter().map(|group| group.count as f64 * of(group)).sum::<f64>() / whole
    };
    html! {
        figure.chart {
            figcaption { b { (words::finding(mean(|g| g.said), mean(|g| g.came))) } span { (words::AXES) } }
            div.square-chart { (diagram(&warmth.groups)) }
            p.src { @if let Some(judged) = judged { (judged) " " } (words::order(warmth.auc)) }
        }
        details.all-terms {
            summary { (words::TABLE) }
            (table(&warmth.groups))
        }
    }
}

fn diagram(groups: &[Group]) -> Markup {
    let x = |part: f64| format!("{:.1}", LEFT + part * SIDE);
    let y = |part: f64| format!("{:.1}", TOP + (1.0 - part) * SIDE);
    html! {
        svg.viz viewBox="0 0 330 310" role="img" aria-labelledby="reliability-title" {
            title #reliability-title { (words::RELIABILITY) }
            @for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
                path.gridl d={ "M" (x(0.0)) " " (y(tick)) "H" (x(1.0)) "M" (x(tick)) " " (y(0.0)) "V" (y(1.0)) } {}
                text.t3 x=(format!("{:.1}", LEFT - 6.0)) y=(format!("{:.1}", TOP + (1.0 - tick) * SIDE + 4.0)) text-anchor="end" { (words::percent(tick)) }
                text.t3 x=(x(tick)) y=(format!("{:.1}", TOP + SIDE + 16.0)) text-anchor="middle" { (words::percent(tick)) }
            }
            path.axis d={ "M" (x(0.0)) " " (y(0.0)) "L" (x(1.0)) " " (y(1.0)) } {}
            @for group in groups {
                circle.dot cx=(x(group.said)) cy=(y(group.came)) r="5" { title { (words::dot(group.said, group.came)) } }
            }
            text.tb x=(x(1.0)) y=(format!("{:.1}", TOP + SIDE + 32.0)) text-anchor="end" { (words::SAID) }
            text.tb x=(format!("{:.1}", LEFT + 6.0)) y=(format!("{:.1}", TOP + 14.0)) { (words::CAME) }
        }
    }
}

fn table(groups: &[Group]) -> Markup {
    html! {
        table.factors {
            thead { tr { th scope="col" { (words::SAID) } th scope="col" { (words::CAME) } th scope="col" { (words::ANSWERS) } } }
            tbody {
                @for group in groups {
                    tr { td.num { (words::percent(group.said)) } td.num { (words::percent(group.came)) } td.num { (group.count) } }
                }
            }
        }
    }
}

fn refit(trial: Option<&Trial>) -> Markup {
    let Some(trial) = trial else { return html! { p { (words::NO_REFIT) } } };
    html! {
        p { (trial.tried) }
        table.factors {
            thead { tr { @for column in words::TRIAL_COLUMNS { th scope="col" { (column) } } } }
            tbody {
                @for (name, off, order) in &trial.sides {
                    tr { th scope="row" { (name) } td.num { (off) } td.num { (order.as_deref().unwrap_or("–")) } }
                }
            }
        }
        p.meta { (words::REFIT_NOT_USED) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let groups =
            (0..10).map(|i| Group { count: 60, said: 0.05 + 0.1 * f64::from(i), came: 0.1 * f64::from(i) });
        Shown {
            warmth: Some(Reliability { count: 600, auc: Some(0.842), error: 0.05, groups: groups.collect() }),
            judged: Some(words::judged("600", "90", "1 March 2025", "1 June 2026")),
            alarms: Some(words::alarms("40", "31", 0.775)),
            trial: Some(Trial {
                tried: words::tried("400", "200"),
                sides: [
                    (words::side(false), words::points(0.05), Some("0.84".into())),
                    (words::side(true), words::points(0.01), None),
                ],
            }),
        }
    }

    #[test]
    fn what_was_said_stands_beside_what_came() {
        insta::assert_snapshot!(page(&shown()).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn a_short_past_is_told_and_nothing_is_drawn() {
        let drawn = page(&Shown { warmth: None, judged: None, alarms: None, trial: None }).into_string();
        assert!(drawn.contains(words::TOO_LITTLE) && !drawn.contains("<svg"));
    }
}
