//! What one look through the days of a tie tells without any power being taken: counts, habits, gaps, what is open.
//!
//! It is what decides whether the numbers of a tie are worth computing, so it is taken of every tie: packed days are read
//! as they stand, and nothing is kept of them.

use advice::{Counts, Habits};
use model::{Channel, Direction, TouchKind};
use network::rhythm::Gaps;
use network::{Day, Moment, Rhythm, TieDays};

use crate::error::Result;
use crate::features::understanding::TieOfPerson;

/// Days of contact whose habits count most.
const HABIT_DAYS: i32 = 730;

/// A tie as seen from the owner, up to a moment, and the next meeting after it.
#[derive(Clone, Debug, Default)]
pub(super) struct Glance {
    pub first_day: i32,
    pub last: Option<Last>,
    pub counts: Tallied,
    /// The last day with a mail from them to the owner alone.
    pub last_direct_in: Option<i32>,
    /// The last day on which the owner acted.
    pub last_acted: Option<i32>,
    /// Touches by the owner alone on days after they last acted, and the first such day.
    pub unreturned: (u32, i32),
    /// The first day after the moment with a meeting.
    pub planned: Option<i32>,
    gaps: Gaps,
}

/// The last touch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub moment: Moment,
    pub channel: Channel,
    pub direction: Direction,
}

/// The counts while they are being counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallied {
    all: ByKind,
    recent: ByKind,
    active_days: u32,
    twelve_months: u32,
    half_year: u32,
    half_year_before: u32,
}

/// Touches by the code of their kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ByKind([u32; TouchKind::COUNT]);

impl ByKind {
    fn add(&mut self, kind: TouchKind, n: u32) {
        let of_kind = &mut self.0[usize::from(kind.code())];
        *of_kind = of_kind.saturating_add(n);
    }

    fn each(&self) -> impl Iterator<Item = (TouchKind, u32)> {
        let kinds = (0..).map_while(TouchKind::from_code);
        kinds.zip(self.0).filter(|(_, n)| *n > 0)
    }

    fn of(&self, direction: Direction) -> u32 {
        let of_direction = self.each().filter(|(kind, _)| kind.direction == direction);
        of_direction.fold(0, |sum, (_, n)| sum.saturating_add(n))
    }

    fn habits(&self) -> Habits {
        let mut habits = Habits::default();
        self.each().for_each(|(kind, n)| habits.add(kind.channel, n));
        habits
    }
}

impl Tallied {
    pub fn finished(&self) -> Counts {
        let has_recent = self.recent != ByKind::default();
        Counts {
            sent: self.all.of(Direction::Out),
            received: self.all.of(Direction::In),
            mutual: self.all.of(Direction::Mutual),
            active_days: self.active_days,
            twelve_months: self.twelve_months,
            half_year: self.half_year,
            half_year_before: self.half_year_before,
            habits: if has_recent { self.recent.habits() } else { self.all.habits() },
        }
    }

    fn count_age(&mut self, age: i32, touches: u32) {
        self.active_days += 1;
        if age < 365 {
            self.twelve_months = self.twelve_months.saturating_add(touches);
        }
        if age < 182 {
            self.half_year = self.half_year.saturating_add(touches);
        } else if age < 364 {
            self.half_year_before = self.half_year_before.saturating_add(touches);
        }
    }

    /// Enough days of contact for a rhythm: without one nothing can be overdue or dormant.
    pub fn has_rhythm(&self) -> bool {
        self.active_days >= network::rhythm::DAYS_NEEDED
    }

    /// Enough contact in the half year before the last one that its thinning would be a reason.
    pub fn was_lively(&self) -> bool {
        self.half_year_before >= 8
    }

    /// Less than half of the contact of the half year before.
    pub fn is_less_lively(&self) -> bool {
        self.half_year.saturating_mul(2) < self.half_year_before
    }

    /// The mean gap between days of contact, in days; 0 for a single day.
    pub fn mean_gap(&self, first_day: i32, last_day: i32) -> f64 {
        f64::from(last_day - first_day) / f64::from(self.active_days.saturating_sub(1).max(1))
    }
}

impl Glance {
    /// Looks through the days of a tie, seen from the owner.
    pub fn of(days: &TieDays, as_of: Moment) -> Glance {
        let mut glance = Glance::default();
        days.iter().for_each(|day| glance.see(&day, as_of));
        glance
    }

    /// The same of a tie that is still packed.
    pub fn of_packed(tie: &TieOfPerson<'_>, as_of: Moment) -> Result<Glance> {
        let mut glance = Glance::default();
        tie.each_day(|day| glance.see(day, as_of))?;
        Ok(glance)
    }

    fn see(&mut self, day: &Day<'_>, as_of: Moment) {
        if day.last_touch() <= as_of {
            self.count(day, as_of.day);
        } else if self.planned.is_none()
            && day.counts.iter().any(|count| count.kind.channel == Channel::Meeting)
        {
            self.planned = Some(day.day);
        }
    }

    fn count(&mut self, day: &Day<'_>, today: i32) {
        match self.last {
            None => self.first_day = day.day,
            Some(last) => self.gaps.push(day.day.abs_diff(last.moment.day)),
        }
        let is_recent = day.day > today - HABIT_DAYS;
        let (mut owner_acted, mut they_acted, mut sent, mut touches) = (false, false, 0, 0);
        for c in day.counts {
            let direction = c.kind.direction;
            self.counts.all.add(c.kind, c.n);
            if is_recent {
                self.counts.recent.add(c.kind, c.n);
            }
            touches = c.n.saturating_add(touches);
            owner_acted |= direction != Direction::In;
            they_acted |= direction != Direction::Out;
            sent += if direction == Direction::Out { c.n } else { 0 };
            if (c.kind.channel, direction) == (Channel::DirectMail, Direction::In) {
                self.last_direct_in = Some(day.day);
            }
            self.last = Some(Last { moment: day.last_touch(), channel: c.kind.channel, direction });
        }
        self.counts.count_age(today - day.day, touches);
        if owner_acted {
            self.last_acted = Some(day.day);
        }
        if they_acted {
            self.unreturned = (0, 0);
        } else {
            let since = if self.unreturned.0 == 0 { day.day } else { self.unreturned.1 };
            self.unreturned = (self.unreturned.0 + sent, since);
        }
    }

    /// The usual gap, if there is one yet.
    pub fn rhythm(&self) -> Option<Rhythm> {
        self.gaps.rhythm()
    }

    /// The day of their last mail to the owner alone, if the owner did not act on that day or later.
    pub fn unanswered_since(&self) -> Option<i32> {
        self.last_direct_in.filter(|day| self.last_acted.is_none_or(|acted| acted < *day))
    }
}
