//! People: the list with its numbers, one person with everything that is known of them.

mod colleagues;
mod drifting;
mod habits;
mod many;
mod matched;
mod sql;

use std::collections::HashMap;

use advice::verdict::Drifting;
use jiff::{Timestamp, civil::Date};
use model::{PersonId, Receipt};
use network::{Moment, TieDays, TieNumbers};
use serde::Serialize;

pub use colleagues::LEAST_GROUP;
pub(crate) use colleagues::{Colleagues, at_own_domains, is_mode_on};
pub use habits::{Answers, Habits, QuarterAgo, Starts};
pub(crate) use habits::{Zones, habits, quarter_ago, replies};
pub use identity::Nature;
pub use many::{mark_key, set_nature, snooze_many};
pub use matched::matched;

use crate::access::{Cx, Right};
use crate::db::{Arg, Rows};
use crate::error::{Error, Result};
use crate::features::accuracy;
use crate::features::acts::{self, Done, People, Whom};
use crate::features::details::{self, Kind};
use crate::features::identities::{self, ShownAddress};
use crate::features::interactions::{self, TimelineEntry};
use crate::features::tray::Ask;
use crate::features::{keeping, understanding};
use crate::words::refusals;

/// People a query finds at most.
const MAX_FOUND: i64 = 500;

/// Who someone is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Their number.
    pub id: PersonId,
    /// The end of their page's address.
    pub slug: String,
    /// Their display name.
    pub name: String,
    /// `person`, or what else it is: `list`, `newsletter`, `robot`, `role_mailbox`, `resource`.
    pub nature: &'static str,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Who.
    #[serde(flatten)]
    pub who: Who,
    /// The numbers of the tie; `None` without any contact.
    pub tie: Option<TieFigures>,
}

/// The numbers of a tie, as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TieFigures {
    /// 0–100: the chance of being in touch again within twice the usual gap; `None` of whom colleague mode spares.
    pub warmth: Option<f64>,
    /// 0–100: what the two have been to each other over the years; `None` where warmth is.
    pub closeness: Option<f64>,
    /// The chance of a touch within 30 days, 0–1; `None` where warmth is.
    pub p_30_days: Option<f64>,
    /// The usual gap in days; `None` where there is no rhythm yet, or warmth is not told.
    pub usual_gap_days: Option<f64>,
    /// 0–100: the chance that the tie, past its rhythm, does not come back by itself. Told only where it is an alarm
    /// ([`network::drift`]), and of nobody whom colleague mode spares.
    pub drift: Option<f64>,
    /// Days since the last touch, to the second: what warmth is made of. What is told is [`TieFigures::silent_for`].
    pub silence_days: f64,
    /// The first and the last day of contact.
    pub first_contact: Date,
    /// See `first_contact`.
    pub last_contact: Date,
    /// Days with contact.
    pub active_days: u32,
    /// Touches by the owner, by the other, and by both alike.
    pub touches: [u64; 3],
    /// The owner acted at least once.
    pub is_relationship: bool,
}

impl TieFigures {
    /// What is told of somebody whom colleague mode spares: that there was contact, how much and when last.
    pub(crate) fn of_spared(self) -> TieFigures {
        TieFigures {
            warmth: None,
            closeness: None,
            p_30_days: None,
            usual_gap_days: None,
            drift: None,
            ..self
        }
    }

    /// Whole days of silence on a day: those since the day of the last contact, as the reasons on Today count them.
    pub fn silent_for(&self, day: Date) -> u32 {
        advice::days_between(self.last_contact, day)
    }
}

/// The numbers as they are shown of somebody, who may be [spared](colleagues).
pub(crate) fn figures(n: &TieNumbers, is_spared: bool) -> TieFigures {
    let figures = all_figures(n);
    if is_spared { figures.of_spared() } else { figures }
}

fn all_figures(n: &TieNumbers) -> TieFigures {
    TieFigures {
        warmth: Some(n.warmth),
        closeness: Some(n.closeness),
        p_30_days: Some(n.p_30_days),
        usual_gap_days: n.rhythm.as_ref().map(|r| r.gap_days),
        drift: n.drift,
        silence_days: n.silence_days,
        first_contact: advice::day_of(n.first_day),
        last_contact: advice::day_of(n.last.day),
        active_days: n.active_days,
        touches: [n.touches_out, n.touches_in, n.touches_mutual],
        is_relationship: n.is_relationship(),
    }
}

/// The moment numbers are asked for.
pub(crate) fn moment_of(as_of: Timestamp) -> Moment {
    Moment::from_seconds(as_of.as_second())
}

