//! Series, single meetings, large ones; moved, left out and called off.

use jiff::civil::{Date, Weekday};

use crate::data::places::is_owner_away;
use crate::data::topics::MEETINGS;
use crate::dice::Dice;
use crate::story::parts::WEEKLY;
use crate::story::post::Post;
use crate::story::words::fill_one;
use crate::story::{
    ASSISTANT, Answer, Cast, Mail, MailKind, Meeting, OWNER, Party, Person, Repeat, Role, Span, day_after,
};

/// How far the calendar reaches into the future.
const AHEAD_DAYS: i32 = 90;

const ROOMS: &[&str] = &["Graz – Schlossberg", "Graz – Mur", "Graz – Erzherzog", "Graz – Uhrturm"];

/// What repeats: reports, stand-ups, plants, the board.
pub(crate) fn series(cast: &Cast, span: Span, dice: &mut Dice) -> Vec<Meeting> {
    let mut plan = Series { span, meetings: Vec::new() };
    let of = |role: Role| plan_people(cast, move |person| person.role == role);
    let (heads, executives) = (of(Role::Head), of(Role::Executive));
    for (nth, head) in heads.iter().enumerate() {
        let title = format!("1:1 {} / {}", cast.people[*head].name.given, cast.people[OWNER].name.given);
        plan.every_weeks(if nth % 3 == 2 { 2 } else { 1 }, 1 + nth as i32 % 4, &title, &[*head], dice);
    }
    plan.every_weeks(1, 0, "Week ahead", &[ASSISTANT], dice);
    plan.every_weeks(1, 4, "Operations portfolio", &of(Role::ChiefOfStaff), dice);
    plan.every_weeks(2, 3, "CEO / COO", &executives[..1], dice);
    plan.every_weeks(1, 0, "Management meeting", &executives, dice);
    for weekday in [0, 2, 4] {
        plan.every_weeks(1, weekday, "Operations stand-up", &heads[..8], dice);
    }
    for (nth, manager) in of(Role::PlantManager).into_iter().enumerate() {
        let title = format!("Plant review {}", cast.people[manager].city);
        plan.monthly(&title, &[manager, heads[nth % 12], heads[(nth + 5) % 12]], dice);
    }
    let weekly = plan_people(cast, |p| p.temper == WEEKLY && !p.role.is_inside());
    for partner in weekly.into_iter().take(12) {
        let name = cast.organizations[cast.people[partner].organization].name;
        plan.monthly(&format!("Monthly review {name}"), &[partner, heads[partner % 12]], dice);
    }
    plan.meetings
}

fn plan_people(cast: &Cast, is_wanted: impl Fn(&Person) -> bool) -> Vec<usize> {
    cast.people.iter().enumerate().filter(|(_, person)| is_wanted(person)).map(|(number, _)| number).collect()
}

/// Series of the owner while they are being planned.
struct Series {
    span: Span,
    meetings: Vec<Meeting>,
}

impl Series {
    fn every_weeks(&mut self, weeks: i32, weekday: i32, title: &str, others: &[usize], dice: &mut Dice) {
        let monday =
            day_after(self.span.first, 7 - i32::from(self.span.first.weekday().to_monday_zero_offset()));
        // Some series end, and a new one with another hour takes over, as it goes.
        let is_split = dice.percent(30);
        let turn = day_after(monday, 7 * dice.between(40, 90));
        let until = is_split.then(|| day_after(turn, -1));
        let repeat = |until| Repeat::EveryWeeks { weeks, until };
        self.add(title, others, day_after(monday, weekday), repeat(until), dice);
        if is_split {
            self.add(title, others, day_after(turn, weekday), repeat(None), dice);
        }
    }

    fn monthly(&mut self, title: &str, others: &[usize], dice: &mut Dice) {
        let first = day_after(self.span.first, dice.between(1, 25));
        let offset = 1 - i32::from(first.weekday().to_monday_zero_offset());
        let tuesday = day_after(first, if offset < 0 { offset + 7 } else { offset });
        self.add(
            title,
            others,
            day_after(tuesday, dice.between(0, 2)),
            Repeat::Monthly { until: None },
            dice,
        );
    }

    fn add(&mut self, title: &str, others: &[usize], first: Date, repeat: Repeat, dice: &mut Dice) {
        let mut meeting = single(title.to_owned(), OWNER, &[&[OWNER], others].concat(), first, dice);
        meeting.repeat = repeat;
        meeting.room = dice.percent(50).then(|| *dice.pick(ROOMS));
        let last = day_after(self.span.last, AHEAD_DAYS);
        for day in dates(&meeting, last) {
            if is_owner_away(day) {
                meeting.left_out.push(day);
            } else if dice.percent(3) {
                meeting.called_off.push(day);
            } else if dice.percent(4) && day < self.span.last {
                let other = day_after(day, dice.between(0, 1));
                meeting.moved.push((day, other.at(dice.between(9, 16) as i8, 0, 0, 0)));
            }
        }
        self.meetings.push(meeting);
    }
}

