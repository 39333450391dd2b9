//! Rhythm: the usual gap between days of contact, with its spread.
//!
//! The usual gap is a weighted median of the gaps between successive days of contact, the newest weighing most (half
//! the weight every [`HALF_WEIGHT_GAPS`] gaps back, the last [`KEPT_GAPS`] kept). A median, so that one summer of
//! silence does not change what is usual, and so that "usual gap 21 days" is a gap that really occurs.
//! Fewer than [`DAYS_NEEDED`] days of contact have no rhythm yet.

/// Days of contact below which there is no rhythm yet.
pub const DAYS_NEEDED: u32 = 4;

/// How many of the latest gaps are looked at.
pub const KEPT_GAPS: usize = 32;

/// How many gaps back a gap has half the weight of the newest.
pub const HALF_WEIGHT_GAPS: f64 = 8.0;

/// The usual gap of a tie and how much it varies, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// The usual gap: half of the weight of gaps lies at or below it. At least 1.
    pub gap_days: f64,
    /// A quarter of the weight lies at or below this gap.
    pub early_days: f64,
    /// Three quarters of the weight lie at or below this gap.
    pub late_days: f64,
}

/// The latest gaps of a tie while its days are read in order.
#[derive(Clone, Debug)]
pub(crate) struct Gaps {
    kept: [u32; KEPT_GAPS],
    seen: u32,
}

impl Gaps {
    /// No gap yet.
    pub fn new() -> Gaps {
        Gaps { kept: [0; KEPT_GAPS], seen: 0 }
    }

    /// The next gap in days, at least 1.
    pub fn push(&mut self, gap_days: u32) {
        self.kept[self.seen as usize % KEPT_GAPS] = gap_days;
        self.seen += 1;
    }

    /// The rhythm of these gaps, if there are enough of them.
    pub fn rhythm(&self) -> Option<Rhythm> {
        if self.seen + 1 < DAYS_NEEDED {
            return None;
        }
        let count = (self.seen as usize).min(KEPT_GAPS);
        let mut gaps = [(0u32, 0.0f64); KEPT_GAPS];
        let (fade, mut weight) = (0.5f64.powf(1.0 / HALF_WEIGHT_GAPS), 1.0);
        for (back, gap) in gaps[..count].iter_mut().enumerate() {
            *gap = (self.kept[(self.seen as usize - 1 - back) % KEPT_GAPS], weight);
            weight *= fade;
        }
        // Stable, so that equal gaps are summed in one order everywhere.
        gaps[..count].sort_by_key(|g| g.0);
        let gaps = &gaps[..count];
        Some(Rhythm {
            gap_days: quantile(gaps, 0.5),
            early_days: quantile(gaps, 0.25),
            late_days: quantile(gaps, 0.75),
        })
    }
}

/// The gap at or below which a part of the weight lies; halfway to the next gap where it is met exactly.
fn quantile(ascending: &[(u32, f64)], part: f64) -> f64 {
    let goal = part * ascending.iter().map(|g| g.1).sum::<f64>();
    let mut sum = 0.0;
    for (i, &(gap, weight)) in ascending.iter().enumerate() {
        sum += weight;
        if (sum - goal).abs() < 1e-9 {
            let next = ascending.get(i + 1).map_or(gap, |g| g.0);
            return (f64::from(gap) + f64::from(next)) / 2.0;
        }
        if sum > goal {
            return f64::from(gap);
        }
    }
    ascending.last().map_or(1.0, |g| f64::from(g.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(gaps: &[u32]) -> Option<(f64, f64, f64)> {
        let mut kept = Gaps::new();
        gaps.iter().for_each(|&gap| kept.push(gap));
        kept.rhythm().map(|r| (r.early_days, r.gap_days, r.late_days))
    }

    #[test]
    fn four_days_of_contact_make_a_rhythm() {
        assert_eq!(rhythm(&[7, 7]), None);
        assert_eq!(rhythm(&[7, 7, 7]), Some((7.0, 7.0, 7.0)));
    }

    #[test]
    fn one_long_silence_does_not_change_what_is_usual() {
        assert_eq!(rhythm(&[7, 7, 60, 7, 7, 8]).map(|r| r.1), Some(7.0));
    }

    #[test]
    fn new_habits_replace_old_ones() {
        let mut gaps = vec![1; 40];
        gaps.extend([7; 10]);
        assert_eq!(rhythm(&gaps).map(|r| r.1), Some(7.0));
    }
}
