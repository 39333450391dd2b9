//! What those who drift did with others since: read when the numbers are made, so that no page looks through the ties of
//! others.

use std::collections::HashMap;

use model::PersonId;
use network::Moment;
use network::elsewhere::{Elsewhere, Others};

use super::build::Asked;
use super::line::PersonLine;
use super::sql;
use crate::db::Rows;
use crate::error::Result;
use crate::features::people::moment_of;
use crate::features::understanding::TiesOfPerson;

/// Whose ties are read at once.
const AT_ONCE: usize = 100;

/// Fills in the lines of those who drift.
pub(super) async fn fill(asked: &Asked, lines: &mut [PersonLine]) -> Result<()> {
    let Some(owner) = asked.owner else { return Ok(()) };
    let mut drifting: Vec<&mut PersonLine> = lines.iter_mut().filter(|line| line.is_drifting()).collect();
    for some in drifting.chunks_mut(AT_ONCE) {
        let ids = Rows::of_ints(some.iter().map(|line| line.id)).into_arg();
        let rows: Vec<(i64, String)> =
            asked.cx.app.db.fetch_all(sql::ALL_TIES_OF_SOME, &[asked.cx.ws(), ids]).await?;
        let mut ties: HashMap<i64, String> = rows.into_iter().collect();
        for line in some {
            let ties = TiesOfPerson::of_text(ties.remove(&line.id).unwrap_or_default());
            let since = line.tie.as_ref().map_or(asked.day, |tie| tie.last_contact);
            line.elsewhere = told(&ties, owner, super::facts::number_of(since), moment_of(asked.as_of))?;
        }
    }
    Ok(())
}

/// What somebody with these ties did with others than the owner since a day.
pub(crate) fn told(
    ties: &TiesOfPerson,
    owner: PersonId,
    since: i32,
    at: Moment,
) -> Result<Option<Elsewhere>> {
    let mut others = Others::new(since, at);
    for tie in ties.iter().filter(|tie| tie.other != owner.0) {
        tie.each_day(|day| others.push(day))?;
    }
    Ok(others.told())
}
