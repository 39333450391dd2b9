//! The daily list: whom to reach out to within the owner's budget of attention, and what is let go.
//!
//! Everyone is weighed by what waiting costs ([`crate::weighed`]). Those whom something else settles (a meeting ahead, a
//! holiday) are let go, and the list says so. Of the rest the most pressing are chosen, no more of one kind than its
//! share: two dormant ties a day are plenty, and a list of nothing but unanswered mail is an inbox.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::candidate::Candidate;
use crate::gesture::gesture;
use crate::loss::{later_days, percent};
use crate::suggestion::{Evidence, LetGo, LetGoEntry, NextDue, Reason, Suggestion, Today, WhyLetGo};
use crate::weighed::{Urgency, Verdict, Weighed};

/// What the owner set for the daily list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TodaySettings {
    /// How many people at most; at most [`TodaySettings::MOST`].
    pub limit: usize,
    /// From which closeness (0–100) on a sleeping tie is worth reviving.
    pub close_from: f64,
    /// How many of those who are let go are named.
    pub let_go_named: usize,
}

impl TodaySettings {
    /// The longest list there is, whatever is set.
    pub const MOST: usize = 50;

    /// Five people; closeness 30 (a monthly mail for two years, then silence for two); five named of those let go.
    pub const STANDARD: TodaySettings = TodaySettings { limit: 5, close_from: 30.0, let_go_named: 5 };
}

/// From how many places on one is kept for a dormant tie.
const PLACES_FOR_DORMANT: usize = 4;

/// The list for a day. The order of the candidates does not matter.
///
/// Takes time in proportion to the candidates; nobody is copied.
pub fn today<'a>(
    candidates: impl IntoIterator<Item = &'a Candidate>,
    settings: &TodaySettings,
    as_of: Date,
) -> Today {
    let weigh = |candidate| Some((candidate, Weighed::of(candidate, settings, as_of)?));
    let everyone: Vec<(&Candidate, Weighed)> = candidates.into_iter().filter_map(weigh).collect();
    choose(everyone.iter().map(|(candidate, weighed)| (*candidate, weighed)), settings, as_of)
}

/// [`today()`] of people who were weighed before: who looks closer at a few need not weigh everyone again.
pub fn choose<'a>(
    everyone: impl IntoIterator<Item = (&'a Candidate, &'a Weighed)>,
    settings: &TodaySettings,
    as_of: Date,
) -> Today {
    let mut pressing = Vec::new();
    let mut let_go = Vec::new();
    let mut next_due: Option<NextDue> = None;
    for (candidate, weighed) in everyone {
        if let Some(due) = weighed.due {
            let is_sooner = next_due.is_none_or(|next| (due.day, due.person) < (next.day, next.person));
            next_due = if is_sooner { Some(due) } else { next_due };
        }
        match &weighed.verdict {
            Some(Verdict::Pressing(reason)) => pressing.push(Pressing { candidate, reason }),
            Some(Verdict::Settled(entry)) => let_go.push(*entry),
            None => {}
        }
    }
    let limit = settings.limit.min(TodaySettings::MOST);
    let (contenders, mut rest) = contenders(pressing, limit);
    let (chosen, without_place) = places(contenders, limit);
    rest.extend(without_place);
    let over_budget = |p: Pressing<'_>| LetGoEntry {
        person: p.candidate.person,
        why: WhyLetGo::OverBudget,
        loss: p.reason.cost,
    };
    let_go.extend(rest.into_iter().map(over_budget));
    Today {
        as_of,
        chosen: chosen.into_iter().map(|p| p.into_suggestion(as_of)).collect(),
        let_go: summary(let_go, settings.let_go_named),
        next_due,
    }
}

/// Someone who may make the list.
struct Pressing<'a> {
    candidate: &'a Candidate,
    reason: &'a Urgency,
}

impl Pressing<'_> {
    /// The costliest first; among equals the closest, then the longest silent, then the one known first to Kith.
    fn order(&self, other: &Self) -> Ordering {
        let (this, that) = (self.candidate, other.candidate);
        let by_cost = other.reason.cost.total_cmp(&self.reason.cost);
        by_cost
            .then_with(|| percent(that.closeness).total_cmp(&percent(this.closeness)))
            .then_with(|| this.last.day.cmp(&that.last.day))
            .then_with(|| this.person.cmp(&that.person))
    }

    fn kind(&self) -> Kind {
        Kind::of(self.reason.loss.main_reason())
    }

    fn into_suggestion(self, as_of: Date) -> Suggestion {
        let Pressing { candidate, reason } = self;
        let (reasons, receipt) = reason.loss.clone().into_reasons(candidate);
        Suggestion {
            person: candidate.person,
            as_of,
            gesture: gesture(candidate, &reasons, reason.means),
            evidence: evidence(candidate, &reasons),
            reasons,
            warmth: (!candidate.is_spared).then(|| percent(candidate.warmth)),
            closeness: (!candidate.is_spared).then(|| percent(candidate.closeness)),
            loss: reason.cost,
            receipt,
        }
    }
}

