//! Meetings that read as a story and are written as an iCalendar file.

use std::fmt::Write;

use jiff::ToSpan;

use crate::moment;

/// An empty calendar.
pub fn calendar() -> Calendar {
    Calendar { meetings: Vec::new() }
}

/// Meetings in the order of the telling. Methods after [`Calendar::meeting`] speak of the last one.
pub struct Calendar {
    meetings: Vec<Vec<String>>,
}

impl Calendar {
    /// A meeting of an hour on a day (`2026-03-02`, nine in the morning UTC) or at a moment (`2026-03-02 16:20`). The
    /// others, with commas, have accepted. The same meeting in two calendars has the same UID.
    pub fn meeting(mut self, at: &str, organizer: &str, others: &str, title: &str) -> Calendar {
        let start = moment::parse(at);
        let end = start.checked_add(1.hour()).expect("an hour later");
        let mut lines = vec![
            format!(
                "UID:{}-{}@testkit.example",
                start.strftime("%Y%m%dT%H%M"),
                title.replace(' ', "-").to_lowercase()
            ),
            format!("DTSTAMP:{}", start.strftime("%Y%m%dT%H%M%SZ")),
            format!("DTSTART:{}", start.strftime("%Y%m%dT%H%M%SZ")),
            format!("DTEND:{}", end.strftime("%Y%m%dT%H%M%SZ")),
            format!("SUMMARY:{title}"),
        ];
        lines.extend(moment::parties(organizer).map(|party| party_line("ORGANIZER", party)));
        lines.extend(moment::parties(others).map(|party| party_line("ATTENDEE;PARTSTAT=ACCEPTED", party)));
        self.meetings.push(lines);
        self
    }

    /// One of the others, by address, has declined.
    pub fn declined(mut self, address: &str) -> Calendar {
        let lines = self.meetings.last_mut().expect("a meeting first");
        let suffix = format!(":mailto:{address}");
        let line = lines.iter_mut().find(|line| line.starts_with("ATTENDEE") && line.ends_with(&suffix));
        let line = line.expect("somebody who was invited");
        *line = line.replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED");
        self
    }

    /// It comes again by a rule such as `FREQ=WEEKLY;COUNT=5`.
    pub fn again(self, rule: &str) -> Calendar {
        self.line(&format!("RRULE:{rule}"))
    }

    /// It was called off.
    pub fn cancelled(self) -> Calendar {
        self.line("STATUS:CANCELLED")
    }

    /// One more line of the event, as it stands in the file.
    pub fn line(mut self, line: &str) -> Calendar {
        self.meetings.last_mut().expect("a meeting first").push(line.to_owned());
        self
    }

    /// All meetings as an iCalendar file. Lines are not folded: readers take long ones.
    pub fn to_ics(&self) -> String {
        let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kith//testkit//EN\r\n");
        for lines in &self.meetings {
            let _ = write!(text, "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", lines.join("\r\n"));
        }
        text + "END:VCALENDAR\r\n"
    }
}

fn party_line(property: &str, (name, address): (&str, &str)) -> String {
    match name {
        "" => format!("{property}:mailto:{address}"),
        name => format!("{property};CN=\"{name}\":mailto:{address}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_reads_as_it_was_told() {
        let ics = calendar()
            .meeting(
                "2026-03-02 14:00",
                "Me <me@acme.example>",
                "ana@north.example, bo@west.example",
                "Valve review",
            )
            .declined("bo@west.example")
            .again("FREQ=WEEKLY;COUNT=5")
            .to_ics();
        let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kith//testkit//EN
BEGIN:VEVENT
UID:20260302T1400-valve-review@testkit.example
DTSTAMP:20260302T140000Z
DTSTART:20260302T140000Z
DTEND:20260302T150000Z
SUMMARY:Valve review
ORGANIZER;CN=\"Me\":mailto:me@acme.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@north.example
ATTENDEE;PARTSTAT=DECLINED:mailto:bo@west.example
RRULE:FREQ=WEEKLY;COUNT=5
END:VEVENT
END:VCALENDAR
";
        assert_eq!(ics.replace("\r\n", "\n"), expected);
    }
}
