//! Which constants of drift are in use, quarter by quarter: how a tie ends, how likely one past its rhythm stays away, and
//! from which chance on it is told.
//!
//! As for warmth ([`crate::course`]): at the beginning of a quarter all three are fitted to what was known some quarters ago,
//! each where there is enough of it for that part, and tried on the alarms they would have told since. They replace those in
//! use if they said what came no worse, and as many of their alarms were right as is wanted, or as of the others' were.

use serde::{Deserialize, Serialize};

use super::{Past, Told, Watch, threshold, told};
use crate::course::{Compared, Decision, MARGIN, Outcome, Quarter, Tried};
use crate::drift::{FITTED, Model, PRECISION_WANTED, SIGNS, TERMS};
use crate::ending::{Ending, Seen};
use crate::moment::Moment;
use crate::refit::{Sample, refit};
use crate::trial::Reliability;

/// Ties that BG/NBD is fitted to: its four constants need no more.
const ENDINGS_LOOKED_AT: usize = 1_000;

/// What constants said of the ties past their rhythm in a period, and the alarms they would have told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Of each week in which a tie was past its rhythm, told or not.
    pub said: Reliability,
    /// The alarms.
    pub told: Told,
    /// From which chance on.
    pub threshold: f64,
}

/// Decides at the beginning of a quarter which constants are in use from then on; `tried` are those until then, if not the
/// fixed ones, as they were tried ([`crate::course::decide`]). `None` where too few were past their rhythm since [`Quarter::made`] to compare anything.
pub fn decide(past: &[Past], quarter: Quarter, tried: Option<&Model>) -> Option<Decision<Model, Judged>> {
    let since = chosen(past, |watch| watch.day >= quarter.made && watch.until < quarter.from);
    let fixed = Judged::of(&since, &FITTED)?;
    let known = chosen(past, |watch| watch.until < quarter.made);
    let refitted = fitted(past, quarter.made);
    let compared = Compared {
        fixed,
        in_use: tried.and_then(|model| Judged::of(&since, model)),
        refitted: refitted.as_ref().and_then(|model| Judged::of(&since, model)),
    };
    let outcome = compared.outcome();
    let is_taken = outcome == Outcome::Replaced;
    Some(Decision {
        learned_from: known.iter().map(Vec::len).sum(),
        ties: known.iter().filter(|tie| !tie.is_empty()).count(),
        refitted,
        taken: is_taken.then(|| fitted(past, quarter.from)).flatten(),
        outcome,
        compared,
    })
}

/// The constants that what was known before a day speaks for; `None` where there is not enough for drift's own.
pub fn fitted(past: &[Past], before: i32) -> Option<Model> {
    let at = Moment::end_of_day(before.saturating_sub(1));
    let every = past.len().div_ceil(ENDINGS_LOOKED_AT).max(1);
    let seen: Vec<Seen> = past.iter().step_by(every).filter_map(|tie| tie.seen(at)).collect();
    let known = chosen(past, |watch| watch.until < before);
    let mut model = Model { ending: Ending::fitted(&seen).unwrap_or(FITTED.ending), ..FITTED.clone() };
    let fading = refit(&samples(&known, &model.ending), &FITTED.fading, &SIGNS);
    model.fading = fading.clone().unwrap_or(model.fading);
    let threshold = threshold(&known, &model);
    model.threshold = threshold.unwrap_or(model.threshold);
    (fading.is_some() || threshold.is_some()).then_some(model)
}

/// The watches of each tie that are chosen, where they stand: there may be hundreds of thousands.
fn chosen(past: &[Past], is_chosen: impl Fn(&Watch) -> bool) -> Vec<Vec<&Watch>> {
    past.iter().map(|tie| tie.watches.iter().filter(|watch| is_chosen(watch)).collect()).collect()
}

/// The weeks of a silence weigh one together.
fn samples(known: &[Vec<&Watch>], ending: &Ending) -> Vec<Sample<TERMS>> {
    let of_silence = |silence: &[&Watch]| {
        let weight = 1.0 / silence.len() as f64;
        silence.iter().map(|watch| Sample { weight, ..watch.sample(ending) }).collect::<Vec<_>>()
    };
    known.iter().flat_map(|tie| tie.chunk_by(|a, b| a.since == b.since)).flat_map(of_silence).collect()
}

impl Judged {
    /// What was told, and what came; `None` of too few weeks.
    pub fn of(ties: &[Vec<&Watch>], model: &Model) -> Option<Judged> {
        let weeks = ties.iter().flatten().map(|watch| (watch.chance(model), watch.was_right));
        let said = Reliability::of(weeks)?;
        let told = told(ties, model);
        Some(Judged { said, told, threshold: model.threshold })
    }
}

