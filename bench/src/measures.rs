//! Measures of a prediction, on plain slices. Ties in score count half in AUC; elsewhere they keep their
//! given order.

use crate::dice::Dice;

/// Draws that the sampling floor is the mean of: its error is then below 0.001.
const DRAWS: usize = 200;

/// A judged pair: how likely it was said to be, whether it happened, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Judged {
    /// The prediction; higher is likelier.
    pub score: f64,
    /// How many touches there were in the horizon.
    pub volume: u32,
    /// The number of its tie: seen from either side it has one outcome.
    pub tie: u32,
}

impl Judged {
    /// There was a touch.
    pub fn touched(&self) -> bool {
        self.volume > 0
    }
}

/// The chance that a pair that was touched has a higher score than one that was not; `None` if all are alike.
pub fn auc(pairs: &[Judged]) -> Option<f64> {
    let touched = pairs.iter().filter(|p| p.touched()).count() as f64;
    let silent = pairs.len() as f64 - touched;
    if touched == 0.0 || silent == 0.0 {
        return None;
    }
    let ascending = sorted(pairs, |a, b| a.score.total_cmp(&b.score));
    let (mut rank_sum, mut before) = (0.0, 0.0);
    for same in ascending.chunk_by(|a, b| a.score == b.score) {
        let rank = before + (same.len() as f64 + 1.0) / 2.0;
        rank_sum += rank * same.iter().filter(|p| p.touched()).count() as f64;
        before += same.len() as f64;
    }
    Some((rank_sum - touched * (touched + 1.0) / 2.0) / (touched * silent))
}

/// How good the first ten are: gain log2(1 + volume), discounted by rank, over the best order there is
/// (Järvelin & Kekäläinen 2002). `None` with fewer than five candidates or no touch at all.
pub fn ndcg_10(pairs: &[Judged]) -> Option<f64> {
    let gains = |order: Vec<Judged>| -> f64 {
        let gain = |(rank, pair): (usize, &Judged)| {
            (1.0 + f64::from(pair.volume)).log2() / (rank as f64 + 2.0).log2()
        };
        order.iter().take(10).enumerate().map(gain).sum()
    };
    let best = gains(sorted(pairs, |a, b| b.volume.cmp(&a.volume)));
    (pairs.len() >= 5 && best > 0.0).then(|| gains(sorted(pairs, descending)) / best)
}

/// One over the rank of the contact with the most touches to come; `None` as for [`ndcg_10`].
pub fn reciprocal_rank(pairs: &[Judged]) -> Option<f64> {
    let most = pairs.iter().map(|p| p.volume).max().filter(|&most| most > 0 && pairs.len() >= 5)?;
    let rank = sorted(pairs, descending).iter().position(|p| p.volume == most)?;
    Some(1.0 / (rank as f64 + 1.0))
}

/// The mean precision at each pair that was touched, in descending order; `None` if none was.
pub fn average_precision(pairs: &[Judged]) -> Option<f64> {
    let (mut found, mut sum) = (0.0, 0.0);
    for (rank, pair) in sorted(pairs, descending).iter().enumerate() {
        if pair.touched() {
            found += 1.0;
            sum += found / (rank as f64 + 1.0);
        }
    }
    (found > 0.0).then(|| sum / found)
}

/// The mean square of prediction minus outcome (Brier 1950).
pub fn brier(pairs: &[Judged]) -> f64 {
    mean(pairs.iter().map(|p| (p.score - outcome(p)).powi(2)))
}

/// How far what was said is from what came true, over ten bins of equal count.
pub fn calibration_error(pairs: &[Judged]) -> f64 {
    let ascending = sorted(pairs, |a, b| a.score.total_cmp(&b.score));
    let bins = (0..10).map(|i| &ascending[i * pairs.len() / 10..(i + 1) * pairs.len() / 10]);
    let off = |bin: &[Judged]| bin.iter().map(|p| p.score - outcome(p)).sum::<f64>().abs();
    bins.map(off).sum::<f64>() / pairs.len() as f64
}

/// The calibration error that a perfect predictor with the same chances shows: what chance alone makes of so many ties. Each
/// tie's outcome is drawn once, for both sides have the same; the mean of [`DRAWS`] draws from a fixed seed.
pub fn sampling_floor(pairs: &[Judged]) -> f64 {
    let ties = pairs.iter().map(|p| p.tie as usize + 1).max().unwrap_or(0);
    let mut dice = Dice::new(1);
    let draw = |_| {
        let outcomes: Vec<f64> = (0..ties).map(|_| dice.part()).collect();
        let drawn = |p: &Judged| Judged { volume: u32::from(outcomes[p.tie as usize] < p.score), ..*p };
        calibration_error(&pairs.iter().map(drawn).collect::<Vec<_>>())
    };
    mean((0..DRAWS).map(draw))
}

/// The mean of some numbers; NaN of none.
pub fn mean(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = numbers.into_iter().fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
    sum / count
}

fn outcome(pair: &Judged) -> f64 {
    f64::from(u8::from(pair.touched()))
}

fn descending(a: &Judged, b: &Judged) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score)
}

fn sorted(pairs: &[Judged], order: impl FnMut(&Judged, &Judged) -> std::cmp::Ordering) -> Vec<Judged> {
    let mut pairs = pairs.to_vec();
    pairs.sort_by(order);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(pairs: &[(f64, u32)]) -> Vec<Judged> {
        pairs.iter().zip(0..).map(|(&(score, volume), tie)| Judged { score, volume, tie }).collect()
    }

    #[test]
    fn small_cases_counted_by_hand() {
        let pairs = judged(&[(0.9, 3), (0.8, 0), (0.5, 1), (0.5, 0), (0.1, 0)]);
        assert_eq!(auc(&pairs), Some((3.0 + 1.5) / 6.0));
        assert_eq!(reciprocal_rank(&pairs), Some(1.0));
        assert_eq!(average_precision(&pairs), Some((1.0 + 2.0 / 3.0) / 2.0));
        let (best, got) = (2.0 + 1.0 / 3f64.log2(), 2.0 + 1.0 / 4f64.log2());
        assert!((ndcg_10(&pairs).unwrap() - got / best).abs() < 1e-12);
        assert_eq!(auc(&judged(&[(0.1, 0), (0.2, 0)])), None);
    }

    #[test]
    fn a_forecaster_who_is_right_has_no_error() {
        let pairs: Vec<Judged> =
            (0..100).map(|i| Judged { score: 0.3, volume: u32::from(i % 10 < 3), tie: i }).collect();
        assert!(calibration_error(&pairs) < 1e-12);
        assert!((brier(&pairs) - 0.21).abs() < 1e-12);
    }

    /// Ten groups of 100 at 0.3: the mean of a group is off by 0.0458 · √(2/π) = 0.0366; seen from both sides, a
    /// group holds half as many outcomes.
    #[test]
    fn chance_alone_makes_an_error_and_fewer_ties_a_larger_one() {
        let of = |sides: u32| -> Vec<Judged> {
            (0..1_000).map(|i| Judged { score: 0.3, volume: 0, tie: i / sides }).collect()
        };
        let (one_side, both_sides) = (sampling_floor(&of(1)), sampling_floor(&of(2)));
        assert!((one_side - 0.0366).abs() < 0.002, "{one_side}");
        assert!((both_sides / one_side - 2f64.sqrt()).abs() < 0.1, "{both_sides}");
        assert!(sampling_floor(&judged(&[(0.0, 0), (1.0, 1)])) < 1e-12);
    }
}
