//! How long the contact that a source tells of is kept: a number of months a source, or for ever.
//!
//! [`apply`] is run by the server once a day and by `kith retention`. Contact that another source tells of as well stays as
//! long as that one keeps it; what is held ([`super::hold`]), logged by hand or noted stays. Records stay known without what
//! they told, so that reading the source again brings nothing back. People stay, with their addresses.

mod daily;
mod sql;

use std::collections::HashSet;

use jiff::{Timestamp, ToSpan};
use serde::Serialize;

pub use daily::{keep, once};

use super::hold::Standing;
use crate::access::{Cx, Right};
use crate::db::{Arg, Rows, Steps, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Place};
use crate::features::{capture, interactions, understanding};
use crate::words::refusals;

/// Records looked at in one transaction.
const RECORDS_A_STEP: i64 = 2_000;
/// The longest that can be said, in months.
const MOST_MONTHS: i64 = 1_200;

/// How long a source is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The source.
    pub source: i64,
    /// Its path, or the name of an uploaded file.
    pub name: String,
    /// How many records of it tell of something.
    pub kept: i64,
    /// For how many months; 0 for ever.
    pub months: i64,
}

/// What a rule took away, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The source.
    pub name: String,
    /// For how many months it is kept.
    pub months: i64,
    /// What took place before this moment goes.
    pub before: Timestamp,
    /// Interactions that went.
    pub interactions: u64,
    /// Interactions that a hold kept.
    pub held: u64,
}

/// All sources with how long each is kept.
///
/// # Errors
/// The member may not, or the database cannot be read.
pub async fn rules(cx: &Cx) -> Result<Vec<Rule>> {
    cx.require(Right::Run)?;
    let rows: Vec<(i64, String, i64, i64)> = cx.app.db.fetch_all(sql::RULES, &[cx.ws()]).await?;
    Ok(rows
        .into_iter()
        .map(|(source, location, kept, months)| {
            let name = location.strip_prefix(capture::uploads::LOCATION).unwrap_or(&location).to_owned();
            Rule { source, name, kept, months }
        })
        .collect())
}

