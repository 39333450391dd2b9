//! Words of the first page and of the first names.

use super::counted;

/// The name of the page.
pub const TITLE: &str = "Welcome";
/// What is so: nobody is there, or only those who were named by hand.
pub fn headline(has_people: bool) -> &'static str {
    if has_people {
        "Your sources are missing. Three ways to begin"
    } else {
        "Nobody here yet. Three ways to begin"
    }
}
/// What follows from it.
pub const DEK: &str =
    "Any one of them gives you a first morning. You can add the others later, and everything can be undone.";
/// The first way.
pub const FILES: &str = "Bring files";
/// How it goes.
pub const FILES_HOW: &str = "Mail, calendars, address books, LinkedIn exports, as they are or zipped. Kith reads who was \
     in touch with whom and when, and keeps the text of no mail. You see the result before it counts.";
/// The label of the input.
pub const CHOOSE: &str = "Files on this machine";
/// The button of the first way.
pub const BRING: &str = "Bring them";
/// A folder instead.
pub const FOLDER: &str = "A folder instead";
/// The second way.
pub const SAMPLE: &str = "Try the sample network";
/// What is in it.
pub const SAMPLE_HOW: &str = "Just looking? An invented company and its Chief Operating Officer: some 600 people in 42 \
     countries and two and a half years of mail and meetings, read as yours would be. One click removes it.";
/// The button of the second way.
pub const LOAD_SAMPLE: &str = "Load the sample";
/// The third way.
pub const TWELVE: &str = "Name twelve people";
/// How it goes.
pub const TWELVE_HOW: &str =
    "Those you would call this week if something broke. Five minutes; Kith asks how you know each of them.";
/// The button of the third way.
pub const START_LIST: &str = "Start the list";
/// What leaves this server.
pub const LEAVES: &str = "What leaves this server";
/// Nothing.
pub const NOTHING_LEAVES: &str = "Nothing. Kith reads what you bring and writes to one folder here. It asks no other \
     machine for anything, and no account exists anywhere.";
/// The last import could not go on.
pub const FAILED: &str = "The last import could not go on.";
/// Where it is told.
pub const SOURCES: &str = "Sources";
/// The headline while the first import runs.
pub const READING: &str = "Reading";
/// What happens then.
pub const READING_DEK: &str =
    "Today opens by itself as soon as everything is read. Nothing is lost if you go elsewhere.";
/// The way to the details.
pub const SEE_SOURCES: &str = "See it in Sources, or stop it";
/// Why the sample is refused.
pub const SAMPLE_REFUSED: &str =
    "the sample network is for a Kith without people and without an owner: it is never mixed with a real one";
/// Why the sample cannot be written.
pub const SAMPLE_UNWRITTEN: &str = "cannot write the files of the sample network";
/// The headline over the names.
pub const TWELVE_HEADLINE: &str = "Whom would you call this week if something broke?";
/// What to do.
pub const TWELVE_DEK: &str = "Twelve names are a beginning; fewer will do. They become your key people. With an address, \
     whatever you import later finds them by itself.";
/// The part about the owner.
pub const YOU: &str = "You";
/// The owner's name.
pub const YOUR_NAME: &str = "Your name";
/// The owner's address.
pub const YOUR_ADDRESS: &str = "Your e-mail address";
/// Why it is asked.
pub const WHY_ADDRESS: &str = "By your address Kith tells what you wrote from what you received. Nothing is sent to it. More of yours can be added \
     in the settings.";
/// The part about the others.
pub const THEY: &str = "They";
/// How the owner knows them.
pub const HOW: &str = "How you know them";
/// How they are reached.
pub const EMAIL: &str = "E-mail, if you know it";
/// The button.
pub const ADD: &str = "Add these people";
/// The way back.
pub const BACK: &str = "Back";
/// Nobody was named.
pub const NOBODY_NAMED: &str = "Name at least one person.";

/// The label of a name.
pub fn name(number: usize) -> String {
    format!("Name {number}")
}

/// How far it has got.
pub fn so_far(records: &str, seconds_left: Option<u64>) -> String {
    let records = counted(records, "record", "records");
    match seconds_left {
        None => format!("{records} so far."),
        Some(0..=1) => format!("{records} so far, a moment left."),
        Some(seconds @ ..60) => format!("{records} so far, about {seconds} seconds left."),
        Some(seconds) => format!("{records} so far, about {} minutes left.", seconds.div_ceil(60)),
    }
}
