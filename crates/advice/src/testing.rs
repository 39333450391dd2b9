//! Candidates for tests, told in a few words. What a test does not mention is as for a healthy tie of some years.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::{Channel, DateFormat, Direction, InteractionId, PersonId};

use crate::candidate::{
    Candidate, Counts, Habits, LastContact, Mention, Occasion, OwnersWord, Reach, Rhythm, Unanswered,
    Unreturned,
};
use crate::words::figures::Days;

/// The Tuesday on which all stories end.
pub(crate) const TODAY: Date = date(2026, 11, 17);

/// Seen from there, by somebody who set nothing.
pub(crate) const DAYS: Days = Days { as_of: TODAY, dates: DateFormat::DayMonth };

pub(crate) fn ago(days: u32) -> Date {
    TODAY.checked_sub(i64::from(days).days()).unwrap()
}

pub(crate) fn ahead(days: u32) -> Date {
    TODAY.checked_add(i64::from(days).days()).unwrap()
}

fn mention(id: i64, subject: &str, days: u32) -> Mention {
    Mention { interaction: InteractionId(id), day: ago(days), subject: Some(subject.to_owned()) }
}

/// A relationship since March 2021 with mail every three weeks, the last ten days ago.
pub(crate) fn someone(id: i64) -> Candidate {
    Candidate {
        person: PersonId(id),
        is_person: true,
        is_spared: false,
        is_key: false,
        warmth: 70.0,
        warmth_later: 60.0,
        closeness: 60.0,
        rhythm: Some(Rhythm { gap_days: 21.0, late_days: 26.0 }),
        first_day: date(2021, 3, 1),
        last: LastContact {
            day: ago(10),
            channel: Channel::DirectMail,
            direction: Direction::Out,
            interaction: Some(InteractionId(100)),
        },
        counts: Counts {
            sent: 60,
            received: 58,
            mutual: 4,
            active_days: 90,
            twelve_months: 18,
            half_year: 9,
            half_year_before: 9,
            habits: Habits { direct_mails: 40, group_mails: 6, meetings: 2, calls: 0, messages: 0 },
        },
        unanswered: None,
        unreturned: None,
        topic: Some(mention(100, "Re: Valve drawings", 10)),
        planned: None,
        occasion: None,
        owners_word: OwnersWord::default(),
        reach: Reach { away_until: None, has_mail: true, has_phone: false },
    }
}

/// Telling more of someone.
impl Candidate {
    pub(crate) fn silent(mut self, days: u32) -> Self {
        self.last.day = ago(days);
        self.topic = self.topic.map(|topic| Mention { day: ago(days), ..topic });
        self
    }

    pub(crate) fn every(mut self, gap_days: f64) -> Self {
        self.rhythm = Some(Rhythm { gap_days, late_days: gap_days * 1.2 });
        self
    }

    pub(crate) fn cooling(mut self, now: f64, later: f64) -> Self {
        (self.warmth, self.warmth_later) = (now, later);
        self
    }

    pub(crate) fn close(mut self, closeness: f64) -> Self {
        self.closeness = closeness;
        self
    }

    pub(crate) fn colleague(mut self) -> Self {
        self.is_spared = true;
        self
    }

    pub(crate) fn waits_since(mut self, days: u32, subject: &str) -> Self {
        self.last = LastContact { direction: Direction::In, ..self.last };
        self = self.silent(days);
        self.unanswered = Some(Unanswered { mail: mention(200, subject, days), is_answer: false });
        self
    }

    pub(crate) fn answered_us(mut self) -> Self {
        self.unanswered = self.unanswered.map(|unanswered| Unanswered { is_answer: true, ..unanswered });
        self
    }

    pub(crate) fn not_answering(mut self, mails: u32, since_days: u32) -> Self {
        self.unreturned = Some(Unreturned { mails, since: ago(since_days) });
        self
    }

    pub(crate) fn recent(mut self, since_days: u32, habits: Habits) -> Self {
        self.first_day = ago(since_days);
        self.rhythm = None;
        self.closeness = 12.0;
        let (sent, received, mutual) = (1, 1, habits.meetings);
        self.counts = Counts {
            sent,
            received,
            mutual,
            active_days: 2,
            twelve_months: 3,
            half_year: 3,
            half_year_before: 0,
            habits,
        };
        self
    }

    pub(crate) fn acted(mut self, sent: u32, received: u32, mutual: u32) -> Self {
        self.counts = Counts { sent, received, mutual, ..self.counts };
        self
    }

    pub(crate) fn half_years(mut self, now: u32, before: u32) -> Self {
        self.counts = Counts { half_year: now, half_year_before: before, ..self.counts };
        self
    }

    pub(crate) fn used_to(mut self, habits: Habits) -> Self {
        self.counts.habits = habits;
        self
    }

    pub(crate) fn with_phone(mut self) -> Self {
        self.reach.has_phone = true;
        self
    }

    pub(crate) fn without_mail(mut self) -> Self {
        self.reach.has_mail = false;
        self
    }

    pub(crate) fn away(mut self, days: u32) -> Self {
        self.reach.away_until = Some(ahead(days));
        self
    }

    pub(crate) fn meeting_in(mut self, days: u32) -> Self {
        self.planned = Some(ahead(days));
        self
    }

    pub(crate) fn wanted_every(mut self, days: u32) -> Self {
        self.owners_word.cadence_days = Some(days);
        self
    }

    pub(crate) fn snoozed_for(mut self, days: u32) -> Self {
        self.owners_word.snoozed_until = Some(ahead(days));
        self
    }

    pub(crate) fn dismissed(mut self, times: u32) -> Self {
        self.owners_word.dismissals = times;
        self
    }

    pub(crate) fn has(mut self, occasion: Occasion) -> Self {
        self.occasion = Some(occasion);
        self
    }

    pub(crate) fn about(mut self, subject: &str) -> Self {
        self.topic = self.topic.map(|topic| Mention { subject: Some(subject.to_owned()), ..topic });
        self
    }
}
