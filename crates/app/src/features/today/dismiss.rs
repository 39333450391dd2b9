//! "Not this person": leaves somebody off the list for one of three reasons, and remembers it.
//!
//! What is remembered lowers the person's rank for a year ([`advice::OwnersWord::dismissals`]). Undoing it takes the
//! memory back with all the rest.

use jiff::{Timestamp, ToSpan};
use model::PersonId;
use serde::{Deserialize, Serialize};

use super::sql;
use crate::access::Cx;
use crate::db::Tx;
use crate::error::Result;
use crate::features::acts::{self, Done, Inverse, People};
use crate::features::details::{self, Kind, Said};
use crate::features::people::{self, moment_of};
use crate::features::tray::Ask;
use crate::features::{identities, keeping, understanding};

/// How long one who has no usual gap and is in touch another way is left alone.
const WITHOUT_RHYTHM_DAYS: f64 = 30.0;
/// How long one whose reason was wrong is left alone.
const WRONG_DAYS: f64 = 90.0;
/// The longest that anybody is left alone for their usual gap.
const LONGEST_DAYS: f64 = 366.0;
/// For how long a dismissal counts, in microseconds.
const YEAR_US: i64 = 365 * 86_400 * 1_000_000;

/// Why somebody was not to be on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// The two are in touch in a way that no source tells of: left alone for their usual gap.
    Elsewhere,
    /// Never again on the list.
    Unneeded,
    /// The reason given is wrong: left alone for a quarter.
    Wrong,
}

impl WhyNot {
    /// All of them, in the order they are offered.
    pub const ALL: [WhyNot; 3] = [WhyNot::Elsewhere, WhyNot::Unneeded, WhyNot::Wrong];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            WhyNot::Elsewhere => "elsewhere",
            WhyNot::Unneeded => "unneeded",
            WhyNot::Wrong => "wrong",
        }
    }

    /// The reason of a word.
    pub fn from_word(word: &str) -> Option<WhyNot> {
        WhyNot::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// What a dismissal changed, to take it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissed {
    /// Its number.
    pub dismissal: i64,
    /// The person.
    pub person: i64,
    /// The day until which they were left alone before.
    pub until: Option<i64>,
    /// What was said of them before.
    pub said: Vec<Said>,
}

/// Takes a person off the list. An act that can be taken back.
///
/// # Errors
/// The member may not, or there is no such person.
pub async fn dismiss(cx: &Cx, person: PersonId, why: WhyNot) -> Result<Done> {
    let ask = || Ask::Dismiss { person: person.0, why };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let today = cx.now.to_zoned(cx.app.zone.clone()).date();
    let days = match why {
        WhyNot::Elsewhere => Some(usual_gap(cx, person).await?.unwrap_or(WITHOUT_RHYTHM_DAYS)),
        WhyNot::Wrong => Some(WRONG_DAYS),
        WhyNot::Unneeded => None,
    };
    let until = days.map(|days| today.saturating_add((days.clamp(1.0, LONGEST_DAYS).round() as i64).days()));
    let mut tx = cx.app.db.begin().await?;
    let dismissed = remember(&mut tx, cx, person, why, until.map(people::day_number)).await?;
    let deed = People::NotOnToday { name, why, until };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Dismiss(dismissed)).await?;
    tx.commit().await?;
    Ok(done)
}

async fn usual_gap(cx: &Cx, person: PersonId) -> Result<Option<f64>> {
    let owner = keeping::known_owner(cx).await?;
    let days = understanding::tie_between(&cx.app.db, cx.workspace, owner, person).await?;
    Ok(network::numbers(&days, moment_of(cx.now)).and_then(|n| n.rhythm).map(|rhythm| rhythm.gap_days))
}

/// Who is left alone for longer already stays so.
async fn remember(
    tx: &mut Tx,
    cx: &Cx,
    person: PersonId,
    why: WhyNot,
    until: Option<i64>,
) -> Result<Dismissed> {
    let id = keeping::next_ids(tx, cx.workspace, 1).await?;
    let args = [cx.ws(), id.into(), person.0.into(), cx.now_us().into(), why.word().into(), until.into()];
    tx.execute(sql::INSERT_DISMISSAL, &args).await?;
    let before = identities::set_snooze(tx, cx, person.0, until).await?;
    if before > until {
        identities::set_snooze(tx, cx, person.0, before).await?;
    }
    let said = match why {
        WhyNot::Unneeded => {
            let never = Said { person: person.0, kind: Kind::Never, value: Some("yes".to_owned()) };
            details::replace(tx, cx, &[never]).await?
        }
        _ => Vec::new(),
    };
    acts::bump(tx, cx.workspace, &[person.0]).await?;
    Ok(Dismissed { dismissal: id, person: person.0, until: before, said })
}

/// Takes a dismissal back.
pub(crate) async fn take_back(tx: &mut Tx, cx: &Cx, dismissed: &Dismissed) -> Result<()> {
    tx.execute(sql::DELETE_DISMISSAL, &[cx.ws(), dismissed.dismissal.into()]).await?;
    identities::set_snooze(tx, cx, dismissed.person, dismissed.until).await?;
    if !dismissed.said.is_empty() {
        details::replace(tx, cx, &dismissed.said).await?;
    }
    acts::bump(tx, cx.workspace, &[dismissed.person]).await
}

/// Whether a dismissal at an instant (microseconds UTC) still counts.
pub(crate) fn is_of_last_year(at: i64, as_of: Timestamp) -> bool {
    let age = as_of.as_microsecond().saturating_sub(at);
    (0..YEAR_US).contains(&age)
}
