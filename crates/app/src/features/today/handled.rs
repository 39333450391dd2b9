//! The places of a day: whoever was on the list and was handled keeps theirs until midnight.
//!
//! Without that, each person who is handled would make room for the next, and a list of five would never end. Nothing is
//! stored for it: those with an act of this day (logged, put off, dismissed) are ranked as they stood before it, and whoever
//! of them has a place then is done. So undoing the act brings the same list back, and everybody else stays where they are.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use advice::{Candidate, TodaySettings, Weighed};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Channel, Direction, PersonId, TouchKind};
use network::{Moment, TieDays};
use serde::Serialize;

use super::{Standing, Weighty, candidate_of, ranked, sql};
use crate::access::Cx;
use crate::db::Rows;
use crate::error::Result;
use crate::features::accuracy::Constants;
use crate::features::acts::{self, Inverse};
use crate::features::details::Kind;
use crate::features::interactions::LogKind;
use crate::features::people::{Reachable, moment_of};
use crate::features::snapshot::{self, PersonLine};
use crate::features::understanding::{TieOfPerson, pairs};

/// How somebody was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Contact was logged.
    Logged(LogKind),
    /// Left alone until a day.
    PutOff,
    /// Not to be on the list.
    Dismissed,
}

/// Someone who was on the list of this day and needs nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Handled {
    /// Who.
    pub person: PersonId,
    /// By which act; the last one, if there were several.
    pub how: How,
}

/// A day's list, with those who are done.
pub(super) struct Ranked {
    pub list: advice::Today,
    pub done: Vec<Handled>,
    pub reached: HashMap<i64, Reachable>,
}

/// For what a list is made.
pub(super) struct Asked<'a> {
    pub cx: &'a Cx,
    pub owner: PersonId,
    pub as_of: Timestamp,
    pub settings: TodaySettings,
    pub day: Date,
    pub constants: Arc<Constants>,
}

/// What the acts of this day changed of a person.
struct Changed {
    how: How,
    /// Until when they were left alone before the first of them.
    until: Option<Option<i64>>,
    never: Option<bool>,
    dismissals: u32,
    logged: Vec<(Moment, TouchKind)>,
}

impl Changed {
    fn new(how: How) -> Changed {
        Changed { how, until: None, never: None, dismissals: 0, logged: Vec::new() }
    }

    /// As the person stood before.
    fn undone(&self, mut standing: Standing) -> Standing {
        let word = &mut standing.owners_word;
        if let Some(until) = self.until {
            word.snoozed_until = until.and_then(|day| i32::try_from(day).ok()).map(advice::day_of);
        }
        word.never = self.never.unwrap_or(word.never);
        word.dismissals = word.dismissals.saturating_sub(self.dismissals);
        standing
    }

    /// The tie without what was logged.
    fn without_logged(&self, mut days: TieDays) -> TieDays {
        for (at, kind) in &self.logged {
            // The second of that day's last touch may stay too late by this: no figure of a list goes by seconds.
            let _ = days.remove(*at, *kind, 1);
        }
        days
    }
}

/// Everyone with an act of this day, and the contact that was logged.
#[derive(Default)]
struct Acts {
    people: HashMap<i64, Changed>,
    logged: HashSet<i64>,
}

impl Acts {
    async fn of_day(asked: &Asked<'_>) -> Result<Acts> {
        let Asked { cx, day, .. } = asked;
        let mut acts = Acts::default();
        let Ok(midnight) = day.to_zoned(cx.app.zone.clone()) else { return Ok(acts) };
        // Of a past day the list is told as everything since has left it.
        if *day != cx.now.to_zoned(cx.app.zone.clone()).date() {
            return Ok(acts);
        }
        let inverses = acts::since(cx, midnight.timestamp()).await?;
        for inverse in &inverses {
            acts.take(inverse);
        }
        let logged = inverses.iter().filter_map(|inverse| match inverse {
            Inverse::DropLogged { interaction } => Some(*interaction),
            _ => None,
        });
        let rows = Rows::of_ints(logged);
        if !rows.is_empty() {
            let rows: Vec<(i64, i64, i64, i64)> =
                cx.app.db.fetch_all(sql::LOGGED, &[cx.ws(), rows.into_arg(), asked.owner.0.into()]).await?;
            rows.into_iter().for_each(|row| acts.take_logged(row));
        }
        // Whom this member does not see has no place on their list.
        acts.people.retain(|person, _| cx.access.sight.sees(PersonId(*person)));
        Ok(acts)
    }

