//! Everyone in the order of each column, ready to be cut into pages.
//!
//! Sorting a hundred thousand people takes longer than a page may; so each order is a permutation that is made with the
//! snapshot. When a few people change they are taken out of it and put where they belong now, in one pass.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use identity::place;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::line::PersonLine;

/// What a list can be sorted by. Whoever lacks it stands last in both directions; equals stand by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name.
    Name,
    /// How alive the tie is.
    Warmth,
    /// What the two have been to each other.
    Closeness,
    /// The day of the last contact.
    LastContact,
    /// Days past the usual gap.
    PastRhythm,
    /// Where they work.
    Organization,
    /// The country, by its name.
    Country,
    /// What a quarter did to the warmth.
    Trend,
    /// In how many of the last 52 weeks they were in touch.
    Weeks,
    /// The time where they are, from the earliest to the latest: by what their clocks show in January.
    LocalTime,
}

impl Column {
    /// All columns.
    pub const ALL: [Column; 10] = [
        Column::Name,
        Column::Warmth,
        Column::Closeness,
        Column::LastContact,
        Column::PastRhythm,
        Column::Organization,
        Column::Country,
        Column::Trend,
        Column::Weeks,
        Column::LocalTime,
    ];
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The least first.
    Ascending,
    /// The most first.
    Descending,
}

/// One order and the people in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    /// By what.
    pub column: Column,
    /// From which end.
    pub direction: Direction,
}

impl Order {
    fn all() -> impl Iterator<Item = Order> {
        let both = [Direction::Ascending, Direction::Descending];
        Column::ALL.into_iter().flat_map(move |column| both.map(|direction| Order { column, direction }))
    }

    fn number(self) -> usize {
        self.column as usize * 2 + self.direction as usize
    }

    fn compare(self, a: &PersonLine, b: &PersonLine) -> Ordering {
        let by_value = match self.column {
            Column::Name => return self.turned(compare_names(a, b)),
            Column::Organization => {
                let (a, b) = (organization(a), organization(b));
                self.last_without(a.as_deref(), b.as_deref(), |a, b| a.cmp(b))
            }
            column => self.last_without(number(column, a), number(column, b), |a, b| a.cmp(b)),
        };
        by_value.then_with(|| compare_names(a, b))
    }

    fn turned(self, ordering: Ordering) -> Ordering {
        if self.direction == Direction::Descending { ordering.reverse() } else { ordering }
    }

