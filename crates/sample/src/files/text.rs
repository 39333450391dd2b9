//! What a letter says: short, plain, and different each time.

use crate::data::phrases::{CLOSINGS, GREETINGS, GREETINGS_TO_ALL, OPENINGS, REPLIES};
use crate::dice::Dice;
use crate::story::words::{Slots, fill, fill_one};
use crate::story::{Mail, MailKind, Party, Person, Story};

/// The text of a mail, with its signature, and what it answers below.
pub(crate) fn body(story: &Story, mail: &Mail) -> String {
    let mut text = own_words(story, mail);
    if let Some(answered) = mail.answers.map(|place| &story.mails[place]).filter(|_| mail.kind.is_contact()) {
        quote(&mut text, story, answered);
    }
    text
}

fn own_words(story: &Story, mail: &Mail) -> String {
    let mut dice = Dice::new(mail.text_seed);
    match (mail.kind, mail.from) {
        (MailKind::AutoReply, Party::Person(person)) => automatic(&story.cast.people[person]),
        (_, Party::Person(person)) => letter(story, mail, person, &mut dice),
        (_, Party::Mailbox(mailbox)) => notice(mail, &story.cast.mailboxes[mailbox].name, &mut dice),
    }
}

fn letter(story: &Story, mail: &Mail, from: usize, dice: &mut Dice) -> String {
    let sender = &story.cast.people[from];
    let recipient = match mail.to.as_slice() {
        [Party::Person(person)] => Some(&story.cast.people[*person]),
        _ => None,
    };
    let slots = slots(story, recipient.unwrap_or(sender));
    let greeting = match recipient {
        Some(_) => fill_one(GREETINGS, slots, dice),
        None => dice.word(GREETINGS_TO_ALL).to_owned(),
    };
    let mut sentences = Vec::new();
    if mail.answers.is_some() {
        sentences.push(fill_one(REPLIES, slots, dice));
    } else if dice.percent(40) {
        sentences.push(fill_one(OPENINGS, slots, dice));
    }
    let count = if mail.answers.is_some() { dice.below(3) } else { 2 + dice.below(4) };
    sentences.extend(some_sentences(mail, count, slots, dice));
    let closing = dice.word(CLOSINGS);
    let mut text = format!("{greeting}\n\n{}\n\n{closing}\n{}\n", paragraphs(&sentences), sender.name.given);
    if dice.percent(60) {
        push_signature(&mut text, story, sender);
    }
    text
}

fn some_sentences(mail: &Mail, count: usize, slots: Slots<'_>, dice: &mut Dice) -> Vec<String> {
    let templates = dice.some(mail.topic.sentences, count);
    templates.into_iter().map(|template| fill(template, slots, dice)).collect()
}

fn slots<'s>(story: &'s Story, person: &'s Person) -> Slots<'s> {
    Slots {
        name: &person.name.given,
        company: story.cast.organizations[person.organization].name,
        city: person.city,
    }
}

/// Sentences in lines of some 72 characters, two to a paragraph.
fn paragraphs(sentences: &[String]) -> String {
    let pairs = sentences.chunks(2).map(|pair| wrapped(&pair.join(" ")));
    pairs.collect::<Vec<_>>().join("\n\n")
}

fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + word.len() > 72 {
            lines.push('\n');
            width = 0;
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += word.len();
    }
    lines
}

fn push_signature(text: &mut String, story: &Story, sender: &Person) {
    let organization = story.cast.organizations[sender.organization].name;
    let lines = [&sender.name.latin(), sender.title, organization, &sender.phone];
    text.push_str("\n-- \n");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}

/// The beginning of what is answered, as mail programs put it below.
fn quote(text: &mut String, story: &Story, answered: &Mail) {
    let Party::Person(author) = answered.from else { return };
    let author = &story.cast.people[author];
    let at = answered.at.to_zoned(author.zone.clone());
    text.push_str(&format!("\nOn {}, {} wrote:\n", at.strftime("%d %b %Y at %H:%M"), author.name.latin()));
    for line in own_words(story, answered).lines().take(14) {
        text.push_str("> ");
        text.push_str(line);
        text.push('\n');
    }
}

fn automatic(person: &Person) -> String {
    format!(
        "Thank you for your message. I am out of the office and will answer when I am back.\nIn urgent cases \
         please call our switchboard.\n\n{}\n{}\n",
        person.name.latin(),
        person.title
    )
}

fn notice(mail: &Mail, from: &str, dice: &mut Dice) -> String {
    let count = 3 + dice.below(4);
    let sentences = some_sentences(mail, count, Slots::default(), dice);
    format!("{}\n\n{}\n\n{from}\n", mail.subject, paragraphs(&sentences))
}
