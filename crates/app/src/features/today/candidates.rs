//! Everyone of whom something is to be said, from the ties alone.
//!
//! Most ties have nothing to say: too short a silence, nobody who ever acted. Some only have to say when they will be due,
//! and of these one is told. So what is cheap comes first: a glance at the days, then the rhythm, and only for the rest the
//! numbers, which are powers of every day's age.

use std::sync::Arc;

use advice::{
    Candidate, LastContact, Mention, Reach, Rhythm, TodaySettings, Unanswered, Unreturned, Weighed, day_of,
};
use jiff::{Timestamp, civil::Date};
use model::{InteractionId, PersonId};
use network::{Moment, TieDays, TieNumbers};

use super::glance::{Glance, Last};
use super::standing::{Standing, Standings};
use crate::access::Cx;
use crate::error::Result;
use crate::features::accuracy::{self, Constants};
use crate::features::people::moment_of;
use crate::features::understanding::{self, TieOfPerson, TiesOfPerson};

/// Contact within so many days leaves nothing to say but an answer that is owed.
const JUST_IN_TOUCH_DAYS: i32 = 4;
/// Whoever's silence is shorter than this part of their mean gap is not due.
const DUE_FROM_GAPS: f64 = 0.5;
/// A mail that waits for longer is no reason any more (`advice` gives it no weight).
const UNANSWERED_DAYS: i32 = 90;
/// A tie with less than a rhythm is a reason only while it is young.
const YOUNG_DAYS: i32 = 90;
/// A tie is taken for new after about a week of silence, not before ...
const NEW_FROM_DAYS: i32 = 5;
/// ... and for thinner than it was after about two.
const THIN_FROM_DAYS: i32 = 12;

/// What stands in the place of the closeness of a colleague who is spared, so that no list is ranked by theirs.
const CLOSENESS_OF_SPARED: f64 = 50.0;

/// Everyone of whom something is to be said as of a moment, in several parts.
pub(super) async fn weighty(
    cx: &Cx,
    owner: PersonId,
    as_of: Timestamp,
    settings: TodaySettings,
    day: Date,
) -> Result<Vec<Vec<(Candidate, Weighed)>>> {
    let standings = Standings::read(cx, as_of).await?;
    let constants = accuracy::constants(cx, as_of).await?;
    let lens = Lens { standings, constants, at: moment_of(as_of), day, settings };
    let take = move |ties: TiesOfPerson| lens.through(&ties);
    understanding::ties_in_pieces(&cx.app.db, cx.workspace, owner, take).await
}

/// What a tie is looked at with.
struct Lens {
    standings: Standings,
    constants: Arc<Constants>,
    at: Moment,
    day: Date,
    settings: TodaySettings,
}

/// What may come of a tie, as far as it can be told before its numbers are known.
enum Outlook {
    Nothing,
    /// Something is to be said today, perhaps.
    Today,
    /// All there is to say is from which day on the silence will be longer than usual.
    Ahead(Date),
}

impl Lens {
    /// Everyone of some ties of whom something is to be said. Of those who are only due on a day ahead it is the first, for
    /// nobody asks for more.
    fn through(&self, ties: &TiesOfPerson) -> Result<Vec<(Candidate, Weighed)>> {
        let mut found = Vec::new();
        let mut ahead = Vec::new();
        for tie in ties.iter() {
            let Some(standing) = self.standings.of(tie.other) else { continue };
            let glance = Glance::of_packed(&tie, self.at)?;
            match self.outlook(&glance, &standing) {
                Outlook::Nothing => {}
                Outlook::Today => found.extend(self.weighed(&tie, &glance, &standing)?),
                Outlook::Ahead(day) => ahead.push((day, tie.other, standing, tie)),
            }
        }
        ahead.sort_unstable_by_key(|(day, person, ..)| (*day, *person));
        for (_, _, standing, tie) in ahead {
            let glance = Glance::of_packed(&tie, self.at)?;
            if let Some(first) = self.weighed(&tie, &glance, &standing)? {
                found.push(first);
                break;
            }
        }
        Ok(found)
    }

    /// Cheap, and never wrong about someone of whom something is to be said.
    fn outlook(&self, glance: &Glance, standing: &Standing) -> Outlook {
        let Some(last) = glance.last.filter(|_| may_be_due(glance, standing, self.at)) else {
            return Outlook::Nothing;
        };
        let counts = glance.counts.finished();
        if !advice::may_be_suggested(&counts, &standing.owners_word, standing.is_key, self.day) {
            return Outlook::Nothing;
        }
        if has_other_reason(glance, standing, self.at) {
            return Outlook::Today;
        }
        let Some(rhythm) = rhythm_of(glance.rhythm()).filter(|_| !standing.is_spared) else {
            return Outlook::Nothing;
        };
        let last_day = day_of(last.moment.day).min(self.day);
        if advice::may_fade(Some(rhythm), last_day, self.day)
            || advice::may_be_dormant(Some(rhythm), last_day, self.day)
        {
            Outlook::Today
        } else if glance.planned.is_some() {
            Outlook::Nothing
        } else {
            Outlook::Ahead(advice::due_on(rhythm, last_day))
        }
    }

