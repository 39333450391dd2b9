//! Who is asked to an event and who asks: ATTENDEE and ORGANIZER (RFC 5545 sections 3.8.4.1 and 3.8.4.3).

use model::{Address, Attendance, Attendee, AttendeeKind, Contact};

use crate::address;
use crate::content_line::Property;

/// The attendee a property names; `None` if it gives no address that could be used again (the X.500 names of Exchange,
/// the `invalid:nomail` of Apple and Thunderbird).
pub(super) fn attendee(property: &Property) -> Option<Attendee> {
    let contact = contact(property)?;
    let kind = kind(property.param("CUTYPE"), contact.address.value());
    Some(Attendee { contact, attendance: attendance(property), kind })
}

/// The organizer, unless it is a calendar: Google names those that no human owns.
pub(super) fn organizer(property: &Property) -> Option<Contact> {
    contact(property).filter(|contact| !is_calendar(contact.address.value()))
}

/// The address from the value, else from the EMAIL parameter (RFC 7986 section 6.2), else from a CN that is one.
fn contact(property: &Property) -> Option<Contact> {
    let value = property.text();
    let name = property.param("CN").unwrap_or_default();
    let address = email(&value)
        .or_else(|| email(property.param("EMAIL")?))
        .or_else(|| email(name))
        // vCalendar 1.0: `Ana Lopez <ana@example.org>`.
        .or_else(|| email(value.rsplit_once('<')?.1.split('>').next()?))?;
    let name = match name {
        "" => value.rsplit_once('<').map(|(name, _)| name).unwrap_or_default(),
        name => name,
    };
    Some(Contact::new(address::clean_name(name), address))
}

fn email(text: &str) -> Option<Address> {
    let text = text.trim();
    let scheme = "mailto:";
    let at = text.len().checked_sub(scheme.len()).and_then(|last| {
        let begins =
            |at: &usize| text.get(*at..*at + scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
        (0..=last.min(200)).rev().find(begins)
    });
    address::email(at.and_then(|at| text.get(at + scheme.len()..)).unwrap_or(text))
}

/// PARTSTAT (RFC 5545 section 3.2.12), or the STATUS of vCalendar 1.0.
fn attendance(property: &Property) -> Attendance {
    let word = property.param("PARTSTAT").or_else(|| property.param("STATUS")).unwrap_or_default();
    match word.to_ascii_uppercase().as_str() {
        "ACCEPTED" | "CONFIRMED" => Attendance::Accepted,
        "TENTATIVE" => Attendance::Tentative,
        "DECLINED" | "DELEGATED" => Attendance::Declined,
        _ => Attendance::Unanswered,
    }
}

/// CUTYPE (RFC 5545 section 3.2.3); Google's rooms and calendars are known by their addresses.
fn kind(user_type: Option<&str>, address: &str) -> AttendeeKind {
    match user_type.unwrap_or_default().to_ascii_uppercase().as_str() {
        "ROOM" | "RESOURCE" => AttendeeKind::Resource,
        _ if is_calendar(address) => AttendeeKind::Resource,
        "GROUP" => AttendeeKind::Group,
        _ => AttendeeKind::Individual,
    }
}

fn is_calendar(address: &str) -> bool {
    ["resource.calendar.google.com", "group.calendar.google.com", "unknownorganizer@calendar.google.com"]
        .iter()
        .any(|end| address.ends_with(end))
}
