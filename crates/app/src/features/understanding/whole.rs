//! All ties and acquaintances of a workspace, one after the other: for the map and for paths.

use std::collections::HashMap;

use model::PersonId;
use network::TieDays;

use super::reading::{TieOfPerson, unreadable};
use super::sql;
use crate::access::Cx;
use crate::db::Rows;
use crate::error::Result;

/// Ties read at once: what is made of them keeps a thread from requests for some milliseconds.
const TIES_A_PIECE: i64 = 5_000;

/// Gives each tie to `take`: both people and the days, still packed, seen from the first.
pub(crate) async fn each_tie(
    cx: &Cx,
    mut take: impl FnMut(i64, i64, &str) -> std::result::Result<(), network::Corrupt> + Send,
) -> Result<()> {
    let mut after = (i64::MIN, i64::MIN);
    loop {
        let args = [cx.ws(), after.0.into(), after.1.into(), TIES_A_PIECE.into()];
        let piece: Option<(String, String, String)> =
            cx.app.db.fetch_optional(sql::TIES_AFTER, &args).await?;
        let (first, second, days) = piece.unwrap_or_default();
        let ends = first.split(' ').zip(second.split(' ')).zip(days.split(' '));
        let mut last = after;
        for ((a, b), days) in ends {
            let (Ok(a), Ok(b)) = (a.parse(), b.parse()) else { continue };
            last = last.max((a, b));
            take(a, b, days).map_err(|_| unreadable())?;
        }
        if last == after {
            return Ok(());
        }
        after = last;
    }
}

/// Two people who were seen together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acquaintance {
    /// The one with the lower number.
    pub a: i64,
    /// The other.
    pub b: i64,
    /// How often.
    pub seen: i64,
    /// The day of the last time.
    pub last_day: i64,
}

/// Gives each pair that was seen together to `take`.
pub(crate) async fn each_acquaintance(cx: &Cx, mut take: impl FnMut(Acquaintance) + Send) -> Result<()> {
    let mut after = (i64::MIN, i64::MIN);
    loop {
        let args = [cx.ws(), after.0.into(), after.1.into(), TIES_A_PIECE.into()];
        let piece: Option<(String, String, String, String)> =
            cx.app.db.fetch_optional(sql::ACQUAINTANCES_AFTER, &args).await?;
        let (first, second, seen, days) = piece.unwrap_or_default();
        let numbers = |text: &str| text.split(' ').filter_map(|n| n.parse().ok()).collect::<Vec<i64>>();
        let columns = [first, second, seen, days].map(|text| numbers(&text));
        let last = after;
        for (at, &a) in columns[0].iter().enumerate() {
            let [Some(&b), Some(&seen), Some(&last_day)] =
                [1, 2, 3].map(|column: usize| columns[column].get(at))
            else {
                return Err(unreadable());
            };
            after = after.max((a, b));
            take(Acquaintance { a, b, seen, last_day });
        }
        if last == after {
            return Ok(());
        }
    }
}

/// What there is between two people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Between {
    /// The days of their tie, seen from the one with the lower number; empty if they never touched.
    pub days: TieDays,
    /// The last day on which they were seen together, if they ever were.
    pub together: Option<i64>,
}

/// What there is between the two of each pair, by their numbers, the lower first.
pub(crate) async fn between(
    cx: &Cx,
    pairs: impl IntoIterator<Item = (PersonId, PersonId)>,
) -> Result<HashMap<(i64, i64), Between>> {
    let ordered = pairs.into_iter().map(|(one, other)| (one.0.min(other.0), one.0.max(other.0)));
    let args = [cx.ws(), Rows::of_pairs(ordered).into_arg()];
    let rows: Vec<(i64, i64, Option<String>, Option<i64>)> = cx.app.db.fetch_all(sql::BETWEEN, &args).await?;
    let unpacked = |(a, b, days, together): (i64, i64, Option<String>, Option<i64>)| {
        let packed = |days: String| TieOfPerson { other: b, is_reversed: false, days: &days }.unpacked();
        Ok(((a, b), Between { days: days.map(packed).transpose()?.unwrap_or_default(), together }))
    };
    rows.into_iter().map(unpacked).collect()
}
