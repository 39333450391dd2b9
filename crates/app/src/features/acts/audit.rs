//! Reading what was done: who, for whom, what, when, from where, and whether it can still be taken back.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::{ActId, PersonId};
use serde::Serialize;

use super::{Deed, Inverse, sql, touches};
use crate::access::{Cx, Member, Right, Sight};
use crate::db::{Arg, Rows};
use crate::error::Result;
use crate::features::tray;

/// An act as it is read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Its number, for `kith undo`.
    pub id: ActId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub member: String,
    /// On whose behalf.
    pub acts_for: String,
    /// A stable word: `log`, `join`, `import`, `undo` …
    pub kind: String,
    /// What it was about, in words.
    pub subject: String,
    /// From where: `command line`, `page 192.0.2.7`, `token NAME 192.0.2.7`, `server`.
    pub origin: String,
    /// True if it was taken back.
    pub undone: bool,
    /// True if whoever looks can take it back now: it stands, has something to take back, and nothing newer depends on it.
    pub can_undo: bool,
    /// What has to be taken back before it; of a part of another act, that one.
    pub blocked_by: Option<ActId>,
    /// That in words, where whoever looks sees it.
    pub blocked_by_subject: Option<String>,
}

/// What stands in the way of acts: by their numbers, which act, and its words where they are seen.
type Blockers = HashMap<i64, (ActId, Option<String>)>;

/// Which acts are asked for; all of them by default.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those older than this one.
    pub before: Option<ActId>,
    /// Those since this moment.
    pub since: Option<Timestamp>,
    /// Those of this member.
    pub member: Option<Member>,
    /// Those about this person.
    pub person: Option<PersonId>,
    /// Those of this kind.
    pub kind: Option<String>,
    /// Also those that are parts of others (the joins of an import).
    pub parts: bool,
}

type Row = (i64, i64, String, String, String, String, String, String, i64, i64);

/// Acts, newest first, at most `limit`. The principal reads everyone's, others their own.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn list(cx: &Cx, filter: &Filter, limit: i64) -> Result<Vec<Act>> {
    cx.require(Right::Belong)?;
    let everyones = cx.access.has(Right::Own);
    let member = if everyones { filter.member } else { Some(cx.member) };
    let person = filter.person.map(|id| touches::person(id.0));
    let args = [
        cx.ws(),
        filter.before.map_or(i64::MAX, |act| act.0).into(),
        filter.since.map_or(i64::MIN, Timestamp::as_microsecond).into(),
        i64::from(filter.parts).into(),
        filter.kind.clone().map_or(Arg::NoText, Arg::from),
        limit.into(),
        member.map_or(Arg::NoInt, |member| member.0.into()),
        person.map_or(Arg::NoText, Arg::from),
    ];
    let (text, bound) = match (filter.person, member) {
        (Some(_), _) => (sql::IDS_ABOUT, 8),
        (None, Some(_)) => (sql::IDS_OF_MEMBER, 7),
        (None, None) => (sql::IDS, 6),
    };
    let ids: Vec<(i64,)> = cx.app.db.fetch_all(text, &args[..bound]).await?;
    let ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    let unseen = about_unseen(cx, &ids).await?;
    let ids = ids.into_iter().filter(|id| !unseen.contains(id));
    let ids = [cx.ws(), Rows::of_ints(ids).into_arg()];
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::ACTS, &ids).await?;
    let mut blockers = blockers(cx, &ids).await?;
    let inverses: Vec<Inverse> =
        rows.iter().map(|row| serde_json::from_str(&row.7).unwrap_or(Inverse::Nothing)).collect();
    let answered = answered(cx, &inverses).await?;
    let stays = |inverse: &Inverse, by: i64| match inverse {
        Inverse::Nothing => true,
        Inverse::Withdraw { suggestion } if answered.contains(suggestion) => true,
        inverse => inverse.is_for_oneself() && by != cx.member.0,
    };
    let read = |(row, inverse): (Row, Inverse)| {
        let stays = stays(&inverse, row.9);
        let blocked = blockers.remove(&row.0);
        act(row, stays, blocked)
    };
    Ok(rows.into_iter().zip(inverses).map(read).collect())
}

