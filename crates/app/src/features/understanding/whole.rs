//! All ties and acquaintances of a workspace, one after the other: for the map and for paths.

use std::collections::HashMap;
use std::sync::Arc;

use model::PersonId;
use network::{Corrupt, TieDays};

use super::reading::{TieOfPerson, unreadable};
use super::sql;
use crate::access::Cx;
use crate::background;
use crate::db::Rows;
use crate::error::Result;

/// Ties read at once.
const TIES_A_PIECE: i64 = 10_000;

/// A pair of people, the lower number first.
type Ends = (i64, i64);

/// Gives each tie to `take`, in the order of pairs: both people and the days, still packed, seen from the first; what it made of
/// them all. Taken in the background.
pub(crate) async fn each_tie<S: Send + 'static>(
    cx: &Cx,
    mut made: S,
    take: impl Fn(&mut S, i64, i64, &str) -> std::result::Result<(), Corrupt> + Send + Sync + 'static,
) -> Result<S> {
    let take = Arc::new(take);
    let mut after: Ends = (i64::MIN, i64::MIN);
    loop {
        let args = [cx.ws(), after.0.into(), after.1.into(), TIES_A_PIECE.into()];
        let piece: Option<(String, String, String)> =
            cx.app.db.fetch_optional(sql::TIES_AFTER, &args).await?;
        let Some(piece) = piece.filter(|(first, ..)| !first.is_empty()) else { return Ok(made) };
        let take = take.clone();
        let taken = background::run(move || ties_of_piece(made, after, &piece, take.as_ref()));
        let last;
        (made, last) = taken.await??;
        if last == after {
            return Ok(made);
        }
        after = last;
    }
}

/// What was made with the ties of a piece as well, and the last of these.
fn ties_of_piece<S>(
    mut made: S,
    mut last: Ends,
    (first, second, days): &(String, String, String),
    take: impl Fn(&mut S, i64, i64, &str) -> std::result::Result<(), Corrupt>,
) -> Result<(S, Ends)> {
    for ((a, b), days) in first.split(' ').zip(second.split(' ')).zip(days.split(' ')) {
        let (Ok(a), Ok(b)) = (a.parse(), b.parse()) else { continue };
        last = last.max((a, b));
        take(&mut made, a, b, days).map_err(|_| unreadable())?;
    }
    Ok((made, last))
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

/// Gives each pair of people who were seen together to `take`; what it made of them all. Taken in the background.
pub(crate) async fn each_acquaintance<S: Send + 'static>(
    cx: &Cx,
    mut made: S,
    take: impl Fn(&mut S, Acquaintance) + Send + Sync + 'static,
) -> Result<S> {
    let take = Arc::new(take);
    let mut after: Ends = (i64::MIN, i64::MIN);
    loop {
        let args = [cx.ws(), after.0.into(), after.1.into(), TIES_A_PIECE.into()];
        let piece: Option<(String, String, String, String)> =
            cx.app.db.fetch_optional(sql::ACQUAINTANCES_AFTER, &args).await?;
        let Some((first, second, seen, days)) = piece.filter(|(first, ..)| !first.is_empty()) else {
            return Ok(made);
        };
        let take = take.clone();
        let taken = background::run(move || {
            acquaintances_of_piece(made, after, &[first, second, seen, days], take.as_ref())
        });
        let last;
        (made, last) = taken.await??;
        if last == after {
            return Ok(made);
        }
        after = last;
    }
}

/// What was made with the pairs of a piece as well, and the last of these.
fn acquaintances_of_piece<S>(
    mut made: S,
    mut last: Ends,
    columns: &[String; 4],
    take: impl Fn(&mut S, Acquaintance),
) -> Result<(S, Ends)> {
    let columns = columns
        .each_ref()
        .map(|text| text.split(' ').filter_map(|number| number.parse().ok()).collect::<Vec<i64>>());
    for (at, &a) in columns[0].iter().enumerate() {
        let [Some(&b), Some(&seen), Some(&last_day)] = [1, 2, 3].map(|column: usize| columns[column].get(at))
        else {
            return Err(unreadable());
        };
        last = last.max((a, b));
        take(&mut made, Acquaintance { a, b, seen, last_day });
    }
    Ok((made, last))
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
