//! The diary: every meeting as an event of its own (RFC 5545), with who called it, who was asked and what they answered.
//!
//! A series is written as the meetings that took place or will, not as a rule: that is what Kith keeps.

use std::collections::HashMap;

use jiff::Timestamp;
use network::interaction::{Attendance, Role};

use super::out::{Out, content_parameter, content_text};
use super::{Folder, sql};
use crate::access::Cx;
use crate::db::{Look, Rows};
use crate::error::Result;

/// Meetings read at once.
const MEETINGS_A_STEP: i64 = 500;

type Meeting = (i64, i64, Option<i64>, String, i64, i64);
type Guest = (i64, i64, String, String, String, i64, i64);

/// Writes `meetings.ics`.
pub(super) async fn write(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("meetings.ics")?;
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kith//Kith//EN"] {
        out.content_line(line)?;
    }
    let mut after = 0;
    loop {
        let args = [cx.ws(), after.into(), MEETINGS_A_STEP.into()];
        let meetings: Vec<Meeting> = look.fetch_all(sql::NEXT_MEETINGS, &args).await?;
        let Some(last) = meetings.last().map(|m| m.0) else { break };
        after = last;
        let ids = Rows::of_ints(meetings.iter().map(|m| m.0)).into_arg();
        let mut guests: HashMap<i64, Vec<Guest>> = HashMap::new();
        for guest in look.fetch_all::<Guest>(sql::GUESTS_OF, &[cx.ws(), ids]).await? {
            guests.entry(guest.0).or_default().push(guest);
        }
        for meeting in &meetings {
            write_meeting(&mut out, cx, meeting, guests.get(&meeting.0).map_or(&[], Vec::as_slice))?;
        }
    }
    out.content_line("END:VCALENDAR")?;
    folder.done(out)
}

fn write_meeting(out: &mut Out, cx: &Cx, meeting: &Meeting, guests: &[Guest]) -> Result<()> {
    let (id, at, ends_at, title, stamp, cancelled) = meeting;
    out.count();
    out.content_line("BEGIN:VEVENT")?;
    out.content_line(&format!("UID:kith-{}-{id}", cx.workspace.0))?;
    // A calendar that never said when it was changed says so at the meeting itself.
    out.content_line(&format!("DTSTAMP:{}", instant(if *stamp > 0 { *stamp } else { *at })))?;
    out.content_line(&format!("DTSTART:{}", instant(*at)))?;
    if let Some(end) = ends_at.filter(|end| end >= at) {
        out.content_line(&format!("DTEND:{}", instant(end)))?;
    }
    out.content_line(&format!("SUMMARY:{}", content_text(title)))?;
    out.content_line(if *cancelled != 0 { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" })?;
    for (_, identity, kind, value, name, role, attendance) in guests {
        let address = match kind.as_str() {
            "email" => format!("mailto:{value}"),
            "phone" => format!("tel:{value}"),
            _ => format!("urn:kith:identity:{identity}"),
        };
        let name = content_parameter(name);
        let is_organizer = Role::from_code(*role) == Some(Role::Organizer);
        out.content_line(&match is_organizer {
            true => format!("ORGANIZER;CN={name}:{address}"),
            false => format!("ATTENDEE;CN={name};PARTSTAT={}:{address}", answer(*attendance)),
        })?;
    }
    out.content_line("END:VEVENT")
}

fn answer(code: i64) -> &'static str {
    match Attendance::from_code(code) {
        Some(Attendance::Accepted) => "ACCEPTED",
        Some(Attendance::Tentative) => "TENTATIVE",
        Some(Attendance::Declined) => "DECLINED",
        Some(Attendance::Unanswered) | None => "NEEDS-ACTION",
    }
}

/// An instant as iCalendar writes it, in UTC.
fn instant(us: i64) -> String {
    Timestamp::from_microsecond(us).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}
