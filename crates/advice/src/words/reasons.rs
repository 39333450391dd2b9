//! Reasons as sentences.

use model::DateFormat;

use super::figures::{Days, contacts, count, number};
use super::topic::topic;
use crate::candidate::{Mention, Occasion};
use crate::suggestion::{Reason, Suggestion};

/// Why this person, in one or two sentences: the weightiest reason, and the next one if there is any. That mails stayed
/// without an answer is always said.
///
/// ```text
/// Usual gap 21 days, now 47. 5 contacts in the last six months, 24 in the six before.
/// ```
pub fn reason_sentence(suggestion: &Suggestion, name: &str, dates: DateFormat) -> String {
    let days = Days { as_of: suggestion.as_of, dates };
    let (main, others) = match suggestion.reasons.split_first() {
        Some(parts) => parts,
        None => return String::new(),
    };
    let no_answer = others.iter().find(|reason| matches!(reason, Reason::NoAnswer { .. }));
    let second = no_answer.or(others.first());
    let sentences: Vec<String> =
        [Some(main), second].into_iter().flatten().map(|reason| sentence(reason, name, days)).collect();
    sentences.join(" ")
}

fn sentence(reason: &Reason, name: &str, days: Days) -> String {
    match reason {
        Reason::PastUsualGap { usual_days, silence_days } => {
            format!("Usual gap {}, now {}.", count(*usual_days, "day", "days"), number(*silence_days))
        }
        Reason::Unanswered { mail, .. } => format!("{} is unanswered.", their_mail(mail, name, days)),
        Reason::CloseButCold { last_day, first_day, touches, .. } => {
            let since = first_day.year();
            let last = days.date_with_preposition(*last_day);
            format!("Close but cold: {} since {since}, the last {last}.", contacts(*touches))
        }
        Reason::NewTie { first_day, silence_days, met } => {
            let first = if *met { "You first met" } else { "You first wrote to each other" };
            let when = days.date_with_preposition(*first_day);
            format!("{first} {when}; no contact for {}.", count(*silence_days, "day", "days"))
        }
        Reason::CadenceMissed { wanted_days, silence_days } => {
            let wanted = if *wanted_days == 1 {
                "every day".to_owned()
            } else {
                format!("every {} days", number(*wanted_days))
            };
            format!("You want contact {wanted}; it has been {}.", number(*silence_days))
        }
        Reason::Thinning { half_year, half_year_before } => {
            let now = contacts(*half_year);
            format!("{now} in the last six months, {} in the six before.", number(*half_year_before))
        }
        Reason::Occasion { occasion } => occasion_sentence(occasion, days),
        Reason::NoAnswer { mails, since } => {
            let since = days.date_in_words(*since);
            format!("{} from you since {since}, no answer.", count(*mails, "mail", "mails"))
        }
    }
}

fn occasion_sentence(occasion: &Occasion, days: Days) -> String {
    match occasion {
        Occasion::Birthday { day } => format!("Birthday {}.", days.date_with_preposition(*day)),
        Occasion::NewRole { role, .. } => format!("New role: {}.", role.trim().trim_end_matches('.')),
    }
}

/// `Keiko Watanabe’s mail of 3 November, “Valve drawings”,`
fn their_mail(mail: &Mention, name: &str, days: Days) -> String {
    let day = days.date_in_words(mail.day);
    match mail.subject.as_deref().and_then(topic) {
        Some(topic) => format!("{name}’s mail of {day}, “{topic}”,"),
        None => format!("{name}’s mail of {day}"),
    }
}
