//! What the principal gave a delegate to do: towards whom, until when, and what came of it.
//!
//! A delegate sees their own queue, the principal everything. A task towards somebody whom the delegate does not see (any
//! more) is not in their queue.

mod sql;

use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;

use crate::access::{Cx, Member, Right, Role};
use crate::db::{Arg, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Members};
use crate::features::{keeping, members, people};
use crate::words::refusals;

/// Tasks that are shown.
const SHOWN: i64 = 300;
/// The longest task or outcome, in characters.
const MAX_TEXT: usize = 500;

/// Something given to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: i64,
    /// Who does it.
    pub member: Member,
    /// Their name.
    pub to: String,
    /// Who gave it.
    pub by: String,
    /// Towards whom: the end of their page's address, and their name.
    pub person: Option<(PersonId, String, String)>,
    /// When it was given.
    pub at: Timestamp,
    /// What to do.
    pub task: String,
    /// Until when.
    pub due: Option<Date>,
    /// When it was done, and what came of it.
    pub done: Option<(Timestamp, String)>,
}

/// Gives a delegate something to do. An act that can be taken back.
///
/// # Errors
/// The member is not the principal, there is no such delegate or person, or nothing is said.
pub async fn delegate(
    cx: &Cx,
    to: Member,
    person: Option<PersonId>,
    task: &str,
    due: Option<Date>,
) -> Result<Done> {
    cx.require(Right::Own)?;
    let task = checked(task)?;
    if task.is_empty() {
        return Err(Error::refused(refusals::members::TASK_EMPTY));
    }
    let known = members::list(cx).await?;
    let to_whom =
        known.iter().find(|e| e.member == to.0 && e.grant.role == Role::Delegate && e.ended.is_none());
    let to_whom = to_whom.ok_or_else(|| Error::not_found(refusals::members::NO_SUCH_DELEGATE))?;
    let name = &to_whom.name;
    if let Some(person) = person
        && members::who_see(cx, vec![to_whom.clone()], person).await?.is_empty()
    {
        return Err(Error::refused(refusals::members::delegate_does_not_see(name)));
    }
    let about = match person {
        Some(person) => Some(people::name_of(cx, person).await?),
        None => None,
    };
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let args = [
        cx.ws(),
        id.into(),
        to.0.into(),
        cx.member.0.into(),
        person.map(|person| person.0).into(),
        cx.now_us().into(),
        task.as_str().into(),
        due.map(people::day_number).into(),
    ];
    tx.execute(sql::INSERT, &args).await?;
    let deed = Members::Delegated { name: name.clone(), task, about };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Undelegate { task: id }).await?;
    if let Some(person) = person {
        acts::concern(&mut tx, cx, done.act, person.0).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// What was given to this member, or, for the principal, to everybody: what is open first, by when it is due.
///
/// # Errors
/// The database cannot be read.
pub async fn list(cx: &Cx) -> Result<Vec<Task>> {
    cx.require(Right::Belong)?;
    type Row = (
        i64,
        i64,
        String,
        String,
        Option<i64>,
        Option<String>,
        Option<String>,
        i64,
        String,
        Option<i64>,
        Option<i64>,
        String,
    );
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST, &[cx.ws(), whose(cx), SHOWN.into()]).await?;
    let task = |(id, member, to, by, person, slug, name, at, task, due, done, outcome): Row| Task {
        id,
        member: Member(member),
        to,
        by,
        person: person.map(PersonId).zip(slug).zip(name).map(|((id, slug), name)| (id, slug, name)),
        at: instant(at),
        task,
        due: due.and_then(|day| i32::try_from(day).ok()).map(advice::day_of),
        done: done.map(|at| (instant(at), outcome)),
    };
    let sees = |task: &Task| task.person.as_ref().is_none_or(|(person, ..)| cx.access.sight.sees(*person));
    Ok(rows.into_iter().map(task).filter(sees).collect())
}

/// It is done, and this came of it. An act of whoever did it, that can be taken back.
///
/// # Errors
/// There is no such task of this member's, or it is done already.
pub async fn finish(cx: &Cx, task: i64, outcome: &str) -> Result<Done> {
    cx.require(Right::Belong)?;
    let outcome = checked(outcome)?;
    type Row = (i64, Option<i64>, String, Option<i64>);
    let row: Option<Row> = cx.app.db.fetch_optional(sql::ONE, &[cx.ws(), task.into()]).await?;
    let is_theirs = |row: &Row| cx.access.role == Role::Principal || row.0 == cx.member.0;
    let row = row.filter(is_theirs).filter(|row| row.3.is_none());
    let gone = || Error::not_found(refusals::members::TASK_GONE);
    let (_, person, words, _) = row.ok_or_else(gone)?;
    if let Some(person) = person {
        cx.require_sees(PersonId(person))?;
    }
    let mut tx = cx.app.db.begin().await?;
    if tx.execute(sql::FINISH, &[cx.ws(), task.into(), cx.now_us().into(), outcome.into()]).await? == 0 {
        return Err(gone());
    }
    let deed = Members::Finished { task: words };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Unfinish { task }).await?;
    if let Some(person) = person {
        acts::concern(&mut tx, cx, done.act, person).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// It is to be done again.
pub(crate) async fn unfinish(tx: &mut Tx, cx: &Cx, task: i64) -> Result<()> {
    tx.execute(sql::SET_DONE, &[cx.ws(), task.into(), Arg::NoInt, "".into()]).await?;
    Ok(())
}

/// It was never given.
pub(crate) async fn undelegate(tx: &mut Tx, cx: &Cx, task: i64) -> Result<()> {
    tx.execute(sql::DELETE, &[cx.ws(), task.into()]).await?;
    Ok(())
}

fn whose(cx: &Cx) -> Arg {
    if cx.access.role == Role::Principal { Arg::NoInt } else { cx.member.0.into() }
}

fn checked(text: &str) -> Result<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if text.chars().count() > MAX_TEXT {
        return Err(Error::refused(refusals::people::too_long(MAX_TEXT)));
    }
    Ok(text)
}

fn instant(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap_or_default()
}
