//! Chance from a seed: the same seed gives the same story, on every machine.
//!
//! xoshiro256++ filled by SplitMix64 (Blackman and Vigna, public domain). Small enough to own, and whole numbers
//! only: logarithms differ in the last bit between platforms, and one bit is another story.

/// A die to throw.
#[derive(Clone, Debug)]
pub(crate) struct Dice {
    state: [u64; 4],
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        let mut mixed = seed;
        let mut next = || {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            scramble(mixed)
        };
        Dice { state: [next(), next(), next(), next()] }
    }

    /// A die of its own for one part of the story, so that a change in one part leaves the others as they were.
    pub(crate) fn fork(seed: u64, part: &str) -> Dice {
        let mixed = part.bytes().fold(seed, |sum, byte| scramble(sum ^ u64::from(byte)));
        Dice::new(mixed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    /// A number from 0 to one less than `count`, which must not be 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// True this many times in a hundred.
    pub(crate) fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance as usize
    }

    /// One of them; the list must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of some words; there must be one.
    pub(crate) fn word<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Some of them, none twice, in a random order; fewer if there are not that many.
    pub(crate) fn some<T: Copy>(&mut self, from: &[T], count: usize) -> Vec<T> {
        let mut rest = from.to_vec();
        let count = count.min(rest.len());
        for at in 0..count {
            let other = at + self.below(rest.len() - at);
            rest.swap(at, other);
        }
        rest.truncate(count);
        rest
    }
}

/// SplitMix64's output function.
fn scramble(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed| (0..5).map(|_| Dice::new(seed).next()).collect::<Vec<_>>();
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
        assert_ne!(Dice::fork(7, "mail").next(), Dice::fork(7, "meetings").next());
    }

    #[test]
    fn throws_stay_within_bounds_and_reach_them() {
        let mut dice = Dice::new(1);
        let throws: Vec<i32> = (0..1000).map(|_| dice.between(-2, 3)).collect();
        assert_eq!((throws.iter().min(), throws.iter().max()), (Some(&-2), Some(&3)));
        assert_eq!(dice.some(&[1, 2, 3], 9).len(), 3);
    }
}
