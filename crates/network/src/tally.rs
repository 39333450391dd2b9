//! One pass over a tie's days, gathering everything that its numbers need.
//!
//! Every number of a tie comes from here, whether the days are in memory, in a packed text or in a sorted
//! file of touches; so the same touches give the same numbers to the last bit, and receipts cannot disagree
//! with lists. Sums run in ascending order of days.

use model::Direction;

use crate::closeness;
use crate::days::{Day, Days};
use crate::memory::{Memory, day_weight};
use crate::moment::Moment;
use crate::packed::{Corrupt, Scanner};
use crate::rhythm::{Gaps, Rhythm};

/// What a tie's days up to a moment add up to. There is at least one day.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    /// The moment that is asked about.
    pub as_of: Moment,
    /// The first day of contact.
    pub first_day: i32,
    /// When the last touch was.
    pub last: Moment,
    /// On how many days there was contact.
    pub active_days: u32,
    /// Quarters (91 days) with contact.
    pub active_quarters: u32,
    /// Touches by direction: out, in, mutual.
    pub directions: [u64; 3],
    /// Memory of the days.
    pub memory: Memory,
    /// Memory (d = 0.5) of the days with touches weighed by kind: what closeness stands on.
    pub kin: f64,
    gaps: Gaps,
}

impl Tally {
    /// The tally of days that all lie before `as_of`; `None` if there are none.
    pub fn of_days(mut days: Days<'_>, as_of: Moment) -> Option<Tally> {
        let mut tally = Tally::begin(&days.next()?, as_of);
        days.for_each(|day| tally.push(&day));
        Some(tally)
    }

    /// The tally of a packed text, read without unpacking it; days after `until` are left out as
    /// [`crate::TieDays::until`] does.
    pub fn of_text(text: &str, until: Moment, as_of: Moment) -> Result<Option<Tally>, Corrupt> {
        let mut scanner = Scanner::new(text);
        let mut tally: Option<Tally> = None;
        while let Some(day) = scanner.next_day()? {
            if day.last_touch() > until {
                continue;
            }
            match &mut tally {
                None => tally = Some(Tally::begin(&day, as_of)),
                Some(tally) => tally.push(&day),
            }
        }
        Ok(tally)
    }

    /// Starts with the first day of contact.
    pub fn begin(day: &Day<'_>, as_of: Moment) -> Tally {
        let mut tally = Tally {
            as_of,
            first_day: day.day,
            last: day.last_touch(),
            active_days: 0,
            active_quarters: 0,
            directions: [0; 3],
            memory: Memory::default(),
            kin: 0.0,
            gaps: Gaps::default(),
        };
        tally.count(day);
        tally.active_quarters = 1;
        tally
    }

    /// Takes in the next day of contact, which is not after `as_of`.
    pub fn push(&mut self, day: &Day<'_>) {
        self.gaps.push(day.day.abs_diff(self.last.day));
        self.active_quarters += u32::from(closeness::quarter(day.day) != closeness::quarter(self.last.day));
        self.last = day.last_touch();
        self.count(day);
    }

    fn count(&mut self, day: &Day<'_>) {
        let (mut touches, mut weighed) = (0.0, 0.0);
        for count in day.counts {
            touches += f64::from(count.n);
            weighed += closeness::weight(count);
            self.directions[count.kind.direction as usize] += u64::from(count.n);
        }
        let left = Memory::left_after(self.as_of.days_since(day.last_touch()));
        self.memory += left.times(day_weight(touches));
        self.kin += left.slow * day_weight(weighed);
        self.active_days += 1;
    }

    /// Days since the last touch.
    pub fn silence_days(&self) -> f64 {
        self.as_of.days_since(self.last)
    }

    /// The usual gap, if there is one yet.
    pub fn rhythm(&self) -> Option<Rhythm> {
        self.gaps.rhythm()
    }

    /// True if the first person ever acted, alone or with the other.
    pub fn owner_acted(&self) -> bool {
        self.directions[Direction::Out as usize] + self.directions[Direction::Mutual as usize] > 0
    }

    /// How even the two sides are: 0 where only one of them ever acted, 1 where both did alike. What both did
    /// together counts for either side. The same seen from either side.
    pub fn evenness(&self) -> f64 {
        let of = |d: Direction| self.directions[d as usize] as f64;
        let (ours, theirs) =
            (of(Direction::Out) + of(Direction::Mutual), of(Direction::In) + of(Direction::Mutual));
        2.0 * ours.min(theirs) / (ours + theirs)
    }
}
