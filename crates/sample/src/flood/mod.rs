//! A flood: an invented network of any size, record by record, for benchmarks.
//!
//! Where the story of Helena Brandt is told in files, this one is poured straight into the writing half of an import:
//! six years of an owner's mail, meetings and messages with as many people as are asked for, in order of time, each
//! record made when it is asked for. What it takes from life: few people account for most contact, ties are alive in
//! stretches with long gaps between, one in five mails is among others (a shared mailbox, a delegate's), people write
//! to people near them, and some addresses are lists, newsletters and robots.
//!
//! * [`crowd`]: who there is, and when they are in touch.
//! * [`flood`]: what passes among them.

mod crowd;

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use model::{
    Attendance, Attendee, AttendeeKind, Contact, Content, Event, Item, Mail, MailClass, Message, Occurrence,
    Position, Record,
};

use crate::data::topics::{ADVISER, CONVERSATIONS, MEETINGS, NEWSLETTER, ROBOT, SUPPLIER};
use crate::dice::Dice;
use crate::story::words::{Slots, fill_one};
use crowd::{Crowd, OWNER, Sort};

/// The address of the owner of a flood.
pub const FLOOD_OWNER: &str = crowd::OWNER_ADDRESS;

/// Six years, in days.
const DAYS: u64 = 2_192;
/// Of a hundred interactions, so many are what lists, newsletters and robots send.
const PERCENT_NOBODY: u32 = 5;
const PERCENT_MEETINGS: u32 = 8;
const PERCENT_MESSAGES: u32 = 6;
/// Of a hundred of the others, the owner is party to so many.
const PERCENT_OWNERS: u32 = 79;

/// An invented network of `people` people (the owner among them, and a few that turn out to be lists, newsletters and
/// robots) with `interactions` interactions in the six years before `today`, and a card for every third of them.
///
/// The same arguments give the same records. Memory grows with the people, some 30 bytes each, and not with the
/// interactions; with fewer interactions than people, some people do not come up.
pub fn flood(people: u32, interactions: u64, seed: u64, today: Date) -> impl Iterator<Item = Item> + Send {
    let first_day = today.saturating_sub((DAYS as i64).days());
    let begin = first_day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
    Flood {
        crowd: Crowd::new(people.max(2), DAYS, seed),
        dice: Dice::fork(seed, "flood"),
        interactions,
        done: 0,
        arrived: 0,
        given: 0,
        card_of: Some(OWNER),
        begin,
        mark: format!("{seed}.{today}"),
        latest_of_list: HashMap::new(),
    }
}

struct Flood {
    crowd: Crowd,
    dice: Dice,
    interactions: u64,
    done: u64,
    /// How many have been in touch for the first time.
    arrived: usize,
    /// Items given, cards included.
    given: u64,
    /// Whose card comes next.
    card_of: Option<u32>,
    begin: Timestamp,
    /// Tells the records of this flood from those of another.
    mark: String,
    latest_of_list: HashMap<u32, String>,
}

impl Iterator for Flood {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.given += 1;
        if let Some(person) = self.card_of.take() {
            let card = self.crowd.card(person);
            return Some(self.item(format!("card:{person}"), Content::Card(card)));
        }
        if self.done == self.interactions {
            return None;
        }
        let day = (self.done * DAYS / self.interactions) as u16;
        let newcomer = self.crowd.arrival(self.arrived).filter(|(_, first)| *first <= day);
        let partner = match newcomer {
            Some((person, _)) => {
                self.arrived += 1;
                person
            }
            None => self.someone_alive(day),
        };
        let is_first = newcomer.is_some();
        self.card_of = Some(partner).filter(|p| is_first && self.crowd.has_profile(*p));
        let content = self.interaction(partner, is_first, day);
        self.done += 1;
        let kind = kind_of(&content);
        Some(self.item(format!("{kind}:{}", self.id()), content))
    }
}

fn kind_of(content: &Content) -> &'static str {
    match content {
        Content::Mail(_) => "mail",
        Content::Event(_) => "event",
        _ => "message",
    }
}

impl Flood {
    fn item(&mut self, key: String, content: Content) -> Item {
        let content_hash = self.mark.bytes().fold(u128::from(self.given), |sum, byte| {
            sum.wrapping_mul(0x0000_0001_0000_01b3).wrapping_add(u128::from(byte) << 40)
        });
        let position = Position { number: self.given, offset: self.given };
        Item { position, outcome: Ok(Record { key, content_hash, content }) }
    }

    /// The name of the interaction at hand.
    fn id(&self) -> String {
        format!("{}.{}@flood.example", self.done, self.mark)
    }

