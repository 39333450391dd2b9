//! Words for the world.

use super::counted;

/// The page's title, and its entry among those of the map.
pub const TITLE: &str = "World";
/// Nobody is anywhere.
pub const NOTHING: &str = "No places yet";
/// Where they come from.
pub const NOTHING_WORDS: &str = "Where people are comes from what you say, from cards, telephone numbers and mail domains. None of them tells a place.";
/// What the picture shows.
pub fn picture(opens: &str, closes: &str) -> String {
    format!(
        "A column is an hour of local time, half hours with the hour before; shaded where it is now between {opens} and \
         {closes}. Full tiles: several live ties; outlined: one; pale: people, but no live tie."
    )
}
/// The section with who is at work.
pub const NOW: &str = "At work now";
/// Nobody is.
pub const NOBODY_NOW: &str = "Nobody with a live tie is at work now, as far as their places are known.";
/// The section with where ties are few.
pub const COVERAGE: &str = "Coverage";
/// Countries of one tie.
pub const ONE: &str = "One live tie only";
/// Countries of none.
pub const NONE: &str = "People, but no live tie";
/// The table of places.
pub const PLACES: &str = "Places and hours";
/// What its strips show.
pub fn hours(opens: &str, closes: &str) -> String {
    format!("Working hours {opens} to {closes} local, Monday to Friday; the line is now")
}
/// A column.
pub const PLACE: &str = "Place";
/// A column.
pub const PEOPLE: &str = "People";
/// A column.
pub const LIVE: &str = "Live ties";
/// A column: their hours on the owner's day.
pub const YOUR_DAY: &str = "On your day";
/// A column.
pub const LOCAL: &str = "Local";
/// A column.
pub const OVERLAP: &str = "Overlap with you";
/// A column.
pub const CLOSEST: &str = "Closest";
/// The mark of places where it is a working hour.
pub const AT_WORK: &str = "At work";
/// Hours do not meet.
pub const NO_OVERLAP: &str = "None within working hours";
/// A country of several time zones.
pub const ZONE_UNKNOWN: &str = "Several time zones; which is not known";
/// From what all of it is known.
pub const SOURCES: &str = "The time is the one that you or a card gives, else that of the country where all its clocks agree. \
                           A country guessed by a telephone number or a mail domain may be wrong, and holidays are not known.";

/// The finding.
pub fn headline(at_work: usize, live: usize) -> String {
    match (at_work, live) {
        (_, 0) => "No live tie whose place is known".to_owned(),
        (0, _) => "Nobody of your live ties is at work now".to_owned(),
        (1, 1) => "Your one live tie is at work now".to_owned(),
        (1, _) => format!("1 of {live} live ties is at work now"),
        _ => format!("{at_work} of {live} live ties are at work now"),
    }
}

/// Below it.
pub fn dek(people: &str, countries: usize, nowhere: &str) -> String {
    let known = counted(people, "person", "people");
    let countries = counted(&countries.to_string(), "country", "countries");
    match nowhere {
        "0" => format!("{known} in {countries}."),
        _ => format!("{known} in {countries}. Of {nowhere} more no place is known."),
    }
}

/// The picture in words.
pub fn described(tiles: usize, at_work: usize) -> String {
    format!(
        "Countries by the hour it is there: {tiles} tiles, {at_work} live ties at work. The table below says the same."
    )
}

/// A tile in words.
pub fn tile(country: &str, people: usize, live: usize) -> String {
    format!("{country}: {}", people_and_ties(people, live))
}

/// How many people, and how many live ties.
pub fn people_and_ties(n: usize, live: usize) -> String {
    format!("{}, {}", people(n), counted(&live.to_string(), "live tie", "live ties"))
}

/// How many people.
pub fn people(n: usize) -> String {
    counted(&n.to_string(), "person", "people")
}

/// Countries without anybody.
pub fn nobody(n: usize) -> String {
    format!("Nobody in {n} other countries and territories")
}

/// After the first of a list.
pub fn and_more(n: usize) -> String {
    format!("and {n} more")
}

/// After the first places.
pub fn more_places(n: usize) -> String {
    format!("{n} more places with fewer ties are not shown.")
}

/// Where a time comes from, and of how many of a place the country is a guess.
pub fn note(is_zone_of_country: bool, guessed: usize, people: usize) -> Option<String> {
    let time = is_zone_of_country.then(|| "time of the country".to_owned());
    let guess = match guessed {
        0 => None,
        _ if guessed == people => Some("guessed by number or mail domain".to_owned()),
        _ => Some(format!("{guessed} guessed by number or mail domain")),
    };
    match (time, guess) {
        (Some(time), Some(guess)) => Some(format!("{time}, {guess}")),
        (time, guess) => time.or(guess),
    }
}

/// When both are at work.
pub fn from_to(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}
