//! The diagram with its table, the constants, the alarms, earlier judgements, and how it is counted.

use app::features::accuracy::{Group, Reliability};
use maud::{Markup, html};

use super::alarms::{self, Alarms};
use super::constants::{self, Constants};
use crate::parts::{empty, notice, on_its_way, pagehead, sec};
use crate::words::accuracy as words;
use crate::words::sample as sample_words;

/// The side of the diagram's square, in its own units.
const SIDE: f64 = 260.0;
/// The room left of it and above it.
const LEFT: f64 = 46.0;
const TOP: f64 = 10.0;

/// What the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// A judgement is being made.
    pub is_judging: bool,
    /// There is nothing to judge.
    pub is_empty: bool,
    /// What was judged; `None` before the first judgement.
    pub judged: Option<Judged>,
    /// What warmth said, and what came; `None` where too little was said.
    pub warmth: Option<Reliability>,
    /// Those who were said to be drifting.
    pub alarms: Alarms,
    /// The constants in use.
    pub constants: Constants,
    /// The owner's answers.
    pub asked: Markup,
    /// Earlier judgements: when, answers, how far off, order.
    pub earlier: Vec<[String; 4]>,
}

/// What was judged, in words.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// When.
    pub at: String,
    /// Of how many ties, at which dates.
    pub what: Option<String>,
    /// The constants were made before.
    pub is_later: bool,
}

pub(super) fn page(shown: &Shown) -> Markup {
    let headline = words::headline(shown.warmth.as_ref().map(|warmth| warmth.error));
    html! {
        (pagehead(Some(words::TITLE), &headline, Some(html! { (words::DEK) }), None))
        @match (&shown.judged, &shown.warmth) {
            (Some(judged), Some(warmth)) => (figures(shown, judged, warmth)),
            (None, _) if !shown.is_empty => (being_judged()),
            _ => (empty(words::TOO_LITTLE, words::TOO_LITTLE_WHY, Some(html! { a.btn href="/sources" { (words::IMPORT) } }))),
        }
        (sec("method", words::METHOD, None, html! { ul.facts { @for how in words::METHOD_HOW { li { span { (how) } } } } }))
    }
}

/// The first judgement is on its way: the page asks for it, and a link leads on.
fn being_judged() -> Markup {
    on_its_way(words::JUDGING, words::JUDGING_WHY, html! { a.btn href="/" { (words::MEANWHILE) } })
}

fn figures(shown: &Shown, judged: &Judged, warmth: &Reliability) -> Markup {
    html! {
        @if shown.is_judging { (notice(html! { (words::JUDGING_AGAIN) }, None)) }
        (sec("reliability", words::RELIABILITY, None, reliability(warmth, judged)))
        (sec("constants", words::CONSTANTS, None, constants::section(&shown.constants)))
        (sec("asked", sample_words::TITLE, None, shown.asked.clone()))
        (sec("alarms", words::ALARMS, None, alarms::section(&shown.alarms)))
        @if !shown.earlier.is_empty() { (sec("earlier", words::EARLIER, None, earlier(&shown.earlier))) }
    }
}

fn earlier(rows: &[[String; 4]]) -> Markup {
    html! {
        table.factors {
            thead { tr { @for column in words::EARLIER_COLUMNS { th scope="col" { (column) } } } }
            tbody {
                @for [at, answers, off, order] in rows {
                    tr { th scope="row" { (at) } td.num { (answers) } td.num { (off) } td.num { (order) } }
                }
            }
        }
    }
}

fn reliability(warmth: &Reliability, judged: &Judged) -> Markup {
    html! {
        figure.chart {
            figcaption { b { (words::finding(warmth.said(), warmth.came())) } span { (words::AXES) } }
            div.square-chart { (diagram(&warmth.groups)) }
            p.src {
                (words::floor(warmth.error, warmth.floor)) " " (words::order(warmth.auc)) " "
                @if let Some(what) = &judged.what { (what) " " }
                @if judged.is_later { (words::ALL_LATER) " " }
                (judged.at)
            }
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

#[cfg(test)]
mod tests {
    use super::super::constants::Quarter;
    use super::*;
    use app::features::accuracy::Outcome;

    fn shown() -> Shown {
        let groups =
            (0..10).map(|i| Group { count: 60, said: 0.05 + 0.1 * f64::from(i), came: 0.1 * f64::from(i) });
        let warmth = Reliability {
            count: 600,
            auc: Some(0.842),
            error: 0.05,
            floor: 0.031,
            log_loss: 0.45,
            brier: 0.14,
            groups: groups.collect(),
        };
        let quarter = |from: &str, outcome, did: [Option<&str>; 3]| Quarter {
            from: from.to_owned(),
            outcome: words::outcome(outcome, did[0].is_some()),
            answers: "312".to_owned(),
            did: did.map(|did| did.map(str::to_owned)),
        };
        Shown {
            is_judging: false,
            is_empty: false,
            judged: Some(Judged {
                at: words::judged_at("17 November, 07:38"),
                what: Some(words::judged("600", "90", "1 March 2025", "1 June 2026")),
                is_later: true,
            }),
            warmth: Some(warmth),
            alarms: Alarms {
                words: Some(words::alarms("40", "31", 0.775)),
                by: vec![
                    words::told_from(0.56),
                    words::drift_fitted("1 April", "1,120", "71"),
                    words::alarms_by_fixed("62", "38"),
                ],
                quarters: vec![quarter(
                    "1 April",
                    Outcome::Replaced,
                    [Some("9 of 12 · 0.512"), None, Some("13 of 22 · 0.560")],
                )],
                ..Alarms::default()
            },
            constants: Constants {
                words: words::fitted_in_use("1 April", "1 July 2025", "2,104", "90"),
                may_switch: true,
                is_fixed: false,
                quarters: vec![
                    quarter("1 April", Outcome::Replaced, [Some("1.2 · 0.401"), None, Some("5.0 · 0.450")]),
                    quarter("1 January", Outcome::Stayed, [None, None, Some("5.2 · 0.452")]),
                ],
            },
            asked: html! { p { "17 of 20 answered" } },
            earlier: vec![["10 November, 07:38", "580", "5.1 points", "0.84"].map(str::to_owned)],
        }
    }

    #[test]
    fn what_was_said_stands_beside_what_came() {
        insta::assert_snapshot!(page(&shown()).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn a_short_past_is_told_and_nothing_is_drawn() {
        let drawn = page(&Shown { warmth: None, ..shown() }).into_string();
        assert!(drawn.contains(words::TOO_LITTLE) && !drawn.contains("<svg"));
    }

    #[test]
    fn the_first_judgement_is_waited_for() {
        let drawn = page(&Shown { judged: None, warmth: None, is_judging: true, ..shown() }).into_string();
        assert!(
            drawn.contains(words::JUDGING) && drawn.contains("aria-live") && drawn.contains("href=\"/\"")
        );
    }

    #[test]
    fn one_who_wants_the_fixed_constants_can_go_back() {
        let constants = Constants { is_fixed: true, ..shown().constants };
        let drawn = page(&Shown { constants, ..shown() }).into_string();
        assert!(drawn.contains(words::USE_FITTED) && !drawn.contains(words::USE_FIXED));
    }
}