    /// Someone who is in touch at that time; the few account for most of it.
    fn someone_alive(&mut self, day: u16) -> u32 {
        for _ in 0..20 {
            let person = self.crowd.someone(&mut self.dice);
            if self.crowd.is_alive(person, day) {
                return person;
            }
        }
        let earlier = self.dice.below(self.arrived.max(1));
        self.crowd.arrival(earlier).map_or(1, |(person, _)| person)
    }

    fn interaction(&mut self, partner: u32, is_first: bool, day: u16) -> Content {
        let at = self.moment();
        let sort = self.crowd.sort(partner);
        if sort != Sort::Human {
            return self.nobodys_mail(partner, sort, at);
        }
        let kind = self.dice.below(100) as u32;
        if is_first {
            self.mail(partner, at)
        } else if kind < PERCENT_NOBODY {
            let nobody = self.crowd.nobody_near(partner);
            self.nobodys_mail(nobody, self.crowd.sort(nobody), at)
        } else if kind < PERCENT_NOBODY + PERCENT_MEETINGS {
            self.meeting(partner, day)
        } else if kind < PERCENT_NOBODY + PERCENT_MEETINGS + PERCENT_MESSAGES
            && self.crowd.has_profile(partner)
        {
            self.message(partner, at)
        } else {
            self.mail(partner, at)
        }
    }

    /// Interactions follow each other from seven in the morning to seven in the evening.
    fn moment(&self) -> Timestamp {
        let nth = u128::from(self.done) * u128::from(DAYS) * 43_200 / u128::from(self.interactions);
        let (day, second) = (nth as u64 / 43_200, nth as u64 % 43_200);
        self.instant(day, 25_200 + second)
    }

    fn instant(&self, day: u64, second: u64) -> Timestamp {
        self.begin.checked_add(((day * 86_400 + second) as i64).seconds()).unwrap_or(self.begin)
    }