/// Everyone the owner has a relationship with, closest first and then those of whom closeness is not told, at most `limit`.
///
/// # Errors
/// The member may not read here, or nothing was imported yet.
pub async fn list(cx: &Cx, as_of: Timestamp, limit: usize) -> Result<Vec<Row>> {
    cx.require(Right::Read)?;
    let owner = keeping::known_owner(cx).await?;
    let ties = understanding::ties_of(&cx.app.db, cx.workspace, owner).await?;
    let aside = set_aside(cx).await?;
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, as_of).await?;
    let measure = constants.measure(None);
    let mut all: Vec<(i64, TieNumbers)> = Vec::new();
    let is_listed = |other: i64| !aside.contains_key(&other) && cx.access.sight.sees(PersonId(other));
    for tie in ties.iter().filter(|t| is_listed(t.other)) {
        if let Some(n) = tie.numbers(&measure, moment_of(as_of))?.filter(TieNumbers::is_relationship) {
            all.push((tie.other, n));
        }
    }
    let closeness = |id: i64, n: &TieNumbers| if colleagues.spares(id) { -1.0 } else { n.closeness };
    all.sort_by(|(a, x), (b, y)| {
        let by_closeness = closeness(*b, y).total_cmp(&closeness(*a, x));
        by_closeness.then_with(|| y.last.day.cmp(&x.last.day)).then(a.cmp(b))
    });
    all.truncate(limit);
    let who = some(cx, all.iter().map(|(id, _)| *id)).await?;
    Ok(all
        .into_iter()
        .filter_map(|(id, n)| {
            let tie = Some(figures(&n, colleagues.spares(id)));
            Some(Row { who: who.get(&id)?.clone(), tie })
        })
        .collect())
}

/// People whose name or address contains the text, the closest first.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn find(cx: &Cx, query: &str, as_of: Timestamp, limit: usize) -> Result<Vec<Row>> {
    cx.require(Right::Read)?;
    let owner = keeping::known_owner(cx).await?;
    let name = format!("%{}%", like_escaped(&identity::fold(query.trim())));
    let address = format!("%{}%", like_escaped(&query.trim().to_lowercase()));
    let found: Vec<(i64, String)> =
        cx.app.db.fetch_all(sql::FIND, &[cx.ws(), name.into(), MAX_FOUND.into(), address.into()]).await?;
    let who = some(cx, found.iter().map(|(id, _)| *id)).await?;
    let constants = accuracy::constants(cx, as_of).await?;
    let colleagues = Colleagues::read(cx).await?;
    let mut rows = Vec::new();
    for (id, _) in found {
        let days = understanding::tie_between(&cx.app.db, cx.workspace, owner, PersonId(id)).await?;
        let tie = constants
            .measure(None)
            .numbers(&days, moment_of(as_of))
            .map(|n| figures(&n, colleagues.spares(id)));
        rows.extend(who.get(&id).map(|who| Row { who: who.clone(), tie }));
    }
    let closeness = |r: &Row| r.tie.as_ref().and_then(|t| t.closeness).unwrap_or(-1.0);
    rows.sort_by(|a, b| closeness(b).total_cmp(&closeness(a)));
    rows.truncate(limit);
    Ok(rows)
}

/// The lists, newsletters, robots and role mailboxes that are kept out of the network.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn kept_out(cx: &Cx, limit: i64) -> Result<Vec<Who>> {
    cx.require(Right::Read)?;
    let rows: Vec<PersonRow> = cx.app.db.fetch_all(sql::KEPT_OUT, &[cx.ws(), limit.into()]).await?;
    let seen = rows.into_iter().filter(|row| cx.access.sight.sees(PersonId(row.0)));
    Ok(seen.map(who).collect())
}

/// Everything about one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// Who.
    pub who: Who,
    /// Where they work and worked: organization, title; newest first.
    pub positions: Vec<(String, String)>,
    /// How they are reached.
    pub addresses: Vec<ShownAddress>,
    /// The numbers of the tie with the owner; `None` without any contact.
    pub tie: Option<TieFigures>,
    /// Why the warmth is what it is; `None` where it is not told.
    pub warmth_receipt: Option<Receipt>,
    /// Why the closeness is what it is; `None` where it is not told.
    pub closeness_receipt: Option<Receipt>,
    /// Why drift is what it is; `None` where it is not told.
    pub drift_receipt: Option<Receipt>,
    /// What the alarm stands on; `None` where there is none.
    pub drifting: Option<Drifting>,
    /// Where the tie stood a quarter before; `None` without contact by then, or where warmth is not told.
    pub quarter_ago: Option<QuarterAgo>,
    /// Who begins and who answers; `None` where warmth is not told.
    pub habits: Option<Habits>,
    /// The latest interactions, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// The latest notes, newest first.
    pub notes: Vec<(Timestamp, String)>,
}

