//! Words for paths: by whom somebody is best met.

use model::Channel;

use super::counted;

/// The name of the page.
pub const TITLE: &str = "Find a path";
/// Above the headline.
pub const KICKER: &str = "Map";
/// What the page is for.
pub const DEK: &str = "Who could introduce you: the people who are in touch with you and with whom you want to meet, as far as your sources show.";
/// The search field.
pub const WHOM: &str = "Whom do you want to reach?";
/// What can be typed into it.
pub const WHOM_HINT: &str = "A name, an organization, or a role such as procurement";
/// The field of a role.
pub const ROLE: &str = "In which role? (optional)";
/// The button of the search.
pub const FIND: &str = "Find";
/// The section with whom a text may mean.
pub const MEANT: &str = "Whom do you mean?";
/// A text found nobody.
pub const NOBODY_FOUND: &str = "Nobody is called so";
/// What to do then.
pub const NOBODY_FOUND_WORDS: &str = "Neither a person nor an organization of your network, and no title has these words. Try a part of the name.";
/// The section with those whom the owner knows.
pub const KNOWN: &str = "You know them yourself";
/// The section with the ways.
pub const WAYS: &str = "By introduction";
/// The note beside it.
pub const WAYS_NOTE: &str = "Warmest first; no two share a person";
/// There is no other way.
pub const NO_OTHER: &str = "Nobody else you are in touch with leads there.";
/// There is none at all.
pub const NO_WAY: &str = "Nobody you know leads there";
/// Why not.
pub const NO_WAY_WORDS: &str = "No mail, meeting or call that you brought in shows anybody who is in touch with both of you. Another source may.";
/// The network is being read.
pub const READING: &str = "The network is being read";
/// What to do then.
pub const READING_WORDS: &str =
    "It takes a few seconds, for very large networks a minute. This page shows it as soon as it is there.";
/// The button for that.
pub const AGAIN: &str = "Load again";
/// The owner at the beginning of a way.
pub const YOU: &str = "You";
/// The section with who was asked.
pub const ASKED_LATELY: &str = "Asked lately";
/// Nobody was.
pub const NOBODY_ASKED: &str = "Nobody within the last 90 days.";
/// What that does.
pub const ASKED_WORDS: &str =
    "Whoever was asked within 90 days comes later on every path, so that nobody is asked too often.";
/// The draft below its button.
pub const DRAFT: &str = "Read the draft";
/// Of steps whose evidence is that alone.
const ONLY_SEEN: &str = "in copy or in a large meeting together";

/// What is shown in the list of what a text may mean: a person's organization or title, else that it is one.
pub const A_PERSON: &str = "Person";

/// An organization in that list.
pub fn an_organization(people: &str) -> String {
    format!("Organization, {}", counted(people, "person", "people"))
}

/// A role in that list.
pub fn anybody_called(words: &str) -> String {
    format!("Anybody whose title or organization says “{words}”")
}

/// Anybody of an organization, maybe in a role.
pub fn anybody_at(organization: &str, role: &str) -> String {
    if role.is_empty() {
        format!("anybody at {organization}")
    } else {
        format!("“{role}” at {organization}")
    }
}

/// Anybody in a role.
pub fn anybody_in(role: &str) -> String {
    format!("anybody called “{role}”")
}

/// The finding, where the owner knows nobody who would do.
pub fn headline(to: &str, ways: usize) -> String {
    match ways {
        0 => format!("No path to {to}"),
        1 => format!("One path to {to}"),
        n => format!("{n} paths to {to}"),
    }
}

/// The finding, where they do: a person by name, an organization, or a role.
pub fn known(person: Option<&str>, organization: Option<&str>, role: &str) -> String {
    match (person, organization) {
        (Some(name), _) => format!("You know {name} yourself"),
        (None, Some(name)) if role.is_empty() => format!("You know people at {name} yourself"),
        (None, Some(name)) => format!("You know “{role}” at {name} yourself"),
        (None, None) => format!("You know people called “{role}” yourself"),
    }
}

/// How a step rests on contact.
pub fn evidence(contact: Option<(&str, &[Channel])>, is_only_seen: bool, last: &str) -> String {
    match contact {
        _ if is_only_seen => format!("{ONLY_SEEN}, last {last}"),
        None => format!("last in touch {last}"),
        Some((touches, channels)) => {
            let times = if touches == "1" { "once".to_owned() } else { format!("{touches} times") };
            format!("in touch {times} by {}, last {last}", by(channels))
        }
    }
}

/// “mail and meetings”.
fn by(channels: &[Channel]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for channel in channels {
        let word = match channel {
            Channel::DirectMail | Channel::GroupMail => "mail",
            Channel::Meeting => "meetings",
            Channel::Call => "calls",
            Channel::Message => "messages",
            Channel::InPerson => "meeting in person",
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Besides, the owner has the other's profile.
pub const LINKED: &str = "you have their LinkedIn profile";

/// How likely a way is live.
pub fn chance(percent: &str) -> String {
    let percent = if percent == "0" { "under 1" } else { percent };
    format!("{percent} % chance that all of them are in touch within a month")
}

/// The steps' names for those who cannot see the arrows.
pub fn between(from: &str, to: &str) -> String {
    format!("{from} and {to}")
}

/// The connector was asked already.
pub fn asked(name: &str, when: &str) -> String {
    format!("You asked {name} for an introduction {when}.")
}

/// The button that opens the letter.
pub fn write(name: &str) -> String {
    format!("Write to {name}")
}

/// The button that says that it was sent.
pub fn i_asked(name: &str) -> String {
    format!("I asked {name}")
}

/// One line of who was asked.
pub fn was_asked(when: &str) -> String {
    format!("{when}, for an introduction to")
}

/// The link to what would be if somebody left.
pub fn without(name: &str) -> String {
    format!("If {name} left")
}

/// The subject of a letter that asks for an introduction.
pub fn subject(target: &str) -> String {
    format!("Would you ask {target}?")
}

/// The letter: whoever is asked asks the other first, and introduces only then.
pub fn letter(connector: &str, next: &str, target: &str, at: Option<&str>, me: Option<&str>) -> String {
    let at = at.map_or(String::new(), |at| format!(" ({at})"));
    let signed = me.unwrap_or_default();
    let known = if next == target {
        String::new()
    } else {
        format!("I believe that you know {next}, who knows {target}. ")
    };
    format!(
        "Dear {connector},\n\nI would like to meet {target}{at}.\n\n{known}Would you ask whether an introduction to me \
         would be welcome, and bring us together only after a yes? If it does not suit, no harm done.\n\n\
         Thank you,\n{signed}"
    )
}
