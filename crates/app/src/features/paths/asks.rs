//! Asking somebody for an introduction: kept, so that the same person is not asked too often.
//!
//! For ninety days after an ask the connector costs more on every way, the less the longer it is ago.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use model::PersonId;

use super::network::Network;
use super::sql;
use crate::access::{Cx, Right};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People};
use crate::features::tray::Ask;
use crate::features::{keeping, people};
use crate::words::refusals;

/// For how many days an ask counts.
pub const COUNTS_DAYS: i64 = 90;
/// Somebody who was asked today is as if a tie of theirs were a quarter as likely to be live.
const BURDEN: f64 = 4.0;
/// So many asks are looked at, the latest.
const READ: i64 = 1_000;

/// Somebody was asked for an introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who was asked.
    pub connector: PersonId,
    /// To whom.
    pub target: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Says that a connector was asked to introduce the principal to somebody. An act that can be taken back.
///
/// # Errors
/// The member may not, does not see one of them, or the two are one.
pub async fn ask(cx: &Cx, connector: PersonId, target: PersonId) -> Result<Done> {
    let ask = || Ask::Introduction { connector: connector.0, target: target.0 };
    if let Some(waiting) = acts::enter(cx, &[connector, target], ask).await? {
        return Ok(waiting);
    }
    let owner = keeping::known_owner(cx).await?;
    if connector == target || [connector, target].contains(&owner) {
        return Err(Error::refused(refusals::people::INTRODUCTION_TO_ANOTHER));
    }
    let (by, to) = (people::name_of(cx, connector).await?, people::name_of(cx, target).await?);
    let deed = People::Introduction { connector: by, target: to };
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let args = [cx.ws(), id.into(), connector.0.into(), target.0.into(), cx.now_us().into()];
    tx.execute(sql::INSERT_ASK, &args).await?;
    let inverse = Inverse::DropAsk { ask: id, connector: connector.0, target: target.0 };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes an ask back.
pub(crate) async fn drop_ask(tx: &mut Tx, cx: &Cx, ask: i64) -> Result<()> {
    tx.execute(sql::DELETE_ASK, &[cx.ws(), ask.into()]).await?;
    Ok(())
}

/// Who was asked within the days that count, the latest first; of people whom the member sees.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn lately(cx: &Cx) -> Result<Vec<Asked>> {
    cx.require(Right::Read)?;
    let since = cx.now - SignedDuration::from_hours(24 * COUNTS_DAYS);
    let args = [cx.ws(), since.as_microsecond().into(), READ.into()];
    let rows: Vec<(i64, i64, i64)> = cx.app.db.fetch_all(sql::ASKED_SINCE, &args).await?;
    let asked = rows.into_iter().map(|(connector, target, at)| Asked {
        connector: PersonId(connector),
        target: PersonId(target),
        at: Timestamp::from_microsecond(at).unwrap_or_default(),
    });
    let sees = |asked: &Asked| [asked.connector, asked.target].iter().all(|one| cx.access.sight.sees(*one));
    Ok(asked.filter(sees).collect())
}

/// What asking each costs extra, by node; nothing if nobody was asked.
pub(super) fn load(network: &Network, asked: &[Asked], now: Timestamp) -> Vec<f64> {
    let mut costs: HashMap<u32, f64> = HashMap::new();
    for one in asked.iter().filter(|one| one.at <= now) {
        let days = now.duration_since(one.at).as_secs_f64() / 86_400.0;
        let left = (1.0 - days / COUNTS_DAYS as f64).max(0.0);
        if let Some(node) = network.node(one.connector) {
            *costs.entry(node).or_default() += BURDEN.ln() * left;
        }
    }
    let mut load = if costs.is_empty() { Vec::new() } else { vec![0.0; network.len()] };
    costs.into_iter().for_each(|(node, cost)| load[node as usize] = cost);
    load
}
