//! Words of a person's page.

use app::features::details::Kind;
use app::features::interactions::LogKind;

/// The baseline of a receipt.
pub const BASELINE: &str = "Where a middling tie stands";
/// A section.
pub const WARMTH: &str = "Warmth";
/// A section.
pub const CLOSENESS: &str = "Closeness";
/// What closeness is, beside its heading.
pub const CLOSENESS_NOTE: &str = "What the two of you have been to each other, over years";
/// What warmth is, beside its heading.
pub const WARMTH_NOTE: &str = "The chance of contact within twice the usual gap";
/// The chance that a silence does not end by itself, where it is an alarm.
pub const DRIFT: &str = "Drift";
/// What drift is, beside its heading.
pub const DRIFT_NOTE: &str = "The chance that this silence does not end by itself";
/// What the bands are.
pub const BANDS_FIXED: &str = "Bands are fixed at 20, 40, 60 and 80.";
/// A section.
pub const KNOWN: &str = "Worth knowing";
/// A link.
pub const EDIT: &str = "Edit";
/// Where something said by the owner comes from.
pub const BY_YOU: &str = "you said";
/// Where something on a card comes from.
pub const BY_CARD: &str = "address book";
/// Where something guessed from the mail domain comes from.
pub const BY_DOMAIN: &str = "mail domain";
/// A section without entries.
pub const NOTHING_KNOWN: &str = "Nothing yet. What you know and no source can tell goes here.";
/// A section.
pub const REACHED: &str = "How to reach them";
/// No address at all.
pub const NO_ADDRESS: &str = "No address is known.";
/// A section.
pub const POSITIONS: &str = "Positions";
/// A section.
pub const DATES: &str = "Dates";
/// A section.
pub const NOTES: &str = "Notes";
/// Over a private note.
pub const ONLY_YOU: &str = "Only you see this.";
/// A field.
pub const ADD_NOTE: &str = "Add a note";
/// A box.
pub const PRIVATE: &str = "Only for me";
/// A button.
pub const KEEP: &str = "Keep";
/// A button.
pub const DELETE: &str = "Delete";
/// A button.
pub const CHANGE: &str = "Change";
/// A link back.
pub const CANCEL: &str = "Cancel";
/// The structure's caveat.
pub const AS_SEEN: &str = "As seen from your mailbox and calendar.";
/// Someone at the owner's own company.
pub const COLLEAGUE: &str = "colleague of yours";
/// A button.
pub const WRITE: &str = "Write";
/// A button.
pub const CALL: &str = "Call";
/// A button and the section it leads to.
pub const LOG: &str = "Log";
/// A section.
pub const LOG_CONTACT: &str = "Log contact";
/// A field.
pub const WHAT: &str = "What";
/// A field.
pub const DAY: &str = "Day";
/// A field.
pub const TIME: &str = "Time";
/// A field.
pub const ABOUT: &str = "About";
/// A button.
pub const LOG_IT: &str = "Log it";
/// The menu.
pub const MORE: &str = "More";
/// A button.
pub const MAKE_KEY: &str = "Make key";
/// A button.
pub const NO_KEY: &str = "No longer key";
/// A button.
pub const NEVER: &str = "Never on Today";
/// A button.
pub const AGAIN: &str = "On Today again";
/// A button.
pub const NOT_A_PERSON: &str = "Not a person: keep out";
/// A button.
pub const IS_A_PERSON: &str = "A person after all";
/// The link to the form.
pub const EDIT_DETAILS: &str = "Edit details";
/// A field of the join.
pub const JOIN_WITH: &str = "The same person as";
/// What to type there.
pub const JOIN_HINT: &str =
    "A name, an address, or the end of the other page's address. It can be taken back.";
/// A button.
pub const JOIN: &str = "Join";
/// A button.
pub const CLOSER: &str = "Closer than this";
/// A button.
pub const LESS_CLOSE: &str = "Less close";
/// The way back from a past date.
pub const BACK_TO_NOW: &str = "Back to today";
/// The field for a past date.
pub const AS_OF: &str = "As of";
/// A day was asked for that is none, or is yet to come.
pub const NO_SUCH_DAY: &str = "That is no day of the past, so this is today.";
/// A button.
pub const SHOW_DAY: &str = "Show that day";
/// The owner's own page.
pub const THIS_IS_YOU: &str = "This is you.";
/// A tag.
pub const KEY: &str = "Key";
/// On the button of an address.
pub const NOT_THEIRS: &str = "Not theirs";
/// Above the field for an address.
pub const ADD_ADDRESS: &str = "Another address";
/// Below it.
pub const ADDRESS_HINT: &str =
    "A mail address, a telephone number with its country (+81 6 …), or the page of a profile.";