    fn take(&mut self, inverse: &Inverse) {
        match inverse {
            Inverse::Snooze { person, until } => self.put_off(*person, *until),
            Inverse::SnoozeMany { before } => {
                before.iter().for_each(|(person, until)| self.put_off(*person, *until));
            }
            Inverse::Dismiss(dismissed) => {
                self.put_off(dismissed.person, dismissed.until);
                let changed = self.of(dismissed.person, How::Dismissed);
                changed.dismissals += 1;
                if let Some(said) = dismissed.said.iter().find(|said| said.kind == Kind::Never) {
                    changed.never.get_or_insert(said.value.as_deref() == Some("yes"));
                }
            }
            _ => {}
        }
    }

    fn put_off(&mut self, person: i64, until: Option<i64>) {
        self.of(person, How::PutOff).until.get_or_insert(until);
    }

    fn take_logged(&mut self, (interaction, person, at, kind): (i64, i64, i64, i64)) {
        use network::interaction::Kind;
        let (how, channel, direction) = match Kind::from_code(kind) {
            Some(Kind::Call) => (LogKind::Call, Channel::Call, Direction::Mutual),
            Some(Kind::Message) => (LogKind::Message, Channel::Message, Direction::Out),
            _ => (LogKind::Meeting, Channel::InPerson, Direction::Mutual),
        };
        self.logged.insert(interaction);
        let changed = self.of(person, How::Logged(how));
        changed.logged.push((pairs::moment(at), TouchKind { channel, direction }));
    }

    fn of(&mut self, person: i64, how: How) -> &mut Changed {
        let changed = self.people.entry(person).or_insert_with(|| Changed::new(how));
        changed.how = how;
        changed
    }
}

/// The list of a day: `everyone` with a reason as they stand now, and those who were handled where they stood.
pub(super) async fn ranked_day(asked: &Asked<'_>, everyone: &[Weighty<'_>]) -> Result<Ranked> {
    let acts = Acts::of_day(asked).await?;
    let mut before = before(asked, &acts).await?;
    loop {
        let others = everyone.iter().copied().filter(|(c, _)| !before.contains_key(&c.person.0));
        let all = others.chain(before.values().map(|(candidate, weighed)| (candidate, weighed))).collect();
        let (mut list, reached) = ranked(asked, all, &acts.logged).await?;
        let handled = before.len();
        before.retain(|person, _| list.chosen.iter().any(|s| s.person.0 == *person));
        if before.len() < handled {
            // Somebody was handled who had no place: they take none from those who are let go either.
            continue;
        }
        let (done, chosen) = std::mem::take(&mut list.chosen)
            .into_iter()
            .partition::<Vec<_>, _>(|suggestion| before.contains_key(&suggestion.person.0));
        list.chosen = chosen;
        let done = done.iter().filter_map(|suggestion| {
            let changed = acts.people.get(&suggestion.person.0)?;
            Some(Handled { person: suggestion.person, how: changed.how })
        });
        return Ok(Ranked { list, done: done.collect(), reached });
    }
}

/// Those whom acts of this day took off the list, as they stood before.
async fn before(asked: &Asked<'_>, acts: &Acts) -> Result<HashMap<i64, (Candidate, Weighed)>> {
    let mut before = HashMap::new();
    if acts.people.is_empty() {
        return Ok(before);
    }
    let ids: Vec<i64> = acts.people.keys().copied().collect();
    let (lines, ties) = snapshot::some(asked.cx, asked.owner, asked.as_of, asked.day, &ids).await?;
    let ties: HashMap<i64, TieOfPerson<'_>> = ties.iter().map(|tie| (tie.other, tie)).collect();
    let weigh = |candidate: &Candidate| Weighed::of(candidate, &asked.settings, asked.day);
    let is_pressing = |line: &&PersonLine| {
        line.candidate.as_deref().and_then(weigh).is_some_and(|weighed| weighed.is_pressing())
    };
    let at = moment_of(asked.as_of);
    for line in lines.iter().filter(|line| line.is_listed() && !is_pressing(line)) {
        let (Some(changed), Some(tie)) = (acts.people.get(&line.id), ties.get(&line.id)) else { continue };
        let standing = changed.undone(Standing::of_line(line));
        let days = changed.without_logged(tie.unpacked()?);
        let measure = asked.constants.measure(standing.closeness);
        let Some(numbers) = measure.numbers(&days, at) else { continue };
        let candidate = candidate_of(line.id, &days, &numbers, &standing, &asked.constants, at, asked.day);
        let weighed = candidate.and_then(|candidate| weigh(&candidate).map(|weighed| (candidate, weighed)));
        before.extend(weighed.map(|weighed| (line.id, weighed)));
    }
    Ok(before)
}
