//! Measuring: all ties read once, each by its numbers at both dates, then figures of what was gathered.
//!
//! A touch after a date never counts for it. Where people are, what they are called and what their organizations work in
//! is known as of today only, and counts for both dates alike. Windows of a year are whole days before the date.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::{Direction, PersonId};
use network::graph::Graph;
use network::graph::bonds::Bond;
use network::graph::mixing::diversity;
use network::graph::shared::Shared;
use network::{Measure, Moment};

use super::figures::{Bonds, Concentration, Figures, Health, Named, Reciprocity, Split, Spread};
use super::kinds;
use crate::access::Cx;
use crate::background;
use crate::error::Result;
use crate::features::accuracy::constants;
use crate::features::people::{LEAST_GROUP, moment_of};
use crate::features::snapshot::{Coverage, PersonLine, Snapshot, is_live_warmth};
use crate::features::understanding::{self, TieOfPerson};
use crate::words;

/// A quarter, and a year, in days.
const QUARTER: i32 = 91;
const YEAR: i32 = 365;
/// Those with the most touches that are taken together.
const TOP: usize = 10;
/// Names and kinds that are kept of each list.
const NAMED: usize = 12;

/// A tie of the principal at a date.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnTie {
    /// Its warmth; 0 where the principal had never acted.
    warmth: f64,
    /// The principal had acted.
    is_relationship: bool,
    /// Days of contact so far.
    days: u32,
    /// Touches of the year before: by the principal, by the other, by both alike.
    year: [u64; 3],
}

impl OwnTie {
    fn is_live(&self) -> bool {
        self.is_relationship && is_live_warmth(self.warmth)
    }

    fn touches(&self) -> u64 {
        self.year.iter().sum()
    }
}

/// What was read of all ties as of a date.
#[derive(Default)]
struct Gathered {
    own: BTreeMap<i64, OwnTie>,
    /// Live ties among others with their touches.
    others: Vec<(i64, i64, f64)>,
}

/// Measures the network of a snapshot as of a moment, and a quarter before.
pub(super) async fn measure(
    cx: &Cx,
    snapshot: Arc<Snapshot>,
    moment: Timestamp,
    day: Date,
) -> Result<Health> {
    let earlier = moment - SignedDuration::from_hours(24 * i64::from(QUARTER));
    let constants = [constants(cx, moment).await?, constants(cx, earlier).await?];
    let dates = [moment_of(moment), moment_of(earlier)];
    let owner = snapshot.owner.map(|owner| owner.0);
    let among = snapshot.clone();
    let is_listed = move |id| among.person(PersonId(id)).is_some_and(|line| line.is_listed());
    let gathered = understanding::each_tie(cx, Default::default(), move |gathered, a, b, days| {
        let gathered: &mut [Gathered; 2] = gathered;
        for (gathered, (constants, at)) in gathered.iter_mut().zip(constants.iter().zip(dates)) {
            let measure = &constants.measure(None);
            match (owner == Some(a), owner == Some(b)) {
                (false, false) if is_listed(a) && is_listed(b) => {
                    let numbers = measure.numbers_of_text(days, at)?;
                    let live = numbers.filter(|numbers| is_live_warmth(numbers.warmth));
                    gathered.others.extend(live.map(|numbers| (a, b, numbers.touches() as f64)));
                }
                (true, _) if is_listed(b) => add_own(gathered, &own(b, false, days), measure, at)?,
                (_, true) if is_listed(a) => add_own(gathered, &own(a, true, days), measure, at)?,
                _ => {}
            }
        }
        Ok(())
    })
    .await?;
    let [now, before] = gathered;
    let measuring = move || health(&snapshot, &now, &before, day);
    background::run(measuring).await
}

fn own(other: i64, is_reversed: bool, days: &str) -> TieOfPerson<'_> {
    TieOfPerson { other, is_reversed, days }
}