/// On the button that adds it.
pub const ADD: &str = "Add";

/// The button of an address, for those who hear it.
pub fn not_theirs(address: &str) -> String {
    format!("{address} is not theirs")
}

/// A button of the form.
pub const SAVE: &str = "Save";
/// What the form of details is.
pub const EDIT_DEK: &str =
    "What you say stands above what any source says. An empty field goes back to what sources tell.";

/// How old the touches of a term are.
pub fn period(age_days: i32) -> &'static str {
    match age_days {
        i32::MIN..=30 => "in the last 30 days",
        31..=180 => "in the five months before",
        _ => "earlier",
    }
}

/// The link of a silence to what it is counted from.
pub const SINCE_THE_LAST: &str = "the last contact and since";
/// The link of what is said of all contact.
pub const ALL_CONTACT: &str = "all contact";

/// How many touches a term stands on.
pub fn touches_in(n: u32, period: &str) -> String {
    format!("{n} {period}")
}

/// The row of a receipt for the terms that are not shown one by one.
pub fn others_together(n: usize) -> String {
    format!("{n} smaller terms together")
}

/// What opens a whole receipt.
pub fn all_terms(number: &str, n: usize) -> String {
    format!("All {n} terms of {}", number.to_lowercase())
}

/// Entries too small to be shown.
pub fn smaller_terms(n: u32) -> String {
    plural(i64::from(n), "older or smaller entry", "older or smaller entries")
}

/// A term at the beginning of a row.
pub fn term(meaning: &str) -> String {
    let mut chars = meaning.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Warmth in a sentence, for those who do not see the meter.
pub fn meter_label(what: &str, now: i64, band: Option<&str>, before: Option<i64>) -> String {
    let band = band.map(|band| format!(", {band}")).unwrap_or_default();
    let before = before.map(|before| format!(" {before} a quarter ago.")).unwrap_or_default();
    format!("{what} {now} of 100{band}.{before}")
}

/// The ghost of the meter.
pub fn quarter_ago(n: i64) -> String {
    format!("{n} a quarter ago")
}

/// When warmth reads a lower band.
pub fn falls(name: &str, band: &str, day: &str) -> String {
    format!("If nothing happens, {name} reads {band} on {day}.")
}

/// How many hours somewhere is ahead of the owner.
pub fn local_time(time: &str, minutes_ahead: i64) -> String {
    let hours = minutes_ahead.abs() / 60;
    let minutes = minutes_ahead.abs() % 60;
    let by = match (hours, minutes) {
        (0, 0) => return format!("{time} there, the same as yours"),
        (0, m) => format!("{m} minutes"),
        (1, 0) => "one hour".to_owned(),
        (h, 0) => format!("{} hours", small_number(h)),
        (h, m) => format!("{h}:{m:02} hours"),
    };
    format!("{time} there, {by} {}", if minutes_ahead > 0 { "ahead" } else { "behind" })
}

fn small_number(n: i64) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    usize::try_from(n)
        .ok()
        .and_then(|n| WORDS.get(n))
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Role and organization.
pub fn role(title: &str, organization: Option<&str>) -> String {
    match (title, organization) {
        ("", Some(organization)) => organization.to_owned(),
        (title, Some(organization)) => format!("{title}, {organization}"),
        (title, None) => title.to_owned(),
    }
}

/// When an address was last used.
pub fn last_seen(day: &str) -> String {
    format!("last used {day}")
}

/// When mail to an address came back.
pub fn bounced(day: &str) -> String {
    format!("bounced {day}")
}

/// When an address answered that they are away.
pub fn away(day: &str) -> String {
    format!("away {day}")
}

/// An address nobody was seen using.
pub const NEVER_SEEN: &str = "not seen in use";

/// The person is kept to oneself.
pub const IS_PRIVATE: &str = "For you alone: no delegate sees this person, unless that is opened to them.";
/// The entry of the menu that keeps a person to oneself.
pub const MAKE_PRIVATE: &str = "Keep to yourself";
/// The entry of the menu that takes that back.
pub const NO_PRIVATE: &str = "No longer for you alone";

/// A detail's label.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "Name",
        Kind::NativeName => "Name in its own script",
        Kind::Organization => "Organization",
        Kind::Title => "Title",
        Kind::City => "City",
        Kind::Country => "Country",
        Kind::Zone => "Time zone",
        Kind::Birthday => "Birthday",
        Kind::Language => "Language",
        Kind::Address => "Form of address",
        Kind::HowMet => "How you met",
        Kind::Family => "Family",
        Kind::Health => "Health",
        Kind::Interests => "Interests",
        Kind::Remember => "To remember",
        Kind::Key => "Key",
        Kind::Closeness => "Your word on closeness",
        Kind::Cadence => "Contact at least every so many days",
        Kind::Never => "Never on Today",
        Kind::Private => "For you alone",
        Kind::Nature => "What it is",
    }
}

