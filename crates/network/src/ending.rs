//! Ending: the chance that a tie has ended for good, by BG/NBD (Fader, Hardie & Lee 2005, "Counting your customers
//! the easy way").
//!
//! Each tie touches by chance at a rate of its own, and after each touch ends with a probability of its own; rates are
//! gamma distributed over ties, probabilities beta. Four constants, then, and from three figures of a tie (how often
//! there was contact again, when last, how long it is known) the chance that it is alive. Somebody who touches often
//! and then is silent has likely ended; somebody who touches seldom may just be late.
//!
//! [`Ending::fitted`] finds the constants of a network by maximum likelihood, days of contact counted. Where there are
//! too few ties for that, [`Ending::FITTED`] stands.

use rayon::prelude::*;

use crate::moment::Moment;
use crate::tally::Tally;

/// Ties needed before constants of their own are worth more than the fixed ones.
pub const TIES_NEEDED: usize = 100;

/// Ties whose likelihoods are summed by one thread; fixed, so that sums do not depend on the machine.
const CHUNK: usize = 512;

/// The constants of BG/NBD, all above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ending {
    /// The shape of how often people touch.
    pub shape: f64,
    /// Its rate, in days.
    pub rate: f64,
    /// How likely ties end after a touch.
    pub ends: f64,
    /// How likely they do not.
    pub goes_on: f64,
}

/// What BG/NBD asks of a tie: contact on so many days after the first, the last of them so many days after it, seen
/// for so many days since it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Days of contact after the first.
    pub again: f64,
    /// Days from the first day of contact to the last.
    pub last_days: f64,
    /// Days from the first day of contact to the moment.
    pub known_days: f64,
}

impl Seen {
    /// What was seen of a tie by a moment, from its days of contact, the first of them and its last touch.
    pub(crate) fn new(active_days: f64, first_day: i32, last: Moment, as_of: Moment) -> Seen {
        let known_days = as_of.days_since(Moment::new(first_day, 0));
        Seen { again: active_days - 1.0, last_days: known_days - as_of.days_since(last), known_days }
    }

    pub(crate) fn of_tally(tally: &Tally) -> Seen {
        Seen::new(f64::from(tally.active_days), tally.first_day, tally.last, tally.as_of)
    }
}

impl Ending {
    /// By maximum likelihood on the mail of an institute over 300 days (email-Eu-core-temporal), on 2026-11-23.
    pub const FITTED: Ending = Ending { shape: 0.684, rate: 11.92, ends: 0.159, goes_on: 0.950 };

    /// The logit that a tie has ended, as a term beside others: certainty has its bounds.
    pub(crate) fn term(&self, seen: Seen) -> f64 {
        self.ended(seen).clamp(-8.0, 8.0)
    }

    /// The logit that a tie has ended (eq. 11 of the paper as odds).
    pub fn ended(&self, seen: Seen) -> f64 {
        let odds = self.ends / (self.goes_on + (seen.again - 1.0).max(0.0));
        odds.ln()
            + (self.shape + seen.again) * ((self.rate + seen.known_days) / (self.rate + seen.last_days)).ln()
    }

    /// The constants under which what was seen is likeliest, starting from the fixed ones; `None` of fewer than
    /// [`TIES_NEEDED`] ties, or where no tie touched again.
    ///
    /// Ties whose contact was on one day alone count: that many end at once is what tells how likely ties end. The
    /// logarithms of the constants are held near those of the fixed ones as by a prior with a spread of two, so that a
    /// network of which every tie is alive has an answer.
    pub fn fitted(seen: &[Seen]) -> Option<Ending> {
        if seen.len() < TIES_NEEDED || seen.iter().all(|s| s.again < 1.0) {
            return None;
        }
        let start = Ending::FITTED.logarithms();
        let loss = |at: &[f64; 4]| {
            let held: f64 = at.iter().zip(start).map(|(a, s)| ((a - s) / PRIOR_SPREAD).powi(2)).sum();
            held / 2.0 - Ending::of_logarithms(at).likelihood(seen)
        };
        Some(Ending::of_logarithms(&lowest(start, &loss)))
    }

    fn logarithms(&self) -> [f64; 4] {
        [self.shape, self.rate, self.ends, self.goes_on].map(f64::ln)
    }

    fn of_logarithms(at: &[f64; 4]) -> Ending {
        let [shape, rate, ends, goes_on] = at.map(|a| a.clamp(-12.0, 12.0).exp());
        Ending { shape, rate, ends, goes_on }
    }

    /// The logarithm of how likely it is to see all this.
    fn likelihood(&self, seen: &[Seen]) -> f64 {
        let of_chunk = |chunk: &[Seen]| chunk.iter().map(|s| self.likelihood_of(s)).sum::<f64>();
        seen.par_chunks(CHUNK).map(of_chunk).collect::<Vec<_>>().iter().sum()
    }

    /// Equation 6 of the paper, by logarithms: the tie is alive, or ended at its last touch.
    fn likelihood_of(&self, seen: &Seen) -> f64 {
        let Ending { shape, rate, ends, goes_on } = *self;
        let Seen { again, last_days, known_days } = *seen;
        let counted = ln_gamma(shape + again) - ln_gamma(shape) + shape * rate.ln();
        let went_on = ln_beta(ends, goes_on + again) - ln_beta(ends, goes_on);
        let alive = went_on - (shape + again) * (rate + known_days).ln();
        if again < 1.0 {
            return counted + alive;
        }
        let ended = ln_beta(ends + 1.0, goes_on + again - 1.0)
            - ln_beta(ends, goes_on)
            - (shape + again) * (rate + last_days).ln();
        counted + alive.max(ended) + (-(alive - ended).abs()).exp().ln_1p()
    }
}