fn add_own(
    gathered: &mut Gathered,
    tie: &TieOfPerson<'_>,
    measure: &Measure<'_>,
    at: Moment,
) -> std::result::Result<(), network::Corrupt> {
    let days = network::TieDays::decode(tie.days)?;
    let days = if tie.is_reversed { days.reversed() } else { days };
    let Some(numbers) = measure.numbers(&days, at) else { return Ok(()) };
    let mut year = [0u64; 3];
    for day in days.iter().filter(|day| (at.day - YEAR..at.day).contains(&day.day)) {
        for touch in day.counts {
            let by = match touch.kind.direction {
                Direction::Out => 0,
                Direction::In => 1,
                Direction::Mutual => 2,
            };
            year[by] += u64::from(touch.n);
        }
    }
    let is_relationship = numbers.is_relationship();
    let own = OwnTie { warmth: numbers.warmth, is_relationship, days: numbers.active_days, year };
    gathered.own.insert(tie.other, own);
    Ok(())
}

fn health(snapshot: &Snapshot, now: &Gathered, before: &Gathered, day: Date) -> Health {
    let earlier = day.saturating_sub(jiff::Span::new().days(QUARTER));
    let (bridging_now, bonds_now) = bonds(snapshot, now);
    let (bridging_before, bonds_before) = bonds(snapshot, before);
    let figures = |gathered, day, bonds| Figures { day, bonds, ..figures(snapshot, gathered) };
    Health {
        named: Named {
            top: top(snapshot, now),
            cooled: cooled(snapshot, now, before),
            gained: beyond(&bridging_now, &bridging_before),
            lost: beyond(&bridging_before, &bridging_now),
            without_industry: without_industry(snapshot, now),
            threads: threads(snapshot, now).into_iter().take(NAMED).collect(),
        },
        now: figures(now, day, bonds_now),
        before: figures(before, earlier, bonds_before),
    }
}

/// The ties with people whom colleague mode does not spare.
fn told<'a>(
    snapshot: &'a Snapshot,
    gathered: &'a Gathered,
) -> impl Iterator<Item = (&'a Arc<PersonLine>, &'a OwnTie)> {
    let line = |(id, tie): (&i64, &'a OwnTie)| Some((snapshot.person(PersonId(*id))?, tie));
    gathered.own.iter().filter_map(line).filter(|(line, _)| !line.is_spared)
}

/// Those of them who have a live tie.
fn live<'a>(snapshot: &'a Snapshot, gathered: &'a Gathered) -> Vec<&'a PersonLine> {
    told(snapshot, gathered).filter(|(_, tie)| tie.is_live()).map(|(line, _)| line.as_ref()).collect()
}

fn industry(snapshot: &Snapshot, line: &PersonLine) -> Option<String> {
    Some(words::industries::industry(snapshot.industry_of(line)?.industry).to_owned())
}

/// The organizations with live ties of which the industry is not known, and how many these are, the most first.
fn without_industry(snapshot: &Snapshot, gathered: &Gathered) -> Vec<(String, usize)> {
    let mut ties: BTreeMap<&str, usize> = BTreeMap::new();
    for line in live(snapshot, gathered) {
        let at = line.organization.as_deref().and_then(|name| snapshot.organizations().by_name(name));
        if let Some(organization) = at.filter(|organization| organization.industry().is_none()) {
            *ties.entry(&organization.slug).or_default() += 1;
        }
    }
    let mut found: Vec<(String, usize)> = ties.into_iter().map(|(slug, n)| (slug.to_owned(), n)).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(NAMED);
    found
}

fn figures(snapshot: &Snapshot, gathered: &Gathered) -> Figures {
    let told = || told(snapshot, gathered);
    let live = live(snapshot, gathered);
    let name = |line: &PersonLine| identity::place::country_name(line.country.as_deref()?).map(str::to_owned);
    let owned = |kind: Option<&'static str>| kind.map(str::to_owned);
    let organizations: HashSet<&str> = live.iter().filter_map(|line| line.organization.as_deref()).collect();
    Figures {
        day: Date::default(),
        live: live.len(),
        countries: spread(&live, name),
        industries: spread(&live, |line| industry(snapshot, line)),
        functions: spread(&live, |line| owned(kinds::function(&line.title))),
        levels: spread(&live, |line| owned(kinds::level(&line.title))),
        reciprocity: reciprocity(told().map(|(_, tie)| tie)),
        concentration: concentration(told().filter(|(_, tie)| tie.is_relationship).map(|(_, tie)| tie)),
        mixing: split(snapshot, gathered),
        bonds: Bonds::default(),
        single_threaded: threads(snapshot, gathered).len(),
        organizations: organizations.len(),
    }
}

fn spread(live: &[&PersonLine], kind: impl Fn(&PersonLine) -> Option<String>) -> Spread {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    live.iter().filter_map(|line| kind(line)).for_each(|kind| *counts.entry(kind).or_default() += 1);
    let amounts: Vec<f64> = counts.values().map(|count| *count as f64).collect();
    let diversity = diversity(&amounts);
    let known = counts.values().sum();
    let mut kinds: Vec<(String, usize)> = counts.into_iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    kinds.truncate(NAMED);
    Spread { known, shannon: diversity.shannon, blau: diversity.blau, kinds }
}

fn reciprocity<'a>(ties: impl Iterator<Item = &'a OwnTie>) -> Reciprocity {
    let mut all = Reciprocity::default();
    for [ours, theirs, both] in ties.map(|tie| tie.year) {
        match (ours > 0 || both > 0, theirs > 0 || both > 0) {
            (true, true) => all.both += 1,
            (true, false) => all.ours_alone += 1,
            (false, true) => all.theirs_alone += 1,
            (false, false) => {}
        }
    }
    all
}

