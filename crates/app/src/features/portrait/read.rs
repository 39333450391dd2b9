//! What is stored of one person, read in one query: a page that asks seven times waits seven times for a connection and a
//! thread of the database.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::PersonId;
use network::TieDays;

use super::{NOTES_SHOWN, TIES_LOOKED_AT, sql};
use crate::access::{Cx, Field, Right};
use crate::db::Arg;
use crate::error::Result;
use crate::features::details::{self, Kind};
use crate::features::identities::ShownAddress;
use crate::features::interactions::Note;
use crate::features::members;
use crate::features::understanding::{TieOfPerson, TiesOfPerson};

/// What is stored of a person.
#[derive(Default)]
pub(super) struct Stored {
    /// How they are reached.
    pub addresses: Vec<ShownAddress>,
    /// Where they work or worked, with the day it was last seen: organization, title.
    pub positions: Vec<(i64, String, String)>,
    /// What the owner says of them.
    pub said: BTreeMap<Kind, String>,
    /// What cards say of them, with the day it was last seen there.
    pub told: Vec<(i64, Kind, String)>,
    /// The newest notes until a moment.
    pub notes: Vec<Note>,
    /// The days of their tie with the owner, seen from the owner.
    pub days: TieDays,
    /// Their ties.
    pub ties: TiesOfPerson,
    /// The principal's delegates, if it is the principal who looks.
    pub delegates: Vec<members::Entry>,
}

/// The parts of the query, as it numbers them; what is none of these is the text of all ties.
mod part {
    pub const ADDRESS: i64 = 1;
    pub const POSITION: i64 = 2;
    pub const TOLD: i64 = 3;
    pub const SAID: i64 = 4;
    pub const NOTE: i64 = 5;
    pub const TIE: i64 = 6;
    pub const DELEGATE: i64 = 8;
}

/// The part a row is of, two texts, three numbers.
type Row = (i64, Option<String>, Option<String>, Option<i64>, Option<i64>, Option<i64>);

/// Reads what is stored of a person until a moment.
pub(super) async fn stored(
    cx: &Cx,
    person: PersonId,
    owner: Option<PersonId>,
    as_of: Timestamp,
) -> Result<Stored> {
    let other = owner.unwrap_or(person).0;
    let args: [Arg; 9] = [
        cx.ws(),
        person.0.into(),
        person.0.min(other).into(),
        person.0.max(other).into(),
        as_of.as_microsecond().into(),
        NOTES_SHOWN.into(),
        cx.opens(Field::PrivateNotes),
        TIES_LOOKED_AT.into(),
        i64::from(cx.access.has(Right::Own)).into(),
    ];
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::STORED, &args).await?;
    let mut stored = Stored::default();
    for row in rows {
        stored.take(row, person)?;
    }
    stored.sort();
    stored.said.retain(|kind, _| details::is_open(cx, *kind));
    stored.told.retain(|(_, kind, _)| details::is_open(cx, *kind));
    Ok(stored)
}

impl Stored {
    fn take(&mut self, (part, one, two, n, m, o): Row, person: PersonId) -> Result<()> {
        let by_delegate = one.clone().filter(|_| part == part::NOTE);
        let (one, two) = (one.unwrap_or_default(), two.unwrap_or_default());
        match part {
            part::ADDRESS => self.addresses.extend(ShownAddress::of(one, two, n, m, o)),
            part::POSITION => self.positions.push((n.unwrap_or(0), one, two)),
            part::TOLD => self.told.extend(Kind::from_word(&one).map(|kind| (n.unwrap_or(0), kind, two))),
            part::SAID => self.said.extend(Kind::from_word(&one).map(|kind| (kind, two))),
            part::NOTE => self.notes.push(Note {
                id: n.unwrap_or(0),
                at: Timestamp::from_microsecond(m.unwrap_or(0)).unwrap_or_default(),
                text: two,
                is_private: o != Some(0),
                by: by_delegate,
            }),
            part::TIE => {
                // Stored with the lower number first; the owner's side is the one that is not this person's.
                let is_reversed = n == Some(person.0);
                self.days = TieOfPerson { other: person.0, is_reversed, days: &two }.unpacked()?;
            }
            part::DELEGATE => self.delegates.push(members::delegate(n.unwrap_or(0), one, &two)),
            _ => self.ties = TiesOfPerson::of_text(two),
        }
        Ok(())
    }

    /// The parts of one query come in no order.
    fn sort(&mut self) {
        self.addresses
            .sort_by(|a, b| (&a.kind, b.last_seen, &a.value).cmp(&(&b.kind, a.last_seen, &b.value)));
        self.positions.sort_by(|a, b| (b.0, &a.1, &a.2).cmp(&(a.0, &b.1, &b.2)));
        self.told.sort_by(|a, b| (b.0, a.1.word(), &a.2).cmp(&(a.0, b.1.word(), &b.2)));
        self.delegates.sort_by_key(|delegate| delegate.member);
        self.notes.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
    }
}
