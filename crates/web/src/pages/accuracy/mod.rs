//! How good the numbers are on the principal's own past: a reliability diagram, the alarms, a refit on trial.

mod view;

use app::access::Right;
use app::features::accuracy::{self, HowGood};

use crate::failure::Answer;
use crate::layout::{Page, Section};
use crate::look::Look;
use crate::routes::{Routes, Who};
use crate::visit::Visit;
use crate::words::accuracy as words;
use view::{Shown, Trial};

/// Where it is answered.
pub fn routes() -> Routes {
    Routes::new().get("/settings/numbers", Who::Member(Right::Own), page)
}

async fn page(visit: Visit) -> Answer {
    let found = accuracy::how_good(&visit.cx).await?;
    Ok(visit.whole(&Page::new(words::TITLE, Section::None, view::page(&shown(found, &visit.look)))))
}

fn shown(found: HowGood, look: &Look) -> Shown {
    let number = |n: usize| look.number(i64::try_from(n).unwrap_or(i64::MAX));
    let judged = found.warmth.as_ref().zip(found.dates).map(|(warmth, (first, last))| {
        words::judged(&number(warmth.count), &number(found.ties), &look.day(first), &look.day(last))
    });
    let part = found.alarms_right as f64 / found.alarms.max(1) as f64;
    let alarms =
        (found.alarms > 0).then(|| words::alarms(&number(found.alarms), &number(found.alarms_right), part));
    let trial = found.refit.map(|refit| Trial {
        tried: words::tried(&number(refit.learned_from), &number(refit.in_use.count)),
        sides: [(false, refit.in_use), (true, refit.refitted)].map(|(is_refitted, side)| {
            (words::side(is_refitted), words::points(side.error), side.auc.map(|auc| format!("{auc:.2}")))
        }),
    });
    Shown { warmth: found.warmth, judged, alarms, trial }
}