/// What to type into a field of a detail.
pub fn hint(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Birthday => Some("1975-04-30, or --04-30 without the year"),
        Kind::Country => Some("Its name, or two letters as JP"),
        Kind::Zone => Some("As Asia/Tokyo"),
        Kind::Cadence => Some("Days; empty for none"),
        Kind::Address => Some("As Watanabe-san"),
        Kind::Family | Kind::Health => Some("Delegates see it only if you open it to them"),
        _ => None,
    }
}

/// The hint says something to the principal alone.
pub fn is_for_principals(kind: Kind) -> bool {
    matches!(kind, Kind::Family | Kind::Health)
}

/// The owner's word on closeness.
pub fn closeness_word(value: &str) -> &'static str {
    match value {
        "distant" => "You said: not really close.",
        "close" => "You said: close.",
        "very_close" => "You said: one of your closest.",
        _ => "",
    }
}

/// What can be logged.
pub fn log_kind(kind: LogKind) -> &'static str {
    match kind {
        LogKind::Call => "Call",
        LogKind::Meeting => "Met in person",
        LogKind::Message => "Message",
        LogKind::Note => "Note",
    }
}

/// A birthday, with the age if the year is known.
pub fn birthday(age: Option<i16>) -> String {
    age.map_or("Birthday".to_owned(), |age| format!("Birthday, {age}"))
}

/// The day of the first contact, as years go by.
pub fn known_since(years: i16) -> String {
    if years == 1 {
        "One year since first contact".to_owned()
    } else {
        format!("{years} years since first contact")
    }
}

/// First contact.
pub const FIRST_CONTACT: &str = "First contact";

/// Who else knows them.
pub fn who_else(name: &str) -> String {
    format!("Who else knows {name}")
}

/// How well.
pub fn other(touches: Option<u64>, last: &str) -> String {
    let Some(touches) = touches else { return format!("last {last}") };
    format!("{}, last {last}", plural(i64::try_from(touches).unwrap_or(i64::MAX), "touch", "touches"))
}

/// How many more there are.
pub fn others_more(n: usize) -> String {
    format!("And {n} more.")
}

/// The notice over a page of the past.
pub fn as_of_notice(day: &str) -> String {
    format!("As of {day}: every number, the chart and what happened stop on that day.")
}

/// What is kept out of the network.
pub fn kept_out(nature: &str) -> String {
    format!("Kept out of your network as a {}.", nature.replace('_', " "))
}

/// They are left alone on Today.
pub fn left_alone(day: &str) -> String {
    format!("Left alone on Today until {day}.")
}

/// A choice of days to be left alone until.
pub fn later(day: &str) -> String {
    format!("Later: {day}")
}

/// The title of the form.
pub fn edit_title(name: &str) -> String {
    format!("Details of {name}")
}

/// How contact is wanted.
pub fn cadence(days: u32) -> String {
    format!("You want contact at least every {days} days.")
}

/// A count with its noun.
pub(super) fn plural(n: i64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// A moment that cannot be used.
pub const NO_MOMENT: &str = "This is no day or time that can be used.";
/// Why two were joined.
pub const JOINED_BY_YOU: &str = "you said so";

/// What a receipt is of.
pub fn caption(title: &str, n: i64) -> String {
    format!("What makes {title} {n}")
}

/// The points of a term.
pub fn points(n: i64) -> String {
    if n < 0 { format!("−{}", -n) } else { n.to_string() }
}
