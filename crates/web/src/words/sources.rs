//! Words of the sources: what is read, what was imported, and what became of each record.

use app::features::capture::Outcome;

/// The title, and the name of the tab.
pub const SOURCES: &str = "Sources";
/// At the end of the strip.
pub const STAYS_HERE: &str = "Everything stays on this machine";
/// Headline before the first import.
pub const NOTHING_YET: &str = "Nothing is read yet";
/// What to do then.
pub const NOTHING_YET_DEK: &str =
    "Choose files below, or name a folder on this machine. You can try it first, and take any import back.";
/// Headline where an import did not get to its end.
pub const UNFINISHED: &str = "One import did not get to its end";
/// What is safe, and what to press.
pub const UNFINISHED_DEK: &str =
    "What it had written stands. Go on with it, and the rest is read; what was read before is left alone.";
/// Heading of the present job.
pub const READING_NOW: &str = "Reading now";
/// Heading of the table.
pub const READ_SO_FAR: &str = "Read so far";
/// Column.
pub const SOURCE: &str = "Source";
/// Column.
pub const READS: &str = "What it holds";
/// Column.
pub const RECORDS: &str = "Records kept";
/// Column.
pub const LAST_READ: &str = "Last read";
/// A source that came by the browser.
pub const UPLOADED: &str = "uploaded";
/// No import of it got to its end.
pub const NEVER: &str = "never to its end";
/// Heading of the form.
pub const IMPORT_FILES: &str = "Import files";
/// What can be read.
pub const FORMATS: &str = "mbox, .eml, Maildir, vCard, iCalendar, LinkedIn exports; zip and tar are opened";
/// Label of the file field.
pub const FILES: &str = "Drop files here, or choose them";
/// What happens next.
pub const NOTHING_YET_ADDED: &str =
    "Nothing is imported yet: you can try it first, and take any import back.";
/// The button.
pub const SEND: &str = "Send the files";
/// Label of the folder field.
pub const FOLDER: &str = "Or a folder or file on this machine";
/// What a path looks like.
pub const FOLDER_HINT: &str =
    "The whole path, such as /home/me/mail. It is read where it is; nothing is copied.";
/// The button.
pub const OPEN: &str = "Open it";
/// Heading in the rail.
pub const NEVER_KEPT: &str = "Never kept";
/// What is never kept.
pub const NEVER_KEPT_FACTS: [&str; 4] = [
    "Bodies of mails and messages: only who, when and the subject",
    "Attachments, and files that are in no format Kith reads",
    "Descriptions of meetings",
    "Uploaded files themselves, once they are imported",
];
/// Heading in the rail.
pub const HISTORY: &str = "History";
/// Heading of a page.
pub const READY: &str = "Ready to be read";
/// Heading.
pub const TO_READ: &str = "What is read";
/// Heading.
pub const WHO_ARE_YOU: &str = "Which address is yours?";
/// Why it is asked.
pub const WHO_ARE_YOU_WHY: &str = "Kith counts what you send and what you get, so it has to know which address is you. Tick all that are yours.";
/// The same where no address was found.
pub const NOBODY_TO_PROPOSE: &str = "No address was found in what is to be read: it may hold nothing that Kith knows. Try it first, or type the \
    address that is you.";
/// Label, where nothing could be proposed or none is right.
pub const ANOTHER_ADDRESS: &str = "Another address of yours";
/// Label of the check box.
pub const NO_SUBJECTS: &str = "Leave out subjects and titles";
/// The button of the dry run.
pub const LOOK_FIRST: &str = "Try it, change nothing";
/// The button of the import.
pub const IMPORT: &str = "Import";
/// The button after a dry run.
pub const IMPORT_NOW: &str = "Import it now";
/// The link away.
pub const NOT_NOW: &str = "Not now";
/// The owner's address is missing.
pub const SAY_WHO: &str = "Which address is yours? Go back and tick one, or type it: nothing was imported.";
/// No file came.
pub const NO_FILE: &str = "No file was chosen. Go back and choose one or more.";
/// The browser went away.
pub const BROKEN_OFF: &str = "The upload broke off. Nothing of it was kept; send the files again.";
/// The dry run is over and its request forgotten.
pub const LOOK_GONE: &str = "This try is not known any more. Choose the files or the folder again.";
/// Button.
pub const STOP: &str = "Stop";
/// Button.
pub const STOP_AND_UNDO: &str = "Stop and undo";
/// Button.
pub const RESUME: &str = "Go on with it";
/// Button.
pub const UNDO: &str = "Take it back";
/// It was asked to stop.
pub const STOPPING: &str = "Stopping after the records in hand";
/// All is read.
pub const FINISHING: &str = "All is read; ties and names are being brought up to date";
/// Taking back.
pub const TAKING_BACK: &str = "Being taken back";
/// A job of another program.
pub const ELSEWHERE: &str = "Another program on this machine is reading; it can be stopped there.";
/// Heading.
pub const WHAT_BECAME: &str = "What became of each record";
/// Filter.
pub const ALL_LINES: &str = "All";
/// Columns.
pub const OUTCOME: &str = "Outcome";
/// Column.
pub const WHERE: &str = "Where it stands";
/// Column.
pub const WHY: &str = "Why";
/// Column.
pub const BECAME: &str = "What it became";
/// The end of the page.
pub const MORE: &str = "More lines";
/// Back to the first.
pub const FIRST: &str = "First lines";
/// Download.
pub const AS_CSV: &str = "Download as CSV";
/// Download.
pub const AS_TSV: &str = "as TSV";
/// The report is empty.
pub const NO_LINES: &str = "No lines";
/// Why it is.
pub const NO_LINES_WHY: &str = "No record stands in this report with this outcome.";
/// The head of the downloaded report.
pub const COLUMNS: [&str; 4] = ["outcome", "place", "reason", "became"];
/// Nobody but the owner.
pub const ALONE: &str = "nobody but you";

