//! What one look through the days of a tie tells without any power being taken: counts, habits, what is open.

use advice::{Counts, Habits};
use model::{Channel, Direction};
use network::{Day, Moment, TieDays};

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
    by_direction: [u32; 3],
    active_days: u32,
    twelve_months: u32,
    half_year: u32,
    half_year_before: u32,
    recent_habits: Habits,
    all_habits: Habits,
}

impl Tallied {
    pub fn finished(&self) -> Counts {
        let [sent, received, mutual] = self.by_direction;
        let has_recent = self.recent_habits != Habits::default();
        Counts {
            sent,
            received,
            mutual,
            active_days: self.active_days,
            twelve_months: self.twelve_months,
            half_year: self.half_year,
            half_year_before: self.half_year_before,
            habits: if has_recent { self.recent_habits } else { self.all_habits },
        }
    }

    pub fn owner_acted(&self) -> bool {
        self.by_direction[0] > 0 || self.by_direction[2] > 0
    }

    /// Enough days of contact for a rhythm: without one nothing can be overdue or dormant.
    pub fn has_rhythm(&self) -> bool {
        self.active_days >= network::rhythm::DAYS_NEEDED
    }

    /// Enough contact in the half year before the last one that its thinning would be a reason.
    pub fn was_lively(&self) -> bool {
        self.half_year_before >= 8
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
        let past = days.until(as_of);
        let past_days = past.len();
        past.for_each(|day| glance.count(&day, as_of.day));
        let is_planned = |day: &Day<'_>| day.counts.iter().any(|c| c.kind.channel == Channel::Meeting);
        glance.planned = days.iter().skip(past_days).find(is_planned).map(|day| day.day);
        glance
    }

    fn count(&mut self, day: &Day<'_>, today: i32) {
        if self.last.is_none() {
            self.first_day = day.day;
        }
        let (mut owner_acted, mut they_acted, mut sent) = (false, false, 0);
        for c in day.counts {
            let direction = c.kind.direction;
            let counts = &mut self.counts;
            counts.by_direction[direction as usize] =
                counts.by_direction[direction as usize].saturating_add(c.n);
            counts.all_habits.add(c.kind.channel, c.n);
            if day.day > today - HABIT_DAYS {
                counts.recent_habits.add(c.kind.channel, c.n);
            }
            owner_acted |= direction != Direction::In;
            they_acted |= direction != Direction::Out;
            sent += if direction == Direction::Out { c.n } else { 0 };
            if (c.kind.channel, direction) == (Channel::DirectMail, Direction::In) {
                self.last_direct_in = Some(day.day);
            }
            self.last = Some(Last { moment: day.last_touch(), channel: c.kind.channel, direction });
        }
        self.count_age(day, today);
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

    fn count_age(&mut self, day: &Day<'_>, today: i32) {
        let counts = &mut self.counts;
        let (age, n) = (today - day.day, day.touches());
        counts.active_days += 1;
        if age < 365 {
            counts.twelve_months += n;
        }
        if age < 182 {
            counts.half_year += n;
        } else if age < 364 {
            counts.half_year_before += n;
        }
    }

    /// The day of their last mail to the owner alone, if the owner did not act on that day or later.
    pub fn unanswered_since(&self) -> Option<i32> {
        self.last_direct_in.filter(|day| self.last_acted.is_none_or(|acted| acted < *day))
    }
}
