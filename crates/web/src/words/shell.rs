//! Words of the frame around every page.

use std::net::SocketAddr;

use crate::layout::Section;
use crate::look::Theme;

/// The name of the program.
pub const KITH: &str = "Kith";
/// The link over the masthead.
pub const SKIP: &str = "Skip to content";
/// What the list of sections is called.
pub const MAIN: &str = "Main";
/// The button that opens the palette.
pub const FIND_OR_DO: &str = "Find or do";
/// The keys of the palette.
pub const CTRL_K: &str = "Ctrl K";
/// The button that logs contact.
pub const LOG: &str = "Log contact";
/// The same with its key.
pub const LOG_TITLE: &str = "Log contact (L)";
/// The menu with sources and settings.
pub const ACCOUNT: &str = "Account menu";
/// An entry of the account menu.
pub const SOURCES: &str = "Sources";
/// An entry of the account menu.
pub const ACTS: &str = "What was done";
/// An entry of the account menu.
pub const SETTINGS: &str = "Settings";
/// An entry of the account menu.
pub const YOUR_ACCOUNT: &str = "Your account";
/// An entry of the account menu.
pub const SIGN_OUT: &str = "Sign out";
/// The link to the list of keys.
pub const KEYS: &str = "Keys";
/// What the choice of light and dark is called.
pub const THEME: &str = "Theme";
/// The link in the colophon.
pub const YOUR_DATA: &str = "Your data, where it is, how to export it";
/// The button of a toast.
pub const UNDO: &str = "Undo";

/// The title of the document.
pub fn title(page: &str) -> String {
    format!("{page} · {KITH}")
}

/// The name of a theme.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// The name of a section.
pub fn section(section: Section) -> &'static str {
    match section {
        Section::Today => "Today",
        Section::People => "People",
        Section::Map => "Map",
        Section::Goals => "Goals",
        Section::None => KITH,
    }
}

/// The program and its version.
pub fn version(version: &str) -> String {
    format!("{KITH} {version}")
}

/// Why an address is refused where nobody signs in.
pub fn not_loopback(address: SocketAddr) -> String {
    format!(
        "{address} can be reached from other machines, and here nobody signs in: whoever reaches it would see \
         everything. Listen on 127.0.0.1 or [::1]"
    )
}

/// Why a request for another host is not answered.
pub fn other_host(host: &str) -> String {
    format!(
        "Kith answers to its own names only: localhost, 127.0.0.1, [::1] and the one that was set as its public address \
         (--public-url); this request was for \u{201c}{host}\u{201d}.\n\
         If you opened it yourself, use one of these names.\n"
    )
}
