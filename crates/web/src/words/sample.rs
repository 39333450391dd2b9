//! Words of "Are these right?": twenty people a quarter, a number each.

use app::features::accuracy::{Answers, Number, Quarter, Verdict};

/// The name of the page.
pub const TITLE: &str = "Are these right?";
/// What it is for.
pub const DEK: &str = "Twenty people, a number each, five minutes. What you answer is kept and counted; it says how \
                       far these numbers can be trusted where no mail tells.";
/// The button that begins.
pub const BEGIN: &str = "Begin";
/// The button on Today.
pub const ANSWER: &str = "Answer";
/// The button that keeps Today from asking.
pub const NOT_THIS_QUARTER: &str = "Not this quarter";
/// Whom it asks about.
pub const WHO: &str = "Drawn at random from all bands of warmth and closeness, and the same all quarter. Nobody private, and \
                       no colleague whom colleague mode spares.";
/// The verdicts' heading for screen readers.
pub const YOUR_ANSWER: &str = "Your answer";
/// All are answered.
pub const ALL_DONE: &str = "All answered for this quarter";
/// What now.
pub const ALL_DONE_WORDS: &str = "The next twenty come with the next quarter.";
/// The link back.
pub const TO_NUMBERS: &str = "How good are these numbers?";
/// Nobody can be asked about.
pub const NOBODY: &str = "Nobody to ask about yet";
/// Why.
pub const NOBODY_WORDS: &str = "It takes people with whom you were in touch. Import some of your past first.";
/// The keys.
pub const KEYS: &str = "Keys: 1 right, 2 too high, 3 too low, 4 don't know.";
/// The columns of the table by band.
pub const COLUMNS: [&str; 6] = ["number", "band", "right", "too high", "too low", "don't know"];
/// What unfolds it.
pub const BY_BAND: &str = "By band";
/// The heading of earlier quarters.
pub const EARLIER: &str = "Earlier quarters";
/// The link while some are open.
pub const GO_ON: &str = "Go on";

/// The quiet line where there are some to answer.
pub fn invitation(left: usize) -> String {
    match left {
        1 => "One person left to ask you about this quarter.".to_owned(),
        left => format!("Five minutes: {left} people to ask you about this quarter, a number each."),
    }
}

/// A number.
pub fn number(number: Number) -> &'static str {
    match number {
        Number::Warmth => "Warmth",
        Number::Closeness => "Closeness",
    }
}

/// What a number means, in one sentence; warmth looks sixty days ahead where there is no rhythm yet.
pub fn meaning(number: Number, value: i64, has_rhythm: bool) -> String {
    match number {
        Number::Warmth => {
            let within = if has_rhythm { "twice your usual gap" } else { "sixty days" };
            format!("In {value} of 100 such cases the two of you are in touch again within {within}.")
        }
        Number::Closeness => {
            format!("How much you have been to each other over the years, from 0 to 100: {value}.")
        }
    }
}

/// A verdict on its button.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "Right",
        Verdict::TooHigh => "Too high",
        Verdict::TooLow => "Too low",
        Verdict::Unknown => "Don't know",
    }
}

/// How far one is.
pub fn progress(answered: usize, asked: usize) -> String {
    format!("{} of {asked}", (answered + 1).min(asked))
}

/// What the number rests on: last contact, the usual gap, touches by the owner, by them, together.
pub fn evidence(last: &str, gap: Option<i64>, [out, back, together]: [u64; 3]) -> String {
    let rhythm = match gap {
        Some(1) => "usually every day".to_owned(),
        Some(gap) => format!("usually every {gap} days"),
        None => "no rhythm yet".to_owned(),
    };
    format!("Last in touch on {last}, {rhythm}. {out} from you, {back} from them, {together} together.")
}

/// A quarter.
pub fn quarter(quarter: Quarter) -> String {
    format!("{} Q{}", quarter.year, quarter.quarter)
}

/// What was answered.
pub fn tally(answers: &Answers) -> String {
    let count = |verdict| answers.count(verdict);
    format!(
        "{} of {} answered: {} right, {} too high, {} too low, {} not known.",
        answers.answered(),
        answers.asked,
        count(Verdict::Right),
        count(Verdict::TooHigh),
        count(Verdict::TooLow),
        count(Verdict::Unknown)
    )
}

/// A fifth of the scale.
pub fn band(band: u8) -> &'static str {
    ["0–19", "20–39", "40–59", "60–79", "80–100"][usize::from(band.min(4))]
}
