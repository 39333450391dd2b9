//! What an alarm of drift stands on, for one person: the usual gap, the silence, and what they do with others.

use advice::verdict::{self, Drifting};
use jiff::{Timestamp, civil::Date};
use model::PersonId;
use network::elsewhere::Elsewhere;

use super::{TieFigures, moment_of};
use crate::access::Cx;
use crate::error::Result;
use crate::features::{snapshot, understanding};

impl TieFigures {
    /// What an alarm of drift stands on, as of a day, with what they did with others; `None` where there is none.
    pub fn drifting(&self, day: Date, elsewhere: Option<&Elsewhere>) -> Option<Drifting> {
        self.drift?;
        let elsewhere = elsewhere.and_then(|elsewhere| match elsewhere {
            _ if elsewhere.has_slowed() => Some(verdict::Elsewhere::Slowed),
            _ if elsewhere.goes_on() => Some(verdict::Elsewhere::GoesOn),
            _ => None,
        });
        Some(Drifting {
            usual_days: self.usual_gap_days?.round() as u32,
            silence_days: self.silent_for(day),
            known_days: advice::days_between(self.first_contact, self.last_contact),
            elsewhere,
        })
    }
}

/// What the alarm stands on, with what they did with others, where the member sees everybody.
pub(super) async fn alarm(
    cx: &Cx,
    owner: PersonId,
    person: PersonId,
    tie: Option<&TieFigures>,
    as_of: Timestamp,
) -> Result<Option<Drifting>> {
    let Some(tie) = tie.filter(|tie| tie.drift.is_some()) else { return Ok(None) };
    let since = snapshot::number_of(tie.last_contact);
    let elsewhere = match cx.access.sees_all() {
        true => {
            let ties = understanding::ties_of(&cx.app.db, cx.workspace, person).await?;
            snapshot::elsewhere::told(&ties, owner, since, moment_of(as_of))?
        }
        false => None,
    };
    Ok(tie.drifting(as_of.to_zoned(cx.app.zone.clone()).date(), elsewhere.as_ref()))
}
