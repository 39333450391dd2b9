//! Words of the map.

use super::counted as counted_as;

/// The name of the page.
pub const TITLE: &str = "Map";
/// The button to the list of everyone.
pub const AS_A_LIST: &str = "Everyone as a list";
/// The name of the picture.
pub const PICTURE: &str = "Who is in touch with whom";
/// The section with the communities.
pub const CIRCLES: &str = "Circles";
/// A community without a name.
pub const UNNAMED: &str = "Of several organizations";
/// The section with the strongest ties.
pub const STRONGEST: &str = "Strongest ties among others";
/// The section with everyone on the picture.
pub const EVERYONE: &str = "As a table";
/// The column of people.
pub const NAME: &str = "Name";
/// The column of the other end.
pub const AND: &str = "And";
/// The column of circles.
pub const CIRCLE: &str = "Circle";
/// The column of warmth.
pub const WARMTH: &str = "Warmth";
/// The column of ties.
pub const TIES: &str = "Ties drawn";
/// The column of touches.
pub const TOUCHES: &str = "Touches";
/// The mark of those whose warmth is not told.
pub const NOT_TOLD: &str = "Warmth not told";
/// Nothing is drawn yet.
pub const BEING_DRAWN: &str = "The map is being drawn";
/// What to do then.
pub const BEING_DRAWN_WORDS: &str =
    "It takes a few seconds, for very large networks a minute. Load the page again.";
/// The button for that.
pub const AGAIN: &str = "Load again";
/// There is nothing to draw.
pub const NOTHING: &str = "Nothing to draw yet";
/// Why not.
pub const NOTHING_WORDS: &str = "The map shows people who are in touch with one another, as mail to several and meetings tell. Import some.";
/// The button for that.
pub const IMPORT: &str = "Import files";

/// What is true now.
pub fn headline(circles: usize, people: usize) -> String {
    let people = counted(people, "person", "people");
    match circles {
        0 => format!("{people} in no circle yet"),
        1 => format!("One circle among {people}"),
        n => format!("{n} circles among {people}"),
    }
}

/// The finding in more words, and from whose mailbox it is seen.
pub fn dek(largest: Option<(&str, usize)>, me: Option<&str>, is_behind: bool) -> String {
    let largest = largest.map(|(name, people)| {
        format!("The largest is around {name}, {}. ", counted(people, "person", "people"))
    });
    let seen = match me {
        Some(me) => format!("Seen from the mailbox of {me}, who is left out, being tied to everybody."),
        None => "Seen from one mailbox, whose owner is left out, being tied to everybody.".to_owned(),
    };
    let behind = if is_behind { " A newer one is being drawn." } else { "" };
    format!("{}{seen}{behind}", largest.unwrap_or_default())
}

/// What the picture shows, for those who do not see it.
pub fn description(shown: usize, circles: usize) -> String {
    format!(
        "{} in {}. The same stands in the tables below.",
        counted(shown, "person", "people"),
        counted(circles, "circle", "circles")
    )
}

/// Who is not on the picture.
pub fn left_out(alone: usize, more: usize) -> Option<String> {
    let alone = (alone > 0).then(|| {
        format!("{} in touch with nobody else here: not drawn.", counted(alone, "person is", "people are"))
    });
    let more = (more > 0).then(|| format!("Drawn are those with most touches, without {more} others."));
    let said: Vec<String> = [alone, more].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn counted(n: usize, one: &str, many: &str) -> String {
    counted_as(&n.to_string(), one, many)
}
