//! Words of the page that says how good the numbers are.

use app::features::accuracy::Outcome;

/// The name of the page.
pub const TITLE: &str = "How good are these numbers?";
/// What it does.
pub const DEK: &str = "Warmth is a chance. Here it is held against what came: at earlier dates, every thirty days \
                       back, it says of each of your ties how likely you two are in touch again within twice your \
                       usual gap, knowing nothing later; then it is counted who was.";
/// Where there is too little.
pub const TOO_LITTLE: &str = "Too little to judge by yet";
/// What is needed.
pub const TOO_LITTLE_WHY: &str = "A hundred earlier answers are needed, and each takes a tie with two touches and the time until its horizon \
                                  is over. Import more of your past, or come back in some months.";
/// The button there.
pub const IMPORT: &str = "Import files";
/// The section with the diagram.
pub const RELIABILITY: &str = "What was said, and what came";
/// What unfolds the table.
pub const TABLE: &str = "The same as a table";
/// The diagram's axes in words.
pub const AXES: &str = "Each dot is a tenth of the answers, from the least to the most likely. Across: the chance that \
                        was said. Up: the part that came true. On the line, the number keeps its word.";
/// The name of the horizontal axis.
pub const SAID: &str = "said";
/// The name of the vertical axis.
pub const CAME: &str = "came true";
/// The column with how many.
pub const ANSWERS: &str = "answers";
/// The section on the alarms.
pub const ALARMS: &str = "Said to be drifting";
/// What an alarm means.
pub const ALARM_MEANS: &str = "Who drifts is named on Today, in People and on their page: somebody you were in touch with on eight days or more, silent for longer \
                               than nine tenths of your gaps, and likely not to come back by themselves. It was right if you two were then not \
                               in touch for twice your usual gap. A silence counts once, from the first week in which it would have been named.";
/// Where there were none.
pub const NO_ALARMS: &str = "Within the last five years nobody would have been named whose time is over.";
/// What stands above those of whom it was wrong.
pub const WRONG_ALARMS: &str = "Wrong within the last year, so that you can look: they came back in time.";
/// What unfolds those of whom it was right.
pub const RIGHT_ALARMS: &str = "Right within the last year: they did not come back in time";
/// Where drift's constants are the fixed ones.
pub const DRIFT_FIXED: &str = "By the constants this program came with.";
/// The rule of drift's constants.
pub const DRIFT_RULE: &str = "As for warmth, each quarter the constants of drift are fitted to your past: when ties end (BG/NBD), how likely a silence lasts, and from \
                              which chance on it is told, so that at least three alarms in five are right. They are taken into use if they were no worse \
                              on what came since than those in use and those it came with.";
/// What unfolds drift's quarters.
pub const DRIFT_QUARTERS: &str = "What was compared of drift, quarter by quarter";
/// What the figures in that table are.
pub const DRIFT_FIGURES: &str = "Of each: how many alarms were right of how many, and the log loss of all silences past their rhythm. \
                                 Of the first more is better, of the second less.";
/// The section on the constants.
pub const CONSTANTS: &str = "Fitted to your own past";
/// The rule.
pub const RULE: &str = "At the beginning of each quarter the constants of warmth are fitted to what was known nine months before, the latest most, and tried on what \
                        came since. If they were no worse than those in use and than the ones this program came with (log loss and \
                        Brier score by 0.002 at most, percentages by one point), the same fit to all that is known by then is taken into use. If they become worse than those it came with, these are used again. \
                        A number of an earlier date is computed by the constants of that date.";
/// Where the past is too short.
pub const NO_REFIT: &str = "Your past is too short to fit constants to and try them: 300 answers are needed whose horizon was over nine months \
                            before a quarter began, and a hundred since. Until then warmth is computed by the constants this program came with.";
/// The fixed constants are in use, and nothing else was better.
pub const FIXED_IN_USE: &str = "In use: the constants this program came with. None that were fitted to your past kept their word as well.";
/// The owner wants it so.
pub const FIXED_WANTED: &str = "In use: the constants this program came with, because you said so.";
/// The button that goes over to the fixed ones.
pub const USE_FIXED: &str = "Use those it came with";
/// The button that goes back.
pub const USE_FITTED: &str = "Use those fitted to your past";
/// What unfolds the quarters.
pub const QUARTERS: &str = "What was compared, quarter by quarter";
/// The columns of the quarters.
pub const QUARTER_COLUMNS: [&str; 6] =
    ["from", "what was decided", "answers", "fitted", "in use until then", "came with Kith"];
/// What the figures in the table are.
pub const QUARTER_FIGURES: &str =
    "Of each: by how many points the percentages were off, and the log loss. Lower is better.";
/// The section on earlier judgements.
pub const EARLIER: &str = "Earlier judgements";
/// Its columns.
pub const EARLIER_COLUMNS: [&str; 4] = ["judged", "answers", "off by", "order (AUC)"];
/// While the first one is made.
pub const JUDGING: &str = "Being judged for the first time";
/// What that means.
pub const JUDGING_WHY: &str = "All your ties are looked at, at earlier dates. That takes some seconds, with very many ties a minute; this page \
                               shows what was found as soon as it is there.";
