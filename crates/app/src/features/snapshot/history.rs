//! The past year of some people, for the rows that a page shows: touches by week, and the warmth of a quarter ago.

use std::collections::HashMap;

use model::{Channel, Direction};
use network::Measure;

use super::{Snapshot, facts, sql};
use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;
use crate::features::people::moment_of;
use crate::features::understanding::{TieOfPerson, TiesOfPerson};

/// How many weeks are told.
pub const WEEKS: usize = 52;
/// A quarter of a year, in days.
const QUARTER_DAYS: i32 = 91;

/// The strongest touch of a week from each side: 0 none, 1 a message, 2 a call, 3 a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// By the owner.
    pub by_owner: u8,
    /// By the other; a meeting counts for both.
    pub by_them: u8,
}

/// The past year of one tie.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The weeks, the oldest first; the last one ends today.
    pub weeks: [Week; WEEKS],
    /// The warmth of 91 days ago; `None` if there was no contact yet.
    pub warmth_before: Option<f64>,
}

/// The past year of some people of a snapshot, in one query; people without contact are left out.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn histories(cx: &Cx, snapshot: &Snapshot, ids: &[i64]) -> Result<HashMap<i64, History>> {
    cx.require(Right::Read)?;
    let Some(owner) = snapshot.owner else { return Ok(HashMap::new()) };
    let rows = Rows::of_ints(ids.iter().copied()).into_arg();
    let row: Option<(String,)> =
        cx.app.db.fetch_optional(sql::TIES_WITH_SOME, &[cx.ws(), owner.0.into(), rows]).await?;
    let ties = TiesOfPerson::of_text(row.map(|r| r.0).unwrap_or_default());
    ties.iter().map(|tie| Ok((tie.other, history(snapshot, &tie)?))).collect()
}

fn history(snapshot: &Snapshot, tie: &TieOfPerson<'_>) -> Result<History> {
    let today = facts::number_of(snapshot.day);
    let mut weeks = [Week::default(); WEEKS];
    for day in tie.unpacked()?.iter().filter(|day| day.day <= today) {
        let ago = usize::try_from((today - day.day) / 7).unwrap_or(WEEKS);
        let Some(week) = (WEEKS - 1).checked_sub(ago).and_then(|at| weeks.get_mut(at)) else { continue };
        for touch in day.counts {
            let strength = strength(touch.kind.channel);
            if touch.kind.direction != Direction::In {
                week.by_owner = week.by_owner.max(strength);
            }
            if touch.kind.direction != Direction::Out {
                week.by_them = week.by_them.max(strength);
            }
        }
    }
    let word = snapshot.person(model::PersonId(tie.other)).and_then(|line| line.word);
    let mut before = moment_of(snapshot.as_of);
    before.day -= QUARTER_DAYS;
    let then = Measure { word, ..Measure::NEW }.numbers(&tie.unpacked()?, before);
    Ok(History { weeks, warmth_before: then.map(|numbers| numbers.warmth) })
}

fn strength(channel: Channel) -> u8 {
    match channel {
        Channel::DirectMail | Channel::GroupMail | Channel::Message => 1,
        Channel::Call => 2,
        Channel::Meeting | Channel::InPerson => 3,
    }
}
