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
pub const ALARMS: &str = "Past their rhythm";
/// Where there were none.
pub const NO_ALARMS: &str = "At none of those dates was anybody silent beyond nine tenths of their gaps.";
/// What stands above those of whom it was wrong.
pub const WRONG_ALARMS: &str = "Wrong within the last year, so that you can look: they came back in time.";
/// The section on the constants.
pub const CONSTANTS: &str = "Fitted to your own past";
/// The rule.
pub const RULE: &str = "At the beginning of each quarter the constants of warmth are fitted to what was known nine months before, and tried on what \
                        came since. They replace those in use if they were no worse than these and than the ones this program came with: log loss and \
                        Brier score by 0.002 at most, percentages by one point. If they become worse than those it came with, these are used again. \
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
pub const ALL_LATER: &str = "All of them came after the constants were made.";

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
pub fn alarms(all: &str, right: &str, part: f64) -> String {
    format!(
        "{all} times somebody stood among those past their rhythm; {right} of those times ({}) you two were indeed not in touch within twice the usual gap.",
        percent(part)
    )
}

/// The fitted constants in use.
pub fn fitted_in_use(from: &str, made: &str, answers: &str, ties: &str) -> String {
    format!(
        "In use since {from}: constants fitted to {answers} answers about {ties} ties, all known before {made}."
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

/// A wrong alarm: when it would have been told.
pub fn wrong(day: &str) -> String {
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
