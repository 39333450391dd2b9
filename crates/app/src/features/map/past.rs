//! The last quarters: in which of them two were in touch, and how warm the principal's ties were at the end of each.
//!
//! The touches until that day alone say it, so that nothing of what came later is in it.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::PersonId;
use network::closeness::Word;
use network::packed::Scanner;
use network::{Corrupt, Moment};

use crate::access::Cx;
use crate::background;
use crate::error::Result;
use crate::features::accuracy::Constants;
use crate::features::people::moment_of;
use crate::features::snapshot::band;
use crate::features::understanding::{self, TieOfPerson, TiesOfPerson};

/// So many quarters, the present one among them.
pub(super) const QUARTERS: usize = 8;
/// The band of warmth at the end of each quarter; none without a tie.
pub(super) type Bands = [Option<u8>; QUARTERS];
/// No tie in any quarter.
pub(super) const NEVER: Bands = [None; QUARTERS];

/// The last quarters as of a day.
pub(super) struct Past {
    /// The first day of each and of the one that comes, as days since 1970-01-01.
    first: [i32; QUARTERS + 1],
    /// The end of each.
    ends: [Moment; QUARTERS],
    days: Vec<Date>,
    /// What the principal says of closeness.
    words: HashMap<i64, Word>,
    /// By what ties are measured today: quarters are compared by one measure.
    constants: Arc<Constants>,
}

impl Past {
    /// The quarters until a day of a time zone.
    pub fn at(day: Date, zone: &TimeZone, words: HashMap<i64, Word>, constants: Arc<Constants>) -> Past {
        let month = (day.month() - 1) / 3 * 3 + 1;
        let present = Date::new(day.year(), month, 1).unwrap_or(day);
        let first = |quarter: i64| present.saturating_add((3 * quarter).months());
        let days: Vec<Date> = (1 - QUARTERS as i64..=1).map(first).collect();
        let number = |day: &Date| day.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days());
        let moment = |day: Date| {
            let begins = zone.to_ambiguous_zoned(day.to_datetime(jiff::civil::Time::midnight())).compatible();
            begins.map_or(Moment::new(number(&day), 0), |zoned| moment_of(zoned.timestamp()))
        };
        Past {
            first: std::array::from_fn(|at| number(&days[at])),
            ends: std::array::from_fn(|at| moment(days[at + 1])),
            days,
            words,
            constants,
        }
    }

    /// What they are called.
    pub fn names(&self) -> Vec<String> {
        let name = |day: &Date| format!("Q{} {}", (day.month() + 2) / 3, day.year());
        self.days.iter().take(QUARTERS).map(name).collect()
    }

    /// The quarter of a day.
    fn of(&self, day: i32) -> Option<usize> {
        (day >= self.first[0] && day < self.first[QUARTERS])
            .then(|| self.first.partition_point(|first| *first <= day) - 1)
    }
}

/// In how many touches and in which quarters, a bit each, the days of a tie lie.
pub(super) fn touched(past: &Past, days: &str) -> std::result::Result<(u32, u8), Corrupt> {
    let (mut scanner, mut touches, mut quarters) = (Scanner::new(days), 0u32, 0);
    while let Some(day) = scanner.next_day()? {
        touches = touches.saturating_add(day.touches());
        quarters |= past.of(day.day).map_or(0, |quarter| 1u8 << quarter);
    }
    Ok((touches, quarters))
}

/// How warm the ties of a person were.
pub(super) async fn bands(cx: &Cx, of: Option<PersonId>, past: Arc<Past>) -> Result<HashMap<i64, Bands>> {
    let Some(of) = of else { return Ok(HashMap::new()) };
    let of_piece =
        move |ties: TiesOfPerson| ties.iter().map(|tie| bands_of(&past, &tie)).collect::<Result<Vec<_>>>();
    let take = move |ties| background::here(|| of_piece(ties))?;
    let pieces = understanding::ties_in_pieces(&cx.app.db, cx.workspace, of, take).await?;
    Ok(pieces.into_iter().flatten().collect())
}

fn bands_of(past: &Past, tie: &TieOfPerson<'_>) -> Result<(i64, Bands)> {
    let days = tie.unpacked()?;
    let measure = past.constants.measure(past.words.get(&tie.other).copied());
    let at =
        |end: &Moment| measure.numbers(&days, *end).filter(|n| n.is_relationship()).map(|n| band(n.warmth));
    Ok((tie.other, std::array::from_fn(|quarter| at(&past.ends[quarter]))))
}