fn concentration<'a>(ties: impl Iterator<Item = &'a OwnTie>) -> Concentration {
    let mut touches: Vec<u64> = ties.map(OwnTie::touches).filter(|touches| *touches > 0).collect();
    touches.sort_unstable();
    let sum: u64 = touches.iter().sum();
    Concentration {
        people: touches.len(),
        touches: sum,
        top: touches.iter().rev().take(TOP).sum(),
        gini: gini(&touches, sum),
    }
}

/// Gini's index of amounts in ascending order: 2 Σ i·x(i) / (n Σ x) − (n + 1) / n.
fn gini(ascending: &[u64], sum: u64) -> f64 {
    if sum == 0 {
        return 0.0;
    }
    let n = ascending.len() as f64;
    let ranked: f64 = ascending.iter().zip(1u32..).map(|(x, rank)| f64::from(rank) * *x as f64).sum();
    2.0 * ranked / (n * sum as f64) - (n + 1.0) / n
}

/// Within the house and beyond; none of fewer than [`LEAST_GROUP`] colleagues.
fn split(snapshot: &Snapshot, gathered: &Gathered) -> Option<Split> {
    let mut split = Split::default();
    for (id, tie) in gathered.own.iter().filter(|(_, tie)| tie.is_relationship && tie.touches() > 0) {
        if snapshot.person(PersonId(*id)).is_some_and(|line| line.is_colleague) {
            split.internal += 1;
            split.internal_touches += tie.touches();
        } else {
            split.external += 1;
            split.external_touches += tie.touches();
        }
    }
    (split.internal >= LEAST_GROUP as u64).then_some(split)
}

/// Those with the most touches in the year before.
fn top(snapshot: &Snapshot, gathered: &Gathered) -> Vec<(PersonId, u64)> {
    let relationships = told(snapshot, gathered).filter(|(_, tie)| tie.is_relationship && tie.touches() > 0);
    let mut top: Vec<(PersonId, u64)> =
        relationships.map(|(line, tie)| (PersonId(line.id), tie.touches())).collect();
    top.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.0.cmp(&b.0.0)));
    top.truncate(TOP);
    top
}

/// Whose tie was live a quarter ago and is no more, the closest first.
fn cooled(snapshot: &Snapshot, now: &Gathered, before: &Gathered) -> Vec<PersonId> {
    let is_live = |id: &i64| now.own.get(id).is_some_and(OwnTie::is_live);
    let mut cooled: Vec<&Arc<PersonLine>> = told(snapshot, before)
        .filter(|(line, tie)| tie.is_live() && !is_live(&line.id))
        .map(|(line, _)| line)
        .collect();
    cooled.sort_by(|a, b| {
        let closeness = |line: &PersonLine| line.closeness().unwrap_or(-1.0);
        closeness(b).total_cmp(&closeness(a)).then(a.id.cmp(&b.id))
    });
    cooled.into_iter().take(NAMED).map(|line| PersonId(line.id)).collect()
}