/// Says for how many months a source is kept, 0 for ever. An act that can be taken back; what was erased meanwhile is not.
///
/// # Errors
/// The member may not, there is no such source, or the number is not possible.
pub async fn set(cx: &Cx, source: i64, months: i64) -> Result<Done> {
    cx.require(Right::Own)?;
    if !(0..=MOST_MONTHS).contains(&months) {
        return Err(Error::refused(refusals::keeping::months_impossible(MOST_MONTHS)));
    }
    let rule = rules(cx).await?.into_iter().find(|rule| rule.source == source);
    let rule = rule.ok_or_else(|| Error::not_found(refusals::keeping::NO_SUCH_SOURCE))?;
    let mut tx = cx.app.db.begin().await?;
    let before = replace(&mut tx, cx, source, months).await?;
    let deed = Place::Retained { source: rule.name, months };
    let inverse = Inverse::Retain { source, months: before };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

/// Sets a rule within a running change, and gives what it was before.
pub(crate) async fn replace(tx: &mut Tx, cx: &Cx, source: i64, months: i64) -> Result<i64> {
    let before: Option<(i64,)> = tx.fetch_optional(sql::MONTHS, &[cx.ws(), source.into()]).await?;
    match months {
        0 => tx.execute(sql::UNSET, &[cx.ws(), source.into()]).await?,
        months => tx.execute(sql::SET, &[cx.ws(), source.into(), months.into()]).await?,
    };
    Ok(before.map_or(0, |r| r.0))
}

/// Takes away what is older than the rules say, in short steps; of a dry run nothing lasts.
///
/// # Errors
/// The member may not, an import is running, or the database fails: what is gone is gone, and the next run goes on.
pub async fn apply(cx: &Cx, dry_run: bool) -> Result<Vec<Applied>> {
    cx.require(Right::Own)?;
    let rules: Vec<Rule> = rules(cx).await?.into_iter().filter(|rule| rule.months > 0).collect();
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let _guard = capture::lock(cx).await?;
    let standing = Standing::load(cx).await?;
    let mut steps = if dry_run { Steps::dry(&cx.app.db) } else { Steps::lasting(&cx.app.db) };
    let mut all = Vec::new();
    for rule in rules {
        let applied = apply_one(cx, &mut steps, &standing, &rule).await?;
        if applied.interactions > 0 {
            understanding::derive_stale(&mut steps, cx.workspace).await?;
            let Applied { name, months, interactions, .. } = &applied;
            let (source, interactions) = (name.clone(), *interactions);
            let deed = Place::Erased { interactions, source, months: *months };
            let tx = steps.tx().await?;
            acts::record(tx, cx, deed, &Inverse::Nothing).await?;
            acts::bump(tx, cx.workspace, &[0]).await?;
            steps.done().await?;
        }
        all.push(applied);
    }
    Ok(all)
}

async fn apply_one(cx: &Cx, steps: &mut Steps, standing: &Standing, rule: &Rule) -> Result<Applied> {
    let now = cx.now.to_zoned(cx.app.zone.clone());
    let before = now.checked_sub(rule.months.months()).map_or(Timestamp::MIN, |then| then.timestamp());
    let mut applied =
        Applied { name: rule.name.clone(), months: rule.months, before, interactions: 0, held: 0 };
    let mut after = String::new();
    loop {
        let tx = steps.tx().await?;
        let args = [
            cx.ws(),
            rule.source.into(),
            after.as_str().into(),
            before.as_microsecond().into(),
            RECORDS_A_STEP.into(),
        ];
        let records: Vec<(String, i64)> = tx.fetch_all(sql::EXPIRED, &args).await?;
        let Some((last, _)) = records.last() else { break };
        after.clone_from(last);
        let ids: Vec<i64> = records.iter().map(|r| r.1).collect();
        let held = erase(tx, cx, standing, rule, &ids, &mut applied).await?;
        let outdated: Vec<&str> =
            records.iter().filter(|(_, id)| !held.contains(id)).map(|(key, _)| key.as_str()).collect();
        let count = outdated.len() as i64;
        let reason = format!("kept for {} months", rule.months);
        let keys = Rows::of_texts(outdated).into_arg();
        tx.execute(sql::SET_OUTDATED, &[cx.ws(), rule.source.into(), keys, reason.into()]).await?;
        tx.execute(sql::COUNT_OFF, &[cx.ws(), rule.source.into(), count.into()]).await?;
        steps.done().await?;
    }
    apply_to_series(cx, steps, standing, rule, &mut applied).await?;
    Ok(applied)
}

/// Meetings of a series go one by one; its record stays, for those to come.
async fn apply_to_series(
    cx: &Cx,
    steps: &mut Steps,
    standing: &Standing,
    rule: &Rule,
    applied: &mut Applied,
) -> Result<()> {
    let mut after = 0;
    loop {
        let tx = steps.tx().await?;
        let before: Arg = applied.before.as_microsecond().into();
        let args = [cx.ws(), rule.source.into(), after.into(), before, RECORDS_A_STEP.into()];
        let ids: Vec<(i64,)> = tx.fetch_all(sql::EXPIRED_OF_SERIES, &args).await?;
        let Some((last,)) = ids.last() else { break };
        after = *last;
        let ids: Vec<i64> = ids.into_iter().map(|r| r.0).collect();
        erase(tx, cx, standing, rule, &ids, applied).await?;
        steps.done().await?;
    }
    Ok(())
}

/// Erases interactions that no hold and no other source keeps; gives those that are held.
async fn erase(
    tx: &mut Tx,
    cx: &Cx,
    standing: &Standing,
    rule: &Rule,
    ids: &[i64],
    applied: &mut Applied,
) -> Result<HashSet<i64>> {
    let mut held = HashSet::new();
    for loaded in interactions::load(tx, cx.workspace, ids.iter().copied()).await? {
        let people: HashSet<i64> = loaded.persons().map(|(_, person)| person).collect();
        if standing.holds(loaded.interaction.at, people.iter().copied()) {
            held.insert(loaded.id);
        }
    }
    let rows = Rows::of_ints(ids.iter().copied()).into_arg();
    let elsewhere: Vec<(i64,)> =
        tx.fetch_all(sql::TOLD_ELSEWHERE, &[cx.ws(), rule.source.into(), rows]).await?;
    let elsewhere: HashSet<i64> = elsewhere.into_iter().map(|r| r.0).collect();
    let mut gone: Vec<i64> =
        ids.iter().copied().filter(|id| !held.contains(id) && !elsewhere.contains(id)).collect();
    gone.sort_unstable();
    gone.dedup();
    capture::erase(tx, cx.workspace, &gone).await?;
    applied.interactions += gone.len() as u64;
    applied.held += held.len() as u64;
    Ok(held)
}
