//! Words for what goes and what stays: how long sources are kept, legal holds, who was forgotten.

use super::counted;

/// The page.
pub const TITLE: &str = "What goes, what stays";
/// What it is for.
pub const DEK: &str =
    "How long what a source tells of is kept, what may not be erased, and who was forgotten.";
/// A section.
pub const RETENTION: &str = "How long sources are kept";
/// What it does.
pub const RETENTION_WHY: &str = "Mail and meetings that are older are erased once a day. What another source tells of as well stays \
                                 as long as that one does; so do notes, what you logged, and what a legal hold keeps.";
/// There is none.
pub const NO_SOURCES: &str = "Nothing was imported yet.";
/// A field.
pub const KEEP_FOR: &str = "Keep for";
/// No end.
pub const FOR_EVER: &str = "ever";
/// The button.
pub const SAVE: &str = "Save";
/// A section.
pub const HOLDS: &str = "Legal holds";
/// What it does.
pub const HOLDS_WHY: &str = "While a hold stands, nobody it is on can be forgotten, and nothing of them or of those days grows too old.";
/// There is none.
pub const NO_HOLDS: &str = "There is none.";
/// A field.
pub const PERSON: &str = "Person: a name or an address";
/// What an empty field means.
pub const PERSON_HINT: &str = "Empty: everybody, in these days";
/// A field.
pub const FROM: &str = "First day";
/// A field.
pub const UNTIL: &str = "Last day";
/// A field.
pub const REASON: &str = "Why";
/// A day that is none.
pub const NO_DAY: &str = "A day is written like 2026-11-17.";
/// The button.
pub const HOLD: &str = "Hold";
/// The button of a hold.
pub const LIFT: &str = "Lift";
/// A section.
pub const FORGOTTEN: &str = "Who was forgotten";
/// What it does.
pub const FORGOTTEN_WHY: &str = "Of people who were forgotten, only a keyed hash of each address is left, so that no source brings them \
                                 back. The key is the file kith.key in the data folder: keep it.";
/// There is nobody.
pub const NO_FORGOTTEN: &str = "Nobody.";
/// A field.
pub const LET_IN: &str = "An address to be let in again";
/// The button.
pub const DROP_BACKUPS: &str = "Delete these backups";
/// What it does.
pub const DROP_BACKUPS_WHY: &str = "Those in the data folder and those that the schedule made, and only those made before somebody was \
                                    forgotten. Copies that were taken by hand elsewhere are yours to delete.";
/// The button.
pub const DO_LET_IN: &str = "Let in";

/// So many months.
pub fn months(n: i64) -> String {
    match n {
        0 => FOR_EVER.to_owned(),
        1 => "1 month".to_owned(),
        n if n % 12 == 0 && n > 12 => format!("{} years", n / 12),
        n => format!("{n} months"),
    }
}

/// How many records a source has.
pub fn records(n: &str) -> String {
    counted(n, "record", "records")
}

/// Who set a hold, and when.
pub fn set_by(who: &str, day: &str) -> String {
    format!("set by {who} on {day}")
}

/// Who lifted a hold, and when.
pub fn lifted_by(who: &str, day: &str) -> String {
    format!("lifted by {who} on {day}")
}

/// Somebody who was forgotten.
pub fn forgotten(day: &str, addresses: &str) -> String {
    format!("On {day}: somebody with {}", counted(addresses, "address", "addresses"))
}

/// Backups that still hold somebody.
pub fn backups(n: usize, until: Option<&str>) -> String {
    let until = until.map_or("until they are deleted".to_owned(), |day| format!("until {day} at most"));
    match n {
        0 => "no backup that Kith knows of was made before".to_owned(),
        1 => format!("1 backup was made before, and holds them {until}"),
        n => format!("{n} backups were made before, and hold them {until}"),
    }
}

/// What is held, where a line begins with it; names begin as they are written.
pub fn held(what: &str) -> String {
    match what.strip_prefix("everything ") {
        Some(days) => format!("Everything {days}"),
        None => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn months_are_told_as_people_say_them() {
        assert_eq!(
            [0, 1, 6, 12, 24, 30].map(super::months),
            ["ever", "1 month", "6 months", "12 months", "2 years", "30 months"]
        );
    }
}
