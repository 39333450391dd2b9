//! Key people: about fifty are proposed from the ties, and the owner says of each yes or no.
//!
//! Nothing is kept but the owner's word ([`details`], `Kind::Key`): proposals are made anew from the [`snapshot`] each
//! time. Those decided stay in their places among the proposed, so that "12 of 50" means the same from one answer to the
//! next.

use std::sync::{Arc, PoisonError};

use advice::{KeyCandidate, KeyProposal, KeyReason};
use model::PersonId;
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::{Done, People, Whom};
use crate::features::details::{self, Kind, Said};
use crate::features::snapshot::{self, PersonLine, Snapshot};
use crate::words::refusals;

/// How many are proposed at first, and more each time the owner asks for more.
pub const A_ROUND: usize = 50;
/// The longest list of proposals.
const MAX_PROPOSED: usize = 500;
/// People decided on at once, at most.
const MAX_DECIDED: usize = 500;

/// What the owner says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One of the key people.
    Key,
    /// Not one of them.
    Struck,
    /// Nothing is said any more.
    Open,
}

/// Somebody who is proposed, or was and is decided.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Who.
    pub line: Arc<PersonLine>,
    /// Why, the strongest first.
    pub reasons: Vec<KeyReason>,
}

/// The key people, and who else may be.
#[derive(Clone, Debug)]
pub struct KeyPeople {
    /// Whom the owner confirmed, by name.
    pub confirmed: Vec<Arc<PersonLine>>,
    /// Who waits for a word, in order.
    pub open: Vec<Proposed>,
    /// How many of the proposed are decided.
    pub decided: usize,
    /// How many were proposed.
    pub proposed: usize,
    /// More could be proposed.
    pub has_more: bool,
}

/// The key people and the first `limit` proposals, those decided among them.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn page(cx: &Cx, limit: usize) -> Result<KeyPeople> {
    cx.require(Right::Read)?;
    let snapshot = snapshot::current(cx).await?;
    let limit = limit.clamp(1, MAX_PROPOSED);
    let list = proposals(&snapshot, limit + 1);
    let has_more = list.len() > limit && limit < MAX_PROPOSED;
    let list = &list[..list.len().min(limit)];
    let proposed = list.len();
    let open: Vec<Proposed> = list
        .iter()
        .filter_map(|p| {
            Some(Proposed { line: snapshot.person(p.person)?.clone(), reasons: p.reasons.clone() })
        })
        .filter(|p| p.line.key.is_none())
        .collect();
    Ok(KeyPeople {
        confirmed: snapshot.key_people(),
        decided: proposed - open.len(),
        open,
        proposed,
        has_more,
    })
}

/// The first proposals, made once for a snapshot as long as no other number is asked for.
fn proposals(snapshot: &Snapshot, limit: usize) -> Arc<Vec<KeyProposal>> {
    let mut kept = snapshot.key_people.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, list)) = kept.as_ref().filter(|(n, _)| *n == limit) {
        return list.clone();
    }
    let candidates = snapshot.listed().filter(|line| !line.is_never).filter_map(|line| candidate(line));
    let list = Arc::new(advice::key_people(candidates, limit));
    *kept = Some((limit, list.clone()));
    list
}

/// Says of some people whether they are key people, in one act that can be taken back.
///
/// # Errors
/// The member may not, nobody is named, somebody does not exist, or the database fails.
pub async fn decide(cx: &Cx, people: &[PersonId], verdict: Verdict) -> Result<Done> {
    cx.require(Right::Suggest)?;
    let snapshot = snapshot::current(cx).await?;
    if people.is_empty() || people.len() > MAX_DECIDED {
        return Err(Error::refused(refusals::people::too_many_decided(MAX_DECIDED)));
    }
    let lines = people.iter().map(|person| {
        snapshot.person(*person).ok_or_else(|| Error::not_found(refusals::people::no_person(*person)))
    });
    let lines = lines.collect::<Result<Vec<_>>>()?;
    let value = match verdict {
        Verdict::Key => Some("yes"),
        Verdict::Struck => Some("no"),
        Verdict::Open => None,
    };
    let said =
        |line: &&Arc<PersonLine>| Said { person: line.id, kind: Kind::Key, value: value.map(str::to_owned) };
    let whom = match lines.as_slice() {
        [one] => Whom::One(one.name.clone()),
        many => Whom::Many(many.len()),
    };
    details::say(cx, lines.iter().map(said).collect(), People::Proposed { whom, verdict }.into()).await
}

/// What `advice` weighs; none without a relationship.
fn candidate(line: &PersonLine) -> Option<KeyCandidate> {
    let tie = line.tie.as_ref().filter(|tie| tie.is_relationship)?;
    let [sent, received, meetings] = tie.touches;
    Some(KeyCandidate {
        person: PersonId(line.id),
        // Of whom colleague mode spares, what speaks for them is who wrote and met, and their role.
        closeness: tie.closeness,
        warmth: tie.warmth.unwrap_or(0.0),
        sent,
        received,
        meetings,
        role: advice::role_of(&line.title),
        is_colleague: line.is_colleague,
    })
}