/// One person with their numbers, receipts and the latest contact, as of a moment.
///
/// # Errors
/// The member may not read here, or there is no such person.
pub async fn page(cx: &Cx, person: PersonId, as_of: Timestamp) -> Result<Page> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let owner = keeping::known_owner(cx).await?;
    let row: Option<PersonRow> = cx.app.db.fetch_optional(sql::BY_ID, &[cx.ws(), person.0.into()]).await?;
    let row = row.ok_or_else(|| Error::not_found(refusals::people::no_person(person)))?;
    let days: TieDays = understanding::tie_between(&cx.app.db, cx.workspace, owner, person).await?;
    let at = moment_of(as_of);
    let said = details::of(cx, person).await?;
    let word = said.get(&Kind::Closeness).and_then(|word| details::word_of(word));
    let constants = accuracy::constants(cx, as_of).await?;
    let measure = constants.measure(word);
    let is_spared = Colleagues::read(cx).await?.spares(person.0);
    let tie = measure.numbers(&days, at).map(|n| figures(&n, is_spared));
    Ok(Page {
        who: who(row),
        positions: identities::positions_of(cx, person).await?,
        addresses: identities::addresses_of(cx, person).await?,
        drifting: drifting::alarm(cx, owner, person, tie.as_ref(), as_of).await?,
        tie,
        drift_receipt: measure.drift_receipt(&days, at).filter(|_| !is_spared),
        warmth_receipt: measure.warmth_receipt(&days, at).filter(|_| !is_spared),
        closeness_receipt: measure.closeness_receipt(&days, at).filter(|_| !is_spared),
        quarter_ago: quarter_ago(&days, &measure, as_of).filter(|_| !is_spared),
        habits: if is_spared { None } else { Some(habits::read(cx, owner, person, &days, as_of).await?) },
        timeline: interactions::latest_with(cx, person, as_of, 10).await?,
        notes: interactions::notes_about(cx, person, as_of, 10).await?,
    })
}

/// The one person meant by a name, an address or a number (`#12`).
///
/// # Errors
/// Nobody is called so, or several are and none of them exactly.
pub async fn one(cx: &Cx, query: &str, as_of: Timestamp) -> Result<PersonId> {
    cx.require(Right::Read)?;
    if let Some(id) = query.strip_prefix('#').and_then(|n| n.parse().ok()) {
        return Ok(PersonId(id));
    }
    let found = find(cx, query, as_of, 6).await?;
    let wanted = identity::fold(query.trim());
    let exact: Vec<&Row> = found.iter().filter(|r| identity::fold(&r.who.name) == wanted).collect();
    match (exact.as_slice(), found.as_slice()) {
        ([one], _) => return Ok(one.who.id),
        ([], [one]) => return Ok(one.who.id),
        ([], []) => return Err(Error::not_found(refusals::people::nobody_called(query))),
        _ => {}
    }
    let names: Vec<String> = found.iter().map(|r| format!("{} (#{})", r.who.name, r.who.id)).collect();
    Err(Error::refused(refusals::people::several(query, &names.join(", "))))
}

/// The display name of a person whom this member sees.
pub(crate) async fn name_of(cx: &Cx, person: PersonId) -> Result<String> {
    cx.require_sees(person)?;
    let row: Option<(String,)> = cx.app.db.fetch_optional(sql::NAME, &[cx.ws(), person.0.into()]).await?;
    row.map(|r| r.0).ok_or_else(|| Error::not_found(refusals::people::no_person(person)))
}

/// The names by which sources may call the owner; none before the first import.
pub(crate) async fn names_of_owner(cx: &Cx) -> Result<Vec<String>> {
    let row: Option<(String,)> = cx.app.db.fetch_optional(sql::OWNER_NAME, &[cx.ws()]).await?;
    Ok(row.map(|r| r.0).into_iter().collect())
}

/// The number of a day as it is stored: days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from(day.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

/// Leaves a person alone on Today until a day. An act that can be taken back.
///
/// # Errors
/// The member may not, or there is no such person.
pub async fn snooze(cx: &Cx, person: PersonId, until: Date) -> Result<Done> {
    let ask = || Ask::Snooze { people: vec![person.0], until };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    let before = identities::set_snooze(&mut tx, cx, person.0, Some(day_number(until))).await?;
    let deed = People::LeftAlone { whom: Whom::One(name), until };
    let inverse = acts::Inverse::Snooze { person: person.0, until: before };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    acts::bump(&mut tx, cx.workspace, &[person.0]).await?;
    tx.commit().await?;
    Ok(done)
}

