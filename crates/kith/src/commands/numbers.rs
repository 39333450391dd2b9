//! `kith numbers`: how good the numbers were on the owner's own past, which constants are in use, and switching them.

use app::features::accuracy::{self, Alarms, Doubt, HowGood, Refit, Reliability};
use serde::Serialize;
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
    say_alarms(&found, &newest.report.alarms);
    match accuracy::in_use(&found.refits) {
        None => say!("constants: those Kith came with"),
        Some(_) if found.is_fixed => say!("constants: those Kith came with, because you said so"),
        Some(refit) => say!(
            "constants: in use since {}, fitted to what was known by then; on trial with {} answers about {} ties known before {}",
            refit.from,
            refit.learned_from,
            refit.ties,
            refit.made
        ),
    }
    Ok(())
}

/// How the numbers stand, for `kith doctor`: judged when, by which constants, and what speaks against them.
pub fn print_standing(session: &Session, found: &HowGood) {
    say!("\nnumbers");
    let Some(newest) = found.judgements.first() else {
        say!("  judged        not yet; `kith numbers` does");
        return;
    };
    say!("  judged        {:.0}", newest.at);
    let constants = |since: Option<jiff::civil::Date>| match since {
        Some(since) => format!("constants fitted to your past, in use since {since}"),
        None => "the constants Kith came with".to_owned(),
    };
    let since = |from: Option<jiff::civil::Date>| constants(from.filter(|_| !found.is_fixed));
    let warmth = newest.report.in_use(found.is_fixed);
    let off =
        warmth.map_or_else(String::new, |warmth| format!("; off by {:.1} points", 100.0 * warmth.error));
    say!("  warmth        {}{off}", since(accuracy::in_use(&found.refits).map(|refit| refit.from)));
    let Alarms { told, threshold, .. } = &newest.report.alarms;
    let right = told.precision().map_or_else(String::new, |part| {
        format!("; right {} of {} times ({:.0} %)", told.right, told.alarms, 100.0 * part)
    });
    let drift = since(accuracy::in_use(&found.drift).map(|refit| refit.from));
    say!("  drift         {drift}; told from {:.0} %{right}", 100.0 * threshold);
    for doubt in found.doubts(session.cx.now) {
        say!("  WARNING       {}", doubt_words(doubt));
    }
}

fn doubt_words(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Old => "the last judgement is more than a month old: `kith numbers` judges again",
        Doubt::Warmth => {
            "warmth would have kept its word better by the constants Kith came with: `kith numbers --constants fixed` uses them"
        }
        Doubt::Alarms => {
            "more alarms would have been right by the constants Kith came with: `kith numbers --constants fixed` uses them"
        }
    }
}

/// The same as JSON.
pub fn standing_json(session: &Session, found: &HowGood) -> serde_json::Value {
    let newest = found.judgements.first();
    json!({
        "judged_at": newest.map(|newest| newest.at),
        "warmth_in_use_since": accuracy::in_use(&found.refits).filter(|_| !found.is_fixed).map(|refit| refit.from),
        "drift_in_use_since": accuracy::in_use(&found.drift).filter(|_| !found.is_fixed).map(|refit| refit.from),
        "alarms": newest.map(|newest| newest.report.alarms),
        "doubts": found.doubts(session.cx.now),
    })
}

fn say_alarms(found: &HowGood, alarms: &Alarms) {
    let Alarms { told, by_fixed, threshold } = alarms;
    let since = match accuracy::in_use(&found.drift).filter(|_| !found.is_fixed) {
        None => "by the constants Kith came with".to_owned(),
        Some(refit) => format!("by constants fitted to your past, in use since {}", refit.from),
    };
    say!("drift: told from {:.0} %, {since}", 100.0 * threshold);
    match told.precision() {
        None => say!("  nobody would have been named whose time is over"),
        Some(part) => say!("  right {} of {} times ({:.0} %)", told.right, told.alarms, 100.0 * part),
    }
    say!("  by the constants Kith came with it would have been {} of {}", by_fixed.right, by_fixed.alarms);
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
    let in_use = accuracy::in_use(&found.refits).filter(|_| !found.is_fixed);
    let drift = accuracy::in_use(&found.drift).filter(|_| !found.is_fixed);
    json!({
        "judged_at": newest.map(|newest| newest.at),
        "report": newest.map(|newest| &newest.report),
        "constants": if in_use.is_some() { "fitted" } else { "fixed" },
        "in_use_since": in_use.map(|refit| refit.from),
        "is_fixed_by_the_owner": found.is_fixed,
        "refits": found.refits.iter().map(refit_json).collect::<Vec<_>>(),
        "drift_in_use_since": drift.map(|refit| refit.from),
        "drift_refits": found.drift.iter().map(refit_json).collect::<Vec<_>>(),
    })
}

fn refit_json<J: Serialize>(refit: &Refit<J>) -> serde_json::Value {
    json!({
        "from": refit.from,
        "made": refit.made,
        "learned_from": refit.learned_from,
        "ties": refit.ties,
        "outcome": refit.outcome,
        "compared": refit.compared,
    })
}
