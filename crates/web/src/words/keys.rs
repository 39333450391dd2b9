//! The keys, in words.

/// The title.
pub const TITLE: &str = "Keys";
/// The link to where they are switched off.
pub const SETTINGS: &str = "Settings";

/// Keys, parted by spaces, and what they do.
pub const KEYS: &[(&str, &str)] = &[
    ("Ctrl K", "Find a person, a page, or something to do"),
    ("/", "Search on this page"),
    ("J K", "To the next person, to the one before"),
    ("Enter", "Open"),
    ("L", "Log contact"),
    ("W", "Write"),
    ("R", "Later"),
    ("X", "Select"),
    ("Z", "Undo the last act"),
    ("G T", "To Today"),
    ("G P", "To People"),
    ("G M", "To the map"),
    ("G O", "To Goals"),
    ("G S", "To Sources"),
    ("?", "This list"),
];

/// Whether single keys act, and where that is set.
pub fn note(are_on: bool) -> &'static str {
    if are_on {
        "Single keys are not taken while you type. They can be switched off:"
    } else {
        "Single keys are switched off; Ctrl K works. They can be switched on:"
    }
}
