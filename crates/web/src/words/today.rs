//! Words of Today.

use advice::words::figures::{Days, count, list};
use advice::{Reason, WhyLetGo};
use app::features::interactions::LogKind;
use app::features::today::WhyNot;
use jiff::civil::Date;

use super::counted;

/// The heading over the people.
pub const REACH_OUT: &str = "Reach out";
/// The heading over those who are done.
pub const DONE: &str = "Done today";
/// The heading over those who are left out.
pub const LET_GO: &str = "Let go today";
/// What stands there if there is nobody.
pub const NOBODY_ELSE: &str = "Nobody else is due.";
/// The heading over birthdays.
pub const DATES: &str = "Dates this week";
/// What stands there if there are none.
pub const NO_DATES: &str = "No birthdays are known of in the next seven days.";
/// The button that leads to what delegates suggest.
pub const DECIDE: &str = "Decide";
/// A delegate of a network that has nobody yet.
pub const NOBODY_YET: &str = "Nobody is here yet";
/// What to wait for.
pub const NOBODY_YET_WHY: &str =
    "People appear when the first files are imported, by the owner or by whoever runs the place.";
/// The heading over those who are silent for long.
pub const DRIFTING: &str = "Drifting";
/// The heading over the sources.
pub const PICTURE: &str = "Drawn from";
/// The link to them.
pub const SOURCES: &str = "Sources";
/// The button that opens the letter.
pub const OPEN_IN_MAIL: &str = "Open in mail";
/// The button that opens a letter that is not shown.
pub const WRITE: &str = "Write";
/// The button that calls.
pub const CALL: &str = "Call";
/// The button that copies the letter.
pub const COPY: &str = "Copy";
/// The menu with what was done.
pub const LOG_IT: &str = "Log it";
/// The menu with days.
pub const LATER: &str = "Later";
/// The link to the list of people.
pub const SEE_EVERYONE: &str = "See everyone";
/// The link to the proposal of key people.
pub const CHOOSE_KEY_PEOPLE: &str = "Choose key people";
/// The heading over the reason why one would.
pub const WHO_MATTERS: &str = "Who matters most";
/// Why one would.
pub const KEY_PEOPLE: &str = "Those who may be are proposed; two minutes are enough to confirm or strike them. Today then looks at them first.";

/// The headline: how many people there are to reach out to, after how many were handled.
pub fn headline(people: usize, done: usize, is_first_day: bool) -> String {
    match (people, is_first_day && done == 0) {
        (0, _) if done > 0 => "Done for today".to_owned(),
        (n, _) if done > 0 => format!("{} to go, {} done", capitalised(&number(n)), number(done)),
        (0, _) => "Nobody to reach out to today".to_owned(),
        (1, false) => "One person first".to_owned(),
        (n, false) => format!("{} people first", capitalised(&number(n))),
        (1, true) => "Your first list: one person".to_owned(),
        (n, true) => format!("Your first list: {} people", number(n)),
    }
}

/// The standfirst: for what reasons, and how many can wait.
pub fn standfirst<'a>(main_reasons: impl Iterator<Item = &'a Reason>, let_go: u32) -> String {
    let mut counts = [0_usize; 6];
    for reason in main_reasons {
        counts[group(reason)] += 1;
    }
    let groups: Vec<String> =
        (0..6).filter(|at| counts[*at] > 0).map(|at| of_group(at, counts[at])).collect();
    let others = match let_go {
        0 => "Nobody else is due.".to_owned(),
        1 => "One more can wait.".to_owned(),
        n => format!("{} more can wait.", capitalised(&number(n as usize))),
    };
    if groups.is_empty() { others } else { format!("{}. {others}", capitalised(&list(&groups))) }
}

fn group(reason: &Reason) -> usize {
    match reason {
        Reason::Unanswered { .. } => 0,
        Reason::PastUsualGap { .. } | Reason::Thinning { .. } | Reason::NoAnswer { .. } => 1,
        Reason::CadenceMissed { .. } => 2,
        Reason::NewTie { .. } => 3,
        Reason::CloseButCold { .. } => 4,
        Reason::Occasion { .. } => 5,
    }
}

