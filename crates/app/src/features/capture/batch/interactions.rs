//! Interactions: which are known, what new copies add to them, and what they mean between people.

use std::collections::HashMap;
use std::ops::RangeFrom;

use model::Record;
use network::interaction::{Interaction, Kind, Pairs, Role, touches};

use super::series::Series;
use super::{Import, Told, event_of};
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::capture::drafts::{self, Draft};
use crate::features::capture::report::Outcome;
use crate::features::capture::sql;
use crate::features::identities::Uses;
use crate::features::interactions::{self, Stored};
use crate::features::keeping;
use crate::features::understanding::pairs::moment;
use crate::words::report;

/// An interaction of the batch, as it was stored and as it will be.
pub(super) struct Pending {
    pub id: i64,
    pub series: Option<i64>,
    pub before: Option<Interaction>,
    pub now: Interaction,
    pub persons_before: Option<Interaction>,
}

impl Import<'_> {
    pub(super) async fn write_interactions(
        &mut self,
        tx: &mut Tx,
        records: &[(usize, &Record)],
        uses: &mut HashMap<i64, Uses>,
        told: &mut [Told],
    ) -> Result<()> {
        let drafted: Vec<(usize, &Record, Vec<Draft<'_>>)> = records
            .iter()
            .map(|(slot, record)| (*slot, *record, drafts::drafts(record, self.subjects)))
            .filter(|(_, _, drafts)| !drafts.is_empty())
            .collect();
        if drafted.is_empty() {
            return Ok(());
        }
        let series = self.write_series(tx, &drafted).await?;
        let mut pending = self.known_interactions(tx, &drafted).await?;
        let mut free_ids = self.free_ids(tx, &drafted, &pending).await?;
        for (slot, record, drafts) in &drafted {
            let series = event_of(record).and_then(|e| series.get(e.uid.as_str()));
            told[*slot] = self.take_drafts(drafts, series, &mut pending, &mut free_ids);
            self.count_sightings(record, uses);
        }
        self.save_interactions(tx, pending, uses).await
    }

    /// Joins the drafts of one record to what is known, or makes new interactions of them.
    fn take_drafts(
        &self,
        drafts: &[Draft<'_>],
        series: Option<&Series>,
        pending: &mut HashMap<String, Pending>,
        free_ids: &mut RangeFrom<i64>,
    ) -> Told {
        let mut told = Told { outcome: Outcome::Joined, tells: series.map(|s| s.id), reason: String::new() };
        for draft in drafts {
            let now = draft.resolved(&|c| self.roll.get(&c.address).map(|k| k.identity));
            let is_outdated = series.is_some_and(|s| !now.is_override && now.sequence < s.sequence);
            if let Some(known) = pending.get_mut(&draft.key) {
                known.now.merge(&now);
                told.tells = told.tells.or(Some(known.id));
                if told.reason.is_empty() {
                    told.reason = joined_to(&known.now);
                }
            } else if !is_outdated {
                let id = free_ids.next().unwrap_or_default();
                told.outcome = Outcome::Added;
                told.tells = told.tells.or(Some(id));
                let series = series.map(|s| s.id);
                let new = Pending { id, series, before: None, now, persons_before: None };
                pending.insert(draft.key.clone(), new);
            }
        }
        if told.outcome == Outcome::Added {
            told.reason.clear();
        }
        told
    }

    pub(super) async fn known_interactions(
        &mut self,
        tx: &mut Tx,
        drafted: &[(usize, &Record, Vec<Draft<'_>>)],
    ) -> Result<HashMap<String, Pending>> {
        let ws = self.cx.workspace;
        let keys = Rows::of_texts(drafted.iter().flat_map(|(_, _, d)| d.iter().map(|d| d.key.as_str())));
        let found: Vec<(String, i64, Option<i64>)> =
            tx.fetch_all(sql::FIND_INTERACTIONS, &[ws.0.into(), keys.into_arg()]).await?;
        let by_id: HashMap<i64, (String, Option<i64>)> =
            found.into_iter().map(|(key, id, s)| (id, (key, s))).collect();
        let mut pending = HashMap::new();
        for loaded in interactions::load(tx, ws, by_id.keys().copied()).await? {
            let Some((key, series)) = by_id.get(&loaded.id) else { continue };
            loaded.persons().for_each(|(identity, person)| self.roll.learn(identity, person));
            let persons_before = Some(loaded.among_people());
            let (before, now) = (Some(loaded.interaction.clone()), loaded.interaction);
            pending
                .insert(key.clone(), Pending { id: loaded.id, series: *series, before, now, persons_before });
        }
        Ok(pending)
    }

    pub(super) async fn free_ids(
        &self,
        tx: &mut Tx,
        drafted: &[(usize, &Record, Vec<Draft<'_>>)],
        pending: &HashMap<String, Pending>,
    ) -> Result<RangeFrom<i64>> {
        let new = drafted.iter().flat_map(|(_, _, d)| d).filter(|d| !pending.contains_key(&d.key)).count();
        Ok(keeping::next_ids(tx, self.cx.workspace, new).await?..)
    }

    pub(super) async fn save_interactions(
        &mut self,
        tx: &mut Tx,
        pending: HashMap<String, Pending>,
        uses: &mut HashMap<i64, Uses>,
    ) -> Result<()> {
        let mut all: Vec<(&String, &Pending)> = pending.iter().collect();
        all.sort_unstable_by_key(|(_, p)| p.id);
        let (new, known): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, p)| p.before.is_none());
        let changed: Vec<_> = known.into_iter().filter(|(_, p)| p.before.as_ref() != Some(&p.now)).collect();
        let authors = self.answers(tx, &new).await?;
        self.changes.add(&authors);
        for (_, p) in &new {
            count_use(p, uses);
            let mut pairs = Pairs::default();
            touches(&self.among_people(&p.now), &|person| person, &mut pairs);
            self.changes.add(&pairs);
        }
        for (_, p) in &changed {
            count_use(p, uses);
            let after = self.among_people(&p.now);
            if let Some(before) = &p.persons_before {
                self.mark_changed(tx, before, Some(&after)).await?;
            }
        }
        let ws = self.cx.workspace;
        let stored = |all: &[(&'_ String, &'_ Pending)]| -> Vec<(i64, String, Option<i64>, Interaction)> {
            all.iter().map(|(k, p)| (p.id, (*k).clone(), p.series, p.now.clone())).collect()
        };
        for (set, replace) in [(stored(&new), false), (stored(&changed), true)] {
            let rows: Vec<Stored<'_>> = set
                .iter()
                .map(|(id, key, series, i)| Stored { id: *id, key, series: *series, interaction: i })
                .collect();
            interactions::save(tx, ws, &rows, replace).await?;
        }
        Ok(())
    }

    pub(super) fn among_people(&self, interaction: &Interaction) -> Interaction {
        let mut interaction = interaction.clone();
        for party in &mut interaction.parties {
            party.id = self.roll.person(party.id).unwrap_or(party.id);
        }
        interaction
    }
}

/// Counts what an interaction says of its sender's address, and takes back what an earlier copy said.
fn count_use(p: &Pending, uses: &mut HashMap<i64, Uses>) {
    for party in &p.now.parties {
        let acted = matches!(party.role, Role::From | Role::Organizer);
        if acted && !p.now.cancelled {
            uses.entry(party.id).or_default().seen(p.now.at);
        }
        if party.role == Role::From && p.now.kind == Kind::Mail {
            let mails = &mut uses.entry(party.id).or_default().mails;
            mails[p.now.class as usize] += 1;
            if let Some(before) = &p.before {
                mails[before.class as usize] -= 1;
            }
        }
    }
}

/// Which interaction a record was joined to, for the report.
fn joined_to(i: &Interaction) -> String {
    report::joined_to(i.kind, &advice::day_of(moment(i.at).day).to_string(), &i.title)
}
