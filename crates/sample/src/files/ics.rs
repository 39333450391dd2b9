//! Calendars (RFC 5545), and meetings inside mails (RFC 5546). Series stand in the owner's zone, single meetings in
//! UTC, private entries without a zone or a time.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use crate::files::header::display_name;
use crate::story::meetings::nth_weekday;
use crate::story::{Answer, Meeting, Repeat, Story, day_after};

const ZONE: &str = "Europe/Vienna";

/// Central European time as RFC 5545 wants it with every file that names it.
const VTIMEZONE: &str = "BEGIN:VTIMEZONE\nTZID:Europe/Vienna\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n\
    BEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\n\
    TZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE\n";

/// Writes the owner's calendar, and that of the office, in which every fourth single meeting stands again.
pub(crate) fn write(story: &Story, folder: &Path) -> io::Result<()> {
    let everything: String = (0..story.meetings.len()).map(|number| entries(story, number)).collect();
    let owner = calendar("", &format!("{}{everything}{}", VTIMEZONE, private_entries(story)));
    fs::write(folder.join("calendar.ics"), owner)?;
    let is_shared =
        |number: &usize| number.is_multiple_of(4) && story.meetings[*number].repeat == Repeat::Once;
    let shared: String =
        (0..story.meetings.len()).filter(is_shared).map(|number| entries(story, number)).collect();
    fs::write(folder.join("calendar-office.ics"), calendar("", &shared))
}

/// The invitation to a meeting, for a mail.
pub(crate) fn request(story: &Story, number: usize) -> String {
    calendar("METHOD:REQUEST\n", &entries(story, number))
}

/// One attendee's answer to it, for a mail.
pub(crate) fn reply(story: &Story, number: usize, by: usize) -> String {
    let meeting = &story.meetings[number];
    let (name, email) = contact(story, by, meeting.start.date());
    let text = format!(
        "{}ATTENDEE;CN=\"{name}\";PARTSTAT=ACCEPTED:mailto:{email}\nSUMMARY:{}\nEND:VEVENT\n",
        head(story, number),
        escaped(&meeting.title)
    );
    calendar("METHOD:REPLY\n", &text)
}

/// A whole file, folded, with the line ends of the standard.
fn calendar(method: &str, entries: &str) -> String {
    let text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Brennmoor//Calendar 7.1//EN\nCALSCALE:GREGORIAN\n{method}{entries}\
         END:VCALENDAR\n"
    );
    text.lines().map(|line| folded(line, "\r\n ") + "\r\n").collect()
}

