//! The daily list: whom to reach out to within the owner's budget of attention, and what is let go.
//!
//! Everyone with a reason is weighed by what waiting costs ([`crate::loss`]). Those whom the owner put off, who are
//! no relationship, or with whom contact goes one way only, are not spoken of. Those whom something else settles (a
//! meeting ahead, a holiday) are let go, and the list says so. Of the rest the most pressing are chosen, no more of
//! one kind than its share: two dormant ties a day are plenty, and a list of nothing but unanswered mail is an inbox.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::candidate::{Candidate, days_after, days_between};
use crate::gesture::{gesture, usual_means};
use crate::loss::{Loss, NOTABLE_CLOSENESS, due_after_days, later_days, percent};
use crate::suggestion::{Evidence, LetGo, LetGoEntry, Means, NextDue, Reason, Suggestion, Today, WhyLetGo};

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

/// A meeting within so many days settles everything: one does not write today to someone one sees tomorrow.
const SEEN_SOON_DAYS: u32 = 3;
/// A meeting within so many days, or within the time one would wait anyway, settles the silence.
const SEEN_IN_TIME_DAYS: u32 = 14;

/// From how many places on one is kept for a dormant tie.
const PLACES_FOR_DORMANT: usize = 4;

/// The list for a day. The order of the candidates does not matter.
///
/// Takes time in proportion to the candidates, plus sorting those with a reason; nobody is copied.
pub fn today<'a>(
    candidates: impl IntoIterator<Item = &'a Candidate>,
    settings: &TodaySettings,
    as_of: Date,
) -> Today {
    let mut pressing = Vec::new();
    let mut let_go = Vec::new();
    let mut next_due: Option<NextDue> = None;
    for candidate in candidates.into_iter().filter(|c| may_be_suggested(c, as_of)) {
        if let Some(due) = due_next(candidate, as_of) {
            let is_sooner = next_due.is_none_or(|next| (due.day, due.person) < (next.day, next.person));
            next_due = if is_sooner { Some(due) } else { next_due };
        }
        match weigh(candidate, settings, as_of) {
            Some(Weighed::Pressing(loss, means)) => {
                pressing.push(Pressing { candidate, cost: loss.total(), loss, means });
            }
            Some(Weighed::Settled(entry)) => let_go.push(entry),
            None => {}
        }
    }
    pressing.sort_by(Pressing::order);
    let (chosen, rest) = choose(pressing, settings.limit.min(TodaySettings::MOST));
    let over_budget =
        |p: Pressing<'_>| LetGoEntry { person: p.candidate.person, why: WhyLetGo::OverBudget, loss: p.cost };
    let_go.extend(rest.into_iter().map(over_budget));
    Today {
        as_of,
        chosen: chosen.into_iter().map(|p| p.into_suggestion(as_of)).collect(),
        let_go: summary(let_go, settings.let_go_named),
        next_due,
    }
}

/// Whether [`today`] would say anything of this person, today or ahead. The list of all to whom this applies is the list
/// of everyone, so that who looks closer at a few need not weigh everyone again.
pub fn is_relevant(candidate: &Candidate, settings: &TodaySettings, as_of: Date) -> bool {
    may_be_suggested(candidate, as_of)
        && (weigh(candidate, settings, as_of).is_some() || due_next(candidate, as_of).is_some())
}

/// Whether this person could have a place on the list, if it were long enough.
pub fn is_pressing(candidate: &Candidate, settings: &TodaySettings, as_of: Date) -> bool {
    may_be_suggested(candidate, as_of)
        && matches!(weigh(candidate, settings, as_of), Some(Weighed::Pressing(..)))
}

/// Whether a person is a relationship that the owner has not put off.
fn may_be_suggested(candidate: &Candidate, as_of: Date) -> bool {
    let word = &candidate.owners_word;
    let is_wanted = word.cadence_days.is_some() || candidate.is_key;
    let is_put_off = word.never || word.snoozed_until.is_some_and(|day| day > as_of);
    let counts = &candidate.counts;
    candidate.is_person && !is_put_off && counts.owner_acted() && (is_wanted || !counts.is_one_sided())
}

enum Weighed {
    Pressing(Loss, Means),
    Settled(LetGoEntry),
}

