//! What is done to the people who are selected: each time one act, taken back as one.

use app::features::{identities, people, people::Nature};
use axum_extra::extract::Form;
use jiff::ToSpan;
use model::PersonId;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::parts::Done;
use crate::visit::Visit;
use crate::words::people as words;

/// How long “later” leaves somebody alone.
const LATER_DAYS: i64 = 30;

/// The form: who is selected, and the button that was pressed.
#[derive(Debug, Deserialize)]
pub struct Selected {
    #[serde(default)]
    id: Vec<i64>,
    #[serde(default)]
    act: String,
}

/// Changes those who are selected and goes back to the list.
pub async fn change(visit: Visit, Form(selected): Form<Selected>) -> Answer {
    let people: Vec<PersonId> = selected.id.iter().map(|id| PersonId(*id)).collect();
    if people.is_empty() {
        return Err(Failure::bad_request(words::NOBODY_SELECTED));
    }
    let cx = &visit.cx;
    let done = match selected.act.as_str() {
        "key" => people::mark_key(cx, &people, true).await?,
        "unkey" => people::mark_key(cx, &people, false).await?,
        "later" => {
            let until = visit.look.today.saturating_add(LATER_DAYS.days());
            people::snooze_many(cx, &people, until).await?
        }
        "join" => join(cx, &people).await?,
        word => {
            let nature = Nature::from_word(word).ok_or_else(|| Failure::bad_request(words::UNKNOWN_ACT))?;
            people::set_nature(cx, &people, nature).await?
        }
    };
    Ok(visit.back(visit.came_from(), &Done::from(done)))
}

/// Two people who are one: the one that was selected first, that is stood higher in the list, stays.
async fn join(cx: &app::Cx, people: &[PersonId]) -> Result<app::features::acts::Done, Failure> {
    match people {
        [survivor, joined] => Ok(identities::join(cx, *survivor, *joined, words::JOINED_BY_HAND).await?),
        _ => Err(Failure::bad_request(words::JOIN_TWO)),
    }
}
