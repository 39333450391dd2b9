//! Ties as they are read: still packed, one or all of a person's.
//!
//! A row a tie would cost several times what its days cost to read, so the ties of a person come as a few long texts,
//! each of a range of people ([`ties_in_pieces`]). A piece is small enough to be worked on while the next is read, and to
//! be gone before the last has come.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use model::{PersonId, WorkspaceId};
use network::packed::Scanner;
use network::{Day, Measure, Moment, TieDays, TieNumbers};
use tokio::task::JoinSet;

use super::sql;
use crate::background;
use crate::db::{Db, Look};
use crate::error::{Error, Result};
use crate::words::refusals;

/// How many read at the same time, each on a connection of its own.
const HANDS: usize = 2;
/// Into how many pieces all ties of a person are cut: some hundred kilobytes each, of the largest networks.
const PIECES: i64 = 32;

/// The ties of a person, seen from them: the other person and the days, still packed.
#[derive(Default)]
pub(crate) struct TiesOfPerson {
    /// A line a tie: the side, the other person, and the days.
    lines: String,
    columns: Vec<Columns>,
}

/// Ties whose others and days are two texts: written and read faster than lines.
struct Columns {
    others: String,
    days: String,
    is_reversed: bool,
}

/// One tie of [`TiesOfPerson`].
pub(crate) struct TieOfPerson<'a> {
    /// The other person.
    pub other: i64,
    /// The other person stands first in the packed days.
    pub is_reversed: bool,
    /// The packed days.
    pub days: &'a str,
}

impl TiesOfPerson {
    /// The ties that a query wrote as one text: `a7:days b9:days`, the letter being the other's side.
    pub fn of_text(lines: String) -> TiesOfPerson {
        TiesOfPerson { lines, columns: Vec::new() }
    }

    /// Each tie, in no order.
    pub fn iter(&self) -> impl Iterator<Item = TieOfPerson<'_>> {
        let lines = self.lines.split(' ').filter_map(|line| {
            let (head, days) = line.split_once(':')?;
            let other = head.get(1..)?.parse().ok()?;
            Some(TieOfPerson { other, is_reversed: head.starts_with('b'), days })
        });
        let columns = self.columns.iter().flat_map(|columns| {
            let both = columns.others.split(' ').zip(columns.days.split(' '));
            both.filter_map(|(other, days)| {
                Some(TieOfPerson { other: other.parse().ok()?, is_reversed: columns.is_reversed, days })
            })
        });
        lines.chain(columns)
    }
}

impl TieOfPerson<'_> {
    /// The numbers of the tie by a measure as of a moment; `None` without contact until then.
    pub fn numbers(&self, measure: &Measure<'_>, as_of: Moment) -> Result<Option<TieNumbers>> {
        self.numbers_after_silence(measure, as_of, as_of)
    }

    /// The numbers by a measure as of a moment, of the touches until an earlier one.
    pub fn numbers_after_silence(
        &self,
        measure: &Measure<'_>,
        until: Moment,
        as_of: Moment,
    ) -> Result<Option<TieNumbers>> {
        if self.is_reversed {
            return Ok(measure.numbers_after_silence(&self.unpacked()?, until, as_of));
        }
        measure.numbers_of_text_after_silence(self.days, until, as_of).map_err(|_| unreadable())
    }

    /// Whether there was contact by a day: by its first day, without reading the others.
    pub fn has_begun(&self, day: i32) -> Result<bool> {
        let mut scanner = Scanner::new(self.days);
        Ok(scanner.next_day().map_err(|_| unreadable())?.is_some_and(|first| first.day <= day))
    }

    /// Each day, ascending, seen from the person whose ties these are, without keeping them where it can be.
    pub fn each_day(&self, mut take: impl FnMut(&Day<'_>)) -> Result<()> {
        if self.is_reversed {
            self.unpacked()?.iter().for_each(|day| take(&day));
            return Ok(());
        }
        let mut scanner = Scanner::new(self.days);
        while let Some(day) = scanner.next_day().map_err(|_| unreadable())? {
            take(&day);
        }
        Ok(())
    }

    /// The days, seen from the person whose ties these are.
    pub fn unpacked(&self) -> Result<TieDays> {
        let days = TieDays::decode(self.days).map_err(|_| unreadable())?;
        Ok(if self.is_reversed { days.reversed() } else { days })
    }
}

