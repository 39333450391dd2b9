//! The canonical export: everything without any internal number, in canonical order, so that equal networks give equal
//! bytes whatever way they came about.

use std::collections::{BTreeSet, HashMap};

use network::TieDays;
use serde_json::json;

use super::sql;
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::identities;
use crate::words::refusals;

/// Everything the workspace holds and has derived, a sorted line of JSON each.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn canonical_export(cx: &Cx) -> Result<Vec<String>> {
    cx.require(Right::Own)?;
    let mut lines = Vec::new();
    let labels = Labels::read(cx).await?;
    people(cx, &labels, &mut lines).await?;
    interactions(cx, &labels, &mut lines).await?;
    pairs(cx, &labels, &mut lines).await?;
    records(cx, &mut lines).await?;
    lines.sort_unstable();
    Ok(lines)
}

/// What people and identities are called in the export.
struct Labels {
    identities: HashMap<i64, String>,
    people: HashMap<i64, BTreeSet<String>>,
}

impl Labels {
    async fn read(cx: &Cx) -> Result<Labels> {
        let rows: Vec<(i64, String, String, i64)> =
            cx.app.db.fetch_all(sql::EXPORT_IDENTITIES, &[cx.ws()]).await?;
        let mut labels = Labels { identities: HashMap::new(), people: HashMap::new() };
        for (id, kind, value, person) in rows {
            // What is logged by hand is known by the person's number, which no other network shares.
            let is_by_hand = value.starts_with(identities::BY_HAND);
            let label = if is_by_hand { "by hand".to_owned() } else { format!("{kind}:{value}") };
            let addresses = labels.people.entry(person).or_default();
            if !is_by_hand {
                addresses.insert(label.clone());
            }
            labels.identities.insert(id, label);
        }
        Ok(labels)
    }

    fn person(&self, id: i64) -> &str {
        self.people.get(&id).and_then(BTreeSet::first).map_or("nobody", String::as_str)
    }

    fn identity(&self, id: i64) -> &str {
        self.identities.get(&id).map_or("nobody", String::as_str)
    }
}

async fn people(cx: &Cx, labels: &Labels, lines: &mut Vec<String>) -> Result<()> {
    let rows: Vec<(i64, String, i64)> = cx.app.db.fetch_all(sql::EXPORT_PEOPLE, &[cx.ws()]).await?;
    for (id, name, nature) in rows {
        let Some(addresses) = labels.people.get(&id) else { continue };
        lines.push(json!({ "person": addresses, "name": name, "nature": nature }).to_string());
    }
    type Uses = (i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>, i64, i64, i64, i64, i64);
    for (id, first, last, bounced, away, personal, discussion, bulk, robot, list) in
        cx.app.db.fetch_all::<Uses>(sql::EXPORT_USES, &[cx.ws()]).await?
    {
        let mails = [personal, discussion, bulk, robot, list];
        let seen = [first, last, bounced, away];
        lines.push(json!({ "identity": labels.identity(id), "seen": seen, "mails": mails }).to_string());
    }
    let names: Vec<(i64, String, i64, i64)> = cx.app.db.fetch_all(sql::EXPORT_NAMES, &[cx.ws()]).await?;
    for (id, name, source, uses) in names {
        lines.push(
            json!({ "named": labels.identity(id), "name": name, "source": source, "uses": uses }).to_string(),
        );
    }
    let told: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::EXPORT_TOLD, &[cx.ws()]).await?;
    for (id, kind, value) in told {
        lines.push(json!({ "told": labels.identity(id), "kind": kind, "value": value }).to_string());
    }
    let works: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::EXPORT_WORKS, &[cx.ws()]).await?;
    for (id, organization, title) in works {
        let at = json!({ "works": labels.identity(id), "organization": organization, "title": title });
        lines.push(at.to_string());
    }
    Ok(())
}

async fn interactions(cx: &Cx, labels: &Labels, lines: &mut Vec<String>) -> Result<()> {
    let parties: Vec<(i64, i64, i64, i64)> = cx.app.db.fetch_all(sql::EXPORT_PARTIES, &[cx.ws()]).await?;
    let mut by_interaction: HashMap<i64, BTreeSet<(&str, i64, i64)>> = HashMap::new();
    for (interaction, identity, role, attendance) in parties {
        by_interaction.entry(interaction).or_default().insert((labels.identity(identity), role, attendance));
    }
    type Row = (i64, String, i64, i64, i64, Option<i64>, String, i64, i64);
    for (id, key, kind, class, at, ends_at, title, size, cancelled) in
        cx.app.db.fetch_all::<Row>(sql::EXPORT_INTERACTIONS, &[cx.ws()]).await?
    {
        // What was logged by hand is known by its number, which no other network shares.
        let key = if key.starts_with("log:") { "log".to_owned() } else { key };
        let what = json!({ "interaction": key, "kind": kind, "class": class, "at": at, "ends_at": ends_at,
            "title": title, "size": size, "cancelled": cancelled, "parties": by_interaction.get(&id) });
        lines.push(what.to_string());
    }
    Ok(())
}

async fn pairs(cx: &Cx, labels: &Labels, lines: &mut Vec<String>) -> Result<()> {
    let ties: Vec<(i64, i64, String)> = cx.app.db.fetch_all(sql::EXPORT_TIES, &[cx.ws()]).await?;
    for (a, b, packed) in ties {
        let (one, other) = (labels.person(a), labels.person(b));
        let days = TieDays::decode(&packed).map_err(|_| Error::refused(refusals::numbers::TIE_UNREADABLE))?;
        let (pair, days) = if one <= other { ([one, other], days) } else { ([other, one], days.reversed()) };
        lines.push(json!({ "tie": pair, "days": days.encode() }).to_string());
    }
    let rows: Vec<(i64, i64, i64, i64, i64)> =
        cx.app.db.fetch_all(sql::EXPORT_ACQUAINTANCES, &[cx.ws()]).await?;
    for (a, b, weight, seen, last_day) in rows {
        let pair = BTreeSet::from([labels.person(a), labels.person(b)]);
        lines.push(
            json!({ "together": pair, "weight": weight, "seen": seen, "last_day": last_day }).to_string(),
        );
    }
    Ok(())
}

async fn records(cx: &Cx, lines: &mut Vec<String>) -> Result<()> {
    let rows: Vec<(String, String, i64, String)> =
        cx.app.db.fetch_all(sql::EXPORT_RECORDS, &[cx.ws()]).await?;
    for (source, place, outcome, reason) in rows {
        let name = source.rsplit('/').next().unwrap_or_default();
        lines.push(
            json!({ "record": place, "source": name, "outcome": outcome, "reason": reason }).to_string(),
        );
    }
    Ok(())
}