/// Parts those who could have a place, sorted, from those who cannot, whatever the others do: of no kind there are more on
/// the list than it has places.
fn contenders(pressing: Vec<Pressing<'_>>, limit: usize) -> (Vec<Pressing<'_>>, Vec<Pressing<'_>>) {
    let mut by_kind: [Vec<Pressing<'_>>; Kind::COUNT] = Default::default();
    for one in pressing {
        by_kind[one.kind() as usize].push(one);
    }
    let (mut best, mut rest) = (Vec::new(), Vec::new());
    for mut of_kind in by_kind {
        if of_kind.len() > limit {
            of_kind.select_nth_unstable_by(limit, Pressing::order);
            rest.extend(of_kind.drain(limit..));
        }
        best.append(&mut of_kind);
    }
    best.sort_unstable_by(Pressing::order);
    (best, rest)
}

/// Parts the sorted into those who make the list and the rest, both in order.
///
/// No kind of reason takes more than its share of the places. Places that are left go to the others, but never to more
/// dormant ties: they can wait another day. From [`PLACES_FOR_DORMANT`] places on, one is kept for the tie most
/// worth reviving, which by what waiting costs would never be the most pressing.
fn places(pressing: Vec<Pressing<'_>>, limit: usize) -> (Vec<Pressing<'_>>, Vec<Pressing<'_>>) {
    let kinds: Vec<Kind> = pressing.iter().map(Pressing::kind).collect();
    let dormant =
        kinds.iter().position(|kind| *kind == Kind::Dormant).filter(|_| limit >= PLACES_FOR_DORMANT);
    let mut chosen: BTreeSet<usize> = by_shares(&kinds, limit).into_iter().take(limit).collect();
    if let Some(dormant) = dormant.filter(|dormant| !chosen.contains(dormant)) {
        if chosen.len() == limit {
            chosen.pop_last();
        }
        chosen.insert(dormant);
    }
    let (chosen, rest): (Vec<_>, Vec<_>) =
        pressing.into_iter().enumerate().partition(|(i, _)| chosen.contains(i));
    let without_place = |parted: Vec<(usize, _)>| parted.into_iter().map(|(_, p)| p).collect();
    (without_place(chosen), without_place(rest))
}

/// The places of the sorted, first those within the share of their kind, then those beyond it.
fn by_shares(kinds: &[Kind], limit: usize) -> Vec<usize> {
    let (mut within, mut beyond): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut taken = [0; Kind::COUNT];
    for (i, kind) in kinds.iter().enumerate() {
        let of_kind = &mut taken[*kind as usize];
        if *of_kind < kind.places(limit) {
            *of_kind += 1;
            within.push(i);
        } else if *kind != Kind::Dormant {
            beyond.push(i);
        }
    }
    within.append(&mut beyond);
    within
}

/// Reasons of which a list may have too many.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dormant,
    NewTie,
    Unanswered,
    Other,
}

impl Kind {
    const COUNT: usize = 4;

    fn of(reason: Option<&Reason>) -> Kind {
        match reason {
            Some(Reason::CloseButCold { .. }) => Kind::Dormant,
            Some(Reason::NewTie { .. }) => Kind::NewTie,
            Some(Reason::Unanswered { .. }) => Kind::Unanswered,
            _ => Kind::Other,
        }
    }

    /// How many of so many places this kind may take: two, two and three of five.
    fn places(self, limit: usize) -> usize {
        match self {
            Kind::Dormant | Kind::NewTie => (limit * 2).div_ceil(5),
            Kind::Unanswered => (limit * 3).div_ceil(5),
            Kind::Other => limit,
        }
    }
}

fn evidence(candidate: &Candidate, reasons: &[Reason]) -> Vec<Evidence> {
    let last = candidate.last;
    let mut evidence = vec![Evidence::LastContact {
        day: last.day,
        channel: last.channel,
        direction: last.direction,
        interaction: last.interaction,
    }];
    if !candidate.is_spared {
        evidence.push(Evidence::Contacts {
            twelve_months: candidate.counts.twelve_months,
            total: candidate.counts.total(),
            since: candidate.first_day,
        });
    }
    let is_shown = percent(candidate.warmth).round() > percent(candidate.warmth_later).round();
    if is_shown && reasons.iter().any(|reason| matches!(reason, Reason::PastUsualGap { .. })) {
        let in_days = later_days(candidate.rhythm.map(|rhythm| rhythm.gap_days));
        let (now, later) = (percent(candidate.warmth), percent(candidate.warmth_later));
        evidence.push(Evidence::WarmthFall { now, later, in_days });
    }
    evidence
}

fn summary(mut let_go: Vec<LetGoEntry>, named: usize) -> LetGo {
    let order = |a: &LetGoEntry, b: &LetGoEntry| b.loss.total_cmp(&a.loss).then(a.person.cmp(&b.person));
    let count = u32::try_from(let_go.len()).unwrap_or(u32::MAX);
    if let_go.len() > named {
        let_go.select_nth_unstable_by(named, order);
        let_go.truncate(named);
    }
    let_go.sort_unstable_by(order);
    LetGo { count, first: let_go }
}
