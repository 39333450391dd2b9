//! The days on which two people were in touch: everything a tie's numbers are made from.
//!
//! A tie is kept as one entry a UTC day: the second of the last touch that day, and how many touches of
//! each [`TouchKind`] there were, seen from the first person of the pair. Days rather than touches, because
//! a day of ten mails says little more than a day of three (Ureña-Carrión et al. 2020), and because a tie of
//! years then fits in a few kilobytes. Adding is commutative: whatever order mail arrives in, the same days
//! come out, to the byte. Numbers at a past date are numbers of a prefix ([`TieDays::until`]).
//!
//! Neighbours: [`crate::packed`] writes and reads the days as a line of text; [`crate::numbers()`] turns
//! them into warmth, closeness and rhythm.
//!
//! ```
//! use model::{Channel, Direction, TouchKind};
//! use network::{Moment, TieDays};
//!
//! let mail = TouchKind { channel: Channel::DirectMail, direction: Direction::Out };
//! let mut days = TieDays::new();
//! days.add(Moment::new(20_514, 36_000), mail, 1);
//! days.add(Moment::new(20_514, 30_000), mail.reversed(), 2);
//! let day = days.iter().next().unwrap();
//! assert_eq!((day.day, day.last, day.touches()), (20_514, 36_000, 3));
//! ```

use model::TouchKind;

use crate::moment::Moment;

/// The days on which two people touched, ascending. A day without touches is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TieDays {
    heads: Vec<Head>,
    counts: Vec<KindCount>,
}

/// How many touches of one kind there were on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCount {
    /// Channel, and who acted, seen from the first person.
    pub kind: TouchKind,
    /// How many; never 0.
    pub n: u32,
}

/// One day of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// Days since 1970-01-01, UTC.
    pub day: i32,
    /// The second of that day in which the last touch fell, 0 to 86,399.
    pub last: u32,
    /// The touches by kind, ascending by kind, never empty.
    pub counts: &'a [KindCount],
}

impl Day<'_> {
    /// How many touches there were that day, in both directions.
    pub fn touches(&self) -> u32 {
        self.counts.iter().fold(0, |sum, c| sum.saturating_add(c.n))
    }

    /// When the last touch of the day was.
    pub fn last_touch(&self) -> Moment {
        Moment { day: self.day, second: self.last }
    }
}

/// What became of [`TieDays::remove`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Removal {
    /// Taken out, and the day's last touch still stands.
    Done,
    /// Taken out, but it was the day's last touch or fell in the same second: which touch is the last now
    /// cannot be known from counts. The caller finds out and tells [`TieDays::set_last`].
    LastUnknown,
    /// There are not so many touches of this kind on that day: nothing was changed.
    NotThere,
}

/// A day's place: its counts are those from the end of the day before to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    day: i32,
    last: u32,
    end: u32,
}

impl TieDays {
    /// No touch at all.
    pub fn new() -> TieDays {
        TieDays::default()
    }

    /// No touch yet, with room for so many days.
    pub(crate) fn with_capacity(days: usize) -> TieDays {
        TieDays { heads: Vec::with_capacity(days), counts: Vec::with_capacity(days) }
    }

