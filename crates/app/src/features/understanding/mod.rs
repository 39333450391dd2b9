//! Ties: derived from interactions, kept packed, and read as numbers with receipts.
//!
//! A tie's days are a fold of its interactions, whatever the order they came in. An import gathers what its new
//! interactions add ([`pairs`]) and writes it from time to time ([`flush`]); `workspace.tied_through` says up to which
//! interaction that has happened, so that after a kill the rest is derived again ([`recover`]). Pairs whose past changed
//! (a merged copy, a join, an undo) are marked stale and derived from their interactions ([`derive_stale`]).
//! [`storing`] adds to the rows, [`reading`] is for everyone who asks.

pub(crate) mod pairs;
mod reading;
mod sql;
mod storing;
mod whole;

use model::WorkspaceId;
use network::Removal;
use network::interaction::{Interaction, Pairs, answer_touch, touches};

use crate::access::{Cx, Right};
use crate::db::{Rows, Steps, Tx};
use crate::error::Result;
use crate::features::{capture, interactions, keeping};
use pairs::{PairChanges, moment};
pub(crate) use reading::{TieOfPerson, TiesOfPerson, tie_between, ties_in_pieces, ties_of};
pub(crate) use storing::ties_with;
use storing::{add_to_ties, load_ties, save_ties};
pub(crate) use whole::{Between, between, each_acquaintance, each_tie};

/// Pairs written in one transaction: some tens of milliseconds.
const PAIRS_A_STEP: usize = 4_000;
/// Stale pairs derived in one transaction.
const STALE_PAIRS_A_STEP: i64 = 250;
/// Interactions read at once by a rebuild.
const INTERACTIONS_A_STEP: i64 = 5_000;
/// How many pairs may wait in memory.
pub(crate) const MAX_WAITING_PAIRS: usize = 150_000;

/// Writes what was gathered, then derives the stale pairs. Each step can be the last one: [`recover`] goes on.
pub(crate) async fn flush(steps: &mut Steps, ws: WorkspaceId, changes: &mut PairChanges) -> Result<()> {
    let mut news: Vec<_> = std::mem::take(&mut changes.news).into_iter().collect();
    news.sort_unstable_by_key(|(pair, _)| *pair);
    for chunk in news.chunks(PAIRS_A_STEP) {
        add_to_ties(steps.tx().await?, ws, chunk).await?;
        steps.done().await?;
    }
    let tx = steps.tx().await?;
    let newest = one(tx, sql::NEWEST_INTERACTION, ws).await?;
    keeping::set_tied_through(tx, ws, newest).await?;
    steps.done().await?;
    derive_stale(steps, ws).await?;
    changes.clear_stale();
    Ok(())
}

/// After an interrupted import: marks the pairs of every interaction whose touches may not be in the ties, and derives
/// them. Does nothing after an import that ended.
pub(crate) async fn recover(steps: &mut Steps, ws: WorkspaceId) -> Result<()> {
    let tied_through = keeping::tied_through(steps.tx().await?, ws).await?;
    if tied_through == 0 {
        return derive_all(steps, ws).await;
    }
    let tx = steps.tx().await?;
    if one(tx, sql::NEWEST_INTERACTION, ws).await? > tied_through {
        let mut after = tied_through;
        loop {
            let mut changes = PairChanges::default();
            let Some(last) = gather_after(tx, ws, after, &mut changes).await? else { break };
            mark_stale(tx, ws, changes.news.keys().copied()).await?;
            after = last;
        }
        let answers = answers_after(tx, ws, tied_through).await?;
        mark_stale(tx, ws, answers.touches.iter().map(|t| (t.a, t.b))).await?;
        keeping::set_tied_through(tx, ws, after).await?;
    }
    steps.done().await?;
    derive_stale(steps, ws).await
}

/// Derives all ties and acquaintances again from the interactions, to the same bytes.
///
/// # Errors
/// The member may not do that here, an import is running, or the database fails.
pub async fn rebuild(cx: &Cx) -> Result<()> {
    cx.require(Right::Run)?;
    let _guard = capture::lock(cx).await?;
    derive_all(&mut Steps::lasting(&cx.app.db), cx.workspace).await
}

