//! All ties and acquaintances of a workspace, one after the other: for the map and for paths.

use model::PersonId;

use super::reading::unreadable;
use super::sql;
use crate::access::Cx;
use crate::error::Result;

/// Ties read at once: some megabytes of days.
const TIES_A_PIECE: i64 = 20_000;

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

/// How often two were seen together, if ever.
pub(crate) async fn acquaintance_between(
    cx: &Cx,
    one: PersonId,
    other: PersonId,
) -> Result<Option<Acquaintance>> {
    let (a, b) = (one.0.min(other.0), one.0.max(other.0));
    let row: Option<(i64, i64)> =
        cx.app.db.fetch_optional(sql::ACQUAINTANCE_OF, &[cx.ws(), a.into(), b.into()]).await?;
    Ok(row.map(|(seen, last_day)| Acquaintance { a, b, seen, last_day }))
}
