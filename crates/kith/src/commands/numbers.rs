//! `kith numbers`: how good the numbers were on the owner's own past, which constants are in use, and switching them.

use app::features::accuracy::{self, HowGood, Reliability};
use serde_json::json;

use super::{Outcome, Session, print_json};
use crate::args::{ConstantsArg, NumbersArgs};
use crate::show::say;

/// Judges if that is due, and says what came out.
pub async fn run(session: &Session, args: &NumbersArgs) -> Outcome {
    if let Some(constants) = args.constants {
        accuracy::use_fixed(&session.cx, constants == ConstantsArg::Fixed).await?;
    }
    let found = accuracy::judged_now(&session.cx).await?;
    if session.json {
        return print_json(&as_json(&found));
    }
    let Some(newest) = found.judgements.first() else {
        say!("There is nothing to judge yet: import your past first.");
        return Ok(());
    };
    match newest.report.in_use(found.is_fixed) {
        None => say!("Too little to judge by yet: a hundred earlier answers are needed."),
        Some(warmth) => say_warmth(warmth, newest.report.ties),
    }
    let alarms = newest.report.alarms;
    say!("past their rhythm: {} of {} times they were indeed not in touch in time", alarms.right, alarms.all);
    match accuracy::in_use(&found.refits) {
        None => say!("constants: those Kith came with"),
        Some(_) if found.is_fixed => say!("constants: those Kith came with, because you said so"),
        Some(refit) => say!(
            "constants: in use since {}, fitted to {} answers about {} ties known before {}",
            refit.from,
            refit.learned_from,
            refit.ties,
            refit.made
        ),
    }
    Ok(())
}

fn say_warmth(warmth: &Reliability, ties: usize) {
    say!(
        "warmth: said {:.0} % in the mean, was {:.0} % ({} answers about {ties} ties)",
        100.0 * warmth.said(),
        100.0 * warmth.came(),
        warmth.count
    );
    let (error, floor) = (100.0 * warmth.error, 100.0 * warmth.floor);
    say!("  off by {error:.1} points; chance alone would show {floor:.1}");
    if let Some(auc) = warmth.auc {
        say!("  order (AUC) {auc:.3}");
    }
    for group in &warmth.groups {
        say!("  said {:3.0} %, was {:3.0} %  ({})", 100.0 * group.said, 100.0 * group.came, group.count);
    }
}

fn as_json(found: &HowGood) -> serde_json::Value {
    let newest = found.judgements.first();
    let refits = found.refits.iter().map(|refit| {
        json!({
            "from": refit.from,
            "made": refit.made,
            "learned_from": refit.learned_from,
            "ties": refit.ties,
            "outcome": refit.outcome,
            "compared": refit.compared,
        })
    });
    let in_use = accuracy::in_use(&found.refits).filter(|_| !found.is_fixed);
    json!({
        "judged_at": newest.map(|newest| newest.at),
        "report": newest.map(|newest| &newest.report),
        "constants": if in_use.is_some() { "fitted" } else { "fixed" },
        "in_use_since": in_use.map(|refit| refit.from),
        "is_fixed_by_the_owner": found.is_fixed,
        "refits": refits.collect::<Vec<_>>(),
    })
}
