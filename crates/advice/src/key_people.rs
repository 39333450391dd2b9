//! Whom to propose as key people: the few dozen whom the owner would miss first.
//!
//! The owner decides; this only saves the typing. Each is weighed in points of closeness, and the order is by the sum:
//!
//! | term | at most | for |
//! |---|---|---|
//! | `closeness` | 100 | what the two have been to each other over the years |
//! | `both_ways` | 15 | as many touches from one side as from the other |
//! | `meetings` | 15 | having sat together: half of it after eight meetings |
//! | `role` | 12 | somebody who decides (12), heads a part (8), leads a team (4) |
//! | `warmth` | 10 | a tenth of the warmth: who is in touch now comes before who was |
//!
//! Someone who never answered, or whom the owner never wrote to, is nobody's key person. Colleagues are many and close
//! by the nature of things, so they fill a third of the list at most. The weights are chosen and not fitted.

use model::{PersonId, Receipt, Term};

use crate::role::Role;

/// Whoever weighs less is met too rarely to be proposed.
const LEAST_WEIGHT: f64 = 20.0;
/// What stands in the place of a closeness that is not told: that of somebody who is in touch now and then.
const CLOSENESS_NOT_TOLD: f64 = 30.0;
/// Colleagues are at most one in so many.
const ONE_COLLEAGUE_IN: usize = 3;
/// Touches after which two thirds of what balance can give are given.
const TOUCHES: f64 = 20.0;
/// Meetings after which two thirds of what meetings can give are given.
const MEETINGS: f64 = 12.0;
/// A balance from this on is called one: neither side has less than a third of the other's touches.
const BOTH_WAYS_FROM: f64 = 1.0 / 3.0;

/// Somebody of the owner's network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyCandidate {
    /// Who.
    pub person: PersonId,
    /// 0–100; `None` where it is not told, of colleagues in colleague mode.
    pub closeness: Option<f64>,
    /// 0–100.
    pub warmth: f64,
    /// Touches by the owner.
    pub sent: u64,
    /// Touches by them.
    pub received: u64,
    /// Touches by both alike: meetings.
    pub meetings: u64,
    /// What their title says.
    pub role: Role,
    /// At one of the owner's own domains.
    pub is_colleague: bool,
}

/// Something that speaks for somebody, as data; the largest share comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyReason {
    /// What the two have been to each other, 0–100.
    Closeness(f64),
    /// Touches by the owner and by them, of which neither has much less.
    BothWays {
        /// By the owner.
        sent: u64,
        /// By them.
        received: u64,
    },
    /// How often they met.
    Meetings(u64),
    /// What their title says.
    Role(Role),
}

/// Somebody who is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyProposal {
    /// Who.
    pub person: PersonId,
    /// At one of the owner's own domains.
    pub is_colleague: bool,
    /// Why.
    pub reasons: Vec<KeyReason>,
    /// How much speaks for them, term by term.
    pub receipt: Receipt,
}

/// At most `limit` people, whoever most speaks for first.
pub fn key_people(candidates: impl IntoIterator<Item = KeyCandidate>, limit: usize) -> Vec<KeyProposal> {
    let mut weighed: Vec<(f64, KeyCandidate)> = candidates
        .into_iter()
        .filter(is_known_to_both)
        .map(|candidate| (terms(&candidate).iter().map(|(_, share)| share).sum(), candidate))
        .filter(|(weight, _)| *weight >= LEAST_WEIGHT)
        .collect();
    weighed.sort_unstable_by(|(a, x), (b, y)| b.total_cmp(a).then(x.person.cmp(&y.person)));
    let mut places_for_colleagues = limit / ONE_COLLEAGUE_IN;
    let has_place = |(_, candidate): &(f64, KeyCandidate)| {
        let has_place = !candidate.is_colleague || places_for_colleagues > 0;
        places_for_colleagues -= usize::from(candidate.is_colleague && has_place);
        has_place
    };
    weighed.into_iter().filter(has_place).take(limit).map(|(_, candidate)| proposal(&candidate)).collect()
}

