//! Gestures as letters to begin with: short, giving before asking, and for their sender to finish.

use model::DateFormat;

use super::figures::Days;
use super::gestures::topic_of;
use crate::candidate::{Mention, Occasion};
use crate::suggestion::{Gesture, Suggestion};

/// A letter to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is about.
    pub subject: String,
    /// The text, its paragraphs parted by empty lines.
    pub body: String,
}

/// The gesture as a letter to someone who is addressed like this (`Keiko Watanabe`).
pub fn draft(suggestion: &Suggestion, address: &str, dates: DateFormat) -> Draft {
    let (subject, text) = match &suggestion.gesture {
        Gesture::Answer { mail } => answer(mail, Days { as_of: suggestion.as_of, dates }),
        Gesture::Call { about } => {
            asking(about.as_ref(), "A call this week", "May I call you one of these days?")
        }
        Gesture::SuggestMeeting { about } => {
            asking(about.as_ref(), "Half an hour", "Could we find half an hour in the next two weeks?")
        }
        Gesture::AskHowItWent { about, .. } => match topic_of(Some(about)) {
            Some(topic) => {
                let text =
                    format!("What came of “{topic}”? If there is something I can do to help it on, tell me.");
                (topic, text)
            }
            None => offer(),
        },
        Gesture::Offer { .. } => offer(),
        Gesture::Congratulate { occasion, .. } => congratulations(occasion),
    };
    Draft { subject, body: format!("Dear {address},\n\n{text}") }
}

fn answer(mail: &Mention, days: Days) -> (String, String) {
    let day = days.date_in_words(mail.day);
    let of = if mail.day == days.as_of { "of today".to_owned() } else { format!("of {day}") };
    match topic_of(Some(mail)) {
        Some(topic) => (format!("Re: {topic}"), format!("Thank you for your mail {of} about “{topic}”.")),
        None => (format!("Your mail {of}"), format!("Thank you for your mail {of}.")),
    }
}

fn asking(about: Option<&Mention>, subject: &str, request: &str) -> (String, String) {
    match topic_of(about) {
        Some(topic) => {
            let text = format!("{request} I would like to hear what came of “{topic}”.");
            (topic, text)
        }
        None => (subject.to_owned(), format!("{request} I would like to hear how things are with you.")),
    }
}

fn offer() -> (String, String) {
    ("This may be of use to you".to_owned(), "I thought of you when I saw this:".to_owned())
}

fn congratulations(occasion: &Occasion) -> (String, String) {
    match occasion {
        Occasion::Birthday { .. } => {
            ("Happy birthday".to_owned(), "All the best for your birthday.".to_owned())
        }
        Occasion::NewRole { role, .. } => {
            ("Congratulations".to_owned(), format!("Congratulations on the new role: {}.", role.trim()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::{Candidate, Habits};
    use crate::testing::{TODAY, someone};
    use crate::today::{TodaySettings, today};

    #[test]
    fn gestures_are_letters_to_begin_with() {
        let letter = |candidate: Candidate| {
            let today = today(&[candidate], &TodaySettings::STANDARD, TODAY);
            let draft = draft(&today.chosen[0], "Ana Lopez", DateFormat::DayMonth);
            format!("{}: {}", draft.subject, draft.body.replace("\n\n", " "))
        };
        for (story, candidate, expected) in [
            (
                "overdue",
                someone(1).silent(47).cooling(62.0, 48.0),
                "Valve drawings: Dear Ana Lopez, What came of “Valve drawings”? If there is something I can do to help it on, tell me.",
            ),
            (
                "nothing to take up",
                someone(1).silent(47).cooling(62.0, 48.0).about("Hi"),
                "This may be of use to you: Dear Ana Lopez, I thought of you when I saw this:",
            ),
            (
                "waiting",
                someone(1).waits_since(5, "Re: Line 2"),
                "Re: Line 2: Dear Ana Lopez, Thank you for your mail of Thursday about “Line 2”.",
            ),
            (
                "meets",
                someone(1).silent(47).cooling(62.0, 48.0).used_to(Habits {
                    meetings: 30,
                    direct_mails: 2,
                    ..Habits::default()
                }),
                "Valve drawings: Dear Ana Lopez, Could we find half an hour in the next two weeks? I would like to hear what came of “Valve drawings”.",
            ),
            (
                "calls, about nothing that is known",
                someone(1).silent(47).cooling(62.0, 48.0).about("Hi").used_to(Habits {
                    calls: 30,
                    direct_mails: 2,
                    ..Habits::default()
                }),
                "A call this week: Dear Ana Lopez, May I call you one of these days? I would like to hear how things are with you.",
            ),
            (
                "birthday",
                someone(1).has(Occasion::Birthday { day: TODAY }),
                "Happy birthday: Dear Ana Lopez, All the best for your birthday.",
            ),
        ] {
            assert_eq!(letter(candidate), expected, "{story}");
        }
    }
}