/// A meeting that takes place once, at an hour of the organizer's day.
pub(crate) fn single(
    title: String,
    organizer: usize,
    people: &[usize],
    day: Date,
    dice: &mut Dice,
) -> Meeting {
    let answer = |person: &usize, dice: &mut Dice| match dice.below(20) {
        _ if *person == organizer => Answer::Accepted,
        0..=15 => Answer::Accepted,
        16 => Answer::Tentative,
        17 if people.len() > 3 => Answer::Declined,
        18 => Answer::None,
        _ => Answer::Accepted,
    };
    Meeting {
        organizer,
        attendees: people.iter().map(|person| (*person, answer(person, dice))).collect(),
        title,
        room: None,
        start: day.at(dice.between(8, 16) as i8, [0, 0, 0, 15, 30, 30][dice.below(6)], 0, 0),
        minutes: [25, 30, 30, 45, 60, 60, 90][dice.below(7)],
        repeat: Repeat::Once,
        left_out: Vec::new(),
        moved: Vec::new(),
        called_off: Vec::new(),
        is_cancelled: false,
    }
}

/// Meetings of several, once each: past, called off, and to come. Some are invited to by mail.
pub(crate) fn singles(post: &mut Post<'_>, meetings: &mut Vec<Meeting>, dice: &mut Dice) {
    let first_single = meetings.len();
    let steady = |role: Role| plan_people(post.cast, move |p| p.role == role && !p.temper.is_planted());
    let inside =
        [steady(Role::Head), steady(Role::PlantManager), steady(Role::Staff), steady(Role::Executive)]
            .concat();
    let outside = [steady(Role::Supplier), steady(Role::Customer), steady(Role::Partner)].concat();
    let days = post.span.days();
    for _ in 0..days + 60 {
        let day = post.working_day(OWNER, post.span.day(dice.between(0, days + 55)));
        meetings.extend(gathering(post, &inside, &outside, day, dice));
    }
    for quarter in 0..10 {
        let day = post.working_day(OWNER, post.span.day(20 + quarter * 91));
        meetings.push(all_hands(post, day, dice));
        meetings.push(board(post, day_after(day, 8), dice));
    }
    let staff = steady(Role::Staff);
    for month in 0..32 {
        let day = post.working_day(OWNER, post.span.day(10 + month * 30));
        let count = 14 + dice.below(30);
        let people = [vec![OWNER], dice.some(&staff, count)].concat();
        meetings.push(single("Safety training".to_owned(), people[1], &people, day, dice));
    }
    for number in first_single..meetings.len() {
        invite(post, meetings, number, dice);
    }
}

/// Three to nine people, half of the time somebody from outside among them.
fn gathering(
    post: &Post<'_>,
    inside: &[usize],
    outside: &[usize],
    day: Date,
    dice: &mut Dice,
) -> Option<Meeting> {
    let mut people = vec![OWNER];
    let colleagues = 1 + dice.below(5);
    people.extend(dice.some(inside, colleagues));
    let guests = if dice.percent(50) { 1 + dice.below(3) } else { 0 };
    people.extend(dice.some(outside, guests));
    people.retain(|person| post.person(*person).is_around(day.min(post.span.last)));
    let about = *people.last()?;
    if people.len() < 3 {
        return None;
    }
    let title = fill_one(MEETINGS, post.slots(about, OWNER), dice);
    let organizer = *dice.pick(&people);
    let mut meeting = single(title, organizer, &people, day, dice);
    meeting.is_cancelled = dice.percent(6);
    meeting.room = dice.percent(30).then(|| *dice.pick(ROOMS));
    Some(meeting)
}

/// Everyone of the company whom the calendar program lets into one invitation.
fn all_hands(post: &Post<'_>, day: Date, dice: &mut Dice) -> Meeting {
    let staff = plan_people(post.cast, |person| person.role.is_inside() && person.is_around(day));
    let people: Vec<usize> = staff.into_iter().take(150).collect();
    single("Operations all-hands".to_owned(), OWNER, &people, day, dice)
}

