//! The tray: what delegates suggest, until the principal accepts or declines it.
//!
//! [`suggest`] is reached from [`acts::enter`] alone: whatever a member asks for who may only suggest is kept as data
//! ([`Ask`]). Accepting does the act in the suggester's name for the principal, and the act and the answer are written
//! in one transaction ([`answered`]), so that nothing is done twice and nothing is lost.

mod ask;
mod sql;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use model::{ActId, PersonId};

pub(crate) use ask::Ask;

use crate::access::{Access, Cx, Member, Origin, Right, Role};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Deed, Done, Inverse};
use crate::features::keeping;
use crate::words::refusals;

/// Suggestions that are shown.
const SHOWN: i64 = 200;
/// Suggestions of one member that may wait.
const MAX_WAITING: usize = 500;
/// The longest reason, in characters.
const MAX_WHY: usize = 500;

/// Something that was suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its number.
    pub id: i64,
    /// Who suggests it.
    pub member: Member,
    /// Their name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The act in words.
    pub words: String,
    /// Their reason, if they gave one.
    pub why: String,
    /// About whom.
    pub people: Vec<PersonId>,
    /// What became of it, and when; `None` while it waits.
    pub answer: Option<(Answer, Timestamp)>,
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was done.
    Accepted,
    /// It was not.
    Declined,
}

impl Answer {
    fn word(self) -> &'static str {
        match self {
            Answer::Accepted => "accepted",
            Answer::Declined => "declined",
        }
    }
}

/// Puts what was asked for into the tray. An act that can be taken back until it is answered.
pub(super) async fn suggest(cx: &Cx, ask: Ask) -> Result<Done> {
    cx.require(Right::Suggest)?;
    if open_of(cx, Some(cx.member), MAX_WAITING as i64).await?.len() >= MAX_WAITING {
        return Err(Error::refused(refusals::members::too_many_suggestions(MAX_WAITING)));
    }
    let deed = Box::new(ask.deed(cx).await?);
    let mut people = ask.people();
    let undone = acts::people_of(cx, ask.undoes().as_slice()).await?;
    people.extend(undone.into_iter().map(|(_, person)| person));
    let data = serde_json::to_string(&ask).map_err(|e| Error::refused(e.to_string()))?;
    let words = deed.text().map_err(|e| Error::refused(e.to_string()))?;
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let args = [cx.ws(), id.into(), cx.member.0.into(), cx.now_us().into(), data.into(), words.into()];
    tx.execute(sql::INSERT, &args).await?;
    let inverse = Inverse::Withdraw { suggestion: id };
    let done = acts::record(&mut tx, cx, Deed::Suggested { deed }, &inverse).await?;
    for person in people {
        acts::concern(&mut tx, cx, done.act, person.0).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// How many suggestions wait for the principal, as it was when a visit began that only looks; nought for others.
pub fn waiting_now(cx: &Cx) -> i64 {
    let is_principal = cx.access.role == Role::Principal;
    cx.seen.as_ref().filter(|_| is_principal).map_or(0, |seen| seen.waiting)
}

/// What waits for the principal, or of a delegate's own suggestions, the oldest first.
///
/// # Errors
/// The member may not suggest, or the database cannot be read.
pub async fn open(cx: &Cx) -> Result<Vec<Suggestion>> {
    cx.require(Right::Suggest)?;
    open_of(cx, whose(cx), SHOWN).await
}

/// What was answered lately, the newest first; of a delegate, their own.
///
/// # Errors
/// The member may not suggest, or the database cannot be read.
pub async fn answers(cx: &Cx, limit: i64) -> Result<Vec<Suggestion>> {
    cx.require(Right::Suggest)?;
    type Row = (i64, i64, String, i64, String, String, String, String, i64);
    let of = whose(cx).map_or(Arg::NoInt, |member| member.0.into());
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::ANSWERED, &[cx.ws(), of, limit.into()]).await?;
    let answered = |(id, member, by, at, words, why, ask, answer, answered): Row| {
        let answer = if answer == Answer::Accepted.word() { Answer::Accepted } else { Answer::Declined };
        let (suggestion, undoes) = waiting((id, member, by, at, words, why, ask));
        (Suggestion { answer: Some((answer, instant(answered))), ..suggestion }, undoes)
    };
    seen(cx, rows.into_iter().map(answered).collect()).await
}

/// Without those whose words name people whom the member may not see any more. What would take an act back names whom that
/// act was about.
async fn seen(cx: &Cx, all: Vec<(Suggestion, Option<i64>)>) -> Result<Vec<Suggestion>> {
    let undone: Vec<i64> = all.iter().filter_map(|(_, undoes)| *undoes).collect();
    let about = acts::people_of(cx, &undone).await?;
    let with_all = |(mut suggestion, undoes): (Suggestion, Option<i64>)| {
        let more = about.iter().filter(|(act, _)| undoes == Some(*act));
        suggestion.people.extend(more.map(|(_, person)| *person));
        suggestion
    };
    let is_seen =
        |suggestion: &Suggestion| suggestion.people.iter().all(|person| cx.access.sight.sees(*person));
    Ok(all.into_iter().map(with_all).filter(is_seen).collect())
}

/// The principal sees what everybody suggests, others their own.
fn whose(cx: &Cx) -> Option<Member> {
    (cx.access.role != Role::Principal).then_some(cx.member)
}

type Waiting = (i64, i64, String, i64, String, String, String);

async fn open_of(cx: &Cx, member: Option<Member>, limit: i64) -> Result<Vec<Suggestion>> {
    let of = member.map_or(Arg::NoInt, |member| member.0.into());
    let rows: Vec<Waiting> = cx.app.db.fetch_all(sql::OPEN, &[cx.ws(), of, limit.into()]).await?;
    seen(cx, rows.into_iter().map(waiting).collect()).await
}

/// A suggestion, and the act it would take back.
fn waiting((id, member, by, at, words, why, ask): Waiting) -> (Suggestion, Option<i64>) {
    let ask: Option<Ask> = serde_json::from_str(&ask).ok();
    let words = Deed::words_of(&words);
    let people = ask.as_ref().map(Ask::people).unwrap_or_default();
    let suggestion =
        Suggestion { id, member: Member(member), by, at: instant(at), words, why, people, answer: None };
    (suggestion, ask.and_then(|ask| ask.undoes()))
}

fn instant(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap_or_default()
}

/// Gives the reason for a suggestion of one's own.
///
/// # Errors
/// It is not there or was answered, or the reason is too long.
pub async fn say_why(cx: &Cx, suggestion: i64, why: &str) -> Result<()> {
    cx.require(Right::Suggest)?;
    let why: String = why.trim().chars().filter(|c| !c.is_control()).collect();
    if why.chars().count() > MAX_WHY {
        return Err(Error::refused(refusals::members::reason_too_long(MAX_WHY)));
    }
    let mut tx = cx.app.db.begin().await?;
    let args = [cx.ws(), suggestion.into(), cx.member.0.into(), why.into()];
    if tx.execute(sql::SAY_WHY, &args).await? == 0 {
        return Err(gone());
    }
    tx.commit().await
}

/// Does what was suggested, in the name of whoever suggested it, for the principal.
///
/// # Errors
/// The member is not the principal, it was answered already, or it cannot be done any more.
pub async fn accept(cx: &Cx, suggestion: i64) -> Result<Done> {
    cx.require(Right::Own)?;
    let row: Option<(i64, String, String)> =
        cx.app.db.fetch_optional(sql::ONE, &[cx.ws(), suggestion.into()]).await?;
    let (member, ask, _) = row.ok_or_else(gone)?;
    let ask: Ask = serde_json::from_str(&ask)
        .map_err(|e| Error::refused(refusals::members::suggestion_unreadable(&e)))?;
    let for_them = Cx {
        member: Member(member),
        access: Arc::new(Access { administers: false, ..Access::principal() }),
        origin: Origin::Accepted { suggestion },
        ..cx.clone()
    };
    ask.perform(&for_them).await
}

/// Accepts all that waits up to the `newest` that the principal was shown, one after the other: what came since they have
/// not seen. Gives how many were done, and what could not be, with the reason.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn accept_all(cx: &Cx, newest: i64) -> Result<(usize, Vec<(String, String)>)> {
    cx.require(Right::Own)?;
    let (mut done, mut refused) = (0, Vec::new());
    let shown = open(cx).await?.into_iter().filter(|suggestion| suggestion.id <= newest);
    for suggestion in shown {
        match accept(cx, suggestion.id).await {
            Ok(_) => done += 1,
            Err(Error::Refused(why) | Error::NotFound(why)) => refused.push((suggestion.words, why)),
            Err(error) => return Err(error),
        }
    }
    Ok((done, refused))
}

