//! One person on one day: whether there is something to be said of them, and how much it weighs.
//!
//! What waiting costs is [`crate::loss`]; here it meets what settles a matter without it (a meeting ahead, a holiday), and
//! who is not spoken of at all: whom the owner put off, who is no relationship, with whom contact goes one way only.
//! [`mod@crate::today`] chooses among those who were weighed.

use jiff::civil::Date;

use crate::candidate::{Candidate, Counts, OwnersWord, Rhythm, days_after, days_between};
use crate::gesture::usual_means;
use crate::loss::{Loss, NOTABLE_CLOSENESS, due_after_days, later_days, percent};
use crate::suggestion::{LetGoEntry, Means, NextDue, WhyLetGo};
use crate::today::TodaySettings;

/// A meeting within so many days settles everything: one does not write today to someone one sees tomorrow.
const SEEN_SOON_DAYS: u32 = 3;
/// A meeting within so many days, or within the time one would wait anyway, settles the silence.
const SEEN_IN_TIME_DAYS: u32 = 14;

/// What is to be said of a person on a day.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// What waiting costs today, if it costs enough to be said.
    pub(crate) verdict: Option<Verdict>,
    /// When their silence will be longer than usual, if that is ahead.
    pub(crate) due: Option<NextDue>,
}

#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    Pressing(Urgency),
    Settled(LetGoEntry),
}

/// What makes a person pressing.
#[derive(Clone, Debug)]
pub(crate) struct Urgency {
    pub loss: Loss,
    /// The sum of the loss.
    pub cost: f64,
    pub means: Means,
}

impl Weighed {
    /// Weighs a person; `None` if there is nothing to be said of them, today or ahead.
    pub fn of(candidate: &Candidate, settings: &TodaySettings, as_of: Date) -> Option<Weighed> {
        let Candidate { counts, owners_word, is_key, .. } = candidate;
        if !candidate.is_person || !may_be_suggested(counts, owners_word, *is_key, as_of) {
            return None;
        }
        let verdict = verdict(candidate, settings, as_of);
        let due = due_next(candidate, as_of);
        (verdict.is_some() || due.is_some()).then_some(Weighed { verdict, due })
    }
}

impl Weighed {
    /// Whether this person could have a place on the list, if it were long enough.
    pub fn is_pressing(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Pressing(_)))
    }
}

/// Whether somebody is a relationship that the owner has not put off: nothing is said of anybody else.
pub fn may_be_suggested(counts: &Counts, word: &OwnersWord, is_key: bool, as_of: Date) -> bool {
    let is_wanted = word.cadence_days.is_some() || is_key;
    let is_put_off = word.never || word.snoozed_until.is_some_and(|day| day > as_of);
    !is_put_off && counts.owner_acted() && (is_wanted || !counts.is_one_sided())
}

/// What is to be said of a person today, if anything.
fn verdict(candidate: &Candidate, settings: &TodaySettings, as_of: Date) -> Option<Verdict> {
    let loss = Loss::of(candidate, settings.close_from, as_of);
    if !loss.is_enough() {
        return None;
    }
    let entry = |why, loss| Verdict::Settled(LetGoEntry { person: candidate.person, why, loss });
    let cost = loss.total();
    let away_until = candidate.reach.away_until.filter(|until| *until >= as_of);
    let meeting = candidate.planned.filter(|day| *day >= as_of);
    let left = match meeting {
        Some(day) => left_by_a_meeting(loss, candidate, days_between(as_of, day)),
        None => loss,
    };
    let why = away_until
        .map(|until| WhyLetGo::Away { until })
        .or(meeting.filter(|_| !left.is_enough()).map(|day| WhyLetGo::MeetingAhead { day }));
    Some(match (why, usual_means(candidate)) {
        (None, Some(means)) => Verdict::Pressing(Urgency { cost: left.total(), loss: left, means }),
        (None, None) => entry(WhyLetGo::Unreachable, cost),
        (Some(why), _) => entry(why, cost),
    })
}

/// What is left to be lost by waiting when they meet in so many days.
fn left_by_a_meeting(loss: Loss, candidate: &Candidate, days: u32) -> Loss {
    let would_wait = later_days(candidate.rhythm.map(|rhythm| rhythm.gap_days));
    if days <= SEEN_SOON_DAYS {
        Loss::NOTHING
    } else if days <= would_wait.max(SEEN_IN_TIME_DAYS) {
        loss.before_a_meeting()
    } else {
        loss
    }
}

/// The first day ahead on which their silence is longer than usual, of those who are neither colleagues nor met soon.
fn due_next(candidate: &Candidate, as_of: Date) -> Option<NextDue> {
    let is_announced = !candidate.is_spared
        && candidate.planned.is_none()
        && percent(candidate.closeness) >= NOTABLE_CLOSENESS;
    let rhythm = candidate.rhythm.filter(|_| is_announced)?;
    let day = due_on(rhythm, candidate.last.day);
    (day > as_of).then_some(NextDue { person: candidate.person, day })
}

/// The first day on which the silence since a day of contact is longer than usual.
pub fn due_on(rhythm: Rhythm, last_day: Date) -> Date {
    let days = due_after_days(rhythm).floor() + 1.0;
    days_after(last_day, i64::from(days as u32))
}
