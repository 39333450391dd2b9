//! Gestures as phrases in the imperative, without a full stop, fit for a button or a line.

use model::DateFormat;

use super::figures::Days;
use super::topic::topic;
use crate::candidate::{Mention, Occasion};
use crate::suggestion::{Gesture, Means, Suggestion};

/// What to do, in one phrase: `Call Keiko Watanabe and ask what came of “Valve drawings”`.
///
/// Where a subject says nothing, the phrase does without it.
pub fn gesture_phrase(suggestion: &Suggestion, name: &str, dates: DateFormat) -> String {
    let days = Days { as_of: suggestion.as_of, dates };
    match &suggestion.gesture {
        Gesture::Answer { mail } => match topic_of(Some(mail)) {
            Some(topic) => format!("Answer {name}’s mail “{topic}”"),
            None => format!("Answer {name}’s mail of {}", days.date_in_words(mail.day)),
        },
        Gesture::Call { about } => match topic_of(about.as_ref()) {
            Some(topic) => format!("Call {name} and ask what came of “{topic}”"),
            None => format!("Call {name}"),
        },
        Gesture::SuggestMeeting { about } => match topic_of(about.as_ref()) {
            Some(topic) => format!("Propose a meeting to {name}; you left off at “{topic}”"),
            None => format!("Propose a meeting to {name}"),
        },
        Gesture::AskHowItWent { about, by } => match topic_of(Some(about)) {
            Some(topic) => format!("{} and ask what came of “{topic}”", reach(*by, name)),
            None => offer(*by, name),
        },
        Gesture::Offer { by } => offer(*by, name),
        Gesture::Congratulate { occasion, by } => congratulate(occasion, *by, name, days),
    }
}

fn reach(by: Means, name: &str) -> String {
    match by {
        Means::Mail => format!("Write to {name}"),
        Means::Message => format!("Send {name} a message"),
        Means::Call => format!("Call {name}"),
        Means::Meeting => format!("Propose a meeting to {name}"),
    }
}

fn offer(by: Means, name: &str) -> String {
    format!("{} with something of use to them: an article, a contact, an introduction", reach(by, name))
}

fn congratulate(occasion: &Occasion, by: Means, name: &str, days: Days) -> String {
    match occasion {
        Occasion::Birthday { day } => {
            format!("{} for their birthday {}", reach(by, name), days.date_with_preposition(*day))
        }
        Occasion::NewRole { .. } => format!("{} and congratulate them on the new role", reach(by, name)),
    }
}

/// The topic of a mention, if its subject says anything.
pub(super) fn topic_of(mention: Option<&Mention>) -> Option<String> {
    mention.and_then(|mention| mention.subject.as_deref()).and_then(topic)
}
