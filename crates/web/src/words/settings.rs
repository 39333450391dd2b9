//! Words of the settings.

use super::counted;
use crate::look::Theme;

/// The name of the page.
pub const TITLE: &str = "Settings";
/// Who the owner is.
pub const YOU: &str = "You";
/// The row of delegates.
pub const DELEGATES: &str = "Delegates";
/// What the row of delegates is for.
pub const DELEGATES_WHY: &str = "People who work on your behalf. Whatever they do is marked with their name.";
/// The link to the page of delegates.
pub const DELEGATES_LINK: &str = "Who may do and see what";
/// Why it is asked.
pub const YOU_WHY: &str = "Your own addresses tell what you wrote from what you received.";
/// One more address.
pub const ANOTHER_ADDRESS: &str = "Another address of yours";
/// What follows from it.
pub const ADDRESS_JOINS: &str = "If this address was taken for somebody else, they become you, and their mail counts as yours. It can be undone.";
/// The button for it.
pub const ADD: &str = "Add";
/// The owner's name.
pub const NAME: &str = "Your name";
/// The button of a form.
pub const SAVE: &str = "Save";
/// How much a day.
pub const MORNING: &str = "Today";
/// Why it is asked.
pub const MORNING_WHY: &str = "How much Today asks of you. It never names more people than this.";
/// The label.
pub const PEOPLE_A_DAY: &str = "People a day, at most";
/// Nothing is set.
pub fn as_started(limit: usize) -> String {
    format!("{limit}, as Kith was started")
}
/// The theme.
pub const LOOK: &str = "Look";
/// What it is.
pub const LOOK_WHY: &str = "Follow the system, or choose. It is kept on this device.";
/// The group of buttons.
pub const THEME: &str = "Theme";
/// Dates and time zone.
pub const FORMATS: &str = "Formats";
/// What they do.
pub const FORMATS_WHY: &str = "How dates and times are written, and where your day begins.";
/// The date format.
pub const DATES: &str = "Dates";
/// The hours of the clock.
pub const TIMES: &str = "Times";
/// The time zone.
pub const ZONE: &str = "Time zone";
/// The language.
pub const LANGUAGE: &str = "Language";
/// The one there is.
pub const ENGLISH: &str = "English";
/// Shortcuts.
pub const KEYS: &str = "Keys";
/// What they are.
pub const KEYS_WHY: &str = "Press ? on any page for the list.";
/// The box.
pub const SINGLE_KEYS: &str = "Single keys are shortcuts";
/// When to switch them off.
pub const SINGLE_KEYS_HINT: &str =
    "Switch them off if you dictate or use switch control. Ctrl K always works.";
/// Files that come by the browser.
pub const UPLOADS: &str = "Uploads";
/// Why there is a limit.
pub const UPLOADS_WHY: &str =
    "So that a file chosen by mistake does not fill the disk. Folders have no limit.";
/// The label.
pub const UPLOAD_LIMIT: &str = "At most at once, in MB";
/// Colleague mode.
pub const COLLEAGUES: &str = "Colleagues";
/// What it is.
pub const COLLEAGUES_WHY: &str = "What is told of people at your own domains, and what is not.";
/// The link to its page.
pub const COLLEAGUES_LINK: &str = "Colleague mode, and who can read what";
/// The row of the numbers.
pub const NUMBERS: &str = "Numbers";
/// What it is.
pub const NUMBERS_WHY: &str = "What warmth said at earlier dates, and what came.";
/// The link to its page.
pub const NUMBERS_LINK: &str = "How good are these numbers?";
/// The link to the sample of this quarter.
pub const SAMPLE_LINK: &str = "Five minutes: are these right?";
/// Where the data is.
pub const DATA: &str = "Your data";
/// What becomes of it.
pub const DATA_WHY: &str = "It is in one place on your own machine. Nothing is sent anywhere.";
/// The database.
pub const WHERE: &str = "Database";
/// The folder.
pub const FOLDER: &str = "Folder";
/// Its size.
pub const SIZE: &str = "Size";
/// What is in it.
pub const HELD: &str = "Held";
/// How to take it away.
pub const EXPORT: &str = "Export";
/// In words.
pub const EXPORT_HOW: &str = "Everything, for other programs and another Kith, on the command line:";
/// As a command.
pub const EXPORT_COMMAND: &str = "kith export DIR";
/// The network that a command is to work on.
pub fn for_login(login: &str) -> String {
    format!("--for {login}")
}
/// How long it is kept.
pub const ERASURE: &str = "Erasure";
/// Where that is said.
pub const ERASURE_HOW: &str = "How long sources are kept, legal holds, who was forgotten";
/// How to look it over.
pub const CHECK: &str = "Check";
/// In words.
pub const CHECK_HOW: &str = "Counts everything and looks for damage:";
/// As a command.
pub const CHECK_COMMAND: &str = "kith doctor";
/// Copies of it.
pub const BACKUPS: &str = "Backups";
/// Where they are seen to.
pub const BACKUPS_WHERE: &str = "When they are made, and how to go back";
/// The button that removes the sample.
pub const REMOVE_SAMPLE: &str = "Remove the sample network";
/// What follows.
pub const REMOVE_SAMPLE_WHY: &str =
    "Its people, mail and meetings go. Only those you wrote something of by hand stay.";
/// A setting that does not exist.
pub const NO_SUCH: &str = "There is no such setting.";

/// The name of a theme.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// The size.
pub fn megabytes(number: &str) -> String {
    format!("{number} MB")
}

/// Who is in it.
pub fn held(people: &str) -> String {
    counted(people, "person", "people")
}

/// Who is kept out.
pub fn kept_out(number: &str) -> String {
    if number == "0" {
        return "Nothing is kept out".to_owned();
    }
    format!("{number} lists, robots and shared mailboxes kept out")
}