    /// What is to be said, by the numbers.
    fn weighed(
        &self,
        tie: &TieOfPerson<'_>,
        glance: &Glance,
        standing: &Standing,
    ) -> Result<Option<(Candidate, Weighed)>> {
        let measure = self.constants.measure(standing.closeness);
        let Some(now) = tie.numbers_after_silence(&measure, self.at, self.at)? else { return Ok(None) };
        if is_beyond_loss(glance, &now, standing, self.at) {
            return Ok(None);
        }
        let Some(mut candidate) = sketch(tie.other, glance, &now, standing, self.day) else {
            return Ok(None);
        };
        if let Some(later) = when_faded(&candidate, self.at, self.day) {
            let then = tie.numbers_after_silence(&measure, self.at, later)?;
            candidate.warmth_later = then.map_or(now.warmth, |numbers| numbers.warmth);
        }
        Ok(Weighed::of(&candidate, &self.settings, self.day).map(|weighed| (candidate, weighed)))
    }
}

/// What `advice` needs to know of a tie that may be due at a moment, its numbers given.
pub(crate) fn candidate_of(
    person: i64,
    days: &TieDays,
    now: &TieNumbers,
    standing: &Standing,
    constants: &Constants,
    at: Moment,
    day: Date,
) -> Option<Candidate> {
    let glance = Glance::of(days, at);
    if !may_be_due(&glance, standing, at) || is_beyond_loss(&glance, now, standing, at) {
        return None;
    }
    let mut candidate = sketch(person, &glance, now, standing, day)?;
    if let Some(later) = when_faded(&candidate, at, day) {
        let then = constants.measure(standing.closeness).numbers_after_silence(days, at, later);
        candidate.warmth_later = then.map_or(now.warmth, |numbers| numbers.warmth);
    }
    Some(candidate)
}

fn rhythm_of(rhythm: Option<network::Rhythm>) -> Option<Rhythm> {
    rhythm.map(|r| Rhythm { gap_days: r.gap_days, late_days: r.late_days })
}

/// Cheaper still: by counts alone, and no tie is dropped that `advice` could choose.
fn may_be_due(glance: &Glance, standing: &Standing, at: Moment) -> bool {
    let Some(last) = glance.last else { return false };
    if glance.last_acted.is_none() {
        return false;
    }
    let is_waiting = glance.unanswered_since().is_some_and(|day| at.day - day <= UNANSWERED_DAYS);
    if is_waiting || standing.owners_word.cadence_days.is_some() {
        return true;
    }
    let counts = &glance.counts;
    let may_matter = counts.has_rhythm() || at.day - glance.first_day <= YOUNG_DAYS || counts.was_lively();
    let silence = at.day - last.moment.day;
    may_matter
        && silence > JUST_IN_TOUCH_DAYS
        && f64::from(silence) > DUE_FROM_GAPS * counts.mean_gap(glance.first_day, last.moment.day)
}

/// Whether something could be a reason besides that the tie fades or sleeps: somebody waits, the tie is new, or it is much
/// less lively than it was. It may say so of a few ties too many, for days are counted in the owner's time zone later.
fn has_other_reason(glance: &Glance, standing: &Standing, at: Moment) -> bool {
    let Some(last) = glance.last else { return false };
    let silence = at.day - last.moment.day;
    let is_waiting = glance.unanswered_since().is_some_and(|day| at.day - day <= UNANSWERED_DAYS);
    let is_new = at.day - glance.first_day <= YOUNG_DAYS && silence >= NEW_FROM_DAYS;
    let is_thinning =
        glance.counts.was_lively() && glance.counts.is_less_lively() && silence >= THIN_FROM_DAYS;
    standing.owners_word.cadence_days.is_some() || is_waiting || is_new || is_thinning
}

/// Of a tie whose only reason could be that it fades: whether too little is left to be lost, and to be announced.
fn is_beyond_loss(glance: &Glance, now: &TieNumbers, standing: &Standing, at: Moment) -> bool {
    !has_other_reason(glance, standing, at) && advice::is_beyond_loss(now.closeness, now.warmth)
}

/// The moment whose warmth says what waiting costs, if it costs anything.
fn when_faded(candidate: &Candidate, at: Moment, day: Date) -> Option<Moment> {
    let later_days = advice::later_days(candidate.rhythm.map(|rhythm| rhythm.gap_days));
    advice::may_fade(candidate.rhythm, candidate.last.day, day)
        .then(|| Moment { day: at.day.saturating_add_unsigned(later_days), second: at.second })
}

/// A candidate whose warmth stays as it is: of a meeting that is planned, nothing counts as if it had taken place.
fn sketch(
    person: i64,
    glance: &Glance,
    now: &TieNumbers,
    standing: &Standing,
    day: Date,
) -> Option<Candidate> {
    let last: Last = glance.last?;
    Some(Candidate {
        person: PersonId(person),
        is_person: true,
        is_spared: standing.is_spared,
        is_key: standing.is_key,
        warmth: now.warmth,
        warmth_later: now.warmth,
        closeness: if standing.is_spared { CLOSENESS_OF_SPARED } else { now.closeness },
        rhythm: rhythm_of(now.rhythm),
        first_day: day_of(now.first_day),
        last: LastContact {
            day: day_of(last.moment.day).min(day),
            channel: last.channel,
            direction: last.direction,
            interaction: None,
        },
        counts: glance.counts.finished(),
        unanswered: glance.unanswered_since().map(|since| Unanswered {
            mail: Mention { interaction: InteractionId(0), day: day_of(since), subject: None },
            is_answer: false,
        }),
        unreturned: (glance.unreturned.0 > 0)
            .then(|| Unreturned { mails: glance.unreturned.0, since: day_of(glance.unreturned.1) }),
        topic: None,
        planned: glance.planned.map(day_of),
        occasion: None,
        owners_word: standing.owners_word,
        reach: Reach { has_mail: true, ..Reach::default() },
    })
}
