//! Drift as an owner meets it: which silences are told, which are not, and what must hold of every number.

use model::{Channel, Direction, TouchKind};
use network::{Measure, Moment, TieDays, numbers};
use proptest::prelude::*;

/// Mail in turn from either side every so many days, as often, until day 20,000.
fn every(gap: i32, times: i32) -> TieDays {
    let mail = |direction| TouchKind { channel: Channel::DirectMail, direction };
    let touch = |back: i32| {
        let direction = if back % 2 == 0 { Direction::Out } else { Direction::In };
        (Moment::new(20_000 - back * gap, 36_000), mail(direction))
    };
    (0..times).map(touch).collect()
}

fn drift(days: &TieDays, silence: i32) -> Option<f64> {
    numbers(days, Moment::new(20_000 + silence, 36_000)).and_then(|n| n.drift)
}

#[test]
fn a_silence_within_the_rhythm_is_never_told() {
    for gap in [1, 7, 21, 90] {
        let days = every(gap, 900 / gap);
        for silence in 0..=gap {
            assert_eq!(drift(&days, silence), None, "every {gap} days, silent for {silence}");
        }
    }
}

#[test]
fn a_tie_that_stopped_is_told_in_time_and_let_go_in_the_end() {
    for (gap, told_by) in [(1, 21), (7, 54), (9, 63), (21, 105), (90, 210)] {
        let days = every(gap, 900 / gap);
        let first = (0..400).find(|silence| drift(&days, *silence).is_some());
        assert!(first.is_some_and(|first| first <= told_by), "every {gap} days: told first on day {first:?}");
        assert_eq!(drift(&days, 500), None, "after more than a year it is dormant and no news");
    }
}

#[test]
fn habits_must_be_known_to_be_missed() {
    assert!((0..400).all(|silence| drift(&every(9, 7), silence).is_none()));
}

#[test]
fn a_seller_who_was_never_answered_does_not_drift() {
    let mail = TouchKind { channel: Channel::DirectMail, direction: Direction::In };
    let seller: TieDays = (0..40).map(|week| (Moment::new(20_000 - 7 * week, 0), mail)).collect();
    assert!((0..400).all(|silence| drift(&seller, silence).is_none()));
}

proptest! {
    #[test]
    fn drift_keeps_its_word(
        gaps in prop::collection::vec(1i32..40, 8..60),
        directions in prop::collection::vec(0u8..3, 60),
        silence in 0i32..420,
        second in 0u32..86_400,
    ) {
        let mut touches = Vec::new();
        let mut day = 20_000;
        for (gap, direction) in gaps.iter().rev().zip(&directions) {
            let kind = TouchKind::from_code(*direction).unwrap();
            touches.push((Moment::new(day, second), kind));
            day -= gap;
        }
        let days: TieDays = touches.iter().copied().collect();
        let backwards: TieDays = touches.iter().rev().copied().collect();
        let at = Moment::new(20_000 + silence, 86_399);
        let told = Measure::NEW.numbers(&days, at).unwrap().drift;
        prop_assert_eq!(Measure::NEW.numbers(&backwards, at).unwrap().drift, told, "order of arrival");
        prop_assert_eq!(Measure::NEW.numbers_of_text(&days.encode(), at).unwrap().unwrap().drift, told);
        let later = Moment::new(at.day + 1, 0);
        let with_later: TieDays = touches.iter().copied().chain([(later, touches[0].1)]).collect();
        prop_assert_eq!(Measure::NEW.numbers(&with_later, at).unwrap().drift, told, "no leak from after");
        let receipt = Measure::NEW.drift_receipt(&days, at);
        prop_assert_eq!(receipt.as_ref().map(|r| r.value), told);
        if let Some(receipt) = receipt {
            prop_assert!((0.0..=100.0).contains(&receipt.value) && receipt.value >= 50.0);
            prop_assert!((receipt.total() - receipt.value).abs() < 1e-9);
        }
    }
}
