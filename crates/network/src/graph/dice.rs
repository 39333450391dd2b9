//! Chance with a seed: the same numbers for the same seed, everywhere and for ever.
//!
//! SplitMix64 (Steele, Lea and Flood 2014) of a seed and a counter: any number of a series is had without
//! those before it.

/// The number of a series that stands at a place, of 64 even bits.
pub fn bits(seed: u64, at: u64) -> u64 {
    let mut z = seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(at.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// The same as a number from 0 to below 1.
pub fn part(seed: u64, at: u64) -> f64 {
    (bits(seed, at) >> 11) as f64 / (1u64 << 53) as f64
}

/// Shuffles by the series of a seed (Fisher and Yates).
pub fn shuffle<T>(items: &mut [T], seed: u64) {
    for last in (1..items.len()).rev() {
        items.swap(last, (bits(seed, last as u64) % (last as u64 + 1)) as usize);
    }
}