/// A tie between two people, the smaller number first, with its touches.
type Between = ((i64, i64), f64);

/// The bridging ties among others, and how many ties are what. All ties shape the circles, also those of colleagues whom
/// colleague mode spares; told and counted are only ties of which it spares no end.
fn bonds(snapshot: &Snapshot, gathered: &Gathered) -> (Vec<Between>, Bonds) {
    let mut persons: Vec<i64> = gathered.others.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    persons.sort_unstable();
    persons.dedup();
    let node: HashMap<i64, u32> = persons.iter().copied().zip(0..).collect();
    let edges: Vec<(u32, u32, f64)> =
        gathered.others.iter().map(|&(a, b, touches)| (node[&a], node[&b], touches)).collect();
    let graph = Graph::undirected(persons.len(), &edges);
    let is_told =
        |node: u32| snapshot.person(PersonId(persons[node as usize])).is_some_and(|line| !line.is_spared);
    let (mut bridging, mut bonds) = (Vec::new(), Bonds::default());
    for tie in Shared::of(&graph).ties.iter().filter(|tie| is_told(tie.a) && is_told(tie.b)) {
        bonds.ties += 1;
        match tie.bond(&graph) {
            Bond::Strong => bonds.strong += 1,
            Bond::Ordinary => {}
            Bond::Bridging => {
                let (a, b) = (persons[tie.a as usize], persons[tie.b as usize]);
                bridging.push(((a.min(b), a.max(b)), tie.weight));
            }
        }
    }
    bonds.bridging = bridging.len();
    bridging.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    (bridging, bonds)
}

/// How many ties of one list the other does not have, and the first of these.
fn beyond(one: &[Between], other: &[Between]) -> (usize, Vec<(PersonId, PersonId)>) {
    let known: HashSet<(i64, i64)> = other.iter().map(|tie| tie.0).collect();
    let new: Vec<(i64, i64)> = one.iter().map(|tie| tie.0).filter(|tie| !known.contains(tie)).collect();
    let named = new.iter().take(NAMED).map(|&(a, b)| (PersonId(a), PersonId(b))).collect();
    (new.len(), named)
}

/// The organizations that hang by one live tie, and by whom, those with the most contact first.
fn threads(snapshot: &Snapshot, gathered: &Gathered) -> Vec<(String, PersonId)> {
    let mut held = Vec::new();
    for organization in snapshot.organizations().iter().filter(|organization| !organization.is_own()) {
        let mut coverage = Coverage::default();
        for line in snapshot.people_in(organization) {
            coverage.has_key |= line.key == Some(true);
            if let Some(tie) = gathered.own.get(&line.id).filter(|tie| tie.is_relationship) {
                coverage.add(line.id, (!line.is_spared).then_some(tie.warmth), tie.days);
            }
        }
        if let Some(person) = coverage.thread.filter(|_| coverage.is_single_threaded() && coverage.matters())
        {
            held.push((coverage.contact_days, organization.slug.clone(), PersonId(person)));
        }
    }
    held.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    held.into_iter().map(|(_, slug, person)| (slug, person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gini_is_nothing_among_equals_and_nearly_one_where_one_has_all() {
        assert!(gini(&[3, 3, 3, 3], 12).abs() < 1e-12);
        assert!((gini(&[0, 0, 0, 8], 8) - 0.75).abs() < 1e-12);
        assert!((gini(&[1, 2, 3, 4], 10) - 0.25).abs() < 1e-12);
        assert_eq!(gini(&[], 0), 0.0);
    }

    #[test]
    fn answered_is_who_acted_as_well_or_was_met() {
        let tie = |year| OwnTie { year, ..OwnTie::default() };
        let ties = [tie([1, 1, 0]), tie([0, 0, 2]), tie([3, 0, 0]), tie([0, 4, 0]), tie([0, 0, 0])];
        let found = reciprocity(ties.iter());
        assert_eq!(found, Reciprocity { both: 2, ours_alone: 1, theirs_alone: 1 });
        assert_eq!(found.share(), Some(2.0 / 3.0));
    }
}
