//! What arrives and is no contact: newsletters, robots, role mailboxes, bounces, automatic replies.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::data::places::COUNTRIES;
use crate::data::topics::{NEWSLETTER, OFFICE, ROBOT, Topic};
use crate::dice::Dice;
use crate::story::post::Post;
use crate::story::words::{Slots, fill_one};
use crate::story::{Mail, MailKind, MailboxKind, OWNER, Party, day_after};

/// Mails of the owner in which automatic replies and bounces are looked for at most.
const AUTO_REPLIES_MAX: usize = 140;

pub(crate) fn tell(post: &mut Post<'_>, dice: &mut Dice) {
    for number in 0..post.cast.mailboxes.len() {
        let rhythm_days = match post.cast.mailboxes[number].kind {
            MailboxKind::Newsletter => 8,
            MailboxKind::Robot => 6,
            MailboxKind::Role => 120,
            MailboxKind::Postmaster | MailboxKind::DiscussionList => continue,
        };
        let mut day = day_after(post.span.first, dice.between(0, rhythm_days));
        while day <= post.span.last {
            arrive(post, number, day, dice);
            day = day_after(day, (rhythm_days * dice.between(40, 160) / 100).max(1));
        }
    }
    automatic_replies(post, dice);
    bounces(post, dice);
}

fn arrive(post: &mut Post<'_>, mailbox: usize, day: Date, dice: &mut Dice) {
    let (kind, topic): (MailKind, &'static Topic) = match post.cast.mailboxes[mailbox].kind {
        MailboxKind::Newsletter => (MailKind::Newsletter, &NEWSLETTER),
        MailboxKind::Robot => (MailKind::Robot, &ROBOT),
        _ => (MailKind::Office, &OFFICE),
    };
    // Each robot knows one sentence.
    let subjects = match kind {
        MailKind::Robot => std::slice::from_ref(&topic.subjects[mailbox % topic.subjects.len()]),
        _ => topic.subjects,
    };
    let subject = fill_one(subjects, Slots::default(), dice);
    // Programs do not keep working hours.
    let at = post.during(OWNER, day, dice) - SignedDuration::from_mins(i64::from(dice.between(0, 700)));
    post.send(Mail {
        at,
        from: Party::Mailbox(mailbox),
        to: vec![Party::Person(OWNER)],
        cc: vec![],
        subject,
        answers: None,
        kind,
        topic,
        text_seed: dice.next(),
    });
}

/// Who is on holiday answers by program.
fn automatic_replies(post: &mut Post<'_>, dice: &mut Dice) {
    let letters: Vec<(usize, usize)> = letters_of_owner(post);
    let mut count = 0;
    for (letter, person) in letters {
        let at = post.mails()[letter].at;
        let day = at.to_zoned(post.person(person).zone.clone()).date();
        let rest = COUNTRIES[post.person(person).country].rest;
        if count == AUTO_REPLIES_MAX || !(rest.is_holiday(day) && dice.percent(60) || dice.percent(1)) {
            continue;
        }
        count += 1;
        let subject = format!("Automatic reply: {}", post.mails()[letter].subject);
        respond(post, letter, Party::Person(person), subject, MailKind::AutoReply, dice);
    }
}

/// The owner writes once to the old address of some who moved, and it comes back.
fn bounces(post: &mut Post<'_>, dice: &mut Dice) {
    let postmaster = post.cast.mailboxes.iter().position(|mailbox| mailbox.kind == MailboxKind::Postmaster);
    let Some(postmaster) = postmaster.map(Party::Mailbox) else { return };
    for person in 0..post.cast.people.len() {
        let [_, (_, moved)] = post.person(person).emails.as_slice() else { continue };
        if post.person(person).temper.is_planted() {
            continue;
        }
        let day = day_after(*moved, 30);
        let Some(letter) = post.letter(day, OWNER, vec![person], vec![], dice) else { continue };
        let subject = "Undelivered Mail Returned to Sender".to_owned();
        respond(post, letter, postmaster, subject, MailKind::Bounce(person), dice);
    }
}

fn letters_of_owner(post: &Post<'_>) -> Vec<(usize, usize)> {
    let letters = post
        .mails()
        .iter()
        .enumerate()
        .filter(|(_, mail)| mail.from == Party::Person(OWNER) && mail.kind == MailKind::Personal);
    letters
        .filter_map(|(number, mail)| match mail.to.first() {
            Some(Party::Person(person)) => Some((number, *person)),
            _ => None,
        })
        .filter(|(_, person)| !post.person(*person).temper.is_planted())
        .collect()
}

fn respond(
    post: &mut Post<'_>,
    letter: usize,
    from: Party,
    subject: String,
    kind: MailKind,
    dice: &mut Dice,
) {
    let original = &post.mails()[letter];
    let mail = Mail {
        at: original.at + SignedDuration::from_secs(i64::from(dice.between(2, 40))),
        from,
        to: vec![original.from],
        cc: vec![],
        subject,
        answers: Some(letter),
        kind,
        topic: original.topic,
        text_seed: dice.next(),
    };
    post.send(mail);
}
