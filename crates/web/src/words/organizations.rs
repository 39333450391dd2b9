//! Words for organizations.

use super::counted;

/// The list's title.
pub const TITLE: &str = "Organizations";
/// Above the name of one.
pub const KICKER: &str = "Organization";
/// The section with who is there.
pub const PEOPLE_THERE: &str = "People there";
/// The section with who of the owner's side is in touch.
pub const COVERED_BY: &str = "Who covers it";
/// From what that is known.
pub const AS_SEEN: &str = "as seen from your mailbox and calendar";
/// Nobody of the owner's side is.
pub const NOBODY_COVERS: &str =
    "Nobody on your side has been in touch with them, as far as your sources show.";
/// The section with what took place.
pub const LATELY: &str = "Lately";
/// Nothing took place.
pub const NOTHING_YET: &str = "No mail, call or meeting with anyone there yet.";
/// What took place is not shown here.
pub const ONLY_IN_LISTS: &str =
    "No mail, call or meeting to show. Lists and groups are on the pages of the people there.";
/// A link further back.
pub const EARLIER: &str = "Show earlier";
/// A link to all of its people.
pub const IN_PEOPLE: &str = "Filter and sort them";
/// The owner among those who cover it.
pub const YOU: &str = "You";
/// A column.
pub const NAME: &str = "Name";
/// A column.
pub const PEOPLE: &str = "People";
/// A column.
pub const WARMEST: &str = "Warmest tie";
/// A column.
pub const DOMAINS: &str = "Mail domains";
/// A column.
pub const LAST: &str = "Last";
/// A figure: with how many there was contact.
pub const IN_CONTACT: &str = "In contact";
/// A figure and a column: ties that are not dormant.
pub const LIVE: &str = "Live ties";
/// A figure.
pub const WARM: &str = "Warm or lively";
/// A figure.
pub const SILENCE: &str = "Days since the last contact";
/// The section with what it works in, a column and what the choice is called.
pub const INDUSTRY: &str = "Industry";
/// What tells it.
pub const BY_YOU: &str = "by you";
/// What tells it.
pub const BY_ITS_DOMAIN: &str = "by its mail domain";
/// Nothing tells it.
pub const NO_INDUSTRY: &str =
    "Nothing says it. Choose it, and your network's diversity counts the people here.";
/// The same for those who may not change it.
pub const NO_INDUSTRY_READ: &str = "Nothing says it.";
/// The choice of none, where nothing else tells it.
pub const NOT_SAID: &str = "Not known";
/// What opens the choice.
pub const CHANGE: &str = "Change";
/// A button.
pub const SAVE: &str = "Save";
/// There is no such industry.
pub const UNKNOWN_INDUSTRY: &str = "There is no such industry: choose one of the list.";
/// A list: those of which it is not known.
pub const INDUSTRY_UNKNOWN: &str = "Industry not known";
/// What that list is in an address.
pub const UNKNOWN: &str = "unknown";
/// What stands on it.
pub const INDUSTRY_UNKNOWN_WORDS: &str = "Nothing says what these work in; those with the most live ties stand first. Say it on \
                                          their pages, and your network's diversity counts their people.";
/// The industry of each is known.
pub const NONE_UNKNOWN: &str = "The industry of every organization is known";
/// What that says.
pub const NONE_UNKNOWN_WORDS: &str = "All of their people count in the diversity of your network.";
/// None is of an industry.
pub const NONE_IN_IT: &str = "No organization in this industry";
/// What that says.
pub const NONE_IN_IT_WORDS: &str =
    "What organizations work in is known from you, and from the mail domains of schools and governments.";
/// The section with the ties by warmth.
pub const DEPTH: &str = "Depth of coverage";
/// The lists of organizations.
pub const LISTS: &str = "Lists";
/// A list: those with the most people.
pub const LARGEST: &str = "All";
/// A list: those that hang by one tie.
pub const SINGLE: &str = "Held by one tie";
/// What that list is in an address.
pub const BY_ONE: &str = "one";
/// The mark of one that hangs by one tie.
pub const ONE_TIE: &str = "One tie";
/// What stands on the list of those that hang by one tie.
pub const SINGLE_WORDS: &str = "One live tie alone leads to each of these, and you have something to lose there: a key person, \
                                several people you know, or twelve days of contact.";
/// There is none.
pub const NONE_SINGLE: &str = "Nothing hangs by one tie";
/// What that says.
pub const NONE_SINGLE_WORDS: &str =
    "Wherever you have something to lose, at least two of your ties are live, or none is.";
