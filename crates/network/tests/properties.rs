//! What holds of every number of a tie, whatever its touches: warmth, closeness, rhythm, drift, who begins, and the trend.
//!
//! * The order in which touches arrive does not matter, to the last bit.
//! * No touch after a moment changes a number at that moment, nor at any earlier one.
//! * A touch that was added and taken away again leaves no trace.
//! * Numbers stay within 0 and 100, and receipts add up to them within 1e-9.
//!
//! How soon somebody answers keeps the same word in `response`; that both databases and every way through the program keep it
//! is tested with `app` (`habits`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use model::{Direction, Receipt, TouchKind};
use network::initiative::Initiative;
use network::{Measure, Moment, Removal, TieDays, TieNumbers};
use proptest::prelude::*;

/// The day that is asked about: in the middle of what comes.
const AS_OF: i32 = 20_400;
/// The trend is told against so many days before.
const QUARTER: i32 = 91;

/// Every number with its receipt.
type Told = (Option<TieNumbers>, [Option<Receipt>; 3]);

fn touches() -> impl Strategy<Value = Vec<(Moment, TouchKind)>> {
    let touch = (20_000i32..20_800, 0u32..86_400, 0..TouchKind::COUNT as u8);
    let touch =
        touch.prop_map(|(day, second, code)| (Moment::new(day, second), TouchKind::from_code(code).unwrap()));
    prop::collection::vec(touch, 0..120)
}

/// Who wrote first on some days.
fn firsts() -> impl Strategy<Value = BTreeMap<i32, Direction>> {
    let side = any::<bool>().prop_map(|is_owner| if is_owner { Direction::Out } else { Direction::In });
    prop::collection::btree_map(20_000i32..20_800, side, 0..60)
}

fn told(days: &TieDays, at: Moment) -> Told {
    let measure = Measure::NEW;
    let receipts = [
        measure.warmth_receipt(days, at),
        measure.closeness_receipt(days, at),
        measure.drift_receipt(days, at),
    ];
    (measure.numbers(days, at), receipts)
}

/// All that is told of a tie at a moment, the trend with it.
fn all(days: &TieDays, firsts: &BTreeMap<i32, Direction>, at: Moment) -> (Told, Told, Option<Initiative>) {
    let before = Moment::new(at.day - QUARTER, at.second);
    (told(days, at), told(days, before), Initiative::of(days, firsts, at))
}

proptest! {
    #[test]
    fn neither_order_nor_what_comes_later_matters(touches in touches(), firsts in firsts()) {
        let at = Moment::end_of_day(AS_OF);
        let days: TieDays = touches.iter().copied().collect();
        let expected = all(&days, &firsts, at);
        let backwards: TieDays = touches.iter().rev().copied().collect();
        prop_assert_eq!(&all(&backwards, &firsts, at), &expected);
        let until: TieDays = touches.iter().copied().filter(|touch| touch.0 <= at).collect();
        let known = firsts.iter().map(|(day, side)| (*day, *side)).filter(|(day, _)| *day <= AS_OF).collect();
        prop_assert_eq!(&all(&until, &known, at), &expected);
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace(touches in touches(), taken in touches(), firsts in firsts()) {
        let at = Moment::end_of_day(AS_OF);
        let days: TieDays = touches.iter().copied().collect();
        let expected = all(&days, &firsts, at);
        let mut changed = days.clone();
        for (moment, kind) in &taken {
            changed.add(*moment, *kind, 1);
        }
        for (moment, kind) in taken.iter().rev() {
            if changed.remove(*moment, *kind, 1) == Removal::LastUnknown {
                // Whoever takes a day's last touch away says which is the last now; a day that is left without any is gone.
                let before = days.iter().find(|day| day.day == moment.day).map(|day| day.last_touch());
                prop_assert!(before.is_none_or(|last| changed.set_last(last)));
            }
        }
        prop_assert_eq!(&all(&changed, &firsts, at), &expected);
    }

    #[test]
    fn numbers_stay_in_their_range_and_receipts_add_up(touches in touches(), firsts in firsts(), day in 20_000i32..21_400) {
        let days: TieDays = touches.iter().copied().collect();
        let (now, before, starts) = all(&days, &firsts, Moment::end_of_day(day));
        for (numbers, receipts) in [now, before] {
            let Some(numbers) = numbers else {
                prop_assert!(receipts.iter().all(Option::is_none));
                continue;
            };
            let values = [Some(numbers.warmth), Some(numbers.closeness), numbers.drift];
            for (value, receipt) in values.into_iter().zip(&receipts) {
                prop_assert_eq!(receipt.as_ref().map(|receipt| receipt.value), value);
                let Some((value, receipt)) = value.zip(receipt.as_ref()) else { continue };
                prop_assert!((0.0..=100.0).contains(&value));
                prop_assert!((receipt.total() - value).abs() < 1e-9);
            }
            prop_assert!(numbers.rhythm.is_none_or(|rhythm| rhythm.gap_days >= 1.0));
        }
        if let Some(starts) = starts {
            prop_assert!((0.0..=1.0).contains(&starts.share()) && starts.silence_days >= 8.0);
            prop_assert!(starts.days.0 <= starts.days.1 && starts.days.1 <= day);
        }
    }
}