impl Tried for Judged {
    fn is_no_worse(&self, than: &Judged) -> bool {
        let wanted = than.told.precision().unwrap_or(0.0).min(PRECISION_WANTED);
        let keeps_word = self.told.precision().is_none_or(|right| right >= wanted);
        keeps_word && self.said.log_loss <= than.said.log_loss + MARGIN.loss
    }
}

#[cfg(test)]
mod tests {
    use model::{Channel, Direction, TouchKind};

    use super::*;
    use crate::days::TieDays;
    use crate::{Measure, alarms::alarms};

    /// Ties of a touch a week with a pause of seven weeks now and then; the last so many stop on a day.
    fn past(ties: i32, stop: i32, stopping: i32, as_of: i32) -> Vec<Past> {
        let mail = |direction| TouchKind { channel: Channel::DirectMail, direction };
        let tie = |n: i32| {
            let mut days = TieDays::new();
            let (mut day, mut sent) = (18_000 + n % 11, 0);
            while day < as_of && (n < ties - stopping || day < stop) {
                let direction = if sent % 2 == 0 { Direction::Out } else { Direction::In };
                days.add(Moment::new(day, 36_000), mail(direction), 1);
                day += if (sent + 3 * n) % 40 == 39 { 49 } else { 5 + (n + sent) % 5 };
                sent += 1;
            }
            (n, days)
        };
        let at = Moment::end_of_day(as_of);
        (0..ties).map(tie).map(|(n, days)| Past::new(n.into(), &days, at)).collect()
    }

    const QUARTER: Quarter = Quarter { from: 19_000, made: 18_730 };

    #[test]
    fn constants_that_know_who_comes_back_replace() {
        let found = decide(&past(200, 0, 0, 19_100), QUARTER, None).unwrap();
        assert_eq!(found.outcome, Outcome::Replaced);
        let own = found.compared.refitted.unwrap();
        assert!(own.said.log_loss < found.compared.fixed.said.log_loss, "{own:?}");
        assert!(found.learned_from >= 300 && found.ties > 100 && found.taken.is_some());
    }

    #[test]
    fn nothing_that_came_later_is_seen() {
        let (then, later) = (past(200, 18_950, 60, 19_000), past(200, 18_950, 60, 19_400));
        assert_eq!(decide(&then, QUARTER, None), decide(&later, QUARTER, None));
    }

    #[test]
    fn nothing_is_compared_on_too_little() {
        assert_eq!(decide(&past(1, 0, 0, 19_100), QUARTER, None), None);
    }

    /// Alarms that were often wrong make drift quieter, not louder.
    #[test]
    fn a_threshold_is_higher_where_alarms_were_wrong() {
        let all_back = past(200, 0, 0, 19_100);
        let known: Vec<Vec<&Watch>> = all_back.iter().map(|tie| tie.watches.iter().collect()).collect();
        let eager = Model { threshold: 0.5, ..FITTED };
        let told = told(&known, &eager);
        assert!(told.alarms >= super::super::ALARMS_NEEDED && told.right * 2 < told.alarms, "{told:?}");
        assert!(threshold(&known, &eager).unwrap() > 0.5);
    }

    /// What is judged of the past is what a page of that day told.
    #[test]
    fn an_alarm_of_the_past_is_the_drift_of_its_day() {
        let mail = |direction| TouchKind { channel: Channel::DirectMail, direction };
        for gap in [3, 9, 20, 45] {
            let touches = (0..24).map(|n| {
                let direction = if n % 2 == 0 { Direction::Out } else { Direction::In };
                (Moment::new(18_000 + n * gap, 36_000), mail(direction))
            });
            let days: TieDays = touches.collect();
            let past = Past::new(1, &days, Moment::end_of_day(19_500));
            let drift = |day: i32| Measure::NEW.numbers(&days, Moment::end_of_day(day)).and_then(|n| n.drift);
            let first = alarms(&past.watches, |_| &FITTED).last().map(|watch| (watch.day, watch.was_right));
            let mut weeks = (18_000..19_300).filter(|day| day % 7 == 0);
            let shown = weeks.find(|day| *day > 18_000 + 23 * gap && drift(*day).is_some());
            assert_eq!(first, shown.map(|day| (day, true)), "every {gap} days");
            for watch in &past.watches {
                assert_eq!(
                    drift(watch.day),
                    Some(100.0 * watch.chance(&FITTED)).filter(|told| *told >= 50.0)
                );
            }
        }
    }
}
