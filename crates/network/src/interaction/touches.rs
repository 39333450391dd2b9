//! Which pairs an interaction brings together.
//!
//! A **touch** is contact small enough to count between two people: a mail to at most ten, a meeting of at most twelve,
//! a call, a message. People in copy together, or in larger meetings, become **acquainted**, which serves paths and
//! introductions and never warmth. Of a mail through a discussion list only the answer to its author counts
//! ([`answer_touch`]); newsletters and robots touch nobody.

use model::{Channel, Direction, TouchKind};

use super::{Attendance, Class, Interaction, Kind, Party, Role};

/// A mail to more recipients is group contact.
pub const MAX_MAIL_RECIPIENTS: u32 = 10;
/// A meeting of more people is group contact.
pub const MAX_MEETING_TOUCH: usize = 12;
/// People in a larger meeting than this are not taken to know each other.
const MAX_MEETING_ACQUAINTANCE: usize = 40;
/// Weights of acquaintance are multiples of 1/2520: every 1/(k-1) with k of 2 to 10 is a whole number of them.
pub const ACQUAINTANCE_UNIT: i64 = 2520;

/// One touch between two people, `a < b`; the direction is seen from `a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// The person with the smaller number.
    pub a: i64,
    /// The other one.
    pub b: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// By what channel, and who acted.
    pub kind: TouchKind,
}

/// Two people seen together, `a < b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Together {
    /// The person with the smaller number.
    pub a: i64,
    /// The other one.
    pub b: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// In units of 1/[`ACQUAINTANCE_UNIT`].
    pub weight: i64,
}

/// What interactions add to pairs; filled by [`touches`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Contact that counts.
    pub touches: Vec<Touch>,
    /// Having been seen together.
    pub together: Vec<Together>,
}

/// Adds what an interaction means between people. `person_of` maps the identity of a party to a person; two addresses
/// of one person are one participant, and nobody touches themselves.
pub fn touches(interaction: &Interaction, person_of: &dyn Fn(i64) -> i64, pairs: &mut Pairs) {
    if interaction.cancelled {
        return;
    }
    match interaction.kind {
        Kind::Mail | Kind::Message => from_one_to_some(interaction, person_of, pairs),
        Kind::Meeting => among_all(interaction, Channel::Meeting, person_of, pairs),
        Kind::Call => among_all(interaction, Channel::Call, person_of, pairs),
        Kind::InPerson => among_all(interaction, Channel::InPerson, person_of, pairs),
    }
}

/// The touch of an answer through a discussion list: from its author to the author of what it answers.
pub fn answer_touch(answer_author: i64, asked_author: i64, at: i64) -> Option<Touch> {
    touch(answer_author, asked_author, at, Channel::GroupMail, Direction::Out)
}

fn touch(from: i64, to: i64, at: i64, channel: Channel, direction: Direction) -> Option<Touch> {
    let kind = TouchKind { channel, direction };
    match from.cmp(&to) {
        std::cmp::Ordering::Less => Some(Touch { a: from, b: to, at, kind }),
        std::cmp::Ordering::Greater => Some(Touch { a: to, b: from, at, kind: kind.reversed() }),
        std::cmp::Ordering::Equal => None,
    }
}

fn from_one_to_some(i: &Interaction, person_of: &dyn Fn(i64) -> i64, pairs: &mut Pairs) {
    let asked = |p: &&Party| matches!(p.role, Role::To | Role::Copy);
    // Copies may name others: some programs write to a crowd by a copy for each, addressed to nobody else.
    let size = i.size.max(u32::try_from(i.parties.iter().filter(asked).count()).unwrap_or(u32::MAX));
    if i.class != Class::Personal || size > MAX_MAIL_RECIPIENTS {
        return;
    }
    let Some(sender) = i.parties.iter().find(|p| p.role == Role::From).map(|p| person_of(p.id)) else {
        return;
    };
    let recipients = people(i.parties.iter().filter(asked), person_of, Some(sender));
    let channel = match (i.kind, i.size) {
        (Kind::Message, _) => Channel::Message,
        (_, 0 | 1) => Channel::DirectMail,
        _ => Channel::GroupMail,
    };
    pairs.touches.extend(recipients.iter().filter_map(|r| touch(sender, *r, i.at, channel, Direction::Out)));
    acquaint(&recipients, i.at, pairs);
}

fn among_all(i: &Interaction, channel: Channel, person_of: &dyn Fn(i64) -> i64, pairs: &mut Pairs) {
    let present = people(i.parties.iter().filter(|p| p.attendance != Attendance::Declined), person_of, None);
    if i.size as usize > MAX_MEETING_TOUCH || present.len() > MAX_MEETING_TOUCH {
        if (i.size as usize).max(present.len()) <= MAX_MEETING_ACQUAINTANCE {
            acquaint(&present, i.at, pairs);
        }
        return;
    }
    for (n, a) in present.iter().enumerate() {
        pairs
            .touches
            .extend(present[n + 1..].iter().filter_map(|b| touch(*a, *b, i.at, channel, Direction::Mutual)));
    }
}

