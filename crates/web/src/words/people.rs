//! Words for people and their numbers.

use app::features::snapshot::{Column, Direction, Kind, LastContact, Order};
use jiff::civil::Weekday;

use crate::parts::Band;

/// The title of the list.
pub const PEOPLE: &str = "People";
/// A link of the strip.
pub const EVERYONE: &str = "Everyone";
/// A link of the strip.
pub const ORGANIZATIONS: &str = "Organizations";
/// A link of the strip.
pub const KEPT_OUT: &str = "Kept out";
/// A link of the strip.
pub const SOURCES: &str = "Sources";
/// The button and the page it leads to.
pub const ADD_A_PERSON: &str = "Add a person";
/// What adding a person is for.
pub const ADD_DEK: &str =
    "Someone your sources do not know. Their mail is joined to them by itself when it comes.";
/// A field.
pub const MAIL_ADDRESS: &str = "Mail address";
/// What the mail address is for.
pub const MAIL_HINT: &str = "If Kith knows it already, the name goes to the person who has it.";
/// A field.
pub const TITLE: &str = "Title";
/// A button.
pub const ADD: &str = "Add";
/// A link back.
pub const CANCEL: &str = "Cancel";
/// The empty list, before anything was imported.
pub const NOBODY_YET: &str = "Nobody yet";
/// What to do about it.
pub const NOBODY_YET_WORDS: &str =
    "Kith finds people in your mail, calendars and address books. Bring one in, or add people by hand.";
/// The same while the first files are read.
pub const BEING_READ: &str = "The first files are being read";
/// What to wait for then.
pub const BEING_READ_WORDS: &str =
    "People appear here as soon as the first of them are written down. Load the page again in a moment.";
/// The link to how far it has got.
pub const PROGRESS: &str = "How far it has got";
/// A button.
pub const IMPORT_FILES: &str = "Import files";
/// What the line of saved lists is called.
pub const SAVED_LISTS: &str = "Saved lists";
/// What the filters are called.
pub const FILTER_PEOPLE: &str = "Filter people";
/// A button, where there is no script.
pub const FILTER: &str = "Filter";
/// What the search field is called.
pub const SEARCH_LABEL: &str = "Search names, organizations, titles and addresses";
/// What stands in the empty search field.
pub const SEARCH_PLACEHOLDER: &str = "Name, company, title, address";
/// The filter by warmth.
pub const ANY_WARMTH: &str = "Any warmth";
/// The filter by organization.
pub const ANY_ORGANIZATION: &str = "Any organization";
/// The filter by industry.
pub const ANY_INDUSTRY: &str = "Any industry";
/// A choice of it.
pub const INDUSTRY_UNKNOWN: &str = "Not known";
/// The filter by country.
pub const ANY_COUNTRY: &str = "Any country";
/// The filter by last contact.
pub const ANY_TIME: &str = "Any last contact";
/// What the choice of orders is called.
pub const SORTED_BY: &str = "Sorted by";
/// A column.
pub const SELECT: &str = "Select";
/// A column.
pub const NAME: &str = "Name";
/// A column.
pub const ORGANIZATION: &str = "Organization";
/// A column.
pub const WARMTH: &str = "Warmth";
/// A column.
pub const CLOSENESS: &str = "Closeness";
/// A column: the change of warmth in 91 days.
pub const QUARTER: &str = "Quarter";
/// A column.
pub const WEEKS: &str = "52 weeks: you above, them below";
/// An order: by the weeks of the year with contact.
pub const WEEKS_IN_TOUCH: &str = "Weeks in touch";
/// A filter.
pub const ANY_DRIFT: &str = "In rhythm or not";
/// A filter: those alone.
pub const ONLY_DRIFTING: &str = "Past their rhythm";
/// A column.
pub const LAST: &str = "Last";
/// In place of the warmth of a colleague in colleague mode.
pub const COLLEAGUE: &str = "Colleague";
/// A column.
pub const PAST_RHYTHM: &str = "Past rhythm";
/// A column.
pub const PLACE: &str = "Place";
/// A column.
pub const LOCAL: &str = "Local";
/// After the points of a trend, for those who hear it.
pub const THIS_QUARTER: &str = " points this quarter";
/// In the place of warmth where only they act.
pub const YOU_NEVER_WROTE: &str = "You never wrote";
/// In the place of warmth.
pub const NO_CONTACT: &str = "No contact yet";
/// Beside the names of key people.
pub const KEY_TAG: &str = "Key";
/// What the legend is called.
pub const WARMTH_MARKS: &str = "Warmth marks";
/// From what a country is known.
pub const BY_PHONE: &str = "by a telephone number";
/// From what a country is known.
pub const BY_DOMAIN: &str = "by a mail domain";
/// A link.
pub const PREVIOUS: &str = "Show the previous 50";
/// Nobody fits.
pub const NOBODY_FOUND: &str = "Nobody found";
/// A button.
pub const CLEAR: &str = "Clear the filters";
/// Before what can be done to those who are selected.
pub const WITH_SELECTED: &str = "With those selected";
/// What follows the number of those who are selected.
pub const SELECTED: &str = "selected";
/// The button that selects everyone on the page.
pub const ALL_SHOWN: &str = "All shown";
/// The button that selects nobody.
pub const NONE: &str = "None";
/// A menu.
pub const KEEP_OUT: &str = "Not a person";
/// What can be done to those who are selected.
pub const BULK: [(&str, &str); 4] =
    [("key", "Key"), ("unkey", "Not key"), ("later", "Leave alone for 30 days"), ("join", "Join two")];
