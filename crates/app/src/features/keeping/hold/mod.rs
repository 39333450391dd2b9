//! Legal hold: what may not be erased, by whose word and why. It stops forgetting and retention until it is lifted.
//!
//! A hold is on a person, on the contact of a range of days, or on that of a person within a range. It follows a person
//! through joins. Setting and lifting are acts.

mod sql;

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use model::PersonId;
use serde::Serialize;

use super::human;
use crate::access::{Cx, Right};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, Place};
use crate::features::keeping;
use crate::features::people::{day_number, name_of};
use crate::words::{self, refusals};

/// The longest reason, in characters.
const MAX_REASON: usize = 500;
/// A day, in microseconds.
const DAY_US: i64 = 86_400_000_000;

/// What is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// This person; everybody without one.
    pub person: Option<PersonId>,
    /// From this day (UTC) on.
    pub from: Option<Date>,
    /// Until this day, which is included.
    pub until: Option<Date>,
}

/// A hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// Its number.
    pub id: i64,
    /// The person: number, the end of their page's address, name.
    pub person: Option<(i64, String, String)>,
    /// From this day on.
    pub from: Option<Date>,
    /// Until this day, which is included.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
    /// Who lifted it, and when.
    pub lifted: Option<(String, Timestamp)>,
}

impl Hold {
    /// What is held, in words.
    pub fn what(&self) -> String {
        words::held(self.person.as_ref().map(|(.., name)| name.as_str()), self.from, self.until)
    }

    /// Why nothing is erased.
    pub(crate) fn refusal(&self) -> Error {
        let Hold { id, reason, set_by, .. } = self;
        let day = self.set_at.strftime("%Y-%m-%d");
        let what = self.what();
        Error::refused(refusals::keeping::stopped_by_hold(*id, &what, set_by, &day.to_string(), reason))
    }

    /// From which instant, and before which.
    fn range(&self) -> (i64, i64) {
        let start = |day: Date| day_number(day).saturating_mul(DAY_US);
        let from = self.from.map_or(i64::MIN, start);
        let before = self.until.map_or(i64::MAX, |day| start(day.saturating_add(1.day())));
        (from, before)
    }
}

/// Sets a hold. An act that can be taken back.
///
/// # Errors
/// The member may not, there is no such person, nothing or an empty range is named, or the reason is missing or too long.
pub async fn add(cx: &Cx, held: Held, reason: &str) -> Result<Done> {
    cx.require(Right::Own)?;
    let reason: String = reason.trim().chars().filter(|c| !c.is_control()).collect();
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        return Err(Error::refused(refusals::keeping::reason_needed(MAX_REASON)));
    }
    if held == Held::default() {
        return Err(Error::refused(refusals::keeping::HOLD_ON_NOTHING));
    }
    if held.from.zip(held.until).is_some_and(|(from, until)| from > until) {
        return Err(Error::refused(refusals::keeping::RANGE_REVERSED));
    }
    let person = match held.person {
        Some(person) => Some(human::root(cx, person.0).await?),
        None => None,
    };
    let name = match person {
        Some(person) => Some(name_of(cx, PersonId(person)).await?),
        None => None,
    };
    let mut tx = cx.app.db.begin().await?;
    let id = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let day = |day: Option<Date>| Arg::from(day.map(day_number));
    let args = [
        cx.ws(),
        id.into(),
        person.into(),
        day(held.from),
        day(held.until),
        reason.as_str().into(),
        cx.member.0.into(),
        cx.now_us().into(),
    ];
    tx.execute(sql::INSERT, &args).await?;
    let deed = Place::Held { name, from: held.from, until: held.until, reason };
    done(tx, cx, deed, &Inverse::Hold { hold: id, stands: false }, person).await
}

/// Lifts a hold. An act that can be taken back.
///
/// # Errors
/// The member may not, or there is no such hold that stands.
pub async fn lift(cx: &Cx, id: i64) -> Result<Done> {
    cx.require(Right::Own)?;
    let found = list(cx).await?.into_iter().find(|hold| hold.id == id && hold.lifted.is_none());
    let hold = found.ok_or_else(|| Error::not_found(refusals::keeping::NO_SUCH_HOLD))?;
    let mut tx = cx.app.db.begin().await?;
    set(&mut tx, cx, id, false).await?;
    let (person, name) = hold.person.map(|(person, _, name)| (person, name)).unzip();
    let deed = Place::HoldLifted { name, from: hold.from, until: hold.until };
    done(tx, cx, deed, &Inverse::Hold { hold: id, stands: true }, person).await
}

