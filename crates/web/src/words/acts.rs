//! Words for what was done.

/// What it is about.
pub const TITLE: &str = "What was done";
/// What it is for.
pub const DEK: &str = "Every change, newest first: who made it, for whom, and from where. One that nothing newer depends on \
                       can be taken back, however long ago it was.";
/// The form of the filters.
pub const FILTERS: &str = "Which";
/// A filter.
pub const KIND: &str = "What";
/// Every kind.
pub const ANY_KIND: &str = "Everything";
/// A filter.
pub const BY: &str = "By";
/// Every member.
pub const ANYONE: &str = "Anyone";
/// A filter.
pub const SINCE: &str = "Since";
/// Applies the filters.
pub const SHOW: &str = "Show";
/// Takes the filters away.
pub const SHOW_ALL: &str = "Show all";
/// What the table is.
pub const CAPTION: &str = "Changes, newest first";
/// A column.
pub const WHEN: &str = "When";
/// A column.
pub const WHO: &str = "Who";
/// A column.
pub const WHAT: &str = "What";
/// A column.
pub const FROM: &str = "From";
/// A column, for those who hear it.
pub const TAKE_BACK: &str = "Take back";
/// The button of a row.
pub const UNDO: &str = "Undo";
/// It was taken back.
pub const UNDONE: &str = "taken back";
/// It has nothing to take back.
pub const STAYS: &str = "stays";
/// A link to another page.
pub const OLDER: &str = "Show older ones";
/// A link to the first page.
pub const NEWEST: &str = "Show the newest";
/// There is none.
pub const NOTHING: &str = "Nothing was done yet";
/// What would be here.
pub const NOTHING_WORDS: &str =
    "Each import, note, logged call, correction and setting is listed here, with who made it.";
/// There is none of these.
pub const NONE_SUCH: &str = "Nothing of this was done";
/// What to do then.
pub const NONE_SUCH_WORDS: &str = "Ask for less, or show all.";

/// From where, without the number that a suggestion has in the database.
pub fn origin(origin: &str) -> &str {
    if origin.starts_with("tray ") { "accepted in the tray" } else { origin }
}

/// The kinds that can be asked for, as they are stored and as they are called.
pub const KINDS: [(&str, &str); 15] = [
    ("log", "Logged contact and notes"),
    ("note", "Notes on a page"),
    ("say", "Details and corrections"),
    ("snooze", "Left for later"),
    ("dismiss", "Not on Today"),
    ("add", "People added"),
    ("address", "Addresses"),
    ("join", "People joined"),
    ("industry", "Industries of organizations"),
    ("import", "Imports"),
    ("set", "Settings"),
    ("forget", "People forgotten"),
    ("hold", "Legal holds"),
    ("retention", "How long sources are kept"),
    ("undo", "Taken back"),
];

/// Who did it on whose behalf.
pub fn who(member: &str, acts_for: &str) -> String {
    if member == acts_for { member.to_owned() } else { format!("{member} for {acts_for}") }
}

/// Something newer has to be taken back first, which the reader may not read.
pub const AFTER_UNSEEN: &str = "something newer depends on it";
/// What stands before the act that has to be taken back first.
pub const FIRST: &str = "take back first:";

/// Only what concerned one person is shown.
pub fn about(name: &str) -> String {
    format!("About {name}")
}