fn board(post: &Post<'_>, day: Date, dice: &mut Dice) -> Meeting {
    let mut people = vec![OWNER];
    people.extend(plan_people(post.cast, |p| p.role == Role::Executive).into_iter().take(3));
    people.extend(plan_people(post.cast, |p| p.role == Role::Director && !p.temper.is_planted()));
    let mut meeting = single("Supervisory board".to_owned(), people[1], &people, day, dice);
    meeting.start = day.at(9, 0, 0, 0);
    meeting.minutes = 240;
    meeting
}

/// The invitation as a mail, a few days before, and the answers of those who do not answer by calendar.
fn invite(post: &mut Post<'_>, meetings: &[Meeting], number: usize, dice: &mut Dice) {
    let meeting = &meetings[number];
    let is_small = meeting.attendees.len() <= 10;
    if !is_small || !dice.percent(22) {
        return;
    }
    let organizer = meeting.organizer;
    let others = meeting.attendees.iter().map(|(person, _)| *person).filter(|person| *person != organizer);
    let invitation = Mail {
        at: post.during(organizer, day_after(meeting.start.date(), -dice.between(2, 9)), dice),
        from: Party::Person(organizer),
        to: others.map(Party::Person).collect(),
        cc: vec![],
        subject: format!("Invitation: {}", meeting.title),
        answers: None,
        kind: MailKind::Invitation(number),
        topic: &crate::data::topics::SCHEDULING,
        text_seed: dice.next(),
    };
    let Some(sent) = post.send(invitation) else { return };
    for (person, answer) in
        meeting.attendees.iter().filter(|(person, _)| *person != organizer && organizer == OWNER)
    {
        if *answer == Answer::Accepted && dice.percent(50) {
            reply(post, number, sent, *person, &meeting.title, dice);
        }
    }
}

fn reply(post: &mut Post<'_>, number: usize, sent: usize, by: usize, title: &str, dice: &mut Dice) {
    if let Some(answer) = post.answer(sent, by, dice) {
        post.change(answer, |mail| {
            mail.kind = MailKind::MeetingReply(number);
            mail.subject = format!("Accepted: {title}");
            mail.to.truncate(1);
            mail.cc.clear();
        });
    }
}

/// The dates of a meeting up to a day, those included on which it was moved, left out or called off.
pub(crate) fn dates(meeting: &Meeting, last: Date) -> Vec<Date> {
    let first = meeting.start.date();
    let bound = |until: Option<Date>| until.map_or(last, |until| until.min(last));
    match meeting.repeat {
        Repeat::Once => (first <= last).then_some(first).into_iter().collect(),
        Repeat::EveryWeeks { weeks, until } => {
            let bound = bound(until);
            (0..).map(|nth| day_after(first, nth * 7 * weeks)).take_while(|day| *day <= bound).collect()
        }
        Repeat::Monthly { until } => {
            let bound = bound(until);
            let (nth, weekday) = nth_weekday(first);
            let months =
                (0..).map(|month| first.first_of_month().saturating_add(jiff::Span::new().months(month)));
            let days = months
                .take_while(|month| *month <= bound)
                .filter_map(|month| month.nth_weekday_of_month(nth, weekday).ok());
            days.filter(|day| *day <= bound).collect()
        }
    }
}

/// The how-manieth of its weekday a day is in its month; the fifth counts as the fourth, which every month has.
pub(crate) fn nth_weekday(day: Date) -> (i8, Weekday) {
    (((day.day() - 1) / 7 + 1).min(4), day.weekday())
}

/// The dates on which it took place.
pub(crate) fn held(meeting: &Meeting, span: Span) -> Vec<Date> {
    if meeting.is_cancelled {
        return Vec::new();
    }
    let is_off = |day: &Date| meeting.left_out.contains(day) || meeting.called_off.contains(day);
    dates(meeting, span.last).into_iter().filter(|day| !is_off(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_monthly_meeting_keeps_its_weekday() {
        let mut meeting = single("Review".to_owned(), 0, &[0, 1], date(2026, 1, 13), &mut Dice::new(1));
        meeting.repeat = Repeat::Monthly { until: None };
        let expected = [date(2026, 1, 13), date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 14)];
        assert_eq!(dates(&meeting, date(2026, 4, 30)), expected);
    }

    #[test]
    fn what_is_left_out_was_not_held() {
        let mut meeting = single("Stand-up".to_owned(), 0, &[0, 1], date(2026, 7, 6), &mut Dice::new(1));
        meeting.repeat = Repeat::EveryWeeks { weeks: 1, until: None };
        meeting.left_out.push(date(2026, 7, 13));
        let span = Span { first: date(2026, 1, 1), last: date(2026, 7, 26) };
        assert_eq!(held(&meeting, span), [date(2026, 7, 6), date(2026, 7, 20)]);
    }
}
