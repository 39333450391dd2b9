//! What a subject line is about: without the marks of answering and forwarding, short enough for a sentence.

/// The longest topic, in characters.
pub const LONGEST_TOPIC: usize = 60;

/// Marks before a subject, in the languages of common mail programs, and those of calendar answers.
const MARKS: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "aw",
    "wg",
    "antw",
    "antwort",
    "sv",
    "vs",
    "vb",
    "tr",
    "ref",
    "res",
    "rv",
    "enc",
    "r",
    "i",
    "odp",
    "pd",
    "ynt",
    "ilt",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "转发",
    "轉寄",
    "返信",
    "accepted",
    "declined",
    "tentative",
    "invitation",
    "updated invitation",
    "canceled",
    "cancelled",
    "accepté",
    "refusé",
    "zugesagt",
    "abgesagt",
];

/// Subjects that say nothing.
const EMPTY_WORDS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "hallo",
    "hej",
    "bonjour",
    "hola",
    "ciao",
    "no subject",
    "(no subject)",
    "kein betreff",
    "meeting",
    "call",
    "thanks",
    "thank you",
    "many thanks",
    "danke",
    "merci",
    "test",
    "question",
    "quick question",
    "frage",
    "update",
    "info",
    "fyi",
    "urgent",
    "none",
    "untitled",
    "busy",
    "(no title)",
    "undisclosed",
    "1:1",
    "1-1",
];

/// The topic of a subject line; `None` if it says nothing (`Re: Hi`).
///
/// ```
/// use advice::words::topic::topic;
/// assert_eq!(topic("AW: Re: [EXT] Valve drawings").as_deref(), Some("Valve drawings"));
/// assert_eq!(topic("Re: thanks!"), None);
/// ```
pub fn topic(subject: &str) -> Option<String> {
    let spaced = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = without_marks(&spaced).trim_matches(|c: char| c.is_whitespace() || "\"“”„'-–:".contains(c));
    let said = bare.trim_end_matches(['.', '!', '?', ' ']).to_lowercase();
    let is_greeting =
        said.split(' ').count() <= 3 && said.split([' ', ',']).next().is_some_and(is_salutation);
    if is_greeting
        || said.chars().filter(|c| c.is_alphabetic()).count() < 2
        || EMPTY_WORDS.contains(&said.as_str())
    {
        return None;
    }
    Some(shortened(bare))
}

/// `Hi Ana`, `Dear all`
fn is_salutation(word: &str) -> bool {
    matches!(
        word,
        "hi" | "hello" | "hey" | "dear" | "hallo" | "liebe" | "lieber" | "bonjour" | "hola" | "ciao"
    )
}

/// Takes off `Re:`, `AW[2]:` and `[list]` for as long as one stands in front.
fn without_marks(subject: &str) -> &str {
    let mut rest = subject.trim_start();
    while let Some(next) = without_mark(rest) {
        rest = next.trim_start();
    }
    rest
}

fn without_mark(subject: &str) -> Option<&str> {
    if let Some(tagged) = subject.strip_prefix('[') {
        let (_, rest) = tagged.split_once(']')?;
        return (!rest.trim().is_empty()).then_some(rest);
    }
    let (mark, rest) = subject.split_once([':', '：'])?;
    let word = mark.trim_end().to_lowercase();
    // `Re[2]:` and `Re (2):`
    let word = word.split(['[', '(']).next().unwrap_or_default().trim_end();
    MARKS.contains(&word).then_some(rest)
}

fn shortened(topic: &str) -> String {
    if topic.chars().count() <= LONGEST_TOPIC {
        return topic.to_owned();
    }
    let cut: String = topic.chars().take(LONGEST_TOPIC - 1).collect();
    // At a space, unless that would leave half of it (or the script has none).
    let end = cut.rfind(' ').filter(|end| *end >= cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([' ', ',', ';', ':', '-', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_become_topics() {
        for (subject, expected) in [
            ("Valve drawings", Some("Valve drawings")),
            ("RE: FW: Valve   drawings", Some("Valve drawings")),
            ("Re[2]: Valve drawings", Some("Valve drawings")),
            ("回复：阀门图纸", Some("阀门图纸")),
            ("Accepted: Plant visit @ Thu 19 Nov", Some("Plant visit @ Thu 19 Nov")),
            ("[openbmc] [PATCH v2 1/3] Add a driver", Some("Add a driver")),
            ("[EXT]", Some("[EXT]")),
            ("Note: the price", Some("Note: the price")),
            ("", None),
            ("Re:", None),
            ("Hello!", None),
            ("Hi Ana,", None),
            ("Dear all", None),
            ("(no subject)", None),
            ("???", None),
        ] {
            assert_eq!(topic(subject).as_deref(), expected, "{subject}");
        }
    }

    #[test]
    fn long_subjects_are_cut_between_words() {
        let long = "Minutes of the third steering committee on the renewal of the northern line";
        assert_eq!(
            topic(long).as_deref(),
            Some("Minutes of the third steering committee on the renewal of…")
        );
        let unbroken = "線".repeat(80);
        assert_eq!(topic(&unbroken).map(|t| t.chars().count()), Some(LONGEST_TOPIC));
    }
}
