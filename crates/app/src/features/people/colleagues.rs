//! Colleagues, and what colleague mode keeps from being told of them.
//!
//! The one place that decides it. People at the owner's own domains are colleagues; while the mode holds, which it does
//! unless somebody who administers switched it off, they are *spared*: of them nothing is told that says how close, how
//! lively or how late a tie is. Everyone who makes numbers asks [`Colleagues::spares`] and leaves them out where they are made
//! ([`super::TieFigures::of_spared`]), so no page, list, receipt, command or export has anything to hide.

use std::collections::HashSet;

use super::sql;
use crate::access::Cx;
use crate::db::Rows;
use crate::error::Result;
use crate::features::settings::{self, Key};

/// Nothing is counted of fewer colleagues than this: a figure of four tells of each.
pub const LEAST_GROUP: usize = 5;

/// Who is a colleague, and whether colleague mode holds.
pub(crate) struct Colleagues {
    people: HashSet<i64>,
    has_mode: bool,
}

impl Colleagues {
    /// As it is now.
    pub async fn read(cx: &Cx) -> Result<Colleagues> {
        Ok(Colleagues { people: at_own_domains(cx).await?, has_mode: is_mode_on(cx).await? })
    }

    /// At one of the owner's own domains.
    pub fn has(&self, person: i64) -> bool {
        self.people.contains(&person)
    }

    /// Colleague mode keeps warmth, closeness, rhythm and drift of this person from being told.
    pub fn spares(&self, person: i64) -> bool {
        self.has_mode && self.has(person)
    }

    /// All whom colleague mode spares.
    pub fn spared(&self) -> impl Iterator<Item = i64> {
        self.people.iter().copied().filter(|_| self.has_mode)
    }
}

/// If colleague mode holds in the workspace.
pub(crate) async fn is_mode_on(cx: &Cx) -> Result<bool> {
    Ok(settings::of_owner(cx, Key::Colleagues).await?.as_deref() != Some("off"))
}

/// The people with an address at one of the owner's own domains, the owner aside.
pub(crate) async fn at_own_domains(cx: &Cx) -> Result<HashSet<i64>> {
    let domains: Vec<(String, i64)> = cx.app.db.fetch_all(sql::DOMAINS_OF_OWNER, &[cx.ws()]).await?;
    let own = domains.iter().map(|row| row.0.as_str()).filter(|domain| !identity::is_public_domain(domain));
    let args = [cx.ws(), Rows::of_texts(own).into_arg()];
    let row: Option<(String,)> = cx.app.db.fetch_optional(sql::PEOPLE_AT_DOMAINS, &args).await?;
    let text = row.map(|row| row.0).unwrap_or_default();
    let is_owner = |id: &i64| domains.iter().any(|(_, owner)| owner == id);
    Ok(text.split_ascii_whitespace().filter_map(|id| id.parse().ok()).filter(|id| !is_owner(id)).collect())
}
