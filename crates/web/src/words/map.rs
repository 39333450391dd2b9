//! Words of the map.

use super::counted as counted_as;

/// Its entry among the pages of the section.
pub const NETWORK: &str = "Network";
/// The name of the page.
pub const TITLE: &str = "Map";
/// The button to the table.
pub const AS_A_LIST: &str = "As a table";
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
    "It takes a few seconds, for very large networks a minute. This page shows it as soon as it is there.";
/// The button for that.
pub const AGAIN: &str = "Load again";
/// There is nothing to draw.
pub const NOTHING: &str = "Nothing to draw yet";
/// Why not.
pub const NOTHING_WORDS: &str = "The map shows people who are in touch with one another, as mail to several and meetings tell. Import some.";
/// The button for that.
pub const IMPORT: &str = "Import files";

/// The search on the map.
pub const SEARCH: &str = "Find somebody on the map";
/// The same inside its field.
pub const SEARCH_SHORT: &str = "Find somebody";
/// What colours and marks say.
pub const COLOUR: &str = "Colour and mark by";
/// What they can say.
pub const COLOURS: [(&str, &str); 6] = [
    ("warmth", "Warmth"),
    ("circle", "Circle"),
    ("department", "Department"),
    ("country", "Country"),
    ("organization", "Organization"),
    ("group", "Group"),
];
/// Departments, in the order of their letters in the map's data.
pub const DEPARTMENTS: [&str; 12] = [
    "Finance",
    "Human resources",
    "Legal",
    "IT and data",
    "Quality and safety",
    "Supply and purchasing",
    "Sales",
    "Marketing",
    "Research and teaching",
    "Engineering",
    "Operations",
    "Management and boards",
];
/// Groups, in the order of their digits there.
pub const GROUPS: [&str; 3] = ["Key people", "Colleagues", "People outside"];
/// No choice among several.
pub const ANY: &str = "All";
/// Whoever has no mark of their own.
pub const OTHERS: &str = "Others";
/// The filter by country.
pub const COUNTRY: &str = "Country";
/// The filter by organization.
pub const ORGANIZATION: &str = "Organization";
/// The filter by key people.
pub const KEY_PEOPLE: &str = "Key people";
/// The buttons that go closer and further.
pub const ZOOM: &str = "Zoom";
/// The first of them.
pub const CLOSER: &str = "Zoom in";
/// The second.
pub const FURTHER: &str = "Zoom out";
/// The one that shows all.
pub const FIT: &str = "Fit";
/// What keys do on the map.
pub const KEYS: &str = "Arrow keys walk from somebody to whom they are tied to, Enter chooses, Escape lets go, plus and minus zoom, \
    zero shows all, slash finds. The same people stand in the table below.";
/// How many ties somebody has, said.
pub const SAID_TIES: &str = "{ties} ties drawn";
/// The slider of the quarters.
pub const QUARTER: &str = "Ties of";
/// All quarters.
pub const ALL_TIME: &str = "all time";
/// How many are shown.
pub const SHOWN: &str = "{people} of {of} people";
/// In which circle somebody is.
pub const OF_CIRCLE: &str = "In the circle around {circle}.";
/// One tie.
pub const ONE_TIE: &str = "One tie is drawn.";
/// Several.
pub const SOME_TIES: &str = "{ties} ties are drawn.";
/// Ties into other circles.
pub const BRIDGES: &str = "Ties into other circles: {circles}.";
/// The panel before somebody is named in it.
pub const CHOSEN: &str = "Nobody chosen";
/// Letting go of somebody.
pub const CLEAR: &str = "Clear";
/// How much is shown around somebody.
pub const AROUND: &str = "Show";
/// All of it.
pub const EVERYONE_SHOWN: &str = "Everyone";
/// Their ties.
pub const ONE_STEP: &str = "One step";
/// And those of these.
pub const TWO_STEPS: &str = "Two steps";
/// The link to somebody's page.
pub const THEIR_PAGE: &str = "Open their page";
/// Those somebody is most in touch with.
pub const MOST_IN_TOUCH: &str = "Most in touch with";
/// The map as files.
pub const AS_A_FILE: &str = "As a file:";

/// What is true now; whoever alone holds circles together, and how many pairs of them.
pub fn headline(circles: usize, people: usize, holder: Option<(&str, usize)>) -> String {
    let people = counted(people, "person", "people");
    let count = in_words(circles);
    match (circles, holder) {
        (0, _) => format!("{people} in no circle yet"),
        (1, _) => format!("One circle among {people}"),
        (_, None) => format!("{count} circles among {people}"),
        (_, Some((name, 1))) => format!("{count} circles; {name} holds two of them together"),
        (_, Some((name, pairs))) => format!("{count} circles; {name} holds {pairs} pairs of them together"),
    }
}

/// Small numbers as a sentence begins with them.
fn in_words(n: usize) -> String {
    const WORDS: [&str; 11] =
        ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    n.checked_sub(2).and_then(|at| WORDS.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// What holding together means.
pub fn held(name: &str, between: Option<(&str, &str)>) -> String {
    match between {
        Some((a, b)) => format!("All ties between {a} and {b} are {name}’s. "),
        None => format!("Between them there is no tie that is not {name}’s. "),
    }
}

/// The finding in more words, and from whose mailbox it is seen.
pub fn dek(
    held: Option<String>,
    largest: Option<(&str, usize)>,
    me: Option<&str>,
    is_behind: bool,
) -> String {
    let largest = largest.map(|(name, people)| {
        format!("The largest is around {name}, {}. ", counted(people, "person", "people"))
    });
    let seen = match me {
        Some(me) => format!("Seen from the mailbox of {me}, who is left out, being tied to everybody."),
        None => "Seen from one mailbox, whose owner is left out, being tied to everybody.".to_owned(),
    };
    let behind = if is_behind { " A newer one is being drawn." } else { "" };
    format!("{}{seen}{behind}", held.or(largest).unwrap_or_default())
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
