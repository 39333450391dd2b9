//! What passed among several: projects, suppliers and their buyers, the owner among them or in copy.

use jiff::civil::Date;

use crate::data::topics::SCHEDULING;
use crate::dice::Dice;
use crate::story::post::Post;
use crate::story::ties::with_role;
use crate::story::words;
use crate::story::{ASSISTANT, Mail, MailKind, OWNER, Party, Role};

/// Threads of circles until there are as many mails among people as wanted.
pub(crate) fn fill_up(post: &mut Post<'_>, wanted: usize, dice: &mut Dice) {
    let circles = Circles::new(post);
    let mut count = post.mails().iter().filter(|mail| mail.kind.is_contact()).count();
    // A round sends a mail unless its members are away; the bound is there so that there is one.
    for _ in 0..wanted * 2 {
        if count >= wanted {
            break;
        }
        let day = post.span.day(dice.between(0, post.span.days()));
        count += circles.thread(post, day, dice);
    }
}

/// Once a month somebody of the management writes to half the company.
pub(crate) fn tell_announcements(post: &mut Post<'_>, dice: &mut Dice) {
    let executives: Vec<usize> = with_role(post, Role::Executive).collect();
    let staff: Vec<usize> =
        with_role(post, Role::Staff).filter(|n| !post.person(*n).temper.is_planted()).collect();
    for month in 0..30 {
        let day = post.span.day(month * 30 + dice.between(0, 20));
        let (from, count) = (*dice.pick(&executives), 30 + dice.below(90));
        let to = [vec![OWNER], dice.some(&staff, count)].concat();
        post.letter(day, from, to, vec![], dice);
    }
}

/// Who may turn up in a circle.
struct Circles {
    /// Who leads: heads, plant managers, the chief of staff.
    leads: Vec<usize>,
    inside: Vec<usize>,
    outside: Vec<usize>,
}

impl Circles {
    fn new(post: &Post<'_>) -> Circles {
        let all = 0..post.cast.people.len();
        let role = |number: usize| post.person(number).role;
        let is_lead =
            |number: &usize| matches!(role(*number), Role::Head | Role::PlantManager | Role::ChiefOfStaff);
        let is_outside =
            |number: &usize| matches!(role(*number), Role::Supplier | Role::Customer | Role::Partner);
        let all = all.filter(|number| !post.person(*number).temper.is_planted());
        Circles {
            leads: all.clone().filter(is_lead).collect(),
            inside: all.clone().filter(|n| role(*n).is_inside() && *n != OWNER).collect(),
            outside: all.filter(is_outside).collect(),
        }
    }

    /// A mail and its answers; gives how many there were.
    fn thread(&self, post: &mut Post<'_>, day: Date, dice: &mut Dice) -> usize {
        let mut around = |group: &[usize], count: usize| -> Vec<usize> {
            let some = dice.some(group, count);
            some.into_iter().filter(|person| post.person(*person).is_around(day)).collect()
        };
        let mut members = around(&self.leads, 2);
        members.extend(around(&self.inside, 2));
        members.extend(around(&self.outside, 1));
        members.sort_unstable();
        members.dedup();
        members = dice.some(&members, members.len());
        if !dice.percent(55) {
            members.truncate(3);
        }
        let Some((from, to)) = members.split_first().filter(|(_, to)| !to.is_empty()) else { return 0 };
        let first = self.opening(post, day, *from, to, dice);
        first.map_or(0, |first| 1 + self.answers(post, first, &members, dice))
    }

    /// Half of the time the owner is in copy, otherwise asked, or asking.
    fn opening(
        &self,
        post: &mut Post<'_>,
        day: Date,
        from: usize,
        to: &[usize],
        dice: &mut Dice,
    ) -> Option<usize> {
        match dice.below(10) {
            0..=4 => post.letter(day, from, to.to_vec(), vec![OWNER], dice),
            5..=7 => post.letter(day, from, vec![OWNER], to.to_vec(), dice),
            _ => post.letter(day, OWNER, [&[from], to].concat(), vec![], dice),
        }
    }

    fn answers(&self, post: &mut Post<'_>, first: usize, members: &[usize], dice: &mut Dice) -> usize {
        let mut last = first;
        for number in 0..dice.below(4) {
            let by = if dice.percent(25) { OWNER } else { *dice.pick(members) };
            if post.mails()[last].from == Party::Person(by) {
                return number;
            }
            match post.answer(last, by, dice) {
                Some(answer) => last = answer,
                None => return number,
            }
        }
        last - first
    }
}

/// The assistant makes appointments for the owner, who is not in these mails.
pub(crate) fn tell_scheduling(post: &mut Post<'_>, dice: &mut Dice) {
    let roles = [Role::Supplier, Role::Customer, Role::Director, Role::Association, Role::Adviser];
    let others: Vec<usize> =
        roles.into_iter().flat_map(|role| with_role(post, role).collect::<Vec<_>>()).collect();
    for _ in 0..150 {
        let day = post.span.day(dice.between(0, post.span.days()));
        let other = *dice.pick(&others);
        if !post.person(other).is_around(day) || post.person(other).temper.is_planted() {
            continue;
        }
        let subject = words::fill_one(SCHEDULING.subjects, post.slots(other, other), dice);
        let first = post.send(Mail {
            at: post.during(ASSISTANT, day, dice),
            from: Party::Person(ASSISTANT),
            to: vec![Party::Person(other)],
            cc: vec![],
            subject,
            answers: None,
            kind: MailKind::Personal,
            topic: &SCHEDULING,
            text_seed: dice.next(),
        });
        let answer = first.and_then(|first| post.answer(first, other, dice));
        if let Some(answer) = answer.filter(|_| dice.percent(60)) {
            post.answer(answer, ASSISTANT, dice);
        }
    }
}
