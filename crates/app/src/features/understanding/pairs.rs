//! What an import adds to pairs, gathered in memory until it is worth writing.

use std::collections::{HashMap, HashSet};

use network::interaction::Pairs;
use network::{Moment, TieDays};

const US_PER_SECOND: i64 = 1_000_000;

/// The second of an instant in microseconds, as the mathematics of ties counts it.
pub(crate) fn moment(at_us: i64) -> Moment {
    Moment::from_seconds(at_us.div_euclid(US_PER_SECOND))
}

/// What is new between two people.
#[derive(Debug, Default)]
pub(crate) struct PairNews {
    pub days: TieDays,
    pub weight: i64,
    pub seen: i64,
    pub last_day: i32,
}

/// What is new between pairs, `a < b`, and which pairs have to be derived from scratch.
#[derive(Debug, Default)]
pub(crate) struct PairChanges {
    pub news: HashMap<(i64, i64), PairNews>,
    stale: HashSet<(i64, i64)>,
    newly_stale: Vec<(i64, i64)>,
}

impl PairChanges {
    /// Counts what interactions newly bring; a pair that will be derived from scratch takes no news.
    pub fn add(&mut self, pairs: &Pairs) {
        for t in &pairs.touches {
            if let Some(news) = self.news_of(t.a, t.b) {
                news.days.add(moment(t.at), t.kind, 1);
            }
        }
        for t in &pairs.together {
            if let Some(news) = self.news_of(t.a, t.b) {
                let day = moment(t.at).day;
                news.last_day = if news.seen == 0 { day } else { news.last_day.max(day) };
                news.weight += t.weight;
                news.seen += 1;
            }
        }
    }

    /// A pair whose interactions changed or moved: what was gathered of it is void.
    pub fn set_stale(&mut self, a: i64, b: i64) {
        let pair = (a.min(b), a.max(b));
        self.news.remove(&pair);
        if self.stale.insert(pair) {
            self.newly_stale.push(pair);
        }
    }

    /// Two people became one: every pair gathered of either is void, as that person and as the other.
    pub fn set_stale_people(&mut self, one: i64, other: i64) {
        let is_theirs = |p: &i64| *p == one || *p == other;
        let others: HashSet<i64> = self
            .news
            .keys()
            .filter(|(a, b)| is_theirs(a) || is_theirs(b))
            .flat_map(|(a, b)| [*a, *b])
            .collect();
        for person in others.into_iter().filter(|p| !is_theirs(p)) {
            self.set_stale(one, person);
            self.set_stale(other, person);
        }
        self.set_stale(one, other);
    }

    /// The pairs that became stale since this was last asked, to be marked in the database.
    pub fn take_newly_stale(&mut self) -> Vec<(i64, i64)> {
        std::mem::take(&mut self.newly_stale)
    }

    /// How many pairs wait to be written.
    pub fn len(&self) -> usize {
        self.news.len()
    }

    /// The stale pairs have been dealt with.
    pub fn clear_stale(&mut self) {
        self.stale.clear();
    }

    fn news_of(&mut self, a: i64, b: i64) -> Option<&mut PairNews> {
        if self.stale.contains(&(a, b)) {
            return None;
        }
        Some(self.news.entry((a, b)).or_default())
    }
}
