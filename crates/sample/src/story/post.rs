//! The hand that writes the mails: it knows who works when, and that nothing happens after the story's last day.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::data::phrases::REPLY_PREFIXES;
use crate::data::places::{COUNTRIES, is_owner_away};
use crate::data::topics::{self, Topic};
use crate::dice::Dice;
use crate::story::words::{Slots, fill_one};
use crate::story::{Cast, Mail, MailKind, OWNER, Party, Person, Role, Span, day_after};

/// Working hours, by the clock of whoever works.
const OPENS: i8 = 8;
const CLOSES: i8 = 18;

/// All mails so far.
pub(crate) struct Post<'c> {
    pub(crate) cast: &'c Cast,
    pub(crate) span: Span,
    mails: Vec<Mail>,
    end: Timestamp,
}

impl<'c> Post<'c> {
    pub(crate) fn new(cast: &'c Cast, span: Span) -> Post<'c> {
        let midnight = day_after(span.last, 1).to_zoned(jiff::tz::TimeZone::UTC);
        let end = midnight.map_or(Timestamp::MAX, |midnight| midnight.timestamp());
        Post { cast, span, mails: Vec::new(), end }
    }

    pub(crate) fn person(&self, person: usize) -> &'c Person {
        &self.cast.people[person]
    }

    pub(crate) fn mails(&self) -> &[Mail] {
        &self.mails
    }

    /// Sends a mail, unless its time is after the end; gives its place.
    pub(crate) fn send(&mut self, mail: Mail) -> Option<usize> {
        (mail.at < self.end).then(|| {
            self.mails.push(mail);
            self.mails.len() - 1
        })
    }

    /// Amends a mail before it goes out.
    pub(crate) fn change(&mut self, place: usize, amend: impl FnOnce(&mut Mail)) {
        if let Some(mail) = self.mails.get_mut(place) {
            amend(mail);
        }
    }

    /// Answers a mail, a while after it: to its sender, and to its other recipients if it had any.
    pub(crate) fn answer(&mut self, answered: usize, by: usize, dice: &mut Dice) -> Option<usize> {
        let original = &self.mails[answered];
        let at = self.at_work(by, original.at + pause(dice), dice);
        let me = Party::Person(by);
        let is_other = |party: &&Party| **party != me && **party != original.from;
        let to = if original.from == me { original.to.clone() } else { vec![original.from] };
        let also = original.to.iter().chain(&original.cc).filter(is_other).copied();
        let cc = if original.from == me { original.cc.clone() } else { also.collect() };
        let mail = Mail {
            at,
            from: me,
            to,
            cc,
            subject: self.answered_subject(&original.subject, by, dice),
            answers: Some(answered),
            kind: original.kind,
            topic: original.topic,
            text_seed: dice.next(),
        };
        self.send(mail)
    }

    /// A mail from one person to others, on a day at working hours.
    pub(crate) fn letter(
        &mut self,
        day: Date,
        from: usize,
        to: Vec<usize>,
        cc: Vec<usize>,
        dice: &mut Dice,
    ) -> Option<usize> {
        let at = self.during(from, day, dice);
        let subject_of = to.iter().chain([&from]).copied().find(|p| !self.person(*p).role.is_inside());
        let topic = self.topic_between(from, &to);
        let subject = fill_one(topic.subjects, self.slots(subject_of.unwrap_or(from), to[0]), dice);
        let parties = |people: Vec<usize>| people.into_iter().map(Party::Person).collect();
        self.send(Mail {
            at,
            from: Party::Person(from),
            to: parties(to),
            cc: parties(cc),
            subject,
            answers: None,
            kind: MailKind::Personal,
            topic,
            text_seed: dice.next(),
        })
    }

