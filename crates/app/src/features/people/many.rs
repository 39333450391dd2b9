//! What is done to several people at once: one act, taken back as one.

use jiff::civil::Date;
use model::PersonId;

use identity::Nature;

use super::{day_number, some};
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People, Whom};
use crate::features::details::{self, Kind, Said};
use crate::features::identities;
use crate::features::tray::Ask;
use crate::words::refusals;

/// People one act can change.
const MAX_AT_ONCE: usize = 500;

/// Counts people among the key ones, or no longer.
///
/// # Errors
/// The member may not, or nobody or too many are given.
pub async fn mark_key(cx: &Cx, people: &[PersonId], is_key: bool) -> Result<Done> {
    let whom = whom(cx, people).await?;
    let value = if is_key { "yes" } else { "no" };
    details::say(cx, said(people, Kind::Key, value), People::Key { whom, is_key }.into()).await
}

/// Says what addresses really are: a list, a robot, a role mailbox, or a person after all.
///
/// # Errors
/// The member may not, or nobody or too many are given.
pub async fn set_nature(cx: &Cx, people: &[PersonId], nature: Nature) -> Result<Done> {
    let whom = whom(cx, people).await?;
    let deed = People::Nature { whom, nature: nature.word().to_owned() };
    details::say(cx, said(people, Kind::Nature, nature.word()), deed.into()).await
}

/// Leaves people alone on Today until a day.
///
/// # Errors
/// The member may not, or nobody or too many are given.
pub async fn snooze_many(cx: &Cx, people: &[PersonId], until: Date) -> Result<Done> {
    let ids: Vec<i64> = people.iter().map(|p| p.0).collect();
    let ask = || Ask::Snooze { people: ids.clone(), until };
    if let Some(waiting) = acts::enter(cx, people, ask).await? {
        return Ok(waiting);
    }
    let deed = People::LeftAlone { whom: whom(cx, people).await?, until };
    let mut tx = cx.app.db.begin().await?;
    let mut before = Vec::with_capacity(ids.len());
    for id in &ids {
        before.push((*id, identities::set_snooze(&mut tx, cx, *id, Some(day_number(until))).await?));
    }
    let done = acts::record(&mut tx, cx, deed, &Inverse::SnoozeMany { before }).await?;
    acts::bump(&mut tx, cx.workspace, &ids).await?;
    tx.commit().await?;
    Ok(done)
}

fn said(people: &[PersonId], kind: Kind, value: &str) -> Vec<Said> {
    let said = |person: &PersonId| Said { person: person.0, kind, value: Some(value.to_owned()) };
    people.iter().map(said).collect()
}

/// The people: a name, or how many.
async fn whom(cx: &Cx, people: &[PersonId]) -> Result<Whom> {
    cx.require(Right::Read)?;
    if people.is_empty() {
        return Err(Error::refused(refusals::people::NOBODY_SELECTED));
    }
    if people.len() > MAX_AT_ONCE {
        return Err(Error::refused(refusals::people::too_many_changed(MAX_AT_ONCE)));
    }
    let known = some(cx, people.iter().map(|p| p.0)).await?;
    if known.len() != people.len() {
        return Err(Error::not_found(refusals::people::ONE_IS_GONE));
    }
    Ok(match known.values().next() {
        Some(one) if known.len() == 1 => Whom::One(one.name.clone()),
        _ => Whom::Many(known.len()),
    })
}
