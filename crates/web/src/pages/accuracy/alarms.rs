//! The section on alarms of drift: what they mean, how many were right, of whom they were wrong and right, by which constants.

use std::sync::Arc;

use app::features::accuracy::{self, Alarm, Alarms as Counted, HowGood, Judged, Refit};
use app::features::snapshot::{PersonLine, Snapshot};
use maud::{Markup, html};

use super::constants::{self, Quarter};
use super::number;
use crate::look::Look;
use crate::parts::name_link;
use crate::words::accuracy as words;

/// How many are named of whom an alarm was wrong, and of whom it was right.
const NAMED: usize = 12;

/// What the section shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Alarms {
    /// How many were right, in words; none where there were no alarms.
    pub words: Option<String>,
    /// From which chance on, by which constants, and how the others would have done.
    pub by: Vec<String>,
    /// The newest wrong ones.
    pub wrong: Vec<Named>,
    /// The newest right ones.
    pub right: Vec<Named>,
    /// What was compared, the newest first.
    pub quarters: Vec<Quarter>,
}

/// Somebody of whom an alarm was told.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Who.
    pub line: Arc<PersonLine>,
    /// When it would have been told, in words.
    pub when: String,
}

pub(super) fn section(alarms: &Alarms) -> Markup {
    html! {
        div.stack {
            p { b { (alarms.words.as_deref().unwrap_or(words::NO_ALARMS)) } }
            p { (words::ALARM_MEANS) }
            @if !alarms.by.is_empty() { p.meta { @for by in &alarms.by { (by) " " } } }
        }
        @if !alarms.wrong.is_empty() {
            p.meta { (words::WRONG_ALARMS) }
            (named(&alarms.wrong))
        }
        @if !alarms.right.is_empty() {
            details.all-terms {
                summary { (words::RIGHT_ALARMS) }
                (named(&alarms.right))
            }
        }
        @if !alarms.quarters.is_empty() {
            (constants::quarters(words::DRIFT_QUARTERS, words::DRIFT_FIGURES, &alarms.quarters))
        }
        p.meta { (words::DRIFT_RULE) }
    }
}

fn named(all: &[Named]) -> Markup {
    html! {
        ul.facts {
            @for one in all {
                li { (name_link(&one.line.slug, &one.line.name, one.line.country.as_deref())) " " span.meta { (one.when) } }
            }
        }
    }
}

/// What was found, for whom the member sees.
pub(super) fn alarms(found: &HowGood, snapshot: &Snapshot, look: &Look) -> Alarms {
    let Some(newest) = found.judgements.first() else { return Alarms::default() };
    let counted = newest.report.alarms;
    let of = |was_right: bool| {
        let chosen = found.alarms.iter().filter(|alarm| alarm.was_right == was_right);
        let named = chosen.filter_map(|alarm: &Alarm| {
            let line = snapshot.person(alarm.person).filter(|line| line.is_listed() && !line.is_spared)?;
            Some(Named { line: line.clone(), when: words::named(&look.day(alarm.day)) })
        });
        named.take(NAMED).collect()
    };
    let part = counted.told.precision();
    let words =
        |part| words::alarms(&number(look, counted.told.alarms), &number(look, counted.told.right), part);
    Alarms {
        words: part.map(words),
        by: by(found, &counted, look),
        wrong: of(false),
        right: of(true),
        quarters: found.drift.iter().rev().map(|refit| quarter(refit, look)).collect(),
    }
}

fn by(found: &HowGood, counted: &Counted, look: &Look) -> Vec<String> {
    let fitted = accuracy::in_use(&found.drift).filter(|_| !found.is_fixed);
    let mut by = vec![words::told_from(counted.threshold)];
    match fitted {
        None => by.push(words::DRIFT_FIXED.to_owned()),
        Some(refit) => {
            let (weeks, ties) = (number(look, refit.learned_from), number(look, refit.ties));
            by.push(words::drift_fitted(&look.day(refit.from), &weeks, &ties));
            let (told, right) = (number(look, counted.by_fixed.alarms), number(look, counted.by_fixed.right));
            by.push(words::alarms_by_fixed(&told, &right));
        }
    }
    by
}

fn quarter(refit: &Refit<Judged>, look: &Look) -> Quarter {
    let did = |one: &Judged| words::drift_did(one.told.right, one.told.alarms, one.said.log_loss);
    let compared = &refit.compared;
    Quarter {
        from: look.day(refit.from),
        outcome: words::outcome(refit.outcome, compared.refitted.is_some()),
        answers: number(look, compared.fixed.said.count),
        did: [compared.refitted.as_ref(), compared.in_use.as_ref(), Some(&compared.fixed)]
            .map(|one| one.map(did)),
    }
}
