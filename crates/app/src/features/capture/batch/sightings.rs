//! What records say of addresses themselves: names, rooms, lists, bounces, absences.

use std::collections::HashMap;

use identity::NameSource;
use jiff::Timestamp;
use model::{AttendeeKind, Content, Notice, NoticeKind, Record};

use super::{Import, Told, contacts, list_of};
use crate::features::capture::report::Outcome;
use crate::features::identities::Uses;
use crate::features::understanding::pairs::moment;
use crate::words::report;

impl Import<'_> {
    pub(super) fn take_notices(
        &mut self,
        records: &[(usize, &Record)],
        uses: &mut HashMap<i64, Uses>,
        told: &mut [Told],
    ) {
        for (slot, record) in records {
            let Content::Notice(notice) = &record.content else { continue };
            for contact in &notice.about {
                let Some(known) = self.roll.get(&contact.address) else { continue };
                note(notice, uses.entry(known.identity).or_default());
            }
            told[*slot] = Told { outcome: Outcome::Skipped, tells: None, reason: words_of(notice) };
        }
    }

    /// Counts what a record says of addresses, whether or not its interaction was known.
    pub(super) fn count_sightings(&mut self, record: &Record, uses: &mut HashMap<i64, Uses>) {
        let (at, source) = match &record.content {
            Content::Mail(mail) => (mail.at, NameSource::Header),
            Content::Message(message) => (message.at, NameSource::LinkedIn),
            Content::Event(event) => {
                (event.occurrences.first().map_or(Timestamp::UNIX_EPOCH, |o| o.start), NameSource::Calendar)
            }
            Content::Card(_) | Content::Notice(_) => return,
        };
        let day = i64::from(moment(at.as_microsecond()).day);
        for contact in contacts(&record.content) {
            if let Some(known) = self.roll.get(&contact.address) {
                self.touched.insert(known.person);
                if !contact.name.is_empty() {
                    uses.entry(known.identity).or_default().named(&contact.name, source, day);
                }
            }
        }
        if let Some(list) = list_of(record).and_then(|a| self.roll.get(a)) {
            self.touched.insert(list.person);
            uses.entry(list.identity).or_default().list_mails += 1;
        }
        if let Content::Event(event) = &record.content {
            for a in event.attendees.iter().filter(|a| a.kind != AttendeeKind::Individual) {
                if let Some(known) = self.roll.get(&a.contact.address) {
                    self.touched.insert(known.person);
                    uses.entry(known.identity).or_default().is_resource = true;
                }
            }
        }
    }
}

fn note(notice: &Notice, uses: &mut Uses) {
    let at = notice.at.as_microsecond();
    match notice.kind {
        NoticeKind::Bounced => uses.bounced_at = Some(uses.bounced_at.map_or(at, |t| t.max(at))),
        NoticeKind::Away => uses.away_at = Some(uses.away_at.map_or(at, |t| t.max(at))),
        NoticeKind::Read | NoticeKind::Answered => {}
    }
}

fn words_of(notice: &Notice) -> String {
    let about = notice.about.first().map_or("", |c| c.address.value());
    let words = match notice.kind {
        NoticeKind::Bounced => report::bounced(about),
        NoticeKind::Away => report::away(about),
        NoticeKind::Read => report::read(about),
        NoticeKind::Answered => report::answered(about),
    };
    words.trim_end().to_owned()
}