async fn done(mut tx: Tx, cx: &Cx, deed: Place, inverse: &Inverse, person: Option<i64>) -> Result<Done> {
    let done = acts::record(&mut tx, cx, deed, inverse).await?;
    if let Some(person) = person {
        acts::concern(&mut tx, cx, done.act, person).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// Makes a hold stand, or lifts it, within a running change.
pub(crate) async fn set(tx: &mut Tx, cx: &Cx, id: i64, stands: bool) -> Result<()> {
    let (by, at) = if stands { (Arg::NoInt, Arg::NoInt) } else { (cx.member.0.into(), cx.now_us().into()) };
    tx.execute(sql::SET_LIFTED, &[cx.ws(), id.into(), by, at]).await?;
    Ok(())
}

type Row = (
    i64,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
    String,
    Option<String>,
    i64,
    Option<String>,
    Option<i64>,
);

/// All holds, those that were lifted too, the newest first.
///
/// # Errors
/// The member may not, or the database cannot be read.
pub async fn list(cx: &Cx) -> Result<Vec<Hold>> {
    cx.require(Right::Own)?;
    standing_and_lifted(cx).await
}

async fn standing_and_lifted(cx: &Cx) -> Result<Vec<Hold>> {
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST, &[cx.ws()]).await?;
    Ok(rows.into_iter().map(hold).collect())
}

fn hold(row: Row) -> Hold {
    let (id, person, slug, name, from, until, reason, set_by, set_at, lifted_by, lifted_at) = row;
    let day = |number: i64| advice::day_of(i32::try_from(number).unwrap_or_default());
    let instant = |us: i64| Timestamp::from_microsecond(us).unwrap_or_default();
    Hold {
        id,
        person: person.map(|id| (id, slug.unwrap_or_default(), name.unwrap_or_default())),
        from: from.map(day),
        until: until.map(day),
        reason,
        set_by: set_by.unwrap_or_default(),
        set_at: instant(set_at),
        lifted: lifted_at.map(|at| (lifted_by.unwrap_or_default(), instant(at))),
    }
}

/// The holds that stand on some people by name.
pub(crate) async fn on_people(cx: &Cx, people: &[i64]) -> Result<Vec<Hold>> {
    let mut holds = standing_and_lifted(cx).await?;
    holds.retain(|hold| {
        hold.lifted.is_none() && hold.person.as_ref().is_some_and(|person| people.contains(&person.0))
    });
    Ok(holds)
}

/// The holds that stop the erasure of some people with these addresses: on one of them, or on days on which they were in
/// contact.
pub(crate) async fn that_stop(cx: &Cx, people: &[i64], identities: &[i64]) -> Result<Vec<Hold>> {
    let mut stopping = Vec::new();
    for hold in standing_and_lifted(cx).await?.into_iter().filter(|hold| hold.lifted.is_none()) {
        let stops = match &hold.person {
            Some((id, ..)) => people.contains(id),
            None => {
                let (from, before) = hold.range();
                let rows = Rows::of_ints(identities.iter().copied()).into_arg();
                let args = [cx.ws(), rows, from.into(), before.into()];
                cx.app.db.fetch_int(sql::COUNT_WITHIN, &args).await? > 0
            }
        };
        if stops {
            stopping.push(hold);
        }
    }
    Ok(stopping)
}

/// All holds that stand, as they are asked for each interaction.
pub(crate) struct Standing(Vec<Stands>);

/// One of them: the people, everybody without any, and from which instant, before which.
struct Stands {
    people: Option<HashSet<i64>>,
    range: (i64, i64),
}

impl Standing {
    /// Reads them.
    pub async fn load(cx: &Cx) -> Result<Standing> {
        let mut all = Vec::new();
        for hold in standing_and_lifted(cx).await?.into_iter().filter(|hold| hold.lifted.is_none()) {
            let people = match &hold.person {
                Some((id, ..)) => Some(human::same(cx, *id).await?.into_iter().collect()),
                None => None,
            };
            all.push(Stands { people, range: hold.range() });
        }
        Ok(Standing(all))
    }

    /// Whether contact at an instant among some people is held.
    pub fn holds(&self, at: i64, people: impl Iterator<Item = i64> + Clone) -> bool {
        self.0.iter().any(|Stands { people: held, range: (from, before) }| {
            let is_among = held.as_ref().is_none_or(|held| people.clone().any(|id| held.contains(&id)));
            is_among && *from <= at && at < *before
        })
    }
}
