//! Sorted touches as ties: the runs of one pair, their days, and parts of the file for several threads.

use model::TouchKind;

use super::reader::Packed;
use crate::days::{Day, KindCount};
use crate::moment::Moment;
use crate::tally::Tally;

/// Seconds in a day.
pub(super) const DAY: f64 = 86_400.0;

/// About how many touches make a part: small enough to share out, large enough to be worth it.
const PART: usize = 1 << 16;

/// The touches in parts, each pair whole within one of them. The same parts on every machine.
pub(super) fn parts(rows: &[Packed]) -> Vec<&[Packed]> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let pair = rest[PART.min(rest.len()) - 1].pair();
        let end = rest.partition_point(|row| row.pair() <= pair);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// The touches of each pair, in the order of pairs.
pub(super) fn pairs(rows: &[Packed]) -> impl Iterator<Item = &[Packed]> {
    rows.chunk_by(|a, b| a.pair() == b.pair())
}

/// How many pairs there are.
pub(super) fn count_pairs(rows: &[Packed]) -> usize {
    pairs(rows).count()
}

/// What the touches of one pair, none later than `as_of` (seconds), add up to.
pub(super) fn tally(rows: &[Packed], as_of: i64) -> Option<Tally> {
    let as_of = Moment::from_seconds(as_of);
    let mut tally: Option<Tally> = None;
    let mut counts = Vec::with_capacity(TouchKind::COUNT);
    for touches in
        rows.chunk_by(|a, b| Moment::from_seconds(a.time()).day == Moment::from_seconds(b.time()).day)
    {
        count(touches, &mut counts);
        let last = Moment::from_seconds(touches[touches.len() - 1].time());
        let day = Day { day: last.day, last: last.second, counts: &counts };
        match &mut tally {
            None => tally = Some(Tally::begin(&day, as_of)),
            Some(tally) => tally.push(&day),
        }
    }
    tally
}

/// The touches of a day by kind, ascending as everywhere, so that sums come out the same.
fn count(touches: &[Packed], counts: &mut Vec<KindCount>) {
    counts.clear();
    for kind in touches.iter().map(|touch| touch.kind()) {
        match counts.binary_search_by_key(&kind, |c| c.kind) {
            Ok(found) => counts[found].n += 1,
            Err(place) => counts.insert(place, KindCount { kind, n: 1 }),
        }
    }
}
