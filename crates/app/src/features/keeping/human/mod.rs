//! One human: everything that is held about them, and how they are forgotten.
//!
//! [`everything`] shows it source by source. [`forget`] erases it for good, in short steps that can be killed and run again;
//! what is left is a keyed hash of each address ([`tombs`]), so that the next import does not bring them back.
//! [`mentions`] finds their name in texts about others. A hold ([`super::hold`]) stops it.

mod copies;
mod everything;
mod forget;
mod handed;
mod mentions;
mod redact;
mod sql;
mod tombs;

use std::collections::HashSet;

use model::PersonId;

use crate::access::Cx;
use crate::db::Rows;
use crate::error::{Error, Result};
use crate::words::refusals;

pub use copies::drop_copies;
pub use everything::{
    ActHeld, AddressHeld, CardHeld, ContactHeld, Everything, NameHeld, NoteHeld, PositionHeld, RecordHeld,
    SaidHeld, TieHeld, everything,
};
pub use forget::{Foreseen, Forgetting, Forgotten, foresee, forget, forgotten, let_in};
pub(crate) use tombs::Tombs;

/// A row about a person: number, slug, uid, name, nature, snoozed until.
type PersonRow = (i64, String, String, String, i64, Option<i64>);
/// A row about an address: number, kind, value, first and last seen, bounced, away, mails sent.
type AddressRow = (i64, String, String, Option<i64>, Option<i64>, Option<i64>, Option<i64>, i64);

/// Somebody with whoever was recognised as them, and all their addresses.
struct Whole {
    people: Vec<PersonRow>,
    addresses: Vec<AddressRow>,
}

impl Whole {
    /// The human behind a person, also where that one was recognised as another.
    async fn of(cx: &Cx, person: PersonId) -> Result<Whole> {
        let root = root(cx, person.0).await?;
        let people: Vec<PersonRow> = cx.app.db.fetch_all(sql::MERGED, &[cx.ws(), root.into()]).await?;
        if people.is_empty() {
            return Err(Error::not_found(refusals::people::no_person(person)));
        }
        let ids = Rows::of_ints(people.iter().map(|p| p.0)).into_arg();
        let addresses = cx.app.db.fetch_all(sql::ADDRESSES, &[cx.ws(), ids]).await?;
        let mut whole = Whole { people, addresses };
        whole.people.sort_by_key(|row| row.0 != root);
        Ok(whole)
    }

    /// The one who stands for all.
    fn root(&self) -> &PersonRow {
        &self.people[0]
    }

    fn people(&self) -> impl Iterator<Item = i64> + Clone + '_ {
        self.people.iter().map(|row| row.0)
    }

    fn identities(&self) -> impl Iterator<Item = i64> + Clone + '_ {
        self.addresses.iter().map(|row| row.0)
    }

    /// What acts call the things of this human.
    fn things(&self) -> Vec<String> {
        let people = self.people().flat_map(|id| [format!("person:{id}"), format!("snooze:{id}")]);
        people.chain(self.identities().map(|id| format!("identity:{id}"))).collect()
    }
}

/// As whom somebody was recognised in the end.
pub(super) async fn root(cx: &Cx, person: i64) -> Result<i64> {
    let mut root = person;
    let mut seen = HashSet::new();
    while seen.insert(root) {
        let row: Option<(Option<i64>,)> =
            cx.app.db.fetch_optional(sql::JOINED_INTO, &[cx.ws(), root.into()]).await?;
        match row.and_then(|r| r.0) {
            Some(into) => root = into,
            None => break,
        }
    }
    Ok(root)
}

/// The person, and whoever was recognised as them.
pub(super) async fn same(cx: &Cx, person: i64) -> Result<Vec<i64>> {
    let root = root(cx, person).await?;
    let rows: Vec<PersonRow> = cx.app.db.fetch_all(sql::MERGED, &[cx.ws(), root.into()]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