/// A line in pieces of at most 75 bytes, no letter cut.
pub(crate) fn folded(line: &str, joint: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 74 {
            text.push_str(joint);
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A meeting, and for a series an entry more for each date that was moved or called off.
fn entries(story: &Story, number: usize) -> String {
    let meeting = &story.meetings[number];
    let mut text = head(story, number);
    text.push_str(&times(story, meeting, meeting.start));
    push_repeat(&mut text, meeting);
    push_rest(&mut text, story, meeting, meeting.is_cancelled);
    for (day, moved_to) in &meeting.moved {
        push_exception(&mut text, story, number, *day, *moved_to, false);
    }
    for day in &meeting.called_off {
        push_exception(&mut text, story, number, *day, day.to_datetime(meeting.start.time()), true);
    }
    text
}

fn head(story: &Story, number: usize) -> String {
    let meeting = &story.meetings[number];
    let stamp = story.span.first.min(day_after(meeting.start.date(), -10));
    let sequence = number % 3;
    format!(
        "BEGIN:VEVENT\nUID:meeting-{number}@brennmoor.example\nDTSTAMP:{}\nSEQUENCE:{sequence}\n",
        utc_midnight(stamp)
    )
}

fn times(story: &Story, meeting: &Meeting, start: DateTime) -> String {
    let end = start.saturating_add(jiff::Span::new().minutes(meeting.minutes));
    if meeting.repeat == Repeat::Once {
        let zone = &story.cast.people[meeting.organizer].zone;
        return format!("DTSTART:{}\nDTEND:{}\n", in_utc(start, zone), in_utc(end, zone));
    }
    format!("DTSTART;TZID={ZONE}:{}\nDTEND;TZID={ZONE}:{}\n", local(start), local(end))
}

fn push_repeat(text: &mut String, meeting: &Meeting) {
    let until = |until: Option<Date>| {
        until.map_or(String::new(), |day| format!(";UNTIL={}", utc_midnight(day_after(day, 1))))
    };
    match meeting.repeat {
        Repeat::Once => return,
        Repeat::EveryWeeks { weeks, until: last } => {
            text.push_str(&format!("RRULE:FREQ=WEEKLY;INTERVAL={weeks}{}\n", until(last)));
        }
        Repeat::Monthly { until: last } => {
            let (nth, weekday) = nth_weekday(meeting.start.date());
            text.push_str(&format!(
                "RRULE:FREQ=MONTHLY;BYDAY={nth}{}{}\n",
                two_letters(weekday),
                until(last)
            ));
        }
    }
    for day in &meeting.left_out {
        text.push_str(&format!("EXDATE;TZID={ZONE}:{}\n", local(day.to_datetime(meeting.start.time()))));
    }
}

fn push_exception(text: &mut String, story: &Story, number: usize, day: Date, start: DateTime, is_off: bool) {
    let meeting = &story.meetings[number];
    text.push_str(&head(story, number));
    text.push_str(&format!("RECURRENCE-ID;TZID={ZONE}:{}\n", local(day.to_datetime(meeting.start.time()))));
    text.push_str(&times(story, meeting, start));
    push_rest(text, story, meeting, is_off);
}

fn push_rest(text: &mut String, story: &Story, meeting: &Meeting, is_cancelled: bool) {
    let day = meeting.start.date();
    let (name, email) = contact(story, meeting.organizer, day);
    text.push_str(&format!("SUMMARY:{}\nORGANIZER;CN=\"{name}\":mailto:{email}\n", escaped(&meeting.title)));
    for (person, answer) in &meeting.attendees {
        let (name, email) = contact(story, *person, day);
        let state = match answer {
            Answer::Accepted => "ACCEPTED",
            Answer::Tentative => "TENTATIVE",
            Answer::Declined => "DECLINED",
            Answer::None => "NEEDS-ACTION",
        };
        text.push_str(&format!(
            "ATTENDEE;CN=\"{name}\";ROLE=REQ-PARTICIPANT;PARTSTAT={state}:mailto:{email}\n"
        ));
    }
    if let Some(room) = meeting.room {
        let address = "room@brennmoor.example";
        text.push_str(&format!(
            "ATTENDEE;CN=\"{room}\";CUTYPE=RESOURCE;PARTSTAT=ACCEPTED:mailto:{address}\n"
        ));
        text.push_str(&format!("LOCATION:{room}\n"));
    } else {
        let number = meeting.start.date().day() as u32 * 7919;
        text.push_str(&format!("DESCRIPTION:Join: https://meet.brennmoor.example/{number}\n"));
    }
    let status = if is_cancelled { "CANCELLED" } else { "CONFIRMED" };
    text.push_str(&format!("STATUS:{status}\nEND:VEVENT\n"));
}

/// Entries that are nobody's business: holidays, a dentist, a birthday.
fn private_entries(story: &Story) -> String {
    let mut text = String::new();
    for nth in 0..12 {
        let day = story.span.day(30 + nth * 70);
        let times = match nth % 3 {
            0 => format!("DTSTART;VALUE=DATE:{}\nDTEND;VALUE=DATE:{}\n", date(day), date(day_after(day, 1))),
            1 => format!("DTSTART:{}\nDTEND:{}\n", local(day.at(17, 30, 0, 0)), local(day.at(18, 15, 0, 0))),
            _ => format!("DTSTART;TZID={ZONE}:{}\nDURATION:PT1H\n", local(day.at(7, 0, 0, 0))),
        };
        let title = ["Day off", "Dentist", "Run along the Mur"][nth as usize % 3];
        text.push_str(&format!(
            "BEGIN:VEVENT\nUID:private-{nth}@brennmoor.example\nDTSTAMP:{}\n{times}SUMMARY:{title}\n\
             CLASS:PRIVATE\nEND:VEVENT\n",
            utc_midnight(story.span.first)
        ));
    }
    text
}

fn contact(story: &Story, person: usize, day: Date) -> (String, String) {
    let name = display_name(&story.cast, person);
    let person = &story.cast.people[person];
    (name, person.email_on(day).to_owned())
}

fn two_letters(weekday: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][weekday.to_monday_zero_offset() as usize]
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn in_utc(at: DateTime, zone: &TimeZone) -> String {
    let moment = zone.to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::UNIX_EPOCH);
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn utc_midnight(day: Date) -> String {
    format!("{}T000000Z", date(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{OWNER, plan};

    #[test]
    fn the_owner_lives_in_the_zone_of_the_series() {
        let story = plan(1, jiff::civil::date(2026, 8, 7));
        assert_eq!(story.cast.people[OWNER].zone.iana_name(), Some(ZONE));
        assert!(story.meetings.iter().all(|m| m.repeat == Repeat::Once || m.organizer == OWNER));
    }

    #[test]
    fn lines_are_folded_between_letters() {
        let line = folded(&"漢字".repeat(40), "\r\n ");
        assert!(line.split("\r\n").all(|piece| piece.len() <= 75));
    }
}
