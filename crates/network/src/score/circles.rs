//! What surrounds a tie in a whole network: whom the two have in common, and how active either is with anyone.
//!
//! A tie's own days cannot say that somebody is on leave, or that two people meet every day in the same circle;
//! a file of everybody's touches can. Eight named terms beside those of warmth:
//!
//! | term | what it is |
//! |---|---|
//! | `common_contacts` | contacts of both over contacts of either, 0–1 |
//! | `lately` | ln(0.01 + Σ 2^(−age / horizon)) over touches of the two |
//! | `quiet_least`, `quiet_most` | ln(1 + time since the person last acted towards anyone / horizon), of the two people |
//! | `circle_least`, `circle_most` | ln(½ + contacts touched within the last horizon) |
//! | `trend_least`, `trend_most` | ln((touches in the last quarter horizon + ½) / (in the last horizon + ½)) |

use model::Direction;

use super::reader::{Packed, Touches};
use super::ties;
use crate::logistic::Logistic;
use crate::warmth::{self, FITTED, Terms};

/// How many terms there are.
const COUNT: usize = 8;

/// A tie's own terms and those around it.
pub(super) const ALL: usize = warmth::TERMS + COUNT;

/// The sign each must have (see [`warmth::SIGNS`]).
const SIGNS_AROUND: [f64; COUNT] = [0.0, 1.0, -1.0, -1.0, 1.0, 1.0, 0.0, 0.0];

/// The signs of all terms.
pub(super) const SIGNS: [f64; ALL] = both(warmth::SIGNS, SIGNS_AROUND);

/// What the terms around a tie add to the constants of a new installation. Fitted like [`FITTED`], which was
/// given, on the same sets with equal weight and horizons from 1 to 90 days; left out of the fit, each set
/// keeps its gain (mean AUC 0.828 and 0.808 within an ego, as against memory's 0.809 and 0.795).
pub(super) fn fitted() -> Logistic<ALL> {
    const ADDED: [f64; COUNT] = [3.507, 0.0, -0.006, -0.127, 0.061, 0.079, 0.0, 0.0];
    const MEANS: [f64; COUNT] = [0.149, -0.729, 0.381, 0.747, 1.220, 2.081, -1.756, -0.970];
    const LEVEL: f64 = -0.260;
    let shift: f64 = ADDED.iter().zip(MEANS).map(|(c, m)| c * m).sum();
    Logistic {
        intercept: FITTED.intercept + LEVEL - shift,
        coefficients: both(FITTED.coefficients, ADDED),
        means: both(FITTED.means, MEANS),
    }
}

/// What it adds to the logit that a horizon holds so many times the contact of mean days: as if it were so many times as
/// long, by the constants of a new installation. Not by those of a refit, whose few dates say next to nothing of it.
pub(super) fn seasonal_offset(own: &Terms, horizon_days: f64, factor: f64) -> f64 {
    FITTED.logit(&own.at(horizon_days * factor)) - FITTED.logit(&own.at(horizon_days))
}

/// A tie's own terms, then those around it.
pub(super) const fn both(own: [f64; warmth::TERMS], around: [f64; COUNT]) -> [f64; ALL] {
    let mut all = [0.0; ALL];
    let mut i = 0;
    while i < ALL {
        all[i] = if i < warmth::TERMS { own[i] } else { around[i - warmth::TERMS] };
        i += 1;
    }
    all
}

/// Everybody's contacts, by person, ascending, and when they first touched.
pub(super) struct Circles {
    starts: Vec<usize>,
    contacts: Vec<(u32, i64)>,
    /// The first touch of all: since then, at most, can somebody have been quiet.
    pub first: i64,
}

