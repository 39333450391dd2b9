//! The three sections as rows of the settings: what each is on the left, what there is and its forms on the right.

use app::features::keeping::hold::Hold;
use app::features::keeping::human::Forgotten;
use app::features::keeping::retention::Rule;
use jiff::Timestamp;
use maud::{Markup, html};

use super::HoldForm;
use crate::failure::as_sentence;
use crate::look::Look;
use crate::parts::{notice_bad, pagehead};
use crate::words::erasure as words;

/// What can be chosen, in months.
const MONTHS: [i64; 9] = [0, 3, 6, 12, 24, 36, 60, 84, 120];

/// What the page shows.
pub(super) struct Shown {
    pub rules: Vec<Rule>,
    pub holds: Vec<Hold>,
    pub forgotten: Vec<Forgotten>,
    /// What was typed of a hold, and why it cannot be.
    pub refused: Option<(HoldForm, String)>,
}

pub(super) fn page(look: &Look, shown: &Shown) -> Markup {
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        div.settings {
            (row("retention", words::RETENTION, words::RETENTION_WHY, retention(look, &shown.rules)))
            (row("holds", words::HOLDS, words::HOLDS_WHY, holds(look, shown)))
            (row("forgotten", words::FORGOTTEN, words::FORGOTTEN_WHY, forgotten(look, &shown.forgotten)))
        }
    }
}

fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow id=(id) aria-labelledby={ (id) "-title" } {
            div { h2 id={ (id) "-title" } { (title) } p { (why) } }
            div { (control) }
        }
    }
}

fn retention(look: &Look, rules: &[Rule]) -> Markup {
    html! {
        @if rules.is_empty() { p.meta { (words::NO_SOURCES) } }
        @for rule in rules {
            form method="post" action="/settings/erasure/retention" {
                input type="hidden" name="source" value=(rule.source);
                p.breaks { bdi { (rule.name) } " · " span.meta { (words::records(&look.number(rule.kept))) } }
                div.row.besides {
                    div.field {
                        label for={ "months-" (rule.source) } { (words::KEEP_FOR) }
                        select id={ "months-" (rule.source) } name="months" {
                            @if !MONTHS.contains(&rule.months) {
                                option value=(rule.months) selected { (words::months(rule.months)) }
                            }
                            @for months in MONTHS {
                                option value=(months) selected[months == rule.months] { (words::months(months)) }
                            }
                        }
                    }
                    button.btn { (words::SAVE) }
                }
            }
        }
    }
}

fn holds(look: &Look, shown: &Shown) -> Markup {
    let holds = &shown.holds;
    let fresh = HoldForm::default();
    let typed = shown.refused.as_ref().map_or(&fresh, |(typed, _)| typed);
    html! {
        @if let Some((_, why)) = &shown.refused { (notice_bad(html! { (as_sentence(why)) }, None)) }
        @if holds.is_empty() { p.meta { (words::NO_HOLDS) } }
        @else { ul.facts { @for hold in holds { (one_hold(look, hold)) } } }
        form.stack method="post" action="/settings/erasure/holds" {
            div.field {
                label for="person" { (words::PERSON) }
                input #person name="person" value=(typed.person) autocomplete="off" aria-describedby="person-hint";
                span.hint #person-hint { (words::PERSON_HINT) }
            }
            div.row {
                div.field { label for="from" { (words::FROM) } input #from type="date" name="from" value=(typed.from); }
                div.field { label for="until" { (words::UNTIL) } input #until type="date" name="until" value=(typed.until); }
            }
            div.field {
                label for="reason" { (words::REASON) }
                input #reason name="reason" value=(typed.reason) required maxlength="500" autocomplete="off";
            }
            button.btn { (words::HOLD) }
        }
    }
}

fn one_hold(look: &Look, hold: &Hold) -> Markup {
    html! {
        li.breaks {
            span {
                bdi { (words::held(&hold.what())) } ": " (hold.reason)
                span.sub {
                    (words::set_by(&hold.set_by, &day(look, hold.set_at)))
                    @if let Some((who, at)) = &hold.lifted { ", " (words::lifted_by(who, &day(look, *at))) }
                }
            }
            @if hold.lifted.is_none() {
                form method="post" action={ "/settings/erasure/holds/" (hold.id) "/lift" } {
                    button.btn.small { (words::LIFT) span.sr { ": " (hold.what()) } }
                }
            }
        }
    }
}

fn forgotten(look: &Look, all: &[Forgotten]) -> Markup {
    html! {
        @if all.is_empty() { p.meta { (words::NO_FORGOTTEN) } }
        @else {
            ul.facts {
                @for one in all {
                    li.breaks {
                        span {
                            (words::forgotten(&day(look, one.at), &look.number(one.addresses)))
                            span.sub { (words::backups(one.backups, one.backups_until.map(|day| look.day(day)).as_deref())) }
                        }
                    }
                }
            }
            @if all.iter().any(|one| one.backups > 0) {
                form method="post" action="/settings/erasure/backups" {
                    button.btn.danger { (words::DROP_BACKUPS) }
                    p.meta { (words::DROP_BACKUPS_WHY) }
                }
            }
            form method="post" action="/settings/erasure/let-in" {
                div.row.besides {
                    div.field {
                        label for="address" { (words::LET_IN) }
                        input #address name="address" type="email" required autocomplete="off";
                    }
                    button.btn { (words::DO_LET_IN) }
                }
            }
        }
    }
}

fn day(look: &Look, at: Timestamp) -> String {
    look.day(at.to_zoned(look.zone.clone()).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use model::ActId;

    #[test]
    fn sources_holds_and_who_was_forgotten() {
        let look = Look::plain(TimeZone::UTC, "2026-11-17T07:00:00Z".parse().unwrap());
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let hold = |lifted| Hold {
            id: 9,
            person: Some((7, "ana".into(), "Ana <Lopez>".into())),
            from: None,
            until: None,
            reason: "case 12".into(),
            set_by: "Marit".into(),
            set_at: at("2026-11-01T07:00:00Z"),
            lifted,
        };
        let shown = Shown {
            rules: vec![
                Rule { source: 100, name: "inbox.mbox".into(), kept: 1_204, months: 24 },
                Rule { source: 101, name: "diary.ics".into(), kept: 12, months: 0 },
            ],
            holds: vec![hold(None), hold(Some(("Marit".into(), at("2026-11-02T07:00:00Z"))))],
            forgotten: vec![Forgotten {
                act: ActId(7),
                at: at("2026-11-03T07:00:00Z"),
                addresses: 3,
                backups: 2,
                backups_until: None,
            }],
            refused: None,
        };
        insta::assert_snapshot!(page(&look, &shown).into_string().replace("><", ">\n<"));
    }
}
