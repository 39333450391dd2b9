//! What to do: a concrete act that fits how the two are usually in touch, giving before asking.

use crate::candidate::{Candidate, Mention, days_between};
use crate::suggestion::{Gesture, Means, Reason};

/// How old a topic may be to be taken up again, in days before the last contact: what comes of it is still a question.
const FRESH_TOPIC_DAYS: u32 = 400;

/// From how many mails without an answer on another way is tried.
const TRY_ANOTHER_WAY: u32 = 3;

/// The way that the two are usually in touch, as far as it is open; `None` if none is.
///
/// A meeting takes as much of both as four mails, a call three; so few of them make a habit.
pub(crate) fn usual_means(candidate: &Candidate) -> Option<Means> {
    let habits = candidate.counts.habits;
    let mail = habits.direct_mails.saturating_add(habits.group_mails / 3);
    // In case of a tie the first counts.
    let weighed = [
        (Means::Mail, mail),
        (Means::Meeting, habits.meetings.saturating_mul(4)),
        (Means::Call, habits.calls.saturating_mul(3)),
        (Means::Message, habits.messages),
    ];
    let is_ignored = candidate.unreturned.is_some_and(|u| u.mails >= TRY_ANOTHER_WAY);
    let can_call = candidate.reach.has_phone || habits.calls > 0;
    // An invitation to a meeting goes by mail too.
    let may_write = candidate.reach.has_mail && !(is_ignored && can_call);
    let is_open = |means: Means| match means {
        Means::Mail => may_write,
        Means::Meeting => may_write && habits.meetings > 0,
        Means::Call => can_call,
        Means::Message => habits.messages > 0,
    };
    let open = weighed.into_iter().filter(|(means, _)| is_open(*means));
    open.rev().max_by_key(|(_, weight)| *weight).map(|(means, _)| means)
}

/// The gesture for a person who is suggested for these reasons.
///
/// The weightiest reason decides, but a mail that waits is answered whatever else there is; only congratulations go before.
pub(crate) fn gesture(candidate: &Candidate, reasons: &[Reason], means: Means) -> Gesture {
    let by = if means == Means::Meeting { Means::Mail } else { means };
    let waiting = reasons.iter().find_map(|reason| match reason {
        Reason::Unanswered { mail, .. } => Some(mail.clone()),
        _ => None,
    });
    match (reasons.first(), waiting) {
        (Some(Reason::Occasion { occasion }), _) => Gesture::Congratulate { occasion: occasion.clone(), by },
        (_, Some(mail)) if candidate.reach.has_mail => Gesture::Answer { mail },
        (_, Some(mail)) => continue_with(Some(mail), by),
        (Some(Reason::CloseButCold { .. }), None) => Gesture::Offer { by },
        (Some(Reason::NewTie { .. }), None) => take_up(candidate, by),
        _ => take_up(candidate, means),
    }
}

/// Takes up what was last between the two, in the way they are used to.
fn take_up(candidate: &Candidate, means: Means) -> Gesture {
    let is_fresh = |topic: &&Mention| days_between(topic.day, candidate.last.day) <= FRESH_TOPIC_DAYS;
    continue_with(candidate.topic.as_ref().filter(is_fresh).cloned(), means)
}

fn continue_with(about: Option<Mention>, means: Means) -> Gesture {
    match (means, about) {
        (Means::Call, about) => Gesture::Call { about },
        (Means::Meeting, about) => Gesture::SuggestMeeting { about },
        (by, Some(about)) => Gesture::AskHowItWent { about, by },
        (by, None) => Gesture::Offer { by },
    }
}
