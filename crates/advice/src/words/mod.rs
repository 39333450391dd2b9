//! Advice in English: the one place where reasons, gestures, evidence and what is let go become text.
//!
//! Plain, short sentences with the number and the usual. People are called by their names or "they". Nothing is
//! guessed of feelings, nobody is praised or blamed. Each function takes data and how the reader likes dates, gives text
//! and decides nothing, so another language is another module with these functions.
//!
//! * [`reason_sentence`], [`gesture_phrase`], [`evidence_lines`]: a suggestion.
//! * [`draft()`]: its gesture as a letter to begin with.
//! * [`let_go_sentence`], [`nobody_due_sentence`]: the rest of the list.
//! * [`receipt_term`]: a term of a receipt; [`receipt_meaning`] without its figures.
//! * [`verdict`]: how a relationship stands; [`evidence_of_drift`]: what an alarm stands on.
//! * [`figures`]: numbers, days and dates.
//! * [`topic`]: what a subject line is about.

mod drafts;
pub mod figures;
mod gestures;
mod reasons;
mod receipts;
pub mod topic;
mod verdict;

use model::{Channel, DateFormat, Direction, PersonId};

pub use drafts::{Draft, draft};
pub use gestures::gesture_phrase;
pub use reasons::reason_sentence;
pub use receipts::{receipt_meaning, receipt_term};
pub use verdict::{evidence_of_drift, no_contact, of_a_colleague, verdict};

use crate::suggestion::{Evidence, LetGo, LetGoEntry, NextDue, Suggestion, Today, WhyLetGo};
use figures::{Days, contacts, count};

/// What a suggestion stands on, a short line each.
///
/// ```text
/// Last contact: mail from you, 1 October
/// 14 contacts in the last twelve months, 212 since March 2021
/// Warmth 62, 48 in 11 days if nothing happens
/// ```
pub fn evidence_lines(suggestion: &Suggestion, dates: DateFormat) -> Vec<String> {
    let days = Days { as_of: suggestion.as_of, dates };
    suggestion.evidence.iter().map(|evidence| evidence_line(evidence, days)).collect()
}

/// One line of these.
pub fn evidence_line(evidence: &Evidence, days: Days) -> String {
    match evidence {
        Evidence::LastContact { day, channel, direction, .. } => {
            format!("Last contact: {}, {}", contact(*channel, *direction), days.date_in_words(*day))
        }
        Evidence::Contacts { twelve_months, total, since } => {
            let since = since.strftime("%B %Y");
            format!(
                "{} in the last twelve months, {} since {since}",
                contacts(*twelve_months),
                figures::number(*total)
            )
        }
        Evidence::WarmthFall { now, later, in_days } => {
            let days = count(*in_days, "day", "days");
            format!("Warmth {now:.0}, {later:.0} in {days} if nothing happens")
        }
    }
}

fn contact(channel: Channel, direction: Direction) -> String {
    let what = match channel {
        Channel::DirectMail | Channel::GroupMail => "mail",
        Channel::Meeting => "meeting",
        Channel::Call => "call",
        Channel::Message => "message",
        Channel::InPerson => "meeting in person",
    };
    match direction {
        Direction::Out => format!("{what} from you"),
        Direction::In => format!("{what} from them"),
        Direction::Mutual => what.to_owned(),
    }
}

/// Who is let go and why, in a few sentences.
///
/// ```text
/// Let go today: 12 people. Next in line: Noor Al-Khatib and Tan Mei Ling. Meeting ahead: Zoltán Őry (Thursday).
/// ```
pub fn let_go_sentence(let_go: &LetGo, days: Days, name_of: impl Fn(PersonId) -> String) -> String {
    if let_go.count == 0 {
        return "Nobody else is due.".to_owned();
    }
    let named = |is_meant: fn(&WhyLetGo) -> bool| {
        let meant = let_go.first.iter().filter(|entry| is_meant(&entry.why));
        let names: Vec<String> = meant.map(|entry| let_go_name(entry, days, &name_of)).collect();
        figures::list(&names)
    };
    let groups = [
        ("Next in line", named(|why| matches!(why, WhyLetGo::OverBudget))),
        ("Meeting ahead", named(|why| matches!(why, WhyLetGo::MeetingAhead { .. }))),
        ("Away", named(|why| matches!(why, WhyLetGo::Away { .. }))),
        ("No working address", named(|why| matches!(why, WhyLetGo::Unreachable))),
    ];
    let mut text = format!("Let go today: {}.", count(let_go.count, "person", "people"));
    for (title, names) in groups.iter().filter(|(_, names)| !names.is_empty()) {
        text.push_str(&format!(" {title}: {names}."));
    }
    text
}

fn let_go_name(entry: &LetGoEntry, days: Days, name_of: &impl Fn(PersonId) -> String) -> String {
    let name = name_of(entry.person);
    match entry.why {
        WhyLetGo::OverBudget | WhyLetGo::Unreachable => name,
        WhyLetGo::MeetingAhead { day } => format!("{name} ({})", days.date_in_words(day)),
        WhyLetGo::Away { until } => format!("{name} (until {})", days.date_in_words(until)),
    }
}

/// What to say when the list is empty, with the next date.
///
/// ```text
/// Nobody is due today. Next: Noor Al-Khatib on 24 November.
/// ```
pub fn nobody_due_sentence(today: &Today, dates: DateFormat, name_of: impl Fn(PersonId) -> String) -> String {
    match today.next_due {
        Some(NextDue { person, day }) => {
            let day = Days { as_of: today.as_of, dates }.date_with_preposition(day);
            format!("Nobody is due today. Next: {} {day}.", name_of(person))
        }
        None => "Nobody is due today.".to_owned(),
    }
}