fn people<'a>(
    parties: impl Iterator<Item = &'a Party>,
    person_of: &dyn Fn(i64) -> i64,
    but: Option<i64>,
) -> Vec<i64> {
    let mut people: Vec<i64> = parties.map(|p| person_of(p.id)).filter(|p| Some(*p) != but).collect();
    people.sort_unstable();
    people.dedup();
    people
}

fn acquaint(people: &[i64], at: i64, pairs: &mut Pairs) {
    let Some(others) = people.len().checked_sub(1).filter(|n| *n > 0) else { return };
    let weight = ACQUAINTANCE_UNIT / others as i64;
    for (n, a) in people.iter().enumerate() {
        pairs.together.extend(people[n + 1..].iter().map(|b| Together { a: *a, b: *b, at, weight }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(id: i64, role: Role) -> Party {
        Party { id, role, attendance: Attendance::Unanswered, stamp: 0 }
    }

    fn interaction(kind: Kind, class: Class, size: u32, parties: Vec<Party>) -> Interaction {
        Interaction {
            kind,
            class,
            at: 0,
            ends_at: None,
            title: String::new(),
            size,
            thread: None,
            answers: None,
            sequence: 0,
            stamp: 0,
            is_override: false,
            cancelled: false,
            parties,
        }
    }

    fn pairs(i: &Interaction) -> Pairs {
        let mut pairs = Pairs::default();
        touches(i, &|id| if id == 90 { 9 } else { id }, &mut pairs);
        pairs
    }

    fn check(i: &Interaction, expected: &[(i64, i64, Channel, Direction)], together: &[(i64, i64, i64)]) {
        let got = pairs(i);
        let touched: Vec<_> =
            got.touches.iter().map(|t| (t.a, t.b, t.kind.channel, t.kind.direction)).collect();
        assert_eq!(touched, expected);
        assert_eq!(got.together.iter().map(|t| (t.a, t.b, t.weight)).collect::<Vec<_>>(), together);
    }

    #[test]
    fn a_mail_touches_sender_and_recipients_and_acquaints_those_in_copy() {
        use Channel::{DirectMail, GroupMail};
        use Direction::{In, Out};
        let to_one =
            interaction(Kind::Mail, Class::Personal, 1, vec![party(2, Role::From), party(1, Role::To)]);
        check(&to_one, &[(1, 2, DirectMail, In)], &[]);
        let to_two = interaction(
            Kind::Mail,
            Class::Personal,
            3,
            vec![party(2, Role::From), party(1, Role::To), party(9, Role::Copy), party(90, Role::Copy)],
        );
        check(&to_two, &[(1, 2, GroupMail, In), (2, 9, GroupMail, Out)], &[(1, 9, ACQUAINTANCE_UNIT)]);
    }

    #[test]
    fn crowds_lists_newsletters_and_cancelled_meetings_touch_nobody() {
        let parties = vec![party(1, Role::From), party(2, Role::To), party(3, Role::To)];
        for (class, size) in
            [(Class::Personal, 11), (Class::Discussion, 2), (Class::Bulk, 2), (Class::Robot, 1)]
        {
            assert_eq!(pairs(&interaction(Kind::Mail, class, size, parties.clone())), Pairs::default());
        }
        let crowd: Vec<Party> = (2..13).map(|id| party(id, Role::To)).chain([party(1, Role::From)]).collect();
        assert_eq!(pairs(&interaction(Kind::Mail, Class::Personal, 1, crowd)), Pairs::default());
        let mut meeting = interaction(Kind::Meeting, Class::Personal, 3, parties);
        meeting.cancelled = true;
        assert_eq!(pairs(&meeting), Pairs::default());
    }

    #[test]
    fn twelve_in_a_meeting_touch_and_thirteen_are_acquainted() {
        let meet = |n: i64| {
            let parties = (1..=n).map(|id| party(id, Role::Attendee)).collect();
            pairs(&interaction(Kind::Meeting, Class::Personal, n as u32, parties))
        };
        assert_eq!((meet(12).touches.len(), meet(12).together.len()), (66, 0));
        assert_eq!((meet(13).touches.len(), meet(13).together.len()), (0, 78));
        assert_eq!(meet(41), Pairs::default());
    }

    #[test]
    fn who_declined_was_not_there() {
        let mut absent = party(3, Role::Attendee);
        absent.attendance = Attendance::Declined;
        let i = interaction(
            Kind::Meeting,
            Class::Personal,
            3,
            vec![party(1, Role::Organizer), party(2, Role::Attendee), absent],
        );
        check(&i, &[(1, 2, Channel::Meeting, Direction::Mutual)], &[]);
    }
}
