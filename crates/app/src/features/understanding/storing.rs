//! The rows of ties and acquaintances: what is new is added to what is there, a few statements for thousands of pairs.

use std::collections::HashMap;

use model::WorkspaceId;
use network::TieDays;

use super::pairs::PairNews;
use super::reading::unreadable;
use super::sql;
use crate::db::{Rows, Tx};
use crate::error::Result;

/// Adds news to what is stored of pairs.
pub(super) async fn add_to_ties(tx: &mut Tx, ws: WorkspaceId, news: &[((i64, i64), PairNews)]) -> Result<()> {
    let touched = news.iter().filter(|(_, n)| !n.days.is_empty());
    let mut stored: HashMap<(i64, i64), TieDays> =
        load_ties(tx, ws, Rows::of_pairs(touched.clone().map(|(pair, _)| *pair)))
            .await?
            .into_iter()
            .collect();
    let merged: Vec<_> = touched
        .map(|(pair, n)| {
            let mut days = stored.remove(pair).unwrap_or_default();
            days.merge(&n.days);
            (*pair, days)
        })
        .collect();
    save_ties(tx, ws, &merged).await?;
    let mut together = Rows::default();
    for ((a, b), n) in news.iter().filter(|(_, n)| n.seen > 0) {
        together.row().int(*a).int(*b).int(n.weight).int(n.seen).int(i64::from(n.last_day));
    }
    if !together.is_empty() {
        tx.execute(sql::ADD_ACQUAINTANCES, &[ws.0.into(), together.into_arg()]).await?;
    }
    Ok(())
}

/// What is stored of pairs; a pair without a row is left out.
pub(super) async fn load_ties(
    tx: &mut Tx,
    ws: WorkspaceId,
    pairs: Rows,
) -> Result<Vec<((i64, i64), TieDays)>> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, i64, String)> =
        tx.fetch_all(sql::LOAD_TIES, &[ws.0.into(), pairs.into_arg()]).await?;
    rows.into_iter()
        .map(|(a, b, days)| Ok(((a, b), TieDays::decode(&days).map_err(|_| unreadable())?)))
        .collect()
}

/// Stores the days of pairs; a pair without days loses its row.
pub(super) async fn save_ties(tx: &mut Tx, ws: WorkspaceId, ties: &[((i64, i64), TieDays)]) -> Result<()> {
    let (empty, kept): (Vec<_>, Vec<_>) = ties.iter().partition(|(_, days)| days.is_empty());
    if !empty.is_empty() {
        let rows = Rows::of_pairs(empty.iter().map(|(pair, _)| *pair));
        tx.execute(sql::DELETE_TIES, &[ws.0.into(), rows.into_arg()]).await?;
    }
    let mut rows = Rows::default();
    for ((a, b), days) in kept {
        rows.row().int(*a).int(*b).text(&days.encode());
    }
    if !rows.is_empty() {
        tx.execute(sql::SAVE_TIES, &[ws.0.into(), rows.into_arg()]).await?;
    }
    Ok(())
}

/// The ties of one person with some others, as stored: pairs and their days.
pub(crate) async fn ties_with(
    tx: &mut Tx,
    ws: WorkspaceId,
    person: i64,
    others: &[i64],
) -> Result<Vec<((i64, i64), TieDays)>> {
    load_ties(tx, ws, Rows::of_pairs(others.iter().map(|o| (person.min(*o), person.max(*o))))).await
}