impl Circles {
    pub fn new(touches: &Touches) -> Circles {
        let mut starts = vec![0usize; touches.people() + 1];
        for rows in ties::pairs(&touches.rows) {
            let (a, b) = rows[0].people();
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for person in 1..starts.len() {
            starts[person] += starts[person - 1];
        }
        let mut next = starts.clone();
        let mut contacts = vec![(0, 0); starts[starts.len() - 1]];
        // Pairs come by the lower number and then by the higher one, so each list is ascending.
        for rows in ties::pairs(&touches.rows) {
            let (a, b) = rows[0].people();
            for (person, other) in [(a, b), (b, a)] {
                contacts[next[person as usize]] = (other, rows[0].time());
                next[person as usize] += 1;
            }
        }
        let first = touches.rows.iter().map(|row| row.time()).min().unwrap_or(0);
        Circles { starts, contacts, first }
    }

    fn of(&self, person: u32) -> &[(u32, i64)] {
        &self.contacts[self.starts[person as usize]..self.starts[person as usize + 1]]
    }

    /// How many contacts two people had in common at a date: the shorter list is looked up in the longer one,
    /// so that somebody whom everybody knows costs no more than others.
    fn in_common(&self, a: u32, b: u32, date: i64) -> u32 {
        let (a, b) = (self.of(a), self.of(b));
        let (few, mut many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let mut common = 0;
        for &(contact, since) in few {
            let place = reach(many, contact);
            many = &many[place..];
            match many.first() {
                Some(&(other, other_since)) if other == contact => {
                    common += u32::from(since <= date && other_since <= date);
                }
                Some(_) => {}
                None => break,
            }
        }
        common
    }
}

/// Where a contact stands or would stand in an ascending list, found by doubling steps from its start.
fn reach(list: &[(u32, i64)], contact: u32) -> usize {
    let mut step = 1;
    while step < list.len() && list[step].0 < contact {
        step *= 2;
    }
    let from = step / 2;
    from + list[from..list.len().min(step + 1)].partition_point(|other| other.0 < contact)
}

/// What a person did with anyone up to a date.
#[derive(Clone, Copy)]
struct Person {
    touches: u32,
    touches_lately: u32,
    touches_just_now: u32,
    contacts: u32,
    contacts_lately: u32,
    acted: i64,
}

/// Everybody at a date, with a horizon in seconds by which "lately" is meant.
pub(super) struct Around<'a> {
    circles: &'a Circles,
    people: Vec<Person>,
    pub date: i64,
    horizon: f64,
}

impl<'a> Around<'a> {
    pub fn new(touches: &Touches, circles: &'a Circles, date: i64, horizon: f64) -> Around<'a> {
        let nobody = Person {
            touches: 0,
            touches_lately: 0,
            touches_just_now: 0,
            contacts: 0,
            contacts_lately: 0,
            acted: circles.first,
        };
        let people = vec![nobody; touches.people()];
        let mut around = Around { circles, people, date, horizon };
        ties::pairs(&touches.rows).for_each(|rows| around.count(rows));
        around
    }

    /// Counts a pair for both people.
    fn count(&mut self, rows: &[Packed]) {
        let past = &rows[..rows.partition_point(|row| row.time() <= self.date)];
        let Some(last) = past.last() else { return };
        let since = |part: f64| self.date.saturating_sub((part * self.horizon) as i64);
        let (lately, just_now) = (since(1.0), since(0.25));
        let after = |time: i64| (past.len() - past.partition_point(|row| row.time() <= time)) as u32;
        let (n, n_lately, n_just_now) = (past.len() as u32, after(lately), after(just_now));
        let acted = |person_is_lower: bool| {
            let acts = |row: &&Packed| match row.kind().direction {
                Direction::Out => person_is_lower,
                Direction::In => !person_is_lower,
                Direction::Mutual => true,
            };
            past.iter().rev().find(acts).map_or(self.circles.first, |row| row.time())
        };
        let (a, b) = last.people();
        for (person, acted) in [(a, acted(true)), (b, acted(false))] {
            let person = &mut self.people[person as usize];
            person.touches = person.touches.saturating_add(n);
            person.touches_lately = person.touches_lately.saturating_add(n_lately);
            person.touches_just_now = person.touches_just_now.saturating_add(n_just_now);
            person.contacts += 1;
            person.contacts_lately += u32::from(n_lately > 0);
            person.acted = person.acted.max(acted);
        }
    }

    /// How many touches a person had with anyone.
    pub fn touches_of(&self, person: u32) -> u32 {
        self.people[person as usize].touches
    }

    /// The terms around a tie, of whose touches these are the ones up to the date.
    pub fn terms(&self, past: &[Packed]) -> [f64; COUNT] {
        let (a, b) = past[0].people();
        let people = [&self.people[a as usize], &self.people[b as usize]];
        let common = f64::from(self.circles.in_common(a, b, self.date));
        let either = f64::from(people[0].contacts) + f64::from(people[1].contacts) - common;
        let age = |time: i64| (self.date as f64 - time as f64) / self.horizon;
        let lately: f64 =
            past.iter().rev().map(|row| age(row.time())).take_while(|&age| age < 40.0).map(halved).sum();
        let [quiet_least, quiet_most] = ascending(people.map(|p| age(p.acted).ln_1p()));
        let [circle_least, circle_most] =
            ascending(people.map(|p| (f64::from(p.contacts_lately) + 0.5).ln()));
        let trend =
            |p: &Person| ((f64::from(p.touches_just_now) + 0.5) / (f64::from(p.touches_lately) + 0.5)).ln();
        let [trend_least, trend_most] = ascending(people.map(trend));
        [
            common / either.max(1.0),
            (lately + 0.01).ln(),
            quiet_least,
            quiet_most,
            circle_least,
            circle_most,
            trend_least,
            trend_most,
        ]
    }
}

fn halved(age: f64) -> f64 {
    (-age).exp2()
}

fn ascending([a, b]: [f64; 2]) -> [f64; 2] {
    [a.min(b), a.max(b)]
}