/// A number as a word up to nine, for the beginning of a headline.
fn counted(n: usize, number: &str) -> String {
    let words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    words.get(n).map_or_else(|| number.to_owned(), |word| (*word).to_owned())
}

fn plural(n: u64, one: &str, more: &str) -> String {
    if n == 1 { one.to_owned() } else { more.to_owned() }
}

/// “Three sources, the last read today”.
pub fn sources_read(n: usize, number: &str, ago: &str) -> String {
    let first = counted(n, number);
    if n == 1 { format!("One source, read {ago}") } else { format!("{first} sources, the last read {ago}") }
}

/// “61,204 records told something about your network.”
pub fn kept_in_all(n: u64, number: &str) -> String {
    format!("{number} {} told something about your network.", plural(n, "record", "records"))
}

/// “inbox.mbox is being read”.
pub fn being_read(name: &str) -> String {
    format!("{name} is being read")
}

/// “inbox.mbox is being looked at”.
pub fn being_tried(name: &str) -> String {
    format!("{name} is being looked at")
}

/// “inbox.mbox is being taken back”.
pub fn being_taken_back(name: &str) -> String {
    format!("{name} is being taken back")
}

/// “inbox.mbox and 3 more”.
pub fn and_more(first: &str, more: usize) -> String {
    if more == 0 { first.to_owned() } else { format!("{first} and {more} more") }
}

/// What a format is called, by its name among the formats.
pub fn format(name: &str) -> &str {
    match name {
        "mbox" => "mailbox",
        "mail" => "mails",
        "vCard" => "address cards",
        "iCalendar" => "calendar",
        other => other,
    }
}

/// The word of an outcome.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Added => "Added",
        Outcome::Joined => "Joined",
        Outcome::Unchanged => "Unchanged",
        Outcome::Skipped => "Skipped",
        Outcome::Failed => "Failed",
    }
}

/// What an outcome means.
pub fn outcome_means(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Added => "told something new",
        Outcome::Joined => "told of something known",
        Outcome::Unchanged => "read before",
        Outcome::Skipped => "held nothing for Kith",
        Outcome::Failed => "could not be read",
    }
}

/// “Of all 1,204: 1,100 added, …”, for those who do not see the figures side by side.
pub fn adds_up(records: &str, parts: &[(Outcome, String)]) -> String {
    let parts: Vec<String> = parts.iter().map(|(o, n)| format!("{n} {}", o.word())).collect();
    format!("Of all {records}: {}", parts.join(", "))
}

/// “61,204 records · 1,250 a second · about 4 minutes left”.
pub fn so_far(records: &str, rate: Option<&str>, seconds_left: Option<u64>) -> String {
    let mut text = super::counted(records, "record", "records");
    if let Some(rate) = rate {
        text = format!("{text} · {rate} a second");
    }
    if let Some(seconds) = seconds_left {
        text = format!("{text} · {} left", about(seconds));
    }
    text
}

fn about(seconds: u64) -> String {
    match seconds {
        0..=1 => "about a second".to_owned(),
        2..=90 => format!("about {seconds} seconds"),
        91..=5_400 => format!("about {} minutes", seconds.div_ceil(60)),
        _ => format!("about {} hours", seconds.div_ceil(3_600)),
    }
}