/// What is to be said of a person, if anything.
fn weigh(candidate: &Candidate, settings: &TodaySettings, as_of: Date) -> Option<Weighed> {
    let loss = Loss::of(candidate, settings.close_from, as_of);
    if !loss.is_enough() {
        return None;
    }
    let cost = loss.total();
    let away_until = candidate.reach.away_until.filter(|until| *until >= as_of);
    let meeting = candidate.planned.filter(|day| *day >= as_of);
    let left = match meeting {
        Some(day) => left_by_a_meeting(loss, candidate, days_between(as_of, day)),
        None => loss,
    };
    let why = away_until
        .map(|until| WhyLetGo::Away { until })
        .or(meeting.filter(|_| !left.is_enough()).map(|day| WhyLetGo::MeetingAhead { day }));
    let settled = |why| Weighed::Settled(LetGoEntry { person: candidate.person, why, loss: cost });
    Some(match (why, usual_means(candidate)) {
        (None, Some(means)) => Weighed::Pressing(left, means),
        (None, None) => settled(WhyLetGo::Unreachable),
        (Some(why), _) => settled(why),
    })
}

/// What is left to be lost by waiting when they meet in so many days.
fn left_by_a_meeting(loss: Loss, candidate: &Candidate, days: u32) -> Loss {
    let would_wait = later_days(candidate.rhythm.map(|rhythm| rhythm.gap_days));
    if days <= SEEN_SOON_DAYS {
        Loss::NOTHING
    } else if days <= would_wait.max(SEEN_IN_TIME_DAYS) {
        loss.before_a_meeting()
    } else {
        loss
    }
}

struct Pressing<'a> {
    candidate: &'a Candidate,
    /// The sum of the loss.
    cost: f64,
    loss: Loss,
    means: Means,
}

impl Pressing<'_> {
    /// The costliest first; among equals the closest, then the longest silent, then the one known first to Kith.
    fn order(&self, other: &Self) -> Ordering {
        let (this, that) = (self.candidate, other.candidate);
        let by_cost = other.cost.total_cmp(&self.cost);
        by_cost
            .then_with(|| percent(that.closeness).total_cmp(&percent(this.closeness)))
            .then_with(|| this.last.day.cmp(&that.last.day))
            .then_with(|| this.person.cmp(&that.person))
    }

    fn into_suggestion(self, as_of: Date) -> Suggestion {
        let Pressing { candidate, cost, loss, means } = self;
        let (reasons, receipt) = loss.into_reasons(candidate);
        Suggestion {
            person: candidate.person,
            as_of,
            gesture: gesture(candidate, &reasons, means),
            evidence: evidence(candidate, &reasons),
            reasons,
            warmth: percent(candidate.warmth),
            closeness: percent(candidate.closeness),
            loss: cost,
            receipt,
        }
    }
}

/// Parts the sorted into those who make the list and the rest, both in order.
///
/// No kind of reason takes more than its share of the places. Places that are left go to the others, but never to more
/// dormant ties: they can wait another day. From [`PLACES_FOR_DORMANT`] places on, one is kept for the tie most
/// worth reviving, which by what waiting costs would never be the most pressing.
fn choose(pressing: Vec<Pressing<'_>>, limit: usize) -> (Vec<Pressing<'_>>, Vec<Pressing<'_>>) {
    let kinds: Vec<Kind> = pressing.iter().map(|p| Kind::of(p.loss.main_reason())).collect();
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
    let mut evidence = vec![
        Evidence::LastContact {
            day: last.day,
            channel: last.channel,
            direction: last.direction,
            interaction: last.interaction,
        },
        Evidence::Contacts {
            twelve_months: candidate.counts.twelve_months,
            total: candidate.counts.total(),
            since: candidate.first_day,
        },
    ];
    let is_shown = percent(candidate.warmth).round() > percent(candidate.warmth_later).round();
    if is_shown && reasons.iter().any(|reason| matches!(reason, Reason::PastUsualGap { .. })) {
        let in_days = later_days(candidate.rhythm.map(|rhythm| rhythm.gap_days));
        let (now, later) = (percent(candidate.warmth), percent(candidate.warmth_later));
        evidence.push(Evidence::WarmthFall { now, later, in_days });
    }
    evidence
}

fn summary(mut let_go: Vec<LetGoEntry>, named: usize) -> LetGo {
    let_go.sort_by(|a, b| b.loss.total_cmp(&a.loss).then(a.person.cmp(&b.person)));
    let count = u32::try_from(let_go.len()).unwrap_or(u32::MAX);
    let_go.truncate(named);
    LetGo { count, first: let_go }
}

/// The first day ahead on which their silence is longer than usual, of those who are neither colleagues nor met soon.
fn due_next(candidate: &Candidate, as_of: Date) -> Option<NextDue> {
    let is_announced = !candidate.is_colleague
        && candidate.planned.is_none()
        && percent(candidate.closeness) >= NOTABLE_CLOSENESS;
    let rhythm = candidate.rhythm.filter(|_| is_announced)?;
    let days = due_after_days(rhythm).floor() + 1.0;
    let day = days_after(candidate.last.day, i64::from(days as u32));
    (day > as_of).then_some(NextDue { person: candidate.person, day })
}
