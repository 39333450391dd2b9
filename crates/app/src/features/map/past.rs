//! The last quarters: in which of them two were in touch, and how warm the principal's ties were at the end of each.
//!
//! The touches until that day alone say it, so that nothing of what came later is in it.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use network::closeness::Word;
use network::packed::Scanner;
use network::{Corrupt, Moment, TieDays};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::features::accuracy::Constants;
use crate::features::people::moment_of;
use crate::features::snapshot::band;

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

/// A tie between two others.
pub(super) struct Touched {
    pub a: i64,
    pub b: i64,
    /// How often they were in touch.
    pub touches: u32,
    /// In which quarters, a bit each.
    pub quarters: u8,
}

/// What was read of all ties.
pub(super) struct Told {
    owner: Option<i64>,
    /// Those between others.
    pub ties: Vec<Touched>,
    /// Those of the principal: with whom, whether these stand first, and the packed days.
    own: Vec<(i64, bool, String)>,
}

impl Told {
    /// Nothing yet.
    pub fn new(owner: Option<i64>) -> Told {
        Told { owner, ties: Vec::new(), own: Vec::new() }
    }

    /// One more tie.
    pub fn take(&mut self, past: &Past, a: i64, b: i64, days: &str) -> std::result::Result<(), Corrupt> {
        if self.owner == Some(a) || self.owner == Some(b) {
            let is_reversed = self.owner == Some(b);
            self.own.push((if is_reversed { a } else { b }, is_reversed, days.to_owned()));
            return Ok(());
        }
        let (mut scanner, mut touches, mut quarters) = (Scanner::new(days), 0u32, 0);
        while let Some(day) = scanner.next_day()? {
            touches = touches.saturating_add(day.touches());
            quarters |= past.of(day.day).map_or(0, |quarter| 1u8 << quarter);
        }
        self.ties.push(Touched { a, b, touches, quarters });
        Ok(())
    }

    /// How warm the principal's ties were.
    pub fn bands(&self, past: &Past) -> Result<HashMap<i64, Bands>> {
        let bands = |(person, is_reversed, days): &(i64, bool, String)| {
            let days = TieDays::decode(days).map_err(|corrupt| Error::Refused(corrupt.to_string()))?;
            let days = if *is_reversed { days.reversed() } else { days };
            let measure = past.constants.measure(past.words.get(person).copied());
            let at = |end: &Moment| {
                measure.numbers(&days, *end).filter(|n| n.is_relationship()).map(|n| band(n.warmth))
            };
            Ok((*person, std::array::from_fn(|quarter| at(&past.ends[quarter]))))
        };
        self.own.par_iter().map(bands).collect()
    }
}