/// Derives everything from the interactions.
pub(crate) async fn derive_all(steps: &mut Steps, ws: WorkspaceId) -> Result<()> {
    let tx = steps.tx().await?;
    for delete in [sql::DELETE_ALL_TIES, sql::DELETE_ALL_ACQUAINTANCES, sql::DELETE_ALL_STALE] {
        tx.execute(delete, &[ws.0.into()]).await?;
    }
    keeping::set_tied_through(tx, ws, 0).await?;
    let mut changes = PairChanges::default();
    let mut after = 0;
    while let Some(last) = gather_after(steps.tx().await?, ws, after, &mut changes).await? {
        after = last;
        if changes.len() > MAX_WAITING_PAIRS {
            add_all(steps, ws, &mut changes).await?;
        }
    }
    changes.add(&answers_after(steps.tx().await?, ws, 0).await?);
    flush(steps, ws, &mut changes).await
}

/// Adds what was gathered without ending the step: a rebuild is one transaction, so that nobody sees it half done.
async fn add_all(steps: &mut Steps, ws: WorkspaceId, changes: &mut PairChanges) -> Result<()> {
    let news: Vec<_> = std::mem::take(&mut changes.news).into_iter().collect();
    for chunk in news.chunks(PAIRS_A_STEP) {
        add_to_ties(steps.tx().await?, ws, chunk).await?;
    }
    Ok(())
}

/// Counts one interaction at once, outside any import (a call that was logged).
pub(crate) async fn add_now(tx: &mut Tx, ws: WorkspaceId, interaction: &Interaction) -> Result<()> {
    let mut changes = PairChanges::default();
    changes.add(&pairs_of(interaction));
    let news: Vec<_> = changes.news.into_iter().collect();
    add_to_ties(tx, ws, &news).await
}

/// Takes one interaction out again at once. Its participants are given as persons.
pub(crate) async fn remove_now(tx: &mut Tx, ws: WorkspaceId, interaction: &Interaction) -> Result<()> {
    for touch in pairs_of(interaction).touches {
        let rows = Rows::of_pairs([(touch.a, touch.b)]);
        let mut days = load_ties(tx, ws, rows).await?.pop().map(|(_, days)| days).unwrap_or_default();
        if days.remove(moment(touch.at), touch.kind, 1) == Removal::Done {
            save_ties(tx, ws, &[((touch.a, touch.b), days)]).await?;
        } else {
            derive(tx, ws, &[(touch.a, touch.b)]).await?;
        }
    }
    Ok(())
}

/// Marks all pairs of these people as to be derived again, as if `a` and `b` were the same person from now on.
pub(crate) async fn mark_stale_people(
    tx: &mut Tx,
    ws: WorkspaceId,
    from: i64,
    to: i64,
) -> Result<Vec<(i64, i64)>> {
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for person in [from, to] {
        pairs.extend(tx.fetch_all::<(i64, i64)>(sql::PAIRS_OF_PERSON, &[ws.0.into(), person.into()]).await?);
    }
    let both: Vec<(i64, i64)> = pairs
        .iter()
        .flat_map(|(a, b)| {
            let other = if *a == from || *a == to { *b } else { *a };
            [(from.min(other), from.max(other)), (to.min(other), to.max(other))]
        })
        .filter(|(a, b)| a != b)
        .chain([(from.min(to), from.max(to))])
        .collect();
    mark_stale(tx, ws, both.iter().copied()).await?;
    Ok(both)
}

/// Marks pairs as to be derived from their interactions.
pub(crate) async fn mark_stale(
    tx: &mut Tx,
    ws: WorkspaceId,
    pairs: impl IntoIterator<Item = (i64, i64)>,
) -> Result<()> {
    let rows = Rows::of_pairs(pairs);
    if !rows.is_empty() {
        tx.execute(sql::SET_STALE, &[ws.0.into(), rows.into_arg()]).await?;
    }
    Ok(())
}

/// Marks the pairs of answers through lists in which one of these interactions is either side.
pub(crate) async fn mark_answers_stale(tx: &mut Tx, ws: WorkspaceId, interactions: &[i64]) -> Result<()> {
    let rows = Rows::of_ints(interactions.iter().copied()).into_arg();
    let answers: Vec<Answer> = tx.fetch_all(sql::ANSWERS_AMONG, &[ws.0.into(), rows]).await?;
    mark_stale(tx, ws, answer_pairs(answers).touches.iter().map(|t| (t.a, t.b))).await
}

/// Derives all pairs that are marked, some a step.
pub(crate) async fn derive_stale(steps: &mut Steps, ws: WorkspaceId) -> Result<()> {
    if some_stale(steps.tx().await?, ws, 1).await?.is_empty() {
        return Ok(());
    }
    steps.tx().await?.count_anew().await?;
    while derive_some_stale(steps.tx().await?, ws).await? {
        steps.done().await?;
    }
    Ok(())
}

