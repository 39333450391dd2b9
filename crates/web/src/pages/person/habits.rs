//! Who begins, who answers, and where the tie stood a quarter ago: figures with the touches they stand on.

use app::features::people::{Answers, Habits, QuarterAgo, Starts};
use app::features::portrait::{Numbers, Side, Way};
use maud::{Markup, html};
use model::Receipt;

use super::asked::{Asked, Touches};
use super::receipt::{self, Compared};
use crate::look::Look;
use crate::parts::sec;
use crate::words::{habits as words, person};

/// Warmth and closeness beside a quarter before.
pub struct Trend {
    /// The day a quarter before.
    pub day: String,
    /// What became of both, in words.
    pub told: String,
    /// The terms of each at both dates.
    pub tables: Vec<Then>,
}

/// A number at two dates.
pub struct Then {
    /// What it is called.
    pub title: &'static str,
    /// What it was and is.
    pub points: (i64, i64),
    /// Why.
    pub rows: Vec<Compared>,
}

/// Who begins and who answers.
#[derive(Default)]
pub struct HabitsView {
    /// The figures.
    pub rows: Vec<Habit>,
    /// What is to be known of them.
    pub notes: Vec<String>,
}

/// A figure and what it stands on.
pub struct Habit {
    /// What it is.
    pub what: &'static str,
    /// How much or how long.
    pub figure: String,
    /// On what it stands.
    pub basis: String,
    /// Where that is shown.
    pub evidence: String,
}

/// The trend of a tie; none where it is not told.
pub fn trend(look: &Look, asked: &Asked, numbers: &Numbers) -> Option<Trend> {
    let QuarterAgo { day, warmth, closeness, warmth_receipt, closeness_receipt } =
        numbers.quarter_ago.as_ref()?;
    let then = |title, before: (f64, &Receipt), now: Option<f64>, receipt: Option<&Receipt>| {
        let of_now = |touches: &Touches| asked.evidence(touches, &look.zone);
        let until_then = Some(*day);
        let of_then = |touches: &Touches| of_now(&Touches { last: touches.last.or(until_then), ..*touches });
        Some(Then {
            title,
            points: (before.0.round() as i64, now?.round() as i64),
            rows: receipt::compared((before.1, &of_then), (receipt?, &of_now)),
        })
    };
    let now = &numbers.now;
    let tables = [
        then(person::WARMTH, (*warmth, warmth_receipt), now.warmth, numbers.warmth.as_ref())?,
        then(person::CLOSENESS, (*closeness, closeness_receipt), now.closeness, numbers.closeness.as_ref())?,
    ];
    let [warmth, closeness] =
        tables.each_ref().map(|table| words::moved(table.title, table.points.0, table.points.1));
    Some(Trend { day: look.day(*day), told: words::both(&warmth, &closeness), tables: tables.into() })
}

/// Who begins and who answers, as far as it is known.
pub fn habits(look: &Look, asked: &Asked, habits: &Habits) -> HabitsView {
    let (theirs, ours) = ((words::THEY_ANSWER, Side::Theirs), (words::YOU_ANSWER, Side::ToThem));
    let they = habits.they_answer.as_ref().map(|told| answers(look, asked, theirs, told));
    let you = habits.owner_answers.as_ref().map(|told| answers(look, asked, ours, told));
    let started = habits.initiative.as_ref().map(|told| starts(look, asked, told));
    let neither = habits.initiative.as_ref().map(|told| told.by_both).filter(|n| *n > 0);
    // By which clock somebody works who never answered is of no interest.
    let theirs = habits.they_answer.as_ref().map(|told| words::clocks(told.zone.as_deref()));
    let clocks = theirs.or_else(|| you.as_ref().map(|_| words::BY_YOUR_CLOCK.to_owned()));
    HabitsView {
        notes: neither.map(words::of_neither).into_iter().chain(clocks).collect(),
        rows: [started, they, you].into_iter().flatten().collect(),
    }
}

fn starts(look: &Look, asked: &Asked, told: &Starts) -> Habit {
    let (first, last) = told.days;
    Habit {
        what: words::YOU_BEGAN,
        figure: words::of_starts(told.by_owner, told.by_owner + told.by_them),
        basis: words::starts(told.silence_days, &look.day(first), &look.day(last)),
        evidence: asked
            .evidence(&Touches { first: Some(first), last: Some(last), ..Touches::default() }, &look.zone),
    }
}

fn answers(look: &Look, asked: &Asked, (what, side): (&'static str, Side), told: &Answers) -> Habit {
    let (first, last) = told.days;
    Habit {
        what,
        figure: words::working_time(told.median_hours),
        basis: words::median_of(told.answers, &look.day(first), &look.day(last)),
        evidence: asked.evidence(
            &Touches { way: Some(Way::Mail), side: Some(side), first: Some(first), last: Some(last) },
            &look.zone,
        ),
    }
}

/// The figures beside the page.
pub fn habits_section(view: &HabitsView) -> Markup {
    if view.rows.is_empty() {
        return html! {};
    }
    let rows = html! {
        ul.facts {
            @for row in &view.rows {
                li {
                    span { (row.what) span.sub { a.link href=(row.evidence) { (row.basis) } } }
                    span.src.num { (row.figure) }
                }
            }
        }
        @for note in &view.notes { p.meta { (note) } }
    };
    sec("habits", words::HABITS, None, rows)
}

/// The trend in words, its terms one press away.
pub fn trend_section(trend: &Trend) -> Markup {
    html! {
        section.sec aria-labelledby="trend" {
            div.sechead { h2 #trend { (words::TREND) } span.note { (words::beside(&trend.day)) } }
            p { (trend.told) }
            @for table in &trend.tables {
                details.all-terms {
                    summary { (words::term_by_term(table.title)) }
                    (compared(table, &trend.day))
                }
            }
        }
    }
}

fn compared(table: &Then, day: &str) -> Markup {
    let (before, now) = table.points;
    html! {
        table.data {
            caption.sr { (words::term_by_term(table.title)) }
            thead {
                tr {
                    th scope="col" { (words::TERM) }
                    th.r scope="col" { (day) }
                    th.r scope="col" { (words::NOW) }
                    th.r scope="col" { (words::CHANGE) }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        th scope="row" { (row.what) }
                        (points(&row.then))
                        (points(&row.now))
                        td.r.num { (words::change(row.now.0 - row.then.0)) }
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (table.title) }
                    td.r.num { (before) }
                    td.r.num { (now) }
                    td.r.num { (words::change(now - before)) }
                }
            }
        }
    }
}

fn points((points, evidence): &(i64, Option<String>)) -> Markup {
    let told = person::points(*points);
    html! {
        td.r.num {
            @match evidence { Some(href) => a.link href=(href) { (told) }, None => (told) }
        }
    }
}
