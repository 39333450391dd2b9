//! Words of the palette and its page.

use crate::look::Look;

/// A page.
pub const TODAY: &str = "Today";
/// A page, and the people found.
pub const PEOPLE: &str = "People";
/// A page.
pub const KEY_PEOPLE: &str = "Key people";
/// A page.
pub const KEPT_OUT: &str = "Kept out: lists and robots";
/// A page.
pub const SOURCES: &str = "Sources";
/// A page.
pub const SETTINGS: &str = "Settings";
/// A page.
pub const ACTS: &str = "What was done";
/// A page.
pub const KEYS: &str = "Keys";
/// A page.
pub const MAP: &str = "Map";
/// A page.
pub const ADD_A_PERSON: &str = "Add a person";
/// A page.
pub const IMPORT: &str = "Import files";
/// A page.
pub const TRAY: &str = "Tray: what delegates suggest";
/// A page.
pub const QUEUE: &str = "Queue: what was delegated";
/// A page.
pub const DELEGATES: &str = "Delegates: invite, what they may see";
/// A page.
pub const NUMBERS: &str = "How good are these numbers?";
/// A page.
pub const COLLEAGUES: &str = "Colleague mode, and who can read what";
/// A page.
pub const DATA: &str = "Backups and restore";
/// A page.
pub const ERASURE: &str = "Retention, legal holds, erasure";
/// A page.
pub const ACCOUNT: &str = "Your account, password and sessions";
/// A page.
pub const PASSKEYS: &str = "Passkeys";
/// A page.
pub const TOKENS: &str = "API tokens and app passwords";
/// A theme.
pub const LIGHT: &str = "Theme: light";
/// A theme.
pub const DARK: &str = "Theme: dark";
/// A theme.
pub const AS_THE_SYSTEM: &str = "Theme: as the system";
/// The group of pages.
pub const GO_TO: &str = "Go to";
/// The group of commands.
pub const DO: &str = "Do";
/// The command that undoes.
pub const UNDO_LAST: &str = "Undo the last act";
/// Who is shown before anything is typed.
pub const LATEST: &str = "Last in touch with";
/// An act for a person.
pub const LOG_CONTACT: &str = "Log contact";
/// An act for a person.
pub const WRITE: &str = "Write a mail";
/// The organizations found.
pub const ORGANIZATIONS: &str = "Organizations";
/// What the field is for.
pub const LABEL: &str = "A person, a page or something to do";
/// The button of the page.
pub const FIND: &str = "Find";
/// What the list is called.
pub const RESULTS: &str = "Results";
/// What the arrow keys do.
pub const CHOOSE: &str = "choose";
/// What Enter does.
pub const OPEN: &str = "open";
/// What `>` does.
pub const ONLY_COMMANDS: &str = "only commands";
/// What `@` does.
pub const ONLY_PEOPLE: &str = "only people";
/// What Esc does.
pub const CLOSE: &str = "close";

/// Words that begin what is done with somebody: “log ana”.
pub const LOGS: [&str; 5] = ["log", "logged", "called", "met", "saw"];
/// The same, for a mail: “write ana”.
pub const WRITES: [&str; 4] = ["write", "mail", "email", "wrote"];
/// The people found for a contact to log.
pub const LOG_WITH: &str = "Log contact with";
/// The people found for a mail.
pub const WRITE_TO: &str = "Write to";

/// The title of the page.
pub fn title(is_for_log: bool) -> &'static str {
    if is_for_log { "Log contact with whom?" } else { "Find or do" }
}

/// What stands in the empty field.
pub fn placeholder(is_for_log: bool) -> &'static str {
    if is_for_log { "Log contact with …" } else { "Find a person, a page, or something to do" }
}

/// The group of acts for the first person found.
pub fn do_for(name: &str) -> String {
    format!("Do, for {name}")
}

/// Silence beside the usual gap, in days.
pub fn silence(days: &str, usual: Option<&str>) -> String {
    match (days, usual) {
        ("0", _) => "in touch today".to_owned(),
        ("1", None) => "1 day".to_owned(),
        ("1", Some(usual)) => format!("1 day, usual {usual}"),
        (days, Some(usual)) => format!("{days} days, usual {usual}"),
        (days, None) => format!("{days} days"),
    }
}

/// When somebody was last in touch.
pub fn last_contact(ago: &str) -> String {
    format!("last contact {ago}")
}

/// How many are at an organization.
pub fn people_there(people: usize, look: &Look) -> String {
    match people {
        1 => "1 person".to_owned(),
        people => format!("{} people", look.number(people as i64)),
    }
}

/// Nothing was found.
pub fn nothing(typed: &str) -> String {
    match typed.trim() {
        "" => "Nobody is here yet: import files on Sources.".to_owned(),
        typed => format!("Nobody and nothing is called \u{201c}{typed}\u{201d}."),
    }
}
