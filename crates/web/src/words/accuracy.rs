//! Words of the page that says how good the numbers are.

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
/// The section on the refit.
pub const REFIT: &str = "Fitted to your own past";
/// Where the past is too short.
pub const NO_REFIT: &str = "Your past is too short to fit constants to and try them: 300 answers are needed whose \
                            horizon was over nine months ago, and a hundred since.";
/// What it is not.
pub const REFIT_NOT_USED: &str = "This is a trial. The program goes on with the constants it came with, so that the same contact means the same number on every day.";
/// The section on method.
pub const METHOD: &str = "How this is counted";
/// The method.
pub const METHOD_HOW: [&str; 3] = [
    "Colleagues whom colleague mode spares are not among them, nor lists, robots and rooms.",
    "A tie is asked at up to 24 dates, so answers about one tie resemble each other; read the second digit with that in mind.",
    "The order (AUC): of two ties, one touched and one not, how often the touched one had the higher number. 0.5 is chance, 1 is perfect.",
];

/// The finding above all.
pub fn headline(error: Option<f64>) -> String {
    match error {
        None => TITLE.to_owned(),
        Some(error) => format!("Your percentages were off by {} in the mean", points(error)),
    }
}

/// What was judged.
pub fn judged(answers: &str, ties: &str, first: &str, last: &str) -> String {
    format!("{answers} answers about {ties} ties, {first} to {last}.")
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

/// What the refit learned from and was judged by.
pub fn tried(learned_from: &str, judged_by: &str) -> String {
    format!(
        "Constants fitted to {learned_from} answers older than nine months, tried on the {judged_by} since:"
    )
}

/// The two sides of the trial.
pub fn side(is_refitted: bool) -> &'static str {
    if is_refitted { "fitted to your past" } else { "in use" }
}

/// The columns of the trial.
pub const TRIAL_COLUMNS: [&str; 3] = ["constants", "off by", "order (AUC)"];

/// A part as a percentage.
pub fn percent(part: f64) -> String {
    format!("{:.0} %", 100.0 * part)
}

/// A difference of percentages.
pub fn points(part: f64) -> String {
    match format!("{:.0}", 100.0 * part).as_str() {
        "1" => "1 point".to_owned(),
        n => format!("{n} points"),
    }
}