    /// What stands in the slots of a letter.
    pub(crate) fn slots(&self, about: usize, to: usize) -> Slots<'c> {
        let (about, to) = (self.person(about), self.person(to));
        let company = match about.role.is_inside() {
            true => "",
            false => self.cast.organizations[about.organization].name,
        };
        Slots { name: &to.name.given, company, city: about.city }
    }

    fn topic_between(&self, from: usize, to: &[usize]) -> &'static Topic {
        let outside = to.iter().chain([&from]).find(|person| !self.person(**person).role.is_inside());
        topic_of(outside.map_or(Role::Staff, |person| self.person(*person).role))
    }

    fn answered_subject(&self, subject: &str, by: usize, dice: &mut Dice) -> String {
        let bare = REPLY_PREFIXES.iter().map(|(_, prefix)| *prefix).chain(["Re: "]);
        let bare = bare.fold(subject, |subject, prefix| subject.strip_prefix(prefix).unwrap_or(subject));
        let culture = COUNTRIES[self.person(by).country].culture;
        let own = REPLY_PREFIXES.iter().find(|(key, _)| *key == culture && by != OWNER && dice.percent(40));
        format!("{}{bare}", own.map_or("Re: ", |(_, prefix)| prefix))
    }

    /// A moment of somebody's working hours on a day, or on the next day on which they work.
    pub(crate) fn during(&self, person: usize, day: Date, dice: &mut Dice) -> Timestamp {
        let zone = &self.person(person).zone;
        let (hour, minute) = (dice.between(OPENS.into(), (CLOSES - 1).into()), dice.between(0, 59));
        let second = dice.between(0, 59) as i8;
        let wanted =
            self.working_day(person, day).at(hour as i8, minute as i8, second, 0).to_zoned(zone.clone());
        wanted.map_or(self.end, |moment| moment.timestamp())
    }

    /// The same moment if somebody works then, or the next morning on which they do.
    pub(crate) fn at_work(&self, person: usize, moment: Timestamp, dice: &mut Dice) -> Timestamp {
        let local = moment.to_zoned(self.person(person).zone.clone());
        let day = local.date();
        let is_open = (OPENS..CLOSES).contains(&local.hour()) && self.working_day(person, day) == day;
        if is_open {
            return moment;
        }
        let next = if local.hour() >= CLOSES { day_after(day, 1) } else { day };
        let minutes = dice.between(0, 170);
        let morning =
            self.working_day(person, next).at(OPENS + (minutes / 60) as i8, (minutes % 60) as i8, 17, 0);
        morning.to_zoned(local.time_zone().clone()).map_or(self.end, |moment| moment.timestamp())
    }

    /// This day, or the next one on which they work.
    pub(crate) fn working_day(&self, person: usize, day: Date) -> Date {
        let is_off = |day: &Date| match person {
            OWNER => is_owner_away(*day) || crate::data::places::Rest::Plain.is_free(*day),
            _ => COUNTRIES[self.person(person).country].rest.is_free(*day),
        };
        (0..60).map(|days| day_after(day, days)).find(|day| !is_off(day)).unwrap_or(day)
    }

    /// All mails in order of time.
    pub(crate) fn into_mails(self) -> Vec<Mail> {
        let mut order: Vec<usize> = (0..self.mails.len()).collect();
        order.sort_by_key(|place| self.mails[*place].at);
        let mut new_place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            new_place[*old] = new;
        }
        let mut mails: Vec<Option<Mail>> = self.mails.into_iter().map(Some).collect();
        let sorted = order.into_iter().filter_map(|place| mails[place].take());
        sorted.map(|mail| Mail { answers: mail.answers.map(|place| new_place[place]), ..mail }).collect()
    }
}

/// How long an answer takes, before working hours are looked at: minutes mostly, days sometimes.
fn pause(dice: &mut Dice) -> SignedDuration {
    let minutes = match dice.below(10) {
        0..=5 => dice.between(6, 200),
        6..=8 => dice.between(200, 1500),
        _ => dice.between(1500, 5000),
    };
    SignedDuration::from_secs(i64::from(minutes) * 60 + i64::from(dice.between(0, 59)))
}

/// What people of a role write about.
fn topic_of(role: Role) -> &'static Topic {
    match role {
        Role::Supplier => &topics::SUPPLIER,
        Role::Customer => &topics::CUSTOMER,
        Role::Partner => &topics::PARTNER,
        Role::Adviser | Role::Mentor => &topics::ADVISER,
        Role::Director => &topics::BOARD,
        Role::Peer => &topics::PEER,
        Role::Former | Role::Acquaintance => &topics::FRIEND,
        Role::Association => &topics::ASSOCIATION,
        Role::Seller => &topics::SELLER,
        _ => &topics::INSIDE,
    }
}