    fn last_without<T>(self, a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
        match (&a, &b) {
            (Some(a), Some(b)) => self.turned(compare(a, b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

/// By folded name; namesakes by their numbers.
fn compare_names(a: &PersonLine, b: &PersonLine) -> Ordering {
    a.name_folded.cmp(&b.name_folded).then(a.id.cmp(&b.id))
}

fn organization(line: &PersonLine) -> Option<String> {
    line.organization.as_deref().map(identity::fold).filter(|folded| !folded.is_empty())
}

/// The value of a column as a number that sorts like it.
fn number(column: Column, line: &PersonLine) -> Option<i64> {
    let tie = line.tie.as_ref();
    match column {
        Column::Warmth => line.warmth().map(sortable),
        Column::Closeness => line.closeness().map(sortable),
        Column::LastContact => tie.map(|t| i64::from(super::facts::number_of(t.last_contact))),
        // Days past the rhythm, without the day that is the same for all.
        Column::PastRhythm => tie.and_then(|t| {
            let gap = t.usual_gap_days?.round() as i64;
            Some(-gap - i64::from(super::facts::number_of(t.last_contact)))
        }),
        Column::Country => line.country.as_deref().and_then(place::country_rank).map(|rank| rank as i64),
        Column::Trend => line.trend(),
        Column::Weeks => line.history.as_ref().map(|history| history.weeks_in_touch()),
        Column::LocalTime => line.zone.as_deref().and_then(clock_in_january),
        Column::Name | Column::Organization => None,
    }
}

/// By how many seconds the clocks of a zone are ahead in January: an order of people by their clocks that holds all year.
fn clock_in_january(zone: &str) -> Option<i64> {
    let january = Timestamp::from_second(1_767_225_600).ok()?;
    Some(i64::from(TimeZone::get(zone).ok()?.to_offset(january).seconds()))
}

/// A figure in thousandths: finer differences are not shown and only shuffle rows.
fn sortable(figure: f64) -> i64 {
    (figure * 1_000.0).round() as i64
}

/// All orders of the people a list shows, as their places in the snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Orders(Vec<Vec<u32>>);

impl Orders {
    /// Sorts everyone by everything.
    pub fn of(people: &[Arc<PersonLine>]) -> Orders {
        let mut by_name: Vec<u32> =
            (0..people.len() as u32).filter(|place| people[*place as usize].is_listed()).collect();
        by_name.par_sort_unstable_by(|a, b| compare_names(&people[*a as usize], &people[*b as usize]));
        let organizations = ranks_of_organizations(people, &by_name);
        let sorted = |order: Order| {
            let key = |place: u32| {
                let line = &people[place as usize];
                match order.column {
                    Column::Organization => {
                        line.organization.as_deref().and_then(|name| organizations.get(name)).copied()
                    }
                    column => number(column, line),
                }
            };
            let mut keyed: Vec<(bool, i64, u32)> =
                by_name.iter().map(|p| keyed(order, key(*p), *p)).collect();
            // Stable: equals stay in the order of their names.
            keyed.sort_by_key(|(is_missing, key, _)| (*is_missing, *key));
            keyed.into_iter().map(|(.., place)| place).collect()
        };
        let all: Vec<Order> = Order::all().collect();
        let orders = all.into_par_iter().map(|order| match (order.column, order.direction) {
            (Column::Name, Direction::Ascending) => by_name.clone(),
            (Column::Name, Direction::Descending) => by_name.iter().rev().copied().collect(),
            _ => sorted(order),
        });
        Orders(orders.collect())
    }

    /// The places in one order.
    pub fn get(&self, order: Order) -> &[u32] {
        self.0.get(order.number()).map_or(&[], Vec::as_slice)
    }

    /// The orders after the lines of some places changed, were added or went.
    pub fn patched(&self, people: &[Arc<PersonLine>], changed: &[u32]) -> Orders {
        let mut is_changed = vec![false; people.len()];
        for place in changed {
            is_changed[*place as usize] = true;
        }
        let listed: Vec<u32> =
            changed.iter().copied().filter(|place| people[*place as usize].is_listed()).collect();
        let all: Vec<Order> = Order::all().collect();
        let orders = all.into_par_iter().map(|order| {
            let kept = self.get(order).iter().copied().filter(|place| !is_changed[*place as usize]);
            merged(order, people, kept.collect(), listed.clone())
        });
        Orders(orders.collect())
    }
}

/// Puts some places where they belong among sorted ones.
fn merged(order: Order, people: &[Arc<PersonLine>], kept: Vec<u32>, mut news: Vec<u32>) -> Vec<u32> {
    let line = |place: u32| &people[place as usize];
    news.sort_unstable_by(|a, b| order.compare(line(*a), line(*b)));
    let mut all = Vec::with_capacity(kept.len() + news.len());
    let mut rest = kept.as_slice();
    for new in news {
        let before = rest.partition_point(|place| order.compare(line(*place), line(new)) == Ordering::Less);
        all.extend_from_slice(&rest[..before]);
        all.push(new);
        rest = &rest[before..];
    }
    all.extend_from_slice(rest);
    all
}

fn keyed(order: Order, key: Option<i64>, place: u32) -> (bool, i64, u32) {
    let turned = if order.direction == Direction::Descending { key.map(|k| -k) } else { key };
    (turned.is_none(), turned.unwrap_or(0), place)
}

/// The place of each spelling among all organizations; spellings that fold alike share it.
fn ranks_of_organizations<'a>(people: &'a [Arc<PersonLine>], listed: &[u32]) -> HashMap<&'a str, i64> {
    let mut folded: HashMap<&str, String> = HashMap::new();
    for place in listed {
        if let Some(name) = people[*place as usize].organization.as_deref() {
            folded.entry(name).or_insert_with(|| identity::fold(name));
        }
    }
    let mut sorted: Vec<&String> = folded.values().filter(|f| !f.is_empty()).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let ranks: HashMap<&String, i64> = sorted.into_iter().zip(0..).collect();
    folded.iter().filter_map(|(name, folded)| Some((*name, *ranks.get(folded)?))).collect()
}
