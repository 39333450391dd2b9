//! Discussion lists: people write to the list, and answer each other there.

use jiff::civil::Date;

use crate::data::topics::{INSIDE, PEER, Topic};
use crate::dice::Dice;
use crate::story::post::Post;
use crate::story::words::fill_one;
use crate::story::{Mail, MailKind, Party, day_after};

pub(crate) fn tell(post: &mut Post<'_>, dice: &mut Dice) {
    for number in 0..post.cast.lists.len() {
        let list = &post.cast.lists[number];
        let mut day = post.span.first;
        while day <= post.span.last {
            thread(post, number, day, dice);
            day = day_after(day, (list.rhythm_days * dice.between(40, 160) / 100).max(1));
        }
    }
}

/// A question and its answers. An answer goes to the list, and every third one to the asker as well, who then has
/// it twice.
fn thread(post: &mut Post<'_>, number: usize, day: Date, dice: &mut Dice) {
    let list = &post.cast.lists[number];
    let topic: &'static Topic = if list.tag == "ops-circle" { &PEER } else { &INSIDE };
    let asker = *dice.pick(&list.members);
    let subject = fill_one(topic.subjects, post.slots(asker, asker), dice);
    let question = post.send(Mail {
        at: post.during(asker, day, dice),
        from: Party::Person(asker),
        to: vec![Party::Mailbox(list.mailbox)],
        cc: vec![],
        subject: format!("[{}] {subject}", list.tag),
        answers: None,
        kind: MailKind::Discussion(number),
        topic,
        text_seed: dice.next(),
    });
    let Some(mut last) = question else { return };
    for _ in 0..dice.below(5) {
        let by = *dice.pick(&list.members);
        let answered = post.mails()[last].from;
        if answered == Party::Person(by) {
            continue;
        }
        let Some(answer) = post.answer(last, by, dice) else { return };
        let is_personal_too = dice.percent(33);
        post.change(answer, |mail| {
            let list = Party::Mailbox(list.mailbox);
            (mail.to, mail.cc) =
                if is_personal_too { (vec![answered], vec![list]) } else { (vec![list], vec![]) };
        });
        last = answer;
    }
}