    /// True if the two never touched.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// How many days of contact there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// The days, ascending.
    pub fn iter(&self) -> Days<'_> {
        Days { heads: &self.heads, counts: &self.counts, start: 0 }
    }

    /// The days whose last touch is not after `as_of`, ascending.
    ///
    /// A day is kept as one entry and cannot be split. Before the day of `as_of` and where `as_of` is the end
    /// of a day this is exact. On the day of `as_of` itself, if a touch later than `as_of` is known, the
    /// whole day is left out: a later touch never counts, at the price of not counting the earlier ones of
    /// those few hours.
    pub fn until(&self, as_of: Moment) -> Days<'_> {
        let kept = self.heads.partition_point(|h| Moment { day: h.day, second: h.last } <= as_of);
        Days { heads: &self.heads[..kept], counts: &self.counts, start: 0 }
    }

    /// Counts `n` touches of a kind at a moment. The order of adding does not matter; `n` = 0 changes
    /// nothing.
    pub fn add(&mut self, at: Moment, kind: TouchKind, n: u32) {
        if n == 0 {
            return;
        }
        match self.find(at.day) {
            Ok(place) => {
                self.heads[place].last = self.heads[place].last.max(at.second);
                self.add_to_day(place, kind, n);
            }
            Err(place) => self.insert_day(place, at, kind, n),
        }
    }

    /// Takes `n` touches of a kind at a moment out again, exactly undoing [`TieDays::add`] where the answer
    /// is [`Removal::Done`]. A day without touches disappears.
    pub fn remove(&mut self, at: Moment, kind: TouchKind, n: u32) -> Removal {
        let Ok(place) = self.find(at.day) else { return Removal::NotThere };
        let span = self.span(place);
        let Some(found) = self.counts[span.clone()].iter().position(|c| c.kind == kind) else {
            return Removal::NotThere;
        };
        let count = &mut self.counts[span.start + found];
        if count.n < n {
            return Removal::NotThere;
        }
        count.n -= n;
        if count.n == 0 {
            self.counts.remove(span.start + found);
            self.heads[place..].iter_mut().for_each(|h| h.end -= 1);
        }
        if self.span(place).is_empty() {
            self.heads.remove(place);
            return Removal::Done;
        }
        if at.second >= self.heads[place].last { Removal::LastUnknown } else { Removal::Done }
    }

    /// Says when the last touch of a day was, after [`Removal::LastUnknown`]. False if that day has no
    /// touches.
    pub fn set_last(&mut self, at: Moment) -> bool {
        let Ok(place) = self.find(at.day) else { return false };
        self.heads[place].last = at.second;
        true
    }

    /// All touches of both, as when two records turn out to be one person. Commutative and associative.
    pub fn merge(&mut self, other: &TieDays) {
        if self.is_empty() {
            self.clone_from(other);
            return;
        }
        for day in other.iter() {
            for count in day.counts {
                self.add(day.last_touch(), count.kind, count.n);
            }
        }
    }

    /// The same days seen from the second person: outgoing touches are incoming ones and the other way round.
    pub fn reversed(&self) -> TieDays {
        let mut other = self.clone();
        for place in 0..other.heads.len() {
            let span = other.span(place);
            let counts = &mut other.counts[span];
            counts.iter_mut().for_each(|c| c.kind = c.kind.reversed());
            counts.sort_unstable_by_key(|c| c.kind);
        }
        other
    }

    /// Appends a day as read from storage, which must lie after the last one with its counts ascending by
    /// kind.
    pub(crate) fn append(&mut self, day: &Day<'_>) {
        self.counts.extend_from_slice(day.counts);
        self.heads.push(Head { day: day.day, last: day.last, end: self.counts.len() as u32 });
    }

    /// The place of a day, or the place where it belongs. Mail mostly arrives in order, so the end is tried
    /// first.
    fn find(&self, day: i32) -> Result<usize, usize> {
        match self.heads.last() {
            Some(head) if head.day < day => Err(self.heads.len()),
            Some(head) if head.day == day => Ok(self.heads.len() - 1),
            _ => self.heads.binary_search_by_key(&day, |h| h.day),
        }
    }

    /// Which counts belong to the day at a place.
    fn span(&self, place: usize) -> std::ops::Range<usize> {
        let start = if place == 0 { 0 } else { self.heads[place - 1].end as usize };
        start..self.heads[place].end as usize
    }

    fn add_to_day(&mut self, place: usize, kind: TouchKind, n: u32) {
        let span = self.span(place);
        match self.counts[span.clone()].binary_search_by_key(&kind, |c| c.kind) {
            Ok(found) => {
                let count = &mut self.counts[span.start + found];
                count.n = count.n.saturating_add(n);
            }
            Err(found) => {
                self.counts.insert(span.start + found, KindCount { kind, n });
                self.heads[place..].iter_mut().for_each(|h| h.end += 1);
            }
        }
    }

    fn insert_day(&mut self, place: usize, at: Moment, kind: TouchKind, n: u32) {
        let start = if place == 0 { 0 } else { self.heads[place - 1].end };
        self.counts.insert(start as usize, KindCount { kind, n });
        self.heads.insert(place, Head { day: at.day, last: at.second, end: start });
        self.heads[place..].iter_mut().for_each(|h| h.end += 1);
    }
}

impl FromIterator<(Moment, TouchKind)> for TieDays {
    fn from_iter<T: IntoIterator<Item = (Moment, TouchKind)>>(touches: T) -> TieDays {
        let mut days = TieDays::new();
        touches.into_iter().for_each(|(at, kind)| days.add(at, kind, 1));
        days
    }
}

impl<'a> IntoIterator for &'a TieDays {
    type Item = Day<'a>;
    type IntoIter = Days<'a>;

    fn into_iter(self) -> Days<'a> {
        self.iter()
    }
}

