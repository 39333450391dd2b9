//! The refits of warmth: made at the beginning of each quarter, tried, kept.
//!
//! The rules of a decision are `network::course`. Here stands which quarters there are, which decisions are kept as they
//! were made, and which are made again: those that learned from a past of which much more, or less, has become known
//! since (an import of older mail, one taken back), and all that followed them.

use jiff::civil::Date;
use network::course::{Compared, Decision, Outcome, Quarter, decide};
use network::trial::Answer;
use network::warmth::{FITTED, Model, SIGNS, TERMS, TERMS_VERSION};

use super::constants::{WARMTH, model_of, text_of};
use super::sql;
use crate::access::Cx;
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::keeping;

/// A refit is tried on what came in so many quarters.
const QUARTERS_TRIED: i32 = 3;
/// A decision is made again if the answers it learned from are by more than this part more or fewer.
const GROWN_BY: f64 = 0.2;

/// A decision that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Refit {
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
    pub compared: Compared,
    /// The constants in use from then on, if they are not the fixed ones.
    in_use: Option<String>,
}

/// The refit whose constants the last decision leaves in use, with the day from which on; `None` for the fixed ones.
pub fn in_use(refits: &[Refit]) -> Option<&Refit> {
    let last = refits.iter().rev().find(|refit| refit.outcome != Outcome::Stayed)?;
    (last.outcome == Outcome::Replaced).then_some(last)
}

/// The decisions that stand, in the order of time.
pub(super) async fn refits(cx: &Cx) -> Result<Vec<Refit>> {
    type Row = (i64, i64, i64, i64, i64, String, Option<String>, String);
    let args = [cx.ws(), WARMTH.into(), TERMS_VERSION.into()];
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::REFITS, &args).await?;
    let unreadable = |_| Error::Refused("a refit that is kept cannot be read".into());
    let refit = |(id, from, made, learned_from, ties, outcome, in_use, compared): Row| {
        Ok(Refit {
            id,
            from: day(from),
            made: day(made),
            learned_from: usize::try_from(learned_from).unwrap_or_default(),
            ties: usize::try_from(ties).unwrap_or_default(),
            outcome: serde_json::from_value(outcome.into()).map_err(unreadable)?,
            compared: serde_json::from_str(&compared).map_err(unreadable)?,
            in_use,
        })
    };
    rows.into_iter().map(refit).collect()
}

fn day(number: i64) -> Date {
    advice::day_of(i32::try_from(number).unwrap_or_default())
}

/// What a walk through the quarters changes.
#[derive(Debug, Default)]
pub(super) struct Course {
    void: Vec<i64>,
    made: Vec<(Quarter, Decision<TERMS>, Option<Model>)>,
    /// The constants in use at the end, and the day from which on the refit behind them knew nothing; `None`: the fixed ones.
    pub in_use: Option<(Model, i32)>,
}

/// Walks the quarters until a day in the order of time: what is kept and still rests on about the same answers stays, the
/// rest is decided.
pub(super) fn walk(answers: &[Answer<TERMS>], kept: &[Refit], today: Date) -> Result<Course> {
    let mut course = Course::default();
    let Some(first) = answers.iter().map(|answer| answer.day).min() else { return Ok(course) };
    let mut is_anew = false;
    for quarter in quarters(advice::day_of(first), today) {
        let known = answers.iter().filter(|answer| answer.until < quarter.made).count();
        let there = kept.iter().find(|refit| number(refit.from) == quarter.from);
        if let Some(refit) = there.filter(|refit| !is_anew && is_about(known, refit.learned_from)) {
            let model = refit.in_use.as_deref().map(model_of).transpose()?;
            course.go_on(quarter, refit.outcome, model);
            continue;
        }
        is_anew |= there.is_some();
        course.void.extend(there.map(|refit| refit.id));
        let before = course.in_use.as_ref().map(|(model, _)| model);
        let Some(decision) = decide(answers, quarter, before, &FITTED, &SIGNS) else { continue };
        let model = match decision.outcome {
            Outcome::Replaced => decision.refitted.clone(),
            Outcome::Stayed => before.cloned(),
            Outcome::FellBack => None,
        };
        course.go_on(quarter, decision.outcome, model.clone());
        course.made.push((quarter, decision, model));
    }
    Ok(course)
}

impl Course {
    fn go_on(&mut self, quarter: Quarter, outcome: Outcome, model: Option<Model>) {
        let made = match (&self.in_use, outcome) {
            (Some((_, made)), Outcome::Stayed) => *made,
            _ => quarter.made,
        };
        self.in_use = model.map(|model| (model, made));
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

fn row(
    cx: &Cx,
    id: i64,
    (quarter, decision, in_use): &(Quarter, Decision<TERMS>, Option<Model>),
) -> Result<[Arg; 13]> {
    let unwritable = |e: serde_json::Error| Error::Refused(format!("a refit cannot be kept: {e}"));
    let outcome = serde_json::to_value(decision.outcome).map_err(unwritable)?;
    Ok([
        cx.ws(),
        id.into(),
        WARMTH.into(),
        TERMS_VERSION.into(),
        i64::from(quarter.from).into(),
        i64::from(quarter.made).into(),
        (decision.learned_from as i64).into(),
        (decision.ties as i64).into(),
        outcome.as_str().unwrap_or_default().into(),
        decision.refitted.as_ref().map(text_of).into(),
        in_use.as_ref().map(text_of).into(),
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
        Date::new(year, month, 1).map_or(0, number)
    };
    (index(first) + 1..=index(last))
        .map(move |at| Quarter { from: begin(at), made: begin(at - QUARTERS_TRIED) })
}

/// A day as days since 1970-01-01.
fn number(date: Date) -> i32 {
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
