//! Words of the page about keeping the data.

use app::features::keeping::backup::schedule::Every;

/// The name of the page.
pub const TITLE: &str = "Data";
/// What it is about.
pub const DEK: &str = "Copies of everything, made while Kith works and tried by restoring them.";
/// The backups there are.
pub const BACKUPS: &str = "Backups";
/// What one is.
pub const BACKUPS_WHY: &str =
    "One file holds the whole network. It opens without Kith too; what to do stands in its first lines.";
/// The button.
pub const MAKE_ONE: &str = "Make a backup now";
/// While one is being made.
pub const BUSY: &str = "A backup is being made. You can go on meanwhile.";
/// Nothing was made by itself so far.
pub const NONE_YET: &str = "None was made here yet.";
/// The label of the last one.
pub const LAST: &str = "Last backup";
/// The label of what was done with it.
pub const TRIED: &str = "Tried";
/// It was restored.
pub const RESTORED: &str = "Restored into a throw-away place and compared: no difference";
/// It could not be.
pub const SUMMED: &str = "Its checksums were compared. It is sealed, so only its recipients can restore it.";
/// It could have been, but for the server.
pub const NOT_RESTORED: &str =
    "Its checksums were compared. No restore could be tried: `kith verify` says why.";
/// The label of the next.
pub const NEXT: &str = "Next";
/// Nothing is planned.
pub const NO_NEXT: &str = "None is planned. Set a time below.";
/// The label of the file.
pub const FILE: &str = "File";
/// The schedule.
pub const BY_ITSELF: &str = "By itself";
/// When it works.
pub const BY_ITSELF_WHY: &str = "Made by the running server. One that was missed, because the machine was off, is made when it is on again.";
/// How often.
pub const EVERY: &str = "How often";
/// At what time.
pub const HOUR: &str = "At";
/// Where to.
pub const FOLDER: &str = "Folder";
/// What is best.
pub const FOLDER_HINT: &str = "Best on another disk. Empty means the folder backups beside the data.";
/// What is kept.
pub const KEEP: &str = "Keep the newest of so many";
/// Days.
pub const DAYS: &str = "days";
/// Weeks.
pub const WEEKS: &str = "weeks";
/// Months.
pub const MONTHS: &str = "months";
/// What is deleted.
pub const KEEP_HINT: &str =
    "What is older goes. Only files are deleted that this installation made by itself.";
/// Who can open it.
pub const RECIPIENTS: &str = "Seal to these public keys";
/// How.
pub const RECIPIENTS_HINT: &str = "One age key a line, beginning with age1. Only who has the secret key can open them then. Without any, backups are not sealed.";
/// The button.
pub const SAVE: &str = "Save";
/// How to go back.
pub const GO_BACK: &str = "Going back";
/// Why it is not a button.
pub const GO_BACK_WHY: &str =
    "On the command line. To restore, stop Kith first; what is there now is kept as a backup.";
/// Looking one over.
pub const VERIFY: &str = "Try a backup";
/// As a command.
pub const VERIFY_COMMAND: &str = "kith verify FILE";
/// Putting one back.
pub const RESTORE: &str = "Restore";
/// As a command.
pub const RESTORE_COMMAND: &str = "kith restore --force FILE";
/// Looking the database over.
pub const CHECK: &str = "Check";
/// As a command.
pub const CHECK_COMMAND: &str = "kith verify";
/// What else has to be kept.
pub const NOT_IN_IT: &str = "A backup holds the database. Not in it: files that wait to be read, kith.toml, and keys in the data folder.";
/// A form that cannot be read.
pub const UNREADABLE: &str = "That schedule cannot be read.";
/// The button of the notice.
pub const SEE: &str = "See";

/// How often, in words.
pub fn every(every: Every) -> &'static str {
    match every {
        Every::Never => "Never",
        Every::Day => "Every day",
        Every::Week => "Every Sunday",
    }
}

/// When the last one was made and how large it is.
pub fn made(when: &str, megabytes: &str) -> String {
    format!("{when}, {megabytes} MB")
}

/// It did not come to be.
pub fn failed(when: &str, why: &str) -> String {
    format!("The backup of {when} could not be made: {why}")
}