/// Says no. An act that can be taken back: it waits again then.
///
/// # Errors
/// The member is not the principal, or it was answered already.
pub async fn decline(cx: &Cx, suggestion: i64) -> Result<Done> {
    cx.require(Right::Own)?;
    let row: Option<(i64, String, String)> =
        cx.app.db.fetch_optional(sql::ONE, &[cx.ws(), suggestion.into()]).await?;
    let (.., words) = row.ok_or_else(gone)?;
    let mut tx = cx.app.db.begin().await?;
    answer(&mut tx, cx, suggestion, Answer::Declined.word(), None).await?;
    let deed = Deed::Declined { deed: Box::new(Deed::read(&words)) };
    let done = acts::record(&mut tx, cx, deed, &Inverse::AskAgain { suggestion }).await?;
    tx.commit().await?;
    Ok(done)
}

/// Notes the act that a suggestion became, in its transaction; fails if somebody answered it meanwhile.
pub(super) async fn answered(tx: &mut Tx, cx: &Cx, suggestion: i64, act: ActId) -> Result<()> {
    answer(tx, cx, suggestion, Answer::Accepted.word(), Some(act)).await
}

/// Which of some suggestions do not wait any more.
pub(super) async fn answered_of(cx: &Cx, suggestions: &[i64]) -> Result<HashSet<i64>> {
    let args = [cx.ws(), Rows::of_ints(suggestions.iter().copied()).into_arg()];
    let rows: Vec<(i64,)> = cx.app.db.fetch_all(sql::ANSWERED_OF, &args).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Takes a suggestion back that nobody answered yet.
pub(super) async fn withdraw(tx: &mut Tx, cx: &Cx, suggestion: i64) -> Result<()> {
    answer(tx, cx, suggestion, "withdrawn", None).await
}

/// Has a suggestion wait again that was declined.
pub(super) async fn ask_again(tx: &mut Tx, cx: &Cx, suggestion: i64) -> Result<()> {
    tx.execute(sql::REOPEN, &[cx.ws(), suggestion.into()]).await?;
    Ok(())
}

async fn answer(tx: &mut Tx, cx: &Cx, suggestion: i64, word: &str, act: Option<ActId>) -> Result<()> {
    let act = act.map_or(Arg::NoInt, |act| act.0.into());
    let args = [cx.ws(), suggestion.into(), word.into(), cx.now_us().into(), act];
    if tx.execute(sql::ANSWER, &args).await? == 0 {
        return Err(gone());
    }
    Ok(())
}

fn gone() -> Error {
    Error::not_found(refusals::members::SUGGESTION_GONE)
}
