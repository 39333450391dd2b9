//! Touches for property tests.

use model::TouchKind;
use proptest::prelude::*;

use crate::moment::{DAY_SECONDS, Moment};

/// The kind with a code below 18.
pub fn kind(code: u8) -> TouchKind {
    TouchKind::from_code(code).unwrap()
}

/// Up to `most` touches over about three years, several of them on one day more often than not.
pub fn touches(most: usize) -> impl Strategy<Value = Vec<(Moment, TouchKind)>> {
    let day = prop_oneof![-3i32..3, 19_000i32..20_000];
    let touch = (day, 0..DAY_SECONDS, 0..TouchKind::COUNT as u8);
    let touch = touch.prop_map(|(day, second, code)| (Moment::new(day, second), kind(code)));
    prop::collection::vec(touch, 0..=most)
}