/// Derives some marked pairs; false if there were none left.
pub(crate) async fn derive_some_stale(tx: &mut Tx, ws: WorkspaceId) -> Result<bool> {
    let pairs = some_stale(tx, ws, STALE_PAIRS_A_STEP).await?;
    if pairs.is_empty() {
        return Ok(false);
    }
    derive(tx, ws, &pairs).await?;
    tx.execute(sql::CLEAR_STALE, &[ws.0.into(), Rows::of_pairs(pairs).into_arg()]).await?;
    Ok(true)
}

async fn some_stale(tx: &mut Tx, ws: WorkspaceId, limit: i64) -> Result<Vec<(i64, i64)>> {
    tx.fetch_all(sql::SOME_STALE, &[ws.0.into(), limit.into()]).await
}

async fn one(tx: &mut Tx, sql: &'static str, ws: WorkspaceId) -> Result<i64> {
    Ok(tx.fetch_optional::<(i64,)>(sql, &[ws.0.into()]).await?.map_or(0, |r| r.0))
}

/// Gathers what the next interactions after an id mean; `None` after the last one, else the last id read.
async fn gather_after(
    tx: &mut Tx,
    ws: WorkspaceId,
    after: i64,
    changes: &mut PairChanges,
) -> Result<Option<i64>> {
    let args = [ws.0.into(), after.into(), INTERACTIONS_A_STEP.into()];
    let ids: Vec<(i64,)> = tx.fetch_all(sql::INTERACTIONS_AFTER, &args).await?;
    let Some((last,)) = ids.last().copied() else { return Ok(None) };
    let loaded = interactions::load(tx, ws, ids.into_iter().map(|r| r.0)).await?;
    for one in &loaded {
        changes.add(&pairs_of(&one.among_people()));
    }
    Ok(Some(last))
}

async fn answers_after(tx: &mut Tx, ws: WorkspaceId, after: i64) -> Result<Pairs> {
    let rows: Vec<Answer> = tx.fetch_all(sql::ANSWERS_AFTER, &[ws.0.into(), after.into()]).await?;
    Ok(answer_pairs(rows))
}

/// Who answered, whom, when, and by which interactions.
type Answer = (i64, i64, i64, i64, i64);

fn answer_pairs(rows: Vec<Answer>) -> Pairs {
    let touches = rows.into_iter().filter_map(|(who, whom, at, ..)| answer_touch(who, whom, at)).collect();
    Pairs { touches, together: Vec::new() }
}

/// The pairs of an interaction whose parties are given as persons.
fn pairs_of(interaction: &Interaction) -> Pairs {
    let mut pairs = Pairs::default();
    touches(interaction, &|person| person, &mut pairs);
    pairs
}

/// Derives pairs from their interactions and replaces what is stored of them.
async fn derive(tx: &mut Tx, ws: WorkspaceId, pairs: &[(i64, i64)]) -> Result<()> {
    let wanted: std::collections::HashSet<(i64, i64)> = pairs.iter().copied().collect();
    // The owner takes part in nearly everything: their interactions are found by those of the other.
    let owner = keeping::owner(tx, ws).await?.map(|o| o.0);
    let lighter_first = pairs.iter().map(|(a, b)| if Some(*a) == owner { (*b, *a) } else { (*a, *b) });
    let args = [ws.0.into(), Rows::of_pairs(lighter_first).into_arg()];
    let ids: Vec<(i64,)> = tx.fetch_all(sql::INTERACTIONS_OF_PAIRS, &args).await?;
    let ids: std::collections::BTreeSet<i64> = ids.into_iter().map(|r| r.0).collect();
    let mut changes = PairChanges::default();
    for one in interactions::load(tx, ws, ids).await? {
        let mut found = pairs_of(&one.among_people());
        found.touches.retain(|t| wanted.contains(&(t.a, t.b)));
        found.together.retain(|t| wanted.contains(&(t.a, t.b)));
        changes.add(&found);
    }
    for sql in [sql::ANSWERS_BY_FIRST, sql::ANSWERS_TO_FIRST] {
        changes.add(&answer_pairs(tx.fetch_all(sql, &args).await?));
    }
    let args = [ws.0.into(), Rows::of_pairs(pairs.iter().copied()).into_arg()];
    tx.execute(sql::DELETE_TIES, &args).await?;
    tx.execute(sql::DELETE_ACQUAINTANCES, &args).await?;
    let news: Vec<_> = changes.news.into_iter().collect();
    add_to_ties(tx, ws, &news).await
}