/// Why someone is not looked at on Today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aside {
    /// No human, or recognised as someone else.
    pub is_nobody: bool,
    /// The day until which they are left alone.
    pub snoozed_until: Option<i32>,
}

/// Everyone who is no human, is left alone, or is someone else by now.
pub(crate) async fn set_aside(cx: &Cx) -> Result<HashMap<i64, Aside>> {
    let row: Option<(String,)> = cx.app.db.fetch_optional(sql::SET_ASIDE, &[cx.ws()]).await?;
    let text = row.map(|r| r.0).unwrap_or_default();
    Ok(text
        .split_ascii_whitespace()
        .filter_map(|line| {
            let mut parts = line.split(':');
            let id = parts.next()?.parse().ok()?;
            let nature: i64 = parts.next()?.parse().ok()?;
            let until: i32 = parts.next()?.parse().ok()?;
            let snoozed_until = (until != 0).then_some(until);
            Some((id, Aside { is_nobody: nature != 0 || snoozed_until.is_none(), snoozed_until }))
        })
        .collect())
}

type PersonRow = (i64, String, String, i64, Option<i64>);

fn who((id, slug, name, nature, _): PersonRow) -> Who {
    Who { id: PersonId(id), slug, name, nature: identities::nature_of_code(nature).word() }
}

/// Who these people are; numbers that do not exist, and people whom this member does not see, are left out.
pub(crate) async fn some(cx: &Cx, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Who>> {
    let args = [cx.ws(), Rows::of_ints(ids).into_arg()];
    let rows: Vec<PersonRow> = cx.app.db.fetch_all(sql::SOME, &args).await?;
    let seen = rows.into_iter().filter(|row| cx.access.sight.sees(PersonId(row.0)));
    Ok(seen.map(|r| (r.0, who(r))).collect())
}

/// How someone can be reached, all addresses together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reachable {
    /// The mail address they used last, of those that have not bounced since.
    pub mail: Option<String>,
    pub phone: Option<String>,
    /// When an address last answered automatically, microseconds UTC.
    pub away_at: Option<i64>,
}

/// How some people can be reached.
pub(crate) async fn reachable(cx: &Cx, ids: &[i64]) -> Result<HashMap<i64, Reachable>> {
    let args: [Arg; 2] = [cx.ws(), Rows::of_ints(ids.iter().copied()).into_arg()];
    type Row = (i64, String, String, Option<i64>, Option<i64>, Option<i64>);
    let mut by_person: HashMap<i64, Reachable> = HashMap::new();
    for (person, kind, value, last_seen, bounced_at, away_at) in
        cx.app.db.fetch_all::<Row>(sql::ADDRESSES_OF_SOME, &args).await?
    {
        let reach = by_person.entry(person).or_default();
        let has_worked = bounced_at.is_none_or(|b| last_seen.is_some_and(|seen| seen >= b));
        match kind.as_str() {
            "email" if has_worked => reach.mail = Some(value),
            "phone" => reach.phone = Some(value),
            _ => {}
        }
        reach.away_at = reach.away_at.max(away_at);
    }
    Ok(by_person)
}

/// The newest position of some people, as far as a card or profile says: organization, title.
pub(crate) async fn positions_of_some(cx: &Cx, ids: &[i64]) -> Result<HashMap<i64, (String, String)>> {
    let args: [Arg; 2] = [cx.ws(), Rows::of_ints(ids.iter().copied()).into_arg()];
    let rows: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::POSITIONS_OF_SOME, &args).await?;
    Ok(rows.into_iter().map(|(person, organization, title)| (person, (organization, title))).collect())
}

/// Text for LIKE with `!` as its escape.
fn like_escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::{Channel, Direction, TouchKind};
    use network::Moment;

    use super::*;

    #[test]
    fn a_silence_is_told_in_days_of_the_calendar() {
        let (last, today) = (date(2026, 9, 29), date(2026, 11, 23));
        let day = |of: Date| i32::try_from(advice::days_between(date(1970, 1, 1), of)).unwrap();
        let mail = TouchKind { channel: Channel::DirectMail, direction: Direction::Out };
        let afternoon = Moment::new(day(last), 60_000);
        let days = [(afternoon, mail)].into_iter().collect();
        let in_the_morning = Moment::new(day(today), 30_000);
        let figures = figures(&network::numbers(&days, in_the_morning).unwrap(), false);
        assert_eq!((figures.silence_days.floor(), figures.silent_for(today)), (54.0, 55));
        assert_eq!(figures.silent_for(last), 0);
    }
}