/// How far the logarithm of a constant may well be from that of the fixed one.
const PRIOR_SPREAD: f64 = 2.0;

/// Rounds of [`lowest`]: far more than four constants need.
const ROUNDS: usize = 400;

/// Where a function of four is lowest, near a point: Nelder & Mead's simplex, which asks for no slopes. The same steps
/// each time.
fn lowest(start: [f64; 4], loss: &dyn Fn(&[f64; 4]) -> f64) -> [f64; 4] {
    let mut points: Vec<([f64; 4], f64)> = vec![(start, loss(&start))];
    for axis in 0..4 {
        let mut moved = start;
        moved[axis] += 0.5;
        points.push((moved, loss(&moved)));
    }
    for _ in 0..ROUNDS {
        points.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (best, worst) = (points[0], points[4]);
        if worst.1 - best.1 < 1e-9 * (1.0 + best.1.abs()) {
            break;
        }
        let middle: [f64; 4] = std::array::from_fn(|i| points[..4].iter().map(|p| p.0[i]).sum::<f64>() / 4.0);
        let along = |by: f64| {
            let at: [f64; 4] = std::array::from_fn(|i| middle[i] + by * (worst.0[i] - middle[i]));
            (at, loss(&at))
        };
        let across = along(-1.0);
        let better = if across.1 < best.1 {
            [across, along(-2.0)].into_iter().min_by(|a, b| a.1.total_cmp(&b.1))
        } else if across.1 < points[3].1 {
            Some(across)
        } else {
            let nearer = along(if across.1 < worst.1 { -0.5 } else { 0.5 });
            (nearer.1 < across.1.min(worst.1)).then_some(nearer)
        };
        match better {
            Some(better) => points[4] = better,
            None => points[1..].iter_mut().for_each(|point| {
                point.0 = std::array::from_fn(|i| (point.0[i] + best.0[i]) / 2.0);
                point.1 = loss(&point.0);
            }),
        }
    }
    points.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(start, |point| point.0)
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The logarithm of Γ above 0: Stirling's series from 8 on, reached by Γ(x + 1) = x Γ(x). Good to twelve digits, and
/// the same on every machine, as the standard library has none.
fn ln_gamma(x: f64) -> f64 {
    let (mut at, mut product) = (x, 1.0);
    while at < 8.0 {
        product *= at;
        at += 1.0;
    }
    let inverse = 1.0 / at;
    let square = inverse * inverse;
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
    let half_ln_two_pi = 0.918_938_533_204_672_8;
    (at - 0.5) * at.ln() - at + half_ln_two_pi + series - product.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logistic::logistic;

    fn seen(again: f64, last_days: f64, known_days: f64) -> Seen {
        Seen { again, last_days, known_days }
    }

    #[test]
    fn the_same_silence_ends_a_busy_tie_sooner_than_a_quiet_one() {
        let ended = |again| logistic(Ending::FITTED.ended(seen(again, 300.0, 360.0)));
        assert!(ended(50.0) > 0.9 && ended(5.0) < 0.2, "{} {}", ended(50.0), ended(5.0));
    }

    /// Worked by hand: 5 times again, the last on day 300 of 360.
    #[test]
    fn the_closed_form_is_the_published_one() {
        let alive = 1.0 / (1.0 + 0.159 / (0.950 + 4.0) * ((11.92 + 360.0f64) / (11.92 + 300.0)).powf(5.684));
        assert!((1.0 - logistic(Ending::FITTED.ended(seen(5.0, 300.0, 360.0))) - alive).abs() < 1e-12);
    }

    /// Γ(½) = √π, Γ(5) = 24, Γ(10.5) = 1133278.3889487855…
    #[test]
    fn the_gamma_function_is_the_one_in_tables() {
        let known = [(0.5, std::f64::consts::PI.sqrt()), (5.0, 24.0), (10.5, 1_133_278.388_948_785_5)];
        for (x, gamma) in known {
            assert!((ln_gamma(x) - f64::ln(gamma)).abs() < 1e-11, "{x}: {}", ln_gamma(x));
        }
    }

    /// Ties drawn from known constants, by an even grid of chances instead of dice.
    #[test]
    fn a_network_whose_ties_end_more_often_has_constants_that_say_so() {
        let network = |every: usize| -> Vec<Seen> {
            let tie = |i: usize| {
                let again = (i % 23) as f64;
                let last = again * (3.0 + (i % 7) as f64);
                let silent = if i.is_multiple_of(every) { 200.0 } else { 4.0 };
                seen(again, last, last + silent)
            };
            (0..2_000).map(tie).collect()
        };
        let (lasting, ending) = (Ending::fitted(&network(40)), Ending::fitted(&network(2)));
        let part = |e: Option<Ending>| e.map(|e| e.ends / (e.ends + e.goes_on)).unwrap();
        assert!(part(lasting) < 0.01 && part(ending) > 0.02, "{lasting:?} {ending:?}");
        assert_eq!(Ending::fitted(&network(2)[..99]), None);
    }
}