/// Reads all ties of a person at once.
pub(crate) async fn ties_of(db: &Db, ws: WorkspaceId, person: PersonId) -> Result<TiesOfPerson> {
    let pieces = ties_in_pieces(db, ws, person, Ok).await?;
    Ok(TiesOfPerson { lines: String::new(), columns: pieces.into_iter().flat_map(|p| p.columns).collect() })
}

/// Reads all ties of a person, and gives each piece to `take` as soon as it is there; what became of the pieces, in no
/// order. Two read and take side by side: while one waits for the database, the other computes.
pub(crate) async fn ties_in_pieces<T: Send + 'static>(
    db: &Db,
    ws: WorkspaceId,
    person: PersonId,
    take: impl Fn(TiesOfPerson) -> Result<T> + Send + Sync + 'static,
) -> Result<Vec<T>> {
    let all: Arc<[Piece]> = pieces(db, ws, person).await?.into();
    let (next, take) = (Arc::new(AtomicUsize::new(0)), Arc::new(take));
    let mut hands = JoinSet::new();
    for _ in 0..HANDS.min(all.len()) {
        let (db, all, next, take) = (db.clone(), all.clone(), next.clone(), take.clone());
        hands.spawn(async move {
            // One connection for all its pieces: the pool would open others while it takes one back.
            let (mut look, mut taken) = (db.look().await?, Vec::new());
            while let Some(piece) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (ties, take) = (piece.read(&mut look, ws, person).await?, take.clone());
                taken.push(background::aside(move || take(ties)).await??);
            }
            Ok::<_, Error>(taken)
        });
    }
    let mut taken = Vec::new();
    while let Some(of_hand) = hands.join_next().await {
        taken.extend(of_hand.unwrap_or_else(|stopped| resume_unwind(stopped.into_panic()))?);
    }
    Ok(taken)
}

/// The ties with people of a range of numbers, in which the person stands on one side.
struct Piece {
    is_reversed: bool,
    from: i64,
    before: i64,
}

impl Piece {
    async fn read(&self, look: &mut Look, ws: WorkspaceId, person: PersonId) -> Result<TiesOfPerson> {
        let sql = if self.is_reversed { sql::TIES_AS_SECOND } else { sql::TIES_AS_FIRST };
        let args = [ws.0.into(), person.0.into(), self.from.into(), self.before.into()];
        let rows = look.fetch_all::<(String, String)>(sql, &args).await?;
        let column = |(others, days)| Columns { others, days, is_reversed: self.is_reversed };
        Ok(TiesOfPerson { lines: String::new(), columns: rows.into_iter().map(column).collect() })
    }
}

/// The pieces of about as much contact each. People have numbers in the order they were met, and those met first have most
/// contact, so the first pieces are the narrowest.
async fn pieces(db: &Db, ws: WorkspaceId, person: PersonId) -> Result<Vec<Piece>> {
    let ends: Vec<(i64, i64, i64)> = db.fetch_all(sql::ENDS_OF_TIES, &[ws.0.into(), person.0.into()]).await?;
    let mut pieces = Vec::new();
    for (side, first, last) in ends {
        let cut = |n: i64| first + ((last + 1 - first) as f64 * (n as f64 / PIECES as f64).powi(3)) as i64;
        let cuts = (0..PIECES).map(|n| (cut(n), cut(n + 1))).filter(|(from, before)| from < before);
        pieces.extend(cuts.map(|(from, before)| Piece { is_reversed: side == 1, from, before }));
    }
    Ok(pieces)
}

/// The days of one tie, seen from `person`; empty if the two never touched.
pub(crate) async fn tie_between(
    db: &Db,
    ws: WorkspaceId,
    person: PersonId,
    other: PersonId,
) -> Result<TieDays> {
    let (a, b) = (person.0.min(other.0), person.0.max(other.0));
    let row: Option<(i64, i64, String)> =
        db.fetch_optional(sql::TIE_WITH, &[ws.0.into(), a.into(), b.into()]).await?;
    let Some((a, b, days)) = row else { return Ok(TieDays::new()) };
    let other = if a == person.0 { b } else { a };
    TieOfPerson { other, is_reversed: a != person.0, days: &days }.unpacked()
}

/// The packed days of a tie make no sense.
pub(super) fn unreadable() -> Error {
    Error::refused(refusals::numbers::TIE_UNREADABLE)
}
