//! How good the numbers are: what warmth would have said of the principal's ties at earlier dates, and what came of
//! them.
//!
//! Nothing is stored: [`how_good`] looks at the ties anew each time. The mathematics are `network::trial`; here it is
//! decided whose ties count (people who are listed and whom colleague mode does not spare) and how many are looked at.
//! It also tries what a refit on the older part of the past would have said of the newer part.

use jiff::civil::Date;
use model::PersonId;
use network::refit::{Sample, refit};
pub use network::trial::{Group, Reliability};
use network::trial::{Trial, trials};
use network::warmth::{FITTED, Model, SIGNS, TERMS};

use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::people::moment_of;
use crate::features::snapshot::{self, Snapshot};
use crate::features::understanding::{self, TieOfPerson, TiesOfPerson};

/// Ties that are looked at: enough for two digits, and some tenths of a second.
const TIES_LOOKED_AT: usize = 2_000;
/// A refit is tried on dates of so many last days, and learns from what had come before them.
const TRIED_ON_DAYS: i32 = 270;

/// How good the numbers were.
#[derive(Clone, Debug, PartialEq)]
pub struct HowGood {
    /// Ties of which something was said at an earlier date.
    pub ties: usize,
    /// The first and the last of those dates.
    pub dates: Option<(Date, Date)>,
    /// What warmth said, and what came; `None` where too little was said.
    pub warmth: Option<Reliability>,
    /// How often somebody would have stood among those past their rhythm.
    pub alarms: usize,
    /// How many of them were in fact not in touch again within twice the usual gap.
    pub alarms_right: usize,
    /// What a refit on the older part of the past would change; `None` where it is too short.
    pub refit: Option<Refit>,
}

/// The newer part of the past, by the constants in use and by constants refitted on the older part.
#[derive(Clone, Debug, PartialEq)]
pub struct Refit {
    /// Earlier dates of ties that it learned from.
    pub learned_from: usize,
    /// By the constants in use.
    pub in_use: Reliability,
    /// By the refitted ones.
    pub refitted: Reliability,
}

/// How good the numbers were on the principal's own past.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn how_good(cx: &Cx) -> Result<HowGood> {
    cx.require(Right::Own)?;
    let snapshot = snapshot::current(cx).await?;
    let ties = match snapshot.owner {
        Some(owner) => understanding::ties_of(&cx.app.db, cx.workspace, owner).await?,
        None => TiesOfPerson::default(),
    };
    let judging = move || judge(&ties, &snapshot);
    tokio::task::spawn_blocking(judging).await.map_err(|e| Error::Refused(e.to_string()))?
}

fn judge(ties: &TiesOfPerson, snapshot: &Snapshot) -> Result<HowGood> {
    let counts = |tie: &TieOfPerson<'_>| {
        snapshot.person(PersonId(tie.other)).is_some_and(|line| line.is_listed() && !line.is_spared)
    };
    let mut looked_at: Vec<TieOfPerson<'_>> = ties.iter().filter(counts).collect();
    // Those that stand first when their numbers are scattered: a fair part, and the same one each time.
    looked_at.sort_by_key(|tie| (tie.other as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    looked_at.truncate(TIES_LOOKED_AT);
    let as_of = moment_of(snapshot.as_of);
    let (mut all, mut with_past): (Vec<Trial>, usize) = (Vec::new(), 0);
    for tie in looked_at {
        let found = trials(&tie.unpacked()?, as_of);
        with_past += usize::from(!found.is_empty());
        all.extend(found);
    }
    Ok(summed_up(&all, with_past, as_of.day))
}

fn summed_up(all: &[Trial], ties: usize, today: i32) -> HowGood {
    let overdue = || all.iter().filter(|trial| trial.is_overdue);
    let (first, last) = (all.iter().map(|t| t.day).min(), all.iter().map(|t| t.day).max());
    HowGood {
        ties,
        dates: first.zip(last).map(|(first, last)| (advice::day_of(first), advice::day_of(last))),
        warmth: reliability(all.iter(), &FITTED),
        alarms: overdue().count(),
        alarms_right: overdue().filter(|trial| !trial.sample.touched).count(),
        refit: tried(all, today - TRIED_ON_DAYS),
    }
}

fn reliability<'a>(trials: impl Iterator<Item = &'a Trial>, model: &Model) -> Option<Reliability> {
    Reliability::of(trials.map(|t| (model.chance_of(&t.sample.terms), t.sample.touched)))
}

/// Learns from what had come by a day, and is judged by what was said from that day on.
fn tried(all: &[Trial], from: i32) -> Option<Refit> {
    let known = all.iter().filter(|trial| trial.until < from).map(|trial| trial.sample);
    let known: Vec<Sample<TERMS>> = known.collect();
    let refitted = refit(&known, &FITTED, &SIGNS)?;
    let newer = || all.iter().filter(|trial| trial.day >= from);
    Some(Refit {
        learned_from: known.len(),
        in_use: reliability(newer(), &FITTED)?,
        refitted: reliability(newer(), &refitted)?,
    })
}