/// What stands in the way of these acts. What others did is the principal's to read, and nobody reads of whom they do not see.
async fn blockers(cx: &Cx, acts: &[Arg]) -> Result<Blockers> {
    let blocked: Vec<(i64, i64)> = cx.app.db.fetch_all(sql::BLOCKED, acts).await?;
    if blocked.is_empty() {
        return Ok(Blockers::new());
    }
    let newer = Rows::of_ints(blocked.iter().map(|(_, newer)| *newer)).into_arg();
    let wholes: Vec<(i64, i64, String, i64)> = cx.app.db.fetch_all(sql::WHOLES, &[cx.ws(), newer]).await?;
    let numbers: Vec<i64> = wholes.iter().map(|whole| whole.1).collect();
    let unseen = about_unseen(cx, &numbers).await?;
    let everyones = cx.access.has(Right::Own);
    let told = |(part, whole, deed, by): (i64, i64, String, i64)| {
        let is_seen = (everyones || by == cx.member.0) && !unseen.contains(&whole);
        (part, (ActId(whole), is_seen.then(|| Deed::words_of(&deed))))
    };
    let wholes: Blockers = wholes.into_iter().map(told).collect();
    Ok(blocked.into_iter().filter_map(|(act, newer)| Some((act, wholes.get(&newer)?.clone()))).collect())
}

/// Which of these acts were about somebody whom this member does not see (any more): their words name them.
pub(super) async fn about_unseen(cx: &Cx, acts: &[i64]) -> Result<HashSet<i64>> {
    if *cx.access.sight == Sight::All {
        return Ok(HashSet::new());
    }
    let about = people_of(cx, acts).await?;
    Ok(about.into_iter().filter(|(_, person)| !cx.access.sight.sees(*person)).map(|(act, _)| act).collect())
}

/// Whom these acts were about, whether this member sees them or not.
pub(crate) async fn people_of(cx: &Cx, acts: &[i64]) -> Result<Vec<(i64, PersonId)>> {
    if acts.is_empty() {
        return Ok(Vec::new());
    }
    let args = [cx.ws(), Rows::of_ints(acts.iter().copied()).into_arg()];
    let touched: Vec<(i64, String)> = cx.app.db.fetch_all(sql::TOUCHED_BY, &args).await?;
    let person = |(act, thing): (i64, String)| Some((act, PersonId(touches::person_of(&thing)?)));
    Ok(touched.into_iter().filter_map(person).collect())
}

/// The suggestions among these that nobody can take back any more.
async fn answered(cx: &Cx, inverses: &[Inverse]) -> Result<HashSet<i64>> {
    let suggestion = |inverse: &Inverse| match inverse {
        Inverse::Withdraw { suggestion } => Some(*suggestion),
        _ => None,
    };
    let suggestions: Vec<i64> = inverses.iter().filter_map(suggestion).collect();
    if suggestions.is_empty() { Ok(HashSet::new()) } else { tray::answered_of(cx, &suggestions).await }
}

/// An act as it is told; one that `stays` cannot be taken back by whoever looks.
fn act(row: Row, stays: bool, blocked: Option<(ActId, Option<String>)>) -> Act {
    let (id, at, member, acts_for, kind, deed, origin, _, undone, _) = row;
    let undone = undone != 0;
    let can_undo = !stays && !undone && blocked.is_none();
    let (blocked_by, blocked_by_subject) = blocked.filter(|_| !stays && !undone).unzip();
    Act {
        id: ActId(id),
        at: Timestamp::from_microsecond(at).unwrap_or_default(),
        member,
        acts_for,
        kind,
        subject: Deed::words_of(&deed),
        origin,
        undone,
        can_undo,
        blocked_by,
        blocked_by_subject: blocked_by_subject.flatten(),
    }
}
