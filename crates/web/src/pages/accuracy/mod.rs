//! How good the numbers are on the principal's own past: a reliability diagram, the constants in use and how they came
//! about, the alarms that were right and wrong, earlier judgements.
//!
//! All of it was judged in the background; the page reads what was kept, or says that the first judgement is being made.

mod alarms;
mod asking;
mod constants;
mod sample;
mod view;

use app::access::Right;
use app::features::accuracy::{self, HowGood, Judgement, Refit, Reliability};
use app::features::snapshot::{self, Snapshot};
use axum::Form;
use maud::Markup;
use serde::Deserialize;

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::accuracy as words;
use constants::{Constants, Quarter};
use view::{Judged, Shown};

/// The page.
const HERE: &str = "/settings/numbers";

/// Where it is answered.
pub fn routes() -> Routes {
    let routes = Routes::new().get(HERE, Who::Member(Right::Own), page).post(
        "/settings/numbers/constants",
        Who::Member(Right::Own),
        constants_in_use,
    );
    sample::routes(routes)
}

async fn page(visit: Visit) -> Answer {
    let found = accuracy::how_good(&visit.cx).await?;
    let snapshot = snapshot::current(&visit.cx).await?;
    let asked = asking::section(
        &accuracy::this_quarter(&visit.cx).await?,
        &accuracy::earlier_samples(&visit.cx).await?,
    );
    let shown = shown(&found, asked, &snapshot, &visit.look);
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown))))
}

#[derive(Deserialize)]
struct Choice {
    /// `fixed` or `fitted`.
    constants: String,
}

async fn constants_in_use(visit: Visit, Form(choice): Form<Choice>) -> Answer {
    let done = accuracy::use_fixed(&visit.cx, choice.constants == accuracy::FIXED).await?;
    Ok(visit.back(HERE, &done.into()))
}

fn shown(found: &HowGood, asked: Markup, snapshot: &Snapshot, look: &Look) -> Shown {
    let newest = found.judgements.first();
    Shown {
        is_judging: found.is_judging,
        is_empty: snapshot.is_empty(),
        judged: newest.map(|newest| judged(newest, found.is_fixed, look)),
        warmth: newest.and_then(|newest| newest.report.in_use(found.is_fixed).cloned()),
        alarms: alarms::alarms(found, snapshot, look),
        constants: constants_shown(found, look),
        asked,
        earlier: found.judgements.iter().skip(1).map(|one| earlier(one, found.is_fixed, look)).collect(),
    }
}

fn judged(newest: &Judgement, is_fixed: bool, look: &Look) -> Judged {
    let report = &newest.report;
    let warmth = report.in_use(is_fixed);
    let count = |n: usize| number(look, n);
    Judged {
        at: words::judged_at(&look.day_time(newest.at)),
        what: warmth.zip(report.dates).map(|(warmth, (first, last))| {
            words::judged(&count(warmth.count), &count(report.ties), &look.day(first), &look.day(last))
        }),
        is_later: report.refitted.is_some(),
    }
}

fn constants_shown(found: &HowGood, look: &Look) -> Constants {
    let in_use = accuracy::in_use(&found.refits);
    let fitted = |refit: &Refit| {
        let (answers, ties) = (number(look, refit.learned_from), number(look, refit.ties));
        words::fitted_in_use(&look.day(refit.from), &look.day(refit.made), &answers, &ties)
    };
    let words = match in_use {
        _ if found.refits.iter().all(|refit| refit.compared.refitted.is_none()) => words::NO_REFIT.to_owned(),
        None => words::FIXED_IN_USE.to_owned(),
        Some(_) if found.is_fixed => words::FIXED_WANTED.to_owned(),
        Some(refit) => fitted(refit),
    };
    let quarter = |refit: &Refit| {
        let did = |one: &Reliability| words::did(one.error, one.log_loss);
        let compared = &refit.compared;
        Quarter {
            from: look.day(refit.from),
            outcome: words::outcome(refit.outcome, compared.refitted.is_some()),
            answers: number(look, compared.fixed.count),
            did: [compared.refitted.as_ref(), compared.in_use.as_ref(), Some(&compared.fixed)]
                .map(|one| one.map(did)),
        }
    };
    Constants {
        words,
        may_switch: in_use.is_some(),
        is_fixed: found.is_fixed,
        quarters: found.refits.iter().rev().map(quarter).collect(),
    }
}

fn earlier(one: &Judgement, is_fixed: bool, look: &Look) -> [String; 4] {
    let warmth = one.report.in_use(is_fixed);
    let dash = || "–".to_owned();
    [
        look.day_time(one.at),
        warmth.map_or_else(dash, |warmth| number(look, warmth.count)),
        warmth.map_or_else(dash, |warmth| words::exact_points(warmth.error)),
        warmth.and_then(|warmth| warmth.auc).map_or_else(dash, |auc| format!("{auc:.2}")),
    ]
}

fn number(look: &Look, n: usize) -> String {
    look.number(i64::try_from(n).unwrap_or(i64::MAX))
}
