//! Memory: how present a tie is.
//!
//! `M_d(T) = Σ over days of contact j ≤ T of w_j · (1 + age_j)^-d`, with `w_j = log2(1 + n_j)` for n_j
//! touches that day and age_j the days from that day's last touch to T. A power of age and not a half-life,
//! because the odds that something is needed again fall as a power law (Anderson & Schooler 1991, on authors
//! of e-mail); days rather than counts after Ureña-Carrión et al. 2020. M is a sum, so each day has an exact
//! share in it, which is what receipts show.
//!
//! Worked: one mail a day and a half ago is `log2(2) · 2.5^-0.75 = 0.503` at d = 0.75.

use std::sync::LazyLock;

/// Memory at the three speeds that numbers are made from, or one day's part in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Memory {
    /// d = 0.5: fades over years; closeness and the slow side of warmth.
    pub slow: f64,
    /// d = 0.75: predicts contact best as a single number.
    pub middle: f64,
    /// d = 1.25: what the last days say; fading shows here first.
    pub fast: f64,
}

impl Memory {
    /// What one touch a day (weight 1) that is `age` days old (≥ 0) leaves at each speed: `(1 + age)^-d`.
    ///
    /// The exponents are multiples of a quarter, so square roots suffice. They are several times faster than
    /// general powers and, being exact in IEEE arithmetic, the same on every machine.
    pub fn left_after(age: f64) -> Memory {
        let grown = 1.0 + age;
        let root = grown.sqrt();
        let fourth_root = root.sqrt();
        Memory { slow: 1.0 / root, middle: 1.0 / (root * fourth_root), fast: 1.0 / (grown * fourth_root) }
    }

    /// This memory with a weight.
    pub fn times(self, weight: f64) -> Memory {
        Memory { slow: self.slow * weight, middle: self.middle * weight, fast: self.fast * weight }
    }
}

impl std::ops::AddAssign for Memory {
    fn add_assign(&mut self, other: Memory) {
        self.slow += other.slow;
        self.middle += other.middle;
        self.fast += other.fast;
    }
}

/// The weight of a day with so many touches (or weighted touches), both directions: `log2(1 + n)`.
pub fn day_weight(touches: f64) -> f64 {
    let place = touches as usize;
    match WEIGHTS.get(place) {
        Some(weight) if place as f64 == touches => *weight,
        _ => (1.0 + touches).log2(),
    }
}

/// The weights of days with few touches, which nearly all days are.
static WEIGHTS: LazyLock<[f64; 32]> = LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f64).log2()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn square_roots_are_the_powers() {
        for age in [0.0, 0.4, 1.5, 90.0, 4_000.0] {
            let left = Memory::left_after(age);
            for (power, value) in [(-0.5, left.slow), (-0.75, left.middle), (-1.25, left.fast)] {
                assert!(((1.0f64 + age).powf(power) - value).abs() < 1e-12);
            }
        }
        assert!((Memory::left_after(1.5).times(day_weight(1.0)).middle - 0.503).abs() < 5e-4);
    }
}