fn of_group(group: usize, n: usize) -> String {
    let one = n == 1;
    let said = match group {
        0 => {
            if one {
                "waits for an answer"
            } else {
                "wait for an answer"
            }
        }
        1 => {
            if one {
                "is silent for longer than usual"
            } else {
                "are silent for longer than usual"
            }
        }
        2 => {
            if one {
                "is past the cadence you set"
            } else {
                "are past the cadence you set"
            }
        }
        3 => {
            if one {
                "new tie waits for a second contact"
            } else {
                "new ties wait for a second contact"
            }
        }
        4 => {
            if one {
                "strong tie sleeps"
            } else {
                "strong ties sleep"
            }
        }
        _ => {
            if one {
                "has something to congratulate on"
            } else {
                "have something to congratulate on"
            }
        }
    };
    format!("{} {said}", number(n))
}

/// The standfirst of a day on which nobody is due.
pub fn nobody_due(relationships: &str) -> String {
    match relationships {
        "0" => "You are in touch with nobody yet.".to_owned(),
        "1" => "The one person you are in touch with is within their rhythm, or put off.".to_owned(),
        n => format!("All {n} people you are in touch with are within their rhythm, or put off."),
    }
}

/// The standfirst of a day on which everyone was handled.
pub fn done_for_today(done: usize, let_go: u32) -> String {
    let done = match done {
        1 => "The one person on the list was seen to.".to_owned(),
        n => format!("All {} people on the list were seen to.", number(n)),
    };
    match let_go {
        0 => done,
        1 => format!("{done} One more can wait until tomorrow."),
        n => format!("{done} {} more can wait until tomorrow.", capitalised(&number(n as usize))),
    }
}

/// What comes next on such a day: the heading.
pub fn next(name: &str, day: Date, days: Days) -> String {
    format!("The next is {name}, {}", days.date_with_preposition(day))
}

/// The same, where somebody is due already and only the day's number of people keeps them off the list.
pub fn next_in_line(name: &str) -> String {
    format!("Next in line is {name}")
}

/// The heading if nobody is to come either.
pub const NO_NEXT: &str = "Nothing is due in the days ahead";
/// What stands below either.
pub const UNTIL_THEN: &str = "Contact from any source counts by itself. There is nothing to tick off.";

/// What stands there when everyone was handled.
pub const DONE_UNTIL_THEN: &str = "The next list is made tomorrow. Nobody moves up today unless you ask.";

/// The standfirst of the first day: what the list was drawn from.
pub fn first_standfirst(people: &str, sources: i64, since: Option<String>) -> String {
    let sources = count(u32::try_from(sources).unwrap_or(u32::MAX), "source", "sources");
    let since = since.map_or(String::new(), |since| format!(", back to {since}"));
    let people = counted(people, "person", "people");
    format!("Drawn from {sources}{since}: {people}. Nothing was sent to anyone, and nothing will be.")
}

/// The line under the strip.
pub fn rhythm(usual_days: Option<u32>, silence_days: u32) -> String {
    match usual_days {
        Some(usual) => format!("Rhythm {} · now {silence_days}", count(usual, "day", "days")),
        None => format!("Silent for {}", count(silence_days, "day", "days")),
    }
}

/// The line under the strip of a colleague.
pub fn last_contact(ago: &str) -> String {
    format!("Last contact {ago}")
}

/// How many of how many places are taken, and how many of them are done.
pub fn places(taken: usize, done: usize, limit: usize) -> String {
    match done {
        0 => format!("{taken} of {limit} for today"),
        done => format!("{done} of {} done", taken + done),
    }
}

/// As what and where somebody works.
pub fn role(title: &str, organization: Option<&str>) -> Option<String> {
    match (title, organization.filter(|o| !o.is_empty())) {
        ("", None) => None,
        ("", Some(organization)) => Some(organization.to_owned()),
        (title, None) => Some(title.to_owned()),
        (title, Some(organization)) => Some(format!("{title}, {organization}")),
    }
}

/// Where somebody is, and what time it is there.
pub fn place(city: Option<&str>, time: Option<&str>) -> Option<String> {
    match (city, time) {
        (Some(city), Some(time)) => Some(format!("{city}, {time}")),
        (Some(city), None) => Some(city.to_owned()),
        (None, Some(time)) => Some(format!("{time} there")),
        (None, None) => None,
    }
}

/// Until when it is their working day, as their clock shows it.
pub fn working_until(time: &str) -> String {
    format!("working hours there until {time}")
}

/// When both are at work on a day, as the owner's clock shows it.
pub fn good_time(from: &str, to: &str) -> String {
    format!("both at work {from}–{to}")
}

/// The letter, for those who do not see it.
pub fn letter_to(name: &str) -> String {
    format!("Draft to {name}")
}

/// The menu that takes somebody off the list.
pub fn not_them(name: &str) -> String {
    format!("Not {name}")
}