/// The link from there.
pub const MEANWHILE: &str = "To Today meanwhile";
/// While another one is made.
pub const JUDGING_AGAIN: &str = "Being judged again; these are the figures of the last time.";
/// The section on method.
pub const METHOD: &str = "How this is counted";
/// The method.
pub const METHOD_HOW: [&str; 4] = [
    "Judged again once a week and after each import. Up to 5,000 ties are looked at, each at up to sixty dates: every thirty days, five years back.",
    "Colleagues whom colleague mode spares are not among them, nor lists, robots and rooms.",
    "Answers about one tie resemble each other; read the second digit with that in mind.",
    "The order (AUC): of two ties, one touched and one not, how often the touched one had the higher number. 0.5 is chance, 1 is perfect.",
];

/// The finding above all.
pub fn headline(error: Option<f64>) -> String {
    match error {
        None => TITLE.to_owned(),
        Some(error) => format!("Warmth was off by {} in the mean", points(error)),
    }
}

/// What was judged.
pub fn judged(answers: &str, ties: &str, first: &str, last: &str) -> String {
    format!("{answers} answers about {ties} ties, {first} to {last}.")
}

/// Beside what was judged, where the constants are fitted ones.
pub const ALL_LATER: &str = "Each by the constants in use on its day, which knew nothing of what came.";

/// How far the figure would be off by chance alone.
pub fn floor(error: f64, floor: f64) -> String {
    format!(
        "Off by {} (ECE); so few answers would show {} if the numbers had no fault at all.",
        exact_points(error),
        exact_points(floor)
    )
}

/// When a judgement was made.
pub fn judged_at(at: &str) -> String {
    format!("Judged {at}.")
}

/// The order of ties.
pub fn order(auc: Option<f64>) -> String {
    auc.map_or_else(
        || "All ended alike, so the order of ties says nothing.".to_owned(),
        |auc| format!("The order of ties (AUC): {auc:.2}."),
    )
}

/// The finding of the diagram, from the mean of what was said and of what came.
pub fn finding(said: f64, came: f64) -> String {
    let difference = said - came;
    let whole = format!("Said {} in the mean, was {}", percent(said), percent(came));
    if difference.abs() < 0.02 {
        format!("{whole}: neither too bold nor too timid")
    } else if difference > 0.0 {
        format!("{whole}: too hopeful")
    } else {
        format!("{whole}: too timid")
    }
}

/// One dot in words.
pub fn dot(said: f64, came: f64) -> String {
    format!("said {}, came true {}", percent(said), percent(came))
}

/// How many alarms were right.
pub fn alarms(told: &str, right: &str, part: f64) -> String {
    format!(
        "{right} of {told} times ({}) somebody who was said to be drifting indeed did not come back in time.",
        percent(part)
    )
}

/// From which chance on drift is told.
pub fn told_from(threshold: f64) -> String {
    format!("Drift is told from {} on.", percent(threshold))
}

/// How drift's fixed constants would have done.
pub fn alarms_by_fixed(told: &str, right: &str) -> String {
    format!("By the constants this program came with it would have been {right} of {told}.")
}

/// Fitted constants of drift in use.
pub fn drift_fitted(from: &str, weeks: &str, ties: &str) -> String {
    format!(
        "By constants fitted to your past, in use since {from}; on trial before on {weeks} weeks past their rhythm of {ties} ties."
    )
}

/// How one set of drift's constants did.
pub fn drift_did(right: usize, told: usize, log_loss: f64) -> String {
    format!("{right} of {told} · {log_loss:.3}")
}

/// The fitted constants in use.
pub fn fitted_in_use(from: &str, made: &str, answers: &str, ties: &str) -> String {
    format!(
        "In use since {from}: constants fitted to what was known by then. The same fit to {answers} answers about {ties} ties, known before {made}, had kept its word since."
    )
}

/// What was decided at the beginning of a quarter.
pub fn outcome(outcome: Outcome, has_refit: bool) -> &'static str {
    match (outcome, has_refit) {
        (Outcome::Replaced, _) => "taken into use",
        (Outcome::Stayed, true) => "fitted ones were worse: nothing changed",
        (Outcome::Stayed, false) => "too little to fit to",
        (Outcome::FellBack, _) => "went back to those it came with",
    }
}

/// How one set of constants did.
pub fn did(error: f64, log_loss: f64) -> String {
    format!("{:.1} · {log_loss:.3}", 100.0 * error)
}

/// An alarm: when it was or would have been told.
pub fn named(day: &str) -> String {
    format!("would have been named on {day}")
}

/// More wrong alarms than are named.
pub fn more(count: &str) -> String {
    format!("and {count} more")
}

/// A part as a percentage.
pub fn percent(part: f64) -> String {
    format!("{:.0} %", 100.0 * part)
}

/// A difference of percentages to a tenth.
pub fn exact_points(part: f64) -> String {
    format!("{:.1} points", 100.0 * part)
}

/// A difference of percentages.
pub fn points(part: f64) -> String {
    match format!("{:.0}", 100.0 * part).as_str() {
        "1" => "1 point".to_owned(),
        n => format!("{n} points"),
    }
}
