//! Invitations, answers and cancellations that come by mail (iMIP, RFC 6047; iTIP, RFC 5546).

use memchr::memmem;
use model::{Content, Notice, NoticeKind};

use super::letter::Letter;
use super::parts::{self, Leaf};
use crate::{ReadContext, ical};

/// The event a letter carries, or the notice that someone answered one; `None` if it is an ordinary letter.
///
/// A calendar part without a method is an attachment like any other, and an event without guests is no meeting: both
/// leave the letter a letter.
pub(super) fn of(letter: &Letter<'_>, context: &ReadContext) -> Option<Content> {
    let part = calendar_part(letter)?;
    let calendar = part.decoded();
    match method(&part, &calendar)?.as_str() {
        "REPLY" | "COUNTER" | "REFRESH" => {
            let about = vec![letter.from.clone()];
            Some(Content::Notice(Notice { at: letter.at, kind: NoticeKind::Answered, about }))
        }
        "REQUEST" | "PUBLISH" | "CANCEL" | "ADD" => {
            let events = ical::events_of(&calendar, context);
            events.into_iter().find(|event| !event.attendees.is_empty()).map(Content::Event)
        }
        _ => None,
    }
}

fn calendar_part<'a>(letter: &Letter<'a>) -> Option<Leaf<'a>> {
    let is_calendar = |kind: &str| kind == "text/calendar" || kind == "application/ics";
    let may_hold = is_calendar(&letter.content_type.kind)
        || letter.content_type.is_multipart() && mentions_calendar(letter.body);
    if may_hold { parts::find(letter.message, &|t| is_calendar(&t.kind)) } else { None }
}

/// Whether the body has the words `text/calendar` (or `application/ics`): two searches, in place of
/// taking every message with attachments apart.
fn mentions_calendar(body: &[u8]) -> bool {
    // Without the first letters, which programs write in either case.
    [&b"ext/calendar"[..], b"EXT/CALENDAR", b"ext/Calendar"]
        .iter()
        .any(|words| memmem::find(body, words).is_some())
        || memmem::find(body, b"application/ics").is_some()
}

/// The method, in capitals: a parameter of the type (RFC 6047 section 2.4), else a property of the calendar.
fn method(part: &Leaf<'_>, calendar: &[u8]) -> Option<String> {
    let by_type = part.content_type.parameter("method").map(str::to_ascii_uppercase);
    by_type.or_else(|| {
        let line = calendar
            .split(|b| *b == b'\n')
            .take(50)
            .find(|line| line.to_ascii_uppercase().starts_with(b"METHOD:"))?;
        Some(String::from_utf8_lossy(line[7..].trim_ascii()).to_ascii_uppercase())
    })
}
