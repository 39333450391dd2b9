//! The refits of warmth and drift: made at the beginning of each quarter, tried, kept.
//!
//! The rules of a decision are `network::course` and `network::alarms::course`. Here stands which quarters there are, which decisions are kept as they
//! were made, and which are made again: those that learned from a past of which much more, or less, has become known
//! since (an import of older mail, one taken back), and all that followed them.

use jiff::civil::Date;
use network::course::{Compared, Decision, Outcome, Quarter};
use network::trial::Reliability;

use super::fitted::Number;
use super::sql;
use crate::access::Cx;
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::keeping;
use crate::words::refusals;

/// A refit is tried on what came in so many quarters.
const QUARTERS_TRIED: i32 = 3;
/// A decision is made again if the answers it learned from are by more than this part more or fewer.
const GROWN_BY: f64 = 0.2;

/// A decision that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Refit<J = Reliability> {
    id: i64,
    /// What was decided is in use from this day on.
    pub from: Date,
    /// The refit on trial knew nothing from this day on.
    pub made: Date,
    /// How many answers it learned from.
    pub learned_from: usize,
    /// Of how many ties.
    pub ties: usize,
    /// What was decided.
    pub outcome: Outcome,
    /// What was compared.
    pub compared: Compared<J>,
    /// The constants that were on trial.
    tried: Option<String>,
    /// The constants in use from then on, if they are not the fixed ones.
    in_use: Option<String>,
}

/// The refit whose constants the last decision leaves in use, with the day from which on; `None` for the fixed ones.
pub fn in_use<J>(refits: &[Refit<J>]) -> Option<&Refit<J>> {
    let last = refits.iter().rev().find(|refit| refit.outcome != Outcome::Stayed)?;
    (last.outcome == Outcome::Replaced).then_some(last)
}

/// The decisions on a number that stand, in the order of time.
pub(super) async fn refits<N: Number>(cx: &Cx) -> Result<Vec<Refit<N::Judged>>> {
    type Row = (i64, i64, i64, i64, i64, String, Option<String>, Option<String>, String);
    let args = [cx.ws(), N::WORD.into(), N::TERMS.into()];
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::REFITS, &args).await?;
    let unreadable = |_| Error::refused(refusals::numbers::REFIT_UNREADABLE);
    let refit = |(id, from, made, learned_from, ties, outcome, tried, in_use, compared): Row| {
        Ok(Refit {
            id,
            from: day(from),
            made: day(made),
            learned_from: usize::try_from(learned_from).unwrap_or_default(),
            ties: usize::try_from(ties).unwrap_or_default(),
            outcome: serde_json::from_value(outcome.into()).map_err(unreadable)?,
            compared: serde_json::from_str(&compared).map_err(unreadable)?,
            tried,
            in_use,
        })
    };
    rows.into_iter().map(refit).collect()
}

fn day(number: i64) -> Date {
    advice::day_of(i32::try_from(number).unwrap_or_default())
}

/// What a walk through the quarters changes.
pub(super) struct Course<N: Number> {
    void: Vec<i64>,
    made: Vec<Made<N>>,
    /// What is in use from a day on, in the order of time; `None` for the fixed constants.
    stretches: Vec<(i32, Option<InUse<N::Model>>)>,
}

/// Constants in use, and the refit that was on trial for them: it knew less, so later ones are tried beside it.
#[derive(Clone)]
struct InUse<M> {
    model: M,
    tried: M,
}

/// A decision that is not kept yet.
struct Made<N: Number> {
    quarter: Quarter,
    decision: Decision<N::Model, N::Judged>,
    in_use: Option<N::Model>,
}

/// Walks the quarters until a day in the order of time: what is kept and still rests on about the same answers stays, the
/// rest is decided.
pub(super) fn walk<N: Number>(number: &N, kept: &[Refit<N::Judged>], today: Date) -> Result<Course<N>> {
    let mut course = Course { void: Vec::new(), made: Vec::new(), stretches: Vec::new() };
    let Some(first) = number.first_day() else { return Ok(course) };
    let mut is_anew = false;
    for quarter in quarters(advice::day_of(first), today) {
        let there = kept.iter().find(|refit| days_of(refit.from) == quarter.from);
        let is_kept = |refit: &&Refit<N::Judged>| {
            !is_anew && is_about(number.known_before(quarter.made), refit.learned_from)
        };
        if let Some(refit) = there.filter(is_kept) {
            let read = |text: &Option<String>| text.as_deref().map(N::model).transpose();
            course.go_on(quarter, refit.outcome, read(&refit.tried)?, read(&refit.in_use)?);
            continue;
        }
        is_anew |= there.is_some();
        course.void.extend(there.map(|refit| refit.id));
        let tried = course.last().map(|in_use| &in_use.tried);
        let Some(decision) = number.decide(quarter, tried) else { continue };
        course.go_on(quarter, decision.outcome, decision.refitted.clone(), decision.taken.clone());
        let in_use = course.last().map(|in_use| in_use.model.clone());
        course.made.push(Made { quarter, decision, in_use });
    }
    Ok(course)
}

