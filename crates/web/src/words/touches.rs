//! Words of what happened between the owner and a person: the drawing of touches and the timeline.

use app::features::portrait::{Entry, Side, Touches, Way};
use jiff::civil::Date;

use super::dates;
use super::person::plural;

/// The section with the drawing.
pub const CHART_TITLE: &str = "Touches";
/// The name of the drawing's region.
pub const CHART_REGION: &str = "Timeline of touches";
/// The side of the owner in the drawing.
pub const CHART_YOU: &str = "You ↑";
/// A section.
pub const TOUCHES: &str = "What happened";
/// Filters of the timeline.
pub const TIMELINE_FILTERS: &str = "Show";
/// Filters of the timeline by who acted.
pub const SIDES: &str = "Who acted";

/// A side, or both.
pub fn side(side: Option<Side>) -> &'static str {
    match side {
        None => "Both directions",
        Some(Side::Theirs) => "From them",
        Some(Side::ToThem) => "To them",
    }
}

/// No filter.
pub const EVERYTHING: &str = "Everything";
/// A field.
pub const FROM: &str = "From";
/// A field.
pub const TO: &str = "To";
/// A button.
pub const FILTER: &str = "Filter";
/// The link to the next part of the timeline.
pub const OLDER: &str = "Older";
/// The link to the first part of the timeline.
pub const NEWEST: &str = "Newest";
/// An empty timeline.
pub const NOTHING_HERE: &str = "Nothing here";
/// What an empty timeline says that was not narrowed down.
pub const NOTHING_YET: &str = "What your sources tell of, and what you log, stands here.";
/// What an empty timeline says.
pub const NOTHING_HERE_WORDS: &str = "Your sources tell of nothing of this kind in this time.";
/// A part of the timeline that was looked through without finding anything.
pub const LOOKED_THROUGH: &str = "Nothing of this kind in what was looked through; there is more before it.";
/// A source of what was logged by hand.
pub const LOGGED: &str = "Logged by hand";
/// A meeting that did not take place.
pub const CALLED_OFF: &str = "called off";
/// The title of the drawing: what there is to see in it.
pub fn chart_finding(touches: &[Touches], overdue_days: Option<u32>) -> String {
    let by_owner = touches.iter().filter(|t| t.by_owner > 0).count();
    let by_them = touches.iter().filter(|t| t.by_them > 0).count();
    match (by_owner, by_them, overdue_days) {
        (0, 0, _) => "No touches in eighteen months".to_owned(),
        (_, _, Some(days)) => {
            format!("Silent for {}, longer than usual", plural(i64::from(days), "day", "days"))
        }
        (0, _, _) => "Only they have been in touch".to_owned(),
        (_, 0, _) => "Only you have been in touch".to_owned(),
        _ => format!("In touch on {}", plural(touches.len() as i64, "day", "days")),
    }
}

/// The axes of the drawing, in words.
pub fn chart_axes(first: Date) -> String {
    format!(
        "Days since {} {}. Above the line from you, below from them. Tall: in person; then meeting, call, mail or message.",
        dates::month(first.month()),
        first.year()
    )
}

/// The drawing in a sentence.
pub fn chart_title(name: &str, count: u32, overdue_days: Option<u32>) -> String {
    let touches = plural(i64::from(count), "touch", "touches");
    let silence = overdue_days.map(|days| format!(" Present silence {days} days.")).unwrap_or_default();
    format!("{touches} with {name} in 18 months.{silence}")
}

/// Touches by channel: mail, meetings, calls, messages, in person.
pub fn chart_source(count: u32, channels: [u32; 5]) -> String {
    let names = ["mail", "meetings", "calls", "messages", "in person"];
    let parts: Vec<String> =
        names.iter().zip(channels).filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} {n}")).collect();
    let touches = plural(i64::from(count), "touch", "touches");
    if parts.is_empty() { format!("{touches}.") } else { format!("{touches}: {}.", parts.join(", ")) }
}

/// A month under the drawing, with its year where it begins.
pub fn chart_month(month: Date, is_first: bool) -> String {
    let name = dates::month_short(month.month());
    if is_first || month.month() <= 3 { format!("{name} {}", month.year()) } else { name.to_owned() }
}

/// The silence at the end of the drawing.
pub fn silence(days: u32) -> String {
    format!("{} of silence", plural(i64::from(days), "day", "days"))
}

/// A filter of the timeline.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Mail => "Mail",
        Way::Meeting => "Meetings",
        Way::Call => "Calls",
        Way::Message => "Messages",
        Way::InPerson => "In person",
        Way::Group => "Lists and groups",
    }
}

/// An entry of the timeline.
pub fn entry(entry: &Entry, name: &str) -> String {
    let from = if entry.from_them { format!("from {name}") } else { "from you or others".to_owned() };
    match entry.way {
        Way::Mail if entry.from_them => format!("Mail {from}"),
        Way::Mail => "Mail to them".to_owned(),
        Way::Message if entry.from_them => format!("Message {from}"),
        Way::Message => "Message to them".to_owned(),
        Way::Group if entry.from_them => format!("Mail {from} to a list or many"),
        Way::Group => "Mail to a list or many".to_owned(),
        Way::Meeting => with_minutes("Meeting", entry.minutes),
        Way::Call => with_minutes("Call", entry.minutes),
        Way::InPerson => with_minutes("Met in person", entry.minutes),
    }
}

fn with_minutes(what: &str, minutes: Option<i64>) -> String {
    minutes.map_or(what.to_owned(), |minutes| format!("{what}, {}", plural(minutes, "minute", "minutes")))
}

/// How many took part in a meeting or got a mail.
pub fn size(way: Way, n: i64) -> Option<String> {
    match way {
        Way::Meeting if n > 2 => Some(format!("{n} people")),
        Way::Mail | Way::Group if n > 1 => Some(format!("{n} recipients")),
        _ => None,
    }
}