    fn mail(&mut self, partner: u32, at: Timestamp) -> Content {
        let others = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3][self.dice.below(11)];
        let is_owners = self.dice.percent(PERCENT_OWNERS);
        let mut to = self.near(partner, others);
        let from = if !is_owners {
            let sender = self.crowd.near(partner, &mut self.dice);
            to.retain(|p| *p != sender);
            to.insert(0, partner);
            sender
        } else if self.dice.percent(self.crowd.percent_by_owner(partner)) {
            to.insert(0, partner);
            OWNER
        } else {
            to.insert(0, OWNER);
            partner
        };
        let topic = if partner.is_multiple_of(2) { &SUPPLIER } else { &ADVISER };
        Content::Mail(self.mail_of(from, &to, at, MailClass::Personal, topic.subjects))
    }

    fn nobodys_mail(&mut self, nobody: u32, sort: Sort, at: Timestamp) -> Content {
        if sort != Sort::List {
            let (class, topic) = match sort {
                Sort::Newsletter => (MailClass::Bulk, &NEWSLETTER),
                _ => (MailClass::Robot, &ROBOT),
            };
            return Content::Mail(self.mail_of(nobody, &[OWNER], at, class, topic.subjects));
        }
        let writer = if self.dice.percent(5) { OWNER } else { self.crowd.near(nobody, &mut self.dice) };
        let list = self.crowd.contact(nobody).address;
        let class = MailClass::Discussion { list: Some(list) };
        let mut mail = self.mail_of(writer, &[nobody], at, class, SUPPLIER.subjects);
        let before = self.latest_of_list.insert(nobody, self.id());
        mail.in_reply_to = before.filter(|_| self.dice.percent(70));
        Content::Mail(mail)
    }

    fn mail_of(&mut self, from: u32, to: &[u32], at: Timestamp, class: MailClass, subjects: &[&str]) -> Mail {
        let subject = fill_one(subjects, Slots::default(), &mut self.dice);
        Mail {
            at,
            is_dated: true,
            from: self.crowd.contact(from),
            to: to.iter().map(|person| self.crowd.contact(*person)).collect(),
            cc: Vec::new(),
            recipient_count: to.len() as u32,
            subject: if self.dice.percent(40) { format!("Re: {subject}") } else { subject },
            in_reply_to: None,
            message_id: Some(self.id()),
            class,
            reply_to: None,
        }
    }

    /// A meeting that is called today and takes place in the next days.
    fn meeting(&mut self, partner: u32, day: u16) -> Content {
        let others = [0, 0, 1, 2, 3, 5, 8][self.dice.below(7)];
        let mut guests = self.near(partner, others);
        guests.insert(0, partner);
        if self.dice.percent(PERCENT_OWNERS) {
            guests.insert(0, OWNER);
        }
        let day = u64::from(day) + self.dice.below(10) as u64;
        let half_hour = self.dice.below(22) as u64;
        let start = self.instant(day, 25_200 + 1_800 * half_hour);
        let end = start.checked_add(45.minutes()).ok();
        let answers =
            [Attendance::Accepted, Attendance::Accepted, Attendance::Unanswered, Attendance::Declined];
        let attendees = guests.iter().map(|guest| Attendee {
            contact: self.crowd.contact(*guest),
            attendance: answers[self.dice.below(answers.len())],
            kind: AttendeeKind::Individual,
        });
        Content::Event(Event {
            attendees: attendees.collect(),
            uid: self.id(),
            sequence: 0,
            stamp: Some(self.moment()),
            title: fill_one(MEETINGS, Slots::default(), &mut self.dice),
            organizer: guests.first().map(|first| self.crowd.contact(*first)),
            cancelled: self.dice.percent(3),
            is_override: false,
            goes_on: false,
            occurrences: vec![Occurrence { recurrence: String::new(), start, end }],
        })
    }

    fn message(&mut self, partner: u32, at: Timestamp) -> Content {
        let is_owners = self.dice.percent(self.crowd.percent_by_owner(partner));
        let (from, to) = if is_owners { (OWNER, partner) } else { (partner, OWNER) };
        let to: Vec<Contact> = vec![self.crowd.profile(to)];
        let subject = fill_one(CONVERSATIONS, Slots::default(), &mut self.dice);
        Content::Message(Message { at, from: self.crowd.profile(from), to, subject, is_bulk: false })
    }

    /// So many people near someone, none twice; fewer if the same ones come up again.
    fn near(&mut self, person: u32, count: usize) -> Vec<u32> {
        let mut found: Vec<u32> = (0..count).map(|_| self.crowd.near(person, &mut self.dice)).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != person);
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;
    use model::Address;

    use super::*;

    fn items(people: u32, interactions: u64, seed: u64) -> Vec<Item> {
        flood(people, interactions, seed, date(2026, 8, 7)).collect()
    }

    fn contacts(item: &Item) -> Vec<&Contact> {
        match &item.outcome.as_ref().unwrap().content {
            Content::Mail(mail) => std::iter::once(&mail.from).chain(&mail.to).collect(),
            Content::Event(event) => event.attendees.iter().map(|a| &a.contact).collect(),
            Content::Message(message) => std::iter::once(&message.from).chain(&message.to).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_same_arguments_give_the_same_records() {
        assert_eq!(items(50, 2_000, 1), items(50, 2_000, 1));
        assert_ne!(items(50, 2_000, 1), items(50, 2_000, 2));
    }

    #[test]
    fn everyone_comes_up_and_every_interaction_is_one_of_its_own() {
        let items = items(300, 5_000, 1);
        let keys: HashSet<&str> = items.iter().map(|i| i.outcome.as_ref().unwrap().key.as_str()).collect();
        assert_eq!(keys.len(), items.len());
        let is_card = |i: &&Item| matches!(i.outcome.as_ref().unwrap().content, Content::Card(_));
        assert_eq!(items.len() - items.iter().filter(is_card).count(), 5_000);
        let met: HashSet<&Address> = items
            .iter()
            .flat_map(contacts)
            .map(|c| &c.address)
            .filter(|a| matches!(a, Address::Email(_)))
            .collect();
        assert_eq!(met.len(), 300);
    }

    #[test]
    fn the_owner_is_party_to_most_of_it() {
        let items = items(2_000, 20_000, 1);
        let owners = [Address::Email(FLOOD_OWNER.into()), Address::Profile("linkedin.com/in/p0".into())];
        let with_owner = items.iter().filter(|i| contacts(i).iter().any(|c| owners.contains(&c.address)));
        let share = with_owner.count() as f64 / 20_000.0;
        assert!((0.75..0.85).contains(&share), "{share}");
    }

    #[test]
    fn few_account_for_most_contact() {
        let mut counts: HashMap<Address, usize> = HashMap::new();
        for item in items(2_000, 20_000, 1) {
            contacts(&item).iter().for_each(|c| *counts.entry(c.address.clone()).or_default() += 1);
        }
        counts.remove(&Address::Email(FLOOD_OWNER.into()));
        let mut counts: Vec<usize> = counts.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let (tenth, all): (usize, usize) = (counts[..counts.len() / 10].iter().sum(), counts.iter().sum());
        assert!(tenth * 10 > all * 3, "{tenth} of {all}");
    }
}