impl<N: Number> Course<N> {
    fn last(&self) -> Option<&InUse<N::Model>> {
        self.stretches.last().and_then(|(_, in_use)| in_use.as_ref())
    }

    fn go_on(
        &mut self,
        quarter: Quarter,
        outcome: Outcome,
        tried: Option<N::Model>,
        taken: Option<N::Model>,
    ) {
        let in_use = match outcome {
            Outcome::Replaced => tried.zip(taken).map(|(tried, model)| InUse { model, tried }),
            Outcome::Stayed => self.last().cloned(),
            Outcome::FellBack => None,
        };
        self.stretches.push((quarter.from, in_use));
    }

    /// The constants in use on a day, if they were not the fixed ones.
    pub fn on(&self, day: i32) -> Option<&N::Model> {
        let until = self.stretches.partition_point(|(from, _)| *from <= day);
        self.stretches.get(until.checked_sub(1)?)?.1.as_ref().map(|in_use| &in_use.model)
    }

    /// The day since which fitted constants are in use without a break, though not the same ones; `None` if the fixed ones are.
    pub fn since(&self) -> Option<i32> {
        self.stretches.iter().rev().take_while(|(_, in_use)| in_use.is_some()).last().map(|(from, _)| *from)
    }

    /// Writes what changed; whether anything did.
    pub async fn write(&self, tx: &mut Tx, cx: &Cx) -> Result<bool> {
        for id in &self.void {
            tx.execute(sql::VOID_REFIT, &[cx.ws(), (*id).into(), cx.now_us().into()]).await?;
        }
        if !self.made.is_empty() {
            let first = keeping::next_ids(tx, cx.workspace, self.made.len()).await?;
            for (id, made) in (first..).zip(&self.made) {
                tx.execute(sql::INSERT_REFIT, &row(cx, id, made)?).await?;
            }
        }
        Ok(!self.void.is_empty() || !self.made.is_empty())
    }
}

fn row<N: Number>(cx: &Cx, id: i64, Made { quarter, decision, in_use }: &Made<N>) -> Result<[Arg; 13]> {
    let unwritable = |e: serde_json::Error| Error::refused(refusals::numbers::refit_unkept(&e));
    let outcome = serde_json::to_value(decision.outcome).map_err(unwritable)?;
    Ok([
        cx.ws(),
        id.into(),
        N::WORD.into(),
        N::TERMS.into(),
        i64::from(quarter.from).into(),
        i64::from(quarter.made).into(),
        (decision.learned_from as i64).into(),
        (decision.ties as i64).into(),
        outcome.as_str().unwrap_or_default().into(),
        decision.refitted.as_ref().map(N::text).into(),
        in_use.as_ref().map(N::text).into(),
        serde_json::to_string(&decision.compared).map_err(unwritable)?.into(),
        cx.now_us().into(),
    ])
}

fn is_about(now: usize, then: usize) -> bool {
    (now as f64 - then as f64).abs() <= GROWN_BY * then as f64
}

/// The quarters that began between two days, each with the beginning of the one from which on a refit is tried.
fn quarters(first: Date, last: Date) -> impl Iterator<Item = Quarter> {
    let index = |date: Date| i32::from(date.year()) * 4 + (i32::from(date.month()) - 1) / 3;
    let begin = |index: i32| {
        let (year, month) = (index.div_euclid(4) as i16, (index.rem_euclid(4) * 3 + 1) as i8);
        Date::new(year, month, 1).map_or(0, days_of)
    };
    (index(first) + 1..=index(last))
        .map(move |at| Quarter { from: begin(at), made: begin(at - QUARTERS_TRIED) })
}

/// A day as days since 1970-01-01.
fn days_of(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn quarters_begin_in_january_april_july_and_october() {
        let all: Vec<(Date, Date)> = quarters(date(2025, 12, 31), date(2026, 4, 1))
            .map(|quarter| (advice::day_of(quarter.from), advice::day_of(quarter.made)))
            .collect();
        assert_eq!(all, [(date(2026, 1, 1), date(2025, 4, 1)), (date(2026, 4, 1), date(2025, 7, 1))]);
    }
}