/// “12 of 340 MB”.
pub fn megabytes(done: u64, all: u64) -> String {
    if all < 1 << 20 {
        return format!("{} of {} kB", done.min(all) >> 10, all.div_ceil(1 << 10));
    }
    format!("{} of {} MB", done.min(all) >> 20, all.div_ceil(1 << 20))
}

/// “340 MB”.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=1_023 => format!("{bytes} bytes"),
        1_024..=1_048_575 => format!("{} kB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

/// Headline of a finished import.
pub fn finished(records: u64, failed: u64, new: u64, number: impl Fn(u64) -> String) -> String {
    let of = plural(records, "record", "records");
    if records == 0 {
        return "There was nothing to read".to_owned();
    }
    if failed > 0 {
        return format!("{} of {} {of} could not be read", number(failed), number(records));
    }
    if new == 0 {
        return format!("Nothing new in {} {of}", number(records));
    }
    format!("{} of {} {of} told something", number(new), number(records))
}

/// Headline of a dry run that got to its end.
pub fn would_tell(records: u64, new: u64, number: impl Fn(u64) -> String) -> String {
    format!(
        "{} of {} {} would tell something",
        number(new),
        number(records),
        plural(records, "record", "records")
    )
}

/// Headline of a dry run that ended early.
pub fn would_tell_so_far(records: &str, new: &str) -> String {
    format!("Of the first {records} records, {new} would tell something")
}

/// Why a dry run ended early.
pub const TRY_IS_SHORT: &str = "It was stopped before its end. Nothing was changed.";
/// A dry run changes nothing.
pub const TRY_CHANGED_NOTHING: &str = "Nothing was changed. Below are the first lines of each outcome.";

/// Headline of a stopped import.
pub fn stopped_after(records: &str) -> String {
    format!("Stopped after {}", super::counted(records, "record", "records"))
}

/// Headline of an import whose program ended.
pub const INTERRUPTED: &str = "Interrupted before its end";
/// What is safe then.
pub const INTERRUPTED_SAFE: &str =
    "What it had written stands. Until it is gone on with, the newest ties may be incomplete.";
/// What is safe after a stop.
pub const STOPPED_SAFE: &str = "What it had written stands.";
/// Headline of an import that was undone.
pub const TAKEN_BACK: &str = "Taken back";
/// What became of it.
pub const TAKEN_BACK_DEK: &str =
    "Its records are gone, with everything that only they told of. The totals are those of the time.";
/// An import that could not go on.
pub const FAILED: &str = "It could not go on.";

/// The line below the headline.
pub fn took(name: &str, seconds: f64) -> String {
    let took = match seconds {
        s if s < 1.0 => "under a second".to_owned(),
        s if s < 90.0 => format!("{s:.0} seconds"),
        s => format!("{:.0} minutes", s / 60.0),
    };
    format!("{name}, in {took}.")
}

/// It was gone on with.
pub const GONE_ON_WITH: &str = "It was gone on with in";
/// It goes on with another.
pub const GOES_ON_WITH: &str = "It goes on with";
/// The other import.
pub const ANOTHER_IMPORT: &str = "another import";

/// Where the lines are that do not stand here.
pub fn elsewhere(n: u64, number: &str) -> String {
    let (line, stand) = (plural(n, "record has", "records have"), plural(n, "it was", "they were"));
    format!(
        "{number} {line} no line here: {stand} read before and unchanged, stood more than once, or a later import told \
         of them anew."
    )
}

/// A line of the history.
pub fn in_history(name: &str, standing: &str) -> String {
    format!("{name}, {standing}")
}

/// “214 new”.
pub fn new_records(number: &str) -> String {
    format!("{number} new")
}

/// Standing of an import in the history.
pub const RUNNING: &str = "being read";
/// Standing.
pub const STOPPED: &str = "stopped";
/// Standing.
pub const BROKEN: &str = "interrupted";
/// Standing.
pub const UNDONE: &str = "taken back";

/// “Three files to read”.
pub fn files_to_read(n: usize, number: &str) -> String {
    if n == 1 { "One file to read".to_owned() } else { format!("{} files to read", counted(n, number)) }
}

/// “party to 83 % of what was looked at, and writes”.
pub fn share(percent: f64, writes: bool) -> String {
    let share = format!("party to {percent:.0} % of what was looked at");
    if writes { format!("{share}, and writes") } else { format!("{share}, writes none of it") }
}

/// The progress, for those who do not see it.
pub fn percent(percent: u64) -> String {
    format!("{percent} %")
}

/// The name of the downloaded report.
pub fn report_file(import: i64, kind: &str) -> String {
    format!("kith-import-{import}.{kind}")
}
