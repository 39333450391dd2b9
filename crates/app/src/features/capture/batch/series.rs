//! Calendar series: the highest sequence holds, and dates that a newer version no longer has go.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{Event, Record};

use super::{Import, event_of};
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::capture::drafts::Draft;
use crate::features::capture::sql;
use crate::features::{interactions, keeping};

/// A calendar entry in the database.
pub(super) struct Series {
    pub id: i64,
    pub sequence: i64,
}

impl Import<'_> {
    /// The series of the batch's events at their highest sequence; occurrences that a newer version no longer has go.
    pub(super) async fn write_series<'r>(
        &mut self,
        tx: &mut Tx,
        drafted: &[(usize, &'r Record, Vec<Draft<'_>>)],
    ) -> Result<HashMap<&'r str, Series>> {
        let events: Vec<(&Event, &Vec<Draft<'_>>)> =
            drafted.iter().filter_map(|(_, r, d)| Some((event_of(r)?, d))).collect();
        if events.is_empty() {
            return Ok(HashMap::new());
        }
        let uids: BTreeSet<&str> = events.iter().map(|(e, _)| e.uid.as_str()).collect();
        let args = [self.cx.ws(), Rows::of_texts(uids.iter().copied()).into_arg()];
        let found: Vec<(String, i64, i64, i64)> = tx.fetch_all(sql::FIND_SERIES, &args).await?;
        let stored: HashMap<String, (i64, i64)> =
            found.into_iter().map(|(uid, id, seq, _)| (uid, (id, seq))).collect();
        let mut ids = keeping::next_ids(tx, self.cx.workspace, uids.len()).await?..;
        let mut series: HashMap<&str, Series> = HashMap::new();
        for uid in uids {
            let known = stored.get(uid);
            let id = known.map(|k| k.0).or_else(|| ids.next()).unwrap_or_default();
            series.insert(uid, Series { id, sequence: known.map_or(i64::MIN, |k| k.1) });
        }
        let mut rows = Rows::default();
        for (event, drafts) in &events {
            let Some(s) = series.get_mut(event.uid.as_str()) else { continue };
            if !event.is_override && event.sequence > s.sequence {
                s.sequence = event.sequence;
                if stored.contains_key(&event.uid) {
                    self.drop_outdated(tx, s, drafts).await?;
                }
            }
        }
        for (uid, s) in &series {
            rows.row().int(s.id).text(uid).int(s.sequence).int(0);
        }
        tx.execute(sql::SAVE_SERIES, &[self.cx.ws(), rows.into_arg()]).await?;
        Ok(series)
    }

    pub(super) async fn drop_outdated(
        &mut self,
        tx: &mut Tx,
        series: &Series,
        drafts: &[Draft<'_>],
    ) -> Result<()> {
        let ws = self.cx.workspace;
        let args = [ws.0.into(), series.id.into(), series.sequence.into()];
        let old: Vec<(i64, String)> = tx.fetch_all(sql::OUTDATED_OCCURRENCES, &args).await?;
        let kept: HashSet<&str> = drafts.iter().map(|d| d.key.as_str()).collect();
        let gone: Vec<i64> =
            old.into_iter().filter(|(_, key)| !kept.contains(key.as_str())).map(|(id, _)| id).collect();
        for loaded in interactions::load(tx, ws, gone.iter().copied()).await? {
            self.mark_changed(tx, &loaded.among_people(), None).await?;
        }
        interactions::delete(tx, ws, &gone).await
    }
}
