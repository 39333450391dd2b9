//! All ties of a workspace, one after the other: for the map and for paths.

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