/// A reason to do so in one word, and what it does.
pub fn why_not(why: WhyNot) -> (&'static str, &'static str) {
    match why {
        WhyNot::Elsewhere => ("Elsewhere", "in touch another way"),
        WhyNot::Unneeded => ("Unneeded", "never on Today"),
        WhyNot::Wrong => ("Wrong", "the reason does not hold"),
    }
}

/// What was done with somebody.
pub fn logged(kind: LogKind) -> &'static str {
    match kind {
        LogKind::Call => "Called",
        LogKind::Meeting => "Met",
        LogKind::Message => "Wrote",
        LogKind::Note => "Noted",
    }
}

/// Until when somebody was put off.
pub fn put_off(day: &str) -> String {
    format!("put off to {day}")
}

/// That somebody was taken off the list for good.
pub const NOT_ON_TODAY: &str = "not for Today";

/// The link to people who would else wait.
pub fn show_more(n: usize) -> String {
    match n {
        1 => "Show one more".to_owned(),
        n => format!("Show {} more", number(n)),
    }
}

/// The button to the first person.
pub fn start_with(name: &str) -> String {
    format!("Start with {name}")
}

/// Why somebody is left out.
pub fn why_let_go(why: &WhyLetGo, days: Days) -> String {
    match why {
        WhyLetGo::OverBudget => "next in line".to_owned(),
        WhyLetGo::MeetingAhead { day } => format!("meeting {}", days.date_with_preposition(*day)),
        WhyLetGo::Away { until } => format!("away until {}", days.date_in_words(*until)),
        WhyLetGo::Unreachable => "no working address".to_owned(),
    }
}

/// How many people.
pub fn people(n: u32, written: &str) -> String {
    if n == 1 { "1 person".to_owned() } else { format!("{written} people") }
}

/// How many more are left out.
pub fn and_more(n: u32) -> String {
    format!("and {}", count(n, "other", "others"))
}

/// A birthday.
pub fn birthday(age: Option<i16>) -> String {
    age.map_or("birthday".to_owned(), |age| format!("birthday, {age}"))
}

/// How fresh the page is.
pub fn updated(when: &str, sources: i64) -> String {
    format!("Updated {when} from {}", count(u32::try_from(sources).unwrap_or(u32::MAX), "source", "sources"))
}

/// The last contact in any source.
pub fn newest_contact(day: &str) -> String {
    format!("The newest contact in them is of {day}.")
}

/// That the sources end on a day long ago.
pub fn stale(day: &str) -> String {
    format!("Your sources end on {day}. Import what came since, and the list knows who is due.")
}

/// The mark of what waits in the tray.
pub const SUGGESTED: &str = "Suggested";
/// The link to the tray.
pub const IN_THE_TRAY: &str = "In the tray";

/// Who suggests what.
pub fn suggested(by: &str, words: &str) -> String {
    format!("{by}: {words}")
}

/// “week 47”.
pub fn week(number: i8) -> String {
    format!("week {number}")
}

/// A number up to nine in words.
fn number(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| advice::words::figures::number(n as u32), |word| (*word).to_owned())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_counts_in_words() {
        for (n, done, first, expected) in [
            (0, 0, false, "Nobody to reach out to today"),
            (1, 0, false, "One person first"),
            (3, 0, false, "Three people first"),
            (12, 0, false, "12 people first"),
            (5, 0, true, "Your first list: five people"),
            (3, 2, true, "Three to go, two done"),
            (0, 5, false, "Done for today"),
        ] {
            assert_eq!(headline(n, done, first), expected);
        }
    }

    #[test]
    fn one_person_is_no_people() {
        assert!(first_standfirst("1", 1, None).starts_with("Drawn from 1 source: 1 person."));
        assert!(first_standfirst("1,204", 2, None).starts_with("Drawn from 2 sources: 1,204 people."));
        assert!(nobody_due("1").starts_with("The one person you are in touch with is "));
        assert!(nobody_due("12").starts_with("All 12 people "));
    }

    #[test]
    fn the_standfirst_tells_reasons_and_who_can_wait() {
        let overdue = Reason::PastUsualGap { usual_days: 21, silence_days: 47 };
        let cadence = Reason::CadenceMissed { wanted_days: 7, silence_days: 9 };
        let told = standfirst([&overdue, &cadence, &overdue].into_iter(), 14);
        assert_eq!(
            told,
            "Two are silent for longer than usual and one is past the cadence you set. 14 more can wait."
        );
        assert_eq!(
            standfirst([&cadence].into_iter(), 0),
            "One is past the cadence you set. Nobody else is due."
        );
    }
}