/// The owner acted, and so did they.
fn is_known_to_both(candidate: &KeyCandidate) -> bool {
    candidate.meetings > 0 || (candidate.sent > 0 && candidate.received > 0)
}

fn proposal(candidate: &KeyCandidate) -> KeyProposal {
    let terms = terms(candidate);
    let mut reasons: Vec<(f64, KeyReason)> =
        terms.iter().filter_map(|(name, share)| Some((*share, reason(candidate, name)?))).collect();
    reasons.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let touches = u32::try_from(candidate.sent + candidate.received + candidate.meetings).unwrap_or(u32::MAX);
    let term = |(name, share): (&str, f64)| Term { name: name.to_owned(), share, touches, days: None };
    let terms: Vec<Term> = terms.into_iter().map(term).collect();
    let value = terms.iter().map(|term| term.share).sum();
    KeyProposal {
        person: candidate.person,
        is_colleague: candidate.is_colleague,
        reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
        receipt: Receipt { value, baseline: 0.0, terms },
    }
}

fn terms(candidate: &KeyCandidate) -> [(&'static str, f64); 5] {
    let touches = (candidate.sent + candidate.received) as f64;
    let role = match candidate.role {
        Role::Unknown => 0.0,
        Role::Leads => 4.0,
        Role::Heads => 8.0,
        Role::Decides => 12.0,
    };
    [
        ("closeness", percent(candidate.closeness.unwrap_or(CLOSENESS_NOT_TOLD))),
        ("both_ways", 15.0 * balance(candidate) * enough(touches / TOUCHES)),
        ("meetings", 15.0 * enough(candidate.meetings as f64 / MEETINGS)),
        ("role", role),
        ("warmth", percent(candidate.warmth) / 10.0),
    ]
}

fn reason(candidate: &KeyCandidate, term: &str) -> Option<KeyReason> {
    let (sent, received) = (candidate.sent, candidate.received);
    match term {
        "closeness" => candidate.closeness.map(|closeness| KeyReason::Closeness(percent(closeness))),
        "both_ways" => {
            let is_both = balance(candidate) >= BOTH_WAYS_FROM
                || (candidate.closeness.is_none() && sent > 0 && received > 0);
            is_both.then_some(KeyReason::BothWays { sent, received })
        }
        "meetings" => (candidate.meetings > 0).then_some(KeyReason::Meetings(candidate.meetings)),
        "role" => (candidate.role != Role::Unknown).then_some(KeyReason::Role(candidate.role)),
        _ => None,
    }
}

/// The smaller side's touches as a part of the larger one's.
fn balance(candidate: &KeyCandidate) -> f64 {
    let (less, more) =
        (candidate.sent.min(candidate.received), candidate.sent.max(candidate.received).max(1));
    less as f64 / more as f64
}

/// From 0 to 1, ever slower.
fn enough(amount: f64) -> f64 {
    1.0 - (-amount).exp()
}

fn percent(figure: f64) -> f64 {
    if figure.is_finite() { figure.clamp(0.0, 100.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn someone(id: i64) -> KeyCandidate {
        KeyCandidate {
            person: PersonId(id),
            closeness: Some(50.0),
            warmth: 50.0,
            sent: 30,
            received: 30,
            meetings: 6,
            role: Role::Unknown,
            is_colleague: false,
        }
    }

    fn order(candidates: &[KeyCandidate], limit: usize) -> Vec<i64> {
        key_people(candidates.iter().copied(), limit).iter().map(|p| p.person.0).collect()
    }

    #[test]
    fn the_closer_the_more_mutual_the_more_met_and_the_more_deciding_come_first() {
        let plain = someone(5);
        for better in [
            KeyCandidate { closeness: Some(60.0), ..someone(9) },
            KeyCandidate { meetings: 30, ..someone(9) },
            KeyCandidate { role: Role::Heads, ..someone(9) },
            KeyCandidate { warmth: 90.0, ..someone(9) },
        ] {
            assert_eq!(order(&[plain, better], 9), [9, 5], "{better:?}");
        }
        let one_sided = KeyCandidate { sent: 55, received: 5, ..someone(1) };
        assert_eq!(order(&[one_sided, plain], 9), [5, 1]);
    }

    #[test]
    fn whoever_never_answered_or_was_never_written_to_is_not_proposed() {
        let silent = KeyCandidate { received: 0, meetings: 0, ..someone(1) };
        let seller = KeyCandidate { sent: 0, meetings: 0, role: Role::Decides, ..someone(2) };
        let met_once = KeyCandidate {
            sent: 0,
            received: 0,
            meetings: 1,
            closeness: Some(4.0),
            warmth: 9.0,
            ..someone(3)
        };
        assert_eq!(order(&[silent, seller, met_once, someone(4)], 9), [4]);
    }

    #[test]
    fn colleagues_do_not_crowd_out_the_others() {
        let colleague = |id| KeyCandidate { closeness: Some(95.0), is_colleague: true, ..someone(id) };
        let mut all: Vec<KeyCandidate> = (1..=20).map(colleague).collect();
        all.extend((21..=40).map(someone));
        let list = order(&all, 12);
        assert_eq!(list, [1, 2, 3, 4, 21, 22, 23, 24, 25, 26, 27, 28], "a third, the first ones of them");
    }

    #[test]
    fn the_reasons_are_told_by_weight() {
        let reasons = &key_people([KeyCandidate { role: Role::Decides, ..someone(1) }], 1)[0].reasons;
        let expected = [
            KeyReason::Closeness(50.0),
            KeyReason::BothWays { sent: 30, received: 30 },
            KeyReason::Role(Role::Decides),
            KeyReason::Meetings(6),
        ];
        assert_eq!(reasons, &expected);
    }

    fn candidate() -> impl Strategy<Value = KeyCandidate> {
        let figure =
            prop_oneof![9 => 0.0..100.0, 1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, -5.0])];
        let role = prop::sample::select(vec![Role::Unknown, Role::Leads, Role::Heads, Role::Decides]);
        (figure.clone(), figure, 0u64..300, 0u64..300, 0u64..80, role, any::<bool>()).prop_map(
            |(closeness, warmth, sent, received, meetings, role, is_colleague)| {
                let person = PersonId(0);
                KeyCandidate {
                    person,
                    closeness: (!is_colleague).then_some(closeness),
                    warmth,
                    sent,
                    received,
                    meetings,
                    role,
                    is_colleague,
                }
            },
        )
    }

    fn network() -> impl Strategy<Value = Vec<KeyCandidate>> {
        prop::collection::vec(candidate(), 0..60).prop_map(|mut network| {
            (1..).zip(&mut network).for_each(|(id, candidate)| candidate.person = PersonId(id));
            network
        })
    }

    proptest! {
        #[test]
        fn the_list_keeps_its_bounds_and_adds_up(network in network(), limit in 0usize..60) {
            let list = key_people(network.iter().copied(), limit);
            prop_assert!(list.len() <= limit);
            prop_assert!(list.iter().filter(|p| p.is_colleague).count() <= limit / 3);
            for proposal in &list {
                prop_assert!((proposal.receipt.total() - proposal.receipt.value).abs() < 1e-9);
                prop_assert!(proposal.receipt.value >= LEAST_WEIGHT && !proposal.reasons.is_empty());
                prop_assert!(is_known_to_both(&network[proposal.person.0 as usize - 1]));
            }
            prop_assert!(list.is_sorted_by(|a, b| a.receipt.value >= b.receipt.value));
        }

        #[test]
        fn the_order_of_candidates_does_not_matter(
            (network, shuffled) in network().prop_flat_map(|n| (Just(n.clone()), Just(n).prop_shuffle())),
        ) {
            prop_assert_eq!(key_people(network, 20), key_people(shuffled, 20));
        }

        #[test]
        fn a_longer_list_begins_with_the_others_of_the_shorter(network in network(), limit in 0usize..30) {
            let others = |limit: usize| -> Vec<i64> {
                let list = key_people(network.iter().copied(), limit);
                list.iter().filter(|p| !p.is_colleague).map(|p| p.person.0).collect()
            };
            let (short, long) = (others(limit), others(limit * 2));
            prop_assert!(long.len() >= short.len());
            prop_assert_eq!(&long[..short.len()], &short[..]);
        }
    }
}