/// What is lost with the one tie.
pub const IF_THEY_GO: &str = "If they leave or fall silent, no live tie to anybody there is left.";
/// Somebody else there was known once.
pub const WAKE_ANOTHER: &str = "Write to ";
/// Between two of them.
pub const OR: &str = " or ";
/// Nobody works anywhere.
pub const NONE_YET: &str = "No organization yet";
/// Where they come from.
pub const NONE_YET_WORDS: &str =
    "Organizations come from cards, profiles and mail domains. Bring a source in, or add people.";
/// The mark of the owner's own.
pub const OWN: &str = "Yours";

/// The finding of a page.
pub fn headline(name: &str, ties: usize, warm: usize, only: Option<&str>, holder: Option<&str>) -> String {
    if let Some(person) = holder {
        return format!("One live tie holds {name}: {person}");
    }
    match (ties, warm, only) {
        (0, ..) => format!("No contact with {name} yet"),
        (1, _, Some(person)) => format!("One tie leads to {name}: {person}"),
        (_, 0, _) => format!("No warm tie to {name}"),
        (_, 1, _) => format!("One warm tie to {name}"),
        (_, n, _) => format!("{} warm ties to {name}", number(n)),
    }
}

/// Numbers up to nine as words, as headlines have them.
fn number(n: usize) -> String {
    let words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The finding of the page of the owner's own organization.
pub fn own_headline(name: &str, people: usize) -> String {
    if people == 1 {
        format!("One colleague at {name}")
    } else {
        format!("{} colleagues at {name}", number(people))
    }
}

/// Below the headline.
pub fn dek(people: &str, closest: Option<&str>) -> String {
    let known = counted(people, "person", "people");
    match closest {
        Some(name) => format!("{known} of your network there. The closest is {name}."),
        None => format!("{known} of your network there."),
    }
}

/// Those who cover it besides the ones that are named.
pub fn others(n: usize) -> String {
    if n == 1 { "and one more colleague".to_owned() } else { format!("and {n} more colleagues") }
}

/// How many more people there are than are shown.
pub fn more(n: &str) -> String {
    format!("All {n}")
}

/// After the name of the only one with a live tie.
pub fn holds_alone(organization: &str) -> String {
    format!(" is your only live tie to {organization}.")
}

/// What to do where nobody else there was ever known.
pub fn ask_for_another(name: &str) -> String {
    format!("Ask {name} to introduce you to a colleague.")
}

/// After the names of others there.
pub fn or_ask(name: &str) -> String {
    format!(", or ask {name} to introduce you to a colleague.")
}

/// A figure as it was.
pub fn a_quarter_ago(n: &str) -> String {
    format!("{n} a quarter ago")
}

/// What became of the live ties since a quarter ago.
pub fn trend(now: usize, before: usize) -> String {
    let ties = if now == 1 { "1 live tie".to_owned() } else { format!("{now} live ties") };
    match (now.checked_sub(before), before.checked_sub(now)) {
        (Some(0), _) => format!("{ties}, as many as a quarter ago."),
        (Some(more), _) => format!("{ties}, {more} more than a quarter ago."),
        (None, Some(fewer)) => format!("{ties}, {fewer} fewer than a quarter ago."),
        (None, None) => format!("{ties}."),
    }
}

/// After some names: how many more there are.
pub fn others_there(n: usize) -> String {
    if n == 1 { "and one more".to_owned() } else { format!("and {n} more") }
}

/// The warmest tie of somebody who covers it.
pub fn warmest(name: &str) -> String {
    format!("warmest with {name}")
}

/// What is true of all organizations.
pub fn list_dek(total: &str, shown: usize, n: usize) -> String {
    let known = counted(total, "organization", "organizations");
    if shown < n {
        format!("{known}; the {shown} with the most people are shown.")
    } else {
        format!("{known}.")
    }
}

/// The choice of none, where the mail domain tells it.
pub fn as_its_domain(industry: &str) -> String {
    format!("As its mail domain says: {industry}")
}

/// What stands on the list of an industry.
pub fn in_industry(shown: usize, all: usize, industry: &str) -> String {
    let known = counted(&all.to_string(), "organization", "organizations");
    if shown < all {
        format!("{known} in {industry}; the {shown} with the most live ties are shown.")
    } else {
        format!("{known} in {industry}, those with the most live ties first.")
    }
}

/// What an interaction was, and with whom.
pub fn took_place(kind: &str, from_them: bool) -> &'static str {
    match (kind, from_them) {
        ("meeting", _) => "Meeting with",
        ("call", _) => "Call with",
        ("in person", _) => "In person with",
        ("message", true) => "Message from",
        ("message", false) => "Message to",
        (_, true) => "Mail from",
        (_, false) => "Mail to",
    }
}
