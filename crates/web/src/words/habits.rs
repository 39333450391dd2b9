//! Words of a tie's habits: who begins, how soon each answers, and where it stood a quarter ago.

/// A section.
pub const HABITS: &str = "Who begins, who answers";
/// A section.
pub const TREND: &str = "Trend";
/// Who starts contact.
pub const YOU_BEGAN: &str = "You began";
/// How soon.
pub const THEY_ANSWER: &str = "They answer within";
/// How soon.
pub const YOU_ANSWER: &str = "You answer within";
/// A column of terms at both dates.
pub const TERM: &str = "Term";
/// A column of terms at both dates.
pub const NOW: &str = "Now";
/// A column of terms at both dates.
pub const CHANGE: &str = "Change";
/// By which clock the owner's own answers are counted.
pub const BY_YOUR_CLOCK: &str = "Counted in your working hours: weekdays, 8 to 18.";

/// Beside which day the trend is told.
pub fn beside(day: &str) -> String {
    format!("Beside {day}, a quarter before")
}

/// How many of the starts.
pub fn of_starts(by_owner: u32, all: u32) -> String {
    format!("{by_owner} of {all} times, {} %", (100.0 * f64::from(by_owner) / f64::from(all)).round())
}

/// On what the starts stand: the least silence, the first and the last day, and those nobody can tell apart.
pub fn starts(silence_days: f64, first: &str, last: &str) -> String {
    format!("after {silence_days:.0} days of silence or more, {first} to {last}")
}

/// Starts that count for neither.
pub fn of_neither(n: u32) -> String {
    match n {
        1 => "Once more both of you acted on the first day, or you met.".into(),
        n => format!("{n} times more both of you acted on the first day, or you met."),
    }
}

/// On how many answers a median stands.
pub fn median_of(answers: usize, first: &str, last: &str) -> String {
    format!("median of {answers} answers, {first} to {last}")
}

/// Working time in the largest fitting unit; a working day has ten hours.
pub fn working_time(hours: f64) -> String {
    let minutes = (60.0 * hours).round();
    match minutes {
        m if m <= 1.0 => "a minute".into(),
        m if m < 60.0 => format!("{m:.0} minutes"),
        m if m < 600.0 => count_of(m / 60.0, "working hour"),
        m => count_of(m / 600.0, "working day"),
    }
}

fn count_of(n: f64, unit: &str) -> String {
    let n = (10.0 * n).round() / 10.0;
    if n == 1.0 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

/// By which clocks working hours are counted.
pub fn clocks(theirs: Option<&str>) -> String {
    let whose = match theirs {
        Some(zone) => format!("theirs in {}", zone.replace('_', " ")),
        None => "theirs by your clock, because their time zone is not known".into(),
    };
    format!("Counted in the working hours of who answers: weekdays, 8 to 18, {whose}.")
}

/// A number then and now: “Warmth fell from 52 to 44”.
pub fn moved(what: &str, before: i64, now: i64) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Less => format!("{what} fell from {before} to {now}"),
        std::cmp::Ordering::Equal => format!("{what} stayed at {now}"),
        std::cmp::Ordering::Greater => format!("{what} rose from {before} to {now}"),
    }
}

/// Both numbers as one sentence.
pub fn both(warmth: &str, closeness: &str) -> String {
    let mut chars = closeness.chars();
    let lower: String = chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect());
    format!("{warmth}; {lower}.")
}

/// What opens the terms at both dates.
pub fn term_by_term(what: &str) -> String {
    format!("{what} then and now, term by term")
}

/// A change in points.
pub fn change(points: i64) -> String {
    match points {
        0 => "0".into(),
        n if n < 0 => format!("−{}", -n),
        n => format!("+{n}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_say_them() {
        for (hours, told) in [
            (0.0, "a minute"),
            (0.4, "24 minutes"),
            (1.0, "1 working hour"),
            (3.25, "3.3 working hours"),
            (10.0, "1 working day"),
            (24.0, "2.4 working days"),
        ] {
            assert_eq!(working_time(hours), told);
        }
    }

    #[test]
    fn a_trend_is_a_sentence() {
        let (warmth, closeness) = (moved("Warmth", 52, 44), moved("Closeness", 60, 60));
        assert_eq!(both(&warmth, &closeness), "Warmth fell from 52 to 44; closeness stayed at 60.");
        assert_eq!(moved("Warmth", 4, 9), "Warmth rose from 4 to 9");
    }
}