/// An ascending run of a tie's days; an iterator that can be copied and started again.
#[derive(Clone, Copy, Debug)]
pub struct Days<'a> {
    heads: &'a [Head],
    counts: &'a [KindCount],
    start: usize,
}

impl<'a> Iterator for Days<'a> {
    type Item = Day<'a>;

    fn next(&mut self) -> Option<Day<'a>> {
        let (head, rest) = self.heads.split_first()?;
        let counts = &self.counts[self.start..head.end as usize];
        self.heads = rest;
        self.start = head.end as usize;
        Some(Day { day: head.day, last: head.last, counts })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.heads.len(), Some(self.heads.len()))
    }
}

impl ExactSizeIterator for Days<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{kind, touches};
    use proptest::prelude::*;

    #[test]
    fn a_removed_last_touch_is_asked_for() {
        let mail = kind(0);
        let mut days: TieDays =
            [(Moment::new(5, 10), mail), (Moment::new(5, 20), mail)].into_iter().collect();
        assert_eq!(days.remove(Moment::new(5, 20), mail, 1), Removal::LastUnknown);
        assert!(days.set_last(Moment::new(5, 10)));
        assert_eq!(days, [(Moment::new(5, 10), mail)].into_iter().collect());
        assert_eq!(days.remove(Moment::new(5, 10), mail, 2), Removal::NotThere);
        assert_eq!(days.remove(Moment::new(6, 10), mail, 1), Removal::NotThere);
        assert_eq!(days.remove(Moment::new(5, 10), kind(1), 1), Removal::NotThere);
        assert_eq!(days.remove(Moment::new(5, 10), mail, 1), Removal::Done);
        assert!(days.is_empty());
        assert!(!days.set_last(Moment::new(5, 10)));
    }

    #[test]
    fn a_later_touch_never_counts() {
        let days: TieDays =
            [(Moment::new(5, 10), kind(0)), (Moment::new(6, 20), kind(0))].into_iter().collect();
        let kept = |as_of| days.until(as_of).map(|d| d.day).collect::<Vec<_>>();
        assert_eq!(kept(Moment::new(5, 9)), []);
        assert_eq!(kept(Moment::new(5, 10)), [5]);
        assert_eq!(kept(Moment::new(6, 19)), [5]);
        assert_eq!(kept(Moment::end_of_day(6)), [5, 6]);
    }

    proptest! {
        #[test]
        fn the_order_of_adding_does_not_matter(touches in touches(40), seed in any::<u64>()) {
            let days: TieDays = touches.iter().copied().collect();
            let mut shuffled = touches.clone();
            let place = |at: Moment, kind: TouchKind| seed ^ (u64::from(at.second) * 31 + u64::from(kind.code()));
            shuffled.sort_by_key(|&(at, kind)| place(at, kind).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            prop_assert_eq!(&days, &shuffled.iter().copied().collect());
            prop_assert!(days.iter().zip(days.iter().skip(1)).all(|(a, b)| a.day < b.day));
            let counted: u32 = days.iter().map(|d| d.touches()).sum();
            prop_assert_eq!(counted as usize, touches.len());
        }

        #[test]
        fn removing_undoes_adding(touches in touches(40), extra in touches(1)) {
            let days: TieDays = touches.iter().copied().collect();
            let mut changed = days.clone();
            for &(at, kind) in &extra {
                changed.add(at, kind, 3);
                match changed.remove(at, kind, 3) {
                    Removal::Done => {}
                    Removal::NotThere => prop_assert!(false),
                    Removal::LastUnknown => {
                        let last = touches.iter().map(|t| t.0).filter(|t| t.day == at.day).max();
                        prop_assert!(last.is_some_and(|last| changed.set_last(last)));
                    }
                }
            }
            prop_assert_eq!(days, changed);
        }

        #[test]
        fn merging_is_commutative_and_counts_everything(a in touches(30), b in touches(30)) {
            let (left, right): (TieDays, TieDays) = (a.iter().copied().collect(), b.iter().copied().collect());
            let (mut ab, mut ba) = (left.clone(), right.clone());
            ab.merge(&right);
            ba.merge(&left);
            prop_assert_eq!(&ab, &ba);
            prop_assert_eq!(ab, a.into_iter().chain(b).collect());
        }

        #[test]
        fn seen_from_the_other_side_twice_is_the_same(touches in touches(30)) {
            let days: TieDays = touches.iter().copied().collect();
            let other: TieDays = touches.iter().map(|&(at, kind)| (at, kind.reversed())).collect();
            prop_assert_eq!(&days.reversed(), &other);
            prop_assert_eq!(days.reversed().reversed(), days);
        }
    }
}