/// As what they can be kept out.
pub const KEEP_OUT_AS: [(&str, &str); 5] = [
    ("list", "A list"),
    ("newsletter", "A newsletter"),
    ("robot", "A robot"),
    ("role_mailbox", "A role mailbox"),
    ("resource", "A room or a thing"),
];
/// Nothing can be done to nobody.
pub const NOBODY_SELECTED: &str = "Nobody was selected. Tick the boxes before the names first.";
/// A button that does not exist.
pub const UNKNOWN_ACT: &str = "There is no such thing to do.";
/// Joining takes two.
pub const JOIN_TWO: &str = "Select two people to join them into one.";
/// Why two people were joined, in the list of acts.
pub const JOINED_BY_HAND: &str = "selected by hand";

/// How fresh the page is.
pub fn updated(time: &str) -> String {
    format!("Updated {time}")
}

/// What is true of all people.
pub fn dek(everyone: &str, key: usize, drifting: usize) -> String {
    let people = if everyone == "1" { "person" } else { "people" };
    let of_them = if key > 0 { format!(", {key} of them key") } else { String::new() };
    let slipped = match drifting {
        0 => "Nobody is drifting away.".to_owned(),
        1 => "One is drifting away.".to_owned(),
        n => format!("{n} are drifting away."),
    };
    format!("{everyone} {people}{of_them}. {slipped}")
}

/// The name of a saved list.
pub fn list(kind: Kind) -> &'static str {
    match kind {
        Kind::Everyone => EVERYONE,
        Kind::Key => "Key",
        Kind::Drifting => "Drifting",
        Kind::Unanswered => "Never answered",
        Kind::Colleagues => "Inside",
        Kind::Outside => "Outside",
        Kind::NoContact => "No contact yet",
        Kind::New => "New this month",
    }
}

/// What the table is, for those who do not see the page.
pub fn caption(kind: Kind) -> String {
    format!("People: {}", list(kind))
}

/// A choice of the filter by last contact.
pub fn last(last: LastContact) -> String {
    match last {
        LastContact::Within(days) => format!("Within {days} days"),
        LastContact::Before(days) => format!("Longer than {days} days ago"),
        LastContact::Never => "Never".to_owned(),
    }
}

/// A choice of order.
pub fn sorted_by(order: Order) -> String {
    let column = match order.column {
        Column::Name => NAME,
        Column::Warmth => WARMTH,
        Column::Closeness => CLOSENESS,
        Column::LastContact => LAST,
        Column::PastRhythm => PAST_RHYTHM,
        Column::Organization => ORGANIZATION,
        Column::Country => PLACE,
        Column::Trend => QUARTER,
        Column::Weeks => WEEKS_IN_TOUCH,
        Column::LocalTime => LOCAL,
    };
    let arrow = if order.direction == Direction::Ascending { "↑" } else { "↓" };
    format!("{column} {arrow}")
}

/// A choice with how many people it has.
pub fn counted(name: &str, n: usize) -> String {
    format!("{name} ({n})")
}

/// The check box before a name.
pub fn select(name: &str) -> String {
    format!("Select {name}")
}

/// “47 d”.
pub fn days(number: &str) -> String {
    format!("{number} d")
}

/// “+3”, “−4”, “0”.
pub fn signed(points: i64) -> String {
    match points {
        0 => "0".to_owned(),
        1.. => format!("+{points}"),
        _ => format!("−{}", points.unsigned_abs()),
    }
}

/// “Mon”.
pub fn weekday_short(day: Weekday) -> &'static str {
    super::dates::weekday(day).get(..3).unwrap_or_default()
}

/// How much of the list is shown.
pub fn shown(from: &str, to: &str, total: &str) -> String {
    format!("{from} to {to} of {total}")
}

/// The link to the next page.
pub fn next(rest: usize, page: usize) -> String {
    format!("Show the next {}", rest.min(page))
}

/// A button to the person whose name is nearest.
pub fn did_you_mean(name: &str) -> String {
    format!("Open {name}")
}

/// Why the list is empty.
pub fn nobody_found(text: &str, everyone: usize) -> String {
    let nobody = match everyone {
        1 => "The one person here does not fit".to_owned(),
        everyone => format!("None of the {everyone} people fits"),
    };
    match text {
        "" => format!("{nobody} all of these filters."),
        text => format!("{nobody} “{text}” and these filters."),
    }
}

/// The word of a band of warmth.
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Dormant => "Dormant",
        Band::Cool => "Cool",
        Band::Steady => "Steady",
        Band::Warm => "Warm",
        Band::Lively => "Lively",
    }
}

/// What a strip shows, for those who do not see it.
pub fn strip_label(silence_days: Option<u32>) -> String {
    match silence_days {
        None => "No touches in 52 weeks".to_owned(),
        Some(0) => "Touches in 52 weeks, last one today".to_owned(),
        Some(1) => "Touches in 52 weeks, last one yesterday".to_owned(),
        Some(days) => format!("Touches in 52 weeks, last one {days} days ago"),
    }
}
