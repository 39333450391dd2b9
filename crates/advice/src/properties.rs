//! Laws that hold for any network.

use model::{DateFormat, PersonId};
use proptest::prelude::*;

use crate::candidate::{Candidate, Counts, Habits, Occasion};
use crate::testing::{DAYS, TODAY, ago, ahead, someone};
use crate::today::{TodaySettings, today};
use crate::words::{draft, evidence_lines, gesture_phrase, let_go_sentence, reason_sentence};

prop_compose! {
    fn habits()(direct_mails in 0u32..50, group_mails in 0u32..50, meetings in 0u32..9, calls in 0u32..9, messages in 0u32..9) -> Habits {
        Habits { direct_mails, group_mails, meetings, calls, messages }
    }
}

prop_compose! {
    fn counts()(sent in 0u32..80, received in 0u32..80, mutual in 0u32..9, active_days in 0u32..90,
        half_year in 0u32..20, half_year_before in 0u32..40, habits in habits()) -> Counts {
        Counts { sent, received, mutual, active_days, twelve_months: half_year + half_year_before, half_year, half_year_before, habits }
    }
}

/// Figures as they come, and some that make no sense.
fn figure() -> impl Strategy<Value = f64> {
    prop_oneof![9 => 0.0..100.0, 1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, -5.0, 1e300])]
}

prop_compose! {
    fn figures()(warmth in figure(), warmth_later in figure(), closeness in figure(), gap in prop::option::of(figure()),
        silence in 0u32..1_500, counts in counts()) -> Candidate {
        let mut candidate = someone(0).silent(silence).cooling(warmth, warmth_later).close(closeness);
        candidate = gap.into_iter().fold(candidate, Candidate::every);
        Candidate { counts, ..candidate }
    }
}

prop_compose! {
    fn candidate()(figures in figures(), colleague: bool, key: bool, is_person in prop::bool::weighted(0.9),
        waits in prop::option::of(0u32..120), ignored in prop::option::of(1u32..6), meeting in prop::option::weighted(0.2, 0u32..80),
        cadence in prop::option::weighted(0.2, 0u32..90), snoozed in prop::option::weighted(0.2, 0u32..3),
        birthday in prop::option::weighted(0.2, 0u32..9), dismissals in prop::option::weighted(0.2, 0u32..30),
        has_mail: bool) -> Candidate {
        let mut c = Candidate { is_spared: colleague, is_key: key, is_person, ..figures };
        c = waits.into_iter().fold(c, |c, days| c.waits_since(days, "Line 2"));
        c = ignored.into_iter().fold(c, |c, mails| c.not_answering(mails, 50));
        c = meeting.into_iter().fold(c, Candidate::meeting_in);
        c = cadence.into_iter().fold(c, Candidate::wanted_every);
        c = snoozed.into_iter().fold(c, Candidate::snoozed_for);
        c = birthday.into_iter().fold(c, |c, days| c.has(Occasion::Birthday { day: ahead(days) }));
        c = dismissals.into_iter().fold(c, Candidate::dismissed);
        if has_mail { c } else { c.without_mail() }
    }
}

fn network() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(candidate(), 0..25).prop_map(|mut network| {
        (1..).zip(&mut network).for_each(|(id, candidate)| candidate.person = PersonId(id));
        network
    })
}

fn settings(limit: usize) -> TodaySettings {
    TodaySettings { limit, ..TodaySettings::STANDARD }
}

proptest! {
    #[test]
    fn the_budget_is_never_exceeded(network in network(), limit in 0usize..9) {
        let today = today(&network, &settings(limit), TODAY);
        prop_assert!(today.chosen.len() <= limit);
        prop_assert!(today.let_go.first.len() <= today.let_go.count as usize);
        prop_assert!(today.chosen.len() + today.let_go.count as usize <= network.len());
    }

    #[test]
    fn the_order_of_candidates_does_not_matter(
        (network, shuffled) in network().prop_flat_map(|n| (Just(n.clone()), Just(n).prop_shuffle())),
    ) {
        prop_assert_eq!(today(&network, &settings(5), TODAY), today(&shuffled, &settings(5), TODAY));
    }

    #[test]
    fn receipts_add_up_and_lead(network in network()) {
        let today = today(&network, &settings(5), TODAY);
        for suggestion in &today.chosen {
            prop_assert!((suggestion.receipt.total() - suggestion.loss).abs() < 1e-9);
            prop_assert!((suggestion.receipt.value - suggestion.loss).abs() < 1e-9);
            prop_assert!(suggestion.loss >= crate::loss::LEAST_LOSS && !suggestion.reasons.is_empty());
        }
        prop_assert!(today.chosen.is_sorted_by(|a, b| a.loss >= b.loss));
    }

    #[test]
    fn nobody_appears_who_should_not(network in network()) {
        for suggestion in today(&network, &settings(50), TODAY).chosen {
            let candidate = &network[suggestion.person.0 as usize - 1];
            prop_assert!(candidate.is_person && candidate.counts.owner_acted());
            prop_assert!(candidate.owners_word.snoozed_until.is_none_or(|day| day <= TODAY));
            prop_assert!(candidate.planned.is_none_or(|day| day > ahead(3)));
        }
    }

    #[test]
    fn contact_today_takes_a_person_off(network in network(), who in 0usize..25) {
        let mut network = network;
        let Some(candidate) = network.get_mut(who) else { return Ok(()) };
        candidate.last.day = TODAY;
        let person = candidate.person;
        let today = today(&network, &settings(50), TODAY);
        prop_assert!(today.chosen.iter().all(|s| s.person != person));
        prop_assert!(today.let_go.first.iter().all(|entry| entry.person != person));
    }

    #[test]
    fn every_dismissal_makes_someone_less_pressing(network in network(), who in 0usize..25, times in 0u32..9) {
        let loss_after = |times: u32| {
            let mut network = network.clone();
            let candidate = network.get_mut(who)?;
            candidate.owners_word.dismissals = times;
            let alone = [candidate.clone()];
            Some(today(&alone, &settings(5), TODAY).chosen.first().map_or(0.0, |chosen| chosen.loss))
        };
        let (before, after) = (loss_after(times), loss_after(times + 1));
        prop_assert!(after <= before, "{before:?}, {after:?}");
        prop_assert!(after.is_none_or(|a| a == 0.0 || before.is_some_and(|b| (a - 0.7 * b).abs() < 1e-9)));
    }

    #[test]
    fn everything_can_be_said(network in network(), name in "\\PC{1,20}") {
        let today = today(&network, &settings(50), TODAY);
        for suggestion in &today.chosen {
            prop_assert!(reason_sentence(suggestion, &name, DateFormat::DayMonth).ends_with('.'));
            prop_assert!(!gesture_phrase(suggestion, &name, DateFormat::DayMonth).ends_with('.') || name.ends_with('.'));
            // Of whom colleague mode spares, the last contact alone.
            let least = if suggestion.warmth.is_some() { 2 } else { 1 };
            prop_assert!(evidence_lines(suggestion, DateFormat::DayMonth).len() >= least);
            prop_assert!(!draft(suggestion, &name, DateFormat::DayMonth).subject.is_empty());
        }
        prop_assert!(let_go_sentence(&today.let_go, DAYS, |_| name.clone()).ends_with('.'));
    }

    #[test]
    fn a_longer_silence_never_ends_an_alarm_before_it_is_dormant(silence in 29u32..119) {
        let network = [someone(1).silent(silence).cooling(60.0, 50.0)];
        prop_assert_eq!(today(&network, &settings(5), TODAY).chosen.len(), 1, "{}", ago(silence));
    }
}
