//! What passed between the owner and each person, by the temper of their tie.

use jiff::civil::Date;

use crate::data::topics::{CONVERSATIONS, FRIEND};
use crate::dice::Dice;
use crate::story::meetings::single;
use crate::story::post::Post;
use crate::story::temper::{Temper, contact_days};
use crate::story::words::fill_one;
use crate::story::{ASSISTANT, Meeting, Message, OWNER, Person, Role};

/// Where a contact leaves its trace.
enum Way {
    Mail,
    Meeting,
    Message,
}

pub(crate) fn tell(
    post: &mut Post<'_>,
    meetings: &mut Vec<Meeting>,
    messages: &mut Vec<Message>,
    dice: &mut Dice,
) {
    for number in 1..post.cast.people.len() {
        let person = post.person(number);
        for phase in &person.phases {
            for day in contact_days(phase, dice) {
                match person.temper {
                    Temper::Seller => pitch(post, number, day, dice),
                    Temper::Unanswered => drop(post.letter(day, OWNER, vec![number], vec![], dice)),
                    _ => match way(person, day, dice) {
                        Way::Mail => thread(post, number, day, dice),
                        Way::Meeting => meetings.extend(conversation(post, number, day, dice)),
                        Way::Message => chat(post, messages, number, day, dice),
                    },
                }
            }
        }
    }
    acquaintances(post, messages, dice);
}

fn way(person: &Person, day: Date, dice: &mut Dice) -> Way {
    let meetings = match (person.temper, person.role) {
        (Temper::Mentor, _) => 50,
        (Temper::DormantClose | Temper::Reviving, _) => 30,
        (_, role) if role.is_inside() => 6,
        _ => 15,
    };
    if dice.percent(meetings) {
        return Way::Meeting;
    }
    let is_connected = person.connected.is_some_and(|since| since <= day);
    match is_connected && !person.role.is_inside() && dice.percent(12) {
        true => Way::Message,
        false => Way::Mail,
    }
}

/// A mail and its answers between two, now and then with somebody in copy.
fn thread(post: &mut Post<'_>, person: usize, day: Date, dice: &mut Dice) {
    let owner_starts = dice.percent(50) && post.working_day(OWNER, day) == day;
    let (starter, other) = if owner_starts { (OWNER, person) } else { (person, OWNER) };
    let cc = copied(post, person, day, dice);
    let Some(mut last) = post.letter(day, starter, vec![other], cc, dice) else { return };
    let answers = match post.person(person).temper {
        Temper::Steady(_) => [0, 1, 1, 1, 2, 2, 3][dice.below(7)],
        _ => 1 + dice.below(2),
    };
    for number in 0..answers {
        let by = if number % 2 == 0 { other } else { starter };
        match post.answer(last, by, dice) {
            Some(answer) => last = answer,
            None => return,
        }
    }
}

/// The assistant, or a head of department, sometimes.
fn copied(post: &Post<'_>, person: usize, day: Date, dice: &mut Dice) -> Vec<usize> {
    let copied = match dice.below(100) {
        0..=5 => ASSISTANT,
        6..=17 => {
            let heads: Vec<usize> = with_role(post, Role::Head).collect();
            *dice.pick(&heads)
        }
        _ => return vec![],
    };
    if copied == person || !post.person(copied).is_around(day) { vec![] } else { vec![copied] }
}

pub(crate) fn with_role(post: &Post<'_>, role: Role) -> impl Iterator<Item = usize> {
    post.cast
        .people
        .iter()
        .enumerate()
        .filter(move |(_, person)| person.role == role)
        .map(|(number, _)| number)
}

/// A seller's mail, sometimes a reminder of their own mail.
fn pitch(post: &mut Post<'_>, seller: usize, day: Date, dice: &mut Dice) {
    let Some(pitch) = post.letter(day, seller, vec![OWNER], vec![], dice) else { return };
    if dice.percent(20) {
        post.answer(pitch, seller, dice);
    }
}

/// A call, a lunch, a coffee. None while one of the two is away.
fn conversation(post: &Post<'_>, person: usize, day: Date, dice: &mut Dice) -> Option<Meeting> {
    let day = post.working_day(person, post.working_day(OWNER, day));
    if post.working_day(OWNER, day) != day || day > post.span.last {
        return None;
    }
    let title = fill_one(CONVERSATIONS, post.slots(person, OWNER), dice);
    let organizer = if dice.percent(50) { OWNER } else { person };
    Some(single(title, organizer, &[OWNER, person], day, dice))
}

/// One to three LinkedIn messages.
fn chat(post: &Post<'_>, messages: &mut Vec<Message>, person: usize, day: Date, dice: &mut Dice) {
    let (mut from, mut to) = if dice.percent(50) { (OWNER, person) } else { (person, OWNER) };
    let mut at = post.during(from, day, dice);
    for _ in 0..1 + dice.below(3) {
        let text = fill_one(FRIEND.sentences, post.slots(person, to), dice);
        let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        if day > post.span.last {
            return;
        }
        messages.push(Message { at, from, to, text });
        (from, to) = (to, from);
        let later = at + jiff::SignedDuration::from_mins(i64::from(dice.between(20, 2000)));
        at = post.at_work(from, later, dice);
    }
}

/// Those known from LinkedIn only write once when they connect, some of them.
fn acquaintances(post: &Post<'_>, messages: &mut Vec<Message>, dice: &mut Dice) {
    for person in with_role(post, Role::Acquaintance).collect::<Vec<_>>() {
        let connected = post.person(person).connected.filter(|day| *day >= post.span.first);
        if let Some(day) = connected.filter(|_| dice.percent(60)) {
            chat(post, messages, person, day, dice);
        }
    }
}
