//! Words for everything that is held about one human, and for forgetting them.

use super::counted;

/// The page of everything.
pub const EVERYTHING: &str = "Everything held";
/// The menu of a person.
pub const EVERYTHING_MENU: &str = "Everything held";
/// The menu of a person.
pub const FORGET_MENU: &str = "Forget for good";
/// What it is for.
pub const EVERYTHING_DEK: &str = "All that Kith holds about one human, with the source of each part: what you would hand over \
                                  if they asked, and what goes when they are forgotten.";
/// All of it as a file.
pub const DOWNLOAD: &str = "Download all of it";
/// A section.
pub const ADDRESSES: &str = "Addresses";
/// A section.
pub const NAMES: &str = "Names that sources give";
/// A section.
pub const POSITIONS: &str = "Positions";
/// A section.
pub const CARDS: &str = "What cards say besides";
/// A section.
pub const SAID: &str = "What you said";
/// A section.
pub const NOTES: &str = "Notes";
/// A section.
pub const RECORDS: &str = "Address book entries";
/// A section.
pub const CONTACTS: &str = "Mail, meetings, calls and messages";
/// A section.
pub const TIES: &str = "In touch with";
/// A section.
pub const ACTS: &str = "What was done about them";
/// A section.
pub const HANDED: &str = "Asked of delegates, and suggested by them";
/// A section: when they were asked for introductions.
pub const INTRODUCTIONS: &str = "Introductions";
/// A section.
pub const DISMISSALS: &str = "Not on Today";
/// A section.
pub const HOLDS: &str = "Legal holds";
/// Nothing else is there.
pub const LOGGED: &str = "logged by hand";
/// A note for the owner alone.
pub const PRIVATE: &str = "private";

/// The page of forgetting.
pub const FORGET: &str = "Forget for good";
/// What it does.
pub const FORGET_DEK: &str = "Forgetting erases everything that is only about one human, and leaves the rest without their \
                              name. It cannot be taken back.";
/// What goes.
pub const GOES: &str = "What goes";
/// What stays.
pub const STAYS: &str = "What stays";
/// A hash of each address.
pub const KEPT_OUT: &str = "A keyed hash of each address, so that the next import does not bring them back. Nobody can read \
                            an address from it.";
/// Copies that were made before.
pub const BACKUPS: &str = "Backups that were made before hold them until they are deleted. Your own files, such as mailboxes, are \
                           never touched.";
/// The field of the confirmation.
pub const TYPE_NAME: &str = "To go on, type the name";
/// The button.
pub const DO_FORGET: &str = "Forget for good";
/// Back.
pub const KEEP: &str = "Keep them";
/// The name typed was another.
pub const NOT_THE_NAME: &str = "This is not the name: nothing was forgotten.";
/// The owner.
pub const THIS_IS_YOU: &str = "This is you. The owner of a network cannot be forgotten in it.";
/// A hold stops it.
pub const HELD: &str = "A legal hold stops this";
/// Where holds are lifted.
pub const TO_HOLDS: &str = "Legal holds";

/// How many are not on the page.
pub fn more(n: &str) -> String {
    format!("{n} more in the download.")
}

/// From which source, how often.
pub fn told_by(n: &str, source: &str) -> String {
    format!("{n} in {source}")
}

/// Who gave a name, and how often.
pub fn given_by(by: &str, n: &str) -> String {
    if n == "1" { format!("by {by}, once") } else { format!("by {by}, {n} times") }
}

/// When a source last said so.
pub fn seen(day: &str) -> String {
    format!("seen {day}")
}

/// What two have in common.
pub fn touches(n: &str, first: &str, last: &str) -> String {
    format!("{}, {first} to {last}", counted(n, "touch", "touches"))
}

/// What is erased.
pub fn goes(addresses: &str, contacts: &str, notes: &str) -> [String; 3] {
    [
        format!("{} with their names, positions and details", counted(addresses, "address", "addresses")),
        format!(
            "{contacts} mails, meetings and calls: those of nobody but them and you, and what they wrote"
        ),
        format!("{notes} notes about them, and their name wherever it stands in other texts"),
    ]
}

/// What others took part in.
pub fn shared(n: &str, name: &str) -> String {
    format!("{} of others, without {name}", counted(n, "mail or meeting", "mails and meetings"))
}

/// Somebody else.
pub fn namesake(name: &str) -> String {
    format!("Someone else who is called {name}")
}

/// A hold, in words.
pub fn hold(what: &str, reason: &str, who: &str, day: &str) -> String {
    format!("{what}: “{reason}”. Set by {who} on {day}.")
}
