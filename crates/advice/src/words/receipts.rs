//! The terms of warmth and closeness in English.

use model::Term;

use super::figures::count;
use crate::candidate::day_of;

/// What a term of a receipt stands for, with the touches it counts: `your mails to them alone: 14, 3 March to 9 May 2026`.
pub fn receipt_term(term: &Term) -> String {
    let what = receipt_meaning(&term.name);
    match (term.touches, term.days) {
        (0, _) | (_, None) => what,
        (n, Some((first, last))) if first == last => format!("{what}: {n} on {}", day_of(first)),
        (n, Some((first, last))) => {
            format!("{what}: {}, {} to {}", count(n, "touch", "touches"), day_of(first), day_of(last))
        }
    }
}

/// What a term of a receipt stands for: `your mails to them alone`.
pub fn receipt_meaning(name: &str) -> String {
    match name {
        "direct_mail_out" => "your mails to them alone",
        "direct_mail_in" => "their mails to you alone",
        "group_mail_out" => "your mails to them and others",
        "group_mail_in" => "their mails to you and others",
        "message_out" => "your messages",
        "message_in" => "their messages",
        "meeting_mutual" => "meetings",
        "call_mutual" => "calls",
        "in_person_mutual" => "meetings in person",
        "elapsed" => "the silence until now",
        "elapsed_over_rhythm" => "the silence against their usual gap",
        "rhythm_known" => "a rhythm is known",
        "both_directions" => "both of you act",
        "horizon" | "horizon_over_rhythm" => "how far ahead is asked",
        "chance" => "how seldom such a silence ended by itself",
        "ended" => "how such ties end",
        "memory_fast" => "contact of late",
        "memory_slow" => "contact over the years",
        "longevity" => "how long you have known each other",
        "own_word" => "what you said yourself",
        other => return other.replace('_', " "),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_in_plain_words() {
        let term = |name: &str, touches, days| Term { name: name.into(), share: 1.0, touches, days };
        for (given, expected) in [
            (
                term("direct_mail_in", 14, Some((20_000, 20_100))),
                "their mails to you alone: 14 touches, 2024-10-04 to 2025-01-12",
            ),
            (term("meeting_mutual", 2, Some((20_000, 20_000))), "meetings: 2 on 2024-10-04"),
            (term("elapsed_over_rhythm", 0, None), "the silence against their usual gap"),
            (term("something_new", 0, None), "something new"),
        ] {
            assert_eq!(receipt_term(&given), expected);
        }
    }
}
